"""Running text as HTML."""

import re

import htpy as h

from facilitator.blocks import Base, Bullets, Figures, Heading, Note, Quotes

_LEVELS = (h.h2, h.h3, h.h4, h.h5, h.h6)
_PARTED = re.compile(r"\n\s*\n")


def heading(block: Heading) -> h.Node:
    """Return a heading; the section's own is of level 2."""
    return _LEVELS[max(0, min(len(_LEVELS) - 1, block.level - 2))][block.text]


def paragraphs(text: str) -> h.Node:
    """Return a text as paragraphs; its own line breaks are kept."""
    return [h.p[lines(part)] for part in _PARTED.split(text.strip())]


def lines(text: str) -> h.Node:
    """Return a text with its line breaks."""
    first, *rest = text.split("\n")
    parts: list[h.Node] = [first]
    for line in rest:
        parts += [h.br, line]
    return parts


def bullets(block: Bullets) -> h.Node:
    """Return a list."""
    return h.ul(".bullets")[(h.li[item] for item in block.items)] if block.items else None


def findings(block: Bullets) -> h.Node:
    """Return what came out as a numbered list; what each finding is about stands before its first colon."""
    return h.ol(".findings")[(h.li[_finding(item)] for item in block.items)] if block.items else None


def _finding(text: str) -> h.Node:
    about, colon, said = text.partition(": ")
    return [h.strong[about, h.span(".heard")[colon]], h.p[said]] if colon else h.p[text]


def figures(block: Figures) -> h.Node:
    """Return key figures, the value above what it counts."""
    return h.dl(".figures")[(h.div[h.dt[what], h.dd[value]] for value, what in block.pairs)] if block.pairs else None


def base(block: Base) -> h.Node:
    """Return what a tally rests on."""
    return h.p(".base")[
        h.span[h.strong[block.main], block.detail and h.span(".soft")[" · ", block.detail]],
        block.missing and [" ", h.span(".soft")[block.missing]],
    ]


def quotes(block: Quotes) -> h.Node:
    """Return words as they were said."""
    return h.div(".quotes")[
        (h.figure[h.blockquote[h.p["«", lines(said), "»"]], who and h.figcaption[who]] for said, who in block.rows)
    ]


def note(block: Note) -> h.Node:
    """Return a remark; a warning has its sign."""
    warning = block.tone == "warning"
    return h.div(".note.warning" if warning else ".note", role="note")[
        h.p[warning and [h.span(".sign")["!"], " "], lines(block.text)]
    ]
