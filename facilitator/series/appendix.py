"""All figures of a series: a table for each step at a report's end, or lines in the notes of a deck's slides."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from facilitator.blocks import Align, Base, Block, Heading, Note, Table
from facilitator.report.appendix import as_said, told
from facilitator.report.figures import Cell, Value
from facilitator.report.model import APPENDIX, Report, Section
from facilitator.report.names import shown
from facilitator.report.spoken import noted
from facilitator.series.blocks import ranged
from facilitator.series.figures import ItemFigures, PartFigures, StepFigures, counted, is_base, name_of
from facilitator.words import Words

_GRADES = "counts."
# A grade that a forum did not have on its scale.
_NONE = "–"


class _Row(Struct, frozen=True):
    """An item over all forums, or in those of the same figures: its number or none, its name, its figures by path."""

    number: str
    label: str
    figures: Mapping[str, Value]

    def text(self, path: str, words: Words, decimals: int | None = None) -> str:
        """Return a figure in words, that of a way of adding with the item's place there in brackets."""
        value = self.figures[path]
        if value is None:
            return ""
        place = self.figures.get(path.replace("by.", "places.", 1)) if path.startswith("by.") else None
        text = shown(path, value, words, decimals)
        return text if place is None else f"{text} ({place})"


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
    said = as_said(any(step.kind == "merge" for step in steps), words)
    return replace(report, sections=(*report.sections, Section(APPENDIX, words("All figures"), said, blocks)))


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
            said = " · ".join(f"{name_of(path, words)}: {row.text(path, words)}" for path in _told(row))
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
    figures = whole | dict(item.ways)
    ((_, cells), forums), *more = together.items()
    if not more and len(forums) == 1 and whole | dict(cells) == whole:
        yield _Row(str(item.number), f"{item.name} ({forums[0]})", figures)
        return
    yield _Row(str(item.number), item.name, figures)
    for (_, cells), forums in together.items():
        yield _Row("", words("in {forums}", forums=ranged(forums, words)), dict(cells))


def _told(row: _Row) -> list[str]:
    """Return the paths of a row's figures: what is known, without the places that stand beside what they are of."""
    return [path for path, value in row.figures.items() if value is not None and not path.startswith("places.")]


def _table(rows: Sequence[_Row], words: Words) -> Table:
    """Return rows as a table with a column for each figure that any has, the ways of adding last; grades share one."""
    columns: dict[str, list[str]] = {}
    for path in dict.fromkeys(chain.from_iterable(map(_told, rows))):
        columns.setdefault(_GRADES if path.startswith(_GRADES) else path, []).append(path)
    ordered = sorted(columns.values(), key=lambda paths: paths[0].startswith("by."))
    decimals = [_decimals(rows, paths) for paths in ordered]
    body = [[row.number, row.label, *(_cell(row, *column, words) for column in zip(ordered, decimals, strict=True))]
            for row in rows]  # fmt: skip
    numbers: list[Align] = ["right"] * len(ordered)
    head = [words("no."), words("item"), *(_head(paths, words) for paths in ordered)]
    return Table(head, body, ["right", "left", *numbers])


def _head(paths: Sequence[str], words: Words) -> str:
    if len(paths) == 1:
        return name_of(paths[0], words)
    lowest, *_, highest = (path.removeprefix(_GRADES) for path in paths)
    return words("grades {lowest}–{highest}", lowest=lowest, highest=highest)


def _decimals(rows: Sequence[_Row], paths: Sequence[str]) -> int | None:
    """Return how many decimals a column has: two in every row where any figure is not whole."""
    values = (row.figures.get(path) for row in rows for path in paths)
    return 2 if any(isinstance(value, float) and not value.is_integer() for value in values) else None


def _cell(row: _Row, paths: Sequence[str], decimals: int | None, words: Words) -> str:
    """Return a figure, or how many gave each grade."""
    if all(row.figures.get(path) is None for path in paths):
        return ""
    return " · ".join(_NONE if row.figures.get(path) is None else row.text(path, words, decimals) for path in paths)
