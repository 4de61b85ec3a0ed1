"""The rows of the comparison: items with a column for each forum, set for the width there is."""

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text
from textual.widgets.option_list import Option

from facilitator.agenda.model import Act
from facilitator.counting.stability import Stability
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import bar, pad, shorten, widest
from facilitator.report.writers.terminal.layout import cut_lines
from facilitator.series.page import Line, Page
from facilitator.series.wording import range_words, unit
from facilitator.words import Words

_LABEL = 31
_WIDEST_LABEL = 44
_WIDEST_NAME = 12
_LEAST_BAR, _MOST_BAR = 10, 24
_FIRST_PLACES = 3
_GAPS = (3, 2, 1)
_NONE = "·"
_MARKED = "✓"


class Columns(Struct, frozen=True):
    """The widths of a page. `first` and `count` tell which forums have a column; 0 leaves a column out."""

    lead: int
    label: int
    first: int
    count: int
    cell: int
    gap: int
    bar: int
    value: int
    spread: int
    without: int

    @property
    def forums(self) -> slice:
        """The forums that have a column."""
        return slice(self.first, self.first + self.count)


def columns(page: Page, width: int, first: int, words: Words) -> Columns:
    """Return the columns for rows of a width.

    The ranges of places and the bar are there where every forum has a column and names have room; forums that have
    no room are left out at the end.

    Args:
        page: The part shown.
        width: The cells of a row.
        first: The first forum that has a column, from 0, where not all have.
        words: The language.
    """
    lead = 4 + widest([*(str(line.place) for line in page.lines if line.place), "1"])
    longest = max(widest(line.name for line in page.lines), cell_len(words("item")), 12)
    sure = min(longest, _LABEL)
    if isinstance(page.whole.step, Act):
        # An action is only ever one forum's, which stands beside it.
        label = min(longest, max(sure, width - lead - 4 - max(widest(line.beside for line in page.lines), width // 2)))
        return Columns(lead, label, 0, 0, 0, 0, 0, 0, 0, 0)
    value = max(widest(line.shown for line in page.lines), cell_len(unit(page.whole, page.way, words)))
    cell = min(_WIDEST_NAME, max(2, widest(page.names), widest(str(count) for count in page.people if count)))
    forums = len(page.forums)
    room = width - lead - sure - value - 2
    spread, without = cell_len(words("own places")), cell_len(words("without one forum"))
    ranges = spread + without + 6
    # The ranges come first, then whole names, then air between the columns.
    if forums * (cell + 1) + ranges >= room:
        spread = without = ranges = 0
    whole = min(longest, _WIDEST_LABEL) - sure
    gap = next((gap for gap in _GAPS if forums * (cell + gap) + ranges + whole < room), _GAPS[-1])
    count = min(forums, max(1, (room - 1) // (cell + gap)))
    left = room - count * (cell + gap) - 1 - ranges
    label = sure + min(max(left, 0), min(longest, _WIDEST_LABEL) - sure)
    left -= label - sure
    gauge = min(_MOST_BAR, left - 3) if spread and left - 3 >= _LEAST_BAR and page.lines else 0
    at = min(max(first, 0), forums - count)
    return Columns(lead, label, at, count, cell, gap, gauge, value, spread, without)


def heads(page: Page, at: Columns, tall: bool, width: int, words: Words, palette: Palette) -> Text:
    """Return what stands over the columns: the forums, with `tall` also how many people each had.

    Args:
        page: The part shown.
        at: The columns.
        tall: Whether there is room for a second line.
        width: The cells of a row.
        words: The language.
        palette: Colours.
    """
    place = words("place") if page.lines and page.lines[0].place is not None else ""
    room = at.lead + 1 + at.label
    named = page.head.strip() or words("forum") if at.count else ""
    names = Text("".join(_right(shorten(name, at.cell), at.cell + at.gap) for name in page.names[at.forums]))
    left = place + _right(shorten(named, room - cell_len(place) - 1), room - cell_len(place))
    figures = unit(page.whole, page.way, words)
    whole = at.bar + 1 + at.value if at.bar else at.value
    value = figures + " " * (whole - cell_len(figures)) if at.bar else _right(figures, whole)
    first = Text.assemble(left, names, "  ", value)
    if not at.value:
        first = Text(" " * (at.lead + 1) + words("what"))
    if at.spread:
        first.append(f"{'':3}{words('own places')}{'':3}{words('without one forum')}")
    first.stylize(palette.quiet)
    if not tall or not at.count or not any(page.people):
        return first
    counted = [_NONE if count is None else str(count) for count in page.people[at.forums]]
    people = _right(words("people"), room) + "".join(_right(count, at.cell + at.gap) for count in counted)
    return Text("\n").join([first, Text(people, style=palette.quiet)])


def options(page: Page, at: Columns, stability: Stability[int] | None, marked: frozenset[str], airy: bool,
            most: int, width: int, words: Words, palette: Palette) -> list[Option]:  # fmt: skip
    """Return the rows of a list: an item each with its number as id, the cut line, and blanks between ties where airy.

    Args:
        page: The part shown.
        at: The columns.
        stability: What hangs on single forums, None while it is being counted.
        marked: The names of the rows that are marked.
        airy: Whether items of one place are set apart from the next.
        most: How many items are set; a last row says how many more there are.
        width: The cells of a row.
        words: The language.
        palette: Colours.
    """
    out: list[Option] = []
    full = max((line.amount for line in page.lines), default=0.0)
    for index, line in enumerate(page.lines[:most]):
        before = page.lines[index - 1] if index else None
        after = page.lines[index + 1] if index + 1 < len(page.lines) else None
        if page.cut and before is not None and before.above and not line.above:
            out += [Option(text, disabled=True) for text in cut_lines(page.cut, palette, width, at.lead)]
        elif airy and before is not None and before.place != line.place:
            out.append(Option(Text(), disabled=True))
        sign = _bracket(_tied(before, line), _tied(line, after))
        row = _row(line, at, full, stability, width, palette)
        mark = _MARKED if line.name in marked else " "
        none = " " if line.beside else _NONE
        place = _right(none if line.place is None else str(line.place), at.lead - 4)
        style = f"bold {palette.text}".strip() if line.above and line.place is not None else palette.quiet
        lead = Text.assemble((mark, palette.accent), (place, style), " ", (sign, palette.quiet), " ")
        out.append(Option(Text.assemble(lead, row), id=str(line.number)))
    if len(page.lines) > most:
        more = words("and {count} more", count=len(page.lines) - most)
        out.append(Option(Text(" " * (at.lead + 1) + more, style=palette.quiet), disabled=True))
    return out


def _row(line: Line, at: Columns, full: float, stability: Stability[int] | None, width: int, palette: Palette) -> Text:
    tone = palette.text if line.above else palette.soft
    row = Text.assemble(" ", pad(Text(shorten(line.name, at.label), style=tone), at.label))
    if line.beside:
        row.append("  " + shorten(line.beside, max(width - at.lead - at.label - 4, 1)), style=palette.soft)
        return row
    for place in line.own[at.forums]:
        row.append(" " * (at.gap + at.cell - len(str(place or _NONE))))
        row.append(str(place or _NONE), style=_place_style(place, palette))
    row.append("  ")
    strong = f"bold {tone}".strip() if line.above and line.amount else palette.soft
    value = Text(line.shown, style=strong)
    if at.bar:
        drawn = bar(line.amount, full, at.bar)
        gauge = Text.assemble((drawn, palette.accent if line.above else palette.second), " " if drawn else "", value)
        row.append_text(pad(gauge, at.bar + 1 + at.value))
    else:
        row.append_text(pad(value, at.value, right=True))
    if at.spread:
        row.append(_right(range_words(line.spread), 3 + at.spread), style=palette.soft)
        span = stability.places.get(line.number) if stability is not None else None
        without = range_words(span if line.place is not None else None) if stability is not None else "…"
        row.append(_right(without, 3 + at.without), style=palette.soft)
    return row


def _place_style(place: int | None, palette: Palette) -> str:
    if place is None:
        return palette.rule
    return f"bold {palette.accent}".strip() if place <= _FIRST_PLACES else palette.soft


def _tied(one: Line | None, other: Line | None) -> bool:
    return one is not None and other is not None and one.place == other.place and one.place is not None


def _bracket(above: bool, below: bool) -> str:
    return "│" if above and below else "┘" if above else "┐" if below else " "


def left_out(page: Page, at: Columns, words: Words) -> str:
    """Return how many forums have no column; empty where all have one."""
    if not 0 < at.count < len(page.forums):
        return ""
    return words("Forums {first}–{last} of {count}; Ctrl+→ shows more, Ctrl+← the first.", first=at.first + 1,
                 last=at.first + at.count, count=len(page.forums))  # fmt: skip


def _right(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text
