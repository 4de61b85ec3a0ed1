"""All that the writers of a session's summary may need, put together once."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from facilitator.report.model import Report
from facilitator.steps.book import Book


class Summary(Struct, frozen=True):
    """A session's report, with the session that it was built from.

    Attributes:
        report: What came out, as sections of blocks.
        book: The session, in the report's language: its tallies.
        records: The events as they lie in the session's file; none where the log is not for whom it is.
        audience: Who it is for, as `report/audience.py` names them.
        withheld: How many events were left out for that reason.
    """

    report: Report
    book: Book
    records: Sequence[Mapping[str, Any]]
    audience: str = "organisers"
    withheld: int = 0

    @property
    def row_by_row(self) -> bool:
        """Whether what was given is told row by row: where the log is."""
        return not self.withheld
