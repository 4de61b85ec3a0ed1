"""The gate of the deck: no character in a report can break the file or change how a line reads."""

import re
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import asdict, replace

from facilitator.report.writers.legible import MARK, legible

# Bidi embeddings, overrides and isolates can make a line read other than it is written.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n"})

_Value = TypeVar("_Value")


def harmless(value: _Value) -> _Value:
    """Return a report, or anything in it, with a visible substitute for each character that a deck cannot hold.

    Args:
        value: A text, a number, a frozen structure, or a sequence of these.
    """
    return cast(_Value, _harmless(value))


def _harmless(value: object) -> object:
    match value:
        case str() if value.isprintable():
            return value
        case str():
            return _TURNING.sub(MARK, legible(value.translate(_SPACES)))
        case list() | tuple():
            return tuple(map(_harmless, value))
        case Struct():
            return replace(value, **{name: _harmless(part) for name, part in asdict(value).items()})
        case _:
            return value


def one_line(text: str) -> str:
    """Return a text without line breaks, for a label."""
    return " ".join(text.split("\n")).strip()
