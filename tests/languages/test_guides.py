"""What the guides tell a facilitator to type and press is there, and does something."""

import re
import shlex
from pathlib import Path

import pytest
from spoken import ROOT

from facilitator.agenda.load import parse_agenda
from facilitator.cli import _parser
from facilitator.desk import Desk, NewSession, create
from facilitator.entry import vocabulary
from facilitator.keys import KEYS
from facilitator.recorder import Recorder
from facilitator.storage.folder import Folder
from facilitator.words import Words

GUIDES = {language: (ROOT / "docs" / f"guide.{language}.md").read_text("utf-8") for language in ("sv", "en")}
AGENDA = """
title = "Day"
[[step]]
id = "talk"
kind = "talk"
title = "Hello"
[[step]]
id = "collect"
kind = "collect"
title = "What?"
[[step]]
id = "merge"
kind = "merge"
title = "Together"
from = "collect"
[[step]]
id = "vote"
kind = "vote"
title = "First"
items = ["A", "B", "C", "D", "E"]
dots = 3
[[step]]
id = "rank"
kind = "rank"
title = "Order"
items = ["A", "B", "C", "D", "E"]
[[step]]
id = "rate"
kind = "rate"
title = "Grades"
items = ["A", "B", "C", "D", "E"]
scale = [1, 5]
[[step]]
id = "act"
kind = "act"
title = "Do"
"""


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """Return the blocks of a guide: of what kind, and their lines."""
    found = re.findall(r"^ *```(\w+)\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [(kind, [line.strip() for line in body.splitlines()]) for kind, body in found]


@pytest.mark.parametrize("language", GUIDES)
def test_every_line_can_be_typed_as_the_day_goes(language: str, tmp_path: Path) -> None:
    words = Words(language)
    path = create(Folder(tmp_path, words), parse_agenda(AGENDA, "day.toml", words), NewSession(name="Day"), words)
    desk = Desk(path, words)
    recorder = Recorder(desk)
    for kind, lines in blocks(GUIDES[language]):
        for line in [f"@{kind}", *lines] if kind != "sh" else ():
            outcome = recorder.take(line)
            assert not outcome.problem, (line, outcome.problem)
            assert outcome.said
    kinds = {kind for kind, _ in blocks(GUIDES[language])}
    assert kinds == {"sh", *(step.kind for step in desk.agenda.steps)}


@pytest.mark.parametrize("language", GUIDES)
def test_every_command_is_one(language: str) -> None:
    commands = [line for kind, lines in blocks(GUIDES[language]) if kind == "sh" for line in lines]
    assert len(commands) > 5
    for command in commands:
        program, *arguments = shlex.split(command)
        assert program == "facilitator"
        assert _parser(Words("en")).parse_args(arguments).run
    for word in re.findall(r"`/(\w+)", GUIDES[language]):
        assert vocabulary.find(f"/{word}")[0], word


@pytest.mark.parametrize("language", GUIDES)
def test_every_key_is_one(language: str) -> None:
    faces = {key.face.replace("^", "Ctrl+") for key in KEYS} | {"Ctrl+↓", "→", "↓"}
    pressed = set(re.findall(r"\*\*([^*]+)\*\*", GUIDES[language]))
    assert len(pressed) > 15
    assert pressed - faces == set()


def test_both_guides_tell_the_same() -> None:
    outline = {
        language: (re.findall("^#+", text, re.MULTILINE), [(kind, len(lines)) for kind, lines in blocks(text)])
        for language, text in GUIDES.items()
    }
    pressed = {language: re.findall(r"\*\*([^*]+)\*\*", text) for language, text in GUIDES.items()}
    assert outline["sv"] == outline["en"]
    assert sorted(pressed["sv"]) == sorted(pressed["en"])
