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
