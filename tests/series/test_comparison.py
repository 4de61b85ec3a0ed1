"""What the comparison shows of a series: places in every forum, who stands behind a row, decisions on wordings."""

import re
from pathlib import Path

import pytest
from test_series import ASK, VOTE, WORDS, forum

from facilitator.errors import FacilitatorError
from facilitator.series import wordings
from facilitator.series.behind import entries
from facilitator.series.deciding import Decisions
from facilitator.series.gather import gather
from facilitator.series.heard import commonest, heard
from facilitator.series.page import page
from facilitator.series.place import Place
from facilitator.series.whole import Series
from facilitator.series.wording import range_words, way_told, without
from facilitator.tally import CollectItem, RankItem, RateItem, VoteItem
from facilitator.words import Words

SAMPLES = Path(__file__).parents[2] / "sessions" / "dialogforum-2010"
DAYS = """
[[step]]
id = "vote"
kind = "vote"
title = "Which?"
by = "group"
dots = 3
max_per_item = 2
items = ["A", "B", "C"]
for_each = ["today", "tomorrow"]
"""


def series(paths: list[Path]) -> Series:
    return Series(gather(paths, WORDS), WORDS)


def test_a_forum_s_own_places_are_those_of_its_own_tally() -> None:
    whole_series = Series(gather(SAMPLES.glob("*.json"), Words("sv")), Words("sv"))
    for name in ("prio", "produktrang", "centrum", "loftesprov"):
        whole = whole_series.whole(name)
        for part, ways in enumerate(whole.ways):
            for at, facet in whole.parts[part].facets.items():
                own = ways.places_in(at)
                tallied = {
                    row.number: next((cell.item.place for cell in row.cells if cell.forum == at), None)
                    for row in whole.parts[part].rows
                }
                assert own == tallied, (name, facet.facet, at)


def test_a_page_has_a_line_for_each_item_with_its_places_and_the_cut(tmp_path: Path) -> None:
    first = forum(tmp_path, VOTE, ["@vote", "1: 1 2", "2: 1"])
    second = forum(tmp_path, VOTE, ["@vote", "1: 2 3", "2: 2", "3: 2"])
    found = series([first, second])
    shown = page(found, found.whole("vote"), 0, "votes")
    lines = {line.name: line for line in shown.lines}
    assert [line.name for line in shown.lines] == ["B", "A", "C", "D"]
    assert (lines["B"].place, lines["B"].own, lines["B"].given, lines["B"].shown) == (1, (2, 1), ("1", "3"), "4")
    assert (lines["A"].own, lines["A"].spread) == ((1, None), (1, 1))
    assert lines["D"].spread is None
    assert [line.above for line in shown.lines] == [True, True, False, False]
    assert shown.cut == "above: the first 2"
    assert [range_words(span) for span in (None, (1, 1), (1, 3))] == ["·", "1", "1–3"]


def test_what_hangs_on_one_forum_is_said_in_a_sentence(tmp_path: Path) -> None:
    paths = [
        forum(tmp_path, VOTE, ["@vote", "1: 1", "2: 1"]),
        forum(tmp_path, VOTE, ["@vote", "1: 1", "2: 1 3", "3: 1 3"]),
        forum(tmp_path, VOTE, ["@vote", "1: 1 2", "2: 1 2", "3: 2"]),
    ]
    found = series(paths)
    whole = found.whole("vote")
    told = without(found, whole, 0, whole.ways[0].stability("votes"))
    assert told == [f"Without {found.forums[2].name}, C would be among the first 2 instead of B."]
    item = {one.item: one.number for one in whole.tally.facets[0].items}
    assert without(found, whole, 0, whole.ways[0].stability("votes"), item["A"]) == []
    assert without(found, whole, 0, whole.ways[0].stability("votes"), item["B"]) == told


def test_of_one_alone_above_the_line_it_is_said_what_would_be_first(tmp_path: Path) -> None:
    vote = VOTE.replace("cut = 2", "cut = 1")
    given = ["1: 1", "2: 1"], ["1: 2"], ["1: 2", "2: 2"]
    found = series([forum(tmp_path, vote, ["@vote", *lines]) for lines in given])
    whole = found.whole("vote")
    _, second, third = (one.name for one in found.forums)
    told = without(found, whole, 0, whole.ways[0].stability("votes"))
    assert told == [f"Without {second}, A would also be first.", f"Without {third}, A would be first instead of B."]
    assert way_told("forums", whole, WORDS) == "By forums: in how many forums it is first, ties included."


def test_behind_every_figure_of_the_samples_stand_as_many_as_it_says() -> None:
    found = Series(gather(SAMPLES.glob("*.json"), Words("sv")), Words("sv"))
    for name in found.steps:
        whole = found.whole(name)
        for part, one in enumerate(whole.parts):
            for row in one.rows:
                behind = [entry for who in entries(found, whole, part, row.number) for entry in who.entries]
                expected = got = 0
                for item in (cell.item for cell in row.cells):
                    if isinstance(item, CollectItem):
                        expected, got = expected + item.answers, len(behind)
                    elif isinstance(item, VoteItem):
                        expected += item.dots
                        got = sum(int(re.findall(r"\d+", entry.text)[0]) for entry in behind)
                    elif isinstance(item, RankItem):
                        expected, got = expected + item.voters, len(behind)
                    elif isinstance(item, RateItem) and item.counts:
                        expected += item.n
                        counts = [part.split(" × ") for entry in behind for part in entry.text.split(", ")]
                        got = sum(int(count[0]) if len(count) == 2 else 1 for count in counts)
                assert got == expected, (name, row.name)


def test_a_vote_in_parts_shows_who_gave_what_in_that_part(tmp_path: Path) -> None:
    path = forum(tmp_path, DAYS, ["@vote", "1: 1=2 2 / 3", "2: 1 / 1=2"])
    found = series([path])
    whole = found.whole("vote")
    number = next(row.number for row in whole.parts[0].rows if row.name == "A")
    said = [[(entry.who, entry.text) for one in entries(found, whole, part, number) for entry in one.entries]
            for part in (0, 1)]  # fmt: skip
    assert said == [[("Table 1", "2 dots"), ("Table 2", "1 dot")], [("Table 2", "2 dots")]]


def test_decisions_are_in_the_file_before_they_count_and_are_taken_back_one_by_one(tmp_path: Path) -> None:
    paths = [forum(tmp_path, ASK, ["@ask", "1: Coffee; Free coffee; Tea"]), forum(tmp_path, ASK, ["@ask", "1: Coffee"])]
    list_path = paths[0].parent / wordings.FILE
    decisions = Decisions(gather(paths, WORDS), WORDS)
    decisions.decide(lambda listed: listed.joined("Coffee", ["Free coffee"]))
    decisions.decide(lambda listed: listed.held_apart(["Coffee", "Tea"]))
    assert wordings.load(list_path, WORDS) == decisions.series.wordings
    assert len(decisions.series.whole("ask").tally.items) == 2
    decisions.undo()
    assert wordings.load(list_path, WORDS).apart == ()
    decisions.undo()
    assert len(decisions.series.whole("ask").tally.items) == 3
    assert not decisions.can_undo
    decisions.undo()


def test_what_somebody_else_decided_is_kept(tmp_path: Path) -> None:
    paths = [forum(tmp_path, ASK, ["@ask", "1: Coffee; Tea; Milk"])]
    list_path = paths[0].parent / wordings.FILE
    decisions = Decisions(gather(paths, WORDS), WORDS)
    wordings.save(list_path, wordings.NO_WORDINGS.joined("Tea", ["Milk"]), WORDS)
    decisions.decide(lambda listed: listed.held_apart(["Coffee", "Tea"]))
    kept = wordings.load(list_path, WORDS)
    assert (kept.name_of("Milk"), len(kept.apart)) == ("Tea", 1)
    theirs = kept.held_apart(["Coffee", "Milk"])
    wordings.save(list_path, theirs, WORDS)
    with pytest.raises(FacilitatorError, match="changed in another window"):
        decisions.undo()
    assert wordings.load(list_path, WORDS) == theirs == decisions.series.wordings


def test_the_commonest_wording_is_the_one_in_most_forums(tmp_path: Path) -> None:
    paths = [
        forum(tmp_path, ASK, ["@ask", "1: Tea", "2: Tea", "3: Tea"]),
        forum(tmp_path, ASK, ["@ask", "1: Coffee"]),
        forum(tmp_path, ASK, ["@ask", "1: Coffee"]),
    ]
    known = heard(series(paths))
    assert commonest(["Tea", "Coffee", "Milk"], known) == "Coffee"
    assert commonest(["Milk", "Tea"], known) == "Tea"


def test_a_place_keeps_its_row_while_ways_and_wordings_change(tmp_path: Path) -> None:
    paths = [forum(tmp_path, ASK + VOTE, ["@ask", "1: Coffee; Tea", "@vote", "1: 2 3", "2: 2"]) for _ in range(2)]
    place = Place(series(paths))
    assert place.shown == ("vote", 0, "votes")
    assert place.page is not None
    assert place.choose(str(next(line.number for line in place.page.lines if line.name == "C")))
    place.turn_way(1)
    place.look(-1)
    place.look(-5)
    assert place.shown[0] == "ask"
    place.look(1)
    assert (place.shown, place.turn) == (("vote", 0, "forums"), (2, 2))
    place.take(Series(gather(paths, WORDS), WORDS, wordings.NO_WORDINGS.joined("A", ["B"])))
    assert place.line is not None
    assert place.line.name == "C"
    assert not place.choose("99")
