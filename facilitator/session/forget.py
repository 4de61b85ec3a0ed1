"""Taking people's names out of a session that is kept: who does what, and where notes name them."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from facilitator.session.log import Document

_ACTIONS = ("action recorded", "action changed")
_TEXTS = ("note kept", "note changed", "finding written", "session told")
# What was typed as a step that nobody had planned, or as other words for one.
_STEPS = ("step added", "step changed")
_SAID = ("title", "prompt", "notes", "items")
_WHO = "who"
GONE = "…"
_BETWEEN_NAMES = r"(?i)\s*(?:[,;/&+]|\b(?:och|and)\b)\s*"


def people(documents: Iterable[Document]) -> set[str]:
    """Return the names that stand in the actions of a session, each alone and as they stand together."""
    fields = (document.get("fields") for document in documents if document.get("type") in _ACTIONS)
    return each(str(part[_WHO]) for part in fields if isinstance(part, Mapping) and part.get(_WHO))


def each(together: Iterable[str]) -> set[str]:
    """Return the names in what stands under who does something: each alone, and as they stand together."""
    together = {names.strip() for names in together if names.strip()}
    return together | {name for names in together for name in re.split(_BETWEEN_NAMES, names) if len(name) > 1}


def clearer(names: Iterable[str]) -> Callable[[str], str]:
    """Return what puts a sign in the place of names of people; they are whole words, however they are capitalised."""
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return lambda text: text
    found = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
    return lambda text: found.sub(GONE, text)


def _cleared(step: Any, clear: Callable[[str], str]) -> Any:
    """Return what a step says without names; what the program reads of it stays."""
    if not isinstance(step, Mapping):
        return step
    return {part: _each(said, clear) if part in _SAID else said for part, said in step.items()}


def _each(said: Any, clear: Callable[[str], str]) -> Any:
    match said:
        case str():
            return clear(said)
        case list():
            return [_each(one, clear) for one in said]
        case Mapping():
            return {part: _each(one, clear) for part, one in said.items()}
        case _:
            return said


def without_people(documents: Iterable[Document], names: set[str]) -> list[dict[str, Any]]:
    """Return the events of a session without who does what, and without these names in its actions, notes and summary.

    Args:
        documents: The events.
        names: Names of people; they are found as whole words, however they are capitalised.
    """
    clear = clearer(names)
    kept = []
    for document in documents:
        new = dict(document)
        # Whoever guesses a name could see in it that the row of a file was that.
        new.pop("row", None)
        if new.get("type") in _ACTIONS and isinstance(new.get("fields"), Mapping):
            new["fields"] = {name: clear(str(text)) for name, text in new["fields"].items() if name != _WHO}
        elif new.get("type") in _TEXTS and isinstance(new.get("text"), str):
            new["text"] = clear(new["text"])
        elif new.get("type") in _STEPS:
            new |= {part: _cleared(new[part], clear) for part in ("table", "values") if part in new}
        kept.append(new)
    return kept
