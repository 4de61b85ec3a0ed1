"""All figures of the steps that were held, item by item: what the sections show, and what they leave out."""

from collections.abc import Iterable, Iterator, Sequence

from facilitator.report import figures
from facilitator.report.figures import Cell as Figure
from facilitator.report.figures import ItemFigures, StepFigures
from facilitator.report.names import figure_name, shown
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
    for step in figures.steps(summary.book):
        happened = summary.book.state.steps.get(step.id)
        if happened is not None and (happened.started is not None or happened.entries):
            yield paragraph("Heading2", *runs(f"{step.number}. {step.title}"), keep=True)
            if step.hidden:
                yield paragraph("Remark", *runs(words("Hidden until it is revealed.")))
            yield table(_grid(step, words))
            yield paragraph("Gap")


def _grid(step: StepFigures, words: Words) -> Grid:
    rows: list[Sequence[Cell]] = []
    for part in step.parts:
        base = _told((*step.cells, *part.cells), words)
        rows.append([Cell([[(part.name or words("The whole"), "Value")], [(base, "Aside")]], span=3, fill=PANEL)])
        rows += [_row(item, words) for item in part.items]
    return Grid([6, 38, 56], [said(words("no."), right=True), said(words("item")), said(words("figures"))], rows)


def _row(item: ItemFigures, words: Words) -> list[Cell]:
    return [said(str(item.number), right=True), said(item.name), said(_told(_telling(item, words), words), "Aside")]


def _telling(item: ItemFigures, words: Words) -> Iterator[Figure]:
    """Give an item's figures, without wordings that are there already, and without saying of each that it stays."""
    known = {item.name, *(value for path, value in item.cells if path.startswith("aliases."))}
    for path, value in item.cells:
        worded = path == "what" or path.startswith(("texts.", "fields."))
        if not (worded and value in known) and (path, value) != ("kept", words("no")):
            yield path, value


def _told(cells: Iterable[Figure], words: Words) -> str:
    """Return figures in running text, several under one name together; what is not known is left out."""
    named: dict[str, list[str]] = {}
    for path, value in cells:
        if value is not None and value != "":
            named.setdefault(figure_name(path, words), []).append(shown(path, value, words))
    return " · ".join(f"{name}: {', '.join(dict.fromkeys(values))}" for name, values in named.items())
