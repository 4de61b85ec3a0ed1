"""In which forums each wording stands, and how often, for who decides what is the same."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from facilitator.series.whole import Series
from facilitator.tally import ActItem, CollectItem
from facilitator.text import key


class Heard(Struct, frozen=True):
    """A wording: the forums where it stands, by their places in the series, and in how many answers or lists."""

    forums: tuple[int, ...]
    times: int


def heard(series: Series) -> dict[str, Heard]:
    """Return where every wording of a series stands, by the wording folded for comparing; nothing of hidden steps."""
    forums: dict[str, set[int]] = {}
    times: dict[str, int] = {}
    for step_id in series.steps:
        whole = series.whole(step_id)
        cells = () if whole.tally.hidden else [cell for part in whole.parts for row in part.rows for cell in row.cells]
        for cell in cells:
            if isinstance(cell.item, ActItem):
                continue
            folded = key(cell.item.item)
            forums.setdefault(folded, set()).add(cell.forum)
            times[folded] = times.get(folded, 0) + (cell.item.answers if isinstance(cell.item, CollectItem) else 1)
    return {folded: Heard(tuple(sorted(found)), times[folded]) for folded, found in forums.items()}


def commonest(texts: Iterable[str], known: Mapping[str, Heard]) -> str:
    """Return the wording that stands in most forums, of those the most often said; of equals the first."""
    unheard = Heard((), 0)
    found = list(texts)
    return max(found, key=lambda text: _weight(known.get(key(text), unheard)), default="")


def _weight(one: Heard) -> tuple[int, int]:
    return len(one.forums), one.times
