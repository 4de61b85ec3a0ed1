"""A forum on a real terminal, typed as a facilitator types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pty is needed", allow_module_level=True)

from terminals import Terminal

AGENDA = """
title = "Kort forum"
language = "sv"
[[step]]
id = "hej"
kind = "talk"
title = "Välkommen"
prompt = "Varför är vi här?"
minutes = 5
[[step]]
id = "svar"
kind = "collect"
title = "Vad lockar i dag?"
minutes = 20
[[step]]
id = "ihop"
kind = "merge"
title = "Läs upp och slå ihop"
from = "svar"
[[step]]
id = "val"
kind = "vote"
title = "Välj två"
from = "ihop"
dots = 2
cut = 2
[[step]]
id = "rang"
kind = "rank"
title = "Ordna"
from = "ihop"
choose = 2
[[step]]
id = "betyg"
kind = "rate"
title = "Pröva"
items = ["Löfte A", "Löfte B"]
scale = [1, 5]
[[step]]
id = "plan"
kind = "act"
title = "Vad gör vi nu?"
"""

SIZES = [(80, 24), (160, 45)]


@pytest.fixture
def session(tmp_path: Path) -> Path:
    agenda = tmp_path / "forum.toml"
    agenda.write_text(AGENDA, encoding="utf-8")
    made = facilitator(tmp_path, "new", str(agenda), "--groups", "3", "--language", "sv")
    return Path(made.strip())


def facilitator(sessions: Path, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "facilitator", "--sessions", str(sessions), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return result.stdout


def tally(session: Path, step: str) -> dict[str, object]:
    shown = json.loads(facilitator(session.parent, "show", str(session), "--json", "--step", step))
    found: dict[str, object] = shown["steps"][0]["tally"]
    return found


def run(session: Path, columns: int, rows: int) -> Terminal:
    return Terminal(["--language", "sv", "run", str(session)], columns, rows, session.parent)


def start_step(terminal: Terminal, says: str) -> None:
    terminal.press("f2")
    terminal.wait("F2 igen")
    terminal.press("f2")
    terminal.wait(says)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_kind_is_recorded_undone_and_there_after_a_kill(session: Path, columns: int, rows: int) -> None:
    terminal = run(session, columns, rows)
    terminal.wait("Varför är vi här?")
    start_step(terminal, "kvar av 5")
    terminal.wait("/grupp 1 = Norra")
    terminal.press("bra stämning", "enter")
    terminal.wait("✓ Sparat")
    terminal.press("pagedown")
    terminal.wait("Vad lockar i dag?")
    start_step(terminal, "kvar av 20")
    terminal.press("Gratis; Läslyxväska åt förskolan", "enter")
    terminal.wait("1 av 3 bord")
    terminal.press("2: =1; Släktforskning", "enter")
    terminal.wait("2 av 3 bord")
    terminal.press("3: Fel", "enter")
    terminal.wait("3 av 3 bord")
    terminal.press("ctrl+z")
    terminal.wait("Ångrat")
    terminal.wait("2 av 3 bord")
    terminal.press("pagedown")
    terminal.wait("Läs upp och slå ihop")
    terminal.press("2 3 = Eget", "enter")
    terminal.wait("✓ Sparat")
    terminal.press("pagedown")
    terminal.wait("Välj två")
    start_step(terminal, "Eget")
    terminal.press("1: 1 2", "enter")
    terminal.wait("1 av 3 bord")
    terminal.resize(100, 30)
    terminal.wait("1 av 3 bord")
    terminal.resize(columns, rows)
    terminal.press("1: 1")
    terminal.wait("ersätter")
    terminal.press("enter")
    terminal.wait("Enter igen")
    terminal.press("enter")
    terminal.wait("1 av 6 röster")
    terminal.press("pagedown")
    terminal.wait("Ordna")
    terminal.press("1: 2 1", "enter")
    terminal.wait("1 av 3 bord")
    terminal.press("pagedown")
    terminal.wait("Pröva")
    terminal.press("1: 4 5", "enter")
    terminal.wait("1 av 3 bord")
    terminal.press("pagedown")
    terminal.wait("Vad gör vi nu?")
    terminal.press("Boka lokal | Anna | v 40", "enter")
    terminal.wait("Boka lokal")
    terminal.wait("✓ Sparat")
    terminal.kill()

    assert [item["item"] for item in items(session, "svar")] == ["Gratis", "Läslyxväska åt förskolan", "Släktforskning"]
    assert {item["item"]: item["dots"] for item in items(session, "val")} == {"Gratis": 1, "Eget": 0}
    assert {item["item"]: item["points"] for item in items(session, "rang")} == {"Eget": 2, "Gratis": 1}
    assert {item["item"]: item["mean"] for item in items(session, "betyg")} == {"Löfte A": 4, "Löfte B": 5}
    assert [item["who"] for item in items(session, "plan")] == ["Anna"]
    again = run(session, columns, rows)
    again.wait("Välj två")
    again.wait("1 av 3 bord")
    again.press("ctrl+q")
    assert again.wait_end() == 0


def items(session: Path, step: str) -> list[dict[str, object]]:
    found = tally(session, step)["items"]
    assert isinstance(found, list)
    return found


def test_a_late_answer_after_the_last_step_is_acknowledged(session: Path) -> None:
    terminal = run(session, 80, 24)
    terminal.wait("Varför är vi här?")
    terminal.press("/gå 7", "enter")
    terminal.wait("Vad gör vi nu?")
    start_step(terminal, "har gått")
    terminal.press("f2")
    terminal.wait("F2 igen")
    terminal.press("f2")
    terminal.wait("Dagen är slut")
    terminal.press("/i 2 3: sent svar", "enter")
    terminal.wait("✓ Sparat: I steg 2: Bord 3: 1 svar. 1 sent svar")
    terminal.kill()
    assert [item["item"] for item in items(session, "svar")] == ["sent svar"]


def test_pasted_lines_never_land_at_another_table_and_undo_spares_what_is_saved(session: Path) -> None:
    terminal = run(session, 80, 24)
    terminal.wait("Varför är vi här?")
    terminal.press("pagedown")
    terminal.wait("Vad lockar i dag?")
    terminal.press("\x1b[200~1: Gratis\n2: Wifi\x1b[201~")
    terminal.wait("2 av 2 inklistrade rader")
    assert tally(session, "svar")["items"] == []
    terminal.press("enter")
    terminal.wait("2 av 3 bord")
    terminal.press("\x1b[200~Lugn och ro\nKaffe\x1b[201~")
    terminal.wait("Lugn och ro; Kaffe")
    terminal.press("ctrl+z")
    terminal.wait("Det står text på raden")
    terminal.press("escape")
    terminal.wait_gone("Lugn och ro; Kaffe")
    terminal.press("ctrl+z")
    terminal.wait("Ångrat: Bord 2: Wifi")
    terminal.kill()
    assert [(item["item"], item["groups"]) for item in items(session, "svar")] == [("Gratis", 1)]


def test_a_refused_line_keeps_its_text_and_says_where(session: Path) -> None:
    terminal = run(session, 80, 24)
    terminal.wait("Varför är vi här?")
    terminal.press("pagedown")
    terminal.wait("Vad lockar i dag?")
    terminal.press("17: hej", "enter")
    shown = terminal.wait("17: hej")
    assert "17" in shown
    assert tally(session, "svar")["items"] == []
    terminal.kill()


def test_typed_text_survives_a_resize_and_leaving_goes_to_the_library(session: Path) -> None:
    terminal = run(session, 160, 45)
    terminal.wait("Varför är vi här?")
    terminal.press("halvskriven rad åäö")
    terminal.wait("halvskriven rad åäö")
    terminal.resize(80, 24)
    terminal.wait("halvskriven rad åäö")
    terminal.press("escape")
    terminal.wait_gone("halvskriven rad åäö")
    terminal.press("escape")
    terminal.wait("Esc en gång till")
    terminal.press("escape")
    terminal.wait("Kort forum")
    terminal.press("ctrl+q")
    assert terminal.wait_end() == 0


def test_hostile_text_is_harmless_and_visible(session: Path) -> None:
    terminal = run(session, 80, 24)
    terminal.wait("Varför är vi här?")
    terminal.press("pagedown")
    terminal.wait("Vad lockar i dag?")
    terminal.press("1: [/] och [@click=app.quit]x", "enter")
    terminal.wait("1 av 3 bord")
    assert "[/] och [@click=app.quit]x" in terminal.text
    lines = ["@svar", "2: \x1b]52;c;UFdORUQ=\x07 a\x9b31mb\x00 \u202eabc", "3: =1; 🎉 سلام " + "lång " * 100]
    path = session.with_name("lines.txt")
    path.write_text("\n".join(lines), encoding="utf-8")
    terminal.press("ctrl+q")
    terminal.wait_end()
    facilitator(session.parent, "record", str(session), str(path))
    again = run(session, 80, 24)
    again.wait("3 av 3 bord")
    assert b"\x1b]52" not in again.raw
    assert "]52;c;UFdORUQ= a31mb abc" in again.text
    again.press("ctrl+q")
    assert again.wait_end() == 0


def test_what_was_begun_waits_in_its_step_and_quitting_asks_once(session: Path) -> None:
    terminal = run(session, 80, 24)
    terminal.wait("Varför är vi här?")
    terminal.press("halv tanke")
    terminal.wait("halv tanke")
    terminal.press("pagedown")
    terminal.wait("Vad lockar i dag?")
    assert "halv tanke" not in terminal.text
    terminal.press("pageup")
    terminal.wait("halv tanke")
    terminal.press("ctrl+q")
    terminal.wait("Ctrl+Q igen")
    terminal.press("ctrl+q")
    assert terminal.wait_end() == 0
