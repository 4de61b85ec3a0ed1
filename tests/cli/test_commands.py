"""The commands as a shell runs them: what they print, how they end, and what they leave on the disk."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal or pipe there")

AGENDA = """
title = "Evening"
language = "en"
[[step]]
id = "c"
kind = "collect"
title = "Collect"
[[step]]
id = "v"
kind = "vote"
title = "Vote"
items = ["A", "B"]
hidden = true
[[step]]
id = "a"
kind = "act"
title = "Act"
"""


class Shell:
    """A folder with sessions, and commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sessions = folder / "sessions"
        self.agenda = folder / "agenda.toml"
        self.agenda.write_text(AGENDA, encoding="utf-8")

    def command(self, *arguments: str | Path) -> list[str]:
        options = ["--language", "en", "--sessions", str(self.sessions)]
        return [sys.executable, "-m", "facilitator", *options, *map(str, arguments)]

    def run(self, *arguments: str | Path, said: str | bytes = b"", status: int = 0) -> tuple[str, str]:
        """Run a command to its end; its output and errors."""
        given = said if isinstance(said, bytes) else said.encode()
        done = subprocess.run(self.command(*arguments), input=given, capture_output=True, cwd=self.folder,
                              env=self.env, timeout=60, check=False)  # fmt: skip
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err, err
        assert done.returncode == status, err
        return out, err

    def refuse(self, *arguments: str | Path, said: str | bytes = b"", status: int = 1) -> str:
        """Run a command that must be refused with one sentence; the sentence."""
        out, err = self.run(*arguments, said=said, status=status)
        assert out == ""
        assert len(err.splitlines()) == 1, err
        assert "\x1b" not in err
        return err.strip()

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(self.command(*arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, cwd=self.folder, env=self.env, text=True,
                                encoding="utf-8")  # fmt: skip

    def new(self, *options: str) -> Path:
        return Path(self.run("new", self.agenda, "--groups", "3", *options)[0].strip())

    def answers(self, session: Path) -> list[str]:
        shown = json.loads(self.run("show", session, "--json")[0])
        return [text for item in shown["steps"][0]["tally"]["items"] for text in item["texts"]]

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "FACILITATOR_SESSIONS"}
        return kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session's file, made once."""
    shell = Shell(tmp_path_factory.mktemp("recorded"))
    path = shell.new()
    shell.run("record", path, said="@c\n1: a; b\n2: c\n@v\n1: 1\n@a\nBoka | Anna | v 40\n")
    return path


@pytest.fixture
def session(shell: Shell, recorded: Path) -> Path:
    shell.sessions.mkdir()
    return Path(shutil.copy(recorded, shell.sessions / recorded.name))


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and folder below, with its time and its bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = (path.stat().st_mtime_ns, content)
    return found


class TestEachCommand:
    def test_new_prints_the_path_and_nothing_is_written_over(self, shell: Shell) -> None:
        first, second = shell.new("--name", "Ängöns möte"), shell.new("--name", "Ängöns möte")
        assert first.is_file()
        assert second.is_file()
        assert first != second
        assert first.parent == shell.sessions
        assert first.stem.endswith("angons-mote")

    def test_new_of_a_template_in_a_series(self, shell: Shell) -> None:
        path = Path(shell.run("new", "dialogforum", "--series", "Våren", "--people", "41")[0].strip())
        assert path.parent == shell.sessions / "varen"
        shown = json.loads(shell.run("show", "varen/" + path.stem, "--json")[0])
        assert (shown["series"], shown["people"], shown["language"]) == ("varen", 41, "en")

    def test_record_says_what_each_line_means(self, shell: Shell) -> None:
        path = shell.new()
        out, err = shell.run("record", path, said="# paper\n\n@c\n1: a\nb; c\n/undo\n")
        answers = ["Table 1: 1 answer. 1 a", "Table 1: 2 answers. 2 b; 3 c"]
        assert out.splitlines() == ["Starts step 1: Collect", *answers, "Undone."]
        assert err == ""

    def test_a_bad_line_is_named_by_number_and_the_rest_goes_on(self, shell: Shell) -> None:
        path = shell.new()
        out, err = shell.run("record", path, said="@c\n9: a\n1: b\n3:gratis\n2: c\n@nowhere\n", status=1)
        assert len(out.splitlines()) == 3
        assert [line.partition(":")[0] for line in err.splitlines()] == ["line 2", "line 4", "line 6"]
        assert shell.answers(path) == ["b", "c"]

    def test_record_reads_a_file_as_it_reads_a_pipe(self, shell: Shell) -> None:
        lines = shell.folder / "lines.txt"
        lines.write_bytes("\ufeff@c\r\n1: å\r\n2: ä".encode())
        path = shell.new()
        shell.run("record", path, lines)
        assert shell.answers(path) == ["å", "ä"]
        assert "no-such.txt" in shell.refuse("record", path, shell.folder / "no-such.txt")

    def test_bytes_that_are_no_text_stop_nothing(self, shell: Shell) -> None:
        path = shell.new()
        shell.run("record", path, said=b"@c\n1: \xff\xfe a\n2: b\x00\n")
        assert shell.answers(path) == ["\ufffd\ufffd a", "b"]

    def test_a_session_is_found_by_its_name(self, shell: Shell, session: Path) -> None:
        assert shell.run("show", "evening", "--plain")[0] == shell.run("show", session, "--plain")[0]
        assert "evening" in shell.refuse("show", "evning")

    def test_show_one_step_and_what_is_hidden(self, shell: Shell, session: Path) -> None:
        plain = shell.run("show", session, "--plain", "--step", "v")[0]
        assert "Hidden until it is revealed." in plain
        assert "Collect" not in plain
        assert "Hidden" not in shell.run("show", session, "--plain", "--step", "v", "--reveal")[0]
        assert "nix" in shell.refuse("show", session, "--step", "nix")

    def test_list(self, shell: Shell, session: Path) -> None:
        listed = json.loads(shell.run("list", "--json")[0])
        assert [(one["name"], one["groups"], one["status"]) for one in listed] == [("Evening", 3, "running")]
        assert "Evening" in shell.run("list")[0]

    def test_check_templates_export(self, shell: Shell, session: Path) -> None:
        assert "3 steps" in shell.run("check", shell.agenda)[0]
        assert "Evening" in shell.run("check", session)[0]
        assert "dialogforum" in shell.run("templates")[0]
        out = shell.run("export", session, "--format", "md,html", "--output", shell.folder)[0]
        files = [Path(line) for line in out.splitlines()]
        assert [file.suffix for file in files] == [".md", ".html"]
        assert all("Boka" in file.read_text(encoding="utf-8") for file in files)

    def test_several_files_come_into_the_folder_that_is_named_for_them(self, shell: Shell, session: Path) -> None:
        wanted = shell.folder / "for all"
        out = shell.run("export", session, "--format", "md,csv", "--output", wanted)[0]
        assert [Path(line) for line in out.splitlines()] == [wanted / f"{session.stem}{end}" for end in (".md", ".csv")]

    def test_a_logo_that_is_not_there_is_told_so(self, shell: Shell, session: Path) -> None:
        told = shell.refuse("export", session, "--format", "pdf", "--logo", shell.folder / "loggan.png")
        assert told.startswith("There is no logo ")

    def test_export_for_office_programs_and_others(self, shell: Shell, session: Path) -> None:
        out = shell.run("export", session, "--format", "docx,xlsx,csv,json", "--audience", "organisers")[0]
        files = [Path(line) for line in out.splitlines()]
        assert [file.name.removeprefix(f"{session.stem}.organisers") for file in files] == [
            ".docx", ".xlsx", ".csv", ".summary.json",
        ]  # fmt: skip
        assert [one["name"] for one in json.loads(shell.run("list", "--json")[0])] == ["Evening"]
        shown = json.loads(shell.run("show", session, "--json")[0])
        assert json.loads(files[-1].read_text("utf-8"))["session"] == shown
        shell.run("export", session, "--format", "json", "--output", shell.folder / "all.json", "--audience",
                  "organisers")  # fmt: skip
        assert (shell.folder / "all.json").read_bytes() == files[-1].read_bytes()

    def test_export_says_first_what_is_left_out_and_for_whom(self, shell: Shell, session: Path) -> None:
        for options, said, name in (
            ((), "those who took part", f"{session.stem}.md"),
            (("--audience", "public"), "the public", f"{session.stem}.public.md"),
        ):
            out, told = shell.run("export", session, "--format", "md", *options)
            assert len(told.splitlines()) == 1
            assert said in told
            assert Path(out.strip()).name == name
        assert "«press»" in shell.refuse("export", session, "--format", "md", "--audience", "press")

    def test_what_came_out_is_written_anew_from_a_pipe(self, shell: Shell, session: Path) -> None:
        shell.run("record", session, said="/finding add We will meet again\n/place The old hall\n")
        out = shell.run("export", session, "--format", "md")[0]
        text = Path(out.strip()).read_text("utf-8")
        assert "- We will meet again (the facilitator's words)" in text
        assert "- **Place:** The old hall" in text

    def test_export_never_replaces_a_session(self, shell: Shell, session: Path) -> None:
        before = session.read_bytes()
        assert session.name in shell.refuse("export", session, "--format", "json", "--output", session)
        assert session.read_bytes() == before
    def test_a_pdf_in_the_colour_asked_for(self, shell: Shell, session: Path) -> None:
        shell.run("record", session, said="@c\n1: Nummer \U000f0123\n")
        written = []
        for colour in ("#0A6B57", "#8A1538"):
            out, told = shell.run("export", session, "--format", "pdf", "--accent", colour, "--output", shell.folder)
            written.append(Path(out.strip()).read_bytes())
            assert "(U+F0123)" in told
        assert all(content.startswith(b"%PDF-") for content in written)
        assert written[0] != written[1]
        assert "«#ff» is no colour" in shell.refuse("export", session, "--format", "pdf", "--accent", "#ff")

    def test_without_a_terminal_the_library_is_a_list(self, shell: Shell, session: Path) -> None:
        assert shell.run()[0] == shell.run("list")[0]
        assert "record" in shell.refuse("run", session)


class TestRefusals:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("nosuch",),
            ("new",),
            ("show",),
            ("record",),
            ("export",),
            ("list", "--nosuch"),
            ("new", "dialogforum", "--groups", "x"),
            ("new", "dialogforum", "--groups", "-1"),
            ("new", "dialogforum", "--people", "1000000"),
            ("new", "dialogforum", "--language", "xx"),
        ],
    )
    def test_wrong_use_is_one_sentence_and_status_2(self, shell: Shell, arguments: tuple[str, ...]) -> None:
        shell.refuse(*arguments, status=2)

    @pytest.mark.parametrize(
        "arguments",
        [
            ("show", "nosuch"),
            ("show", ""),
            ("show", "../../etc/passwd"),
            ("record", "nosuch"),
            ("run", "nosuch"),
            ("new", "nosuch"),
            ("new", "nosuch.toml"),
            ("new", "."),
            ("check", "nosuch"),
            ("check", "."),
            ("export", "nosuch"),
        ],
    )
    def test_what_is_not_there(self, shell: Shell, arguments: tuple[str, ...]) -> None:
        shell.refuse(*arguments)
        assert not shell.sessions.exists()

    def test_export_of_what_cannot_be(self, shell: Shell, session: Path) -> None:
        assert "xyz" in shell.refuse("export", session, "--format", "xyz")
        assert "nowhere" in shell.refuse("export", session, "--format", "md", "--output", "nowhere/summary")
        shell.refuse("export", session, "--format", "md", "--output", "nowhere/summary.md")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "title = ",
            "title = 'x'",
            "[[step]]\n",
            "step = 3\ntitle = 'x'",
            AGENDA.replace('"collect"', '"colect"'),
            AGENDA.replace('id = "v"', 'id = "c"'),
            AGENDA.replace("hidden = true", "hidden = 'yes'"),
            AGENDA.replace("hidden = true", "hiden = true"),
            AGENDA + '[[step]]\nid = "m"\nkind = "merge"\ntitle = "M"\nfrom = "nix"\n',
            f"title = {'[' * 5000}",
            f"title = 'x'\nstep = {'9' * 5000}",
            "title = 'x\x1b[31m'",
        ],
    )
    def test_a_broken_agenda_is_told_in_words_with_its_file(self, shell: Shell, text: str) -> None:
        shell.agenda.write_text(text, encoding="utf-8")
        out, err = shell.run("new", shell.agenda, status=1)
        assert out == ""
        assert all(line.startswith("agenda.toml") for line in err.splitlines())
        assert "\x1b" not in err
        assert not shell.sessions.exists()

    def test_a_mistake_in_an_agenda_names_step_id_key_and_what_is_allowed(self, shell: Shell) -> None:
        shell.agenda.write_text(AGENDA.replace("hidden = true", "hiden = true"), encoding="utf-8")
        sentence = shell.refuse("check", shell.agenda)
        assert sentence.startswith("agenda.toml, step 2 (v), hiden: Unknown key.")
        assert 'Did you mean "hidden"?' in sentence


def edited(change: Callable[[dict[str, Any]], None]) -> Callable[[bytes], bytes]:
    def edit(content: bytes) -> bytes:
        tables = json.loads(content)
        change(tables["events"])
        return json.dumps(tables).encode()

    return edit


def dropped(events: dict[str, Any]) -> None:
    del events["3"]


def deep(levels: int) -> Any:
    found: Any = "x"
    for _ in range(levels):
        found = [found]
    return found


def agenda_of(change: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    return lambda events: events["1"]["agenda"].update(change)


def event(**change: Any) -> Callable[[dict[str, Any]], None]:
    return lambda events: events["7"].update(change)


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "half": lambda content: content[: len(content) // 2],
    "one byte short": lambda content: content.rstrip()[:-1],
    "no text": lambda content: b"\xff\xfe" + content,
    "no object": lambda content: b"[1, 2]",
    "nothing in it": lambda content: b"{}",
    "another program's": lambda content: b'{"_default": {"1": {"a": 1}}}',
    "another number": edited(event(seq=99)),
    "an event less": edited(dropped),
    "text for a number": edited(event(item="one")),
    "a list for a text": edited(event(text=["a"])),
    "nobody": edited(event(voter="Norra")),
    "a huge number": edited(event(item=10**30)),
    "a number of thousands of digits": lambda content: content.replace(b'"item": 1', b'"item": ' + b"9" * 5000, 1),
    "an infinite number": lambda content: content.replace(b'"item": 1', b'"item": 1e999', 1),
    "no day": edited(event(at="yesterday")),
    "no zone": edited(event(at="2010-06-07T18:00:00")),
    "a deep list": edited(event(more=deep(200))),
    "a very deep list": lambda content: b'{"events": ' + b"[" * 100_000,
    "no steps": edited(agenda_of({"step": []})),
    "steps that are none": edited(agenda_of({"step": "c"})),
    "an agenda of numbers": edited(agenda_of({"title": 5})),
    "no agenda": edited(lambda events: events["1"].update(agenda=None)),
    "no opening": edited(lambda events: events["1"].update(type="people counted", people=3)),
}


class TestBrokenSessions:
    @pytest.mark.parametrize("mishap", BROKEN)
    def test_it_is_told_in_one_sentence_and_the_file_is_left(self, shell: Shell, session: Path, mishap: str) -> None:
        session.write_bytes(BROKEN[mishap](session.read_bytes()))
        before = everything(shell.sessions)
        shell.refuse("show", session, "--json")
        shell.refuse("record", session, said="@c\n1: x\n")
        assert everything(shell.sessions) == before

    def test_the_list_tells_of_each_and_hides_none(self, shell: Shell, session: Path) -> None:
        for number, mishap in enumerate(BROKEN):
            session.with_stem(f"broken-{number}").write_bytes(BROKEN[mishap](session.read_bytes()))
        before = everything(shell.sessions)
        listed = json.loads(shell.run("list", "--json")[0])
        problems = {Path(one["file"]).stem: one["problem"] for one in listed if one["status"] == "broken"}
        assert len(problems) == len(BROKEN)
        assert all(problems.values())
        assert [one["name"] for one in listed if one["status"] != "broken"] == ["Evening"]
        assert everything(shell.sessions) == before

    def test_what_a_newer_version_wrote_is_kept(self, shell: Shell, session: Path) -> None:
        def newer(events: dict[str, Any]) -> None:
            events["7"]["mood"] = "good"
            events[str(len(events) + 1)] = events["7"] | {"seq": len(events) + 1, "id": "n", "type": "weather noted"}

        session.write_bytes(edited(newer)(session.read_bytes()))
        shell.run("record", session, said="@c\n3: more\n")
        events = json.loads(session.read_bytes())["events"]
        assert events["7"]["mood"] == "good"
        assert "weather noted" in [one["type"] for one in events.values()]
        assert shell.answers(session) == ["a", "b", "c", "more"]


class TestReadingChangesNothing:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("show", "SESSION"),
            ("show", "SESSION", "--json", "--reveal"),
            ("list",),
            ("list", "--json"),
            ("check", "SESSION"),
            ("templates",),
            (),
        ],
    )
    def test_not_a_byte_nor_a_time(self, shell: Shell, session: Path, arguments: tuple[str, ...]) -> None:
        before = everything(shell.folder)
        shell.run(*(str(session) if one == "SESSION" else one for one in arguments))
        assert everything(shell.folder) == before

    def test_export_writes_its_files_and_no_other(self, shell: Shell, session: Path) -> None:
        out = shell.folder / "out"
        out.mkdir()
        before = everything(shell.sessions)
        shell.run("export", session, "--format", "md", "--output", out)
        assert everything(shell.sessions) == before
        assert len(list(out.iterdir())) == 1

    def test_a_folder_that_is_not_there_is_not_made(self, shell: Shell) -> None:
        assert "There are no sessions yet." in shell.run("list")[0]
        assert not shell.sessions.exists()

    @POSIX
    def test_a_folder_that_must_not_be_written_can_be_read(self, shell: Shell, session: Path) -> None:
        session.chmod(0o400)
        shell.sessions.chmod(0o500)
        try:
            assert "Boka" in shell.run("show", session, "--plain")[0]
            shell.run("list")
        finally:
            shell.sessions.chmod(0o700)


@pytest.fixture
def recording(shell: Shell) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """A session, and a `record` that waits for its lines."""
    path = shell.new()
    process = shell.start("record", path)
    yield path, process
    process.kill()
    process.communicate()


def say(process: subprocess.Popen[str], line: str) -> str:
    """Pipe a line and wait until it is acknowledged."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


class TestAcknowledged:
    def test_every_acknowledged_line_survives_a_kill(
        self, shell: Shell, recording: tuple[Path, subprocess.Popen[str]]
    ) -> None:
        path, process = recording
        say(process, "@c")
        said = [f"answer {number}" for number in range(12)]
        assert [say(process, f"{1 + at % 3}: {text}") for at, text in enumerate(said)] == [
            f"Table {1 + (at - 1) % 3}: 1 answer. {at} {text}" for at, text in enumerate(said, 1)
        ]
        process.kill()
        process.wait()
        assert shell.answers(path) == said
        shell.run("record", path, said="@c\n1: after\n")
        assert shell.answers(path) == [*said, "after"]

    @POSIX
    @pytest.mark.parametrize("after", [1, 40, 150])
    def test_a_kill_in_the_middle_of_a_flood_loses_nothing_acknowledged(
        self, shell: Shell, recording: tuple[Path, subprocess.Popen[str]], after: int
    ) -> None:
        path, process = recording
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("@c\n" + "".join(f"1: answer {number}\n" for number in range(400)))
        process.stdin.flush()
        for _ in range(after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
        process.wait()
        acknowledged = after - 1 + len(rest.splitlines())
        kept = shell.answers(path)
        assert len(kept) >= acknowledged
        assert kept == [f"answer {number}" for number in range(len(kept))]

    def test_it_is_on_the_disk_when_it_is_said(
        self, shell: Shell, recording: tuple[Path, subprocess.Popen[str]]
    ) -> None:
        path, process = recording
        say(process, "@c")
        for number in range(3):
            say(process, f"1: answer {number}")
            assert f"answer {number}" in path.with_name(f"{path.name}.journal").read_text(encoding="utf-8")
            assert shell.answers(path) == [f"answer {number}" for number in range(number + 1)]

    def test_two_at_once_do_not_spoil_the_session(
        self, shell: Shell, recording: tuple[Path, subprocess.Popen[str]]
    ) -> None:
        path, process = recording
        say(process, "@c")
        say(process, "1: of the first")
        refusal = shell.refuse("record", path, said="@c\n2: of the second\n")
        assert re.search(r" is open in another window since \d\d:\d\d\.", refusal)
        assert shell.answers(path) == ["of the first"]
        out, _ = process.communicate("2: goes on\n", timeout=60)
        assert process.returncode == 0
        assert "goes on" in out
        shell.run("record", path, said="@c\n2: and then the second\n")
        assert shell.answers(path) == ["of the first", "goes on", "and then the second"]

    @POSIX
    def test_whoever_has_read_enough_may_go(self, shell: Shell, session: Path) -> None:
        process = shell.start("show", session, "--json")
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        process.stderr.close()
        assert process.wait(timeout=60) == 0
