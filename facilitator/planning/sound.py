"""What can be reckoned with in a draft that has mistakes: steps with one are stood in for, so that the others count."""

from collections.abc import Mapping
from typing import Any

from facilitator.agenda.load import read_agenda
from facilitator.agenda.model import Agenda
from facilitator.agenda.reading import Reading
from facilitator.planning.day import minutes_of
from facilitator.planning.draft import Draft
from facilitator.words import Words

_NAMELESS = "–"


def sound_part(draft: Draft, words: Words) -> tuple[Agenda, frozenset[int]] | None:
    """Return the agenda that a draft would be without its mistakes, and the numbers of the steps that are stood in for.

    A stand-in keeps what matters to the others: its place, its length, whether it is a break, and that it has a list,
    nobody knows of how much. None where nothing can be reckoned with.

    Args:
        draft: The draft.
        words: The language of error sentences.
    """
    top, steps, stood_in = {"title": _NAMELESS, **draft.top}, list(draft.steps), set[int]()
    while True:
        document = {**top, "step": steps}
        reading = Reading("", words)
        reading.read(document)
        if not reading.mistakes:
            return read_agenda(document, "", words), frozenset(stood_in)
        above = {mistake.key for mistake in reading.mistakes if not mistake.number}
        found = {mistake.number for mistake in reading.mistakes if mistake.number}
        if above - top.keys() or found & stood_in or "step" in above:
            return None
        top = {"title": _NAMELESS} | {key: value for key, value in top.items() if key not in above}
        nameless = {mistake.number for mistake in reading.mistakes if mistake.key == "id"}
        for number in found:
            steps[number - 1] = _stand_in(number, steps[number - 1], number in nameless)
        stood_in |= found


def _stand_in(number: int, step: Mapping[str, Any], is_nameless: bool) -> dict[str, Any]:
    kind = {"kind": "talk", "form": "break"} if step.get("form") == "break" else {"kind": "collect"}
    name = f"stand-in-{number}" if is_nameless else step.get("id")
    return {"id": name, "title": _NAMELESS, "minutes": minutes_of(step), **kind}
