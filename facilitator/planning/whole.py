"""The first row of a draft: the whole of it, with its title, when it begins and ends, and for how many it is."""

import re
from collections.abc import Collection, Mapping
from datetime import time
from typing import Any

from facilitator.languages import language as spoken
from facilitator.languages import languages
from facilitator.planning import form, lists
from facilitator.planning.day import MORNING, Day, read_time, times
from facilitator.planning.draft import Draft
from facilitator.planning.form import Choice, Field

_RANGE = re.compile(r"\s*(\d{1,6})\s*[-–—]\s*(\d{1,6})\s*")
BEGINS, ENDS, LENGTH, LANGUAGE = "start", "end", "length", "language"


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


FIELDS: tuple[Field, ...] = (
    Field("title", _("title")),
    Field(BEGINS, _("begins at"), "clock"),
    Field(ENDS, _("has to end at"), "clock", _("empty; such as 12:00")),
    Field(LENGTH, _("minutes in all"), "number", _("Enter stretches or shrinks it to that")),
    Field(LANGUAGE, _("language"), "choice"),
    Field("people", _("for how many people"), "number", _("empty; such as 16–48")),
    Field("purpose", _("why it is held"), "lines"),
    Field("checklist", _("to see to before the day"), "list", _("one on each line")),
)


def day_of(draft: Draft) -> Day:
    """Return the times of a draft, from when it says that its day begins."""
    return times(draft.steps, begin_of(draft), end_of(draft))


def begin_of(draft: Draft) -> time:
    """Return when the day of a draft begins, where its first step is not held to the clock."""
    return read_time(draft.top.get(BEGINS)) or MORNING


def end_of(draft: Draft) -> time | None:
    """Return when the day of a draft has to end, if that is fixed."""
    return read_time(draft.top.get(ENDS))


def room_of(day: Day) -> int | None:
    """Return how many minutes there are from the beginning of a day to its end; None where no end is fixed."""
    return None if day.over is None else day.minutes - day.over


def odd_fields(draft: Draft, amiss: Collection[str]) -> list[Field]:
    """Return rows for what does not belong above the steps; `amiss` are the keys of which something is amiss."""
    return form.odd_fields(draft.top, amiss, FIELDS)


def choices(draft: Draft, language: str) -> list[Choice]:
    """Return the languages that the room may have, the one it has among them.

    Args:
        draft: The draft.
        language: The language of its texts where it names none.
    """
    found = [Choice(code, spoken(code).name) for code in languages()]
    value = chosen(draft, language)
    return found if value in languages() else [*found, Choice(value, lists.plain(value, "") or "–")]


def chosen(draft: Draft, language: str) -> Any:
    """Return the language of the room; the arguments are those of `choices`."""
    return draft.top.get(LANGUAGE, language)


def text_of(field: Field, draft: Draft, day: Day, language: str) -> str:
    """Return what stands in a field of the whole.

    Args:
        field: One of `FIELDS`.
        draft: The draft.
        day: Its times.
        language: The language of the texts.
    """
    value = draft.top.get(field.key)
    match field.key:
        case "start" if value is None or read_time(value):
            return f"{day.start:%H:%M}"
        case "end" if moment := read_time(value):
            return f"{moment:%H:%M}"
        case "length":
            return str(day.minutes)
        case "checklist":
            return lists.lines_of(value, language)
        case "people" if isinstance(value, list) and len(value) == 2:
            fewest, most = (lists.plain(one, "") for one in value)
            return most if fewest == most else f"{fewest}–{most}"
        case _:
            return lists.plain(value, language)


def filled(field: Field, text: Any, draft: Draft, language: str) -> Draft:
    """Return a draft in which a text, or the value of a choice, stands in a field of the whole.

    Where its first step is held to the clock, another beginning holds it to that.
    """
    changed = draft.change_top(_typed(field, text, draft, language))
    begin = read_clock(text) if field.key == BEGINS else None
    if begin and draft.steps and read_time(draft.steps[0].get("pin")):
        return changed.change(0, {"pin": f"{begin:%H:%M}"})
    return changed


def _typed(field: Field, text: Any, draft: Draft, language: str) -> Mapping[str, Any]:
    value = draft.top.get(field.key)
    match field.key:
        case _ if field.odd:
            return {field.key: text}
        case "people":
            found = _RANGE.fullmatch(text)
            one = lists.number(text)
            return {"people": [int(found[1]), int(found[2])] if found else [one, one] if text.strip() else None}
        case "start" | "end":
            moment = read_clock(text)
            return {field.key: f"{moment:%H:%M}" if moment else text.strip() or None}
        case "checklist":
            return {field.key: lists.read_lines(text, value, language) or None}
        case _:
            return {field.key: lists.with_text(value, text, language)}


def read_clock(text: str) -> time | None:
    """Return a typed time of day, "12", "12:00" or "12.00"; None while it is none."""
    bare = text.strip()
    return read_time(f"{bare}:00" if bare.isdigit() else bare)
