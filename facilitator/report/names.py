"""What the figures of docs/json.md are called where people read them, and its codes in words."""

import re
from functools import lru_cache
from typing import Any

from facilitator.agenda.fields import field_label
from facilitator.words import Words

_NUMBERED = re.compile(r"^\d+\.")


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


_FIGURES = {
    "unit": _("who answers"),
    "present": _("could take part"),
    "hidden": _("hidden"),
    "units": _("took part"),
    "silent": _("not heard from"),
    "source": _("counted from"),
    "cast": _("dots placed"),
    "capacity": _("dots given out"),
    "unused": _("dots not used"),
    "blank": _("blank"),
    "spoiled": _("spoiled"),
    "stop": _("the money is enough for, in order"),
    "skip": _("the money is enough for, if others are skipped"),
    "warnings": _("remarks"),
    "aliases": _("other wordings"),
    "place": _("place"),
    "kept": _("goes on"),
    "groups": _("tables"),
    "answers": _("answers"),
    "texts": _("as it was said"),
    "dots": _("dots"),
    "voters": _("voters"),
    "share": _("share"),
    "change": _("change"),
    "points": _("points"),
    "firsts": _("first places"),
    "n": _("graded"),
    "mean": _("mean"),
    "median": _("median"),
    "agreement": _("agreement"),
    "min": _("lowest grade"),
    "what": _("what"),
    "who": _("who"),
    "when": _("when"),
    "status": _("status"),
    "overdue": _("overdue"),
    "shift": _("shift, percentage points"),
}

_CODES = {
    "group": _("tables"),
    "person": _("people"),
    "facilitator": _("facilitator"),
    "ballots": _("the tables' ballots"),
    "slips": _("slips"),
    "tables": _("counts at the tables"),
    "room": _("the room's count"),
    "open": _("open"),
    "done": _("done"),
    "dropped": _("dropped"),
    "not started": _("not started"),
    "left out": _("left out"),
    "running": _("running"),
}


@lru_cache(maxsize=1024)
def figure_name(path: str, words: Words) -> str:
    """Return what a figure is called, "mean" or "grade 4"; a path that is not known as it stands.

    Args:
        path: Its path in docs/json.md: `mean`, `counts.4`, `funded.stop.1`, `fields.2.situation`.
        words: The language.
    """
    head, _dot, rest = path.partition(".")
    if head == "counts":
        return words("grade {grade}", grade=rest)
    if head == "fields":
        return field_label(_NUMBERED.sub("", rest), words.language)
    name = _FIGURES.get(rest.partition(".")[0] if head == "funded" else head)
    return path if name is None else words(name)


def code_word(code: Any, words: Words) -> Any:
    """Return a code of docs/json.md in words; whatever is none as it is."""
    name = _CODES.get(code) if isinstance(code, str) else None
    return code if name is None else words(name)


def shown(path: str, value: str | int | float, words: Words, decimals: int | None = None) -> str:
    """Return a figure as people read it: shares in per cent, changes with their sign, at most two decimals.

    Args:
        path: Its path in docs/json.md.
        value: The figure.
        words: The language.
        decimals: How many decimals it has beside others of its kind; none if it is whole where none are given.
    """
    if isinstance(value, str):
        return value
    if path == "share":
        return words("{share}%", share=words.number(value * 100, 1))
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 2
    return words.signed(value, decimals) if path in ("shift", "change") else words.number(value, decimals)
