"""All figures of a series as one CSV file: a row for each figure, of each forum and of all together."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from facilitator.report.figures import Value, of_item, of_part
from facilitator.report.names import figure_name
from facilitator.report.writers.csv import figure, table
from facilitator.series.audience import SeriesSummary
from facilitator.series.document import document
from facilitator.series.ways import WAYS
from facilitator.series.wording import way_name
from facilitator.words import Words

# What has rows of its own: the forums with what was said in each, and the ways of adding.
_ELSEWHERE = ("forums", "by", "places", "texts", "fields")

_OF_FORUMS = ("bases", "agree")


def write(summary: SeriesSummary, words: Words) -> bytes:
    """Return a series' figures as CSV; the column of the forum is empty where a figure is of all together.

    Args:
        summary: What to write.
        words: The language of the heads; Swedish has semicolons between the cells and a comma in decimals.
    """
    head = [words("step"), words("title"), words("part"), words("no."), words("item"), words("forum"), words("figure"),
            words("value"), words("path")]  # fmt: skip
    found = document(summary.series)
    names = {forum["session"]: forum["name"] for forum in found["forums"]}
    rows = (row for step in found["steps"] if step["tally"] is not None for row in _step(step, names, words))
    return table(head, rows, words)


def _step(step: Mapping[str, Any], names: Mapping[str, str], words: Words) -> Iterator[list[Value]]:
    tally = step["tally"]
    facets = tally.get("facets", [tally])
    shift = {row["number"]: row["points"] for row in tally.get("shift", ())}
    for facet in facets:
        alone = {name: value for name, value in facet.items() if name not in _OF_FORUMS} | {"items": []}
        part = of_part(alone, {}, words)
        head: list[Value] = [step["number"], step["title"], part.name]
        yield [*head, None, "", "", *figure(("present", tally["present"]), words)]
        yield from ([*head, None, "", "", *figure(cell, words)] for cell in part.cells)
        for of_forum in facet.get("bases", ()):
            yield [*head, None, "", names[of_forum["session"]], *figure(("units", of_forum["units"]), words)]
        changes = shift if facet is facets[-1] else {}
        for item in facet["items"]:
            yield from _item([*head, item["number"], item["item"]], item, changes, names, words)


def _item(
    head: list[Value], item: Mapping[str, Any], shift: Mapping[int, float | None], names: Mapping[str, str],
    words: Words,
) -> Iterator[list[Value]]:  # fmt: skip
    """Give the figures of an item: of all forums together, in each way of adding, and of each forum."""
    own = {name: value for name, value in item.items() if name not in _ELSEWHERE}
    for path, value in of_item(own, shift, words).cells:
        yield [*head, "", figure_name(path, words), value, path]
    for way, (name, place) in _ways(words).items():
        yield [*head, "", name, item["by"][way], f"by.{way}"]
        yield [*head, "", place, item["places"][way], f"places.{way}"]
    for forum in item["forums"]:
        of_forum = [*head, names[forum["session"]]]
        given = {name: value for name, value in forum.items() if name != "session"}
        for path, value in of_item(given, {}, words).cells:
            yield [*of_forum, figure_name(path, words), value, path]


@lru_cache(maxsize=8)
def _ways(words: Words) -> dict[str, tuple[str, str]]:
    """Return what the sum and the place are called in each way of adding."""
    names = {way: way_name(way, words) for way in WAYS}
    return {way: (name, f"{words('place')}, {name}") for way, name in names.items()}
