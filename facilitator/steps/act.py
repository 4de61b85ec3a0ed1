"""act: what will be done, by whom, when."""

from collections.abc import Sequence
from datetime import date

from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Act
from facilitator.blocks import ActionRow, Actions, Base, Block, Table
from facilitator.session.events import ActionChanged, ActionRecorded, Event, group_number
from facilitator.session.forget import GONE
from facilitator.session.state import Action
from facilitator.steps import common
from facilitator.steps.book import Book
from facilitator.steps.line import (
    Call,
    LineError,
    Piece,
    Reading,
    is_nothing,
    kept_fields,
    named_fields,
    number,
    pieces,
    short,
)
from facilitator.steps.when import is_no_day, read_day
from facilitator.tally import ActItem, Facet, Tally
from facilitator.words import Words

_MAIN = ("what", "who", "when")


def tally(book: Book, step: Act) -> Tally:
    """Return the actions of a step by number, with those that are overdue."""
    actions = [action for action in book.happened(step).actions.values() if action.status != "withdrawn"]
    kept = book.happened(step).kept
    items = [
        ActItem(
            number=action.item,
            item=action.fields.get("what", ""),
            kept=action.item in kept,
            by=[action.voter],
            what=action.fields.get("what", ""),
            who=action.fields.get("who", ""),
            when=action.fields.get("when", ""),
            fields=action.fields,
            status=action.status if action.status != "withdrawn" else "dropped",
            overdue=_overdue(book, action),
        )
        for action in sorted(actions, key=lambda action: action.item)
    ]
    came = sorted({action.voter for action in actions})
    groups = [voter for voter in came if voter.startswith("group")]
    facet = Facet(units=len(groups) if step.by == "group" else int(bool(items)), items=items, came=came)
    if step.by == "person":
        facet = Facet(units=None, items=items, came=came)
    return Tally(unit=step.by, present=common.present(book, step, step.by, came), facets=[facet])


def read(call: Call, step: Act) -> Reading:
    """Read actions: what, who, when, and further fields of the step.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    words = call.book.words
    if call.target.voter.startswith("slip"):
        raise LineError(words("Slips are for votes; here write what will be done."))
    happened = call.book.happened(step)
    first = happened.highest + 1
    events: list[Event] = []
    details: list[str] = []
    for item, answer in enumerate(pieces(call.content, call.offset), first):
        fields = kept_fields(_fields(call, step, answer))
        events.append(ActionRecorded(step=step.id, item=item, fields=fields, voter=call.target.voter))
        details.append(f"{item} {_sentence(call.book, step, fields)}")
    if not events:
        raise LineError(words("Nothing here; write what will be done."), call.offset, call.offset)
    says = words.n("{count} action.", "{count} actions.", len(events))
    return Reading(tuple(events), says, tuple(details), _no_days(call, events))


def _no_days(call: Call, events: Sequence[Event]) -> tuple[str, ...]:
    """Return warnings of what looks like a day and is none, as 30 February; it is kept as it was written."""
    written = [event.fields.get("when", "") for event in events if isinstance(event, ActionRecorded)]
    return tuple(
        call.book.words("«{when}» is no day in the calendar; it is kept as it stands.", when=short(text, 30))
        for text in written
        if is_no_day(text)
    )


def corrected(call: Call, step: Act, item: int) -> Reading:
    """Read the new wording of an action; fields left out keep what they had.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    answers = pieces(call.content, call.offset)
    if len(answers) != 1:
        raise LineError(call.book.words("A correction is one action."), call.offset, call.offset + len(call.content))
    fields = kept_fields(call.book.happened(step).actions[item].fields | _fields(call, step, answers[0]))
    says = f"{item} {_sentence(call.book, step, fields)}"
    return Reading((ActionChanged(step=step.id, item=item, fields=fields),), says)


def marked(call: Call, step: Act, done: bool) -> Reading:
    """Read `/done 3` or `/drop 3`.

    Raises:
        LineError: there is no such action.
    """
    events: list[Event] = []
    said: list[str] = []
    for token in (Piece(text, call.offset, call.offset + len(call.content)) for text in call.content.split()):
        item = number(token, call)
        action = call.book.happened(step).actions.get(item)
        if action is None or action.status == "withdrawn":
            raise LineError(call.book.words("There is no action {number}.", number=item), token.start, token.end)
        events.append(ActionChanged(step=step.id, item=item, status="done" if done else "dropped"))
        said.append(f"{item} {short(action.fields.get('what', ''), 40)}")
    if not events:
        raise LineError(call.book.words("Which one? Write its number."), call.offset)
    words = call.book.words
    says = words("Done: {names}.", names="; ".join(said)) if done else words("Dropped: {names}.", names="; ".join(said))
    return Reading(tuple(events), says)


def blocks(book: Book, step: Act, counted: Tally, part: int = 0) -> list[Block]:
    """Return what an action list looks like."""
    words = book.words
    facet = counted.facets[0]
    items = [item for item in facet.items if isinstance(item, ActItem)]
    rows = [
        ActionRow(
            number=item.number,
            what=item.what,
            who=item.who,
            when=item.when,
            status=status_name(book, item),
            overdue=item.overdue,
            fields=_more(book, item),
        )
        for item in items
    ]
    missing = sum(not item.who or not item.when for item in items if item.status == "open")
    detail = words.n("{count} without a name or a date", "{count} without a name or a date", missing) if missing else ""
    out: list[Block] = [Base(words.n("{count} action", "{count} actions", len(items)), detail)]
    if rows:
        out.append(listed(rows, words))
    return common.frame(book, step, counted, part, {0: out})


def listed(rows: Sequence[ActionRow], words: Words) -> Actions | Table:
    """Return actions as a list; where names are left out, and all that could be told is that there are some, without.

    Args:
        rows: The actions.
        words: The language.
    """
    head = (words("what"), words("who"), words("when"), words("status"))
    if {row.who for row in rows} - {""} != {GONE}:
        return Actions(rows, head)
    cells = [
        [str(row.number), " · ".join((row.what, *(f"{label}: {value}" for label, value in row.fields if value))),
         row.when or words("no date yet"), f"! {row.status}" if row.overdue else row.status]
        for row in rows
    ]  # fmt: skip
    return Table((words("no."), head[0], *head[2:]), cells, ("right", "left", "left", "left"))


def _more(book: Book, item: ActItem) -> list[tuple[str, str]]:
    """Return what an action says besides what, who and when: its further fields, and which table proposed it."""
    fields = [(field_label(name, book.language), text) for name, text in item.fields.items() if name not in _MAIN]
    tables = [book.voter_name(voter) for voter in item.by if group_number(voter) is not None]
    return [*fields, *((book.words("from"), name) for name in tables)]


def status_name(book: Book, item: ActItem) -> str:
    """Return how an action stands, in a word."""
    words = book.words
    if item.overdue:
        return words("overdue")
    match item.status:
        case "done":
            return words("done")
        case "dropped":
            return words("dropped")
        case _:
            return words("open")


def _overdue(book: Book, action: Action) -> bool:
    """Tell whether an action's day has passed at the session's last event: never by today's date."""
    last = book.state.last_at
    if action.status != "open" or last is None:
        return False
    try:
        opened = date.fromisoformat(book.state.date)
    except ValueError:
        opened = last.date()
    day = read_day(action.fields.get("when", ""), opened)
    return day is not None and day < last.date()


def _fields(call: Call, step: Act, answer: list[Piece]) -> dict[str, str]:
    words = call.book.words
    if not answer[0].text or is_nothing(answer[0]):
        raise LineError(words("An action begins with what will be done."), answer[0].start, answer[0].end)
    if len(answer) > len(step.fields):
        labels = ", ".join(field_label(name, call.book.language) for name in step.fields)
        extra = answer[len(step.fields)]
        raise LineError(words("Too many fields; they are: {fields}.", fields=labels), extra.start, extra.end)
    return named_fields(step.fields, answer)


def _sentence(book: Book, step: Act, fields: dict[str, str]) -> str:
    missing = [field_label(name, book.language) for name in _MAIN[1:] if name in step.fields and not fields.get(name)]
    said = " · ".join(short(text) for text in fields.values())
    return said + (" · " + book.words("not yet: {fields}", fields=", ".join(missing)) if missing else "")
