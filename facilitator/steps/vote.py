"""vote: dots and approvals, from ballots, slips, tables' counts or the room's."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import UNSET, Struct

from facilitator.agenda.model import Vote, facets_of
from facilitator.counting.funding import fund, straddles
from facilitator.counting.places import above_cut, places
from facilitator.counting.shares import shares, shift
from facilitator.session.events import BallotGiven, CountEntered, Event, group_number, slip_number
from facilitator.steps import common
from facilitator.steps.book import Book, Choice
from facilitator.tally import Facet, Funded, Remark, ShiftItem, Source, Tally, VoteItem
from facilitator.text import key

Ballot = BallotGiven | CountEntered


class Counted(Struct, frozen=True):
    """Dots from one source: on each item, the voters behind them, and who took part."""

    source: Source | None
    dots: Mapping[int, int]
    by: Mapping[int, list[str]]
    came: tuple[str, ...]
    blank: int = 0
    spoiled: int = 0
    twice: int = 0
    astray: int = 0
    over: tuple[str, ...] = ()
    heavy: tuple[str, ...] = ()


def tally(book: Book, step: Vote) -> Tally:
    """Count a vote, part by part; where a step has parts, with the shift from the first to the last."""
    parts = common.ordered_parts(book, step)
    voters = {voter for _, voter in book.happened(step).given}
    present = common.present(book, step, step.by, voters)
    facets = [_facet(book, step, part, name, present) for part, name in parts]
    return Tally(
        unit=step.by,
        present=present,
        facets=facets,
        parted=facets_of(step) is not None,
        shift=_shift(book, step, facets) if len(facets) > 1 else UNSET,
        hidden=common.is_hidden(book, step),
        cut=step.cut,
    )





def voted(facet: Facet) -> list[VoteItem]:
    """Return a part's items, which are voted on here."""
    return [item for item in facet.items if isinstance(item, VoteItem)]


def sources(
    book: Book, step: Vote, part: int, choices: Sequence[Choice], coming: Ballot | None = None
) -> list[Counted]:
    """Return every source that a part has, the one that counts first.

    By person it is the room's count, else the slips, else the tables' counts; by group the room's, else the ballots.

    Args:
        book: The session.
        step: The vote.
        part: The part, 0 where the step has none.
        choices: What is chosen among.
        coming: An entry to count as if it were recorded.
    """
    found = _by_source(book, step, part, coming)
    return [_counted(book, step, source, entries, choices) for source, entries in found]


def coming(book: Book, step: Vote, events: Iterable[Event]) -> dict[tuple[int, int], int]:
    """Return by how many dots each item would change with entries that are not recorded yet, by part and item."""
    choices = book.choices(step)
    changes: dict[tuple[int, int], int] = {}
    for event in events:
        if not isinstance(event, BallotGiven | CountEntered) or event.step != step.id:
            continue
        now = next(iter(sources(book, step, event.part, choices)), None)
        then = sources(book, step, event.part, choices, event)[0]
        if now is None or now.source == then.source:
            for number, dots in then.dots.items():
                changes[event.part, number] = dots - (now.dots[number] if now is not None else 0)
    return {at: change for at, change in changes.items() if change}


def counting_source(book: Book, step: Vote, part: int, coming: Ballot | None = None) -> Source | None:
    """Return the source that counts for a part, as `sources` has it first, without counting."""
    return next((source for source, _ in _by_source(book, step, part, coming)), None)


def ballots(book: Book, step: Vote, part: int) -> dict[str, dict[int, int]]:
    """Return the dots of each voter, table or room on the items as they are joined now, from the source that counts.

    Blank ones are there without dots, spoiled ones are not there.

    Args:
        book: The session.
        step: The vote.
        part: The part, 0 where the step has none.
    """
    into = common.mapped(book.choices(step))
    found = _by_source(book, step, part, None)
    entries = found[0][1] if found else []
    counted = [entry for entry in entries if not (isinstance(entry, BallotGiven) and entry.spoiled)]
    return {entry.voter: _on_items(entry, into)[0] for entry in counted}


def _by_source(
    book: Book, step: Vote, part: int, coming: Ballot | None
) -> list[tuple[Source, Sequence[Ballot]]]:
    given = {voter: entry for (at, voter), entry in book.happened(step).given.items() if at == part}
    if coming is not None:
        given[coming.voter] = coming
    room = [entry for voter, entry in given.items() if voter == "room" and isinstance(entry, CountEntered)]
    slips = [entry for voter, entry in given.items() if voter.startswith("slip") and isinstance(entry, BallotGiven)]
    tables = [entry for entry in given.values() if isinstance(entry, CountEntered) and group_number(entry.voter)]
    ballots = [
        entry for voter, entry in given.items() if isinstance(entry, BallotGiven) and not voter.startswith("slip")
    ]
    named: list[tuple[Source, Sequence[Ballot]]] = [
        ("room", room), ("slips", slips), ("tables", tables), ("ballots", ballots)
    ]  # fmt: skip
    return [(source, entries) for source, entries in named if entries]


def _counted(book: Book, step: Vote, source: Source, entries: Iterable[Ballot], choices: Sequence[Choice]) -> Counted:
    into = common.mapped(choices)
    dots = {choice.number: 0 for choice in choices}
    by: dict[int, list[str]] = {choice.number: [] for choice in choices}
    came: list[str] = []
    blank = spoiled = twice = astray = 0
    heavy: list[str] = []
    for entry in entries:
        came.append(entry.voter)
        if isinstance(entry, BallotGiven) and entry.spoiled:
            spoiled += 1
            continue
        if has_too_many(book, step, entry):
            heavy.append(entry.voter)
        cast, doubled, lost = _on_items(entry, into)
        twice, astray = twice + doubled, astray + lost
        blank += isinstance(entry, BallotGiven) and not cast and not lost
        for number, count in cast.items():
            dots[number] += count
            by[number].append(entry.voter)
    singles = source in ("slips", "ballots")
    return Counted(source, dots, by, tuple(sorted(came)), blank, spoiled, twice, astray,
                   over=tuple(heavy) if singles else (), heavy=() if singles else tuple(heavy))  # fmt: skip


def has_too_many(book: Book, step: Vote, entry: Ballot) -> bool:
    """Tell whether an entry has more dots than its voters were given, in all or on one item."""
    voters = voters_of(book, step, entry)
    if voters is None:
        return False
    dots = [count for _, count in entry.dots]
    in_all = step.dots is not None and sum(dots) > voters * step.dots
    return in_all or any(count > voters * step.max_per_item for count in dots)


def voters_of(book: Book, step: Vote, entry: Ballot) -> int | None:
    """Return how many voters an entry speaks for, None where nobody counted them."""
    if isinstance(entry, BallotGiven):
        return 1
    if entry.voter == "room":
        return book.state.people if step.by == "person" else len(book.state.active_groups) or None
    group = book.state.groups.get(group_number(entry.voter) or 0)
    return group.people if group else None


def _on_items(entry: Ballot, into: Mapping[int, int]) -> tuple[dict[int, int], int, int]:
    """Return an entry's dots on the items as they are joined now, how many it has twice, and how many on none.

    A voter who chose two items that are one counts once there. A count of many voters is added: who chose both
    cannot be known.
    """
    cast: dict[int, int] = {}
    doubled = lost = 0
    for number, count in entry.dots:
        item = into.get(number)
        if item is None:
            lost += count
        elif count and item in cast:
            doubled += 1
            cast[item] = max(cast[item], count) if isinstance(entry, BallotGiven) else cast[item] + count
        elif count:
            cast[item] = count
    return cast, doubled, lost


def _facet(book: Book, step: Vote, part: int, name: str, present: int | None) -> Facet:
    choices = book.choices(step)
    found = sources(book, step, part, choices)
    counted = found[0] if found else Counted(None, {}, {}, ())
    heard = sorted({voter for one in found for voter in one.came if voter != "room"} | set(counted.came))
    items = _items(book, step, choices, counted, part)
    cast = sum(item.dots for item in items)
    capacity = present * step.dots if present is not None and step.dots is not None else None
    marks = above_cut([item.dots for item in items], step.cut)
    return Facet(
        facet=name,
        units=_units(book, step, counted),
        items=items,
        source=counted.source,
        cast=cast,
        capacity=capacity,
        unused=None if capacity is None else capacity - cast,
        blank=counted.blank,
        spoiled=counted.spoiled,
        funded=_funded(book, step, choices, items) if step.funds is not None else UNSET,
        warnings=_warnings(book, step, found, items, choices, capacity),
        came=list(counted.came),
        waiting=common.waiting(book, step, heard) if counted.source in (None, "ballots", "tables") else [],
        above=[item.number for item, above in zip(items, marks, strict=True) if above],
    )


def _items(book: Book, step: Vote, choices: Sequence[Choice], counted: Counted, part: int) -> list[VoteItem]:
    dots = [counted.dots.get(choice.number, 0) for choice in choices]
    ranks = places([float(count) if count else None for count in dots])
    portions = shares(dots)
    known = counted.source in ("ballots", "slips")
    kept = book.happened(step).kept
    earlier = _earlier(book, step, part)
    items = [
        VoteItem(
            number=choice.number,
            item=choice.name,
            aliases=list(choice.aliases),
            place=place,
            kept=choice.number in kept,
            by=counted.by.get(choice.number, []),
            dots=count,
            voters=len(counted.by.get(choice.number, [])) if known else None,
            share=portion,
            change=UNSET if earlier is None else _less(count, earlier.get(key(choice.name))),
        )
        for choice, count, place, portion in zip(choices, dots, ranks, portions, strict=True)
    ]
    return sorted(items, key=lambda item: (item.place is None, item.place, item.number))


def _earlier(book: Book, step: Vote, part: int) -> dict[str, int] | None:
    """Return the dots of the earlier step that this one asks again, by wording."""
    if step.again is None:
        return None
    facets = book.tally(book.state.agenda.step(step.again)).facets
    facet = facets[part - 1] if 0 < part <= len(facets) else facets[-1]
    return {key(item.item): item.dots for item in voted(facet)}


def _less(now: int, then: int | None) -> float | None:
    return None if then is None else now - then


def _units(book: Book, step: Vote, counted: Counted) -> int | None:
    match counted.source:
        case None:
            return 0
        case "room":
            return None
        case "tables":
            return common.people_of(book, counted.came)
        case _:
            return len(counted.came)


def _funded(book: Book, step: Vote, choices: Sequence[Choice], items: Sequence[VoteItem]) -> Funded:
    stop, skip = fund(_order(book, step, choices, items), step.funds or 0)
    return Funded(stop, skip)


def _order(
    book: Book, step: Vote, choices: Sequence[Choice], items: Sequence[VoteItem]
) -> list[tuple[int, float | None, float]]:
    costs = {choice.number: book.cost(step, choice) for choice in choices}
    return [(item.number, costs[item.number], float(item.dots)) for item in items]


def _warnings(
    book: Book,
    step: Vote,
    found: Sequence[Counted],
    items: Sequence[VoteItem],
    choices: Sequence[Choice],
    capacity: int | None,
) -> list[Remark]:
    words = book.words
    out: list[Remark] = []
    cast = sum(item.dots for item in items)
    if capacity is not None and cast > capacity:
        out.append(Remark("over", words("{cast} dots cast, {over} more than there were.", cast=cast,
                                        over=cast - capacity)))  # fmt: skip
    if found and found[0].over:
        out.append(Remark("ballots", words("{names}: more dots than a ballot has; all are counted.",
                                           names=_voters(book, found[0].over))))  # fmt: skip
    if found and found[0].heavy:
        out.append(Remark("counts", words("{names}: more dots than its people were given; all are counted.",
                                          names=_voters(book, found[0].heavy))))  # fmt: skip
    if len(found) > 1:
        out.extend(_differences(book, found))
    if found and found[0].twice:
        text = words("Items were joined after they were voted on; who chose both counts once where that is known.")
        out.append(Remark("joined", text))
    if found and found[0].astray:
        out.append(Remark("astray", words("{count} dots are on items that are no longer in the list.",
                                          count=found[0].astray)))  # fmt: skip
    if step.funds is not None:
        order = _order(book, step, choices, items)
        if any(cost is None and dots for _, cost, dots in order):
            out.append(Remark("cost", words("An item with votes has no cost.")))
        if straddles(order, step.funds):
            out.append(Remark("tie", words("The money ends in the middle of a tie.")))
    if book.changed_since_frozen(step):
        out.append(Remark("list", common.list_changed(book)))
    return out


def _voters(book: Book, voters: Sequence[str]) -> str:
    """Return voters in words, tables before slips, and each in the order of its number."""
    ordered = sorted(voters, key=lambda voter: (group_number(voter) or 0, slip_number(voter) or 0))
    return common.some(book, [book.voter_name(voter) for voter in ordered])


def _differences(book: Book, found: Sequence[Counted]) -> list[Remark]:
    first = found[0]
    out = []
    for other in found[1:]:
        if dict(first.dots) != dict(other.dots):
            text = book.words(
                "{source} counts ({count} dots). "
                "{other} says {others}: another count of the same votes, so it is not added.",
                source=source_name(book, first.source),
                count=sum(first.dots.values()),
                other=source_name(book, other.source),
                others=sum(other.dots.values()),
            )
            out.append(Remark("differs", text))
    return out


def source_name(book: Book, source: Source | None) -> str:
    """Return what a source of dots is called."""
    words = book.words
    match source:
        case "room":
            return words("The room's count")
        case "slips":
            return words("The pile of slips")
        case "tables":
            return words("The sum of the tables")
        case _:
            return words("The tables' ballots")


def _shift(book: Book, step: Vote, facets: Sequence[Facet]) -> list[ShiftItem]:
    choices = book.choices(step)
    first = {item.number: item.dots for item in voted(facets[0])}
    last = {item.number: item.dots for item in voted(facets[-1])}
    numbers = [choice.number for choice in choices]
    points = shift([first[number] for number in numbers], [last[number] for number in numbers])
    return [ShiftItem(choice.number, choice.name, change) for choice, change in zip(choices, points, strict=True)]



