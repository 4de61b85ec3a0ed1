"""A new session as an earlier one: what comes along is marked, and which step takes it."""

from pathlib import Path
from typing import Any

import pytest
import screen_samples as samples
from screen_samples import HOSTILE, NARROW, SV, WIDE, Spy
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.desk import Desk
from facilitator.screens.carry import CarryScreen
from facilitator.screens.library import LibraryScreen
from facilitator.screens.new_session import NewSessionScreen
from facilitator.words import Words

LINES = (*samples.IDEAS, f"/park 2: {HOSTILE}", *samples.VOTES)


async def asked(app: Spy, pilot: Pilot[Any]) -> None:
    """Open the form, and choose the session at hand."""
    await samples.until(pilot, lambda: isinstance(app.screen, LibraryScreen) and "Café" in samples.shown(app))
    await pilot.press("f2")
    await samples.until(pilot, lambda: isinstance(app.screen, NewSessionScreen))
    await samples.read(pilot, "Café»")
    await pilot.press("up")
    await samples.until(pilot, lambda: app.screen.query_one("#series", Input).value == "forum")


@pytest.mark.parametrize(("size", "words"), [(NARROW, samples.EN), (WIDE, SV)])
def test_what_is_marked_comes_along(tmp_path: Path, size: tuple[int, int], words: Words) -> None:
    samples.session(tmp_path, "Café", *LINES, series="forum")
    app = Spy(tmp_path, words)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await asked(app, pilot)
            await pilot.press("ctrl+s")
            await samples.until(pilot, lambda: isinstance(app.screen, CarryScreen))
            await samples.read(pilot, "· [/] [@click=app.quit]x [red]y")
            # The parked question is marked already; the ideas go where answers go, the vote stays.
            await pilot.press("down", "right", "enter")
            await samples.until(pilot, lambda: app.opened)

    samples.run(run())
    made = next(path for path in tmp_path.rglob("*.json") if "2026-03-01" not in path.name)
    desk = Desk(made, samples.EN, read_only=True)
    assert [step.id for step in desk.agenda.steps] == ["talk", "parked-last-time", "ideas", "vote"]
    assert [answer.text for answer in desk.state.step("parked-last-time").standing] == [HOSTILE]
    assert len(list(desk.state.step("ideas").standing)) == 3
    assert desk.state.series == "forum"


def test_going_back_makes_nothing_and_a_template_stays_out_of_the_series(tmp_path: Path) -> None:
    samples.session(tmp_path, "Café", *LINES, series="forum")
    app = Spy(tmp_path)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await asked(app, pilot)
            await pilot.press("ctrl+s")
            await samples.until(pilot, lambda: isinstance(app.screen, CarryScreen))
            await pilot.press("space", "escape")
            await samples.until(pilot, lambda: isinstance(app.screen, NewSessionScreen))
            await pilot.press("down")
            await samples.until(pilot, lambda: app.screen.query_one("#series", Input).value == "")

    samples.run(run())
    assert len(list(tmp_path.rglob("*.json"))) == 1


def test_a_session_with_nothing_open_gives_its_agenda_at_once(tmp_path: Path) -> None:
    samples.session(tmp_path, "Café", series="forum")
    app = Spy(tmp_path)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await asked(app, pilot)
            await pilot.press("ctrl+s")
            await samples.until(pilot, lambda: app.opened)

    samples.run(run())
    assert len(list(tmp_path.rglob("*.json"))) == 2
