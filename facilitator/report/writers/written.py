"""A document with what has to be told about it."""

from collections.abc import Sequence

from msgspec import Struct


class Written(Struct, frozen=True):
    """A written document.

    `substituted` are the signs that no letters at hand could show; `[U+1F389]` stands in the place of each.
    """

    content: bytes
    substituted: Sequence[str] = ()
