"""Tables of more than one value an item: two moments, actions, and plain tables."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from facilitator.blocks import ActionRow, Actions, Shift, ShiftRow, Table
from facilitator.report.writers.terminal.cells import bar, broken, pad, shorten, stack, widest, wrap
from facilitator.report.writers.terminal.layout import label_lines, mark
from facilitator.report.writers.terminal.look import Look
from facilitator.report.writers.terminal.rows import Column, Grid, Row, line

_SHORTEST_BAR = 10
_SIDE = 18
_NARROWEST = 7
# Names that are cut below this are hard to tell apart.
_READABLE = 24
# An action with its further fields, and what stands above and below the list.
_ROWS_AN_ACTION = 3
_ROWS_BESIDE = 6


def shift_rows(block: Shift, look: Look) -> Iterator[Row]:
    """Give two moments an item: thin above heavy, on one scale from zero."""
    if not block.rows:
        return
    number = widest(str(row.number) for row in block.rows)
    room = look.measure - 4 - number
    longest = widest(row.label for row in block.rows)
    label = min(longest, max(24, int(room * 0.4)))
    below = look.narrow or room - label - 2 < 48
    label, body = (room, room) if below else (label, room - label - 2)
    setter = _Moments(block, look, body)
    columns = (Column(2, gap=0), Column(number, right=True), Column(label))
    grid = Grid(columns if below else (*columns, Column(body)))
    yield Row((Text(), Text(), setter.head()) if below else (Text(), Text(), Text(), setter.head()), grid)
    for index, row in enumerate(block.rows):
        if index:
            yield Row(tuple(Text() for _ in grid.columns), grid, "gap")
        style = look.bold()
        lines = [Text(part, style=style) for part in label_lines(row.label, label, look)]
        both = [setter.line(row, 0), setter.line(row, 1)]
        lead = mark(row.number, look), Text(str(row.number), style=look.palette.accent)
        cells = (*lead, stack([*lines, *both])) if below else (*lead, stack(lines), stack(both))
        yield Row(cells, grid, "item", row.number)


class _Moments:
    """Sets one moment of one item as a line: its name, its bar and count, its share and the change."""

    def __init__(self, block: Shift, look: Look, width: int) -> None:
        self._block = block
        self._look = look
        self._heads = look.words("share"), look.words("shift")
        self._shares = max(4, cell_len(self._heads[0]))
        self._changes = max(6, cell_len(self._heads[1]))
        side = self._shares + self._changes + 5
        self._name = min(widest(block.moments), max(6, width - side - _SHORTEST_BAR))
        self._gauge = width - side - self._name - 1
        self._count = max(len(str(count)) for row in block.rows for count in row.counts)
        self._full = max(
            count + max(change, 0) for row in block.rows for count, change in zip(row.counts, row.coming, strict=True)
        )
        self._typed = widest(f" {look.words.signed(change)}" for row in block.rows for change in row.coming if change)

    def head(self) -> Text:
        """Return the columns' words."""
        share, change = (Text(head) for head in self._heads)
        unit = shorten(self._block.unit, self._gauge)
        parts = self._parts(Text(), Text(unit), share, change)
        parts.stylize(self._look.palette.quiet)
        return parts

    def line(self, row: ShiftRow, moment: int) -> Text:
        """Return one moment, 0 or 1."""
        look, palette, later = self._look, self._look.palette, moment == 1
        count, typed = row.counts[moment], row.coming[moment]
        room = self._gauge - self._count - self._typed - 1
        drawn = bar(count, self._full, room, heavy=later, solid=look.solid)
        end = broken(count, typed, self._full, room, heavy=later)
        strong = look.bold() if later and count else palette.soft
        gauge = Text.assemble(
            (drawn, palette.accent if later else palette.second),
            (end, palette.pending),
            " " if drawn or end else "",
            (str(count), strong),
            (f" {look.words.signed(typed)}" if typed else "", palette.pending),
        )
        share = row.shares[moment]
        percent = look.words("{share}%", share=look.words.number(share * 100)) if share is not None else "·"
        name = Text(shorten(self._block.moments[moment], self._name), style=palette.soft)
        change = self._change(row.points) if later else Text()
        return self._parts(name, gauge, Text(percent, style=palette.text if later else palette.soft), change)

    def _change(self, points: float | None) -> Text:
        if points is None:
            return Text("·", style=self._look.palette.soft)
        shown = self._look.words.signed(points)
        sign = "" if shown == "0" else "▲ " if points > 0 else "▼ "
        return Text.assemble((sign, self._look.palette.text), (shown, self._look.bold()))

    def _parts(self, name: Text, gauge: Text, share: Text, change: Text) -> Text:
        end = pad(share, self._shares, right=True), "  ", pad(change, self._changes, right=True)
        return Text.assemble(pad(name, self._name), "  ", pad(gauge, self._gauge), "  ", *end)


def action_rows(block: Actions, look: Look) -> Iterator[Row]:
    """Give what will be done, by whom and when; what is not settled is said in words."""
    if not block.rows:
        return
    number = widest(str(row.number) for row in block.rows)
    sides = [_sides(row, look) for row in block.rows]
    airy = look.height is not None and look.height >= _ROWS_AN_ACTION * len(block.rows) + _ROWS_BESIDE
    widths = [
        min(_SIDE, widest([head, *(side[index].plain for side in sides)])) for index, head in enumerate(block.head[1:])
    ]
    room = look.measure - 4 - number
    what = room - sum(widths) - 2 * len(widths)
    below = look.narrow or what < 31
    what = room if below else what
    columns = [Column(2, gap=0), Column(number, right=True), Column(what)]
    grid = Grid(tuple(columns if below else [*columns, *map(Column, widths)]))
    heads = [" · ".join(block.head)] if below else list(block.head)
    shown = [shorten(head, width) for head, width in zip(heads, [what, *widths], strict=False)]
    yield Row((Text(), Text(), *(Text(head, style=look.palette.quiet) for head in shown)), grid)
    for row, side in zip(block.rows, sides, strict=True):
        lines = [Text(part, style=look.palette.text) for part in label_lines(row.what, what, look)]
        lines += _wrapped(Text(" · ").join(side), what) if below else []
        lines += _fields(row, what, look, airy)
        cells = () if below else tuple(stack(_wrapped(text, width)) for text, width in zip(side, widths, strict=True))
        lead = mark(row.number, look), Text(str(row.number), style=look.palette.accent)
        yield Row((*lead, stack(lines), *cells), grid, "item", row.number)


def _sides(row: ActionRow, look: Look) -> list[Text]:
    palette, words = look.palette, look.words
    who = Text(row.who, style=palette.text) if row.who else Text(words("no one yet"), style=palette.quiet)
    when = Text(row.when, style=palette.text) if row.when else Text(words("no date yet"), style=palette.quiet)
    if row.overdue:
        return [who, when, Text(f"! {row.status}".strip(), style=look.bold(palette.warn))]
    return [who, when, Text(row.status, style=palette.soft)]


def _wrapped(text: Text, width: int) -> list[Text]:
    if text.cell_len <= width:
        return [text]
    return [Text(part, style=text.style) for part in wrap(text.plain, width)]


def _fields(row: ActionRow, width: int, look: Look, airy: bool) -> list[Text]:
    """Return an action's further fields: all of them, one line where height is limited, none where it is scarce."""
    if look.height is not None:
        said = " · ".join(f"{label}: {value}" for label, value in row.fields)
        return [Text(shorten(said, width), style=look.palette.soft)] if said and airy else []
    lines = [part for label, value in row.fields for part in wrap(f"{label}: {value}", width)]
    return [Text(part, style=look.palette.soft) for part in lines]


def table_rows(block: Table, look: Look) -> Iterator[Row]:
    """Give a plain table; each row as its own list of lines where the columns do not fit."""
    block = _narrowed(block, look.measure)
    widths = [max(1, widest([head, *(row[index] for row in block.rows)])) for index, head in enumerate(block.head)]
    room = look.measure - 2 * (len(widths) - 1)
    # Heads of figures break between words before names do.
    least = [_longest_word(block, index) for index in range(len(widths))]
    while sum(widths) > room and any(width > low for width, low in zip(widths, least, strict=True)):
        spare = [width if width > low else 0 for width, low in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    if sum(widths) > room:
        yield from _listed(block, look)
        return
    aligned = zip(widths, block.align, strict=True)
    grid = Grid(tuple(Column(width, right=align == "right") for width, align in aligned))
    if any(block.head):
        yield Row(_set(block.head, widths, look.palette.quiet), grid)
    for row in block.rows:
        yield Row(_set(row, widths, look.palette.text), grid, "item")


def _narrowed(block: Table, measure: int) -> Table:
    """Return a table without those of its optional columns for which there is no room beside readable names."""
    columns = len(block.head)
    for dropped in range(block.optional + 1):
        least = [min(_longest_word(block, index), _READABLE) for index in range(columns - dropped)]
        if sum(least) + 2 * (len(least) - 1) <= measure or dropped == block.optional:
            break
    kept = columns - dropped
    return Table(block.head[:kept], [row[:kept] for row in block.rows], block.align[:kept])


def _longest_word(block: Table, column: int) -> int:
    """Return how narrow a column of figures may be without breaking a word; names stay as wide as they are."""
    cells = [block.head[column], *(row[column] for row in block.rows)]
    if block.align[column] == "left":
        return max(1, widest(cells))
    return max(1, widest(word for cell in cells for word in cell.split(" ")))


def _set(cells: Sequence[str], widths: list[int], style: str) -> tuple[Text, ...]:
    return tuple(
        stack([Text(part, style=style) for part in wrap(cell, width)])
        for cell, width in zip(cells, widths, strict=True)
    )


def _listed(block: Table, look: Look) -> Iterator[Row]:
    for index, row in enumerate(block.rows):
        if index:
            yield line(Text(), "gap")
        pairs = [f"{head}: {cell}" if head else cell for head, cell in zip(block.head, row, strict=True)]
        lines = [Text(part, style=look.palette.text) for pair in pairs for part in wrap(pair, look.measure)]
        yield Row((stack(lines),), role="item")
