"""`templates`: what there is to begin from, a facilitator's own beside it, and a copy to change."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facilitator.agenda.library import template_names
from facilitator.cli import main

BROKEN = 'title = "Evening"\nlanguage = "en"\n[[step]]\nid = "a"\nkind = "voet"\ntitle = "Vote"\n'
RIGHT = 'title = "Evening"\nlanguage = "en"\n[[step]]\nid = "a"\nkind = "collect"\ntitle = "What?"\nminutes = 7\n'


class Home:
    """A folder of sessions, and one of templates beside it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.sessions, self.templates, self._capsys = folder / "sessions", folder / "templates", capsys

    def run(self, *arguments: str, language: str = "en", status: int = 0) -> Sequence[str]:
        """Run a command; the lines it printed, or those of its error."""
        assert main(["--language", language, "--sessions", str(self.sessions), *arguments]) == status
        out, err = self._capsys.readouterr()
        lines: Sequence[str] = (err if status else out).splitlines()
        return lines

    def listed(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads("\n".join(self.run("templates", "--json")))
        return found

    def keep(self, name: str, text: str) -> None:
        self.templates.mkdir(exist_ok=True)
        (self.templates / name).write_text(text, encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Home:
    return Home(tmp_path, capsys)


def test_each_is_told_with_title_people_minutes_and_purpose(home: Home) -> None:
    lines = home.run("templates", language="sv")
    at = lines.index("retrospektiv: Återblick. 3–12 personer, 60 minuter.")
    assert lines[at + 1] == "  Lär av den tid som gått och välj ett par saker att ändra."
    assert len(lines) == 2 * len(template_names()) + 1
    assert lines[-1] == f"Dina egna agendor ligger i {home.templates}."
    assert lines[0].startswith("dialogforum: ")
    assert lines[0].endswith("Så som det hölls 2010.")
    assert "2010" in home.run("templates")[0]


def test_json_holds_the_steps_with_their_minutes(home: Home) -> None:
    found = home.listed()
    assert found["folder"] == str(home.templates)
    assert sorted(one["name"] for one in found["templates"]) == template_names()
    for one in found["templates"]:
        assert sum(step["minutes"] for step in one["steps"]) == one["minutes"]
        assert one["people"][0] < one["people"][1]
        assert (one["file"], one["problems"]) == (None, [])


def test_ones_own_come_last_and_one_with_a_mistake_is_told(home: Home) -> None:
    home.keep("evening.toml", RIGHT)
    home.keep("bad.toml", BROKEN)
    home.keep("swot.toml", RIGHT)
    home.keep(".hidden.toml", RIGHT)
    lines = home.run("templates")[2 * len(template_names()) :]
    assert lines[0] == "bad: your own; it cannot be used."
    assert lines[1].startswith("  ! bad.toml, step 1 (a), kind: ")
    told = f"Evening. – people, 7 minutes. Your own, saved {date.today().isoformat()}."
    assert lines[2:4] == [f"evening: {told}", f"{home.templates / 'swot.toml'}: {told}"]
    assert len(lines) == 5
    assert [one["file"] is not None for one in home.listed()["templates"]] == [False] * 17 + [True] * 3


def test_ones_own_is_taken_by_its_name(home: Home) -> None:
    home.keep("evening.toml", RIGHT)
    home.keep("bad.toml", BROKEN)
    assert home.run("check", "evening") == ["Evening: 1 step, 7 minutes. All right."]
    path = Path(home.run("new", "evening")[0])
    assert json.loads("\n".join(home.run("show", str(path), "--json")))["title"] == "Evening"
    assert home.run("new", "bad", status=1)[0].startswith("bad.toml, step 1")
    assert 'Did you mean "evening"?' in home.run("new", "evenings", status=1)[0]


def test_a_name_the_program_has_is_the_programs(home: Home) -> None:
    home.keep("swot.toml", RIGHT)
    assert home.run("check", "swot")[0].startswith("Where we stand")
    assert home.run("check", str(home.templates / "swot.toml")) == ["Evening: 1 step, 7 minutes. All right."]


def test_a_copy_is_ones_own_and_nothing_is_written_over(home: Home) -> None:
    first, second = (Path(home.run("templates", "--copy", "medborgarbudget")[0]) for _ in range(2))
    assert (first.name, second.name) == ("medborgarbudget-2.toml", "medborgarbudget-3.toml")
    first.write_text(first.read_text("utf-8").replace("funds = 100000", "funds = 250000"), encoding="utf-8")
    assert home.run("check", "medborgarbudget-2")[0].endswith("All right.")
    assert "funds = 250000" in first.read_text("utf-8")
    assert home.run("templates", "--copy", "nothing", status=1)[0].startswith('There is no template called "nothing".')


def test_a_folder_that_is_a_file_harms_nothing(home: Home) -> None:
    home.templates.write_text("no folder", encoding="utf-8")
    assert len(home.listed()["templates"]) == 17
    assert home.run("templates", "--copy", "swot", status=1)
