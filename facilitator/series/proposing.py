"""What may be the same in a series, for somebody to decide: nothing is joined by itself."""

from msgspec import Struct

from facilitator.counting.similar import Similar
from facilitator.series.whole import Series
from facilitator.tally import ActItem
from facilitator.text import key

# Comparing grows with the square of the list.
_LONGEST_LIST = 2000


class Proposal(Struct, frozen=True):
    """Wordings that may be one thing, where they stand (the ids of steps), and what they have in common."""

    texts: tuple[str, ...]
    steps: tuple[str, ...]
    reason: str


def proposals(series: Series) -> list[Proposal]:
    """Return wordings of different forums that may be one thing, the surest first.

    Items of one step are compared with each other; what was held apart is not proposed again. Nothing for lists of
    more than two thousand wordings.
    """
    apart = {frozenset(map(key, pair)) for pair in series.wordings.apart}
    found: dict[frozenset[str], Proposal] = {}
    for step_id in series.steps:
        whole = series.whole(step_id)
        texts: dict[str, str] = {}
        for part in whole.parts:
            for row in part.rows:
                if not isinstance(row.cells[0].item, ActItem) and not whole.tally.hidden:
                    texts.setdefault(key(row.name), row.name)
        names = list(texts.values())
        if not 1 < len(names) <= _LONGEST_LIST:
            continue
        for pile, reason in _piles(series.words.language, names, apart):
            known = found.get(pile)
            steps = (*known.steps, step_id) if known else (step_id,)
            told = tuple(name for name in names if key(name) in pile)
            found[pile] = Proposal(known.texts if known else told, steps, known.reason if known else reason)
    return sorted(found.values(), key=lambda one: -len(one.steps))


def _piles(language: str, names: list[str], apart: set[frozenset[str]]) -> list[tuple[frozenset[str], str]]:
    similar = Similar(language, names)
    folded = [key(name) for name in names]
    kept_apart = {
        (left, right)
        for pair in apart
        for left in range(len(names))
        if folded[left] in pair
        for right in range(left + 1, len(names))
        if folded[right] in pair
    }
    piles = similar.piles(names, kept_apart)
    return [(frozenset(folded[at] for at in pile), similar.reason(names[pile[0]], names[pile[1]])) for pile in piles]
