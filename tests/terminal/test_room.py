"""The room's view in a second terminal, and a rehearsal, as they are used."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pty is needed", allow_module_level=True)

from terminals import Terminal

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.storage.folder import Folder
from facilitator.words import Words

SV = Words("sv")
AGENDA = """
title = "Rådslag"
language = "sv"
[[step]]
id = "val"
kind = "vote"
title = "Vad först?"
prompt = "Sätt era prickar."
notes = "Säg inget om budgeten."
minutes = 10
items = ["Utegym", "Fler lokaler"]
dots = 2
[[step]]
id = "sluten"
kind = "vote"
title = "Och i hemlighet?"
minutes = 10
items = ["Utegym", "Fler lokaler"]
dots = 1
hidden = true
"""


def session(folder: Path) -> Path:
    agenda = parse_agenda(AGENDA, "rad.toml", SV)
    path = create(Folder(folder, SV), agenda, NewSession(name="Rådslag", groups=3), SV)
    desk = Desk(path, SV)
    desk.record(desk.start(desk.agenda.step("val")).events)
    desk.close()
    return path


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 34)])
def test_the_room_follows_what_is_recorded_and_sees_nothing_it_should_not(
    tmp_path: Path, columns: int, rows: int
) -> None:
    path = session(tmp_path)
    runner = Terminal(["--language", "sv", "run", str(path)], 80, 24, tmp_path)
    runner.wait("Vad först?")
    room = Terminal(["--language", "sv", "present"], columns, rows, tmp_path)
    room.wait("Sätt era prickar.")
    runner.wait("visas för rummet")
    runner.press("1: 1 2", "enter")
    runner.wait("1 av 3 bord")
    shown = room.wait("1 av 3 bord")
    assert "▆" in shown
    assert "budgeten" not in shown
    assert "Enter" not in shown
    runner.press("ctrl+b")
    runner.wait("släckt")
    room.wait_gone("Sätt era prickar.")
    assert room.text.strip() == ""
    runner.press("ctrl+b")
    room.wait("Sätt era prickar.")
    runner.press("pagedown")
    runner.wait("Och i hemlighet?")
    runner.press("f2")
    runner.wait("F2 igen")
    runner.press("f2")
    room.wait("Och i hemlighet?")
    runner.press("1: 2", "enter")
    runner.wait("1 av 3 bord")
    shown = room.wait("1 av 3 bord")
    assert "lokaler" not in shown
    runner.press("/visa", "enter")
    room.wait("Fler lokaler")
    room.press("escape")
    assert room.wait_end() == 0
    runner.wait_gone("visas för rummet")
    runner.press("ctrl+q")
    assert runner.wait_end() == 0
    assert sorted(found.suffix for found in tmp_path.iterdir() if found.stat().st_size == 0) == []


def test_a_rehearsal_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    path = session(tmp_path)
    before = {found.name: found.read_bytes() for found in tmp_path.iterdir()}
    terminal = Terminal(["--language", "sv", "rehearse", str(path)], 80, 24, tmp_path)
    terminal.wait("Övning: inget sparas")
    terminal.press("1: 1 2", "enter")
    terminal.wait("✓ Sparat")
    terminal.press("ctrl+q")
    assert terminal.wait_end() == 0
    assert "inget av den är sparat" in terminal.raw.decode()
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == before


def test_a_template_can_be_rehearsed_before_any_session_is_made(tmp_path: Path) -> None:
    terminal = Terminal(["--language", "sv", "rehearse", "dialogforum", "--groups", "2"], 80, 24, tmp_path)
    terminal.wait("Övning: inget sparas")
    terminal.wait("F2 startar")
    terminal.press("ctrl+q")
    assert terminal.wait_end() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_view_opened_before_the_day_waits_for_its_session(tmp_path: Path) -> None:
    room = Terminal(["--language", "sv", "present"], 80, 24, tmp_path)
    room.wait("Så snart en session pågår visas den här.")
    session(tmp_path)
    room.wait("Sätt era prickar.")
    room.press("escape")
    assert room.wait_end() == 0


def test_the_room_turns_a_long_tally_along_with_who_records_it(tmp_path: Path) -> None:
    items = ", ".join(f'"Förslag {number}"' for number in range(1, 41))
    agenda = AGENDA.replace('items = ["Utegym", "Fler lokaler"]\ndots = 2', f"items = [{items}]\ndots = 2")
    path = create(Folder(tmp_path, SV), parse_agenda(agenda, "lang.toml", SV), NewSession(name="Lång", groups=3), SV)
    desk = Desk(path, SV)
    desk.record(desk.start(desk.agenda.step("val")).events)
    desk.close()
    runner = Terminal(["--language", "sv", "run", str(path)], 80, 24, tmp_path)
    runner.wait("Vad först?")
    room = Terminal(["--language", "sv", "present"], 80, 24, tmp_path)
    room.wait("Förslag 1 ")
    for _ in range(4):
        runner.press("\x1b[1;5B")
    room.wait("Förslag 36")
    runner.press("1: 3\r")
    room.wait("Förslag 1 ")
    runner.press("ctrl+q")
    assert runner.wait_end() == 0
    room.press("escape")
    assert room.wait_end() == 0
