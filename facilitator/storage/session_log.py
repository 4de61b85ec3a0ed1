"""A session's log in its file and journal: what is acknowledged is on the disk."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.session.log import Document
from facilitator.storage import disk
from facilitator.storage.commit import GroupCommit
from facilitator.storage.container import EVENTS
from facilitator.storage.load import journal_path
from facilitator.storage.problems import StorageError, broken, shown
from facilitator.storage.store import JournalStorage
from facilitator.storage.tables import JournalDatabase, PlainDocument
from facilitator.storage.values import checked, copied
from facilitator.words import Words

if TYPE_CHECKING:
    from concurrent.futures import Future


class SessionLog:
    """The log of one session, which nobody else can write to until it is closed. Make one with `create` or `open`.

    `append` and `submit` may be called from any thread; events that wait for the disk together share one write.
    """

    def __init__(self, storage: JournalStorage, words: Words) -> None:
        self.path = storage.path
        self._words = words
        self._storage = storage
        self._database = JournalDatabase(storage=lambda: storage)
        self._events = self._database.table(EVENTS, cache_size=0)
        self._commits = GroupCommit(self._check, self._write, len(self._events))
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
        for place in (path, journal_path(path)):
            if disk.stamp(place, words) is not None:
                raise StorageError(words("{file} exists already.", file=shown(place)))
        events = checked(documents, 1, path, words)
        disk.make_folder(path.parent, words)
        session = str(events[0].get("session") or events[0]["id"]) if events else ""
        storage = JournalStorage(path, words, session)
        try:
            if storage.read() is not None:
                raise StorageError(words("{file} exists already.", file=shown(path)))
            storage.write({EVENTS: {str(event["seq"]): event for event in events}})
        except BaseException:
            storage.take_back()
            raise
        return cls(storage, words)

    @classmethod
    def open(cls, path: Path, words: Words) -> "SessionLog":
        """Open a session to go on with it.

        Args:
            path: The file.
            words: The language of the errors.

        Raises:
            LockedError: it is open in another window; since when.
            StorageError: there is none, or it is no session that can be read; what is wrong, and where.
        """
        _check_there(path, words)
        storage = JournalStorage(path, words)
        if EVENTS not in (storage.read() or {}):
            storage.take_back()
            broken(path, words("it has no table “events”"), words)
        return cls(storage, words)

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found and done when it was opened, as sentences."""
        return self._storage.notices

    @property
    def failed(self) -> str:
        """Why nothing more can be recorded here; empty while it can."""
        return self._storage.failed

    def append(self, documents: Sequence[Document]) -> None:
        """Put events at the end, all or none; when this returns they are on the disk.

        Args:
            documents: Events that go on in the numbering, `seq` by `seq`.

        Raises:
            StorageError: nothing was recorded, and why.
        """
        self._commits.run(documents)

    def submit(self, documents: Sequence[Document]) -> "Future[None]":
        """Like `append`, but return at once; the future is done when the events are on the disk.

        Raises:
            StorageError: nothing will be recorded, and why.
        """
        return self._commits.submit(documents)

    def read(self) -> Iterable[Document]:
        """Return every event, by `seq`, as documents that the caller may change."""
        with self._commits.pause():
            tables = self._storage.read() or {}
            return [copied(event) for event in tables[EVENTS].values()]

    def rewrite(self, documents: Sequence[Document]) -> None:
        """Put other events in the place of all there are, in one write of the whole file.

        Args:
            documents: As many events, of the same numbers.

        Raises:
            StorageError: nothing was changed, and why.
        """
        events = {str(event["seq"]): event for event in checked(documents, 1, self.path, self._words)}
        with self._commits.pause():
            self._storage.write((self._storage.read() or {}) | {EVENTS: events})

    def save_copy(self, path: Path) -> None:
        """Save all that was acknowledged as a new session file, also when this one can be written no more.

        Raises:
            StorageError: there is such a file already, or it could not be saved.
        """
        disk.make_folder(path.parent, self._words)
        with self._commits.pause():
            self._storage.save_copy(path)

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
        self._commits.close()
        storage = self._storage
        # Another's file is not this one's to complete, and of trouble with the disk the user has been told.
        if current is not None and not storage.failed and (storage.changed or not storage.is_overtaken()):
            rows = [{"table": name} | dict(row) | {"table": name} for name, part in current.items() for row in part]
            storage.fold({str(number): row for number, row in enumerate(rows, start=1)})
        self._closed = True
        self._database.close()

    def release(self) -> None:
        """Let go of the files as they are: the next opening takes over what the journal holds."""
        self._closed = True
        self._commits.close()
        self._storage.release()

    def take_back(self) -> None:
        """Let go of a file that holds no session, and leave no trace of having opened it."""
        self._closed = True
        self._storage.take_back()

    def _check(self, documents: Sequence[Document], first: int) -> list[dict[str, Any]]:
        if self._closed:
            raise StorageError(self._words("{file} is closed; nothing was recorded.", file=shown(self.path)))
        return checked(documents, first, self.path, self._words)

    def _write(self, events: list[dict[str, Any]]) -> None:
        self._events.insert_multiple(PlainDocument(event, event["seq"]) for event in events)


def _check_there(path: Path, words: Words) -> None:
    if disk.stamp(path, words) is None:
        raise StorageError(
            words("{file} could not be read: {cause}.", file=shown(path), cause=words("it is not there"))
        )
