"""The part of the fold that takes in the course of the day: steps begin and end, and the agenda changes under way."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec

from facilitator.agenda import changing
from facilitator.agenda.model import Agenda
from facilitator.session import events as ev
from facilitator.session.events import Event
from facilitator.session.record import Record
from facilitator.session.state import State
from facilitator.words import Words

_CHANGES: deque[tuple[Agenda, bytes, Agenda | None]] = deque(maxlen=128)
# What is about a step and not in it: nothing was asked or answered by it.
ABOUT = (ev.TimeAdded, ev.Dropped, ev.TakenIn, ev.StepChanged, ev.StepMoved, ev.StepRemoved)


def reserve(state: State, event: ev.StepAdded) -> None:
    """Keep the number of a step that was added from being given to another."""
    state.highest_step = max(state.highest_step, event.number)


def _started(state: State, event: ev.Started, record: Record) -> None:
    step = state.step(event.step)
    step.started, step.left, step.dropped = step.started or record.at, None, False
    state.current = event.step


def _left(state: State, event: ev.Left, record: Record) -> None:
    _clock_goes_on(state, event, record)
    state.step(event.step).left = record.at
    if state.current == event.step:
        state.current = None


def _time_added(state: State, event: ev.TimeAdded, record: Record) -> None:
    state.step(event.step).added_minutes += event.minutes


def _clock_stopped(state: State, event: ev.ClockStopped, record: Record) -> None:
    step = state.step(event.step)
    step.paused_at = step.paused_at or record.at


def _clock_goes_on(state: State, event: ev.ClockGoesOn | ev.Left, record: Record) -> None:
    step = state.step(event.step)
    if step.paused_at is not None:
        step.paused += max(record.at - step.paused_at, timedelta())
        step.paused_at = None


def _clock_set(state: State, event: ev.ClockSet, record: Record) -> None:
    """Move what was timed before along, so that no step is longer or shorter for it."""
    by = timedelta(seconds=event.seconds)
    for step in state.steps.values():
        step.started = step.started and step.started + by
        step.left = step.left and step.left + by
        step.paused_at = step.paused_at and step.paused_at + by


def _dropped(state: State, event: ev.Dropped, record: Record) -> None:
    state.step(event.step).dropped = True


def _taken_in(state: State, event: ev.TakenIn, record: Record) -> None:
    state.step(event.step).dropped = False


def _step_added(state: State, event: ev.StepAdded, record: Record) -> None:
    _change(state, event, lambda old, words: changing.with_step(old, event.table, event.number, event.after, words))


def _step_changed(state: State, event: ev.StepChanged, record: Record) -> None:
    _change(state, event, lambda old, words: changing.reworded(old, event.step, event.values, words))


def _step_moved(state: State, event: ev.StepMoved, record: Record) -> None:
    _change(state, event, lambda old, words: changing.moved(old, event.step, event.after, words))


def _step_removed(state: State, event: ev.StepRemoved, record: Record) -> None:
    """Take away a step that was added; one that was planned, or has something in it, stays whoever wrote the event."""
    if state.is_planned(event.step) or state.is_used(event.step):
        state.unread += 1
        return
    _change(state, event, lambda old, words: changing.without_step(old, event.step, words))


def _change(state: State, event: Event, change: Callable[[Agenda, Words], Agenda]) -> None:
    """Change the agenda; what would leave none is passed over, like anything that this version cannot read.

    Each undo folds the session anew: a change that was made a moment ago in the same agenda is taken as it was.
    """
    before, what = state.agenda, msgspec.json.encode(event)
    made = next((made for made in _CHANGES if made[0] is before and made[1] == what), None)
    if made is None:
        made = (before, what, changing.attempt(before, change))
        _CHANGES.appendleft(made)
    changed = made[2]
    if changed is None:
        state.unread += 1
    else:
        state.agenda = changed
        state.known = frozenset(step.id for step in changed.steps)


HANDLERS: dict[type[Event], Callable[[State, Any, Record], None]] = {
    ev.Started: _started,
    ev.Left: _left,
    ev.TimeAdded: _time_added,
    ev.ClockStopped: _clock_stopped,
    ev.ClockGoesOn: _clock_goes_on,
    ev.ClockSet: _clock_set,
    ev.Dropped: _dropped,
    ev.TakenIn: _taken_in,
    ev.StepAdded: _step_added,
    ev.StepChanged: _step_changed,
    ev.StepMoved: _step_moved,
    ev.StepRemoved: _step_removed,
}
