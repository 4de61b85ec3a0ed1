"""A session run in plain lines, as a screen reader hears it."""

import io
import json
import re
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from facilitator.cli import main


def said(*arguments: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        assert main([*arguments]) == 0
    return out.getvalue()


def test_a_step_is_told_recorded_in_and_counted_in_plain_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ["--sessions", str(tmp_path)]
    path = said(*folder, "new", "dialogforum", "--groups", "3", "--language", "sv").strip()
    lines = "\n@produkter\n1: Gratis; Lån av böcker\n2: =1\n7: x\n\n/sluta\n3: för sent\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    told = said(*folder, "run", "--plain", path).splitlines()
    assert "Steg 1 av 24: Välkommen, syfte och mål" in told
    assert "inte påbörjat; /starta startar det" in told
    assert "Steg 4 av 24: Vad lockar i dag?" in told
    assert any(line.startswith("✓ Sparat: Bord 1: 2 svar.") for line in told)
    assert any(line.startswith("! ") and "7" in line for line in told)
    assert "1. Gratis: 2 bord (1 och 2)" in told
    assert told[-1] == "Allt är sparat."
    assert all("\x1b" not in line for line in told)
    counted = json.loads(said(*folder, "show", path, "--step", "produkter", "--json"))["steps"][0]["tally"]
    assert [item["item"] for item in counted["items"]] == ["Gratis", "Lån av böcker"]


def test_how_the_day_stands_is_told_as_the_head_of_the_screen_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ["--sessions", str(tmp_path)]
    agenda = tmp_path / "v.toml"
    end = f"{datetime.now() + timedelta(minutes=60):%H:%M}"
    step = '[[step]]\nid = "v"\nkind = "talk"\ntitle = "All"\nminutes = 90\n'
    agenda.write_text(f'title = "V"\nlanguage = "en"\nend = "{end}"\n{step}')
    path = said(*folder, "new", str(agenda)).strip()
    monkeypatch.setattr("sys.stdin", io.StringIO("/start\n\n/time -45\n\n"))
    told = [line for line in said(*folder, "run", "--plain", path).splitlines() if re.match("(! )?end ", line)]
    assert len(told) == 3
    assert all(re.fullmatch(rf"! end \d\d:\d\d, (29|30|31) min over {end}", line) for line in told[:-1])
    assert re.fullmatch(rf"end \d\d:\d\d, 1[456] min before {end}", told[-1])


def test_what_replaces_is_asked_about_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ["--sessions", str(tmp_path)]
    agenda = tmp_path / "v.toml"
    agenda.write_text('title = "V"\nlanguage = "en"\n[[step]]\nid = "v"\nkind = "vote"\ntitle = "Which?"\n'
                      'minutes = 5\nitems = ["A", "B"]\n')  # fmt: skip
    path = said(*folder, "new", str(agenda), "--groups", "2").strip()
    monkeypatch.setattr("sys.stdin", io.StringIO("@v\n1: 1\n1: 2\n/quit\n"))
    told = said(*folder, "run", "--plain", path)
    assert "The same line again does it." in told
    dots = [item["dots"] for item in json.loads(said(*folder, "show", path, "--json"))["steps"][0]["tally"]["items"]]
    assert dots == [1, 0]
    monkeypatch.setattr("sys.stdin", io.StringIO("@v\n1: 2\n1: 2\n"))
    said(*folder, "run", "--plain", path)
    counted = json.loads(said(*folder, "show", path, "--json"))["steps"][0]["tally"]["items"]
    assert {item["item"]: item["dots"] for item in counted} == {"A": 0, "B": 1}
