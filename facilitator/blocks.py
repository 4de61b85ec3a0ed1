"""The document model: what a tally, a step or a report looks like, without saying on what surface.

Blocks are plain data. Texts in them are plain text, never markup. Numbers are already counted; a writer only sets them.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Align = Literal["left", "right"]


class Heading(Struct, frozen=True):
    """A heading; `level` 1 is the document's title."""

    text: str
    level: int = 2


class Lead(Struct, frozen=True):
    """An opening paragraph, or a prompt as it was read aloud."""

    text: str


class Para(Struct, frozen=True):
    """A paragraph of running text."""

    text: str


class Bullets(Struct, frozen=True):
    """A short list."""

    items: Sequence[str]


class Figures(Struct, frozen=True):
    """Key figures, as (value, what it counts)."""

    pairs: Sequence[tuple[str, str]]


class Base(Struct, frozen=True):
    """What a tally rests on: `main` ("7 of 9 tables"), `detail` ("61 of 120 dots"), `missing` ("missing 8 and 9").

    `complete` tells that nobody is missing: `missing` then says so to the room. `silent` says who is missing to whoever
    was not there ("missing tables 8 and 9").
    """

    main: str
    detail: str = ""
    missing: str = ""
    complete: bool = False
    silent: str = ""


class Bar(Struct, frozen=True):
    """One row of `Bars`.

    `place` is None where nothing orders the row; `value` drives the length and `shown` is the number as text;
    `note` says more ("3 first places"); `above` tells whether the row is above the cut; `coming` is by how much the
    value would change with what is being typed, on the screen of who types it.
    """

    number: int | None
    label: str
    value: float
    shown: str
    place: int | None = None
    note: str = ""
    above: bool = True
    kept: bool = False
    coming: int = 0


class Bars(Struct, frozen=True):
    """Values from zero on one scale. `unit` heads the values, `note_head` the notes, `cut` words the cut line.

    The cut line stands between the last row with `above` and the first without; no cut when `cut` is empty.
    `scale` is the value of a full bar, or None for the largest value. `one` is the unit of a single one.
    """

    rows: Sequence[Bar]
    unit: str
    cut: str = ""
    scale: float | None = None
    note_head: str = ""
    one: str = ""


class Mention(Struct, frozen=True):
    """One row of `Mentions`: an item and who said it. `texts` are its original wordings where they differ."""

    number: int
    label: str
    marks: Sequence[bool]
    count: int
    answers: int
    texts: Sequence[str] = ()
    fields: Sequence[str] = ()
    kept: bool = False
    above: bool = True


class Mentions(Struct, frozen=True):
    """Items by who said them: one mark per name in `names`; `unit` heads the counts; `cut` as in `Bars`.

    `short` are the names as narrow columns have room for them; the names themselves where empty.
    """

    names: Sequence[str]
    rows: Sequence[Mention]
    unit: str
    cut: str = ""
    short: Sequence[str] = ()
    one: str = ""


class ShiftRow(Struct, frozen=True):
    """One row of `Shift`: counts, shares (0 to 1, None when nothing was cast) and change in percentage points.

    `coming` is by how much the counts would change with what is being typed.
    """

    number: int
    label: str
    counts: tuple[int, int]
    shares: tuple[float | None, float | None]
    points: float | None
    coming: tuple[int, int] = (0, 0)


class Shift(Struct, frozen=True):
    """Two moments beside each other, "today" and "tomorrow"; `unit` heads the counts."""

    moments: tuple[str, str]
    rows: Sequence[ShiftRow]
    unit: str
    one: str = ""


class GradeRow(Struct, frozen=True):
    """One row of `Grades`: how many gave each grade, low to high, the mean as text, and how many graded.

    `change` is the change against an earlier asking, as text with its sign.
    """

    number: int
    label: str
    place: int | None
    counts: Sequence[int]
    mean: float | None
    shown: str
    n: int
    change: str = ""
    kept: bool = False
    above: bool = True


class Grades(Struct, frozen=True):
    """Grades per item. `scale` names the grades from low to high; `cut` as in `Bars`."""

    scale: Sequence[str]
    rows: Sequence[GradeRow]
    head: str
    cut: str = ""


class Table(Struct, frozen=True):
    """A plain table; one alignment per column; so many columns at its right end are `optional` where room is short."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    align: Sequence[Align]
    optional: int = 0


class Quotes(Struct, frozen=True):
    """Words as they were said, each with who said them (may be empty)."""

    rows: Sequence[tuple[str, str]]


class ActionRow(Struct, frozen=True):
    """One row of `Actions`; `status` is a word for the reader, `fields` are (label, value)."""

    number: int
    what: str
    who: str
    when: str
    status: str
    overdue: bool = False
    fields: Sequence[tuple[str, str]] = ()


class Actions(Struct, frozen=True):
    """What will be done, by whom and when; the heads are the columns' words."""

    rows: Sequence[ActionRow]
    head: tuple[str, str, str, str]


class Note(Struct, frozen=True):
    """A remark in the margin: `warning` wants attention, `remark` explains.

    `keyboard` marks what only concerns who sits at it: it is no part of a report.
    """

    text: str
    tone: Literal["remark", "warning"] = "remark"
    keyboard: bool = False


Counted = Bars | Mentions | Shift | Grades | Actions
Block = Heading | Lead | Para | Bullets | Figures | Base | Counted | Table | Quotes | Note
