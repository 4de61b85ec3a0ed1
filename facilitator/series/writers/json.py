"""A series' summary as one JSON document: its figures forum by forum, and what the report says in words."""

from facilitator.report.writers.json import VERSION, encoded, report_document
from facilitator.series.audience import SeriesSummary
from facilitator.series.document import document
from facilitator.words import Words


def write(summary: SeriesSummary, words: Words) -> bytes:
    """Return a series as JSON: `series` in the shape of docs/schema/series.schema.json, `report` as in a summary.

    Args:
        summary: What to write.
        words: Not needed: what the document says is said in the series' language already.
    """
    return encoded({
        "summary": VERSION,
        "audience": summary.audience,
        "series": document(summary.series),
        "report": report_document(summary.report),
    })  # fmt: skip
