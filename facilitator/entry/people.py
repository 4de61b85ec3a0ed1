"""Who is in the room: /groups, /group, /people; and who said a note."""

from facilitator.agenda.model import Step, Talk
from facilitator.entry import address
from facilitator.entry.vocabulary import typed
from facilitator.languages import in_language, typed_as
from facilitator.session.events import (
    Event,
    GroupAdded,
    GroupLeft,
    GroupPeople,
    GroupRenamed,
    PeopleCounted,
)
from facilitator.steps.line import Call, LineError, Piece, Reading, Target, number, short, unquoted
from facilitator.text import key

MOST_GROUPS = 200
_ALSO_LEFT = ("hem",)


def groups(call: Call, step: Step) -> Reading:
    """Read `/groups 9`: so many tables there are; those above go home, and nothing they said is lost.

    Without a number it tells who is here and records nothing.

    Raises:
        LineError: it is no number, or too many.
    """
    words = call.book.words
    if not call.content.strip():
        return _listed(call)
    count = number(_piece(call), call)
    if count > MOST_GROUPS:
        raise LineError(words("At most {most} tables.", most=MOST_GROUPS), call.offset)
    known = call.book.state.groups
    events: list[Event] = []
    for one in range(1, count + 1):
        if one not in known:
            events.append(GroupAdded(number=one))
        elif not known[one].active:
            events.append(GroupAdded(number=one, name=known[one].name, people=known[one].people))
    events += [GroupLeft(number=one) for one, found in sorted(known.items()) if one > count and found.active]
    says = words.n("{count} table.", "{count} tables.", count)
    return Reading(tuple(events), says, replaces=any(isinstance(event, GroupLeft) for event in events))


def group(call: Call, step: Step) -> Reading:
    """Read `/group 3 = Norra`, `/group 4 people 5`, `/group 4 left`; a table that is not there yet comes in.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    words = call.book.words
    left, equals, right = call.content.partition("=")
    told = left.split()
    if not told:
        named = f"3 = {in_language('North', call.book.language)}"
        raise LineError(words("Write {example}.", example=typed("group", named, call.book.language)), call.offset)
    wanted = number(Piece(told[0], call.offset, call.offset + len(call.content)), call)
    if not 1 <= wanted <= MOST_GROUPS:
        raise LineError(words("At most {most} tables.", most=MOST_GROUPS), call.offset)
    added = _coming_in(call, wanted)
    if equals and len(told) == 1:
        return _rename(call, wanted, unquoted(right), added)
    if len(told) == 3 and told[1].casefold() in typed_as("people"):
        count = number(Piece(told[2], call.offset, call.offset + len(call.content)), call)
        name = call.book.voter_name(f"group:{wanted}")
        says = words("{name}: {count}.", name=name, count=words.n("{count} person", "{count} people", count))
        return Reading((*added, GroupPeople(number=wanted, people=count)), says, _unlike(call, wanted, count))
    if len(told) == 2 and told[1].casefold() in (*typed_as("left"), *_ALSO_LEFT) and not added:
        says = words("Table {number} has left; what it said stays.", number=wanted)
        return Reading((GroupLeft(number=wanted),), says, _still_counted(call, wanted))
    if len(told) == 1 and added:
        return Reading(added, words("Table {number} comes in.", number=wanted))
    language = call.book.language
    forms = (f"3 = {in_language('North', language)}", f"4 {in_language('people', language)} 5",
             f"4 {in_language('left', language)}")  # fmt: skip
    example = ", ".join(typed("group", form, language) for form in forms)
    raise LineError(words("Write {example}.", example=example), call.offset)


def _unlike(call: Call, group: int, people: int) -> tuple[str, ...]:
    """Return a hint where the room was counted and its tables together make another number."""
    state, words = call.book.state, call.book.words
    counts = [people if one.number == group else one.people for one in state.active_groups]
    known = [count for count in counts if count is not None]
    if state.people_counted in (None, sum(known)) or len(known) < len(counts):
        return ()
    example = typed("people", str(sum(known)), call.book.language)
    return (words("The room counts {room}, its tables together {tables}; {example} counts it anew.",
                  room=state.people_counted, tables=sum(known), example=example),)  # fmt: skip


def people(call: Call, step: Step) -> Reading:
    """Read `/people 41`.

    Raises:
        LineError: it is no number.
    """
    count = number(_piece(call), call)
    return Reading((PeopleCounted(people=count),), call.book.words.n("{count} person.", "{count} people.", count))


def note_address(call: Call, step: Step) -> address.Addressed:
    """Split the address from a note: in every step its text may hold a colon."""
    content = call.content.lstrip()
    offset = call.offset + len(call.content) - len(content)
    plain = Talk(id=step.id, title=step.title)
    return address.split(call.book, plain, Target(call.target.voter), content, offset)


def _listed(call: Call) -> Reading:
    words, state = call.book.words, call.book.state
    here = []
    for one in state.active_groups:
        name = f"{one.number} {short(one.name, 30)}" if one.name else str(one.number)
        here.append(name if one.people is None else f"{name} ({one.people})")
    says = words.n("{count} table", "{count} tables", len(here))
    if state.people is not None:
        says += ", " + words.n("{count} person", "{count} people", state.people)
    return Reading(says=f"{says}: {', '.join(here)}." if here else f"{says}.")


def _coming_in(call: Call, wanted: int) -> tuple[Event, ...]:
    """Return what brings a table into the room; a table that had left comes back as it was."""
    known = call.book.state.groups.get(wanted)
    if known is None:
        return (GroupAdded(number=wanted),)
    return () if known.active else (GroupAdded(number=wanted, name=known.name, people=known.people),)


def _still_counted(call: Call, leaving: int) -> tuple[str, ...]:
    """Return a hint where the room was counted by itself: a table that leaves changes no such count."""
    state = call.book.state
    people = state.groups[leaving].people
    if state.people_counted is None or people is None:
        return ()
    fewer = typed("people", str(max(state.people_counted - people, 0)), call.book.language)
    return (call.book.words("The room still counts {people}; {example} counts it anew.", people=state.people_counted,
                            example=fewer),)  # fmt: skip


def _rename(call: Call, wanted: int, name: str, added: tuple[Event, ...]) -> Reading:
    words = call.book.words
    for other in call.book.state.groups.values():
        if other.number != wanted and name and key(call.book.group_name(other)) == key(name):
            raise LineError(words("Table {number} is called that already.", number=other.number), call.offset)
    if name.isdigit() or name.startswith(("+", "*", "/")) or ":" in name or ">" in name:
        raise LineError(words("A table's name is a word: not a number, and without : and >."), call.offset)
    says = words("Table {number} is called «{name}».", number=wanted, name=short(name))
    return Reading((*added, GroupRenamed(number=wanted, name=name)), says)


def _piece(call: Call) -> Piece:
    return Piece(call.content.strip(), call.offset, call.offset + len(call.content))
