"""Running text: headings, paragraphs, lists, what a tally rests on, quotes and notes."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from facilitator.blocks import Base, Bullets, Figures, Heading, Note, Quotes
from facilitator.report.writers.terminal.cells import stack, widest, wrap, wrap_lines
from facilitator.report.writers.terminal.look import Look
from facilitator.report.writers.terminal.rows import Column, Grid, Row, line

# Lines of running text are kept shorter than tables.
_PROSE = 76


def heading_rows(block: Heading, look: Look) -> Iterator[Row]:
    """Give a heading, bold."""
    colour = look.palette.text if block.level < 3 else look.palette.soft
    for part in wrap(block.text, look.measure):
        yield line(Text(part, style=look.bold(colour)))


def paragraph_rows(text: str, look: Look) -> Iterator[Row]:
    """Give a paragraph; its own line breaks are kept."""
    for part in wrap_lines(text, min(look.measure, _PROSE)):
        yield line(Text(part, style=look.palette.text))


def bullet_rows(block: Bullets, look: Look) -> Iterator[Row]:
    """Give a list with hanging lines."""
    grid = Grid((Column(1, gap=1), Column(min(look.measure, _PROSE) - 2)))
    for item in block.items:
        lines = [Text(part, style=look.palette.text) for part in wrap(item, grid.columns[1].width)]
        yield Row((Text("·", style=look.palette.quiet), stack(lines)), grid, "item")


def figure_rows(block: Figures, look: Look) -> Iterator[Row]:
    """Give key figures: values in one column, what they count in the next."""
    values = min(widest(value for value, _ in block.pairs), look.measure // 2)
    grid = Grid((Column(values, right=True), Column(look.measure - values - 2)))
    for value, what in block.pairs:
        shown = stack([Text(part, style=look.bold()) for part in wrap(value, values)])
        words = stack([Text(part, style=look.palette.soft) for part in wrap(what, grid.columns[1].width)])
        yield Row((shown, words), grid)


def base_rows(block: Base, look: Look) -> Iterator[Row]:
    """Give what a tally rests on, who is missing at the right end of the same line where there is room."""
    palette, measure = look.palette, look.measure
    detail = f" · {block.detail}" if block.detail else ""
    used = cell_len(block.main + detail)
    room = measure - used - cell_len(block.missing)
    if used <= measure and room >= (2 if block.missing else 0):
        end = " " * room + block.missing if block.missing else ""
        yield line(Text.assemble((block.main, look.bold()), (detail, palette.soft), (end, palette.soft)))
        return
    for text, style in (
        (block.main, look.bold()),
        (block.detail, palette.soft),
        (block.missing, palette.soft),
    ):
        yield from (line(Text(part, style=style)) for part in wrap(text, measure) if part)


def quote_rows(block: Quotes, look: Look) -> Iterator[Row]:
    """Give words as they were said, each with who said them below."""
    for index, (said, who) in enumerate(block.rows):
        if index and look.height is None:
            yield line(Text(), "gap")
        lines = [Text(part, style=look.palette.text) for part in wrap(f"«{said}»", min(look.measure, _PROSE))]
        lines += [Text(f"  {part}", style=look.palette.soft) for part in wrap(who, look.measure - 2) if part]
        yield Row((stack(lines),), role="item")


def note_rows(block: Note, look: Look) -> Iterator[Row]:
    """Give a remark; a warning has its sign."""
    sign = "! " if block.tone == "warning" else ""
    grid = Grid((Column(len(sign), gap=0), Column(min(look.measure, _PROSE) - len(sign))))
    style = look.palette.text if sign else look.palette.soft
    lines = [Text(part, style=style) for part in wrap_lines(block.text, grid.columns[1].width)]
    yield Row((Text(sign, style=look.bold(look.palette.warn)), stack(lines)), grid) if sign else Row((stack(lines),))
