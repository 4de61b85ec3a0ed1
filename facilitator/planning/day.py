"""When each step of a draft begins, whether the day fits before its end, and how to make it fit.

Also of a draft with mistakes: minutes that cannot be read count as none, a time that cannot be read holds nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from facilitator.agenda import values
from facilitator.agenda.clock import day_times
from facilitator.agenda.model import Flex, Local, Talk
from facilitator.agenda.replan import Plan, least, propose
from facilitator.agenda.values import RefusedError
from facilitator.words import Words

MORNING = time(9)
_SOME_DAY = date(2000, 1, 3)
_END = "end"
_STEP, _LONG_BREAK = 5, 30
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


class Fit(Struct, frozen=True):
    """What would make a day end in time: new minutes by step, and the steps to leave out."""

    minutes: Mapping[int, int] = field(default_factory=dict)
    out: frozenset[int] = frozenset()


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


def fitted(steps: Sequence[Mapping[str, Any]], start: time, end: time) -> Fit:
    """Return what to shorten and what to leave out so that the day ends in time, by the rule of an overrun.

    Lengths come out in whole fives as far as that is enough. Before a step is left out, a long break gives what it has
    above half an hour, also where it keeps its time.

    Args:
        steps: The steps of a draft.
        start: When the day begins.
        end: When it has to end.

    Returns:
        What would change; nothing where everything fits or nothing can give.
    """
    held = _held(steps)
    if not held:
        return Fit()
    begin = _at(held[0].pin or start)
    # The end is a step of no length that is held to the clock: what stands before must give what it would be late.
    last = Talk(id=_END, title=Local.plain(_END), flex="fixed", pin=_after(begin, end).time())
    best = _proposed([*held, last], begin, {})
    breaks = [at for at, step in enumerate(steps) if step.get("form") == "break" and held[at].minutes > _LONG_BREAK]
    lunch = max(breaks, key=lambda at: held[at].minutes, default=None)
    for length in range(held[lunch].minutes - _STEP, _LONG_BREAK - 1, -_STEP) if lunch is not None else ():
        if not best.out and not _late([*held, last], begin, best):
            break
        tried = _proposed([*held, last], begin, {lunch: length} if lunch is not None else {})
        if (_late([*held, last], begin, tried), len(tried.out)) < (_late([*held, last], begin, best), len(best.out)):
            best = tried
    return _in_fives([*held, last], begin, best)


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


def _proposed(held: Sequence[Talk], begin: datetime, lengths: Mapping[int, int]) -> Fit:
    """Return what the rule of an overrun proposes when some steps have other lengths already."""
    plan: Plan = propose(_with(held, Fit(lengths)), {}, {}, begin)
    out = frozenset(map(int, plan.dropped))
    minutes = {**lengths, **{int(name): length for name, length in plan.minutes.items()}}
    return Fit({at: length for at, length in minutes.items() if at not in out}, out)


def _in_fives(held: Sequence[Talk], begin: datetime, fit: Fit) -> Fit:
    """Return it with as many lengths as may be in whole fives, where the day ends no later for it."""
    now = {at: min(-(-length // _STEP) * _STEP, held[at].minutes) for at, length in fit.minutes.items()}
    wanted = _late(held, begin, fit)
    while (late := _late(held, begin, Fit(now, fit.out))) > wanted:
        for at, length in _shorter(held, fit, now):
            tried = {**now, at: length}
            if _late(held, begin, Fit(tried, fit.out)) < late:
                now = tried
                break
        else:
            return fit
    return Fit({at: length for at, length in now.items() if length != held[at].minutes}, fit.out)


def _shorter(held: Sequence[Talk], fit: Fit, now: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield what could be shorter next: by fives, what is furthest above its exact length first; then by a minute."""
    above = sorted(now, key=lambda at: fit.minutes[at] - now[at])
    yield from ((at, (now[at] - 1) // _STEP * _STEP) for at in above
                if (now[at] - 1) // _STEP * _STEP >= least(held[at].minutes))  # fmt: skip
    # What is not in fives already gives the rest, so that few lengths are odd.
    odd = sorted(above, key=lambda at: now[at] % _STEP == 0)
    yield from ((at, now[at] - 1) for at in odd if now[at] > least(held[at].minutes))


def _late(held: Sequence[Talk], begin: datetime, fit: Fit) -> int:
    """Return by how many minutes steps run into what is held to the clock, the end among it."""
    late, reached = 0, begin
    kept = [step for at, step in enumerate(_with(held, fit)) if at not in fit.out]
    for step, when in zip(kept, day_times(kept, {}, {}, begin).steps, strict=True):
        late += max(0, _minutes(reached - when.planned_start)) if step.pin else 0
        reached = when.planned_start + timedelta(minutes=step.minutes)
    return late


def _with(held: Sequence[Talk], fit: Fit) -> list[Talk]:
    return [replace(step, minutes=fit.minutes.get(at, step.minutes)) for at, step in enumerate(held)]


def _at(moment: time) -> datetime:
    return datetime.combine(_SOME_DAY, moment, UTC)


def _after(begin: datetime, end: time) -> datetime:
    at = _at(end)
    return at if at > begin else at + timedelta(days=1)


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
