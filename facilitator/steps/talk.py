"""talk: tell, check in, break. Nothing is counted; what is worth remembering is a note."""

from facilitator.agenda.model import Talk
from facilitator.session.events import Event, NoteForm, NoteKept
from facilitator.steps.book import Book
from facilitator.steps.line import Call, LineError, Reading, pieces, short
from facilitator.text import clean


def read(call: Call, step: Talk) -> Reading:
    """Read notes of a talk step.

    Raises:
        LineError: there is nothing to note.
    """
    return noted(call, step.id, "note", said_by=call.target.voter if call.target.named else None)


def noted(call: Call, step_id: str, form: NoteForm, said_by: str | None) -> Reading:
    """Read notes of any form: note, park, quote, decide.

    Args:
        call: The line.
        step_id: The step that the notes belong to.
        form: Which form they have.
        said_by: Who said it, where somebody is named.

    Raises:
        LineError: there is nothing to note, or nobody who could have said it.
    """
    words = call.book.words
    if said_by is not None and said_by.startswith("slip"):
        raise LineError(words("Slips are for votes; here write {example}.", example="*: …"))
    texts = [clean(" | ".join(piece.text for piece in answer)) for answer in pieces(call.content, call.offset)]
    texts = [text for text in texts if text]
    if not texts:
        raise LineError(words("There is nothing to note."), call.offset, call.offset)
    happened = call.book.state.steps.get(step_id)
    first = (happened.highest_note if happened else 0) + 1
    events: list[Event] = [
        NoteKept(step=step_id, number=number, text=text, form=form, voter=said_by)
        for number, text in enumerate(texts, first)
    ]
    says = form_name(call.book, form) + ": " + "; ".join(short(text) for text in texts)
    details = (call.book.voter_name(said_by),) if said_by else ()
    return Reading(tuple(events), says, details)


def form_name(book: Book, form: str) -> str:
    """Return what a form of note is called."""
    words = book.words
    match form:
        case "park":
            return words("Parked")
        case "quote":
            return words("Quote")
        case "decide":
            return words("Decision")
        case _:
            return words("Note")
