"""Everything the command line and the entry line say is in the interface's language."""

from contextlib import suppress
from pathlib import Path

import pytest
from spoken import AGENDA, LANGUAGES, LINES, SLIPS, foreign, make, tokens, with_a_third_language  # noqa: F401

from facilitator.cli import _parser, main
from facilitator.desk import Desk
from facilitator.recorder import Recorder
from facilitator.words import Words

pytestmark = pytest.mark.usefixtures("with_a_third_language")
_PARSER = _parser(Words("en"))
COMMANDS = sorted(_PARSER._subparsers._group_actions[0].choices)  # type: ignore[union-attr, arg-type]
# What is typed after a command and stands for itself: commands, kinds of files, ways to add up, for whom.
TYPED = {part for command in COMMANDS for part in command.split("-")} | set(
    tokens("sv en xx votes forums points answers ballots counts participants organisers public dialogforum "
           "agenda runsheet ballots worksheets cards")
)


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths stand on one line."""
    monkeypatch.setenv("COLUMNS", "400")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command and return all it says."""
    with suppress(SystemExit):
        main(arguments)
    found = capsys.readouterr()
    return found.out + found.err


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_every_command(language: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--language", language, *command.split(), "--help")
    assert command in told
    assert foreign(told, language, also=TYPED) == []


@pytest.mark.parametrize(
    "wrong",
    [
        ["zqord"], ["--zqtillval"], ["show"], ["--sessions"], ["new", "dialogforum", "--groups", "zq"],
        ["compare", "zq", "--by", "zq"], ["new", "dialogforum", "--groups", "999999"], ["list", "--json=zq"],
        ["show", "zq", "--re", "--s", "1", "zq", "zq"], ["show", "zqsession"], ["check", "zqfil.toml"],
        ["new", "zqmall"], ["export", "zq", "--format", "zq"], ["wordings", "zq", "--join"],
        ["import", "zq", "zq.csv", "--step", "zq"], ["repair", "zq"], ["erase", "zq", "--yes"], ["record", "zq"],
        ["plan", "zq"], ["templates", "--copy", "zq"], ["analyse", "zq"], ["run", "zq"], ["present", "zq"],
        ["rehearse", "zq"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_with_a_command(
    language: str, wrong: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = said(capsys, "--language", language, "--sessions", str(tmp_path), *wrong)
    assert told
    assert foreign(told, language, tmp_path, also=TYPED) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_commands_tell(language: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "zqmapp"
    first = make(folder, language, *LINES)
    second = make(folder, language, *LINES[:40], day="2026-03-02")
    agenda = tmp_path / "zqdag.toml"
    agenda.write_text(AGENDA.replace("LANGUAGE", language), "utf-8")
    broken = tmp_path / "zqfel.toml"
    broken.write_text("title = 3\nzqnyckel = 1\n[[step]]\nkind = 'zq'\n[[step]]\nkind='vote'\nfrom='zq'\n", "utf-8")
    rows = tmp_path / "zqrader.csv"
    rows.write_text("zqbord;zqsvar\n1;Zqny\n77;Zqfel\n", "utf-8")
    one, two = str(first), str(second)
    commands = [
        ["list"], ["check", str(agenda)], ["check", one], ["show", one, "--plain"], ["show", one, "--reveal"],
        ["analyse", one, "--appendix"], ["analyse", two, "--since", one], ["analyse", "zqserie", "--appendix"],
        ["compare", "zqserie", "--plain"], ["compare", "zqserie", "--by", "forums"], ["wordings", "zqserie"],
        ["wordings", "zqserie", "--join", "Zqnamn", "Zqsoppa", "Zqcykel"],
        ["import", one, str(rows), "--step", "zqide", "--dry-run"],
        ["export", one, "--format", "md,html,csv", "--audience", "organisers"],
        ["export", two, "--format", "md", "--audience", "public"], ["export", "zqserie", "--format", "md,csv"],
        ["templates"], ["repair", one], ["erase", two, "--people", "--yes"], ["erase", two, "--yes"],
    ]  # fmt: skip
    for command in commands:
        told = said(capsys, "--language", language, "--sessions", str(folder), *command)
        assert told, command
        assert foreign(told, language, tmp_path, templates=command == ["templates"], also=TYPED) == [], command
    for path in tmp_path.rglob("*.md"):
        assert foreign(path.read_text("utf-8"), language, tmp_path) == [], path
    told = said(capsys, "--language", language, "check", str(broken))
    keys = tokens("title step kind from id talk collect merge vote rank rate act language people purpose en sv")
    keys += tokens("start end checklist")
    assert foreign(told, language, tmp_path, also=keys) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_line_says(language: str, tmp_path: Path) -> None:
    words = Words(language)
    path = make(tmp_path, language)
    desk = Desk(path, words)
    recorder = Recorder(desk, asks=True)
    told: list[tuple[str, str, str]] = []

    for line in LINES:
        outcome = recorder.take(line)
        told.append((recorder.step.id, line, f"{outcome.said}\n{outcome.problem}"))
    for step in desk.agenda.steps:
        for line in (f"@{step.id}", *SLIPS):
            outcome = recorder.take(line)
            told.append((step.id, line, f"{outcome.said}\n{outcome.problem}"))
    desk.close()
    wrong = [(step, line, foreign(text, language, tmp_path, also=tokens(line))) for step, line, text in told]
    assert [one for one in wrong if one[2]] == []
