"""All figures of a series: a table for each step at a report's end, or lines in the notes of a deck's slides."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from facilitator.blocks import Align, Base, Block, Heading, Note, Table
from facilitator.report.appendix import told
from facilitator.report.figures import Cell
from facilitator.report.model import APPENDIX, Report, Section
from facilitator.report.names import shown
from facilitator.report.spoken import noted
from facilitator.series.blocks import ranged
from facilitator.series.figures import ItemFigures, PartFigures, StepFigures, counted, is_base, name_of
from facilitator.series.ways import WAYS
from facilitator.words import Words

_GRADES = "counts."
# A grade that a forum did not have on its scale.
_NONE = "–"


class _Row(Struct, frozen=True):
    """An item over all forums, or in those of the same figures: its number or none, its name, its figures by path."""

    number: str
    label: str
    figures: Mapping[str, str]


def with_figures(report: Report, steps: Sequence[StepFigures], words: Words) -> Report:
    """Return a series' report with all its figures at the end; as it is where nothing was held.

    Args:
        report: The report.
        steps: The series' figures.
        words: The report's language.
    """
    blocks = tuple(block for step in steps for block in _blocks(step, words))
    if not blocks:
        return report
    return replace(report, sections=(*report.sections, Section(APPENDIX, words("All figures"), "", blocks)))


def with_notes(report: Report, steps: Sequence[StepFigures], words: Words) -> Report:
    """Return a series' report for a wall with all its figures in the notes: where a step's forums have a table, there.

    Args:
        report: The report.
        steps: The series' figures.
        words: The report's language.
    """
    own = {section.id for section in report.sections}
    places = ((f"{step.id}-forums" if f"{step.id}-forums" in own else step.id, step) for step in steps)
    return noted(report, ((place, list(_lines(step, words))) for place, step in places))


def _blocks(step: StepFigures, words: Words) -> Iterator[Block]:
    yield Heading(f"{step.number}. {step.title}", 3)
    if step.hidden:
        yield Note(words("Hidden until it is revealed."))
    for part in step.parts:
        if part.name:
            yield Heading(part.name, 4)
        if base := _base(step, part, words):
            yield Base(base[0], " · ".join(base[1:]))
        if rows := _rows(step, part, words):
            yield _table(rows, words)


def _lines(step: StepFigures, words: Words) -> Iterator[str]:
    yield f"{step.number}. {step.title}"
    for part in step.parts:
        yield " – ".join(filter(None, (part.name or words("The whole"), " · ".join(_base(step, part, words)))))
        for row in _rows(step, part, words):
            said = " · ".join(f"{name_of(path, words)}: {figure}" for path, figure in row.figures.items())
            yield f"{row.number}. {row.label} – {said}" if row.number else f"{row.label} – {said}"


def _base(step: StepFigures, part: PartFigures, words: Words) -> list[str]:
    """Return what a part rests on: how many took part, then how many in each forum and what became of dots.

    Each is a text, and left out where nothing of it is known.
    """
    cells = [cell for cell in part.cells if is_base(cell)]
    people = [("present", step.present), *(cell for cell in cells if cell[0] == "units")]
    together: dict[int, list[str]] = {}
    for forum, units in part.bases:
        if units is not None:
            together.setdefault(units, []).append(forum)
    of_forums = [words("in {forums}: {count}", forums=ranged(forums, words), count=units)
                 for units, forums in together.items()]  # fmt: skip
    rest = told([cell for cell in cells if cell[0] != "units"], words)
    return [text for text in (told(people, words), " · ".join(filter(None, (*of_forums, rest)))) if text]


def _rows(step: StepFigures, part: PartFigures, words: Words) -> list[_Row]:
    """Return the rows of a part's items; none of actions, which nothing counts."""
    return [] if step.kind == "act" else [row for item in part.items for row in _of_item(item, words)]


def _of_item(item: ItemFigures, words: Words) -> Iterator[_Row]:
    """Give an item's rows: over all forums, then one for all forums of the same figures.

    Where one forum alone had it and has the same figures, one row says both.
    """
    whole = dict(counted(item.cells, words))
    together: dict[tuple[int, tuple[Cell, ...]], list[str]] = {}
    times = Counter[str]()
    for forum in item.forums:
        # Two items of one forum may be the same in the series; each has a row.
        together.setdefault((times[forum.forum], tuple(counted(forum.cells, words))), []).append(forum.forum)
        times[forum.forum] += 1
    figures = _shown(whole, words) | _in_each_way(dict(item.ways), words)
    ((_, cells), forums), *more = together.items()
    if not more and len(forums) == 1 and whole | dict(cells) == whole:
        yield _Row(str(item.number), f"{item.name} ({forums[0]})", figures)
        return
    yield _Row(str(item.number), item.name, figures)
    for (_, cells), forums in together.items():
        yield _Row("", words("in {forums}", forums=ranged(forums, words)), _shown(dict(cells), words))


def _shown(cells: Mapping[str, str | int | float | None], words: Words) -> dict[str, str]:
    return {path: shown(path, value, words) for path, value in cells.items() if value is not None}


def _in_each_way(ways: Mapping[str, str | int | float | None], words: Words) -> dict[str, str]:
    """Return what an item has in each way of adding, with its place there in brackets."""
    figures = _shown(ways, words)
    found = {}
    for way in WAYS:
        if (score := figures.get(f"by.{way}")) is not None:
            place = figures.get(f"places.{way}")
            found[f"by.{way}"] = score if place is None else f"{score} ({place})"
    return found


def _table(rows: Sequence[_Row], words: Words) -> Table:
    """Return rows as a table with a column for each figure that any has, the ways of adding last; grades share one."""
    columns: dict[str, list[str]] = {}
    for path in dict.fromkeys(chain.from_iterable(row.figures for row in rows)):
        columns.setdefault(_GRADES if path.startswith(_GRADES) else path, []).append(path)
    ordered = sorted(columns.values(), key=lambda paths: paths[0].startswith("by."))
    body = [[row.number, row.label, *(_cell(row, paths) for paths in ordered)] for row in rows]
    numbers: list[Align] = ["right"] * len(ordered)
    head = [words("no."), words("item"), *(_head(paths, words) for paths in ordered)]
    return Table(head, body, ["right", "left", *numbers])


def _head(paths: Sequence[str], words: Words) -> str:
    if len(paths) == 1:
        return name_of(paths[0], words)
    lowest, *_, highest = (path.removeprefix(_GRADES) for path in paths)
    return words("grades {lowest}–{highest}", lowest=lowest, highest=highest)


def _cell(row: _Row, paths: Sequence[str]) -> str:
    """Return a figure, or how many gave each grade."""
    if not any(path in row.figures for path in paths):
        return ""
    return " · ".join(row.figures.get(path, _NONE) for path in paths)
