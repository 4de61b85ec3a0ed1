from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.storage.folder import templates_folder


def plan(tmp_path: Path, name: str) -> int:
    return main(["--language", "en", "--sessions", str(tmp_path / "sessions"), "plan", name])


def test_the_times_of_a_template_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(tmp_path, "dialogforum") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("09:00   1  Welcome")
    assert lines[-1] == "15:00      end"
    assert len(lines) == 25
    assert not list(tmp_path.iterdir())


def test_without_a_name_and_a_terminal_it_says_what_to_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "sv", "--sessions", str(tmp_path / "sessions"), "plan"]) == 1
    assert capsys.readouterr().err == "Säg vilken agenda: en mall, en fil eller en session.\n"


def test_a_file_with_mistakes_and_an_agenda_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = templates_folder(tmp_path / "sessions")
    own.mkdir()
    text = 'title = "x"\n[[step]]\nid = "a"\nkind = "vote"\ntitle = "Vote"\nfrom = "gone"\nminutes = 5\n'
    (own / "mine.toml").write_text(text, "utf-8")
    for name in ("mine", str(own / "mine.toml")):
        assert plan(tmp_path, name) == 1
        captured = capsys.readouterr()
        assert "Vote  5 min" in captured.out
        assert captured.err.startswith("Step 1: takes its list from: what it builds on is gone")


@pytest.mark.parametrize("text", ["title = ", "step = 5\n", "\x00", "title = 'x'\nstep = [1]\n"])
def test_what_is_no_agenda_at_all_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(text, "utf-8")
    assert plan(tmp_path, str(path)) == 1
    assert capsys.readouterr().err.startswith("odd.toml")
    assert plan(tmp_path, str(tmp_path / "none.toml")) == 1
    assert "there is no such file" in capsys.readouterr().err
