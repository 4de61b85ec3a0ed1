"""Every number of data/golden.json, each with its source there, is what the program counts."""

import json
from pathlib import Path
from typing import Any

import pytest
from ballot_samples import spelled

from facilitator.counting.agreement import agreement, layers
from facilitator.counting.borda import Rule, borda_by_rule, firsts
from facilitator.counting.copeland import copeland
from facilitator.counting.dispersion import consensus, leik, polarization
from facilitator.counting.homogeneity import marginal_homogeneity, mcnemar_exact
from facilitator.counting.ostrogorski import Verdicts, verdicts
from facilitator.counting.other_rules import Star, kemeny, ranked_pairs, smith_set, star, worst_defeats
from facilitator.counting.pairwise import Matrix, condorcet_loser, condorcet_winner, cycle, preferences
from facilitator.counting.rank_agreement import kendall_w, squared_deviations
from facilitator.counting.schulze import schulze

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "golden.json").read_text(encoding="utf-8"))
PROFILES = ["tennessee", "schulze45", "condorcet81", "plurality_vs_majority21", "condorcet_cycle3"]


def numbers(profile: list[tuple[int, str]]) -> list[int]:
    return sorted(map(ord, profile[0][1]))


def matrix(profile: list[tuple[int, str]]) -> Matrix:
    return preferences(spelled(profile), numbers(profile))


def named(counted: dict[int, Any]) -> dict[str, Any]:
    return {chr(item): value for item, value in counted.items()}


def order(counted: dict[int, int]) -> str:
    return "".join(chr(item) for item in sorted(counted, key=counted.__getitem__))


def name(item: int | None) -> str | None:
    return None if item is None else chr(item)


@pytest.mark.parametrize("section", PROFILES)
def test_points_first_places_and_who_beats_all(section: str) -> None:
    case = GOLDEN[section]
    own = case.get("own_computed", {})
    ballots, items, pairs = spelled(case["ballots"]), numbers(case["ballots"]), matrix(case["ballots"])
    assert name(condorcet_winner(pairs)) == case["condorcet_winner"]
    if "condorcet_loser" in case:
        assert name(condorcet_loser(pairs)) == case["condorcet_loser"]
    if "plurality" in case:
        assert {one: count for one, count in named(firsts(ballots, items)).items() if count} == case["plurality"]
    for points in [one["borda"] for one in (case, own) if "borda" in one]:
        assert named(borda_by_rule(ballots, items, "average")) == points
    for scores in [one["copeland"] for one in (case, own) if "copeland" in one]:
        assert named(copeland(pairs)) == scores


def test_tennessee_by_every_rule() -> None:
    case = GOLDEN["tennessee"]
    pairs = matrix(case["ballots"])
    assert {pair: pairs[ord(pair[0])][ord(pair[1])] for pair in case["pairwise"]} == case["pairwise"]
    assert named(worst_defeats(pairs)) == case["minimax_winning_votes_worst_defeat"]
    best, kept = kemeny(pairs), ranked_pairs(pairs)
    assert best.score == case["kemeny_score"]
    assert kept is not None
    assert "".join(map(chr, best.order or ())) == order(kept) == case["ranking_schulze_rankedpairs_kemeny"]
    assert order(schulze(pairs)) == case["ranking_schulze_rankedpairs_kemeny"]


def test_schulzes_example_where_methods_disagree() -> None:
    case = GOLDEN["schulze45"]
    pairs = matrix(case["ballots"])
    assert {chr(a): named(dict(row)) for a, row in pairs.items()} == case["d"]
    assert order(schulze(pairs)) == case["schulze"]
    assert sorted(schulze(pairs).values()) == [1, 2, 3, 4, 5]
    assert (cycle(pairs) is not None) == case["cycle"]
    assert "".join(map(chr, smith_set(pairs))) == case["smith"]
    assert order(ranked_pairs(pairs) or {}) == case["own_computed"]["ranked_pairs_order"]
    # Its note: Borda, Copeland, minimax and Schulze say E, ranked pairs says A.
    defeats = worst_defeats(pairs)
    assert chr(min(defeats, key=defeats.__getitem__)) == "E"


def test_the_classic_cycle() -> None:
    case = GOLDEN["condorcet_cycle3"]
    found = cycle(matrix(case["ballots"]))
    assert found is not None
    assert "".join(map(chr, found.items)) == case["cycle"]


def test_both_halves_put_first_what_the_whole_does_not() -> None:
    case = GOLDEN["copeland_districts"]
    halves = {"half1": case["half1"], "half2": case["half2"], "whole": case["half1"] + case["half2"]}
    assert {half: named(copeland(matrix(ballots))) for half, ballots in halves.items()} == case["copeland"]


def test_most_accept_the_whole_and_reject_every_issue() -> None:
    case = GOLDEN["ostrogorski"]
    found = verdicts([[bool(answer) for answer in voter] for voter in case["voters"]])
    assert found == Verdicts(5, case["party_A_votes"], tuple(case["issue_support"]))
    assert found.is_paradox


@pytest.mark.parametrize("rule", ["average", "zero", "modified"])
def test_borda_of_a_ballot_that_ranks_two_of_four(rule: Rule) -> None:
    points = borda_by_rule([[[1], [2]]], [1, 2, 3, 4], rule)
    assert list(points.values()) == GOLDEN["borda_partial"][rule]


@pytest.mark.parametrize("case", GOLDEN["agreement"]["cases"], ids=lambda case: str(case["v"]))
def test_agreement_and_dispersion(case: dict[str, Any]) -> None:
    # Those in per cent have one decimal; the counts they came from are not published, nor more than two decimals.
    whole = all(isinstance(count, int) for count in case["v"])
    counts = [round(count if whole else 10 * count) for count in case["v"]]
    assert agreement(counts) == pytest.approx(case["A"], abs=1e-6 if whole else 0.005)
    if "published" in case:
        assert agreement(counts) == pytest.approx(case["published"], abs=0.005)
    measures = {"polarization": (polarization, 1e-6), "leik_D": (leik, 5e-4), "consensus_TW": (consensus, 1e-6)}
    for key in measures.keys() & case.keys():
        measure, printed = measures[key]
        assert measure(counts) == pytest.approx(case[key], abs=printed)
    if "layer_A" in case:
        assert [float(value) for _, value in layers(counts)] == pytest.approx(case["layer_A"], abs=5e-4)


@pytest.mark.parametrize("case", GOLDEN["kendall_W"], ids=lambda case: case["source"])
def test_concordance(case: dict[str, Any]) -> None:
    assert kendall_w(case["judges"]) == pytest.approx(case["W"], abs=1e-7)
    if "S" in case:
        assert squared_deviations(case["judges"]) == case["S"]


@pytest.mark.parametrize("case", GOLDEN["marginal_homogeneity"]["cases"], ids=lambda case: str(case["t"]))
def test_marginal_homogeneity(case: dict[str, Any]) -> None:
    found = marginal_homogeneity(case["t"])
    voters = sum(map(sum, case["t"]))
    assert found.stuart_maxwell == pytest.approx(case["SM"], rel=1e-12)
    assert found.freedom == case["df"]
    assert found.bhapkar == pytest.approx(case["SM"] / (1 - case["SM"] / voters), rel=1e-9)
    if "mcnemar_exact_p" in case:
        assert mcnemar_exact(case["t"][0][1], case["t"][1][0]) == pytest.approx(case["mcnemar_exact_p"], rel=1e-12)


def test_all_of_few_moving_alike() -> None:
    case = GOLDEN["marginal_homogeneity"]["small_n"]
    assert mcnemar_exact(5, 0) == case["mcnemar_exact_p_5_of_5"]
    assert mcnemar_exact(6, 0) == case["6_of_6"]


def test_star_breaks_a_tie_by_the_highest_grades() -> None:
    amy, brian, chuck = 1, 2, 3
    cast = [{amy: 1, brian: 4, chuck: 5}, {amy: 1, brian: 3, chuck: 2}, {amy: 1, brian: 5, chuck: 5}]
    assert star(cast, [amy, brian, chuck], top=5) == Star({amy: 3, brian: 12, chuck: 12}, (brian, chuck), (1, 1), chuck)


def test_no_section_is_left_out() -> None:
    assert {*PROFILES, "copeland_districts", "ostrogorski", "borda_partial", "agreement", "kendall_W"} | {
        "marginal_homogeneity", "star_tie",
    } == set(GOLDEN)  # fmt: skip
