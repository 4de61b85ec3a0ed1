"""Every kind of block as HTML."""

from typing import assert_never

import htpy as h

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
from facilitator.report.writers.html.prose import base, bullets, figures, heading, note, paragraphs, quotes
from facilitator.report.writers.html.tables import actions, shift, table
from facilitator.report.writers.html.tally import bars, grades, mentions
from facilitator.words import Words


def block_node(block: Block, title: str, words: Words) -> h.Node:
    """Return a block as HTML; `title` is what tables are about, for readers who hear them."""
    match block:
        case Heading():
            return heading(block)
        case Lead():
            return h.div(".lead")[paragraphs(block.text)]
        case Para():
            return paragraphs(block.text)
        case Bullets():
            return bullets(block)
        case Figures():
            return figures(block)
        case Base():
            return base(block)
        case Quotes():
            return quotes(block)
        case Note():
            return note(block)
        case Bars():
            return bars(block, title, words)
        case Mentions():
            return mentions(block, title, words)
        case Grades():
            return grades(block, title, words)
        case Shift():
            return shift(block, title, words)
        case Actions():
            return actions(block, title, words)
        case Table():
            return table(block, title)
        case _:
            assert_never(block)
