"""What the measures say of real sessions, and what they leave unsaid."""

from pathlib import Path

import pytest
from analysis_samples import GOLDEN, Recorded, golden_session

from facilitator.analysis.appendix import appendix
from facilitator.analysis.between import between_parts
from facilitator.analysis.measures import Measure, measures
from facilitator.analysis.profile import Profile, combined
from facilitator.blocks import Table
from facilitator.words import Words

WORDS = Words("en")


def said(profile: Profile) -> dict[str, str]:
    return {one.code: one.text for one in measures(profile, WORDS)}


def step(kind: str, items: str, **more: object) -> str:
    extra = "".join(f"{key} = {value}\n" for key, value in more.items())
    return f'[[step]]\nid = "s"\nkind = "{kind}"\ntitle = "S"\nitems = {list(items)!r}\n{extra}'


def test_mentions_are_told_of_those_who_answered(tmp_path: Path) -> None:
    collect = '[[step]]\nid = "s"\nkind = "collect"\ntitle = "S"\n'
    room = Recorded(tmp_path, collect, "@s", "1: Lake; lake", "2: Lake; Sea", "3: -", groups=5)
    assert said(room.profile("s"))["lead"] == "Named most often: «Lake» (2 of 3 tables)."


def test_the_line_and_what_hangs_on_one_table(tmp_path: Path) -> None:
    lines = ["1: 1 2", "2: 1 2", "3: 1 3", "4: 2 4"]
    room = Recorded(tmp_path, step("vote", "ABCD", dots=2, cut=2), "@s", *lines, groups=4)
    found = said(room.profile("s"))
    assert found["lead"] == "Most: «A» and «B» (3 of 4 tables)."
    assert found["margin"].endswith("just above «A» and «B», just below «C» and «D», 2 votes apart.")
    assert found["without"] == "The first 2 are the same without any one table."
    room.take("1: 1", "2: 1 3")
    found = said(room.profile("s"))
    assert found["without"] == "Without Table 2 or Table 3 the first 2 gain «B» and «D»."


def test_a_forum_without_which_something_leaves_the_first(tmp_path: Path) -> None:
    forums = {"a": ["1: 1", "2: 1"], "b": ["1: 1", "2: 2"], "c": ["1: 2", "2: 2", "3: 2"]}
    parts = {
        name: Recorded(tmp_path / name, step("vote", "ABC", dots=1, cut=1), "@s", *lines, groups=3).profile("s")
        for name, lines in forums.items()
    }
    found = said(combined(parts, {"a": "Forum 1", "b": "Forum 2", "c": "Forum 3"}))
    assert found["without"] == "Without Forum 3 in the lead: «A»."
    assert found["margin"] == "At the line after the first: just above «B», just below «A», 1 vote apart."


def test_no_line_where_it_leaves_nothing_out(tmp_path: Path) -> None:
    room = Recorded(tmp_path, step("vote", "ABC", dots=1, cut=2), "@s", "1: 1", "2: 1", "3: 2", groups=3)
    assert "margin" not in said(room.profile("s"))
    assert "first 2" not in said(room.profile("s"))["without"]


def test_spread_says_as_if_how_many_shared(tmp_path: Path) -> None:
    room = Recorded(tmp_path, step("vote", "ABCD", by='"person"', dots=1), "@s", "*: 4 4 0 0")
    assert said(room.profile("s"))["spread"] == "8 dots are as spread as if 2.0 of 4 options shared them equally."


def test_a_room_count_has_no_voters_and_so_no_breadth(tmp_path: Path) -> None:
    room = Recorded(tmp_path, step("vote", "AB", by='"person"', dots=1, cut=1), "@s", "*: 9 4")
    found = said(room.profile("s"))
    assert found["lead"] == "Most: «A» (9 dots)."
    assert found["margin"].endswith("5 dots apart.")
    assert not {"breadth", "without"} & set(found)


def test_grades_that_part(tmp_path: Path) -> None:
    lines = ["+: 15", "15", "14", "53", "53"]
    room = Recorded(tmp_path, step("rate", "AB", by='"person"', scale=[1, 5]), "@s", *lines)
    assert said(room.profile("s"))["apart"] == (
        "Opinions part most on «A»: 3 in the lower half of the scale, 2 in the upper."
    )


MOMENTS = '["Today", "Tomorrow"]'


def together(room: Recorded) -> dict[str, Measure]:
    return {one.code: one for one in between_parts(room.profiles, WORDS)}


def test_shift_and_flows_of_tables_that_answered_both_times(tmp_path: Path) -> None:
    lines = ["1: 1 / 2", "2: 1 / 2", "3: 1 / 1", "4: 2 / 3"]
    room = Recorded(tmp_path, step("vote", "ABC", dots=1, for_each=MOMENTS), "@s", *lines, groups=4)
    found = together(room)
    assert found["shift"].figures["total"] == 0.5
    assert found["shift"].text == (
        "From «Today» to «Tomorrow», relative to the others: «B» (from 1 to 2) and «C» (from 0 to 1) grows most, "
        "«A» (from 3 to 1) shrinks most. At least 2 of 4 votes lie elsewhere."
    )
    assert found["flows"].figures["table"] == [[1, 2, 0], [0, 0, 1], [0, 0, 0]]
    assert found["flows"].text.startswith("Of 4 of 4 tables who answered both times 1 vote stayed and 3 moved.")


def test_no_flows_from_counts(tmp_path: Path) -> None:
    lines = ["1: 1=5 / 1=2 2=3", "2: 1=4 2=1 / 1=1 2=4", "3: 1=3 2=2 / 1=3 2=2"]
    room = Recorded(tmp_path, step("vote", "AB", by='"person"', dots=1, for_each=MOMENTS), "@s", *lines, groups=3)
    found = together(room)
    assert set(found) == {"shift", "bodies"}
    assert found["bodies"].text == "«B» grows at 2 of 3 tables and shrinks at none."


def test_a_slip_with_both_parts_is_one_voter(tmp_path: Path) -> None:
    plan = step("vote", "AB", by='"person"', dots=1, for_each=MOMENTS)
    found = together(Recorded(tmp_path, plan, "@s", "+: 1 / 2", "1 / 1", "1 / 2", "2"))["flows"]
    assert found.text == (
        "Of 3 of 4 people who answered both times 1 dot stayed and 2 moved. Most from «A» to «B»: 2."
    )


def test_weights_that_decide_are_told(tmp_path: Path) -> None:
    lines = ["1: 52 24", "2: 52 24"]
    plan = step("rate", "AB", scale=[1, 5], for_each='["Dear", "Quick"]', weights=[2, 1])
    found = together(Recorded(tmp_path, plan, "@s", *lines, groups=2))["weights"]
    assert found.figures["leaders"] == [1]
    assert found.text.startswith("In the lead over all: «A».")
    firm = together(Recorded(tmp_path / "f", plan, "@s", "1: 55 11", "2: 55 11", groups=2))["weights"]
    assert "with equal weights too" in firm.text
    assert firm.figures["changes"] == []


def test_the_appendix_gives_the_golden_numbers(tmp_path: Path) -> None:
    golden = GOLDEN["schulze45"]
    found = {one.code: one for one in appendix(golden_session(tmp_path, "schulze45", "ABCDE").profile("rank"), WORDS)}
    by_letter = {letter: str(number) for number, letter in enumerate("ABCDE", 1)}
    assert {by_letter[letter]: value for letter, value in golden["own_computed"]["borda"].items()} == found[
        "borda"
    ].figures["average"]
    assert {by_letter[letter]: value for letter, value in golden["own_computed"]["copeland"].items()} == found[
        "copeland"
    ].figures
    order = sorted(found["schulze"].figures, key=found["schulze"].figures.__getitem__)
    assert order == [by_letter[letter] for letter in golden["schulze"]]
    assert found["w"].figures["chance"] == pytest.approx(1 / 45)


def test_rules_for_partial_ballots_are_named_where_they_differ(tmp_path: Path) -> None:
    rank = '[[step]]\nid = "s"\nkind = "rank"\ntitle = "S"\nby = "person"\nitems = ["A", "B", "C", "D"]\n'
    room = Recorded(tmp_path, rank, "@s", "+: 1", "1", "1", "1", "2 3 4 1", "2 3 4 1")
    found = {one.code: one.text for one in appendix(room.profile("s"), WORDS)}
    assert "«A» where what a ballot leaves out shares" in found["borda"]
    assert "«B» where a short ballot gives fewer" in found["borda"]


def test_agreement_stands_beside_its_counts(tmp_path: Path) -> None:
    lines = ["+: 15", "15", "54", "55"]
    room = Recorded(tmp_path, step("rate", "AB", by='"person"', scale=[1, 5]), "@s", *lines)
    (found,) = appendix(room.profile("s"), WORDS)
    assert found.figures["1"] == {"a": -1.0, "counts": [2, 0, 0, 0, 2]}
    table = found.shown[0]
    assert isinstance(table, Table)
    assert list(table.rows[0]) == ["A", "2", "0", "0", "0", "2", "−1.00"]


def test_nothing_is_said_before_anybody_answered(tmp_path: Path) -> None:
    room = Recorded(tmp_path, step("vote", "AB", dots=1), groups=3)
    assert said(room.profile("s")) == {}
