"""An agenda that changes while the day goes on: what is added, moved or reworded gives another agenda.

Numbers stay with their steps: a step that is added gets one of its own, and one that is moved keeps its.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from facilitator.agenda.document import document_of
from facilitator.agenda.load import AgendaError, read_agenda
from facilitator.agenda.model import Agenda, Choice, Source, Step, Vote, facets_of, sources_of
from facilitator.agenda.reading import Reading
from facilitator.words import Words

# What may read otherwise once the day has begun: what the room is told, never how it is counted.
REWORDED = ("title", "prompt", "notes")


class Need(Struct, frozen=True):
    """What a step needs of an earlier one: its items as `list` or `parts`, its `costs`, or the step asked `before`."""

    step: str
    what: str


def needs_of(step: Step) -> list[Need]:
    """Return the earlier steps that a step is made from, and what it needs them for."""
    needs = [Need(source.step, "list") for source in sources_of(step)]
    each = facets_of(step)
    if isinstance(each, Source):
        needs.append(Need(each.step, "parts"))
    if isinstance(step, Vote) and step.costs:
        needs.append(Need(step.costs, "costs"))
    if isinstance(step, Choice) and step.again:
        needs.append(Need(step.again, "before"))
    return needs


def needing(steps: Sequence[Step], step_id: str) -> list[tuple[Step, Need]]:
    """Return the steps that are made from a step, each with what it needs it for, in their order."""
    return [(step, need) for step in steps for need in needs_of(step) if need.step == step_id]


def too_early(agenda: Agenda) -> tuple[Step, Need] | None:
    """Return the first step that stands before one that it is made from; None where every step is in its place."""
    known: set[str] = set()
    for step in agenda.steps:
        for need in needs_of(step):
            if need.step not in known:
                return step, need
        known.add(step.id)
    return None


def with_step(agenda: Agenda, table: Mapping[str, Any], number: int, after: str, words: Words) -> Agenda:
    """Return an agenda with one more step.

    Args:
        agenda: The agenda.
        table: The step as a file holds it, with an id of its own.
        number: What people call it; no other step has this number.
        after: The id of the step that it comes after; first of all where empty.
        words: The language of error sentences.

    Raises:
        AgendaError: that is no agenda: what is wrong with the step, or where it would stand.
    """
    if any(number == taken for taken, _ in agenda.numbered):
        raise AgendaError(words("There is a step {number} already.", number=number))
    tables = _tables(agenda)
    tables.insert(_place(agenda, after, words), dict(table))
    return _read(agenda, tables, {**_numbers(agenda), str(table.get("id", "")): number}, words)


def without_step(agenda: Agenda, step_id: str, words: Words) -> Agenda:
    """Return an agenda without a step.

    Raises:
        AgendaError: there is no such step, or another is made from it.
    """
    at = _place(agenda, step_id, words) - 1
    tables, numbers = _tables(agenda), _numbers(agenda)
    del tables[at], numbers[step_id]
    return _read(agenda, tables, numbers, words)


def moved(agenda: Agenda, step_id: str, after: str, words: Words) -> Agenda:
    """Return an agenda with a step right after another, first of all where `after` is empty; without judging it.

    Raises:
        AgendaError: there is no such step.
    """
    steps = list(agenda.steps)
    at = _place(agenda, step_id, words) - 1
    if after == step_id:
        return agenda
    step = steps.pop(at)
    steps.insert(_place(replace(agenda, steps=tuple(steps)), after, words), step)
    return replace(agenda, steps=tuple(steps), numbers=_numbers(agenda))


def reworded(agenda: Agenda, step_id: str, values: Mapping[str, Any], words: Words) -> Agenda:
    """Return an agenda with other texts in a step.

    Args:
        agenda: The agenda.
        step_id: The step.
        values: Texts by their keys in a file, of those in `REWORDED`; None takes one away.
        words: The language of error sentences.

    Raises:
        AgendaError: there is no such step, or a text cannot be what it is given as.
    """
    at = _place(agenda, step_id, words) - 1
    strange = [key for key in values if key not in REWORDED]
    if strange:
        raise AgendaError(words("Unknown key. It is one of: {keys}.", keys=", ".join(REWORDED)))
    tables = _tables(agenda)
    changed = {**tables[at], **values}
    tables[at] = {key: value for key, value in changed.items() if value is not None}
    return _read(agenda, tables, dict(agenda.numbers), words)


def with_items(agenda: Agenda, step_id: str, names: Sequence[str], words: Words) -> Agenda:
    """Return an agenda in which more can be chosen among in a step that has a list of its own.

    Args:
        agenda: The agenda.
        step_id: The step.
        names: What comes last in its list.
        words: The language of error sentences.

    Raises:
        AgendaError: there is no such step, or its list cannot be so.
    """
    at = _place(agenda, step_id, words) - 1
    tables = _tables(agenda)
    tables[at] = {**tables[at], "items": [*tables[at].get("items", []), *names]}
    return _read(agenda, tables, dict(agenda.numbers), words)


def attempt(agenda: Agenda, change: Callable[[Agenda, Words], Agenda]) -> Agenda | None:
    """Return an agenda after a change; None where that would not be an agenda whose steps are in their places."""
    try:
        changed = change(agenda, Words(agenda.language))
    except AgendaError:
        return None
    return changed if too_early(changed) is None else None


def _place(agenda: Agenda, after: str, words: Words) -> int:
    """Return the place right after a step, from 0."""
    if not after:
        return 0
    for at, step in enumerate(agenda.steps, 1):
        if step.id == after:
            return at
    raise AgendaError(words('There is no step "{name}".', name=after))


def _tables(agenda: Agenda) -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = document_of(agenda)["step"]
    return tables


def _numbers(agenda: Agenda) -> dict[str, int]:
    return {step.id: number for number, step in agenda.numbered}


def _read(agenda: Agenda, tables: list[dict[str, Any]], numbers: Mapping[str, int], words: Words) -> Agenda:
    document = {**document_of(agenda), "step": tables}
    try:
        return replace(read_agenda(document, "", words), numbers=numbers)
    except AgendaError as error:
        # Said to somebody who typed a line, not a file: without the places in one.
        reading = Reading("", words)
        reading.read(document)
        raise AgendaError(*(mistake.problem for mistake in reading.mistakes)) from error
