"""Short lists and short texts side by side, so that no slide is half empty."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil

from msgspec.structs import replace

from facilitator.blocks import Mention, Mentions, Table
from facilitator.report.model import Section
from facilitator.report.writers.pptx import measure
from facilitator.report.writers.pptx.canvas import (
    BODY_BOTTOM,
    LEFT,
    ROOM,
    Heads,
    Page,
    body_top,
    overlong,
    put_text,
    shortened,
)
from facilitator.report.writers.pptx.counted import kept_sign, said_by
from facilitator.report.writers.pptx.harmless import one_line
from facilitator.report.writers.pptx.pages import cut_words, foot_of, put_below, text_slides
from facilitator.report.writers.pptx.parts import Part, parts
from facilitator.report.writers.pptx.plan import Planned, room_below
from facilitator.report.writers.pptx.prose import captions, paragraphs
from facilitator.report.writers.pptx.text import Paragraph, Run, balanced, height, pages, paragraph, shared
from facilitator.words import Words

_GAP = 48.0
_COLUMN = (ROOM - _GAP) / 2
_SIZES = (22.0, 20.0, 18.0, 16.0, 14.0)
# Short lists stand in so many columns; short texts in two, in letters that may be larger.
_CARDED, _SHORT_SIZES = (2, 3), (28.0, 26.0, 24.0, *_SIZES)
# A text that a column has room for at this size stands beside others.
_SHORT = 18.0
# A list of so many lines for each column goes on in the next one.
_LONG_CARD = 2
# Many answers stand in so many columns, in letters of these sizes.
_LISTED, _LIST_SIZES = (2, 3), (16.0, 14.0, 13.0, 12.0)


def is_short(section: Section) -> bool:
    """Tell whether a section is a text that a column has room for."""
    own = list(parts(section))
    if len(own) != 1 or own[0].counted or own[0].heading or section.lead or not section.title:
        return False
    said = [paragraph(section.title, bold=True), *paragraphs(own[0].words)]
    return len(said) > 1 and height(said, _SHORT, _COLUMN) <= BODY_BOTTOM - body_top(Heads("\n"))


def together(sections: Sequence[Section], words: Words) -> Iterator[Planned]:
    """Give slides of short sections in two columns, as many on a slide as it holds."""
    cards = [
        [paragraph(one_line(section.title), bold=True, tone="accent", gap=1.0), *paragraphs(next(parts(section)).words)]
        for section in sections
    ]
    size, columns, _ = _columns(cards, _SHORT_SIZES, (2,), BODY_BOTTOM - body_top(Heads("\n")))
    names = {id(card): one_line(section.title) for card, section in zip(cards, sections, strict=True)}
    for start in range(0, len(columns), 2):
        shown = columns[start : start + 2]
        title = " · ".join(names[id(card)] for column in shown for card in column)
        yield Planned(shortened(Heads(title)), _carding(shown, size, 2))


def is_card(part: Part) -> bool:
    """Tell whether a part is a short list that has no slide of its own."""
    return isinstance(part.counted, Mentions) and not part.counted.cut and bool(part.heading) and (
        len(part.counted.rows) <= 8 and all(row.count <= 2 or len(part.counted.rows) <= 3 for row in part.counted.rows)
    )


def _card(part: Part, words: Words) -> list[Paragraph]:
    assert isinstance(part.counted, Mentions)
    block = part.counted
    said = [Paragraph((Run(one_line(part.heading), bold=True, tone="accent"),), scale=1.15, gap=1.0)]
    said += [replace(one, scale=0.85) for one in captions(part.words)]
    return said + [_item(row, block, words) for row in block.rows]


def _item(row: Mention, block: Mentions, words: Words) -> Paragraph:
    """Return an answer with how many said it, and who."""
    names = said_by(row, block)
    answers = f" · {words.n('{count} answer', '{count} answers', row.answers)}" if row.answers != row.count else ""
    more = " · ".join((*row.fields, *(f"«{text}»" for text in row.texts)))
    runs = [Run(row.label), Run(f"  {row.count}", bold=True)]
    runs.append(Run(f"{answers}  ({names})" if names else answers, tone="quiet"))
    runs += kept_sign(row.kept, words)
    runs += [Run(f"\n{more}", tone="soft")] if more else []
    return Paragraph(tuple(runs), bullet=True, gap=0.25)


def list_slides(heads: Heads, block: Mentions, below: Sequence[Paragraph], words: Words) -> Iterator[Planned]:
    """Give many answers in columns, as many on a slide as it holds; what belongs to them stands below."""
    room = room_below(heads, words) - foot_of(below)
    said = [_item(row, block, words) for row in block.rows]
    if block.cut and (under := [at for at, row in enumerate(block.rows) if not row.above]):
        said.insert(under[0], cut_words(one_line(block.cut)))
    yield from column_slides(heads, said, _LIST_SIZES, _LISTED, below, room)


def is_numbered(block: Table) -> bool:
    """Tell whether a table is a list of things with their numbers, and no more."""
    return [*block.align] == ["right", "left"]


def numbered_slides(heads: Heads, block: Table, below: Sequence[Paragraph], words: Words) -> Iterator[Planned]:
    """Give a list of things with their numbers in columns, as many on a slide as it holds."""
    said = [Paragraph((Run(f"{number}  ", tone="quiet"), Run(one_line(name))), gap=0.4) for number, name in block.rows]
    yield from column_slides(heads, said, _SIZES, _LISTED, below, room_below(heads, words) - foot_of(below))


def column_slides(
    heads: Heads, said: Sequence[Paragraph], sizes: Sequence[float], counts: Sequence[int],
    below: Sequence[Paragraph], room: float,
) -> Iterator[Planned]:  # fmt: skip
    """Give paragraphs in as many columns as need the fewest slides.

    Args:
        heads: What stands above each slide.
        said: The paragraphs.
        sizes: Their sizes, the largest first.
        counts: How many columns there may be.
        below: What stands below them.
        room: How high columns may be.
    """
    tried = []
    for count in counts:
        size, columns = pages(said, sizes, _wide(count), room, count)
        tried.append((ceil(len(columns) / count), -size, count, columns))
    slides, size, count, columns = min(tried, key=lambda one: one[:3])
    # The columns of the last slide are as full as those before.
    if len(columns) < slides * count and len(said) >= slides * count:
        columns = shared(said, -size, _wide(count), room, slides * count)
    for start in range(0, len(columns), count):
        yield Planned(heads, _listing(columns[start : start + count], -size, count, below))


def _listing(
    columns: Sequence[Sequence[Paragraph]], size: float, count: int, below: Sequence[Paragraph]
) -> Callable[[Page], None]:
    wide = _wide(count)

    def draw(page: Page) -> None:
        high = max(height(column, size, wide) for column in columns)
        for at, column in enumerate(columns):
            put_text(page.slide, column, size, (LEFT + at * (wide + _GAP), page.top, wide, height(column, size, wide)))
        put_below(page, below, page.top + high)

    return draw


def card_slides(heads: Heads, own: Sequence[Part], words: Words) -> Iterator[Planned]:
    """Give short lists in two columns or three, as many on a slide as it holds."""
    above, heads = overlong(heads), shortened(heads)
    room = room_below(heads, words)
    cards = [_card(part, words) for part in own]
    if above or max(height(card, _SIZES[-1], _COLUMN) for card in cards) > room:
        yield from text_slides(heads, [*above, *(one for card in cards for one in card)], words)
        return
    size, columns, count = _columns(cards, _SIZES, _CARDED, room)
    last = columns[-1][-1]
    if len(columns) % count == 1 and len(columns[-1]) == 1 and len(last) >= _LONG_CARD * count:
        # Alone on the last slide it goes on in the columns beside.
        columns[-1:] = [[own] for own in shared(last, size, _wide(count), room, count)]
    for start in range(0, len(columns), count):
        yield Planned(heads, _carding(columns[start : start + count], size, count))


def _columns(
    cards: Sequence[list[Paragraph]], sizes: Sequence[float], counts: Sequence[int], room: float
) -> tuple[float, list[list[list[Paragraph]]], int]:
    """Return what needs the fewest slides, in letters as large as may be: their size, the cards of each column.

    The last is how many columns stand beside each other.
    """
    tried = []
    for count in counts:
        for size in sizes:
            heights = _heights(cards, size, count)
            if max(heights) - size * measure.LINE <= room:
                columns = balanced(cards, heights, room + size * measure.LINE)
                tried.append((ceil(len(columns) / count), -size, count, columns))
    slides, size, count, columns = min(tried, key=lambda one: one[:3])
    if len(columns) < slides * count and len(cards) > len(columns):
        # A column is left: the cards are shared out over it too.
        least = min(slides * count, len(cards))
        columns = balanced(cards, _heights(cards, -size, count), room - size * measure.LINE, least)
    return -size, columns, count


def _heights(cards: Sequence[list[Paragraph]], size: float, count: int) -> list[float]:
    """Return how high cards are in one of so many columns, with the air below them."""
    return [height(card, size, _wide(count)) + size * measure.LINE for card in cards]


def _wide(count: int) -> float:
    return (ROOM - (count - 1) * _GAP) / count


def _carding(columns: Sequence[Sequence[Sequence[Paragraph]]], size: float, count: int) -> Callable[[Page], None]:
    wide = _wide(count)

    def draw(page: Page) -> None:
        for at, column in enumerate(columns):
            said = [one for card in column for one in card]
            put_text(page.slide, said, size, (LEFT + at * (wide + _GAP), page.top, wide, page.room))

    return draw
