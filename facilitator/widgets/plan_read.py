"""The form as one text, while nobody fills it in: each row in as many lines as there is room for."""

from collections.abc import Sequence

from rich.text import Text

from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import pad, shorten, wrap_lines
from facilitator.widgets.plan_fields import Row
from facilitator.words import Words

# The most lines of a question where not everything has room.
_QUESTION = 3


def set_rows(
    rows: Sequence[Row], indent: int, width: int, height: int, words: Words, palette: Palette
) -> tuple[Text, int]:
    """Return the rows as a text, and how many of them are in view.

    Args:
        rows: The rows.
        indent: Where their texts stand: where they are filled in too, so that nothing moves then.
        width: The cells of a line.
        height: The lines in view.
        words: The language of the labels.
        palette: Colours.
    """
    texts = [wrap_lines(row.label, width - indent) or [""] for row in rows]
    heights = _heights([len(lines) for lines in texts], height)
    told, seen, used = [], 0, 0
    for row, lines, room in zip(rows, texts, heights, strict=True):
        told += _row(row, lines, room, indent, width, words, palette)
        used += room
        seen += used <= height
    return Text("\n").join(told), seen


def _row(
    row: Row, lines: Sequence[str], room: int, indent: int, width: int, words: Words, palette: Palette
) -> list[Text]:
    shown = list(lines[:room])
    if len(lines) > room == 1:
        shown = [shorten(row.at_a_glance, width - indent)]
    elif len(lines) > room:
        shown[-1] = f"{shorten(shown[-1], width - indent - 1).removesuffix('…')}…"
    label = shorten(f" {row.named(words)}", indent - 1)
    first = pad(Text(label, style=palette.warn if row.wrong else palette.soft), indent)
    hint = shorten(words(row.field.hint), width - indent) if row.field.hint and not row.label else ""
    first.append(hint or shown[0], style=palette.quiet if hint else palette.text)
    return [first, *(Text(" " * indent + line, style=palette.text) for line in shown[1:])]


def _heights(wanted: Sequence[int], room: int) -> list[int]:
    """Return how many lines each row gets: all it wants where everything has room, else what the short ones leave."""
    heights = [1] * len(wanted)
    spare = room - len(wanted)
    while spare > 0 and any(height < most for height, most in zip(heights, wanted, strict=True)):
        for at, most in enumerate(wanted):
            if spare > 0 and heights[at] < most:
                heights[at] += 1
                spare -= 1
    # Where the last rows are out of view in any case, the question is read first of all.
    first = next((at for at, most in enumerate(wanted) if most > 1), None)
    if first is not None and len(wanted) > room:
        heights[first] = min(wanted[first], _QUESTION)
    return heights
