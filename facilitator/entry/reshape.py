"""Commands that change the agenda while the day goes on: leave out, take in, put elsewhere, reword, remove."""

import re
from collections.abc import Sequence

from facilitator.agenda import changing
from facilitator.agenda.changing import Need
from facilitator.agenda.load import AgendaError
from facilitator.agenda.model import Step
from facilitator.entry.course import step_named
from facilitator.languages import in_language, typed_as
from facilitator.session.events import (
    Dropped,
    Event,
    StepChanged,
    StepMoved,
    StepRemoved,
    TakenIn,
    TimeAdded,
)
from facilitator.steps.book import Book
from facilitator.steps.line import Call, LineError, Piece, Reading, is_nothing, number, pieces, short
from facilitator.text import clean

MOST_MINUTES = 600
_AFTER, _NEXT = ("|".join(map(re.escape, typed_as(word))) for word in ("after", "next"))
_PUT = re.compile(rf"(?P<step>\S+)\s+(?:(?:{_AFTER})\s+(?P<after>\S+)|(?P<next>{_NEXT}))", re.IGNORECASE)
_EQUALS = re.compile(r"\s*(?P<step>\S+)\s*=\s*")


def skip(call: Call, step: Step) -> Reading:
    """Read `/skip 7 8`: steps to leave out today, else the one looked at.

    A step that another takes its list from is asked about.

    Raises:
        LineError: a step has begun, or is left out already.
    """
    book, words = call.book, call.book.words
    steps = _steps(call, step)
    for one in steps:
        begun = words("Step {number} has begun; what is recorded in it stays.", number=_number(book, one))
        _must_come(book, one, begun)
        if book.state.is_out(one.id):
            raise LineError(words("Step {number} is left out already.", number=_number(book, one)), call.offset)
    lacking = starved(book, steps)
    says = words("Leaves out today: {names}", names=words.listed([named(book, one) for one in steps]))
    return Reading(tuple(Dropped(step=one.id) for one in steps), says, warnings=lacking, replaces=bool(lacking))


def include(call: Call, step: Step) -> Reading:
    """Read `/include 7`: steps that were left out come back.

    Raises:
        LineError: a step is not left out.
    """
    book, words = call.book, call.book.words
    steps = _steps(call, step)
    for one in steps:
        if not book.state.is_out(one.id):
            raise LineError(words("Step {number} is not left out.", number=_number(book, one)), call.offset)
    says = words("Takes in again: {names}", names=words.listed([named(book, one) for one in steps]))
    return Reading(tuple(TakenIn(step=one.id) for one in steps), says)


def put(call: Call, step: Step) -> Reading:
    """Read `/put 7 after 3` or `/put 7 next`: a step to come stands elsewhere.

    Raises:
        LineError: it has begun, would come before what was held, or before what it is made from.
    """
    book, words = call.book, call.book.words
    found = _PUT.fullmatch(call.content.strip())
    if found is None:
        example = f"7 {in_language('after', book.language)} 3"
        raise LineError(words("Say which step, and after which: {example}.", example=example), call.offset)
    moving = step_named(book, found["step"], call.offset)
    here = present(book)
    after = here.id if found["next"] and here is not None else ""
    if found["after"]:
        after = step_named(book, found["after"], call.offset).id
    return moved(book, moving, after)


def moved(book: Book, step: Step, after: str) -> Reading:
    """Return what puts a step to come after another.

    Args:
        book: The session.
        step: The step.
        after: The id of the step it would come after; first of all where empty.

    Raises:
        LineError: it has begun, would come before what was held, or before what it is made from.
    """
    words, agenda = book.words, book.state.agenda
    begun = words("Step {number} has begun; only steps to come can be moved.", number=_number(book, step))
    _must_come(book, step, begun)
    must_follow(book, after)
    changed = changing.moved(agenda, step.id, after, words)
    if after == step.id or [one.id for one in changed.steps] == [one.id for one in agenda.steps]:
        raise LineError(words("Step {number} stands there already.", number=_number(book, step)))
    early = changing.too_early(changed)
    if early is not None:
        raise LineError(f"{made_from(book, *early)} {words('It must come after it.')}")
    return Reading((StepMoved(step=step.id, after=after),), words("{what} comes {where}", what=named(book, step),
                                                                 where=where(book, after)))  # fmt: skip


def change(call: Call, step: Step) -> Reading:
    """Read `/change 7 = title | minutes | prompt`; what is left empty stays, `-` takes the prompt away.

    Raises:
        LineError: nothing would change, or it cannot be changed so.
    """
    book, words = call.book, call.book.words
    found = _EQUALS.match(call.content)
    changed = step_named(book, found["step"], call.offset) if found else step
    if found is None:
        example = f"{_number(book, step)} = {short(step.title.of(book.language), 30)} | 15"
        raise LineError(words("Say which step and what it is: {example}.", example=example), call.offset)
    given = [field for answer in pieces(call.content[found.end() :], call.offset + found.end()) for field in answer]
    title, minutes, prompt = (*given, *[Piece("", 0, 0)] * 3)[:3]
    values = _texts(book, changed, title, prompt)
    events: list[Event] = [StepChanged(step=changed.id, values=values)] if values else []
    if minutes.text:
        events += _lasting(book, changed, minutes, call)
    if not events:
        raise LineError(words("Nothing would change."), call.offset, is_begun=True)
    try:
        changing.reworded(book.state.agenda, changed.id, values, words)
    except AgendaError as error:
        raise LineError(str(error), call.offset) from error
    answered = bool(values) and _is_answered(book, changed)
    said = [words("title: {text}", text=short(str(values["title"])))] if "title" in values else []
    said += [words("{minutes} min", minutes=number(minutes, call))] if len(events) > bool(values) else []
    said += [words("prompt: {text}", text=short(str(values["prompt"] or "–")))] if "prompt" in values else []
    warnings = (words("What was given was given to the step as it read before."),) if answered else ()
    says = words("Step {number} from now on: {what}", number=_number(book, changed), what=", ".join(said))
    return Reading(tuple(events), says, warnings=warnings, replaces=answered)


def remove(call: Call, step: Step) -> Reading:
    """Read `/remove 12`: a step that was added today, and holds nothing, is gone.

    Raises:
        LineError: it was planned, holds something, or another step is made from it.
    """
    book, words = call.book, call.book.words
    steps = _steps(call, step)
    if len(steps) > 1:
        raise LineError(words("One step at a time."), call.offset)
    gone, number_of = steps[0], _number(book, steps[0])
    if book.state.is_used(gone.id):
        raise LineError(words("Step {number} has begun; what is recorded in it stays.", number=number_of), call.offset)
    if book.state.is_planned(gone.id):
        raise LineError(words("Step {number} was planned; leave it out with {example}.", number=number_of,
                              example=_skipping(book, number_of)), call.offset)  # fmt: skip
    made = changing.needing(book.state.agenda.steps, gone.id)
    if made:
        raise LineError(made_from(book, *made[0]), call.offset)
    return Reading((StepRemoved(step=gone.id),), words("Takes away again: {name}", name=named(book, gone)))


def time_of(call: Call, step: Step) -> tuple[Step, str]:
    """Return the step that `/time 7 +5` is about, else the running one, and the minutes as they are typed.

    Raises:
        LineError: there is no such step.
    """
    state, typed = call.book.state, call.content.strip().split()
    if len(typed) == 2:
        return step_named(call.book, typed[0], call.offset), typed[1]
    return state.agenda.step(state.current or step.id), call.content.strip()


def present(book: Book) -> Step | None:
    """Return the step that the room is in, or was in last; None before the first."""
    state = book.state
    if state.current is not None:
        return state.agenda.step(state.current)
    left = [(happened.left, step) for step in state.agenda.steps if (happened := book.happened(step)).left is not None]
    return max(left, key=lambda one: one[0])[1] if left else None


def end_of_added(book: Book, after: str) -> str:
    """Return the last of the steps that were added right after a step and have not begun: the next comes after them."""
    state = book.state
    for step in state.agenda.steps[state.agenda.position(after) + 1 :]:
        if state.is_planned(step.id) or book.happened(step).started is not None:
            break
        after = step.id
    return after


def must_follow(book: Book, after: str) -> None:
    """Make sure that what comes after a step comes after what the room is in.

    Raises:
        LineError: it would not.
    """
    here, agenda = present(book), book.state.agenda
    if here is not None and (not after or agenda.position(after) < agenda.position(here.id)):
        raise LineError(book.words("The day has come to step {number}; what is to come can only stand after it.",
                                   number=_number(book, here)))  # fmt: skip


def starved(book: Book, out: Sequence[Step]) -> tuple[str, ...]:
    """Return what steps to come would lack if these were left out, as sentences.

    Args:
        book: The session.
        out: The steps that would be left out; what is in them already can be used all the same.
    """
    gone = {step.id for step in out}
    empty = [step for step in out if not book.tally(step).facet_items()]
    return tuple(
        made_from(book, later, need)
        for step in empty
        for later, need in changing.needing(book.state.agenda.steps, step.id)
        if later.id not in gone and not book.state.is_out(later.id) and book.happened(later).started is None
    )


def made_from(book: Book, step: Step, need: Need) -> str:
    """Return what a step is made from, as a sentence."""
    words, agenda = book.words, book.state.agenda
    later, earlier = named(book, step), agenda.number(need.step)
    match need.what:
        case "list":
            return words("Step {later} takes its list from step {number}.", later=later, number=earlier)
        case "parts":
            return words("Step {later} is asked for each item of step {number}.", later=later, number=earlier)
        case "costs":
            return words("Step {later} takes its costs from step {number}.", later=later, number=earlier)
        case _:
            return words("Step {later} asks again what step {number} asks.", later=later, number=earlier)


def named(book: Book, step: Step) -> str:
    """Return a step as a sentence names it: its number and its title."""
    return f"{_number(book, step)} {short(step.title.of(book.language), 40)}"


def where(book: Book, after: str) -> str:
    """Return a place in the agenda, in words."""
    if not after:
        return book.words("first of all")
    return book.words("after step {number}", number=book.state.agenda.number(after))


def _number(book: Book, step: Step) -> int:
    return book.state.agenda.number(step.id)


def _skipping(book: Book, step_number: int) -> str:
    from facilitator.entry.vocabulary import typed

    return typed("skip", str(step_number), book.language)


def _steps(call: Call, step: Step) -> list[Step]:
    """Return the steps that are named, each once; the one looked at where none is."""
    names = call.content.replace(",", " ").split()
    found = [step_named(call.book, name, call.offset) for name in names] or [step]
    return list({one.id: one for one in found}.values())


def _must_come(book: Book, step: Step, problem: str) -> None:
    if book.happened(step).started is not None:
        raise LineError(problem)


def _texts(book: Book, step: Step, title: Piece, prompt: Piece) -> dict[str, str | None]:
    """Return the texts that change, by their keys in an agenda file."""
    language = book.language
    values: dict[str, str | None] = {}
    if title.text and clean(title.text) != step.title.of(language):
        values["title"] = clean(title.text)
    if is_nothing(prompt) and step.prompt.of(language):
        values["prompt"] = None
    elif prompt.text and not is_nothing(prompt) and clean(prompt.text) != step.prompt.of(language):
        values["prompt"] = clean(prompt.text)
    return values


def _is_answered(book: Book, step: Step) -> bool:
    happened = book.happened(step)
    return bool(happened.answers or happened.nothing or happened.given or happened.actions)


def _lasting(book: Book, step: Step, minutes: Piece, call: Call) -> list[Event]:
    """Return what gives a step so many minutes; nothing where it has them."""
    wanted = number(minutes, call)
    if wanted > MOST_MINUTES:
        raise LineError(book.words("At most {most} minutes at a time.", most=MOST_MINUTES), minutes.start, minutes.end)
    more = wanted - max(0, step.minutes + book.happened(step).added_minutes)
    return [TimeAdded(step=step.id, minutes=more)] if more else []


