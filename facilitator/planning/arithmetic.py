"""What will not work in a room, by counting before anybody is there. It warns; the facilitator decides."""

from collections.abc import Iterator

from msgspec import Struct

from facilitator.agenda.model import Agenda, Rank, Rate, Step, Talk, Vote
from facilitator.planning.least import GRADES_EACH, acts_of, grades, least_minutes, options
from facilitator.words import Words

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


def _said(agenda: Agenda, step: Step, words: Words) -> Iterator[str]:
    if not step.minutes and not isinstance(step, Talk):
        yield words("It has no time of its own: give it minutes.")
    yield from _short(agenda, step, words)
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
        yield words(
            "With {dots} votes each among {options} options nearly everything is chosen. Rather give {fewer} each.",
            dots=step.dots,
            options=there,
            fewer=max(1, round(there / 3)),
        )


def _order(agenda: Agenda, step: Rank, words: Words) -> Iterator[str]:
    there = options(agenda, step)
    ranked = step.choose or there
    if ranked is not None and ranked > 9:
        yield words("Nobody puts {count} things in order: let each choose the first five.", count=ranked)


def _grades(agenda: Agenda, step: Rate, words: Words) -> Iterator[str]:
    counted = grades(agenda, step)
    if counted is None or not step.minutes:
        return
    each, whole, entered = counted
    if entered > step.minutes:
        yield words(
            "{whole} grades in {minutes} minutes ({each} from each) cannot be entered: fewer things, or more time.",
            whole=whole,
            minutes=step.minutes,
            each=each,
        )
    elif each > step.minutes * GRADES_EACH:
        yield words("{each} grades from each in {minutes} minutes leave under ten seconds for a grade.",
                    each=each, minutes=step.minutes)  # fmt: skip


def _short(agenda: Agenda, step: Step, words: Words) -> Iterator[str]:
    """Yield that a step has less time than a room needs for it; of grades that is said in grades."""
    least = least_minutes(agenda, step)
    if isinstance(step, Rate) or not 0 < step.minutes < least:
        return
    acts = acts_of(step, words)
    if agenda.people is None:
        yield words("{minutes} min will not hold in a room: {acts} takes about {least}.",
                    minutes=step.minutes, acts=acts, least=least)  # fmt: skip
    else:
        yield words("{minutes} min will not hold in a room of {people}: {acts} takes about {least}.",
                    minutes=step.minutes, people=agenda.people[1], acts=acts, least=least)  # fmt: skip


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
