"""What a step adds up to: the one value that every surface shows.

A `Tally` holds one `Facet` per part of a step, or a single one. `document` gives the JSON of docs/json.md.
Fields that only surfaces need (`by`, `came`, `above`, `cut`) are not part of the JSON.
"""

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from facilitator.agenda.model import Unit

Source = Literal["ballots", "slips", "tables", "room"]


class Remark(msgspec.Struct, frozen=True):
    """A warning: a code for programs and a sentence for people."""

    code: str
    text: str


class ItemBase(msgspec.Struct, frozen=True, kw_only=True):
    """What every item has. `place` is its competition rank, None where nothing orders it; `by` who stands behind it."""

    number: int
    item: str
    aliases: list[str] = []
    place: int | None = None
    kept: bool = False
    by: list[str] = []


class CollectItem(ItemBase, frozen=True, kw_only=True):
    """An answer, or a join of answers: in how many groups, how often, in which words."""

    groups: int
    answers: int
    texts: list[str]
    fields: list[dict[str, str]]


class VoteItem(ItemBase, frozen=True, kw_only=True):
    """Dots on an item; `voters` and `share` are None where they cannot be known."""

    dots: int
    voters: int | None
    share: float | None
    change: float | None | UnsetType = UNSET


class RankItem(ItemBase, frozen=True, kw_only=True):
    """Points of an item (see counting/borda.py), how many ranked it, and how many put it first."""

    points: float
    voters: int
    firsts: int
    change: float | None | UnsetType = UNSET


class GradeCount(msgspec.Struct, frozen=True):
    """How many gave a grade."""

    grade: int
    n: int


class RateItem(ItemBase, frozen=True, kw_only=True):
    """Grades of an item; everything but `n` is None where nobody graded it."""

    n: int
    mean: float | None
    median: float | None
    counts: list[GradeCount]
    agreement: float | None
    min: int | None
    change: float | None | UnsetType = UNSET


class ActItem(ItemBase, frozen=True, kw_only=True):
    """An action. `overdue` is reckoned at the session's last event."""

    what: str
    who: str
    when: str
    fields: dict[str, str]
    status: Literal["open", "done", "dropped"]
    overdue: bool


Item = CollectItem | VoteItem | RankItem | RateItem | ActItem


class Funded(msgspec.Struct, frozen=True):
    """What the funds are enough for, by both rules (see counting/funding.py)."""

    stop: list[int]
    skip: list[int]


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a step, counted. Fields a kind does not have are unset."""

    facet: str = ""
    units: int | None
    items: list[CollectItem] | list[VoteItem] | list[RankItem] | list[RateItem] | list[ActItem]
    silent: list[str] | UnsetType = UNSET
    source: Source | None | UnsetType = UNSET
    cast: int | UnsetType = UNSET
    capacity: int | None | UnsetType = UNSET
    unused: int | None | UnsetType = UNSET
    blank: int | UnsetType = UNSET
    spoiled: int | UnsetType = UNSET
    funded: Funded | UnsetType = UNSET
    warnings: list[Remark] = []
    came: list[str] = []
    waiting: list[str] = []
    above: list[int] = []


class ShiftItem(msgspec.Struct, frozen=True):
    """The change of an item from the first part to the last, in percentage points."""

    number: int
    item: str
    points: float | None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """A step, counted.

    `parted` tells whether the step asks for parts; `hidden` that nobody may see the figures yet; `cut` is its line.
    """

    unit: Unit
    present: int | None
    facets: list[Facet]
    parted: bool = False
    shift: list[ShiftItem] | UnsetType = UNSET
    hidden: bool = False
    cut: int | None = None

    @property
    def items(self) -> list[Item]:
        """The items of the part that orders the step: the total, else the last part."""
        return list(self.facets[-1].items) if self.facets else []

    def facet_items(self) -> list[Item]:
        """Every item of every part, an item once."""
        seen: dict[int, Item] = {}
        for facet in self.facets:
            for item in facet.items:
                seen.setdefault(item.number, item)
        return list(seen.values())


def document(tally: Tally, reveal: bool = False) -> dict[str, Any]:
    """Return a tally as JSON-ready data, in the shape of docs/json.md.

    Args:
        tally: The tally.
        reveal: Show the figures of a hidden step.
    """
    hidden = tally.hidden and not reveal
    facets = [_facet(facet, hidden, tally.parted) for facet in tally.facets]
    head: dict[str, Any] = {"unit": tally.unit, "present": tally.present}
    if hidden:
        head["hidden"] = True
    if not tally.parted:
        return head | facets[0]
    if tally.shift is not UNSET and not hidden:
        head["shift"] = msgspec.to_builtins(tally.shift)
    return head | {"facets": facets}


def _facet(facet: Facet, hidden: bool, parted: bool) -> dict[str, Any]:
    head = {"facet": facet.facet} if parted else {}
    if hidden:
        return head | {"units": facet.units, "items": [], "warnings": []}
    body: dict[str, Any] = msgspec.to_builtins(facet)
    for private in ("facet", "came", "waiting", "above"):
        del body[private]
    for item in body["items"]:
        del item["by"]
    return head | body
