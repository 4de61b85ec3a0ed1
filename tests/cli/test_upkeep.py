"""What state a session's files are in, what is saved of a damaged one, and removing it for good."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.desk import Desk
from facilitator.storage.load import backup_path, journal_path
from facilitator.words import Words

WORDS = Words("en")
AGENDA = """
title = "Evening"
language = "en"
[[step]]
id = "c"
kind = "collect"
title = "Answers"
[[step]]
id = "a"
kind = "act"
title = "Actions"
"""
LINES = "@c\n1: one\n2: two\n3: three\n@a\nBook a room with Anna Ek | Anna Ek, Bo | w 40\n/note Anna Ek will call Bo\n"


@pytest.fixture
def session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "evening.toml").write_text(AGENDA, encoding="utf-8")
    command = ["--language", "en", "--sessions", str(tmp_path), "new", str(tmp_path / "evening.toml"), "--groups", "3"]
    assert main(command) == 0
    path = Path(capsys.readouterr().out.strip())
    (tmp_path / "lines.txt").write_text(LINES, encoding="utf-8")
    assert main(["--language", "en", "record", str(path), str(tmp_path / "lines.txt")]) == 0
    capsys.readouterr()
    return path


def crashed(path: Path) -> None:
    """Leave the session as a crash would, with an answer in its journal."""
    code = (
        "import os, sys; from pathlib import Path; from facilitator.desk import Desk; "
        "from facilitator.recorder import Recorder; from facilitator.words import Words; "
        "desk = Desk(Path(sys.argv[1]), Words('en')); recorder = Recorder(desk); "
        "recorder.take('@c'); recorder.take('1: four'); recorder.take('2: five'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=Path(__file__).parents[2])


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int = 0) -> str:
    assert main(["--language", "en", *map(str, arguments)]) == status
    out, err = capsys.readouterr()
    return str(out + err)


def texts(path: Path) -> list[str]:
    return [answer.text for answer in Desk(path, WORDS, read_only=True).state.step("c").standing]


class TestCheck:
    def test_it_says_what_state_a_session_is_in(self, session: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert said(capsys, "check", session).endswith("It was closed in good order.\n")
        desk = Desk(session, WORDS)
        assert "is open in another window since" in said(capsys, "check", session)
        desk.close()
        crashed(session)
        assert "Its journal holds 2 entries;" in said(capsys, "check", session)
        journal = journal_path(session)
        journal.write_bytes(journal.read_bytes()[:-9])
        out = said(capsys, "check", session)
        assert "Its journal holds 1 entry;" in out
        assert "The end of its journal was never fully saved" in out
        session.write_bytes(session.read_bytes().replace(b"three", b"THREE"))
        assert "was changed outside this program" in said(capsys, "check", session)

    def test_damage_is_told_with_its_line(self, session: Path, capsys: pytest.CaptureFixture[str]) -> None:
        crashed(session)
        journal = journal_path(session)
        journal.write_bytes(journal.read_bytes().replace(b"four", b"foul"))
        assert "line 2 is damaged" in said(capsys, "check", session, status=1)


class TestRepair:
    def test_a_damaged_journal_line_costs_that_line_only(
        self, session: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        crashed(session)
        journal = journal_path(session)
        journal.write_bytes(journal.read_bytes().replace(b"four", b"foul"))
        before = {place: place.read_bytes() for place in session.parent.iterdir() if place.is_file()}
        out = said(capsys, "repair", session, status=1)
        new = session.with_name(f"{session.stem}-repaired.json")
        assert f"{journal.name}, line 2 cannot be read." in out
        assert "is lost." in out
        assert texts(new) == ["one", "two", "three", "five"]
        assert all(place.read_bytes() == content for place, content in before.items())
        desk = Desk(new, WORDS)
        assert desk.notices == ()
        desk.close()

    def test_a_cut_file_is_completed_from_what_it_held_before(
        self, session: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        desk = Desk(session, WORDS)
        desk.undo()
        desk.close()
        content = session.read_bytes()
        session.write_bytes(content[: content.index(b'"two"') + 3])
        out = said(capsys, "repair", session, status=1)
        assert f"{session.name}, line " in out
        assert texts(session.with_name(f"{session.stem}-repaired.json")) == ["one", "two", "three"]

    def test_a_whole_session_repairs_to_itself(self, session: Path, capsys: pytest.CaptureFixture[str]) -> None:
        crashed(session)
        said(capsys, "repair", session)
        new = session.with_name(f"{session.stem}-repaired.json")
        assert texts(new) == texts(session) == ["one", "two", "three", "four", "five"]

    def test_nothing_is_made_of_nothing(self, session: Path, capsys: pytest.CaptureFixture[str]) -> None:
        session.write_bytes(b"\0" * 500)
        backup_path(session).unlink()
        assert "Nothing of" in said(capsys, "repair", session, status=1)
        assert not list(session.parent.glob("*repaired*"))


def everything(path: Path) -> list[str]:
    """Return what lies beside a session, of whatever became of it."""
    for name in (f"{path.name}.torn-1", f"{path.stem}.conflict-1.json"):
        path.with_name(name).write_bytes(path.read_bytes())
    return sorted(place.name for place in path.parent.iterdir() if place.name.startswith(path.stem))


class TestErase:
    def test_without_a_terminal_it_wants_to_be_told(self, session: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = everything(session)
        assert "--yes" in said(capsys, "erase", session, status=1)
        assert "--yes" in said(capsys, "erase", "--people", session, status=1)
        assert [place.name for place in sorted(session.parent.iterdir()) if place.name in before] == before

    def test_nothing_of_it_is_left_and_nothing_else_is_touched(
        self, session: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = session.with_name(f"{session.stem}-2.json")
        other.write_bytes(session.read_bytes())
        crashed(session)
        assert len(everything(session)) == 7
        said(capsys, "erase", session, "--yes")
        assert [place for place in session.parent.iterdir() if place.name.startswith(session.stem)] == [other]

    def test_an_open_one_is_left(self, session: Path, capsys: pytest.CaptureFixture[str]) -> None:
        desk = Desk(session, WORDS)
        assert "is open in another window" in said(capsys, "erase", session, "--yes", status=1)
        assert "is open in another window" in said(capsys, "erase", session, "--people", "--yes", status=1)
        desk.close()
        assert texts(session) == ["one", "two", "three"]

    @pytest.mark.parametrize(("answer", "left"), [("yes\n", False), ("Y\n", False), ("\n", True), ("no\n", True)])
    def test_it_asks(
        self,
        session: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        answer: str,
        left: bool,
    ) -> None:
        monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: SIM115
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda question: print(question) or answer.strip())
        out = said(capsys, "erase", session, status=1 if left else 0)
        assert f"Remove {session.name}.bak and {session.name}? It cannot be undone. [yes/no]" in out
        assert session.exists() == left

    def test_people_are_taken_out_of_the_session_and_all_beside_it(
        self, session: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = texts(session)
        crashed(session)
        everything(session)
        out = said(capsys, "erase", session, "--people", "--yes")
        assert "The names are gone" in out
        for place in session.parent.iterdir():
            if place.name.startswith(session.stem):
                assert b"Anna" not in place.read_bytes(), place
        assert texts(session) == [*before, "four", "five"]
        state = Desk(session, WORDS, read_only=True).state
        assert [action.fields for action in state.step("a").actions.values()] == [
            {"what": "Book a room with …", "when": "w 40"}
        ]
        assert [note.text for note in state.step("a").notes.values()] == ["… will call …"]
        content = json.loads(session.read_bytes())
        assert content["current"]
        assert Desk(session, WORDS, read_only=True).notices == ()
