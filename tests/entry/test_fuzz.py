"""Anything can be typed, pasted or piped: it is read or refused, and what is recorded can be shown and reopened."""

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stdout
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator.agenda.document import document_of
from facilitator.agenda.load import AgendaError, parse_agenda
from facilitator.agenda.model import Step
from facilitator.desk import Desk, NewSession, create
from facilitator.entry.address import first_target
from facilitator.entry.complete import completions
from facilitator.entry.read import read_line
from facilitator.recorder import Recorder
from facilitator.report.document import document
from facilitator.session import events as ev
from facilitator.session.live import Session, Surroundings, opening
from facilitator.session.log import Document, MemoryLog
from facilitator.showing import print_blocks
from facilitator.steps.book import Book
from facilitator.steps.kinds import open_book
from facilitator.steps.line import Target
from facilitator.storage.folder import Folder
from facilitator.storage.values import checked
from facilitator.text import clean
from facilitator.words import Words

WORDS = Words("en")
PLAN = """
title = "All kinds"
language = "en"
step = [
  { id = "t", kind = "talk", title = "Talk" },
  { id = "c", kind = "collect", title = "Collect" },
  { id = "p", kind = "collect", title = "By person", by = "person", max_answers = 1 },
  { id = "f", kind = "collect", title = "Fields", fields = ["name", "need", "cost"], for_each = ["x", "y"] },
  { id = "l", kind = "collect", title = "Later", for_each = "c:2" },
  { id = "m", kind = "merge", title = "Merge", from = "c", cut = 2 },
  { id = "n", kind = "merge", title = "Merge all", from = ["c", "p", "f"] },
  { id = "v", kind = "vote", title = "Vote", from = "m", dots = 3, cut = 1 },
  { id = "s", kind = "vote", title = "Slips", items = ["A", "B"], for_each = ["x", "y"], by = "person", dots = 2 },
  { id = "h", kind = "vote", title = "Hidden", items = ["A", "B"], hidden = true, again = "s" },
  { id = "k", kind = "vote", title = "Costs", from = "f", costs = "f", funds = 100, by = "facilitator" },
  { id = "r", kind = "rank", title = "Rank", from = "c:3", choose = 2 },
  { id = "q", kind = "rank", title = "Rank slips", items = ["A", "B", "C"], by = "person" },
  { id = "g", kind = "rate", title = "G", items = ["A", "B"], scale = [0, 3], combine = "sum", for_each = ["x", "y"] },
  { id = "b", kind = "rate", title = "B", items = ["A", "B"], scale = ["no", "perhaps", "yes"], by = "person" },
  { id = "a", kind = "act", title = "Act", fields = ["what", "who", "when", "need"] },
]
"""
AGENDA = parse_agenda(PLAN, "agenda.toml", WORDS)
STEPS = AGENDA.steps
FIRST_LINES = {
    "t": ["3: hear"],
    "c": ["1: a; b; c", "2: A", "*: d", "3: -"],
    "p": ["*: a", "1: e"],
    "f": ["1>1: a | b | 5", "2>2: a; d | - | 20 kr"],
    "l": ["1: a"],
    "m": ["1 2 = ab", "/keep 1 = why"],
    "v": ["1: 1 3", "2: -"],
    "s": ["+: 1", "+: x", "1: 1=2", "*: 1 2 / 3 4"],
    "h": ["1: 1"],
    "r": ["1: 1 2"],
    "g": ["1: 12 30"],
    "b": ["12", "*: 1 2 3 / 1 1 1"],
    "a": ["do | Kim | v 40", "do", "/done 2"],
}
HOSTILE = [
    "[/]",
    "[bold]x[/bold] [@click=app.quit]x[/]",
    "[link=file:///etc/passwd]x",
    "\x1b]52;c;ZXZpbA==\x07x",
    "\x1b[2J\x1b[31mred",
    "\x9b31mx\x9d52;c;x\x9c",
    "nul\x00nul",
    "\u202egnp.exe\u202c",
    "\u2066x\u2069",
    "👩‍👩‍👧‍👦🏳️‍🌈 e\u0301",
    "مرحبا بالعالم",
    "\ud800half",
    "\ufeffx\uffff",
    "=HYPERLINK(1)",
    "-",
    "x",
    "{name} {0} %s %(x)s",
    "a\tb\nc\r\nd\u2028e",
    "   ",
    "\u00a0\u2003",
    "x" * 500,
    "åäö " * 125,
    '"',
    '""',
    '"a""b"',
    "; ; ;",
    "| | |",
    "1 = 2",
    "²: ³",
    "٣: ٤",
    "9" * 5000,
    "\\",
    "<script>alert(1)</script>",
    "&amp; | `x` *y* _z_ # h",
    "__proto__",
]
FRAMES = [
    "{}", "1: {}", "*: {}", "+: {}", "{}: 1", "{}:1", "1>{}: 1", ">{}: 1", "/{}", "/fix 1 = {}", "/fix {} = x",
    "/group 3 = {}", "/group {} = x", "/quote 2: {}", "/keep 1 = {}", "/keep {}", "1 2 = {}", "1 = {}", "a | {} | {}",
    "/in c {}", "/in {} 1: a", "/move {} = 1", "/move 1 = {}", "/withdraw {}", "/groups {}", "/people {}", "/time {}",
    "/go {}", "/done {}", "/park {}",
]  # fmt: skip


def surroundings(first: int = 1) -> Surroundings:
    ids = count(first)
    moment = datetime.fromisoformat("2010-06-07T18:00:00+02:00")
    return Surroundings(lambda: moment, lambda: f"id{next(ids)}")


def _filled() -> Sequence[Document]:
    world = surroundings()
    opened = ev.Opened(session="one", name="One", date="2010-06-07", language="en", agenda=document_of(AGENDA))
    log = MemoryLog(opening(opened, [ev.GroupAdded(number=number) for number in (1, 2, 3)], world))
    session = Session(log, WORDS, world)
    for step, lines in FIRST_LINES.items():
        for line in lines:
            book, where = open_book(session.state, WORDS), AGENDA.step(step)
            reading = read_line(book, where, first_target(book, where), line)
            assert reading.events, (step, line, reading.problem)
            session.do(reading.events)
    return tuple(log.read())


FILLED = _filled()
EMPTY = FILLED[:4]

signs = st.text(alphabet='0123456789:;|=+-/>*,x "abcnå²٣\t[]', max_size=40)
words = st.sampled_from(
    ["/fix ", "/move ", "/withdraw ", "/in ", "/keep ", "/group ", "/go ", "1: ", "*: ", "+: ", "n1", " = "]
)
typed = st.one_of(
    st.text(max_size=60),
    signs,
    st.lists(st.one_of(words, signs, st.sampled_from(HOSTILE)), max_size=5).map("".join),
    st.builds(lambda frame, text: frame.replace("{}", text), st.sampled_from(FRAMES), st.sampled_from(HOSTILE)),
)
chips = st.sampled_from(
    [
        Target("group:1"),
        Target("group:3", 2),
        Target("slip"),
        Target("room"),
        Target("facilitator", 1),
        Target("slip:2"),
    ]
)


def session_of(documents: Sequence[Document]) -> Session:
    return Session(MemoryLog(documents), WORDS, surroundings(1000))


def all_that_is_shown(book: Book) -> str:
    """The session as JSON, as plain lines and as tables; the printed part is returned."""
    json.loads(json.dumps(document(book, reveal=True), allow_nan=False))
    json.dumps(document(book), allow_nan=False)
    out = io.StringIO()
    with redirect_stdout(out):
        print_blocks(book, STEPS, plain=True, reveal=False)
        print_blocks(book, STEPS, plain=False, reveal=True)
    return out.getvalue()


def is_harmless(text: str) -> bool:
    return not any(
        (ord(sign) < 32 and sign != "\n") or 0x7F <= ord(sign) < 0xA0 or sign in "\u202a\u202d\u202e\u2066\u2069"
        for sign in text
    )


@settings(max_examples=600)
@given(st.sampled_from(STEPS), chips, typed, st.booleans())
@example(AGENDA.step("c"), Target("group:1"), "9" * 5000 + ":x", False)
@example(AGENDA.step("m"), Target("room"), ", = foo", False)
@example(AGENDA.step("c"), Target("group:1"), "/in 1 " * 3000, False)
def test_every_line_is_read_or_refused(step: Step, chip: Target, line: str, empty: bool) -> None:
    book = BOOKS[empty]
    reading = read_line(book, step, chip, line)
    assert not (reading.problem and reading.events)
    if reading.problem:
        assert 0 <= reading.start <= len(line) + 1
        assert reading.end is None or reading.end > reading.start
    assert is_harmless(" ".join((reading.says, *reading.details, *reading.warnings, reading.problem)))
    completions(book, step, line)


BOOKS = {False: open_book(session_of(FILLED).state, WORDS), True: open_book(session_of(EMPTY).state, WORDS)}


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STEPS), chips, typed), min_size=1, max_size=4), st.booleans())
def test_what_was_read_can_be_recorded_and_shown(lines: list[tuple[Step, Target, str]], empty: bool) -> None:
    log = MemoryLog(EMPTY if empty else FILLED)
    session = Session(log, WORDS, surroundings(1000))
    recorded = False
    for step, chip, line in lines:
        reading = read_line(open_book(session.state, WORDS), step, chip, line)
        if reading.events:
            recorded = True
            session.do(reading.events)
    if recorded:
        documents = [dict(one) for one in log.read()]
        # What the file gives back is what the session shows.
        assert checked(documents, 1, Path("x.json"), WORDS) == json.loads(json.dumps(documents))
        assert session_of(documents).state == session.state
        assert is_harmless(all_that_is_shown(open_book(session.state, WORDS)))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_on_disk_and_back(tmp_path: Path, hostile: str) -> None:
    problem = ""
    plan = PLAN.replace('"A", "B"', json.dumps([hostile, "B"])[1:-1])
    try:
        agenda = parse_agenda(plan, "agenda.toml", WORDS)
    except AgendaError as error:
        # Not every text can be an item of an agenda; the sentence that says so is harmless too.
        problem, agenda = str(error), AGENDA
    path = create(Folder(tmp_path, WORDS), agenda, NewSession(name=clean(hostile), groups=3), WORDS)
    desk = Desk(path, WORDS)
    recorder = Recorder(desk)
    said = [problem]
    for step in STEPS:
        for line in [f"@{step.id}", *FIRST_LINES.get(step.id, []), *FRAMES]:
            outcome = recorder.take(line.replace("{}", hostile))
            said += [outcome.said, outcome.problem]
    assert is_harmless("".join(said))
    shown: dict[str, Any] = document(desk.book)
    desk.close()
    again = Desk(path, WORDS, read_only=True)
    assert again.state == desk.state
    assert document(again.book) == shown
    assert is_harmless(all_that_is_shown(again.book))
