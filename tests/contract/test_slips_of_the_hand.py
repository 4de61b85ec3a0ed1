"""What a hand in a hurry types must not land in the wrong place, nor pass unseen."""

from pathlib import Path

import pytest
from contract_room import Table

PARTS = """
[[step]]
id = "c"
kind = "collect"
title = "Collect"
for_each = ["Stop", "Start"]
"""
VOTE = """
[[step]]
id = "v"
kind = "vote"
title = "Vote"
items = ["A", "B", "C"]
dots = 2
"""


@pytest.mark.parametrize("line", [">2 Help all", "2>1: A; 2>2 B", "2: A; *>2 B"])
def test_a_part_without_its_colon_is_refused_and_not_an_answer(tmp_path: Path, line: str) -> None:
    room = Table(tmp_path, PARTS)
    assert ">2: …" in room.read("c", line).problem
    assert not room.read("c", '2: ">2 is a sign"').problem


@pytest.mark.parametrize("ballot", ["1: 1 2 3", "1: 1 1"])
def test_a_ballot_with_too_many_dots_is_counted_and_told(tmp_path: Path, ballot: str) -> None:
    room = Table(tmp_path, VOTE)
    room.take("@v", ballot, "2: 1 2")
    assert [warning["code"] for warning in room.tally("v")["warnings"]] == ["ballots"]
    room.take("1: 1 2")
    assert room.tally("v")["warnings"] == []


def test_an_answer_goes_to_another_part_and_table(tmp_path: Path) -> None:
    room = Table(tmp_path, PARTS)
    room.take("@c", "1>1: A; B", "2>2: C")
    room.take("/move 1 = >2", "/move 2 = 2>2")
    stop, start = room.tally("c")["facets"]
    assert stop["items"] == []
    assert [(item["item"], item["groups"]) for item in start["items"]] == [("A", 1), ("B", 1), ("C", 1)]
    room.take("/undo")
    assert [item["item"] for item in room.tally("c")["facets"][0]["items"]] == ["B"]


@pytest.mark.parametrize("line", ["/move 1 = >3", "/move 1 = 9>2", "/move 7 = >2"])
def test_a_move_to_no_part_or_table_is_refused(tmp_path: Path, line: str) -> None:
    room = Table(tmp_path, PARTS)
    room.take("@c", "1>1: A")
    room.refuse(line)


def test_a_tables_count_beyond_its_people_is_told(tmp_path: Path) -> None:
    room = Table(tmp_path, VOTE.replace("dots = 2", 'by = "person"\ndots = 1'))
    room.take("/group 1 people 3", "@v", "1: 1=4")
    assert [warning["code"] for warning in room.tally("v")["warnings"]] == ["counts"]
    room.take("1: 1=3")
    assert room.tally("v")["warnings"] == []


def test_a_ranking_beyond_what_was_asked_for_is_told(tmp_path: Path) -> None:
    room = Table(tmp_path, VOTE.replace('"vote"', '"rank"').replace("dots = 2", "choose = 2"))
    room.take("@v", "1: 1 2 3")
    assert [warning["code"] for warning in room.tally("v")["warnings"]] == ["ballots"]
    room.take("1: 3 2")
    assert room.tally("v")["warnings"] == []


def test_words_where_numbers_are_wanted_are_shown_the_way_to_a_note(tmp_path: Path) -> None:
    assert "/note" in Table(tmp_path, VOTE).refuse("1: nobody agreed")


def test_a_list_that_changed_can_be_taken_in_from_the_step_that_says_so(tmp_path: Path) -> None:
    steps = (
        '[[step]]\nid = "c"\nkind = "collect"\ntitle = "Collect"\n'
        '[[step]]\nid = "v"\nkind = "vote"\ntitle = "Vote"\nfrom = "c"\n'
        '[[step]]\nid = "t"\nkind = "talk"\ntitle = "Talk"\n'
    )
    room = Table(tmp_path, steps)
    room.take("@c", "1: A; B", "@v", "1: 1", "@t", "/in 1 2: C")
    assert [warning["code"] for warning in room.tally("v")["warnings"]] == ["list"]
    room.take("/go 2", "/start")
    assert room.tally("v")["warnings"] == []
    assert len(room.tally("v")["items"]) == 3


def test_who_is_here_can_be_asked(tmp_path: Path) -> None:
    room = Table(tmp_path, VOTE)
    room.take("/group 2 = North", "/group 2 people 5")
    reading = room.read("v", "/groups")
    assert "2 North (5)" in reading.says
    assert not reading.events


@pytest.mark.parametrize(("when", "told"), [("30 february", 1), ("31/4", 1), ("2026-02-30", 1), ("v 60", 1),
                                            ("28 february", 0), ("when it rains", 0), ("week 7", 0)])  # fmt: skip
def test_a_day_that_does_not_exist_is_kept_and_told(tmp_path: Path, when: str, told: int) -> None:
    room = Table(tmp_path, '[[step]]\nid = "a"\nkind = "act"\ntitle = "Act"\n')
    reading = room.read("a", f"Book | Ann | {when}", chip="room")
    assert len(reading.warnings) == told
    assert reading.events


PERSON = VOTE.replace("dots = 2", 'by = "person"\ndots = 2')


def test_a_slip_that_takes_the_place_of_the_tables_dots_says_so_before_it_is_saved(tmp_path: Path) -> None:
    room = Table(tmp_path, PERSON)
    room.take("@v", "1: 1=4 2=3", "2: 3=5")
    reading = room.read("v", "+: 1 2")
    assert reading.warnings == ("The pile of slips counts from now on. The sum of the tables (12 dots) does not.",)
    assert reading.replaces
    room.take("+: 1 2")
    assert not room.read("v", "+: 1 3").replaces
    assert room.read("v", "*: 1 1 1").replaces
    beside = room.read("v", "1: 1=4 2=2")
    assert beside.warnings == ("The pile of slips counts; this is kept beside it and not added.",)
    assert room.read("v", "4: 1=4 2=2").warnings == beside.warnings


def test_a_whole_ballot_begins_with_the_first_part_whichever_part_comes_next(tmp_path: Path) -> None:
    room = Table(tmp_path, PERSON + 'for_each = ["Today", "Tomorrow"]\n')
    room.take("@v", "1: 3")
    assert not room.read("v", "1: 1=3 2=4 / 1=1 3=6", part=2).problem
    room.take("1: 1=3 2=4 / 1=1 3=6")
    today, tomorrow = room.tally("v")["facets"]
    assert (today["cast"], tomorrow["cast"]) == (7, 7)


def test_a_table_that_left_is_told_when_it_answers_and_the_rooms_count_is_not_forgotten(tmp_path: Path) -> None:
    room = Table(tmp_path, VOTE)
    room.take("/people 21", "/group 3 people 6")
    assert room.read("v", "/group 3 left").details == ("The room still counts 21; /people 15 counts it anew.",)
    room.take("/group 3 left")
    assert room.read("v", "3: 1").warnings == ("Table 3 has left; what it gives counts all the same.",)
    assert not room.read("v", "2: 1").warnings


def test_the_room_says_table_and_so_may_the_command(tmp_path: Path) -> None:
    room = Table(tmp_path, VOTE)
    room.take("/bord 3 = Norra", "/table 2 people 4")
    assert room.desk.state.groups[3].name == "Norra"
    assert room.desk.state.groups[2].people == 4


@pytest.mark.parametrize(("line", "meant"), [("/grou", "/group"), ("/wit", "/withdraw")])
def test_a_command_that_is_none_leads_to_the_one_meant(tmp_path: Path, line: str, meant: str) -> None:
    assert meant in Table(tmp_path, VOTE).refuse(line)
