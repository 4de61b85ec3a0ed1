"""Readers of single values: what an agenda file holds becomes what the model wants, or a sentence says what is allowed.

A reader takes the value and the words, returns what it read and raises `RefusedError` otherwise. Where in the file the
value stands is added by the caller.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any, Protocol

from facilitator.text import clean
from facilitator.words import Words


class Reader(Protocol):
    """Reads one value of an agenda file."""

    def __call__(self, value: object, words: Words, /) -> Any:
        """Return the value as the model wants it; `RefusedError` when it will not do."""


class RefusedError(Exception):
    """A value that will not do. `problems` are sentences that say why and what is allowed, but not where."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


_SHOWN = 40
_STEP_ID = re.compile(r"[A-Za-z0-9-]{1,40}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


def short(text: object) -> str:
    """Return a foreign name so that it fits in a sentence: cleaned, at most 40 characters."""
    cleaned = clean(str(text)[:1000])
    return cleaned if len(cleaned) <= _SHOWN else cleaned[: _SHOWN - 1] + "…"


def shown(value: object, words: Words) -> str:
    """Return a refused value as it is named in a sentence."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{short(value)}"'
        case int() if abs(value) >= 10**_SHOWN:
            # Python refuses to write out whole numbers of thousands of digits.
            return words("a number of that size")
        case int() | float() | date() | time():
            return short(value)
        case Mapping():
            return words("a table")
        case list() | tuple():
            return words("a list")
        case _:
            return words("this value")


def refuse(value: object, allowed: str, words: Words) -> RefusedError:
    """Return the error for a value that will not do, with a sentence that says what is allowed."""
    return RefusedError(words("{value} will not do. {allowed}", value=shown(value, words), allowed=allowed))


def nearest(name: str, known: Iterable[str], words: Words) -> str:
    """Return a question that suggests the known name most like `name`, with a space before it, or ""."""
    from difflib import get_close_matches

    found = get_close_matches(name[:_SHOWN], list(known), n=1)
    return " " + words('Did you mean "{name}"?', name=found[0]) if found else ""


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number; true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def whole(low: int, high: int) -> Reader:
    """Return a reader of whole numbers from `low` to `high`."""

    def read(value: object, words: Words) -> int:
        if isinstance(value, int) and is_whole(value) and low <= value <= high:
            return value
        allowed = words("Give a whole number from {low} to {high}.", low=low, high=high)
        raise refuse(value, allowed, words)

    return read


def number(low: int, high: int) -> Reader:
    """Return a reader of numbers from `low` to `high`, with or without decimals."""

    def read(value: object, words: Words) -> float:
        # The comparison is false for NaN and needs no conversion, which would fail for huge whole numbers.
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return value
        allowed = words("Give a number from {low} to {high}.", low=low, high=high)
        raise refuse(value, allowed, words)

    return read


def choice(*allowed: str) -> Reader:
    """Return a reader of one of a few fixed words."""

    def read(value: object, words: Words) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        sentence = words("Give one of these: {allowed}.", allowed=", ".join(allowed))
        hint = nearest(value, allowed, words) if isinstance(value, str) else ""
        raise refuse(value, sentence + hint, words)

    return read


def flag(value: object, words: Words) -> bool:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    raise refuse(value, words("Give true or false, without quotation marks."), words)


def clock(value: object, words: Words) -> time:
    """Read a time of day, `"10:30"`; TOML's own times of day are taken too."""
    if isinstance(value, time):
        return time(value.hour, value.minute)
    if isinstance(value, str) and (found := _CLOCK.fullmatch(value.strip())):
        return time(int(found[1]), int(found[2]))
    raise refuse(value, words('Give a time of day from "00:00" to "23:59".'), words)


def step_id(value: object, words: Words) -> str:
    """Read a step's id."""
    if isinstance(value, str) and _STEP_ID.fullmatch(value):
        return value
    allowed = words("Give 1 to 40 of the letters a to z, digits and hyphens, without å, ä, ö or spaces.")
    raise refuse(value, allowed, words)


def is_language(value: object) -> bool:
    """Tell whether a value looks like a language code: two or three small letters."""
    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None


def language(value: object, words: Words) -> str:
    """Read a language code."""
    if isinstance(value, str) and is_language(value):
        return value
    allowed = words('Give a language code of two or three small letters, such as "sv" or "en".')
    raise refuse(value, allowed, words)


def listed(read: Reader, low: int, high: int, check: Callable[[tuple[Any, ...], Words], None] | None = None) -> Reader:
    """Return a reader of lists.

    Args:
        read: Reads each value of the list.
        low: The fewest values there may be.
        high: The most.
        check: Looks at the whole list when each value is right; raises `RefusedError`.
    """

    def read_list(value: object, words: Words) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple) or not low <= len(value) <= high:
            allowed = words("Give a list of {low} to {high}, in square brackets.", low=low, high=high)
            raise refuse(value, allowed, words)
        found = _each(value, read, words)
        if check:
            check(found, words)
        return found

    return read_list


def people(value: object, words: Words) -> tuple[int, int]:
    """Read for how many an agenda is meant, `[16, 48]`."""
    if isinstance(value, list | tuple) and len(value) == 2 and all(is_whole(part) for part in value):
        low, high = value
        if 1 <= low <= high <= 100_000:
            return low, high
    allowed = words("Give the fewest and the most people as two whole numbers, such as [16, 48].")
    raise refuse(value, allowed, words)


def _each(values: list[object] | tuple[object, ...], read: Reader, words: Words) -> tuple[Any, ...]:
    found: list[Any] = []
    problems: list[str] = []
    for position, value in enumerate(values, 1):
        try:
            found.append(read(value, words))
        except RefusedError as refused:
            problems += [words("Number {position}: {problem}", position=position, problem=p) for p in refused.problems]
    if problems:
        raise RefusedError(*problems)
    return tuple(found)
