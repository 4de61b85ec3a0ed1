"""What is typed for a step in the entry line, with its own numbers: for the run sheet and the foot of ballots."""

from collections.abc import Iterator, Sequence

from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Act, Collect, Merge, Rank, Rate, Step, Talk, Vote, facets_of, unit_of
from facilitator.steps.book import Book
from facilitator.words import Words

_SOME = (1, 4, 7)
_MOST_SECTIONS = 4
_MOST_ROWS = 8
_UNKNOWN_ROWS = 3

Line = tuple[str, str]


def typed(book: Book, step: Step) -> list[Line]:
    """Return the lines that a step takes, each with what it means, by the numbers of the step.

    Args:
        book: The session.
        step: The step.
    """
    return list(_lines(book, step))


def shape(book: Book, step: Vote | Rank | Rate) -> str:
    """Return what a voter's whole line looks like after the address."""
    match step:
        case Vote():
            return _sections(book, step, " ".join(map(str, _some(book, step, step.dots))))
        case Rank():
            return " ".join(map(str, _some(book, step, step.choose)))
        case Rate():
            return _grades(book, step)


def table(book: Book) -> str:
    """Return the number of a table there is."""
    groups = book.state.active_groups
    return str(groups[0].number) if groups else "1"


def _lines(book: Book, step: Step) -> Iterator[Line]:
    words = book.words
    match step:
        case Talk() if step.form == "break":
            return
        case Talk():
            yield words("what was said"), words("a note of this step")
        case Collect():
            yield from _answers(book, step)
        case Merge():
            first, second = _joinable(book, step)
            yield f"{first} {second} = {words('Name')}", words("joins two answers under one name")
        case Vote():
            yield from _votes(book, step)
        case Rank():
            who = "+" if step.by == "person" else _who(book, step)
            yield f"{who}{shape(book, step)}" if not who else f"{who}: {shape(book, step)}", _whose(step, words)
        case Rate():
            yield from _rates(book, step)
        case Act():
            yield " | ".join(field_label(name, book.language) for name in step.fields), words("an action")


def _answers(book: Book, step: Collect) -> Iterator[Line]:
    words = book.words
    answer, other = words("an answer"), words("another answer")
    fields = " | ".join(field_label(name, book.language) for name in step.fields)
    line = fields if len(step.fields) > 1 else f"{answer}; {other}"
    part = ">1" if facets_of(step) is not None else ""
    who = "*" if step.by == "person" else _who(book, step)
    address = f"{who}{part}: " if who or part else ""
    in_part = words("in part 1") if part else ""
    means = words("an answer of these fields") if len(step.fields) > 1 else words("two answers")
    yield f"{address}{line}", ", ".join(filter(None, (means, in_part)))
    if step.by == "group":
        yield f"{who}{part}: -", words("nothing to add")


def _votes(book: Book, step: Vote) -> Iterator[Line]:
    words = book.words
    if step.by != "person":
        who = _who(book, step)
        yield (f"{who}: " if who else "") + shape(book, step), _whose(step, words)
        return
    yield f"+: {shape(book, step)}", words("the next slip; the lines after it are slips too")
    first, *rest = _some(book, step, None)
    counted = " ".join(f"{number}={dots}" for number, dots in zip((first, *rest[:1]), (5, 3), strict=False))
    yield f"*: {_sections(book, step, counted)}", words("the room's dots, counted; items not named have none")


def _rates(book: Book, step: Rate) -> Iterator[Line]:
    words = book.words
    who = "+" if step.by == "person" else _who(book, step)
    yield (f"{who}: " if who else "") + _grades(book, step), _whose(step, words)


def _whose(step: Step, words: Words) -> str:
    match unit_of(step):
        case "person":
            return words("the next slip; the lines after it are slips too")
        case "group":
            return words("a table's ballot; typed again it replaces what was there")
        case _:
            return words("the facilitator's own")


def _who(book: Book, step: Step) -> str:
    return table(book) if unit_of(step) == "group" else ""


def _some(book: Book, step: Vote | Rank, most: int | None) -> Sequence[int]:
    numbers = [choice.number for choice in book.choices(step)] or list(_SOME)
    return numbers[: max(1, min(most or len(_SOME), len(_SOME)))]


def _joinable(book: Book, step: Merge) -> tuple[int, int]:
    numbers = sorted(item.number for item in book.tally(step).items)
    return (numbers[0], numbers[1]) if len(numbers) > 1 else (3, 7)


def _sections(book: Book, step: Vote, one: str) -> str:
    """Return a ballot's content once for each part."""
    parts = len(book.parts(step))
    if facets_of(step) is None:
        return one
    return " / ".join([one] * parts) if 1 < parts <= _MOST_SECTIONS else f"{one} / …" if parts != 1 else one


def _grades(book: Book, step: Rate) -> str:
    """Return grades for each item and part, as many as there are, or the first ones and a sign that it goes on."""
    parts = max(len(book.parts(step)), 2 if facets_of(step) is not None else 1)
    grades = list(step.scale.grades)
    items = len(book.choices(step))
    rows = min(items or _UNKNOWN_ROWS, _MOST_ROWS)
    one = ["".join(str(grades[-1 - (row + 2 * part) % len(grades)]) for part in range(parts)) for row in range(rows)]
    return " ".join(one) + (" …" if rows != items else "")
