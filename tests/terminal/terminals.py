"""A real terminal for tests: the program on a pty, its screen kept by a terminal emulator."""

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "down": "\x1b[B",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "ctrl+b": "\x02",
    "ctrl+t": "\x14",
    "ctrl+z": "\x1a",
    "ctrl+y": "\x19",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
}


class Terminal:
    """The program, running."""

    def __init__(self, arguments: list[str], columns: int, rows: int, sessions: Path) -> None:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "sv_SE.UTF-8",
            "LC_ALL": "",
            "PYTHONUTF8": "1",
            "TEXTUAL_ANIMATIONS": "none",
            "FACILITATOR_SESSIONS": str(sessions),
        }
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.process = pexpect.spawn(
            sys.executable, ["-m", "facilitator", *arguments], dimensions=(rows, columns), env=environment, timeout=30
        )

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text."""
        for key in keys:
            self.process.send(KEYS.get(key, key).encode())
            # A terminal cannot tell Escape from the beginning of another key but by the pause after it.
            self._drain(0.4 if key == "escape" else 0.05)

    def wait(self, text: str, seconds: float = 20.0) -> str:
        """Wait until the screen shows a text, and return the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._drain(0.1)
            if text in self.text:
                return self.text
        raise AssertionError(f"«{text}» never came:\n{self.text}")

    def wait_gone(self, text: str, seconds: float = 20.0) -> str:
        """Wait until the screen no longer shows a text, and return the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._drain(0.1)
            if text not in self.text:
                return self.text
        raise AssertionError(f"«{text}» never went:\n{self.text}")

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size."""
        self.screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)
        self._drain(0.3)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.process.kill(signal.SIGKILL)
        self.process.close(force=True)

    def wait_end(self) -> int:
        """Wait until the program ends by itself, and return its exit status."""
        self.process.expect(pexpect.EOF, timeout=20)
        self.raw += self.process.before or b""
        self.process.close()
        return int(self.process.exitstatus if self.process.exitstatus is not None else -1)

    def _drain(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                data = self.process.read_nonblocking(65536, timeout=max(end - time.monotonic(), 0.01))
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.raw += data
            self._stream.feed(data)
