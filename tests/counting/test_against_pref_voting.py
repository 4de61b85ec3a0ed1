"""Random profiles as pref_voting counts them; data/pref_voting.json says how they were made."""

import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.counting.borda import Ballot, borda_by_rule
from facilitator.counting.copeland import copeland
from facilitator.counting.other_rules import kemeny, smith_set, worst_defeats
from facilitator.counting.pairwise import condorcet_loser, condorcet_winner, preferences
from facilitator.counting.schulze import schulze

FROZEN: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "pref_voting.json").read_text(encoding="utf-8")
)


def complete(case: dict[str, Any]) -> list[Ballot]:
    return [[[ord(name)] for name in ballot] for ballot in case["ballots"].split()]


def partial(case: dict[str, Any]) -> list[Ballot]:
    return [[[ord(name) for name in tied] for tied in ballot.split(">")] for ballot in case["ballots"].split()]


def letters(items: list[int]) -> str:
    return "".join(map(chr, items))


def counted(ballots: list[Ballot], items: list[int]) -> dict[str, Any]:
    matrix = preferences(ballots, items)
    places = schulze(matrix)
    winner, loser = condorcet_winner(matrix), condorcet_loser(matrix)
    return {
        "copeland": list(copeland(matrix).values()),
        "schulze_winners": letters([item for item in items if places[item] == 1]),
        "schulze_places": list(places.values()),
        "smith": letters(smith_set(matrix)),
        "condorcet_winner": None if winner is None else chr(winner),
        "condorcet_loser": None if loser is None else chr(loser),
        "worst_defeats": list(worst_defeats(matrix).values()),
    }


@pytest.mark.parametrize("case", FROZEN["complete"], ids=lambda case: case["ballots"])
def test_complete_ballots(case: dict[str, Any]) -> None:
    ballots, items = complete(case), sorted({ord(name) for name in case["ballots"].replace(" ", "")})
    best = kemeny(preferences(ballots, items))
    pairs = len(ballots) * len(items) * (len(items) - 1) // 2
    assert counted(ballots, items) | {
        "ballots": case["ballots"],
        "borda": list(borda_by_rule(ballots, items, "average").values()),
        "kemeny_distance": pairs - best.score,
        "kemeny_order": None if best.order is None else letters(list(best.order)),
    } == case


@pytest.mark.parametrize("case", FROZEN["partial"], ids=lambda case: case["ballots"])
def test_ballots_with_ties_that_rank_only_some(case: dict[str, Any]) -> None:
    found = counted(partial(case), [ord(name) for name in case["items"]])
    assert found | {"items": case["items"], "ballots": case["ballots"]} == case
