"""An agenda while it is prepared: every change gives a new one, and the earlier ones are kept for undo."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from facilitator.agenda.document import document_of
from facilitator.agenda.keys import MOST_STEPS
from facilitator.agenda.load import AgendaError, parse_document, read_agenda
from facilitator.agenda.model import Agenda
from facilitator.agenda.reading import Mistake, Reading
from facilitator.planning.fitting import Fit
from facilitator.planning.layout import Pieces, cut, cut_document, piece_of, table_of, with_top, with_values
from facilitator.planning.new_step import Recipe, new_step
from facilitator.words import Words

_NUMBER = re.compile(r"-\d+$")


class Draft(Struct, frozen=True):
    """An agenda that may have mistakes. Its text is always TOML whose steps are tables.

    Steps are counted from 0 here; people see them from 1.
    """

    pieces: Pieces

    @property
    def text(self) -> str:
        """What a file of it holds."""
        return self.pieces.text

    @property
    def document(self) -> dict[str, Any]:
        """What the file holds, as values."""
        return {**self.top, **({"step": list(self.steps)} if self.pieces.steps else {})}

    @property
    def top(self) -> dict[str, Any]:
        """The values above the steps."""
        return _top(self.pieces.head)

    @property
    def steps(self) -> tuple[dict[str, Any], ...]:
        """The steps, as values."""
        return tuple(map(_table, self.pieces.steps))

    @property
    def language(self) -> str:
        """The language of the room; empty where the agenda names none that can be read."""
        found = self.top.get("language")
        return found if isinstance(found, str) else ""

    def mistakes(self, words: Words) -> tuple[Mistake, ...]:
        """Return what keeps it from being an agenda: the loader's own errors."""
        reading = Reading("", words)
        reading.read(self.document)
        return tuple(reading.mistakes)

    def problems(self, source: str, words: Words) -> tuple[str, ...]:
        """Return the loader's sentences on it; none where it is an agenda.

        Args:
            source: The file's name, as the sentences say it.
            words: The language of the sentences.
        """
        try:
            self.agenda(source, words)
        except AgendaError as error:
            return error.problems
        return ()

    def agenda(self, source: str, words: Words) -> Agenda:
        """Return the agenda it is.

        Raises:
            AgendaError: with every mistake in it.
        """
        return read_agenda(self.document, source, words)

    def change(self, at: int, values: Mapping[str, Any]) -> "Draft":
        """Return it with other values in a step; None takes a key away."""
        return self._with(at, 1, with_values(self.pieces.steps[at], values))

    def change_top(self, values: Mapping[str, Any]) -> "Draft":
        """Return it with other values above the steps; None takes a key away."""
        return Draft(replace(self.pieces, head=with_top(self.pieces.head, values)))

    def add(self, at: int, recipe: Recipe) -> "Draft":
        """Return it with a new step of a kind, or a break, at a place; itself where a file may have no more."""
        if len(self.pieces.steps) >= MOST_STEPS:
            return self
        words = Words(self.language)
        table = new_step(recipe, self._free_id(recipe), self.steps[:at], words, own_list=True)
        return self._with(at, 0, piece_of(table))

    def copy(self, at: int) -> "Draft":
        """Return it with a copy of a step after that step; itself where there are as many as a file may have."""
        if len(self.pieces.steps) >= MOST_STEPS:
            return self
        old = self.steps[at].get("id")
        base = _NUMBER.sub("", old)[:36] if isinstance(old, str) and old else "step"
        return self._with(at + 1, 0, with_values(self.pieces.steps[at], {"id": self._free_id(base)}))

    def delete(self, at: int) -> "Draft":
        """Return it without a step."""
        return self._with(at, 1)

    def move(self, at: int, to: int) -> "Draft":
        """Return it with a step at another place."""
        steps = list(self.pieces.steps)
        steps.insert(to, steps.pop(at))
        return Draft(replace(self.pieces, steps=tuple(steps)))

    def with_lengths(self, minutes: Mapping[int, int]) -> "Draft":
        """Return it with other minutes in some steps."""
        draft = self
        for at, length in minutes.items():
            draft = draft.change(at, {"minutes": length})
        return draft

    def fit(self, fit: Fit) -> "Draft":
        """Return it with what makes its day end in time."""
        draft = self.with_lengths(fit.minutes)
        for at in sorted(fit.out, reverse=True):
            draft = draft.delete(at)
        return draft

    def _with(self, at: int, out: int, *pieces: str) -> "Draft":
        steps = self.pieces.steps
        return Draft(replace(self.pieces, steps=(*steps[:at], *pieces, *steps[at + out :])))

    def _free_id(self, base: str) -> str:
        taken = [step.get("id") for step in self.steps]
        names = (f"{base}-{number}" for number in range(2, MOST_STEPS + 3))
        return base if base not in taken else next(name for name in names if name not in taken)


class Change(Struct, frozen=True):
    """A change that can be undone, as whoever makes it knows it.

    Attributes:
        name: What it is called.
        before: The step at hand before it, from 0; -1 for the whole.
        after: The step at hand after it.
        field: The key of the field that it was made in, "" for none.
    """

    name: str = ""
    before: int = -1
    after: int = -1
    field: str = ""


_UNNAMED = Change()


class History:
    """A draft with what it was before, for undo and redo.

    Args:
        draft: The draft to begin with.

    Attributes:
        went_over: The change that was undone or done again last.
    """

    def __init__(self, draft: Draft) -> None:
        self._drafts = [draft]
        self._changes = [_UNNAMED]
        self._at = 0
        self.went_over = _UNNAMED
        self._touched: object = None

    @property
    def now(self) -> Draft:
        """The draft as it is now."""
        return self._drafts[self._at]

    def take(self, draft: Draft, touched: object = None, change: Change = _UNNAMED) -> None:
        """Take a change.

        Args:
            draft: The draft after it.
            touched: What was changed, where letters typed one after the other shall be undone together.
            change: What the change is called, and where it was made.
        """
        if draft == self.now:
            return
        together = touched is not None and touched == self._touched and self._at == len(self._drafts) - 1
        at = self._at + (0 if together and self._at else 1)
        self._drafts[at:], self._changes[at:] = [draft], [change]
        self._at = len(self._drafts) - 1
        self._touched = touched

    def undo(self) -> bool:
        """Go back by one change; returns whether there was one."""
        return self._go(-1)

    def redo(self) -> bool:
        """Go forward by one change that was undone; returns whether there was one."""
        return self._go(1)

    def _go(self, by: int) -> bool:
        self._touched = None
        if not 0 <= self._at + by < len(self._drafts):
            return False
        self.went_over = self._changes[self._at + max(by, 0)]
        self._at += by
        return True


def open_draft(text: str, source: str, words: Words) -> Draft:
    """Read an agenda file so that it can be edited, also one with mistakes.

    Args:
        text: What the file holds.
        source: The file's name, for error sentences.
        words: The language of error sentences.

    Returns:
        The draft.

    Raises:
        AgendaError: The text is not TOML, or its steps are no tables, so that there is nothing to show.
    """
    document = parse_document(text, source, words)
    steps = document.get("step", [])
    if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps) or len(steps) > MOST_STEPS:
        read_agenda(document, source, words)
    try:
        return Draft(cut(text))
    except RecursionError:
        raise AgendaError(words("{source}: brackets stand too deep inside each other.", source=source)) from None


def draft_of(agenda: Agenda) -> Draft:
    """Return an agenda that was read before, such as a session's, so that it can be edited."""
    return Draft(cut_document(document_of(agenda)))


@lru_cache(maxsize=2_000)
def _table(piece: str) -> dict[str, Any]:
    return table_of(piece)


@lru_cache(maxsize=100)
def _top(head: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(head)
