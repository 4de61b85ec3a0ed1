"""A session's figures one by one, named by their path in docs/json.md: for writers that set them in tables.

Nothing is counted here. The figures are those of `document`; its codes are put into words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct

from facilitator.report.document import document
from facilitator.report.names import code_word
from facilitator.steps.book import Book
from facilitator.words import Words

Value = str | int | float | None
Cell = tuple[str, Value]

# What names an item; everything else that it has is a figure of it.
_NAMING = ("number", "item")
# What a part does not tell of itself: its name, its items, and what the step has told.
_ELSEWHERE = ("facet", "facets", "items", "unit", "present", "hidden", "shift")
_CODED = ("unit", "source", "status")
_NUMBERED = re.compile(r"^\d+\.")


class ItemFigures(Struct, frozen=True):
    """An item and its cells, as (path, value): `dots`, `counts.4`, `texts.1`."""

    number: int
    name: str
    cells: tuple[Cell, ...]


class PartFigures(Struct, frozen=True):
    """A part of a step, or the whole of it with an empty name: its own cells, then its items."""

    name: str
    cells: tuple[Cell, ...]
    items: tuple[ItemFigures, ...]


class StepFigures(Struct, frozen=True):
    """A step that was asked in. `hidden` tells that nobody may see its figures yet."""

    number: int
    id: str
    title: str
    status: str
    hidden: bool
    cells: tuple[Cell, ...]
    parts: tuple[PartFigures, ...]


def steps(book: Book) -> list[StepFigures]:
    """Return the figures of every step but talks, in the order of the agenda.

    Args:
        book: The session, in the language of the summary.
    """
    found = document(book)["steps"]
    return [_step(step, book.words) for step in found if step["tally"] is not None]


def columns(items: Sequence[ItemFigures]) -> tuple[list[str], list[list[Value]]]:
    """Return items as a table: the paths that head its columns, and a row for each item, without number and name.

    Wordings share a cell, a line each, and so do the answers' fields of one name. What an item does not have is None.
    """
    rows = [_shared(item.cells) for item in items]
    heads = list(dict.fromkeys(chain.from_iterable(rows)))
    return heads, [[row.get(head) for head in heads] for row in rows]


def _step(step: Mapping[str, Any], words: Words) -> StepFigures:
    tally = step["tally"]
    shift = {row["number"]: row["points"] for row in tally.get("shift", ())}
    facets = tally.get("facets", [tally])
    parts = [of_part(facet, shift if facet is facets[-1] else {}, words) for facet in facets]
    head = {name: tally[name] for name in ("unit", "present", "hidden") if name in tally}
    return StepFigures(
        number=step["number"],
        id=step["id"],
        title=step["title"],
        status=code_word("left out" if step.get("left_out") else step["status"], words),
        hidden=tally.get("hidden", False),
        cells=tuple(_cells(head, "", words)),
        parts=tuple(parts),
    )


def of_part(facet: Mapping[str, Any], shift: Mapping[int, float | None], words: Words) -> PartFigures:
    """Return the figures of a part of a tally's document; `shift` is by how much each item's share changed."""
    own = {name: value for name, value in facet.items() if name not in _ELSEWHERE}
    own["warnings"] = [warning["text"] for warning in facet["warnings"]]
    name = facet.get("facet", "")
    return PartFigures(
        name=words("Total") if name == "total" else name,
        cells=tuple(_cells(own, "", words)),
        items=tuple(of_item(item, shift, words) for item in facet["items"]),
    )


def of_item(item: Mapping[str, Any], shift: Mapping[int, float | None], words: Words) -> ItemFigures:
    """Return the figures of an item of a tally's document; `shift` is by how much each item's share changed."""
    own = {name: value for name, value in item.items() if name not in _NAMING}
    if "counts" in own:
        own["counts"] = {str(count["grade"]): count["n"] for count in own["counts"]}
    if isinstance(own.get("fields"), list):
        # Every answer gets every field, so that a line means the same answer in each column.
        labels = list(dict.fromkeys(chain.from_iterable(own["fields"])))
        own["fields"] = [{label: answer.get(label, "") for label in labels} for answer in own["fields"]]
    if item["number"] in shift:
        own["shift"] = shift[item["number"]]
    return ItemFigures(item["number"], item["item"], tuple(_cells(own, "", words)))


def _cells(value: Any, path: str, words: Words) -> Iterator[Cell]:
    """Give every plain value within a dictionary or list with its path; lists count from 1."""
    for name, inner in value.items() if isinstance(value, dict) else enumerate(value, 1):
        own = f"{path}.{name}" if path else str(name)
        if isinstance(inner, dict | list):
            if inner:
                yield from _cells(inner, own, words)
        elif isinstance(inner, bool):
            yield own, words("yes") if inner else words("no")
        else:
            yield own, code_word(inner, words) if own in _CODED else inner


def _shared(cells: Sequence[Cell]) -> dict[str, Value]:
    """Return cells by column; those that share one are a text of several lines."""
    found: dict[str, list[Value]] = {}
    for path, value in cells:
        head, _, rest = path.partition(".")
        if head in ("aliases", "texts"):
            found.setdefault(head, []).append(value)
        elif head == "fields":
            found.setdefault(f"fields.{_NUMBERED.sub('', rest)}", []).append(value)
        else:
            found[path] = [value]
    return {
        column: values[0] if len(values) == 1 else "\n".join(str(value) for value in values)
        for column, values in found.items()
        # An action has these as figures of its own.
        if column.removeprefix("fields.") not in found or not column.startswith("fields.")
    }
