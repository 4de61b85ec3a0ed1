"""The day turns out otherwise, on a real terminal: a question on the spot, a step left out, and the next forum."""

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
minutes = 5
[[step]]
id = "svar"
kind = "collect"
title = "Vad lockar i dag?"
minutes = 20
[[step]]
id = "plan"
kind = "act"
title = "Vad gör vi nu?"
"""


def facilitator(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "facilitator", "--sessions", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])
def test_a_day_that_turns_out_otherwise(tmp_path: Path, columns: int, rows: int) -> None:
    agenda = tmp_path / "forum.toml"
    agenda.write_text(AGENDA, encoding="utf-8")
    path = facilitator(tmp_path, "new", str(agenda), "--groups", "2", "--name", "Först").strip()
    screen = Terminal(["run", path], columns, rows, tmp_path)
    screen.wait("Välkommen")
    screen.press("f2")
    screen.wait("F2 igen")
    screen.press("f2")
    screen.wait("Startar steg 1")
    screen.press("\x0e")
    screen.wait("Vad ska hända?")
    screen.press("enter")
    screen.wait("/fråga")
    screen.press("Vad hör vi om bokbussen? | 10")
    screen.wait("Nytt steg 4 efter steg 1")
    screen.press("enter")
    screen.wait("Sparat")
    screen.press("pagedown", "f2")
    screen.wait("F2 igen")
    screen.press("f2")
    screen.wait("Startar steg 4")
    screen.press("1: Kör den på kvällen", "enter")
    screen.wait("Sparat")
    screen.press("/stryk 2", "enter")
    screen.wait("Stryks i dag")
    # Nothing was closed: what was acknowledged is there all the same.
    screen.kill()
    whole = json.loads(facilitator(tmp_path, "show", path, "--json"))
    assert [(step["number"], step["status"]) for step in whole["steps"]] == [
        (1, "done"), (4, "running"), (2, "not started"), (3, "not started"),
    ]  # fmt: skip
    assert [item["item"] for item in whole["steps"][1]["tally"]["items"]] == ["Kör den på kvällen"]
    screen = Terminal(["run", path], columns, rows, tmp_path)
    screen.wait("Vad hör vi om bokbussen?")
    screen.press("f6")
    screen.wait("Enter titta")
    screen.press("down", " ")
    screen.wait_gone("stryks")
    screen.press("escape", "ctrl+q")
    assert screen.wait_end() == 0
    summary = facilitator(tmp_path, "export", path, "--format", "md", "--output", str(tmp_path / "ut")).split()[0]
    assert "Vad hör vi om bokbussen?" in Path(summary).read_text(encoding="utf-8")
