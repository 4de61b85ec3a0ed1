"""A session as it lies on the disk: its file, and what its journal adds."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from facilitator.storage import disk
from facilitator.storage.container import EVENTS, Snapshot, checksum, decode, newer_version
from facilitator.storage.disk import Stamp
from facilitator.storage.problems import DamagedError, StorageError, broken, shown
from facilitator.storage.values import ValueRefusedError, check_envelope
from facilitator.text import clean
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.storage.journal import Entry, Scan

# What marks a file that was saved beside the one it could not be saved in.
CONFLICT = ".conflict-"
# The window that writes may be folding its journal into the file just now, or be in the middle of a line.
_TRIES, _TRIES_IF_DAMAGED = 50, 3
_PAUSE_SECONDS = 0.005


def journal_path(path: Path) -> Path:
    """Return the journal of a session's file."""
    return path.with_name(f"{path.name}.journal")


def backup_path(path: Path) -> Path:
    """Return where the content is kept that a session's file had before it was last written."""
    return path.with_name(f"{path.name}.bak")


def stamps(path: Path, words: Words) -> tuple[Stamp | None, Stamp | None]:
    """Return the stamps of a session's file and of its journal: both alike, nothing has been recorded meanwhile.

    Raises:
        StorageError: the file system does not say.
    """
    return disk.stamp(path, words), disk.stamp(journal_path(path), words)


class Loaded(Struct, frozen=True):
    """A session as it was read.

    Attributes:
        snapshot: The session's file, with what the journal adds.
        stamp: The file's stamp.
        digest: The size and checksum of the file's content.
        journal: What the journal holds; None where there is none.
        torn: What stands in the journal after that, and was never acknowledged.
        journal_stamp: The journal's stamp.
        waiting: How many documents only the journal has.
    """

    snapshot: Snapshot
    stamp: Stamp
    digest: tuple[int, str]
    journal: "Scan | None"
    torn: bytes
    journal_stamp: Stamp | None
    waiting: int

    @property
    def last(self) -> int:
        """How many lines of journals are in it."""
        return self.snapshot.last + self.waiting


def load(path: Path, words: Words, reading: bool = False) -> Loaded:
    """Read a session and its journal; nothing is changed.

    Args:
        path: The session's file.
        words: The language of the errors.
        reading: Whether it will only be read.

    Raises:
        StorageError: it is no session, or broken; what is wrong, and where.
    """
    for attempt in range(_TRIES):
        content, stamp = disk.read_bytes(path, words)
        try:
            snapshot = decode(content, path, words, reading)
        except DamagedError as error:
            raise DamagedError(f"{error}{_ways_out(path, words)}") from None
        journal, journal_stamp = _journal(path, words)
        found = _scanned(journal, words) if journal else None
        in_the_middle = reading and found is not None and found.damage and attempt < _TRIES_IF_DAMAGED
        if disk.stamp(path, words) == stamp and not in_the_middle:
            break
        time.sleep(_PAUSE_SECONDS)
    waiting = _add(snapshot, found, path, words) if found is not None else 0
    digest = (len(content), checksum(content))
    torn = journal[found.good + found.odd_end :] if found is not None else b""
    return Loaded(snapshot, stamp, digest, found, torn, journal_stamp, waiting)


def check_journal(found: "Scan", snapshot: Snapshot, path: Path, words: Words) -> None:
    """Refuse a journal that cannot go on from a session's file.

    Raises:
        StorageError: it is damaged, a newer version's, or another session's; where.
    """
    journal = journal_path(path)
    if found.newer:
        raise newer_version(journal, words)
    if found.damage:
        where = words("line {line} is damaged", line=found.damage)
        repair = words("“facilitator repair” writes a new file from all that can be read.")
        raise DamagedError(
            words("{file} cannot be opened: {what}. The file is left as it is.", file=shown(journal), what=where)
            + f" {repair}"
        )
    if found.good and found.session != snapshot.session:
        broken(journal, words("it belongs to another session"), words)
    if found.good and found.base > snapshot.last:
        gap = words("it goes on after {base}, but {file} ends at {last}", base=found.base, file=shown(path),
                    last=snapshot.last)  # fmt: skip
        broken(journal, gap, words)


def _journal(path: Path, words: Words) -> tuple[bytes, Stamp | None]:
    journal = journal_path(path)
    for _ in range(_TRIES):
        try:
            return disk.read_bytes(journal, words)
        except StorageError:
            # The window that writes may remove it and begin another at any moment.
            if disk.stamp(journal, words) is None:
                return b"", None
    return disk.read_bytes(journal, words)


def _scanned(journal: bytes, words: Words) -> "Scan":
    # A session that was closed in order has no journal: whoever opens many of them does without what reads one.
    from facilitator.storage.journal import scan

    return scan(journal, words)


def _add(snapshot: Snapshot, found: "Scan", path: Path, words: Words) -> int:
    """Add to a session what its journal has and its file has not; return how many documents that were."""
    check_journal(found, snapshot, path, words)
    waiting = 0
    for number, entry in enumerate(found.entries, start=2):
        table = snapshot.tables.setdefault(entry.table, {})
        if entry.line > snapshot.last:
            try:
                if entry.table == EVENTS:
                    _check_event(entry, len(table) + 1, words)
            except ValueRefusedError as bad:
                where = words("line {line}: {what}", line=number, what=bad)
                broken(journal_path(path), where, words)
            table[entry.id] = entry.document
            waiting += 1
        elif table.get(entry.id, entry.document).get("id") != entry.document.get("id"):
            where = words("line {line} is not what {file} holds", line=number, file=shown(path))
            broken(journal_path(path), where, words)
    return waiting


def _check_event(entry: "Entry", seq: int, words: Words) -> None:
    if entry.id != str(seq):
        missing = words("is missing, and {found} comes instead", found=clean(entry.id))
        raise ValueRefusedError(words("event {seq}: {what}", seq=seq, what=missing))
    check_envelope(entry.document, seq, words)


def _ways_out(path: Path, words: Words) -> str:
    if disk.stamp(backup_path(path), words) is None:
        return f" {words('“facilitator repair” writes a new file from all that can be read.')}"
    return " " + words(
        "What it held before is in {backup}; “facilitator repair” writes a new file from all that can be read.",
        backup=shown(backup_path(path)),
    )
