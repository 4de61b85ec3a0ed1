"""Events and sessions for the tests of storage."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.storage import machine
from facilitator.storage.session_log import SessionLog
from facilitator.storage.view import SessionView
from facilitator.words import Words

WORDS = Words("en")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal, limit or link there")

Event = dict[str, Any]

DEEP: Any = "x"
for _ in range(50):
    DEEP = [DEEP]


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def event(seq: int, **fields: Any) -> Event:
    envelope = {"seq": seq, "id": f"e{seq}", "command": f"c{seq}", "at": "2010-06-07T18:00:00+02:00", "v": 1}
    return envelope | {"type": "answer", "origin": "table", "text": f"svar {seq}"} | fields


def events(first: int, last: int) -> list[Event]:
    return [event(seq) for seq in range(first, last + 1)]


def created(path: Path, count: int = 2) -> SessionLog:
    return SessionLog.create(path, events(1, count), WORDS)


def reopened(path: Path) -> list[Event]:
    return [dict(document) for document in SessionView(path, WORDS).read()]


def watched(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    """Return a list that the names of these calls to the system are put in."""
    done: list[str] = []

    def watch(name: str) -> None:
        real = getattr(machine.files, name)

        def noted(*arguments: Any) -> Any:
            done.append(name)
            return real(*arguments)

        monkeypatch.setattr(machine.files, name, noted)

    for name in names:
        watch(name)
    return done
