"""What came out is edited with real keys before it is exported."""

import json
from pathlib import Path

import pytest
from screen_samples import EN, HOSTILE, IDEAS, NARROW, SV, VOTES, WIDE, Spy, read, run, session, shown, until
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.export_dialog import ExportScreen
from facilitator.screens.export_sources import OfSession
from facilitator.screens.own_words import OwnWordsScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder

RULE = "What comes first? (votes)"


async def opened(app: Spy, pilot: Pilot[None], path: Path) -> None:
    await until(pilot, lambda: app.library._whole)
    await app.push_screen(ExportScreen(OfSession(path), EN))
    await read(pilot, "Write the summary")
    await pilot.press("e")
    await until(pilot, lambda: isinstance(app.screen, OwnWordsScreen))
    await read(pilot, "Closing word")


async def write(pilot: Pilot[None], key: str, text: str) -> None:
    """Open a line with a key, put a text in the place of what stands there, and record it."""
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.focused is pilot.app.screen.query_one(Input))
    pilot.app.screen.query_one(Input).value = ""
    for sign in text:
        await pilot.press("space" if sign == " " else "plus" if sign == "+" else sign)
    await pilot.press("enter")
    await until(pilot, lambda: not pilot.app.screen.has_class("writing"))


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_lines_are_edited_struck_added_and_moved_and_stand_so_in_the_summary(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=size, notifications=True) as pilot:
            await opened(app, pilot, path)
            await read(pilot, RULE)
            await write(pilot, "plus", "We + you")
            await read(pilot, "2 We + you")
            await write(pilot, "plus", "Third")
            await read(pilot, "3 Third")
            await pilot.press("ctrl+up", "ctrl+up")
            await read(pilot, "1 Third")
            await pilot.press("down", "space")
            await read(pilot, "✗ 2 What")
            await pilot.press("end")
            await write(pilot, "enter", "Thank you all")
            await read(pilot, "Closing word: Thank you all")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen))
            await pilot.press("enter")
            await read(pilot, "✓ Written:")
            await until(pilot, lambda: path.with_suffix(".md").exists())
            text = path.with_suffix(".md").read_text("utf-8")
            assert RULE not in text
            assert text.index("Third (the facilitator") < text.index("We + you (the facilitator")
            assert "Thank you all" in text

    run(test())


def test_what_is_written_is_recorded_at_once_and_undone_here(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await opened(app, pilot, path)
            await write(pilot, "enter", HOSTILE)
            await read(pilot, "your words")
            assert HOSTILE in shown(app)
            assert next(iter(Desk(path, EN, read_only=True).state.own.written.values())).text == HOSTILE
            # The second time there is nothing left to undo: what was recorded in the room stays.
            await pilot.press("ctrl+z", "ctrl+z")
            await until(pilot, lambda: HOSTILE not in shown(app))
            await read(pilot, RULE)
            # Escape leaves the line as it was, and only then the dialog.
            await pilot.press("enter", "x", "escape")
            await until(pilot, lambda: not app.screen.has_class("writing"))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        desk = Desk(path, EN)
        assert desk.state.own.written == {}
        assert len(desk.state.step("vote").given) == 2
        desk.close()

    run(test())


def test_in_the_runner_it_is_the_session_that_is_open(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    async def test() -> None:
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            await pilot.press("f9")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen))
            await pilot.press("e")
            await until(pilot, lambda: isinstance(app.screen, OwnWordsScreen))
            await write(pilot, "enter", "Hers")
            await pilot.press("escape", "escape")
            await until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            await pilot.press(*"/finding", "space", *"add", "space", *"Typed", "enter")
            await until(pilot, lambda: len(Desk(path, EN, read_only=True).state.own.written) == 2)

    run(test())


def test_a_session_that_is_open_elsewhere_says_so(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)
    other = Desk(path, EN)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(ExportScreen(OfSession(path), EN))
            await pilot.press("e")
            await read(pilot, "! ")
            assert isinstance(app.screen, ExportScreen)

    run(test())
    other.close()


@pytest.mark.parametrize("words", [EN, SV])
def test_the_dialog_says_what_is_left_out_and_for_whom(tmp_path: Path, words: object) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)
    language = SV if words is SV else EN

    async def test() -> None:
        app = Spy(tmp_path, language)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(ExportScreen(OfSession(path), language))
            await read(pilot, language("those who took part"))
            await pilot.press("right")
            await read(pilot, language("the organisers"))
            await pilot.press("left", "left")
            await read(pilot, language("the public"))
            await pilot.press("1", "2", "6")
            await read(pilot, f"{path.stem}.public.summary.json")
            await pilot.press("enter")
            await read(pilot, language("Written:"))
            whole = json.loads((tmp_path / f"{path.stem}.public.summary.json").read_text("utf-8"))
            assert (whole["audience"], whole["events"]) == ("public", [])

    run(test())
