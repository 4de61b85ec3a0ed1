"""Sessions on disk, an app that tells what it was asked to open, and what the screen shows as text."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot

from facilitator.agenda.load import parse_agenda
from facilitator.app import FacilitatorApp
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Recorder
from facilitator.screens.library import LibraryScreen
from facilitator.session.live import Surroundings
from facilitator.storage.folder import Folder
from facilitator.words import Words

EN, SV = Words("en"), Words("sv")
NARROW, WIDE = (80, 24), (160, 45)
HOSTILE = "[/] [@click=app.quit]x [red]y"
AGENDA = """
title = "Café"
language = "en"
[[step]]
id = "talk"
kind = "talk"
title = "Welcome"
[[step]]
id = "ideas"
kind = "collect"
title = "What do we lack?"
[[step]]
id = "vote"
kind = "vote"
title = "What comes first?"
from = "ideas"
dots = 3
"""
IDEAS = ("@ideas", "1: Longer hours; A quiet room", "2: A quiet room; [/] brackets [red]")
VOTES = ("@vote", "1: 2 1", "2: 2 3")

_numbers = iter(range(1, 1_000_000))


class Spy(FacilitatorApp):
    """The app; what would be opened is only noted."""

    def __init__(self, folder: Path, words: Words = EN, demo: bool = False) -> None:
        super().__init__(Folder(folder, words), words, demo=demo)
        self.opened: list[tuple[str, bool]] = []
        self.told: list[str] = []
        self.steps: list[str | None] = []

    def open_session(self, path: Path, review: bool = False, step: str | None = None) -> None:
        self.steps.append(step)
        self.opened.append((path.name, review))

    def tell(self, text: str, wrong: bool = False) -> None:
        self.told.append(text)
        super().tell(text, wrong)

    @property
    def library(self) -> LibraryScreen:
        return next(screen for screen in self.screen_stack if isinstance(screen, LibraryScreen))


def session(
    folder: Path, name: str, *lines: str, series: str = "", day: str = "2026-03-01", people: int | None = 12
) -> Path:
    """Make a session, and record lines in it."""
    now = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=timezone(timedelta(hours=1)))
    surroundings = Surroundings(lambda: now, lambda: f"id{next(_numbers)}")
    new = NewSession(name=name, groups=2, people=people, series=series, language="en")
    path = create(Folder(folder, EN), parse_agenda(AGENDA, "café.toml", EN), new, EN, surroundings)
    desk = Desk(path, EN, surroundings)
    recorder = Recorder(desk)
    with desk.session.batch():
        for line in lines:
            outcome = recorder.take(line)
            assert not outcome.problem, outcome.problem
    desk.close()
    return path


def shown(app: FacilitatorApp) -> str:
    """Return what is on the screen, row by row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def burst(app: FacilitatorApp, *keys: str) -> None:
    """Let keys come as from a terminal: none waits until the one before has done its work."""
    for key in keys:
        app.post_message(Key({" ": "space"}.get(key, key), key if len(key) == 1 else None))


async def until(pilot: Pilot[Any], true: Callable[[], object]) -> None:
    """Wait until something is so."""
    for _ in range(500):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"it never came so; the screen shows\n{shown(pilot.app)}")  # type: ignore[arg-type]


async def read(pilot: Pilot[Any], text: str) -> None:
    """Wait until a text is on the screen."""
    await until(pilot, lambda: text in shown(pilot.app))  # type: ignore[arg-type]


def run(test: Coroutine[Any, Any, None]) -> None:
    """Run a test of the app."""
    asyncio.run(test)
