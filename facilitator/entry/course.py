"""The course of a session: starting a step, freezing its list, leaving it."""

from facilitator.agenda.changing import Need, needs_of
from facilitator.agenda.model import Choice, Collect, Source, Step, facets_of, sources_of
from facilitator.session.events import Event, Left, ListFrozen, Started
from facilitator.steps.book import Book
from facilitator.steps.line import LineError, Reading


def freeze(book: Book, step: Step) -> tuple[Event, ...]:
    """Return the event that holds a step's list as it stands now; none where the agenda holds it already."""
    from_steps = bool(sources_of(step)) and isinstance(step, Choice)
    parts = isinstance(facets_of(step), Source)
    if not from_steps and not parts:
        return ()
    items = [choice.frozen() for choice in book.live_choices(step)] if from_steps else []
    return (ListFrozen(step=step.id, items=items, parts=[part.document() for part in book.parts_to_freeze(step)]
                       if parts else []),)  # fmt: skip


def freeze_if_needed(book: Book, step: Step) -> tuple[Event, ...]:
    """Return what must be recorded before the first entry of a step, so that its numbers never move."""
    happened = book.happened(step)
    if happened.items is not None or happened.parts:
        return ()
    return freeze(book, step) if isinstance(step, Choice | Collect) else ()


def start(book: Book, step: Step) -> Reading:
    """Return what starting a step records: the one before is left, its list is frozen.

    A step that was started, and whose list has changed since, takes in the change first.
    """
    words = book.words
    state = book.state
    number = state.agenda.number(step.id)
    title = step.title.of(book.language)
    if book.happened(step).started is not None and book.changed_since_frozen(step):
        return Reading(freeze(book, step), words("Takes in the changed list."), replaces=True)
    if state.current == step.id:
        return Reading(problem=words("Step {number} is running.", number=number))
    left: tuple[Event, ...] = (Left(step=state.current),) if state.current else ()
    frozen = freeze(book, step) if book.happened(step).started is None else ()
    if frozen and book.happened(step).items is not None and not book.changed_since_frozen(step):
        frozen = ()
    says = words("Starts step {number}: {title}", number=number, title=title)
    lacking = tuple(words("Step {number}, which its list comes from, is left out, and nothing is in it.",
                          number=state.agenda.number(need.step)) for need in empty_sources(book, step))  # fmt: skip
    return Reading((*left, Started(step=step.id), *frozen), says, warnings=lacking)


def empty_sources(book: Book, step: Step) -> list[Need]:
    """Return what a step needs of steps that are left out today and hold nothing."""
    state = book.state
    return [need for need in needs_of(step) if state.is_out(need.step)
            and not book.tally(state.agenda.step(need.step)).facet_items()]  # fmt: skip


def step_named(book: Book, name: str, offset: int = 0) -> Step:
    """Return the step that somebody means by its number, or by its id.

    Raises:
        LineError: there is none.
    """
    found = book.state.agenda.named(name)
    if found is None:
        last = max(number for number, _ in book.state.agenda.numbered)
        raise LineError(book.words("There are steps 1 to {last}.", last=last), offset)
    return found


def leave_last(book: Book) -> Reading:
    """Return what ends the session's last step."""
    current = book.state.current
    if current is None:
        return Reading(problem=book.words("No step is running."))
    return Reading((Left(step=current),), book.words("The last step is done."))
