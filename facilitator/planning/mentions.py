"""Texts that still speak of a step which was taken away while the agenda was prepared."""

import re
from collections.abc import Mapping
from typing import Any

from facilitator.planning.arithmetic import Warned
from facilitator.planning.draft import Draft
from facilitator.planning.lists import plain
from facilitator.text import clean, key
from facilitator.words import Words

# Titles are searched for in what is read aloud and in the notes; in titles they are too often part of another one.
_TEXTS = ("prompt", "notes")


def mentions(draft: Draft, before: Draft, language: str, words: Words) -> list[Warned]:
    """Return advice on each step, and on the purpose, that speaks of a step which is no longer there.

    Only what is sure: the whole title as it was written, of more than one word (but for a break), or its number
    in a text that has stood there since it had that number.

    Args:
        draft: The draft.
        before: The draft that preparing began with.
        language: The language of its texts.
        words: The language of the sentences.
    """
    names = {f"{step.get('id')}" for step in draft.steps}
    titles = {key(_title(step, language)) for step in draft.steps}
    gone = [(number, step) for number, step in enumerate(before.steps, 1)
            if f"{step.get('id')}" not in names and key(_title(step, language)) not in titles]  # fmt: skip
    then = {f"{step.get('id')}": _text(step, _TEXTS, language) for step in before.steps}
    found = []
    for number, lost in gone:
        purpose = _text(draft.top, ("purpose",), language)
        if about := _about(number, lost, purpose, _text(before.top, ("purpose",), language), language, words):
            found.append(Warned(0, words("Why it is held: it speaks of {step}, which is no longer there.", step=about),
                                f" speaks {lost.get('id')}"))  # fmt: skip
        for place, step in enumerate(draft.steps, 1):
            name, text = f"{step.get('id')}", _text(step, _TEXTS, language)
            if about := _about(number, lost, text, then.get(name, ""), language, words):
                found.append(Warned(place, words("It speaks of {step}, which is no longer there.", step=about),
                                    f"{name} speaks {lost.get('id')}"))  # fmt: skip
    return found


def _about(number: int, lost: Mapping[str, Any], text: str, then: str, language: str, words: Words) -> str:
    """Return what a text calls a step that is gone, "" where it does not speak of it."""
    title, is_break = _title(lost, language), lost.get("form") == "break"
    # "After lunch" speaks of the lunch; words of a question that stand in a sentence need not speak of the question.
    if title and (is_break or " " in title) and _stands(re.escape(title), text, re.IGNORECASE if is_break else 0):
        return f"«{title}»"
    if text == then and _stands(rf"(?:steg|step)\s+{number}", text, re.IGNORECASE):
        return words("step {number} as it was, «{title}»", number=number, title=title or "–")
    return ""


def _stands(pattern: str, text: str, flags: int) -> bool:
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, flags) is not None


def _title(step: Mapping[str, Any], language: str) -> str:
    return clean(plain(step.get("title"), language))


def _text(table: Mapping[str, Any], keys: tuple[str, ...], language: str) -> str:
    return " ".join(clean(plain(table.get(name), language)) for name in keys)
