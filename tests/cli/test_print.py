import io
from pathlib import Path

import pytest
from docx import Document

from facilitator.cli import main

AGENDA = """
title = "Café"
language = "en"
[[step]]
id = "a"
kind = "vote"
title = "Which?"
prompt = "Which one first?"
notes = "Only for me"
minutes = 20
items = ["Tea", "Coffee"]
by = "person"
dots = 1
"""
TALK = 'title = "Talk"\nlanguage = "sv"\n[[step]]\nid = "t"\nkind = "talk"\ntitle = "Prat"\nminutes = 5\n'


def printed(folder: Path, *arguments: str, language: str = "en") -> int:
    return main(["--language", language, "--sessions", str(folder / "sessions"), "print", *arguments])


@pytest.fixture
def cafe(tmp_path: Path) -> str:
    path = tmp_path / "café.toml"
    path.write_text(AGENDA, "utf-8")
    return str(path)


def test_everything_is_printed_beside_an_agenda_file(
    tmp_path: Path, cafe: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(tmp_path, cafe) == 0
    captured = capsys.readouterr()
    names = [Path(line).name for line in captured.out.splitlines()]
    assert names == [f"café.{what}.pdf" for what in ("agenda", "run-sheet", "ballots", "table-cards")]
    assert captured.err == "Worksheets: there is nothing to print.\n"
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF-") for name in names)
    before = {name: (tmp_path / name).read_bytes() for name in names}
    assert printed(tmp_path, cafe) == 0
    assert {name: (tmp_path / name).read_bytes() for name in names} == before


def test_what_is_asked_for_is_printed_for_so_many_at_such_a_time(tmp_path: Path, cafe: str) -> None:
    asked = ("--what", "agenda,ballots", "--format", "md,docx", "--people", "5", "--start", "13:30")
    assert printed(tmp_path, cafe, *asked, "--output", str(tmp_path / "for print")) == 0
    written = {path.name for path in tmp_path.iterdir() if path.suffix in (".md", ".docx", ".pdf")}
    assert written == {f"for print.{what}.{name}" for what in ("agenda", "ballots") for name in ("md", "docx")}
    agenda = (tmp_path / "for print.agenda.md").read_text("utf-8")
    assert "**13:30** 1 Which?" in agenda
    assert "**13:50** end" in agenda
    assert "Only for me" not in agenda
    document = Document(io.BytesIO((tmp_path / "for print.ballots.docx").read_bytes()))
    assert len(document.tables) == 5
    assert [[cell.text for cell in row.cells][:2] for row in document.tables[0].rows] == [["1", "Tea"], ["2", "Coffee"]]


def test_a_template_is_printed_in_the_room_s_language_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert printed(tmp_path, "swot", "--format", "md", "--groups", "4", language="sv") == 0
    cards = (tmp_path / "swot.bordskort.md").read_text("utf-8")
    assert cards.count("Bord") == 1 + 4
    assert "## Bord 4 · Steg 2" in (tmp_path / "swot.arbetsblad.md").read_text("utf-8")


def test_a_session_is_printed_with_its_own_tables(
    tmp_path: Path, cafe: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--sessions", str(tmp_path / "sessions"), "new", cafe, "--groups", "2", "--people", "3"])
    path = Path(capsys.readouterr().out.strip())
    assert printed(tmp_path, str(path), "--format", "md", "--groups", "7") == 0
    assert "3 ballots" in path.with_suffix(".ballots.md").read_text("utf-8")
    assert path.with_suffix(".table-cards.md").read_text("utf-8").count("## ") == 2
    main(["--sessions", str(tmp_path / "sessions"), "list"])
    assert len(capsys.readouterr().out.splitlines()) == 1 + 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing-like-it",), "nothing-like-it"),
        (("swot", "--what", "poster"), "There is no «poster» to print; there are agenda, runsheet"),
        (("swot", "--format", "xlsx"), "There is no format «xlsx»; there are pdf, docx, html, md."),
        (("swot", "--people", "5000"), "too much paper"),
        (("swot", "--accent", "red"), "«red» is no colour"),
        (("swot", "--output", "/nowhere/at/all"), "There is no folder"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...],
    told: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert printed(tmp_path, *arguments) == 1
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["25:00", "9:99", "soon", ""])
def test_a_time_that_is_none_is_wrong_use(tmp_path: Path, text: str) -> None:
    with pytest.raises(SystemExit) as ended:
        printed(tmp_path, "swot", "--start", text)
    assert ended.value.code == 2


def test_an_agenda_without_questions_prints_what_it_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "talk.toml"
    path.write_text(TALK, "utf-8")
    assert printed(tmp_path, str(path), "--groups", "0") == 0
    captured = capsys.readouterr()
    assert [Path(line).name for line in captured.out.splitlines()] == ["talk.agenda.pdf", "talk.run-sheet.pdf"]
    assert captured.err.count("there is nothing to print") + captured.err.count("det finns inget att skriva ut") == 3
