"""Keys that come in one burst, as from a fast hand or a busy machine, do what they do one at a time."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from screen_samples import EN, IDEAS, NARROW, Spy, burst, read, run, session, until
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.agenda.document import document_of
from facilitator.agenda.load import load_agenda
from facilitator.agendas import prepare
from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.find import FindScreen
from facilitator.screens.help import HelpScreen
from facilitator.screens.name_plan import NamePlanScreen
from facilitator.screens.new_session import NewSessionScreen
from facilitator.screens.planner import PlannerScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import LineInput
from facilitator.widgets.plan_form import PlanForm

DAY = """
title = "Café"
language = "en"
[[step]]
id = "ideas"
kind = "collect"
title = "What do we lack?"
prompt = "Think of a day."
minutes = 20
"""
Told = Callable[[Spy, Pilot[None], PlannerScreen], Coroutine[Any, Any, None]]


def planning(tmp_path: Path, told: Told) -> None:
    async def test() -> None:
        path = tmp_path / "café.toml"
        path.write_text(DAY, "utf-8")
        (tmp_path / "sessions").mkdir()
        app = Spy(tmp_path / "sessions")
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            app.open_planner(prepare(str(path), app.folder, EN))
            await read(pilot, "minutes in all")
            assert isinstance(app.screen, PlannerScreen)
            await told(app, pilot, app.screen)

    run(test())


async def at(pilot: Pilot[None], screen: PlannerScreen, key: str) -> None:
    plan_form = screen.query_one(PlanForm)
    await until(pilot, lambda: plan_form.here is not None and plan_form.here.key == key)


async def to(pilot: Pilot[None], screen: PlannerScreen, key: str) -> None:
    """Go to a field of the form."""
    screen.query_one(PlanForm).go_to(key)
    await at(pilot, screen, key)


def test_what_corrects_acts_before_the_letter_after_it(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter")
        await at(pilot, screen, "title")
        burst(app, "backspace", "e", "s", "home", "T", "e", " ", "delete", "k", "end", "left", "left", "_", "end", "!")
        await until(pilot, lambda: screen.draft.top["title"] == "Te kaf_es!")
        await to(pilot, screen, "purpose")
        burst(app, *"One", "backspace", "r", "ctrl+j", *"Two", "left", "x", "end", "3")
        burst(app, "ctrl+home", "0", "ctrl+end", "9")
        await until(pilot, lambda: screen.draft.top.get("purpose") == "0Onr\nTwxo39")

    planning(tmp_path, told)


@pytest.mark.parametrize("leading", ["tab", "down"])
def test_what_leads_to_another_field_acts_before_what_is_typed_there(tmp_path: Path, leading: str) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("down", "enter")
        await at(pilot, screen, "title")
        burst(app, "!", leading, "backspace", "5", leading, "end", *"So.", "shift+tab", "end", "0")
        await until(pilot, lambda: screen.draft.steps[0].get("minutes") == 50)
        assert screen.draft.steps[0]["title"] == "What do we lack?!"
        assert screen.draft.steps[0]["prompt"] == "Think of a day.So."

    planning(tmp_path, told)


@pytest.mark.parametrize("field", ["title", "prompt"])
def test_the_last_letters_before_saving_are_saved(tmp_path: Path, field: str) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("down", "enter")
        await at(pilot, screen, "title")
        await to(pilot, screen, field)
        burst(app, *" Really", "backspace", "z", "ctrl+s", *"more")
        await until(pilot, lambda: screen.kept != screen.opened)
        saved = getattr(load_agenda(tmp_path / "café.toml", EN).steps[0], field).of("en")
        assert saved.endswith(" Reallz")
        await until(pilot, lambda: str(screen.draft.steps[0][field]).endswith(" Reallzmore"))

    planning(tmp_path, told)


def test_what_is_chosen_is_chosen_before_what_comes_after_it(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("down", "enter")
        await to(pilot, screen, "by")
        burst(app, "right", "down", "tab", *"25", "shift+tab", "shift+tab", " ", "ctrl+s")
        await read(pilot, "Saved as")
        saved = document_of(load_agenda(tmp_path / "café.toml", EN))["step"][0]
        assert (saved["by"], saved["max_answers"]) == ("facilitator", 25)

    planning(tmp_path, told)


def test_in_the_palette_the_same(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.focused, Input))
        line = app.focused
        assert isinstance(line, Input)
        burst(app, *"lighx", "backspace", "t", " ", "home", "!", "delete", "end", "?")
        await until(pilot, lambda: line.value == "!ight ?")

    planning(tmp_path, told)


def test_the_name_of_an_agenda_is_the_one_typed_before_enter(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("f12")
        await until(pilot, lambda: isinstance(app.screen, NamePlanScreen) and isinstance(app.focused, Input))
        burst(app, *"Spring", "left", "backspace", "m", "end", "enter")
        await until(pilot, lambda: app.screen is screen)
        await until(pilot, lambda: screen.draft.top["title"] == "Sprimg")
        assert screen.path is not None
        assert "sprimg" in screen.path.name

    planning(tmp_path, told)


def test_the_search_looks_for_what_was_typed_before_enter(tmp_path: Path) -> None:
    for name in ("Alpha", "Beta", "Gamma"):
        session(tmp_path, name)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            burst(app, *"bets", "backspace", "a", "enter")
            await until(pilot, lambda: app.opened)
            assert "beta" in app.opened[0][0]
            assert app.library.query_one(Input).value == "beta"

    run(test())


def test_a_session_is_made_with_the_last_letters_of_its_name(tmp_path: Path) -> None:
    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(app.screen, NewSessionScreen) and app.focused is not None)
            await pilot.press("enter")
            burst(app, *"Sprinh", "backspace", "g", "tab", "6", "7", "backspace", "enter", "4", "1", "ctrl+s")
            await until(pilot, lambda: app.opened)
        (path,) = tmp_path.rglob("*.json")
        state = Desk(path, EN, read_only=True).state
        assert (state.name, len(state.active_groups), state.people) == ("Spring", 6, 41)

    run(test())


def test_in_a_session_the_same(tmp_path: Path) -> None:
    path = session(tmp_path, "Alpha", *IDEAS)

    async def test() -> None:
        app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.focused, LineInput))
            line = app.focused
            assert isinstance(line, LineInput)
            # Nothing is marked, so that there is nothing to copy.
            burst(app, "ctrl+c", *"1: Lamps", "backspace", "x", "enter", *"2: Shape")
            burst(app, "left", "left", "delete", "d", "home")
            await until(pilot, lambda: line.value == "2: Shade")
            await read(pilot, "Lampx")
            await pilot.press("ctrl+f")
            await until(pilot, lambda: isinstance(app.screen, FindScreen) and isinstance(app.focused, Input))
            burst(app, *"quiex", "backspace", "t", "enter")
            await until(pilot, lambda: app.focused is line)
            await pilot.press("ctrl+f")
            await until(pilot, lambda: isinstance(app.screen, FindScreen) and isinstance(app.focused, Input))
            burst(app, *"quiex", "backspace", "t", "left")
            await read(pilot, "2 hits")

    run(test())


def test_what_comes_with_the_key_that_opens_a_dialog_is_for_the_dialog(tmp_path: Path) -> None:
    path = session(tmp_path, "Alpha", *IDEAS)

    async def test() -> None:
        app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.focused, LineInput))
            line, runner = app.focused, app.screen
            assert isinstance(line, LineInput)
            burst(app, *"2: Sh", "ctrl+f", *"quiex", "backspace", "t")
            await read(pilot, "2 hits")
            assert line.value == "2: Sh"
            burst(app, "escape", *"ade", "f1", "escape", "!", "ctrl+f", "x", "escape", "?")
            await until(pilot, lambda: app.screen is runner and line.value == "2: Shade!?")

    run(test())


def test_keys_act_in_turn_where_nothing_has_the_keyboard_too(tmp_path: Path) -> None:
    path = session(tmp_path, "Alpha", *IDEAS)

    async def test() -> None:
        app = FacilitatorApp(Folder(tmp_path, EN), EN)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            app.open_session(path, review=True)
            burst(app, "f1", "escape", "f9", "escape", "f1", "escape", "ctrl+f", *"quiet")
            await read(pilot, "2 hits")
            burst(app, "escape", "f1", "escape")
            await until(pilot, lambda: isinstance(app.screen, RunnerScreen))

    run(test())


def test_what_comes_with_the_key_that_asks_for_a_new_session_is_for_that(tmp_path: Path) -> None:
    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            burst(app, "f2", "tab", *"Spring", "tab", "6", "ctrl+s")
            await until(pilot, lambda: app.opened)
        (path,) = tmp_path.rglob("*.json")
        state = Desk(path, EN, read_only=True).state
        assert (state.name, len(state.active_groups)) == ("Spring", 6)

    run(test())


def test_a_key_that_comes_after_the_one_that_closed_a_dialog_closes_nothing_behind_it(tmp_path: Path) -> None:
    path = session(tmp_path / "sessions", "Spring")

    async def test() -> None:
        app = FacilitatorApp(Folder(tmp_path / "sessions", EN), EN, session=path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            runner = app.screen
            await pilot.press("f1")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            help_screen = app.screen
            assert isinstance(help_screen, HelpScreen)
            help_screen.action_close()
            help_screen.action_close()
            await pilot.pause()
            assert app.screen is runner

    run(test())
