from pathlib import Path

import pytest
from screen_samples import AGENDA, EN, IDEAS, NARROW, SV, WIDE, Spy, read, run, session, shown, until

from facilitator.agendas import prepare
from facilitator.screens.export_dialog import ExportScreen
from facilitator.screens.export_sources import OfSession
from facilitator.screens.planner import PlannerScreen
from facilitator.screens.print_dialog import PrintScreen
from facilitator.storage.folder import templates_folder
from facilitator.words import Words


@pytest.mark.parametrize(("size", "words"), [(NARROW, SV), (WIDE, EN)])
def test_the_planner_prints_what_is_not_saved_yet(tmp_path: Path, size: tuple[int, int], words: Words) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()

    async def test() -> None:
        app = Spy(folder, words)
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            app.open_planner(prepare("swot", app.folder, words))
            await read(pilot, words("minutes in all"))
            await pilot.press("f9")
            await read(pilot, words("Print what the day needs"))
            await pilot.press("plus", "plus", "minus", "2", "4", "5", "left")
            await read(pilot, ".md")
            await pilot.press("enter")
            await read(pilot, "✓ " + words("Written:"))
            own = templates_folder(folder)
            await until(pilot, lambda: len(list(own.iterdir())) == 2)
            names = sorted(path.name.split(".", 1)[1] for path in own.iterdir())
            assert names == {EN: ["agenda.md", "ballots.md"], SV: ["program.md", "rostsedlar.md"]}[words]
            await until(pilot, lambda: words("Writing … Esc stops.") not in shown(app))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, PlannerScreen))

    run(test())


def test_an_agenda_with_a_mistake_is_not_printed(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(AGENDA.replace('from = "ideas"', 'from = "gone"'), "utf-8")

    async def test() -> None:
        app = Spy(tmp_path / "sessions")
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            app.open_planner(prepare(str(path), app.folder, EN))
            await read(pilot, "minutes in all")
            await pilot.press("f9")
            await read(pilot, "so it cannot be printed")
            assert isinstance(app.screen, PlannerScreen)

    run(test())


def test_a_session_is_printed_from_where_its_summary_is_written(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(ExportScreen(OfSession(path), EN))
            await read(pilot, "Write the summary")
            await pilot.press("p")
            await until(pilot, lambda: isinstance(app.screen, PrintScreen))
            await read(pilot, "For 2 tables · 12 people · .pdf")
            # A session has its own tables.
            await pilot.press("plus", "1", "2", "4", "5", "enter")
            await read(pilot, "✓ Written:")
            assert path.with_suffix(".ballots.pdf").read_bytes().startswith(b"%PDF-")
            assert not path.with_suffix(".table-cards.pdf").exists()
            assert "For 2 tables" in shown(app)

    run(test())


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS)
    path.with_suffix(".agenda.pdf").mkdir()

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(ExportScreen(OfSession(path), EN))
            await pilot.press("p")
            await until(pilot, lambda: isinstance(app.screen, PrintScreen))
            await pilot.press("enter")
            await read(pilot, "could not be saved")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen))

    run(test())
