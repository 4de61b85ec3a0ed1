"""What an agenda is: a title and steps of seven kinds. Plain frozen data; loading and its errors are in `load.py`."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import ClassVar, Literal

from msgspec import Struct, field

Kind = Literal["talk", "collect", "merge", "vote", "rank", "rate", "act"]
Unit = Literal["group", "person", "facilitator"]
Flex = Literal["fixed", "shrink", "drop"]
Adds = Literal["votes", "forums", "points"]
Combine = Literal["mean", "sum", "product"]

KINDS: tuple[Kind, ...] = ("talk", "collect", "merge", "vote", "rank", "rate", "act")


class Local(Struct, frozen=True):
    """A text in one or more languages. A text without language is kept under the empty key."""

    texts: Mapping[str, str]

    @classmethod
    def plain(cls, text: str) -> "Local":
        """Return a text that is the same in every language."""
        return cls({"": text})

    def of(self, language: str) -> str:
        """Return the text in `language`, else without language, in English, the first there is; "" when empty."""
        if language in self.texts:
            return self.texts[language]
        return self.texts.get("") or self.texts.get("en") or next(iter(self.texts.values()), "")

    def document(self) -> str | dict[str, str]:
        """Return what an agenda file holds for this text."""
        return self.texts[""] if set(self.texts) == {""} else dict(self.texts)


EMPTY = Local({})


class Source(Struct, frozen=True):
    """An earlier step as a list of items; `first` takes its first k (marks first, else by place, ties kept)."""

    step: str
    first: int | None = None


class Item(Struct, frozen=True):
    """An item named in the agenda; `cost` in the unit of the step's `funds`."""

    name: Local
    cost: float | None = None


class Scale(Struct, frozen=True):
    """Grades from low to high. Numeric grades are `low`, `low + 1` …; named ones count 1 … k. At most ten, 0 to 9."""

    low: int
    high: int
    names: tuple[Local, ...] = ()

    @property
    def grades(self) -> range:
        """The grades as numbers, low to high."""
        return range(self.low, self.high + 1)

    def label(self, grade: int, language: str) -> str:
        """Return a grade as the room knows it: its name, or its number."""
        return self.names[grade - self.low].of(language) if self.names else str(grade)


class StepBase(Struct, frozen=True, kw_only=True):
    """What every step has. `minutes` is the planned length; `pin` holds the step to a time of day."""

    kind: ClassVar[Kind]
    id: str
    title: Local
    prompt: Local = EMPTY
    notes: Local = EMPTY
    minutes: int = 0
    flex: Flex = "shrink"
    pin: time | None = None


class Talk(StepBase, frozen=True, kw_only=True):
    """Tell, check in, break."""

    kind: ClassVar[Kind] = "talk"
    form: Literal["break", "round"] | None = None


class Collect(StepBase, frozen=True, kw_only=True):
    """Gather answers; `fields` names the parts of an answer, the first names the item."""

    kind: ClassVar[Kind] = "collect"
    form: Literal["parking"] | None = None
    by: Unit = "group"
    for_each: tuple[Local, ...] | Source | None = None
    fields: tuple[str, ...] = ()
    max_answers: int | None = None
    cut: int | None = None
    carry_over: bool = False
    adds: Adds = "votes"


class Merge(StepBase, frozen=True, kw_only=True):
    """Read back the answers of the steps in `sources` and join those that are the same."""

    kind: ClassVar[Kind] = "merge"
    sources: tuple[Source, ...]
    cut: int | None = None


class Choice(StepBase, frozen=True, kw_only=True):
    """What vote, rank and rate share: items from a list or from earlier steps, and how they are shown and added."""

    by: Unit = "group"
    items: tuple[Item, ...] = ()
    sources: tuple[Source, ...] = ()
    cut: int | None = None
    hidden: bool = False
    again: str | None = None
    adds: Adds = "votes"


class Vote(Choice, frozen=True, kw_only=True):
    """Dots. `dots` per voter and part (None: no limit), at most `max_per_item` on one item."""

    kind: ClassVar[Kind] = "vote"
    for_each: tuple[Local, ...] | Source | None = None
    dots: int | None = None
    max_per_item: int = 1
    funds: float | None = None
    costs: str | None = None


class Rank(Choice, frozen=True, kw_only=True):
    """Ordered lists; each voter ranks `choose` items (None: all)."""

    kind: ClassVar[Kind] = "rank"
    choose: int | None = None


class Rate(Choice, frozen=True, kw_only=True):
    """Grades on `scale`, per item and part; `weights` are those of the parts, in their order."""

    kind: ClassVar[Kind] = "rate"
    for_each: tuple[Local, ...] | Source | None = None
    scale: Scale
    weights: tuple[float, ...] = ()
    combine: Combine | None = None


class Act(StepBase, frozen=True, kw_only=True):
    """What will be done, by whom, when; `fields` begins with what."""

    kind: ClassVar[Kind] = "act"
    by: Unit = "group"
    fields: tuple[str, ...] = ("what", "who", "when")
    max_answers: int | None = None
    carry_over: bool = False


Step = Talk | Collect | Merge | Vote | Rank | Rate | Act


_DIGITS = 6


class Agenda(Struct, frozen=True):
    """A whole agenda.

    `people` is for how many the agenda is meant, `start` and `end` when its day begins, where the first step is not
    pinned, and when it has to end; `checklist` is what to see to before. `numbers` is what people call the steps, by
    id, where steps were added or moved: a number stays with its step. Else they are counted from 1.
    """

    title: Local
    language: str
    steps: tuple[Step, ...]
    purpose: Local = EMPTY
    people: tuple[int, int] | None = None
    start: time | None = None
    end: time | None = None
    checklist: tuple[Local, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def step(self, step_id: str) -> Step:
        """Return the step with this id; KeyError when there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def named(self, name: str) -> Step | None:
        """Return the step that somebody means by its id, or by its number; None where there is none."""
        by_id = next((step for step in self.steps if step.id == name), None)
        wanted = int(name) if name.isdecimal() and len(name) < _DIGITS else 0
        return by_id or next((step for number, step in self.numbered if number == wanted), None)

    def number(self, step_id: str) -> int:
        """Return a step's number as people see it; KeyError when there is none."""
        return self.numbers.get(step_id) or self.position(step_id) + 1

    def position(self, step_id: str) -> int:
        """Return a step's place in the order of the steps, from 0; KeyError when there is none."""
        for at, step in enumerate(self.steps):
            if step.id == step_id:
                return at
        raise KeyError(step_id)

    @property
    def numbered(self) -> list[tuple[int, Step]]:
        """The steps in their order, each with its number."""
        return [(self.numbers.get(step.id, at), step) for at, step in enumerate(self.steps, 1)]

    @property
    def meant_for(self) -> str:
        """For how many people it is meant, "16–48" or "40"; empty where it does not say."""
        fewest, most = self.people or (0, 0)
        return f"{fewest}–{most}" if fewest != most else str(most or "")

    @property
    def minutes(self) -> int:
        """The planned length in minutes."""
        return sum(step.minutes for step in self.steps)


def sources_of(step: Step) -> Sequence[Source]:
    """Return the earlier steps that a step's items come from."""
    match step:
        case Merge() | Vote() | Rank() | Rate():
            return step.sources
        case _:
            return ()


def facets_of(step: Step) -> tuple[Local, ...] | Source | None:
    """Return what a step asks once for each of, or None."""
    match step:
        case Collect() | Vote() | Rate():
            return step.for_each
        case _:
            return None


def unit_of(step: Step) -> Unit:
    """Return who answers in a step."""
    match step:
        case Talk() | Merge():
            return "group"
        case _:
            return step.by
