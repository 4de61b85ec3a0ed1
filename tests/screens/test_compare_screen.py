"""The comparison: a series step by step, what stands behind its rows, and wordings joined by hand."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from screen_samples import EN, HOSTILE, NARROW, SV, WIDE, Spy, burst, read, run, session, shown, until
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.cli import main
from facilitator.screens.behind import BehindScreen
from facilitator.screens.compare import CompareScreen
from facilitator.screens.library import LibraryScreen
from facilitator.screens.wordings import WordingsScreen
from facilitator.series.wordings import FILE, load
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList

SAMPLES = Path(__file__).parents[2] / "sessions" / "dialogforum-2010"
SIZES = pytest.mark.parametrize("size", [NARROW, (100, 30), WIDE, (220, 60)])


def samples(folder: Path) -> Path:
    return Path(shutil.copytree(SAMPLES, folder / "dialogforum-2010"))


def forums(folder: Path, count: int, *ideas: str) -> None:
    """Make sessions of one series; each says the ideas and votes for the first of them."""
    for number in range(1, count + 1):
        said = ("@ideas", *(f"1: {idea}" for idea in ideas), "@vote", "1: 1")
        session(folder, f"Forum {number}", *said, series="spring", day=f"2026-03-{number:02}", people=number)


async def compare(pilot: Pilot[Any], step: str) -> CompareScreen:
    """Open the comparison from the library, and turn to a step by its title."""
    await until(pilot, lambda: isinstance(pilot.app.screen, LibraryScreen) and pilot.app.screen.query_one(
        MarkedList).highlighted is not None)  # fmt: skip
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(pilot.app.screen, CompareScreen) and pilot.app.screen._place is not None)
    await pilot.pause()
    assert isinstance(pilot.app.screen, CompareScreen)
    while pilot.app.screen._place is not None and pilot.app.screen._place.turn[0] > 1:
        await pilot.press("pageup")
    for _ in range(30):
        await pilot.pause()
        if step in shown(pilot.app):  # type: ignore[arg-type]
            return pilot.app.screen
        await pilot.press("pagedown")
    raise AssertionError(f"no step {step}")


def rows_shown(app: Spy) -> dict[str, list[str]]:
    """Return the figures of the rows in the list, by the item."""
    screen = app.screen
    assert isinstance(screen, CompareScreen)
    listed = screen.query_one(MarkedList)
    found = {}
    for option in listed.options:
        place = screen._place
        if option.id is None or place is None or place.page is None:
            continue
        name = next(line.name for line in place.page.lines if str(line.number) == option.id)
        text = str(option.prompt)
        sure = name if name in text else name[:30]
        figures = text[text.index(sure) + len(sure) :].lstrip("…").replace("━", " ").replace("╸", " ").split(" ")
        found[name] = [figure for figure in figures if figure and not figure.endswith("…")]
    return found


@SIZES
def test_a_series_stands_step_by_step_and_no_row_is_wider_than_the_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    samples(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=size) as pilot:
            await compare(pilot, "Välj målgrupper")
            text = shown(app)
            for part in ("Dialogforum: varumärke och målgrupper", "41 av 41 bord · 9 forum", SV("by forums"),
                         "Den stressade småbarnsföräldern", SV("place")):  # fmt: skip
                assert part in text
            assert all(len(row) <= size[0] for row in text.splitlines())
            # In the list as drawn: no line of it may end in what is cut.
            for option in app.screen.query_one(MarkedList).options:
                assert all(len(line) <= size[0] - 4 for line in str(option.prompt).splitlines())
            head = next(row for row in text.splitlines() if row.strip().startswith(SV("place")))
            assert (SV("without one forum") in head) == (size[0] >= 160)

    run(test())


@pytest.mark.parametrize(("step", "title"), [("prio", "Välj målgrupper"), ("produktrang", "De viktigaste produkterna")])
def test_the_figures_are_those_of_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], step: str, title: str
) -> None:
    series = samples(tmp_path)
    assert main(["--language", "sv", "compare", str(series), "--json", "--step", step]) == 0
    (counted,) = json.loads(capsys.readouterr().out)["steps"]
    names = {"votes": SV("by votes"), "forums": SV("by forums"), "points": SV("each forum alike")}

    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=WIDE) as pilot:
            screen = await compare(pilot, title)
            seen = set()
            for _ in range(3):
                way = next(way for way, name in names.items() if f"{name} ·" in shown(app))
                seen.add(way)
                await until(pilot, lambda: screen._place is not None and screen._place.stability is not None)
                await pilot.pause()
                rows = rows_shown(app)
                assert len(rows) == len(counted["tally"]["items"])
                for item in counted["tally"]["items"]:
                    figure = item["by"][way]
                    decimals = 0 if float(figure).is_integer() else 1
                    assert rows[item["item"]][9] == (SV.number(figure, decimals) if figure else "·")
                    places = [cell["place"] for cell in item["forums"]]
                    own = [text for text in rows[item["item"]][:9] if text != "·"]
                    assert own == [str(place) for place in places if place is not None]
                await pilot.press("right")
                await pilot.pause()
            assert seen == set(names)

    run(test())


def test_the_row_chosen_stands_in_full_and_stays_when_the_window_changes(tmp_path: Path) -> None:
    samples(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=NARROW) as pilot:
            await compare(pilot, "Välj målgrupper")
            await pilot.press("down", "down")
            await read(pilot, "utan ett forum 1")
            for part in ("egna platser 1–5", "1: 1 (5)", "≈ ", "Identitetssök"):
                assert part in shown(app).split("\n", 17)[-1], part
            await pilot.resize_terminal(160, 45)
            await read(pilot, "▌  1 ┘  Den identitetssökande tonåringen")
            await pilot.resize_terminal(80, 24)
            await read(pilot, "▌  1 ┘  Den identitetssökande tonåringen")
            app.speak(EN)
            await read(pilot, "own places 1–5")
            assert "▌  1 ┘  Den identitetssökande tonåringen" in shown(app)

    run(test())


def test_parts_turn_and_two_moments_stand_beside_each_other(tmp_path: Path) -> None:
    samples(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=WIDE) as pilot:
            await compare(pilot, "Vilket centrum är vi?")
            await read(pilot, "del 1 av 2")
            await read(pilot, "▲ +14")
            await pilot.press("f3")
            await read(pilot, "del 2 av 2")
            await read(pilot, "I dag 25\u00a0%, I morgon 39\u00a0%: +14 procentenheter.")
            await pilot.press("shift+f3")
            await read(pilot, "del 1 av 2")

    run(test())


def test_enter_leads_from_a_row_to_who_said_it_and_to_the_session(tmp_path: Path) -> None:
    samples(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=(100, 30)) as pilot:
            await compare(pilot, "Läs upp och slå ihop svaren")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, BehindScreen))
            await read(pilot, "28 uppgifter")
            await read(pilot, "Ljudböcker, film, spel och böcker")
            await pilot.press("down", "enter")
            assert app.opened == [("2010-05-25-forum-1.json", True)]
            assert app.steps == ["produktlista"]
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, CompareScreen))

    run(test())


def test_wordings_are_joined_by_hand_saved_at_once_and_undone(tmp_path: Path) -> None:
    path = samples(tmp_path) / FILE

    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=(100, 30)) as pilot:
            await compare(pilot, "Vad lockar i dag?")
            before = rows_shown(app)
            await pilot.press("f7")
            await until(pilot, lambda: isinstance(app.screen, WordingsScreen))
            await read(pilot, "Det är gratis")
            assert not path.exists()
            await pilot.press("f7")
            assert app.screen.query_one(Input).value == "Gratis"
            await pilot.press("enter")
            await until(pilot, lambda: load(path, SV).name_of("Det är gratis") == "Gratis")
            await pilot.press("end")
            await read(pilot, "1 hopslagna")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, CompareScreen) and "Det är gratis" not in rows_shown(app))
            assert rows_shown(app)["Gratis"][-1] == "26"
            assert (before["Gratis"][-1], before["Det är gratis"][-1]) == ("20", "6")
            await pilot.press("ctrl+z")
            await until(pilot, lambda: rows_shown(app) == before)
            assert load(path, SV).same == ()

    run(test())


def test_what_is_not_the_same_is_remembered_and_what_was_joined_can_be_parted(tmp_path: Path) -> None:
    forums(tmp_path, 3, "Longer hours", "The longer hours", "A quiet room")
    path = tmp_path / "spring" / FILE

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW) as pilot:
            await compare(pilot, "What do we lack?")
            await pilot.press("f7")
            await read(pilot, "≈ The longer hours")
            await pilot.press("f8")
            await read(pilot, "Nothing may be the same.")
            (file,) = tmp_path.rglob(FILE)
            assert [set(pair) for pair in load(file, EN).apart] == [{"Longer hours", "The longer hours"}]
            await pilot.press("ctrl+z")
            await read(pilot, "≈ The longer hours")
            await pilot.press("f7", "ctrl+u", *"Open", "enter")
            await read(pilot, "Joined by hand")
            await pilot.press("f8")
            await until(pilot, lambda: load(file, EN).name_of("Longer hours") != load(file, EN).name_of(
                "The longer hours"))  # fmt: skip

    run(test())
    assert not path.exists() or path.is_file()


def test_rows_that_nobody_proposed_are_marked_and_joined(tmp_path: Path) -> None:
    forums(tmp_path, 2, "Longer hours", "A quiet room")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW) as pilot:
            await compare(pilot, "What do we lack?")
            await pilot.press("space", "down", "space", "f7")
            await read(pilot, "1 proposed")
            await pilot.press("f7", "enter")
            await read(pilot, "1 joined")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, CompareScreen) and set(rows_shown(app)) == {
                "Longer hours"})  # fmt: skip

    run(test())


def test_the_mark_goes_to_the_row_where_the_keyboard_is_however_fast_the_keys_come(tmp_path: Path) -> None:
    samples(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=NARROW) as pilot:
            screen = await compare(pilot, "De viktigaste produkterna")
            burst(app, *["down"] * 5, " ", *["down"] * 3, *["up"] * 2, " ", "down")
            await until(pilot, lambda: shown(app).count("✓") == 2)
            listed = screen.query_one(MarkedList)
            await until(pilot, lambda: listed.highlighted == 7)
            rows = [str(option.prompt) for option in listed.options]
            assert [at for at, row in enumerate(rows) if "✓" in row] == [5, 6]

    run(test())


def test_forty_forums_turn_their_columns_and_long_items_are_in_full_below(tmp_path: Path) -> None:
    long = "A very long idea " * 29 + HOSTILE
    for number in range(1, 41):
        session(tmp_path, f"Forum {number}", "@ideas", f"1: {long}", series="spring", day="2026-03-01")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW) as pilot:
            await compare(pilot, "What do we lack?")
            await read(pilot, "of 40; Ctrl+→ shows more")
            assert "Forums 1–" in shown(app)
            assert "1 of 1 tables" not in shown(app)
            await pilot.press("ctrl+right")
            await until(pilot, lambda: "Forums 1–" not in shown(app))
            for _ in range(6):
                await pilot.press("ctrl+right")
            await read(pilot, "–40 of 40")
            await pilot.press("ctrl+left", "ctrl+left", "ctrl+left", "ctrl+left")
            await read(pilot, "Forums 1–")
            text = shown(app)
            assert "A very long idea A very long i" in text
            assert re.search(r"and \d+ more", text)
            assert all(len(row) <= 80 for row in text.splitlines())

    run(test())


def test_a_list_of_hundreds_goes_on_where_its_rows_end(tmp_path: Path) -> None:
    session(tmp_path, "Forum 1", "@ideas", "1: " + "; ".join(f"Idea {at}" for at in range(1, 321)), series="spring")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW) as pilot:
            await compare(pilot, "What do we lack?")
            await pilot.press("end")
            await read(pilot, "▌ 1 │  Idea 300")
            await pilot.press("down")
            await read(pilot, "▌ 1 │  Idea 301")
            await pilot.press("end")
            await read(pilot, "▌ 1 ┘  Idea 320")

    run(test())


def test_a_hidden_step_shows_no_figures(tmp_path: Path) -> None:
    import screen_samples

    hidden = screen_samples.AGENDA + "hidden = true\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screen_samples, "AGENDA", hidden)
        forums(tmp_path, 2, "Longer hours", "A quiet room")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=WIDE) as pilot:
            await compare(pilot, "What comes first?")
            await read(pilot, "Hidden until it is revealed.")
            assert "Longer hours" not in shown(app)
            await pilot.press("enter", "right", "down", "f3", "space")
            assert isinstance(app.screen, CompareScreen)
            assert "Longer hours" not in shown(app)

    run(test())


def test_two_versions_of_one_session_and_a_broken_file_are_told(tmp_path: Path) -> None:
    series = samples(tmp_path)
    shutil.copy(series / "2010-05-25-forum-1.json", series / "copy.json")
    (series / "odd.json").write_text('{"x": 1', "utf-8")

    async def test() -> None:
        app = Spy(tmp_path, EN)
        async with app.run_test(size=NARROW) as pilot:
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.library._shown) == 11)
            await pilot.press("down")
            await compare(pilot, "Välj målgrupper" if "Välj" in shown(app) else "target groups")
            await read(pilot, "! copy.json and 2010-05-25-forum-1.json are the same session; it counts")
            await read(pilot, "! odd.json")
            assert "9 forums" in shown(app)

    run(test())


def test_a_session_without_a_series_is_told_and_escape_goes_back(tmp_path: Path) -> None:
    session(tmp_path, "Alone")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW) as pilot:
            await read(pilot, "Alone")
            assert "F10" in str(app.screen.query_one(KeyBar).render())
            await pilot.press("f10")
            assert app.told == ["Alone belongs to no series; only sessions of a series are added up."]
            assert isinstance(app.screen, LibraryScreen)

    run(test())


def test_reading_a_series_can_be_stopped(tmp_path: Path) -> None:
    samples(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW) as pilot:
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen) and len(app.library._shown) == 9)
            await pilot.press("f10", "escape")
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            await app.workers.wait_for_complete()
            assert isinstance(app.screen, LibraryScreen)

    run(test())


@pytest.mark.parametrize("no_color", [False, True])
def test_it_reads_without_colour_and_foreign_text_is_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    forums(tmp_path, 2, HOSTILE, "A quiet room")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=WIDE) as pilot:
            await compare(pilot, "What do we lack?")
            await read(pilot, HOSTILE)
            assert "▌ " in shown(app)
            assert "━" in shown(app)
            await pilot.press("enter")
            await read(pilot, HOSTILE)
            await pilot.press("escape", "f7")
            await until(pilot, lambda: isinstance(app.screen, WordingsScreen))

    run(test())
