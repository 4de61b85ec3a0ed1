"""The clock in words: shared by the head, the rail, the agenda and a session in plain lines."""

from datetime import datetime, timedelta

from facilitator.agenda.clock import DayTime, StepTime
from facilitator.words import Words

_LONG = 600
_HOUR = 60


def clock(span: timedelta) -> str:
    """Return a span as minutes and seconds without a leading zero, "−1:05" below nothing; from ten hours as hours.

    A session taken up again on another day is hours or days past its plan; seconds would say nothing.
    """
    seconds = int(abs(span.total_seconds()))
    sign = "−" if span < timedelta(0) and seconds else ""
    if seconds >= _LONG * 60:
        return f"{sign}{seconds // 3600} h"
    return f"{sign}{seconds // 60}:{seconds % 60:02}"


def time_of_day(moment: datetime) -> str:
    """Return a time of day, 09:05."""
    return moment.strftime("%H:%M")


def end_of(day: DayTime) -> str:
    """Return when the day ends, as many whole minutes from when it should as `against` and `lateness` count."""
    apart = round((day.expected_end - day.goal).total_seconds() / 60)
    return time_of_day(day.goal + timedelta(minutes=apart))


def lateness(day: DayTime, words: Words) -> str:
    """Return how the day stands against the plan."""
    if not day.behind:
        return words("on time")
    span = _span(day.behind, words)
    return words("{span} late", span=span) if day.behind > 0 else words("{span} early", span=span)


def against(day: DayTime, words: Words) -> str:
    """Return how the day stands: against when it has to end, where the agenda says that, else against the plan."""
    if day.limit is None or day.over is None:
        return lateness(day, words)
    if not day.over:
        return words("as it has to")
    span, limit = _span(day.over, words), time_of_day(day.limit)
    if day.over > 0:
        return words("{span} over {limit}", span=span, limit=limit)
    return words("{span} before {limit}", span=span, limit=limit)


def stands(day: DayTime, words: Words) -> str:
    """Return when the day ends and how it stands: against when it has to end, else, once it has begun, the plan."""
    end = words("end {time}", time=end_of(day))
    if day.limit is not None:
        return f"{end}, {against(day, words)}"
    if not any(step.progress in ("running", "done") for step in day.steps):
        return end
    return f"{lateness(day, words)}, {end}"


def is_over(day: DayTime) -> bool:
    """Tell whether the day will end after it has to, and something can still be done about it."""
    return (day.over or 0) > 0 and any(step.progress in ("coming", "running") for step in day.steps)


def _span(count: int, words: Words) -> str:
    hours, minutes = divmod(abs(count), _HOUR)
    if abs(count) >= _LONG:
        return words("{count} h", count=hours)
    if hours and minutes:
        return words("{hours} h {minutes} min", hours=hours, minutes=minutes)
    return words("{count} h", count=hours) if hours else words("{count} min", count=minutes)


def sign_of(step: StepTime | None) -> str:
    """Return the sign that says without colour how urgent a running step is, or that its clock stands still."""
    if step is not None and step.paused:
        return "‖ "
    return {"warn": "! ", "alarm": "!! "}.get(step.phase or "", "") if step else ""
