"""The analysis over the runner: of the step looked at, of the whole day, with other counts, in both languages."""

from pathlib import Path

import pytest
import screen_samples as samples
from screen_samples import EN, NARROW, SV, WIDE

from facilitator.app import FacilitatorApp
from facilitator.screens.analysis import AnalysisScreen
from facilitator.screens.library import LibraryScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine

LINES = (*samples.IDEAS, *samples.VOTES)


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("review", [True, False])
def test_the_step_then_the_day_then_back_to_the_line(
    tmp_path: Path, size: tuple[int, int], review: bool
) -> None:
    path = samples.session(tmp_path, "Café", *LINES)
    app = FacilitatorApp(Folder(tmp_path, EN), EN)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await samples.until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            app.open_session(path, review=review, step="vote")
            await samples.read(pilot, "What comes first?")
            if not review:
                app.screen.query_one(EntryLine).text = "1: 1"
            await pilot.press("ctrl+g")
            await samples.until(pilot, lambda: isinstance(app.screen, AnalysisScreen))
            await samples.read(pilot, "Most: «A quiet room» (2 of 2 tables).")
            assert "[/] brackets [red]" in samples.shown(app)
            assert "What do we lack?" not in samples.shown(app)
            await pilot.press("tab")
            await samples.read(pilot, "What do we lack?")
            app.speak(SV)
            await samples.read(pilot, "Hela dagen")
            await pilot.press("a", "pagedown", "escape")
            await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            if not review:
                assert app.screen.query_one(EntryLine).text == "1: 1"

    samples.run(run())


def test_a_step_without_answers_says_so(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café")
    app = FacilitatorApp(Folder(tmp_path, EN), EN)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await samples.until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            app.open_session(path, step="talk")
            await samples.read(pilot, "Welcome")
            await pilot.press("ctrl+g")
            await samples.read(pilot, "There is nothing to analyse yet.")

    samples.run(run())
