"""A series of sessions recorded as anybody records them: what is the same, what is twice, and what cannot be known."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.errors import FacilitatorError
from facilitator.recorder import Recorder
from facilitator.series import wordings
from facilitator.series.blocks import blocks
from facilitator.series.document import document
from facilitator.series.gather import gather, named
from facilitator.series.proposing import proposals
from facilitator.series.whole import Series
from facilitator.series.wording import disagreement
from facilitator.series.wordings import Wordings
from facilitator.storage.folder import Folder
from facilitator.words import Words

WORDS = Words("en")
ASK = """
[[step]]
id = "ask"
kind = "collect"
title = "What attracts people?"
minutes = 10
"""
VOTE = """
[[step]]
id = "vote"
kind = "vote"
title = "Which ones?"
minutes = 10
items = ["A", "B", "C", "D"]
cut = 2
"""
NUMBERS = count()


def forum(folder: Path, steps: str, lines: Sequence[str], *, groups: int = 3, series: str = "s") -> Path:
    """Make a session with its lines recorded."""
    agenda = parse_agenda(f'title = "Test"\nlanguage = "en"\n{steps}', "t.toml", WORDS)
    new = NewSession(name=f"Forum {next(NUMBERS)}", groups=groups, language="en", series=series)
    path = create(Folder(folder, WORDS), agenda, new, WORDS)
    desk = Desk(path, WORDS)
    recorder = Recorder(desk)
    for line in lines:
        outcome = recorder.take(line)
        assert not outcome.problem, outcome
    desk.close()
    return path


def added(paths: Sequence[Path], listed: Wordings | None = None, reveal: bool = False) -> dict[str, Any]:
    gathered = gather(paths, WORDS)
    found = document(Series(gathered, WORDS, listed or Wordings(), reveal))
    return {step["id"]: step["tally"] for step in found["steps"]} | {"notices": found["notices"]}


def dots(tally: dict[str, Any]) -> dict[str, int]:
    return {item["item"]: item["dots"] for item in tally["items"]}


def test_votes_forums_and_points_are_three_answers(tmp_path: Path) -> None:
    large = forum(tmp_path, VOTE, ["@vote", *[f"{n}: 1 2" for n in range(1, 10)]], groups=9)
    small = [forum(tmp_path, VOTE, ["@vote", "1: 3 4", "2: 3"], groups=2) for _ in range(3)]
    items = {item["item"]: item["by"] for item in added([large, *small])["vote"]["items"]}
    assert items["A"] == {"votes": 9.0, "forums": 1.0, "points": 1.5}
    assert items["C"] == {"votes": 6.0, "forums": 3.0, "points": 6.0}


def test_where_the_ways_disagree_one_sentence_says_so(tmp_path: Path) -> None:
    large = forum(tmp_path, VOTE, ["@vote", *[f"{n}: 1" for n in range(1, 10)]], groups=9)
    small = [forum(tmp_path, VOTE, ["@vote", "1: 3"], groups=1) for _ in range(3)]
    series = Series(gather([large, *small], WORDS), WORDS)
    told = disagreement(series, series.whole("vote"))
    assert told == "Which is first depends on how it is added: A (by votes); C (by forums); C (each forum alike)."
    agreed = Series(gather(small, WORDS), WORDS)
    assert disagreement(agreed, agreed.whole("vote")) == ""


def test_equal_words_are_one_item_and_nothing_else_is_joined_by_itself(tmp_path: Path) -> None:
    one = forum(tmp_path, ASK, ["@ask", "1: Library loans; Coffee"])
    other = forum(tmp_path, ASK, ["@ask", "2: library  LOANS; loans from the library"])
    items = {item["item"]: item for item in added([one, other])["ask"]["items"]}
    assert set(items) == {"Library loans", "Coffee", "loans from the library"}
    assert [cell["groups"] for cell in items["Library loans"]["forums"]] == [1, 1]
    assert items["Library loans"]["aliases"] == ["library  LOANS"]


def test_joined_wordings_are_one_item_with_their_words_and_can_be_parted_again(tmp_path: Path) -> None:
    one = forum(tmp_path, ASK, ["@ask", "1: The teenager in search of identity"])
    other = forum(tmp_path, ASK, ["@ask", "1: Identity seeking teenager; Coffee"])
    joined = Wordings().joined("The teenager", ["The teenager in search of identity", "Identity seeking teenager"])
    items = {item["item"]: item for item in added([one, other], joined)["ask"]["items"]}
    assert items["The teenager"]["groups"] == 2
    assert items["The teenager"]["aliases"] == ["The teenager in search of identity", "Identity seeking teenager"]
    assert len(added([one, other], joined.split("the TEENAGER"))["ask"]["items"]) == 3
    parted = joined.split("Identity seeking teenager")
    assert added([one, other], parted)["ask"]["items"][0]["item"] == "The teenager"
    assert len(added([one, other], parted)["ask"]["items"]) == 3


def test_proposals_are_asked_and_what_was_held_apart_is_not_asked_again(tmp_path: Path) -> None:
    one = forum(tmp_path, ASK, ["@ask", "1: Longer opening hours; Coffee"])
    other = forum(tmp_path, ASK, ["@ask", "1: Long opening hours"])
    gathered = gather([one, other], WORDS)
    found = proposals(Series(gathered, WORDS))
    assert [set(one.texts) for one in found] == [{"Longer opening hours", "Long opening hours"}]
    apart = Wordings().held_apart(found[0].texts)
    assert proposals(Series(gathered, WORDS, apart)) == []


def test_the_list_of_wordings_is_a_file_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / wordings.FILE
    assert wordings.load(path, WORDS) == Wordings()
    listed = Wordings().joined('Said "so" \\ 🎉', ["åäö", "سلام"]).held_apart(["x", "y"])
    wordings.save(path, listed, WORDS)
    assert wordings.load(path, WORDS) == listed
    assert "åäö" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["same = 3", "[[same]]\nname = 3\ntexts = []", "[[same]", "\x00", "[[same]]"])
def test_a_list_that_is_none_is_told_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / wordings.FILE
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FacilitatorError, match=r"wordings\.toml"):
        wordings.load(path, WORDS)


def test_one_session_twice_counts_once_and_the_longer_one_counts(tmp_path: Path) -> None:
    path = forum(tmp_path, VOTE, ["@vote", "1: 1"])
    copy = tmp_path / "usb" / "copy.json"
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    found = added([path, copy])
    assert dots(found["vote"])["A"] == 1
    assert "count" in found["notices"][0]
    desk = Desk(copy, WORDS)
    Recorder(desk).take("2: 1")
    desk.close()
    longer = added([copy, path])
    assert dots(longer["vote"])["A"] == 2
    assert "copy.json goes on longer" in longer["notices"][0]


def test_a_session_that_was_asked_something_else_is_told(tmp_path: Path) -> None:
    other = VOTE + ASK.replace("ask", "lack") + ASK.replace("ask", "do")
    alike = [forum(tmp_path / str(at), ASK + steps, ["@ask", "1: x"]) for at, steps in enumerate((VOTE, VOTE, ""))]
    assert added(alike)["notices"] == []
    (told,) = added([*alike, forum(tmp_path / "other", other.replace('id = "vote"', 'id = "pick"'), [])])["notices"]
    assert told.endswith("has another agenda: 0 of its 3 questions are those of the others.")
    assert added([*alike, forum(tmp_path / "shorter", ASK + other, [])])["notices"] == []


def test_two_versions_of_one_session_are_told_and_never_added(tmp_path: Path) -> None:
    path = forum(tmp_path, VOTE, ["@vote", "1: 1"])
    copy = tmp_path / "usb" / "copy.json"
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    for file, line in ((path, "2: 2"), (copy, "2: 3")):
        desk = Desk(file, WORDS)
        recorder = Recorder(desk)
        recorder.take("@vote")
        recorder.take(line)
        desk.close()
    found = added([path, copy])
    assert sum(dots(found["vote"]).values()) == 2
    assert "two versions of one session" in found["notices"][0]
    assert found == added([copy, path])


def test_a_series_is_named_by_its_slug_its_folder_or_its_files(tmp_path: Path) -> None:
    paths = [forum(tmp_path, VOTE, ["@vote", "1: 1"], series="Våren 2010") for _ in range(2)]
    folder = Folder(tmp_path, WORDS)
    assert sorted(named(["varen-2010"], folder, WORDS)) == sorted(paths)
    assert sorted(named([str(paths[0].parent)], folder, WORDS)) == sorted(paths)
    assert named([str(paths[0]), str(paths[0])], folder, WORDS) == [paths[0]]
    with pytest.raises(FacilitatorError, match="nowhere"):
        named(["nowhere"], folder, WORDS)


def test_what_is_hidden_in_one_forum_is_hidden_in_the_series(tmp_path: Path) -> None:
    hidden = VOTE + "hidden = true\n"
    shown = forum(tmp_path, hidden, ["@vote", "1: 1", "/reveal"])
    secret = forum(tmp_path, hidden, ["@vote", "1: 2"])
    series = Series(gather([shown, secret], WORDS), WORDS)
    assert added([shown, secret])["vote"]["items"] == []
    assert "2" not in str(blocks(series, series.whole("vote")))
    assert dots(added([shown, secret], reveal=True)["vote"]) == {"A": 1, "B": 1, "C": 0, "D": 0}


def test_grades_are_taken_together_and_their_mean_computed_anew(tmp_path: Path) -> None:
    rate = '[[step]]\nid = "rate"\nkind = "rate"\ntitle = "How good?"\nminutes = 5\nitems = ["A"]\nscale = [1, 5]\n'
    many = forum(tmp_path, rate, ["@rate", *[f"{n}: 5" for n in range(1, 10)]], groups=9)
    few = forum(tmp_path, rate, ["@rate", "1: 1"], groups=1)
    item = added([many, few])["rate"]["items"][0]
    assert (item["n"], item["mean"], item["min"]) == (10, 4.6, 1)
    assert [cell["mean"] for cell in item["forums"]] == [5.0, 1.0]


def test_a_step_that_only_some_forums_held_rests_on_those(tmp_path: Path) -> None:
    both = forum(tmp_path, ASK + VOTE, ["@ask", "1: Coffee", "@vote", "1: 1"])
    one = forum(tmp_path, ASK + VOTE, ["@ask", "1: Coffee"])
    found = document(Series(gather([both, one], WORDS), WORDS))
    forums = {step["id"]: len(step["forums"]) for step in found["steps"]}
    assert forums == {"ask": 2, "vote": 1}


BALLOTS = st.lists(st.lists(st.integers(1, 4), unique=True, min_size=1), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(forums=st.lists(BALLOTS, min_size=2, max_size=4), seed=st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing_and_a_silent_forum_no_votes(
    tmp_path_factory: pytest.TempPathFactory, forums: list[list[list[int]]], seed: Any
) -> None:
    folder = tmp_path_factory.mktemp("series")
    paths = [
        forum(folder, VOTE, ["@vote", *(f"{at}: {' '.join(map(str, one))}" for at, one in enumerate(ballots, 1))],
              groups=len(ballots))
        for ballots in forums
    ]  # fmt: skip
    found = added(paths)
    shuffled = [*paths]
    seed.shuffle(shuffled)
    assert added(shuffled) == found
    expected = {name: sum(ballot.count(at) for ballots in forums for ballot in ballots)
                for at, name in enumerate("ABCD", 1)}  # fmt: skip
    assert dots(found["vote"]) == expected
    silent = forum(folder, VOTE, ["/go 1"], groups=2)
    assert dots(added([*paths, silent])["vote"]) == expected
    by = {item["item"]: item["by"] for item in found["vote"]["items"]}
    assert {item["item"]: item["by"] for item in added([*paths, silent])["vote"]["items"]} == by
