"""What a session leaves open is there in the next: open actions, parked questions, a list; its file travels alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.agenda.load import parse_agenda
from facilitator.carrying import Offer, Wanted, agenda_of, begin, named, offers
from facilitator.desk import Desk, NewSession, create
from facilitator.errors import FacilitatorError
from facilitator.recorder import Recorder
from facilitator.storage.folder import Folder
from facilitator.words import Words

EN = Words("en")
HOSTILE = "[/] [red] ‏ما هذا؟"
AGENDA = """
title = "Circle"
language = "en"
[[step]]
id = "hello"
kind = "talk"
title = "Hello"
[[step]]
id = "ideas"
kind = "collect"
title = "Ideas"
fields = ["idea", "need"]
[[step]]
id = "vote"
kind = "vote"
title = "Choose"
from = "ideas"
dots = 2
cut = 2
[[step]]
id = "own"
kind = "rank"
title = "In order"
items = ["A fixed thing"]
[[step]]
id = "money"
kind = "vote"
title = "Buy"
items = [{ name = "Sofa", cost = 10 }]
funds = 20
[[step]]
id = "each"
kind = "collect"
title = "For each"
for_each = ["x", "y"]
[[step]]
id = "act"
kind = "act"
title = "Do"
"""
LINES = (
    "@ideas", f"1: Books | money; A café; {HOSTILE}", "/park 2: Who pays?", "/park Who  PAYS?", "@vote", "1: 2 3",
    "2: 2 1", "@act", "Paint | Anna | 1/12", "Paint | Bo", "Call; Sweep", "/done 4",
)  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Desk:
    agenda = parse_agenda(AGENDA, "circle.toml", EN)
    path = create(Folder(tmp_path, EN), agenda, NewSession(name="First", groups=2), EN)
    desk = Desk(path, EN)
    recorder = Recorder(desk)
    assert [outcome.problem for line in LINES if (outcome := recorder.take(line)).problem] == []
    desk.close()
    return Desk(path, EN, read_only=True)


def handed(old: Desk, *asked: str, language: str = "") -> Desk:
    agenda = agenda_of(old)
    new = NewSession(name="Second", language=language)
    path = begin(Folder(old.path.parent, EN), agenda, new, old, named(old.book, agenda, asked, EN), EN)
    return Desk(path, EN)


def items(desk: Desk, step: str) -> list[tuple[int, str]]:
    return [(item.number, item.item) for item in desk.book.tally(desk.agenda.step(step)).facet_items()]


def notes(desk: Desk, step: str) -> list[str]:
    return [note.text for note in desk.state.step(step).notes.values()]


def test_what_is_open_is_offered_with_the_likeliest_step_first(old: Desk) -> None:
    found = offers(old.book, agenda_of(old), EN)
    assert [(offer.title, offer.to[0]) for offer in found] == [
        ("3 open actions", "+"), ("1 parked question", "+"), ("3 items: 2 Ideas", "+"), ("3 items: 3 Choose", "+"),
    ]  # fmt: skip
    # What a list comes to from elsewhere, what has costs or parts, takes nothing.
    assert set(found[2].to) == {"+", "ideas", "own", "act"}


def test_open_actions_come_to_a_step_of_their_own_and_are_marked_done(old: Desk) -> None:
    new = handed(old, "actions")
    assert [step.id for step in new.agenda.steps][:3] == ["hello", "since-last-time", "ideas"]
    assert items(new, "since-last-time") == [(1, "Paint"), (2, "Paint"), (3, "Call")]
    actions = new.state.step("since-last-time").actions
    assert (actions[1].fields["who"], actions[2].fields["who"]) == ("Anna", "Bo")
    assert actions[1].fields["when"].endswith("-12-01")
    assert notes(new, "since-last-time")[0].startswith("From «First», ")
    assert not Recorder(new).take("/in 2 /done 1").problem
    assert new.state.step("since-last-time").actions[1].status == "done"
    new.close()


def test_parked_questions_and_a_list_seed_the_steps_chosen_for_them(old: Desk) -> None:
    new = handed(old, "parked=ideas", "3:2=own", "2=ideas")
    # Numbers go on, and what is said twice is one.
    assert items(new, "ideas") == [(1, "Who pays?"), (2, "Books"), (3, "A café"), (4, HOSTILE)]
    assert new.state.step("ideas").answers.popitem()[1].fields["idea"] == HOSTILE
    assert items(new, "own") == [(1, "A fixed thing"), (2, "A café"), (3, "Books"), (4, HOSTILE)]
    assert [len(notes(new, step)) for step in ("ideas", "own")] == [2, 1]
    new.close()


def test_it_is_all_in_the_new_file_and_one_undo_takes_it_back(old: Desk) -> None:
    new = handed(old, "actions", "parked")
    new.close()
    old.path.unlink()
    new = Desk(new.path, EN)
    assert len(items(new, "since-last-time")) == 3
    new.undo()
    assert items(new, "since-last-time") == items(new, "parked-last-time") == []
    assert new.undo() == []
    new.redo()
    assert items(new, "parked-last-time") == [(1, "Who pays?")]
    new.close()


def test_the_third_time_they_come_to_the_step_made_the_second_time(old: Desk) -> None:
    second = handed(old, "actions")
    found = {offer.sort: offer for offer in offers(second.book, agenda_of(second), EN)}
    assert found["actions"].to[0] == "since-last-time"
    third = handed(second, "actions")
    assert [step.id for step in third.agenda.steps].count("since-last-time") == 1
    assert len(items(third, "since-last-time")) == 3
    for desk in (second, third):
        desk.close()


def test_what_the_series_brings_by_itself_does_not_come_twice(tmp_path: Path) -> None:
    agenda = parse_agenda(AGENDA.replace('title = "Do"', 'title = "Do"\ncarry_over = true'), "circle.toml", EN)
    folder = Folder(tmp_path, EN)
    first = Desk(create(folder, agenda, NewSession(name="First", groups=1, series="c"), EN), EN)
    recorder = Recorder(first)
    assert not recorder.take("/in 7 Paint; Call").problem
    path = begin(folder, agenda, NewSession(name="Second", series="c"), first,
                 named(first.book, agenda, ["actions"], EN), EN)  # fmt: skip
    first.close()
    second = Desk(path, EN)
    assert not Recorder(second).take("@act").problem
    assert items(second, "act") == [(1, "Paint"), (2, "Call")]
    second.close()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("parked=3", "Step 3 cannot take it. These can: +, 2, 4 and 7 (+ is a new step)."),
        ("actions=99", "Step 99 cannot take it."),
        ("99", "99 cannot come along. Write actions, parked, or the number of a step."),
        ("3:0", "3:0 cannot come along."),
        ("1", "There is nothing to bring along: 1."),
        ("4", "There is nothing to bring along: 4."),
        ("", "cannot come along."),
        (HOSTILE, "cannot come along."),
    ],
)
def test_what_cannot_come_along_is_said(old: Desk, asked: str, said: str) -> None:
    with pytest.raises(FacilitatorError) as refused:
        named(old.book, agenda_of(old), [asked], EN)
    assert said in str(refused.value)


def test_a_list_too_long_for_a_step_is_refused_and_makes_no_file(old: Desk) -> None:
    folder, agenda = Folder(old.path.parent, EN), agenda_of(old)
    before = sorted(old.path.parent.rglob("*.json"))
    many = Offer("items", "ideas", "many", tuple(f"thing {at}" for at in range(600)), ("own",))
    with pytest.raises(FacilitatorError):
        begin(folder, agenda, NewSession(name="Second"), old, [Wanted(many, "own")], EN)
    assert sorted(old.path.parent.rglob("*.json")) == before


def test_the_numbers_of_a_changed_day_begin_anew(tmp_path: Path) -> None:
    agenda = parse_agenda(AGENDA, "circle.toml", EN)
    old = Desk(create(Folder(tmp_path, EN), agenda, NewSession(name="First", groups=1), EN), EN)
    assert not Recorder(old).take("/ask Hm? | after 1").problem
    assert old.agenda.number("hm") == 8
    new = handed(old)
    assert [number for number, _ in new.agenda.numbered] == list(range(1, 9))
    assert new.agenda.number("hm") == 2
    for desk in (old, new):
        desk.close()


def test_the_command_line_makes_it_in_the_language_of_the_session(old: Desk) -> None:
    made = _facilitator(old, "new", "--from", "First", "--carry", "åtgärder", "--carry", "3:2", "--name", "Second")
    assert made.returncode == 0, made.stderr
    whole = json.loads(_facilitator(old, "show", made.stdout.strip(), "--json").stdout)
    assert [step["title"] for step in whole["steps"]][:3] == ["Hello", "Since last time", "What comes first?"]
    assert whole["language"] == "en"


@pytest.mark.parametrize("arguments", [("new",), ("new", "dialogforum", "--carry", "actions")])
def test_the_command_line_asks_for_the_session(old: Desk, arguments: tuple[str, ...]) -> None:
    refused = _facilitator(old, *arguments)
    assert refused.returncode == 2
    assert "--from" in refused.stderr


def _facilitator(old: Desk, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "facilitator", "--language", "en", "--sessions", str(old.path.parent), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
