"""A series' summary as one JSON document: its figures forum by forum, and what the report says in words."""

from facilitator.report.writers.json import VERSION, encoded, report_document
from facilitator.series.document import document
from facilitator.series.report import build
from facilitator.series.whole import Series
from facilitator.words import Words


def write(series: Series, words: Words) -> bytes:
    """Return a series as JSON: `series` in the shape of docs/schema/series.schema.json, `report` as in a summary.

    Args:
        series: What to write.
        words: Not needed: what the document says is said in the series' language already.
    """
    return encoded({"summary": VERSION, "series": document(series), "report": report_document(build(series))})
