"""Who leaves after lunch was still there before; who comes late was not."""

from pathlib import Path

import pytest
from contract_room import Table

STEPS = """
[[step]]
id = "v"
kind = "vote"
title = "Vote"
by = "person"
items = ["A", "B"]
dots = 1
[[step]]
id = "c"
kind = "collect"
title = "Collect"
[[step]]
id = "after"
kind = "collect"
title = "After lunch"
"""
PEOPLE = ("/group 1 people 5", "/group 2 people 5", "/group 3 people 5")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path, STEPS, groups=3)


def test_a_table_that_left_still_took_part_in_what_came_before(table: Table) -> None:
    table.take(*PEOPLE, "@v", "1: 1=5", "2: 1=5", "3: 2=5", "@c", "1: x", "@after", "/group 3 left", "1: y")
    vote = table.tally("v")
    assert (vote["present"], vote["units"], vote["capacity"], vote["unused"]) == (15, 15, 15, 0)
    assert vote["warnings"] == []
    assert (table.tally("c")["present"], table.tally("c")["silent"]) == (3, ["Table 2", "Table 3"])
    assert (table.tally("after")["present"], table.tally("after")["silent"]) == (2, ["Table 2"])


def test_a_late_table_is_not_missed_in_what_came_before(table: Table) -> None:
    table.take(*PEOPLE, "@v", "1: 1=5", "@c", "1: x", "@after", "/group 4 people 6", "4: y")
    assert table.tally("v")["present"] == 15
    assert (table.tally("c")["present"], table.tally("c")["silent"]) == (3, ["Table 2", "Table 3"])
    assert (table.tally("after")["present"], table.tally("after")["silent"]) == (4, ["Table 1", "Table 2", "Table 3"])


def test_people_counted_after_the_step_are_its_base_too(table: Table) -> None:
    table.take("@v", "*: 7 4", "@c", "/people 12")
    assert table.tally("v")["present"] == 12
