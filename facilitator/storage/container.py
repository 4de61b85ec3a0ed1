"""What a session file holds: plain TinyDB JSON, one document per line, checked on its way in and on its way out.

The same gate stands at both, so that whatever was recorded opens again, and reads as it did.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from facilitator import __version__
from facilitator.storage.disk import StorageError, check_size, shown
from facilitator.text import clean, clean_lines
from facilitator.words import Words

EVENTS = "events"
# Computed from the events: written for other programs, never read back.
CURRENT = "current"
FORMAT = "facilitator/session"
CONTAINER = 1
DEEPEST = 40

Tables = dict[str, dict[str, Any]]

_META = "_meta"
_ENVELOPE = {"seq": int, "id": str, "command": str, "at": str, "v": int, "type": str}
# Other readers of JSON know no larger ones.
_LARGEST_INT = 2**63
_MOST_DIGITS = 20


class _ValueRefusedError(Exception):
    """What is wrong with a value, in words."""


def new_tables(documents: Iterable[Mapping[str, Any]]) -> Tables:
    """Return the tables of a new session that holds these events, already checked."""
    return {
        EVENTS: {str(document["seq"]): dict(document) for document in documents},
        _META: {"1": {"format": FORMAT, "container": CONTAINER, "app": __version__}},
    }


def encode(tables: Mapping[str, Mapping[str, Any]], path: Path, words: Words) -> bytes:
    """Return tables as the content of a session file.

    Raises:
        StorageError: they hold something that no file can keep, or too much.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
    # What describes the file stands last, so that the answers meet the eye first.
    names = sorted(tables, key=lambda name: name.startswith("_"))
    try:
        parts = []
        for name in names:
            lines = [
                f"{encoder.encode(str(id_))}: {encoder.encode(document)}" for id_, document in tables[name].items()
            ]
            parts.append(f"{encoder.encode(name)}: {{\n" + ",\n".join(lines) + "\n}")
        content = ("{\n" + ",\n".join(parts) + "\n}\n").encode()
    except (ValueError, TypeError, RecursionError) as error:
        reason = words("it holds something that cannot be kept in a file")
        raise StorageError(words("{file} could not be saved: {cause}.", file=shown(path), cause=reason)) from error
    check_size(content, path, words)
    return content


def decode(content: bytes, path: Path, words: Words) -> Tables:
    """Return the tables of a session file, without the derived one; every text in them has passed the gate.

    Args:
        content: What the file holds.
        path: The file, for the errors.
        words: The language of the errors.

    Raises:
        StorageError: it is no session, a newer one, or broken; what is wrong, and where.
    """
    raw = _parse(content, path, words)
    _check_format(raw, path, words)
    tables: Tables = {}
    for name, table in raw.items():
        if name == CURRENT:
            continue
        if not isinstance(table, dict) or not all(isinstance(document, dict) for document in table.values()):
            _broken(path, words("“{name}” is not a table of documents", name=clean(name)), words)
        tables[name] = {}
        for id_, document in table.items():
            try:
                tables[name][id_] = _plain(document, _cleaned, words)
            except _ValueRefusedError as bad:
                _broken(path, words("“{name}” {number}: {what}", name=clean(name), number=clean(id_), what=bad), words)
    if EVENTS not in tables:
        _broken(path, words("it has no table “events”"), words)
    _check_events(tables, path, words)
    return tables


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
            plain = _plain(document, _whole, words)
            _check_envelope(plain, seq, words)
        except _ValueRefusedError as bad:
            reason = words("event {seq}: {what}", seq=seq, what=bad)
            raise StorageError(words("{file} could not be saved: {cause}.", file=shown(path), cause=reason)) from bad
        kept.append(plain)
    return kept


def copied(value: Any) -> Any:
    """Return a copy of a plain value, for somebody who may change it."""
    if isinstance(value, dict):
        return {name: copied(part) for name, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


def _parse(content: bytes, path: Path, words: Words) -> dict[str, Any]:
    try:
        # Some editors put a byte order mark first.
        text = content.decode("utf-8-sig")
        raw = json.loads(text, object_pairs_hook=_object, parse_int=_int)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _broken(path, words("line {line} is not UTF-8 text", line=line), words)
    except json.JSONDecodeError as error:
        place = words("what stands at line {line}, column {column} is not JSON", line=error.lineno, column=error.colno)
        _broken(path, place, words)
    except _ValueRefusedError as twice:
        _broken(path, words("“{name}” is there twice", name=clean(str(twice))), words)
    except RecursionError:
        _broken(path, words("it is nested too deeply"), words)
    if not isinstance(raw, dict):
        _broken(path, words("it is not a JSON object of tables"), words)
    return raw


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # JSON keeps silently the last of two equal names, and so would lose an event.
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise _ValueRefusedError(name)
            seen.add(name)
    return found


def _int(digits: str) -> float:
    # Python refuses thousands of digits without saying where; the gate says where.
    return int(digits) if len(digits) <= _MOST_DIGITS else math.inf


def _check_format(raw: dict[str, Any], path: Path, words: Words) -> None:
    table = raw.get(_META)
    meta = table.get("1") if isinstance(table, dict) else None
    container = meta.get("container") if isinstance(meta, dict) and meta.get("format") == FORMAT else None
    if type(container) is not int or container < 1:
        raise StorageError(words("{file} is not a session of this program; it is left as it is.", file=shown(path)))
    if container > CONTAINER:
        raise StorageError(
            words("{file} was written by a newer version of this program; use that to open it.", file=shown(path))
        )


def _check_events(tables: Tables, path: Path, words: Words) -> None:
    events = tables[EVENTS]
    number = 0
    try:
        ordered = sorted(events.items(), key=lambda item: int(item[0]))
        for number, (id_, document) in enumerate(ordered, start=1):
            if id_ != str(number):
                raise _ValueRefusedError(words("is missing, and {found} comes instead", found=clean(id_)))
            _check_envelope(document, number, words)
    except ValueError:
        _broken(path, words("an event’s number is not a number"), words)
    except _ValueRefusedError as bad:
        _broken(path, words("event {seq}: {what}", seq=number, what=bad), words)
    tables[EVENTS] = dict(ordered)


def _check_envelope(document: Mapping[str, Any], seq: int, words: Words) -> None:
    for name, kind in _ENVELOPE.items():
        if name not in document:
            raise _ValueRefusedError(words("“{name}” is missing", name=name))
        if type(document[name]) is not kind:
            wanted = words("a whole number") if kind is int else words("text")
            raise _ValueRefusedError(words("“{name}” must be {wanted}", name=name, wanted=wanted))
    if not isinstance(document.get("origin", ""), str):
        raise _ValueRefusedError(words("“{name}” must be {wanted}", name="origin", wanted=words("text")))
    if document["seq"] != seq:
        raise _ValueRefusedError(words("its “seq” is {found}", found=document["seq"]))


def _plain(value: Any, text: Callable[[str, Words], str], words: Words, depth: int = 1) -> Any:
    """Return a value as JSON gives it back, every text in it, names too, passed through `text`."""
    if isinstance(value, str):
        return text(value, words)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        if not (-_LARGEST_INT <= value < _LARGEST_INT if isinstance(value, int) else math.isfinite(value)):
            raise _ValueRefusedError(words("a number is too large, or none"))
        return value
    if depth > DEEPEST:
        raise _ValueRefusedError(words("it is nested too deeply"))
    if isinstance(value, list | tuple):
        return [_plain(part, text, words, depth + 1) for part in value]
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise _ValueRefusedError(words("it holds something that cannot be kept in a file"))
    found = {text(name, words): _plain(part, text, words, depth + 1) for name, part in value.items()}
    if len(found) < len(value):
        raise _ValueRefusedError(words("two of its names read the same"))
    return found


def _cleaned(text: str, words: Words) -> str:
    # The gate changes nothing else in such text, and a long session holds a million of them.
    return text.strip() if text.isascii() and text.isprintable() else clean_lines(text)


def _whole(text: str, words: Words) -> str:
    # Cleaning would drop half a character without a word, but what was typed is kept or refused.
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _ValueRefusedError(words("a text holds half a character"))
    return _cleaned(text, words)


def _broken(path: Path, what: str, words: Words) -> NoReturn:
    raise StorageError(
        words("{file} cannot be opened: {what}. The file is left as it is.", file=shown(path), what=what)
    )
