"""What a report says besides the steps: what came out, what was decided, what was parked, said and noted."""

from collections.abc import Iterator

from facilitator.agenda.model import Step, Talk
from facilitator.blocks import Bullets, Para, Quotes
from facilitator.report.findings import findings
from facilitator.report.model import Section
from facilitator.session.state import StepNote
from facilitator.steps.book import Book


def results(book: Book) -> list[Section]:
    """Return what a reader wants first: the findings, and the decisions with what goes on and why."""
    words = book.words
    found = findings(book)
    decided = [line(book, step, note) for step, note in notes(book, "decide")]
    for step in book.state.agenda.steps:
        decided += [f"{said} ({step.title.of(book.language)})" for said in kept_lines(book, step)]
    sections = [Section("results", words("What came out"), "", (Bullets(found),))] if found else []
    return sections + ([Section("decided", words("Decided"), "", (Bullets(decided),))] if decided else [])


def remarks(book: Book) -> list[Section]:
    """Return what was said beside the steps: parked questions, quotes, notes."""
    words = book.words
    parked = [line(book, step, note) for step, note in notes(book, "park")]
    said = [(note.text, source(book, step, note)) for step, note in notes(book, "quote")]
    # Notes of steps that have a section stand there; these are of talks and breaks.
    noted = [line(book, step, note) for step, note in notes(book, "note") if isinstance(step, Talk)]
    sections = [Section("parked", words("Questions for later"), "", (Bullets(parked),))] if parked else []
    sections += [Section("said", words("Said in the room"), "", (Quotes(said),))] if said else []
    return sections + ([Section("noted", words("Noted along the way"), "", (Bullets(noted),))] if noted else [])


def facts(book: Book) -> list[tuple[str, str]]:
    """Return where the day was, who was invited and who came, as the facilitator told it; empty where she did not."""
    words, told = book.words, book.state.own.told
    named = ((words("Place"), "place"), (words("Invited"), "invited"), (words("Came"), "came"))
    return [(name, told.get(what, "")) for name, what in named]


def closing(book: Book) -> list[Section]:
    """Return the facilitator's closing word; nothing where there is none."""
    said = book.state.own.told.get("closing", "")
    return [Section("closing", book.words("The facilitator's closing word"), "", (Para(said),))] if said else []


def notes(book: Book, form: str) -> Iterator[tuple[Step, StepNote]]:
    """Give the notes of one form that stand, each with its step."""
    for step in book.state.agenda.steps:
        for note in book.happened(step).notes.values():
            if note.form == form and not note.withdrawn:
                yield step, note


def line(book: Book, step: Step, note: StepNote) -> str:
    """Return a note with who said it and where."""
    return f"{note.text} ({source(book, step, note)})"


def source(book: Book, step: Step, note: StepNote) -> str:
    """Return who said something, where that is known, and in which step."""
    title = step.title.of(book.language)
    return f"{book.voter_name(note.voter)}, {title}" if note.voter else title


def kept_lines(book: Book, step: Step) -> Iterator[str]:
    """Give what goes on from a step, with the reason: one line for each reason."""
    kept = book.happened(step).kept
    if not kept or book.tally(step).hidden:
        return
    names = {item.number: item.item for item in book.tally(step).facet_items()}
    for reason in dict.fromkeys(kept.values()):
        going = [names[number] for number, why in kept.items() if why == reason and number in names]
        if going:
            said = book.words.n("{names} goes on", "{names} go on", len(going), names=book.words.listed(going))
            yield f"{said}: {reason}" if reason else said
