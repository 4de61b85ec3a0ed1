"""The address before the colon: who, and which part."""


from msgspec import Struct

from facilitator.agenda.model import Act, Choice, Collect, Merge, Step, Talk, unit_of
from facilitator.entry.vocabulary import typed
from facilitator.session.events import group_number
from facilitator.steps.book import Book
from facilitator.steps.line import NEXT_SLIP, LineError, Reading, Target
from facilitator.text import key


class Addressed(Struct, frozen=True):
    """A line split at its address: who it is for, the content, and where the content begins."""

    target: Target
    content: str
    offset: int


def takes_text(step: Step) -> bool:
    """Tell whether a step's lines are words, where a colon may be part of an answer."""
    return isinstance(step, Talk | Collect | Act)


def split(book: Book, step: Step, chip: Target, line: str, offset: int = 0) -> Addressed:
    """Split a line at its address.

    Args:
        book: The session.
        step: The step that the line is for.
        chip: Who the line is for where it does not say.
        line: The line.
        offset: Where it begins in what was typed.

    Raises:
        LineError: the address names nobody, or the line reads two ways.
    """
    chip = _in_step(book, step, chip)
    head, colon, content = line.partition(":")
    if not colon or line.startswith('"') or isinstance(step, Merge):
        return Addressed(chip, line, offset)
    who, arrow, part = (text.strip() for text in head.partition(">"))
    start, end = offset, offset + len(head)
    if takes_text(step) and not _stands_alone(book, who, arrow, content):
        if _looks_like(who, content):
            _voter(book, who, start, end)
            raise _two_ways(book, head, content, start, end)
        return Addressed(chip, line, offset)
    voter = _voter(book, who, start, end) if who else chip.voter
    if voter is None:
        if takes_text(step):
            return Addressed(chip, line, offset)
        raise LineError(book.words("There is no table called «{name}».", name=who), start, end)
    if unit_of(step) == "facilitator" and voter != "room":
        voter = "facilitator"
    number = part_number(book, step, part, start, end) if arrow else _default_part(book, step, chip, voter, bool(who))
    return Addressed(Target(voter, number, named=True), content, end + 1)


def first_target(book: Book, step: Step) -> Target:
    """Return who a step's first line is for, where it does not say."""
    part = 1 if book.parts(step) else 0
    unit = unit_of(step)
    if unit == "facilitator":
        return Target("facilitator", part)
    if isinstance(step, Talk | Merge | Act):
        return Target("room", part)
    if unit == "person" and isinstance(step, Choice) and step.kind != "vote":
        return Target(NEXT_SLIP, 0)
    groups = book.state.active_groups
    if not groups:
        return Target("room", part)
    if unit == "person" and isinstance(step, Choice) and _only_slips(book, step):
        return Target(NEXT_SLIP, 0)
    facet = book.tally(step).facets[0] if book.tally(step).facets else None
    waited = [group for group in groups if facet is None or f"group:{group.number}" not in facet.came]
    return Target(f"group:{(waited or groups)[0].number}", part if isinstance(step, Collect) else 0)


def _only_slips(book: Book, step: Step) -> bool:
    """Tell whether a step's voters have come one by one so far: then the next line is a slip too."""
    voters = [voter for _, voter in book.happened(step).given]
    return bool(voters) and all(voter.startswith("slip") for voter in voters)


def next_target(book: Book, step: Step, recorded: Target, whole: bool) -> Target:
    """Return who the line after this one is for: in collect the same; after a whole ballot the next that is missing."""
    if recorded.voter.startswith(NEXT_SLIP):
        return Target(NEXT_SLIP, 0)
    number = group_number(recorded.voter)
    if isinstance(step, Talk | Merge | Act):
        return Target("room")
    if isinstance(step, Collect) or number is None:
        return Target(recorded.voter, recorded.part)
    if not whole:
        return Target(recorded.voter, max(recorded.part, 1) + 1)
    facets = book.tally(step).facets
    came = set(facets[0].came) if facets else set()
    waited = [group.number for group in book.state.active_groups if f"group:{group.number}" not in came]
    if not waited:
        return Target(recorded.voter)
    return Target(f"group:{next((one for one in waited if one > number), waited[0])}")


def after(book: Book, step: Step, chip: Target, reading: Reading) -> Target:
    """Return the chip after a line was recorded: who comes next, or after a command who was there before."""
    if reading.target is None:
        return still(book, step, chip)
    return next_target(book, step, reading.target, reading.whole)


def still(book: Book, step: Step, chip: Target) -> Target:
    """Return the chip after a command: the same, where its table is still here."""
    voters = {f"group:{group.number}" for group in book.state.active_groups}
    return chip if chip.voter in voters or chip.voter.startswith(NEXT_SLIP) else first_target(book, step)


def cycle(book: Book, step: Step, chip: Target, by: int) -> Target:
    """Return the chip after, or before, this one: tables, the room, slips where the step takes them."""
    voters = [f"group:{group.number}" for group in book.state.active_groups]
    if unit_of(step) == "facilitator":
        return chip
    if unit_of(step) == "person" and isinstance(step, Choice):
        voters = [NEXT_SLIP] if step.kind == "rank" else [*voters, NEXT_SLIP, "room"]
    elif not (isinstance(step, Choice) and step.kind == "rank"):
        voters.append("room")
    at = voters.index(chip.voter) if chip.voter in voters else -by
    part = chip.part if isinstance(step, Collect) else 0
    return Target(voters[(at + by) % len(voters)], part) if voters else chip


def _in_step(book: Book, step: Step, chip: Target) -> Target:
    """Return the chip with a part that the step has; in collect there is always one."""
    count = len(book.parts(step))
    part = chip.part if chip.part <= count else 0
    if isinstance(step, Collect) and count:
        part = max(part, 1)
    return Target(chip.voter, part, chip.named)


def _stands_alone(book: Book, who: str, arrow: str, content: str) -> bool:
    return content[:1] in ("", " ") and bool(who or arrow)


def _looks_like(who: str, content: str) -> bool:
    """Tell whether a colon without a space after it might have been meant as an address; 10:30 is a time."""
    if who.isascii() and who.isdigit():
        return not content[:1].isdigit()
    return who == "*" or who.startswith("+")


def _two_ways(book: Book, head: str, content: str, start: int, end: int) -> LineError:
    return LineError(
        book.words(
            "Write «{address}: {content}» with a space for that table, or put it all in quotation marks as an answer.",
            address=head,
            content=content[:30],
        ),
        start,
        end + 1,
    )


def _voter(book: Book, who: str, start: int, end: int) -> str | None:
    words = book.words
    if who == "*":
        return "room"
    if who == "+":
        return NEXT_SLIP
    if who.startswith("+") and who[1:].isascii() and who[1:].isdigit() and int(who[1:7]) > 0 and len(who) <= 7:
        return f"slip:{int(who[1:])}"
    if who.isascii() and who.isdigit():
        number = int(who[:7])
        if number in book.state.groups:
            return f"group:{number}"
        if not book.state.groups:
            example = typed("groups", "9", book.language)
            raise LineError(words("There are no tables yet; {example} makes nine.", example=example), start, end)
        most = max(book.state.groups)
        problem = words("There is no table {number}; the last is {most}. Text goes in quotation marks.",
                        number=number, most=most)  # fmt: skip
        raise LineError(problem, start, end)
    for group in book.state.groups.values():
        if key(book.group_name(group)) == key(who):
            return f"group:{group.number}"
    return None


def part_number(book: Book, step: Step, part: str, start: int, end: int) -> int:
    """Return the number of the part that was named, by number or by name.

    Raises:
        LineError: the step has no such part.
    """
    words = book.words
    parts = book.parts(step)
    if not parts:
        raise LineError(words("This step has no parts, so nothing comes after >."), start, end)
    if part.isascii() and part.isdigit() and 1 <= int(part[:7]) <= len(parts):
        return int(part)
    for number, name in enumerate(parts, 1):
        if key(name) == key(part):
            return number
    named = ", ".join(f"{number} {name}" for number, name in enumerate(parts, 1))
    raise LineError(words("There is no part «{part}»; they are {names}.", part=part, names=named), start, end)


def _default_part(book: Book, step: Step, chip: Target, voter: str, named: bool) -> int:
    """In collect the part stays chosen; a ballot named anew begins with its first part."""
    if not book.parts(step):
        return 0
    if isinstance(step, Collect):
        return max(chip.part, 1)
    return chip.part if not named or voter == chip.voter else 0
