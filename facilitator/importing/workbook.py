"""Excel workbooks. A workbook is a zip of XML: both are looked at before they are opened, for both can be bombs."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

from msgspec.structs import replace

from facilitator.importing.sheet import RawRow, Sheet, SheetError, gathered, letter
from facilitator.text import clean
from facilitator.words import Words

MOST_UNPACKED = 64_000_000
MOST_MEMBERS = 500
MOST_PACKED = 200
_SMALL = 1_000_000
_LAST_ROW = 1_048_576
_CHUNK = 65_536
# What openpyxl and the modules below it raise where a workbook is not what it should be.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, SyntaxError, ValueError, TypeError, LookupError,
    AttributeError, ArithmeticError, AssertionError, NotImplementedError, RuntimeError,
)  # fmt: skip
_OLD = b"\xd0\xcf\x11\xe0"


class _DoctypeFoundError(Exception):
    """An XML file that declares entities, which a workbook never does."""


class _RootReachedError(Exception):
    """The root element: nothing can be declared after it."""


def read(file: str, content: bytes, words: Words, name: str = "") -> Sheet:
    """Read one sheet of a workbook.

    Args:
        file: The file's name, for the errors.
        content: What is in it.
        words: The language of the errors.
        name: The sheet; the first that holds something where empty.

    Raises:
        SheetError: it is no workbook, is harmful or too large, or has no such sheet.
    """
    if content.startswith(_OLD):
        raise SheetError(words("{name} is locked with a password, or an old Excel file; save it as xlsx.", name=file))
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise SheetError(words("{name} is not what its name says: it is no Excel workbook.", name=file))
    try:
        _check(file, content, words)
        return _read(file, content, words, name)
    except _BROKEN as error:
        raise SheetError(words("{name} is a damaged Excel workbook; open it in Excel and save it anew.",
                               name=file)) from error  # fmt: skip


def _check(file: str, content: bytes, words: Words) -> None:
    """Refuse what would fill the memory or reach outside the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if "[Content_Types].xml" not in archive.namelist():
            raise SheetError(words("{name} is not what its name says: it is no Excel workbook.", name=file))
        if len(members) > MOST_MEMBERS:
            raise SheetError(words("{name} cannot be trusted: it packs {count} files.", name=file, count=len(members)))
        bombs = [one for one in members
                 if one.file_size > _SMALL and one.file_size > one.compress_size * MOST_PACKED]  # fmt: skip
        if bombs or sum(one.file_size for one in members) > MOST_UNPACKED:
            raise SheetError(words("{name} cannot be trusted: unpacked it is too large.", name=file))
        for member in members:
            with archive.open(member) as part:
                if _declares(part):
                    problem = words("{name} cannot be trusted: {part} brings definitions of its own, "
                                    "which no workbook has.", name=file, part=clean(member.filename))  # fmt: skip
                    raise SheetError(problem)


def _declares(part: Any) -> bool:
    """Tell whether a part of a workbook has a document type, the place where entities are declared."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise _DoctypeFoundError

    def leave(*_: object) -> None:
        raise _RootReachedError

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = leave
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
    except _DoctypeFoundError:
        return True
    except (_RootReachedError, expat.ExpatError):
        # A picture is no XML, and a part that is wrong is told when it is read.
        return False
    return False


def _read(file: str, content: bytes, words: Words, name: str) -> Sheet:
    import warnings

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # What openpyxl cannot keep, as conditional colours, matters to nobody here.
        warnings.simplefilter("ignore")
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        titles = [sheet.title for sheet in values.worksheets]
        if name and name not in titles:
            raise SheetError(words("{name} has no sheet «{sheet}»; it has: {sheets}.", name=file, sheet=name,
                                   sheets=", ".join(titles)))  # fmt: skip
        wanted = [name] if name else [sheet.title for sheet in values.worksheets if _holds_something(sheet)] or titles
        if not wanted:
            raise SheetError(words("{name} is empty.", name=file))
        rows = _rows(values[wanted[0]], formulas[wanted[0]], words)
        found = gathered(file, rows, words)
        return replace(found, name=wanted[0], others=tuple(title for title in wanted[1:] if not name))


def _holds_something(sheet: Any) -> bool:
    sheet.reset_dimensions()
    return any(cell.value is not None for _, row in _numbered(sheet) for cell in row)


def _rows(values: Any, formulas: Any, words: Words) -> Iterator[RawRow]:
    """Yield the rows with what each cell shows; a formula that nobody has worked out yet shows nothing."""
    formulas.reset_dimensions()
    values.reset_dimensions()
    for (number, row), (_, behind) in zip(_numbered(values), _numbered(formulas), strict=True):
        problems: dict[int, str] = {}
        for column, (cell, formula) in enumerate(zip(row, behind, strict=True)):
            if cell.value is not None and cell.data_type == "e":
                problems[column] = words("cell {cell} holds the error {error}", cell=f"{letter(column)}{number}",
                                         error=cell.value)  # fmt: skip
            elif cell.value is None and formula.value is not None and formula.data_type == "f":
                problems[column] = words("the formula in cell {cell} has no value; open the file in Excel and save it",
                                         cell=f"{letter(column)}{number}")  # fmt: skip
        yield RawRow(number, [shown(cell.value) for cell in row], problems)


def _numbered(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield rows with their numbers; a file may name a row that no spreadsheet has, far below the last."""
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _LAST_ROW:
            raise ValueError(number)
        yield number, row


def shown(value: object) -> str:
    """Return a cell's value as people write it: 3 for 3.0, 2026-03-01 for a day without a time."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case datetime():
            day = value.date().isoformat()
            return day if value.time() == time() else f"{day} {value:%H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
