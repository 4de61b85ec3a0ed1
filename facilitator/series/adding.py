"""What a step of several sessions adds up to: the same kinds of item as in one session, over all of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import UNSET

from facilitator.agenda.model import Rate, Step
from facilitator.counting.agreement import agreement
from facilitator.counting.grades import combined, lowest, mean, median
from facilitator.counting.shares import shares, shift
from facilitator.series.gather import Forum
from facilitator.series.matching import Part, Row
from facilitator.tally import (
    ActItem,
    CollectItem,
    Facet,
    GradeCount,
    Item,
    RankItem,
    RateItem,
    ShiftItem,
    VoteItem,
)

Kind = TypeVar("Kind", bound=Item)


def added(step: Step, part: Part, forums: Sequence[Forum]) -> Facet:
    """Return a part of a step over all sessions; its items have no place yet.

    Dots, answers and points are summed, grades are taken together and their mean computed anew. What is not known in
    one session is not known of the whole.

    Args:
        step: The step, as the first session that has it asks it.
        part: The part.
        forums: The sessions.
    """
    facets = list(part.facets.values())
    voters = {at: _Voters(at) for at in part.facets}
    items = [_item(row, voters) for row in part.rows]
    if any(isinstance(item, VoteItem) for item in items):
        items = _with_shares(items)
    silent = [
        f"{forums[at].name}: {name}"
        for at, facet in part.facets.items()
        if isinstance(facet.silent, list)
        for name in facet.silent
    ]
    votes = any(isinstance(item, VoteItem) for item in items)
    sources = {facet.source for facet in facets if facet.source is not UNSET and facet.source is not None}
    return Facet(
        facet=part.name,
        units=_sum(facet.units for facet in facets),
        items=items,  # type: ignore[arg-type]
        silent=silent if any(isinstance(facet.silent, list) for facet in facets) else UNSET,
        source=(sources.pop() if len(sources) == 1 else None) if votes else UNSET,
        cast=_sum(_set(facet.cast) for facet in facets) or 0 if votes else UNSET,
        capacity=_sum(_set(facet.capacity) for facet in facets) if votes else UNSET,
        unused=_sum(_set(facet.unused) for facet in facets) if votes else UNSET,
        blank=_sum(_set(facet.blank) for facet in facets) or 0 if votes else UNSET,
        spoiled=_sum(_set(facet.spoiled) for facet in facets) or 0 if votes else UNSET,
        came=[voters[at][voter] for at, facet in part.facets.items() for voter in facet.came],
        waiting=[f"{forums[at].name}: {name}" for at, facet in part.facets.items() for name in facet.waiting],
    )


def total(step: Rate, facets: Sequence[Facet], part: Part) -> Facet:
    """Return the total of criteria over all sessions: the means of the parts combined, as in one session."""
    weights = step.weights or (1.0,) * len(facets)
    graded = [{item.number: item for item in facet.items if isinstance(item, RateItem)} for facet in facets]
    items = []
    for row in part.rows:
        found = [grades.get(row.number) for grades in graded]
        means = [item.mean if item is not None else None for item in found]
        whole = combined(means, weights, step.combine or "mean") if len(means) == len(weights) else None
        least = min((item.n if item is not None else 0 for item in found), default=0)
        items.append(RateItem(number=row.number, item=row.name, aliases=list(row.aliases), n=least, mean=whole,
                              median=None, counts=[], agreement=None, min=None))  # fmt: skip
    return Facet(facet=part.name, units=_sum(facet.units for facet in part.facets.values()), items=items)


def shifted(first: Facet, last: Facet) -> list[ShiftItem]:
    """Return the change of every item from the first part to the last, over all sessions."""
    before = {item.number: item for item in first.items if isinstance(item, VoteItem)}
    after = {item.number: item for item in last.items if isinstance(item, VoteItem)}
    numbers = sorted(before.keys() | after.keys())
    points = shift([before[at].dots if at in before else 0 for at in numbers],
                   [after[at].dots if at in after else 0 for at in numbers])  # fmt: skip
    names = {at: (before.get(at) or after[at]).item for at in numbers}
    return [ShiftItem(at, names[at], value) for at, value in zip(numbers, points, strict=True)]


class _Voters(dict[str, str]):
    """What the voters of one session are called among those of all; each is named once, however often it answered."""

    def __init__(self, forum: int) -> None:
        self._forum = forum

    def __missing__(self, voter: str) -> str:
        self[voter] = f"{self._forum} {voter}"
        return self[voter]


def _item(row: Row, voters: Mapping[int, _Voters]) -> Item:
    first = row.cells[0].item
    head: dict[str, Any] = {
        "number": row.number,
        "item": row.name,
        "aliases": list(row.aliases),
        "kept": any(cell.item.kept for cell in row.cells),
        "by": [named[voter] for cell in row.cells for named in (voters[cell.forum],) for voter in cell.item.by],
    }
    match first:
        case CollectItem():
            answers = _of(row, CollectItem)
            return CollectItem(
                **head,
                groups=sum(item.groups for item in answers),
                answers=sum(item.answers for item in answers),
                texts=[text for item in answers for text in item.texts],
                fields=[fields for item in answers for fields in item.fields],
            )
        case VoteItem():
            votes = _of(row, VoteItem)
            return VoteItem(
                **head, dots=sum(item.dots for item in votes), voters=_sum(item.voters for item in votes), share=None
            )
        case RankItem():
            ranked = _of(row, RankItem)
            return RankItem(**head, points=_points(ranked), voters=sum(item.voters for item in ranked),
                            firsts=sum(item.firsts for item in ranked))  # fmt: skip
        case RateItem():
            return _graded(row, head)
        case ActItem():
            return ActItem(**{field: getattr(first, field) for field in first.__struct_fields__} | head)


def _points(items: Sequence[RankItem]) -> float:
    """Return the sum of points as the decimals they are, so that equal sums are equal."""
    from fractions import Fraction

    return float(sum(Fraction(item.points).limit_denominator(1_000_000) for item in items))


def _graded(row: Row, head: dict[str, Any]) -> RateItem:
    found = _of(row, RateItem)
    counts: dict[int, int] = {}
    for item in found:
        for one in item.counts:
            counts[one.grade] = counts.get(one.grade, 0) + one.n
    grades = sorted(counts)
    numbers = [counts[grade] for grade in grades]
    if not grades:
        return RateItem(**head, n=0, mean=None, median=None, counts=[], agreement=None, min=None)
    return RateItem(
        **head,
        n=sum(numbers),
        mean=mean(numbers, grades),
        median=median(numbers, grades),
        counts=[GradeCount(grade, count) for grade, count in zip(grades, numbers, strict=True)],
        agreement=agreement(numbers),
        min=lowest(numbers, grades),
    )


def _with_shares(items: Sequence[Item]) -> list[Item]:
    from msgspec.structs import replace

    votes = [item for item in items if isinstance(item, VoteItem)]
    parts = shares([item.dots for item in votes])
    return [replace(item, share=share) for item, share in zip(votes, parts, strict=True)]


def _of(row: Row, kind: type[Kind]) -> list[Kind]:
    return [cell.item for cell in row.cells if isinstance(cell.item, kind)]


def _sum(values: Iterable[int | None]) -> int | None:
    found = list(values)
    return None if any(value is None for value in found) else sum(value for value in found if value is not None)


def _set(value: object) -> int | None:
    return value if isinstance(value, int) else None
