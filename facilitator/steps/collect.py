"""collect: answers, from groups or from people."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Collect, Step, facets_of
from facilitator.blocks import Block, Mention, Mentions
from facilitator.counting.places import above_cut
from facilitator.session.events import AnswerRecorded, Event, NothingAdded, group_number
from facilitator.session.state import Answer, StepState
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
    pieces,
    short,
    unquoted,
)
from facilitator.tally import CollectItem, Facet, Tally
from facilitator.text import clean, key

_PART_WITHOUT_COLON = r"[\d*]*>\s*\S"


def tally(book: Book, step: Collect) -> Tally:
    """Count the answers of a step, part by part; equal ones are one item."""
    facets = [_facet(book, step, part, name) for part, name in common.ordered_parts(book, step)]
    came = {voter for facet in facets for voter in facet.came}
    return Tally(
        unit=step.by,
        present=common.present(book, step, step.by, came),
        facets=facets,
        parted=facets_of(step) is not None,
        cut=step.cut,
    )


def read(call: Call, step: Collect) -> Reading:
    """Read a line of answers.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    words = call.book.words
    if call.target.voter.startswith("slip"):
        raise LineError(words("Slips are for votes; here write {example}.", example="*: …"))
    answers = pieces(call.content, call.offset)
    if not answers:
        raise LineError(words("Nothing here; write - for nothing to add."), call.offset, call.offset)
    if len(answers) == len(answers[0]) == 1 and is_nothing(answers[0][0]):
        return _nothing(call, step)
    events: list[AnswerRecorded] = []
    for answer in answers:
        events.append(_answer(call, step, answer, events))
    return _told(call, step, events)


def blocks(book: Book, step: Collect, counted: Tally, part: int = 0) -> list[Block]:
    """Return what a step of answers looks like."""
    inner: dict[int, Sequence[Block]] = {}
    for index, facet in enumerate(counted.facets):
        answers = sum(item.answers for item in collected(facet))
        detail = book.words.n("{count} answer", "{count} answers", answers)
        if len(facet.items) != answers:
            detail += ", " + book.words("{count} different", count=len(facet.items))
        inner[index] = [common.base(book, counted, facet, detail), *mentions(book, step, counted, facet)]
    return common.frame(book, step, counted, part, inner)


def mentions(book: Book, step: Step, counted: Tally, facet: Facet) -> list[Block]:
    """Return the items of a part with a mark for each group that said them."""
    items = collected(facet)
    if not items:
        return []
    said = {voter for item in items for voter in item.by}
    groups = common.columns(book, step, said) if any(group_number(voter) for voter in said) else []
    voters = [f"group:{group.number}" for group in groups]
    speakers = _speakers(book) if any(item.fields for item in items) else {}
    above = set(facet.above)
    rows = [
        Mention(
            number=item.number,
            label=item.item,
            marks=[voter in item.by for voter in voters],
            count=item.groups if groups else item.answers,
            answers=item.answers,
            texts=_other_wordings(item),
            fields=_field_lines(book, item, speakers),
            kept=item.kept,
            above=counted.cut is None or item.number in above,
        )
        for item in items
    ]
    unit = book.words("tables") if groups else book.words("answers")
    cut = common.cut_words(book, counted.cut, len(facet.above), len(items) - len(facet.above))
    numbers = [str(group.number) for group in groups]
    names = [group.name or number for group, number in zip(groups, numbers, strict=True)]
    count = book.words.n
    one = count("{count} table", "{count} tables", 1) if groups else count("{count} answer", "{count} answers", 1)
    return [Mentions(names, rows, unit, cut, short=numbers, one=one.removeprefix("1 "))]


def collected(facet: Facet) -> list[CollectItem]:
    """Return a part's items, which are answers here."""
    return [item for item in facet.items if isinstance(item, CollectItem)]


def wording(texts: Iterable[str]) -> str:
    """Return the commonest wording; of equals the first entered."""
    counts = Counter(texts)
    return max(counts, key=counts.__getitem__) if counts else ""


def gathered(number: int, name: str, answers: Sequence[Answer], kept: bool) -> CollectItem:
    """Return answers as one item.

    Args:
        number: The item's number.
        name: Its name; the commonest wording where empty.
        answers: The answers behind it, in the order they came.
        kept: Whether it was marked as going on.
    """
    texts = [answer.text for answer in answers]
    alike = texts.count(texts[0]) == len(texts) if texts else True
    name = name or (texts[0] if alike and texts else wording(texts))
    voters = list(dict.fromkeys([answer.voter for answer in answers]))
    return CollectItem(
        number=number,
        item=name,
        aliases=[] if alike and name in texts else [text for text in dict.fromkeys(texts) if text != name],
        kept=kept,
        by=voters,
        groups=len([voter for voter in voters if group_number(voter) is not None]),
        answers=len(texts),
        texts=texts,
        fields=[answer.fields for answer in answers if answer.fields],
    )


def _facet(book: Book, step: Collect, part: int, name: str) -> Facet:
    happened = book.happened(step)
    answers = [answer for answer in happened.answers.values() if answer.part == part and not answer.withdrawn]
    numbers: defaultdict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        numbers[answer.item].append(answer)
    items = [gathered(number, "", numbers[number], number in happened.kept) for number in sorted(numbers)]
    came = {answer.voter for answer in answers} | {voter for at, voter in happened.nothing if at == part}
    marks = above_cut([item.groups or item.answers for item in items], step.cut)
    silent = common.waiting(book, step, came) if step.by != "facilitator" else []
    # By person nobody waits for tables as long as it is the room that answers.
    is_room = step.by == "person" and not any(map(group_number, came))
    return Facet(
        facet=name,
        units=_units(step, came),
        items=items,
        silent=silent,
        came=sorted(came),
        waiting=[] if is_room else silent,
        above=[item.number for item, above in zip(items, marks, strict=True) if above],
    )


def _units(step: Collect, came: set[str]) -> int | None:
    match step.by:
        case "group":
            return sum(group_number(voter) is not None for voter in came)
        case "facilitator":
            return int(bool(came))
        case _:
            return None


def _nothing(call: Call, step: Collect) -> Reading:
    event = NothingAdded(step=step.id, voter=call.target.voter, part=call.target.part)
    who = call.book.voter_name(call.target.voter)
    return Reading(events=(event,), says=call.book.words("{who} has nothing to add.", who=who), whole=True)


def _answer(call: Call, step: Collect, answer: list[Piece], earlier: list[AnswerRecorded]) -> AnswerRecorded:
    first = answer[0]
    if not first.text:
        raise LineError(call.book.words("An answer begins with its first field."), first.start, first.end)
    if is_nothing(first):
        problem = call.book.words("- says that there is nothing to add, and stands alone; as text in quotation marks.")
        raise LineError(problem, first.start, first.end)
    if call.book.parts(step) and not first.quoted and re.match(_PART_WITHOUT_COLON, first.text):
        problem = call.book.words("A part is chosen with a colon, on a line of its own, as {example}. "
                                  "In quotation marks it is an answer.", example=">2: …")  # fmt: skip
        raise LineError(problem, first.start, first.end)
    fields = _fields(call, step, answer)
    happened, target = call.book.happened(step), call.target
    text, number = clean(first.text), 0
    if first.text.startswith("=") and not first.quoted:
        text, number = _equal_to(call, step, first)
    if fields:
        fields[step.fields[0]] = text
    on_this_line = {key(event.text): event.item for event in earlier}
    next_free = max([happened.highest, *(event.item for event in earlier)]) + 1
    number = number or on_this_line.get(key(text)) or happened.keys.get(key(text), next_free)
    return AnswerRecorded(step=step.id, voter=target.voter, part=target.part, item=number, text=text, fields=fields)


def _fields(call: Call, step: Collect, answer: list[Piece]) -> dict[str, str]:
    if not step.fields:
        if len(answer) > 1:
            raise LineError(
                call.book.words("This step has no fields; put text with | or a tab in quotation marks."),
                answer[1].start - 1,
                answer[-1].end,
            )
        return {}
    if len(answer) > len(step.fields):
        labels = ", ".join(field_label(name, call.book.language) for name in step.fields)
        extra = answer[len(step.fields)]
        raise LineError(call.book.words("Too many fields; they are: {fields}.", fields=labels), extra.start, extra.end)
    return kept_fields(named_fields(step.fields, answer))


def _equal_to(call: Call, step: Collect, piece: Piece) -> tuple[str, int]:
    """Return the wording and the number of the answer that `=4` names; `=4 words` keeps words of its own."""
    digits, _, own = piece.text[1:].strip().partition(" ")
    several = own.replace(" ", "").replace(",", "").isdigit()
    if several or not digits.isascii() or not digits.isdigit():
        problem = call.book.words("After = comes the number of an answer; put text in quotation marks.")
        raise LineError(problem, piece.start, piece.end)
    answers = [answer for answer in call.book.happened(step).standing if answer.item == int(digits)]
    if not answers:
        raise LineError(call.book.words("There is no answer {number}.", number=digits), piece.start, piece.end)
    return clean(unquoted(own)) or wording(answer.text for answer in answers), int(digits)


def _told(call: Call, step: Collect, events: Sequence[AnswerRecorded]) -> Reading:
    words = call.book.words
    happened = call.book.happened(step)
    who = call.book.voter_name(call.target.voter)
    parts = call.book.parts(step)
    where = f"{who} › {parts[call.target.part - 1]}" if 0 < call.target.part <= len(parts) else who
    says = f"{where}: " + words.n("{count} answer.", "{count} answers.", len(events))
    named = {event.item for event in events}
    known: dict[int, set[str]] = {}
    for answer in happened.standing:
        if answer.item in named:
            known.setdefault(answer.item, set()).add(answer.voter)
    details = [
        words("«{text}» is there already ({count}); it now counts for {who} too.", text=_name(happened, event, 40),
              count=words.n("{count} table", "{count} tables", len(known[event.item])),
              who=call.book.voter_name(event.voter))
        for event in events
        if event.item in known and event.voter not in known[event.item]
    ]  # fmt: skip
    details += [
        words("«{text}» counts as {number} «{name}».", text=short(event.text, 30), number=event.item,
              name=_name(happened, event, 30))
        for event in events
        if event.item in known and key(event.text) not in happened.keys
    ]  # fmt: skip
    details += [
        words("{who} has said «{text}» before.", who=call.book.voter_name(event.voter),
              text=short(_said_by(happened.standing, event) or event.text, 40))
        for event in events
        if event.voter in known.get(event.item, ())
    ]  # fmt: skip
    details = list(dict.fromkeys(details))
    recorded: tuple[Event, ...] = tuple(events)
    names = "; ".join(f"{event.item} {_spoken(event)}" for event in events)
    if len(step.fields) > 1 and len(events[-1].fields) < len(step.fields):
        following = step.fields[max(len(events[-1].fields), 1)]
        details.append(words("Then | {field}.", field=field_label(following, call.book.language)))
    return Reading(events=recorded, says=says, details=(names, *details), warnings=_too_many(call, step, events))


def _name(happened: StepState, event: AnswerRecorded, most: int) -> str:
    """Return what an answer's item is called, in so many characters."""
    texts = [answer.text for answer in happened.standing if answer.item == event.item]
    return short(wording(texts) or event.text, most)


def _said_by(standing: Iterable[Answer], event: AnswerRecorded) -> str:
    """Return the words in which a voter said an item before."""
    return next((answer.text for answer in standing if (answer.item, answer.voter) == (event.item, event.voter)), "")


def _spoken(event: AnswerRecorded) -> str:
    return short(" | ".join(event.fields.values()) if event.fields else event.text)


def _too_many(call: Call, step: Collect, events: Sequence[AnswerRecorded]) -> tuple[str, ...]:
    if step.max_answers is None:
        return ()
    target = call.target
    standing = call.book.happened(step).standing
    before = sum(answer.voter == target.voter and answer.part == target.part for answer in standing)
    total = before + len(events)
    if total <= step.max_answers or target.voter == "room":
        return ()
    who = call.book.voter_name(target.voter)
    return (call.book.words("{who} has {count} answers; asked for at most {most}.", who=who, count=total,
                            most=step.max_answers),)  # fmt: skip


def _speakers(book: Book) -> dict[tuple[tuple[str, str], ...], list[str]]:
    """Return who gave each answer of several fields, by its fields."""
    found: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for happened in book.state.steps.values():
        for answer in happened.standing:
            voters = found.setdefault(tuple(answer.fields.items()), [])
            if answer.voter not in voters:
                voters.append(answer.voter)
    return found


def _several(item: CollectItem) -> bool:
    return sum(len(fields) > 1 for fields in item.fields) > 1


def _other_wordings(item: CollectItem) -> list[str]:
    """Return the wordings that differ from an item's name and stand in no line of fields."""
    if not item.aliases:
        return []
    told = {key(next(iter(fields.values()))) for fields in item.fields if len(fields) > 1} if _several(item) else set()
    return [text for text in item.aliases if key(text) != key(item.item) and key(text) not in told]


def _field_lines(book: Book, item: CollectItem, speakers: Mapping[tuple[tuple[str, str], ...], list[str]]) -> list[str]:
    """Return the further fields of an item's answers; of several answers who gave each, and in which words."""
    if not item.fields:
        return []
    lines = []
    for fields in item.fields:
        if len(fields) < 2:
            continue
        (_, text), *rest = fields.items()
        line = " · ".join(f"{field_label(name, book.language)}: {said}" for name, said in rest)
        if _several(item):
            voters = [voter for voter in speakers.get(tuple(fields.items()), []) if voter in item.by]
            who = book.words.listed([book.voter_name(voter) for voter in voters])
            wording_here = f"«{text}»" if key(text) != key(item.item) else ""
            line = f"{' '.join(filter(None, (who, wording_here)))} – {line}" if who or wording_here else line
        lines.append(line)
    return list(dict.fromkeys(lines))
