"""Texts, lists, grades and names of earlier steps as they are typed, and as a file holds them."""

import re
from collections.abc import Mapping
from typing import Any

from facilitator.agenda.fields import field_label, known_fields
from facilitator.text import clean, clean_lines, key

_RANGE = re.compile(r"\s*(\d)\s*[-–—]\s*(\d)\s*")


def plain(value: Any, language: str) -> str:
    """Return a text in one language; of anything else what it looks like; "" for nothing."""
    match value:
        case None:
            return ""
        case str():
            return clean_lines(value)
        case Mapping():
            found = value.get(language) or value.get("en") or next((text for text in value.values() if text), "")
            return clean_lines(found) if isinstance(found, str) else ""
        case list():
            return ", ".join(plain(one, language) for one in value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return clean(str(value)[:200])


def with_text(value: Any, text: str, language: str) -> Any:
    """Return a text with new words in one language; the other languages stay, but go where no words are left."""
    if not text.strip():
        return None
    if isinstance(value, Mapping) and language and value.keys() - {language}:
        return {**value, language: text}
    return text


def number(text: str) -> Any:
    """Return a typed number; what is none stays as it was typed."""
    bare = clean(text).replace(" ", "").replace("−", "-").replace(",", ".")
    if re.fullmatch(r"-?\d{1,15}", bare):
        return int(bare)
    return float(bare) if re.fullmatch(r"-?\d{1,15}\.\d{1,6}", bare) else text.strip()


def source_of(value: Any) -> str:
    """Return the step that `"prio:8"` names."""
    return value.partition(":")[0] if isinstance(value, str) else ""


def first_of(value: Any) -> str:
    """Return how many `"prio:8"` takes, "" for all."""
    return value.partition(":")[2] if isinstance(value, str) else ""


def with_first(value: Any, text: str) -> Any:
    """Return the step that a value names, with its first few items or all."""
    return f"{source_of(value)}:{text.strip()}" if text.strip() else source_of(value)


def lines_of(value: Any, language: str) -> str:
    """Return a list with one entry on each line; costs after a sign |."""
    return "\n".join(_entry(one, language) for one in value) if isinstance(value, list) else plain(value, language)


def read_lines(text: str, value: Any, language: str, costs: bool = False) -> list[Any] | None:
    """Return the list that stands on lines; an entry that was not changed keeps its other languages.

    Args:
        text: The lines.
        value: The list as it was.
        language: The language of the lines.
        costs: Whether what follows a sign | is a cost.
    """
    known = {_entry(one, language): one for one in value} if isinstance(value, list) else {}
    lines = [line for line in map(clean, text.splitlines()) if line]
    return [known.get(line) or _read_entry(line, costs) for line in lines]


def scale_of(value: Any, language: str) -> str:
    """Return grades as they are typed."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(grade, int) for grade in value):
        return f"{value[0]}–{value[1]}"
    return plain(value, language)


def read_scale(text: str, value: Any, language: str) -> Any:
    """Return typed grades as a file holds them."""
    found = _RANGE.fullmatch(text)
    if found:
        return [int(found[1]), int(found[2])]
    known = {plain(one, language): one for one in value} if isinstance(value, list) else {}
    return [known.get(name, name) for name in map(clean, text.split(",")) if name] or text


def names_of(value: Any, language: str) -> str:
    """Return the names of the parts of an answer as people see them."""
    if isinstance(value, list):
        return ", ".join(field_label(name, language) if isinstance(name, str) else plain(name, "") for name in value)
    return plain(value, language)


def read_names(text: str, language: str) -> list[str]:
    """Return typed names of the parts of an answer; known ones get the name that has a label in each language."""
    known = {key(label): name for name, label in known_fields(language).items()}
    return [known.get(key(name), name) for name in map(clean, text.split(",")) if name]


def numbers_of(value: Any) -> str:
    """Return numbers with commas between."""
    return plain(value, "")


def _entry(value: Any, language: str) -> str:
    if isinstance(value, Mapping) and "name" in value:
        name = clean(plain(value["name"], language))
        return f"{name} | {plain(value['cost'], language)}" if "cost" in value else name
    return clean(plain(value, language))


def _read_entry(line: str, costs: bool) -> Any:
    name, bar, cost = line.rpartition("|")
    amount = number(cost) if costs and bar else ""
    return line if isinstance(amount, str) else {"name": name.strip(), "cost": amount}
