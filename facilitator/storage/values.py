"""The gate for what a document may hold: the same on its way in and on its way out.

So whatever was recorded opens again, and reads as it did.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from facilitator.storage.problems import StorageError, shown
from facilitator.text import clean_lines
from facilitator.words import Words

DEEPEST = 40
_ENVELOPE = {"seq": int, "id": str, "command": str, "at": str, "v": int, "type": str}
# Other readers of JSON know no larger ones.
_LARGEST_INT = 2**63
# What passes every gate as it is: nearly all names, and most texts. A long session holds a million of them.
_PLAIN_TEXT = re.compile("[!-~](?:[ -~]*[!-~])?").fullmatch
_HARMLESS = bytes(sorted({*range(0x20, 0x7F), 0x0A} - {ord("\\")}))
_ODD_ESCAPE = re.compile(rb'\\[^"\\n]')
# The characters that the gate takes out, as UTF-8: controls, bidi overrides, separators and non-characters.
_HARMFUL = re.compile(
    rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xb7[\x90-\xaf]|\xef\xbb\xbf"
    rb"|\xef\xbf[\xb9-\xbf]|[\xf0-\xf4][\x80-\xbf]\xbf[\xbe\xbf]"
)


class _Envelope(msgspec.Struct):
    seq: int
    id: str
    command: str
    at: str
    v: int
    type: str
    origin: str = ""


class ValueRefusedError(Exception):
    """What is wrong with a value, in words."""


def checked(documents: Iterable[Mapping[str, Any]], first: int, path: Path, words: Words) -> list[dict[str, Any]]:
    """Return new events as the file will give them back, owned by nobody else.

    Args:
        documents: The events.
        first: The `seq` that the first of them must have.
        path: The file, for the errors.
        words: The language of the errors.

    Raises:
        StorageError: one of them would not open again; which, and why.
    """
    kept = []
    for seq, document in enumerate(documents, start=first):
        try:
            kept_one: dict[str, Any] = plain(document, whole, words)
            check_envelope(kept_one, seq, words)
        except ValueRefusedError as bad:
            reason = words("event {seq}: {what}", seq=seq, what=bad)
            raise StorageError(words("{file} could not be saved: {cause}.", file=shown(path), cause=reason)) from bad
        kept.append(kept_one)
    return kept


def copied(value: Any) -> Any:
    """Return a copy of a plain value, for somebody who may change it."""
    if isinstance(value, dict):
        return {name: copied(part) for name, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


def check_envelope(document: Mapping[str, Any], seq: int, words: Words) -> None:
    """Check that an event has what every event has.

    Raises:
        ValueRefusedError: something is missing, or is not what it must be.
    """
    for name, kind in _ENVELOPE.items():
        if type(document.get(name)) is not kind:
            if name not in document:
                raise ValueRefusedError(words("“{name}” is missing", name=name))
            wanted = words("a whole number") if kind is int else words("text")
            raise ValueRefusedError(words("“{name}” must be {wanted}", name=name, wanted=wanted))
    if not isinstance(document.get("origin", ""), str):
        raise ValueRefusedError(words("“{name}” must be {wanted}", name="origin", wanted=words("text")))
    if document["seq"] != seq:
        raise ValueRefusedError(words("its “seq” is {found}", found=document["seq"]))


def are_whole(events: Mapping[str, Any]) -> bool:
    """Return whether events are in order, numbered from 1 without a gap, and have all they must.

    It says the same as `check_envelope` of one after another, in a fraction of the time, but not what is wrong.
    """
    try:
        envelopes = msgspec.convert(list(events.values()), list[_Envelope])
    except msgspec.ValidationError:
        return False
    numbers = range(1, len(events) + 1)
    return [envelope.seq for envelope in envelopes] == [*numbers] and [*events] == [str(number) for number in numbers]


def plain(value: Any, text: Callable[[str, Words], str], words: Words, depth: int = 1) -> Any:
    """Return a value as JSON gives it back.

    Args:
        value: The value.
        text: What every text in it, names too, passes through.
        words: The language of the errors.
        depth: How deep in the document it stands.

    Raises:
        ValueRefusedError: no file can keep it.
    """
    if isinstance(value, str):
        return value if _PLAIN_TEXT(value) else text(value, words)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        if not (-_LARGEST_INT <= value < _LARGEST_INT if isinstance(value, int) else math.isfinite(value)):
            raise ValueRefusedError(words("a number is too large, or none"))
        return value
    if depth > DEEPEST:
        raise ValueRefusedError(words("it is nested too deeply"))
    if isinstance(value, list | tuple):
        return [plain(part, text, words, depth + 1) for part in value]
    if not isinstance(value, Mapping) or {*map(type, value)} - {str}:
        raise ValueRefusedError(words("it holds something that cannot be kept in a file"))
    found = {
        name if _PLAIN_TEXT(name) else text(name, words): plain(part, text, words, depth + 1)
        for name, part in value.items()
    }
    if len(found) < len(value):
        raise ValueRefusedError(words("two of its names read the same"))
    return found


def cleaned(text: str, words: Words) -> str:
    """Return a text as the gate lets it through."""
    # What can be printed holds nothing else that the gate would change.
    if text.isprintable():
        return unicodedata.normalize("NFC", text).strip()
    return clean_lines(text)


def unbroken(text: str, words: Words) -> str:
    """Return a text as it is.

    Raises:
        ValueRefusedError: it holds half a character, which no file keeps.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueRefusedError(words("a text holds half a character")) from None
    return text


def whole(text: str, words: Words) -> str:
    """Return a text as the gate lets it through.

    Raises:
        ValueRefusedError: it holds half a character, which cleaning would drop without a word.
    """
    return cleaned(unbroken(text, words), words)


def is_harmless(content: bytes) -> bool:
    """Return whether nothing in a file's JSON could do harm on a screen; where it could, every text is cleaned."""
    return not _ODD_ESCAPE.search(content) and not _HARMFUL.search(content.translate(None, _HARMLESS))
