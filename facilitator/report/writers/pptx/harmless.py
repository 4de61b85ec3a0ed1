"""The gate of the deck: no character in a report can break the file or change how a line reads."""

import re
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import asdict, replace

_LINE_BREAK = re.compile("\r\n?|[\u2028\u2029]")
# What XML cannot hold, what reorders a line, and what is no character.
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"

_Value = TypeVar("_Value")


def harmless(value: _Value) -> _Value:
    """Return a report, or anything in it, with a visible substitute for each character that a deck cannot hold.

    Args:
        value: A text, a number, a frozen structure, or a sequence of these.
    """
    return cast(_Value, _harmless(value))


def _harmless(value: object) -> object:
    match value:
        case str():
            return _ILLEGAL.sub(_SUBSTITUTE, _LINE_BREAK.sub("\n", value).replace("\t", " "))
        case list() | tuple():
            return tuple(map(_harmless, value))
        case Struct():
            return replace(value, **{name: _harmless(part) for name, part in asdict(value).items()})
        case _:
            return value


def one_line(text: str) -> str:
    """Return a text without line breaks, for a label."""
    return " ".join(text.split("\n")).strip()
