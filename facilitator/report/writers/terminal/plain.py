"""Blocks as simple lines: no colour, no drawing, one item a line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from facilitator.blocks import (
    ActionRow,
    Actions,
    Bar,
    Bars,
    Base,
    Block,
    Bullets,
    Figures,
    GradeRow,
    Grades,
    Heading,
    Lead,
    Mention,
    Mentions,
    Note,
    Para,
    Quotes,
    Shift,
    Table,
)
from facilitator.report.writers.terminal.look import Look


def plain(blocks: Sequence[Block], look: Look) -> str:
    """Set blocks as lines that read well aloud.

    Args:
        blocks: What to show, from top to bottom.
        look: Language and newest items; lines are as long as their text, whatever the width.

    Returns:
        The lines, blocks parted by an empty one.
    """
    parts = ("\n".join(_lines(block, look)) for block in blocks)
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(block: Block, look: Look) -> Iterator[str]:
    match block:
        case Heading() | Lead() | Para():
            yield block.text
        case Note():
            yield f"! {block.text}" if block.tone == "warning" else block.text
        case Bullets():
            yield from (f"- {item}" for item in block.items)
        case Figures():
            yield from (f"{what}: {value}" for value, what in block.pairs)
        case Base():
            yield ", ".join(part for part in (block.main, block.detail, block.missing) if part)
        case Bars() | Mentions() | Grades():
            yield from _counted(block, look)
        case Shift():
            yield from _shift(block, look)
        case Actions():
            yield from (_action(row, block, look) for row in block.rows)
        case Table():
            for row in block.rows:
                yield ", ".join(f"{head}: {cell}" if head else cell for head, cell in zip(block.head, row, strict=True))
        case Quotes():
            yield from (f"«{said}» {who}".strip() for said, who in block.rows)
        case _:
            assert_never(block)


def _counted(block: Bars | Mentions | Grades, look: Look) -> Iterator[str]:
    above = True
    for row, said in _said(block, look):
        if block.cut and above and not row.above:
            yield block.cut
        above = row.above
        said = [*said, look.words("goes on")] if row.kept else said
        yield _item(row.number, row.label, said, look)


def _said(block: Bars | Mentions | Grades, look: Look) -> Iterator[tuple[Bar | Mention | GradeRow, list[str]]]:
    """Give each row with what is said about it: the value first, the rest goes in brackets."""
    match block:
        case Bars():
            shared = _shared(row.place for row in block.rows)
            for bar in block.rows:
                yield bar, [_amount(bar.shown, block), *_place(bar.place, shared, look), *_some(bar.note)]
        case Mentions():
            for mention in block.rows:
                names = [name for name, mark in zip(block.names, mention.marks, strict=True) if mark]
                answers = look.words.n("{count} answer", "{count} answers", mention.answers)
                more = [answers] if mention.answers != mention.count else []
                said = [_amount(str(mention.count), block), look.words.listed(names), *more, *mention.fields]
                yield mention, [*said, *(f"«{text}»" for text in mention.texts)]
        case Grades():
            shared = _shared(row.place for row in block.rows)
            for grade in block.rows:
                counts = ", ".join(f"{name}: {count}" for name, count in zip(block.scale, grade.counts, strict=True))
                graded = f"{look.words('graded')} {grade.n}"
                change = f"{look.words('change')} {grade.change}" if grade.change else ""
                said = [f"{block.head} {grade.shown}", *_place(grade.place, shared, look), graded, *_some(change)]
                yield grade, [*said, counts]
        case _:
            assert_never(block)


def _amount(shown: str, block: Bars | Mentions | Shift) -> str:
    """Return a count with its unit, of a single one with the unit of one."""
    return f"{shown} {block.one if shown == '1' and block.one else block.unit}"


def _shift(block: Shift, look: Look) -> Iterator[str]:
    words = look.words
    for row in block.rows:
        shares = ["" if share is None else words("{share}%", share=words.number(share * 100)) for share in row.shares]
        moments = [
            " ".join(part for part in (name, _amount(str(count), block), share) if part)
            for name, count, share in zip(block.moments, row.counts, shares, strict=True)
        ]
        change = "" if row.points is None else f"{words('shift')} {words.signed(row.points)}"
        yield _item(row.number, row.label, [", ".join(moments), *_some(change)], look)


def _action(row: ActionRow, block: Actions, look: Look) -> str:
    who = row.who or look.words("no one yet")
    when = row.when or look.words("no date yet")
    heads = block.head[1:]
    said = [f"{head}: {value}" for head, value in zip(heads, (who, when, row.status), strict=True) if value]
    said += [f"{label}: {value}" for label, value in row.fields]
    return f"{_numbered(row.number)}{row.what}. {', '.join(said)}"


def _item(number: int | None, label: str, said: list[str], look: Look) -> str:
    first, *rest = said
    rest = [part for part in rest if part]
    rest += [look.words("just now")] if number in look.newest else []
    return f"{_numbered(number)}{label}: {first}" + (f" ({', '.join(rest)})" if rest else "")


def _numbered(number: int | None) -> str:
    return "" if number is None else f"{number}. "


def _place(place: int | None, shared: set[int], look: Look) -> list[str]:
    if place is None:
        return []
    return [look.words("place {place}", place=place), *([look.words("shared")] if place in shared else [])]


def _shared(places: Iterable[int | None]) -> set[int]:
    return {place for place, count in Counter(places).items() if place is not None and count > 1}


def _some(text: str) -> list[str]:
    return [text] if text else []
