"""The rows of what is prepared: when, which number, what, which kind, how long."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from facilitator.agenda.model import Kind
from facilitator.keys import KEYS
from facilitator.planning.arithmetic import Warned
from facilitator.planning.day import Day
from facilitator.planning.draft import Draft
from facilitator.planning.lists import plain
from facilitator.planning.whole import room_of
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten
from facilitator.text import clean
from facilitator.words import Words

_KIND, _MINUTES = 11, 5
_FIT = next(key.face for key in KEYS if key.id == "fit")
_FIXED = "◆"
# Before what is amiss, and before what is only advice.
_AMISS, _ADVICE = "!", "·"


def kind_names(words: Words) -> dict[Kind, str]:
    """Return what people call the kinds of step, in one short word."""
    return {
        "talk": words("talk"),
        "collect": words("answers"),
        "merge": words("joining"),
        "vote": words("vote"),
        "rank": words("ranking"),
        "rate": words("grades"),
        "act": words("actions"),
    }


def mark(one: Warned, palette: Palette) -> tuple[str, str]:
    """Return the sign before what is told, and its style: advice is no alarm."""
    return (_ADVICE, f"bold {palette.soft}".strip()) if one.advice else (_AMISS, f"bold {palette.warn}".strip())


def marks(told: Iterable[Warned], palette: Palette) -> dict[int, tuple[str, str]]:
    """Return the sign of each step of which something is told, by its number; a mistake goes before advice."""
    return {one.number: mark(one, palette) for one in sorted(told, key=lambda one: not one.advice)}


def whole_row(draft: Draft, day: Day, width: int, words: Words, palette: Palette) -> Text:
    """Return the first row, for the whole of it."""
    row = Text.assemble((f" {day.start:%H:%M}", palette.quiet), "      ", (words("The whole"), palette.text))
    length, room = words("{minutes} min", minutes=day.minutes), room_of(day)
    if room is not None and day.over:
        length = words("{minutes} min, there are {room}", minutes=day.minutes, room=room)
    row.append(" " * max(1, width - cell_len(length) - row.cell_len))
    return row.append(length, style=palette.warn if (day.over or 0) > 0 else palette.soft)


def step_row(
    at: int,
    draft: Draft,
    day: Day,
    marked: Mapping[int, tuple[str, str]],
    width: int,
    words: Words,
    palette: Palette,
) -> Text:
    """Return a step's row.

    Args:
        at: The step's place, from 0.
        draft: The draft.
        day: Its times.
        marked: The signs of the steps of which something is told, by their numbers.
        width: The cells of the row.
        words: The language.
        palette: Colours.
    """
    step, slot = draft.steps[at], day.slots[at]
    late = slot.over or slot.overlap
    kind = _kind(step, words)
    title = clean(plain(step.get("title"), draft.language)) or "–"
    row = Text.assemble(
        (f" {slot.start:%H:%M}", palette.warn if late else palette.quiet),
        (f" {_FIXED if slot.pinned else ' '}", palette.soft),
        (f"{at + 1:>3} ", palette.soft),
        (_AMISS, f"bold {palette.warn}".strip()) if late else marked.get(at + 1, " "),
        " ",
    )
    room = width - row.cell_len - _KIND - _MINUTES - 2
    row.append(shorten(title, max(room, 8)), style=palette.text)
    row.append(" " * max(1, width - _KIND - _MINUTES - row.cell_len))
    row.append(f"{shorten(kind, _KIND):<{_KIND}}", style=palette.quiet)
    return row.append(f"{_minutes(step):>{_MINUTES}}", style=palette.soft)


def end_row(day: Day, back: bool, words: Words, palette: Palette) -> Text:
    """Return the last row: when it ends, and how that stands to the end it has to have.

    Args:
        day: The times.
        back: Whether steps that became shorter can have back what is to spare.
        words: The language.
        palette: Colours.
    """
    row = Text.assemble((f" {day.end:%H:%M}", f"bold {palette.text}".strip()), "      ", (words("end"), palette.soft))
    if day.over is not None and day.over > 0:
        row.append(f"  ! {words('{count} min too long', count=day.over)}", style=palette.warn)
        row.append(f"  {_FIT}", style=f"bold {palette.accent}".strip())
        row.append(f" {words('shows how it can fit')}", style=palette.soft)
    elif day.over:
        row.append(f"  {words('{count} min to spare', count=-day.over)}", style=palette.soft)
        if back:
            row.append(f"  {_FIT}", style=f"bold {palette.accent}".strip())
            row.append(f" {words('gives them back to what was shortened')}", style=palette.soft)
    elif day.over == 0:
        row.append(f"  {words('as it has to')}", style=palette.soft)
    return row


def _kind(step: Mapping[str, Any], words: Words) -> str:
    if step.get("form") == "break":
        return words("break")
    return next((name for kind, name in kind_names(words).items() if kind == step.get("kind")), "?")


def _minutes(step: Mapping[str, Any]) -> str:
    value = step.get("minutes", 0)
    return str(value) if isinstance(value, int) and 0 <= value <= 1440 else "?"
