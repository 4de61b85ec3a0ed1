"""What was done lately, in words: the newest entries of a step, and what an undo took away."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from facilitator.agenda.model import Step, Vote
from facilitator.entry import own_words
from facilitator.session import events as ev
from facilitator.session.events import Event
from facilitator.session.record import Record
from facilitator.steps.book import Book
from facilitator.steps.common import is_hidden
from facilitator.steps.line import short
from facilitator.steps.talk import form_name
from facilitator.steps.vote_blocks import given_words


class Told(Struct, frozen=True):
    """One command in words: when, who, and what; `items` are the numbers it touched."""

    at: datetime
    who: str
    text: str
    items: frozenset[int]


def latest(book: Book, step: Step, count: int) -> list[Told]:
    """Return the newest commands of a step, newest first; nothing of a hidden one.

    Args:
        book: The session.
        step: The step.
        count: How many at most.
    """
    if is_hidden(book, step):
        return []
    commands: dict[str, list[Record]] = {}
    for record in reversed(book.state.history):
        if getattr(record.event, "step", None) != step.id or isinstance(
            record.event, ev.ListFrozen | ev.Left
        ):
            continue
        if record.command not in commands and len(commands) == count:
            break
        commands.setdefault(record.command, []).append(record)
    return [_told(book, records[::-1]) for records in commands.values()]


def describe(book: Book, events: Iterable[Event]) -> str:
    """Return what a command did, in words."""
    told = [_words(book, event) for event in events if not isinstance(event, ev.ListFrozen | ev.Left)]
    said: dict[str, list[str]] = {}
    for who, text in told:
        said.setdefault(who, []).append(text)
    named = [f"{who}: {'; '.join(dict.fromkeys(texts))}" if who else "; ".join(texts) for who, texts in said.items()]
    return short("; ".join(named), 90)


def _told(book: Book, records: Sequence[Record]) -> Told:
    events = [record.event for record in records if record.event is not None]
    parts = [_words(book, event) for event in events]
    who = next((who for who, _ in parts if who), "")
    text = "; ".join(dict.fromkeys(text for _, text in parts if text))
    return Told(records[0].at, who, text, frozenset(_items(events)))


def _items(events: Iterable[Event]) -> Iterable[int]:
    for event in events:
        if isinstance(event, ev.AnswerRecorded | ev.AnswerCorrected | ev.ActionRecorded | ev.ActionChanged):
            yield event.item
        elif isinstance(event, ev.Joined):
            yield min(event.items)


def _words(book: Book, event: Event) -> tuple[str, str]:
    """Return who an event is about and what happened."""
    voter = getattr(event, "voter", None)
    who = book.voter_name(voter) if voter and not (voter == "room" and isinstance(event, ev.ActionRecorded)) else ""
    return who, _entry_words(book, event) or _course_words(book, event)


def _entry_words(book: Book, event: Event) -> str:
    words = book.words
    match event:
        case ev.AnswerRecorded():
            return " | ".join(event.fields.values()) if event.fields else event.text
        case ev.NothingAdded():
            return words("nothing to add")
        case ev.AnswerCorrected():
            return words("corrected: {text}", text=event.text)
        case ev.BallotGiven() | ev.RankingGiven() | ev.GradesGiven() if event.spoiled:
            return words("spoiled")
        case ev.BallotGiven() | ev.CountEntered():
            step = book.state.agenda.step(event.step)
            count = sum(count for _, count in event.dots)
            dots = given_words(book, step, count) if isinstance(step, Vote) else ""
            parts = book.parts(step)
            return f"{parts[event.part - 1]} {dots}" if 0 < event.part <= len(parts) else dots
        case ev.RankingGiven():
            return words.n("{count} ranked", "{count} ranked", sum(len(tied) for tied in event.order))
        case ev.GradesGiven() | ev.GradeCountsEntered():
            return words("grades")
        case ev.ActionRecorded():
            return event.fields.get("what", "")
        case ev.ActionChanged():
            return words("action {number} changed: {what}", number=event.item, what=_action(book, event))
        case ev.NoteKept():
            return f"{form_name(book, event.form)}: {event.text}"
        case _:
            return ""


def _course_words(book: Book, event: Event) -> str:
    words = book.words
    match event:
        case ev.AnswerMoved():
            return words("moved: {what}", what=_answer(book, event))
        case ev.EntryMoved():
            return words("moved to {who}", who=book.voter_name(event.to))
        case ev.AnswerWithdrawn():
            return words("taken back: {what}", what=_answer(book, event))
        case ev.EntryWithdrawn():
            return words("taken back")
        case ev.Joined():
            return words("joined {numbers}", numbers=" + ".join(str(number) for number in event.items))
        case ev.HeldApart():
            return words("not the same: {texts}", texts=" / ".join(short(text, 30) for text in event.texts))
        case ev.Split():
            return words("{number} split off", number=event.item)
        case ev.Renamed():
            return words("{number} is called «{name}»", number=event.item, name=event.name)
        case ev.Kept():
            return words("marks what goes on")
        case ev.Revealed() | ev.Hidden():
            return words("shown or hidden")
        case ev.NoteChanged():
            return words("note n{number} changed", number=event.number)
        case ev.GroupRenamed():
            return words("Table {number} is called «{name}».", number=event.number, name=short(event.name))
        case ev.GroupPeople():
            people = words.n("{count} person", "{count} people", event.people)
            return words("Table {number}: {count}.", number=event.number, count=people)
        case ev.GroupLeft():
            return words("Table {number} has left; what it said stays.", number=event.number)
        case ev.GroupAdded():
            return words("Table {number} comes in.", number=event.number)
        case ev.PeopleCounted():
            return words.n("{count} person.", "{count} people.", event.people)
        case _:
            return _clock_words(book, event)


def _clock_words(book: Book, event: Event) -> str:
    words = book.words
    match event:
        case ev.Started():
            return words("the start of {title}", title=_title(book, event.step))
        case ev.TimeAdded():
            title = _title(book, event.step)
            return words("{minutes} minutes for {title}", minutes=words.signed(event.minutes), title=title)
        case ev.ClockSet():
            return words("the computer's clock was set; the time left goes on as it was")
        case ev.ClockStopped():
            return words("the clock stands still")
        case ev.ClockGoesOn():
            return words("the clock goes on")
        case _:
            return _agenda_words(book, event)


def _agenda_words(book: Book, event: Event) -> str:
    words = book.words
    match event:
        case ev.Dropped():
            return words("{title} is left out", title=_title(book, event.step))
        case ev.TakenIn():
            return words("{title} is taken in again", title=_title(book, event.step))
        case ev.StepAdded():
            from facilitator.planning.lists import plain

            title = plain(event.table.get("title"), book.language)
            return words("new step {number}: {title}", number=event.number, title=short(title, 40))
        case ev.StepChanged():
            return words("{title} reads otherwise", title=_title(book, event.step))
        case ev.StepMoved():
            return words("{title} stands elsewhere", title=_title(book, event.step))
        case ev.StepRemoved():
            return words("{title} is taken away", title=_title(book, event.step))
        case _:
            return own_words.described(event, words)


def _title(book: Book, step_id: str) -> str:
    """Return a step's title; of one that is gone its id."""
    step = book.state.agenda.named(step_id)
    return short(step.title.of(book.language), 40) if step is not None else step_id


def _answer(book: Book, event: ev.AnswerMoved | ev.AnswerWithdrawn) -> str:
    answer = book.happened(book.state.agenda.step(event.step)).answers.get(event.answer)
    return f"{answer.item} {short(answer.text, 40)}" if answer is not None else ""


def _action(book: Book, event: ev.ActionChanged) -> str:
    action = book.happened(book.state.agenda.step(event.step)).actions.get(event.item)
    return short(action.fields.get("what", ""), 40) if action is not None else ""
