"""What was given in a session, row by row: who gave what, when, and how it came in. Only what counts now."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, assert_never

from msgspec import Struct

from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Choice, Rate, Step
from facilitator.report.names import code_word
from facilitator.report.summary import Summary
from facilitator.session.events import (
    ActionRecorded,
    BallotGiven,
    CountEntered,
    EntryMoved,
    GradeCountsEntered,
    GradesGiven,
    NoteKept,
    RankingGiven,
)
from facilitator.session.record import Record
from facilitator.session.state import Given
from facilitator.steps.book import Choice as ListedChoice
from facilitator.steps.talk import form_name
from facilitator.words import Words


class GivenRow(Struct, frozen=True):
    """One thing that was given: an answer, an item's dots on a ballot, a grade, an action, a note.

    `value` is a number that belongs to it: dots, the place on a ranking, a grade, how many gave a grade.
    """

    step: int
    title: str
    part: str
    who: str
    form: str
    number: int | None
    text: str
    value: int | None
    details: str
    origin: str
    at: datetime | None


class _Source(Struct, frozen=True):
    """When something came in, and how."""

    at: datetime | None = None
    origin: str = ""


def rows(summary: Summary) -> list[GivenRow]:
    """Return what was given in every step, in the order of the agenda; of a hidden step only what is no ballot.

    Args:
        summary: The session.
    """
    return [row for step in summary.book.state.agenda.steps for row in _Reader(summary, step).rows()]


class _Reader:
    """Reads one step."""

    def __init__(self, summary: Summary, step: Step) -> None:
        self._book = summary.book
        self._step = step
        self._happened = self._book.happened(step)
        self._parts = self._book.parts(step)
        self._names = {choice.number: choice.name for choice in self._choices()}
        self._origins = {record["id"]: record.get("origin", "") for record in summary.records}
        self._sources = self._found(self._book.state.history)

    def rows(self) -> Iterator[GivenRow]:
        """Give answers, then ballots and counts, actions and notes."""
        yield from self._answers()
        if not self._book.tally(self._step).hidden:
            for (part, voter), entry in self._happened.given.items():
                yield from self._entry(entry, part, voter)
        yield from self._actions()
        yield from self._notes()

    def _choices(self) -> list[ListedChoice]:
        return self._book.choices(self._step) if isinstance(self._step, Choice) else []

    def _answers(self) -> Iterator[GivenRow]:
        words = self._book.words
        for answer in self._happened.standing:
            source = _Source(answer.at, self._origins.get(answer.id, ""))
            details = self._labelled(answer.fields, answer.text)
            yield self._row(words("answer"), answer.voter, answer.part, source, answer.item, answer.text, None, details)
        for part, voter in sorted(self._happened.nothing):
            yield self._row(words("nothing to add"), voter, part, _Source())

    def _entry(self, entry: Given, part: int, voter: str) -> Iterator[GivenRow]:
        words = self._book.words
        source = self._sources.get((part, voter), _Source())
        if getattr(entry, "spoiled", False):
            yield self._row(words("spoiled"), voter, part, source)
            return
        filled = False
        for form, at, number, value, details in self._values(entry, part):
            filled = True
            yield self._row(form, voter, at, source, number, self._names.get(number, ""), value, details)
        if not filled:
            yield self._row(words("blank"), voter, part, source)

    def _actions(self) -> Iterator[GivenRow]:
        words = self._book.words
        for action in self._happened.actions.values():
            if action.status != "withdrawn":
                source = _Source(action.at, self._sources.get(action.item, _Source()).origin)
                what = action.fields.get("what", "")
                told = (self._labelled(action.fields, what), code_word(action.status, words))
                details = "; ".join(filter(None, told))
                yield self._row(words("action"), action.voter, 0, source, action.item, what, None, details)

    def _notes(self) -> Iterator[GivenRow]:
        for note in self._happened.notes.values():
            if not note.withdrawn:
                source = _Source(note.at, self._sources.get(f"n{note.number}", _Source()).origin)
                yield self._row(form_name(self._book, note.form), note.voter or "", 0, source, None, note.text)

    def _row(
        self, form: str, voter: str, part: int, source: _Source, number: int | None = None, text: str = "",
        value: int | None = None, details: str = "",
    ) -> GivenRow:  # fmt: skip
        book = self._book
        return GivenRow(
            step=book.state.agenda.number(self._step.id),
            title=self._step.title.of(book.language),
            part=self._parts[part - 1] if 0 < part <= len(self._parts) else "",
            who=book.voter_name(voter) if voter else "",
            form=form,
            number=number,
            text=text,
            value=value,
            details=details,
            origin=_origin(source.origin, book.words),
            at=source.at,
        )

    def _values(self, entry: Given, part: int) -> Iterator[tuple[str, int, int, int, str]]:
        """Give form, part, item, value and details of everything in an entry."""
        words = self._book.words
        match entry:
            case BallotGiven():
                yield from ((words("ballot"), part, number, dots, "") for number, dots in entry.dots)
            case CountEntered():
                yield from ((words("count"), part, number, dots, "") for number, dots in entry.dots)
            case RankingGiven():
                place = 1
                for tied in entry.order:
                    yield from ((words("ranking"), part, number, place, "") for number in tied)
                    place += len(tied)
            case GradesGiven():
                for number, grades in entry.grades:
                    for at, grade in enumerate(grades, 1):
                        if grade is not None:
                            yield words("grade"), at, number, grade, ""
            case GradeCountsEntered():
                for number, counts in entry.counts:
                    for at, by_grade in enumerate(counts, 1):
                        for index, count in enumerate(by_grade):
                            yield words("count"), at, number, count, self._grade(index)
            case _:
                assert_never(entry)

    def _grade(self, index: int) -> str:
        """Return what a grade is called, counted from 0 at the lowest."""
        if not isinstance(self._step, Rate):
            return ""
        scale = self._step.scale
        label = scale.label(scale.low + index, self._book.language) if index < len(scale.grades) else str(index)
        return self._book.words("grade {grade}", grade=label)

    def _labelled(self, fields: Mapping[str, str], known: str) -> str:
        """Return fields with their labels, without the one that says what is known already."""
        language = self._book.language
        told = [f"{field_label(name, language)}: {value}" for name, value in fields.items() if value and value != known]
        return "; ".join(told)

    def _found(self, history: list[Record]) -> Mapping[Any, _Source]:
        """Return where ballots, actions and notes of this step came from: the last event that gave each."""
        found: dict[Any, _Source] = {}
        for record in history:
            event = record.event
            if event is None or getattr(event, "step", None) != self._step.id:
                continue
            source = _Source(record.at, self._origins.get(record.id, ""))
            match event:
                case EntryMoved():
                    found[event.part, event.to] = found.get((event.part, event.voter), source)
                case BallotGiven() | CountEntered():
                    found[event.part, event.voter] = source
                case RankingGiven() | GradesGiven() | GradeCountsEntered():
                    found[0, event.voter] = source
                case ActionRecorded():
                    found[event.item] = source
                case NoteKept():
                    found[f"n{event.number}"] = source
                case _:
                    pass
        return found


def _origin(code: str, words: Words) -> str:
    """Return how something came in, in words; a code this version does not know as it stands."""
    known = {
        "table": words("said at a table"),
        "hands": words("counted in the room"),
        "paper": words("written on paper"),
        "import": words("from a file"),
    }
    return known.get(code, code)
