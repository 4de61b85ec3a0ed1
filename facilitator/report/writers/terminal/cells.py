"""Fitting text into cells: wrapping, shortening, lines as bars. Widths are cells, so emoji and CJK stay aligned."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.text import Text

# What a label always shows before it may be shortened.
_SURE = 30
_SPACES = re.compile("[ \t\r\n]+")


def wrap(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells; words longer than a line are broken."""
    lines = [""]
    for word in _SPACES.split(text.strip()):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        pieces = chop_cells(word, max(2, width))
        lines[len(lines) if lines[-1] else 0 :] = pieces
    return lines


def wrap_lines(text: str, width: int) -> list[str]:
    """Like `wrap`, for a text that has line breaks of its own."""
    return [line for part in text.split("\n") for line in wrap(part, width)]


def shorten(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…"


def fitted(text: str, width: int) -> list[str]:
    """Return a label in as few lines as show its first thirty cells, shortened after that."""
    lines = wrap(text, width)
    shown = 0
    for index, line in enumerate(lines[:-1]):
        if shown + width - 1 >= _SURE:
            return [*lines[:index], shorten(" ".join(lines[index:]), width)]
        shown += cell_len(line)
    return lines


def bar(value: float, full: float, width: int, *, heavy: bool = True, solid: bool = False) -> str:
    """Return a line as long as `value` on a scale where `full` takes `width` cells; nothing for zero."""
    if value <= 0 or full <= 0:
        return ""
    halves = min(2 * width, max(1, round(2 * width * value / full)))
    if heavy and solid:
        # A block with air above it: full blocks in rows that follow on each other would melt into one.
        return "▆" * ((halves + 1) // 2)
    whole, end = ("━", "╸") if heavy else ("─", "╴")
    return whole * (halves // 2) + end * (halves % 2)


def broken(value: float, coming: float, full: float, width: int, *, heavy: bool = True) -> str:
    """Return the end of a line of `value` that is not recorded yet, on the scale of `bar`; nothing where it shrinks."""
    if coming <= 0 or full <= 0:
        return ""
    drawn = len(bar(value, full, width, heavy=heavy))
    return ("╍" if heavy else "╌") * max(1, round(width * (value + coming) / full) - drawn)


def leader(used: int, width: int) -> str:
    """Return the dots from the end of a label to the end of its column, on the same cells in every row."""
    dots = "".join("·" if cell % 2 == 0 and cell > used else " " for cell in range(used, width))
    return dots if dots.count("·") > 1 else ""


def widest(texts: Iterable[str]) -> int:
    """Return the cells of the widest text, 0 when there is none."""
    return max(map(cell_len, texts), default=0)


def pad(text: Text, width: int, *, right: bool = False) -> Text:
    """Return `text` with blanks up to `width`, to its left when `right`."""
    blanks = " " * max(0, width - text.cell_len)
    return Text.assemble(blanks, text) if right else Text.assemble(text, blanks)


def spread(left: Text, right: Text, width: int) -> Text:
    """Return two texts at the ends of a line of `width` cells, at least one blank between them."""
    return Text.assemble(left, " " * max(1, width - left.cell_len - right.cell_len), right)


def stack(lines: Sequence[Text]) -> Text:
    """Return lines as one cell of a table."""
    return Text("\n").join(lines)
