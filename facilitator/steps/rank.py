"""rank: ordered lists, from tables or from slips."""

from collections.abc import Mapping, Sequence

from msgspec import UNSET

from facilitator.agenda.model import Rank
from facilitator.blocks import Bar, Bars, Block
from facilitator.counting.borda import borda, firsts
from facilitator.counting.places import above_cut, places
from facilitator.session.events import RankingGiven, group_number
from facilitator.steps import common
from facilitator.steps.book import Book
from facilitator.steps.line import Call, LineError, Piece, Reading, choice, named, tokens, voter_of
from facilitator.tally import Facet, RankItem, Remark, Tally
from facilitator.text import key


def tally(book: Book, step: Rank) -> Tally:
    """Count rankings by Borda's rule, `choose` points to the first; see counting/borda.py."""
    given = _given(book, step)
    came = sorted(entry.voter for entry in given)
    items = _items(book, step, given)
    marks = above_cut([item.points for item in items], step.cut)
    facet = Facet(
        units=len(given),
        items=items,
        warnings=_warnings(book, step, given),
        came=came,
        waiting=common.waiting(book, step, came) if step.by == "group" else [],
        above=[item.number for item, above in zip(items, marks, strict=True) if above],
    )
    return Tally(
        unit=step.by,
        present=common.present(book, step, step.by, came),
        facets=[facet],
        hidden=common.is_hidden(book, step),
        cut=step.cut,
    )


def read(call: Call, step: Rank) -> Reading:
    """Read a ranking: items by number, best first, `+` between those that stand together.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    words = call.book.words
    target = call.target.voter
    if step.by == "group" and target.startswith("slip"):
        raise LineError(words("Slips are for votes by person; here each table has one ballot."))
    if target == "room" or (step.by == "person" and group_number(target)):
        raise LineError(words("A ranking comes from one voter; here write {example}.",
                              example="+: …" if step.by == "person" else "3: …"))  # fmt: skip
    event = _ranking(call, step)
    details = [_sentence(call, event)]
    earlier = call.book.happened(step).given.get((0, event.voter))
    replaces = isinstance(earlier, RankingGiven) and earlier != event
    who = call.book.voter_name(event.voter)
    says = words("Replaces what {who} gave before.", who=who) if replaces else who + "."
    if replaces and isinstance(earlier, RankingGiven):
        details.append(words("Before: {count}.", count=_sentence(call, earlier)))
    return Reading((event,), says, tuple(details), _too_many(call, step, event), replaces=replaces, whole=True)


def blocks(book: Book, step: Rank, counted: Tally, part: int = 0) -> list[Block]:
    """Return what a ranking looks like: bars of points in order of place."""
    facet = counted.facets[0]
    items = ranked(facet)
    words = book.words
    rows = [
        Bar(
            number=item.number,
            label=item.item,
            value=item.points,
            shown=words.number(item.points, 0 if item.points == int(item.points) else 1),
            place=item.place,
            note=_note(book, step, item),
            above=counted.cut is None or item.number in facet.above,
            kept=item.kept,
        )
        for item in items
    ]
    cut = common.cut_words(book, counted.cut, len(facet.above), len(items) - len(facet.above))
    choose = step.choose or len(items)
    detail = words("{most} points to the first, then {next} …", most=choose, next=choose - 1) if choose > 1 else ""
    bars: list[Block] = [Bars(rows, words("points"), cut, note_head=words("ranked by"))] if rows else []
    return common.frame(book, step, counted, part, {0: [common.base(book, counted, facet, detail), *bars]})


def ranked(facet: Facet) -> list[RankItem]:
    """Return a part's items, which are ranked here."""
    return [item for item in facet.items if isinstance(item, RankItem)]


def ballots(book: Book, step: Rank) -> dict[str, list[list[int]]]:
    """Return each voter's ranking of the items as they are joined now; spoiled ones are not there."""
    into = common.mapped(book.choices(step))
    return {entry.voter: _as_joined(entry, into) for entry in _given(book, step) if not entry.spoiled}


def _given(book: Book, step: Rank) -> list[RankingGiven]:
    given = [entry for entry in book.happened(step).given.values() if isinstance(entry, RankingGiven)]
    slips = [entry for entry in given if entry.voter.startswith("slip")]
    return slips or given if step.by == "person" else given


def _items(book: Book, step: Rank, given: Sequence[RankingGiven]) -> list[RankItem]:
    choices = book.choices(step)
    into = common.mapped(choices)
    numbers = [item.number for item in choices]
    ballots = [_as_joined(entry, into) for entry in given]
    points = borda(ballots, numbers, step.choose or len(numbers)) if numbers else {}
    first = firsts(ballots, numbers) if numbers else {}
    by = {
        number: [
            entry.voter for entry, ballot in zip(given, ballots, strict=True) if any(number in tied for tied in ballot)
        ]
        for number in numbers
    }
    ranks = places([points[number] or None for number in numbers])
    kept = book.happened(step).kept
    earlier = None
    if step.again is not None:
        facet = book.tally(book.state.agenda.step(step.again)).facets[0]
        earlier = {key(item.item): item.points for item in ranked(facet)}
    items = [
        RankItem(
            number=item.number,
            item=item.name,
            aliases=list(item.aliases),
            place=place,
            kept=item.number in kept,
            by=by[item.number],
            points=points[item.number],
            voters=len(by[item.number]),
            firsts=first[item.number],
            change=UNSET if earlier is None else _less(points[item.number], earlier.get(key(item.name))),
        )
        for item, place in zip(choices, ranks, strict=True)
    ]
    return sorted(items, key=lambda item: (item.place is None, item.place, item.number))


def _less(now: float, then: float | None) -> float | None:
    return None if then is None else now - then


def _as_joined(entry: RankingGiven, joined: Mapping[int, int]) -> list[list[int]]:
    """Return a ballot on the items as they are joined now: the best place of a joined item counts."""
    seen: set[int] = set()
    ballot: list[list[int]] = []
    for tied in entry.order:
        fresh = list(dict.fromkeys(joined[number] for number in tied if number in joined))
        fresh = [number for number in fresh if number not in seen]
        seen.update(fresh)
        if fresh:
            ballot.append(fresh)
    return ballot


def _warnings(book: Book, step: Rank, given: Sequence[RankingGiven]) -> list[Remark]:
    out: list[Remark] = []
    over = sum(step.choose is not None and sum(map(len, entry.order)) > step.choose for entry in given)
    if over:
        out.append(Remark("ballots", book.words.n(
            "{count} ballot ranks more than asked for; only the first ones get points.",
            "{count} ballots rank more than asked for; only the first ones get points.", over)))  # fmt: skip
    if book.changed_since_frozen(step):
        out.append(Remark("list", common.list_changed(book)))
    return out


def _ranking(call: Call, step: Rank) -> RankingGiven:
    voter = voter_of(call)
    content = call.content.strip()
    if not call.choices:
        raise LineError(call.book.words("There is nothing to choose among in this step yet."), call.offset)
    if content in ("x", "-"):
        return RankingGiven(step=step.id, voter=voter, spoiled=content == "x")
    if not content:
        raise LineError(call.book.words("Nothing here; write - for a blank one."), call.offset, call.offset)
    order: list[list[int]] = []
    seen: set[int] = set()
    for token in tokens(Piece(call.content, call.offset, call.offset + len(call.content))):
        tied: list[int] = []
        at = token.start
        for text in token.text.split("+"):
            chosen = choice(Piece(text, at, at + len(text)), call)
            if chosen.number in seen:
                raise LineError(call.book.words("{name} is there twice.", name=named(call, chosen)), at, at + len(text))
            seen.add(chosen.number)
            tied.append(chosen.number)
            at += len(text) + 1
        order.append(tied)
    return RankingGiven(step=step.id, voter=voter, order=order)


def _sentence(call: Call, event: RankingGiven) -> str:
    words = call.book.words
    if event.spoiled:
        return words("spoiled")
    if not event.order:
        return words("blank")
    names = {one.number: one.name for one in call.choices}
    said: list[str] = []
    place = 1
    for tied in event.order:
        together = " + ".join(names.get(number, str(number)) for number in tied)
        said.append(f"{place}. {together}")
        place += len(tied)
    return "  ".join(said)


def _too_many(call: Call, step: Rank, event: RankingGiven) -> tuple[str, ...]:
    count = sum(len(tied) for tied in event.order)
    if step.choose is None or count <= step.choose:
        return ()
    return (call.book.words.n("{ranked} are ranked; those after the first get no points.",
                              "{ranked} are ranked; those after the first {count} get no points.",
                              step.choose, ranked=count),)  # fmt: skip


def _note(book: Book, step: Rank, item: RankItem) -> str:
    words = book.words
    said = [common.voters(words, step.by, item.voters)] if item.voters else []
    if item.firsts:
        said.append(words.n("{count} first place", "{count} first places", item.firsts))
    if isinstance(item.change, float | int):
        said.append(words.signed(item.change, 0 if item.change == int(item.change) else 1))
    return ", ".join(said)
