"""A series' figures one by one, named by their path in docs/json.md: of all forums together, and of each.

Nothing is counted here. The figures are those of `document`; its codes are put into words.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from facilitator.report import figures
from facilitator.report.figures import Cell
from facilitator.report.names import figure_name
from facilitator.series.document import document
from facilitator.series.ways import WAYS
from facilitator.series.whole import Series
from facilitator.series.wording import way_name
from facilitator.words import Words

# What an item has in rows of its own: the forums with what was said in each, and the ways of adding.
_ELSEWHERE = ("forums", "by", "places", "texts", "fields")
_OF_FORUMS = ("bases", "agree")


class ForumFigures(Struct, frozen=True):
    """An item in one forum: the forum's name, the item's number there, and its cells."""

    forum: str
    number: int
    cells: tuple[Cell, ...]


class ItemFigures(Struct, frozen=True):
    """An item: its cells over all forums; `ways` is what it has in each way of adding (`by.votes`, `places.votes`)."""

    number: int
    name: str
    cells: tuple[Cell, ...]
    ways: tuple[Cell, ...]
    forums: tuple[ForumFigures, ...]


class PartFigures(Struct, frozen=True):
    """A part of a step, or the whole of it with an empty name; `bases` tells of each forum how many took part."""

    name: str
    cells: tuple[Cell, ...]
    bases: tuple[tuple[str, int | None], ...]
    items: tuple[ItemFigures, ...]


class StepFigures(Struct, frozen=True):
    """A step that was asked in. `hidden` tells that nobody may see its figures yet."""

    number: int
    id: str
    kind: str
    title: str
    present: int | None
    hidden: bool
    parts: tuple[PartFigures, ...]


def steps(series: Series) -> tuple[StepFigures, ...]:
    """Return the figures of every step that any forum held, but talks, in the order of the agenda.

    Args:
        series: The series, in the language of the summary.
    """
    found = document(series)
    names = {forum["session"]: forum["name"] for forum in found["forums"]}
    return tuple(_step(step, names, series.words) for step in found["steps"] if step["tally"] is not None)


@lru_cache(maxsize=1024)
def name_of(path: str, words: Words) -> str:
    """Return what a figure is called, also where it is of a way of adding: "by forums", "place, by forums".

    Args:
        path: Its path in docs/json.md.
        words: The language.
    """
    head, _, rest = path.partition(".")
    for way in WAYS:
        if rest == way and head in ("by", "places"):
            name = way_name(way, words)
            return name if head == "by" else f"{words('place')}, {name}"
    return figure_name(path, words)


def counted(cells: Iterable[Cell], words: Words) -> Iterator[Cell]:
    """Give the cells of an item that are numbers, and that it goes on where it does.

    Args:
        cells: Its cells, of all forums or of one.
        words: The language they are in.
    """
    for path, value in cells:
        if isinstance(value, int | float) or (path, value) == ("kept", words("yes")):
            yield path, value


def is_base(cell: Cell) -> bool:
    """Tell whether a cell of a part is a number, or says what it was counted from."""
    path, value = cell
    return isinstance(value, int | float) or (path == "source" and value is not None)


def _step(step: Mapping[str, Any], names: Mapping[str, str], words: Words) -> StepFigures:
    tally = step["tally"]
    facets = tally.get("facets", [tally])
    shift = {row["number"]: row["points"] for row in tally.get("shift", ())}
    return StepFigures(
        number=step["number"],
        id=step["id"],
        kind=step["kind"],
        title=step["title"],
        present=tally["present"],
        hidden=tally.get("hidden", False),
        parts=tuple(_part(facet, shift if facet is facets[-1] else {}, names, words) for facet in facets),
    )


def _part(
    facet: Mapping[str, Any], shift: Mapping[int, float | None], names: Mapping[str, str], words: Words
) -> PartFigures:
    own = {name: value for name, value in facet.items() if name not in _OF_FORUMS} | {"items": []}
    part = figures.of_part(own, {}, words)
    return PartFigures(
        name=part.name,
        cells=part.cells,
        bases=tuple((names[base["session"]], base["units"]) for base in facet.get("bases", ())),
        items=tuple(_item(item, shift, names, words) for item in facet["items"]),
    )


def _item(
    item: Mapping[str, Any], shift: Mapping[int, float | None], names: Mapping[str, str], words: Words
) -> ItemFigures:
    own = {name: value for name, value in item.items() if name not in _ELSEWHERE}
    return ItemFigures(
        number=item["number"],
        name=item["item"],
        cells=figures.of_item(own, shift, words).cells,
        ways=tuple(_ways(item)),
        forums=tuple(_forum(forum, names, words) for forum in item["forums"]),
    )


def _ways(item: Mapping[str, Any]) -> Iterator[Cell]:
    for way in WAYS:
        yield f"by.{way}", item["by"][way]
        yield f"places.{way}", item["places"][way]


def _forum(forum: Mapping[str, Any], names: Mapping[str, str], words: Words) -> ForumFigures:
    given = {name: value for name, value in forum.items() if name != "session"}
    return ForumFigures(names[forum["session"]], forum["number"], figures.of_item(given, {}, words).cells)
