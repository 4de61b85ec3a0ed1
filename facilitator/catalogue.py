"""A language's catalogue, of which only those messages are read that are asked for: every command asks for few."""

import gettext
import struct
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

_MAGIC = {b"\xde\x12\x04\x95": "<", b"\x95\x04\x12\xde": ">"}
_PLURAL = "plural="


class Catalogue(gettext.NullTranslations):
    """The messages of one language; one that it lacks is itself.

    Source: "The Format of GNU MO Files", GNU gettext manual, chapter 10: two tables of lengths and offsets; a plural
    message is its forms with zeros between them.

    Args:
        path: The compiled catalogue.

    Raises:
        OSError: it cannot be read.
        ValueError: it is none.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._content = path.read_bytes()
        order = _MAGIC.get(self._content[:4])
        if order is None:
            raise ValueError("no compiled catalogue")
        try:
            _, count, originals, translations = struct.unpack_from(f"{order}4I", self._content, 4)
            places = struct.unpack_from(f"{order}{2 * count}I", self._content, originals)
            self._translated = struct.unpack_from(f"{order}{2 * count}I", self._content, translations)
        except struct.error as error:
            raise ValueError(str(error)) from error
        # The translations stand last.
        if sum(self._translated[-2:]) > len(self._content):
            raise ValueError("its end is missing")
        messages = [self._content[at : at + size] for size, at in zip(places[::2], places[1::2], strict=True)]
        self._numbers = {message.partition(b"\0")[0]: number for number, message in enumerate(messages)}
        self._known: dict[str, list[str]] = {}

    def gettext(self, message: str) -> str:
        """Return a message in this language."""
        return self._forms(message)[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a message for a number, by the language's own rule."""
        forms = self._forms(msgid1)
        if forms == [msgid1]:
            return msgid1 if n == 1 else msgid2
        return forms[min(self._form_of(n), len(forms) - 1)]

    @cached_property
    def _form_of(self) -> Callable[[int], int]:
        head = self._forms("")[0]
        rules = [part.strip() for line in head.splitlines() if line.lower().startswith("plural-forms:")
                 for part in line.partition(":")[2].split(";")]  # fmt: skip
        rule = next((part for part in rules if part.startswith(_PLURAL)), f"{_PLURAL}n != 1")
        return gettext.c2py(rule.removeprefix(_PLURAL))

    def _forms(self, message: str) -> list[str]:
        forms = self._known.get(message)
        if forms is None:
            forms = self._known[message] = self._translation(message.encode()).split("\0")
        return forms

    def _translation(self, message: bytes) -> str:
        number = self._numbers.get(message)
        if number is not None:
            size, at = self._translated[2 * number : 2 * number + 2]
            message = self._content[at : at + size] or message
        return message.decode()
