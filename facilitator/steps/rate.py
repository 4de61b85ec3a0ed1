"""rate: grades per item and part, from tables, slips, or counts of hands."""

from collections.abc import Mapping, Sequence

from msgspec import UNSET, Struct
from msgspec.structs import replace

from facilitator.agenda.model import Rate, facets_of
from facilitator.blocks import Align, Block, GradeRow, Grades, Heading, Para, Table
from facilitator.counting.agreement import agreement
from facilitator.counting.grades import combined, lowest, mean, median
from facilitator.counting.places import above_cut, places
from facilitator.session.events import GradeCountsEntered, GradesGiven, group_number
from facilitator.steps import common
from facilitator.steps.book import Book, Choice
from facilitator.tally import Facet, GradeCount, RateItem, Remark, Source, Tally
from facilitator.text import key

Given = GradesGiven | GradeCountsEntered


class Counted(Struct, frozen=True):
    """Grades from one source: per item and part how many gave each grade, and who took part."""

    source: Source
    counts: Mapping[int, Sequence[Sequence[int]]]
    came: tuple[str, ...]


def tally(book: Book, step: Rate) -> Tally:
    """Count grades, part by part; with weights or a way to combine also the total."""
    parts = common.ordered_parts(book, step)
    choices = book.choices(step)
    found = sources(book, step, choices)
    facets = [_facet(book, step, choices, found, index, name) for index, (_, name) in enumerate(parts)]
    if step.weights or step.combine:
        facets.append(_total(book, step, choices, facets))
    came = {voter for facet in facets for voter in facet.came}
    return Tally(
        unit=step.by,
        present=common.present(book, step, step.by, came),
        facets=facets,
        parted=facets_of(step) is not None,
        hidden=common.is_hidden(book, step),
        cut=step.cut,
    )


def blocks(book: Book, step: Rate, counted: Tally, part: int = 0) -> list[Block]:
    """Return what grades look like: one row per item; with parts, the means of all parts beside each other."""
    if counted.hidden and (step.weights or step.combine):
        # Nobody is asked for the total.
        counted = replace(counted, facets=counted.facets[:-1])
    if not counted.parted or counted.hidden:
        inner = {index: _graded(book, step, counted, facet) for index, facet in enumerate(counted.facets)}
        return common.frame(book, step, counted, part, inner)
    shown = counted.facets if not part else [counted.facets[min(part, len(counted.facets)) - 1]]
    if not counted.facets:
        return [Para(book.words("There are no parts to ask for yet."))]
    out: list[Block] = [common.base(book, counted, counted.facets[0], _scale_words(book, step))]
    if not part:
        out.append(_means(book, step, counted))
    for facet in shown if part else ():
        out += [Heading(facet_name(book, facet), 3), *_grades(book, step, counted, facet)]
    out += [common.remark_note(remark) for remark in counted.facets[0].warnings]
    return out


def facet_name(book: Book, facet: Facet) -> str:
    """Return what a part is called; the total has a name of its own."""
    return book.words("Total") if facet.facet == "total" else facet.facet


def rated(facet: Facet) -> list[RateItem]:
    """Return a part's items, which are graded here."""
    return [item for item in facet.items if isinstance(item, RateItem)]


def sources(book: Book, step: Rate, choices: Sequence[Choice]) -> list[Counted]:
    """Return every source of grades there is, the one that counts first: room, slips, tables, ballots."""
    parts = max(len(book.parts(step)), 1)
    into = common.mapped(choices)
    return [
        Counted(source, _counts(step, entries, into, choices, parts), tuple(sorted(entry.voter for entry in entries)))
        for source, entries in _by_source(book, step)
    ]


def ballots(book: Book, step: Rate, index: int) -> dict[str, dict[int, list[int]]]:
    """Return per voter, table or room how many grades of each kind they gave each item, from the source that counts.

    Args:
        book: The session.
        step: The step of grades.
        index: Which of its parts, from 0; 0 where it has none.
    """
    choices = book.choices(step)
    parts, into = max(len(book.parts(step)), 1), common.mapped(choices)
    found = _by_source(book, step)
    out = {}
    for entry in found[0][1] if found else []:
        if not (isinstance(entry, GradesGiven) and entry.spoiled):
            counts = _counts(step, [entry], into, choices, parts)
            out[entry.voter] = {number: rows[index] for number, rows in counts.items() if any(rows[index])}
    return out


def _by_source(book: Book, step: Rate) -> list[tuple[Source, list[Given]]]:
    given = book.happened(step).given
    room = [entry for voter, entry in given.items() if voter[1] == "room"]
    slips = [entry for voter, entry in given.items() if voter[1].startswith("slip")]
    tables = [entry for entry in given.values() if isinstance(entry, GradeCountsEntered) and group_number(entry.voter)]
    ballots = [
        entry for (_, voter), entry in given.items() if isinstance(entry, GradesGiven) and not voter.startswith("slip")
    ]
    named: list[tuple[Source, Sequence[object]]] = [
        ("room", room), ("slips", slips), ("tables", tables), ("ballots", ballots)
    ]  # fmt: skip
    found = [(source, [entry for entry in entries if isinstance(entry, Given)]) for source, entries in named]
    return [(source, entries) for source, entries in found if entries]


def _counts(
    step: Rate, entries: Sequence[Given], into: Mapping[int, int], choices: Sequence[Choice], parts: int
) -> dict[int, list[list[int]]]:
    low, size = step.scale.low, len(step.scale.grades)
    counts = {choice.number: [[0] * size for _ in range(parts)] for choice in choices}
    for entry in entries:
        if isinstance(entry, GradesGiven):
            for number, grades in entry.grades:
                for part, grade in enumerate(grades[:parts]):
                    if number in into and grade is not None and 0 <= grade - low < size:
                        counts[into[number]][part][grade - low] += 1
        else:
            for number, rows in entry.counts:
                for part, row in enumerate(rows[:parts]):
                    for grade, count in enumerate(row[:size]):
                        if number in into:
                            counts[into[number]][part][grade] += count
    return counts


def _facet(book: Book, step: Rate, choices: Sequence[Choice], found: Sequence[Counted], index: int, name: str) -> Facet:
    counted = found[0] if found else None
    heard = {voter for one in found for voter in one.came}
    items = _items(book, step, choices, counted, index)
    return _placed(
        book,
        step,
        items,
        name=name,
        units=_units(book, counted),
        came=list(counted.came) if counted else [],
        waiting=common.waiting(book, step, heard) if counted is None or counted.source in ("ballots", "tables") else [],
        warnings=_warnings(book, step, found),
    )


def _items(book: Book, step: Rate, choices: Sequence[Choice], counted: Counted | None, index: int) -> list[RateItem]:
    grades = step.scale.grades
    kept = book.happened(step).kept
    earlier = _earlier(book, step, index)
    items = []
    for choice in choices:
        counts = list(counted.counts[choice.number][index]) if counted else [0] * len(grades)
        average = mean(counts, grades)
        items.append(
            RateItem(
                number=choice.number,
                item=choice.name,
                aliases=list(choice.aliases),
                kept=choice.number in kept,
                n=sum(counts),
                mean=average,
                median=median(counts, grades),
                counts=[GradeCount(grade, count) for grade, count in zip(grades, counts, strict=True)],
                agreement=agreement(counts),
                min=lowest(counts, grades),
                change=UNSET if earlier is None else _less(average, earlier.get(key(choice.name))),
            )
        )
    return items


def _total(book: Book, step: Rate, choices: Sequence[Choice], facets: Sequence[Facet]) -> Facet:
    """Combine the means of the parts, which every source has; see counting/grades.py."""
    weights = step.weights or (1.0,) * len(facets)
    kept = book.happened(step).kept
    parts = [{item.number: item for item in rated(facet)} for facet in facets]
    items = [
        RateItem(
            number=choice.number,
            item=choice.name,
            aliases=list(choice.aliases),
            kept=choice.number in kept,
            n=min((part[choice.number].n for part in parts), default=0),
            mean=combined([part[choice.number].mean for part in parts], weights, step.combine or "mean")
            if parts and len(parts) == len(weights)
            else None,
            median=None,
            counts=[],
            agreement=None,
            min=None,
        )
        for choice in choices
    ]
    first = facets[0] if facets else None
    return _placed(
        book,
        step,
        items,
        name="total",
        units=first.units if first else 0,
        came=first.came if first else [],
        waiting=first.waiting if first else [],
        warnings=[],
    )


def _placed(
    book: Book,
    step: Rate,
    items: Sequence[RateItem],
    *,
    name: str,
    units: int | None,
    came: list[str],
    waiting: list[str],
    warnings: list[Remark],
) -> Facet:
    """Return a facet with its items in order of place."""
    from msgspec.structs import replace

    ranks = places([item.mean for item in items])
    placed = [replace(item, place=place) for item, place in zip(items, ranks, strict=True)]
    placed.sort(key=lambda item: (item.place is None, item.place, item.number))
    # A cut leaves out what has nothing; a mean of 0, or below with weights that tell against, is something.
    lowest_mean = min((item.mean for item in placed if item.mean is not None), default=0.0)
    marks = above_cut([None if item.mean is None else item.mean - lowest_mean + 1 for item in placed], step.cut)
    above = [item.number for item, is_above in zip(placed, marks, strict=True) if is_above]
    return Facet(facet=name, units=units, items=placed, warnings=warnings, came=came, waiting=waiting, above=above)


def _earlier(book: Book, step: Rate, index: int) -> dict[str, float | None] | None:
    if step.again is None:
        return None
    facets = book.tally(book.state.agenda.step(step.again)).facets
    if not facets:
        return {}
    facet = facets[index] if index < len(facets) else facets[-1]
    return {key(item.item): item.mean for item in rated(facet)}


def _less(now: float | None, then: float | None) -> float | None:
    return None if now is None or then is None else now - then


def _units(book: Book, counted: Counted | None) -> int | None:
    if counted is None:
        return 0
    if counted.source == "room":
        return None
    return common.people_of(book, counted.came) if counted.source == "tables" else len(counted.came)


def _warnings(book: Book, step: Rate, found: Sequence[Counted]) -> list[Remark]:
    words = book.words
    out = []
    for other in found[1:]:
        if dict(found[0].counts) != dict(other.counts):
            source = _source_name(book, found[0])
            out.append(Remark("differs", words("Grades from several sources differ; {source} counts.", source=source)))
            break
    if book.changed_since_frozen(step):
        out.append(Remark("list", common.list_changed(book)))
    return out


def _source_name(book: Book, counted: Counted) -> str:
    words = book.words
    match counted.source:
        case "room":
            return words("the room's count")
        case "slips":
            return words("the pile of slips")
        case _:
            return words("what the tables gave")


def _scale_words(book: Book, step: Rate) -> str:
    low, high = step.scale.low, step.scale.high
    if step.scale.names:
        ends = step.scale.label(low, book.language), step.scale.label(high, book.language)
        return book.words("grades from {low} to {high}", low=ends[0], high=ends[1])
    return book.words("grades {low}–{high}", low=low, high=high)


def _graded(book: Book, step: Rate, counted: Tally, facet: Facet) -> list[Block]:
    return [
        common.base(book, counted, facet, _scale_words(book, step)),
        *_grades(book, step, counted, facet),
    ]


def _grades(book: Book, step: Rate, counted: Tally, facet: Facet) -> list[Block]:
    items = _in_view(book, step, facet)
    scale = [step.scale.label(grade, book.language) for grade in step.scale.grades]
    rows = [
        GradeRow(
            number=item.number,
            label=item.item,
            place=item.place,
            counts=[count.n for count in item.counts],
            mean=item.mean,
            shown=_mean_words(book, item),
            n=item.n,
            change=book.words.signed(item.change, 1) if isinstance(item.change, float | int) else "",
            kept=item.kept,
            above=counted.cut is None or item.number in facet.above,
        )
        for item in items
    ]
    cut = common.cut_words(book, counted.cut, len(facet.above), len(items) - len(facet.above))
    scale = [] if facet.facet == "total" and counted.parted else scale
    return [Grades(scale, rows, book.words("mean"), cut)] if rows else []


def _in_view(book: Book, step: Rate, facet: Facet) -> list[RateItem]:
    """Return the items as they are read aloud: in list order while grades come in, for that is how they are typed."""
    items = rated(facet)
    running = book.state.status(step.id) == "running"
    return sorted(items, key=lambda item: item.number) if running else items


def _mean_words(book: Book, item: RateItem) -> str:
    return "–" if item.mean is None else book.words.number(item.mean, 1)


def _means(book: Book, step: Rate, counted: Tally) -> Table:
    words = book.words
    last = counted.facets[-1]
    by_facet = [{item.number: item for item in rated(facet)} for facet in counted.facets]
    # Without a total nothing orders the items: the last part would be taken for it.
    by_number = sorted(rated(last), key=lambda item: item.number)
    order = [item.number for item in (_in_view(book, step, last) if last.facet == "total" else by_number)]
    head = ["", words("item"), *(facet_name(book, facet) for facet in counted.facets), words("grades given")]
    rows = [
        [
            str(number),
            by_facet[-1][number].item,
            *(_mean_words(book, facet[number]) for facet in by_facet),
            str(by_facet[0][number].n),
        ]
        for number in order
    ]
    figures: list[Align] = ["right"] * (len(by_facet) + 1)
    return Table(head, rows, ["right", "left", *figures])
