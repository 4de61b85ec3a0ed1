"""What corrects a record: /fix, /withdraw, /move, and what marks an item as going on: /keep."""

import re
from collections.abc import Sequence

from facilitator.agenda.model import Act, Collect, Source, Step, Talk, facets_of, sources_of, unit_of
from facilitator.entry import address
from facilitator.entry.vocabulary import typed
from facilitator.entry.whose import not_there
from facilitator.session import events as ev
from facilitator.session.events import Event
from facilitator.session.state import Answer, Given
from facilitator.steps import act
from facilitator.steps.book import Book
from facilitator.steps.collect import wording
from facilitator.steps.kinds import read as read_content
from facilitator.steps.line import (
    Call,
    LineError,
    Piece,
    Reading,
    Target,
    is_nothing,
    kept_fields,
    named_fields,
    number,
    pieces,
    short,
    tokens,
    unquoted,
)
from facilitator.text import clean, key

_NOTES = re.compile(r"n\d{1,6}(-n?\d{1,6})?")


def fix(call: Call, step: Step) -> Reading:
    """Read `/fix 14 = …`, `/fix 3: 14 = …`, `/fix n2 = …`, or a whole ballot, `/fix 3: 1 4 7`.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    addressed = _addressed(call, step)
    left, equals, right = addressed.content.partition("=")
    offset = addressed.offset + len(left) + 1
    if _is_note(step, left.strip()) and equals:
        return _fix_note(call, step, left.strip(), unquoted(right))
    if isinstance(step, Collect | Act):
        if not equals:
            example = typed("fix", "14 = …", call.book.language)
            raise LineError(call.book.words("Write {example}.", example=example), call.offset)
        at = Piece(left.strip(), addressed.offset, addressed.offset + len(left))
        if isinstance(step, Act):
            return _fix_action(call, step, number(at, call), right, offset)
        return _fix_answer(call, step, addressed, number(at, call), right, offset)
    target = _owner(call, step, addressed, "/fix 3: …")
    inner = Call(call.book, target, addressed.content, addressed.offset, step.id, call.choices)
    return read_content(inner, step).but(replaces=False)


def stand_alone(call: Call, step: Collect) -> Reading:
    """Read `/split 3: 4`: an answer that counts as item 4 in words of its own stands by itself again.

    Raises:
        LineError: there is no such answer, or it says the same as the others.
    """
    words = call.book.words
    addressed = _addressed(call, step)
    numbers = _expand(addressed.content.strip())
    own = [
        answer
        for answer in call.book.happened(step).standing
        if answer.item in numbers[:1] and (not addressed.target.named or answer.voter == addressed.target.voter)
        and key(answer.text) != _first_words(call.book, step, answer.item)
    ]  # fmt: skip
    if not own:
        raise LineError(words("Nothing there was joined with something else."), call.offset)
    texts = list(dict.fromkeys(key(answer.text) for answer in own))
    first_free = call.book.happened(step).highest + 1
    events = tuple(
        ev.AnswerCorrected(step=step.id, answer=answer.id, item=first_free + texts.index(key(answer.text)),
                           text=answer.text, fields=answer.fields)
        for answer in own
    )  # fmt: skip
    names = "; ".join(f"{first_free + at} {text}" for at, text in enumerate(dict.fromkeys(a.text for a in own)))
    return Reading(events, words("Stands by itself again: {names}.", names=names))


def _first_words(book: Book, step: Collect, item: int) -> str:
    """Return the words that gave an item its number, folded for comparing."""
    return next((key(answer.text) for answer in book.happened(step).standing if answer.item == item), "")


def withdraw(call: Call, step: Step) -> Reading:
    """Read `/withdraw 14`, `/withdraw 3: 14`, `/withdraw n2`, or a whole ballot, `/withdraw 3:`.

    Raises:
        LineError: there is nothing such.
    """
    words = call.book.words
    addressed = _addressed(call, step)
    what = addressed.content.strip()
    if what and _is_note(step, what):
        events: list[Event] = [
            ev.NoteChanged(step=step.id, number=found, withdrawn=True) for found in _notes(call, step, what)
        ]
        return Reading(tuple(events), words("Takes back: {names}.", names=_note_texts(call.book, step, what)))
    if isinstance(step, Collect):
        answers = _answers(call, step, addressed, what, ("withdraw", ""))
        events = [ev.AnswerWithdrawn(step=step.id, answer=answer.id) for answer in answers]
        return Reading(tuple(events), words("Takes back: {names}.", names=_texts(answers)))
    if isinstance(step, Act):
        numbers = _actions(call, step, what, addressed.offset)
        events = [ev.ActionChanged(step=step.id, item=item, status="withdrawn") for item in numbers]
        return Reading(tuple(events), words("Takes back: {names}.", names=_action_texts(call.book, step, numbers)))
    entries = _entries(call, step, addressed)
    events = [ev.EntryWithdrawn(step=step.id, voter=voter, part=part) for part, voter in entries]
    who = call.book.voter_name(addressed.target.voter)
    return Reading(tuple(events), words("Takes back what {who} gave.", who=who), replaces=True)


def move(call: Call, step: Step) -> Reading:
    """Read `/move 14-18 = 4`, `/move 3: 14 = 4`, to a part `/move 14 = >2`, or a whole ballot, `/move 3: = 4`.

    Raises:
        LineError: there is nothing such, or no such table.
    """
    words = call.book.words
    left, equals, right = call.content.rpartition("=")
    if not equals:
        raise LineError(words("Write {example}.", example=typed("move", "14 = 4", call.book.language)), call.offset)
    to, part = _destination(call, step, right, call.offset + len(left) + 1)
    addressed = address.split(call.book, step, call.target, left.strip() + (" " if left.strip() else ""), call.offset)
    what = addressed.content.strip()
    who = call.book.voter_name(to)
    if what and _is_note(step, what):
        events: list[Event] = [
            ev.NoteChanged(step=step.id, number=found, voter=to) for found in _notes(call, step, what)
        ]
        return Reading(tuple(events), words("To {who}: {names}.", who=who, names=_note_texts(call.book, step, what)))
    if isinstance(step, Collect):
        return _move_answers(call, step, addressed, to, part)
    if isinstance(step, Act):
        numbers = _actions(call, step, what, addressed.offset)
        events = [ev.ActionChanged(step=step.id, item=item, voter=to) for item in numbers]
        names = _action_texts(call.book, step, numbers)
        return Reading(tuple(events), words("To {who}: {names}.", who=who, names=names))
    entries = _entries(call, step, addressed)
    given = call.book.happened(step).given
    if not all(_fits(given[entry], step, to) for entry in entries):
        problem = words("There it would be something else: a ballot is no count, and a slip is no table's ballot.")
        raise LineError(problem, call.offset)
    events = [ev.EntryMoved(step=step.id, voter=voter, part=part, to=to) for part, voter in entries]
    replaces = any((part, to) in given for part, _ in entries)
    says = words("What {who} gave goes to {to}.", who=call.book.voter_name(addressed.target.voter), to=who)
    return Reading(tuple(events), says, replaces=replaces)


def _destination(call: Call, step: Step, text: str, start: int) -> tuple[str, int]:
    """Return where something goes: the table, or nothing where it stays, and in a step of answers the part, or 0.

    Raises:
        LineError: there is no such table, or no such part.
    """
    group, arrow, part = text.partition(">")
    if not arrow or not isinstance(step, Collect):
        return _group(call, text, start), 0
    number_of = address.part_number(call.book, step, part.strip(), start, start + len(text))
    return _group(call, group, start) if group.strip() else "", number_of


def _move_answers(call: Call, step: Collect, addressed: address.Addressed, to: str, part: int) -> Reading:
    """Return answers that go to another table, to another part, or both."""
    answers = _answers(call, step, addressed, addressed.content.strip(), ("move", " = 4"))
    events = [ev.AnswerMoved(step=step.id, answer=answer.id, voter=to or answer.voter, part=part) for answer in answers]
    where = [call.book.voter_name(to)] if to else []
    where += [call.book.parts(step)[part - 1]] if part else []
    says = call.book.words("To {who}: {names}.", who=" › ".join(where), names=_texts(answers))
    return Reading(tuple(events), says)


def keep(call: Call, step: Step) -> Reading:
    """Read `/keep 1 2 5 = reason`: these go on. `/keep -` takes every mark away.

    Raises:
        LineError: an item does not exist.
    """
    words = call.book.words
    left, _, reason = call.content.partition("=")
    if left.strip() == "-":
        return Reading((ev.Kept(step=step.id, items=[]),), words("Nothing is marked any more."), replaces=True)
    names = {item.number: item.item for item in call.book.tally(step).facet_items()}
    items: list[int] = []
    for token in tokens(Piece(left, call.offset, call.offset + len(left))):
        item = number(token, call)
        if item not in names:
            raise LineError(words("There is no item {number}.", number=item), token.start, token.end)
        items.append(item)
    if not items:
        raise LineError(words("Which ones? Write their numbers."), call.offset)
    says = words("Goes on: {names}.", names=", ".join(short(names[item], 40) for item in items))
    details = tuple(
        words("Step {number} takes {count}: these first, then by place.", number=number_of, count=count)
        for number_of, count in _takers(call.book, step)
        if count > len(items)
    )
    return Reading((ev.Kept(step=step.id, items=items, reason=unquoted(reason)),), says, details)


def _takers(book: Book, step: Step) -> list[tuple[int, int]]:
    """Return the steps that take the first k items of a step: their numbers, and k."""
    found: list[tuple[int, int]] = []
    for at, one in book.state.agenda.numbered:
        each = facets_of(one)
        sources = [*sources_of(one), *([each] if isinstance(each, Source) else [])]
        found += [(at, source.first) for source in sources if source.step == step.id and source.first]
    return found


def _addressed(call: Call, step: Step) -> address.Addressed:
    content = call.content.lstrip()
    return address.split(call.book, step, call.target, content, call.offset + len(call.content) - len(content))


def _is_note(step: Step, what: str) -> bool:
    return bool(_NOTES.fullmatch(what)) or (isinstance(step, Talk) and what[:1].isdigit())


def _notes(call: Call, step: Step, what: str) -> list[int]:
    numbers = _expand(what.replace("n", ""))
    notes = call.book.happened(step).notes
    for found in numbers:
        if found not in notes or notes[found].withdrawn:
            raise LineError(call.book.words("There is no note {number}.", number=f"n{found}"), call.offset)
    if not numbers:
        raise LineError(call.book.words("Which one? Write its number."), call.offset)
    return numbers


def _note_texts(book: Book, step: Step, what: str) -> str:
    notes = book.happened(step).notes
    return "; ".join(short(notes[found].text, 40) for found in _expand(what.replace("n", "")))


def _fix_note(call: Call, step: Step, what: str, text: str) -> Reading:
    numbers = _notes(call, step, what)
    if not text or len(numbers) != 1:
        example = typed("fix", "n1 = …", call.book.language)
        raise LineError(call.book.words("Write {example}.", example=example), call.offset)
    event = ev.NoteChanged(step=step.id, number=numbers[0], text=text)
    before = call.book.words("Before: {text}.", text=f"«{_note_texts(call.book, step, what)}»")
    return Reading((event,), f"n{numbers[0]} {short(text)}", (before,))


def _fix_action(call: Call, step: Act, item: int, content: str, offset: int) -> Reading:
    _actions(call, step, str(item), call.offset)
    return act.corrected(Call(call.book, call.target, content, offset, step.id), step, item)


def _fix_answer(
    call: Call, step: Collect, addressed: address.Addressed, item: int, content: str, offset: int
) -> Reading:
    words = call.book.words
    answers = _answers(call, step, addressed, str(item), ("fix", " = …"))
    found = pieces(content, offset)
    if len(found) != 1 or not found[0][0].text or is_nothing(found[0][0]):
        raise LineError(words("A correction is one answer; put it in quotation marks if it has a semicolon."), offset)
    text = clean(found[0][0].text)
    fields = kept_fields(answers[0].fields | named_fields(step.fields, found[0]))
    if step.fields:
        fields[step.fields[0]] = text
    happened = call.book.happened(step)
    known = happened.keys.get(key(text))
    others = any(answer.item == item and answer not in answers for answer in happened.standing)
    number_now = known if known is not None else happened.highest + 1 if others else item
    events = tuple(
        ev.AnswerCorrected(step=step.id, answer=answer.id, item=number_now, text=text, fields=fields)
        for answer in answers
    )
    says = words("{number} «{old}» becomes «{new}».", number=item, old=short(answers[0].text, 40), new=short(text, 40))
    return Reading(events, says, (_counts_apart(call, step, answers, number_now),) if number_now != item else ())


def _counts_apart(call: Call, step: Collect, answers: Sequence[Answer], number_now: int) -> str:
    """Return what becomes of an answer that is corrected to something else than the others under its number."""
    words, item = call.book.words, answers[0].item
    happened = call.book.happened(step)
    others = [one.voter for one in happened.standing if one.item == item and one not in answers]
    who = words.listed(list(dict.fromkeys(call.book.voter_name(voter) for voter in others)))
    joined = any(one.item == number_now for one in happened.standing)
    now = words("It counts as {number} now", number=number_now) if joined else words("It is number {number} now",
                                                                                     number=number_now)  # fmt: skip
    return f"{now}; " + words("{number} stays with {who}.", number=item, who=who) if others else f"{now}."


def _answers(
    call: Call, step: Collect, addressed: address.Addressed, what: str, command: tuple[str, str]
) -> list[Answer]:
    """Return the answers that numbers name; where several groups said one, the line must say whose.

    `command` is how that is typed: the command's verb, and what stands after the number.
    """
    words = call.book.words
    numbers = _expand(what)
    if not numbers:
        raise LineError(words("Which one? Write its number."), call.offset)
    target = addressed.target
    found: list[Answer] = []
    for item in numbers:
        answers = everybody = [answer for answer in call.book.happened(step).standing if answer.item == item]
        if target.named:
            parts = (0, target.part) if ">" in call.content else tuple(answer.part for answer in answers)
            answers = [answer for answer in answers if answer.voter == target.voter and answer.part in parts]
        voters = sorted({answer.voter for answer in answers})
        if not answers:
            raise LineError(not_there(call.book, item, target, everybody, command[0]), addressed.offset)
        if len(voters) > 1:
            names = words.listed([call.book.voter_name(voter) for voter in voters])
            example = typed(command[0], f"{voters[0].partition(':')[2] or '*'}: {item}{command[1]}", call.book.language)
            raise LineError(words("{number} was said by {names}; name one, as {example}.", number=item, names=names,
                                  example=example), addressed.offset)  # fmt: skip
        found += answers
    return found


def _texts(answers: Sequence[Answer]) -> str:
    named = {answer.item: wording(one.text for one in answers if one.item == answer.item) for answer in answers}
    return "; ".join(f"{item} {short(text, 40)}" for item, text in named.items())


def _actions(call: Call, step: Act, what: str, offset: int) -> list[int]:
    actions = call.book.happened(step).actions
    numbers = _expand(what)
    for item in numbers:
        if item not in actions or actions[item].status == "withdrawn":
            raise LineError(call.book.words("There is no action {number}.", number=item), offset)
    if not numbers:
        raise LineError(call.book.words("Which one? Write its number."), call.offset)
    return numbers


def _action_texts(book: Book, step: Act, numbers: Sequence[int]) -> str:
    actions = book.happened(step).actions
    return "; ".join(f"{item} {short(actions[item].fields.get('what', ''), 40)}" for item in numbers)


def _entries(call: Call, step: Step, addressed: address.Addressed) -> list[tuple[int, str]]:
    words = call.book.words
    target = _owner(call, step, addressed, "3:")
    given = call.book.happened(step).given
    wanted = target.part if ">" in call.content else 0
    found = [(part, voter) for part, voter in given if voter == target.voter and wanted in (0, part)]
    if not found:
        raise LineError(words("{who} has given nothing here.", who=call.book.voter_name(target.voter)), call.offset)
    return found


def _owner(call: Call, step: Step, addressed: address.Addressed, example: str) -> Target:
    """Return whose entry is meant: it must be named where there can be several."""
    if addressed.target.named:
        return addressed.target
    if unit_of(step) == "facilitator":
        return Target("facilitator", addressed.target.part, named=True)
    raise LineError(call.book.words("Say whose, as {example}.", example=example), call.offset)


def _fits(entry: Given, step: Step, to: str) -> bool:
    """Tell whether an entry means the same as another voter's: a table's ballot is no count of the room."""
    if isinstance(entry, ev.CountEntered | ev.GradeCountsEntered):
        return to == "room" or unit_of(step) == "person"
    return unit_of(step) == "group" and to != "room"


def _group(call: Call, text: str, offset: int) -> str:
    words = call.book.words
    name = text.strip()
    if name == "*":
        return "room"
    for group in call.book.state.groups.values():
        if name == str(group.number) or key(name) == key(call.book.group_name(group)):
            return f"group:{group.number}"
    raise LineError(words("There is no table called «{name}».", name=name), offset, offset + len(text))


def _expand(text: str) -> list[int]:
    """Return the numbers in "14-18 20"; nothing where it is something else."""
    numbers: list[int] = []
    for token in text.replace(",", " ").split():
        low, dash, high = token.partition("-")
        if not (low.isascii() and low.isdigit() and len(low) < 7):
            return []
        if dash and not (high.isascii() and high.isdigit() and len(high) < 7):
            return []
        last = int(high) if dash else int(low)
        numbers.extend(range(int(low), min(last, int(low) + 1000) + 1))
    return list(dict.fromkeys(numbers))
