"""All figures of the steps that were held, item by item: what the sections show, and what they leave out."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from facilitator.agenda.model import Merge
from facilitator.blocks import Block, Heading, Note, Table
from facilitator.report import figures
from facilitator.report.figures import Cell, ItemFigures, PartFigures, StepFigures
from facilitator.report.model import APPENDIX, Report, Section
from facilitator.report.names import figure_name, shown
from facilitator.report.summary import Summary
from facilitator.words import Words


def with_figures(summary: Summary, words: Words) -> Report:
    """Return a session's report with all its figures at the end; as it is where nothing was held."""
    steps = list(held(summary))
    blocks = tuple(block for step in steps for block in _blocks(step, words))
    if not blocks:
        return summary.report
    last = Section(APPENDIX, words("All figures"), as_said(is_joined(summary, steps), words), blocks)
    return replace(summary.report, sections=(*summary.report.sections, last))


def is_joined(summary: Summary, steps: Iterable[StepFigures]) -> bool:
    """Tell whether one of the steps joined what was said in another."""
    return any(isinstance(summary.book.state.agenda.step(step.id), Merge) for step in steps)


def as_said(joined: bool, words: Words) -> str:
    """Return what explains that answers are here twice, where a step joined what was said in another; else nothing."""
    if not joined:
        return ""
    return words("Answers stand here as they were said; joined together they stand in the step that read them back.")


def held(summary: Summary) -> Iterator[StepFigures]:
    """Give the figures of the steps that were held."""
    for step in figures.steps(summary.book):
        happened = summary.book.state.steps.get(step.id)
        if happened is not None and (happened.started is not None or happened.entries):
            yield step


def of_part(step: StepFigures, part: PartFigures, words: Words) -> str:
    """Return what a part of a step rests on, in running text."""
    return told((*step.cells, *part.cells), words)


def of_item(item: ItemFigures, words: Words) -> str:
    """Return an item's figures in running text."""
    return told(_telling(item, words), words)


def _blocks(step: StepFigures, words: Words) -> Iterator[Block]:
    yield Heading(f"{step.number}. {step.title}", 3)
    if step.hidden:
        yield Note(words("Hidden until it is revealed."))
    rows = []
    for part in step.parts:
        rows.append(("", part.name or words("The whole"), of_part(step, part, words)))
        rows += [(str(item.number), item.name, of_item(item, words)) for item in part.items]
    yield Table((words("no."), words("item"), words("figures")), rows, ("right", "left", "left"))


def _telling(item: ItemFigures, words: Words) -> Iterator[Cell]:
    """Give an item's figures, without wordings that are there already, and without saying of each that it stays."""
    known = {item.name, *(value for path, value in item.cells if path.startswith("aliases."))}
    for path, value in item.cells:
        worded = path == "what" or path.startswith(("texts.", "fields."))
        if not (worded and value in known) and (path, value) != ("kept", words("no")):
            yield path, value


def told(cells: Iterable[Cell], words: Words) -> str:
    """Return figures in running text, several under one name together; what is not known is left out."""
    named: dict[str, list[str]] = {}
    for path, value in cells:
        if value is not None and value != "":
            named.setdefault(figure_name(path, words), []).append(shown(path, value, words))
    return " · ".join(f"{name}: {', '.join(dict.fromkeys(values))}" for name, values in named.items())
