"""Ballots for the steps that choose, rank or grade: items and grades by the numbers that the entry line takes."""

from collections.abc import Iterator, Sequence

from facilitator.agenda.model import Rank, Rate, Source, Step, Vote, facets_of, sources_of
from facilitator.report.paper.model import Entry, SlipRow, Slips
from facilitator.report.paper.planned import Planned, called
from facilitator.steps.book import Book
from facilitator.words import Words

# So many empty lines where nobody knows how many items there will be, and at most so many where many are chosen.
_UNKNOWN, _MOST_LINES = 8, 10
_UNKNOWN_PARTS = 4
# More grades than this, or longer names of parts, are told above the items and stand as numbers.
_MOST_RINGS, _LONGEST_HEAD, _MOST_HEADS = 7, 16, 4
_BOX = ""


def ballots(planned: Planned) -> Iterator[Slips]:
    """Give the ballots of each step that has any: one for each table, or for each person."""
    for slot in planned.slots:
        step = slot.step
        if isinstance(step, Vote | Rank | Rate) and step.by != "facilitator" and _whose(planned, step):
            yield _slips(planned, slot.number, step)


def parts(book: Book, step: Step) -> list[Entry]:
    """Return the parts of a step; those that are not known yet have no text.

    An earlier step's first k are as many parts, unless places are shared.
    """
    named = book.parts(step)
    if named:
        return [Entry(str(number), name) for number, name in enumerate(named, 1)]
    each = facets_of(step)
    if not isinstance(each, Source):
        return []
    return [Entry(str(number), "") for number in range(1, (each.first or _UNKNOWN_PARTS) + 1)]


def unnamed(book: Book, step: Step) -> str:
    """Return which parts are meant where their names are not known yet; empty where they are."""
    each = facets_of(step)
    if not isinstance(each, Source) or book.parts(step):
        return ""
    if each.first is None:
        return book.words("The parts are those on the list, the lowest number first.")
    number = book.state.agenda.number(each.step)
    return book.words("Part 1 is what comes first in step {number}, and so on.", number=number)


def _slips(planned: Planned, number: int, step: Vote | Rank | Rate) -> Slips:
    book = planned.book
    words = book.words
    asked = parts(book, step)
    heads, legend = _heads(asked)
    rows = _items(book, step)
    order: Sequence[str] = ()
    match step:
        case Vote():
            # Whoever writes a number on an empty line has chosen it.
            plain = bool(book.choices(step) or asked or step.max_per_item > 1)
            cells = [_BOX] * max(len(asked), 1) if plain else []
            lead = _choose(step, bool(asked), words) if plain else _write(step, words)
        case Rank():
            cells = []
            order = [str(place) for place in range(1, _ranked(book, step) + 1)] if book.choices(step) else ()
            rows = rows if order else [Entry(_BOX, "") for _ in range(_ranked(book, step))]
            lead = _order(step, bool(order), words)
        case Rate():
            grades, told = _grades(step, bool(asked), book.language)
            cells = grades or [_BOX] * max(len(asked), 1)
            legend = [*legend, *told]
            lead = _grade(step, bool(grades), words)
    return Slips(
        number=number,
        title=step.title.of(book.language),
        lead=" ".join(filter(None, (lead, _from_the_list(book, step), unnamed(book, step)))),
        legend=legend,
        heads=heads,
        rows=[SlipRow(item, cells) for item in rows],
        order=order,
        whose=_whose(planned, step),
    )


def _from_the_list(book: Book, step: Vote | Rank | Rate) -> str:
    if book.choices(step):
        return ""
    if isinstance(step, Rate):
        return book.words("The numbers are on the list; begin with the lowest.")
    return book.words("The numbers are on the list.")


def _whose(planned: Planned, step: Vote | Rank | Rate) -> list[tuple[str, str]]:
    if step.by == "person":
        # How a slip is typed in stands on the run sheet: it means nothing to whoever fills it in.
        return [("", "")] * planned.people
    return [(called(planned.book, group), f"{group.number}:") for group in planned.groups]


def _items(book: Book, step: Vote | Rank | Rate) -> list[Entry]:
    """Return what is chosen among; where nobody knows yet, empty lines for numbers and names."""
    known = book.choices(step)
    if known:
        return [Entry(str(choice.number), choice.name) for choice in known]
    asked = [source.first for source in sources_of(step)]
    there = sum(count for count in asked if count) if None not in asked else _UNKNOWN
    if isinstance(step, Vote) and step.dots:
        there = min(there, step.dots * max(len(parts(book, step)), 1))
    return [Entry("", "")] * max(1, min(there, _MOST_LINES))


def _ranked(book: Book, step: Rank) -> int:
    return min(step.choose or len(book.choices(step)) or _UNKNOWN, _MOST_LINES)


def _heads(asked: Sequence[Entry]) -> tuple[list[str], list[Entry]]:
    """Return what stands above the boxes of each part, and what is told beside: names that are long or not known."""
    fit = len(asked) <= _MOST_HEADS and all(part.text and len(part.text) <= _LONGEST_HEAD for part in asked)
    if fit:
        return [f"{part.number} {part.text}" for part in asked], []
    return [part.number for part in asked], list(asked)


def _grades(step: Rate, parted: bool, language: str) -> tuple[list[str], list[Entry]]:
    """Return the grades to put a ring around, none where they are written in boxes, and what named ones mean."""
    grades = [str(grade) for grade in step.scale.grades]
    named = [Entry(str(grade), step.scale.label(grade, language)) for grade in step.scale.grades]
    told = named if step.scale.names else []
    return ([] if parted or len(grades) > _MOST_RINGS else grades), told


def _choose(step: Vote, parted: bool, words: Words) -> str:
    if step.max_per_item > 1:
        said = words("Write how many of your {dots} dots each gets, at most {most}.",
                     dots=step.dots, most=step.max_per_item) if step.dots else words(
                     "Write how many dots each gets, at most {most}.", most=step.max_per_item)  # fmt: skip
    elif step.dots:
        said = words.n("Put a cross for {count} choice.", "Put a cross for {count} choices.", step.dots)
    else:
        said = words("Put a cross for each that you choose.")
    return f"{said} {words('As many in each column.')}" if parted else said


def _write(step: Vote, words: Words) -> str:
    if step.dots is None:
        return words("Write the numbers of all that you choose.")
    return words.n("Write the number of the one you choose.", "Write the numbers of the {count} you choose.", step.dots)


def _order(step: Rank, known: bool, words: Words) -> str:
    if not known:
        return words("Write the numbers in order, the best on the first line.")
    if step.choose:
        return words("Write the numbers of the {count} best in the boxes, the best first.", count=step.choose)
    return words("Write the numbers in the boxes, the best first.")


def _grade(step: Rate, rings: bool, words: Words) -> str:
    low, high = step.scale.low, step.scale.high
    if rings:
        return words("Put a ring around one number on each line.")
    return words("Write a number from {low} to {high} in each box.", low=low, high=high)
