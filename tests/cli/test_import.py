"""`import` as a shell runs it: what is printed where, how it ends, and what is on the disk afterwards."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitator.cli import main

AGENDA = """
title = "Evening"
language = "sv"
[[step]]
id = "c"
kind = "collect"
title = "Collect"
[[step]]
id = "v"
kind = "vote"
title = "Vote"
items = ["Öppet", "Gratis"]
by = "person"
"""


class Shell:
    """A session, a file beside it, and commands run on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "svar.csv"
        (folder / "agenda.toml").write_text(AGENDA, encoding="utf-8")
        self.session = Path(self.run("new", str(folder / "agenda.toml"), "--groups", "3")[0].strip())

    def run(self, *arguments: str, status: int = 0) -> tuple[str, str]:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            ended = main(["--language", "en", "--sessions", str(self.folder / "sessions"), *arguments])
        assert ended == status, err.getvalue()
        return out.getvalue(), err.getvalue()

    def bring(self, content: str, *options: str, status: int = 0) -> tuple[list[str], list[str]]:
        """Import a text as a CSV file; what was said of its rows, and what was wrong."""
        self.file.write_text(content, encoding="utf-8")
        out, err = self.run("import", str(self.session), str(self.file), *options, status=status)
        return out.splitlines(), err.splitlines()

    def answers(self) -> list[str]:
        shown = json.loads(self.run("show", str(self.session), "--json")[0])
        return [text for item in shown["steps"][0]["tally"]["items"] for text in item["texts"]]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_a_dry_run_says_what_would_be_and_writes_nothing(shell: Shell) -> None:
    before = {path.name: path.read_bytes() for path in shell.session.parent.iterdir()}
    out, err = shell.bring("Bord;Svar\n1;Gratis\n9;Öppet\n", "--step", "c", "--dry-run", status=1)
    assert out == ["row 2: Table 1: 1 answer. 1 Gratis", "1 row would be recorded, 1 cannot be read."]
    assert err == ["Columns: Bord = table; Svar = answer.", "row 3, column Bord: There is no table called «9»."]
    assert {path.name: path.read_bytes() for path in shell.session.parent.iterdir()} == before


def test_what_can_be_read_is_recorded_as_one_thing_that_undo_takes_back(shell: Shell) -> None:
    out, _ = shell.bring("Bord;Svar\n1;Gratis\n2;/undo\n2;\n9;x\n", "--step", "c", status=1)
    assert out[-1] == "2 rows are recorded, 1 says nothing, 1 cannot be read."
    assert shell.answers() == ["Gratis", "/undo"]
    out, _ = shell.bring("Bord;Svar\n1;Gratis\n2;/undo\n", "--step", "c")
    assert out[-1] == "0 rows are recorded, 2 are recorded already, 0 cannot be read."
    (shell.folder / "undo.txt").write_text("/undo\n", encoding="utf-8")
    shell.run("record", str(shell.session), str(shell.folder / "undo.txt"))
    assert shell.answers() == []


def test_columns_sheets_and_whose_it_is_can_be_said(shell: Shell) -> None:
    out, _ = shell.bring("Vad;Vi\nGratis;2\n", "--step", "c", "--map", "vad=svar", "--map", "B=bord")
    assert out[0] == "row 2: Table 2: 1 answer. 1 Gratis"
    out, _ = shell.bring("Svar\nÖppet\n", "--step", "c", "--who", "3")
    assert out[0] == "row 2: Table 3: 1 answer. 2 Öppet"
    out, _ = shell.bring("Öppet;Gratis\n3;4\n", "--step", "v", "--as", "counts")
    assert out[0].startswith("row 2: The room. 7 dots")
    workbook = Workbook()
    workbook.active.append(["Bord", "Svar"])
    workbook.active.append([1, "a"])
    workbook.create_sheet("Två").append(["Bord", "Svar"])
    workbook["Två"].append([2, "b"])
    workbook.save(shell.folder / "a.xlsx")
    arguments = ("import", str(shell.session), str(shell.folder / "a.xlsx"), "--step", "c")
    _, err = shell.run(*arguments, "--dry-run")
    assert "«Sheet»" in err
    assert "Två" in err
    out_text, _ = shell.run(*arguments, "--sheet", "Två")
    assert out_text.startswith("row 2: Table 2: 1 answer. 3 b")


@pytest.mark.parametrize(
    ("content", "options"),
    [
        ("", ("--step", "c")),
        ("x;y\n1;2\n", ("--step", "c")),
        ("Bord;Svar\n1;a\n", ("--step", "nix")),
        ("Bord;Svar\n1;a\n", ("--step", "c", "--map", "nix=svar")),
        ("Bord;Svar\n1;a\n", ("--step", "c", "--as", "counts")),
        ("Bord;Svar\n1;a\n", ("--step", "c", "--who", "9")),
        ("Bord;Svar\n1;a\n", ("--step", "c", "--who", "Södra")),
        ("Bord;Svar\n1;a\n", ("--step", "c", "--sheet", "Blad1")),
    ],
)
def test_what_cannot_be_imported_is_refused_and_nothing_recorded(
    shell: Shell, content: str, options: tuple[str, ...]
) -> None:
    out, err = shell.bring(content, *options, status=1)
    assert out == []
    assert err[-1].endswith(".")
    assert shell.answers() == []


def test_it_speaks_swedish(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    shell.file.write_text("Bord;Svar\n1;a\n9;b\n", encoding="utf-8")
    assert main(["--language", "sv", "import", str(shell.session), str(shell.file), "--step", "c"]) == 1
    said = capsys.readouterr()
    assert said.out == "rad 2: Bord 1: 1 svar. 1 a\n1 rad är sparad, 1 kan inte läsas.\n"
    assert "rad 3, kolumn Bord" in said.err
