"""All that the writers of a session's summary may need, put together once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

from facilitator.report.model import Report
from facilitator.steps.book import Book


class Summary(Struct, frozen=True):
    """A session's report, with the session that it was built from.

    Attributes:
        report: What came out, as sections of blocks.
        book: The session, in the report's language: its tallies.
        records: The events as they lie in the session's file.
    """

    report: Report
    book: Book
    records: Sequence[Mapping[str, Any]]

    @property
    def dated(self) -> datetime:
        """Noon of the session's day, for documents that must name a time: it never depends on when they are made."""
        return datetime.combine(self.day or date(2000, 1, 1), time(12))

    @property
    def day(self) -> date | None:
        """The session's day; None where what stands for it is no date."""
        try:
            return date.fromisoformat(self.book.state.date)
        except ValueError:
            return None
