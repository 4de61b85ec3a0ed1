from pathlib import Path

import pytest
from screen_samples import EN, HOSTILE, IDEAS, NARROW, SV, VOTES, WIDE, Spy, read, run, session, shown, until
from textual.pilot import Pilot

from facilitator.app import FacilitatorApp
from facilitator.screens.export_dialog import ExportScreen
from facilitator.screens.export_sources import OfSession
from facilitator.screens.library import LibraryScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.words import Words


async def opened(app: Spy, pilot: Pilot[None], path: Path, words: Words = EN) -> ExportScreen:
    await until(pilot, lambda: app.library._whole)
    screen = ExportScreen(OfSession(path, HOSTILE), words)
    await app.push_screen(screen)
    await read(pilot, f"{words('Write the summary')} · {HOSTILE[:9]}")
    return screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_both_are_marked_and_enter_writes_them(tmp_path: Path, size: tuple[int, int]) -> None:
    path = session(tmp_path, HOSTILE, *IDEAS, *VOTES)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=size, notifications=True) as pilot:
            await opened(app, pilot, path)
            await read(pilot, f"{path.stem}.html")
            await read(pilot, f"{path.stem}.md")
            assert not path.with_suffix(".html").exists()
            await pilot.press("enter")
            await read(pilot, "✓ Written:")
            assert HOSTILE in path.with_suffix(".md").read_text("utf-8").replace("\\", "")
            assert "A quiet room" in path.with_suffix(".html").read_text("utf-8")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen))

    run(test())


def test_every_kind_can_be_marked_by_its_number(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot, path)
            await pilot.press("1", "2", "3", "4", "5", "6", "9")
            await read(pilot, f"{path.stem}.summary.json")
            await pilot.press("enter")
            await read(pilot, "✓ Written:")
            await until(pilot, lambda: path.with_suffix(".summary.json").exists())
            written = {file.suffix for file in tmp_path.iterdir()} - {".bak", ".lock"}
            assert written == {".docx", ".xlsx", ".csv", ".json"}

    run(test())


def test_the_command_names_what_is_marked_and_refuses_what_there_is_not(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    async def test() -> None:
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            await pilot.press(*"/export xyz", "enter")
            await read(pilot, "There is no format «xyz»")
            await pilot.press(*"/export docx", "enter")
            await until(pilot, lambda: isinstance(app.screen, ExportScreen))
            await read(pilot, f"{path.stem}.docx")
            assert f"{path.stem}.html" not in shown(app)

    run(test())


def test_a_pdf_is_written_and_what_it_does_not_show_is_told(tmp_path: Path) -> None:
    path = session(tmp_path, "One", "1: Number \U000f0123")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await opened(app, pilot, path)
            # The first two are marked to begin with; there is no ninth.
            await pilot.press("1", "2", "7", "9", "enter")
            await read(pilot, "✓ Written:")
            await read(pilot, "(U+F0123)")
            assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
            assert not path.with_suffix(".md").exists()

    run(test())


def test_slides_are_written(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot, path)
            await pilot.press("1", "2", "8", "enter")
            await read(pilot, "✓ Written:")
            assert path.with_suffix(".pptx").read_bytes().startswith(b"PK")
            assert not path.with_suffix(".html").exists()

    run(test())


def test_what_is_not_marked_is_not_written(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot, path)
            await pilot.press("1", "2")
            await read(pilot, "Nothing is marked")
            await pilot.press("enter", "space", "enter")
            await read(pilot, "✓ Written:")
            assert path.with_suffix(".md").exists()
            assert not path.with_suffix(".html").exists()

    run(test())


def test_it_tells_what_will_be_replaced_and_closes_without_writing(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS)
    path.with_suffix(".md").write_text("old", "utf-8")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot, path)
            await read(pilot, "There is one already; it is replaced.")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            assert path.with_suffix(".md").read_text("utf-8") == "old"

    run(test())


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS)
    path.with_suffix(".html").mkdir()

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot, path)
            await pilot.press("enter")
            await read(pilot, "! ")
            assert "✓ Written" not in shown(app)
            path.unlink()
            await pilot.press("enter")
            await until(pilot, lambda: not next(iter(app.screen.workers), None))
            await read(pilot, path.name)

    run(test())


def test_it_speaks_the_interface_s_language_and_writes_the_session_s(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS)

    async def test() -> None:
        app = Spy(tmp_path, SV)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await opened(app, pilot, path, SV)
            for text in ("write", "mark", "close", "one page for the browser: to read, print and send"):
                await read(pilot, SV(text))
            await pilot.press("enter")
            await read(pilot, SV("Written:"))
            assert 'lang="en"' in path.with_suffix(".html").read_text("utf-8")

    run(test())
