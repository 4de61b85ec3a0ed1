"""What the room looks at stands still while answers are typed and saved."""

from pathlib import Path

import screen_samples as samples
from screen_samples import EN, NARROW

from facilitator.app import FacilitatorApp
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine
from facilitator.widgets.tally_view import TallyView


def test_saving_moves_nothing_and_rows_that_are_free_again_are_given_back(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", *samples.IDEAS)
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            await samples.read(pilot, "quiet")
            tally = app.screen.query_one(TallyView)
            before = tally.size.height
            several = "; ".join(f"answer number {number}, which takes its room" for number in range(6))
            app.screen.query_one(EntryLine).text = f"1: {several}"
            await samples.until(pilot, lambda: tally.size.height < before)
            small = tally.size.height
            await pilot.press("enter")
            await samples.read(pilot, "Saved")
            assert tally.size.height == small
            await samples.until(pilot, lambda: tally.size.height == before)

    samples.run(run())
