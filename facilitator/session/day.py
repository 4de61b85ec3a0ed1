"""The times of a session's day: what happened, set against what was planned."""

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from facilitator.agenda.clock import DayTime, Real, day_times, held_to, with_end
from facilitator.session.state import State


def day_of(state: State, now: datetime) -> DayTime:
    """Return the planned and expected times of a session.

    Args:
        state: The session.
        now: The time, with its offset; that of the last event for a session looked back at.
    """
    begun = real(state)
    start = None if begun else state.agenda.start
    steps, plan = held_to(start, state.agenda.steps, now), held_to(start, state.planned, now)
    day = day_times(steps, begun, added(state), now, dropped(state), plan)
    return with_end(day, state.agenda.end)


def day_shown(state: State, now: datetime, still: bool) -> DayTime:
    """Return the times of a session as a screen shows them: the clock of one that is over, or reviewed, stands still.

    When the day has to end says nothing to whoever looks back.

    Args:
        state: The session.
        now: The time, with its offset.
        still: Whether it is only looked back at.
    """
    stopped_at = state.last_at if still or state.finished else None
    day = day_of(state, stopped_at or now)
    return replace(day, limit=None) if still else day


def added(state: State) -> Mapping[str, int]:
    """Return the minutes given to steps, or taken from them, by step id."""
    return {step_id: step.added_minutes for step_id, step in state.steps.items() if step.added_minutes}


def dropped(state: State) -> frozenset[str]:
    """Return the ids of the steps that are left out today."""
    return frozenset(step_id for step_id, step in state.steps.items() if step.dropped)


def real(state: State) -> Mapping[str, Real]:
    """Return when steps really began and ended, and how long their clocks stood still, by step id."""
    return {
        step_id: Real(step.started, step.left, step.paused, step.paused_at)
        for step_id, step in state.steps.items()
        if step.started is not None
    }
