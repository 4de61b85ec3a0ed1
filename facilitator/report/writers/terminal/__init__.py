"""Blocks as Rich renderables for a terminal, and as plain lines for a screen reader or a pipe."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from rich.console import Group
from rich.text import Text

from facilitator.blocks import (
    Actions,
    Bars,
    Base,
    Block,
    Bullets,
    Figures,
    Grades,
    Heading,
    Lead,
    Mentions,
    Note,
    Para,
    Quotes,
    Shift,
    Table,
)
from facilitator.report.writers.terminal.layout import tally_rows
from facilitator.report.writers.terminal.look import BLACK, DARK, LIGHT, PLAIN, WHITE, Look, Palette
from facilitator.report.writers.terminal.plain import plain
from facilitator.report.writers.terminal.prose import (
    base_rows,
    bullet_rows,
    figure_rows,
    heading_rows,
    note_rows,
    paragraph_rows,
    quote_rows,
)
from facilitator.report.writers.terminal.rows import Row, assemble, blank, bracketed, fit, lines, single
from facilitator.report.writers.terminal.tables import action_rows, shift_rows, table_rows
from facilitator.report.writers.terminal.tally import of_bars, of_grades, of_mentions

__all__ = [
    "BLACK", "DARK", "LIGHT", "PLAIN", "WHITE", "Look", "Palette", "Row", "plain",
    "render", "render_lines", "render_rows", "single",
]  # fmt: skip


def render(blocks: Sequence[Block], look: Look) -> Group:
    """Set blocks for a terminal.

    Args:
        blocks: What to show, from top to bottom.
        look: Colours, room and language.

    Returns:
        What Rich and Textual can show. No line is wider than `look.width`.
    """
    return assemble(_fitted(blocks, look), look)


def render_rows(blocks: Sequence[Block], look: Look) -> list[Row]:
    """Set blocks for a terminal as `render` does, but row by row: each is painted with `single`, when it is new."""
    return bracketed(_fitted(blocks, look), look)


def render_lines(blocks: Sequence[Block], look: Look) -> Iterator[Text]:
    """Set blocks for a terminal as `render` does, line by line; see `rows.lines`."""
    return lines(_fitted(blocks, look), look)


def _fitted(blocks: Sequence[Block], look: Look) -> list[Row]:
    rows: list[Row] = []
    for block in blocks:
        made = list(_rows(block, look))
        if made and rows:
            # Two blank rows before a new heading tell parts from paragraphs.
            rows += [blank("space")] * (2 if isinstance(block, Heading) and block.level < 3 else 1)
        rows += made
    return fit(rows, look)


def _rows(block: Block, look: Look) -> Iterator[Row]:
    match block:
        case Heading():
            return heading_rows(block, look)
        case Lead() | Para():
            return paragraph_rows(block.text, look)
        case Bullets():
            return bullet_rows(block, look)
        case Figures():
            return figure_rows(block, look)
        case Base():
            return base_rows(block, look)
        case Bars():
            return tally_rows(of_bars(block), look)
        case Mentions():
            return tally_rows(of_mentions(block, look), look)
        case Grades():
            return tally_rows(of_grades(block, look), look)
        case Shift():
            return shift_rows(block, look)
        case Actions():
            return action_rows(block, look)
        case Table():
            return table_rows(block, look)
        case Quotes():
            return quote_rows(block, look)
        case Note():
            return note_rows(block, look)
        case _:
            assert_never(block)
