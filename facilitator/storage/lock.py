"""One window at a time writes to a session. The system frees the lock of a process that dies."""

import json
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from facilitator.storage.machine import lock, unlock
from facilitator.storage.problems import LockedError, shown, told
from facilitator.text import clean
from facilitator.words import Words

# A window that is just being closed is waited for.
_PATIENCE_SECONDS = 0.3
_LOOK_SECONDS = 0.05
# A link in the lock's place is not followed, where the system can tell.
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_LONGEST_NOTE = 1000


def lock_path(path: Path) -> Path:
    """Return the file that stands for the right to write to a session; it stays when the session is closed."""
    return path.with_name(f"{path.name}.lock")


def holder_path(path: Path) -> Path:
    """Return the file that says who writes: on Windows nobody else can read a locked file."""
    return path.with_name(f"{path.name}.holder") if sys.platform == "win32" else lock_path(path)


class Lock:
    """The right to write to a session, from its making until `release`.

    Args:
        path: The session's file.
        words: The language of the errors.

    Raises:
        LockedError: another window has it; since when.
        StorageError: the lock's file cannot be made.
    """

    def __init__(self, path: Path, words: Words) -> None:
        self._path = path
        self._made = not lock_path(path).exists()
        with told(words("{file} could not be locked", file=shown(path)), words):
            self._lock = _acquired(path, _PATIENCE_SECONDS)
            if self._lock is None:
                raise LockedError(held_by(path, words))
            self._sign()

    def release(self) -> None:
        """Let others write."""
        if self._lock is not None:
            _let_go(self._lock)
            self._lock = None

    def take_back(self) -> None:
        """Let others write, and leave no file that was not there before: nothing came of this opening."""
        if self._made:
            # Whoever waits for the lock sees that its file is gone, and begins anew.
            with suppress(OSError):
                lock_path(self._path).unlink()
                holder_path(self._path).unlink(missing_ok=True)
        self.release()

    def _sign(self) -> None:
        note = {"pid": os.getpid(), "host": _this_machine(), "since": datetime.now().isoformat("T", "seconds")}
        holder_path(self._path).write_text(json.dumps(note) + "\n", encoding="utf-8")


def is_held(path: Path, words: Words) -> bool:
    """Return whether another window writes to a session; nothing is created or changed.

    Raises:
        StorageError: the lock's file cannot be read.
    """
    if not lock_path(path).exists():
        return False
    with told(words("{file} could not be read", file=shown(lock_path(path))), words):
        taken = _acquired(path, 0)
    if taken is None:
        return True
    _let_go(taken)
    return False


def held_by(path: Path, words: Words) -> str:
    """Return the sentence that says that a session is open in another window, and since when."""
    note = _note(path)
    try:
        since = datetime.fromisoformat(str(note.get("since")))
    except ValueError:
        return words("{file} is open in another window.", file=shown(path))
    moment = f"{since:%H:%M}" if since.date() == datetime.now().date() else f"{since:%Y-%m-%d %H:%M}"
    host = clean(str(note.get("host", "")))[:80]
    if host and host != clean(_this_machine())[:80]:
        return words("{file} is open on {host} since {time}.", file=shown(path), host=host, time=moment)
    return words("{file} is open in another window since {time}.", file=shown(path), time=moment)


def _acquired(path: Path, patience: float) -> int | None:
    """Return the descriptor of the locked file; None where another window keeps it for so many seconds."""
    end = monotonic() + patience
    while True:
        descriptor = os.open(lock_path(path), _FLAGS, 0o600)
        try:
            taken = lock(descriptor)
            if taken and _is_there_still(lock_path(path), descriptor):
                return descriptor
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if not taken:
            if monotonic() >= end:
                return None
            sleep(_LOOK_SECONDS)


def _is_there_still(path: Path, descriptor: int) -> bool:
    """Return whether a locked file is the one that others find: one that was removed meanwhile locks nobody out."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _this_machine() -> str:
    from socket import gethostname

    return gethostname()


def _let_go(descriptor: int) -> None:
    unlock(descriptor)
    os.close(descriptor)


def _note(path: Path) -> dict[str, Any]:
    try:
        with holder_path(path).open(encoding="utf-8", errors="replace") as file:
            note = json.loads(file.read(_LONGEST_NOTE))
    except (OSError, ValueError, RecursionError):
        return {}
    return note if isinstance(note, dict) else {}
