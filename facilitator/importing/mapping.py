"""Which column means what: guessed from the headings in Swedish and English, corrected by whoever knows better."""

from collections.abc import Iterator

from facilitator.agenda.model import Act, Collect, Rank, Rate, Step, Vote, unit_of
from facilitator.errors import FacilitatorError
from facilitator.importing.meaning import (
    Columns,
    Meaning,
    Shape,
    called,
    may_repeat,
    meanings,
    recognised,
    vocabulary,
)
from facilitator.importing.sheet import Sheet, letter
from facilitator.steps.book import Book
from facilitator.text import key

_MOST_NAMED = 4


class MappingError(FacilitatorError):
    """Columns that cannot mean what was asked, or a step that nothing can be imported into."""


def shapes_of(book: Book, step: Step) -> tuple[Shape, ...]:
    """Return what can be imported into a step.

    Raises:
        MappingError: nothing can.
    """
    match step:
        case Collect() | Act():
            return ("answers",)
        case Vote() | Rate():
            return ("ballots", "counts")
        case Rank():
            return ("ballots",)
        case _:
            raise MappingError(book.words("Nothing can be imported into this step: it takes no answers of its own."))


def guess(book: Book, step: Step, sheet: Sheet, shape: Shape | None = None) -> Columns:
    """Return what the columns of a sheet mean, as far as their headings tell.

    Args:
        book: The session.
        step: The step that is imported into.
        sheet: The file.
        shape: What a row is, where somebody said so.

    Raises:
        MappingError: nothing of the kind can be imported into the step.
    """
    shapes = shapes_of(book, step)
    if shape is not None and shape not in shapes:
        raise MappingError(book.words("Into this step can be imported: {shapes}.", shapes=", ".join(shapes)))
    if shape is not None or len(shapes) == 1:
        return _guessed(book, step, sheet, shape or shapes[0])
    counts, ballots = _guessed(book, step, sheet, "counts"), _guessed(book, step, sheet, "ballots")
    return counts if _are_counts(step, sheet, counts) else ballots


def lacking(book: Book, step: Step, columns: Columns, part: int = 0) -> str:
    """Return what no column says and must be said; empty where everything is there.

    Args:
        book: The session.
        step: The step that is imported into.
        columns: What the columns mean.
        part: The part that everything is for where no column says so, 0 where that is not known.
    """
    words = book.words
    wide = bool(columns.having("choice"))
    wanted = {
        "answers": (words("answer"), bool(columns.having("answer"))),
        "ballots": (words("ballot"), wide or bool(columns.having("ballot"))),
        "counts": (words("count"), wide or bool(columns.having("item") and _figures(columns))),
    }[columns.shape]
    if not wanted[1]:
        return words("No column says this: {what}.", what=wanted[0])
    several = columns.having("answer")
    if len(several) > 1 and columns.having("field"):
        return words("Only one column can be the answer where others are its fields.")
    # A ballot as it is typed has its parts in it.
    if book.parts(step) and not part and not columns.having("part") and not columns.having("ballot"):
        named = book.parts(step)
        parts = ", ".join([*named[:_MOST_NAMED], *(["…"] if len(named) > _MOST_NAMED else [])])
        return words("This step asks for each part, and no column says which: the file needs a column «{name}», with "
                     "{parts}.", name=words("part"), parts=parts)  # fmt: skip
    return ""


def corrected(book: Book, step: Step, sheet: Sheet, columns: Columns, said: str) -> Columns:
    """Return the columns with a correction as it is typed: "Kommentar=svar", "C=4", "D=-".

    Raises:
        MappingError: there is no such column, or it cannot mean that.
    """
    words = book.words
    found = ((_column(book, sheet, left), right) for left, right in _splits(said))
    column, right = next((one for one in found if one[0] is not None), (None, ""))
    if column is None:
        labels = ", ".join(sheet.label(one) for one in range(len(sheet.headings)))
        raise MappingError(words("«{said}» names no column; they are: {columns}. Write column=meaning.", said=said,
                                 columns=labels))  # fmt: skip
    possible = meanings(book, step, columns.shape)
    meaning = next(recognised(vocabulary(book, step, possible), right), None)
    if meaning is None:
        names = ", ".join(called(book, step, one) for one in possible)
        raise MappingError(words("A column cannot mean «{meaning}» here; it can: {meanings}.", meaning=right,
                                 meanings=names))  # fmt: skip
    return columns.but(column, meaning)


def _guessed(book: Book, step: Step, sheet: Sheet, shape: Shape) -> Columns:
    known = vocabulary(book, step, meanings(book, step, shape))
    columns = Columns(shape, (Meaning(),) * len(sheet.headings))
    for column, heading in enumerate(sheet.headings):
        fits = (one for one in recognised(known, heading)
                if may_repeat(one) or one not in columns.meanings)  # fmt: skip
        meaning = next(fits, Meaning())
        if meaning.role == "slip" and not all(row.cells[column].isdigit() for row in sheet.rows):
            # Names are not slips, and nobody needs them.
            meaning = Meaning()
        if meaning.role == "answer" and _has_fields(step) and columns.having("answer"):
            meaning = Meaning()
        columns = columns.but(column, meaning) if meaning.role != "none" else columns
    return _with_the_only_one(columns, sheet)


def _with_the_only_one(columns: Columns, sheet: Sheet) -> Columns:
    """Take the only column that is left as what is missing most, whatever it is called."""
    left = [column for column in columns.having("none") if sheet.samples(column)]
    if len(left) != 1:
        return columns
    if columns.shape == "answers" and not columns.having("answer"):
        return columns.but(left[0], Meaning("answer"))
    if columns.shape == "ballots" and not columns.having("ballot") and not columns.having("choice"):
        return columns.but(left[0], Meaning("ballot"))
    return columns


def _are_counts(step: Step, sheet: Sheet, columns: Columns) -> bool:
    """Tell whether a file holds counts: an item and a figure in each row, or by person one row for a table or all."""
    if columns.having("item") and _figures(columns):
        return True
    by_person = unit_of(step) == "person" and isinstance(step, Vote) and bool(columns.having("choice"))
    return by_person and (bool(columns.having("who")) or len(sheet.rows) == 1)


def _has_fields(step: Step) -> bool:
    return isinstance(step, Collect | Act) and bool(step.fields)


def _figures(columns: Columns) -> list[int]:
    return columns.having("count") or columns.having("grade")


def _column(book: Book, sheet: Sheet, text: str) -> int | None:
    """Return the column that a heading or a letter names.

    Raises:
        MappingError: several have the heading.
    """
    found = [column for column in range(len(sheet.headings))
             if key(text) in (key(sheet.headings[column]), key(sheet.label(column)))]  # fmt: skip
    if len(found) > 1:
        letters = ", ".join(map(letter, found))
        raise MappingError(book.words("Several columns are called «{name}»; name one by its letter: {letters}.",
                                      name=text, letters=letters))  # fmt: skip
    if found:
        return found[0]
    by_letter = {letter(column): column for column in range(len(sheet.headings))}
    return by_letter.get(text.upper())


def _splits(said: str) -> Iterator[tuple[str, str]]:
    """Yield a correction split at each of its equals signs: a heading may hold one."""
    parts = said.split("=")
    for at in range(len(parts) - 1, 0, -1):
        yield "=".join(parts[:at]).strip(), "=".join(parts[at:]).strip()
