"""A day that has not been yet: an agenda or an opened session, with its tables, its people and its planned times."""

from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct
from msgspec.structs import replace

from facilitator.agenda.clock import day_times
from facilitator.agenda.model import Agenda, Step
from facilitator.errors import FacilitatorError
from facilitator.planning.day import MORNING
from facilitator.planning.least import tables
from facilitator.session.day import dropped, real
from facilitator.session.state import Group, State
from facilitator.steps.book import Book
from facilitator.steps.kinds import open_book
from facilitator.words import Words

_SOME_DAY = date(2000, 1, 3)
_AT_A_TABLE = 6
_TABLES = 6
_MOST_TABLES, _MOST_PEOPLE = 200, 1000


class Slot(Struct, frozen=True):
    """A step that is on the day's plan: its number as people see it, and when it begins and ends."""

    number: int
    step: Step
    start: datetime
    end: datetime


class Planned(Struct, frozen=True):
    """A day to print for.

    Attributes:
        book: The session opened for reading; of an agenda alone one in which nothing has happened.
        slots: The steps that are not left out.
        groups: The tables.
        people: For how many ballots are printed.
        day: The day, where it is known.
    """

    book: Book
    slots: tuple[Slot, ...]
    groups: tuple[Group, ...]
    people: int
    day: date | None = None

    @property
    def agenda(self) -> Agenda:
        """What will be asked."""
        return self.book.state.agenda


def called(book: Book, group: Group) -> str:
    """Return what a table is called on paper: its number is always there, because it is what is typed."""
    return f"{group.number} · {group.name}" if group.name else book.group_name(group)


def of_agenda(
    agenda: Agenda, words: Words, *, groups: int | None = None, people: int | None = None, start: time | None = None
) -> Planned:
    """Return the day of an agenda.

    Args:
        agenda: What will be asked.
        words: The language of the paper.
        groups: How many tables; as many as the most people it is meant for need where None.
        people: How many people; the most it is meant for, else six at each table where None.
        start: When it begins; when the first step is pinned to, else when the agenda says, else in the morning where
            None.

    Raises:
        FacilitatorError: there are more tables or people than anybody prints for.
    """
    count = groups if groups is not None else -(-people // _AT_A_TABLE) if people else tables(agenda) or _TABLES
    state = State(agenda, name=agenda.title.of(words.language), language=words.language)
    state.groups = {number: Group(number) for number in range(1, count + 1)}
    meant = agenda.people[1] if agenda.people and groups is None else count * _AT_A_TABLE
    return _planned(state, words, people if people is not None else meant, start)


def of_session(
    state: State, words: Words, *, groups: int | None = None, people: int | None = None, start: time | None = None
) -> Planned:
    """Return the day of an opened session: its own tables and people, where it has any; else as for its agenda.

    The arguments are those of `of_agenda`. Where it has begun already and no start is asked for, the plan begins when
    it really did.
    """
    if not state.active_groups:
        asked = of_agenda(state.agenda, words, groups=groups, people=people or state.people, start=start)
        state = replace(state, groups=asked.book.state.groups)
        return _planned(state, words, asked.people, start)
    own = state.people or len(state.active_groups) * _AT_A_TABLE
    return _planned(state, words, people if people is not None else own, start)


def _planned(state: State, words: Words, people: int, start: time | None) -> Planned:
    if people > _MOST_PEOPLE or len(state.active_groups) > _MOST_TABLES:
        raise FacilitatorError(words("That is too much paper: at most for {tables} tables and {people} people.",
                                     tables=_MOST_TABLES, people=_MOST_PEOPLE))  # fmt: skip
    steps, gone = state.agenda.steps, dropped(state)
    begun = real(state) if start is None else {}
    morning = datetime.combine(_SOME_DAY, start or state.agenda.start or MORNING, UTC)
    now = state.last_at if begun and state.last_at else morning
    if start is not None and steps and steps[0].pin:
        # Who asks for another beginning means it, also where the first step is held to the clock.
        first = replace(steps[0], pin=start)
        steps = (first, *steps[1:])
    times = day_times([step for step in steps if step.id not in gone], begun, {}, now).steps if steps else ()
    held = [(number, step) for number, step in enumerate(state.agenda.steps, 1) if step.id not in gone]
    slots = tuple(
        Slot(number, step, at.planned_start, at.planned_start + timedelta(minutes=step.minutes))
        for (number, step), at in zip(held, times, strict=True)
    )
    return Planned(open_book(state, words), slots, tuple(state.active_groups), people, _day(state))


def _day(state: State) -> date | None:
    try:
        return date.fromisoformat(state.date)
    except ValueError:
        return None
