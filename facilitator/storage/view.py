"""A session that is only looked at, also while another window writes to it: no lock, no file made or changed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.session.log import Document
from facilitator.storage.container import EVENTS
from facilitator.storage.load import Loaded, load, stamps
from facilitator.storage.problems import StorageError, broken
from facilitator.words import Words

if TYPE_CHECKING:
    from concurrent.futures import Future


class SessionView:
    """The events of a session as they were when it was opened or last refreshed. No file is kept open.

    Args:
        path: The session's file.
        words: The language of the errors.

    Raises:
        StorageError: there is none, or it is no session that can be read; what is wrong, and where.
    """

    def __init__(self, path: Path, words: Words) -> None:
        self.path = path
        self._words = words
        self._loaded = self._load()

    @property
    def notices(self) -> tuple[str, ...]:
        """What should be known about the file, as sentences."""
        if self._loaded.snapshot.newer:
            return (self._words("A newer version of this program wrote it; what this one does not know is left out."),)
        return ()

    def append(self, documents: Sequence[Document]) -> None:
        """Refuse: a view is for reading.

        Raises:
            StorageError: always.
        """
        raise StorageError(self._words("This session is open for reading only."))

    def submit(self, documents: Sequence[Document]) -> "Future[None]":
        """Refuse, as `append` does.

        Raises:
            StorageError: always.
        """
        raise StorageError(self._words("This session is open for reading only."))

    def read(self) -> Iterable[Document]:
        """Return every event, by `seq`, as documents that the caller must not change."""
        return list(self._loaded.snapshot.tables[EVENTS].values())

    def refresh(self) -> bool:
        """Read again what has changed, and return whether anything has; when nothing has, it costs two looks.

        Raises:
            StorageError: it can be read no more.
        """
        loaded = self._loaded
        if stamps(self.path, self._words) == (loaded.stamp, loaded.journal_stamp):
            return False
        self._loaded = self._load()
        return True

    def _load(self) -> Loaded:
        loaded = load(self.path, self._words, reading=True)
        if EVENTS not in loaded.snapshot.tables:
            broken(self.path, self._words("it has no table “events”"), self._words)
        return loaded
