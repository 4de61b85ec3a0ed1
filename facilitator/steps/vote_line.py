"""The entry line of vote: `3: 1 4 7`, `3: 1=3 4=2`, `+: 1 4 7`, `*: 18 12 9 6 / 25 5 5 10`."""

from collections.abc import Sequence

from facilitator.agenda.model import Vote
from facilitator.session.events import BallotGiven, CountEntered, Event, group_number, slip_number
from facilitator.steps.book import Choice
from facilitator.steps.line import (
    Call,
    LineError,
    Piece,
    Reading,
    choice,
    named,
    number,
    short,
    slashed,
    tokens,
    voter_of,
)
from facilitator.steps.vote import Ballot, counting_source, source_name, sources, voters_of
from facilitator.steps.vote_blocks import given_words
from facilitator.tally import Source

Dots = list[tuple[int, int]]


def read(call: Call, step: Vote) -> Reading:
    """Read a line of a vote: a ballot, a slip, or somebody's count.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    _check_voter(call, step)
    parts = call.book.parts(step)
    sections = slashed(call.content, call.offset)
    if len(sections) == 1 and sections[0].text.strip() in ("x", "-") and call.target.voter.startswith("slip"):
        # A slip is one paper: it is blank or spoiled as a whole.
        sections = sections * max(len(parts), 1)
    # As many sections as parts are a whole ballot, whichever part comes next.
    whole = len(sections) == len(parts) > 1
    first = 1 if whole else call.target.part or (1 if parts else 0)
    if len(sections) > 1 and first + len(sections) - 1 > len(parts):
        extra = sections[len(parts) - first + 1]
        problem = call.book.words.n("There is only {count} part here.", "There are only {count} parts here.",
                                    max(len(parts), 1))  # fmt: skip
        raise LineError(problem, extra.start - 1, extra.end)
    events = [_entry(call, step, section, first + at) for at, section in enumerate(sections)]
    return _told(call, step, events, parts, whole=first + len(sections) - 1 >= len(parts))


def _check_voter(call: Call, step: Vote) -> None:
    if step.by != "person" and call.target.voter.startswith("slip"):
        raise LineError(call.book.words("Slips are for votes by person; here each table has one ballot."))


def _entry(call: Call, step: Vote, section: Piece, part: int) -> Ballot:
    voter = voter_of(call)
    content = section.text.strip()
    if not call.choices:
        problem = call.book.words("There is nothing to choose among in this step yet.")
        raise LineError(problem, section.start, section.end)
    counted = voter == "room" or (step.by == "person" and group_number(voter) is not None)
    if content == "x" and counted:
        raise LineError(call.book.words("A count cannot be spoiled; x is for a ballot."), section.start, section.end)
    if content == "x":
        return BallotGiven(step=step.id, voter=voter, part=part, spoiled=True)
    if content in ("-", ""):
        _refuse_empty(call, section, content)
        dots: Dots = []
    elif voter == "room" and "=" not in content:
        dots = _in_order(call, section)
    else:
        dots = _named_dots(call, section)
    if counted:
        return CountEntered(step=step.id, voter=voter, part=part, dots=dots)
    return BallotGiven(step=step.id, voter=voter, part=part, dots=dots)


def _refuse_empty(call: Call, section: Piece, content: str) -> None:
    if not content:
        raise LineError(call.book.words("Nothing here; write - for a blank one."), section.start, section.end)


def _in_order(call: Call, section: Piece) -> Dots:
    """Read the room's count of every item in list order."""
    counts = [number(token, call) for token in tokens(section)]
    if len(counts) != len(call.choices):
        problem = call.book.words(
            "{count} numbers for {items} items; give one each in order, or only some as {example}.",
            count=len(counts),
            items=len(call.choices),
            example="1=31 2=18",
        )
        raise LineError(problem, section.start, section.end)
    return [(one.number, count) for one, count in zip(call.choices, counts, strict=True)]


def _named_dots(call: Call, section: Piece) -> Dots:
    """Read items by number, each with one dot or with `=` and a count."""
    dots: dict[int, int] = {}
    for token in tokens(section):
        left, equals, right = token.text.partition("=")
        chosen = choice(Piece(left, token.start, token.start + len(left)), call)
        count = number(Piece(right, token.end - len(right), token.end), call) if equals else 1
        if call.target.voter == "room" and not equals:
            raise LineError(call.book.words("In the room's count each item needs = and a number."), token.start,
                            token.end)  # fmt: skip
        dots[chosen.number] = dots.get(chosen.number, 0) + count
        # However often an item stands here, its sum is a number that may be meant.
        number(Piece(str(dots[chosen.number]), token.start, token.end), call)
    return list(dots.items())


def _told(call: Call, step: Vote, events: Sequence[Ballot], parts: Sequence[str], whole: bool) -> Reading:
    book, words = call.book, call.book.words
    names = {one.number: one for one in call.choices}
    details: list[str] = []
    warnings: list[str] = []
    replaced: list[str] = []
    given = book.happened(step).given
    for event in events:
        part = parts[event.part - 1] if 0 < event.part <= len(parts) else ""
        details.append(_sentence(call, step, event, names, part))
        warnings.extend(_over(call, step, event, names, part))
        earlier = given.get((event.part, event.voter))
        if isinstance(earlier, BallotGiven | CountEntered) and earlier != event:
            replaced.append(_difference(call, step, earlier, event, names))
    warnings += _unlike_parts(call, step, events)
    overruled = [told for event in events if (told := _overrules(call, step, event, parts))]
    warnings += overruled
    who = book.voter_name(voter_of(call))
    if replaced:
        says = words("Replaces what {who} gave before.", who=who)
        details += replaced
    else:
        says = who + "."
    recorded: tuple[Event, ...] = tuple(events)
    return Reading(recorded, says, tuple(details), tuple(warnings), replaces=bool(replaced or overruled), whole=whole)


def _sentence(call: Call, step: Vote, event: Ballot, names: dict[int, Choice], part: str) -> str:
    words = call.book.words
    head = f"{part}: " if part else ""
    if isinstance(event, BallotGiven) and event.spoiled:
        return head + words("spoiled")
    if not event.dots:
        return head + words("blank")
    total = sum(count for _, count in event.dots)
    single = isinstance(event, BallotGiven) and all(count == 1 for _, count in event.dots)
    listed = [
        named(call, names[number]) if single else f"{short(names[number].name, 40)} {count}"
        for number, count in event.dots
    ]
    return head + given_words(call.book, step, total) + " · " + ", ".join(listed)


def _overrules(call: Call, step: Vote, event: Ballot, parts: Sequence[str]) -> str:
    """Return a warning where an entry's source takes the place of one that counted until now, as slips of tables."""
    before = counting_source(call.book, step, event.part)
    after = counting_source(call.book, step, event.part, event)
    if before is not None and after == before and _source_of(event) != after:
        source = source_name(call.book, after)
        beside = call.book.words("{source} counts; this is kept beside it and not added.", source=source)
        return f"{parts[event.part - 1]}: {beside}" if 0 < event.part <= len(parts) else beside
    if before is None or after == before:
        return ""
    dots = sources(call.book, step, event.part, call.choices)[0].dots
    said = call.book.words(
        "{source} counts from now on. {other} ({given}) does not.",
        source=source_name(call.book, after),
        other=source_name(call.book, before),
        given=given_words(call.book, step, sum(dots.values())),
    )
    return f"{parts[event.part - 1]}: {said}" if 0 < event.part <= len(parts) else said


def _source_of(event: Ballot) -> Source:
    if event.voter == "room":
        return "room"
    if slip_number(event.voter) is not None or event.voter == "slip":
        return "slips"
    return "tables" if isinstance(event, CountEntered) else "ballots"


def _unlike_parts(call: Call, step: Vote, events: Sequence[Ballot]) -> list[str]:
    """Return a warning where nobody counted a table's people and it gives more dots in one part than in another."""
    totals = [sum(count for _, count in event.dots) for event in events]
    is_counted = any(voters_of(call.book, step, event) is not None for event in events)
    if len(set(totals)) < 2 or not all(totals) or is_counted:
        return []
    listed = " / ".join(str(total) for total in totals)
    return [call.book.words("The parts have unlike many dots: {counts}. The same people?", counts=listed)]


def _over(call: Call, step: Vote, event: Ballot, names: dict[int, Choice], part: str) -> list[str]:
    """Return warnings where there are more dots than were given out; they are taken all the same."""
    words = call.book.words
    voters = voters_of(call.book, step, event)
    if voters is None:
        return []
    out = []
    total = sum(count for _, count in event.dots)
    head = f"{part}: " if part else ""
    if step.dots is not None and isinstance(event, CountEntered) and 0 < total * 2 < voters * step.dots:
        out.append(head + words("Only {given} of the {most} that were given out; see that none is missing.",
                                given=given_words(call.book, step, total), most=voters * step.dots))  # fmt: skip
    if step.dots is not None and total > voters * step.dots:
        out.append(head + words("{given}, {most} were given out.", given=given_words(call.book, step, total),
                                most=voters * step.dots))  # fmt: skip
    for item, count in event.dots:
        if count > voters * step.max_per_item:
            out.append(head + words("{name} has {count}; at most {most} each.", name=short(names[item].name, 40),
                                    count=count, most=voters * step.max_per_item))  # fmt: skip
    return out


def _difference(call: Call, step: Vote, earlier: Ballot, now: Ballot, names: dict[int, Choice]) -> str:
    words = call.book.words
    before, after = dict(earlier.dots), dict(now.dots)
    gone = [names[item].name for item in before if item not in after and item in names]
    new = [names[item].name for item in after if item not in before]
    said = []
    if new:
        said.append(words("New: {names}.", names=", ".join(short(name, 40) for name in new)))
    if gone:
        said.append(words("Gone: {names}.", names=", ".join(short(name, 40) for name in gone)))
    total = words("Before: {count}.", count=given_words(call.book, step, sum(before.values())))
    return " ".join([*said, total])
