"""Reads the tables of one agenda file, step by step, and gathers every mistake with its place."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from facilitator.agenda.checks import Draft, Others, problems_of
from facilitator.agenda.keys import KEYS, TOP, readers_of
from facilitator.agenda.model import KINDS, Kind
from facilitator.agenda.values import Reader, RefusedError, nearest, short
from facilitator.words import Words

_MOST_KEYS = 100

Report = Callable[[str, str], None]


class Mistake(Struct, frozen=True):
    """A mistake: the step's number (0 above the steps) and key where it stands, and a sentence without the place."""

    number: int
    key: str
    problem: str


class Reading:
    """One reading of one file.

    Args:
        source: The file's name, as sentences say it.
        words: The language of the sentences.

    Attributes:
        problems: A sentence for each mistake found so far, with its place.
        mistakes: The same, for whoever shows the place in another way.
    """

    def __init__(self, source: str, words: Words) -> None:
        self.source = source
        self.words = words
        self.problems: list[str] = []
        self.mistakes: list[Mistake] = []

    def read(self, document: Mapping[Any, Any]) -> tuple[dict[str, Any], list[Draft]]:
        """Read a whole file.

        Args:
            document: What the file holds.

        Returns:
            The values of the top keys, and the steps.
        """
        top = self._top(document)
        steps = [self._step(number, table) for number, table in enumerate(top.pop("step", ()), 1)]
        self._check(steps)
        return top, steps

    def _top(self, document: Mapping[Any, Any]) -> dict[str, Any]:
        words = self.words

        def report(key: str, problem: str) -> None:
            self.mistakes.append(Mistake(0, key, problem))
            self.problems.append(words("{source}, {key}: {problem}", source=self.source, key=key, problem=problem))

        def unknown(key: str) -> str:
            known = ", ".join(TOP)
            if key in KEYS:
                return words("This belongs in a step, below [[step]]. An agenda itself takes: {keys}.", keys=known)
            return words("Unknown key. An agenda takes: {keys}.", keys=known) + nearest(key, TOP, words)

        found = self._table(document, TOP, unknown, report)
        if "title" not in document:
            report("title", words("The title is missing. The agenda needs one."))
        if "step" not in document:
            report("step", words("There are no steps. Begin each with [[step]]."))
        return found

    def _step(self, number: int, table: object) -> Draft:
        words = self.words
        if not isinstance(table, Mapping):
            self._report(number, "", "step", words("A step is a table. Begin it with [[step]]."))
            return Draft(number, "", None, frozenset(KEYS), {})
        kind = _kind(table.get("kind"))
        readers = readers_of(kind)
        name = _step_id(readers["id"], table.get("id"), words)

        def unknown(key: str) -> str:
            if kind and key in KEYS:
                kinds = ", ".join(KEYS[key])
                return words("A {kind} step does not take this; it is for {kinds}.", kind=kind, kinds=kinds)
            hint = nearest(key, readers, words)
            if kind:
                return words("Unknown key. A {kind} step takes: {keys}.", kind=kind, keys=", ".join(readers)) + hint
            return words("Unknown key.") + hint

        def report(key: str, problem: str) -> None:
            self._report(number, name, key, problem)

        values = self._table(table, readers, unknown, report)
        return Draft(number, name, kind, frozenset(map(str, table)), values)

    def _table(
        self, table: Mapping[Any, Any], readers: Mapping[str, Reader], unknown: Callable[[str], str], report: Report
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key in _first(table, _MOST_KEYS):
            if key not in readers:
                report(short(key), unknown(str(key)))
                continue
            try:
                values[key] = readers[key](table[key], self.words)
            except RefusedError as refused:
                for problem in refused.problems:
                    report(key, problem)
        if len(table) > _MOST_KEYS:
            # Such a table is no agenda; naming each of thousands of keys would help nobody.
            report(short(_first(table, _MOST_KEYS)[-1]), self.words("There are far too many keys."))
        return values

    def _check(self, steps: list[Draft]) -> None:
        earlier: dict[str, Draft] = {}
        every = frozenset(step.id for step in steps)
        for step in steps:
            for key, problem in problems_of(step, Others(earlier, every), self.words):
                self._report(step.number, step.id, key, problem)
            if step.id in earlier:
                first = earlier[step.id].number
                problem = self.words("Step {first} has the same id. Give each step one of its own.", first=first)
                self._report(step.number, step.id, "id", problem)
            elif step.id:
                earlier[step.id] = step

    def _report(self, number: int, name: str, key: str, problem: str) -> None:
        words, source = self.words, self.source
        self.mistakes.append(Mistake(number, key, problem))
        if name:
            place = words("{source}, step {number} ({id}), {key}", source=source, number=number, id=name, key=key)
        else:
            place = words("{source}, step {number}, {key}", source=source, number=number, key=key)
        self.problems.append(f"{place}: {problem}")


def _kind(value: object) -> Kind | None:
    return next((kind for kind in KINDS if kind == value), None)


def _step_id(read: Reader, value: object, words: Words) -> str:
    try:
        return str(read(value, words))
    except RefusedError:
        return ""


def _first(keys: Iterable[Any], most: int) -> list[Any]:
    return [key for key, _ in zip(keys, range(most), strict=False)]
