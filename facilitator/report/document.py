"""A session as JSON-ready data, in the shape of docs/json.md."""

from typing import Any

from facilitator.agenda.model import Step, Talk
from facilitator.steps.book import Book
from facilitator.tally import document as tally_document

SCHEMA = 1


def document(book: Book, reveal: bool = False) -> dict[str, Any]:
    """Return a session as JSON-ready data, in the shape of docs/json.md.

    Args:
        book: The session.
        reveal: Show the figures of hidden steps.
    """
    state = book.state
    return {
        "schema": SCHEMA,
        "id": state.session,
        "name": state.name,
        "title": state.agenda.title.of(book.language),
        "date": state.date,
        "series": state.series or None,
        "language": state.language,
        "groups": [
            {"number": group.number, "name": book.group_name(group), "people": group.people, "active": group.active}
            for group in sorted(state.groups.values(), key=lambda group: group.number)
        ],
        "people": state.people,
        "steps": [_step(book, number, step, reveal) for number, step in state.agenda.numbered],
    }


def _step(book: Book, number: int, step: Step, reveal: bool) -> dict[str, Any]:
    return {
        "number": number,
        "id": step.id,
        "kind": step.kind,
        "title": step.title.of(book.language),
        "status": book.state.status(step.id),
        **({"left_out": True} if book.state.is_out(step.id) else {}),
        "tally": None if isinstance(step, Talk) else tally_document(book.tally(step), reveal),
    }
