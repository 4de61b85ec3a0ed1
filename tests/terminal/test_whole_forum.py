"""The whole dialogue forum on a small terminal, by keyboard alone, with what goes wrong on such a day."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("a pty is needed", allow_module_level=True)

from terminals import Terminal

TITLES = {
    "produkter": "Vad lockar i dag?",
    "produktlista": "Läs upp och slå ihop svaren",
    "produktrang": "De viktigaste produkterna",
    "centrum": "Vilket centrum är vi?",
    "foljder": "Vad får valet för följder?",
    "malgrupper": "Vilka vill vi nå?",
    "prio": "Välj målgrupper",
    "lokalt": "Vad gör vi nu lokalt?",
    "utvardering": "Utvärdering",
}


def facilitator(sessions: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "facilitator", "--language", "sv", "--sessions", str(sessions), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def open_it(path: Path) -> Terminal:
    return Terminal(["--language", "sv", "run", str(path)], 80, 24, path.parent)


def go(terminal: Terminal, step: str) -> None:
    """Look at a step by its name and start it."""
    terminal.press(f"/gå {step}", "enter")
    terminal.wait(TITLES[step])
    terminal.press("f2")
    terminal.wait("Startar steg")
    terminal.press("f2")
    terminal.wait("kvar av")


def say(terminal: Terminal, line: str, shows: str = "✓ Sparat") -> str:
    terminal.press(line, "enter")
    return terminal.wait(shows)


def tally(path: Path, step: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        facilitator(path.parent, "show", str(path), "--json", "--reveal", "--step", step)
    )["steps"][0]["tally"]
    return found


def test_a_day_with_everything_that_goes_wrong(tmp_path: Path) -> None:
    path = Path(facilitator(tmp_path, "new", "dialogforum", "--groups", "2", "--name", "Växjö").strip())
    terminal = open_it(path)
    terminal.wait("Välkommen, syfte och mål")
    terminal.press("f2")
    terminal.wait("F2 igen")
    terminal.press("f2")
    terminal.wait("kvar av 15")

    go(terminal, "produkter")
    say(terminal, "Lån av böcker; Gratis")
    say(terminal, "2: Sagostunder; gratis")
    # A late table comes in, and what it said was typed for another.
    say(terminal, "/grupp 3 = Sena bordet")
    say(terminal, "1: Bokbussen")
    say(terminal, "/flytta 4 = 3")
    terminal.wait("3 av 3 bord")
    # What sounds alike is asked about; taken, it keeps its words, and it can be taken out again.
    terminal.press("2: Boklån")
    terminal.wait("≈ «Boklån»")
    terminal.press("f7")
    terminal.wait("=1 Boklån")
    terminal.press("enter")
    terminal.wait("6 svar, 4 olika")
    say(terminal, "/dela 2: 1")
    terminal.wait("5 olika")
    terminal.press("ctrl+z")
    terminal.wait("4 olika")

    go(terminal, "produktlista")
    say(terminal, "2 3 = Kostnadsfritt")
    terminal.press("ctrl+z")
    terminal.wait("Ångrat")
    terminal.press("ctrl+y")
    terminal.wait("Gjort igen")
    say(terminal, "/dela 3")

    # The day runs late: the proposal is taken, and undone.
    terminal.press("ctrl+t")
    terminal.wait("Klockan")
    terminal.press("left", "left", "enter")
    terminal.wait("✓ Sparat")
    terminal.press("ctrl+z")
    terminal.wait("Ångrat")

    go(terminal, "produktrang")
    say(terminal, "1: 1 2 3")
    say(terminal, "2: 2+1 4")
    go(terminal, "centrum")
    terminal.press("/dölj", "enter")
    say(terminal, "1: 1=3 4=2 / 1=1 4=4")

    # The lights go out in the middle of a line, with somebody watching in a second terminal.
    room = Terminal(["--language", "sv", "present", str(path)], 80, 24, tmp_path)
    room.wait(TITLES["centrum"])
    terminal.press("2: 1=2 2")
    terminal.wait("2: 1=2 2")
    terminal.kill()
    terminal = open_it(path)
    terminal.wait(TITLES["centrum"])
    say(terminal, "2: 1=2 2=3 / 1=4 4=1")
    room.wait("2 av 3 bord")
    room.press("escape")
    assert room.wait_end() == 0

    go(terminal, "foljder")
    say(terminal, "1>2: Kvällsöppet")
    go(terminal, "malgrupper")
    say(terminal, "1: Den nyinflyttade | känner ingen; Pendlaren | läser på tåget")
    say(terminal, "/grupp 3 gick")
    say(terminal, "2: Den nyinflyttade | vill träffa folk")
    terminal.wait("2 av 2 bord")
    go(terminal, "prio")
    say(terminal, "1: 1 2")
    say(terminal, "2: 1")
    go(terminal, "lokalt")
    say(terminal, "Språkkafé | Anna | v 40")
    go(terminal, "utvardering")
    say(terminal, "+: 5 4 4")
    say(terminal, "4 4 5")
    say(terminal, "/nästa", "Dagen är slut")
    terminal.press("ctrl+q")
    assert terminal.wait_end() == 0

    products = {item["item"]: item for item in tally(path, "produkter")["items"]}
    assert products["Lån av böcker"]["texts"] == ["Lån av böcker", "Boklån"]
    assert products["Bokbussen"]["groups"] == 1
    assert [item["item"] for item in tally(path, "produktlista")["items"]][:1] == ["Lån av böcker"]
    parts = tally(path, "centrum")["facets"]
    assert [{item["item"]: item["dots"] for item in part["items"]}["Kulturcentrum"] for part in parts] == [5, 5]
    assert [item["dots"] for item in tally(path, "prio")["items"]] == [2, 1]
    written = facilitator(tmp_path, "export", str(path), "--format", "md", "--audience", "organisers").strip()
    summary = Path(written).read_text(encoding="utf-8")
    for said in ("Språkkafé", "Boklån", "gick tidigare: Sena bordet", "Planerad och verklig tid"):
        assert said in summary
