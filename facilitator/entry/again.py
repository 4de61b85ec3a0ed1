"""What was recorded in a step, as lines that can be edited and entered again: each corrects what it shows."""

from collections.abc import Iterator, Mapping, Sequence

from facilitator.agenda.model import Step
from facilitator.entry.vocabulary import typed
from facilitator.session.events import (
    BallotGiven,
    CountEntered,
    GradeCountsEntered,
    GradesGiven,
    RankingGiven,
    group_number,
)
from facilitator.steps.book import Book
from facilitator.steps.common import is_hidden
from facilitator.steps.line import quoted

_SLIP = "slip:"


def lines(book: Book, step: Step) -> list[str]:
    """Return a line for each entry of a step, the newest first of its kind; nothing of a hidden step.

    Args:
        book: The session, in the interface's language.
        step: The step.
    """
    if is_hidden(book, step):
        return []
    happened = book.happened(step)
    language = book.language
    found = [
        typed("fix", f"{_address(answer.voter)}{answer.item} = {_fields(answer.fields, answer.text)}", language)
        for answer in happened.standing
    ]
    found += [
        typed("fix", f"{action.item} = {_fields(action.fields, '')}", language)
        for action in happened.actions.values()
        if action.status != "withdrawn"
    ]
    found += _ballots(book, step)
    found += [
        typed("fix", f"n{note.number} = {quoted(note.text)}", language)
        for note in happened.notes.values()
        if not note.withdrawn
    ]
    return found[::-1]


def _address(voter: str) -> str:
    number = group_number(voter)
    if number is not None:
        return f"{number}: "
    if voter.startswith(_SLIP):
        return f"+{voter.removeprefix(_SLIP)}: "
    return "*: " if voter == "room" else ""


def _fields(fields: Mapping[str, str], text: str) -> str:
    return " | ".join(map(quoted, fields.values())) if fields else quoted(text)


def _ballots(book: Book, step: Step) -> Iterator[str]:
    """Give the ballots, counts, rankings and grades of a step, a line for each voter."""
    parts = len(book.parts(step))
    by_voter: dict[str, dict[int, object]] = {}
    for (part, voter), entry in book.happened(step).given.items():
        by_voter.setdefault(voter, {})[part] = entry
    for voter, entries in by_voter.items():
        told = {part: _content(book, step, entry) for part, entry in sorted(entries.items())}
        if len(told) == parts > 1 and all(told.values()):
            yield _address(voter) + " / ".join(told.values())
            continue
        for part, content in told.items():
            if content:
                address = _address(voter)
                yield (f"{address.rstrip(': ')}>{part}: " if part else address) + content


def _content(book: Book, step: Step, entry: object) -> str:
    match entry:
        case BallotGiven(spoiled=True) | RankingGiven(spoiled=True) | GradesGiven(spoiled=True):
            return "x"
        case BallotGiven(dots=dots):
            return " ".join(str(item) if count == 1 else f"{item}={count}" for item, count in dots) or "-"
        case CountEntered(dots=dots):
            return " ".join(f"{item}={count}" for item, count in dots) or "-"
        case RankingGiven(order=order):
            return " ".join("+".join(map(str, tied)) for tied in order) or "-"
        case GradesGiven(grades=grades):
            return " ".join(f"{item}={_row(row)}" for item, row in grades) or "-"
        case GradeCountsEntered(counts=counts):
            whole = [item for item, _ in counts] == [choice.number for choice in book.choices(step)]
            return " / ".join(" ".join(map(str, row)) for _, rows in counts for row in rows) if whole else ""
        case _:
            return ""


def _row(row: Sequence[int | None]) -> str:
    return "".join("-" if grade is None else str(grade) for grade in row)
