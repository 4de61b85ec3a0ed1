"""All figures of a session as one CSV file: a row for each figure, as docs/csv.md explains."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from facilitator.report import figures
from facilitator.report.figures import Cell, StepFigures, Value
from facilitator.report.names import figure_name
from facilitator.report.summary import Summary
from facilitator.report.writers.legible import legible
from facilitator.words import Words

# What a spreadsheet program may take for the beginning of a formula, the full-width signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(summary: Summary, words: Words) -> bytes:
    """Return a session's figures as CSV, in UTF-8 with a mark at its beginning by which Excel knows it.

    Args:
        summary: What to write.
        words: The language of the heads, of the sign between the cells and of that in decimals.

    Returns:
        The file's content.
    """
    head = [words("step"), words("title"), words("part"), words("no."), words("item"), words("figure"),
            words("value"), words("path")]  # fmt: skip
    steps = (row for step in figures.steps(summary.book) for row in _rows(step, words))
    return table(head, chain(steps, _people(summary, words)), words)


def table(head: Sequence[str], rows: Iterable[Sequence[Value]], words: Words) -> bytes:
    """Return a table as CSV, as spreadsheet programs of a language expect it; no text in it can become a formula."""
    separator = words.writing.separator
    # By type, because 1 is 1.0.
    known: dict[type, _Cells] = defaultdict(lambda: _Cells(separator, words))
    lines = [separator.join([known[type(value)][value] for value in row]) for row in chain([head], rows)]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


class _Cells(dict[Value, str]):
    """Cells as they are set, each once: most say what others have said, a step, a title, an item."""

    def __init__(self, separator: str, words: Words) -> None:
        super().__init__()
        self._separator = separator
        self._words = words

    def __missing__(self, value: Value) -> str:
        out = io.StringIO()
        # Alone in its row it would be set differently where it is empty.
        csv.writer(out, delimiter=self._separator).writerow([_set(value, self._words), ""])
        made = self[value] = out.getvalue().removesuffix(f"{self._separator}\r\n")
        return made


def harmless(text: str) -> str:
    """Return a text so that no spreadsheet program takes it for a formula: such a one begins with an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _people(summary: Summary, words: Words) -> Iterator[list[Value]]:
    """Give how many people there were, in all and at each table; these rows are of no step."""
    state = summary.book.state
    yield [None, "", "", None, "", words("people"), state.people, "people"]
    for group in sorted(state.groups.values(), key=lambda group: group.number):
        name = summary.book.group_name(group)
        yield [None, "", "", group.number, name, words("people"), group.people, "groups.people"]


def _rows(step: StepFigures, words: Words) -> Iterator[list[Value]]:
    for cell in step.cells:
        yield [step.number, step.title, "", None, "", *figure(cell, words)]
    for part in step.parts:
        for cell in part.cells:
            yield [step.number, step.title, part.name, None, "", *figure(cell, words)]
        for item in part.items:
            for cell in item.cells:
                yield [step.number, step.title, part.name, item.number, item.name, *figure(cell, words)]


def figure(cell: Cell, words: Words) -> list[Value]:
    """Return a figure as cells: what it is called, its value, its path."""
    path, value = cell
    return [figure_name(path, words), value, path]


def _set(value: Value, words: Words) -> str:
    """Return a cell: numbers in full, with the language's decimal sign; what is not known is empty."""
    match value:
        case None:
            return ""
        case str():
            return harmless(legible(value))
        case _:
            text = repr(value).removesuffix(".0")
            return text.replace(".", words.writing.decimal)
