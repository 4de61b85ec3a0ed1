"""TinyDB's tables over `JournalStorage`: inserting appends, every other change writes the file anew."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from facilitator.storage.store import JournalStorage
from facilitator.storage.values import copied

_Method = TypeVar("_Method", bound=Callable[..., Any])


class PlainDocument(Document):
    """A document to insert that is known to be plain JSON, and to be owned by nobody else."""


def _own(document: Document) -> Document:
    """Return a document to give out: what is done to it does not reach the store."""
    return Document(copied(dict(document)), document.doc_id)


def _whole_file(method: _Method) -> _Method:
    """Wrap a method of TinyDB's that changes documents in place, so that a failed change is forgotten."""

    @wraps(method)
    def wrapped(self: "JournalTable", *arguments: Any, **named: Any) -> Any:
        with cast(JournalStorage, self.storage).changing():
            return method(self, *arguments, **named)

    return cast(_Method, wrapped)


class JournalTable(Table):
    """A TinyDB table whose inserts are appended, and whose documents are copies."""

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)
        self._next: int | None = None

    def insert(self, document: Mapping[str, Any]) -> int:
        """Append a document and return its number; when this returns it is on the disk."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Append documents, all or none, and return their numbers; when this returns they are on the disk."""
        storage = cast(JournalStorage, self.storage)
        kept = (storage.read() or {}).get(self.name, {})
        added: dict[int, dict[str, Any]] = {}
        following = self._next
        for document in documents:
            if not isinstance(document, Mapping):
                raise ValueError("Document is not a Mapping")
            if isinstance(document, Document):
                number = document.doc_id
            else:
                following = max(map(int, kept), default=0) + 1 if following is None else following
                number = following
            if number in added or str(number) in kept:
                raise ValueError(f"Document with ID {number} already exists")
            if following is not None:
                following = max(following, number + 1)
            added[number] = dict(document) if isinstance(document, PlainDocument) else storage.owned(document)
        if added:
            storage.append(self.name, added)
            self._next = following
            self.clear_cache()
        return list(added)

    def search(self, cond: QueryLike) -> list[Document]:
        """Return the documents that a query finds."""
        return [_own(document) for document in super().search(cond)]

    def get(self, *arguments: Any, **named: Any) -> Any:
        """Return a document, or None; a list of them where a list of numbers is given."""
        found = super().get(*arguments, **named)
        return [_own(document) for document in found] if isinstance(found, list) else found and _own(found)

    def __iter__(self) -> Iterator[Document]:
        return map(_own, super().__iter__())

    def truncate(self) -> None:
        """Remove every document."""
        super().truncate()
        self._next = None

    update = _whole_file(Table.update)
    update_multiple = _whole_file(Table.update_multiple)
    upsert = _whole_file(Table.upsert)
    remove = _whole_file(Table.remove)


class JournalDatabase(TinyDB):
    """TinyDB with tables that append."""

    table_class = JournalTable
