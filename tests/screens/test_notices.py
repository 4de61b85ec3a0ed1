from pathlib import Path

import pytest
from screen_samples import EN, IDEAS, NARROW, SV, WIDE, read, run, session, shown, until

from facilitator.app import FacilitatorApp
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import LineInput
from facilitator.words import Words


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_a_notice_leaves_the_question_the_clock_and_the_line_to_be_read(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = session(tmp_path / "sessions", "Spring", *IDEAS)

    async def test() -> None:
        app = FacilitatorApp(Folder(tmp_path / "sessions", SV), SV, session=path)
        async with app.run_test(size=size, notifications=True) as pilot:
            await read(pilot, "Bord 1  ett svar")
            await pilot.press(*"3: Gratis")
            await read(pilot, "3: Gratis")
            head = shown(app).splitlines()[:20]
            app.tell("En fil går inte att läsa. " * (size[0] // 15), wrong=True)
            await read(pilot, "En fil går inte att läsa.")
            told = shown(app).splitlines()
            assert [row for row in told[:20] if "h efter" not in row] == [row for row in head if "h efter" not in row]
            assert any("3: Gratis" in row for row in told)
            assert "En fil går inte att läsa." in told[-1]

    run(test())


@pytest.mark.parametrize("words", [SV, EN])
def test_who_presses_ctrl_c_is_told_how_to_quit(tmp_path: Path, words: Words) -> None:
    path = session(tmp_path, "Alpha", *IDEAS)

    async def test() -> None:
        app = FacilitatorApp(Folder(tmp_path, words), words, session=path)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.focused, LineInput))
            await pilot.press("ctrl+c")
            await read(pilot, words("Ctrl+Q quits."))

    run(test())
