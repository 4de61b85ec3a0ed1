"""The summary of a series, written from where it is compared; and what is settled, taken over by the dialog."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from screen_samples import EN, HOSTILE, IDEAS, NARROW, SV, VOTES, WIDE, Spy, read, run, session, shown, until

from facilitator.app import FacilitatorApp
from facilitator.report.audience import Audience
from facilitator.report.writers.style import Style
from facilitator.screens.compare import CompareScreen
from facilitator.screens.export_dialog import ExportScreen
from facilitator.screens.export_sources import OfSeries, OfSession, Tell, Write
from facilitator.settings import Settings
from facilitator.storage.folder import Folder
from facilitator.theme import LIGHT_NAME
from facilitator.words import Words

SAMPLES = Path(__file__).parents[2] / "sessions" / "dialogforum-2010"


def two_forums(folder: Path) -> list[Path]:
    """Make two sessions of a series; the second one has a name that would be markup."""
    first = session(folder, "Forum 1", *IDEAS, *VOTES, series="spring", day="2026-03-01")
    second = session(folder, HOSTILE, *IDEAS, *VOTES, series="spring", day="2026-03-02")
    return [first, second]


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_one_key_where_a_series_is_compared_writes_its_summary(tmp_path: Path, size: tuple[int, int]) -> None:
    paths = two_forums(tmp_path)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(CompareScreen(paths, EN))
            await read(pilot, "What comes first?")
            await pilot.press("f9")
            await read(pilot, "Write the summary of 2 sessions together")
            await read(pilot, "spring.html")
            await read(pilot, "left out: the facilitator's notes and hidden")
            await pilot.press("right", "right")
            await read(pilot, "spring.public.html")
            await read(pilot, "in each step the forums where")
            await pilot.press("e", "enter")
            await read(pilot, "✓ Written:")
            page = (paths[0].parent / "spring.public.html").read_text("utf-8")
            assert "[/] [@click=app.quit]x [red]y" in page
            assert (paths[0].parent / "spring.public.md").exists()
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, CompareScreen))

    run(test())


def test_which_forum_will_not_count_is_told_before_anything_is_written(tmp_path: Path) -> None:
    first = session(tmp_path, "Forum 1", *IDEAS, *VOTES, series="spring", day="2026-03-01")
    few = session(tmp_path, "[/] few", *IDEAS, *VOTES, series="spring", day="2026-03-02", people=3)

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(CompareScreen([first, few], EN))
            await read(pilot, "What comes first?")
            await pilot.press("f9")
            await read(pilot, "together")
            assert "fewer than 5" not in shown(app)
            await pilot.press("left")
            await read(pilot, "For the public")
            told = " ".join(part for line in shown(app).splitlines() for part in line.split())
            for title in ("What do we lack?", "What comes first?"):
                said = "fewer than 5 people or tables answered in [/] few; that is not counted here."
                assert f"{title}: {said}" in told, told

    run(test())


def test_every_kind_of_file_is_written_of_a_series(tmp_path: Path) -> None:
    paths = two_forums(tmp_path)
    source = OfSeries(paths, paths[0].parent / "spring")
    kinds = ["html", "md", "docx", "xlsx", "csv", "json", "pdf", "pptx"]
    app = Spy(tmp_path, SV)

    async def test() -> None:
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            screen = ExportScreen(source, SV, marked=kinds)
            await app.push_screen(screen)
            await read(pilot, "Skriv sammanställningen av 2 sessioner tillsammans")
            await pilot.press("enter")
            while not screen._ended and not screen._problem:
                await pilot.pause(0.1)
            endings = [".summary.json" if kind == "json" else f".{kind}" for kind in kinds]
            assert {f"spring{ending}" for ending in endings} <= {path.name for path in paths[0].parent.iterdir()}
            await read(pilot, "spring.pptx")

    run(test())


class Held(OfSeries):
    """A series whose first file is not done before it is let go."""

    gate = Event()

    def open(self, audience: Audience, style: Style, words: Words, read: Callable[[int], None], tell: Tell) -> Write:
        write = super().open(audience, style, words, read, tell)

        def written(name: str, told: Tell) -> list[Path]:
            paths = write(name, told)
            assert self.gate.wait(20)
            return paths

        return written


def test_escape_stops_after_the_file_at_hand(tmp_path: Path) -> None:
    folder = tmp_path / "dialogforum-2010"
    shutil.copytree(SAMPLES, folder)
    source = Held(sorted(folder.glob("*.json")), folder / "spring")
    app = Spy(tmp_path)

    async def test() -> None:
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(ExportScreen(source, EN, marked=["docx", "xlsx", "pdf", "pptx"]))
            await read(pilot, "together")
            await pilot.press("enter")
            await read(pilot, "Esc stops.")
            await until(pilot, lambda: (folder / "spring.docx").exists())
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is app.library)
            source.gate.set()
        # By then the worker's thread has ended.
        assert [path.suffix for path in folder.glob("spring.*")] == [".docx"]

    run(test())


def test_a_session_that_is_gone_meanwhile_is_told(tmp_path: Path) -> None:
    paths = two_forums(tmp_path)
    source = OfSeries(paths, tmp_path / "spring" / "spring")

    async def test() -> None:
        app = Spy(tmp_path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(ExportScreen(source, EN))
            await read(pilot, "together")
            paths[1].unlink()
            await pilot.press("enter")
            await read(pilot, paths[1].name)
            assert "✓ Written" not in shown(app)

    run(test())


def test_the_dialog_and_the_screen_are_as_they_are_settled(tmp_path: Path) -> None:
    path = session(tmp_path, "One", *IDEAS, *VOTES)
    settled = Settings(theme="light", formats=("html",), audience="organisers", accent="#FFCC00",
                       logo=tmp_path / "gone.png", problems=("settings.toml, line 1: [/] is wrong",))  # fmt: skip
    app = FacilitatorApp(Folder(tmp_path, EN), EN, settings=settled)

    async def test() -> None:
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            assert app.theme == LIGHT_NAME
            await read(pilot, "line 1: [/] is wrong")
            await app.push_screen(ExportScreen(OfSession(path), EN))
            await read(pilot, f"{path.stem}.organisers.html")
            assert f"{path.stem}.organisers.md" not in shown(app)
            await pilot.press("enter")
            await read(pilot, "✓ Written:")
            await read(pilot, "too pale to be read on paper")
            await read(pilot, "There is no logo")
            assert "#826800" in path.with_name(f"{path.stem}.organisers.html").read_text("utf-8")

    run(test())
