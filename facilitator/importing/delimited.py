"""CSV as it comes from Excel, forms and other programs: encoding and delimiter are found out."""

import csv
import io
from collections.abc import Iterator

from facilitator.importing.sheet import RawRow, Sheet, SheetError, gathered
from facilitator.words import Words

_DELIMITERS = ";\t,|"
# Stands in no text that passed the gate: the delimiter of a file with one column.
_NONE = "\x1f"
_LOOKED_AT = 50
_OTHERS = (
    (b"PK\x03\x04", "XLSX"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def read(file: str, content: bytes, words: Words) -> Sheet:
    """Read delimited text.

    Args:
        file: The file's name, for the errors.
        content: What is in it: UTF-8, UTF-16 with its mark, or else Windows-1252.
        words: The language of the errors.

    Raises:
        SheetError: it is no such text, or its quotation marks do not fit; where.
    """
    text = _text(file, content, words)
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        # Excel's own first line.
        return gathered(file, _rows(file, rest, first.strip()[4], words, 2), words, has_delimiters=True)
    return gathered(file, _rows(file, text, delimiter(text), words), words, has_delimiters=True)


def delimiter(text: str) -> str:
    """Return what stands between the cells of a text: what parts most rows into as many cells as its headings."""
    found = [(score, sign) for sign in _DELIMITERS if (score := _score(text, sign)) is not None]
    return max(found, key=lambda one: one[0])[1] if found else _NONE


def _score(text: str, sign: str) -> tuple[int, int] | None:
    widths: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            if cells:
                widths.append(len(cells))
            if len(widths) > _LOOKED_AT:
                break
    except csv.Error:
        # The reading proper says where.
        widths = widths or [1]
    if not widths or widths[0] < 2:
        return None
    return sum(width == widths[0] for width in widths), widths[0]


def _rows(file: str, text: str, sign: str, words: Words, first: int = 1) -> Iterator[RawRow]:
    """Yield the rows, numbered as a spreadsheet shows them: one with line breaks in a cell is one row."""
    number = first - 1
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True):
            number += 1
            yield RawRow(number, cells)
    except csv.Error as error:
        raise SheetError(words("{name}, row {row}: a quotation mark has no end, or stands beside other text. Inside "
                               "quotation marks it is doubled.", name=file, row=number + 1)) from error  # fmt: skip


def _text(file: str, content: bytes, words: Words) -> str:
    for magic, kind in _OTHERS:
        if content.startswith(magic):
            raise SheetError(words("{name} is not what its name says: it holds {kind}.", name=file, kind=kind))
    if content[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise SheetError(words("{name} is not what its name says: it holds {kind}.", name=file, kind="HTML"))
    text = _decoded(file, content, words)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise SheetError(words("{name} is no text: row {row} holds a sign that no text has.", name=file, row=row))
    return text


def _decoded(file: str, content: bytes, words: Words) -> str:
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            row = content.count(b"\n", 0, error.start) + 1
    raise SheetError(words("{name} is no text that can be read, in row {row}. Save it as CSV in UTF-8.", name=file,
                           row=row))  # fmt: skip
