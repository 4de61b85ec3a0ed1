"""Wordings that somebody decided are the same in a series: a list of its own beside the sessions, which keep theirs."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from facilitator.errors import FacilitatorError
from facilitator.storage import disk
from facilitator.text import clean, key
from facilitator.words import Words

FILE = "wordings.toml"
_LARGEST = 1_000_000


class Same(Struct, frozen=True):
    """Wordings that are one thing, and what it is called."""

    name: str
    texts: tuple[str, ...]


class Wordings(Struct, frozen=True):
    """The list: what is the same, and what was looked at and is not."""

    same: tuple[Same, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()

    def name_of(self, text: str) -> str | None:
        """Return what a wording is called in the series, None where it stands for itself."""
        folded = key(text)
        return next((one.name for one in self.same if folded in {key(own) for own in (one.name, *one.texts)}), None)

    def index(self) -> dict[str, str]:
        """Return the name of every wording in the list, by the wording folded for comparing."""
        return {key(text): one.name for one in self.same for text in (one.name, *one.texts)}

    def joined(self, name: str, texts: Iterable[str]) -> "Wordings":
        """Return the list with wordings joined under a name; what they were joined with before comes along."""
        wanted = {key(text): text for text in (*texts, name)}
        rest: list[Same] = []
        for one in self.same:
            own = {key(text): text for text in (one.name, *one.texts)}
            if own.keys() & wanted.keys():
                wanted = own | wanted
            else:
                rest.append(one)
        found = Same(name, tuple(text for folded, text in wanted.items() if folded != key(name)))
        parts = tuple(pair for pair in self.apart if not {key(text) for text in pair} <= wanted.keys())
        return Wordings((*rest, found), parts)

    def split(self, text: str) -> "Wordings":
        """Return the list with one wording standing for itself again; of a join's name the whole join ends."""
        folded = key(text)
        kept: list[Same] = []
        for one in self.same:
            left = tuple(own for own in one.texts if key(own) != folded)
            if left and key(one.name) != folded:
                kept.append(Same(one.name, left))
        return Wordings(tuple(kept), self.apart)

    def held_apart(self, texts: Sequence[str]) -> "Wordings":
        """Return the list with wordings remembered as not the same."""
        known = {frozenset(map(key, pair)) for pair in self.apart}
        new = () if frozenset(map(key, texts)) in known else (tuple(texts),)
        return Wordings(self.same, (*self.apart, *new))


NO_WORDINGS = Wordings()


def load(path: Path, words: Words) -> Wordings:
    """Read the list; empty where there is no file.

    Raises:
        FacilitatorError: the file cannot be read or is no such list, with what is wrong.
    """
    if not path.is_file():
        return Wordings()
    content, _ = disk.read_bytes(path, words)
    name = clean(path.name)
    if len(content) > _LARGEST:
        raise FacilitatorError(words("{file} is too large to be a list of wordings.", file=name))
    import tomllib

    try:
        document = tomllib.loads(content.decode("utf-8"))
        same = tuple(_same(entry) for entry in document.get("same", []))
        apart = tuple(tuple(_text(text) for text in entry["texts"]) for entry in document.get("apart", []))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FacilitatorError(words("{file} cannot be read as a list of wordings: {cause}.", file=name,
                                     cause=clean(str(error)))) from error  # fmt: skip
    return Wordings(same, apart)


def save(path: Path, wordings: Wordings, words: Words) -> None:
    """Write the list, as text that can be read and changed by hand.

    Raises:
        FacilitatorError: the file cannot be written; the one before is kept.
    """
    rows = ["# " + line for line in words(
        "Wordings that are one thing in this series. The sessions keep their own words; take an entry away and they "
        "stand for themselves again.").split("\n")]  # fmt: skip
    for one in wordings.same:
        rows += ["", "[[same]]", f"name = {_quoted(one.name)}", f"texts = {_list(one.texts)}"]
    for pair in wordings.apart:
        rows += ["", "[[apart]]", f"texts = {_list(pair)}"]
    disk.write_atomic(path, ("\n".join(rows) + "\n").encode("utf-8"), words)


def _same(entry: dict[str, Any]) -> Same:
    return Same(_text(entry["name"]), tuple(_text(text) for text in entry["texts"]))


def _text(value: object) -> str:
    if not isinstance(value, str) or not clean(value):
        raise ValueError(f"{value!r}: a text is needed")
    return clean(value)


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


def _quoted(text: str) -> str:
    # A JSON string without escapes beyond the basic plane is a TOML string.
    return json.dumps(clean(text), ensure_ascii=False)
