"""Which items and parts of a step are the same in several sessions: those in the same words, or joined by somebody."""

from collections.abc import Iterator, Mapping, Sequence, Set
from operator import attrgetter

from msgspec import Struct

from facilitator.agenda.model import Step
from facilitator.series.gather import Forum
from facilitator.steps.collect import wording
from facilitator.tally import ActItem, Facet, Item, Tally
from facilitator.text import key


class Cell(Struct, frozen=True):
    """An item in one session: the session's place in the series from 0, the item, and the part it stands in."""

    forum: int
    item: Item
    facet: Facet


class Row(Struct, frozen=True):
    """An item of the series: its number and name there, the other wordings, and its item in each session."""

    number: int
    name: str
    aliases: tuple[str, ...]
    cells: tuple[Cell, ...]


class Part(Struct, frozen=True):
    """A part of a step in the series: its name, the part in each session that had it, and its items."""

    name: str
    facets: Mapping[int, Facet]
    rows: tuple[Row, ...]


def parts(
    forums: Sequence[Forum], step: str, names: Mapping[str, str], without: Set[int] = frozenset()
) -> list[Part]:
    """Return the parts of a step with the items that are the same in one row; a single nameless part where it has none.

    Numbers are given at first appearance, session by session in the order of the series, and are the same in all parts.

    Args:
        forums: The sessions.
        step: The id of the step; sessions without it are passed over.
        names: What wordings are called in the series, by the wording folded for comparing.
        without: Sessions that do not count, by their places.
    """
    every = enumerate(_tallies(forums, step))
    tallies = {at: tally for at, tally in every if tally is not None and at not in without}
    facets: dict[str, dict[int, Facet]] = {}
    titles: dict[str, str] = {}
    for at, tally in tallies.items():
        for facet in tally.facets:
            folded = _folded(facet.facet, names)
            facets.setdefault(folded, {}).setdefault(at, facet)
            titles.setdefault(folded, names.get(key(facet.facet), facet.facet))
    rows = _numbers(tallies, names)
    return [Part(titles[folded], found, _rows(found, rows, names)) for folded, found in facets.items()]


def _tallies(forums: Sequence[Forum], step: str) -> Iterator[Tally | None]:
    for forum in forums:
        found = step_of(forum, step)
        yield forum.book.tally(found) if found is not None and was_held(forum, found) else None


def step_of(forum: Forum, step: str) -> Step | None:
    """Return a session's step by its id, None where its agenda has none."""
    return next((one for one in forum.book.state.agenda.steps if one.id == step), None)


def was_held(forum: Forum, step: Step) -> bool:
    """Tell whether a session was in a step, or has something recorded in it."""
    happened = forum.book.happened(step)
    return happened.started is not None or happened.entries > 0


def _folded(text: str, names: Mapping[str, str]) -> str:
    folded = key(text)
    return key(names[folded]) if folded in names else folded


def _same(forum: int, item: Item, names: Mapping[str, str]) -> str:
    """Return what two items have in common that are the same; an action is only ever itself."""
    return f"{forum} {item.number}" if isinstance(item, ActItem) else _folded(item.item, names)


def _numbers(tallies: Mapping[int, Tally], names: Mapping[str, str]) -> dict[str, int]:
    """Return the number of every item in the series, by what those that are the same have in common."""
    found: dict[str, int] = {}
    for at, tally in tallies.items():
        for item in sorted(tally.facet_items(), key=attrgetter("number")):
            found.setdefault(_same(at, item, names), len(found) + 1)
    return found


def _rows(facets: Mapping[int, Facet], numbers: Mapping[str, int], names: Mapping[str, str]) -> tuple[Row, ...]:
    cells: dict[str, list[Cell]] = {}
    for at, facet in facets.items():
        for item in facet.items:
            cells.setdefault(_same(at, item, names), []).append(Cell(at, item, facet))
    rows = []
    for folded in sorted(cells, key=numbers.__getitem__):
        found = cells[folded]
        texts = [cell.item.item for cell in found]
        name = names.get(key(texts[0])) or wording(texts)
        others = dict.fromkeys([text for cell in found for text in (cell.item.item, *cell.item.aliases)])
        others.pop(name, None)
        rows.append(Row(numbers[folded], name, tuple(others), tuple(found)))
    return tuple(rows)
