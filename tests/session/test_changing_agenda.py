"""The agenda changes while the day goes on: the log alone says what it is, and nothing recorded moves for it."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.agenda.changing import too_early
from facilitator.agenda.document import document_of
from facilitator.agenda.load import parse_agenda
from facilitator.entry.history import describe
from facilitator.entry.read import read_line
from facilitator.report.build import build
from facilitator.report.document import document
from facilitator.session import events as ev
from facilitator.session.day import day_of
from facilitator.session.fold import fold
from facilitator.session.live import Session, Surroundings, opening
from facilitator.session.log import Document, MemoryLog
from facilitator.session.record import decode
from facilitator.session.state import State
from facilitator.steps.kinds import open_book
from facilitator.steps.line import Reading, Target
from facilitator.words import Words

WORDS = Words("en")
AGENDA = parse_agenda(
    """
    title = "A day that changes"
    language = "en"
    [[step]]
    id = "hello"
    kind = "talk"
    title = "Hello"
    minutes = 10
    [[step]]
    id = "ideas"
    kind = "collect"
    title = "Ideas"
    minutes = 20
    [[step]]
    id = "joined"
    kind = "merge"
    title = "Join"
    from = "ideas"
    minutes = 10
    [[step]]
    id = "parts"
    kind = "collect"
    title = "For each"
    for_each = "joined:2"
    minutes = 20
    [[step]]
    id = "choice"
    kind = "vote"
    title = "Choose"
    from = "joined"
    dots = 2
    minutes = 10
    [[step]]
    id = "coffee"
    kind = "talk"
    title = "Coffee"
    minutes = 15
    [[step]]
    id = "again"
    kind = "vote"
    title = "Choose again"
    from = "joined"
    again = "choice"
    dots = 2
    minutes = 10
    [[step]]
    id = "do"
    kind = "act"
    title = "Do"
    minutes = 10
    """,
    "agenda.toml",
    WORDS,
)
NUMBERS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11")
CHANGES = [
    "/ask What of the bus?", "/ask What of the bus?", "/ask vote: Which day? | Monday; Tuesday | 5",
    "/ask rank: In what order? | = 3", "/ask grades: How good?", "/ask break: | 15", "/ask talk: Well? | after 5",
    "/ask join:", "/ask actions: Who?", "/ask 🙂", "/ask vote: [/] | [red]; \x1b[31m;", "/ask x | after 1",
    *(f"/skip {one}" for one in NUMBERS), *(f"/include {one}" for one in NUMBERS),
    *(f"/put {one} after {other}" for one in NUMBERS for other in ("1", "3", "6", "8", "9")),
    *(f"/put {one} next" for one in NUMBERS),
    *(f"/change {one} = Another | 7 | Why so?" for one in NUMBERS), "/change 2 = | 3", "/change 5 = | | -",
    "/remove 9", "/remove 10", "/remove 2", "/time 6 +5",
]  # fmt: skip
STARTS = [f"/in {one} /start" for one in NUMBERS]
ENTRIES = [
    *(f"/in {one} {who}: {what}" for one in NUMBERS for who in "12" for what in ("a; b", "1", "1 2", "c")),
    "/in 8 do it", "/in 3 1 2 = ab", "/park later",
]  # fmt: skip
lines = st.one_of(
    st.sampled_from(CHANGES), st.sampled_from(CHANGES), st.sampled_from(STARTS), st.sampled_from(ENTRIES),
    st.sampled_from(["/undo", "/undo", "/redo"]),
)  # fmt: skip
scripts = st.lists(lines, max_size=25)


def surroundings() -> Surroundings:
    ids, minutes = count(1), count(0)
    begin = datetime.fromisoformat("2026-03-02T09:00:00+01:00")
    return Surroundings(lambda: begin + timedelta(minutes=next(minutes)), lambda: f"id{next(ids)}")


def begun() -> tuple[Session, MemoryLog]:
    world = surroundings()
    opened = ev.Opened(session="one", name="One", date="2026-03-02", language="en", agenda=document_of(AGENDA))
    log = MemoryLog(opening(opened, [ev.GroupAdded(number=number) for number in (1, 2)], world))
    return Session(log, WORDS, world), log


def read(session: Session, line: str) -> Reading:
    state = session.state
    if line.endswith("/start"):
        step = state.agenda.named(line.split()[1]) or state.agenda.steps[0]
        return read_line(open_book(state, WORDS), step, Target("group:1"), "/start")
    step = state.agenda.step(state.current) if state.current else state.agenda.steps[0]
    return read_line(open_book(state, WORDS), step, Target("group:1"), line)


def play(session: Session, script: Iterable[str]) -> None:
    for line in script:
        if line in ("/undo", "/redo"):
            session.undo() if line == "/undo" else session.redo()
        elif events := read(session, line).events:
            session.do(events)


def folded(documents: Iterable[Document]) -> State:
    return fold([decode(one) for one in json.loads(json.dumps(list(documents)))], WORDS)


def shown(state: State) -> Any:
    return json.loads(json.dumps(document(open_book(state, WORDS), reveal=True), allow_nan=False))


def ids(session: Session) -> list[str]:
    return [step.id for step in session.state.agenda.steps]


def is_sound(state: State) -> None:
    """Make sure that an agenda can be gone through, and that every figure and time of it can be told."""
    numbers = [number for number, _ in state.agenda.numbered]
    assert len(set(numbers)) == len(numbers)
    assert too_early(state.agenda) is None
    assert state.current is None or state.current in state.known
    assert state.known == {step.id for step in state.agenda.steps}
    assert [step["number"] for step in shown(state)["steps"]] == numbers
    assert state.last_at is not None
    assert len(day_of(state, state.last_at).steps) == len(numbers)


@settings(deadline=None)
@given(scripts)
def test_the_log_says_what_the_session_says(script: list[str]) -> None:
    session, log = begun()
    play(session, script)
    is_sound(session.state)
    assert session.state.unread == 0
    assert folded(log.read()) == session.state
    assert Session(MemoryLog(list(log.read())), WORDS, surroundings()).state == session.state


@settings(deadline=None)
@given(scripts, st.integers(1, 6))
def test_undo_then_redo_restores(script: list[str], times: int) -> None:
    session, _ = begun()
    play(session, script)
    session.do([ev.PeopleCounted(people=1)])
    before = shown(session.state)
    undone = sum(bool(session.undo()) for _ in range(times))
    assert sum(bool(session.redo()) for _ in range(times)) == undone
    assert shown(session.state) == before


@settings(deadline=None)
@given(scripts)
def test_undo_of_everything_is_the_agenda_that_was_planned(script: list[str]) -> None:
    session, _ = begun()
    before = shown(session.state)
    play(session, script)
    while session.undo():
        is_sound(session.state)
    assert session.state.agenda == AGENDA
    assert shown(session.state) == before
    assert session.state.unread == 0


@settings(deadline=None)
@given(scripts)
def test_a_number_stays_with_its_step_and_what_was_held_keeps_its_order(script: list[str]) -> None:
    session, _ = begun()
    numbers: dict[int, str] = {}
    for line in script:
        held = [step for step in ids(session) if session.state.step(step).started is not None]
        recorded = {step: len(session.state.step(step).answers) for step in session.state.known}
        play(session, [line])
        for number, step in session.state.agenda.numbered:
            # The same step, or the same words asked again after an undo that left nothing: never another's number.
            assert numbers.setdefault(number, step.id) == step.id
        if line not in ("/undo", "/redo"):
            assert [step for step in ids(session) if step in held] == held
            assert all(len(session.state.step(step).answers) >= count for step, count in recorded.items())


@settings(deadline=None)
@given(scripts, st.data())
def test_commands_undone_in_any_order_leave_an_agenda(script: list[str], data: st.DataObject) -> None:
    session, log = begun()
    play(session, script)
    commands = sorted({one["command"] for one in log.read()} - {next(iter(log.read()))["command"]})
    targets = data.draw(st.lists(st.sampled_from(commands), max_size=6)) if commands else []
    for target in targets:
        session.do([data.draw(st.sampled_from([ev.Undone, ev.Redone]))(target=target)])
        is_sound(session.state)
    assert folded(log.read()) == session.state


@settings(max_examples=40, deadline=None)
@given(scripts)
def test_a_day_that_changed_is_told_to_the_end(script: list[str]) -> None:
    session, _ = begun()
    play(session, script)
    book = open_book(session.state, WORDS)
    told = build(book)
    held = {step.id for step in session.state.agenda.steps
            if step.kind not in ("talk", "collect") and session.state.is_used(step.id)}  # fmt: skip
    assert held <= {section.id for section in told.sections}
    assert all(describe(book, [record.event]) is not None for record in session.state.history if record.event)


names = st.sampled_from(["hello", "ideas", "joined", "choice", "new", "newer", "", "no such"])
tables = st.fixed_dictionaries(
    {
        "id": names,
        "kind": st.sampled_from(["collect", "vote", "talk", "haiku"]),
        "title": st.sampled_from(["T", "", 3]),
    },
    optional={"from": names, "items": st.just(["a", "b"]), "mood": st.just("good")},
)
foreign = st.one_of(
    st.builds(ev.StepAdded, table=tables, number=st.integers(1, 12), after=names),
    st.builds(ev.StepMoved, step=names, after=names),
    st.builds(ev.StepRemoved, step=names),
    st.builds(ev.StepChanged, step=names, values=st.dictionaries(
        st.sampled_from(["title", "prompt", "kind", "from"]), st.sampled_from(["text", None, 7]), max_size=2)),
    st.builds(ev.TakenIn, step=names),
    st.builds(ev.Started, step=names),
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(foreign, st.sampled_from(ENTRIES)), max_size=12))
def test_events_of_another_program_never_break_the_agenda(script: list[ev.Event | str]) -> None:
    session, log = begun()
    for one in script:
        if isinstance(one, str):
            play(session, [one])
        else:
            session.do([one])
        is_sound(session.state)
    assert folded(log.read()) == session.state


def test_who_comes_back_to_a_day_that_goes_on_looks_at_where_something_was_done_last() -> None:
    session, _ = begun()
    assert session.state.at_hand.id == "hello"
    play(session, ["/in 2 1: a bench"])
    assert session.state.at_hand.id == "ideas"
    play(session, ["/in 1 /start"])
    assert session.state.at_hand.id == "hello"
    play(session, ["/in 8 /start", "/next"])
    assert (session.state.finished, session.state.at_hand.id) == (True, "hello")


def test_a_question_on_the_spot_is_late_by_its_minutes_and_the_plan_is_what_it_was() -> None:
    session, _ = begun()
    play(session, ["/in 1 /start"])
    assert session.state.last_at is not None
    before = day_of(session.state, session.state.last_at)
    play(session, ["/ask What of the bus? | 12"])
    assert ids(session)[1] == "what-of-the-bus"
    after = day_of(session.state, session.state.last_at)
    assert after.planned_end == before.planned_end
    assert after.behind - before.behind in (12, 13)
    play(session, ["/skip 4"])
    assert day_of(session.state, session.state.last_at).behind <= after.behind - 19
    play(session, ["/include 4", "/put 8 next"])
    moved = day_of(session.state, session.state.last_at)
    assert moved.planned_end == before.planned_end
    assert ids(session)[:4] == ["hello", "do", "what-of-the-bus", "ideas"]


@pytest.mark.parametrize(
    ("before", "line", "said"),
    [
        ([], "/put 3 after 4", "Step 4 For each is asked for each item of step 3. It must come after it."),
        ([], "/put 2 after 3", "Step 3 Join takes its list from step 2. It must come after it."),
        ([], "/put 7 after 4", "Step 7 Choose again asks again what step 5 asks. It must come after it."),
        (["/in 3 /start"], "/put 5 after 2", "The day has come to step 3; what is to come can only stand after it."),
        (["/in 3 /start"], "/put 3 after 5", "Step 3 has begun; only steps to come can be moved."),
        (["/in 3 /start"], "/skip 3", "Step 3 has begun; what is recorded in it stays."),
        (["/skip 6"], "/skip 6", "Step 6 is left out already."),
        ([], "/include 6", "Step 6 is not left out."),
        ([], "/remove 6", "Step 6 was planned; leave it out with /skip 6."),
        (["/ask Hm?", "/in 9 1: yes"], "/remove 9", "Step 9 has begun; what is recorded in it stays."),
        (["/ask Hm?", "/ask join: | = 9"], "/remove 9", "Step 10 Read back and join takes its list from step 9."),
        ([], "/ask", "Write the question: /ask …."),
        ([], "/ask vote: Which?", "Say what is chosen among: /ask vote: … | A; B; C."),
        ([], "/ask vote: Which? | = 5", "Step 5 does not come before the new one."),
        ([], "/ask vote: Which? | = 1", "Step 1 has no list to choose from."),
        ([], "/ask join:", "There are no answers before it to read back."),
        ([], "/ask Which? | soon", "«soon» is neither minutes nor a place, such as 10."),
        ([], "/ask Which? | 700", "At most 600 minutes at a time."),
        ([], f"/ask {'x' * 1001}", "The text is too long"),
        ([], "/ask x | after 99", "There are steps 1 to 8."),
        ([], "/put 7", "Say which step, and after which: 7 after 3."),
        ([], "/change 7 =", "Nothing would change."),
        ([], "/change 7", "Say which step and what it is: 1 = Hello | 15."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_sentence(before: list[str], line: str, said: str) -> None:
    session, _ = begun()
    play(session, before)
    reading = read(session, line)
    assert said in reading.problem
    assert not reading.events


def test_leaving_out_what_another_step_needs_is_asked_about() -> None:
    session, _ = begun()
    asked = read(session, "/skip 2")
    assert asked.replaces
    assert asked.warnings == ("Step 3 Join takes its list from step 2.",)
    assert not read(session, "/skip 2 3 4 5 7").replaces
    play(session, ["/in 2 1: a; b"])
    # What is in it already can be joined, whether the room is asked for more or not.
    assert not read(session, "/skip 2").replaces


def test_rewording_a_step_that_was_answered_is_asked_about() -> None:
    session, _ = begun()
    assert not read(session, "/change 2 = Dreams").replaces
    play(session, ["/in 2 1: a"])
    assert read(session, "/change 2 = Dreams").replaces
    assert not read(session, "/change 2 = | 25").replaces


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("/ask Vad tänker ni?", "collect"), ("/fråga Vad tänker ni?", "collect"), ("/fråga rösta: X | A; B", "vote"),
        ("/ask vote: X | A; B", "vote"), ("/fråga rangordna: X | A; B", "rank"), ("/fråga betyg: X | A; B", "rate"),
        ("/fråga prat: X", "talk"), ("/fråga paus:", "talk"), ("/fråga gör: X", "act"), ("/ask actions:", "act"),
        ("/fråga collect: X", "collect"), ("/ask Obs: something", "collect"), ('/ask "vote: as it stands"', "collect"),
    ],
)  # fmt: skip
def test_every_simple_kind_can_be_added_in_both_languages(line: str, kind: str) -> None:
    session, _ = begun()
    play(session, [line])
    added = session.state.agenda.named("9")
    assert added is not None
    assert added.kind == kind


def test_the_same_question_has_the_same_id_in_every_forum_and_another_question_another() -> None:
    def asked(line: str) -> str:
        session, _ = begun()
        play(session, [line])
        step = session.state.agenda.named("9")
        assert step is not None
        return step.id

    assert asked("/ask Vad hör ni?") == asked("/ask  vad   hör NI?")
    long = "Vad är det allra viktigaste som vi borde göra med "
    assert asked(f"/ask {long}bokbussen?") != asked(f"/ask {long}lokalen?")
    assert asked("/ask ما هذا؟") != asked("/ask ما ذلك؟")
    assert asked("/ask vote: X | A; B") != asked("/ask rank: X | A; B")


def test_a_step_undone_with_its_answers_is_another_when_it_comes_again() -> None:
    session, _ = begun()
    play(session, ["/ask Hm?", "/in 9 1: first", "/undo", "/undo", "/ask Hm?", "/in 10 1: second"])
    assert session.state.unread == 0
    assert session.state.gone == {"hm"}
    assert [step.id for step in session.state.agenda.steps if step.id.startswith("hm")] == ["hm-2"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([one for one in CHANGES if not one.startswith("/remove")]), max_size=8))
def test_the_agenda_of_a_changed_day_can_be_taken_for_a_new_one(script: list[str]) -> None:
    session, _ = begun()
    play(session, script)
    world = surroundings()
    opened = ev.Opened(session="two", name="Two", date="2026-03-03", language="en",
                       agenda=document_of(session.state.agenda))  # fmt: skip
    new = Session(MemoryLog(opening(opened, [], world)), WORDS, world)
    assert new.state.agenda.steps == session.state.agenda.steps
    assert [number for number, _ in new.state.agenda.numbered] == list(range(1, len(new.state.agenda.steps) + 1))
