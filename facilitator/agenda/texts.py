"""Readers of texts, items, parts, fields, scales and names of earlier steps."""

import re
from collections.abc import Callable, Mapping, Sequence

from facilitator.agenda.model import Item, Local, Scale, Source
from facilitator.agenda.values import (
    RefusedError,
    is_language,
    is_whole,
    listed,
    nearest,
    number,
    refuse,
    short,
    shown,
)
from facilitator.text import clean, clean_lines, key
from facilitator.words import Words

MOST_ITEMS = 500
MOST_MONEY = 10**12
MOST_PARTS = 50
_MOST_FIELDS = 12
_MOST_SOURCES = 20
_LINE = 1_000
_LINES = 10_000
_SOURCE = re.compile(r"([A-Za-z0-9-]{1,40})(?::([0-9]{1,3}))?")


def line(value: object, words: Words) -> Local:
    """Read a text of one line, in one language or a table of languages."""
    return _local(value, clean, _LINE, words)


def lines(value: object, words: Words) -> Local:
    """Read a text that may have several lines, in one language or a table of languages."""
    return _local(value, clean_lines, _LINES, words)


def item(value: object, words: Words) -> Item:
    """Read an item: a text, or a table of `name` and `cost`."""
    if not isinstance(value, Mapping) or not {"name", "cost"} & set(value):
        return Item(line(value, words))
    unknown = [short(given) for given in value if given not in ("name", "cost")]
    if unknown or "name" not in value:
        allowed = words("A table for an item has name and, if it costs something, cost.")
        hint = "".join(nearest(name, ("name", "cost"), words) for name in unknown[:1])
        raise refuse(value, allowed + hint, words)
    cost = number(0, MOST_MONEY)(value["cost"], words) if "cost" in value else None
    return Item(line(value["name"], words), cost)


def field(value: object, words: Words) -> str:
    """Read the name of a field of an answer."""
    if isinstance(value, str) and 0 < len(name := clean(value)) <= 40 and "|" not in name:
        return name
    raise refuse(value, words("Give the name of a field, 1 to 40 characters without the sign |."), words)


def source(value: object, words: Words) -> Source:
    """Read an earlier step as a list, `"prio"` or `"prio:8"`."""
    found = _SOURCE.fullmatch(value) if isinstance(value, str) else None
    if not found or (found[2] and not 1 <= int(found[2]) <= MOST_ITEMS):
        allowed = words('Give the id of an earlier step, "prio", or its first few items, "prio:8".')
        raise refuse(value, allowed, words)
    return Source(found[1], int(found[2]) if found[2] else None)


def sources(value: object, words: Words) -> tuple[Source, ...]:
    """Read one earlier step, or a list of them."""
    if isinstance(value, list | tuple):
        found: tuple[Source, ...] = listed(source, 1, _MOST_SOURCES, _different_sources)(value, words)
        return found
    return (source(value, words),)


def parts(value: object, words: Words) -> tuple[Local, ...] | Source:
    """Read what a step asks for each of: a list of texts, or an earlier step."""
    if isinstance(value, str):
        return source(value, words)
    found: tuple[Local, ...] = listed(line, 1, MOST_PARTS, _different)(value, words)
    return found


def scale(value: object, words: Words) -> Scale:
    """Read grades from low to high: two whole numbers, or two to nine names."""
    if isinstance(value, list | tuple) and 2 <= len(value) <= 9:
        if all(is_whole(grade) for grade in value):
            if len(value) == 2 and 0 <= value[0] < value[1] <= 9:
                return Scale(value[0], value[1])
        elif not any(isinstance(grade, int | float) for grade in value):
            return Scale(1, len(value), listed(line, 2, 9, _different)(value, words))
    allowed = words("Give the lowest and the highest grade, [1, 5], between 0 and 9, or 2 to 9 names from low to high.")
    raise refuse(value, allowed, words)


def act_fields(value: object, words: Words) -> tuple[str, ...]:
    """Read the fields of an action, the first of which says what will be done."""
    found: tuple[str, ...] = fields(value, words)
    if found[0] != "what":
        raise RefusedError(words('The first field must be "what". Fields usually begin: "what", "who", "when".'))
    return found


def _local(value: object, gate: Callable[[str], str], most: int, words: Words) -> Local:
    if isinstance(value, str):
        return Local.plain(_cleaned(value, gate, most, words))
    if not isinstance(value, Mapping) or not value or not all(is_language(code) for code in value):
        allowed = words("Give a text, or a table of languages such as {example}.", example='{ sv = "…", en = "…" }')
        raise refuse(value, allowed, words)
    return Local({code: _cleaned(text, gate, most, words) for code, text in value.items()})


def _cleaned(value: object, gate: Callable[[str], str], most: int, words: Words) -> str:
    if not isinstance(value, str):
        raise refuse(value, words("Give a text in quotation marks."), words)
    text = gate(value)
    if not text:
        raise RefusedError(words("The text is empty. Write something, or leave the key out where it is not needed."))
    if len(text) > most:
        raise RefusedError(words("The text is too long. At most {most} characters are taken.", most=most))
    return text


def _different(texts: Sequence[Local], words: Words) -> None:
    # In whatever language the list is read, each wording must mean one thing.
    for language in sorted({code for text in texts for code in text.texts}):
        _no_twice([text.of(language) for text in texts], words)


def _different_items(items: Sequence[Item], words: Words) -> None:
    _different([item.name for item in items], words)


def _different_sources(found: Sequence[Source], words: Words) -> None:
    _no_twice([source.step for source in found], words)


def _no_twice(texts: Sequence[str], words: Words) -> None:
    seen: set[str] = set()
    for text in texts:
        if key(text) in seen:
            raise RefusedError(words("{value} stands here twice. Each may stand once.", value=shown(text, words)))
        seen.add(key(text))


items = listed(item, 1, MOST_ITEMS, _different_items)
fields = listed(field, 1, _MOST_FIELDS, _no_twice)
