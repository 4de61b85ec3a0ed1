from pathlib import Path

import pytest
from screen_samples import AGENDA, EN, HOSTILE, NARROW, SV, WIDE, Spy, read, run, session, shown, until
from textual.widgets import Input, Static

from facilitator.agenda.library import load_template, template_names
from facilitator.desk import Desk
from facilitator.screens.library import LibraryScreen
from facilitator.screens.new_session import NewSessionScreen
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words


def made(folder: Path) -> Desk:
    """Return the one session there is."""
    (path,) = folder.rglob("*.json")
    return Desk(path, EN, read_only=True)


async def opened(app: Spy, pilot: object) -> NewSessionScreen:
    from textual.pilot import Pilot

    assert isinstance(pilot, Pilot)
    await until(pilot, lambda: app.library._whole)
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, NewSessionScreen) and app.screen.query_one("#agenda").has_focus)
    assert isinstance(app.screen, NewSessionScreen)
    return app.screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_enter_goes_from_field_to_field_and_makes_the_session(tmp_path: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=size, notifications=True) as pilot:
            await opened(app, pilot)
            await pilot.press("enter", *"Spring", "enter", "6", "enter", "4", "1", "enter", "enter", "enter")
            await until(pilot, lambda: app.opened)
            desk = made(tmp_path)
            assert app.opened == [(desk.path.name, False)]
            assert desk.state.name == "Spring"
            assert len(desk.state.active_groups) == 6
            assert desk.state.people == 41
            assert desk.state.language == "en"
            assert desk.state.series == ""
            await read(pilot, "Spring")

    run(test())


def test_nothing_but_ctrl_s_makes_one_with_the_title_as_name(tmp_path: Path) -> None:
    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: app.opened)
            desk = made(tmp_path)
            assert desk.state.name == load_template("dialogforum", SV).title.of("sv")
            assert desk.state.language == "sv"
            assert not desk.state.groups

    run(test())


def test_escape_makes_nothing(tmp_path: Path) -> None:
    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            assert not list(tmp_path.iterdir())

    run(test())


def test_a_wrong_number_is_told_beside_its_field(tmp_path: Path) -> None:
    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            screen = await opened(app, pilot)
            screen.query_one("#people").focus()
            await pilot.press(*"4[/]", "shift+tab", "ctrl+s")
            await read(pilot, "! Write a whole number, or nothing.")
            row = next(row for row in shown(app).splitlines() if "! Write" in row)
            assert "People" in row
            assert screen.query_one("#people").has_focus
            assert not list(tmp_path.iterdir())
            await pilot.press("backspace")
            await until(pilot, lambda: "! Write" not in shown(app))
            await pilot.press("backspace", "backspace", *"9999999", "enter")
            await read(pilot, "! Write a whole number, or nothing.")

    run(test())


def test_an_agenda_file_is_typed_and_its_mistakes_are_told(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(AGENDA, "utf-8")
    bad.write_text(AGENDA.replace('kind = "vote"', 'kind = "voet"').replace('"Café"', '"[/] café"'), "utf-8")
    folder = tmp_path / "sessions"

    async def test() -> None:
        app = Spy(folder)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            screen = await opened(app, pilot)
            assert not screen.query_one("#path-row").display
            await pilot.press("end")
            await until(pilot, lambda: screen.query_one("#path-row").display)
            await pilot.press("ctrl+s")
            await read(pilot, "! Write where the agenda file is")
            path = screen.query_one("#path", Input)
            path.value = str(tmp_path / "none.toml")
            await pilot.press("enter")
            await read(pilot, "! none.toml: there is no such file.")
            path.value = str(bad)
            await pilot.press("enter")
            await read(pilot, "! bad.toml, step 3")
            assert path.has_focus
            path.value = str(good)
            await pilot.press("enter")
            await until(pilot, lambda: screen.query_one("#name").has_focus)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: app.opened)
            assert made(folder).state.name == "Café"

    run(test())


def test_a_series_there_is_keeps_its_name_and_a_new_one_becomes_a_folder(tmp_path: Path) -> None:
    session(tmp_path, "One", series="Våren 2026")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            for typed in ("våren 2026", "Hösten 2026"):
                screen = await opened(app, pilot)
                screen.query_one("#series", Input).value = typed
                await pilot.press("ctrl+s")
                await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            found = [Desk(path, EN, read_only=True).state.series for path in tmp_path.rglob("*.json")]
            assert sorted(found) == ["Våren 2026", "Våren 2026", "hosten-2026"]

    run(test())


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_it_fits_and_speaks_swedish(tmp_path: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=size, notifications=True) as pilot:
            screen = await opened(app, pilot)
            await pilot.press("end")
            for text in ("New session", "An agenda file of my own", "File", "Name", "Tables", "People", "Series",
                         "Language", "how many, if you know", "of the questions and the summary", "create",
                         "cancel"):  # fmt: skip
                await read(pilot, SV(text))
            await pilot.press("home", "tab", "tab", "tab", "tab", "tab")
            await until(pilot, lambda: screen.query_one("#language", MarkedList).has_focus)
            await pilot.press("down", "ctrl+s")
            await until(pilot, lambda: app.opened)
            assert made(tmp_path).state.language == "en"

    run(test())


def test_a_hostile_name_stays_text(tmp_path: Path) -> None:
    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            screen = await opened(app, pilot)
            screen.query_one("#name", Input).value = HOSTILE
            await pilot.press("ctrl+s")
            await until(pilot, lambda: app.opened)
            assert made(tmp_path).state.name == HOSTILE
            await read(pilot, HOSTILE)

    run(test())


def own(folder: Path, name: str, text: str = AGENDA) -> None:
    """Keep an agenda beside the folder of sessions."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")


@pytest.mark.parametrize("words", [SV, EN])
def test_the_steps_of_the_chosen_agenda_are_shown_with_their_minutes(tmp_path: Path, words: Words) -> None:
    async def test() -> None:
        app = Spy(tmp_path / "sessions", words)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            screen = await opened(app, pilot)
            for name in template_names():
                screen.query_one("#agenda", MarkedList).highlighted = screen.query_one(
                    "#agenda", MarkedList
                ).get_option_index(name)
                await pilot.pause()
                rows = str(screen.query_one("#preview", Static).render()).splitlines()
                steps = load_template(name, words).steps
                told = [(row[:-5].rstrip(), int(row[-5:])) for row in rows[-len(steps) :]]
                assert told == [(step.title.of(words.language), step.minutes) for step in steps]

    run(test())


def test_on_a_small_screen_as_many_steps_as_fit_are_shown(tmp_path: Path) -> None:
    async def test() -> None:
        app = Spy(tmp_path / "sessions")
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot)
            await read(pilot, "15\N{NO-BREAK SPACE}Check-in at the tables")
            await read(pilot, " more")
            await pilot.press("end")
            await until(pilot, lambda: "Check-in at the tables" not in shown(app))

    run(test())


def test_own_templates_come_first_and_a_broken_one_is_told(tmp_path: Path) -> None:
    own(tmp_path / "templates", "evening.toml")
    own(tmp_path / "templates", "dialogforum.toml", AGENDA.replace('"Café"', '"Our forum"'))
    own(tmp_path / "templates", "[red]x.toml", 'title = "x"\nlanguage = 3')
    own(tmp_path / "templates", "notes.txt", "no agenda")

    async def test() -> None:
        app = Spy(tmp_path / "sessions")
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            screen = await opened(app, pilot)
            agendas = screen.query_one("#agenda", MarkedList)
            names = [option.id for option in agendas.options]
            # The one saved last comes first.
            assert names[:3] == ["[red]x", str(tmp_path / "templates" / "dialogforum.toml"), "evening"]
            assert names[3] == "dialogforum"
            assert len(names) == 3 + len(template_names()) + 1
            await read(pilot, "[red]x")
            await read(pilot, "! cannot be used")
            # Each agenda has one row.
            await read(pilot, "12–60 people · 2 h 5 min")
            await pilot.press("ctrl+s")
            await read(pilot, "! [red]x.toml")
            assert agendas.has_focus
            assert not app.opened
            await pilot.press("down")
            await read(pilot, "your own")
            await pilot.press("ctrl+s")
            await until(pilot, lambda: app.opened)
            assert made(tmp_path / "sessions").state.name == "Our forum"

    run(test())
