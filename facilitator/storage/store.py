"""TinyDB's storage over a session's file and its journal: appending costs the same however much there is."""

import math
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from tinydb.storages import Storage

from facilitator.storage import container, disk, machine
from facilitator.storage.container import Snapshot, Tables, checksum
from facilitator.storage.journal import Journal, frame, header
from facilitator.storage.load import CONFLICT, backup_path, journal_path, load
from facilitator.storage.lock import Lock
from facilitator.storage.problems import StorageError, shown
from facilitator.storage.recover import recovery
from facilitator.storage.values import ValueRefusedError, plain, unbroken
from facilitator.words import Words

# A journal of so many bytes is put into the file before it grows on, so that what a crash leaves is soon taken over.
FOLD_AT = 64 * 1024 * 1024
# With less room than this on the disk, in bytes, it is time to say so; looked at no more often than this.
LITTLE_ROOM = 1024 * 1024
_LOOK_SECONDS = 5.0


class JournalStorage(Storage):
    """Keeps TinyDB's tables in a session's file and its journal, which nobody else can write to meanwhile.

    `append` adds to the journal; `write`, which TinyDB calls for every other change, writes the whole file anew.

    Args:
        path: The file; there need be none yet.
        words: The language of the errors.
        session: The id of a new session.

    Raises:
        StorageError: it is open elsewhere, no session, or broken; what is wrong, and where.
    """

    def __init__(self, path: Path, words: Words, session: str = "") -> None:
        # A link stays a link: what is replaced is the file that it leads to.
        self.path = Path(os.path.realpath(path))
        self._words = words
        self._lock = Lock(self.path, words)
        #: What was found and done when it was opened, as sentences.
        self.notices: tuple[str, ...] = ()
        #: The sentence for a file that somebody else changed; from then on every write is refused with it.
        self.conflict = ""
        self._closed = False
        self._stamp: disk.Stamp | None = None
        # The size and checksum of what is known to be in the file, and of what a failed write may have left there.
        self._digest = self._attempted = (0, "")
        self._snapshot = Snapshot({}, {"session": session or uuid4().hex})
        # How many lines of journals there were.
        self._last = 0
        # Whether the documents at hand may be ahead of the disk.
        self._stale = False
        self._journal = Journal(journal_path(self.path), 0, words)
        self._fold_at = FOLD_AT
        self._looked = -math.inf
        try:
            if disk.stamp(self.path, words) is not None:
                self._recover()
            self._look_for_room()
        except BaseException:
            # Whoever is refused must not keep others out.
            self._lock.take_back()
            raise

    @property
    def failed(self) -> str:
        """Why nothing more can be recorded here; empty while it can."""
        return self.conflict or self._journal.failed

    @property
    def changed(self) -> bool:
        """Whether something was recorded that is not in the file yet."""
        return self._journal.size > 0

    def read(self) -> Tables | None:
        """Return the tables without the derived one, None where there are none yet: live, for TinyDB alone."""
        if self._stale:
            loaded = load(self.path, self._words)
            self._snapshot, self._last, self._stale = loaded.snapshot, loaded.last, False
        # TinyDB puts changed tables into what it gets, before it writes them.
        return dict(self._snapshot.tables) or None

    def append(self, table: str, documents: Mapping[int, dict[str, Any]]) -> None:
        """Put documents at the end of a table, all or none; when this returns they are on the disk.

        Args:
            table: The table's name.
            documents: New documents by number, owned by nobody else.

        Raises:
            StorageError: nothing was recorded, and why.
        """
        self._refuse()
        added = {str(number): document for number, document in documents.items()}
        if self._stamp is None or self._stale:
            tables = self.read() or {}
            self.write(tables | {table: tables.get(table, {}) | added})
            return
        if self.is_overtaken():
            self._step_aside()
        self._keep_short()
        first, last = self._last + 1, self._last + len(added)
        lines = [frame(line, first, last, table, *item) for line, item in enumerate(added.items(), start=first)]
        disk.check_size(self._digest[0] + self._journal.size + sum(map(len, lines)), self.path, self._words)
        if not self._journal.size:
            lines.insert(0, header(self._snapshot.session, self._last))
        self._journal.append(lines)
        self._snapshot.tables.setdefault(table, {}).update(added)
        self._last = last
        self._look_for_room()

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Put all tables on the disk in one new file.

        Raises:
            StorageError: they are not there; what was there before still is.
        """
        self._refuse()
        tables = {name: dict(table) for name, table in data.items() if name != container.CURRENT}
        if self._stamp is None:
            self._last = len(tables.get(container.EVENTS, ()))
        with self.changing():
            self._fold(self._snapshot._replace(tables=tables), {})

    def owned(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return a document as the disk will give it back, owned by nobody else.

        Raises:
            StorageError: no file can keep it.
        """
        try:
            kept: dict[str, Any] = plain(document, unbroken, self._words)
        except ValueRefusedError as bad:
            raise StorageError(
                self._words("{file} could not be saved: {cause}.", file=shown(self.path), cause=bad)
            ) from bad
        return kept

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Forget the documents at hand when something fails: TinyDB changes them in place, before it writes them."""
        try:
            yield
        except BaseException:
            self._stale = self._stamp is not None
            raise

    def fold(self, current: Mapping[str, Any]) -> None:
        """Put what the journal holds into the file, with the documents of the derived table.

        Raises:
            StorageError: the file is as it was, and so is the journal: nothing is lost.
        """
        self._refuse()
        self.read()
        self._fold(self._snapshot, current)

    def save_copy(self, path: Path) -> None:
        """Save all that was acknowledged as a new session file, also where this one can be written no more.

        Raises:
            StorageError: there is such a file already, or it could not be saved.
        """
        if disk.stamp(path, self._words) is not None or disk.stamp(journal_path(path), self._words) is not None:
            raise StorageError(self._words("{file} exists already.", file=shown(path)))
        self.read()
        disk.write_atomic(path, container.encode(self._snapshot, self._last, {}, path, self._words), self._words)

    def close(self) -> None:
        """Put what the journal holds into the file, as far as that can be done, and let others write.

        Raises:
            StorageError: the journal stays beside the file; nothing is lost.
        """
        if self._closed:
            return
        try:
            if self.changed and not self.failed:
                self.fold({})
        finally:
            self.release()

    def release(self) -> None:
        """Let others write, and leave the files as they are."""
        self._closed = True
        self._journal.close()
        self._lock.release()

    def take_back(self) -> None:
        """Let go of a file that is no session, and leave no trace."""
        self._closed = True
        self._lock.take_back()

    def is_overtaken(self) -> bool:
        """Return whether somebody else has changed the file since it was last read or written here.

        Raises:
            StorageError: the file cannot be read.
        """
        stamp = disk.stamp(self.path, self._words)
        # A file that is gone is put back: nothing of anybody else's is lost by that.
        if stamp is None or stamp == self._stamp:
            return False
        content, stamp = disk.read_bytes(self.path, self._words)
        if (len(content), checksum(content)) not in (self._digest, self._attempted):
            return True
        self._stamp = stamp
        return False

    def _recover(self) -> None:
        loaded = load(self.path, self._words)
        self.notices = recovery(loaded, self.path, self._words)
        self._stamp, self._digest, self._attempted = loaded.stamp, loaded.digest, loaded.digest
        self._snapshot, self._last = loaded.snapshot, loaded.last
        if loaded.waiting:
            # What a crash left may not all be on the disk yet, though it can be read: so it is not gone on with.
            self._fold(self._snapshot, {})
        if loaded.journal_stamp is not None:
            disk.discard(journal_path(self.path), self._words)

    def _keep_short(self) -> None:
        """Put a long journal into the file; where that fails all is as it was, and it is tried again at twice that."""
        if self._journal.size < self._fold_at:
            return
        try:
            self._fold(self._snapshot, {})
        except StorageError:
            self._refuse()
            self._fold_at *= 2

    def _look_for_room(self) -> None:
        """Say, once, that the disk is nearly full."""
        now = time.monotonic()
        if now - self._looked < _LOOK_SECONDS:
            return
        self._looked = now
        try:
            room = machine.files.free(self.path.parent)
        except OSError:
            # Not every disk says how full it is.
            return
        if room < LITTLE_ROOM:
            self._looked = math.inf
            told = self._words("Only {room} kB are left on the disk. Make room, or save a copy in another place.",
                               room=room // 1024)  # fmt: skip
            self.notices = (*self.notices, told)

    def _refuse(self) -> None:
        if self._closed:
            raise StorageError(self._words("{file} is closed; nothing was recorded.", file=shown(self.path)))
        if self.failed:
            raise StorageError(self.failed)

    def _fold(self, snapshot: Snapshot, current: Mapping[str, Any]) -> None:
        content = container.encode(snapshot, self._last, current, self.path, self._words)
        digest = (len(content), checksum(content))
        if self.is_overtaken():
            self._step_aside()
        if digest != self._digest or self._stamp is None:
            self._attempted = digest
            if self._stamp is None:
                disk.remove_leftovers(self.path)
            self._stamp = disk.write_atomic(self.path, content, self._words, keep=backup_path(self.path))
            self._digest = digest
        self._snapshot = snapshot
        self._drop_journal()

    def _drop_journal(self) -> None:
        """Remove the journal, all of which is in the file; where it cannot be removed it is passed over later."""
        if self._journal.size:
            self._journal.close()
            self._journal = Journal(journal_path(self.path), 0, self._words)
            disk.discard(journal_path(self.path), self._words)

    def _step_aside(self) -> None:
        """Save what was recorded here under another name, and refuse all else with the sentence that says so.

        Raises:
            StorageError: always.
        """
        words = self._words
        if self._stamp is None:
            raise StorageError(words("{file} exists already.", file=shown(self.path)))
        moment = time.strftime("%Y%m%d-%H%M%S")
        copy = disk.free_path(self.path.parent, f"{self.path.stem}{CONFLICT}{moment}", words)
        self.save_copy(copy)
        # Theirs may hold other events of the same numbers, so the journal cannot go on from it.
        self._drop_journal()
        self.conflict = words(
            "{file} was changed by another program while it was open, so nothing more is recorded in it. "
            "All that was recorded here until now is in {copy}; open one of the two to go on.",
            file=shown(self.path),
            copy=shown(copy),
        )
        raise StorageError(self.conflict)
