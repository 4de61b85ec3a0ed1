"""A series as a workbook: what it is, and a sheet for each step with a column for each forum.

Every text is written as text. No cell is a formula or a link, and nothing in the workbook is a macro.
"""

import io
from collections.abc import Sequence

from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Act, Talk
from facilitator.report.figures import Value
from facilitator.report.model import Report
from facilitator.report.writers.archive import repacked
from facilitator.report.writers.xlsx import OPTIONS, describe
from facilitator.report.writers.xlsx.sheet import Sheet, Styles, sheet_names
from facilitator.series import wording
from facilitator.series.audience import SeriesSummary
from facilitator.series.doing import in_order
from facilitator.series.matching import Row
from facilitator.series.ways import WAYS
from facilitator.series.whole import Series, Whole
from facilitator.steps.act import status_name
from facilitator.steps.book import strength
from facilitator.words import Words


def write(summary: SeriesSummary, words: Words) -> bytes:
    """Return a series as an Excel workbook; the same whenever it is made.

    Args:
        summary: What to write.
        words: The language of the heads.
    """
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    series, report = summary.series, summary.report
    describe(book, report)
    styles = Styles(book)
    wholes = [series.whole(step.id) for step in series.steps.values() if not isinstance(step, Talk)]
    titles = [f"{whole.number} {whole.step.title.of(words.language)}" for whole in wholes]
    names = sheet_names([words("Overview"), *titles])
    _overview(Sheet(book, names[0], styles), series, report, list(zip(names[1:], wholes, strict=True)))
    for name, title, whole in zip(names[1:], titles, wholes, strict=True):
        sheet = Sheet(book, name, styles)
        _actions(sheet, series, whole) if isinstance(whole.step, Act) else _step(sheet, series, whole)
        sheet.skip()
        sheet.title(title)
        for part in range(len(whole.parts)):
            sheet.text(f"{wording.part_name(whole, part, words)} {wording.base(series, whole, part)}".strip())
        if whole.tally.hidden:
            sheet.text(words("Hidden until it is revealed."))
        sheet.finish()
    book.close()
    return repacked(out.getvalue())


def _overview(sheet: Sheet, series: Series, report: Report, steps: Sequence[tuple[str, Whole]]) -> None:
    words = series.words
    sheet.title(report.title)
    sheet.text(report.subtitle)
    sheet.skip()
    sheet.pairs(report.facts)
    sheet.skip()
    forums: list[list[Value]] = [
        [forum.name, forum.book.state.date, len(forum.groups), forum.people] for forum in series.forums
    ]
    sheet.table([words("forum"), words("date"), words("tables"), words("people")], forums)
    sheet.skip()
    rows: list[list[Value]] = [
        [name, whole.number, whole.step.title.of(words.language), len(whole.forums),
         "" if isinstance(whole.step, Act) else wording.way_name(whole.way, words)]
        for name, whole in steps
    ]  # fmt: skip
    sheet.table([words("sheet"), words("step"), words("title"), words("forums"), words("added")], rows)
    sheet.skip()
    sheet.text(words("Every figure is counted from what was recorded in the forums; equal counts share a place."))
    sheet.finish()


def _step(sheet: Sheet, series: Series, whole: Whole) -> None:
    """Set a step: place, item, a column for each forum, then every way of adding with its places."""
    words, parted = series.words, whole.tally.parted
    forums = whole.forums
    head = [*([words("part")] if parted else []), words("place"), words("item"),
            *(series.forums[at].name for at in forums)]  # fmt: skip
    for way in WAYS:
        head += [wording.way_name(way, words), f"{words('place')}, {wording.way_name(way, words)}"]
    head.append(words("other wordings"))
    rows: list[list[Value]] = []
    for part, facet in enumerate(() if whole.tally.hidden else whole.tally.facets):
        ways, found = whole.ways[part], {row.number: row for row in whole.parts[part].rows}
        for item in whole.placed(whole.way, part):
            row: list[Value] = [facet.facet] if parted else []
            row += [ways.by[whole.way].places[item.number], item.item]
            given = _given(found[item.number])
            row += [given.get(at) for at in forums]
            for way in WAYS:
                row += [ways.by[way].scores[item.number], ways.by[way].places[item.number]]
            rows.append([*row, "\n".join(item.aliases)])
    sheet.table(head, rows, frozen=True)


def _given(row: Row) -> dict[int, float]:
    """Return what each forum gave an item; nothing of those that gave it nothing."""
    found: dict[int, float] = {}
    for cell in row.cells:
        value = strength(cell.item)
        if value is not None:
            found[cell.forum] = found.get(cell.forum, 0) + value
    return found


def _actions(sheet: Sheet, series: Series, whole: Whole) -> None:
    words = series.words
    found = in_order(series, whole)
    fields = list(dict.fromkeys(name for _, item in found for name in item.fields))
    rows: list[list[Value]] = [
        [forum.name, *(item.fields.get(name, "") for name in fields), status_name(forum.book, item)]
        for forum, item in found
    ]
    head = [words("forum"), *(field_label(name, words.language) for name in fields), words("status")]
    sheet.table(head, rows, frozen=True)
