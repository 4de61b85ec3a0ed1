"""The clock over a session: a day that runs late is mended in a few keys, and that can be undone."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import screen_samples as samples
from screen_samples import EN, NARROW, WIDE

from facilitator.agenda.load import parse_agenda
from facilitator.app import FacilitatorApp
from facilitator.desk import Desk, NewSession, create
from facilitator.screens.clock import ClockScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.session.live import Surroundings
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine

AGENDA = """
title = "A day"
language = "en"
[[step]]
id = "one"
kind = "talk"
title = "One"
minutes = 10
[[step]]
id = "two"
kind = "talk"
title = "Two"
minutes = 20
[[step]]
id = "lunch"
kind = "talk"
title = "Lunch"
minutes = 30
flex = "fixed"
[[step]]
id = "song"
kind = "talk"
title = "A song"
minutes = 10
flex = "drop"
"""
NINE = datetime.fromisoformat("2026-03-01T09:00:00+01:00")


class Watch:
    """The room's time, moved by hand."""

    def __init__(self) -> None:
        self.now = NINE
        self.count = 0

    def surroundings(self) -> Surroundings:
        return Surroundings(lambda: self.now, self._id)

    def _id(self) -> str:
        self.count += 1
        return f"id{self.count}"


def app(folder: Path, watch: Watch, agenda: str = AGENDA) -> FacilitatorApp:
    path = create(Folder(folder, EN), parse_agenda(agenda, "day.toml", EN), NewSession("A day"), EN,
                  watch.surroundings())  # fmt: skip
    return FacilitatorApp(Folder(folder, EN), EN, session=path)


def minutes(screen: RunnerScreen) -> dict[str, int]:
    return {name: step.added_minutes for name, step in screen.desk.state.steps.items() if step.added_minutes}


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_a_late_day_gets_a_proposal_that_is_edited_taken_and_undone(tmp_path: Path, size: tuple[int, int]) -> None:
    watch = Watch()
    here = app(tmp_path, watch)

    async def run() -> None:
        async with here.run_test(size=size) as pilot:
            await samples.until(pilot, lambda: isinstance(here.screen, RunnerScreen))
            screen = here.screen
            assert isinstance(screen, RunnerScreen)
            screen.desk.session.surroundings = watch.surroundings()
            await pilot.press("f2", "f2")
            await samples.read(pilot, "left of 10")
            watch.now = NINE + timedelta(minutes=22)
            screen.query_one(EntryLine).text = "half a thought"
            await pilot.press("ctrl+t")
            await samples.until(pilot, lambda: isinstance(here.screen, ClockScreen))
            await samples.read(pilot, "→ 15")
            # Twelve late: the song is left out, and five minutes of the talk make up for the rest.
            await samples.read(pilot, "left out")
            await samples.read(pilot, "3 min early")
            await pilot.press("right", "right", "right", "right")
            await samples.read(pilot, "1 min late")
            await pilot.press("enter")
            await samples.until(pilot, lambda: isinstance(here.screen, RunnerScreen))
            await samples.until(pilot, lambda: minutes(screen) == {"two": -1})
            assert screen.desk.state.steps["song"].dropped
            assert screen.query_one(EntryLine).text == "half a thought"
            await pilot.press("escape", "ctrl+z")
            await samples.until(pilot, lambda: minutes(screen) == {})
            assert "song" not in screen.desk.state.steps

    samples.run(run())


def test_the_clock_of_a_step_stands_still_and_goes_on(tmp_path: Path) -> None:
    watch = Watch()
    here = app(tmp_path, watch)

    async def run() -> None:
        async with here.run_test(size=NARROW) as pilot:
            await samples.until(pilot, lambda: isinstance(here.screen, RunnerScreen))
            screen = here.screen
            assert isinstance(screen, RunnerScreen)
            screen.desk.session.surroundings = watch.surroundings()
            await pilot.press("f2", "f2")
            await samples.read(pilot, "10:00 left of 10")
            watch.now += timedelta(minutes=2)
            await pilot.press("ctrl+t", "p")
            await samples.read(pilot, "‖ 8:00 left of 10")
            watch.now += timedelta(minutes=30)
            screen.refresh_all()
            await samples.read(pilot, "‖ 8:00 left of 10")
            screen.query_one(EntryLine).text = "/pause"
            await pilot.press("enter")
            await samples.read(pilot, " 8:00 left of 10")
            watch.now += timedelta(minutes=1)
            screen.refresh_all()
            await samples.read(pilot, " 7:00 left of 10")
            assert "‖" not in samples.shown(here)

    samples.run(run())


def test_a_step_is_read_back_table_by_table(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", *samples.IDEAS)
    here = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    async def run() -> None:
        async with here.run_test(size=NARROW) as pilot:
            await samples.until(pilot, lambda: isinstance(here.screen, RunnerScreen))
            await pilot.press("f5")
            await samples.read(pilot, "page 1 of 3")
            assert "Longer hours" in samples.shown(here)
            assert "[/] brackets [red]" not in samples.shown(here)
            await pilot.press("pagedown")
            await samples.read(pilot, "[/] brackets [red]")
            assert "Longer hours" not in samples.shown(here)
            await pilot.press("pagedown")
            await samples.read(pilot, "page 3 of 3")
            assert "Longer hours" in samples.shown(here)
            await pilot.press("escape")
            await samples.until(pilot, lambda: isinstance(here.screen, RunnerScreen))

    samples.run(run())


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_a_day_that_has_to_end_is_told_against_that_and_made_to_fit(tmp_path: Path, size: tuple[int, int]) -> None:
    watch = Watch()
    here = app(tmp_path, watch, AGENDA.replace('language = "en"', 'language = "en"\nend = "10:05"'))

    async def run() -> None:
        async with here.run_test(size=size) as pilot:
            await samples.until(pilot, lambda: isinstance(here.screen, RunnerScreen))
            screen = here.screen
            assert isinstance(screen, RunnerScreen)
            screen.desk.session.surroundings = watch.surroundings()
            await samples.read(pilot, "5 min over 10:05")
            await pilot.press("f2", "f2")
            await samples.read(pilot, "left of 10")
            watch.now = NINE + timedelta(minutes=8)
            await samples.read(pilot, "5 min over 10:05")
            await samples.read(pilot, "^T")
            await pilot.press("ctrl+t")
            await samples.read(pilot, "on time · end 10:10, plan 10:10 · has to end 10:05")
            await samples.read(pilot, "→ 15")
            await samples.read(pilot, "Like this: end 10:05, as it has to")
            await pilot.press("enter")
            await samples.read(pilot, "as it has to")
            assert minutes(screen) == {"two": -5}
            watch.now = NINE + timedelta(minutes=8)
            screen.query_one(EntryLine).text = "/time -2"
            await samples.read(pilot, "The day has to end at 10:05.")
            await pilot.press("enter")
            await samples.read(pilot, "2 min before 10:05")

    samples.run(run())


def test_whoever_looks_back_is_told_of_no_key_that_would_make_the_day_fit(tmp_path: Path) -> None:
    watch = Watch()
    here = app(tmp_path, watch, AGENDA.replace('language = "en"', 'language = "en"\nend = "9:30"'))
    path = here._first
    assert path is not None

    async def run() -> None:
        desk = Desk(path, EN, watch.surroundings())
        desk.record(desk.start(desk.agenda.steps[0]).events)
        desk.close()
        again = FacilitatorApp(Folder(tmp_path, EN), EN)
        async with again.run_test(size=NARROW) as pilot:
            await pilot.pause()
            again.open_session(path, review=True)
            await samples.read(pilot, "end 10:10")
            assert "^T" not in samples.shown(again)

    samples.run(run())
