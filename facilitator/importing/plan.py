"""What a file would record: each row read as a typed line is, one after another, before anything is on the disk."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from facilitator.agenda.model import Step
from facilitator.entry.read import read_entry
from facilitator.importing.draft import CellError, Draft, Drafting
from facilitator.importing.meaning import Columns
from facilitator.importing.sheet import Row, Sheet
from facilitator.session.events import Event
from facilitator.session.fold import apply
from facilitator.session.record import EventError, decode, encode
from facilitator.steps.book import Book
from facilitator.steps.kinds import open_book
from facilitator.steps.line import LineError, Reading, Target, ranges
from facilitator.words import Words

Fate = Literal["recorded", "refused", "known", "empty"]
_NOTHING = Reading()
_LONG_AGO = datetime.min.replace(year=1970, tzinfo=UTC)


class Outcome(Struct, frozen=True):
    """What becomes of a row, or of rows that are one count: what it records, or why not and in which column.

    `row` is the row that a problem is in. `known` rows were recorded from a file before; `empty` ones say nothing.
    """

    fate: Fate
    rows: tuple[Row, ...]
    reading: Reading = _NOTHING
    problem: str = ""
    row: int = 0
    column: str = ""
    mark: str = ""


class Plan(Struct, frozen=True):
    """What a file would record in a step."""

    outcomes: tuple[Outcome, ...]

    def having(self, *fates: Fate) -> list[Outcome]:
        """Return the outcomes of a kind, in the order of the file."""
        return [outcome for outcome in self.outcomes if outcome.fate in fates]

    def rows(self, fate: Fate) -> int:
        """Return how many rows have a fate."""
        return sum(len(outcome.rows) for outcome in self.having(fate))

    @property
    def replacing(self) -> list[Outcome]:
        """What would take the place of something that was given before."""
        return [outcome for outcome in self.having("recorded") if outcome.reading.replaces]

    @property
    def events(self) -> list[Event]:
        """What is recorded, as one command."""
        return [event for outcome in self.having("recorded") for event in outcome.reading.events]

    @property
    def marks(self) -> list[str]:
        """Which row each event comes from, in the order of `events`."""
        return [outcome.mark for outcome in self.having("recorded") for _ in outcome.reading.events]


class Scratch:
    """A copy of a session in the memory, where rows are tried: the original is not touched, on any thread.

    Args:
        book: The session as it stands.
        step: The step that is imported into.
    """

    def __init__(self, book: Book, step: Step) -> None:
        state = book.state
        self._state = replace(
            state,
            steps={**state.steps, step.id: deepcopy(book.happened(step))},
            history=[],
            appearances=list(state.appearances),
            current=None,
        )
        self._words = book.words
        self._count = 0
        self.step = step
        self.known = {record.row for record in state.history if record.row}

    @property
    def book(self) -> Book:
        """The session with all rows so far."""
        return open_book(self._state, self._words)

    def take(self, events: Sequence[Event]) -> None:
        """Take events in, as if they were recorded.

        Raises:
            EventError: the log could not hold them.
        """
        documents = []
        for event in events:
            self._count += 1
            documents.append(encode(event, self._count, f"row {self._count}", "import", _LONG_AGO))
        for record in [decode(document) for document in documents]:
            apply(self._state, record)
        self._state.history.clear()


def plan(
    scratch: Scratch,
    sheet: Sheet,
    columns: Columns,
    default: Target | None = None,
    tell: Callable[[int], None] = lambda rows: None,
) -> Plan:
    """Return what a file would record in a step.

    Args:
        scratch: A copy of the session, made for this.
        sheet: The file.
        columns: What its columns mean.
        default: Who everything is from, and for which part, where no column says so.
        tell: Called with how many rows are read; what it raises ends the planning.
    """
    drafting = Drafting(scratch.book, scratch.step, sheet, columns, default)
    seen: Counter[str] = Counter()
    outcomes: list[Outcome] = []
    done = 0
    for draft in drafting.drafts():
        outcomes.append(_outcome(scratch, sheet, draft, seen))
        done += len(draft.rows)
        tell(done)
    return Plan(tuple(sorted(outcomes, key=lambda outcome: outcome.rows[0].number)))


def told(outcome: Outcome, book: Book) -> str:
    """Return an outcome as a line: which row, and what it records, or why not."""
    words = book.words
    numbers = ranges([row.number for row in outcome.rows])
    if outcome.fate == "refused":
        where = words("row {row}, column {column}", row=outcome.row, column=outcome.column)
        if not outcome.column:
            where = words("row {row}", row=outcome.row)
        said = f"{where}: {outcome.problem}"
        others = [row.number for row in outcome.rows if row.number != outcome.row]
        return f"{said} " + words("(and with it rows {rows})", rows=ranges(others)) if others else said
    where = words("row {row}", row=numbers) if len(outcome.rows) == 1 else words("rows {rows}", rows=numbers)
    if outcome.fate == "known":
        return f"{where}: " + words("is recorded already, from a file")
    if outcome.fate == "empty":
        return f"{where}: " + words("says nothing")
    reading = outcome.reading
    said = " ".join(part for part in (reading.says, *reading.details, *reading.warnings) if part)
    return f"{where}: {said}"


def counted(planned: Plan, words: Words, is_recorded: bool) -> str:
    """Return how many rows have which fate, as a sentence.

    Args:
        planned: What became of the rows, or would.
        words: The interface's language.
        is_recorded: Whether they are recorded; else they would be.
    """
    rows = planned.rows
    if is_recorded:
        said = [words.n("{count} row is recorded", "{count} rows are recorded", rows("recorded"))]
    else:
        said = [words.n("{count} row would be recorded", "{count} rows would be recorded", rows("recorded"))]
    replacing = sum(len(outcome.rows) for outcome in planned.replacing)
    if replacing:
        said.append(words.n("{count} of them replaces what was given before",
                            "{count} of them replace what was given before", replacing))  # fmt: skip
    if rows("known"):
        said.append(words.n("{count} is recorded already", "{count} are recorded already", rows("known")))
    if rows("empty"):
        said.append(words.n("{count} says nothing", "{count} say nothing", rows("empty")))
    said.append(words.n("{count} cannot be read", "{count} cannot be read", rows("refused")))
    return ", ".join(said) + "."


def _outcome(scratch: Scratch, sheet: Sheet, draft: Draft, seen: Counter[str]) -> Outcome:
    if draft.problem is not None:
        return _refused(sheet, draft, draft.problem)
    if not draft.content:
        return Outcome("empty", draft.rows)
    mark = _mark(scratch.step, draft, seen)
    if mark in scratch.known:
        return Outcome("known", draft.rows)
    try:
        reading = read_entry(scratch.book, scratch.step, draft.target, draft.content)
        scratch.take(reading.events)
    except LineError as error:
        problem = CellError(str(error), draft.rows[0].number, draft.column_at(error.start))
        return _refused(sheet, draft, problem)
    except EventError as error:
        return _refused(sheet, draft, CellError(str(error), draft.rows[0].number, None))
    return Outcome("recorded", draft.rows, reading, mark=mark)


def _refused(sheet: Sheet, draft: Draft, error: CellError) -> Outcome:
    column = "" if error.column is None else sheet.label(error.column)
    return Outcome("refused", draft.rows, problem=str(error), row=error.row, column=column)


def _mark(step: Step, draft: Draft, seen: Counter[str]) -> str:
    """Return what a row is known by when it comes again: what it says, and which of several such rows it is.

    Neither the file's name nor the place in it counts, so that a file with more rows than before adds only those.
    """
    said = json.dumps([step.id, draft.target.voter, draft.target.part, draft.content,
                       *([*row.cells] for row in draft.rows)])  # fmt: skip
    seen[said] += 1
    return sha256(f"{seen[said]} {said}".encode()).hexdigest()[:24]
