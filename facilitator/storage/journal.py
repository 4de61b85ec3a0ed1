"""The journal beside a session: what was recorded since its file was written, a line each, checked one by one.

    {"journal": 1, "session": "…", "base": 120, "crc": "…"}
    {"s":121,"b":121,"e":122,"t":"events","i":"121","d":{…},"crc":"…"}

`s` counts lines for ever, `b` and `e` are the first and last line of the write it came in, `t` and `i` the table and
the number of the document `d`. A write is acknowledged when all of its lines are on the disk; so what is damaged is
harmless only where the end of its write is plainly missing, or where the disk left zeros in the last one.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct, field

from facilitator.storage import machine
from facilitator.storage.container import checksum
from facilitator.storage.disk import write_all
from facilitator.storage.machine import NEW, WRITE
from facilitator.storage.problems import StorageError, cause, shown
from facilitator.storage.values import ValueRefusedError, cleaned, is_harmless, plain
from facilitator.words import Words

VERSION = 1
# Damage to a byte is never taken for what a power cut leaves: zeros where a block of the disk was not written.
_ZEROS = rb"\0{2,}"
_HOLE, _BLOCK = 64, 512
_encode = msgspec.json.Encoder().encode
_CRC = rb'(?s)(.*),"crc":"([0-9a-f]{8})"\}'


class Entry(NamedTuple):
    """A line of the journal: a document, its table and number, and the first and last line of the write it came in."""

    line: int
    first: int
    last: int
    table: str
    id: str
    document: dict[str, Any]


class Scan(Struct):
    """What a journal holds, as far as it is whole.

    Attributes:
        session: Whose journal it is.
        base: How many lines were in the session's file when the journal was begun.
        entries: The lines of every whole write, in order.
        good: How many bytes they take; whatever follows was never acknowledged.
        odd_end: How many damaged bytes, or zeros, stand where the last of them should end.
        damage: The number of the text line that is damaged though it was acknowledged, 0 where none is.
        newer: Whether a newer version wrote it.
        verified: Every line that is as it was written, also after damage, for repair.
        bad: The numbers of the text lines that are not.
    """

    session: str = ""
    base: int = 0
    entries: list[Entry] = field(default_factory=list)
    good: int = 0
    odd_end: int = 0
    damage: int = 0
    newer: bool = False
    verified: list[Entry] = field(default_factory=list)
    bad: list[int] = field(default_factory=list)


def frame(line: int, first: int, last: int, table: str, id_: str, document: dict[str, Any]) -> bytes:
    """Return a line of the journal. `id_` is a whole number's digits."""
    body = b'{"s":%d,"b":%d,"e":%d,"t":%b,"i":"%b","d":%b' % (
        line, first, last, _encode(table), id_.encode(), _encode(document),
    )  # fmt: skip
    return _sealed(body)


def header(session: str, base: int) -> bytes:
    """Return the first line of a journal."""
    return _sealed(_encode({"journal": VERSION, "session": session, "base": base})[:-1])


def scan(content: bytes, words: Words) -> Scan:
    """Read a journal: what is whole, what was never acknowledged, and what is damaged.

    Args:
        content: All that the file holds.
        words: The language of the errors.
    """
    found = Scan()
    lines = content.split(b"\n")
    tail = lines.pop()
    ends: list[int] = []
    at = 0
    for number, line in enumerate(lines, start=1):
        at += len(line) + 1
        ends.append(at)
        _take(found, number, line, words)
    if tail:
        # A line may lack no more than its end: cut off, damaged, or left as zeros.
        likely = (tail, tail[:-1], tail.rstrip(b"\0"))
        whole = next((part for part in likely if _unsealed(part) is not None), None)
        if whole is not None:
            ends.append(at + len(whole))
            found.odd_end = len(tail) - len(whole)
            _take(found, len(ends), whole, words)
    _judge(found, content, ends)
    return found


class Journal:
    """A journal that is written to. It is made at the first line.

    Args:
        path: The journal's file.
        size: How many bytes of it are good; 0 where there is none.
        words: The language of the errors.
    """

    def __init__(self, path: Path, size: int, words: Words) -> None:
        self._path = path
        self._words = words
        self._descriptor: int | None = None
        #: How many bytes of it are good.
        self.size = size
        #: Why nothing more is written, once the disk cannot be trusted.
        self.failed = ""

    def append(self, lines: Sequence[bytes]) -> None:
        """Put lines at the end, in one write; when this returns they are on the disk.

        Args:
            lines: The lines; a journal begins with its `header`.

        Raises:
            StorageError: nothing was recorded, and why.
        """
        if self.failed:
            raise StorageError(self.failed)
        content = b"".join(lines)
        try:
            self._write(content)
        except OSError as error:
            attempt = self._words("{file} could not be saved", file=shown(self._path.with_suffix("")))
            raise StorageError(f"{attempt}: {cause(error, self._words)}.") from error
        self.size += len(content)

    def _write(self, content: bytes) -> None:
        files = machine.files
        if self._descriptor is None:
            self._descriptor = self._open()
        try:
            write_all(self._descriptor, content, self.size)
        except BaseException:
            self._take_back(self._descriptor)
            raise
        try:
            files.sync(self._descriptor)
            if self.size == 0:
                files.sync_folder(self._path.parent)
        except BaseException as error:
            self._distrust(self._descriptor, error)
            raise

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            machine.files.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        try:
            descriptor = machine.files.open(self._path, WRITE)
        except FileNotFoundError:
            return machine.files.open(self._path, NEW)
        if not self.size:
            # A journal that is in the file already and could not be removed: nothing of it may stand behind new lines.
            try:
                machine.files.truncate(descriptor, 0)
                machine.files.sync(descriptor)
            except OSError as error:
                self._distrust(descriptor, error)
                machine.files.close(descriptor)
                raise
        return descriptor

    def _take_back(self, descriptor: int) -> None:
        """Cut off what a failed write left, so that the next one can be tried when there is room again."""
        try:
            machine.files.truncate(descriptor, self.size)
            machine.files.sync(descriptor)
        except OSError as error:
            self._distrust(descriptor, error)

    def _distrust(self, descriptor: int, error: BaseException) -> None:
        # After a failed sync the system may call the same data clean; to ask again would only hide the loss.
        reason = cause(error, self._words) if isinstance(error, OSError) else self._words("it was interrupted")
        self.failed = self._words(
            "Nothing more can be recorded in {file}: {cause}. What was recorded before is safe; save a copy in another "
            "place to go on.",
            file=shown(self._path.with_suffix("")),
            cause=reason,
        )
        try:
            machine.files.truncate(descriptor, self.size)
        except OSError:
            # What is left there was never acknowledged, and the next opening will judge it.
            return


def _sealed(body: bytes) -> bytes:
    return b'%b,"crc":"%b"}\n' % (body, checksum(body).encode())


def _unsealed(line: bytes) -> bytes | None:
    """Return the JSON of a line without its checksum, or None where the line is not as it was written."""
    parts = re.fullmatch(_CRC, line)
    return parts[1] + b"}" if parts is not None and checksum(parts[1]).encode() == parts[2] else None


def _take(found: Scan, number: int, line: bytes, words: Words) -> None:
    """Read one line into what was found."""
    body = _unsealed(line)
    try:
        # A checksum is no proof against malice: this may be anything.
        raw = msgspec.json.decode(body) if body is not None else None
        harmless = body is None or is_harmless(body)
        if not isinstance(raw, dict):
            found.bad.append(number)
        elif number == 1:
            _take_header(found, raw)
        else:
            found.verified.append(_entry(raw, harmless, words))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, KeyError, TypeError, ValueRefusedError):
        found.bad.append(number)


def _take_header(found: Scan, raw: dict[str, Any]) -> None:
    version, session, base = raw["journal"], raw["session"], raw["base"]
    if type(version) is not int or not isinstance(session, str) or type(base) is not int:
        raise KeyError
    found.newer = version > VERSION
    found.session, found.base = session, base


def _entry(raw: dict[str, Any], harmless: bool, words: Words) -> Entry:
    entry = Entry(raw["s"], raw["b"], raw["e"], raw["t"], raw["i"], raw["d"])
    numbers = all(type(number) is int for number in entry[:3])
    if not numbers or not (entry.first <= entry.line <= entry.last) or not isinstance(entry.document, dict):
        raise KeyError
    if not isinstance(entry.table, str) or not isinstance(entry.id, str):
        raise KeyError
    return entry if harmless else entry._replace(document=plain(entry.document, cleaned, words))


def _judge(found: Scan, content: bytes, ends: list[int]) -> None:
    """Decide which writes are whole, and whether what follows them is harmless.

    Args:
        found: The lines that verify, and the numbers of those that do not.
        content: The journal.
        ends: Where each line ends.
    """
    bad = set(found.bad)
    verified = iter(found.verified)
    expected = found.base + 1
    if 1 not in bad and ends:
        found.good = ends[0]
    pending: list[Entry] = []
    for number, end in enumerate(ends, start=1):
        if number in bad:
            break
        if number == 1:
            continue
        entry = next(verified)
        if entry.line != expected or entry.first != (pending[0].line if pending else expected):
            # A gap, a line twice, or one from elsewhere: nothing that a power cut leaves.
            found.damage = number
            return
        expected += 1
        pending.append(entry)
        if entry.line == entry.last:
            found.entries += pending
            pending, found.good = [], end
    else:
        # All lines verify: what is cut off in the middle of a write was never acknowledged.
        found.odd_end = found.odd_end if ends and found.good == ends[-1] else 0
        return
    found.odd_end = 0
    rest = list(verified)
    start = pending[0].line if pending else expected
    if 1 in bad and rest:
        start = rest[0].first
    # A later write would not have begun before the damaged one was acknowledged.
    if any(entry.first > start for entry in rest) or not _has_hole(content[found.good :], found.good):
        found.damage = min(bad)


def _has_hole(content: bytes, offset: int) -> bool:
    """Return whether the disk left zeros: to the end, for 64 bytes and more, or up to the end of a block."""
    for run in re.finditer(_ZEROS, content):
        end = run.end() + offset
        if run.end() == len(content) or len(run[0]) >= _HOLE or end % _BLOCK == 0:
            return True
    return False
