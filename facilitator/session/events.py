"""What can happen in a session: one frozen type per event. The envelope each one travels in is in `record.py`."""

from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec

from facilitator.session.course_events import ClockGoesOn as ClockGoesOn
from facilitator.session.course_events import ClockSet as ClockSet
from facilitator.session.course_events import ClockStopped as ClockStopped
from facilitator.session.course_events import Dropped as Dropped
from facilitator.session.course_events import Left as Left
from facilitator.session.course_events import Started as Started
from facilitator.session.course_events import StepAdded as StepAdded
from facilitator.session.course_events import StepChanged as StepChanged
from facilitator.session.course_events import StepMoved as StepMoved
from facilitator.session.course_events import StepRemoved as StepRemoved
from facilitator.session.course_events import TakenIn as TakenIn
from facilitator.session.course_events import TimeAdded as TimeAdded
from facilitator.session.event import Count as Count
from facilitator.session.event import Event as Event
from facilitator.session.event import Grade, LocalText, Number, VoterName
from facilitator.session.event import NoteForm as NoteForm


class Opened(Event, frozen=True, tag="opened"):
    """A session began; it holds the whole agenda, so that the file travels alone."""

    session: str
    name: str
    date: str
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")]
    agenda: dict[str, Any]
    series: str = ""
    note: str = ""


class PeopleCounted(Event, frozen=True, tag="people counted"):
    """How many people are in the room, where groups do not tell."""

    people: Count


class GroupAdded(Event, frozen=True, tag="group added"):
    """A table came in."""

    number: Number
    name: str = ""
    people: Count | None = None


class GroupRenamed(Event, frozen=True, tag="group renamed"):
    """A table got a name; an empty one takes it away."""

    number: Number
    name: str


class GroupPeople(Event, frozen=True, tag="group people"):
    """How many sit at a table."""

    number: Number
    people: Count


class GroupLeft(Event, frozen=True, tag="group left"):
    """A table went home: what it said stays, but nobody waits for it."""

    number: Number


class FrozenItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item of a frozen list: its number in the step, its name, and the numbers that are joined in it."""

    number: Number
    name: LocalText
    members: list[Number] = []
    aliases: list[str] = []


class ListFrozen(Event, frozen=True, tag="list frozen"):
    """What a step chooses among, and the parts it asks for, as they stood when it began."""

    step: str
    items: list[FrozenItem] = msgspec.field(default_factory=list)
    parts: list[LocalText] = msgspec.field(default_factory=list)


class AnswerRecorded(Event, frozen=True, tag="answer recorded"):
    """An answer; `item` is its number in the step."""

    step: str
    voter: VoterName
    item: Number
    text: str
    part: Count = 0
    fields: dict[str, str] = msgspec.field(default_factory=dict)


class NothingAdded(Event, frozen=True, tag="nothing added"):
    """Somebody was asked and had nothing to add: no silence, and no answer."""

    step: str
    voter: VoterName
    part: Count = 0


class AnswerCorrected(Event, frozen=True, tag="answer corrected"):
    """An answer reads otherwise from now on."""

    step: str
    answer: str
    item: Number
    text: str
    fields: dict[str, str] = msgspec.field(default_factory=dict)


class AnswerMoved(Event, frozen=True, tag="answer moved"):
    """An answer was another table's, or about another part (0: the part it had)."""

    step: str
    answer: str
    voter: VoterName
    part: int = 0


class AnswerWithdrawn(Event, frozen=True, tag="answer withdrawn"):
    """An answer does not count."""

    step: str
    answer: str


class Joined(Event, frozen=True, tag="items joined"):
    """Items are the same thing, under a name, or under their commonest wording."""

    step: str
    items: list[Number]
    name: str = ""


class HeldApart(Event, frozen=True, tag="held apart"):
    """Texts, folded for comparing, are not the same whatever they look like; they are not suggested again."""

    step: str
    texts: list[str]


class Split(Event, frozen=True, tag="item split"):
    """An item stands by itself again."""

    step: str
    item: Number


class Renamed(Event, frozen=True, tag="item renamed"):
    """An item, or a join, got another name."""

    step: str
    item: Number
    name: str


class BallotGiven(Event, frozen=True, tag="ballot given"):
    """Dots of one voter on one part, as (item, dots). Without dots it is blank."""

    step: str
    voter: VoterName
    part: Count = 0
    dots: list[tuple[Number, Count]] = msgspec.field(default_factory=list)
    spoiled: bool = False


class CountEntered(Event, frozen=True, tag="count entered"):
    """Dots as somebody counted them: at a table, or in the whole room."""

    step: str
    voter: VoterName
    part: Count = 0
    dots: list[tuple[Number, Count]] = msgspec.field(default_factory=list)


class RankingGiven(Event, frozen=True, tag="ranking given"):
    """An ordered list; items in one place are together."""

    step: str
    voter: VoterName
    order: list[list[Number]] = msgspec.field(default_factory=list)
    spoiled: bool = False


class GradesGiven(Event, frozen=True, tag="grades given"):
    """Grades of one voter, as (item, one per part); None is no opinion. Other items keep what they had."""

    step: str
    voter: VoterName
    grades: list[tuple[Number, list[Grade | None]]] = msgspec.field(default_factory=list)
    spoiled: bool = False


class GradeCountsEntered(Event, frozen=True, tag="grade counts entered"):
    """How many gave each grade, low to high, as (item, one list per part)."""

    step: str
    voter: VoterName
    counts: list[tuple[Number, list[list[Count]]]] = msgspec.field(default_factory=list)


class EntryWithdrawn(Event, frozen=True, tag="entry withdrawn"):
    """A ballot, count, ranking or set of grades does not count."""

    step: str
    voter: VoterName
    part: Count = 0


class EntryMoved(Event, frozen=True, tag="entry moved"):
    """A ballot, count, ranking or set of grades was another table's."""

    step: str
    voter: VoterName
    to: VoterName
    part: Count = 0


class ActionRecorded(Event, frozen=True, tag="action recorded"):
    """Something will be done."""

    step: str
    item: Number
    fields: dict[str, str]
    voter: VoterName = "room"


class ActionChanged(Event, frozen=True, tag="action changed"):
    """An action reads otherwise, is another table's, or got a status; `withdrawn` takes it away."""

    step: str
    item: Number
    fields: dict[str, str] | None = None
    voter: VoterName | None = None
    status: Literal["open", "done", "dropped", "withdrawn"] | None = None


class NoteKept(Event, frozen=True, tag="note kept"):
    """A note, a parked question, a quote or a decision of a step."""

    step: str
    number: Number
    text: str
    form: NoteForm = "note"
    voter: VoterName | None = None


class NoteChanged(Event, frozen=True, tag="note changed"):
    """A note reads otherwise, is another table's, or is withdrawn."""

    step: str
    number: Number
    text: str | None = None
    voter: VoterName | None = None
    withdrawn: bool = False


class Kept(Event, frozen=True, tag="item kept"):
    """The facilitator marks what goes on; an empty list takes every mark away."""

    step: str
    items: list[Number]
    reason: str = ""


class Revealed(Event, frozen=True, tag="revealed"):
    """A hidden step may be seen."""

    step: str


class Hidden(Event, frozen=True, tag="hidden"):
    """A step is hidden again."""

    step: str


class FindingWritten(Event, frozen=True, tag="finding written"):
    """The facilitator's own words for a finding, or a finding of her own; an empty text takes her words away.

    `key` is what the finding is about, as `steps/findings.py` makes it, or `own:3`; `figures` is what it rested on.
    """

    key: str
    text: str
    figures: str = ""


class FindingStruck(Event, frozen=True, tag="finding struck"):
    """A finding is left out of the summary, or stands in it again."""

    key: str
    struck: bool = True


class FindingsOrdered(Event, frozen=True, tag="findings ordered"):
    """The order of the findings; those it does not name come after."""

    keys: list[str]


class SessionTold(Event, frozen=True, tag="session told"):
    """What the facilitator tells of the day for its summary; an empty text takes it away."""

    what: Literal["place", "invited", "came", "closing"]
    text: str


class Undone(Event, frozen=True, tag="undone"):
    """A command is left out."""

    target: str


class Redone(Event, frozen=True, tag="redone"):
    """A command left out counts again."""

    target: str


class Lost(Event, frozen=True, tag="lost"):
    """Something stood here that could not be read when the file was repaired."""


AnyEvent = (
    Opened | PeopleCounted | GroupAdded | GroupRenamed | GroupPeople | GroupLeft | Started | Left | TimeAdded
    | ListFrozen | AnswerRecorded | NothingAdded | AnswerCorrected | AnswerMoved | AnswerWithdrawn | Joined | Split
    | Renamed | BallotGiven | CountEntered | RankingGiven | GradesGiven | GradeCountsEntered | EntryWithdrawn
    | EntryMoved | ActionRecorded | ActionChanged | NoteKept | NoteChanged | Kept | Revealed | Hidden | Undone | Redone
    | ClockStopped | ClockGoesOn | ClockSet | Dropped | HeldApart | Lost | FindingWritten | FindingStruck
    | FindingsOrdered | SessionTold | TakenIn | StepAdded | StepChanged | StepMoved | StepRemoved
)  # fmt: skip

@lru_cache(maxsize=10_000)
def group_number(voter: str | None) -> int | None:
    """Return the number of the group that a voter is, else None."""
    return int(voter[6:]) if voter and voter.startswith("group:") else None


def slip_number(voter: str) -> int | None:
    """Return the number of the slip that a voter is, else None."""
    return int(voter[5:]) if voter.startswith("slip:") else None
