"""A file is shown with what its columns mean and what it would record; nothing is recorded before Enter."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import screen_samples as samples
from screen_samples import EN, NARROW, WIDE
from textual.pilot import Pilot

from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.import_dialog import ImportScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import LineInput
from facilitator.widgets.tally_view import TallyView

Steps = Callable[[FacilitatorApp, "Pilot[None]"], Awaitable[None]]


def at_the_dialog(folder: Path, line: str, steps: Steps, at: str = "@ideas", size: tuple[int, int] = NARROW) -> Desk:
    """Type a line into the runner, go on in what it opens, and return the session as it is on disk then."""
    path = samples.session(folder, "Café", *([*samples.IDEAS, at] if at == "@vote" else [at]))
    app = FacilitatorApp(Folder(folder, EN), EN, session=path)

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            app.screen.query_one(LineInput).value = line
            await pilot.press("enter")
            await samples.until(pilot, lambda: isinstance(app.screen, ImportScreen))
            await steps(app, pilot)

    samples.run(run())
    return Desk(path, EN, read_only=True)


def answers(desk: Desk) -> list[tuple[str, str]]:
    return [(one.voter, one.text) for one in desk.book.happened(desk.agenda.step("ideas")).standing]


def test_columns_and_rows_are_shown_and_enter_records_them_as_one(tmp_path: Path) -> None:
    file = tmp_path / "svar.csv"
    file.write_text(f"Bord;Svar\n1;/undo\n9;b\n2;{samples.HOSTILE}\n", encoding="utf-8")

    async def steps(app: FacilitatorApp, pilot: "Pilot[None]") -> None:
        await samples.read(pilot, "2 rows would be recorded, 1 cannot be read")
        shown = samples.shown(app)
        assert "table" in shown
        assert samples.HOSTILE in shown
        assert "row 3, column Bord" in shown
        await pilot.press("enter")
        await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
        await samples.read(pilot, "2 rows are recorded, 1 cannot be read")
        assert app.screen.query_one(TallyView)

    desk = at_the_dialog(tmp_path, f"/import {file}", steps)
    assert answers(desk) == [("group:1", "/undo"), ("group:2", samples.HOSTILE)]
    assert [document["origin"] for document in desk.documents()[-2:]] == ["import", "import"]


def test_escape_records_nothing(tmp_path: Path) -> None:
    file = tmp_path / "svar.csv"
    file.write_text("Bord;Svar\n1;a\n", encoding="utf-8")

    async def steps(app: FacilitatorApp, pilot: "Pilot[None]") -> None:
        await samples.read(pilot, "1 row would be recorded")
        await pilot.press("escape")
        await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))

    assert answers(at_the_dialog(tmp_path, f"/importera {file}", steps)) == []


def test_meanings_are_changed_with_the_arrows_and_the_rows_follow(tmp_path: Path) -> None:
    file = tmp_path / "svar.csv"
    file.write_text("Vi;Kommentar;Svar\n2;fel;rätt\n", encoding="utf-8")

    async def steps(app: FacilitatorApp, pilot: "Pilot[None]") -> None:
        # Without a table column it is the table's that the line is for.
        await samples.read(pilot, "Table 1: 1 answer.")
        await pilot.press("right")
        await samples.read(pilot, "Table 2: 1 answer.")
        await pilot.press("down", "right", "down", "right")
        await samples.read(pilot, "1 answer. 1 fel")
        await pilot.press("enter")
        await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))

    assert answers(at_the_dialog(tmp_path, f"/import {file}", steps, size=WIDE)) == [("group:2", "fel")]


def test_a_file_is_asked_for_and_one_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "my answers.csv"
    file.write_text("Bord;Svar\n1;a\n", encoding="utf-8")

    async def steps(app: FacilitatorApp, pilot: "Pilot[None]") -> None:
        line = app.screen.query_one("#file")
        assert line.has_focus
        line.value = str(tmp_path / "missing.csv")  # type: ignore[attr-defined]
        await pilot.press("enter")
        await samples.read(pilot, "There is no file")
        line.value = f"'{file}'"  # type: ignore[attr-defined]
        await pilot.press("enter")
        await samples.read(pilot, "1 row would be recorded")
        await pilot.press("enter")
        await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))

    assert answers(at_the_dialog(tmp_path, "/import", steps)) == [("group:1", "a")]


def test_what_replaces_wants_enter_twice(tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text("Table,Vote\n1,2\n1,1 3\n", encoding="utf-8")

    async def steps(app: FacilitatorApp, pilot: "Pilot[None]") -> None:
        await samples.read(pilot, "1 of them replaces what was given before")
        await pilot.press("enter")
        await samples.read(pilot, "Enter again replaces")
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("enter")
        await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))

    desk = at_the_dialog(tmp_path, f"/import {file}", steps, at="@vote")
    (entry,) = desk.book.happened(desk.agenda.step("vote")).given.values()
    assert dict(entry.dots) == {1: 1, 3: 1}  # type: ignore[union-attr]


def test_a_step_that_takes_no_answers_says_so(tmp_path: Path) -> None:
    async def steps(app: FacilitatorApp, pilot: "Pilot[None]") -> None:
        await samples.read(pilot, "Nothing can be imported")
        await pilot.press("escape")
        await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))

    at_the_dialog(tmp_path, "/import svar.csv", steps, at="@talk")
