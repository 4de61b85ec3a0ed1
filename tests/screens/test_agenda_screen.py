"""The agenda is changed while the day goes on: on the line, and in the whole agenda over the session."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import screen_samples as samples
from screen_samples import EN, HOSTILE, NARROW, SV, WIDE
from textual.pilot import Pilot

from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.add_step import AddStepScreen
from facilitator.screens.agenda import AgendaScreen
from facilitator.screens.clock import ClockScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine
from facilitator.words import Words

Play = Callable[[FacilitatorApp, Pilot[Any]], Awaitable[None]]


def play(path: Path, test: Play, size: tuple[int, int] = NARROW, words: Words = EN, review: bool = False) -> None:
    app = FacilitatorApp(Folder(path.parent, words), words, session=None if review else path)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            if review:
                await samples.until(pilot, lambda: app.screen.id != "_default")
                app.open_session(path, review=True)
            await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            await test(app, pilot)

    samples.run(run())


async def agenda(app: FacilitatorApp, pilot: Pilot[Any]) -> None:
    await pilot.press("f6")
    await samples.until(pilot, lambda: isinstance(app.screen, AgendaScreen))


async def runner(app: FacilitatorApp, pilot: Pilot[Any]) -> RunnerScreen:
    await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
    assert isinstance(app.screen, RunnerScreen)
    return app.screen


def ids(path: Path) -> list[str]:
    return [step.id for step in Desk(path, EN, read_only=True).agenda.steps]


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_a_question_on_the_spot_takes_two_keys_and_a_line(tmp_path: Path, size: tuple[int, int]) -> None:
    path = samples.session(tmp_path, "Café", "/start")

    async def test(app: FacilitatorApp, pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+n")
        await samples.until(pilot, lambda: isinstance(app.screen, AddStepScreen))
        await samples.read(pilot, "It comes after step 1, «Welcome».")
        await pilot.press("enter")
        await runner(app, pilot)
        await pilot.press(*"Why so?")
        await samples.read(pilot, "New step 4 after step 1: Why so?")
        await pilot.press("enter")
        await samples.read(pilot, "Saved")
        await pilot.press("pagedown", "f2", "f2")
        await samples.read(pilot, "Saved: Starts step 4")
        app.screen.query_one(EntryLine).text = f'1: "{HOSTILE}"'
        await pilot.press("enter")
        await samples.read(pilot, "1 of 2 tables")
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await samples.read(pilot, "Undone: new step 4: Why so?")
        assert (await runner(app, pilot)).viewed.id == "talk"

    play(path, test, size)
    assert ids(path) == ["talk", "ideas", "vote"]


def test_in_the_whole_agenda_what_is_to_come_is_moved_left_out_added_to_and_undone(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", "/start", "/ask talk: News")

    async def test(app: FacilitatorApp, pilot: Pilot[Any]) -> None:
        await agenda(app, pilot)
        await pilot.press("down", "ctrl+down")
        await samples.until(pilot, lambda: ids(path) == ["talk", "ideas", "talk-news", "vote"])
        await pilot.press("ctrl+up", "ctrl+up")
        await samples.read(pilot, "The day has come to step 1")
        await pilot.press("down", "space")
        await samples.read(pilot, "Step 3 What comes first? takes its list from step 2. Space again")
        await pilot.press("space")
        await samples.read(pilot, "left out")
        await pilot.press("ctrl+z")
        await samples.until(pilot, lambda: not Desk(path, EN, read_only=True).state.is_out("ideas"))
        await pilot.press("plus")
        await samples.until(pilot, lambda: isinstance(app.screen, AddStepScreen))
        await pilot.press("down", "down", "enter")
        screen = await runner(app, pilot)
        assert screen.query_one(EntryLine).text == "/ask vote:  | after 2"
        await pilot.press(*"Which day? | Monday; Tuesday")
        await samples.read(pilot, "New step 5 after step 2: Which day?")
        await pilot.press("enter")
        await samples.read(pilot, "Saved")

    play(path, test)
    assert ids(path) == ["talk", "talk-news", "ideas", "vote-which-day", "vote"]


def test_a_step_is_reworded_on_the_line_which_keeps_what_was_begun(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café")

    async def test(app: FacilitatorApp, pilot: Pilot[Any]) -> None:
        await pilot.press(*"begun")
        await agenda(app, pilot)
        await pilot.press("down", "e")
        screen = await runner(app, pilot)
        await samples.read(pilot, "Det står text på raden.")
        assert screen.query_one(EntryLine).text == "begun"
        await pilot.press("escape")
        await agenda(app, pilot)
        await pilot.press("down", "e")
        await runner(app, pilot)
        assert screen.query_one(EntryLine).text == "/ändra 2 = What do we lack? | 0"
        await samples.read(pilot, "Inget skulle ändras")
        assert "! Inget" not in samples.shown(app)
        await pilot.press("enter")
        await samples.read(pilot, "! Inget skulle ändras")
        await pilot.press("end", "backspace", *"25 | Tyst först")
        await samples.read(pilot, "fråga: Tyst först")
        await pilot.press("enter", "pagedown")
        await samples.read(pilot, "Tyst först")

    play(path, test, WIDE, SV)
    step = Desk(path, EN, read_only=True).agenda.step("ideas")
    assert (step.title.of("en"), step.prompt.of("en")) == ("What do we lack?", "Tyst först")


def test_a_review_changes_nothing_and_follows_what_is_taken_back(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", "/ask talk: News")
    desk = Desk(path, EN)

    async def test(app: FacilitatorApp, pilot: Pilot[Any]) -> None:
        await samples.read(pilot, "Review")
        await pilot.press("pagedown")
        await samples.read(pilot, "News")
        await agenda(app, pilot)
        await pilot.press("ctrl+down", "space", "e", "plus")
        await pilot.pause(0.1)
        assert isinstance(app.screen, AgendaScreen)
        await pilot.press("escape")
        desk.undo()
        screen = await runner(app, pilot)
        await samples.until(pilot, lambda: screen.viewed.id == "talk")
        assert "News" not in samples.shown(app)

    try:
        play(path, test, WIDE, review=True)
    finally:
        desk.close()
    assert ids(path) == ["talk", "ideas", "vote"]


def test_the_clock_tells_who_would_lack_a_list(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", "/start")

    async def test(app: FacilitatorApp, pilot: Pilot[Any]) -> None:
        await pilot.press("ctrl+t")
        await samples.until(pilot, lambda: isinstance(app.screen, ClockScreen))
        await pilot.press("space")
        await samples.read(pilot, "! Step 3 What comes first? takes its list from step 2.")
        await pilot.press("enter")
        await runner(app, pilot)
        await pilot.press("pagedown", "pagedown", "f2")
        await samples.read(pilot, "is left out, and nothing is in it.")

    play(path, test)


def test_the_day_ends_with_the_last_step_that_is_not_left_out(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", *samples.IDEAS, "/skip 3", "/next")
    assert Desk(path, EN, read_only=True).state.finished
