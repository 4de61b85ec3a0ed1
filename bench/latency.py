"""How long a facilitator waits: for a key, for the first picture, for the tally after Enter; and what a day costs.

    python -m bench.latency [--json] [--quick]

Every program runs on a real pty of 80x24, in turn with the bare Textual app it is compared with; times are medians of
pairs, the 95th percentile stands beside. A pty is needed, so not on Windows.
"""

import argparse
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, gettempdir

from bench.figures import Figure, compared, p, show, spread
from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.session.events import AnswerRecorded
from facilitator.storage.folder import Folder
from facilitator.words import Words

WORDS = Words("en")
AGENDA = """
title = "Bench"
language = "en"
[[step]]
id = "answers"
kind = "collect"
title = "What attracts people?"
minutes = 30
"""
# One Input and nothing else; and one that also keeps the line for certain and shows a table of twenty rows.
BARE = """
import os, sys
from rich.table import Table
from rich.text import Text
from textual.app import App
from textual.widgets import Input, Static

class Bare(App):
    def compose(self):
        if len(sys.argv) > 1:
            self.file = open(sys.argv[1], "ab")
            self.rows = []
            yield Static(id="table")
        yield Input(placeholder="type here")

    def on_input_submitted(self, event):
        self.file.write(event.value.encode() + b"\\n")
        self.file.flush()
        os.fsync(self.file.fileno())
        self.rows = [*self.rows, event.value][-20:]
        table = Table("answer", "tables", expand=True)
        for at in range(20 - len(self.rows)):
            table.add_row(Text(f"earlier {at}"), Text("1"))
        for row in self.rows:
            table.add_row(Text("painted " + row), Text("1"))
        self.query_one("#table").update(table)
        event.input.value = ""

Bare().run()
"""
_BYTECODE = Path(gettempdir()) / "facilitator-bench-bytecode"
_WAIT = 20.0
_GAP = 0.06


class Program:
    """A program on a pty of its own."""

    def __init__(self, arguments: Sequence[str], sessions: Path) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.begun = time.perf_counter()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_GB.UTF-8", "LC_ALL": "",
            "FACILITATOR_SESSIONS": str(sessions), "TEXTUAL_ANIMATIONS": "none",
            # Installed programs have their bytecode from the first start on; so has this one, wherever it is measured.
            "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(_BYTECODE),
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment, close_fds=True
        )
        os.close(slave)

    def until(self, wanted: bytes) -> float:
        """Wait for bytes on the screen; return the time when they had come."""
        seen, end = b"", time.perf_counter() + _WAIT
        while time.perf_counter() < end:
            if select.select([self._master], [], [], 0.5)[0]:
                seen += os.read(self._master, 65536)
                if wanted in seen:
                    return time.perf_counter()
        raise TimeoutError(f"{wanted!r} never came: {seen[-400:]!r}")

    def rest(self, seconds: float = _GAP) -> None:
        """Let what is still being painted arrive."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                os.read(self._master, 65536)

    def press(self, keys: str) -> float:
        """Send keys; return the time when they were sent."""
        now = time.perf_counter()
        os.write(self._master, keys.encode())
        return now

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)


def session(folder: Path, count: int) -> Path:
    """Make a session in its step of answers, with so many recorded: nine tables, a third of the answers different."""
    new = NewSession(name=f"bench {count}", groups=9, language="en")
    path = create(Folder(folder, WORDS), parse_agenda(AGENDA, "bench.toml", WORDS), new, WORDS)
    desk = Desk(path, WORDS)
    step = desk.agenda.step("answers")
    desk.record(desk.start(step).events)
    different = max(count // 3, 1)
    answers = [
        AnswerRecorded(step="answers", voter=f"group:{at % 9 + 1}", item=at % different + 1,
                       text=f"Something that attracts people number {at % different + 1}")
        for at in range(count)
    ]  # fmt: skip
    if answers:
        desk.record(answers)
    desk.close()
    return path


def start(arguments: Sequence[str], shows: bytes, folder: Path) -> Program:
    """Start a program and wait until it is ready for typing."""
    program = Program(arguments, folder)
    program.until(shows)
    program.rest(1.0)
    return program


def ours(path: Path) -> list[str]:
    """Return the command that runs a session."""
    return ["-m", "facilitator", "--language", "en", "run", str(path)]


def keys(folder: Path, count: int, pairs: int) -> tuple[list[float], list[float]]:
    """Return the times from key to screen, of the runner with `count` answers and of the bare app."""
    programs = [start(ours(session(folder, count)), b"attracts", folder), start(["-c", BARE], b"ype here", folder)]
    took: tuple[list[float], list[float]] = ([], [])
    try:
        typed = ""
        for pair in range(pairs):
            letter = "abcdefghij"[pair % 10]
            typed = letter if pair % 10 == 0 else typed + letter
            for program, times in zip(programs, took, strict=True):
                if pair % 10 == 0:
                    program.press("\x15")
                    program.rest(0.3)
                sent = program.press(letter)
                times.append((program.until(typed.encode()) - sent) * 1000)
                program.rest()
    finally:
        for program in programs:
            program.close()
    return took


def paints(folder: Path, pairs: int) -> tuple[list[float], list[float]]:
    """Return the times from start to first paint, of the runner and of the bare app."""
    path = session(folder, 0)
    took: tuple[list[float], list[float]] = ([], [])
    for pair in range(pairs + 1):
        for arguments, shows, times in ((ours(path), b"attracts", took[0]), (["-c", BARE], b"ype here", took[1])):
            program = Program(arguments, folder)
            try:
                shown = program.until(shows)
                if pair:
                    times.append((shown - program.begun) * 1000)
                program.rest(0.2)
            finally:
                program.close()
    return took


def enters(folder: Path, count: int, pairs: int) -> tuple[list[float], list[float]]:
    """Return the times from Enter to the painted tally, of the runner with `count` answers and of the bare app."""
    programs = [start(ours(session(folder, count)), b"attracts", folder),
                start(["-c", BARE, str(folder / "bare.txt")], b"ype here", folder)]  # fmt: skip
    took: tuple[list[float], list[float]] = ([], [])
    try:
        for pair in range(pairs):
            text = f"said{pair:03d}"
            answers = f"{count + pair + 1} answer".encode()
            for program, times, shows in zip(programs, took, (answers, f"painted {text}".encode()), strict=True):
                program.press(text)
                program.rest(0.5)
                sent = program.press("\r")
                times.append((program.until(shows) - sent) * 1000)
                program.rest(0.3)
    finally:
        for program in programs:
            program.close()
    return took


def hours(folder: Path, quick: bool) -> tuple[float, float]:
    """Return the program's memory in MiB after a simulated sixth hour and after the first, in a process of its own."""
    command = [sys.executable, "-m", "bench.hours", str(session(folder, 0)), "10" if quick else "120"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(found[-1]), float(found[0])


def measure(quick: bool) -> tuple[list[Figure], float]:
    """Return every figure, and the noise of the bare app's keys."""
    pairs = 3 if quick else 30
    figures: list[Figure] = []
    noise = 0.0

    def add(name: str, found: tuple[list[float], list[float]], goal: str) -> None:
        mine, bare = found
        figures.append(compared(f"{name}, ms", median(mine), median(bare), goal))
        figures.append(compared(f"{name}, ms, 95th percentile", p(mine, 95), p(bare, 95)))

    def within(measured: Callable[[Path], tuple[list[float], list[float]]]) -> tuple[list[float], list[float]]:
        with TemporaryDirectory() as scratch:
            return measured(Path(scratch))

    for count in (0, 1000):
        found = within(lambda folder, count=count: keys(folder, count, pairs))  # type: ignore[misc]
        noise = noise or spread(found[1])
        add(f"key to screen, {count} answers (bare Input)", found, "<= 1.5" if count else "")
    add("start to first paint (bare Input)", within(lambda folder: paints(folder, 2 if quick else 21)), "<= 1.35")
    for count in (0, 1000):
        found = within(lambda folder, count=count: enters(folder, count, pairs))  # type: ignore[misc]
        add(f"Enter to painted tally, {count} answers (bare fsync and table)", found, "<= 1.5")
    with TemporaryDirectory() as scratch:
        sixth, first = hours(Path(scratch), quick)
    figures.append(compared("memory after a sixth hour (after the first), MiB", sixth, first, "<= 1.05"))
    return figures, noise


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="how long a facilitator waits")
    parser.add_argument("--json", action="store_true", help="one object per figure")
    parser.add_argument("--quick", action="store_true", help="prove that it runs; the figures mean nothing")
    options = parser.parse_args()
    figures, noise = measure(options.quick)
    show(figures, noise, options.json)


if __name__ == "__main__":
    main()
