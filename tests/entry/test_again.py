"""Every line that \u2191 brings back can be read, and entered as it is it changes nothing that is counted."""

from pathlib import Path

import pytest

from facilitator.agenda.library import load_template
from facilitator.agenda.model import Step
from facilitator.desk import Desk, NewSession, create
from facilitator.entry import again
from facilitator.entry.address import first_target
from facilitator.recorder import Recorder
from facilitator.screens.recall import Recall
from facilitator.storage.folder import Folder
from facilitator.tally import document
from facilitator.words import Words

LINES = """
/group 1 = Norra
@incheckning
/quote 2: "Ja; kanske" | sa hon
@produkter
1: Gratis; "Bok | film; mer"; "=4"; "-"
2: Gratis; "Hon sa ""ja"" högt"
*: Tyst rum
@produktrang
1: 1 3 2
2: 2+1 3
@centrum
1: 1=3 4=2 / 1=1 4=4
2: 2=4 / -
@foljder
1>2: Börja tidigt
@malgrupper
1: Pendlaren | på tåget; Nyinflyttad
2: Pendlaren | på bussen
@prio
1: 1 2
2: -
@lofte
1: Öppna dörrar | mod
2: Vardagsrum | närhet
@loftesval
+: 1 2
x
2
@loftesprov
1: 4532 5443
2: 55-3 4444
@lokalt
1: Boka | Anna | 1 december | Växjö
Måla
@utvardering
+: 5 4 4
*: 0 0 1 1 1 / 0 0 0 2 1 / 0 0 0 2 1
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    words = Words("sv")
    path = create(Folder(tmp_path, words), load_template("dialogforum", words), NewSession(groups=2, people=12), words)
    desk = Desk(path, words)
    recorder = Recorder(desk)
    for line in LINES.strip().splitlines():
        outcome = recorder.take(line)
        assert not outcome.problem, (line, outcome.problem)
    return desk


def counted(desk: Desk, step: Step) -> object:
    notes = [(note.text, note.voter) for note in desk.book.happened(step).notes.values()]
    return notes if step.kind == "talk" else (notes, document(desk.book.tally(step)))


def test_every_line_is_read_and_changes_nothing(desk: Desk) -> None:
    seen = 0
    for step in desk.agenda.steps:
        for line in again.lines(desk.book, step):
            before = counted(desk, step)
            reading = desk.read(step, first_target(desk.book, step), line)
            assert not reading.problem, (line, reading.problem)
            desk.record(reading.events)
            assert counted(desk, step) == before, line
            seen += 1
    assert seen == 29


def test_the_newest_comes_first_and_is_corrected_in_place(desk: Desk) -> None:
    step = desk.agenda.step("produkter")
    line = again.lines(desk.book, step)[0]
    assert line == "/rätta *: 6 = Tyst rum"
    desk.record(desk.read(step, first_target(desk.book, step), line.replace("Tyst", "Tystare")).events)
    assert again.lines(desk.book, step)[0] == "/rätta *: 6 = Tystare rum"


def test_what_was_being_typed_is_not_lost() -> None:
    recall, lines = Recall(), ["b", "a"]
    assert [recall.go("half", lines, 1), recall.go("b", lines, 1), recall.go("a", lines, 1)] == ["b", "a", "a"]
    assert [recall.go("a", lines, -1), recall.go("b", lines, -1), recall.go("half", lines, -1)] == ["b", "half", "half"]
    recall.go("half", lines, 1)
    assert recall.go("b, edited", lines, -1) == "b, edited"
