"""What a report is, on whatever surface: a title, facts, and sections of blocks. Plain frozen data."""

from datetime import date, datetime, time

from msgspec import Struct

from facilitator.blocks import Block

# The id of the section with all figures at the end.
APPENDIX = "all-figures"


class Section(Struct, frozen=True):
    """A part of a report. `id` is unique in the report and stays the same when the language changes.

    `title` names the step or what it is about; `lead` is one opening paragraph, or empty; `finding` is what came out,
    as a headline, empty where nothing can be said in one. `notes` are lines for who presents it, beside what is shown.
    """

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    finding: str = ""
    notes: tuple[str, ...] = ()


class Report(Struct, frozen=True):
    """A whole report. `facts` are (what, value) pairs for the head: date, place, groups, people.

    `day` is the session's day, None where it is not known.
    """

    title: str
    subtitle: str
    language: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    day: date | None = None

    @property
    def dated(self) -> datetime:
        """Noon of its day, for documents that must name a time: it never depends on when they are made."""
        return datetime.combine(self.day or date(2000, 1, 1), time(12))
