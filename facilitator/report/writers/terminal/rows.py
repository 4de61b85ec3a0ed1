"""Rows between blocks and Rich: what fits is decided on rows, then runs of one grid become one table."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from facilitator.report.writers.terminal.look import Look

# A "gap" parts items and goes first when room is short, a "space" parts blocks and goes next.
Role = Literal["text", "item", "cut", "gap", "space"]


_TOO_HIGH = 1_000_000


class Column(Struct, frozen=True):
    """A column of a grid: its cells, its alignment and the blank cells after it."""

    width: int
    right: bool = False
    gap: int = 2


class Grid(Struct, frozen=True):
    """Columns shared by rows. With `ties`, a bracket at the end of the first column joins rows of one place."""

    columns: tuple[Column, ...]
    ties: bool = False


class Row(Struct, frozen=True):
    """One row: cells of a grid, or a single line across; or so many `unset` items for which there is no room."""

    cells: tuple[Text, ...]
    grid: Grid | None = None
    role: Role = "text"
    number: int | None = None
    place: int | None = None
    unset: int = 0

    @property
    def looks(self) -> Hashable:
        """What tells the row from one that is painted otherwise."""
        return self.grid, tuple((cell.plain, cell.style, tuple(cell.spans)) for cell in self.cells)

    @property
    def items(self) -> int:
        """How many items the row stands for."""
        return self.unset or int(self.role == "item")

    @property
    def height(self) -> int:
        """How many lines the row takes."""
        if self.unset:
            return _TOO_HIGH
        return max((cell.plain.count("\n") for cell in self.cells), default=0) + 1


def line(text: Text, role: Role = "text") -> Row:
    """Return a row of one line across."""
    return Row((text,), role=role)


def blank(role: Literal["gap", "space"]) -> Row:
    """Return an empty row."""
    return Row((Text(),), role=role)


def fit(rows: Sequence[Row], look: Look) -> list[Row]:
    """Return the rows that `look.height` has room for.

    Air goes first, then items from the end; the newest items stay. The last row says how many are left out.
    """
    kept = list(rows)
    if look.height is None:
        return kept
    for air in ("gap", "space"):
        if _height(kept) <= look.height:
            return kept
        kept = [row for row in kept if row.role != air]
    return kept if _height(kept) <= look.height else _cropped(kept, look, look.height)


def assemble(rows: Sequence[Row], look: Look) -> Group:
    """Return rows as what Rich prints: one table per run of a grid."""
    parts: list[RenderableType] = []
    for grid, run in groupby(bracketed(rows, look), key=lambda row: row.grid):
        if grid is None:
            parts.extend(row.cells[0] for row in run)
        else:
            parts.append(_table(grid, list(run)))
    return Group(*parts)


def bracketed(rows: Sequence[Row], look: Look) -> list[Row]:
    """Return rows with the bracket that joins those of one place."""
    out: list[Row] = []
    for index, row in enumerate(rows):
        above = index > 0 and _share(rows[index - 1], row)
        below = index + 1 < len(rows) and _share(row, rows[index + 1])
        joined = row.grid is not None and row.grid.ties and row.place is not None and (above or below)
        out.append(replace(row, cells=(_bracket(row, above, below, look), *row.cells[1:])) if joined else row)
    return out


def lines(rows: Sequence[Row], look: Look) -> Iterator[Text]:
    """Give rows line by line, the cells of a grid on their columns.

    It looks like what `assemble` gives; Rich sets a table cell by cell, which takes its time where there are thousands.
    """
    for row in bracketed(rows, look):
        if row.grid is None:
            yield from row.cells[0].split("\n", allow_blank=True) or [Text()]
            continue
        cells = [cell.split("\n", allow_blank=True) for cell in row.cells]
        for at in range(row.height):
            yield _line(row.grid, [cell[at] if at < len(cell) else Text() for cell in cells])


def single(row: Row) -> RenderableType:
    """Return one row by itself as what Rich prints."""
    return row.cells[0] if row.grid is None else _table(row.grid, [row])


def _share(first: Row, second: Row) -> bool:
    return first.grid is second.grid and first.place == second.place


def _height(rows: Iterable[Row]) -> int:
    return sum(row.height for row in rows)


def _cropped(rows: list[Row], look: Look, height: int) -> list[Row]:
    budget = height - 1
    sure = _sure(rows, look, budget)
    left = budget - _height(rows[index] for index in sure)
    kept: list[Row] = []
    full = False
    for index, row in enumerate(rows):
        if index not in sure:
            full = full or row.height > left
            if full:
                continue
            left -= row.height
        kept.append(row)
    dropped = sum(row.items for row in rows) - sum(row.items for row in kept)
    more = look.words.n("{count} more", "{count} more", dropped) if dropped else "…"
    left_out = Text(f"  {more}", style=look.palette.soft)
    if look.more_key:
        left_out.append(f"  {look.more_key}", style=look.palette.quiet)
    return [*kept, line(left_out)][: max(0, height)]


def _sure(rows: list[Row], look: Look, budget: int) -> set[int]:
    """Return which rows stay whatever happens: the newest items, and the cut line they stand below."""
    first = next((index for index, row in enumerate(rows) if row.role == "item"), len(rows))
    left = budget - _height(rows[:first])
    sure: set[int] = set()
    cut: int | None = None
    for index, row in enumerate(rows):
        if row.role == "cut":
            cut = index
        elif row.role == "text":
            cut = None
        if row.role != "item" or row.number not in look.kept:
            continue
        wanted = {index} if cut is None else {index, cut}
        cost = _height(rows[new] for new in wanted - sure)
        if cost <= left:
            sure |= wanted
            left -= cost
    return sure


def _table(grid: Grid, rows: list[Row]) -> Table:
    table = Table.grid(padding=0, pad_edge=False)
    last = len(grid.columns) - 1
    for index, column in enumerate(grid.columns):
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(width=column.width, justify=justify, no_wrap=True, overflow="ellipsis")
        if column.gap and index < last:
            table.add_column(width=column.gap)
    for row in rows:
        table.add_row(*_spaced(list(row.cells), grid))
    return table


def _line(grid: Grid, cells: Sequence[Text]) -> Text:
    out = Text()
    for column, cell in zip(grid.columns, cells, strict=True):
        blanks = " " * (column.width - cell.cell_len)
        if column.right:
            out.append(blanks).append_text(cell)
        else:
            out.append_text(cell).append(blanks)
        out.append(" " * column.gap)
    out.rstrip()
    return out


def _spaced(cells: list[Text], grid: Grid) -> list[Text]:
    spaced: list[Text] = []
    for cell, column in zip(cells, grid.columns, strict=True):
        spaced.append(cell)
        if column.gap:
            spaced.append(Text())
    return spaced if not grid.columns[-1].gap else spaced[:-1]


def _bracket(row: Row, above: bool, below: bool, look: Look) -> Text:
    lead = row.cells[0]
    sign = "│" if above and below else "┘" if above else "┐"
    # A row of several lines carries the bracket on, so that it reaches the next row or closes at the last line.
    signs = [sign] + ["│" if below else " "] * (row.height - 1)
    lines = [Text.assemble(lead, " ", (signs[0], look.palette.quiet))]
    lines += [Text(" " * (lead.cell_len + 1) + sign, style=look.palette.quiet) for sign in signs[1:]]
    return Text("\n").join(lines)
