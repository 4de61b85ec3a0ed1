"""What is printed before the day, on whatever surface: pieces of paper in order. Plain frozen data, already counted.

Where a text is empty there is room to write it, by hand.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from facilitator.blocks import Heading, Para, Table

What = Literal["agenda", "runsheet", "ballots", "worksheets", "cards"]
WHATS: tuple[What, ...] = ("agenda", "runsheet", "ballots", "worksheets", "cards")


class Checks(Struct, frozen=True):
    """Things to see to, each with a box to tick."""

    items: Sequence[str]


class Stage(Struct, frozen=True):
    """A step on the run sheet: its planned times, what is said, what is noted, what can be typed.

    `told` says how it is answered and whether it may be shortened; `typed` are lines and what each means. `real` are
    the words before the room for the real times, `noted` how many lines there are for what happened.
    """

    number: int
    title: str
    start: str
    end: str
    minutes: str
    told: str
    prompt: str
    notes: Sequence[str]
    typed: Sequence[tuple[str, str]]
    real: tuple[str, str]
    noted: int = 0


class Entry(Struct, frozen=True):
    """A number and its text: of an item, a part or a grade. Either may be empty, to be filled in by hand."""

    number: str
    text: str


class SlipRow(Struct, frozen=True):
    """A row of a ballot: an item, and its cells: a sign to put a ring around, or an empty box."""

    item: Entry
    cells: Sequence[str]


class Slips(Struct, frozen=True):
    """The ballots of a step, all alike, to be cut apart.

    Attributes:
        number: The step's number.
        title: Its title.
        lead: How the ballot is filled in.
        legend: The parts or the grades that `heads` and cells name by number alone.
        heads: What stands above the cells.
        rows: The items.
        order: Above boxes for the numbers of items in order, best first; empty where it is no ranking.
        whose: One for each ballot: whose it is, and the address it is typed in under; nothing of a person's.
    """

    number: int
    title: str
    lead: str
    legend: Sequence[Entry]
    heads: Sequence[str]
    rows: Sequence[SlipRow]
    order: Sequence[str]
    whose: Sequence[tuple[str, str]]


class Lines(Struct, frozen=True):
    """Ruled lines of a worksheet: under the name of a part, in columns, with the address they are typed in under.

    `part` is None where the step has no parts. `number` heads the narrow column for the number an answer is given.
    """

    part: Entry | None
    address: str
    number: str
    heads: Sequence[str]
    rows: int


class Sheet(Struct, frozen=True):
    """A worksheet of a table for one step. `who` is empty where it is nobody's own."""

    who: str
    number: int
    title: str
    prompt: str
    lead: str
    lines: Sequence[Lines]


class Listing(Struct, frozen=True):
    """A list for the wall: what is chosen among later, each at its number; what is not said yet is an empty line.

    `heads` are those of number, text, whose it is, and which other one it is the same as.
    """

    number: int
    title: str
    lead: str
    heads: tuple[str, str, str, str]
    rows: Sequence[Entry]


class Card(Struct, frozen=True):
    """A table card in large type; `label` stands where the table has no name."""

    number: str
    name: str
    label: str


Piece = Heading | Para | Table | Checks | Stage | Slips | Sheet | Listing | Card


class Paper(Struct, frozen=True):
    """A document to print. `facts` are (what, value) pairs for its head; `day` is None where it is not known."""

    what: What
    title: str
    subtitle: str
    language: str
    facts: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    day: date | None = None
