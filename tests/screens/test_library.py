import os
from pathlib import Path

import pytest
from screen_samples import AGENDA, EN, HOSTILE, IDEAS, NARROW, SV, VOTES, WIDE, Spy, read, run, session, shown, until
from textual.widgets import Input

from facilitator.agenda.library import load_template
from facilitator.desk import Desk
from facilitator.overview import overview, sought
from facilitator.screens.export_dialog import ExportScreen
from facilitator.screens.help import HelpScreen
from facilitator.screens.library import LibraryScreen
from facilitator.screens.new_session import NewSessionScreen
from facilitator.screens.planner import PlannerScreen
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

SIZES = pytest.mark.parametrize("size", [NARROW, (100, 30), (120, 34), WIDE])


def three(folder: Path) -> None:
    session(folder, "Alpha", *IDEAS, *VOTES, "/next", "/next", series="spring", day="2026-03-01")
    session(folder, "Beta", *IDEAS, series="spring", day="2026-03-02")
    session(folder, "Gamma", day="2026-01-05", people=30)


@SIZES
def test_sessions_stand_in_their_series_and_nothing_is_cut(tmp_path: Path, size: tuple[int, int]) -> None:
    three(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=size, notifications=True) as pilot:
            for part in ("3 sessions · 1 series", "2 sessions · 24 people", "▶ running", "planned", "▌  Beta"):
                await read(pilot, part)
            text = shown(app)
            assert text.index("Beta") < text.index("Alpha") < text.index("Others") < text.index("Gamma")
            assert all(len(row) <= size[0] for row in text.splitlines())

    run(test())


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_preview_tells_where_it_stopped_and_what_was_found(tmp_path: Path, size: tuple[int, int]) -> None:
    session(tmp_path, "Alpha", *IDEAS, *VOTES)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=size, notifications=True) as pilot:
            await read(pilot, "all saved")
            await read(pilot, "A quiet room")
            text = shown(app)
            assert "2 of 2 tables" in text
            assert "What comes first?" in text
            if size == WIDE:
                assert "Running: step 3 of 3" in text
                assert "━━━━ 2" in text
                assert "✓   2  What do we lack?" in text
                assert "▶   3  What comes first?" in text

    run(test())


def test_typing_filters_by_name_and_by_answer(tmp_path: Path) -> None:
    three(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await read(pilot, "Gamma")
            await pilot.press(*"gam")
            await until(pilot, lambda: "Alpha" not in shown(app))
            assert "1 of 3" in shown(app)
            await pilot.press("escape")
            await read(pilot, "Alpha")
            app.screen.query_one(Input).value = "QUIET room"
            await until(pilot, lambda: "Gamma" not in shown(app))
            await read(pilot, "«A quiet room»")
            await pilot.press("enter")
            await until(pilot, lambda: bool(app.steps))
            opened = Desk(next(tmp_path.rglob(app.opened[-1][0])), EN, read_only=True)
            said = opened.state.steps[app.steps[-1] or ""].standing
            assert "A quiet room" in [answer.text for answer in said]
            app.screen.query_one(Input).value = "nowhere [/]"
            await read(pilot, "Nothing holds «nowhere [/]»")

    run(test())


def test_arrows_move_the_list_while_the_line_keeps_the_typing(tmp_path: Path) -> None:
    for number in range(1, 61):
        session(tmp_path, f"Session {number:02}", day=f"2026-02-{1 + number % 28:02}", series=f"s{number % 3}")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await read(pilot, "60 sessions")
            screen = app.library
            sessions = screen.query_one(MarkedList)
            first = sessions.highlighted
            await pilot.press("up")
            assert sessions.highlighted == first
            await pilot.press("end")
            await until(pilot, lambda: sessions.highlighted == len(sessions.options) - 1)
            await pilot.press("down", "home")
            assert sessions.highlighted == first
            await read(pilot, "20 sessions")
            await pilot.press("pagedown", "down", "x")
            assert isinstance(app.focused, Input)
            assert app.focused.value == "x"

    run(test())


def test_enter_opens_what_runs_and_reviews_what_is_done(tmp_path: Path) -> None:
    running = session(tmp_path, "Running", *IDEAS)
    done = session(tmp_path, "Done", *IDEAS, *VOTES, "/next")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await read(pilot, "Running")
            await pilot.press("enter", "f4")
            assert app.opened == [(running.name, False), (running.name, True)]
            app.screen.query_one(Input).value = "Done"
            await until(pilot, lambda: "Running" not in shown(app))
            await pilot.press("enter")
            assert app.opened[-1] == (done.name, overview(done, EN).standing == "done")

    run(test())


def test_a_broken_file_can_be_chosen_and_tells_why(tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text('{"x": 1', "utf-8")
    problem = overview(tmp_path / "odd.json", EN).problem

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await read(pilot, "! cannot be read")
            await read(pilot, problem[:40])
            for key in ("enter", "f4", "f9"):
                await pilot.press(key)
            assert app.told == [problem] * 3
            assert app.opened == []
            assert isinstance(app.screen, LibraryScreen)

    run(test())


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_hostile_names_are_text(tmp_path: Path, size: tuple[int, int]) -> None:
    session(tmp_path, HOSTILE, "@ideas", f"1: {HOSTILE}", series=HOSTILE)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=size, notifications=True) as pilot:
            await read(pilot, HOSTILE)
            app.screen.query_one(Input).value = "[/]"
            await read(pilot, "1 session")
            await pilot.press("f9")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen))

    run(test())


def test_an_empty_folder_says_what_to_press(tmp_path: Path) -> None:
    async def test() -> None:
        app = Spy(tmp_path / "none", SV)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await read(pilot, SV("Welcome. There are no sessions yet."))
            text = shown(app)
            assert "F2" in text
            assert SV("starts the first one: choose an agenda, say how many tables, begin.") in text
            await pilot.press("enter", "f4", "f9", "down", "end")
            assert isinstance(app.screen, LibraryScreen)
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(app.screen, NewSessionScreen))

    run(test())


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")

    async def test() -> None:
        app = Spy(tmp_path / "file")
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await read(pilot, "! ")

    run(test())


def test_it_reads_again_when_it_is_come_back_to(tmp_path: Path) -> None:
    session(tmp_path, "Old")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await read(pilot, "Old")
            await pilot.press("f1")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            session(tmp_path, "Newer", day="2026-04-01")
            await pilot.press("escape")
            await read(pilot, "Newer")
            assert "▌  Old" in shown(app) or "▌  Newer" in shown(app)

    run(test())


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_it_speaks_the_interface_s_language(tmp_path: Path, size: tuple[int, int]) -> None:
    three(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path, SV, demo=True)
        async with app.run_test(size=size, notifications=True) as pilot:
            wanted = [
                SV("Library"), SV("Others"), SV("planned"), SV("running"),
                SV("Search a name, a series or something somebody answered"),
                SV("A copy to look around in; nothing here is kept."),
                SV.n("{count} session", "{count} sessions", 3),
            ]  # fmt: skip
            for text in wanted:
                await read(pilot, text)
            app.speak(EN)
            await read(pilot, "Library")
            await read(pilot, "3 sessions")
            assert "Search a name" in shown(app)

    run(test())


def test_texts_are_found_whatever_their_letters(tmp_path: Path) -> None:
    entry = overview(session(tmp_path, "Åre", *IDEAS, "/park Who PAYS for it?"), EN)
    assert sought(entry, "") == []
    assert sought(entry, "åre") == []
    assert sought(entry, "quiet ROOM") == ["A quiet room"]
    assert sought(entry, "pays") == ["Who PAYS for it?"]
    assert sought(entry, "quiet hours") is None
    assert sought(entry, "nothing") is None


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_ones_own_agendas_stand_with_their_folder_and_are_prepared_or_begun(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    session(tmp_path / "sessions", "Spring", *IDEAS)
    for at, name in enumerate(("Morning", "Noon", HOSTILE, "Night")):
        path = own / f"agenda-{at}.toml"
        path.write_text(AGENDA.replace('"Café"', f'"{name}"'), "utf-8")
        os.utime(path, (1_700_000_000 + at * 86_400,) * 2)

    async def test() -> None:
        app = Spy(tmp_path / "sessions", SV)
        async with app.run_test(size=size, notifications=True) as pilot:
            await read(pilot, "Dina egna agendor")
            for text in ("1 till: F6", "templates", "Night", HOSTILE, "Noon", "sparad 17 nov 2023", "Spring"):
                await read(pilot, text)
            assert "Morning" not in shown(app)
            # A session that is under way is what is gone on with; the agendas stand above it.
            assert app.library._chosen.endswith(".json")
            await pilot.pause()
            await pilot.press("home")
            await read(pilot, "agenda-3.toml")
            assert "F4 återblick" not in shown(app)
            await pilot.press("f4", "f2")
            await until(pilot, lambda: isinstance(app.screen, NewSessionScreen))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: app.opened)
            assert [path.stem.partition("-")[0] for path in (tmp_path / "sessions").glob("*ight*.json")]
            await pilot.press("home", "down", "enter")
            await until(pilot, lambda: isinstance(app.screen, PlannerScreen))
            planner = app.screen
            assert isinstance(planner, PlannerScreen)
            assert planner.path == own / "agenda-2.toml"
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.focused, Input))
            await pilot.press("end", *" ny", "ctrl+s")
            await read(pilot, "Vad kallas det?")
            await pilot.press("enter")
            await until(pilot, lambda: planner.path != own / "agenda-2.toml")
            await pilot.press("escape", "escape")
            # What was saved just now is chosen when the library comes back.
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            await until(pilot, lambda: app.library._chosen == f"agenda:{planner.path}")
            await read(pilot, "2 till: F6")

    run(test())


@pytest.mark.parametrize("words", [SV, EN])
def test_the_forum_is_found_by_its_year_also_where_nothing_was_held_yet(tmp_path: Path, words: Words) -> None:
    async def test() -> None:
        app = Spy(tmp_path / "sessions", words)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            title = load_template("dialogforum", words).title.of(words.language)
            await pilot.press(*"2010")
            await read(pilot, title)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, PlannerScreen))
            planner = app.screen
            assert isinstance(planner, PlannerScreen)
            assert len(planner.draft.steps) == 24
            await pilot.press("ctrl+s")
            await read(pilot, words("What is it called?"))
            await pilot.press("enter")
            await until(pilot, lambda: planner.path is not None)
            await pilot.press("escape")
            # What was looked for has done its work: what was saved is there.
            await read(pilot, words("Your own agendas"))
            assert app.library.query_one(Input).value == ""

    run(test())
