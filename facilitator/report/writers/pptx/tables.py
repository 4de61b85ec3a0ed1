"""Tables as native tables: as wide as their words need, on as many slides as they need, each with its heads."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from facilitator.blocks import Align
from facilitator.report.writers.pptx import measure
from facilitator.report.writers.pptx.canvas import LEFT, ROOM, Page, place
from facilitator.report.writers.pptx.drawing import body, replaced, units
from facilitator.report.writers.pptx.text import Paragraph, Run, balanced, filled, lines_of, words_of, written_lines

_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
_LEAST_WHOLE, _LEAST_SPLIT = 14.0, 14.0
_FULL, _MOST_AIR = 0.85, 0.5
_PAD_X, _PAD_Y = 7.0, 4.0
# Rows of a table with so many columns, which is for looking up, stand closer where that takes fewer slides.
_CLOSE, _MANY = 2.0, 5
# A word wider than this may break, so that it takes no column's room.
_WIDEST_WORD = ROOM * 0.3
# A column of figures is at least so wide, so that short ones stand evenly.
_NUMBER = 2.4
_NO_RULES = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))


class Cell(Struct, frozen=True):
    """Words in a table, in runs; `lines` are those that were written, each with how much of it is bold."""

    runs: tuple[Run, ...] = ()
    lines: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        # A cell is measured at many sizes.
        force_setattr(self, "lines", tuple(written_lines(self.runs)))

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
    sized = []
    for size in _SIZES:
        sheet = _sheet(grid, size, room)
        sound = _unbroken(sheet) and _heads_are_low(sheet)
        if sound and size >= _LEAST_WHOLE and sheet.high <= room:
            return [_airy(sheet, room)]
        sized += [sheet] if sound else []
    if not sized:
        parts = _narrower(grid)
        whole = _Rows(sheet, room)
        return [one for part in parts for one in sheets(part, room)] if len(parts) > 1 else whole.shared()
    many = [sheet for sheet in sized if sheet.size <= _LEAST_SPLIT and len(grid.head) >= _MANY]
    close = _closer(many, room)
    if close:
        return [close]
    # As few slides as the least size that reads well needs, or the smallest where no other has room for the words.
    tried = [_Rows(sheet, room) for sheet in sized]
    tried += [_Rows(replace(sheet, pad=_CLOSE), room) for sheet in many]
    fewest = min(rows.slides for rows in tried if rows.sheet.size >= _LEAST_SPLIT or rows is tried[0])
    best = next(rows for rows in tried if rows.slides <= fewest)
    return [_airy(sheet, room) for sheet in best.shared()]


def _closer(sized: Sequence[Sheet], room: float) -> Sheet | None:
    """Return a table at its largest size with its rows close together, if it then fits on one slide."""
    for sheet in sized:
        lines = (Line(tuple(map(cell, sheet.grid.head))), *sheet.grid.lines)
        high = sum(_row_height(line, sheet.size, sheet.widths, _CLOSE) for line in lines)
        if high <= room:
            return _airy(replace(sheet, high=high, pad=_CLOSE), room)
    return None


def _airy(sheet: Sheet, room: float) -> Sheet:
    """Return a table with more air in its rows, where a slide would be half empty."""
    rows = len(sheet.grid.lines) + 1
    more = min((room * _FULL - sheet.high) / rows / 2, sheet.size * _MOST_AIR)
    return replace(sheet, pad=sheet.pad + more, high=sheet.high + more * rows * 2) if more > 0 else sheet


def draw(page: Page, sheet: Sheet, top: float, alt: str) -> float:
    """Draw a table and return where it ends."""
    from pptx.util import Emu

    head = Line(tuple(Cell((Run(text, tone="quiet"),)) for text in sheet.grid.head))
    lines = (head, *sheet.grid.lines)
    widths = [units(wide) for wide in sheet.widths]
    heights = [units(_row_height(line, sheet.size, sheet.widths, sheet.pad)) for line in lines]
    frame = page.slide.shapes.add_table(1, 1, place(LEFT), place(top), Emu(sum(widths)), Emu(sum(heights)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    columns = "".join(f'<a:gridCol w="{wide}"/>' for wide in widths)
    rows = (f'<a:tr h="{high}">{_cells(line, sheet, line is head)}</a:tr>'
            for line, high in zip(lines, heights, strict=True))  # fmt: skip
    # No style of the program's own: rules between rows, nothing else.
    look = f'<a:tblPr firstRow="1" bandRow="0"/><a:tblGrid>{columns}</a:tblGrid>'
    replaced(frame.table._tbl, "a:tbl", look + "".join(rows))
    return top + sheet.high


def _cells(line: Line, sheet: Sheet, head: bool) -> str:
    """Return the cells of a row, without lines but the one below."""
    anchor, colour, thick = ("b", "tx1", 12700) if head else ("t", "accent4", 6350)
    rule = f'<a:lnB w="{thick}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:lnB><a:noFill/>'
    pad, side = units(sheet.pad), units(_PAD_X)
    cells = []
    for column, align in enumerate(sheet.grid.align):
        runs = line.cells[column].runs if column < len(line.cells) else ()
        said = body([Paragraph(runs)], sheet.size, align == "right" and not line.span)
        merged = "" if not line.span else ' hMerge="1"' if column else f' gridSpan="{len(sheet.widths)}"'
        margins = f'marL="{side if column else 0}" marR="{side}" marT="{pad}" marB="{pad}" anchor="{anchor}"'
        cells.append(f"<a:tc{merged}><a:txBody>{said}</a:txBody><a:tcPr {margins}>{_NO_RULES}{rule}</a:tcPr></a:tc>")
    return "".join(cells)


def _sheet(grid: Grid, size: float, room: float) -> Sheet:
    """Return a table as it stands on one slide; one that is too high for certain is not measured further."""
    widths = _widths(grid, size)
    high = (len(grid.lines) + 1) * (size * measure.LINE + 2 * _PAD_Y)
    if high <= room:
        head = Line(tuple(cell(text) for text in grid.head))
        high = sum(_row_height(line, size, widths) for line in (head, *grid.lines))
    return Sheet(grid, size, widths, high)


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
    low = [max(body[at], _two_lines(text, size) + 2 * _PAD_X) for at, text in enumerate(grid.head)]
    if sum(low) <= ROOM:
        return _between(low, whole)
    if sum(least) >= ROOM:
        return tuple(wide * ROOM / sum(least) for wide in least)
    if sum(body) <= ROOM:
        return _between(body, whole)
    return _between(least, body)


def _two_lines(text: str, size: float) -> float:
    """Return how wide a head is that stands on two lines."""
    parts = text.split(" ")
    breaks = range(1, len(parts) + 1)
    return min(max(measure.width(" ".join(half), size) for half in (parts[:at], parts[at:])) for at in breaks)


def _between(least: Sequence[float], wish: Sequence[float]) -> tuple[float, ...]:
    """Return widths between what is needed and what is wished; by the root, so that long texts do not take all."""
    roots = [(more - wide) ** 0.5 for wide, more in zip(least, wish, strict=True)]
    free = ROOM - sum(least)
    return tuple(wide + free * root / sum(roots) for wide, root in zip(least, roots, strict=True))


def _unbroken(sheet: Sheet) -> bool:
    """Tell whether no word that must not break is wider than its column."""
    return all(
        _widest_word(one, sheet.size) + 2 * _PAD_X <= wide + 0.1
        for line in (Line(tuple(map(cell, sheet.grid.head))), *sheet.grid.lines)
        if not line.span
        for one, wide in zip(line.cells, sheet.widths, strict=True)
    )


def _heads_are_low(sheet: Sheet) -> bool:
    """Tell whether the heads take no more than two lines; small ones may take more."""
    lines = (_lines(cell(text), sheet.size, wide - 2 * _PAD_X)
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


class _Rows:
    """The rows of a table that is shared out over slides; a row higher than a slide is broken."""

    def __init__(self, sheet: Sheet, room: float) -> None:
        self.sheet = sheet
        self._head = _row_height(Line(tuple(map(cell, sheet.grid.head))), sheet.size, sheet.widths, sheet.pad)
        self._most = room - self._head
        self._lines = [piece for line in sheet.grid.lines for piece in _broken(line, sheet, self._most)]
        self._heights = [_row_height(line, sheet.size, sheet.widths, sheet.pad) for line in self._lines]

    @property
    def slides(self) -> int:
        """On how many slides they have room."""
        return len(filled(self._heights, self._most))

    def shared(self) -> list[Sheet]:
        """Return the table of each slide."""
        pages = balanced(list(zip(self._lines, self._heights, strict=True)), self._heights, self._most)
        return [
            replace(
                self.sheet,
                grid=replace(self.sheet.grid, lines=tuple(line for line, _ in page)),
                high=self._head + sum(high for _, high in page),
            )
            for page in pages
        ]


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
    lines = max(_lines(one, size, wide - 2 * _PAD_X) for one, wide in zip(line.cells, room, strict=True))
    return lines * size * measure.LINE + 2 * pad


def _lines(one: Cell, size: float, room: float) -> int:
    return sum(measure.count(line, size, room, bold) for line, bold in one.lines)


def _width(one: Cell, size: float) -> float:
    return max(measure.width(line, size, bold) for line, bold in one.lines)


def _widest_word(one: Cell, size: float) -> float:
    return min(max(measure.widest_word(line, size, bold) for line, bold in one.lines), _WIDEST_WORD)
