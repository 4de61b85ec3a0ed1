"""Planned time against real time. Pure functions: the time of day comes from the caller.

The plan says when each step begins: one after the other, each as long as the agenda says, and a pinned step on its time
of day. What is expected follows from what has happened so far. Added minutes lengthen the step they were given to and
so what is expected, never the plan: who adds five minutes is five minutes later. So does a step that nobody planned,
and one that is moved: the plan is what it was.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from facilitator.agenda.model import Step

Progress = Literal["coming", "running", "done", "skipped", "dropped"]
Phase = Literal["ok", "warn", "alarm"]

_WARN = 0.20
_ALARM = 0.05
_HALF_A_DAY, _MOST_TO_SPARE = timedelta(hours=12), timedelta(hours=3)


class Real(Struct, frozen=True):
    """When a step really started and, if it has, ended. Times know their time zone.

    `paused` is how long its clock stood still; `paused_at` since when it does, while it does.
    """

    start: datetime
    end: datetime | None = None
    paused: timedelta = timedelta()
    paused_at: datetime | None = None


class StepTime(Struct, frozen=True):
    """The times of one step.

    Attributes:
        progress: Coming, running, done; skipped: never started, and the room is beyond it; dropped: left out today.
        minutes: The planned length with the minutes added.
        planned_start: When the plan lets it begin; of a step that nobody planned, when the one before it should end.
        expected_start: When a coming step will begin as things stand.
        expected_end: When a coming or running step will end as things stand.
        difference: Of a done step: real minutes minus planned ones, without those added.
        took: Of a done step: its real minutes, pauses included.
        elapsed: How long a running step has been going on.
        left: What is left of a running step; negative when it is over its time.
        paused: Whether the clock of a running step stands still.
        phase: How urgent a running step is: `warn` from a fifth of its time left, `alarm` from a twentieth. A step of
            no minutes has no time to run out and stays `ok`.
    """

    progress: Progress
    minutes: int
    planned_start: datetime
    expected_start: datetime | None = None
    expected_end: datetime | None = None
    difference: int | None = None
    took: int | None = None
    paused: bool = False
    elapsed: timedelta | None = None
    left: timedelta | None = None
    phase: Phase | None = None


class DayTime(Struct, frozen=True):
    """The times of all steps and of the day.

    Attributes:
        steps: One for each step of the agenda, in its order.
        behind: By how many minutes the next step will be late against the plan; the end, where none is to come or the
            steps to come were made longer, shorter, left out, moved or added to; negative when early.
        planned_end: When the plan ends.
        expected_end: When the day will end as things stand, or did end.
        limit: When it has to end, where the agenda says so.
    """

    steps: tuple[StepTime, ...]
    behind: int
    planned_end: datetime
    expected_end: datetime
    limit: datetime | None = None

    @property
    def over(self) -> int | None:
        """By how many minutes the day will end after it has to; negative where there is time left; None without one."""
        return None if self.limit is None else _whole_minutes(self.expected_end - self.limit)

    @property
    def goal(self) -> datetime:
        """When the day should end: when it has to, else as planned."""
        return self.limit or self.planned_end


def day_times(
    steps: Sequence[Step],
    real: Mapping[str, Real],
    added: Mapping[str, int],
    now: datetime,
    dropped: Set[str] = frozenset(),
    plan: Sequence[Step] | None = None,
) -> DayTime:
    """Return planned and expected times.

    The plan begins when the first step really started, else at its pin, else at the earliest real start, else now. A
    pinned step is planned at its pin and expected no earlier, also when the steps before it end late or early.

    Args:
        steps: The steps of the agenda, at least one.
        real: When steps really started and ended, by step id.
        added: Minutes added to steps, by step id.
        now: The time, with its time zone. All times are given in that zone.
        dropped: The ids of the steps that are left out today.
        plan: The steps as they were planned, where steps were added or moved since.

    Returns:
        The times of each step and of the day.
    """
    spans = [_in_zone(real.get(step.id), now) for step in steps]
    plan = plan or steps
    begin = _begin(plan[0], spans[0] if steps[0].id == plan[0].id else None, spans, now)
    slots = {step.id: start for step, start in zip(plan, _planned(plan, begin), strict=True)}
    lengths = {step.id: step.minutes for step in plan}
    current = _current(spans)
    reached, planned = now, begin
    times: list[StepTime] = []
    for position, (step, span) in enumerate(zip(steps, spans, strict=True)):
        planned = slots.get(step.id, planned)
        base = StepTime("skipped", max(0, step.minutes + added.get(step.id, 0)), planned)
        planned += timedelta(minutes=lengths.get(step.id, 0))
        if step.id in dropped and not span:
            entry = replace(base, progress="dropped", minutes=0)
        elif span:
            entry = _done(base, step, span) if position != current or span.end else _running(base, span, now)
        else:
            entry = _coming(base, step, reached) if position > current else base
        times.append(entry)
        reached = entry.expected_end or reached
    planned_end = slots[plan[-1].id] + timedelta(minutes=plan[-1].minutes)
    expected_end = _expected_end(times, spans, now)
    late = next((t.expected_start - t.planned_start for t in times if t.expected_start), expected_end - planned_end)
    if _is_replanned(steps, times, added) or _is_another_day(steps, times, plan):
        late = expected_end - planned_end
    return DayTime(tuple(times), _whole_minutes(late), planned_end, expected_end)


def held_to(start: time | None, steps: Sequence[Step], now: datetime) -> Sequence[Step]:
    """Return the steps of a day not begun yet, the first held to when the day begins; as they are where it is not.

    A beginning hours ago, or more than half a day ahead, is that of another day: somebody tries the agenda.

    Args:
        start: When the agenda says that the day begins, if it does.
        steps: The steps of the agenda, at least one.
        now: The time, with its time zone.
    """
    first, *others = steps
    if start is None or first.pin:
        return steps
    apart = _on_day(start, now) - now
    return (replace(first, pin=start), *others) if -_MOST_TO_SPARE <= apart <= _HALF_A_DAY else steps


def with_end(day: DayTime, end: time | None) -> DayTime:
    """Return the times of a day that has to end at a time of day.

    An end more than half a day after the beginning, or hours after the plan's, is that of another day: somebody tries
    the agenda in the evening.

    Args:
        day: The times.
        end: When the agenda says that it has to end, if it does.
    """
    begin = min(step.planned_start for step in day.steps)
    if end is None:
        return day
    at = begin.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    at = at if at > begin else at + timedelta(days=1)
    is_today = at - begin <= _HALF_A_DAY and at - day.planned_end <= _MOST_TO_SPARE
    return replace(day, limit=at) if is_today else day


def _in_zone(span: Real | None, now: datetime) -> Real | None:
    if not span:
        return None
    zone = now.tzinfo
    end, since = span.end and span.end.astimezone(zone), span.paused_at and span.paused_at.astimezone(zone)
    return replace(span, start=span.start.astimezone(zone), end=end, paused_at=since)


def _begin(first: Step, held: Real | None, spans: Sequence[Real | None], now: datetime) -> datetime:
    """Return when the plan begins: its first step, which was `held` first or not."""
    earliest = min((span.start for span in spans if span), default=now)
    return held.start if held else _on_day(first.pin, earliest) if first.pin else earliest


def _planned(steps: Sequence[Step], start: datetime) -> list[datetime]:
    planned = [start]
    for before, step in pairwise(steps):
        start += timedelta(minutes=before.minutes)
        start = _on_day(step.pin, start) if step.pin else start
        planned.append(start)
    return planned


def _on_day(pin: time, near: datetime) -> datetime:
    at = near.replace(hour=pin.hour, minute=pin.minute, second=0, microsecond=0)
    # A pin far back in the day is one past midnight, not one that has been missed.
    return at + timedelta(days=1) if near - at > _HALF_A_DAY else at


def _current(spans: Sequence[Real | None]) -> int:
    """Return the position of the step the room is in, or was in last; -1 before the first."""
    running = [(span.start, position) for position, span in enumerate(spans) if span and not span.end]
    ended = [(span.end, position) for position, span in enumerate(spans) if span and span.end]
    return max(running or ended)[1] if running or ended else -1


def _done(base: StepTime, step: Step, span: Real) -> StepTime:
    # A step that was left for another without its end being kept has no length to compare.
    if not span.end:
        return replace(base, progress="done")
    took = _whole_minutes(span.end - span.start)
    return replace(base, progress="done", difference=took - step.minutes, took=took)


def _running(base: StepTime, span: Real, now: datetime) -> StepTime:
    whole = timedelta(minutes=base.minutes)
    still = span.paused_at is not None
    elapsed = max((span.paused_at or now) - span.start - span.paused, timedelta())
    left = whole - elapsed
    phase: Phase = "ok"
    if whole:
        phase = "alarm" if left <= whole * _ALARM else "warn" if left <= whole * _WARN else "ok"
    end = now + max(left, timedelta())
    return replace(
        base, progress="running", expected_end=end, elapsed=elapsed, left=left, phase=phase, paused=still
    )


def _coming(base: StepTime, step: Step, reached: datetime) -> StepTime:
    start = max(reached, base.planned_start) if step.pin else reached
    end = start + timedelta(minutes=base.minutes)
    return replace(base, progress="coming", expected_start=start, expected_end=end)


def _expected_end(times: Sequence[StepTime], spans: Sequence[Real | None], now: datetime) -> datetime:
    expected = [entry.expected_end for entry in times if entry.expected_end]
    if expected:
        return expected[-1]
    return max((span.end for span in spans if span and span.end), default=now)


def _is_replanned(steps: Sequence[Step], times: Sequence[StepTime], added: Mapping[str, int]) -> bool:
    """Tell whether what is to come is another day than planned: then the next step's time says little about the end."""
    return any(
        entry.progress == "dropped" or (entry.progress == "coming" and added.get(step.id))
        for step, entry in zip(steps, times, strict=True)
    )


def _is_another_day(steps: Sequence[Step], times: Sequence[StepTime], plan: Sequence[Step]) -> bool:
    """Tell whether a step is to come that nobody planned, or steps that were moved."""
    known = {step.id for step in plan}
    coming = [step.id for step, entry in zip(steps, times, strict=True) if entry.progress == "coming"]
    is_moved = [step.id for step in steps if step.id in known] != [step.id for step in plan if step.id in known]
    return bool(coming) and (is_moved or not known.issuperset(coming))


def _whole_minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
