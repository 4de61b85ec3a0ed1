"""What a session writes to: an append-only log. Storage implements it; the session knows no more than this."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from concurrent.futures import Future

Document = Mapping[str, Any]


class Log(Protocol):
    """An append-only list of event documents."""

    def append(self, documents: Sequence[Document]) -> None:
        """Put documents at the end, all or none; when this returns they are on disk.

        Raises:
            FacilitatorError: nothing was recorded, and why.
        """

    def submit(self, documents: Sequence[Document]) -> "Future[None]":
        """Like `append`, but return at once; the future is done when they are on disk, in the order of the calls.

        Raises:
            FacilitatorError: nothing will be recorded, and why.
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

    def submit(self, documents: Sequence[Document]) -> "Future[None]":
        """Put documents at the end; the future is done."""
        from concurrent.futures import Future

        self.append(documents)
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def read(self) -> Iterable[Document]:
        """Return every document, oldest first."""
        return tuple(self._documents)
