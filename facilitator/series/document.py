"""A series as JSON-ready data, in the shape of docs/json.md."""

from typing import Any

import msgspec

from facilitator.agenda.model import Talk
from facilitator.series.matching import Part, Row
from facilitator.series.ways import WAYS
from facilitator.series.whole import Series, Whole
from facilitator.tally import document as tally_document

SCHEMA = 1


def document(series: Series) -> dict[str, Any]:
    """Return a series: its forums, and every step that any of them held, added up."""
    return {
        "schema": SCHEMA,
        "series": series.name,
        "title": series.title,
        "language": series.words.language,
        "people": series.people,
        "forums": [
            {
                "session": forum.session,
                "name": forum.name,
                "date": forum.book.state.date,
                "groups": len(forum.groups),
                "people": forum.people,
            }
            for forum in series.forums
        ],
        "notices": list(series.notices),
        "steps": [_step(series, series.whole(step_id)) for step_id in series.steps],
    }


def _step(series: Series, whole: Whole) -> dict[str, Any]:
    step = whole.step
    return {
        "number": whole.number,
        "id": step.id,
        "kind": step.kind,
        "title": step.title.of(series.words.language),
        "adds": None if isinstance(step, Talk) else whole.way,
        "forums": [series.forums[at].session for at in whole.forums],
        "tally": None if isinstance(step, Talk) else _tally(series, whole),
    }


def _tally(series: Series, whole: Whole) -> dict[str, Any]:
    data = tally_document(whole.tally)
    if whole.tally.hidden:
        return data
    facets = data["facets"] if whole.tally.parted else [data]
    for facet, part, ways in zip(facets, whole.parts, whole.ways, strict=True):
        rows = {row.number: row for row in part.rows}
        facet["bases"] = [_base(series, part, at) for at in sorted(part.facets)]
        for item in facet["items"]:
            item["forums"] = _cells(series, rows[item["number"]])
            item["by"] = {way: ways.by[way].scores[item["number"]] for way in WAYS}
            item["places"] = {way: ways.by[way].places[item["number"]] for way in WAYS}
        facet["agree"] = ways.agree
    return data


def _base(series: Series, part: Part, at: int) -> dict[str, Any]:
    """Return what a forum's figures rest on: how many took part in it, of how many."""
    facet = part.facets[at]
    return {"session": series.forums[at].session, "units": facet.units, "missing": list(facet.waiting)}


def _cells(series: Series, row: Row) -> list[dict[str, Any]]:
    cells = []
    for cell in row.cells:
        item: dict[str, Any] = msgspec.to_builtins(cell.item)
        del item["by"]
        cells.append({"session": series.forums[cell.forum].session, **item})
    return cells

