"""What a session writes to: an append-only log. Storage implements it; the session knows no more than this."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

Document = Mapping[str, Any]


class Log(Protocol):
    """An append-only list of event documents."""

    def append(self, documents: Sequence[Document]) -> None:
        """Put documents at the end, all or none; when this returns they are on disk.

        Raises:
            FacilitatorError: nothing was recorded, and why.
        """

    def read(self) -> Iterable[Document]:
        """Return every document, oldest first."""


class MemoryLog:
    """A log that lives and dies with the process: for rehearsing a line before it is recorded, and for tests."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents = list(documents)

    def append(self, documents: Sequence[Document]) -> None:
        """Put documents at the end."""
        self._documents.extend(documents)

    def read(self) -> Iterable[Document]:
        """Return every document, oldest first."""
        return tuple(self._documents)
