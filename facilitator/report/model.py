"""What a report is, on whatever surface: a title, facts, and sections of blocks. Plain frozen data."""

from datetime import date

from msgspec import Struct

from facilitator.blocks import Block


class Section(Struct, frozen=True):
    """A part of a report. `id` is unique in the report and stays the same when the language changes.

    `title` names the step or what it is about; `lead` is one opening paragraph, or empty; `finding` is what came out,
    as a headline, empty where nothing can be said in one.
    """

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    finding: str = ""


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
