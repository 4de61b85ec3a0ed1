from typing import Any

import pytest

from facilitator.agenda.library import load_template, template_names
from facilitator.agenda.load import read_agenda
from facilitator.planning.arithmetic import warnings
from facilitator.words import Words

WORDS = Words("en")
VOTE = {"id": "vote", "kind": "vote", "title": "Choose", "minutes": 10}
RATE = {"id": "rate", "kind": "rate", "title": "Grade", "minutes": 15, "scale": [1, 5]}


def items(count: int) -> list[str]:
    return [f"Item {number}" for number in range(1, count + 1)]


def said(*steps: dict[str, Any], people: tuple[int, int] = (10, 54)) -> list[tuple[int, str]]:
    document = {"title": "Day", "language": "en", "people": list(people), "step": list(steps)}
    return [(one.number, one.sentence) for one in warnings(read_agenda(document, "day", WORDS), WORDS)]


def test_eight_votes_among_nine_options_choose_nearly_everything() -> None:
    ((number, sentence),) = said({**VOTE, "items": items(9), "dots": 8})
    assert number == 1
    assert sentence == "With 8 votes each among 9 options nearly everything is chosen. Rather give 3 each."
    assert not said({**VOTE, "items": items(9), "dots": 3})
    assert not said({**VOTE, "items": items(2), "dots": 1})


def test_more_votes_than_can_be_placed() -> None:
    ((_, sentence),) = said({**VOTE, "items": items(3), "dots": 7, "max_per_item": 2})
    assert "at most 6 can be placed" in sentence


def test_the_first_of_an_earlier_step_are_what_is_chosen_among() -> None:
    first = {**VOTE, "id": "first", "items": items(20), "dots": 3}
    assert said(first, {**VOTE, "from": "first:9", "dots": 8})[0][0] == 2
    assert not said(first, {**VOTE, "from": "first", "dots": 8})


def test_648_grades_in_fifteen_minutes_cannot_be_entered() -> None:
    rate = {**RATE, "items": items(12), "for_each": ["a", "b", "c", "d", "e", "f"]}
    ((_, sentence),) = said(rate)
    assert sentence.startswith("648 grades in 15 minutes (72 from each)")
    assert not said({**rate, "items": items(6)})


def test_grades_that_leave_no_time_to_think() -> None:
    rate = {**RATE, "by": "facilitator", "items": items(20), "for_each": ["a", "b", "c", "d", "e", "f"]}
    ((_, sentence),) = said(rate)
    assert sentence == "120 grades from each in 15 minutes leave under ten seconds for a grade."


def test_a_line_below_everything_and_a_step_without_time() -> None:
    assert [sentence for _, sentence in said({**VOTE, "minutes": 0, "items": items(9), "dots": 3, "cut": 9})] == [
        "It has no time of its own: give it minutes.",
        "The line is drawn after 9 of 9: nothing is sorted out.",
    ]


def test_two_hours_without_a_break_are_told_once() -> None:
    talk = {"kind": "talk", "title": "Talk", "minutes": 50}
    long = [{**talk, "id": f"t{number}"} for number in range(4)]
    assert said(*long) == [(3, "By the end of this the room has sat 150 minutes without a break.")]
    assert not said(long[0], long[1], {**talk, "id": "coffee", "form": "break"}, long[2])


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (VOTE | {"items": ["A", "B", "C"], "dots": 1}, "to hear the choices, vote and count takes about 3."),
        ({"kind": "vote", "title": "V", "from": "ideas", "dots": 3}, "vote and count takes about 4."),
        ({"kind": "collect", "title": "C"}, "to think and to hear every table takes about 6."),
        ({"kind": "merge", "title": "M", "from": "ideas"}, "to read the answers back and join them takes about 4."),
        ({"kind": "rank", "title": "R", "from": "ideas", "choose": 5}, "put them in order takes about 5."),
        ({"kind": "act", "title": "A"}, "to agree on what, who and when takes about 3."),
        ({"kind": "talk", "title": "T", "form": "break"}, "to get up and come back takes about 5."),
        ({"kind": "talk", "title": "T", "form": "round"}, "a turn for each at a table takes about 3."),
    ],
)  # fmt: skip
def test_less_time_than_people_times_what_they_do_does_not_hold_in_a_room(step: dict[str, Any], told: str) -> None:
    ideas = {"id": "ideas", "kind": "collect", "title": "Ideas", "minutes": 20}
    ((number, sentence),) = said(ideas, {**step, "id": "it", "minutes": 2}, people=(10, 48))
    assert (number, sentence.startswith("2 min will not hold in a room of 48: ")) == (2, True)
    assert sentence.endswith(told)
    enough = int(told.rstrip(".").rpartition(" ")[2])
    assert not said(ideas, {**step, "id": "it", "minutes": enough}, people=(10, 48))


def test_a_merge_has_time_for_as_many_answers_as_can_come() -> None:
    ideas = {"id": "ideas", "kind": "collect", "title": "Ideas", "minutes": 20, "max_answers": 5}
    merge = {"id": "merge", "kind": "merge", "title": "Join", "from": "ideas", "minutes": 5}
    ((number, sentence),) = said(ideas, merge, people=(10, 48))
    assert number == 2
    assert sentence.startswith("Up to 40 answers can come, and 5 min are too few")
    assert sentence.endswith("that takes about 7.")
    assert not said(ideas, {**merge, "minutes": 7}, people=(10, 48))
    assert not said(ideas, {**merge, "from": "ideas:20"}, people=(10, 48))
    assert not said({**ideas, "max_answers": 2}, merge, people=(10, 48))
    # Without a limit nobody knows how many come.
    assert not said({"id": "ideas", "kind": "collect", "title": "Ideas", "minutes": 20}, merge, people=(10, 48))


@pytest.mark.parametrize("name", template_names())
def test_no_template_is_warned_of_at_its_own_times(name: str) -> None:
    assert not warnings(load_template(name, WORDS), WORDS)
