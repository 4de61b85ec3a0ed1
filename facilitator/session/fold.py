"""From events to state: a pure fold. The same documents always give the same state."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from sys import intern
from typing import Any, NamedTuple

from msgspec.structs import replace

from facilitator.agenda.load import read_agenda
from facilitator.agenda.model import Agenda, Local
from facilitator.session import events as ev
from facilitator.session import fold_course, fold_numbers, fold_words
from facilitator.session.counting import distinct, undone_commands
from facilitator.session.events import Event
from facilitator.session.record import EventError, Record
from facilitator.session.state import Action, Answer, Group, Join, State, StepNote, StepState
from facilitator.text import key
from facilitator.words import Words

_AGENDAS: deque[tuple[str, Mapping[str, Any], Agenda]] = deque(maxlen=4)


def fold(records: Sequence[Record], words: Words) -> State:
    """Return the state that `records` add up to; commands undone and not redone are left out.

    Args:
        records: Every event of the session, oldest first.
        words: The language of error sentences.

    Raises:
        EventError: the log does not begin with an opening event, or holds what cannot be.
        AgendaError: the agenda in the opening event has a mistake.
    """
    opened = records[0].event if records else None
    if not isinstance(opened, ev.Opened):
        raise EventError(words("The session does not begin with its agenda."))
    agenda = _agenda(opened.agenda, words)
    known = frozenset(step.id for step in agenda.steps)
    state = State(agenda=agenda, known=known, planned=agenda.steps, highest_step=len(agenda.steps))
    counting = distinct(records)
    out = undone_commands(counting)
    for record in counting:
        apply(state, record, counts=record.command not in out)
    return state


def _agenda(document: Mapping[str, Any], words: Words) -> Agenda:
    """Read the agenda of an opening event; one that was read a moment ago is taken as it was.

    The sessions of a series have one agenda, and each undo folds the same session anew.
    """
    for language, known, agenda in _AGENDAS:
        if language == words.language and known == document:
            return agenda
    agenda = read_agenda(document, words("the session's agenda"), words)
    _AGENDAS.appendleft((words.language, document, agenda))
    return agenda


def apply(state: State, record: Record, counts: bool = True) -> None:
    """Take one more event into the state.

    Args:
        state: The state; it is changed.
        record: The event. `Undone` and `Redone` change nothing here: who adds one folds anew.
        counts: False for an event of an undone command, which only keeps the numbers it gave away from being reused.
    """
    event = record.event
    state.last_at = record.at
    rule = _RULES.get(type(event))
    if event is None or rule is None:
        state.unread += event is None
        return
    handle, reserve, within, course, moves_on = rule
    step_id: str | None = getattr(event, "step", None)
    if step_id is not None and step_id not in state.known:
        if counts:
            state.unread += 1
        else:
            # Of a step whose adding was undone too: should it come again, it is another.
            state.gone.add(step_id)
        return
    if reserve is not None:
        reserve(state, event)
    if not counts:
        return
    if step_id is not None and within:
        step = state.steps.get(step_id) or state.step(step_id)
        step.entries += 1
        if state.finished:
            step.late.append(record.at)
    state.history.append(record)
    handle(state, event, record)
    if course:
        state.finished = _is_finished(state)
    # What is said in a step changes nobody's being there.
    if step_id is None or moves_on:
        _look_around(state)


def _is_finished(state: State) -> bool:
    last = state.steps.get(state.last.id)
    return state.current is None and last is not None and last.left is not None


def _look_around(state: State) -> None:
    """Keep with the running step who is here now."""
    if state.current is not None:
        step = state.step(state.current)
        step.groups_then = frozenset(group.number for group in state.active_groups)
        step.people_then = state.people


def _opened(state: State, event: ev.Opened, record: Record) -> None:
    state.session, state.name, state.date = event.session, event.name, event.date
    state.series, state.language, state.note = event.series, event.language, event.note


def _people_counted(state: State, event: ev.PeopleCounted, record: Record) -> None:
    state.people_counted = event.people


def _group_added(state: State, event: ev.GroupAdded, record: Record) -> None:
    state.groups[event.number] = Group(event.number, event.name, event.people)


def _group_changed(state: State, event: ev.GroupRenamed | ev.GroupPeople | ev.GroupLeft, record: Record) -> None:
    group = state.groups.get(event.number)
    if group is None:
        return
    match event:
        case ev.GroupRenamed():
            group.name = event.name
        case ev.GroupPeople():
            group.people = event.people
        case ev.GroupLeft():
            group.active = False


def _list_frozen(state: State, event: ev.ListFrozen, record: Record) -> None:
    step = state.step(event.step)
    step.items = list(event.items)
    step.parts = [Local.plain(part) if isinstance(part, str) else Local(part) for part in event.parts]


def _answer_recorded(state: State, event: ev.AnswerRecorded, record: Record) -> None:
    step = state.steps[event.step]
    if step.nothing:
        step.nothing.discard((event.part, event.voter))
    # A few voters give all answers: one name each, which is quicker to compare.
    voter = intern(event.voter)
    step.answers[record.id] = Answer(
        record.id, event.step, voter, event.part, event.item, event.text, event.fields, record.at
    )


def _nothing_added(state: State, event: ev.NothingAdded, record: Record) -> None:
    state.step(event.step).nothing.add((event.part, event.voter))


def _answer_corrected(state: State, event: ev.AnswerCorrected, record: Record) -> None:
    step = state.step(event.step)
    answer = step.answers.get(event.answer)
    if answer is None:
        return
    old = key(answer.text)
    answer.item, answer.text, answer.fields = event.item, event.text, event.fields
    if key(event.text) == old:
        # The same words under another number: they were counted as something else, and are not any more.
        step.keys[old] = event.item
    step.keys.setdefault(key(event.text), event.item)
    if step.keys.get(old) == event.item and not any(key(other.text) == old for other in step.standing):
        # The number went along with the new wording; the old wording, should it come again, is another item.
        del step.keys[old]


def _answer_moved(state: State, event: ev.AnswerMoved, record: Record) -> None:
    answer = state.step(event.step).answers.get(event.answer)
    if answer is not None:
        answer.voter = event.voter
        answer.part = event.part or answer.part


def _answer_withdrawn(state: State, event: ev.AnswerWithdrawn, record: Record) -> None:
    answer = state.step(event.step).answers.get(event.answer)
    if answer is not None:
        answer.withdrawn = True


def _joined(state: State, event: ev.Joined, record: Record) -> None:
    step = state.step(event.step)
    numbers = set(event.items)
    touched = [join for join in step.joins if join.members & numbers]
    names = {join.name for join in touched if join.name}
    step.joins = [join for join in step.joins if join not in touched]
    members = numbers.union(*(join.members for join in touched))
    name = event.name or (names.pop() if len(names) == 1 else "")
    if len(members) > 1:
        step.joins.append(Join(members, name))


def _held_apart(state: State, event: ev.HeldApart, record: Record) -> None:
    state.step(event.step).apart.add(frozenset(event.texts))


def _split(state: State, event: ev.Split, record: Record) -> None:
    step = state.step(event.step)
    for join in step.joins:
        join.members.discard(event.item)
    step.joins = [join for join in step.joins if len(join.members) > 1]


def _renamed(state: State, event: ev.Renamed, record: Record) -> None:
    step = state.step(event.step)
    for join in step.joins:
        if event.item in join.members:
            join.name = event.name
            return
    step.names[event.item] = event.name


def _given(state: State, event: Any, record: Record) -> None:
    state.step(event.step).given[(event.part, event.voter)] = event


def _ranking_given(state: State, event: ev.RankingGiven, record: Record) -> None:
    state.step(event.step).given[(0, event.voter)] = event


def _grades_given(state: State, event: ev.GradesGiven, record: Record) -> None:
    given = state.step(event.step).given
    earlier = given.get((0, event.voter))
    if isinstance(earlier, ev.GradesGiven) and not event.spoiled and not earlier.spoiled and event.grades:
        merged = dict(earlier.grades) | dict(event.grades)
        event = ev.GradesGiven(step=event.step, voter=event.voter, grades=sorted(merged.items()))
    given[(0, event.voter)] = event


def _grade_counts_entered(state: State, event: ev.GradeCountsEntered, record: Record) -> None:
    given = state.step(event.step).given
    earlier = given.get((0, event.voter))
    if isinstance(earlier, ev.GradeCountsEntered) and event.counts:
        merged = dict(earlier.counts) | dict(event.counts)
        event = ev.GradeCountsEntered(step=event.step, voter=event.voter, counts=sorted(merged.items()))
    given[(0, event.voter)] = event


def _entry_withdrawn(state: State, event: ev.EntryWithdrawn, record: Record) -> None:
    state.step(event.step).given.pop((event.part, event.voter), None)


def _entry_moved(state: State, event: ev.EntryMoved, record: Record) -> None:
    given = state.step(event.step).given
    moved = given.pop((event.part, event.voter), None)
    if moved is not None:
        given[(event.part, event.to)] = replace(moved, voter=event.to)


def _action_recorded(state: State, event: ev.ActionRecorded, record: Record) -> None:
    state.step(event.step).actions[event.item] = Action(event.item, event.voter, dict(event.fields), record.at)


def _action_changed(state: State, event: ev.ActionChanged, record: Record) -> None:
    action = state.step(event.step).actions.get(event.item)
    if action is None:
        return
    action.fields = dict(event.fields) if event.fields is not None else action.fields
    action.voter = event.voter or action.voter
    action.status = event.status or action.status


def _note_kept(state: State, event: ev.NoteKept, record: Record) -> None:
    note = StepNote(event.number, event.form, event.text, event.voter, record.at)
    state.step(event.step).notes[event.number] = note


def _note_changed(state: State, event: ev.NoteChanged, record: Record) -> None:
    note = state.step(event.step).notes.get(event.number)
    if note is None:
        return
    note.text = event.text if event.text is not None else note.text
    note.voter = event.voter or note.voter
    note.withdrawn = note.withdrawn or event.withdrawn


def _kept(state: State, event: ev.Kept, record: Record) -> None:
    step = state.step(event.step)
    if not event.items:
        step.kept.clear()
    step.kept.update(dict.fromkeys(event.items, event.reason))


def _revealed(state: State, event: ev.Revealed | ev.Hidden, record: Record) -> None:
    step: StepState = state.step(event.step)
    step.revealed = isinstance(event, ev.Revealed)


_HANDLERS: dict[type[Event], Callable[[State, Any, Record], None]] = {
    ev.Opened: _opened,
    ev.PeopleCounted: _people_counted,
    ev.GroupAdded: _group_added,
    ev.GroupRenamed: _group_changed,
    ev.GroupPeople: _group_changed,
    ev.GroupLeft: _group_changed,
    ev.ListFrozen: _list_frozen,
    ev.AnswerRecorded: _answer_recorded,
    ev.NothingAdded: _nothing_added,
    ev.AnswerCorrected: _answer_corrected,
    ev.AnswerMoved: _answer_moved,
    ev.AnswerWithdrawn: _answer_withdrawn,
    ev.Joined: _joined,
    ev.HeldApart: _held_apart,
    ev.Split: _split,
    ev.Renamed: _renamed,
    ev.BallotGiven: _given,
    ev.CountEntered: _given,
    ev.RankingGiven: _ranking_given,
    ev.GradesGiven: _grades_given,
    ev.GradeCountsEntered: _grade_counts_entered,
    ev.EntryWithdrawn: _entry_withdrawn,
    ev.EntryMoved: _entry_moved,
    ev.ActionRecorded: _action_recorded,
    ev.ActionChanged: _action_changed,
    ev.NoteKept: _note_kept,
    ev.NoteChanged: _note_changed,
    ev.Kept: _kept,
    ev.Revealed: _revealed,
    ev.Hidden: _revealed,
    **fold_course.HANDLERS,
    **fold_words.HANDLERS,
}
class _Rule(NamedTuple):
    """How a type of event is taken in.

    `reserve` keeps the numbers that it gave away, `within` tells whether it is something recorded in its step,
    `course` whether it can end the day or take it up again, `moves_on` whether it changes which step is running.
    """

    handle: Callable[[State, Any, Record], None]
    reserve: Callable[[State, Any], None] | None
    within: bool
    course: bool
    moves_on: bool


_RULES: dict[type[object], _Rule] = {
    kind: _Rule(
        handle,
        fold_numbers.RESERVE.get(kind),
        within=not issubclass(kind, fold_course.ABOUT),
        course=kind in fold_course.HANDLERS,
        moves_on=issubclass(kind, ev.Started | ev.Left),
    )
    for kind, handle in _HANDLERS.items()
}
