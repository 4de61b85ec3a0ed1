"""The first row of a draft: the whole of it, with its title, when it begins and ends, and for how many it is."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any

from facilitator.planning import lists
from facilitator.planning.day import Day, read_time
from facilitator.planning.draft import Draft
from facilitator.planning.form import Field

_RANGE = re.compile(r"\s*(\d{1,6})\s*[-–—]\s*(\d{1,6})\s*")
BEGINS, ENDS, LENGTH = "begins", "ends", "length"


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


FIELDS: tuple[Field, ...] = (
    Field("title", _("title")),
    Field(BEGINS, _("begins at")),
    Field(ENDS, _("has to end at"), "line", _("12:00; empty: it ends when it ends")),
    Field(LENGTH, _("minutes in all"), "line", _("Enter stretches or shrinks it to that")),
    Field("people", _("for how many people"), "line", _("16–48")),
    Field("purpose", _("why it is held"), "lines"),
)


def text_of(field: Field, draft: Draft, day: Day, end: time | None) -> str:
    """Return what stands in a field of the whole.

    Args:
        field: One of `FIELDS`.
        draft: The draft.
        day: Its times.
        end: When it has to end, if that is fixed.
    """
    value = draft.top.get(field.key)
    match field.key:
        case "begins":
            return f"{day.start:%H:%M}"
        case "ends":
            return f"{end:%H:%M}" if end else ""
        case "length":
            return str(day.minutes)
        case "people" if isinstance(value, list) and len(value) == 2:
            return f"{lists.plain(value[0], '')}–{lists.plain(value[1], '')}"
        case _:
            return lists.plain(value, draft.language)


def typed(field: Field, text: str, draft: Draft) -> Mapping[str, Any]:
    """Return what changes above the steps when a text stands in a field of the whole."""
    if field.key == "people":
        found = _RANGE.fullmatch(text)
        one = lists.number(text)
        return {"people": [int(found[1]), int(found[2])] if found else [one, one] if text.strip() else None}
    return {field.key: lists.with_text(draft.top.get(field.key), text, draft.language)}


def read_clock(text: str) -> time | None:
    """Return a typed time of day, "12", "12:00" or "12.00"; None while it is none."""
    bare = text.strip()
    return read_time(f"{bare}:00" if bare.isdigit() else bare)
