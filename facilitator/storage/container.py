"""What a session file holds: plain TinyDB JSON, one document per line, with a checksum before its last table."""

import json
import math
import re
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facilitator import __version__
from facilitator.storage.disk import check_size
from facilitator.storage.problems import NewerError, StorageError, broken, shown
from facilitator.storage.values import ValueRefusedError, are_whole, check_envelope, cleaned, is_harmless, plain
from facilitator.text import clean
from facilitator.words import Words

EVENTS = "events"
# Computed from the events: written for other programs, never read back.
CURRENT = "current"
META = "_meta"
FORMAT = "facilitator/session"
CONTAINER = 1

Tables = dict[str, dict[str, Any]]

_META_AT = b'\n"_meta": {'
_MOST_DIGITS = 20
_split = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class Snapshot(NamedTuple):
    """A session file as it was read.

    Attributes:
        tables: Its tables, without the derived one and without what describes the file.
        meta: What describes the file.
        edited: Whether somebody else has changed it since this program wrote it.
        newer: Whether a newer version wrote it.
    """

    tables: Tables
    meta: dict[str, Any]
    edited: bool = False
    newer: bool = False

    @property
    def session(self) -> str:
        """The session's id: a journal with another one is not this session's."""
        first = self.tables.get(EVENTS, {}).get("1", {})
        return str(self.meta.get("session") or first.get("session") or first.get("id") or "")

    @property
    def last(self) -> int:
        """How many lines of journals are in it."""
        last = self.meta.get("last_seq")
        return last if type(last) is int and last >= 0 else len(self.tables.get(EVENTS, {}))


def encode(snapshot: Snapshot, last: int, current: Mapping[str, Any], path: Path, words: Words) -> bytes:
    """Return the content of a session file.

    Args:
        snapshot: The tables, and what described the file until now.
        last: How many lines of journals are in them.
        current: The documents of the derived table, by number.
        path: The file, for the errors.
        words: The language of the errors.

    Raises:
        StorageError: they hold something that no file can keep, or too much.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False)

    def lines(name: str, documents: Mapping[str, Any]) -> str:
        rows = [f"{encoder.encode(str(id_))}: {encoder.encode(document)}" for id_, document in documents.items()]
        return f"{encoder.encode(name)}: {{\n" + ",\n".join(rows) + "\n}"

    tables = dict(snapshot.tables) | ({CURRENT: current} if current else {})
    try:
        body = "{\n" + "".join(f"{lines(name, table)},\n" for name, table in tables.items())
        described = body.removesuffix("\n").encode()
        count = len(tables.get(EVENTS, ()))
        meta = {"format": FORMAT, "container": CONTAINER, "session": snapshot.session} | snapshot.meta
        meta |= {"last_seq": last, "count": count, "crc": checksum(described)}
        # A new version of the program alone is no reason to write a file anew.
        meta["app"] = meta.get("app", __version__) if meta == snapshot.meta else __version__
        content = described + f"\n{lines(META, {'1': meta})}\n}}\n".encode()
    except (ValueError, TypeError, RecursionError) as error:
        reason = words("it holds something that cannot be kept in a file")
        raise StorageError(words("{file} could not be saved: {cause}.", file=shown(path), cause=reason)) from error
    check_size(len(content), path, words)
    return content


def decode(content: bytes, path: Path, words: Words, reading: bool = False) -> Snapshot:
    """Return what a session file holds; every text in it has passed the gate.

    Args:
        content: What the file holds.
        path: The file, for the errors.
        words: The language of the errors.
        reading: Whether it will only be read: then a newer one is taken too, as far as it can be.

    Raises:
        StorageError: it is no session, a newer one, or broken; what is wrong, and where.
    """
    # A right checksum is no proof against malice, so what passes quickly must be harmless too.
    verified = _verifies(content)
    raw = _parse_own(content) if verified and is_harmless(content) else None
    trusted = raw is not None
    if raw is None:
        raw = _parse(content, path, words)
    meta = _meta(raw, path, words)
    newer = meta["container"] > CONTAINER
    if newer and not reading:
        raise newer_version(path, words)
    try:
        tables = {
            name: _table(name, table, trusted, path, words)
            for name, table in raw.items()
            if name not in (CURRENT, META)
        }
        if EVENTS in tables:
            tables[EVENTS] = _in_order(tables[EVENTS], path, words)
    except StorageError as error:
        raise newer_version(path, words) if newer else error from None
    return Snapshot(tables, meta, "crc" in meta and not verified, newer)


def newer_version(path: Path, words: Words) -> NewerError:
    """Return the error for a file that a newer version wrote."""
    return NewerError(
        words("{file} was written by a newer version of this program; use that to open it.", file=shown(path))
    )


def checksum(content: bytes) -> str:
    """Return eight digits that change with every small damage to `content`."""
    return f"{zlib.crc32(content):08x}"


def _in_order(events: Mapping[str, Any], path: Path, words: Words) -> dict[str, Any]:
    """Return events in order, having checked that they are numbered from 1 without a gap and have all they must."""
    if are_whole(events):
        return dict(events)
    number = 0
    try:
        ordered = sorted(events.items(), key=lambda item: int(item[0]))
        for number, (id_, document) in enumerate(ordered, start=1):
            if id_ != str(number):
                raise ValueRefusedError(words("is missing, and {found} comes instead", found=clean(id_)))
            check_envelope(document, number, words)
    except ValueError:
        broken(path, words("an event’s number is not a number"), words)
    except ValueRefusedError as bad:
        broken(path, words("event {seq}: {what}", seq=number, what=bad), words)
    return dict(ordered)


def _verifies(content: bytes) -> bool:
    """Return whether the file's checksum is right; line ends changed by another system are no damage."""
    at = content.rfind(_META_AT)
    wanted = re.search(rb'"crc": "([0-9a-f]{8})"', content[at:]) if at >= 0 else None
    if wanted is None:
        return False
    described = content[:at].removesuffix(b"\r").removeprefix(b"\xef\xbb\xbf")
    right = wanted[1].decode()
    return checksum(described) == right or checksum(described.replace(b"\r\n", b"\n")) == right


def _parse_own(content: bytes) -> dict[str, Any] | None:
    """Return the tables that this program wrote, without the derived one, or None where they cannot be read so."""
    try:
        return {name: msgspec.json.decode(table) for name, table in _split(content).items() if name != CURRENT}
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _parse(content: bytes, path: Path, words: Words) -> dict[str, Any]:
    try:
        # Some editors put a byte order mark first.
        text = content.decode("utf-8-sig")
        raw = json.loads(text, object_pairs_hook=_object, parse_int=_int)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        broken(path, words("line {line} is not UTF-8 text", line=line), words)
    except json.JSONDecodeError as error:
        place = words("what stands at line {line}, column {column} is not JSON", line=error.lineno, column=error.colno)
        broken(path, place, words)
    except ValueRefusedError as twice:
        broken(path, words("“{name}” is there twice", name=clean(str(twice))), words)
    except RecursionError:
        broken(path, words("it is nested too deeply"), words)
    if not isinstance(raw, dict):
        broken(path, words("it is not a JSON object of tables"), words)
    return raw


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # JSON keeps silently the last of two equal names, and so would lose an event.
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise ValueRefusedError(name)
            seen.add(name)
    return found


def _int(digits: str) -> float:
    # Python refuses thousands of digits without saying where; the gate says where.
    return int(digits) if len(digits) <= _MOST_DIGITS else math.inf


def _meta(raw: dict[str, Any], path: Path, words: Words) -> dict[str, Any]:
    table = raw.get(META)
    meta = table.get("1") if isinstance(table, dict) else None
    container = meta.get("container") if isinstance(meta, dict) and meta.get("format") == FORMAT else None
    if not isinstance(meta, dict) or type(container) is not int or container < 1:
        raise StorageError(words("{file} is not a session of this program; it is left as it is.", file=shown(path)))
    try:
        kept: dict[str, Any] = plain(meta, cleaned, words)
    except ValueRefusedError as bad:
        broken(path, words("“{name}” {number}: {what}", name=META, number=1, what=bad), words)
    return kept


def _table(name: str, table: Any, trusted: bool, path: Path, words: Words) -> dict[str, Any]:
    if not isinstance(table, dict) or not {*map(type, table.values())} <= {dict}:
        broken(path, words("“{name}” is not a table of documents", name=clean(name)), words)
    if trusted:
        return table
    kept = {}
    for id_, document in table.items():
        try:
            kept[id_] = plain(document, cleaned, words)
        except ValueRefusedError as bad:
            broken(path, words("“{name}” {number}: {what}", name=clean(name), number=clean(id_), what=bad), words)
    return kept
