"""What became of items from one session to the next."""

from pathlib import Path

from analysis_samples import Recorded

from facilitator.analysis.since import Change, changes

STEPS = """
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
id = "vote"
kind = "vote"
title = "Vote"
from = "same"
dots = 3
{more}
"""


def session(folder: Path, *lines: str, more: str = "") -> Recorded:
    return Recorded(folder, STEPS.format(more=more), *lines, groups=3)


def of(earlier: Recorded, later: Recorded, step: str) -> Change:
    return next(one for one in changes(earlier.profiles, later.profiles) if one.now.step == step)


def fates(change: Change) -> list[tuple[str, list[str], list[str]]]:
    return [(row.fate, [one.name for one in row.then], [one.name for one in row.now]) for row in change.rows]


def test_joined_new_and_gone_follow_the_joins(tmp_path: Path) -> None:
    earlier = session(tmp_path / "1", "@ideas", "1: Lake; Sea; Park")
    later = session(tmp_path / "2", "@ideas", "1: lake; sea", "2: Museum", "@same", "1 2 = Water")
    assert fates(of(earlier, later, "same")) == [
        ("joined", ["Lake", "Sea"], ["Water"]),
        ("new", [], ["Museum"]),
        ("gone", ["Park"], []),
    ]


def test_split_is_joined_the_other_way(tmp_path: Path) -> None:
    earlier = session(tmp_path / "1", "@ideas", "1: lake; sea", "@same", "1 2 = Water")
    later = session(tmp_path / "2", "@ideas", "1: Lake; Sea")
    assert fates(of(earlier, later, "same")) == [("split", ["Water"], ["Lake", "Sea"])]


def test_a_new_name_is_followed_and_the_places_are_told(tmp_path: Path) -> None:
    earlier = session(tmp_path / "1", "@ideas", "1: Lake; Park", "@vote", "1: 1", "2: 1", "3: 2")
    later = session(tmp_path / "2", "@ideas", "1: Park; lake", "@same", "2 = The lake", "@vote", "1: 1", "2: 1 2")
    change = of(earlier, later, "vote")
    assert fates(change) == [("stayed", ["Park"], ["Park"]), ("stayed", ["Lake"], ["The lake"])]
    park, lake = change.rows
    assert ((park.then[0].place, park.then[0].value), (park.now[0].place, park.now[0].value)) == ((2, 1), (1, 2))
    assert (lake.then[0].place, lake.now[0].place) == (1, 2)


def test_a_session_against_itself_changes_nothing(tmp_path: Path) -> None:
    room = session(tmp_path, "@ideas", "1: Lake; Sea", "@vote", "1: 1 2")
    assert {row.fate for change in changes(room.profiles, room.profiles) for row in change.rows} == {"stayed"}


def test_what_one_session_hides_is_not_compared(tmp_path: Path) -> None:
    earlier = session(tmp_path / "1", "@ideas", "1: Lake", "@vote", "1: 1", more="hidden = true")
    later = session(tmp_path / "2", "@ideas", "1: Lake", "@vote", "1: 1")
    assert [one.now.step for one in changes(earlier.profiles, later.profiles)] == ["ideas", "same"]
    assert [one.now.step for one in changes(later.profiles, earlier.profiles)] == ["ideas", "same"]
