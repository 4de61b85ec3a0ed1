"""A session becomes a report: what came out of it, then the same tallies as on the screen, step by step."""

from collections.abc import Callable, Set
from datetime import date

from facilitator.agenda.model import Act, Collect, Merge, Step, Talk
from facilitator.blocks import Block, Bullets, Heading, Note, Para
from facilitator.report import beside, times
from facilitator.report.headline import headline
from facilitator.report.model import Report, Section
from facilitator.report.reader import for_reader, question
from facilitator.session.state import Group, State
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks, late_note
from facilitator.text import sentence


def build(book: Book, without: Set[str] = frozenset()) -> Report:
    """Return a session's report: what came out of it first, then step by step, last what was said beside it.

    Args:
        book: The session, in the report's language.
        without: The ids of steps that nothing may be told of.
    """
    state = book.state
    worth = [step for step in state.agenda.steps if step.id not in without and _worth(book, step)]
    actions = [_step(book, step) for step in worth if isinstance(step, Act)]
    sections = [_step(book, step) for step in worth if not isinstance(step, Act)]
    return Report(
        title=state.agenda.title.of(book.language),
        subtitle="" if state.name == state.agenda.title.of(book.language) else state.name,
        language=book.language,
        facts=_facts(book),
        sections=(
            *_opening(book),
            *beside.results(book),
            *actions,
            *sections,
            *beside.remarks(book),
            *beside.closing(book),
            *times.section(book),
            _about(book, book.words("How it was counted"), without),
        ),
        day=_day(state),
    )


def _facts(book: Book) -> tuple[tuple[str, str], ...]:
    state, words = book.state, book.words
    facts = [(words("Date"), day_of(state, words.long_date)), *beside.facts(book)]
    if state.groups_heard:
        facts.append((words("Tables"), _tables(book)))
    if state.people is not None:
        facts.append((words("People"), str(state.people)))
    done = sum(state.status(step.id) == "done" for step in state.agenda.steps)
    total = sum(not state.is_out(step.id) for step in state.agenda.steps)
    if not state.finished:
        facts.append((words("Progress"), words("{done} of {total} steps done", done=done, total=total)))
    return tuple(fact for fact in facts if fact[1])


def _tables(book: Book) -> str:
    """Return how many tables took part, what they are called, how many sat at each, and which left before the end."""
    words, heard = book.words, book.state.groups_heard
    counted = [group.people for group in heard if group.people is not None]
    said = str(len(heard))
    if any(group.name for group in heard) or 0 < len(counted) < len(heard):
        said += ": " + ", ".join(_named(group) for group in heard)
    elif len(counted) == 1:
        said += f" ({words.n('{count} person', '{count} people', counted[0])})"
    elif counted:
        said += f" ({words('{counts} people', counts=words.listed(list(map(str, counted))))})"
    gone = [book.group_name(group) for group in heard if not group.active]
    return said + (" · " + words("left early: {names}", names=words.listed(gone)) if gone else "")


def _named(group: Group) -> str:
    name = group.name or str(group.number)
    return name if group.people is None else f"{name} ({group.people})"


def day_of(state: State, write: Callable[[date], str]) -> str:
    """Return the session's day as `write` writes it; as it stands where it is no date."""
    day = _day(state)
    return state.date if day is None else write(day)


def _day(state: State) -> date | None:
    try:
        return date.fromisoformat(state.date)
    except ValueError:
        return None


def _opening(book: Book) -> list[Section]:
    """Return the section before the steps: the purpose, and what the file says of itself."""
    purpose = book.state.agenda.purpose.of(book.language)
    inner: list[Block] = [Para(purpose)] if purpose else []
    if book.state.note:
        inner.append(Note(book.state.note))
    return [Section("about", book.words("Purpose"), "", tuple(inner))] if inner else []


def _worth(book: Book, step: Step) -> bool:
    """Tell whether a step has a section of its own: where something was asked. Talk and breaks have none.

    Answers that were read back and joined stand once: where they are joined.
    """
    return _was_held(book, step) and _joined_in(book, step) is None


def _was_held(book: Book, step: Step) -> bool:
    happened = book.happened(step)
    return not isinstance(step, Talk) and (happened.started is not None or happened.entries > 0)


def _step(book: Book, step: Step) -> Section:
    words = book.words
    inner: list[Block] = []
    if book.state.status(step.id) == "running":
        inner.append(Note(words("This step was still running when the summary was written.")))
    inner += for_reader(_counted(book, step), words)
    noted = [note.text for note in book.happened(step).notes.values() if note.form == "note" and not note.withdrawn]
    if noted:
        inner += [Heading(words("Noted"), 3), Bullets(noted)]
    # A list that was read back is the answers to what was asked before it.
    asked = _asked(book, step)
    if asked is not step:
        inner += for_reader(late_note(book, asked), words)
    title, lead = asked.title.of(book.language), question(asked.prompt.of(book.language))
    return Section(step.id, title, "" if lead == title else lead, tuple(inner), headline(book, step))


def _asked(book: Book, step: Step) -> Step:
    """Return the step whose question a section answers: of a list that was joined from one step, that step."""
    if isinstance(step, Merge):
        joined = [other for other in book.state.agenda.steps if _joined_in(book, other) is step]
        if len(joined) == 1:
            return joined[0]
    return step


def _counted(book: Book, step: Step) -> list[Block]:
    """Return a step's figures; parts of answers that nobody filled in stand in one line."""
    tally = book.tally(step)
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
        filled.append(Para(sentence(book.words("No answers: {names}.", names=book.words.listed(empty)))))
    return filled


def _joined_in(book: Book, step: Step) -> Merge | None:
    """Return the step that read back all of a step's answers, if the room has been in it."""
    if not isinstance(step, Collect) or book.tally(step).parted:
        return None
    for later in book.state.agenda.steps:
        whole = isinstance(later, Merge) and any(
            source.step == step.id and source.first is None for source in later.sources
        )
        if isinstance(later, Merge) and whole and book.happened(later).started is not None:
            return later
    return None


def _about(book: Book, title: str, without: Set[str]) -> Section:
    """Return how the figures came about, and what is missing."""
    state, words = book.state, book.words
    said = [
        words("Every figure is counted from what was recorded in the room; equal counts share a place."),
        words("A table that gave no answer is not counted as a no."),
    ]
    skipped = [
        step.title.of(book.language)
        for step in state.agenda.steps
        if step.id not in without and not isinstance(step, Talk) and not _was_held(book, step)
    ]
    if skipped:
        said.append(sentence(words("Not done: {names}.", names=words.listed(skipped))))
    added = [
        step.title.of(book.language)
        for step in state.agenda.steps
        if step.id not in without and not state.is_planned(step.id) and _was_held(book, step)
    ]
    if added:
        said.append(sentence(words("Asked without being planned: {names}.", names=words.listed(added))))
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
