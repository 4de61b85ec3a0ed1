"""What will not work in a room, by counting before anybody is there. It warns; the facilitator decides."""

from collections.abc import Iterator

from msgspec import Struct

from facilitator.agenda.model import Agenda, Rank, Rate, Source, Step, Talk, Vote, facets_of, sources_of, unit_of
from facilitator.words import Words

# A table of six talks and still hears each other.
_AT_A_TABLE = 6
# A grade takes a voter ten seconds; thirty a minute is what two hands enter from paper or by voice.
_GRADES_EACH, _GRADES_ENTERED = 6, 30
# Attention and legs: two hours is the most that a room sits without a break.
_WITHOUT_BREAK = 120


class Warned(Struct, frozen=True):
    """A warning: the step's number as people see it, and a sentence."""

    number: int
    sentence: str


def warnings(agenda: Agenda, words: Words) -> tuple[Warned, ...]:
    """Return what will not work as planned.

    Args:
        agenda: The agenda.
        words: The language of the sentences.
    """
    found = [Warned(number, said) for number, step in enumerate(agenda.steps, 1) for said in _said(agenda, step, words)]
    return tuple(sorted([*found, *_sitting(agenda, words)], key=lambda one: one.number))


def tables(agenda: Agenda) -> int | None:
    """Return how many tables the most people an agenda is meant for need; None where it does not say."""
    return -(-agenda.people[1] // _AT_A_TABLE) if agenda.people else None


def options(agenda: Agenda, step: Step) -> int | None:
    """Return among how many things a step chooses; None where that is known only in the room."""
    match step:
        case Vote() | Rank() | Rate() if step.items:
            return len(step.items)
    counts = [_first(agenda, source) for source in sources_of(step)]
    return sum(count for count in counts if count) if counts and None not in counts else None


def _first(agenda: Agenda, source: Source) -> int | None:
    there = options(agenda, agenda.step(source.step))
    if source.first is None:
        return there
    return source.first if there is None else min(there, source.first)


def _said(agenda: Agenda, step: Step, words: Words) -> Iterator[str]:
    if not step.minutes and not isinstance(step, Talk):
        yield words("It has no time of its own: give it minutes.")
    match step:
        case Vote():
            yield from _dots(agenda, step, words)
        case Rank():
            yield from _order(agenda, step, words)
        case Rate():
            yield from _grades(agenda, step, words)
    there, cut = options(agenda, step), getattr(step, "cut", None)
    if there is not None and cut is not None and cut >= there:
        yield words("The line is drawn after {cut} of {options}: nothing is sorted out.", cut=cut, options=there)


def _dots(agenda: Agenda, step: Vote, words: Words) -> Iterator[str]:
    there = options(agenda, step)
    if there is None or step.dots is None:
        return
    if step.dots > there * step.max_per_item:
        yield words("{dots} votes each do not fit on {options} options: at most {most} can be placed.",
                    dots=step.dots, options=there, most=there * step.max_per_item)  # fmt: skip
    elif step.max_per_item == 1 and step.dots > 1 and step.dots * 2 > there:
        yield words("{dots} votes each among {options} options tell little apart: {fewer} would do.",
                    dots=step.dots, options=there, fewer=max(1, there // 3))  # fmt: skip


def _order(agenda: Agenda, step: Rank, words: Words) -> Iterator[str]:
    there = options(agenda, step)
    ranked = step.choose or there
    if ranked is not None and ranked > 9:
        yield words("Nobody puts {count} things in order: let each choose the first five.", count=ranked)


def _grades(agenda: Agenda, step: Rate, words: Words) -> Iterator[str]:
    there, parts = options(agenda, step), facets_of(step)
    per = len(parts) if isinstance(parts, tuple) else _first(agenda, parts) if parts else 1
    if there is None or per is None or not step.minutes:
        return
    each, unit = there * per, unit_of(step)
    voters = agenda.people[1] if unit == "person" and agenda.people else tables(agenda) if unit == "group" else 1
    whole = each * (voters or 1)
    if whole > step.minutes * _GRADES_ENTERED:
        yield words(
            "{whole} grades in {minutes} minutes ({each} from each) cannot be entered: fewer things, or more time.",
            whole=whole,
            minutes=step.minutes,
            each=each,
        )
    elif each > step.minutes * _GRADES_EACH:
        yield words("{each} grades from each in {minutes} minutes leave under ten seconds for a grade.",
                    each=each, minutes=step.minutes)  # fmt: skip


def _sitting(agenda: Agenda, words: Words) -> Iterator[Warned]:
    """Yield the step by which a room has sat too long without a break."""
    sat, told = 0, False
    for number, step in enumerate(agenda.steps, 1):
        if isinstance(step, Talk) and step.form == "break":
            sat, told = 0, False
            continue
        sat += step.minutes
        if sat > _WITHOUT_BREAK and not told:
            told = True
            yield Warned(number, words("By the end of this the room has sat {minutes} minutes without a break.",
                                       minutes=sat))  # fmt: skip
