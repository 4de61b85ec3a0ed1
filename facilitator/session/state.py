"""Where a session stands: what the events add up to. Written by `fold.py` alone, read by everybody else."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct, field

from facilitator.agenda.model import Agenda, Local, Step
from facilitator.session.events import (
    BallotGiven,
    CountEntered,
    FrozenItem,
    GradeCountsEntered,
    GradesGiven,
    RankingGiven,
    group_number,
)
from facilitator.session.record import Record

Status = Literal["not started", "running", "done"]
Given = BallotGiven | CountEntered | RankingGiven | GradesGiven | GradeCountsEntered


class Group(Struct):
    """A table. `people` is None where nobody counted; a table that left is not `active`."""

    number: int
    name: str = ""
    people: int | None = None
    active: bool = True


class Answer(Struct):
    """An answer as it reads now."""

    id: str
    step: str
    voter: str
    part: int
    item: int
    text: str
    fields: dict[str, str]
    at: datetime
    withdrawn: bool = False


class Action(Struct):
    """An action as it reads now."""

    item: int
    voter: str
    fields: dict[str, str]
    at: datetime
    status: Literal["open", "done", "dropped", "withdrawn"] = "open"


class StepNote(Struct):
    """A note, parked question, quote or decision as it reads now."""

    number: int
    form: str
    text: str
    voter: str | None
    at: datetime
    withdrawn: bool = False


class Join(Struct):
    """Items that are one thing. An empty name means their commonest wording."""

    members: set[int]
    name: str = ""


class StepState(Struct):
    """What happened in one step.

    `groups_then` and `people_then` are who was here when the room was last in it: who leaves after lunch was still
    there before. They are None before it began, and where nobody had counted. `paused` is how long the clock stood
    still, `paused_at` since when it does. `late` are the times of what was recorded when the session was over.
    """

    started: datetime | None = None
    left: datetime | None = None
    paused: timedelta = timedelta()
    paused_at: datetime | None = None
    dropped: bool = False
    late: list[datetime] = field(default_factory=list)
    added_minutes: int = 0
    items: list[FrozenItem] | None = None
    parts: list[Local] | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    nothing: set[tuple[int, str]] = field(default_factory=set)
    keys: dict[str, int] = field(default_factory=dict)
    highest: int = 0
    joins: list[Join] = field(default_factory=list)
    apart: set[frozenset[str]] = field(default_factory=set)
    names: dict[int, str] = field(default_factory=dict)
    given: dict[tuple[int, str], Given] = field(default_factory=dict)
    highest_slip: int = 0
    actions: dict[int, Action] = field(default_factory=dict)
    notes: dict[int, StepNote] = field(default_factory=dict)
    highest_note: int = 0
    kept: dict[int, str] = field(default_factory=dict)
    revealed: bool | None = None
    entries: int = 0
    groups_then: frozenset[int] | None = None
    people_then: int | None = None

    @property
    def standing(self) -> Iterator[Answer]:
        """The answers that count, in the order they came."""
        return (answer for answer in self.answers.values() if not answer.withdrawn)


class Written(Struct, frozen=True):
    """A finding in the facilitator's words, and the figures it rested on when she wrote it."""

    text: str
    figures: str = ""


class OwnWords(Struct):
    """What the facilitator changed in the summary: by the keys of the findings, and what she tells of the day."""

    written: dict[str, Written] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    highest: int = 0


class State(Struct):
    """A session as it stands after its last event.

    `agenda` is that of now, with the ids of its steps in `known`; `planned` are the steps as they were planned, which
    times are told against. `highest_step` is the highest number that a step has or had, `gone` the ids of undone steps
    in which something was recorded: neither is given again. `finished` tells whether the last step was begun and left.
    """

    agenda: Agenda
    known: frozenset[str] = frozenset()
    planned: tuple[Step, ...] = ()
    highest_step: int = 0
    gone: set[str] = field(default_factory=set)
    session: str = ""
    name: str = ""
    date: str = ""
    series: str = ""
    language: str = "en"
    note: str = ""
    groups: dict[int, Group] = field(default_factory=dict)
    people_counted: int | None = None
    steps: dict[str, StepState] = field(default_factory=dict)
    current: str | None = None
    finished: bool = False
    appearances: list[tuple[str, int]] = field(default_factory=list)
    own: OwnWords = field(default_factory=OwnWords)
    history: list[Record] = field(default_factory=list)
    last_at: datetime | None = None
    unread: int = 0

    def step(self, step_id: str) -> StepState:
        """Return what happened in a step so far."""
        if step_id not in self.steps:
            self.steps[step_id] = StepState()
        return self.steps[step_id]

    def status(self, step_id: str) -> Status:
        """Return whether the room has begun with a step, is in it, or is done."""
        if step_id == self.current:
            return "running"
        happened = self.steps.get(step_id)
        return "done" if happened is not None and happened.started is not None else "not started"

    @property
    def active_groups(self) -> list[Group]:
        """The groups somebody waits for, by number."""
        return sorted((group for group in self.groups.values() if group.active), key=lambda group: group.number)

    @property
    def groups_heard(self) -> list[Group]:
        """The groups that are here or were heard from before they left, by number."""
        voters = {answer.voter for step in self.steps.values() for answer in step.standing}
        voters |= {voter for step in self.steps.values() for _, voter in (*step.given, *step.nothing)}
        numbers = {group_number(voter) for voter in voters}
        return [group for number, group in sorted(self.groups.items()) if group.active or number in numbers]

    @property
    def people(self) -> int | None:
        """How many are in the room: as counted, else the sum of the groups where every one is known."""
        if self.people_counted is not None:
            return self.people_counted
        return people_at(self.active_groups)

    @property
    def last(self) -> Step:
        """The step that the day ends with: the last that is not left out."""
        return next((step for step in reversed(self.agenda.steps) if not self.is_out(step.id)), self.agenda.steps[-1])

    @property
    def at_hand(self) -> Step:
        """The step to look at first: the one the room is in, else, until the day is over, the last that was used."""
        used = [] if self.finished else [step for step in self.agenda.steps if self.is_used(step.id)]
        return self.agenda.step(self.current) if self.current else [self.agenda.steps[0], *used][-1]

    def is_out(self, step_id: str) -> bool:
        """Tell whether a step is left out today: marked so, and not begun."""
        happened = self.steps.get(step_id)
        return happened is not None and happened.dropped and happened.started is None

    def is_planned(self, step_id: str) -> bool:
        """Tell whether a step stood in the agenda when the session was made."""
        return any(step.id == step_id for step in self.planned)

    def is_used(self, step_id: str) -> bool:
        """Tell whether the room was in a step, or anything was recorded in it."""
        happened = self.steps.get(step_id)
        return happened is not None and (happened.started is not None or happened.entries > 0)


def people_at(groups: Iterable[Group]) -> int | None:
    """Return how many sit at these tables together, or None where one is not counted or there is none."""
    counts = [group.people for group in groups]
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None
