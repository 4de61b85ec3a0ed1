"""A series as a workbook: what it is, and for each step a sheet with a column for each forum and one with all figures.

Every text is written as text. No cell is a formula or a link, and nothing in the workbook is a macro.
"""

import io
from collections.abc import Iterator, Sequence
from itertools import chain

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
from facilitator.series.figures import StepFigures, counted, is_base, name_of
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
    pairs = [name for title, whole in zip(titles, wholes, strict=True)
             for name in (title, f"{whole.number} {words('all figures')}")]  # fmt: skip
    names = sheet_names([words("Overview"), *pairs])
    own, all_figures = names[1::2], names[2::2]
    _overview(Sheet(book, names[0], styles), series, report, list(zip(own, all_figures, wholes, strict=True)))
    steps = zip(own, all_figures, titles, wholes, summary.figures, strict=True)
    for name, further, title, whole, step in steps:
        sheet = Sheet(book, name, styles)
        _actions(sheet, series, whole) if isinstance(whole.step, Act) else _step(sheet, series, whole)
        sheet.skip()
        sheet.title(title)
        for part in range(len(whole.parts)):
            sheet.text(f"{wording.part_name(whole, part, words)} {wording.base(series, whole, part)}".strip())
        if whole.tally.hidden:
            sheet.text(words("Hidden until it is revealed."))
        sheet.finish()
        _figures(Sheet(book, further, styles), step, title, words)
    book.close()
    return repacked(out.getvalue())


def _overview(sheet: Sheet, series: Series, report: Report, steps: Sequence[tuple[str, str, Whole]]) -> None:
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
        [name, further, whole.number, whole.step.title.of(words.language), len(whole.forums),
         "" if isinstance(whole.step, Act) else wording.way_name(whole.way, words)]
        for name, further, whole in steps
    ]  # fmt: skip
    heads = [words("sheet"), words("all figures"), words("step"), words("title"), words("forums"), words("added")]
    sheet.table(heads, rows)
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
    worded = any(item.aliases for facet in whole.tally.facets for item in facet.items)
    head += [words("other wordings")] if worded else []
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
            rows.append([*row, *(["\n".join(item.aliases)] if worded else [])])
    sheet.table(head, rows, frozen=True)


def _figures(sheet: Sheet, step: StepFigures, title: str, words: Words) -> None:
    """Set all figures of a step: an item over all forums, then a row for each forum; last what they rest on."""
    parted = any(part.name for part in step.parts)
    whole = words("all forums")
    rows: list[tuple[list[Value], dict[str, Value]]] = []
    for part in step.parts if step.kind != "act" else ():
        for item in part.items:
            head: list[Value] = [*([part.name] if parted else []), item.number, item.name]
            rows.append(([*head, whole, None], dict(counted((*item.cells, *item.ways), words))))
            rows += [([*head, of.forum, of.number], dict(counted(of.cells, words))) for of in item.forums]
    if rows:
        paths = sorted(dict.fromkeys(chain.from_iterable(cells for _, cells in rows)), key=_is_of_a_way)
        heads = [*([words("part")] if parted else []), words("no."), words("item"), words("forum"), words("no. there")]
        sheet.table([*heads, *(name_of(path, words) for path in paths)],
                    [[*of, *(cells.get(path) for path in paths)] for of, cells in rows],
                    [*[""] * len(heads), *paths], frozen=True)  # fmt: skip
        sheet.skip()
    sheet.title(title)
    # Under the heads of the items, which come again above it on every page.
    bases = [[*head, "", name, forum, "", value] for head, forum, name, value in _bases(step, parted, whole, words)]
    sheet.table([*([words("part")] if parted else []), "", words("figure"), words("forum"), "", words("value")], bases)
    sheet.finish()


def _is_of_a_way(path: str) -> bool:
    return path.startswith(("by.", "places."))


def _bases(
    step: StepFigures, parted: bool, whole: str, words: Words
) -> Iterator[tuple[list[Value], str, str, Value]]:
    """Give what each part rests on, over all forums and in each: the part, the forum, the figure's name, the figure."""
    for part in step.parts:
        head: list[Value] = [part.name] if parted else []
        cells = (cell for cell in (("present", step.present), *part.cells) if is_base(cell))
        yield from ((head, whole, name_of(path, words), value) for path, value in cells)
        yield from ((head, forum, name_of("units", words), units) for forum, units in part.bases if units is not None)


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
