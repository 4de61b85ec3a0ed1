"""Tensions, from the lines that were typed to the question: golden cases through real sessions."""

from pathlib import Path

import pytest
from analysis_samples import GOLDEN, SAMPLES, Recorded, golden_session, rank_step, slips

from facilitator.analysis.gather import profiles
from facilitator.analysis.profile import combined
from facilitator.analysis.tension import Tension
from facilitator.analysis.tensions import tensions
from facilitator.desk import Desk
from facilitator.words import Words

WORDS = Words("en")


def of(room: Recorded, words: Words = WORDS) -> list[Tension]:
    return tensions(room.profiles, words)


def codes(room: Recorded) -> list[str]:
    return [one.code for one in of(room)]


def vote(items: str, by: str = "group", **more: object) -> str:
    extra = "".join(f"{key} = {value}\n" for key, value in more.items())
    return f'[[step]]\nid = "v"\nkind = "vote"\ntitle = "Vote"\nby = "{by}"\nitems = {list(items)!r}\n{extra}'


def test_a_favourite_that_most_rank_below_another(tmp_path: Path) -> None:
    (found,) = of(golden_session(tmp_path, "plurality_vs_majority21", "ABCD"))
    assert found.code == "beaten"
    assert found.figures["firsts"] == GOLDEN["plurality_vs_majority21"]["plurality"]["A"] == 8
    assert (found.figures["preferring"], found.figures["ballots"], found.figures["loser"]) == (13, 21, True)
    assert "«A» has most first places (8), yet «C» stands above it on 13 of 21 ballots" in found.text
    assert found.text.endswith("?")


def test_rules_that_disagree_where_majorities_run_in_a_circle(tmp_path: Path) -> None:
    # First places in the 45 ballots: C 12, A 10, B 8, E 8, D 7. Points and pairs are the golden file's.
    found, rules = of(golden_session(tmp_path, "schulze45", "ABCDE"))
    assert (found.code, rules.code) == ("cycle", "rules")
    assert rules.figures == {"firsts": [3], "points": [5], "pairs": [5]}
    assert all(2 * count > 45 for count in found.figures["preferring"])
    d = GOLDEN["schulze45"]["d"]
    letters = ["ABCDE"[number - 1] for number in found.figures["items"]]
    around = list(zip(letters, letters[1:] + letters[:1], strict=True))
    assert [d[a][b] for a, b in around] == found.figures["preferring"]


def test_rules_that_disagree_are_told_when_no_majority_tells_more(tmp_path: Path) -> None:
    # A is first on two of five ballots, more than any other; B has most points; nothing is beaten by most ballots.
    ballots = [(2, "AB"), (1, "BC"), (1, "CB"), (1, "DE")]
    room = Recorded(tmp_path, rank_step("ABCDE", choose=2), *slips(ballots, "ABCDE"))
    (found,) = of(room)
    assert found.code == "rules"
    assert found.figures["firsts"] == [1]
    assert found.figures["points"] == [2]


def test_points_and_pairs_that_disagree(tmp_path: Path) -> None:
    (found,) = of(golden_session(tmp_path, "condorcet81", "ABC"))
    assert found.code == "rules"
    assert found.figures == {"firsts": [2], "points": [2], "pairs": [1]}


def test_where_all_rules_agree_nothing_is_said(tmp_path: Path) -> None:
    assert codes(Recorded(tmp_path, rank_step("ABC"), *slips([(4, "ABC"), (2, "BAC")], "ABC"))) == []


def test_a_circle_of_three_ballots_is_too_few(tmp_path: Path) -> None:
    assert codes(golden_session(tmp_path, "condorcet_cycle3", "ABC")) == []


def test_tied_pairs_are_no_circle(tmp_path: Path) -> None:
    room = Recorded(tmp_path, rank_step("ABC"), *slips([(3, "ABC"), (3, "CBA")], "ABC"))
    assert codes(room) == []


def test_both_forums_have_one_winner_and_together_another(tmp_path: Path) -> None:
    halves = {
        half: golden_session(tmp_path / half, "copeland_districts", "ABCDE", half).profile("rank")
        for half in ("half1", "half2")
    }
    together = combined(halves, {"half1": "North", "half2": "South"})
    found = next(one for one in tensions([together], WORDS) if one.code == "forums")
    assert (found.figures["each"], found.figures["whole"]) == ([1], [3])
    assert "«A» wins in each of the 2 forums, but «C» when all are counted together" in found.text
    assert tensions([halves["half1"]], WORDS) == [] or "forums" not in {
        one.code for one in tensions([halves["half1"]], WORDS)
    }


def test_most_are_for_the_whole_and_against_every_part(tmp_path: Path) -> None:
    step = (
        '[[step]]\nid = "r"\nkind = "rate"\ntitle = "Test"\nitems = ["Promise"]\nfor_each = ["One", "Two", "Three"]\n'
        "scale = [1, 5]\n"
    )
    voters = GOLDEN["ostrogorski"]["voters"]
    lines = [f"{n}: " + "".join("5" if yes else "1" for yes in row) for n, row in enumerate(voters, 1)]
    (found,) = of(Recorded(tmp_path, step, "@r", *lines, groups=5))
    assert (found.code, found.figures["whole"], found.figures["parts"]) == (
        "whole", GOLDEN["ostrogorski"]["party_A_votes"], GOLDEN["ostrogorski"]["issue_support"],
    )  # fmt: skip
    assert "3 of 5 are for «Promise»" in found.text


def test_many_dots_from_few_tables(tmp_path: Path) -> None:
    step = vote("ABC", by="group", dots=5, max_per_item=5)
    lines = ["1: 1=5", "2: 1=4 2=1", "3: 2=1 3=4", "4: 2=2", "5: 2=1", "6: 2=1"]
    (found,) = of(Recorded(tmp_path, step, "@v", *lines, groups=6))
    assert found.code == "narrow"
    assert "«A» got most (9 dots), but from 2 of 6 tables; «B» was chosen by 5 of 6 tables" in found.text


def test_dots_counted_at_tables_speak_of_tables(tmp_path: Path) -> None:
    step = vote("ABC", by="person", dots=2)
    lines = ["1: 1=9", "2: 2=1 3=2", "3: 2=1", "4: 2=1"]
    (found,) = [one for one in of(Recorded(tmp_path, step, "@v", *lines, groups=4)) if one.code == "narrow"]
    assert "but from 1 of 4 tables; «B» was chosen by 3 of 4 tables" in found.text


def test_tables_against_the_people_at_them(tmp_path: Path) -> None:
    step = vote("AB", dots=1)
    room = Recorded(tmp_path, step, "@v", "1: 1", "2: 1", "3: 1", "4: 2", "5: 2", groups=5, people=[2, 2, 3, 8, 9])
    (found,) = of(room)
    assert found.code == "heads"
    assert "counted by tables «A» is ahead of «B»; counted by how many sit at them (7 and 17 of 24)" in found.text
    unknown = Recorded(tmp_path / "x", step, "@v", "1: 1", "2: 1", "3: 1", "4: 2", "5: 2", groups=5)
    assert codes(unknown) == []


def test_a_large_forum_against_several_small_ones(tmp_path: Path) -> None:
    step = vote("AB", by="person", dots=1)
    counts = {"n": "*: 20 1", "e": "*: 2 3", "s": "*: 2 3"}
    parts = {name: Recorded(tmp_path / name, step, "@v", line).profile("v") for name, line in counts.items()}
    found = {one.code: one for one in tensions([combined(parts, {"n": "N", "e": "E", "s": "S"})], WORDS)}
    assert "heads" not in found
    parts["n"] = Recorded(tmp_path / "again", step, "@v", "*: 20 15").profile("v")
    (one,) = tensions([combined(parts, {"n": "N", "e": "E", "s": "S"})], WORDS)
    assert (one.code, one.figures["heads"], one.figures["alike"]) == ("heads", 1, 2)


@pytest.mark.parametrize(("last", "found"), [("1 2 3 4", ["everything"]), ("1 5", [])])
def test_when_everything_is_chosen_no_choice_was_made(tmp_path: Path, last: str, found: list[str]) -> None:
    room = Recorded(tmp_path, vote("ABCDE", dots=4), "@v", "1: 1 2 3 4", "2: 1 2 3 4", "3: 1 2 3 5", f"4: {last}",
                    groups=4)  # fmt: skip
    assert codes(room) == found


IDEAS = """
[[step]]
id = "whom"
kind = "vote"
title = "Whom"
items = ["Ann", "Bob", "Cay", "Dan"]
dots = 2
[[step]]
id = "ideas"
kind = "collect"
title = "Ideas"
for_each = "whom"
"""


def test_a_priority_that_nobody_has_ideas_for(tmp_path: Path) -> None:
    lines = ["@whom", "1: 1 2", "2: 1 3", "3: 1 4", "@ideas", "1>2: a; b; c", "2>3: d; e; f", "3>4: g; h; i"]
    room = Recorded(tmp_path, IDEAS, *lines, groups=3)
    (found,) = of(room)
    assert found.code == "ideas"
    assert "«Ann» was put among the first («Whom»: 3 votes) but got 0 ideas" in found.text
    assert "under «Ideas»; 3 is usual there" in found.text
    room.take("1>1: j; k")
    assert codes(room) == []


VALUES = """
[[step]]
id = "did"
kind = "collect"
title = "What did we do?"
[[step]]
id = "words"
kind = "collect"
title = "Words"
fields = ["word", "example"]
[[step]]
id = "choose"
kind = "vote"
title = "Choose"
from = "words"
dots = 2
cut = 2
"""


def test_a_chosen_word_that_no_answer_mentions(tmp_path: Path) -> None:
    answers = "; ".join(f"Ordnade en {word}" for word in ["saga", "fest", "turné", "resa", "cirkel", "kurs"])
    lines = ["@did", f"1: {answers}; Vi var modiga i valet", "2: En tyst läsesal; Fler stolar; Nya skyltar; Kaffe",
             "@words", "1: Modig; Trygghet", "@choose", "1: 1 2", "2: 1 2"]  # fmt: skip
    room = Recorded(tmp_path, VALUES, *lines, groups=2, language="sv")
    (found,) = of(room, Words("sv"))
    assert found.code == "trace"
    assert "«Trygghet»" in found.text
    assert "«Modig»" not in found.text
    room.take("@did", "2: Tryggare parkering")
    assert codes(room) == []


def test_the_sample_forums_ask_little_and_nothing_twice() -> None:
    for path in sorted(SAMPLES.glob("*.json")):
        found = tensions(profiles(Desk(path, Words("sv"), read_only=True).book), Words("sv"))
        assert len(found) <= 5
        assert all(one.text.rstrip(".»").count("?") >= 1 and 0 < one.strength <= 1 for one in found)
        assert [one.strength for one in found] == sorted((one.strength for one in found), reverse=True)
