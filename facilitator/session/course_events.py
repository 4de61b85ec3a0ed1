"""What can happen to the course of a day: steps begin and end, get time, are left out, added, moved and reworded."""

from typing import Annotated, Any

import msgspec

from facilitator.session.event import Event, Number


class Started(Event, frozen=True, tag="step started"):
    """The room began with a step."""

    step: str


class Left(Event, frozen=True, tag="step left"):
    """The room was done with a step."""

    step: str


class TimeAdded(Event, frozen=True, tag="time added"):
    """A step got more minutes, or fewer."""

    step: str
    minutes: Annotated[int, msgspec.Meta(ge=-1440, le=1440)]


class ClockStopped(Event, frozen=True, tag="clock stopped"):
    """The clock of a step stands still until it goes on, or the step is left."""

    step: str


class ClockGoesOn(Event, frozen=True, tag="clock goes on"):
    """The clock of a step goes on."""

    step: str


class ClockSet(Event, frozen=True, tag="clock set"):
    """The machine's clock was set while the session was open: by so many seconds, forward or back."""

    seconds: Annotated[float, msgspec.Meta(ge=-1e9, le=1e9)]


class Dropped(Event, frozen=True, tag="step dropped"):
    """A step is left out today; to start it takes it in again."""

    step: str


class TakenIn(Event, frozen=True, tag="step taken in"):
    """A step that was left out is not left out any more."""

    step: str


class StepAdded(Event, frozen=True, tag="step added"):
    """A step that nobody had planned comes into the agenda.

    `table` is the step as an agenda file holds it, `number` what people call it; it comes after the step with the id
    `after`, first of all where that is empty.
    """

    table: dict[str, Any]
    number: Number
    after: str = ""


class StepChanged(Event, frozen=True, tag="step changed"):
    """Texts of a step read otherwise from now on; None takes one away. Keys and values are those of an agenda file."""

    step: str
    values: dict[str, Any]


class StepMoved(Event, frozen=True, tag="step moved"):
    """A step comes after another from now on, first of all where `after` is empty; it keeps its number."""

    step: str
    after: str = ""


class StepRemoved(Event, frozen=True, tag="step removed"):
    """A step that was added, and in which nothing was recorded, is gone again."""

    step: str
