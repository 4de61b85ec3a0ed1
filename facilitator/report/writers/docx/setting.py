"""The whole document, from its title to the last table."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count, zip_longest
from typing import TYPE_CHECKING, assert_never

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
from facilitator.report.model import APPENDIX, Report
from facilitator.report.writers.docx import tables
from facilitator.report.writers.docx.contents import bookmarked, contents
from facilitator.report.writers.docx.grid import Grid, said, table
from facilitator.report.writers.docx.slope import slopes
from facilitator.report.writers.docx.xml import Element, paragraph, runs
from facilitator.steps.when import read_day
from facilitator.words import Words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_LEAST_WITH_CONTENTS = 3
# A list of so many lines stays on one page; of a longer one no line stands alone.
_SHORT_LIST = 6
_PARTED = re.compile(r"\n\s*\n")


def set_whole(document: "WordDocument", report: Report, figures: Sequence[Element], words: Words) -> None:
    """Set title, facts, contents, sections and the appendix with all figures.

    Args:
        document: The empty document.
        report: What to set.
        figures: The appendix; none where empty.
        words: The language of the few words the writer adds itself.
    """
    body = document.element.body
    end = body.sectPr
    for part in _whole(report, figures, words):
        end.addprevious(part)


def _whole(report: Report, figures: Sequence[Element], words: Words) -> Iterator[Element]:
    titles = [section.title for section in report.sections if section.title]
    titles += [words("All figures")] if figures else []
    yield paragraph("Title", *runs(report.title))
    if report.subtitle:
        yield paragraph("Subtitle", *runs(report.subtitle))
    if report.facts:
        facts = [[said(name, "Aside"), said(value)] for name, value in report.facts]
        yield table(Grid([20, 80], (), facts))
    if len(titles) >= _LEAST_WITH_CONTENTS:
        yield from contents(titles, words)
    number, drawings = 0, count(1)
    for section in report.sections:
        if section.title:
            number += 1
            yield bookmarked(paragraph("Heading1", *runs(section.title), keep=True), number)
        if section.finding:
            yield paragraph("Lead", *runs(section.finding, "Value"), keep=True)
        if section.lead:
            yield from _paragraphs(section.lead, "Lead")
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            if section.id == APPENDIX and isinstance(block, Table):
                yield table(tables.fine(block))
                yield paragraph("Gap")
            else:
                yield from _set(block, report, drawings, words, following)
    if figures:
        yield bookmarked(paragraph("Heading1", *runs(words("All figures")), keep=True), number + 1)
        yield from figures


def _set(
    block: Block, report: Report, drawings: Iterator[int], words: Words, following: Block | None
) -> Iterator[Element]:
    match block:
        case Heading():
            # The section's own heading is of level 2, and here of level 1.
            yield paragraph(f"Heading{min(max(block.level - 1, 1), 3)}", *runs(block.text), keep=True)
        case Lead():
            yield from _paragraphs(block.text, "Lead")
        case Para():
            yield from _paragraphs(block.text, "Normal", keep=isinstance(following, Para | Table))
        case Note():
            sign = runs("! ", "Sign") if block.tone == "warning" else []
            yield paragraph("Remark", *sign, *runs(block.text), keep=isinstance(following, Base))
        case Bullets():
            last = len(block.items) - 1
            held = range(last) if last < _SHORT_LIST else (0, last - 1)
            yield from (paragraph("ListBullet", *runs(item), keep=at in held) for at, item in enumerate(block.items))
        case Figures():
            yield from (paragraph("Normal", *runs(f"{value} ", "Value"), *runs(what)) for value, what in block.pairs)
        case Base():
            rest = [f" · {part}" for part in (block.detail, block.missing) if part]
            yield paragraph("Caption", *runs(block.main, "Value"), *(run for part in rest for run in runs(part)))
        case Quotes():
            for words_said, who in block.rows:
                yield paragraph("Quote", *runs(f"«{words_said}»"), *(runs(f"\n{who}", "Aside") if who else []))
        case Bars() | Mentions() | Grades() | Shift() | Actions() | Table():
            if isinstance(block, Shift) and (chart := slopes(block, next(drawings), words)) is not None:
                yield chart
                yield paragraph("Gap", keep=True)
            if block.rows:
                followed = isinstance(following, Para)
                yield table(_grid(block, report, words), followed)
                # Two tables without anything between them would be one.
                yield paragraph("Gap", keep=followed)
        case _:
            assert_never(block)


def _grid(block: Bars | Mentions | Grades | Shift | Actions | Table, report: Report, words: Words) -> Grid:
    match block:
        case Bars():
            return tables.bars(block, words)
        case Mentions():
            return tables.mentions(block, words)
        case Grades():
            return tables.grades(block, words)
        case Shift():
            return tables.shift(block, words)
        case Actions():
            day = report.day or date(2000, 1, 1)
            return tables.actions(block, words, lambda when: read_day(when, day))
        case Table():
            return tables.plain(block)
        case _:
            assert_never(block)


def _paragraphs(text: str, style: str, keep: bool = False) -> Iterator[Element]:
    for part in _PARTED.split(text.strip()):
        yield paragraph(style, *runs(part), keep=keep)
