"""A session becomes a report: the same tallies as on the screen, in the order of the agenda."""

from collections.abc import Callable
from datetime import date

from facilitator.agenda.model import Act, Step, Talk
from facilitator.blocks import Base, Block, Bullets, Heading, Note, Para
from facilitator.report.model import Report, Section
from facilitator.session.state import State
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks, note_blocks


def build(book: Book) -> Report:
    """Return a session's report.

    Args:
        book: The session, in the report's language.
    """
    state, words = book.state, book.words
    sections = [_step(book, step) for step in state.agenda.steps if _worth(book, step)]
    return Report(
        title=state.agenda.title.of(book.language),
        subtitle="" if state.name == state.agenda.title.of(book.language) else state.name,
        language=book.language,
        facts=_facts(book),
        sections=(*_opening(book), *sections, _about(book, words("How it was counted"))),
    )


def _facts(book: Book) -> tuple[tuple[str, str], ...]:
    state, words = book.state, book.words
    facts = [(words("Date"), day_of(state, words.long_date))]
    if state.groups:
        count = len(state.active_groups)
        facts.append((words("Tables"), str(count)))
    if state.people is not None:
        facts.append((words("People"), str(state.people)))
    done = sum(state.status(step.id) == "done" for step in state.agenda.steps)
    total = len(state.agenda.steps)
    if not state.finished:
        facts.append((words("Progress"), words("{done} of {total} steps done", done=done, total=total)))
    return tuple(fact for fact in facts if fact[1])


def day_of(state: State, write: Callable[[date], str]) -> str:
    """Return the session's day as `write` writes it; as it stands where it is no date."""
    try:
        return write(date.fromisoformat(state.date))
    except ValueError:
        return state.date


def _opening(book: Book) -> list[Section]:
    """Return the section before the steps: the purpose, and what the file says of itself."""
    purpose = book.state.agenda.purpose.of(book.language)
    inner: list[Block] = [Para(purpose)] if purpose else []
    if book.state.note:
        inner.append(Note(book.state.note))
    return [Section("about", book.words("Purpose"), "", tuple(inner))] if inner else []


def _worth(book: Book, step: Step) -> bool:
    """Tell whether a step belongs in the report: where something was asked, or noted."""
    if isinstance(step, Talk):
        return bool(note_blocks(book, step))
    happened = book.happened(step)
    return happened.started is not None or happened.entries > 0


def _step(book: Book, step: Step) -> Section:
    words = book.words
    inner: list[Block] = []
    if book.state.status(step.id) == "running":
        inner.append(Note(words("This step was still running when the summary was written.")))
    inner += _counted(book, step)
    inner += note_blocks(book, step)
    return Section(step.id, step.title.of(book.language), step.prompt.of(book.language), tuple(inner))


def _counted(book: Book, step: Step) -> list[Block]:
    """Return a step's figures; the parts of ratings also one by one, and parts nobody filled in one line."""
    if isinstance(step, Talk):
        return []
    tally = book.tally(step)
    if step.kind == "rate" and tally.parted and not tally.hidden:
        inner = blocks(book, step)
        for part in range(1, len(tally.facets) + 1):
            inner += [block for block in blocks(book, step, part) if not isinstance(block, Base | Note)]
        return inner
    if step.kind != "collect" or not tally.parted:
        return blocks(book, step)
    filled: list[Block] = []
    empty: list[str] = []
    for part, facet in enumerate(tally.facets, 1):
        if facet.items:
            filled += blocks(book, step, part)
        else:
            empty.append(facet.facet)
    if empty:
        filled += [Heading(book.words("No answers"), 3), Bullets(empty)]
    return filled


def _about(book: Book, title: str) -> Section:
    """Return how the figures came about, and what is missing."""
    state, words = book.state, book.words
    said = [
        words("Every figure is counted from what was recorded in the room; equal counts share a place."),
        words("A table that gave no answer is not counted as a no."),
    ]
    skipped = [
        step.title.of(book.language)
        for step in state.agenda.steps
        if not isinstance(step, Talk) and not _worth(book, step)
    ]
    if skipped:
        said.append(words("Not done: {names}.", names=words.listed(skipped)))
    actions = [step for step in state.agenda.steps if isinstance(step, Act)]
    missing = sum(
        not action.fields.get("who") or not action.fields.get("when")
        for step in actions
        for action in book.happened(step).actions.values()
        if action.status == "open"
    )
    if missing:
        said.append(words.n("{count} action has no name or no date.", "{count} actions have no name or no date.",
                            missing))  # fmt: skip
    if state.unread:
        said.append(words("{count} entries were written by a newer version and are not shown.", count=state.unread))
    said.append(words("Something wrong? Tell whoever led the day; it can be corrected and sent again."))
    return Section("method", title, "", (Bullets(said),))
