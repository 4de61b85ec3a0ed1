"""The part of the fold that keeps numbers: none is ever given twice, not even that of what was undone."""

from collections.abc import Callable
from typing import Any

from facilitator.session import events as ev
from facilitator.session import fold_course, fold_words
from facilitator.session.events import Event
from facilitator.session.state import State
from facilitator.text import key


def _wording(state: State, event: ev.AnswerRecorded | ev.AnswerCorrected) -> None:
    step = state.steps.get(event.step) or state.step(event.step)
    if event.item > step.highest:
        _appears(state, event.step, event.item)
    elif type(event) is ev.AnswerCorrected:
        # An undone correction took its number from another wording, which has it again.
        return
    step.keys.setdefault(key(event.text), event.item)


def _action(state: State, event: ev.ActionRecorded) -> None:
    if event.item > state.step(event.step).highest:
        _appears(state, event.step, event.item)


def _list(state: State, event: ev.ListFrozen) -> None:
    for item in event.items:
        if item.number > state.step(event.step).highest:
            _appears(state, event.step, item.number)


def _note(state: State, event: ev.NoteKept) -> None:
    step = state.step(event.step)
    step.highest_note = max(step.highest_note, event.number)


def _slip(state: State, event: ev.BallotGiven | ev.RankingGiven | ev.GradesGiven) -> None:
    step = state.step(event.step)
    step.highest_slip = max(step.highest_slip, ev.slip_number(event.voter) or 0)


def _appears(state: State, step_id: str, item: int) -> None:
    state.step(step_id).highest = item
    state.appearances.append((step_id, item))


RESERVE: dict[type[Event], Callable[[State, Any], None]] = {
    ev.AnswerRecorded: _wording,
    ev.AnswerCorrected: _wording,
    ev.ActionRecorded: _action,
    ev.ListFrozen: _list,
    ev.NoteKept: _note,
    ev.BallotGiven: _slip,
    ev.RankingGiven: _slip,
    ev.GradesGiven: _slip,
    ev.FindingWritten: fold_words.reserve,
    ev.StepAdded: fold_course.reserve,
}
