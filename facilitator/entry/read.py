"""A line becomes a Reading: what it would record, in words; or why it cannot be read, and where."""

from facilitator.agenda.model import Merge, Step, facets_of
from facilitator.entry import address, vocabulary
from facilitator.entry.course import freeze_if_needed, step_named
from facilitator.session.events import Event, group_number
from facilitator.steps import kinds
from facilitator.steps.book import Book, Choice
from facilitator.steps.common import is_hidden
from facilitator.steps.line import Call, LineError, Reading, Target
from facilitator.text import clean

_TAB = "\t"


def read_line(book: Book, step: Step, chip: Target, line: str) -> Reading:
    """Read one line for a step. It records nothing and never raises.

    Args:
        book: The session as it stands.
        step: The step that the line is for.
        chip: Who the line is for where it does not say.
        line: What was typed; foreign text, cleaned here.

    Returns:
        What it means. A line that cannot be read has a `problem` and no events; an empty one has neither.
    """
    plain = clean(line.replace(_TAB, "|"))
    if not plain:
        return Reading()
    try:
        reading = _command(book, step, chip, plain) if plain.startswith("/") else _content(book, step, chip, plain)
    except LineError as error:
        lead = len(line) - len(line.lstrip())
        end = error.end if error.end is not None else len(plain)
        return Reading(problem=str(error), start=error.start + lead, end=max(end, error.start + 1) + lead,
                       is_begun=error.is_begun)  # fmt: skip
    return reading


def _content(book: Book, step: Step, chip: Target, line: str) -> Reading:
    addressed = address.split(book, step, chip, line)
    return read_entry(book, step, addressed.target, addressed.content, addressed.offset)


def read_entry(book: Book, step: Step, target: Target, content: str, offset: int = 0) -> Reading:
    """Read what somebody gave, where it is known who: the content of a line, or what a file holds.

    Args:
        book: The session as it stands.
        step: The step that it is for.
        target: Who gave it, and for which part.
        content: Cleaned text.
        offset: Where it begins in the line.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    if facets_of(step) is not None and not book.parts(step):
        raise LineError(book.words("There are no parts to ask for yet."))
    call = Call(book, target, content, offset, step.id, _choices(book, step))
    reading = kinds.read(call, step)
    return _ready(book, step, _from_a_table_that_left(book, reading.but(target=target)))


def _from_a_table_that_left(book: Book, reading: Reading) -> Reading:
    """Warn where something comes from a table that has gone home; it counts all the same."""
    number = group_number(reading.target.voter) if reading.target else None
    group = book.state.groups.get(number or 0)
    if group is None or group.active:
        return reading
    said = book.words("{who} has left; what it gives counts all the same.", who=book.group_name(group))
    return reading.but(warnings=(*reading.warnings, said))


def _command(book: Book, step: Step, chip: Target, line: str) -> Reading:
    command, word, rest, offset = vocabulary.find(line)
    if command is None:
        near = vocabulary.near(word, book.language)
        hint = book.words("There is no command /{word}.", word=word)
        if near:
            hint += " " + book.words("Do you mean {names}?", names=", ".join(near[:3]))
        raise LineError(hint, 0, offset)
    if command.verb == "in":
        return _elsewhere(book, chip, rest, offset)
    call = Call(book, chip, rest, offset, step.id, _choices(book, step))
    # Most lines are no commands, and what a day's commands do is much.
    from facilitator.entry import commands

    reading = commands.read(call, step, command)
    return _ready(book, step, reading)


def _elsewhere(book: Book, chip: Target, rest: str, offset: int) -> Reading:
    """Read `/in 4 7: text`: the rest of the line is for step 4, and without an address for the table in the chip."""
    name, _, content = rest.strip().partition(" ")
    step = step_named(book, name, offset)
    shift = offset + len(rest) - len(content)
    if vocabulary.is_elsewhere(content):
        raise LineError(book.words("One step at a time."), shift)
    first = address.first_target(book, step)
    by_table = group_number(first.voter) is not None
    with_table = group_number(chip.voter) is not None
    inner = read_line(book, step, Target(chip.voter, first.part) if by_table and with_table else first, content)
    if by_table and not with_table and inner.target is not None and not inner.target.named:
        example = vocabulary.typed("in", f"{name} 3: …", book.language)
        raise LineError(book.words("Say whose, as {example}.", example=example), shift)
    if inner.problem:
        raise LineError(inner.problem, inner.start + shift, None if inner.end is None else inner.end + shift)
    where = book.words("In step {number}:", number=book.state.agenda.number(step.id))
    return inner.but(says=f"{where} {inner.says}", target=None)


def _ready(book: Book, step: Step, reading: Reading) -> Reading:
    """Put the freezing of the list before the first entry, and keep a hidden step's content to itself."""
    needs_list = any(_is_entry(event) for event in reading.events)
    if needs_list:
        reading = reading.but(events=(*freeze_if_needed(book, step), *reading.events))
    if is_hidden(book, step) and needs_list:
        words = book.words
        says = words("Replaces what was given before.") if reading.replaces else words("Can be recorded.")
        return reading.but(says=says, details=(), warnings=(), quiet=True)
    return reading


def _is_entry(event: Event) -> bool:
    return event.__struct_config__.tag in _ENTRIES


_ENTRIES = {
    "answer recorded",
    "nothing added",
    "ballot given",
    "count entered",
    "ranking given",
    "grades given",
    "grade counts entered",
}


def _choices(book: Book, step: Step) -> list[Choice]:
    """Return what the numbers in a line may name; a merge names items of its own."""
    return [] if isinstance(step, Merge) else book.choices(step)
