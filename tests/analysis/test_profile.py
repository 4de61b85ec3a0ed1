"""What a profile takes from a session: ballots as they count, and nothing of what is hidden."""

from pathlib import Path

import pytest
from analysis_samples import Recorded

from facilitator.analysis.profile import Ballot, Body, combined

VOTE = """
[[step]]
id = "ideas"
kind = "collect"
title = "Ideas"
[[step]]
id = "same"
kind = "merge"
title = "Same"
from = "ideas"
[[step]]
id = "choice"
kind = "vote"
title = "Choice"
from = "same"
dots = 3
max_per_item = 3
cut = 1
"""
HIDDEN = """
[[step]]
id = "secret"
kind = "vote"
title = "Secret"
items = ["Alpha", "Beta"]
hidden = true
dots = 1
"""


def test_joined_items_count_once_for_each_voter(tmp_path: Path) -> None:
    lines = ["@ideas", "1: Lake; Sea", "2: sea; Museum", "@choice", "1: 1 2", "2: 3", "@same", "1 2 = Water"]
    room = Recorded(tmp_path, VOTE, *lines, groups=2)
    room.take("@choice", "/start")
    assert dict(room.profile("same").ballots["group:1"].dots) == {1: 1}
    assert dict(room.profile("choice").ballots["group:1"].dots) == {1: 1}
    assert room.profile("choice").items[1] == "Water"
    assert set(room.profile("choice").wordings[1]) >= {"Lake", "Sea", "Water"}


def test_a_profile_knows_who_could_answer_and_who_did(tmp_path: Path) -> None:
    room = Recorded(tmp_path, VOTE, "@ideas", "1: Lake", "2: -", groups=3, people=[4, 5, 6])
    ideas = room.profile("ideas")
    assert (ideas.asked, ideas.answered, ideas.people) == (3, 2, 15)
    assert ideas.heard == [1, 2]
    assert ideas.bodies[3] == Body("Table 3", 6)
    assert ideas.ballots["group:2"] == Ballot(2)


def test_the_source_that_counts_is_the_one_that_is_read(tmp_path: Path) -> None:
    step = '[[step]]\nid = "v"\nkind = "vote"\ntitle = "V"\nby = "person"\ndots = 2\nitems = ["A", "B"]\n'
    room = Recorded(tmp_path, step, "@v", "1: 1=4 2=1", "2: 1=0 2=3", groups=2)
    assert room.profile("v").is_counted
    assert room.profile("v").heard == [1, 2]
    room.take("+: 1", "x", "-")
    slips = room.profile("v")
    assert not slips.is_counted
    assert [dict(ballot.dots) for ballot in slips.ballots.values()] == [{1: 1}, {}]
    room.take("*: 9 4")
    assert dict(room.profile("v").ballots) == {"room": Ballot(dots={1: 9, 2: 4}, is_count=True)}


def test_a_spoiled_ranking_is_no_ballot(tmp_path: Path) -> None:
    step = '[[step]]\nid = "r"\nkind = "rank"\ntitle = "R"\nby = "person"\nitems = ["A", "B"]\n'
    room = Recorded(tmp_path, step, "@r", "+: 2 1", "x", "-")
    assert [[list(tied) for tied in one.order] for one in room.profile("r").ballots.values()] == [[[2], [1]], []]


def test_nothing_of_a_hidden_step_is_in_any_profile(tmp_path: Path) -> None:
    room = Recorded(tmp_path, HIDDEN, "@secret", "1: 1", "2: 1", groups=2)
    assert room.profiles == []
    room.take("/reveal")
    assert [profile.step for profile in room.profiles] == ["secret"]


def test_sessions_are_combined_with_the_sessions_as_bodies(tmp_path: Path) -> None:
    step = '[[step]]\nid = "v"\nkind = "vote"\ntitle = "V"\ndots = 2\ncut = 1\nitems = ["A", "B"]\n'
    north = Recorded(tmp_path / "n", step, "@v", "1: 1 2", "2: 2", groups=3, people=[5, 5, 5]).profile("v")
    south = Recorded(tmp_path / "s", step, "@v", "1: 1", groups=1).profile("v")
    both = combined({"n": north, "s": south}, {"n": "North", "s": "South"})
    assert list(both.ballots) == [("n", "group:1"), ("n", "group:2"), ("s", "group:1")]
    assert (both.level, both.heard, both.asked, both.answered, both.people) == ("forum", ["n", "s"], 4, 3, None)
    assert both.bodies == {"n": Body("North", 15), "s": Body("South", None)}


def test_sessions_that_asked_otherwise_are_not_combined(tmp_path: Path) -> None:
    step = '[[step]]\nid = "v"\nkind = "rate"\ntitle = "V"\nscale = [1, {}]\nitems = ["A", "B"]\n'
    three, five = (Recorded(tmp_path / str(top), step.format(top)).profile("v") for top in (3, 5))
    with pytest.raises(ValueError, match="same way"):
        combined({"a": three, "b": five}, {"a": "A", "b": "B"})
    with pytest.raises(ValueError, match="nothing"):
        combined({}, {})
