"""Grades typed in list order land on the items in the order the screen shows them."""

from pathlib import Path

from contract_room import Table

from facilitator.blocks import Grades
from facilitator.blocks import Table as TableBlock
from facilitator.steps.kinds import blocks

STEPS = """
[[step]]
id = "v"
kind = "vote"
title = "Vote"
items = ["A", "B", "C", "D"]
dots = 4
[[step]]
id = "r"
kind = "rate"
title = "Rate"
from = "v:3"
scale = [1, 5]
%s
"""


def test_after_a_vote_the_list_goes_by_number_and_stays_so_while_grades_come_in(tmp_path: Path) -> None:
    room = Table(tmp_path, STEPS % "")
    room.take("@v", "1: 4 3 1", "2: 4 1", "3: 4", "@r", "1: 1 3 5", "2: 1 3 5")
    assert {item["item"]: item["mean"] for item in room.tally("r")["items"]} == {"A": 1, "C": 3, "D": 5}
    shown = [block for block in blocks(room.desk.book, room.desk.agenda.step("r")) if isinstance(block, Grades)]
    assert [row.label for row in shown[0].rows] == ["A", "C", "D"]


def test_the_same_with_parts(tmp_path: Path) -> None:
    room = Table(tmp_path, STEPS % 'for_each = ["Now", "Then"]')
    room.take("@v", "1: 4 3 1", "2: 4 1", "3: 4", "@r", "1: 11 33 55")
    shown = [block for block in blocks(room.desk.book, room.desk.agenda.step("r")) if isinstance(block, TableBlock)]
    assert [row[:3] for row in shown[0].rows] == [["1", "A", "1.0"], ["3", "C", "3.0"], ["4", "D", "5.0"]]
