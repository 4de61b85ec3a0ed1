"""What will not work in a room, by counting before anybody is there. It warns; the facilitator decides."""

from collections.abc import Iterator

from msgspec import Struct

from facilitator.agenda.model import Agenda, Merge, Rank, Rate, Step, Talk, Vote
from facilitator.planning.least import GRADES_EACH, acts_of, answers, grades, joining_minutes, least_minutes, options
from facilitator.words import Words

# Attention and legs: two hours is the most that a room sits without a break.
_WITHOUT_BREAK = 120
# What it is about, and the sentence.
_Advice = tuple[str, str]


class Warned(Struct, frozen=True):
    """What is amiss, or advice.

    Attributes:
        number: The step's number as people see it, 0 for the whole.
        sentence: What is to be said.
        advice: Which advice it is, and of which step, by the step's id; "" for a mistake.
    """

    number: int
    sentence: str
    advice: str = ""


def warnings(agenda: Agenda, words: Words) -> tuple[Warned, ...]:
    """Return what will not work as planned, as advice.

    Args:
        agenda: The agenda.
        words: The language of the sentences.
    """
    found = [Warned(number, sentence, f"{step.id} {about}")
             for number, step in enumerate(agenda.steps, 1)
             for about, sentence in _said(agenda, step, words)]  # fmt: skip
    return tuple(sorted([*found, *_sitting(agenda, words)], key=lambda one: one.number))


def _said(agenda: Agenda, step: Step, words: Words) -> Iterator[_Advice]:
    if not step.minutes and not isinstance(step, Talk):
        yield "none", words("It has no time of its own: give it minutes.")
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
        yield "cut", words("The line is drawn after {cut} of {options}: nothing is sorted out.", cut=cut, options=there)


def _dots(agenda: Agenda, step: Vote, words: Words) -> Iterator[_Advice]:
    there = options(agenda, step)
    if there is None or step.dots is None:
        return
    if step.dots > there * step.max_per_item:
        yield "dots", words("{dots} votes each do not fit on {options} options: at most {most} can be placed.",
                            dots=step.dots, options=there, most=there * step.max_per_item)  # fmt: skip
    elif step.max_per_item == 1 and step.dots > 1 and step.dots * 2 > there:
        yield (
            "most",
            words(
                "With {dots} votes each among {options} options nearly everything is chosen. Rather give {fewer} each.",
                dots=step.dots,
                options=there,
                fewer=max(1, round(there / 3)),
            ),
        )


def _order(agenda: Agenda, step: Rank, words: Words) -> Iterator[_Advice]:
    there = options(agenda, step)
    ranked = step.choose or there
    if ranked is not None and ranked > 9:
        yield "order", words("Nobody puts {count} things in order: let each choose the first five.", count=ranked)


def _grades(agenda: Agenda, step: Rate, words: Words) -> Iterator[_Advice]:
    counted = grades(agenda, step)
    if counted is None or not step.minutes:
        return
    each, whole, entered = counted
    if entered > step.minutes:
        yield (
            "grades",
            words(
                "{whole} grades in {minutes} minutes ({each} from each) cannot be entered: fewer things, or more time.",
                whole=whole,
                minutes=step.minutes,
                each=each,
            ),
        )
    elif each > step.minutes * GRADES_EACH:
        yield "hurry", words("{each} grades from each in {minutes} minutes leave under ten seconds for a grade.",
                             each=each, minutes=step.minutes)  # fmt: skip


def _short(agenda: Agenda, step: Step, words: Words) -> Iterator[_Advice]:
    """Yield that a step has less time than a room needs for it; of grades that is said in grades."""
    least = least_minutes(agenda, step)
    if isinstance(step, Merge) and 0 < step.minutes < (needed := joining_minutes(agenda, step)):
        yield (
            "answers",
            words(
                "Up to {answers} answers can come, and {minutes} min are too few to read them back and join them: "
                "that takes about {least}.",
                answers=answers(agenda, step),
                minutes=step.minutes,
                least=max(least, needed),
            ),
        )
        return
    if isinstance(step, Rate) or not 0 < step.minutes < least:
        return
    acts = acts_of(step, words)
    if agenda.people is None:
        yield "short", words("{minutes} min will not hold in a room: {acts} takes about {least}.",
                             minutes=step.minutes, acts=acts, least=least)  # fmt: skip
    else:
        yield "short", words("{minutes} min will not hold in a room of {people}: {acts} takes about {least}.",
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
            sentence = words("By the end of this the room has sat {minutes} minutes without a break.", minutes=sat)
            yield Warned(number, sentence, f"{step.id} sitting")
