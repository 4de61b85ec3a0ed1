"""The window changes its size while another screen stands before the library, on a real terminal."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pty is needed", allow_module_level=True)

from terminals import Terminal

from facilitator.storage.folder import templates_folder

NAME = "Förmiddagen med alla medarbetare på gården"
AGENDA = f'title = "{NAME}"\nlanguage = "sv"\n[[step]]\nid = "hej"\nkind = "talk"\ntitle = "Välkommen"\n'


def test_the_library_takes_all_of_a_window_made_smaller_behind_the_planner(tmp_path: Path) -> None:
    own = templates_folder(tmp_path / "sessions")
    own.mkdir()
    (own / "gården.toml").write_text(AGENDA, encoding="utf-8")
    screen = Terminal([], 160, 45, tmp_path / "sessions")
    screen.wait("Förmiddagen med")
    screen.press("enter")
    screen.wait("minuter i allt")
    screen.resize(80, 24)
    screen.wait("minuter i allt")
    screen.press("escape")
    screen.wait("Bibliotek")
    screen.wait(NAME)
    screen.kill()
