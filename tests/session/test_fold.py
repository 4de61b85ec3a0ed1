"""Whatever is typed in whatever order: the log alone says where a session stands."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.agenda.document import document_of
from facilitator.agenda.load import parse_agenda
from facilitator.entry.read import read_line
from facilitator.errors import FacilitatorError
from facilitator.report.document import document
from facilitator.session import events as ev
from facilitator.session.fold import fold
from facilitator.session.live import Session, Surroundings, opening
from facilitator.session.log import Document, MemoryLog
from facilitator.session.record import EventError, decode
from facilitator.session.state import OwnWords, State
from facilitator.steps.kinds import open_book
from facilitator.steps.line import Target
from facilitator.text import key
from facilitator.words import Words

WORDS = Words("en")
AGENDA = parse_agenda(
    """
    title = "All kinds"
    language = "en"
    [[step]]
    id = "t"
    kind = "talk"
    title = "Talk"
    [[step]]
    id = "c"
    kind = "collect"
    title = "Collect"
    [[step]]
    id = "d"
    kind = "collect"
    title = "Collect for each"
    for_each = "c:2"
    fields = ["name", "need"]
    [[step]]
    id = "m"
    kind = "merge"
    title = "Merge"
    from = ["c", "d"]
    [[step]]
    id = "v"
    kind = "vote"
    title = "Vote"
    from = "m"
    dots = 3
    [[step]]
    id = "s"
    kind = "vote"
    title = "Slips"
    items = ["A", "B", "C"]
    for_each = ["Today", "Tomorrow"]
    by = "person"
    hidden = true
    [[step]]
    id = "r"
    kind = "rank"
    title = "Rank"
    items = ["A", "B", "C"]
    [[step]]
    id = "g"
    kind = "rate"
    title = "Rate"
    items = ["A", "B"]
    scale = [1, 3]
    for_each = ["x", "y"]
    weights = [2, 1]
    [[step]]
    id = "a"
    kind = "act"
    title = "Act"
    """,
    "agenda.toml",
    WORDS,
)

WHO = ["1: ", "2: ", "3: ", "*: "]
ANSWERS = ["a", "A", "b", "a; b", "c", "=1", "-", "d; e; c"]
CORRECTIONS = ["/fix 1 = b", "/fix 2 = A", "/fix 1: 1 = z", "/withdraw 1", "/withdraw 2: 1", "/move 1 = 3", "/keep 1"]
LINES = {
    "t": ["note", "/fix 1 = other", "/withdraw n1", "/time +5", "/groups 4", "/group 2 = Norra", "/group 3 left"],
    "c": [*(who + answer for who in WHO for answer in ANSWERS), *CORRECTIONS],
    "d": [*(f"{who}>{part}: {text}" for who in "12*" for part in "12" for text in ("a | n", "b")), *CORRECTIONS],
    "m": ["1 2 = ab", "1 3 =", "2 = other", "/split 1", "/split 2", "/keep 2 = why", "a"],
    "v": ["1: 1 2", "2: 1=2 3", "3: -", "1: x", "*: 1=3", "/withdraw 1:", "/move 1: = 3", "/keep 1", "/keep -"],
    "s": ["+: 1 2", "+: 3 / 1", "+1: x", "1: 1=4", "*: 1 2 3 / 3 2 1", "/withdraw +1:", "/reveal", "/hide"],
    "r": ["1: 1 2 3", "2: 2+3", "1: x", "3: -", "/withdraw 1:", "/move 1: = 2"],
    "g": ["1: 12 33", "1: 1=3-", "2>1: 2 3", "3: -", "*: 1 2 3/1 0 0/0 0 1/2 2 2", "/withdraw 1:"],
    "a": ["do | Kim | v 30", "a; b", "/done 1", "/drop 2", "/fix 1 = did | - | 1/2", "/withdraw 1", "/move 2 = 1"],
}
COURSE = ["/start", "/undo", "/redo", "/park later", "/quote 2: hear, hear", "/people 40"]
OWN_WORDS = ["/finding add mine", "/finding 1 = hers", "/finding 1 =", "/finding 1 strike", "/finding 1 keep",
             "/finding 2 to 1", "/place Hall", "/place -", "/came 31"]  # fmt: skip

Command = tuple[str, str]
commands = st.sampled_from(list(LINES)).flatmap(
    lambda step: st.tuples(st.just(step), st.sampled_from([*LINES[step], *LINES[step], *COURSE, *OWN_WORDS]))
)
scripts = st.lists(commands, max_size=25)


def surroundings() -> Surroundings:
    ids = count(1)
    moment = datetime.fromisoformat("2010-06-07T18:00:00+02:00")
    return Surroundings(lambda: moment, lambda: f"id{next(ids)}")


def begun() -> tuple[Session, MemoryLog]:
    world = surroundings()
    opened = ev.Opened(session="one", name="One", date="2010-06-07", language="en", agenda=document_of(AGENDA))
    log = MemoryLog(opening(opened, [ev.GroupAdded(number=number) for number in (1, 2, 3)], world))
    return Session(log, WORDS, world), log


def play(session: Session, script: Iterable[Command]) -> None:
    for step, line in script:
        if line in ("/undo", "/redo"):
            session.undo() if line == "/undo" else session.redo()
            continue
        reading = read_line(open_book(session.state, WORDS), AGENDA.step(step), Target("group:1"), line)
        if reading.events:
            session.do(reading.events)


def folded(documents: Sequence[Document]) -> State:
    return fold([decode(one) for one in documents], WORDS)


def shown(state: State) -> Any:
    return json.loads(json.dumps(document(open_book(state, WORDS), reveal=True), allow_nan=False))


@given(scripts)
def test_the_log_says_what_the_session_says(script: list[Command]) -> None:
    session, log = begun()
    play(session, script)
    documents = json.loads(json.dumps(list(log.read())))
    assert [one["seq"] for one in documents] == list(range(1, len(documents) + 1))
    assert folded(documents) == session.state
    assert Session(MemoryLog(documents), WORDS, surroundings()).state == session.state


@given(scripts, st.integers(1, 6))
def test_undo_then_redo_restores(script: list[Command], times: int) -> None:
    session, _ = begun()
    play(session, script)
    session.do([ev.PeopleCounted(people=1)])
    before = session.state
    undone = sum(bool(session.undo()) for _ in range(times))
    assert sum(bool(session.redo()) for _ in range(times)) == undone
    assert session.state == before
    assert session.redo() == []


@given(scripts)
def test_undo_of_everything_is_the_opening(script: list[Command]) -> None:
    session, _ = begun()
    opening_state = shown(session.state)
    play(session, script)
    while session.undo():
        pass
    assert shown(session.state) == opening_state
    assert len(session.state.history) == 4
    notes = [note for step in session.state.steps.values() for note in step.notes]
    assert notes == []
    highest = session.state.own.highest
    assert session.state.own == OwnWords(highest=highest)


@given(scripts, st.data())
def test_an_event_with_a_known_id_changes_nothing(script: list[Command], data: st.DataObject) -> None:
    session, log = begun()
    play(session, script)
    documents = [dict(one) for one in log.read()]
    again = data.draw(st.lists(st.sampled_from(documents), max_size=4))
    echoes = [one | {"seq": len(documents) + at} for at, one in enumerate(again, 1)]
    assert folded([*documents, *echoes]) == session.state
    heard_twice = Session(MemoryLog([*documents, *echoes]), WORDS, surroundings())
    assert [one.id for one in heard_twice.undo()] == [one.id for one in session.undo()]


@given(scripts, st.data())
def test_unknown_types_and_fields_are_kept_and_passed_over(script: list[Command], data: st.DataObject) -> None:
    session, log = begun()
    play(session, script)
    documents = [dict(one) | {"mood": ["good"]} for one in log.read()]
    strange = documents[-1] | {"id": "strange", "command": "strange", "type": "weather noted", "sun": True}
    at = data.draw(st.integers(1, len(documents)))
    documents.insert(at, strange)
    documents = [one | {"seq": seq} for seq, one in enumerate(documents, 1)]
    kept = MemoryLog(documents)
    newer = Session(kept, WORDS, surroundings())
    assert newer.state.unread == 1
    assert shown(newer.state) == shown(session.state)
    newer.do([ev.PeopleCounted(people=3)])
    assert list(kept.read())[: len(documents)] == documents


@given(scripts)
def test_numbers_never_change_their_meaning_and_are_never_given_again(script: list[Command]) -> None:
    session, log = begun()
    highest: Counter[str] = Counter()
    for command in script:
        before = {
            (step_id, answer.id): answer.item
            for step_id, step in session.state.steps.items()
            for answer in step.answers.values()
        }
        known = len(list(log.read()))
        play(session, [command])
        for step_id, step in session.state.steps.items():
            wordings: dict[int, set[str]] = {}
            for answer in step.standing:
                wordings.setdefault(answer.item, set()).add(key(answer.text))
                if not command[1].startswith(("/fix", "/undo", "/redo")):
                    assert before.get((step_id, answer.id), answer.item) == answer.item
            # One number, one wording, and one wording, one number.
            assert all(len(found) == 1 for found in wordings.values())
            assert len(wordings) == len(set[str]().union(*wordings.values()))
        for one in list(log.read())[known:]:
            if one["type"] not in ("answer recorded", "action recorded"):
                continue
            text = key(one.get("text", one["id"]))
            standing = {answer.item for answer in session.state.step(one["step"]).answers.values()
                        if key(answer.text) == text}  # fmt: skip
            is_new = one["item"] > highest[one["step"]]
            assert is_new or one["item"] in standing
            highest[one["step"]] = max(highest[one["step"]], one["item"])


@given(st.lists(st.tuples(st.integers(1, 9), st.lists(st.integers(1, 3), max_size=6), st.booleans()), max_size=12))
def test_no_dot_is_lost_or_made(ballots: list[tuple[int, list[int], bool]]) -> None:
    session, _ = begun()
    session.do([ev.GroupAdded(number=number) for number in range(4, 10)])
    last: dict[int, list[int]] = {}
    spoiled: set[int] = set()
    for slip, dots, is_spoiled in ballots:
        line = "x" if is_spoiled else " ".join(map(str, dots)) or "-"
        play(session, [("s", f"+{slip}: {line}")])
        last[slip] = [] if is_spoiled else dots
        (spoiled.add if is_spoiled else spoiled.discard)(slip)
    facet = shown(session.state)["steps"][5]["tally"]["facets"][0]
    found = {item["number"]: item["dots"] for item in facet["items"]}
    expected = Counter(number for dots in last.values() for number in dots)
    assert found == {number: expected[number] for number in (1, 2, 3)}
    assert facet["cast"] == expected.total() == sum(found.values())
    assert (facet["units"], facet["spoiled"]) == (len(last), len(spoiled))
    assert facet["blank"] == sum(not dots for slip, dots in last.items() if slip not in spoiled)
    shares = [item["share"] for item in facet["items"]]
    assert shares == [None] * 3 if not facet["cast"] else sum(shares) == pytest.approx(1)


BALLOTS = [
    *(("v", f"{table}: {dots}") for table, dots in enumerate(("1 2", "1", "3=2"), 1)),
    *(("r", f"{table}: {order}") for table, order in enumerate(("1 2 3", "2+3", "3 1"), 1)),
    *(("g", f"{table}: {grades}") for table, grades in enumerate(("12 33", "3- 11", "22 2-"), 1)),
    *(("s", f"+{slip}: {dots}") for slip, dots in enumerate(("1 2", "3 / 1", "-", "x"), 1)),
]


@settings(max_examples=30)
@given(st.permutations(BALLOTS))
def test_the_order_of_independent_ballots_tells_nothing(ballots: list[Command]) -> None:
    items = [("c", "1: a; b; c"), ("v", "/start")]
    session, _ = begun()
    play(session, [*items, *BALLOTS])
    other, _ = begun()
    play(other, [*items, *ballots])
    assert shown(other.state) == shown(session.state)


def test_what_could_not_be_read_back_is_not_recorded() -> None:
    session, log = begun()
    before = list(log.read())
    with pytest.raises(FacilitatorError):
        session.do([ev.BallotGiven(step="v", voter="group:1", dots=[(1, 10**9)])])
    assert list(log.read()) == before
    session.do([ev.PeopleCounted(people=3)])
    assert folded(list(log.read())) == session.state


def test_a_batch_that_fails_leaves_nothing_behind() -> None:
    session, log = begun()
    before = shown(session.state)

    def good_then_bad() -> None:
        with session.batch():
            session.do([ev.PeopleCounted(people=3)])
            session.do([ev.PeopleCounted(people=10**9)])

    with pytest.raises(FacilitatorError):
        good_then_bad()
    assert shown(session.state) == before
    assert len(list(log.read())) == 4
    session.do([ev.PeopleCounted(people=3)])
    assert folded(list(log.read())) == session.state


@pytest.mark.parametrize(
    "change",
    [
        {"type": "ballot given"},
        {"type": "ballot given", "step": "v", "voter": "Norra"},
        {"type": "ballot given", "step": "v", "voter": "Norra", "dots": [[1, 1]]},
        {"type": "ballot given", "step": "v", "voter": "group:0", "dots": [[1, 1]]},
        {"type": "entry moved", "step": "v", "voter": "group:1", "to": "group:1\n"},
        {"type": "ballot given", "step": "v", "voter": "group:1", "dots": [[1, -1]]},
        {"type": "people counted", "people": 10**12},
        {"type": "people counted", "people": "many"},
        {"type": "people counted", "people": 3, "at": "yesterday"},
        {"type": "people counted", "people": 3, "at": "2010-06-07T18:00:00"},
        {"type": "people counted", "people": 3, "at": 5},
        {"type": ["people counted"]},
    ],
)
def test_a_document_that_cannot_be_is_an_error_that_names_it(change: dict[str, Any]) -> None:
    session, log = begun()
    session.do([ev.PeopleCounted(people=1)])
    documents = [dict(one) for one in log.read()]
    documents[-1] = {name: value for name, value in documents[-1].items() if name != "people"} | change
    with pytest.raises(EventError, match="event 5"):
        folded(documents)


@pytest.mark.parametrize("event", [{"type": "people counted", "people": 1}, {"type": "weather noted"}])
def test_a_log_begins_with_its_agenda(event: dict[str, Any]) -> None:
    envelope = {"seq": 1, "id": "a", "command": "a", "at": "2010-06-07T18:00:00+02:00", "v": 1}
    with pytest.raises(EventError):
        folded([envelope | event])
    with pytest.raises(EventError):
        folded([])


def test_events_of_a_step_that_is_not_in_the_agenda_are_passed_over() -> None:
    session, log = begun()
    session.do([ev.Started(step="gone")])
    assert (session.state.unread, session.state.current) == (1, None)
    assert folded(list(log.read())) == session.state
