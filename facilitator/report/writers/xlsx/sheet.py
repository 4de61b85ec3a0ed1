"""A sheet that is written from the top down, with columns as wide as what stands in them."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from facilitator.report.writers.legible import legible

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | datetime | None

_TEXT, _ACCENT, _PANEL, _RULE = "#211F1B", "#0A6B57", "#F3EEE3", "#CBC3B3"
_FONT = "Arial"
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\s]+")
# Excel keeps this name for itself.
_TAKEN = "history"
_NARROWEST, _WIDEST = 7, 52
# So many long texts beside each other would be printed too small to read: none of their columns is wider than that.
_MANY_LONG, _WIDEST_OF_MANY = 3, 34
# A sheet of A4 is about this many signs wide; the button that filters rows covers so many of a head.
_PAGE, _BUTTON = 130, 2
# In points; Excel takes no row higher than 409.
_TITLE_HEIGHT, _ROW_HEIGHT, _LINE_HEIGHT, _MOST_LINES = 26, 15, 13, 31
# What a page of A4 on its side has room for, in points.
_PAGE_WIDE, _PAGE_HIGH = 740, 480
# A little more than its pages hold is made smaller.
_SQUEEZED = 1.3
# Excel reckons days from 1900.
_FIRST_YEAR = 1900
_NUMBERS = {int, float, type(None)}
# A value longer than this reaches from the second column to this one.
_LONG_VALUE, _REACH = 70, 6


class Styles:
    """The formats of a workbook."""

    def __init__(self, book: "Workbook") -> None:
        def style(**more: object) -> "Format":
            return book.add_format({"font_name": _FONT, "font_size": 10, "font_color": _TEXT, "valign": "top", **more})

        self.title = style(bold=True, font_size=16, font_color=_ACCENT)
        self.plain = style()
        self.wrapped = style(text_wrap=True)
        self.name = style(bold=True)
        self.head = style(bold=True, bg_color=_PANEL, bottom=2, bottom_color=_ACCENT, text_wrap=True, valign="bottom",
                          align="left", indent=1)  # fmt: skip
        self.head_right = style(bold=True, bg_color=_PANEL, bottom=2, bottom_color=_ACCENT, text_wrap=True,
                                valign="bottom", align="right")  # fmt: skip
        # Beside the button that filters.
        self.head_filter = style(bold=True, bg_color=_PANEL, bottom=2, bottom_color=_ACCENT, text_wrap=True,
                                 valign="bottom", align="right", indent=_BUTTON)  # fmt: skip
        self.text = style(text_wrap=True, align="left", indent=1, bottom=1, bottom_color=_RULE)
        # What an empty cell looks like, so that the line below its row runs on; it need not be written for that.
        self.empty = {"type": "blanks", "format": book.add_format({"bottom": 1, "bottom_color": _RULE})}
        self.whole = style(num_format="0", bottom=1, bottom_color=_RULE)
        self.exact = style(num_format="0.00", bottom=1, bottom_color=_RULE)
        self.share = style(num_format="0.0%", bottom=1, bottom_color=_RULE)
        self.time = style(num_format="yyyy-mm-dd hh:mm", align="left", indent=1, bottom=1, bottom_color=_RULE)


@cache
def _quick() -> type["Worksheet"]:
    """Return the library's worksheet, but texts and numbers are written at once: nothing of them needs escaping."""
    from xlsxwriter.utility import xl_rowcol_to_cell_fast
    from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet

    class Quick(Worksheet):  # type: ignore[misc]
        def _write_cell(self, row: int, col: int, cell: Any) -> None:
            kind, look = type(cell), cell.format
            if kind is CellNumberTuple and look:
                place = xl_rowcol_to_cell_fast(row, col)
                self.fh.write(f'<c r="{place}" s="{look._get_xf_index()}"><v>{cell.number:.16G}</v></c>')
            elif kind is CellStringTuple and look:
                place = xl_rowcol_to_cell_fast(row, col)
                self.fh.write(f'<c r="{place}" s="{look._get_xf_index()}" t="s"><v>{cell.string}</v></c>')
            else:
                super()._write_cell(row, col, cell)

    return Quick


class Sheet:
    """A sheet of a workbook.

    Args:
        book: The workbook.
        name: The sheet's name, from `sheet_names`.
        styles: The workbook's formats.
    """

    def __init__(self, book: "Workbook", name: str, styles: Styles) -> None:
        self._sheet = book.add_worksheet(name, _quick())
        self._styles = styles
        self._row = self._last_title = 0
        self._widths: dict[int, int] = {}
        self._widest = _WIDEST
        self._heights: dict[int, int] = {}
        self._sheet.hide_gridlines(2)
        self._sheet.set_paper(9)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&L&A&R&P / &N")

    def title(self, text: str) -> None:
        """Write a title, which may reach over the columns beside it."""
        self._raise(self._row, _TITLE_HEIGHT)
        self._last_title = self._row
        self._sheet.write_string(self._row, 0, _fit(text), self._styles.title)
        self._row += 1

    def text(self, text: str) -> None:
        """Write a line of text, which may reach over the columns beside it; nothing where it is empty."""
        if text:
            self._sheet.write_string(self._row, 0, _fit(text), self._styles.plain)
            self._row += 1

    def skip(self) -> None:
        """Leave a row empty."""
        self._row += 1

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Write what is known as (name, value), a row each; a long value reaches over several columns and lines."""
        for name, value in pairs:
            self._sheet.write_string(self._row, 0, _fit(name), self._styles.name)
            if len(value) > _LONG_VALUE:
                self._sheet.merge_range(self._row, 1, self._row, _REACH, "", self._styles.wrapped)
                self._raise(self._row, _high(min(len(value) // _LONG_VALUE + 1, _MOST_LINES)))
            style = self._styles.wrapped if len(value) > _LONG_VALUE else self._styles.plain
            self._sheet.write_string(self._row, 1, _fit(value), style)
            self._widen(0, name)
            self._row += 1

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[Value]], paths: Sequence[str] = (), frozen: bool = False
    ) -> None:
        """Write a table.

        Args:
            heads: The heads of its columns.
            rows: Its rows, as long as the heads.
            paths: What each column holds, by its path in docs/json.md: shares are shown in per cent.
            frozen: The head stays in sight and can filter the rows; for one table of a sheet, at its top.
        """
        first, long = self._row, list[tuple[int, str]]()
        numbers = []
        for column in range(len(heads)):
            values = [row[column] for row in rows]
            kinds = set(map(type, values))
            numbers.append(bool(values) and kinds <= _NUMBERS)
            number = self._number_style(paths[column] if paths else "", values if float in kinds else ())
            long += self._column(first + 1, column, values, number)
        if frozen and sum(width > _WIDEST_OF_MANY for width in self._widths.values()) >= _MANY_LONG:
            self._widest = _WIDEST_OF_MANY
        self._heads(first, heads, numbers, frozen)
        self._raise_rows(long)
        self._row = first + 1 + len(rows)
        if rows:
            self._sheet.conditional_format(first + 1, 0, self._row - 1, len(heads) - 1, self._styles.empty)
        if frozen:
            self._sheet.freeze_panes(first + 1, 0)
            self._sheet.repeat_rows(first)
            self._sheet.autofilter(first, 0, max(self._row - 1, first), len(heads) - 1)

    def finish(self) -> None:
        """Set the columns' widths, and how the sheet breaks over pages."""
        widths = [min(max(width + 2, _NARROWEST), self._widest) for width in self._widths.values()]
        for column, width in zip(self._widths, widths, strict=True):
            self._sheet.set_column(column, column, width)
        room = _PAGE_HIGH / min(1.0, _PAGE_WIDE / max(1, sum((7 * width + 5) * 0.75 for width in widths)))
        before, last = self._high(0, self._last_title), self._high(self._last_title, self._row)
        pages = max(1, int((before + last) / room))
        if pages * room < before + last <= pages * room * _SQUEEZED:
            self._sheet.fit_to_pages(1, pages)
        elif self._last_title and ceil(before / room) * room < before + last:
            # What stands below the last title has other heads than those that come again on every page.
            self._sheet.set_h_pagebreaks([self._last_title - 1])

    def _high(self, first: int, end: int) -> int:
        return sum(self._heights.get(row, _ROW_HEIGHT) for row in range(first, end))

    def _heads(self, row: int, heads: Sequence[str], numbers: Sequence[bool], filtered: bool) -> None:
        """Write heads, which stand over numbers as they stand; on two lines where the page is too narrow for one."""
        styles, more = self._styles, _BUTTON * filtered
        wide = sum(max(self._widths.get(column, 0), len(head) + more) + 2 for column, head in enumerate(heads))
        high = 1
        for column, (head, of_numbers) in enumerate(zip(heads, numbers, strict=True)):
            style = styles.head if not of_numbers else styles.head_filter if filtered else styles.head_right
            self._sheet.write_string(row, column, _fit(head), style)
            longer = len(head) + more > self._widths.get(column, 0)
            lines = _in_halves(head) if wide > _PAGE and longer else [head]
            high = max(high, len(lines))
            self._widen(column, max(lines, key=len) + " " * more)
        if high > 1:
            self._raise(row, _high(high))

    def _raise(self, row: int, points: int) -> None:
        self._heights[row] = points
        self._sheet.set_row(row, points)

    def _raise_rows(self, long: Sequence[tuple[int, str]]) -> None:
        """Raise the rows of long texts to what they take."""
        lines: dict[int, int] = {}
        for row, text in long:
            lines[row] = max(lines.get(row, 1), _lines(text, self._widest))
        for row, count in lines.items():
            if count > 1:
                self._raise(row, _high(count))

    def _column(
        self, first: int, column: int, values: Sequence[Value], number: "Format"
    ) -> list[tuple[int, str]]:
        """Write the cells of a column that are not empty, and return the texts that may take more than a line."""
        long = []
        # Without the library's look at whether a place is written as "A1".
        write_number = self._sheet._write_number
        for at, value in enumerate(values):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                self._text(first + at, column, value)
                if len(value) >= _WIDEST_OF_MANY or "\n" in value:
                    long.append((first + at, value))
            elif isinstance(value, datetime):
                self._time(first + at, column, value)
            else:
                write_number(first + at, column, value, number)
        return long

    def _number_style(self, path: str, values: Sequence[Value]) -> "Format":
        """Return how a column's numbers are shown: all of them with decimals, where one has any."""
        if path == "share":
            return self._styles.share
        exact = any(isinstance(value, float) and not value.is_integer() for value in values)
        return self._styles.exact if exact else self._styles.whole

    def _text(self, row: int, column: int, text: str) -> None:
        self._sheet._write_string(row, column, _fit(text), self._styles.text)
        self._widen(column, text)

    def _time(self, row: int, column: int, time: datetime) -> None:
        if time.year < _FIRST_YEAR:
            self._sheet.write_string(row, column, time.isoformat(), self._styles.text)
            return
        self._sheet.write_datetime(row, column, time.replace(tzinfo=None, microsecond=0), self._styles.time)
        self._widen(column, "yyyy-mm-dd hh:mm")

    def _widen(self, column: int, text: str) -> None:
        known = self._widths.get(column, 0)
        if len(text) > known or column not in self._widths:
            self._widths[column] = max(known, *map(len, text.split("\n")))


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Return a name for each sheet that Excel takes: short, without signs of its own, none twice.

    Args:
        titles: What the sheets are about, any text.
    """
    names: list[str] = []
    for title in titles:
        plain = _NOT_IN_NAMES.sub(" ", legible(title)).strip(" '") or "-"
        names.append(_free(plain, {name.casefold() for name in names} | {_TAKEN}))
    return names


def _free(name: str, taken: set[str]) -> str:
    found, number = _short(name, _LONGEST_NAME), 2
    while found.casefold() in taken:
        ending = f" ({number})"
        found = _short(name, _LONGEST_NAME - len(ending)) + ending
        number += 1
    return found


def _short(name: str, units: int) -> str:
    """Return a name as it fits, or its first words and "…"; only a very long word is cut."""
    if _cut(name, units) == name:
        return name
    begun = _cut(name, units - 1)
    words, _, rest = begun.rpartition(" ")
    whole = words if name[len(begun)] != " " and len(rest) < len(words) else begun
    return whole.rstrip(" ',.;:–-") + "…"


def _lines(text: str, widest: int) -> int:
    """Return how many lines a text takes in the widest column: not every program finds that out itself."""
    if len(text) < widest and "\n" not in text:
        return 1
    return min(sum(len(line) // widest + 1 for line in text.split("\n")), _MOST_LINES)


def _high(lines: int) -> int:
    return _ROW_HEIGHT + _LINE_HEIGHT * (lines - 1)


def _in_halves(head: str) -> list[str]:
    """Return a head on two lines that are about equally long; on one where it is a single word."""
    parts = head.split(" ")
    halves = [[" ".join(parts[:at]), " ".join(parts[at:])] for at in range(1, len(parts))]
    return min(halves, key=lambda two: max(map(len, two)), default=[head])


def _fit(text: str) -> str:
    """Return a text as a cell can hold it."""
    plain = legible(text)
    if len(plain) <= _LONGEST_TEXT // 2:
        return plain
    return plain if len(plain.encode("utf-16-le")) <= 2 * _LONGEST_TEXT else _cut(plain, _LONGEST_TEXT - 1) + "…"


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text, as long as Excel counts: in units of UTF-16."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")
