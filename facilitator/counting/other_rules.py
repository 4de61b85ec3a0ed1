"""What other rules say of the same ballots: for an appendix, never what the tally shows."""

from collections.abc import Mapping, Sequence
from itertools import combinations, groupby

from msgspec import Struct

from facilitator.counting.pairwise import Count, Matrix, beats

KEMENY_MOST = 8


class Kemeny(Struct, frozen=True):
    """How many preferences the best orders agree with, and the order when it is the only one of these."""

    score: Count
    order: tuple[int, ...] | None


class Star(Struct, frozen=True):
    """The scores, who runs off (more than two where equal scores do not tell which), and what decides between them.

    `preferring` holds how many give the first finalist more than the second, and the other way. Where nothing
    decides, the winner is None: no lots are drawn.
    """

    scores: Mapping[int, int]
    finalists: tuple[int, ...]
    preferring: tuple[int, int] | None
    winner: int | None


def worst_defeats(matrix: Matrix) -> dict[int, Count]:
    """Tell how many prefer to each item the one that beats it most: 0 when none does; the lowest wins (minimax).

    Source: P. B. Simpson, "On defining areas of voter choice", Quarterly Journal of Economics 83, 1969, 478–490, and
    G. H. Kramer, "A dynamical model of political equilibrium", Journal of Economic Theory 16, 1977, 310–334; counted
    by winning votes.

    Args:
        matrix: The preferences, see `facilitator.counting.pairwise.preferences`.
    """
    return {one: max((matrix[b][one] for b in row if beats(matrix, b, one)), default=0) for one, row in matrix.items()}


def smith_set(matrix: Matrix) -> list[int]:
    """Find the smallest set of items each of which beats every item outside it.

    Source: J. H. Smith, "Aggregation of preferences with variable electorate", Econometrica 41, 1973, 1027–1041.

    Args:
        matrix: The preferences, see `facilitator.counting.pairwise.preferences`.

    Returns:
        The items, in the order of the matrix; all where no smaller set will do.
    """
    # Whoever loses fewest pairs is in it, and with an item everyone whom it does not beat.
    losses = {one: sum(beats(matrix, other, one) for other in row) for one, row in matrix.items()}
    wanting = [one for one, lost in losses.items() if lost == min(losses.values())]
    inside: set[int] = set()
    while wanting:
        one = wanting.pop()
        inside.add(one)
        wanting += [other for other in matrix[one] if other not in inside and not beats(matrix, one, other)]
    return [one for one in matrix if one in inside]


def ranked_pairs(matrix: Matrix) -> dict[int, int] | None:
    """Give places by ranked pairs: majorities are kept from the largest on, but for those that would close a circle.

    Source: T. N. Tideman, "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4, 1987,
    185–206; counted by winning votes.

    Args:
        matrix: The preferences, see `facilitator.counting.pairwise.preferences`.

    Returns:
        A place per item in the order of the matrix, 1 + the number of items kept ahead of it; None where equal
        majorities close a circle together, so that the order in which they are taken decides.
    """
    ahead: dict[int, set[int]] = {one: set() for one in matrix}
    won = [(matrix[a][b], a, b) for a, row in matrix.items() for b in row if beats(matrix, a, b)]
    for _, equal in groupby(sorted(won, key=lambda pair: -pair[0]), key=lambda pair: pair[0]):
        kept = [(a, b) for _, a, b in equal if b not in ahead[a]]
        for a, b in kept:
            for one in matrix:
                if one == b or b in ahead[one]:
                    ahead[one] |= {a, *ahead[a]}
        if any(one in before for one, before in ahead.items()):
            return None
    return {one: 1 + len(before) for one, before in ahead.items()}


def kemeny(matrix: Matrix) -> Kemeny:
    """Find the order that agrees with the most preferences, over every order of the items.

    The best order of each set of items is built on the best orders of the smaller sets.

    Source: J. G. Kemeny, "Mathematics without numbers", Daedalus 88, 1959, 577–591.

    Args:
        matrix: The preferences, see `facilitator.counting.pairwise.preferences`.

    Raises:
        ValueError: There are more than 8 items.
    """
    if len(matrix) > KEMENY_MOST:
        raise ValueError(f"at most {KEMENY_MOST} items are put in every order, not {len(matrix)}")
    best: dict[tuple[int, ...], tuple[Count, int, tuple[int, ...]]] = {(): (0, 1, ())}
    for size in range(1, len(matrix) + 1):
        for chosen in combinations(matrix, size):
            found = []
            for last in chosen:
                score, ways, order = best[tuple(item for item in chosen if item != last)]
                found.append((score + sum(matrix[item][last] for item in order), ways, (*order, last)))
            most = max(score for score, _, _ in found)
            ways = sum(ways for score, ways, _ in found if score == most)
            best[chosen] = (most, ways, next(order for score, _, order in found if score == most))
    score, ways, order = best[tuple(matrix)]
    return Kemeny(score, order if ways == 1 else None)


def star(ballots: Sequence[Mapping[int, int]], items: Sequence[int], top: int) -> Star:
    """Count by STAR: of the two items with the highest scores, the one that more voters give more.

    Where as many prefer either, the higher score decides, then who has the highest grade more often.

    Source: Equal Vote Coalition, "STAR voting: breaking ties", starvoting.org/ties.

    Args:
        ballots: The grades each voter gives, 0 or more; what is left out is 0.
        items: The numbers of all items.
        top: The highest grade of the scale.
    """
    scores = {item: sum(ballot.get(item, 0) for ballot in ballots) for item in items}
    second = sorted(scores.values(), reverse=True)[:2][-1:]
    finalists = tuple(sorted((one for one in items if scores[one] >= second[0]), key=lambda one: -scores[one]))
    if len(finalists) != 2:
        return Star(scores, finalists, None, finalists[0] if len(finalists) == 1 else None)
    one, other = finalists
    preferring = (
        sum(ballot.get(one, 0) > ballot.get(other, 0) for ballot in ballots),
        sum(ballot.get(other, 0) > ballot.get(one, 0) for ballot in ballots),
    )
    tops = [sum(ballot.get(item, 0) == top for ballot in ballots) for item in finalists]
    for ours, theirs in (preferring, (scores[one], scores[other]), tops):
        if ours != theirs:
            return Star(scores, finalists, preferring, one if ours > theirs else other)
    return Star(scores, finalists, preferring, None)
