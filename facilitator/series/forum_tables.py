"""Where the figures of a series come from: each step as a table with a column for each forum."""

from facilitator.agenda.model import Act, Rank, Rate, Vote
from facilitator.blocks import Align, Base, Block, Heading, Note, Para, Table
from facilitator.series import wording
from facilitator.series.blocks import bases, decimals_of, score, table
from facilitator.series.telling import is_single, said_in
from facilitator.series.ways import WAYS
from facilitator.series.whole import Series, Whole
from facilitator.tally import RateItem
from facilitator.text import sentence
from facilitator.words import Words


def forum_by_forum(series: Series, whole: Whole) -> list[Block]:
    """Return where a step's figures come from: a column for each forum; nothing where that stands in `shown` already.

    Args:
        series: The series, in the report's language.
        whole: The step.
    """
    if whole.tally.hidden or isinstance(whole.step, Act):
        return []
    if whole.tally.parted and isinstance(whole.step, Rate):
        return _criteria(series, whole)
    if whole.tally.parted and not isinstance(whole.step, Vote):
        return []
    return [block for part in range(len(whole.parts)) for block in _forums(series, whole, part)]


def _forums(series: Series, whole: Whole, part: int) -> list[Block]:
    words, found = series.words, whole.parts[part]
    if not found.rows or (is_single(whole, part) and not isinstance(whole.step, Vote | Rank | Rate)):
        return []
    title = words("{name}, forum by forum", name=found.name) if whole.tally.parted else words("Forum by forum")
    body = _single(series, whole, part) if is_single(whole, part) else table(series, whole, part, whole.way)
    places = whole.ways[part].by[whole.way].places
    without = [item for item in whole.tally.facets[part].items if places[item.number] is None]
    votes = whole.ways[part].by["votes"].scores
    nobody = [item.item for item in without if not votes[item.number]]
    below = [item.item for item in without if votes[item.number]]
    out: list[Block] = [Heading(title, 3), body, Para(bases(series, whole, part))]
    if nobody:
        out.append(Para(sentence(words("Chosen by nobody: {names}.", names=words.listed(nobody)))))
    if below and not is_single(whole, part):
        out.append(Para(sentence(words("In no forum above its line: {names}.", names=words.listed(below)))))
    return out + [Note(remark.text, "warning") for remark in whole.tally.facets[part].warnings]


def _criteria(series: Series, whole: Whole) -> list[Block]:
    """Return items against criteria: the mean and the place under each, how many graded, and in which forums."""
    words, facets = series.words, whole.tally.facets
    by_part = [{item.number: item for item in facet.items if isinstance(item, RateItem)} for facet in facets]
    names = [words("Total") if facet.facet == "total" else facet.facet for facet in facets]
    rows = []
    every = {row.number: row for part in whole.parts for row in part.rows}
    for _, row in sorted(every.items()):
        graded = max((found[row.number].n for found in by_part if row.number in found), default=0)
        means = (_mean(found.get(row.number), words) for found in by_part)
        rows.append([row.name, *means, str(graded), said_in(series, row)])
    numbers: list[Align] = ["right"] * (len(names) + 1)
    head = [words("item"), *names, words("grades given"), words("forum")]
    told = Base(wording.base(series, whole), words("mean, and the place in brackets"))
    return [Heading(words("All criteria"), 3), told, Table(head, rows, ["left", *numbers, "left"])]


def _mean(item: RateItem | None, words: Words) -> str:
    if item is None or item.mean is None:
        return "–"
    mean = words.number(item.mean, 1)
    return mean if item.place is None else f"{mean} ({item.place})"


def _single(series: Series, whole: Whole, part: int) -> Table:
    """Return items that each stand in one forum: what they got there, and in each way of adding."""
    words, found = series.words, whole.ways[part]
    rows = {row.number: row for row in whole.parts[part].rows}
    ways = [(way, decimals_of(whole, part, way)) for way in (whole.way, *(one for one in WAYS if one != whole.way))]
    votes, places = found.by["votes"].scores, found.by[whole.way].places
    items = sorted(whole.tally.facets[part].items, key=lambda one: (places[one.number] is None, places[one.number] or 0,
                   -(votes[one.number] or 0), one.number))  # fmt: skip
    body = [
        [str(places[item.number] or "·"), item.item, said_in(series, rows[item.number]),
         *(score(series, whole, part, way, item.number, decimals) for way, decimals in ways)]
        for item in items
    ]  # fmt: skip
    head = [words("place"), words("item"), words("forum"), *(wording.way_name(way, words) for way, _ in ways)]
    numbers: list[Align] = ["right"] * len(ways)
    return Table(head, body, ["right", "left", "left", *numbers])
