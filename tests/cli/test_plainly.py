"""A session run in plain lines, as a screen reader hears it."""

import io
import json
from contextlib import redirect_stdout
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
    assert any(line.startswith("Bord 1: 2 svar.") for line in told)
    assert any(line.startswith("! ") and "7" in line for line in told)
    assert "1. Gratis: 2 bord (1 och 2)" in told
    assert told[-1] == "Allt är sparat."
    assert all("\x1b" not in line for line in told)
    counted = json.loads(said(*folder, "show", path, "--step", "produkter", "--json"))["steps"][0]["tally"]
    assert [item["item"] for item in counted["items"]] == ["Gratis", "Lån av böcker"]
