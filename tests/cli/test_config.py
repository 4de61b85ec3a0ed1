"""The settings file: what it settles, what goes before it, and that nothing in it ever stops the program."""

import io
import tomllib
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.cli import main
from facilitator.configuring import commented
from facilitator.export import FORMATS, style_of
from facilitator.report.audience import AUDIENCES
from facilitator.report.writers.style import ACCENT, LEAST_CONTRAST, contrast, readable
from facilitator.settings import AUDIENCES as SETTLED_AUDIENCES
from facilitator.settings import FORMATS as SETTLED_FORMATS
from facilitator.settings import READERS, THEMES, Settings, read, settings_file
from facilitator.theme import DARK_NAME, named
from facilitator.words import Words

EN, SV = Words("en"), Words("sv")
AGENDA = """
title = "Evening"
language = "en"
[[step]]
id = "c"
kind = "collect"
title = "What do we lack?"
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file that counts; it is not there yet."""
    path = tmp_path / "place" / "settings.toml"
    monkeypatch.setenv("FACILITATOR_CONFIG", str(path))
    for name in ("FACILITATOR_SESSIONS", "FACILITATOR_THEME", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return path


def settle(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def run(*arguments: str | Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main([str(argument) for argument in arguments])
    return status, out.getvalue(), err.getvalue()


def counting(*arguments: str) -> dict[str, str]:
    """Return what `config` says of each setting."""
    status, out, _ = run(*arguments, "config")
    assert status == 0
    lines = [line.partition(": ") for line in out.splitlines()]
    return {key: said for key, _, said in lines if key in READERS}


def session(file: Path) -> str:
    agenda = file.parent / "agenda.toml"
    agenda.write_text(AGENDA, encoding="utf-8")
    _, out, _ = run("--sessions", file.parent / "sessions", "new", agenda, "--groups", "2")
    return out.strip()


def test_it_lies_where_the_platform_keeps_settings() -> None:
    home = Path.home()
    assert settings_file({}, "linux") == home / ".config/facilitator/settings.toml"
    assert settings_file({"XDG_CONFIG_HOME": "/somewhere"}, "linux") == Path("/somewhere/facilitator/settings.toml")
    assert settings_file({"XDG_CONFIG_HOME": "not/whole"}, "linux") == home / ".config/facilitator/settings.toml"
    assert settings_file({}, "darwin") == home / "Library/Application Support/facilitator/settings.toml"
    assert settings_file({"APPDATA": "/roaming"}, "win32") == Path("/roaming/facilitator/settings.toml")
    assert settings_file({"FACILITATOR_CONFIG": "~/mine.toml"}, "win32") == home / "mine.toml"


def test_what_can_be_settled_is_what_there_is() -> None:
    assert set(SETTLED_FORMATS) == set(FORMATS)
    assert SETTLED_AUDIENCES == AUDIENCES
    assert [named(theme) for theme in THEMES].count(DARK_NAME) == 1


def test_the_file_is_made_once_with_everything_explained_and_nothing_settled(file: Path) -> None:
    before = counting()
    status, out, err = run("config", "--write")
    assert (status, out, err) == (0, f"Written: {file}. Open it in a text editor.\n", "")
    assert tomllib.loads(file.read_text("utf-8")) == {}
    assert counting() == before
    file.write_text("mine", "utf-8")
    status, out, err = run("config", "--write")
    assert (status, out, file.read_text("utf-8")) == (1, "", "mine")
    assert "is there already; nothing was written." in err


@pytest.mark.parametrize("words", [EN, SV])
def test_every_example_in_the_file_can_be_used(tmp_path: Path, words: Words) -> None:
    text = commented(words)
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    examples = [line for line in lines if line.partition(" = ")[0] in READERS]
    path = settle(tmp_path / "settings.toml", "\n".join(examples))
    found = read(path)
    assert found.problems == ()
    assert None not in found
    assert all(len(line) <= 100 for line in text.splitlines())


def test_the_command_line_goes_before_the_environment_and_that_before_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counting()["theme"] == "dark (usual)"
    settle(file, 'language = "sv"\nsessions = "mina"\ntheme = "light"\n')
    found = counting()
    assert found["language"] == "sv (fil)"
    assert found["sessions"] == f"{file.parent / 'mina'} (fil)"
    assert found["theme"] == "light (fil)"
    monkeypatch.setenv("FACILITATOR_SESSIONS", "/theirs")
    monkeypatch.setenv("FACILITATOR_THEME", "black")
    found = counting()
    assert found["sessions"].endswith("theirs (FACILITATOR_SESSIONS)")
    assert found["theme"] == "black (FACILITATOR_THEME)"
    found = counting("--language", "en", "--sessions", "/asked")
    assert found["language"] == "en (command line)"
    assert found["sessions"].endswith("asked (command line)")


def test_the_file_s_language_is_the_program_s_and_the_agenda_s_the_session_s(file: Path) -> None:
    settle(file, 'language = "sv"\n')
    path = session(file)
    assert run("templates")[1].splitlines()[-1].startswith("Dina egna agendor")
    assert "What do we lack?" in run("show", path)[1]
    assert "bord" not in run("show", path)[1]


def test_sessions_lie_where_the_file_says(file: Path) -> None:
    settle(file, 'sessions = "mine"\n')
    status, out, _ = run("new", "dialogforum")
    assert status == 0
    assert Path(out.strip()).parent == file.parent / "mine"


def test_plain_lines_are_settled_and_can_be_left_for_once(file: Path) -> None:
    settle(file, "plain = true\n")
    samples = str(Path(__file__).parents[2] / "sessions" / "dialogforum-2010")
    plain, coloured = run("compare", samples, "--step", "prio"), run("compare", samples, "--step", "prio", "--no-plain")
    assert plain[1] == run("compare", samples, "--step", "prio", "--plain")[1]
    assert plain[1] != coloured[1]


def test_what_is_exported_follows_the_file(file: Path) -> None:
    settle(file, 'formats = ["html", "md"]\naudience = "public"\naccent = "#FFCC00"\nlogo = "logo.svg"\n')
    (file.parent / "logo.svg").write_text(LOGO, "utf-8")
    path = Path(session(file))
    status, out, err = run("export", path)
    assert status == 0
    assert [Path(line).name for line in out.split()] == [f"{path.stem}.public.html", f"{path.stem}.public.md"]
    page = Path(out.split()[0]).read_text("utf-8")
    shade = readable("#FFCC00")
    assert shade in page
    assert ACCENT not in page
    assert 'src="data:image/svg+xml;base64,' in page
    assert f"The colour #FFCC00 is too pale to be read on paper; {shade} is used." in err
    assert counting()["accent"] == f"{shade}, a darker #FFCC00 (file)"
    _, out, err = run("export", path, "--format", "html", "--audience", "organisers", "--accent", "#8A1538")
    assert out.strip().endswith(".organisers.html")
    assert "#8A1538" in Path(out.strip()).read_text("utf-8")
    assert "#FFCC00" not in err


def test_a_logo_or_letters_that_are_not_there_lose_no_summary(file: Path) -> None:
    settle(file, 'logo = "gone.png"\nfont = "No Such Letters"\nformats = ["pdf"]\n')
    path = Path(session(file))
    status, out, err = run("export", path)
    assert status == 0
    assert Path(out.strip()).read_bytes().startswith(b"%PDF")
    assert "gone.png" in err
    assert "No Such Letters" in err
    assert run("export", path, "--logo", "gone.png")[0] == 1
    found = counting()
    assert (found["logo"], found["font"]) == ("none (usual)", "Source Sans 3 (usual)")


def test_office_files_are_without_a_logo_that_they_cannot_hold(file: Path) -> None:
    settle(file, 'logo = "logo.svg"\nformats = ["pptx", "docx", "html"]\n')
    (file.parent / "logo.svg").write_text(LOGO, "utf-8")
    status, out, err = run("export", session(file))
    assert status == 0
    assert len(out.split()) == 3
    assert "PowerPoint and Word cannot hold the logo logo.svg, only .png, .jpg, .jpeg, .gif; the file is without" in err


@given(st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True))
def test_any_colour_can_be_read_on_every_paper(accent: str) -> None:
    shade = readable(accent)
    for paper in ("#FFFFFF", "#FBF8F1", "#F3EEE3"):
        assert contrast(shade, paper) >= LEAST_CONTRAST
    assert readable(shade) == shade


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('langauge = "sv"', "line 3: there is no setting «langauge»; did you mean language?"),
        ('"färg [/]" = 1', "line 3: there is no setting «färg [/]»; there are language, sessions, theme"),
        ("[colours]\nink = 1", "line 3: there is no setting «colours»"),
        ("a.b = 1", "line 3: there is no setting «a»"),
        ('language = "de"', 'line 3: language must be "sv" or "en"; the usual counts.'),
        ("language = []", 'line 3: language must be "sv" or "en"; the usual counts.'),
        ("sessions = 3", "line 3: sessions must be a folder in quotation marks; the usual counts."),
        ('sessions = "\\u0000"', "line 3: sessions must be a folder"),
        ('plain = "yes"', "line 3: plain must be true or false; the usual counts."),
        ("formats = 1979-05-27", "line 3: formats must be a list of some of"),
        ('formats = ["pdf", "ppt", 3]', "line 3: There is no format «ppt»"),
        ('accent = "red"', "line 3: accent must be a colour in quotation marks, # and six signs; the usual counts."),
        ("logo = true", "line 3: logo must be a file in quotation marks"),
        ("font = {}", "line 3: font must be a name in quotation marks"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line_and_the_rest_counts(file: Path, line: str, said: str) -> None:
    settle(file, f'\ntheme = "white"\n{line}\n')
    status, out, err = run("config")
    assert status == 0
    assert f"{file}, {said}" in err
    assert "\x1b" not in err
    assert "theme: white (file)" in out
    assert run("list", "--sessions", file.parent)[0] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"theme = \n", "line 1 is not TOML"),
        (rb'sessions = "C:\Users\Anna"', r"write it in quotation marks: sessions = 'C:\Users\Anna'."),
        ("theme = 'light'".encode("utf-16"), "must be saved as UTF-8"),
        (b"a = " + b"[" * 5000, "is not TOML"),
        (b"a = " + b"9" * 5000, "is not TOML"),
        (b"\x00", "line 1 is not TOML"),
    ],
)
def test_a_broken_file_is_told_and_the_usual_counts(file: Path, content: bytes, said: str) -> None:
    settle(file, "")
    file.write_bytes(content)
    status, out, err = run("config")
    assert status == 0
    assert said in err
    assert len(err.splitlines()) == 1
    assert err.strip().endswith("The usual settings count.")
    assert "theme: dark (usual)" in out


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("accent = #8A1538", 'accent = "#8A1538"'),
        ('accent = "#8A1538', 'accent = "#8A1538"'),
        ("audience = public", 'audience = "public"'),
        ("formats = pdf, html", 'formats = "pdf, html"'),
        (r"sessions = C:\Möten", r"sessions = 'C:\Möten'"),
    ],
)
def test_a_line_without_its_quotation_marks_is_told_with_the_cure_and_the_rest_counts(
    file: Path, line: str, cure: str
) -> None:
    settle(file, f'theme = "light"\n{line}\nlanguage = "sv"\n')
    status, out, err = run("config")
    assert (status, len(err.splitlines())) == (0, 1)
    assert err.strip() == (
        f"{file}, rad 2 går inte att läsa: {line} – skriv inom citattecken: {cure}. Resten av filen gäller."
    )
    assert "theme: light (fil)" in out


def test_what_stands_inside_a_list_that_never_ends_is_not_taken_for_settings(file: Path) -> None:
    settle(file, 'formats = ["pdf",\ntheme = "light"\n')
    status, out, err = run("config")
    assert (status, "theme: dark (usual)" in out, err.count("usual settings")) == (0, True, 1)


def test_a_pale_accent_keeps_its_hue_and_what_is_nearly_white_gets_none() -> None:
    red, green, blue = (int(readable("#FFE0E0")[at : at + 2], 16) for at in (1, 3, 5))
    assert red > 3 * green == 3 * blue
    assert readable("#FFFFFF") == readable("#AAAAAA")


def test_a_key_that_would_steer_the_terminal_is_told_without(file: Path) -> None:
    settle(file, r'"\u001b[31mred" = 1')
    assert "there is no setting «[31mred»" in run("config")[2]


def test_notepad_s_mark_at_the_beginning_is_passed_over(file: Path) -> None:
    settle(file, "\ufefftheme = 'light'\r\n")
    assert counting()["theme"] == "light (file)"


def test_a_folder_in_its_place_is_no_file(file: Path) -> None:
    file.mkdir(parents=True)
    assert counting()["theme"] == "dark (usual)"
    assert run("config", "--write")[0] == 1


@given(st.binary(max_size=200) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")))
def test_no_file_stops_the_program(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    assert isinstance(read(path), Settings)


def test_the_look_of_what_has_none_is_not_asked_for(tmp_path: Path) -> None:
    told: list[str] = []
    style_of(Settings(logo=tmp_path / "gone.png"), ["md", "csv"], EN, told.append)
    assert told == []
