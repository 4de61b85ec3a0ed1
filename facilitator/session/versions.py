"""Versions of the events' documents: an older one is read as the newest, and stays on disk as it was written."""

from collections.abc import Callable, Mapping
from typing import Any

# From a type and an older version of its documents to the function that makes them those of the next version. A change
# that older documents can be read with needs none. What stands here once stands here for ever.
UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}


def version(kind: str) -> int:
    """Return the version of a type's documents that this program writes."""
    return 1 + max((older for name, older in UPCASTERS if name == kind), default=0)


def is_newer(document: Mapping[str, Any]) -> bool:
    """Return whether only a newer program knows how to read a document."""
    return bool(document.get("v", 1) > version(document["type"]))


def newest(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document as this program would write it."""
    found = dict(document)
    kind = found["type"]
    for older in range(found.get("v", 1), version(kind)):
        found = UPCASTERS[kind, older](found)
    return found
