"""What a step of a series looks like in a report: what came out over all forums, then a column for each of them."""

from collections.abc import Sequence

from msgspec import UNSET

from facilitator.agenda.model import Act, Collect, Rate, Source, Vote
from facilitator.blocks import (
    Bar,
    Bars,
    Base,
    Block,
    GradeRow,
    Grades,
    Heading,
    Mention,
    Mentions,
    Para,
    Shift,
    ShiftRow,
    Table,
)
from facilitator.series import wording
from facilitator.series.blocks import score, short_names
from facilitator.series.doing import actions
from facilitator.series.matching import Row
from facilitator.series.telling import base, given_unit, is_single, line, said_in, unit
from facilitator.series.whole import Series, Whole
from facilitator.steps.book import strength
from facilitator.tally import CollectItem, Item, RankItem, RateItem, VoteItem
from facilitator.text import key

# So many bars where a step has no line of its own, or one so high that they would be few; equal places stay together.
_MOST_BARS = 10
_FEW_BARS = 6
_LEAST_BARS = 4
_BEST = 3


def shown(series: Series, whole: Whole, for_wall: bool = False) -> list[Block]:
    """Return what came out of a step of a series, for a report: bars, and what else was mentioned.

    Args:
        series: The series, in the report's language.
        whole: The step.
        for_wall: Actions without what is only for those who do them.
    """
    words, tally = series.words, whole.tally
    if tally.hidden:
        return [Para(words("Hidden until it is revealed."))]
    if isinstance(whole.step, Act):
        return actions(series, whole, for_wall)
    if tally.parted and isinstance(whole.step, Rate):
        return [base(series, whole), *_best_of_each(series, whole)]
    if is_two_moments(whole):
        return _moments(series, whole)
    if tally.parted and not isinstance(whole.step, Vote):
        return [block for part in _parts_in_order(series, whole) for block in _answers(series, whole, part)]
    out: list[Block] = []
    for part in range(len(whole.parts)):
        out += [Heading(whole.parts[part].name, 3)] if tally.parted else []
        out += _part(series, whole, part)
    return out


def is_two_moments(whole: Whole) -> bool:
    """Tell whether a step asks the same at two moments, so that what changed is what came out."""
    return whole.tally.shift is not UNSET and len(whole.tally.facets) == 2


def bars(series: Series, whole: Whole, part: int = 0) -> Bars | Grades | None:
    """Return a part as bars, those above its line or the first ones; None where they would not part anything.

    Args:
        series: The series.
        whole: The step.
        part: Which part, from 0.
    """
    if is_single(whole, part):
        return None
    own = whole.ways[part].by[whole.way]
    first = _first(whole, part)
    if not first:
        return None
    if isinstance(first[0], RateItem):
        return _grades(series, whole, [item for item in first if isinstance(item, RateItem)])
    cells = {row.number: len(row.cells) for row in whole.parts[part].rows}
    rows = [
        Bar(item.number, item.item, float(own.scores[item.number] or 0), score(series, whole, part, whole.way,
            item.number), own.places[item.number], _note(series, whole, item, cells[item.number]),
            not whole.tally.cut or item.number in whole.tally.facets[part].above)
        for item in first
    ]  # fmt: skip
    return Bars(rows, unit(series, whole), "" if all(row.above for row in rows) else line(series, whole, part))


def _part(series: Series, whole: Whole, part: int) -> list[Block]:
    words = series.words
    out: list[Block] = [base(series, whole, part)]
    if not whole.parts[part].rows:
        return [*out, Para(words("No answers."))]
    if is_single(whole, part):
        return [*out, _each_forum(series, whole, part)]
    made = bars(series, whole, part)
    if made:
        out.append(made)
    if told := wording.disagreement(series, whole, part):
        out.append(Para(told))
    own, barred = whole.ways[part].by[whole.way], {row.number for row in made.rows} if made else set[int | None]()
    also = [(item.item, score(series, whole, part, whole.way, item.number), "")
            for item in whole.placed(whole.way, part)
            if item.number not in barred and own.places[item.number] is not None]  # fmt: skip
    return [*out, *_also(series, also, whole.parts[part].name if whole.tally.parted else "")]


def _also(series: Series, also: Sequence[tuple[str, str, str]], part: str) -> list[Block]:
    """Return what has no bar, as (item, figure, where), named by its part; a figure that all have stands once."""
    if not also:
        return []
    figures = {figure for _, figure, _ in also}
    if len(figures) == 1 and len(also) > 1:
        title = series.words("Also mentioned, {figure} each", figure=also[0][1])
        said = [f"{name} ({where})" if where else name for name, _, where in also]
    else:
        title = series.words("Also mentioned")
        said = [f"{name} {figure} ({where})" if where else f"{name} {figure}" for name, figure, where in also]
    return [Heading(f"{part} · {title}" if part else title, 3), Para(f"{', '.join(said)}.")]


def _first(whole: Whole, part: int) -> list[Item]:
    """Return the items of the first places: above the line where those are enough, else as many as bars have room."""
    own, facet = whole.ways[part].by[whole.way], whole.tally.facets[part]
    placed = [item for item in whole.placed(whole.way, part) if own.places[item.number] is not None]
    if len(facet.above) >= _FEW_BARS and whole.tally.cut:
        return [item for item in placed if item.number in facet.above]
    places = [own.places[item.number] or 0 for item in placed]
    return [item for item, place in zip(placed, places, strict=True)
            if sum(other <= place for other in places) <= _MOST_BARS]  # fmt: skip


def _note(series: Series, whole: Whole, item: Item, forums: int) -> str:
    """Return what stands beside a bar: the votes behind it, or in how many forums it was."""
    words = series.words
    match item:
        case VoteItem() if whole.way == "forums":
            return f"{item.dots} {given_unit(series, whole.step)}"
        case RankItem() if item.firsts:
            return words.n("{count} first place", "{count} first places", item.firsts)
        case CollectItem():
            return words.n("in {count} forum", "in {count} forums", forums)
        case _:
            return ""


def _grades(series: Series, whole: Whole, items: Sequence[RateItem]) -> Grades:
    step, words = whole.step, series.words
    scale = [step.scale.label(grade, words.language) for grade in step.scale.grades] if isinstance(step, Rate) else []
    rows = [
        GradeRow(item.number, item.item, item.place, [count.n for count in item.counts], item.mean,
                 "–" if item.mean is None else words.number(item.mean, 1), item.n)
        for item in items
    ]  # fmt: skip
    return Grades(scale, rows, words("mean"))


def _moments(series: Series, whole: Whole) -> list[Block]:
    """Return a vote at two moments as one: counts, shares, and by how much each changes."""
    first, last = whole.tally.facets
    before = {item.number: item for item in first.items if isinstance(item, VoteItem)}
    after = {item.number: item for item in last.items if isinstance(item, VoteItem)}
    shift = whole.tally.shift if whole.tally.shift is not UNSET else []
    rows = [
        ShiftRow(one.number, one.item, (_dots(before, one.number), _dots(after, one.number)),
                 (_share(before, one.number), _share(after, one.number)), one.points)
        for one in shift
    ]  # fmt: skip
    return [base(series, whole, 1), Shift((first.facet, last.facet), rows, given_unit(series, whole.step))]


def _dots(items: dict[int, VoteItem], number: int) -> int:
    return items[number].dots if number in items else 0


def _share(items: dict[int, VoteItem], number: int) -> float | None:
    return items[number].share if number in items else None


def _parts_in_order(series: Series, whole: Whole) -> list[int]:
    """Return the parts as the step that they come from has put them; as they were asked where it has put none."""
    each = whole.step.for_each if isinstance(whole.step, Collect) else None
    order: dict[str, int] = {}
    if isinstance(each, Source) and each.step in series.steps:
        source = series.whole(each.step)
        order = {key(item.item): at for at, item in enumerate(source.placed(source.way))} if source.parts else {}
    return sorted(range(len(whole.parts)), key=lambda part: (order.get(key(whole.parts[part].name), len(order)), part))


def _answers(series: Series, whole: Whole, part: int) -> list[Block]:
    """Return a part of answers: each with the forums it was said in. A part without answers is told at the end."""
    found, words = whole.parts[part], series.words
    rows = {row.number: row for row in found.rows}
    if not rows:
        return []
    head: list[Block] = [Heading(found.name, 3), Base(wording.base(series, whole, part))]
    first = _first(whole, part)
    if len(first) < _LEAST_BARS:
        return [*head, _mentions(series, whole, part)]
    made = [
        Bar(item.number, item.item, float(whole.ways[part].by[whole.way].scores[item.number] or 0),
            score(series, whole, part, whole.way, item.number), note=_short_in(series, rows[item.number]))
        for item in first
    ]  # fmt: skip
    barred = {item.number for item in first}
    also = [(item.item, score(series, whole, part, whole.way, item.number), said_in(series, rows[item.number]))
            for item in whole.placed(whole.way, part) if item.number not in barred]  # fmt: skip
    return [*head, Bars(made, words("tables"), note_head=words("forum")), *_also(series, also, found.name)]


def _mentions(series: Series, whole: Whole, part: int) -> Mentions:
    found = whole.parts[part]
    forums = sorted(found.facets)
    names = [series.forums[at].name for at in forums]
    rows = {row.number: {cell.forum for cell in row.cells} for row in found.rows}
    items = [item for item in whole.placed(whole.way, part) if isinstance(item, CollectItem)]
    mentions = [
        Mention(item.number, item.item, [at in rows[item.number] for at in forums], item.groups or item.answers,
                item.answers)
        for item in items
    ]  # fmt: skip
    unit = series.words("tables") if any(item.groups for item in items) else series.words("answers")
    return Mentions(names, mentions, unit, short=short_names(names)[1])


def _short_in(series: Series, row: Row) -> str:
    """Return the forums that an item was in, what all names begin with once: Forum 1, 3, 7."""
    begin, short = short_names([forum.name for forum in series.forums])
    return begin + ", ".join(short[at] for at in sorted({cell.forum for cell in row.cells}))


def _each_forum(series: Series, whole: Whole, part: int) -> Table:
    """Return what came first in each forum, where no item was in two: all answers, of choices those above its line."""
    words, found = series.words, whole.parts[part]
    body = []
    for at in sorted(found.facets):
        cells = [cell for row in found.rows for cell in row.cells if cell.forum == at]
        above = [cell for cell in cells if cell.item.number in cell.facet.above or isinstance(cell.item, CollectItem)]
        above.sort(key=lambda cell: (-(strength(cell.item) or 0), cell.item.number))
        body.append([series.forums[at].name, "; ".join(_given(series, cell.item) for cell in above)])
    return Table([words("forum"), whole.step.title.of(words.language)], body, ["left", "left"])


def _given(series: Series, item: Item) -> str:
    """Return an item with its figure in its forum; an answer of one table stands alone."""
    value = strength(item) or 0.0
    if isinstance(item, CollectItem) and value <= 1:
        return item.item
    return f"{item.item} {series.words.number(value, 0 if float(value).is_integer() else 1)}"


def _best_of_each(series: Series, whole: Whole) -> list[Block]:
    """Return what stands first under each criterion, on the first three places."""
    words = series.words
    body = []
    for facet in whole.tally.facets:
        best = [item for item in facet.items if isinstance(item, RateItem) and item.place and item.place <= _BEST]
        names = [f"{item.item} {words.number(item.mean or 0.0, 1)}" for item in best]
        body.append([words("Total") if facet.facet == "total" else facet.facet, "; ".join(names)])
    return [Table([words("criterion"), words("highest mean")], body, ["left", "left"])]
