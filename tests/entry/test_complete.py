"""Tab makes of a few letters what was meant, and what it makes can be read."""

from pathlib import Path

import pytest

from facilitator.agenda.library import load_template
from facilitator.desk import Desk, NewSession, create
from facilitator.entry.address import first_target
from facilitator.entry.complete import completions
from facilitator.recorder import Recorder
from facilitator.screens.recall import Completing
from facilitator.storage.folder import Folder
from facilitator.words import Words

SV = Words("sv")
SAID = """
/group 1 = Norra
@produkter
1: Fjärrlån; Lån av böcker; "Film; musik"
@produktlista
@produktrang
@foljder
@malgrupper
1: Anna 34 | pendlar till stan
@lokalt
Boka lokal | Anna Öberg | v 40
""".strip().splitlines()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = create(Folder(tmp_path, SV), load_template("dialogforum", SV), NewSession(groups=3, language="sv"), SV)
    desk = Desk(path, SV)
    recorder = Recorder(desk)
    for line in SAID:
        assert not recorder.take(line).problem, line
    return desk


@pytest.mark.parametrize(
    ("step", "line", "wanted"),
    [
        ("produkter", "/ång", "/ångra "),
        ("produkter", "/und", "/undo "),
        ("produkter", "nor", "Norra: "),
        ("produkter", "2: Gratis; fjä", "2: Gratis; Fjärrlån"),
        ("produkter", "film", '"Film; musik"'),
        ("foljder", "2>bö", "2>Börja: "),
        ("produktrang", "2: 1 lån", "2: 1 2 "),
        ("produktrang", "2: böcker", "2: 2 "),
        ("produktlista", "1 fjärr", "1 1 "),
        ("malgrupper", "2: Bo | pend", "2: Bo | pendlar till stan"),
        ("lokalt", "Måla | an", "Måla | Anna Öberg"),
    ],
)
def test_a_few_letters_become_what_was_meant(desk: Desk, step: str, line: str, wanted: str) -> None:
    found = desk.agenda.step(step)
    assert wanted in completions(desk.book, found, line)
    if not wanted.startswith("/") and not wanted.endswith(": "):
        assert not desk.read(found, first_target(desk.book, found), wanted).problem


@pytest.mark.parametrize("line", ["", "  ", "zzz", "/zzz", "2: zzz", '2: "fjä', "2: =1", "[/] | ; :", ">", "2>zzz"])
@pytest.mark.parametrize("step", ["produkter", "produktlista", "produktrang", "centrum", "lokalt", "valkommen"])
def test_nothing_is_made_of_what_begins_nothing(desk: Desk, step: str, line: str) -> None:
    for made in completions(desk.book, desk.agenda.step(step), line):
        assert made != line


def test_tab_again_is_another_completion_and_at_last_what_was_typed(desk: Desk) -> None:
    completing, step = Completing(), desk.agenda.step("produktrang")
    seen = ["2: l"]
    for _ in range(4):
        seen.append(completing.go(desk.book, step, seen[-1], 1) or "")
    assert seen[1] == "2: 2 "
    assert "2: l" in seen[1:]
    assert completing.go(desk.book, step, "2: zzz", 1) is None
