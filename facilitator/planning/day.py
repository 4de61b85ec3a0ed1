"""When each step of a draft begins, whether the day fits before its end, and how to stretch it to a length.

Also of a draft with mistakes: minutes that cannot be read count as none, a time that cannot be read holds nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec import Struct

from facilitator.agenda import values
from facilitator.agenda.clock import day_times
from facilitator.agenda.model import Flex, Local, Talk
from facilitator.agenda.values import RefusedError
from facilitator.words import Words

MORNING = time(9)
_SOME_DAY = date(2000, 1, 3)
_WORDS = Words("en")


class Slot(Struct, frozen=True):
    """The time of one step.

    Attributes:
        start: When it begins.
        end: When it ends.
        minutes: Its length.
        pinned: Whether it is held to the clock.
        overlap: By how many minutes the steps before run into its pin.
        gap: How many minutes are free before its pin.
        over: Whether it ends after the day's fixed end.
    """

    start: datetime
    end: datetime
    minutes: int
    pinned: bool = False
    overlap: int = 0
    gap: int = 0
    over: bool = False


class Day(Struct, frozen=True):
    """The times of a draft.

    Attributes:
        slots: One for each step.
        start: When the day begins.
        end: When it ends.
        minutes: From its beginning to its end.
        over: By how many minutes it ends after its fixed end; negative where there is time left; None without one.
    """

    slots: tuple[Slot, ...]
    start: datetime
    end: datetime
    minutes: int
    over: int | None = None


def times(steps: Sequence[Mapping[str, Any]], start: time = MORNING, end: time | None = None) -> Day:
    """Return when each step begins and ends.

    Args:
        steps: The steps of a draft.
        start: When the day begins, where the first step is not held to the clock.
        end: When it has to end, if that is fixed.
    """
    held = _held(steps)
    begin = _at(held[0].pin or start if held else start)
    limit = _after(begin, end) if end else None
    slots: list[Slot] = []
    reached = begin
    for step, when in zip(held, day_times(held, {}, {}, begin).steps if held else (), strict=True):
        from_, to = when.planned_start, when.planned_start + timedelta(minutes=step.minutes)
        apart = _minutes(from_ - reached) if step.pin and slots else 0
        late = limit is not None and to > limit
        slots.append(Slot(from_, to, step.minutes, step.pin is not None, max(0, -apart), max(0, apart), late))
        reached = to
    over = None if limit is None else _minutes(reached - limit)
    return Day(tuple(slots), begin, reached, _minutes(reached - begin), over)


def scaled(steps: Sequence[Mapping[str, Any]], minutes: int) -> dict[int, int]:
    """Return new lengths so that the whole takes so many minutes: all steps but the fixed ones, in proportion.

    No step becomes shorter than a minute. The last minutes go to those that were rounded down the most.

    Args:
        steps: The steps of a draft.
        minutes: How long all of them shall take together.

    Returns:
        The minutes of the steps that change; empty where the fixed steps alone take too long, or none can change.
    """
    held = _held(steps)
    free = {at: step.minutes for at, step in enumerate(held) if step.flex != "fixed" and step.minutes}
    whole = minutes - sum(step.minutes for at, step in enumerate(held) if at not in free)
    if not free or whole < len(free):
        return {}
    spare = whole - len(free)
    exact = {at: spare * length / sum(free.values()) for at, length in free.items()}
    lengths = {at: 1 + int(share) for at, share in exact.items()}
    for at in sorted(exact, key=lambda at: int(exact[at]) - exact[at])[: whole - sum(lengths.values())]:
        lengths[at] += 1
    return {at: length for at, length in lengths.items() if length != free[at]}


def read_time(text: object) -> time | None:
    """Return a time of day as an agenda has it, "10:30"; None where it is none."""
    found: time | None = _read(values.clock, text)
    return found


def overlap_of(day: Day) -> int:
    """Return how many minutes of the steps run into what is held to the clock."""
    return sum(slot.overlap for slot in day.slots)


def later(moment: time, minutes: int) -> time:
    """Return a time of day so many minutes later."""
    return (_at(moment) + timedelta(minutes=minutes)).time()


def minutes_of(step: Mapping[str, Any]) -> int:
    """Return how long a step takes; 0 where that cannot be read."""
    return _read(values.whole(0, 1440), step.get("minutes", 0)) or 0


def flex_of(step: Mapping[str, Any]) -> Flex:
    """Return what may happen to a step when time runs short."""
    found: Flex | None = _read(values.choice("fixed", "shrink", "drop"), step.get("flex"))
    return found or "shrink"


def _read(reader: Callable[[object, Words], Any], value: object) -> Any:
    try:
        return reader(value, _WORDS)
    except RefusedError:
        return None


def _held(steps: Sequence[Mapping[str, Any]]) -> list[Talk]:
    """Return the steps as nothing but lengths and pins."""
    return [
        Talk(
            id=str(at),
            title=Local.plain(""),
            minutes=minutes_of(step),
            flex=flex_of(step),
            pin=read_time(step.get("pin")),
        )
        for at, step in enumerate(steps)
    ]


def _at(moment: time) -> datetime:
    return datetime.combine(_SOME_DAY, moment, UTC)


def _after(begin: datetime, end: time) -> datetime:
    at = _at(end)
    return at if at > begin else at + timedelta(days=1)


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
