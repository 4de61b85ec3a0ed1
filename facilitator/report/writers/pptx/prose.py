"""Running text as paragraphs."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from facilitator.blocks import Base, Bullets, Figures, Heading, Lead, Note, Para, Quotes
from facilitator.report.writers.pptx.tables import Grid
from facilitator.report.writers.pptx.text import Paragraph, Run, paragraph

Prose = Heading | Lead | Para | Bullets | Figures | Base | Quotes | Note


# What stands below the base, against it.
_SMALL = 0.875


def paragraphs(blocks: Sequence[Prose]) -> list[Paragraph]:
    """Return text as paragraphs for a slide of its own."""
    return [part for block in blocks for part in _paragraphs(block) if part.text.strip()]


def captions(blocks: Sequence[Prose]) -> list[Paragraph]:
    """Return text as it stands below a chart: the base first and bold, the rest quiet."""
    return [part for block in blocks for part in _caption(block) if part.text.strip()]


def rows_in_words(grid: Grid) -> list[Paragraph]:
    """Return a table as paragraphs, one for each cell: for heads or cells that no column has room for."""
    said = []
    for line in grid.lines:
        heads = ("",) * len(line.cells) if line.span else grid.head
        for at, (head, cell) in enumerate(zip(heads, line.cells, strict=True)):
            name = (Run(f"{head}: ", tone="quiet"),) if head else ()
            if cell.text:
                said.append(Paragraph((*name, *cell.runs), gap=0.1 if at else 0.8))
    return said


def _paragraphs(block: Prose) -> Iterator[Paragraph]:
    match block:
        case Heading():
            yield paragraph(block.text, bold=True, gap=0.8)
        case Lead() | Para():
            yield from (paragraph(part, gap=0.5) for part in block.text.split("\n\n"))
        case Bullets():
            yield from (Paragraph((Run(item),), bullet=True, gap=0.45) for item in block.items)
        case Figures():
            for value, what in block.pairs:
                yield Paragraph((Run(value, bold=True, tone="accent"),), scale=1.6, gap=0.5)
                yield paragraph(what, tone="soft", gap=0)
        case Base():
            yield Paragraph(_base(block))
        case Quotes():
            for said, who in block.rows:
                # One paragraph, so that no slide parts what was said from who said it.
                by = (Run(f"\n{who}", tone="quiet"),) if who else ()
                yield Paragraph((Run(f"«{said}»"), *by), scale=0.85, gap=0.6)
        case Note():
            yield Paragraph(_note(block), scale=0.85, gap=0.6)
        case _:
            assert_never(block)


def _caption(block: Prose) -> Iterator[Paragraph]:
    match block:
        case Base():
            yield Paragraph(_base(block), gap=0.2)
        case Note():
            yield Paragraph(_note(block), scale=_SMALL, gap=0.2)
        case Lead() | Para():
            yield paragraph(block.text, tone="soft", scale=_SMALL, gap=0.2)
        case Heading() | Bullets() | Figures() | Quotes():
            for part in _paragraphs(block):
                yield Paragraph(part.runs, _SMALL, part.bullet, gap=0.2)
        case _:
            assert_never(block)


def _base(block: Base) -> tuple[Run, ...]:
    more = "".join(f" · {part}" for part in (block.detail, block.missing) if part)
    return (Run(block.main, bold=True), Run(more, tone="soft"))


def _note(block: Note) -> tuple[Run, ...]:
    if block.tone == "warning":
        return (Run("! ", bold=True), Run(block.text))
    return (Run(block.text, tone="soft"),)
