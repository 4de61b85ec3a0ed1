"""All figures of a series as one CSV file: a row for each figure, of each forum and of all together."""

from collections.abc import Iterator
from itertools import chain

from facilitator.report.figures import Cell, Value
from facilitator.report.writers.csv import table
from facilitator.series.audience import SeriesSummary
from facilitator.series.figures import ItemFigures, StepFigures, name_of
from facilitator.series.whole import Series
from facilitator.words import Words


def write(summary: SeriesSummary, words: Words) -> bytes:
    """Return a series' figures as CSV; the column of the forum is empty where a figure is of all together.

    Args:
        summary: What to write.
        words: The language of the heads; Swedish has semicolons between the cells and a comma in decimals.
    """
    head = [words("step"), words("title"), words("part"), words("no."), words("item"), words("forum"), words("figure"),
            words("value"), words("path")]  # fmt: skip
    steps = (row for step in summary.figures for row in _step(step, words))
    return table(head, chain(steps, _people(summary.series, words)), words)


def _people(series: Series, words: Words) -> Iterator[list[Value]]:
    """Give how many people there were, in all and in each forum, and at how many tables; these rows are of no step."""
    head: list[Value] = [None, "", "", None, ""]
    yield [*head, "", words("people"), series.people, "people"]
    for forum in series.forums:
        yield [*head, forum.name, words("tables"), len(forum.groups), "groups"]
        yield [*head, forum.name, words("people"), forum.people, "people"]


def _step(step: StepFigures, words: Words) -> Iterator[list[Value]]:
    for part in step.parts:
        head: list[Value] = [step.number, step.title, part.name]
        for cell in (("present", step.present), *part.cells):
            yield [*head, None, "", "", *_figure(cell, words)]
        for forum, units in part.bases:
            yield [*head, None, "", forum, *_figure(("units", units), words)]
        for item in part.items:
            yield from _item([*head, item.number, item.name], item, words)


def _item(head: list[Value], item: ItemFigures, words: Words) -> Iterator[list[Value]]:
    """Give the figures of an item: of all forums together, in each way of adding, and of each forum."""
    yield from ([*head, "", *_figure(cell, words)] for cell in (*item.cells, *item.ways))
    for forum in item.forums:
        yield from ([*head, forum.forum, *_figure(cell, words)] for cell in forum.cells)


def _figure(cell: Cell, words: Words) -> list[Value]:
    path, value = cell
    return [name_of(path, words), value, path]
