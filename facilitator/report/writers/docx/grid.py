"""A table of fixed width, from cells that know how they look."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from facilitator.report.writers.docx.page import WIDTH
from facilitator.report.writers.docx.xml import Element, element, paragraph, runs

Voice = Literal["", "Value", "Sign", "Aside"]
Line = Sequence[tuple[str, Voice]]

# A chart, and a table, of so many lines stays on one page; of a longer one no row stands alone beside a break.
_SHORT_CHART, _SHORT = 12, 9


class Cell(Struct, frozen=True):
    """A cell: lines of text, each of runs with their voice; `fill` is a colour, `bar` draws it as a bar."""

    lines: Sequence[Line] = ()
    right: bool = False
    span: int = 1
    fill: str = ""
    bar: bool = False
    tight: bool = False


def said(text: str, voice: Voice = "", right: bool = False) -> Cell:
    """Return a cell with a text."""
    return Cell([[(text, voice)]], right)


class Grid(Struct, frozen=True):
    """A table: the widths of its columns as parts of the page's, its head, its rows. `lined` draws lines.

    A row that begins with a cell over several columns heads the next one and stays on its page. In a `fine` table
    letters are small, and a row stays with the next one where that begins with nothing.
    """

    widths: Sequence[float]
    head: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    lined: bool = True
    fine: bool = False


def table(grid: Grid, followed: bool = False) -> Element:
    """Return a table as an element, its head repeated on every page.

    Args:
        grid: The table.
        followed: Whether its last rows stay with what stands below it.
    """
    full = sum(grid.widths)
    widths = [round(width / full * WIDTH) for width in grid.widths]
    high = sum(max(len(cell.lines) for cell in row) for row in grid.rows)
    keep = high <= (_SHORT if grid.lined else _SHORT_CHART)
    headed = bool(grid.head) and grid.lined
    look = [
        element("tblStyle", val="Figures"),
        element("tblW", w=sum(widths), type="dxa"),
        *([] if grid.lined else [element("tblBorders", element("bottom", val="nil"), element("insideH", val="nil"))]),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0420" if headed else "0400", firstRow=int(headed), noVBand=1),
    ]
    if grid.fine:
        look.insert(-1, element("tblCellMar", *(element(side, w=40, type="dxa") for side in ("left", "right"))))
    columns = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    kind = "Fine" if grid.fine else "Table"
    rows = [_row(grid.head, widths, kind, keep=True, head=True)] if grid.head else []
    last, first = len(grid.rows) - 1, not keep
    for at, row in enumerate(grid.rows):
        held = (keep or row[0].span > 1 or _is_held(grid, at)) if at < last else followed
        # LibreOffice loses the rest of a table where the first row that is not held to the next one may not break.
        rows.append(_row(row, widths, kind, keep=held, whole=held or not first or not at))
        first = first and held
    return element("tbl", element("tblPr", *look), columns, *rows)


def _is_held(grid: Grid, at: int) -> bool:
    """Tell whether a row of a long table stays with the next one, so that neither stands alone beside a break.

    The second row may have to break (`table`): where it would be torn, the first is not held to it.
    """
    below = grid.rows[at + 1]
    if grid.fine:
        return not below[0].lines
    return at == len(grid.rows) - 2 or (at == 0 and all(len(cell.lines) < 2 for cell in below))


def _row(
    cells: Sequence[Cell], widths: Sequence[int], kind: str, keep: bool, head: bool = False, whole: bool = True
) -> Element:
    look = element("trPr", *([element("cantSplit")] if whole else []), *([element("tblHeader")] if head else []))
    made, at = [], 0
    for cell in cells:
        made.append(_cell(cell, sum(widths[at : at + cell.span]), kind, keep, head, whole))
        at += cell.span
    return element("tr", look, *made)


def _cell(cell: Cell, width: int, kind: str, keep: bool, head: bool, whole: bool) -> Element:
    look = [element("tcW", w=width, type="dxa")]
    if cell.span > 1:
        look.append(element("gridSpan", val=cell.span))
    if cell.bar:
        # Air above and below, so that bars in adjacent rows do not melt into one mass.
        air = [element(side, val="single", sz=52, space=0, color="FFFFFF") for side in ("top", "bottom")]
        look.append(element("tcBorders", *air))
    if cell.fill:
        look.append(element("shd", val="clear", color="auto", fill=cell.fill))
    if cell.bar or cell.tight:
        look.append(element("tcMar", element("left", w=70 if cell.tight else 0, type="dxa"),
                            element("right", w=0, type="dxa")))  # fmt: skip
    look.append(element("vAlign", val="bottom" if head else "center" if cell.bar or cell.tight else "top"))
    style = kind + (("Head" if head else "Text") if not cell.right else "HeadNumber" if head else "Number")
    inner = [
        paragraph(style, *(run for text, voice in line for run in runs(text, voice)), keep=keep, whole=not whole)
        for line in (cell.lines or [[]])
    ]
    return element("tc", element("tcPr", *look), *inner)
