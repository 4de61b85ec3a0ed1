"""A row of a file, or rows that belong together, as the content of an entry line: who gave it, and what.

Text is put in quotation marks, so that no answer is read as anything but text; figures are checked before they stand
beside signs that mean something.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from facilitator.agenda.model import Act, Choice, Rank, Rate, Step, unit_of
from facilitator.entry.address import part_number
from facilitator.importing.meaning import Columns
from facilitator.importing.sheet import WHOLE_ROW, Row, Sheet
from facilitator.languages import languages
from facilitator.steps.book import Book
from facilitator.steps.line import NEXT_SLIP, LineError, Target, same
from facilitator.text import key

_TABLE = re.compile(r"(?:bord|grupp|table|group)\s*(?:nr\.?\s*)?(\d+)", re.IGNORECASE)
_YES = ("x", "✓", "✔", "ja", "yes", "true", "sant")
_NO = ("", "-", "nej", "no", "false", "falskt")
_ROOM = ("*", "rummet", "alla", "the room", "room", "all")


class CellError(LineError):
    """A cell that cannot be read: in which row and column."""

    def __init__(self, text: str, row: int, column: int | None) -> None:
        super().__init__(text)
        self.row = row
        self.column = column


class Draft(Struct, frozen=True):
    """What rows say: who, and the content of an entry line; `spans` tell which column stands where in it.

    `problem` is why it cannot be read. Without content it says nothing.
    """

    rows: tuple[Row, ...]
    target: Target
    content: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    problem: CellError | None = None

    def column_at(self, place: int) -> int | None:
        """Return the column that a place in the content came from."""
        return next((column for start, column in reversed(self.spans) if start <= place), None)


class Drafting:
    """Drafts the rows of a sheet.

    Args:
        book: The session before the file.
        step: The step that is imported into.
        sheet: The file.
        columns: What its columns mean.
        default: Who everything is from, and for which part, where no column says so; None where nobody said.
    """

    def __init__(self, book: Book, step: Step, sheet: Sheet, columns: Columns, default: Target | None = None) -> None:
        self._book, self._step, self._sheet, self._columns, self._default = book, step, sheet, columns, default
        self._choices = book.choices(step) if isinstance(step, Choice) else []
        self._numbers = {key(name): one.number for one in self._choices for name in (one.name, *one.aliases)}
        self._numbers |= {key(f"{one.number} {one.name}"): one.number for one in self._choices}
        self._above = ""

    def drafts(self) -> Iterator[Draft]:
        """Yield the rows in their order; counts of items that belong to one count are one draft."""
        if self._columns.having("item"):
            yield from self._counted()
            return
        for row in self._sheet.rows:
            try:
                self._refuse_broken(row)
                target = self._target(row)
                content, spans = self._content(row)
            except CellError as error:
                yield Draft((row,), Target("room"), problem=error)
            else:
                yield Draft((row,), target, content, spans)

    def _refuse_broken(self, row: Row) -> None:
        """Refuse a row where the file has no text in a cell that is used, or a cell too many."""
        for column, problem in row.problems.items():
            if column == WHOLE_ROW or self._columns.meanings[column].role != "none":
                raise CellError(problem, row.number, None if column == WHOLE_ROW else column)

    def _target(self, row: Row) -> Target:
        column = self._columns.only("part")
        part = self._default.part if self._default else 0
        if column is not None:
            try:
                part = part_number(self._book, self._step, row.cells[column], 0, 0)
            except LineError as error:
                raise CellError(str(error), row.number, column) from error
        return Target(self._voter(row), part, named=True)

    def _voter(self, row: Row) -> str:
        slip, who = self._columns.only("slip"), self._columns.only("who")
        if unit_of(self._step) == "facilitator" and self._columns.shape != "counts":
            return "facilitator"
        if slip is not None and row.cells[slip]:
            return f"slip:{self._number(row, slip)}"
        if unit_of(self._step) == "person" and self._columns.shape == "ballots":
            return NEXT_SLIP
        if who is None:
            return self._nobody_named(row)
        by_table = unit_of(self._step) == "group"
        if by_table and self._columns.shape == "answers":
            # Of merged cells only the first holds the table; a line without one is for the last one, too.
            self._above = row.cells[who] or self._above
        name = row.cells[who] or self._above
        if name:
            return self._named(row, who, name)
        if by_table and not isinstance(self._step, Act):
            raise CellError(self._book.words("no table is named here"), row.number, who)
        return "room"

    def _nobody_named(self, row: Row) -> str:
        if self._default is not None:
            return self._default.voter
        by_table = unit_of(self._step) == "group" and bool(self._book.state.groups)
        if by_table and self._columns.shape != "counts" and not isinstance(self._step, Act):
            raise CellError(self._book.words("no column says which table this is from"), row.number, None)
        return "room"

    def _named(self, row: Row, column: int, name: str) -> str:
        """Return the table that a cell names: by its name, or by its number, alone or after a word for table."""
        for group in self._book.state.groups.values():
            if same(self._book.group_name(group), name):
                return f"group:{group.number}"
        if key(name) in _ROOM:
            return "room"
        worded = _TABLE.fullmatch(name)
        digits = (worded[1] if worded else name).lstrip("0")
        if digits.isascii() and digits.isdigit() and len(digits) <= 6 and int(digits) in self._book.state.groups:
            return f"group:{digits}"
        raise CellError(self._book.words("There is no table called «{name}».", name=name[:60]), row.number, column)

    def _content(self, row: Row) -> tuple[str, tuple[tuple[int, int], ...]]:
        columns = self._columns
        if columns.shape == "answers":
            return self._answers(row)
        ballot = columns.only("ballot")
        if ballot is not None and row.cells[ballot]:
            return self._as_numbers(row.cells[ballot]), ((0, ballot),)
        cells = [(column, row.cells[column]) for column in columns.having("choice")]
        if not cells or (columns.shape == "counts" and not any(text for _, text in cells)):
            return "", ()
        if isinstance(self._step, Rank):
            return self._ranked(row, cells)
        read = self._grades if isinstance(self._step, Rate) else self._dots
        return _joined([(column, f"{columns.meanings[column].number}={given}")
                        for column, text in cells if (given := read(row, column, text))], " ", "-")  # fmt: skip

    def _answers(self, row: Row) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return a row's answers, or its one answer with fields, each in quotation marks."""
        fields = self._columns.having("field")
        given = [(column, row.cells[column]) for column in self._columns.having("answer")]
        if not any(row.cells[column] for column in (*fields, *(column for column, _ in given))):
            return "", ()
        if not fields:
            return _joined([(column, _literal(text)) for column, text in given if text], "; ")
        names = getattr(self._step, "fields", ())
        placed = {self._columns.meanings[column].field: column for column in fields}
        whole = [given[0][0], *(placed.get(name) for name in names[1:])]
        while whole[-1] is None or not row.cells[whole[-1]]:
            whole.pop()
        pairs = [(-1 if column is None else column, "" if column is None else _literal(row.cells[column]))
                 for column in whole]  # fmt: skip
        return _joined(pairs, " | ")

    def _as_numbers(self, text: str) -> str:
        """Return a ballot with the items' names as their numbers, where it is one of names, as forms export it."""
        if key(text) in self._numbers:
            return str(self._numbers[key(text)])
        for sign in (";", ",", "|"):
            names = [key(name) for name in text.split(sign) if name.strip()]
            if names and all(name in self._numbers for name in names):
                return " ".join(str(self._numbers[name]) for name in names)
        return text

    def _dots(self, row: Row, column: int, text: str) -> str:
        if key(text) in _NO:
            return ""
        return "1" if key(text) in _YES else str(self._number(row, column) or "")

    def _grades(self, row: Row, column: int, text: str) -> str:
        if not text or not isinstance(self._step, Rate):
            return ""
        for grade in self._step.scale.grades:
            if any(same(self._step.scale.label(grade, language), text) for language in languages()):
                return str(grade)
        if not all(sign.isdigit() or sign == "-" for sign in text):
            scale, words = self._step.scale, self._book.words
            problem = words("«{text}» is not a grade here; they go from {low} to {high}, - is no opinion.",
                            text=text[:60], low=scale.low, high=scale.high)  # fmt: skip
            raise CellError(problem, row.number, column)
        return text

    def _ranked(self, row: Row, cells: Sequence[tuple[int, str]]) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return a ranking from the place that each item was given; items with the same place are together."""
        places: dict[int, list[tuple[int, str]]] = {}
        for column, text in cells:
            if key(text) not in (*_NO, "0"):
                number_of = str(self._columns.meanings[column].number)
                places.setdefault(self._number(row, column), []).append((column, number_of))
        pairs = [(tied[0][0], "+".join(of for _, of in tied)) for _, tied in sorted(places.items())]
        return _joined(pairs, " ", "-")

    def _counted(self) -> Iterator[Draft]:
        """Yield one draft for each count, made of the rows that have its items."""
        rows: dict[Target, list[Row]] = {}
        for row in self._sheet.rows:
            try:
                self._refuse_broken(row)
                rows.setdefault(self._target(row), []).append(row)
            except CellError as error:
                yield Draft((row,), Target("room"), problem=error)
        for target, together in rows.items():
            try:
                content, spans = self._item_grades(together) if isinstance(self._step, Rate) else self._items(together)
            except CellError as error:
                yield Draft(tuple(together), target, problem=error)
            else:
                yield Draft(tuple(together), target, content, spans)

    def _items(self, rows: Sequence[Row]) -> tuple[str, tuple[tuple[int, int], ...]]:
        figures = self._columns.only("count") or 0
        return _joined([(figures, f"{self._item(row)}={self._number(row, figures)}")
                        for row in rows if row.cells[figures]], " ")  # fmt: skip

    def _item_grades(self, rows: Sequence[Row]) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return how many gave each grade, in the order of the list, which is how such a line is typed."""
        grades = self._columns.having("grade")
        given = {self._item(row): row for row in rows}
        sections = []
        for choice in self._choices:
            row = given.get(choice.number)
            if row is None:
                problem = self._book.words("no row has the figures of «{name}»", name=choice.name)
                raise CellError(problem, rows[0].number, None)
            counts = (str(self._number(row, column)) if row.cells[column] else "0" for column in grades)
            sections.append((grades[0], " ".join(counts)))
        return _joined(sections, " / ")

    def _item(self, row: Row) -> int:
        column = self._columns.only("item") or 0
        text = row.cells[column]
        found = self._numbers.get(key(text))
        if found is None and text.isascii() and text.isdigit():
            found = next((one.number for one in self._choices if str(one.number) == text), None)
        if found is None:
            words = self._book.words
            problem = words("There is no item «{name}» in this step.", name=text[:60])
            raise CellError(problem, row.number, column)
        return found

    def _number(self, row: Row, column: int) -> int:
        """Return the whole number in a cell; spaces between its thousands are no part of it."""
        text = row.cells[column]
        digits = "".join(text.split())
        if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
            words = self._book.words
            raise CellError(words("«{text}» is not a number here.", text=text[:60]), row.number, column)
        return int(digits)


def _literal(text: str) -> str:
    """Return text in quotation marks, as an entry line takes it as it stands; nothing stays nothing."""
    return '"' + text.replace('"', '""') + '"' if text else ""


def _joined(
    pairs: Sequence[tuple[int, str]], sign: str, empty: str = ""
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return texts as one, with the place where each column's begins."""
    content, spans = "", []
    for at, (column, text) in enumerate(pairs):
        content += sign if at else ""
        if column >= 0:
            spans.append((len(content), column))
        content += text
    return content or empty, tuple(spans)
