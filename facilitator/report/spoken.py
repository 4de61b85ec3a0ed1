"""What a deck's slides leave out, for who speaks beside them: the figures of each step, in the notes of its slides."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from facilitator.report.appendix import held, told
from facilitator.report.figures import Cell, ItemFigures, PartFigures, StepFigures
from facilitator.report.model import Report
from facilitator.report.summary import Summary
from facilitator.words import Words

# What stands beside an item; answers do where they are not as many as tables. Of grades that are no table of parts also
# how many gave each.
_ON_SLIDES = ("dots", "points", "mean", "groups", "answers", "shift")
_OF_GRADES = ("n", "counts")


def with_notes(summary: Summary, words: Words) -> Report:
    """Return a session's report with notes to its sections: all figures that their slides do not show."""
    own = {section.id for section in summary.report.sections}
    return noted(summary.report, ((step.id, list(_step(step, step.id in own, words))) for step in held(summary)))


def noted(report: Report, told: Iterable[tuple[str, Sequence[str]]]) -> Report:
    """Return a report with notes to its sections; what has no section of its own stands with the next that has one.

    Args:
        report: The report.
        told: The lines, each time with the id of their section.
    """
    sections, waiting = {section.id: section for section in report.sections}, list[str]()
    for place, lines in told:
        waiting += lines
        if place in sections:
            sections[place] = replace(sections[place], notes=(*sections[place].notes, *waiting))
            waiting.clear()
    if waiting:
        last = report.sections[-1]
        sections[last.id] = replace(sections[last.id], notes=(*sections[last.id].notes, *waiting))
    return replace(report, sections=tuple(sections.values()))


def _step(step: StepFigures, has_slides: bool, words: Words) -> Iterator[str]:
    """Give a step's title and the lines of its parts and items, nothing where there is nothing to say."""
    parted = any(part.name for part in step.parts)
    shown = () if not has_slides else _ON_SLIDES if parted else (*_ON_SLIDES, *_OF_GRADES)
    lines = []
    for part in step.parts:
        lines += [f"{part.name or words('The whole')} – {told(_base(step, part), words)}"]
        for item in part.items:
            if left := told(_left(item, shown), words):
                lines.append(f"{item.number}. {item.name} – {left}")
    if lines:
        yield f"{step.number}. {step.title}"
        yield from lines


def _base(step: StepFigures, part: PartFigures) -> Iterator[Cell]:
    """Give what a part rests on; what the money is enough for is named, because slides number nothing."""
    names = {item.number: item.name for item in part.items}
    for path, value in (*step.cells, *part.cells):
        if path.startswith("funded."):
            yield path, names.get(int(value or 0), value)
        elif isinstance(value, int | float):
            yield path, value


def _left(item: ItemFigures, shown: Sequence[str]) -> Iterator[Cell]:
    """Give an item's figures that are not shown, or not with all their decimals."""
    for path, value in item.cells:
        if isinstance(value, int | float) and (path.partition(".")[0] not in shown or round(value, 1) != value):
            yield path, value
