"""A disk that refuses, and a session that another window writes to: nothing is lost, and the way on is shown."""

import asyncio
import time
from pathlib import Path

import pytest
import screen_samples as samples
from screen_samples import EN, NARROW
from textual.widgets import Input

from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.locked import LockedScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.screens.trouble import TroubleScreen
from facilitator.steps.line import Target
from facilitator.storage import machine
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine


def answers(path: Path) -> list[str]:
    state = Desk(path, EN, read_only=True).state
    return [answer.text for answer in state.steps["ideas"].standing]


def fail(*_: object) -> int:
    raise OSError(28, "No space left on device")


async def settled(app: FacilitatorApp, kind: type) -> None:
    for _ in range(100):
        if isinstance(app.screen, kind):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"{app.screen} is no {kind}")


@pytest.mark.parametrize("refused", ["write", "sync"])
def test_a_line_that_the_disk_refuses_stays_and_is_saved_in_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    path = samples.session(tmp_path, "Café", "@ideas", "1: Longer hours")
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await settled(app, RunnerScreen)
            line = app.screen.query_one(EntryLine)
            with monkeypatch.context() as patched:
                patched.setattr(machine.files, refused, fail)
                await pilot.press(*"warm soup", "enter")
                await settled(app, TroubleScreen)
                await samples.read(pilot, "the disk is full")
                # What is typed on without looking changes nothing.
                place = app.screen.query_one(Input).value
                await pilot.press(*"more", "enter", "x")
                assert isinstance(app.screen, TroubleScreen)
                assert app.screen.query_one(Input).value == place
                assert line.text == "warm soup"
            await pilot.press("tab", "end", *["backspace"] * len(place), *str(tmp_path / "stick"), "ctrl+s")
            await settled(app, RunnerScreen)
            assert line.text == "warm soup"
            await pilot.press("enter")
            await pilot.pause()
            assert line.text == ""

    asyncio.run(run())
    assert answers(tmp_path / "stick.json") == ["Longer hours", "warm soup"]
    assert answers(path) == ["Longer hours"]


def test_what_is_typed_while_the_disk_works_comes_after_the_line_and_the_screen_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = samples.session(tmp_path, "Café", "@ideas")
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)
    sync = machine.files.sync

    def slow(descriptor: int) -> None:
        time.sleep(0.5)
        sync(descriptor)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await settled(app, RunnerScreen)
            line = app.screen.query_one(EntryLine)
            monkeypatch.setattr(machine.files, "sync", slow)
            for key in ("o", "n", "e", "enter", "t", "w", "o"):
                app.simulate_key(key)
            begun, most = time.monotonic(), 0.0
            while line.text != "two" and time.monotonic() - begun < 20:
                before = time.monotonic()
                await asyncio.sleep(0.01)
                most = max(most, time.monotonic() - before)
            assert line.text == "two"
            assert most < 0.4, "the app stood still while the disk worked"
            await pilot.press("enter")
            await pilot.pause()

    asyncio.run(run())
    assert answers(path) == ["one", "two"]


def test_a_session_that_is_open_elsewhere_is_reviewed_and_followed(tmp_path: Path) -> None:
    path = samples.session(tmp_path, "Café", "@ideas", "1: Longer hours")
    writer = Desk(path, EN)
    app = FacilitatorApp(Folder(tmp_path, EN), EN, session=path)

    async def run() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await settled(app, LockedScreen)
            assert "open in another window since" in " ".join(samples.shown(app).split())
            await pilot.press("enter")
            await settled(app, RunnerScreen)
            assert "warm soup" not in samples.shown(app)
            step = writer.agenda.step("ideas")

            writer.record(writer.read(step, Target("group:1"), "warm soup").events)
            for _ in range(100):
                if "warm soup" in samples.shown(app):
                    break
                await asyncio.sleep(0.05)
            assert "warm soup" in samples.shown(app)

    asyncio.run(run())
    writer.close()
