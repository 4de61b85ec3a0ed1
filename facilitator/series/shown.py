"""What a step of a series looks like in a report: what came out over all forums, then a column for each of them."""

from collections.abc import Sequence

from msgspec import UNSET

from facilitator.agenda.model import Act, Rank, Rate, Step, Vote
from facilitator.blocks import (
    Align,
    Bar,
    Bars,
    Base,
    Block,
    GradeRow,
    Grades,
    Heading,
    Mention,
    Mentions,
    Note,
    Para,
    Shift,
    ShiftRow,
    Table,
)
from facilitator.series import wording
from facilitator.series.blocks import bases, score, short_names, table
from facilitator.series.doing import actions
from facilitator.series.matching import Row
from facilitator.series.ways import WAYS, Way
from facilitator.series.whole import Series, Whole
from facilitator.steps.vote_blocks import is_votes
from facilitator.tally import CollectItem, Item, RankItem, RateItem, VoteItem
from facilitator.words import Words

# So many bars at most where a step has no line of its own; items that share a place stay together.
_MOST_BARS = 12


def shown(series: Series, whole: Whole) -> list[Block]:
    """Return a step of a series for a report: bars, what else was mentioned, and the table with the forums.

    Args:
        series: The series, in the report's language.
        whole: The step.
    """
    words, tally = series.words, whole.tally
    if tally.hidden:
        return [Para(words("Hidden until it is revealed."))]
    if isinstance(whole.step, Act):
        return actions(series, whole)
    if tally.parted and isinstance(whole.step, Rate):
        return _criteria(series, whole)
    if tally.parted and not isinstance(whole.step, Vote):
        return [block for part in range(len(whole.parts)) for block in _mentioned(series, whole, part)]
    if tally.shift is not UNSET and len(tally.facets) == 2:
        return [*_moments(series, whole), *(one for part in range(2) for one in _forums(series, whole, part))]
    out: list[Block] = []
    for part in range(len(whole.parts)):
        out += [Heading(whole.parts[part].name, 3)] if tally.parted else []
        out += _part(series, whole, part)
    return out


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
            item.number), own.places[item.number], _note(series, whole, item, cells[item.number]))
        for item in first
    ]  # fmt: skip
    return Bars(rows, unit(series, whole))


def unit(series: Series, whole: Whole) -> str:
    """Return what a step's figures count, in its own way of adding."""
    words = series.words
    way: Way = "points" if isinstance(whole.step, Rank) and whole.way == "votes" else whole.way
    if way == "votes":
        return _given_unit(series, whole.step)
    return words("forums") if way == "forums" else words("points")


def is_single(whole: Whole, part: int = 0) -> bool:
    """Tell whether every item of a part was there in one forum only: then nothing was added up."""
    return len(whole.forums) > 1 and all(len(row.cells) == 1 for row in whole.parts[part].rows)


def base(series: Series, whole: Whole, part: int = 0) -> Base:
    """Return what a part rests on, how it is added, and where its line is."""
    words, above = series.words, len(whole.tally.facets[part].above)
    detail = wording.way_name(whole.way, words)
    cut = whole.tally.cut
    if cut and len(whole.tally.facets[part].items) > above >= cut and not is_single(whole, part):
        line = words("above: the first {cut}", cut=cut)
        if above > cut:
            line = words("above: the first {cut}; {count} share the last place and come along", cut=cut,
                         count=above - cut + 1)  # fmt: skip
        detail = f"{detail} · {line}"
    return Base(wording.base(series, whole, part), detail)


def _part(series: Series, whole: Whole, part: int) -> list[Block]:
    words = series.words
    out: list[Block] = [base(series, whole, part)]
    if not whole.parts[part].rows:
        return [*out, Para(words("No answers."))]
    if is_single(whole, part):
        return [*out, Para(words("Each stands in one forum only; nothing is added up.")), _single(series, whole, part)]
    made = bars(series, whole, part)
    if made:
        out.append(made)
    if told := wording.disagreement(series, whole, part):
        out.append(Para(told))
    return [*out, *_rest(series, whole, part, made), *_forums(series, whole, part)]


def _first(whole: Whole, part: int) -> list[Item]:
    """Return the items of the first places: those above the line, else as many whole places as bars have room."""
    own, facet = whole.ways[part].by[whole.way], whole.tally.facets[part]
    placed = [item for item in whole.placed(whole.way, part) if own.places[item.number] is not None]
    if whole.tally.cut:
        return [item for item in placed if item.number in facet.above]
    places = [own.places[item.number] or 0 for item in placed]
    return [item for item, place in zip(placed, places, strict=True)
            if sum(other <= place for other in places) <= _MOST_BARS]  # fmt: skip


def _rest(series: Series, whole: Whole, part: int, made: Bars | Grades | None) -> list[Block]:
    """Return what has no bar: mentioned too, each with its figure, and what nobody chose."""
    words = series.words
    barred = {row.number for row in made.rows} if made else set[int | None]()
    rest = [item for item in whole.placed(whole.way, part) if item.number not in barred]
    own = whole.ways[part].by[whole.way]
    also = [f"{item.item} {score(series, whole, part, whole.way, item.number)}" for item in rest
            if own.places[item.number] is not None]  # fmt: skip
    nobody = [item.item for item in rest if own.places[item.number] is None]
    out: list[Block] = []
    if also:
        out += [Heading(words("Also mentioned"), 3), Para(f"{', '.join(also)}.")]
    if nobody:
        out.append(Para(words("Chosen by nobody: {names}.", names=words.listed(nobody))))
    return out


def _forums(series: Series, whole: Whole, part: int) -> list[Block]:
    words, name = series.words, whole.parts[part].name
    title = words("{name}, forum by forum", name=name) if whole.tally.parted else words("Forum by forum")
    warnings = [Note(remark.text, "warning") for remark in whole.tally.facets[part].warnings]
    return [Heading(title, 3), table(series, whole, part, whole.way), Para(bases(series, whole, part)), *warnings]


def _note(series: Series, whole: Whole, item: Item, forums: int) -> str:
    """Return what stands beside a bar: the votes behind it, or in how many forums it was."""
    words = series.words
    match item:
        case VoteItem() if whole.way == "forums":
            return f"{item.dots} {_given_unit(series, whole.step)}"
        case RankItem() if item.firsts:
            return words.n("{count} first place", "{count} first places", item.firsts)
        case CollectItem():
            return words.n("in {count} forum", "in {count} forums", forums)
        case _:
            return ""


def _given_unit(series: Series, step: Step) -> str:
    words = series.words
    match step:
        case Vote():
            return words("votes") if is_votes(step) else words("dots")
        case Rank():
            return words("points")
        case Rate():
            return words("mean")
        case _:
            return words("tables")


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
    return [base(series, whole, 1), Shift((first.facet, last.facet), rows, _given_unit(series, whole.step))]


def _dots(items: dict[int, VoteItem], number: int) -> int:
    return items[number].dots if number in items else 0


def _share(items: dict[int, VoteItem], number: int) -> float | None:
    return items[number].share if number in items else None


def _mentioned(series: Series, whole: Whole, part: int) -> list[Block]:
    """Return a part of answers: each with the forums it was said in. A part without answers is told at the end."""
    facet, found = whole.tally.facets[part], whole.parts[part]
    items = [item for item in facet.items if isinstance(item, CollectItem)]
    if not items:
        return []
    forums = sorted(found.facets)
    rows = {row.number: row for row in found.rows}
    names = [series.forums[at].name for at in forums]
    mentions = [
        Mention(item.number, item.item, [_is_in(rows[item.number], at) for at in forums], item.groups or item.answers,
                item.answers)
        for item in items
    ]  # fmt: skip
    tables = any(item.groups for item in items)
    return [
        Heading(found.name, 3),
        Base(wording.base(series, whole, part)),
        Mentions(names, mentions, series.words("tables") if tables else series.words("answers"),
                 short=short_names(names)),
    ]  # fmt: skip


def _is_in(row: Row, forum: int) -> bool:
    return any(cell.forum == forum for cell in row.cells)


def _criteria(series: Series, whole: Whole) -> list[Block]:
    """Return items against criteria: the mean and the place under each, how many graded, and in which forums."""
    words, facets = series.words, whole.tally.facets
    by_part = [{item.number: item for item in facet.items if isinstance(item, RateItem)} for facet in facets]
    names = [words("Total") if facet.facet == "total" else facet.facet for facet in facets]
    rows = []
    for row in sorted({row.number: row for part in whole.parts for row in part.rows}.values(), key=lambda one: one.number):
        graded = max((found[row.number].n for found in by_part if row.number in found), default=0)
        means = (_mean(found.get(row.number), words) for found in by_part)
        rows.append([row.name, *means, str(graded), said_in(series, row)])
    align: list[Align] = ["left", *("right" for _ in names), "right", "left"]
    head = [words("item"), *names, words("grades given"), words("forum")]
    return [Base(wording.base(series, whole), words("mean, and the place in brackets")), Table(head, rows, align)]


def _mean(item: RateItem | None, words: Words) -> str:
    if item is None or item.mean is None:
        return "–"
    mean = words.number(item.mean, 1)
    return mean if item.place is None else f"{mean} ({item.place})"


def said_in(series: Series, row: Row) -> str:
    """Return the forums that an item was in, in words."""
    names = [series.forums[at].name for at in sorted({cell.forum for cell in row.cells})]
    return series.words.listed(names)


def _single(series: Series, whole: Whole, part: int) -> Table:
    """Return items that each stand in one forum: what they got there, and in each way of adding."""
    words, found = series.words, whole.ways[part]
    rows = {row.number: row for row in whole.parts[part].rows}
    ways = [whole.way, *(way for way in WAYS if way != whole.way)]
    votes, places = found.by["votes"].scores, found.by[whole.way].places
    items = sorted(whole.tally.facets[part].items, key=lambda one: (places[one.number] is None, places[one.number] or 0,
                   -(votes[one.number] or 0), one.number))  # fmt: skip
    body = [
        [str(places[item.number] or "·"), item.item, said_in(series, rows[item.number]),
         *(score(series, whole, part, way, item.number) for way in ways)]
        for item in items
    ]  # fmt: skip
    head = [words("place"), words("item"), words("forum"), *(wording.way_name(way, words) for way in ways)]
    align: list[Align] = ["right", "left", "left", *("right" for _ in ways)]
    return Table(head, body, align)
