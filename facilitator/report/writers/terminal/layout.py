"""Where the parts of a tally stand: beside each other, or the gauge below the label where it is narrow."""

from collections.abc import Iterator

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

from facilitator.report.writers.terminal.cells import (
    bar,
    broken,
    fitted,
    leader,
    shorten,
    stack,
    widest,
    wrap,
)
from facilitator.report.writers.terminal.look import Look, Palette
from facilitator.report.writers.terminal.rows import Column, Grid, Row, line
from facilitator.report.writers.terminal.tally import IN, NONE, Entry, Tally

_SHORTEST_BAR = 10
# A column of labels that shows thirty cells and an ellipsis on one line.
_LABEL = 31
_WIDEST_TAIL = 24
_ROOM_FOR_NEWS = 72


class _Plan(Struct, frozen=True):
    """The widths of one tally; `gauge` 0 puts the gauge below the label, `marks` sets marks instead of bars."""

    tally: Tally
    look: Look
    lead: int
    number: int
    label: int
    gauge: int
    marks: tuple[int, ...]
    value: int
    tails: tuple[int, ...]
    now: int

    def grid(self) -> Grid:
        columns = [Column(self.lead, gap=0), Column(self.number, right=True), Column(self.label)]
        if self.gauge:
            columns.append(Column(self.gauge))
            columns += [Column(self.value, right=True)] if self.marks else []
            columns += [
                Column(width, right=tail.right) for width, tail in zip(self.tails, self.tally.tails, strict=True)
            ]
            columns += [Column(self.now)] if self.now else []
        return Grid(tuple(columns), ties=self.tally.placed)


def tally_rows(tally: Tally, look: Look) -> Iterator[Row]:
    """Give a tally as rows: its head, its items, and the cut line between them."""
    if not tally.entries:
        return
    plan = _plan(tally, look)
    grid = plan.grid()
    yield Row(_head(plan), grid)
    above, before = True, None
    for entry in tally.entries:
        if tally.cut and above and not entry.above:
            yield from cut_rows(tally.cut, look, plan.lead + plan.number + 2)
        elif look.solid and before is not None:
            # Air between the rows where a wall has room for it; the bracket of a tie goes on through it.
            tied = before.place if before.place == entry.place else None
            yield Row((Text(" " * (plan.lead - 3)), *(Text() for _ in grid.columns[1:])), grid, "gap", place=tied)
        above, before = entry.above, entry
        yield Row(_cells(entry, plan), grid, "item", entry.number, entry.place)
    if tally.unset:
        yield Row((), grid, "item", unset=tally.unset)


def cut_rows(words: str, look: Look, indent: int) -> Iterator[Row]:
    """Give the cut: a dotted line with its words at the labels' column."""
    for text in cut_lines(words, look.palette, look.measure, indent):
        yield line(text, "cut")


def cut_lines(words: str, palette: Palette, width: int, indent: int) -> Iterator[Text]:
    """Give the cut as lines of a width, its words after so many cells."""
    for part in wrap(words, width - indent - 3):
        used = indent + cell_len(part) + 1
        yield Text.assemble(
            ("┄" * (indent - 1) + " ", palette.quiet), (part + " ", palette.soft), ("┄" * (width - used), palette.quiet)
        )


def mark(number: int | None, look: Look, *, kept: bool = False) -> Text:
    """Return the sign in the margin: `+` for what just came in, `▌` for what was looked for, `✓` for what goes on."""
    if number in look.newest:
        return Text("+ ", style=look.bold(look.palette.accent))
    if number in look.pointed:
        return Text("▌ ", style=look.palette.accent)
    return Text("✓ " if kept else "  ", style=look.palette.accent)


def label_lines(label: str, width: int, look: Look) -> list[str]:
    """Return a label in full where there is room for it, else shortened after its first thirty cells."""
    return wrap(label, width) if look.height is None else fitted(label, width)


def _plan(tally: Tally, look: Look) -> _Plan:
    entries, words = tally.entries, look.words
    places = widest(str(entry.place) for entry in entries if entry.place is not None)
    # The mark and a blank; with places also the place, the bracket and a blank round it.
    lead = max(2 + places + 2, cell_len(words("place"))) + 1 if tally.placed else 2
    number = max(tally.digits, widest(str(entry.number) for entry in entries if entry.number is not None))
    number = max(number, cell_len(words("no."))) if tally.placed and number else number
    # Room for the words beside new items is kept while answers come in, so that columns do not move.
    live = bool(look.newest) or (look.height is not None and bool(tally.marks))
    now = cell_len(words("just now")) if live and look.measure >= _ROOM_FOR_NEWS else 0
    tails = tuple(
        min(_WIDEST_TAIL, widest([tail.head, *(entry.tails[index] for entry in entries)]))
        for index, tail in enumerate(tally.tails)
    )
    label, gauge, marks, value = _widths(tally, look, look.measure - lead - number - 2, (*tails, now))
    return _Plan(tally, look, lead, number, label, gauge, marks, value, tails, now)


def _widths(tally: Tally, look: Look, room: int, tails: tuple[int, ...]) -> tuple[int, int, tuple[int, ...], int]:
    """Return the cells of the label, of the gauge, of each mark and of the value."""
    shown = widest(entry.shown for entry in tally.entries)
    longest = max(tally.longest, widest(entry.label for entry in tally.entries))
    beside = room - sum(width + 2 for width in tails if width)
    marks = tuple(
        widest([name, *(entry.marks[index] for entry in tally.entries)]) for index, name in enumerate(tally.marks)
    )
    if marks:
        whole = sum(marks) + len(marks) - 1
        value = max(shown, cell_len(tally.unit))
        label = beside - whole - 4 - value
        if not look.narrow and label >= min(longest, _LABEL):
            return min(label, max(longest, 20)), whole, marks, value
        if whole + 1 + shown <= room and look.narrow:
            return room, 0, marks, shown
    if look.height is None:
        longest = widest([*(entry.label for entry in tally.entries), *_said_below(tally)])
    label = min(max(longest + 4, 20), max(_LABEL, int(beside * 0.56)))
    gauge = beside - label - 2
    if look.narrow or gauge < _SHORTEST_BAR + shown + 1:
        return room, 0, (), shown
    return label, gauge, (), shown


def _said_below(tally: Tally) -> Iterator[str]:
    for entry in tally.entries:
        yield from (*entry.spread, *entry.extra)


def _head(plan: _Plan) -> tuple[Text, ...]:
    words, tally, quiet = plan.look.words, plan.tally, plan.look.palette.quiet
    placed = tally.placed
    lead = Text(words("place") if placed else "", style=quiet)
    number = Text(words("no.") if placed and plan.number else "", style=quiet)
    marks = Text(" ".join(_right(name, width) for name, width in zip(tally.marks, plan.marks, strict=False)))
    if not plan.gauge:
        unit = shorten(tally.unit, plan.label - marks.cell_len - 1)
        return lead, number, Text(f"{marks.plain} {unit}".strip() if plan.marks else unit, style=quiet)
    cells = [marks.plain, tally.unit] if plan.marks else [shorten(tally.unit, plan.gauge)]
    cells += [shorten(tail.head, width) for tail, width in zip(tally.tails, plan.tails, strict=True)]
    cells += [""] if plan.now else []
    return lead, number, Text(), *(Text(cell, style=quiet) for cell in cells)


def _cells(entry: Entry, plan: _Plan) -> tuple[Text, ...]:
    look, palette = plan.look, plan.look.palette
    new = entry.number in look.newest
    lead = mark(entry.number, look, kept=entry.kept)
    if plan.tally.placed:
        place = str(entry.place) if entry.place is not None else ""
        lead.append(_right(place, plan.lead - 5), style=look.bold() if entry.above else palette.soft)
    number = Text("" if entry.number is None else str(entry.number), style=palette.accent)
    label = _label(entry, plan)
    if not plan.gauge:
        return lead, number, stack([*label, *_below(entry, plan), *_extra(entry, plan)])
    value = Text(entry.shown, style=_value_style(entry, look))
    cells = [_marks(entry, plan), value] if plan.marks else [_bar(entry, plan, plan.gauge)]
    cells += [
        stack([Text(part, style=palette.soft) for part in wrap(text, width)])
        for text, width in zip(entry.tails, plan.tails, strict=True)
    ]
    cells += [Text(look.words("just now") if new else "", style=palette.accent)] if plan.now else []
    return lead, number, stack([*label, *_extra(entry, plan)]), *cells


def _label(entry: Entry, plan: _Plan) -> list[Text]:
    look = plan.look
    colour = look.palette.text if entry.above else look.palette.soft
    style = look.bold(colour) if entry.number in look.kept else colour
    lines = [Text(part, style=style) for part in label_lines(entry.label, plan.label, look)]
    if plan.gauge and not plan.marks and len(lines) == 1:
        lines[0] = Text.assemble(lines[0], (leader(lines[0].cell_len, plan.label), look.palette.rule))
    return lines


def _extra(entry: Entry, plan: _Plan) -> list[Text]:
    """Return what is said more about an item, where rows are not counted."""
    if plan.look.height is not None:
        return []
    spread = [] if plan.marks else list(entry.spread)
    joined = " · ".join(spread)
    extra = [*([joined] if cell_len(joined) <= plan.label else spread), *entry.extra]
    return [Text(part, style=plan.look.palette.soft) for text in extra if text for part in wrap(text, plan.label)]


def _below(entry: Entry, plan: _Plan) -> list[Text]:
    """Return the gauge as lines below the label: marks and value, or the bar, and what else fits after it."""
    look = plan.look
    if plan.marks:
        first = Text.assemble(_marks(entry, plan), " ", (entry.shown, _value_style(entry, look)))
    else:
        first = _bar(entry, plan, plan.label)
    worded = [
        f"{tail.head} {text}" if tail.worded else text
        for text, tail in zip(entry.tails, plan.tally.tails, strict=True)
        if text
    ]
    worded += [look.words("just now")] if entry.number in look.newest else []
    rest = Text(" · ".join(worded), style=look.palette.soft)
    if not rest:
        return [first]
    if first.cell_len + 2 + rest.cell_len <= plan.label:
        return [Text.assemble(first, "  ", rest)]
    return [first, *(Text(part, style=look.palette.soft) for part in wrap(rest.plain, plan.label))]


def _bar(entry: Entry, plan: _Plan, width: int) -> Text:
    """Return the line of an item with its value directly after it."""
    look, entries = plan.look, plan.tally.entries
    room = width - widest(other.shown for other in entries) - 1
    room -= widest(f" {look.words.signed(other.coming)}" for other in entries if other.coming)
    drawn = bar(entry.amount, plan.tally.full, room, solid=look.solid)
    end = broken(entry.amount, entry.coming, plan.tally.full, room)
    colour = look.palette.accent if entry.above else look.palette.second
    return Text.assemble(
        (drawn, colour),
        (end, look.palette.pending),
        " " if drawn or end else "",
        (entry.shown, _value_style(entry, look)),
        (f" {look.words.signed(entry.coming)}" if entry.coming else "", look.palette.pending),
    )


def _marks(entry: Entry, plan: _Plan) -> Text:
    palette = plan.look.palette
    styles = {IN: palette.accent, NONE: palette.rule}
    count = palette.text if entry.above else palette.soft
    marks = Text()
    for at, (sign, width) in enumerate(zip(entry.marks, plan.marks, strict=True)):
        marks.append(_right(sign, width + bool(at)), style=styles.get(sign, count))
    return marks


def _value_style(entry: Entry, look: Look) -> str:
    return look.bold() if entry.above and entry.amount > 0 else look.palette.soft


def _right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text
