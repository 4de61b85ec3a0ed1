"""Where sessions lie, what their files are called, and how one is found."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.storage import folder as module
from facilitator.storage.folder import Folder, samples_folder, sessions_folder, slug
from facilitator.storage.problems import StorageError
from facilitator.words import Words

WORDS = Words("en")
DAY = date(2010, 6, 7)


def filled(tmp_path: Path, *names: str) -> Folder:
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    return Folder(tmp_path, WORDS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dialogcafé på Ängön", "dialogcafe-pa-angon"),
        ("ÅÄÖ åäö", "aao-aao"),
        ("  a / b \\ c..  ", "a-b-c"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-session"),
        ("Lpt1", "lpt1-session"),
        ("conny", "conny"),
        ("", "session"),
        ("日本 ☕", "session"),
        ("a\x00\x1b\u202eb", "a-b"),
        ("Æble og Øl", "aeble-og-ol"),
        ("x" * 59 + " yz", "x" * 59),
    ],
)
def test_slug(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text())
def test_a_slug_is_safe_whatever_comes(text: str) -> None:
    name = slug(text)
    assert 1 <= len(name) <= 60
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name == slug(name)


def test_given_then_environment_then_checkout_then_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = {"FACILITATOR_SESSIONS": "theirs"}
    assert sessions_folder("mine", env, tmp_path) == tmp_path / "mine"
    assert sessions_folder(None, env, tmp_path) == tmp_path / "theirs"
    assert sessions_folder(str(tmp_path / "x"), {}, Path("/elsewhere")) == tmp_path / "x"
    assert sessions_folder("~/x", {}, tmp_path) == Path("~/x").expanduser()
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    monkeypatch.setattr(module, "_CHECKOUT", checkout)
    for content in (None, "not = [toml", '[project]\nname = "other"\n', "project = 3\n"):
        if content is not None:
            (checkout / "pyproject.toml").write_text(content)
        found = sessions_folder(None, {"FACILITATOR_SESSIONS": ""}, tmp_path)
        assert found.name == "sessions"
        assert not found.is_relative_to(tmp_path)
    (checkout / "pyproject.toml").write_text('[project]\nname = "facilitator"\n')
    assert sessions_folder(None, {}, tmp_path) == checkout / "sessions"
    # Installed elsewhere, but started in the project's folder, as the README does.
    monkeypatch.setattr(module, "_CHECKOUT", tmp_path / "site-packages")
    assert sessions_folder(None, {}, checkout) == checkout / "sessions"


def test_samples_are_the_installed_ones_else_the_checkouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout, package = tmp_path / "checkout", tmp_path / "package"
    monkeypatch.setattr(module, "_CHECKOUT", checkout)
    monkeypatch.setattr(module, "_PACKAGE", package)
    (checkout / "sessions" / "dialogforum-2010").mkdir(parents=True)
    assert samples_folder() is None
    (checkout / "pyproject.toml").write_text('[project]\nname = "facilitator"\n')
    assert samples_folder() == checkout / "sessions" / "dialogforum-2010"
    (package / "samples" / "dialogforum-2010").mkdir(parents=True)
    assert samples_folder() == package / "samples" / "dialogforum-2010"


def test_entries_are_the_sessions_of_the_folder_and_of_its_series(tmp_path: Path) -> None:
    folder = filled(
        tmp_path, "b.json", "a.json", "serie/c.json", "a.conflict-20100607-101500.json", ".hidden.json", ".git/x.json",
        ".a.json.x.tmp", "a.json.bak", "a.json.lock", "notes.txt",
    )  # fmt: skip
    (tmp_path / "serie" / "deeper").mkdir()
    (tmp_path / "serie" / "deeper" / "d.json").write_text("{}")
    (tmp_path / "folder.json").mkdir()
    assert [path.relative_to(tmp_path).as_posix() for path in folder.entries()] == ["a.json", "b.json", "serie/c.json"]


def test_a_folder_that_is_not_there_is_empty_and_stays_away(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "none", WORDS)
    assert folder.entries() == []
    assert folder.new_path("Möte", None, DAY).parent == tmp_path / "none"
    with pytest.raises(StorageError):
        folder.find("x")
    assert not (tmp_path / "none").exists()


def test_a_new_path_is_dated_safe_and_free(tmp_path: Path) -> None:
    folder = filled(tmp_path, "x.json")
    first = folder.new_path("Dialogcafé: böcker?", None, DAY)
    assert first == tmp_path / "2010-06-07-dialogcafe-bocker.json"
    first.with_name(first.name.upper()).write_text("{}")
    second = folder.new_path("Dialogcafé: böcker?", None, DAY)
    assert second.name == "2010-06-07-dialogcafe-bocker-2.json"
    second.write_text("{}")
    assert folder.new_path("Dialogcafé böcker", None, DAY).name == "2010-06-07-dialogcafe-bocker-3.json"
    assert folder.new_path("", "Vår serie", DAY) == tmp_path / "var-serie" / "2010-06-07-session.json"
    assert len(folder.new_path("y" * 200, None, DAY).stem) == 60


@pytest.mark.parametrize(
    "typed",
    ["2010-06-07-bocker", "2010-06-07-bocker.json", "forum/2010-06-07-bocker", "forum/2010-06-07-bocker.json",
     "forum\\2010-06-07-bocker", "bocker", "Böcker", "forum/Böcker", "FORUM/2010-06-07-BOCKER"],
)  # fmt: skip
def test_find_takes_what_people_type(tmp_path: Path, typed: str) -> None:
    folder = filled(tmp_path, "forum/2010-06-07-bocker.json", "forum/2010-09-01-hus.json", "annat.json")
    assert folder.find(typed).samefile(tmp_path / "forum" / "2010-06-07-bocker.json")


def test_find_takes_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = filled(tmp_path / "sessions", "a.conflict-20100607-101500.json")
    filled(tmp_path / "elsewhere", "x.json")
    path = tmp_path / "elsewhere" / "x.json"
    assert folder.find(str(path)) == path
    monkeypatch.chdir(tmp_path)
    assert folder.find("elsewhere/x").samefile(path)
    assert folder.find("a.conflict-20100607-101500.json").is_file()


def test_find_names_what_is_meant_or_nearest(tmp_path: Path) -> None:
    folder = filled(tmp_path, "a/bocker.json", "b/bocker.json", "a/biblioteket.json")
    with pytest.raises(StorageError, match=r"^“bocker” can mean a/bocker and b/bocker\.$"):
        folder.find("bocker")
    with pytest.raises(StorageError, match=r"^There is no session “bibliotek”\. Nearest: a/biblioteket\.$"):
        folder.find("bibliotek")
    for hostile in ("zzz", "", "\0", "\x1b[2J", "../..", "x" * 5000, "\ud800"):
        with pytest.raises(StorageError, match="There is no session") as caught:
            folder.find(hostile)
        assert "\x1b" not in str(caught.value)
