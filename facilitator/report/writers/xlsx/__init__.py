"""A session as a workbook: facts, a sheet with the figures of each step, and what was given, row by row.

Every text is written as text. No cell is a formula or a link, and nothing in the workbook is a macro.
"""

import io
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from facilitator.report import figures, given
from facilitator.report.figures import StepFigures, Value
from facilitator.report.given import GivenRow
from facilitator.report.model import Report
from facilitator.report.names import figure_name
from facilitator.report.summary import Summary
from facilitator.report.writers.archive import repacked
from facilitator.report.writers.legible import legible
from facilitator.report.writers.xlsx.sheet import Sheet, Styles, sheet_names
from facilitator.words import Words

if TYPE_CHECKING:
    from xlsxwriter import Workbook

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(summary: Summary, words: Words) -> bytes:
    """Return a session as an Excel workbook.

    Args:
        summary: What to write.
        words: The language of the heads.

    Returns:
        The file's content; the same whenever it is made.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    describe(book, summary.report)
    styles = Styles(book)
    steps = figures.steps(summary.book)
    last = [words("What was given")] if summary.row_by_row else []
    names = sheet_names([words("Overview"), *(f"{step.number} {step.title}" for step in steps), *last])
    _overview(Sheet(book, names[0], styles), summary, steps, names[1:], words)
    for step, name in zip(steps, names[1:], strict=False):
        _step(Sheet(book, name, styles), step, words)
    if last:
        _given(Sheet(book, names[-1], styles), given.rows(summary), words)
    book.close()
    return repacked(out.getvalue())


def describe(book: "Workbook", report: Report) -> None:
    """Set a workbook's properties: its title, and the day of what it tells."""
    book.set_properties({
        "title": legible(report.title),
        "subject": legible(report.subtitle),
        "author": "facilitator",
        "created": report.dated,
    })  # fmt: skip


def _overview(
    sheet: Sheet, summary: Summary, steps: Sequence[StepFigures], names: Sequence[str], words: Words
) -> None:
    report = summary.report
    sheet.title(report.title)
    sheet.text(report.subtitle)
    sheet.skip()
    sheet.pairs(report.facts)
    sheet.skip()
    rows: list[list[Value]] = [
        [name, step.number, step.title, step.status, _of(step, "units"), _of(step, "present"), _of(step, "unit")]
        for name, step in zip(names, steps, strict=False)
    ]
    if summary.row_by_row:
        rows.append([names[-1], None, words("answers, ballots, actions and notes, row by row"), *[None] * 4])
    heads = [words("sheet"), words("step"), words("title"), *_named(["status", "units", "present", "unit"], words)]
    sheet.table(heads, rows)
    sheet.skip()
    sheet.text(words("Every figure is counted from what was recorded in the room; equal counts share a place."))
    sheet.finish()


def _of(step: StepFigures, path: str) -> Value:
    """Return a figure of a step, where it is the same in all its parts; None where it is not."""
    found = {value for name, value in chain(step.cells, *(part.cells for part in step.parts)) if name == path}
    return found.pop() if len(found) == 1 else None


def _step(sheet: Sheet, step: StepFigures, words: Words) -> None:
    """Set a step: its items in one table, and below it what that rests on."""
    parted = any(part.name for part in step.parts)
    items = [item for part in step.parts for item in part.items]
    paths, cells = figures.columns(items)
    parts = [part.name for part in step.parts for _ in part.items]
    rows = [
        [*([part] if parted else []), item.number, item.name, *row]
        for part, item, row in zip(parts, items, cells, strict=True)
    ]
    heads = [*([words("part")] if parted else []), words("no."), words("item"), *_named(paths, words)]
    if rows:
        sheet.table(heads, rows, ["", "", "", *paths] if parted else ["", "", *paths], frozen=True)
        sheet.skip()
    sheet.title(f"{step.number} {step.title}")
    if step.hidden:
        sheet.text(words("Hidden until it is revealed."))
    base = [("", path, value) for path, value in step.cells]
    base += [(part.name, path, value) for part in step.parts for path, value in part.cells]
    told = [[*([part] if parted else []), "", figure_name(path, words), value]
            for part, path, value in base if value is not None]  # fmt: skip
    sheet.table([*([words("part")] if parted else []), "", words("figure"), words("value")], told)
    sheet.finish()


def _given(sheet: Sheet, rows: Sequence[GivenRow], words: Words) -> None:
    heads = [
        words("step"), words("title"), words("part"), words("who"), words("what"), words("no."), words("text"),
        words("value"), words("details"), words("how it came in"), words("time"),
    ]  # fmt: skip
    sheet.table(heads, [
        [row.step, row.title, row.part, row.who, row.form, row.number, row.text, row.value, row.details, row.origin,
         row.at]
        for row in rows
    ], frozen=True)  # fmt: skip
    sheet.finish()


def _named(paths: Sequence[str], words: Words) -> list[str]:
    return [figure_name(path, words) for path in paths]
