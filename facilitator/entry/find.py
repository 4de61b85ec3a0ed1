"""Finding what was said in a session: by any words, and by who said it."""

from collections.abc import Iterator

from msgspec import Struct

from facilitator.agenda.model import Step
from facilitator.session.state import StepState
from facilitator.steps.book import Book
from facilitator.steps.talk import form_name
from facilitator.text import clean, key


class Hit(Struct, frozen=True):
    """Something that was said: in which step, by whom (may be empty), the words, what it is if no answer, and which."""

    step: Step
    who: str
    text: str
    form: str = ""
    number: int = 0


def find(book: Book, query: str) -> list[Hit]:
    """Return what was said that holds every word of a query, in the order of the steps.

    Args:
        book: The session.
        query: Words, upper and lower case alike; `3: words` or `Norra: words` finds only what that table said. Nothing
            finds everything.
    """
    who, colon, words = clean(query).partition(":")
    voter = _voter(book, who.strip()) if colon else None
    wanted = key(words if voter else clean(query)).split()
    return [
        hit
        for step in book.state.agenda.steps
        for said_by, hit in _said(book, step, book.happened(step))
        if voter in (None, said_by) and all(word in key(hit.text) for word in wanted)
    ]


def _voter(book: Book, who: str) -> str | None:
    """Return the voter that an address names; None where it names nobody, so that the colon is part of the words."""
    for group in book.state.groups.values():
        if who in (str(group.number), *([group.name] if group.name else [])) or key(who) == key(book.group_name(group)):
            return f"group:{group.number}"
    return {"*": "room"}.get(who)


def _said(book: Book, step: Step, happened: StepState) -> Iterator[tuple[str | None, Hit]]:
    words = book.words
    for answer in happened.standing:
        text = " | ".join(answer.fields.values()) if answer.fields else answer.text
        yield answer.voter, Hit(step, book.voter_name(answer.voter), text, number=answer.item)
    for number, action in happened.actions.items():
        if action.status != "withdrawn":
            yield action.voter, Hit(step, "", " | ".join(action.fields.values()), words("action"), number)
    for join in happened.joins:
        if join.name:
            yield None, Hit(step, "", join.name, words("joined"), min(join.members))
    for name in happened.names.values():
        yield None, Hit(step, "", name, words("renamed"))
    for note in happened.notes.values():
        if not note.withdrawn:
            who = book.voter_name(note.voter) if note.voter else ""
            yield note.voter, Hit(step, who, note.text, form_name(book, note.form))
