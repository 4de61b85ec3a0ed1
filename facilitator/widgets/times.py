"""The clock in words: shared by the head, the rail and the agenda."""

from datetime import datetime, timedelta

from facilitator.agenda.clock import DayTime, Real, StepTime, day_times
from facilitator.session.state import State
from facilitator.words import Words

_LONG = 100


def day_of(state: State, now: datetime) -> DayTime:
    """Return the planned and expected times of a session.

    Args:
        state: The session.
        now: The time, with its offset; that of the last event for a session looked back at.
    """
    real = {
        step_id: Real(step.started, step.left) for step_id, step in state.steps.items() if step.started is not None
    }
    added = {step_id: step.added_minutes for step_id, step in state.steps.items() if step.added_minutes}
    return day_times(state.agenda.steps, real, added, now)


def day_shown(state: State, now: datetime, still: bool) -> DayTime:
    """Return the times of a session as a screen shows them: the clock of one that is over, or reviewed, stands still.

    Args:
        state: The session.
        now: The time, with its offset.
        still: Whether it is only looked back at.
    """
    stopped_at = state.last_at if still or state.finished else None
    return day_of(state, stopped_at or now)


def clock(span: timedelta) -> str:
    """Return a span as minutes and seconds without a leading zero, "−1:05" below nothing; from 100 minutes as hours.

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


def lateness(day: DayTime, words: Words) -> str:
    """Return how the day stands against the plan."""
    if abs(day.behind) >= _LONG:
        hours = abs(day.behind) // 60
        return words("{count} h late", count=hours) if day.behind > 0 else words("{count} h early", count=hours)
    if day.behind > 0:
        return words("{count} min late", count=day.behind)
    if day.behind < 0:
        return words("{count} min early", count=-day.behind)
    return words("on time")


def sign_of(step: StepTime | None) -> str:
    """Return the sign that says without colour how urgent a running step is."""
    return {"warn": "! ", "alarm": "!! "}.get(step.phase or "", "") if step else ""
