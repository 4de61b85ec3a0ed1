"""facilitator compare and facilitator wordings, as the shell runs them."""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from facilitator.cli import main

SAMPLES = Path(__file__).parents[2] / "sessions" / "dialogforum-2010"


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([*arguments])
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path / "dialogforum-2010")
    return tmp_path


def test_a_series_by_its_name_prints_the_deck(folder: Path) -> None:
    status, out, err = run("--sessions", str(folder), "compare", "dialogforum-2010", "--step", "prio")
    assert (status, err) == (0, "")
    assert "41 av 41 bord · 9 forum" in out
    assert next(line for line in out.splitlines() if "Bokälskaren" in line).split()[:2] == ["7", "Bokälskaren"]


def test_json_and_plain_hold_the_same_places(folder: Path) -> None:
    _, text, _ = run("--sessions", str(folder), "compare", "dialogforum-2010", "--step", "prio", "--json")
    items = json.loads(text)["steps"][0]["tally"]["items"]
    _, plain, _ = run("--sessions", str(folder), "compare", "dialogforum-2010", "--step", "prio", "--plain")
    for item in items[:8]:
        assert f"{item['place']}, punkt: {item['item']}" in plain


def test_an_unknown_step_or_series_is_told(folder: Path) -> None:
    status, _, err = run("--sessions", str(folder), "--language", "en", "compare", "dialogforum-2010", "--step", "x")
    assert status == 1
    assert err.startswith("There is no step x; there are valkommen,")
    status, _, err = run("--sessions", str(folder), "--language", "en", "compare", "none-such")
    assert status == 1
    assert "none-such" in err


def test_wordings_are_joined_listed_and_parted(folder: Path) -> None:
    def wordings(*more: str) -> str:
        status, out, err = run("--sessions", str(folder), "wordings", "dialogforum-2010", *more)
        assert (status, err) == (0, "")
        return out

    assert "Samma sak? Sagostunder; Sagostund" in wordings()
    joined = wordings("--join", "Sagostunder", "Sagostund")
    assert "Sagostunder = Sagostund" in joined
    assert "Samma sak?" not in joined
    assert "Samma sak? Sagostunder; Sagostund" not in wordings()
    _, out, _ = run("--sessions", str(folder), "compare", "dialogforum-2010", "--step", "produkter")
    row = next(line for line in out.splitlines() if "Sagostunder" in line)
    assert "9" in row.split()
    wordings("--split", "Sagostunder")
    assert "Samma sak? Sagostunder; Sagostund" in wordings()
    wordings("--apart", "Sagostunder", "Sagostund")
    assert "Samma sak? Sagostunder; Sagostund" not in wordings()
    assert (folder / "dialogforum-2010" / "wordings.toml").is_file()


def test_reading_changes_nothing(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in (folder / "dialogforum-2010").iterdir()}
    run("--sessions", str(folder), "compare", "dialogforum-2010")
    run("--sessions", str(folder), "wordings", "dialogforum-2010")
    assert {path.name: path.read_bytes() for path in (folder / "dialogforum-2010").iterdir()} == before


def test_a_series_is_exported_as_one_report_and_its_sessions_where_that_is_asked(folder: Path) -> None:
    export = ("--sessions", str(folder), "export", "dialogforum-2010", "--format", "md")
    status, out, err = run(*export)
    assert (status, err.count("\n")) == (0, 1)
    assert "utelämnat: samtalsledarens anteckningar och dolda steg." in err
    (path,) = map(Path, out.split())
    assert path == folder / "dialogforum-2010" / "dialogforum-2010.md"
    assert "**41 av 41 bord · 9 forum**" in path.read_text(encoding="utf-8")
    files = [str(file) for file in sorted((folder / "dialogforum-2010").glob("*.json"))]
    _, again, _ = run("export", *reversed(files), files[0], "--format", "md", "--output", str(folder / "all.md"))
    assert (folder / "all.md").read_bytes() == path.read_bytes()
    assert again.strip() == str(folder / "all.md")
    _, each, _ = run(*export, "--each", "--output", str(folder))
    assert len(each.split()) == 9


def test_the_report_of_a_series_takes_the_list_of_wordings(folder: Path) -> None:
    base = ("--sessions", str(folder))
    run(*base, "wordings", "dialogforum-2010", "--join", "Öppenhet", "Öppna")
    run(*base, "export", "dialogforum-2010", "--format", "md", "--output", str(folder / "a.md"))
    report = (folder / "a.md").read_text(encoding="utf-8")
    assert "Öppenhet kommer först" in report or "| 1 | Öppenhet |" in report
    assert "Öppna (Forum" in report
