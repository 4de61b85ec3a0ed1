"""Tensions in rankings: when majorities, first places and points say different things."""

from collections.abc import Iterator, Sequence

from facilitator.analysis.phrases import Phrases
from facilitator.analysis.profile import Profile, common
from facilitator.analysis.scores import by_body, leaders, scores
from facilitator.analysis.tension import Tension
from facilitator.counting.borda import firsts
from facilitator.counting.copeland import copeland
from facilitator.counting.other_rules import smith_set
from facilitator.counting.pairwise import Matrix, condorcet_loser, condorcet_winner, cycle, preferences
from facilitator.words import Words

_LEAST_BALLOTS = 5
_LEAST_LEAD = 2


def of_ranking(profile: Profile, words: Words) -> Iterator[Tension]:
    """Give the tensions of a ranking.

    A favourite that the winner of all pairs beats says more than that rules differ, so that is told alone. Without
    such a winner the majorities may run in a circle, and then the rules have reason to differ.

    Args:
        profile: A ranking.
        words: The language of the sentences.
    """
    profile = common(profile)
    orders = [one.order for one in profile.ballots.values() if any(one.order)]
    if profile.kind != "ranking" or len(orders) < _LEAST_BALLOTS:
        return
    matrix = preferences(orders, list(profile.items))
    phrases = Phrases(profile, words)
    circle = _cycle(phrases, matrix, len(orders))
    beaten = _beaten(phrases, matrix, orders) if circle is None else None
    rules = _rules(phrases, matrix, orders) if beaten is None else None
    yield from (found for found in (beaten, circle, rules) if found is not None)


def forums_apart(profile: Profile, words: Words) -> Iterator[Tension]:
    """Give the tension where every forum, by itself, has another winner than all together (one against one).

    Only where it can happen: with sums of votes or points the whole has the leader that every forum has.
    """
    if profile.kind != "ranking" or profile.level != "forum":
        return
    profile = common(profile)
    groups = [[one.order for one in ballots if any(one.order)] for ballots in by_body(profile).values()]
    if len(groups) < 2 or min(map(len, groups)) < _LEAST_BALLOTS:
        return
    items = list(profile.items)
    best = [leaders({**copeland(preferences(orders, items))}) for orders in groups]
    whole = leaders({**copeland(preferences([order for orders in groups for order in orders], items))})
    if len(best[0]) != 1 or any(one != best[0] for one in best) or best[0][0] in whole:
        return
    phrases = Phrases(profile, words)
    text = words(
        "«{title}»: counted one against one, {same} wins in each of the {count} forums, but {other} when all are "
        "counted together. Whose order is it: each forum's, or everybody's?",
        title=profile.name, same=phrases.names(best[0]), count=len(groups), other=phrases.names(whole),
    )  # fmt: skip
    yield Tension("forums", text, 0.9, (profile.step,), {"each": best[0], "whole": whole,
                                                                   "forums": len(groups)})  # fmt: skip


def _beaten(phrases: Phrases, matrix: Matrix, orders: Sequence[Sequence[Sequence[int]]]) -> Tension | None:
    """Tell of a favourite, most often put first, that a majority of all ballots ranks below another."""
    first = firsts(orders, list(matrix))
    best = leaders({**first})
    if len(best) != 1:
        return None
    favourite, ballots = best[0], len(orders)
    beating = [n for n, row in matrix.items() if n != favourite and 2 * row[favourite] > ballots
               and row[favourite] - matrix[favourite][n] >= _LEAST_LEAD]  # fmt: skip
    if not beating:
        return None
    winner = condorcet_winner(matrix)
    rival = winner if winner in beating else max(beating, key=lambda n: matrix[n][favourite])
    for_it, against = int(matrix[rival][favourite]), int(matrix[favourite][rival])
    words, loses = phrases.words, condorcet_loser(matrix) == favourite
    text = words(
        "«{title}»: {favourite} has most first places ({firsts}), yet {rival} stands above it on {count} of {ballots} "
        "ballots. Do we want what most put first, or what most can accept?",
        title=phrases.profile.name, favourite=phrases.names([favourite]), firsts=first[favourite],
        rival=phrases.names([rival]), count=for_it, ballots=ballots,
    )  # fmt: skip
    figures = {"favourite": favourite, "firsts": first[favourite], "rival": rival, "preferring": for_it,
               "against": against, "ballots": ballots, "loser": loses}  # fmt: skip
    strength = (for_it - against) / ballots * (1.0 if rival == winner else 0.7)
    return Tension("beaten", text, strength, (phrases.profile.step,), figures)


def _cycle(phrases: Phrases, matrix: Matrix, ballots: int) -> Tension | None:
    """Tell of three leading items where majorities of all ballots run in a circle."""
    if condorcet_winner(matrix) is not None:
        return None
    top = smith_set(matrix)
    found = cycle({one: {other: matrix[one][other] for other in top if other != one} for one in top})
    if found is None or any(2 * count <= ballots for count in found.preferring):
        return None
    a, b, c = (phrases.names([number]) for number in found.items)
    ab, bc, ca = map(int, found.preferring)
    text = phrases.words(
        "«{title}»: most prefer {a} to {b} ({ab} of {ballots}), {b} to {c} ({bc}) and {c} to {a} ({ca}). No order "
        "satisfies a majority: what else should decide?",
        title=phrases.profile.name, a=a, b=b, c=c, ab=ab, bc=bc, ca=ca, ballots=ballots,
    )  # fmt: skip
    figures = {"items": list(found.items), "preferring": [ab, bc, ca], "ballots": ballots}
    return Tension("cycle", text, min(ab, bc, ca) / ballots, (phrases.profile.step,), figures)


def _rules(phrases: Phrases, matrix: Matrix, orders: Sequence[Sequence[Sequence[int]]]) -> Tension | None:
    """Tell of a lead that depends on the rule: first places, points, one against one. That is ordinary: it is weak."""
    by_rule = {
        "firsts": leaders({**firsts(orders, list(matrix))}),
        "points": leaders(scores(phrases.profile)),
        "pairs": leaders({**copeland(matrix)}),
    }
    if set.intersection(*(set(best) for best in by_rule.values())):
        return None
    text = phrases.words(
        "«{title}»: which leads depends on how one counts. Most first places: {firsts}. Most points: {points}. Wins "
        "most often one against one: {pairs}. Which of these did we mean?",
        title=phrases.profile.name, **{rule: phrases.names(best) for rule, best in by_rule.items()},
    )  # fmt: skip
    strength = 0.1 * len({tuple(best) for best in by_rule.values()})
    return Tension("rules", text, strength, (phrases.profile.step,), {**by_rule})
