"""The command line's own words: what argparse says by itself, in the interface's language."""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NoReturn

from facilitator.text import clean
from facilitator.words import Words

WRONG_USE = 2


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


# What stands for something to name, as a command's line shows it.
_PLACES = (_("AGENDA"), _("COLOUR"), _("COLUMN"), _("DIR"), _("EARLIER"), _("FILE"), _("MEANING"), _("NAME"), _("PATH"),
           _("SESSION"), _("SLUG"), _("STEP"), _("TEMPLATE"), _("TEXT"), _("WHO"))  # fmt: skip


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the interface's language, and whose errors are one sentence.

    Args:
        words: The interface's language.
        add_help: Whether it has `--help`.
        parents: Parsers whose arguments it has too.
        given: What argparse's own parser takes.
    """

    def __init__(
        self, *, words: Words, add_help: bool = True, parents: Sequence[argparse.ArgumentParser] = (), **given: Any
    ) -> None:
        self._words = words
        super().__init__(add_help=False, formatter_class=partial(_Formatter, words=words), **given)
        self._positionals.title = words("what to name")
        self._optionals.title = words("options")
        if add_help:
            self.add_argument("-h", "--help", action="help", help=words("show this help, and end"))
        # Groups are put together by their titles, so these come when the titles are right.
        for parent in parents:
            self._add_container_actions(parent)

    def add_argument(self, *names: Any, **given: Any) -> argparse.Action:
        """Add an argument as argparse does; what stands for its value is in the interface's language."""
        shown = given.get("metavar")
        if isinstance(shown, str) or (shown is None and not names[0].startswith("-")):
            given["metavar"] = _placed(shown or names[0].upper(), self._words)
        return super().add_argument(*names, **given)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and end."""
        self.exit(WRONG_USE, f"{self.prog}: {clean(said(message, self._words))}\n")


class _Formatter(argparse.HelpFormatter):
    """The help, whose first word is in the interface's language."""

    def __init__(self, *args: Any, words: Words, **given: Any) -> None:
        # A formatter is made for every argument; the library that argparse asks for the width is a large one.
        super().__init__(*args, **({"width": _columns() - 2} | given))
        self._words = words

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """Add how the command is written."""
        super().add_usage(usage, actions, groups, self._words("Usage: ") if prefix is None else prefix)


def _columns() -> int:
    """Return how wide help is set: as `COLUMNS` says, else the terminal, else 80."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or 80
    except (OSError, ValueError):
        return 80


def _placed(text: str, words: Words) -> str:
    """Return what stands for a value, each word of it that is known in the interface's language."""
    known = {place: words(place) for place in _PLACES}
    return re.sub(r"\w+", lambda found: known.get(found[0], found[0]), text)


def said(message: str, words: Words) -> str:
    """Return one of argparse's sentences in the interface's language; one it does not know stays as it is.

    Args:
        message: The sentence, in English.
        words: The interface's language.
    """
    if found := re.fullmatch(r"the following arguments are required: (.*)", message, re.DOTALL):
        return words("{names} must be given", names=found[1])
    if found := re.fullmatch(r"unrecognized arguments: (.*)", message, re.DOTALL):
        return words("{names} means nothing here", names=found[1])
    if found := re.fullmatch(r"ambiguous option: (.*) could match (.*)", message, re.DOTALL):
        return words("{name} may be any of {names}", name=found[1], names=found[2])
    if found := re.fullmatch(r"argument ([^:]*): (.*)", message, re.DOTALL):
        name, problem = found[1], _problem(found[2], words)
        return f"{name}: {problem}" if name else problem
    return message


def _problem(message: str, words: Words) -> str:
    """Return what argparse says of one argument."""
    message = re.sub(", maybe you meant .* (?=\\(choose)", " ", message)
    if found := re.fullmatch(r"invalid choice: (.*?) \(choose from (.*)\)", message, re.DOTALL):
        return words("there is no {value}; choose from {choices}", value=found[1], choices=found[2].replace("'", ""))
    if message == "expected one argument":
        return words("one value is needed")
    if message == "expected at least one argument":
        return words("at least one value is needed")
    if found := re.fullmatch(r"not allowed with argument (.*)", message, re.DOTALL):
        return words("cannot stand together with {name}", name=found[1])
    if found := re.fullmatch(r"ignored explicit argument (.*)", message, re.DOTALL):
        return words("takes no value such as {value}", value=found[1])
    return message
