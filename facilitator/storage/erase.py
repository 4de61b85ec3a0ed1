"""Removing a session with everything that lies beside it, or the names of people in it: for good."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitator.session.log import Document
from facilitator.storage import container, disk
from facilitator.storage.container import EVENTS
from facilitator.storage.load import CONFLICT, backup_path, journal_path
from facilitator.storage.lock import Lock, holder_path, lock_path
from facilitator.storage.recover import torn_copies
from facilitator.storage.room import RoomSigns
from facilitator.storage.session_log import SessionLog
from facilitator.words import Words

Current = Mapping[str, Sequence[Mapping[str, Any]]]


def pieces(path: Path, words: Words) -> list[Path]:
    """Return every file of a session: its own last, those beside it first.

    Raises:
        StorageError: the folder cannot be read.
    """
    beside = [*torn_copies(path, words), *conflict_copies(path, words), *RoomSigns(path).files]
    beside += [backup_path(path), journal_path(path), path]
    return [place for place in beside if disk.stamp(place, words) is not None]


def conflict_copies(path: Path, words: Words) -> list[Path]:
    """Return the files that were saved beside a session's because another program had changed it."""
    files = disk.list_folder(path.parent, words)[0]
    return [place for place in files if place.name.startswith(path.stem + CONFLICT) and place.suffix == ".json"]


def erase(path: Path, words: Words) -> None:
    """Remove a session with its journal, backup, lock, torn and conflict copies.

    Raises:
        LockedError: it is open in another window.
        StorageError: a file could not be removed.
    """
    lock = Lock(path, words)
    try:
        for place in pieces(path, words):
            disk.remove(place, words)
    finally:
        lock.release()
    for place in {lock_path(path), holder_path(path)}:
        disk.remove(place, words)


def rewrite(
    path: Path,
    words: Words,
    change: Callable[[list[Document]], list[dict[str, Any]]],
    current: Callable[[], Current],
) -> None:
    """Write a session and its copies anew with other events, and leave nothing of the old ones beside them.

    Args:
        path: The session's file.
        words: The language of the errors.
        change: Returns what takes the place of the events it is given: as many, of the same numbers.
        current: Returns what the session's events add up to after that.

    Raises:
        LockedError: it is open in another window.
        StorageError: a file cannot be read or written.
    """
    log = SessionLog.open(path, words)
    try:
        log.rewrite(change(list(log.read())))
        for copy in conflict_copies(path, words):
            _rewrite_copy(copy, words, change)
        # They hold what was before; what they were kept for is in the file now.
        for place in (*torn_copies(path, words), backup_path(path)):
            disk.remove(place, words)
        log.close(current())
        disk.remove(backup_path(path), words)
    finally:
        log.release()


def _rewrite_copy(path: Path, words: Words, change: Callable[[list[Document]], list[dict[str, Any]]]) -> None:
    snapshot = container.decode(disk.read_bytes(path, words)[0], path, words)
    events = {str(event["seq"]): event for event in change(list(snapshot.tables.get(EVENTS, {}).values()))}
    new = snapshot._replace(tables=dict(snapshot.tables) | {EVENTS: events})
    disk.write_atomic(path, container.encode(new, snapshot.last, {}, path, words), words)
