"""All figures of the steps that were held, item by item: what the sections show, and what they leave out."""

from collections.abc import Iterator, Sequence

from facilitator.report.appendix import as_said, held, is_joined, of_item, of_part
from facilitator.report.figures import StepFigures
from facilitator.report.summary import Summary
from facilitator.report.writers.docx.grid import Cell, Grid, said, table
from facilitator.report.writers.docx.page import PANEL, WIDTH
from facilitator.report.writers.docx.xml import Element, paragraph, runs
from facilitator.report.writers.pptx import measure
from facilitator.words import Words

# In hundredths of the page: numbers, and names, which leave what they do not need to their figures.
_NUMBER, _LEAST_NAMES, _MOST_NAMES = 6.0, 18.0, 38.0
# In points: letters, and the air beside a cell's words.
_SIZE, _SIDES = 9.5, 9.0


def appendix(summary: Summary, words: Words) -> Iterator[Element]:
    """Give a heading and a table for each step; nothing where nothing was held.

    Args:
        summary: The session.
        words: The language.
    """
    steps = list(held(summary))
    if told := as_said(is_joined(summary, steps), words):
        yield paragraph("Remark", *runs(told), keep=True)
    for step in steps:
        yield paragraph("Heading2", *runs(f"{step.number}. {step.title}"), keep=True)
        if step.hidden:
            yield paragraph("Remark", *runs(words("Hidden until it is revealed.")))
        yield table(_grid(step, words))
        yield paragraph("Gap")


def _grid(step: StepFigures, words: Words) -> Grid:
    rows: list[Sequence[Cell]] = []
    widest = max((measure.width(item.name, _SIZE) for part in step.parts for item in part.items), default=0) + _SIDES
    names = min(max(widest * 20 / WIDTH * 100, _LEAST_NAMES), _MOST_NAMES)
    for part in step.parts:
        base = of_part(step, part, words)
        rows.append([Cell([[(part.name or words("The whole"), "Value")], [(base, "Aside")]], span=3, fill=PANEL)])
        rows += [
            [said(str(item.number), right=True), said(item.name), said(of_item(item, words), "Aside")]
            for item in part.items
        ]
    head = [said(words("no."), right=True), said(words("item")), said(words("figures"))]
    return Grid([_NUMBER, names, 100 - _NUMBER - names], head, rows)
