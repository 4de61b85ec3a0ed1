"""A file of rows from elsewhere, as a plain table of cleaned texts. What kind of file it is stays in here."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from facilitator.errors import FacilitatorError
from facilitator.text import clean
from facilitator.words import Words

LARGEST_FILE = 20_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
# Where a problem is the whole row's.
WHOLE_ROW = -1
_TEXT = (".csv", ".tsv", ".txt")
_WORKBOOK = (".xlsx", ".xlsm")


class SheetError(FacilitatorError):
    """A file that cannot be imported from: what is wrong, and where."""


class Row(Struct, frozen=True):
    """A row below the headings: its number in the file, its cells, and what is wrong in which column."""

    number: int
    cells: tuple[str, ...]
    problems: Mapping[int, str] = field(default_factory=dict)


class Sheet(Struct, frozen=True):
    """A table: as many cells in each row as there are headings, some of them empty. Columns count from 0.

    `others` are the names of the workbook's sheets that were not read.
    """

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    name: str = ""
    others: tuple[str, ...] = ()

    def label(self, column: int) -> str:
        """Return what people call a column: its heading; its letter where that is missing, both where it is shared."""
        heading = self.headings[column] if column < len(self.headings) else ""
        if not heading:
            return letter(column)
        return f"{heading} ({letter(column)})" if self.headings.count(heading) > 1 else heading

    def samples(self, column: int, count: int = 3) -> list[str]:
        """Return the first different texts of a column."""
        found = dict.fromkeys(row.cells[column] for row in self.rows if row.cells[column])
        return list(found)[:count]


class RawRow(Struct, frozen=True):
    """A row as a file holds it, before the gate."""

    number: int
    cells: Sequence[str]
    problems: dict[int, str] = field(default_factory=dict)


def letter(column: int) -> str:
    """Return the letter of a column as spreadsheets have it: A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_sheet(path: Path, words: Words, name: str = "") -> Sheet:
    """Read a CSV file or one sheet of an Excel workbook.

    Args:
        path: The file; what it is, its ending says.
        words: The language of the errors.
        name: The workbook's sheet; the first that holds something where empty.

    Raises:
        SheetError: it cannot be imported from, and why.
    """
    from facilitator.importing import delimited, workbook

    file, ending = clean(path.name), path.suffix.lower()
    if ending not in (*_TEXT, *_WORKBOOK):
        raise SheetError(words("{name} cannot be imported: only CSV and Excel (xlsx) are read. Save it as one of them.",
                               name=file))  # fmt: skip
    content = _content(path, file, words)
    if ending in _WORKBOOK:
        return workbook.read(file, content, words, name)
    if name:
        raise SheetError(words("{name} has no sheets; only an Excel workbook has.", name=file))
    return delimited.read(file, content, words)


def gathered(file: str, rows: Iterable[RawRow], words: Words, has_delimiters: bool = False) -> Sheet:
    """Return rows as a table: the first that holds something has the headings, empty ones are passed over.

    Args:
        file: The file's name, for the errors.
        rows: The rows as the file has them.
        words: The language of the errors.
        has_delimiters: Whether a cell too many may be a part of another cell, cut off at a delimiter.

    Raises:
        SheetError: it is empty, or too large.
    """
    headings: tuple[str, ...] | None = None
    kept: list[Row] = []
    for raw in rows:
        row = _cleaned(raw, words)
        if len(row.cells) > MOST_COLUMNS:
            raise SheetError(words("{name} has more than {most} columns, in row {row}.", name=file, most=MOST_COLUMNS,
                                   row=row.number))  # fmt: skip
        if not row.cells and not row.problems:
            continue
        if headings is None:
            if row.problems:
                raise SheetError(f"{file}: {next(iter(row.problems.values()))}")
            headings = row.cells
            continue
        if len(kept) == MOST_ROWS:
            raise SheetError(words("{name} has more than {most} rows; divide it into several files.", name=file,
                                   most=MOST_ROWS))  # fmt: skip
        kept.append(_whole(row, len(headings), words) if has_delimiters else row)
    if headings is None:
        raise SheetError(words("{name} is empty.", name=file))
    if not kept:
        raise SheetError(words("{name} has headings, but no rows below them.", name=file))
    width = max(len(headings), *(len(row.cells) for row in kept))
    padded = tuple(Row(row.number, _padded(row.cells, width), row.problems) for row in kept)
    return Sheet(file, _padded(headings, width), padded)


def _content(path: Path, file: str, words: Words) -> bytes:
    try:
        if not path.is_file():
            raise SheetError(words("There is no file {name}.", name=clean(str(path))))
        if path.stat().st_size > LARGEST_FILE:
            raise SheetError(words("{name} is larger than {most} MB.", name=file, most=LARGEST_FILE // 1_000_000))
        return path.read_bytes()
    except OSError as error:
        raise SheetError(words("{name} cannot be read: {cause}.", name=file, cause=error.strerror)) from error
    except ValueError as error:
        # A name with a NUL in it.
        raise SheetError(words("There is no file {name}.", name=clean(str(path)))) from error


def _cleaned(raw: RawRow, words: Words) -> Row:
    """Pass a row through the gate, without what is empty at its end."""
    problems = dict(raw.problems)
    cells: list[str] = []
    for column, text in enumerate(raw.cells):
        if len(text) > LONGEST_CELL:
            problems[column] = words("the text is longer than {most} characters", most=LONGEST_CELL)
        cells.append(clean(text[:LONGEST_CELL]))
    while cells and not cells[-1]:
        cells.pop()
    return Row(raw.number, tuple(cells), problems)


def _whole(row: Row, width: int, words: Words) -> Row:
    """Mark a row that has more cells than there are headings: a delimiter may have cut an answer in two."""
    if len(row.cells) <= width:
        return row
    problem = words("there are more cells than headings; put text that holds the delimiter in quotation marks")
    return Row(row.number, row.cells[:width], {**row.problems, WHOLE_ROW: problem})


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
