"""A draft in lines: when each step begins, and what is amiss in it, in words and by the step's number."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from facilitator.agenda import values
from facilitator.agenda.reading import Mistake
from facilitator.agenda.values import RefusedError
from facilitator.planning import form, whole
from facilitator.planning.arithmetic import Warned, warnings
from facilitator.planning.day import Day, minutes_of
from facilitator.planning.draft import Draft
from facilitator.planning.least import MANY, least_minutes
from facilitator.planning.lists import plain
from facilitator.planning.sound import sound_part
from facilitator.text import clean
from facilitator.words import Words

_REFERENCES = ("from", "for_each", "again", "costs")
_OWN_LISTS = ("items", "for_each")
_TIMES = ((whole.BEGINS, False), (whole.ENDS, False), ("pin", True))


def amiss(draft: Draft, day: Day, words: Words) -> list[Warned]:
    """Return what is amiss: mistakes, pins that are run into, and then advice on steps without a mistake.

    Args:
        draft: The draft.
        day: Its times.
        words: The language of the sentences.
    """
    return [*_mistakes(draft, words), *_overlaps(day, words), *_unworkable(draft, words)]


def least_of(draft: Draft, words: Words) -> dict[int, int]:
    """Return how many minutes each step takes at the least in a room, by its place, for as many as `reckoned_for` says.

    Of a step in which something is amiss nothing is known.
    """
    agenda, stood_in = sound_part(draft, words) or (None, frozenset())
    if agenda is None:
        return {}
    agenda = replace(agenda, people=(1, reckoned_for(draft, words)))
    return {at: least_minutes(agenda, step) for at, step in enumerate(agenda.steps) if at + 1 not in stood_in}


def reckoned_for(draft: Draft, words: Words) -> int:
    """Return for how many people a day is made to fit: the most it is meant for, and many where it does not say."""
    try:
        return values.people(draft.top.get("people"), words)[1]
    except RefusedError:
        return MANY


def placed(one: Warned, words: Words) -> str:
    """Return a sentence with the number of its step."""
    return words("Step {number}: {problem}", number=one.number, problem=one.sentence) if one.number else one.sentence


def counted(told: Collection[Warned], words: Words) -> str:
    """Return how many mistakes are among what is told, and how much is only advice."""
    wrong = sum(not one.advice for one in told)
    parts = [(words("{count} amiss", count=wrong), wrong),
             (words("{count} to consider", count=len(told) - wrong), len(told) - wrong)]  # fmt: skip
    return ", ".join(part for part, count in parts if count)


def preview(draft: Draft, words: Words) -> tuple[list[str], list[str]]:
    """Return a draft's steps with their times, and what is amiss, a line each."""
    day = whole.day_of(draft)
    lines = [
        f"{slot.start:%H:%M} {number:>3}  {clean(plain(step.get('title'), words.language)) or '–'}"
        f"  {words('{count} min', count=minutes_of(step))}"
        for number, (step, slot) in enumerate(zip(draft.steps, day.slots, strict=True), 1)
    ]
    return [*lines, f"{day.end:%H:%M}      {words('end')}"], [placed(one, words) for one in amiss(draft, day, words)]


def _mistakes(draft: Draft, words: Words) -> Iterator[Warned]:
    labels = {field.key: words(field.label) for field in (*whole.FIELDS, *form.ALL, form.KIND, form.ID)}
    for mistake in draft.mistakes(words):
        problem = mistake.problem
        step = draft.steps[mistake.number - 1] if mistake.number else {}
        if said := _to_mend(mistake, draft, step, words):
            problem = said
        elif mistake.key in _REFERENCES and mistake.number:
            problem = words("what it builds on is gone, or comes later: choose an earlier step")
        elif (mistake.key, mistake.number > 0) in _TIMES:
            problem = words("write a time, such as 12:00")
        elif mistake.key == "funds" and _without_costs(draft, mistake.number):
            problem = words("write what each thing costs after the sign |, such as: Benches | 12000")
        yield Warned(mistake.number, f"{labels.get(mistake.key, mistake.key)}: {problem}")


def _to_mend(mistake: Mistake, draft: Draft, step: Mapping[str, Any], words: Words) -> str:
    """Return how something is mended in the form, where the loader speaks of the file; "" where it need not be said."""
    key = mistake.key
    rows = form.fields_of(step, (key,)) if mistake.number else [*whole.FIELDS, *whole.odd_fields(draft, (key,))]
    if any(field.odd and field.key == key for field in rows):
        return words("it does not belong here; its row at the end of the form takes it away")
    if key == "title" and not (step if mistake.number else draft.top).get(key):
        return words("it is missing")
    if key == "kind":
        return words("choose what the step does")
    if key == "id":
        return words("each step has one of its own, in letters, digits and hyphens")
    if key == "from" and not step.get(key):
        return words("choose an earlier step")
    if key in _OWN_LISTS and mistake.number and not step.get(key) and not (key == "items" and step.get("from")):
        return words("write something, each on a line of its own")
    return ""


def _without_costs(draft: Draft, number: int) -> bool:
    """Tell whether a step has money to hand out, and a list of its own of which something has no cost."""
    step = draft.steps[number - 1] if number else {}
    return "from" not in step and isinstance(step.get("funds"), int | float)


def _unworkable(draft: Draft, words: Words) -> Iterator[Warned]:
    agenda, stood_in = sound_part(draft, words) or (None, frozenset())
    if agenda is not None:
        yield from (one for one in warnings(agenda, words) if one.number not in stood_in)


def _overlaps(day: Day, words: Words) -> Iterator[Warned]:
    for number, slot in enumerate(day.slots, 1):
        if slot.overlap:
            yield Warned(number, words("it is held to {time}, but the steps before run {count} min into it",
                                       time=f"{slot.start:%H:%M}", count=slot.overlap))  # fmt: skip
