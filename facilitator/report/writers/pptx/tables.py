"""Tables as native tables: as wide as their words need, on as many slides as they need, each with its heads."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from facilitator.blocks import Align
from facilitator.report.writers.pptx import measure
from facilitator.report.writers.pptx.canvas import LEFT, ROOM, Page, fill, place
from facilitator.report.writers.pptx.text import Paragraph, Run, balanced, lines_of, words_of, written_lines

_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
_LEAST_WHOLE, _LEAST_SPLIT = 14.0, 14.0
_FULL, _MOST_AIR = 0.85, 0.5
_PAD_X, _PAD_Y = 7.0, 4.0
# A column of figures is at least so wide, so that short ones stand evenly.
_NUMBER = 2.4
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RULE = '<a:{side} xmlns:a="{space}" w="{width}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:{side}>'
_NO_RULE = '<a:{side} xmlns:a="{space}" w="0"><a:noFill/></a:{side}>'


class Cell(Struct, frozen=True):
    """Words in a table, in runs; `strong` rows of a column stand bold."""

    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """Return the words alone."""
        return words_of(self.runs)


class Line(Struct, frozen=True):
    """A row; `span` is a row of one text across all columns."""

    cells: tuple[Cell, ...]
    span: bool = False


class Grid(Struct, frozen=True):
    """A table before it is set."""

    head: tuple[str, ...]
    align: tuple[Align, ...]
    lines: tuple[Line, ...]


class Sheet(Struct, frozen=True):
    """A table on one slide: the size of its text, and the widths of its columns."""

    grid: Grid
    size: float
    widths: tuple[float, ...]
    high: float
    pad: float = _PAD_Y


def cell(text: str, bold: bool = False) -> Cell:
    """Return a cell of one look."""
    return Cell((Run(text, bold),)) if text else Cell()


def sheets(grid: Grid, room: float) -> list[Sheet]:
    """Return a table as it is shared out over slides with bodies so high; columns too, where they are very many."""
    set_ = [_sheet(grid, size) for size in _SIZES]
    for sheet in set_:
        if sheet.size >= _LEAST_WHOLE and sheet.high <= room and _unbroken(sheet) and _heads_are_low(sheet):
            return [_airy(sheet, room)]
    split = [_shared(sheet, room) for sheet in set_ if _unbroken(sheet) and _heads_are_low(sheet)]
    if not split:
        parts = _narrower(grid)
        return [one for part in parts for one in sheets(part, room)] if len(parts) > 1 else _shared(set_[-1], room)
    # As few slides as the least size that reads well needs, or the smallest where no other has room for the words.
    fewest = min(len(pages) for pages in split if pages[0].size >= _LEAST_SPLIT or pages is split[0])
    best = next(pages for pages in split if len(pages) <= fewest)
    return [_airy(sheet, room) for sheet in best]


def _airy(sheet: Sheet, room: float) -> Sheet:
    """Return a table with more air in its rows, where a slide would be half empty."""
    rows = len(sheet.grid.lines) + 1
    more = min((room * _FULL - sheet.high) / rows / 2, sheet.size * _MOST_AIR)
    return replace(sheet, pad=sheet.pad + more, high=sheet.high + more * rows * 2) if more > 0 else sheet


def draw(page: Page, sheet: Sheet, top: float, alt: str) -> float:
    """Draw a table and return where it ends."""
    rows, columns = len(sheet.grid.lines) + 1, len(sheet.grid.head)
    frame = page.slide.shapes.add_table(rows, columns, place(LEFT), place(top), place(sum(sheet.widths)),
                                        place(sheet.high))  # fmt: skip
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    # No style of the program's own: rules between rows, nothing else.
    properties = table._tbl.tblPr
    properties.set("bandRow", "0")
    for old in list(properties):
        properties.remove(old)
    for column, wide in zip(table.columns, sheet.widths, strict=True):
        column.width = place(wide)
    head = Line(tuple(Cell((Run(text, tone="quiet"),)) for text in sheet.grid.head))
    for index, line in enumerate((head, *sheet.grid.lines)):
        table.rows[index].height = place(_row_height(line, sheet.size, sheet.widths, sheet.pad))
        _draw_line(table, index, line, sheet)
    return top + sheet.high


def _draw_line(table: Any, index: int, line: Line, sheet: Sheet) -> None:
    from pptx.oxml import parse_xml

    if line.span:
        table.cell(index, 0).merge(table.cell(index, len(sheet.widths) - 1))
    for column in range(len(sheet.widths)):
        made = table.cell(index, column)
        inner = line.cells[column] if column < len(line.cells) else Cell()
        right = sheet.grid.align[column] == "right" and not line.span
        fill(made.text_frame, [Paragraph(inner.runs)], sheet.size, right)
        properties = made._tc.get_or_add_tcPr()
        for old in list(properties):
            properties.remove(old)
        margins = {"marL": _PAD_X if column else 0, "marR": _PAD_X, "marT": sheet.pad, "marB": sheet.pad}
        for side, pad in margins.items():
            properties.set(side, str(place(pad)))
        properties.set("anchor", "b" if not index else "t")
        for side in ("lnL", "lnR", "lnT"):
            properties.append(parse_xml(_NO_RULE.format(side=side, space=_A)))
        rule = {"colour": "tx1", "width": 12700} if not index else {"colour": "accent4", "width": 6350}
        properties.append(parse_xml(_RULE.format(side="lnB", space=_A, **rule)))
        etree.SubElement(properties, f"{{{_A}}}noFill")


def _sheet(grid: Grid, size: float) -> Sheet:
    widths = _widths(grid, size)
    head = Line(tuple(cell(text) for text in grid.head))
    return Sheet(grid, size, widths, sum(_row_height(line, size, widths) for line in (head, *grid.lines)))


def _widths(grid: Grid, size: float) -> tuple[float, ...]:
    """Return the columns' widths: each as its longest text, else the room shared by what each holds.

    Heads wrap before what stands below them does.
    """
    columns = range(len(grid.head))
    heads = [cell(text) for text in grid.head]
    bodies = [[line.cells[at] for line in grid.lines if not line.span] for at in columns]
    least = [max(_widest_word(one, size) for one in (heads[at], *bodies[at])) + 2 * _PAD_X for at in columns]
    least = [max(wide, _NUMBER * size) if grid.align[at] == "right" else wide for at, wide in enumerate(least)]
    body = [max(least[at], *(_width(one, size) + 2 * _PAD_X for one in bodies[at])) for at in columns]
    whole = [max(body[at], _width(heads[at], size) + 2 * _PAD_X) for at in columns]
    if sum(whole) <= ROOM:
        wordy = [at for at in columns if grid.align[at] == "left"] or list(columns)
        share = sum(whole[at] for at in wordy)
        spare = ROOM - sum(whole)
        return tuple(wide + (spare * wide / share if at in wordy else 0) for at, wide in enumerate(whole))
    if sum(least) >= ROOM:
        return tuple(wide * ROOM / sum(least) for wide in least)
    if sum(body) <= ROOM:
        return _between(body, whole)
    return _between(least, body)


def _between(least: Sequence[float], wish: Sequence[float]) -> tuple[float, ...]:
    """Return widths between what is needed and what is wished; by the root, so that long texts do not take all."""
    roots = [(more - wide) ** 0.5 for wide, more in zip(least, wish, strict=True)]
    free = ROOM - sum(least)
    return tuple(wide + free * root / sum(roots) for wide, root in zip(least, roots, strict=True))


def _unbroken(sheet: Sheet) -> bool:
    """Tell whether no word is wider than its column."""
    return all(
        _widest_word(one, sheet.size) + 2 * _PAD_X <= wide + 0.1
        for line in (Line(tuple(map(cell, sheet.grid.head))), *sheet.grid.lines)
        if not line.span
        for one, wide in zip(line.cells, sheet.widths, strict=True)
    )


def _heads_are_low(sheet: Sheet) -> bool:
    """Tell whether the heads take no more than two lines; small ones may take more."""
    lines = (len(lines_of((Run(text),), sheet.size, wide - 2 * _PAD_X))
             for text, wide in zip(sheet.grid.head, sheet.widths, strict=True))  # fmt: skip
    return sheet.size <= _LEAST_SPLIT or max(lines) <= 2


def _narrower(grid: Grid) -> list[Grid]:
    """Return a table in two halves beside each other; both have the first column."""
    if len(grid.head) < 3:
        return [grid]
    middle = 1 + len(grid.head) // 2
    halves = ((0, *range(1, middle)), (0, *range(middle, len(grid.head))))
    return [
        Grid(
            tuple(grid.head[at] for at in half),
            tuple(grid.align[at] for at in half),
            tuple(line if line.span else Line(tuple(line.cells[at] for at in half)) for line in grid.lines),
        )
        for half in halves
    ]


def _shared(sheet: Sheet, room: float) -> list[Sheet]:
    """Return a table over several slides; a row higher than a slide is broken."""
    head = _row_height(Line(tuple(map(cell, sheet.grid.head))), sheet.size, sheet.widths)
    most = room - head
    lines = [piece for line in sheet.grid.lines for piece in _broken(line, sheet, most)]
    heights = [_row_height(line, sheet.size, sheet.widths) for line in lines]
    pages = balanced(list(zip(lines, heights, strict=True)), heights, most)
    return [
        Sheet(Grid(sheet.grid.head, sheet.grid.align, tuple(line for line, _ in page)), sheet.size, sheet.widths,
              head + sum(high for _, high in page))
        for page in pages
    ]  # fmt: skip


def _broken(line: Line, sheet: Sheet, most: float) -> list[Line]:
    if _row_height(line, sheet.size, sheet.widths) <= most:
        return [line]
    fits = max(1, int((most - 2 * _PAD_Y) / (sheet.size * measure.LINE)))
    room = [sum(sheet.widths)] if line.span else sheet.widths
    texts = [lines_of(one.runs, sheet.size, wide - 2 * _PAD_X) for one, wide in zip(line.cells, room, strict=True)]
    return [
        Line(tuple(cell("".join(text[start : start + fits])) for text in texts), line.span)
        for start in range(0, max(map(len, texts)), fits)
    ]


def _row_height(line: Line, size: float, widths: Sequence[float], pad: float = _PAD_Y) -> float:
    room = [sum(widths)] if line.span else widths
    lines = max(len(lines_of(one.runs, size, wide - 2 * _PAD_X)) for one, wide in zip(line.cells, room, strict=True))
    return lines * size * measure.LINE + 2 * pad


def _width(one: Cell, size: float) -> float:
    return max(measure.width(line, size, bold) for line, bold in written_lines(one.runs))


def _widest_word(one: Cell, size: float) -> float:
    return max(measure.widest_word(line, size, bold) for line, bold in written_lines(one.runs))
