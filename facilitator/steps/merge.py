"""merge: read back the answers of earlier steps and join those that are the same. A join is a link, never a copy."""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from facilitator.agenda.model import Choice, Merge, Step, sources_of
from facilitator.blocks import Block
from facilitator.counting.places import above_cut
from facilitator.session.events import Joined, Renamed, Split, group_number
from facilitator.session.state import Answer, Join
from facilitator.steps import common
from facilitator.steps.book import Book, first
from facilitator.steps.collect import collected, mentions, wording
from facilitator.steps.line import Call, LineError, Piece, Reading, number, short, tokens, unquoted
from facilitator.tally import CollectItem, Facet, Item, Tally
from facilitator.text import key

_JOINS = r"(?P<numbers>\s*\d[\d\s,]*)=(?P<name>.*)"

Reference = tuple[str, int]


def tally(book: Book, step: Merge) -> Tally:
    """Count the answers of the source steps, joins as one item; by groups, then answers, then number."""
    happened = book.happened(step)
    single = _singles(book, step)
    joins = _standing(happened.joins, single)
    joined = {member for join in joins for member in join.members}
    items = [_named(happened.names, item, number in happened.kept)
             for number, item in single.items() if number not in joined]  # fmt: skip
    items += [_joined(join, single, not join.members.isdisjoint(happened.kept)) for join in joins]
    items.sort(key=lambda item: (-item.groups, -item.answers, item.number))
    sources = _counted(book, step)
    came = sorted({voter for facet in sources for voter in facet.came})
    silent = common.waiting(book, step, came)
    tables = sum(group_number(voter) is not None for voter in came)
    # What the room said by itself is of no table, and none is missing from it.
    is_room = bool(came) and not tables and not any(facet.waiting for facet in sources)
    marks = above_cut([item.groups or item.answers for item in items], step.cut)
    above = [item.number for item, is_above in zip(items, marks, strict=True) if is_above]
    facet = Facet(
        units=tables,
        items=items,
        silent=silent,
        came=came,
        waiting=[] if is_room else silent,
        above=above,
    )
    return Tally(unit="group", present=common.present(book, step, "group", came), facets=[facet], cut=step.cut)


def read(call: Call, step: Merge) -> Reading:
    """Read a line of the merge step: a join, a new name, or words to find.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    items = collected(call.book.tally(step).facets[0])
    match = re.fullmatch(_JOINS, call.content)
    if match is None:
        return _found(call, items)
    numbers = _numbers(call, Piece(match["numbers"], call.offset, call.offset + match.end("numbers")), step)
    name = unquoted(match["name"])
    if len(numbers) > 1:
        return _join(call, step, numbers, name)
    if not name:
        raise LineError(call.book.words("After = comes the new name."), call.offset + len(call.content))
    old = _item(items, numbers[0], call.book, step).item
    return Reading(
        events=(Renamed(step=step.id, item=numbers[0], name=name),),
        says=call.book.words("{number} «{old}» is called «{name}».", number=numbers[0], old=short(old),
                             name=short(name)),
    )  # fmt: skip


def split(call: Call, step: Merge) -> Reading:
    """Read `/split 7` or `/split 3 7 12`: take items out of their joins.

    Raises:
        LineError: one is in no join.
    """
    words, joins = call.book.words, call.book.happened(step).joins
    pieces = list(tokens(Piece(call.content, call.offset, call.offset + len(call.content))))
    if not pieces:
        raise LineError(words("Which one? Write its number."), call.offset)
    wanted = list(dict.fromkeys(number(piece, call) for piece in pieces))
    for piece in pieces:
        if not any(number(piece, call) in join.members for join in joins):
            problem = words("{number} is not joined with anything.", number=number(piece, call))
            raise LineError(problem, piece.start, piece.end)
    singles = _singles(call.book, step)
    names = [f"{one} «{short(singles[one].item if one in singles else str(one))}»" for one in wanted]
    says = words.n("{names} stands by itself again.", "{names} stand by themselves again.", len(names),
                   names=words.listed(names))  # fmt: skip
    left = [
        words("{numbers} stay together, as number {number}.", numbers=words.listed([str(one) for one in sorted(rest)]),
              number=min(rest))
        for join in joins
        if len(rest := join.members - set(wanted)) > 1 and min(join.members) in wanted
    ]  # fmt: skip
    return Reading(events=tuple(Split(step=step.id, item=one) for one in wanted), says=says, details=tuple(left))


def answers_in(book: Book, step: Merge, item: CollectItem) -> list[Answer]:
    """Return the answers that became an item, in the order they came; none for what the agenda names itself."""
    roots, wordings = _roots(book, step), {key(text) for text in item.texts}
    return [
        answer
        for one in book.state.agenda.steps
        if one.id in roots
        for answer in book.happened(one).standing
        if key(answer.text) in wordings and answer.voter in item.by
    ]


def blocks(book: Book, step: Merge, counted: Tally, part: int = 0) -> list[Block]:
    """Return what the merged list looks like."""
    facet = counted.facets[0]
    items = collected(facet)
    joins = sum(bool(join.members) for join in book.happened(step).joins)
    detail = book.words.n("{count} item", "{count} items", len(items))
    if joins:
        detail += ", " + book.words.n("{count} joined", "{count} joined", joins)
    return common.frame(book, step, counted, part, {0: [common.base(book, counted, facet, detail), *mentions(
        book, step, counted, facet)]})  # fmt: skip


def highest(book: Book, step: Step) -> int:
    """Return the highest number that an item of a step ever had: the next new one gets one more.

    Args:
        book: The session.
        step: A step whose items appear in it, or one that takes all of other steps' items.
    """
    sources = sources_of(step)
    if len(sources) > 1:
        return len(_order(book, step)) if isinstance(step, Merge) else len(book.choices(step))
    if sources:
        return highest(book, book.state.agenda.step(sources[0].step))
    return max(book.happened(step).highest, len(getattr(step, "items", ())))


def _singles(book: Book, step: Merge) -> dict[int, CollectItem]:
    """Return the source steps' items before any join of this step, by the number they have here."""
    if len(step.sources) == 1:
        return {item.number: item for item in _source_items(book, step.sources[0].step, step.sources[0].first)}
    order = _order(book, step)
    found: dict[str, CollectItem] = {}
    for source in step.sources:
        for item in _source_items(book, source.step, source.first):
            number_here = order.setdefault(_origin(book, source.step, item.number), len(order) + 1)
            earlier = found.get(key(item.item))
            merged = item if earlier is None else _together(earlier, item)
            lowest = number_here if earlier is None else min(earlier.number, number_here)
            found[key(item.item)] = _numbered(merged, lowest)
    return {item.number: item for item in sorted(found.values(), key=lambda item: item.number)}


def _order(book: Book, step: Merge) -> dict[Reference, int]:
    """Return the numbers of a merge of several steps: first what the agenda lists, then by first appearance.

    Later answers never move them.
    """
    roots = _roots(book, step)
    listed = [
        (one.id, number)
        # By their numbers, which stay with them when steps are moved.
        for _, one in sorted(book.state.agenda.numbered, key=itemgetter(0))
        if one.id in roots and isinstance(one, Choice)
        for number in range(1, len(one.items) + 1)
    ]
    appeared = [reference for reference in book.state.appearances if reference[0] in roots]
    return {reference: at for at, reference in enumerate([*listed, *appeared], 1)}


def _roots(book: Book, step: Step) -> set[str]:
    """Return the steps where the items of a step appear first."""
    sources = sources_of(step)
    if isinstance(step, Merge) or len(sources) == 1:
        return set[str]().union(*(_roots(book, book.state.agenda.step(source.step)) for source in sources))
    return {step.id}


def _origin(book: Book, step_id: str, item: int) -> Reference:
    """Return where an item of a source step appeared first."""
    step = book.state.agenda.step(step_id)
    sources = sources_of(step)
    if len(sources) == 1:
        return _origin(book, sources[0].step, item)
    if isinstance(step, Merge):
        return next((reference for reference, at in _order(book, step).items() if at == item), (step_id, item))
    return (step_id, item)


def _source_items(book: Book, step_id: str, first_k: int | None) -> Iterator[CollectItem]:
    source = book.state.agenda.step(step_id)
    items: dict[int, CollectItem] = {}
    for facet in book.tally(source).facets:
        for item in facet.items:
            found = _as_collected(item)
            items[item.number] = _together(items[item.number], found) if item.number in items else found
    if first_k is None:
        yield from (items[number] for number in sorted(items))
        return
    counted = book.tally(source)
    ordered = counted.facet_items() if source.kind == "collect" else counted.items
    wanted = {item.number for item in first(ordered, first_k)}
    yield from (items[number] for number in sorted(items) if number in wanted)


def _as_collected(item: Item) -> CollectItem:
    if isinstance(item, CollectItem):
        return item
    return CollectItem(number=item.number, item=item.item, groups=0, answers=0, texts=[item.item], fields=[])


def _together(left: CollectItem, right: CollectItem) -> CollectItem:
    texts = [*left.texts, *right.texts]
    by = list(dict.fromkeys([*left.by, *right.by]))
    name = left.item if left.item == right.item else wording(texts)
    return CollectItem(
        number=min(left.number, right.number),
        item=name,
        aliases=[text for text in dict.fromkeys([left.item, right.item, *texts]) if text != name],
        by=by,
        groups=sum(group_number(voter) is not None for voter in by),
        answers=left.answers + right.answers,
        texts=texts,
        fields=[*left.fields, *right.fields],
    )


def _numbered(item: CollectItem, number_here: int) -> CollectItem:
    return _changed(item, number_here, item.item, item.kept)


def _changed(item: CollectItem, number_here: int, name: str, kept: bool) -> CollectItem:
    return CollectItem(
        number=number_here,
        item=name,
        aliases=[text for text in dict.fromkeys([item.item, *item.aliases, *item.texts]) if text != name],
        kept=kept,
        by=item.by,
        groups=item.groups,
        answers=item.answers,
        texts=item.texts,
        fields=item.fields,
    )


def _named(names: dict[int, str], item: CollectItem, kept: bool) -> CollectItem:
    return _changed(item, item.number, names.get(item.number, item.item), kept)


def _standing(joins: Sequence[Join], single: dict[int, CollectItem]) -> list[Join]:
    """Return the joins of items that still have answers."""
    return [join for join in joins if not join.members.isdisjoint(single)]


def _joined(join: Join, single: dict[int, CollectItem], kept: bool) -> CollectItem:
    members = [single[number] for number in sorted(join.members) if number in single]
    whole = members[0]
    for member in members[1:]:
        whole = _together(whole, member)
    return _changed(whole, min(join.members), join.name or wording(whole.texts), kept)


def _counted(book: Book, step: Merge) -> list[Facet]:
    """Return what was counted in the steps that are read back."""
    steps = (book.state.agenda.step(source.step) for source in step.sources)
    return [facet for source in steps for facet in book.tally(source).facets]


def _item(items: Sequence[CollectItem], wanted: int, book: Book, step: Merge) -> CollectItem:
    for item in items:
        if item.number == wanted:
            return item
    for join in book.happened(step).joins:
        if wanted in join.members:
            return _item(items, min(join.members), book, step)
    raise LineError(book.words("There is no item {number}.", number=wanted))


def _numbers(call: Call, piece: Piece, step: Merge) -> list[int]:
    single = _singles(call.book, step)
    known = set(single).union(*(join.members for join in _standing(call.book.happened(step).joins, single)))
    found: list[int] = []
    for token in tokens(piece):
        wanted = number(token, call)
        if wanted not in known:
            raise LineError(call.book.words("There is no item {number}.", number=wanted), token.start, token.end)
        found.append(wanted)
    return list(dict.fromkeys(found))


def _join(call: Call, step: Merge, numbers: list[int], name: str) -> Reading:
    book, words = call.book, call.book.words
    single = _singles(book, step)
    members = set(numbers)
    for join in book.happened(step).joins:
        if join.members & members:
            members |= join.members
            name = name or join.name
    whole = _joined(Join(members, name), single, False)
    tables = words.n("{count} table", "{count} tables", whole.groups)
    event = Joined(step=step.id, items=numbers, name=name)
    return Reading(
        events=(event,),
        says=words("{count} items become one: «{name}», {tables}.", count=len(members), name=short(whole.item),
                   tables=tables),
        details=("; ".join(f"{number} {short(single[number].item, 40)}" for number in sorted(members)
                           if number in single), words("The originals stay.")),
    )  # fmt: skip


def _found(call: Call, items: Sequence[CollectItem]) -> Reading:
    """Return the items that a search finds: by their numbers, or by a part of any wording."""
    words = call.book.words
    wanted = key(unquoted(call.content))
    numbers = wanted.replace("+", " ").replace(",", " ").split()
    only_numbers = all(token.isascii() and token.isdigit() for token in numbers)
    found = [
        item
        for item in items
        if (
            str(item.number) in numbers
            if only_numbers
            else any(wanted in key(text) for text in (item.item, *item.texts))
        )
    ]
    if not found:
        return Reading(says=words("Nothing found for «{text}».", text=short(call.content)))
    names = "; ".join(f"{item.number} {short(item.item, 40)}" for item in found)
    hint = words("Join with {example}.", example=" ".join(str(item.number) for item in found[:3]) + " = …")
    return Reading(says=names, details=(hint,), found=tuple(item.number for item in found))
