"""The columns and the rows of a file, as the screen shows them before anything is recorded."""

from rich.cells import set_cell_size
from rich.text import Text

from facilitator.agenda.model import Step
from facilitator.importing.meaning import Columns, called
from facilitator.importing.plan import Outcome, Plan, told
from facilitator.importing.sheet import Sheet
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten
from facilitator.steps.book import Book
from facilitator.steps.common import is_hidden

# More than this nobody reads; what cannot be read comes first.
_MOST = 200
_NAME_WIDTH = 22


def column_rows(
    book: Book, step: Step, sheet: Sheet, columns: Columns, width: int, palette: Palette
) -> list[Text]:
    """Return a row for each column: its heading, its meaning, and its first texts; nobody sees a hidden step's.

    Args:
        book: The session.
        step: The step that is imported into.
        sheet: The file.
        columns: What the columns mean.
        width: Cells in a row.
        palette: Colours.
    """
    hidden = is_hidden(book, step)
    out = []
    for column, meaning in enumerate(columns.meanings):
        used = meaning.role != "none"
        samples = "" if hidden else " · ".join(sheet.samples(column))
        out.append(Text.assemble(
            (" " + _filled(sheet.label(column)) + " ", palette.text),
            (_filled(called(book, step, meaning)) + " ", palette.accent if used else palette.quiet),
            (shorten(samples, max(width - 2 * _NAME_WIDTH - 6, 8)), palette.soft if used else palette.quiet),
        ))  # fmt: skip
    return out


def fate_rows(planned: Plan | None, book: Book, palette: Palette) -> Text:
    """Return what becomes of the rows, what needs eyes first; nothing while they are being read."""
    if planned is None:
        return Text()
    order = sorted(planned.outcomes, key=_urgency)
    rows = [_fate(outcome, book, palette) for outcome in order[:_MOST]]
    if len(order) > _MOST:
        rows.append(Text(book.words("and {count} more", count=len(order) - _MOST), style=palette.quiet))
    return Text("\n").join(rows)


def _filled(text: str) -> str:
    return set_cell_size(shorten(text, _NAME_WIDTH), _NAME_WIDTH)


def _urgency(outcome: Outcome) -> int:
    return 0 if outcome.fate == "refused" else 1 if outcome.reading.replaces else 2


def _fate(outcome: Outcome, book: Book, palette: Palette) -> Text:
    line = told(outcome, book)
    if outcome.fate == "refused":
        return Text(f"! {line}", style=palette.alarm)
    if outcome.fate != "recorded":
        return Text(f"· {line}", style=palette.quiet)
    said = Text.assemble(("✓ ", palette.accent), (line, palette.text))
    return said.append(f"  {book.words('replaces')}", style=palette.warn) if outcome.reading.replaces else said
