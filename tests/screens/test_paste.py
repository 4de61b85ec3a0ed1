"""Lines pasted from elsewhere are shown with what they mean, and recorded together when that is right."""

from pathlib import Path

import pytest
import screen_samples as samples
from screen_samples import EN, NARROW
from textual import events

from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.paste import PasteScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.screens.trouble import TroubleScreen
from facilitator.storage import machine
from facilitator.storage.folder import Folder
from facilitator.tally import document
from facilitator.widgets.entry_line import LineInput

PASTED = "1: 1 2\n2: 2 3\n1: 77\n[/] \x1b[31mx\n"


def test_pasted_ballots_are_shown_first_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", *samples.IDEAS, "@vote")
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    async def run() -> None:
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            for key in ("escape", "enter"):
                app.screen.query_one(LineInput).post_message(events.Paste(PASTED))
                await samples.until(pilot, lambda: isinstance(app.screen, PasteScreen))
                await samples.read(pilot, "2 of 4 pasted lines can be recorded")
                assert "77" in samples.shown(app)
                await pilot.press(key)
                await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
                if key == "escape":
                    assert "0 of 2 tables" in samples.shown(app)
            await samples.read(pilot, "2 of 2 tables")

    samples.run(run())
    desk = Desk(path, EN, read_only=True)
    tally = document(desk.book.tally(desk.agenda.step("vote")))
    assert {item["number"]: item["dots"] for item in tally["items"]} == {1: 1, 2: 2, 3: 1}


def test_a_disk_that_refuses_stops_the_lines_and_asks_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = samples.session(tmp_path, "Café", *samples.IDEAS, "@vote")
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    def fail(*_: object) -> int:
        raise OSError(28, "No space left on device")

    async def run() -> None:
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            app.screen.query_one(LineInput).post_message(events.Paste("1: 1 2\n2: 2 3\n"))
            await samples.until(pilot, lambda: isinstance(app.screen, PasteScreen))
            with monkeypatch.context() as patched:
                patched.setattr(machine.files, "write", fail)
                await pilot.press("enter")
                await samples.until(pilot, lambda: isinstance(app.screen, TroubleScreen))
                await pilot.press("escape")
                await samples.until(pilot, lambda: isinstance(app.screen, RunnerScreen))
            assert app.screen.query_one(LineInput).value == "1: 1 2"

    samples.run(run())
