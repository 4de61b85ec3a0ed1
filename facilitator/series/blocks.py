"""What a series looks like: a table for each step with a column for each forum, and what it rests on."""

from collections.abc import Iterable, Sequence

from msgspec import UNSET

from facilitator.agenda.model import Act, Talk
from facilitator.blocks import Align, Base, Block, Heading, Note, Para, Shift, Table
from facilitator.series import wording
from facilitator.series.matching import Row
from facilitator.series.ways import WAYS, Way, Ways
from facilitator.series.whole import Series, Whole, in_order
from facilitator.steps.book import strength
from facilitator.steps.vote_blocks import two_moments
from facilitator.tally import ActItem, RateItem
from facilitator.words import Words

_NONE = "·"


def blocks(series: Series, whole: Whole, way: Way | None = None) -> list[Block]:
    """Return a step of a series.

    Args:
        series: The series.
        whole: The step.
        way: How it is added; the step's own way where None.
    """
    words = series.words
    if isinstance(whole.step, Talk):
        return []
    if whole.tally.hidden:
        return [Para(words("Hidden until it is revealed."))]
    out: list[Block] = []
    if (moments := shift(series, whole)) is not None:
        out.append(moments)
    for part in range(len(whole.parts)):
        if whole.tally.parted:
            out.append(Heading(wording.part_name(whole, part, series.words), 3))
        out += _part(series, whole, part, way or whole.way)
    return out


def shift(series: Series, whole: Whole) -> Shift | None:
    """Return the two moments of a vote beside each other, over all forums; None where it asks for no two.

    Args:
        series: The series.
        whole: The step.
    """
    if whole.tally.hidden or len(whole.parts) != 2 or whole.tally.shift is UNSET:
        return None
    return two_moments(whole.tally, wording.unit(whole, "votes", series.words))


def _part(series: Series, whole: Whole, part: int, way: Way) -> list[Block]:
    words = series.words
    out: list[Block] = [Base(wording.base(series, whole, part), wording.way_name(way, words))]
    if not whole.tally.facets[part].items:
        return out
    if isinstance(whole.step, Act):
        return [*out, _actions(series, whole)]
    out.append(table(series, whole, part, way))
    out.append(Para(bases(series, whole, part)))
    if part == len(whole.parts) - 1:
        out.append(Note(" ".join(wording.way_told(one, whole, words) for one in (way, *(w for w in WAYS if w != way)))))
    if told := wording.disagreement(series, whole, part):
        out.append(Para(told))
    out += [Note(remark.text, "warning") for remark in whole.tally.facets[part].warnings]
    return out


def table(series: Series, whole: Whole, part: int, way: Way) -> Table:
    """Return a part as a table: place, item, what it got in each forum and in all, and the other ways."""
    words, ways = series.words, whole.ways[part]
    forums = sorted(whole.parts[part].facets)
    others = [one for one in WAYS if one != way]
    _, names = short_names([series.forums[at].name for at in forums])
    head = [words("place"), words("item"), *names, *(wording.way_name(one, words) for one in (way, *others))]
    given = [cells(whole.parts[part].rows, at, words) for at in forums]
    decimals = {one: decimals_of(whole, part, one) for one in WAYS}
    body = [
        [_place(ways, way, item.number), item.item, *(column[item.number] for column in given),
         score(series, whole, part, way, item.number, decimals[way]),
         *(_otherwise(series, whole, part, (one, way), item.number, decimals[one]) for one in others)]
        for item in in_order(whole.tally.facets[part].items, ways.by[way].places)
    ]  # fmt: skip
    align: list[Align] = ["right", "left"]
    align += ["right" for _ in head[2:]]
    return Table(head, body, align, optional=len(others))


def short_names(names: Sequence[str]) -> tuple[str, list[str]]:
    """Return what all names begin with, and each without it, so that many columns have room: 1 to 9 for Forum 1 to 9.

    Args:
        names: The names, at least one.
    """
    split = [name.split(" ") for name in names]
    while len(split) > 1 and len({words[0] for words in split}) == 1 and all(len(words) > 1 for words in split):
        split = [words[1:] for words in split]
    short = [" ".join(words) for words in split]
    return names[0][: len(names[0]) - len(short[0])], short


def bases(series: Series, whole: Whole, part: int) -> str:
    """Return what each forum's column rests on; forums with the same base stand together."""
    together: dict[str, list[str]] = {}
    for at in sorted(whole.parts[part].facets):
        together.setdefault(wording.forum_base(series, whole, at, part), []).append(series.forums[at].name)
    return "; ".join(f"{ranged(names, series.words)}: {base}" for base, names in together.items()) + "."


def ranged(names: Sequence[str], words: Words) -> str:
    """Return names in words, what they all begin with once: Forum 1, 3 and 4."""
    head, short = short_names(names)
    return head + words.listed(short)


def cells(rows: Sequence[Row], forum: int, words: Words) -> dict[int, str]:
    """Return what a forum gave each item, by the row's number: `·` where it gave none, elsewhere alike in decimals.

    Args:
        rows: The rows of a part.
        forum: Which forum, from 0.
        words: The language.
    """
    found = {row.number: [one.item for one in row.cells if one.forum == forum] for row in rows}
    values = {number: float(sum(strength(item) or 0.0 for item in items)) for number, items in found.items()}
    graded = any(isinstance(item, RateItem) for items in found.values() for item in items)
    decimals = 2 if graded else decimals_for(values.values())
    return {number: words.number(value, decimals) if value else _NONE for number, value in values.items()}


def decimals_for(values: Iterable[float | None]) -> int:
    """Return how many decimals figures that stand below one another have: one in all where any is not whole."""
    return int(not all(float(value or 0).is_integer() for value in values))


def decimals_of(whole: Whole, part: int, way: Way) -> int:
    """Return how many decimals a part has in one way of adding, in every row of a column."""
    return 2 if way == "votes" and _graded(whole) else decimals_for(whole.ways[part].by[way].scores.values())


def _otherwise(series: Series, whole: Whole, part: int, ways: tuple[Way, Way], number: int, decimals: int) -> str:
    """Return what an item has in another way of adding than the table's; its place where that is another one."""
    other, own = (whole.ways[part].by[way].places.get(number) for way in ways)
    shown = score(series, whole, part, ways[0], number, decimals)
    return shown if other == own or other is None else f"{shown} ({other})"


def score(series: Series, whole: Whole, part: int, way: Way, number: int, decimals: int | None = None) -> str:
    """Return what an item has in one way of adding.

    Args:
        series: The series.
        whole: The step.
        part: The part, from 0.
        way: The way of adding.
        number: The item's number.
        decimals: How many decimals it has beside others; as many as it needs where None.
    """
    value = whole.ways[part].by[way].scores.get(number)
    if not value:
        return _NONE
    if decimals is None:
        decimals = 2 if way == "votes" and _graded(whole) else decimals_for([value])
    return series.words.number(value, decimals)


def _graded(whole: Whole) -> bool:
    return any(isinstance(item, RateItem) for facet in whole.tally.facets for item in facet.items)


def _place(ways: Ways, way: Way, number: int) -> str:
    place = ways.by[way].places.get(number)
    return str(place) if place is not None else _NONE


def _actions(series: Series, whole: Whole) -> Table:
    words = series.words
    rows = [
        [series.forums[row.cells[0].forum].name, item.what, item.who or words("no one yet"),
         item.when or words("no date yet")]
        for row in whole.parts[0].rows
        if isinstance(item := row.cells[0].item, ActItem) and item.status == "open"
    ]  # fmt: skip
    return Table([words("forum"), words("what"), words("who"), words("when")], rows, ["left"] * 4)

