"""All figures of the steps that were held, item by item: what the sections show, and what they leave out."""

from collections.abc import Iterator, Sequence

from facilitator.report.appendix import held, of_item, of_part
from facilitator.report.figures import StepFigures
from facilitator.report.summary import Summary
from facilitator.report.writers.docx.grid import Cell, Grid, said, table
from facilitator.report.writers.docx.page import PANEL
from facilitator.report.writers.docx.xml import Element, paragraph, runs
from facilitator.words import Words


def appendix(summary: Summary, words: Words) -> Iterator[Element]:
    """Give a heading and a table for each step; nothing where nothing was held.

    Args:
        summary: The session.
        words: The language.
    """
    for step in held(summary):
        yield paragraph("Heading2", *runs(f"{step.number}. {step.title}"), keep=True)
        if step.hidden:
            yield paragraph("Remark", *runs(words("Hidden until it is revealed.")))
        yield table(_grid(step, words))
        yield paragraph("Gap")


def _grid(step: StepFigures, words: Words) -> Grid:
    rows: list[Sequence[Cell]] = []
    for part in step.parts:
        base = of_part(step, part, words)
        rows.append([Cell([[(part.name or words("The whole"), "Value")], [(base, "Aside")]], span=3, fill=PANEL)])
        rows += [
            [said(str(item.number), right=True), said(item.name), said(of_item(item, words), "Aside")]
            for item in part.items
        ]
    return Grid([6, 38, 56], [said(words("no."), right=True), said(words("item")), said(words("figures"))], rows)
