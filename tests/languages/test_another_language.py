"""A third language is one folder: begun by the script, filled in part, spoken everywhere; the rest is English."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree, rmtree
from zipfile import ZipFile

import pytest
from spoken import AGENDA, LINES, forget, found, make, messages

from facilitator import languages
from facilitator.agenda.fields import field_label
from facilitator.agenda.load import parse_agenda
from facilitator.cli import main
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.recorder import Recorder
from facilitator.words import Words, system_language

OWN_WAYS = """
name = "Suomi"
locale = "fi_FI"
decimal = ","
separator = ";"
last = "åäö"
[commands]
start = "aloita"
[typed]
left = "lähti"
[fields]
who = "kuka"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program of its own, whose languages a translator works on."""
    locale = tmp_path / "program" / "locale"
    copytree(languages.FOLDER, locale)
    monkeypatch.setattr(languages, "FOLDER", locale)
    monkeypatch.setattr(messages(), "LOCALE", locale)
    monkeypatch.setattr(messages(), "ROOT", tmp_path / "program")
    gathered = found()
    monkeypatch.setattr(messages(), "gather", lambda: gathered)
    forget()
    yield locale
    monkeypatch.undo()
    forget()


@pytest.fixture
def finnish(folder: Path, tmp_path: Path) -> Path:
    """Finnish, with two messages and its own ways."""
    assert messages().main(["--begin", "fi"]) == 0
    filled = tmp_path / "fi.json"
    said = {
        "Everything is saved.": "Kaikki on tallennettu.",
        "{count} dot|{count} dots": ["{count} piste", "{count} pistettä"],
    }
    filled.write_text(json.dumps(said), "utf-8")
    assert messages().main(["--fill", "fi", str(filled)]) == 0
    (folder / "fi" / "language.toml").write_text(OWN_WAYS, "utf-8")
    forget()
    return folder / "fi"


def test_what_the_script_begins_is_english_until_it_is_filled(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages().main(["--begin", "fi"]) == 0
    forget()
    assert languages.languages() == ("sv", "en", "fi")
    assert Words("fi").language == "fi"
    assert Words("fi")("Everything is saved.") == "Everything is saved."
    assert languages.language("fi") == languages.Language(name="fi")
    capsys.readouterr()
    assert messages().main(["--check"]) == 0
    assert messages().main(["--missing", "fi"]) == 0
    asked = json.loads(capsys.readouterr().out)
    assert len(asked) == len(found().messages)
    with pytest.raises(SystemExit):
        messages().main(["--begin", "fi"])


def test_every_line_of_the_begun_file_can_be_filled_in(folder: Path) -> None:
    messages().main(["--begin", "fi"])
    path = folder / "fi" / "language.toml"
    lines = path.read_text("utf-8").splitlines()
    taken = [line.removeprefix("# ") if " = " in line else line for line in lines if not line.startswith("# How")]
    path.write_text("\n".join(line for line in taken if not line.startswith(("# what", "# The"))), "utf-8")
    forget()
    ways = languages.language("fi")
    assert ways.commands["start"] == "start"
    assert ways.typed["people"] == "people"
    assert ways.fields["first_step"] == "first step"


def test_a_language_with_three_forms_of_what_is_counted(folder: Path, tmp_path: Path) -> None:
    messages().main(["--begin", "pl"])
    filled = tmp_path / "pl.json"
    filled.write_text('{"{count} dot|{count} dots": ["{count} kropka", "{count} kropki", "{count} kropek"]}', "utf-8")
    assert messages().main(["--fill", "pl", str(filled)]) == 0
    assert messages().main(["--check"]) == 0
    forget()
    said = [Words("pl").n("{count} dot", "{count} dots", count) for count in (1, 3, 5)]
    assert said == ["1 kropka", "3 kropki", "5 kropek"]
    filled.write_text('{"{count} dot|{count} dots": ["{count} kropka", "{count} kropki"]}', "utf-8")
    assert messages().main(["--fill", "pl", str(filled)]) == 1


@pytest.mark.usefixtures("finnish")
def test_it_writes_figures_and_days_and_sorts_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Words("fi")
    assert words("Everything is saved.") == "Kaikki on tallennettu."
    assert words.n("{count} dot", "{count} dots", 2) == "2 pistettä"
    assert words.signed(-3.25, 1) == "−3,3"
    assert words.long_date(date(2026, 3, 1)) == "1. maaliskuuta 2026"
    assert sorted(["ö", "zz", "ä", "a"], key=words.sort_key) == ["a", "zz", "ä", "ö"]
    assert [field_label(name, "fi") for name in ("who", "what")] == ["kuka", "what"]
    monkeypatch.setenv("LC_ALL", "fi_FI.UTF-8")
    assert system_language() == "fi"


@pytest.mark.usefixtures("finnish")
def test_its_commands_are_read_beside_those_of_the_others(tmp_path: Path) -> None:
    path = make(tmp_path / "sessions", "fi")
    desk = Desk(path, Words("fi"))
    recorder = Recorder(desk)
    assert desk.state.language == "fi"
    for line in ("/aloita", "/start", "/starta"):
        outcome = recorder.take(line)
        assert outcome.is_recorded or "1" in outcome.problem, line
    assert desk.state.current == "zqhej"
    for line in ("/group 3 lähti", "/grupp 2 gick", "/group 1 left"):
        assert not recorder.take(line).problem, line
    assert not desk.state.active_groups
    desk.close()


@pytest.mark.usefixtures("finnish")
def test_documents_are_in_it_and_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "sessions", "fi", *LINES)
    assert main(["--language", "fi", "export", str(path), "--format", "html,csv,docx,pptx,pdf,xlsx,json,md"]) == 0
    made = {file.suffix: file for file in path.parent.iterdir() if file != path}
    assert '<html lang="fi"' in made[".html"].read_text("utf-8")
    assert ";" in made[".csv"].read_text("utf-8-sig").splitlines()[0]
    with ZipFile(made[".docx"]) as archive:
        assert b"fi-FI" in archive.read("word/styles.xml")
    with ZipFile(made[".pptx"]) as archive:
        assert b'lang="fi-FI"' in archive.read("ppt/slides/slide1.xml")
    assert b"(fi)" in made[".pdf"].read_bytes()


def test_a_session_in_it_opens_where_the_language_is_not_known(finnish: Path, tmp_path: Path) -> None:
    path = make(tmp_path / "sessions", "fi", *LINES)
    rmtree(finnish)
    forget()
    desk = Desk(path, Words("fi"), read_only=True)
    assert desk.words.language == "en"
    assert desk.state.language == "fi"
    assert main(["--sessions", str(path.parent.parent), "show", str(path), "--plain"]) == 0


@pytest.mark.usefixtures("finnish")
def test_a_text_that_it_lacks_is_shown_in_english() -> None:
    text = AGENDA.replace("LANGUAGE", "fi").replace('title = "Zqhej"', 'title = { sv = "Hej", en = "Hello" }')
    title = parse_agenda(text, "day.toml", Words("fi")).steps[0].title
    assert [title.of(code) for code in ("fi", "sv", "en")] == ["Hello", "Hej", "Hello"]


@pytest.mark.parametrize(("file", "content"), [("language.toml", "name = 3"), ("language.toml", "nmae = 'x'"),
                                               ("language.toml", "["), ("language.toml", "\xff"),
                                               ("LC_MESSAGES/facilitator.mo", "no catalogue")])  # fmt: skip
def test_a_folder_that_cannot_be_read_is_named(
    finnish: Path, file: str, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (finnish / file).write_bytes(content.encode("latin-1"))
    forget()
    with pytest.raises(FacilitatorError):
        Words("fi")
    capsys.readouterr()
    assert main(["--language", "fi", "list"]) == 1
    assert str(finnish) in capsys.readouterr().err
