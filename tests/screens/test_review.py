"""Looking back: what was said is found and gone to, and what is corrected when the day is over is marked."""

from pathlib import Path

import pytest
import screen_samples as samples
from screen_samples import EN, NARROW

from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.entry.find import find
from facilitator.screens.find import FindScreen
from facilitator.screens.library import LibraryScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine

DONE = (*samples.IDEAS, "/group 2 = Window", "/quote 2: So quiet, [/] so nice", *samples.VOTES, "/next")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("quiet", ["A quiet room", "A quiet room", "So quiet, [/] so nice"]),
        ("2: quiet", ["A quiet room", "So quiet, [/] so nice"]),
        ("window: ROOM quiet", ["A quiet room"]),
        ("1:", ["Longer hours", "A quiet room"]),
        ("9: quiet", []),
        ("[red]", ["[/] brackets [red]"]),
    ],
)
def test_words_are_found_wherever_they_were_said_and_by_whom(tmp_path: Path, query: str, found: list[str]) -> None:
    desk = Desk(samples.session(tmp_path, "Café", *DONE), EN, read_only=True)
    assert [hit.text for hit in find(desk.book, query)] == found


def test_a_hit_leads_to_its_step_and_a_correction_after_the_day_is_marked(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", *DONE)
    app = FacilitatorApp(Folder(tmp_path, EN), EN)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await samples.until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            app.open_session(path, review=True, step="vote")
            await samples.read(pilot, "Review")
            await pilot.press("ctrl+f")
            await samples.until(pilot, lambda: isinstance(app.screen, FindScreen))
            await pilot.press(*"1: longer")
            await samples.read(pilot, "1 hit")
            await pilot.press("enter")
            await samples.read(pilot, "What do we lack?")
            await pilot.press("x", "enter")
            assert "after the session was over" not in samples.shown(app)
            await pilot.press("ctrl+e")
            await samples.until(
                pilot, lambda: isinstance(app.screen, RunnerScreen) and not app.screen.review
            )
            app.screen.query_one(EntryLine).text = "1: Too late"
            await pilot.press("enter")
            await samples.read(pilot, "1 entry here was made after the session was over")
            await pilot.press("escape", "escape")
            await samples.until(pilot, lambda: isinstance(app.screen, LibraryScreen))

    samples.run(run())
    desk = Desk(path, EN, read_only=True)
    assert len(desk.state.steps["ideas"].late) == 1
