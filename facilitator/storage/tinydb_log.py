"""A session's log in one TinyDB file, replaced whole at every write: what is acknowledged is on the disk."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TableDocument
from tinydb.table import Table

from facilitator.session.log import Document
from facilitator.storage import container, disk
from facilitator.storage.container import CURRENT, EVENTS, Tables
from facilitator.storage.disk import StorageError, shown
from facilitator.words import Words

# What marks a file that was saved beside the one it could not be saved in.
CONFLICT = ".conflict-"


class AtomicStorage(Storage):
    """Keeps TinyDB's tables in a session file that is always whole, and never writes over what somebody else wrote.

    Args:
        path: The file; there need be none yet.
        words: The language of the errors.
    """

    def __init__(self, path: Path, words: Words) -> None:
        # A link stays a link: what is replaced is the file that it leads to.
        self._path = Path(os.path.realpath(path))
        self._words = words
        self._stamp = disk.stamp(self._path, words)
        # What is known to be on the disk: to compare with, and to go back to when a write fails.
        self._content: bytes | None = None
        # What a failed write may have left there all the same.
        self._attempted: bytes | None = None
        self._tables: Tables | None = None
        #: The sentence for a file that somebody else changed; from then on every write is refused with it.
        self.conflict: str | None = None
        self._written = False
        if self._stamp is not None:
            self._content, self._stamp = disk.read_bytes(self._path, words)
            self._tables = container.decode(self._content, self._path, words)

    def read(self) -> Tables | None:
        """Return the tables without the derived one, None where there is no file yet."""
        if self._tables is None and self._content is not None:
            self._tables = container.decode(self._content, self._path, self._words)
        # TinyDB puts changed tables into what it gets, before it writes them.
        return None if self._tables is None else dict(self._tables)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Put the tables on the disk.

        Raises:
            StorageError: they are not there; what was there before still is.
        """
        try:
            content = container.encode(data, self._path, self._words)
            if content == self._content:
                return
            self._refuse_conflict()
            self._put(content)
        except BaseException:
            # TinyDB changes documents in place, so those at hand may be ahead of the disk.
            self._tables = None
            raise
        self._tables = {name: dict(table) for name, table in data.items() if name != CURRENT}

    def changed(self) -> bool:
        """Return whether somebody else has changed the file since it was last read or written here.

        Raises:
            StorageError: the file cannot be read.
        """
        if self.conflict:
            return True
        stamp = disk.stamp(self._path, self._words)
        # A file that is gone is put back: nothing of anybody else's is lost by that.
        if stamp is None or stamp == self._stamp:
            return False
        content, stamp = disk.read_bytes(self._path, self._words)
        if content not in (self._content, self._attempted):
            return True
        self._stamp = stamp
        return False

    def _put(self, content: bytes) -> None:
        self._attempted = content
        if not self._written:
            disk.remove_leftovers(self._path)
        self._stamp = disk.write_atomic(self._path, content, self._words)
        self._written = True
        self._content, self._attempted = content, None

    def _refuse_conflict(self) -> None:
        if not self.changed():
            return
        if self.conflict is None:
            self.conflict = self._step_aside()
        raise StorageError(self.conflict)

    def _step_aside(self) -> str:
        """Save what was recorded here under another name, and return the sentence that says so."""
        words = self._words
        if self._content is None:
            return words("{file} exists already.", file=shown(self._path))
        moment = time.strftime("%Y%m%d-%H%M%S")
        copy = disk.free_path(self._path.parent, f"{self._path.stem}{CONFLICT}{moment}", words)
        disk.write_atomic(copy, self._content, words)
        return words(
            "{file} was changed by another program while it was open, so nothing more is recorded in it. "
            "All that was recorded here until now is in {copy}; open one of the two to go on.",
            file=shown(self._path),
            copy=shown(copy),
        )


class SessionLog:
    """The log of one session, in one file. Make one with `create` or `open`."""

    def __init__(self, path: Path, words: Words) -> None:
        self.path = path
        self._words = words
        self._storage = AtomicStorage(path, words)
        self._database = TinyDB(storage=lambda: self._storage)
        # The cache of queries hands out live documents.
        self._events: Table = self._database.table(EVENTS, cache_size=0)
        self._last = len(self._events)
        self._appended = False
        self._closed = False

    @classmethod
    def create(cls, path: Path, documents: Sequence[Document], words: Words) -> "SessionLog":
        """Begin a session in a new file, in one write.

        Args:
            path: The file; its folders are made where they are missing.
            documents: The first events, numbered from 1.
            words: The language of the errors.

        Raises:
            StorageError: there is such a file already, or it could not be saved.
        """
        if disk.stamp(path, words) is not None:
            raise StorageError(words("{file} exists already.", file=shown(path)))
        events = container.checked(documents, 1, path, words)
        disk.make_folder(path.parent, words)
        AtomicStorage(path, words).write(container.new_tables(events))
        return cls.open(path, words)

    @classmethod
    def open(cls, path: Path, words: Words) -> "SessionLog":
        """Open a session; its file is only read.

        Args:
            path: The file.
            words: The language of the errors.

        Raises:
            StorageError: there is none, or it is no session that can be read; what is wrong, and where.
        """
        if disk.stamp(path, words) is None:
            raise StorageError(
                words("{file} could not be read: {cause}.", file=shown(path), cause=words("it is not there"))
            )
        return cls(path, words)

    def append(self, documents: Sequence[Document]) -> None:
        """Put events at the end, all or none; when this returns they are on the disk.

        Args:
            documents: Events that go on in the numbering, `seq` by `seq`.

        Raises:
            StorageError: nothing was recorded, and why.
        """
        if self._closed:
            raise StorageError(self._words("{file} is closed; nothing was recorded.", file=shown(self.path)))
        events = container.checked(documents, self._last + 1, self.path, self._words)
        if not events:
            return
        self._events.insert_multiple(TableDocument(event, event["seq"]) for event in events)
        self._last += len(events)
        self._appended = True

    def read(self) -> Iterable[Document]:
        """Return every event, by `seq`, as documents that the caller may change."""
        return [container.copied(dict(event)) for event in sorted(self._events, key=lambda event: event.doc_id)]

    def close(self, current: Mapping[str, Sequence[Mapping[str, Any]]] | None = None) -> None:
        """End the writing. Closing again does nothing.

        Args:
            current: What the events add up to, as named lists. Every row becomes a document of the table `current`,
                its list's name under `table`; other programs count there, this one never reads it.

        Raises:
            StorageError: `current` was not saved; every event is, and the log is still open.
        """
        if self._closed:
            return
        # Another's file is not this one's to complete, and of a conflict the user has been told.
        mine = self._storage.conflict is None and (self._appended or not self._storage.changed())
        if current is not None and mine:
            rows = [{"table": name} | dict(row) | {"table": name} for name, part in current.items() for row in part]
            self._database.table(CURRENT, cache_size=0).insert_multiple(rows)
        self._closed = True
        self._database.close()
