"""A new file from all that can still be read of a damaged session; the damaged one is left as it is."""

import json
import re
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from facilitator.storage import container, disk
from facilitator.storage.container import EVENTS, Snapshot
from facilitator.storage.journal import scan
from facilitator.storage.load import backup_path, journal_path
from facilitator.storage.problems import StorageError, shown
from facilitator.storage.values import ValueRefusedError, check_envelope, cleaned, plain
from facilitator.words import Words

_LINE = re.compile(r'\s*"(\d{1,9})"\s*:\s*(\{.*)')


class Repaired(Struct):
    """What came of a repair.

    Attributes:
        path: The new file.
        kept: How many entries it holds.
        lost: What could not be read, a sentence each.
    """

    path: Path
    kept: int = 0
    lost: list[str] = field(default_factory=list)


def repair(path: Path, words: Words) -> Repaired:
    """Write a new session file from what verifies in a session's file, its journal and its backup.

    Args:
        path: The damaged session's file.
        words: The language of the sentences.

    Raises:
        StorageError: not even its beginning can be read, or the new file cannot be written.
    """
    done = Repaired(disk.free_path(path.parent, f"{path.stem}-repaired", words))
    events = _snapshot_events(path, done.lost, words)
    _add_journal(path, events, done.lost, words)
    backup = backup_path(path)
    if disk.stamp(backup, words) is not None:
        earlier = _snapshot_events(backup, [], words)
        if not events or 1 not in events or earlier.get(1) == events[1]:
            events = earlier | events
    if 1 not in events:
        raise StorageError(words("Nothing of {file} can be read, not even how it begins.", file=shown(path)))
    for seq in range(1, max(events) + 1):
        if seq not in events:
            done.lost.append(words("Entry {seq} is lost.", seq=seq))
            before = events[seq - 1]
            # A place is kept for it: every other entry keeps its number.
            envelope = {"seq": seq, "id": f"lost-{seq}", "command": f"lost-{seq}", "at": before["at"], "v": 1}
            events[seq] = envelope | {"type": "lost"}
    done.kept = sum(event["type"] != "lost" for event in events.values())
    tables = {EVENTS: {str(seq): events[seq] for seq in sorted(events)}}
    content = container.encode(Snapshot(tables, {}), len(events), {}, done.path, words)
    disk.write_atomic(done.path, content, words)
    return done


def _snapshot_events(path: Path, lost: list[str], words: Words) -> dict[int, dict[str, Any]]:
    """Return the events of a session's file, line by line where it cannot be read as a whole."""
    try:
        content = disk.read_bytes(path, words)[0]
    except StorageError as error:
        lost.append(str(error))
        return {}
    try:
        tables = container.decode(content, path, words, reading=True).tables
        return {int(id_): event for id_, event in tables.get(EVENTS, {}).items()}
    except StorageError:
        return _salvaged(content, path, lost, words)


def _salvaged(content: bytes, path: Path, lost: list[str], words: Words) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    decoder = json.JSONDecoder()
    for number, line in enumerate(content.decode("utf-8-sig", errors="replace").split("\n"), start=1):
        parts = _LINE.match(line)
        if parts is None:
            if line.startswith(f'"{container.CURRENT}"'):
                # What follows was computed from the events.
                break
            continue
        seq = int(parts[1])
        try:
            document, _ = decoder.raw_decode(parts[2])
            event = plain(document, cleaned, words)
            check_envelope(event, seq, words)
            found.setdefault(seq, event)
        except (ValueError, RecursionError, ValueRefusedError):
            lost.append(words("{file}, line {line} cannot be read.", file=shown(path), line=number))
    return found


def _add_journal(path: Path, events: dict[int, dict[str, Any]], lost: list[str], words: Words) -> None:
    journal = journal_path(path)
    if disk.stamp(journal, words) is None:
        return
    found = scan(disk.read_bytes(journal, words)[0], words)
    session = Snapshot({EVENTS: {"1": events.get(1, {})}}, {}).session
    if found.session and session and found.session != session:
        lost.append(words("{file} belongs to another session; nothing of it was taken.", file=shown(journal)))
        return
    lost += [words("{file}, line {line} cannot be read.", file=shown(journal), line=line) for line in found.bad]
    for entry in found.verified:
        try:
            seq = int(entry.id)
            check_envelope(entry.document, seq, words)
        except (ValueError, ValueRefusedError):
            continue
        if entry.table == EVENTS:
            events.setdefault(seq, entry.document)
