"""How long a step takes at the least in a room: what its kind has people do, times how many they are.

Seconds, on the short side: it is a warning when less is planned, and no step is shortened below it.
"""

from msgspec.structs import replace

from facilitator.agenda.model import (
    Act,
    Agenda,
    Collect,
    Merge,
    Rank,
    Rate,
    Source,
    Step,
    Talk,
    Vote,
    facets_of,
    sources_of,
    unit_of,
)
from facilitator.words import Words

# A table of six talks and still hears each other.
_AT_A_TABLE = 6
# With more people than this a step takes longer only where each gives grades.
MANY = 60
# A grade takes a voter ten seconds; thirty a minute is what two hands enter from paper or by voice. Or hands are raised
# for each grade of each thing, counted and entered: six times a minute.
GRADES_EACH, _ENTERED, _RAISED = 6, 30, 6
# What is to be done is said; a choice is read aloud, of so many where that is known only in the room.
_SAID, _READ_OUT, _CHOICES = 30, 5, 8
# A vote is placed, or a thing put in its place; without a limit so many votes are.
_PLACED, _VOTES = 15, 3
# A table's ballot is taken in; of many tables the room is counted at once.
_TAKEN_IN, _COUNTED = 12, 120
# Answers are thought of, and heard table by table; from many tables they come on cards.
_THOUGHT, _HEARD, _ON_CARDS = 180, 20, 180
# Joining begins with a look at all of it; what, who and when is agreed on for three things.
_LOOKED_AT, _AGREED = 60, 180
# An answer is read and placed; of more than so many most were heard before.
_READ_BACK, _MOST_READ = 8, 60
# Each at a table says something; a room gets up and sits down again.
_A_TURN, _A_BREAK = 30, 300


def least_minutes(agenda: Agenda, step: Step) -> int:
    """Return how many minutes a step takes at the least; 0 where nothing can be said of it.

    Args:
        agenda: The agenda; for how many people it is meant counts.
        step: One of its steps.
    """
    if isinstance(step, Rate):
        return _grading(agenda, step)
    there = tables(agenda) or 1
    match step:
        case Talk():
            seconds = {"break": _A_BREAK, "round": _AT_A_TABLE * _A_TURN}.get(step.form or "", 0)
        case Collect():
            seconds = _THOUGHT + min(there * _HEARD, _ON_CARDS) if step.form != "parking" else 0
        case Merge():
            seconds = _LOOKED_AT + min(there * _HEARD, _ON_CARDS)
        case Vote():
            seconds = _choosing(agenda, step, (step.dots or _VOTES) * (_parts(agenda, step) or 1))
        case Rank():
            seconds = _choosing(agenda, step, step.choose or min(options(agenda, step) or _VOTES, _CHOICES))
        case Act():
            seconds = _AGREED
    return -(-seconds // 60)


def least_today(agenda: Agenda, people: int, groups: int) -> dict[str, int]:
    """Return how many minutes each step takes at the least, by its id, with those who are in the room.

    Args:
        agenda: The agenda.
        people: How many people there are, 0 where nobody counted.
        groups: At how many tables.
    """
    here = max(people, groups * _AT_A_TABLE) or (agenda.people[1] if agenda.people else MANY)
    agenda = replace(agenda, people=(1, here))
    return {step.id: least_minutes(agenda, step) for step in agenda.steps}


def acts_of(step: Step, words: Words) -> str:
    """Return what the least time of a step is for, to stand before "takes"."""
    match step:
        case Talk():
            return words("to get up and come back") if step.form == "break" else words("a turn for each at a table")
        case Collect():
            return words("to think and to hear every table")
        case Merge():
            return words("to read the answers back and join them")
        case Vote():
            return words("to hear the choices, vote and count")
        case Rank():
            return words("to hear the choices and put them in order")
        case Rate():
            return words("to give the grades and take them in")
        case Act():
            return words("to agree on what, who and when")


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


def grades(agenda: Agenda, step: Rate) -> tuple[int, int, int] | None:
    """Return how many grades each gives in a step, how many all give, and how many minutes those take to enter.

    None where it is known only in the room.
    """
    there, per = options(agenda, step), _parts(agenda, step)
    if there is None or per is None:
        return None
    each = there * per
    whole = each * (_voters(agenda, step) or 1)
    return each, whole, min(-(-whole // _ENTERED), -(-each * len(step.scale.grades) // _RAISED))


def answers(agenda: Agenda, step: Merge) -> int | None:
    """Return how many answers can come to a step that reads them back; None where that is known only in the room."""
    there = [_coming(agenda, source) for source in step.sources]
    return sum(count for count in there if count) if None not in there else None


def joining_minutes(agenda: Agenda, step: Merge) -> int:
    """Return how many minutes it takes to read back as many answers as can come; 0 where that is not known.

    So many can come and most often fewer do: it is for advice, and no step is kept from being shorter.
    """
    there = answers(agenda, step)
    return -(-(_LOOKED_AT + min(there, _MOST_READ) * _READ_BACK) // 60) if there else 0


def _coming(agenda: Agenda, source: Source) -> int | None:
    step = agenda.step(source.step)
    if not isinstance(step, Collect) or step.max_answers is None:
        return None
    per, voters = _parts(agenda, step), _voters(agenda, step)
    if per is None or voters is None:
        return None
    there = step.max_answers * per * voters
    return there if source.first is None else min(there, source.first)


def _voters(agenda: Agenda, step: Step) -> int | None:
    match unit_of(step):
        case "person":
            return agenda.people[1] if agenda.people else None
        case "group":
            return tables(agenda)
        case _:
            return 1


def _grading(agenda: Agenda, step: Rate) -> int:
    each, _, entered = grades(agenda, step) or (0, 0, 0)
    return max(-(-each // GRADES_EACH), entered)


def _choosing(agenda: Agenda, step: Vote | Rank, placed: int) -> int:
    there = 1 if unit_of(step) == "facilitator" else tables(agenda) or 1
    read_out = min(options(agenda, step) or _CHOICES, 2 * _CHOICES) * _READ_OUT
    return _SAID + read_out + placed * _PLACED + min(there * _TAKEN_IN, _COUNTED)


def _parts(agenda: Agenda, step: Collect | Vote | Rate) -> int | None:
    parts = facets_of(step)
    return len(parts) if isinstance(parts, tuple) else _first(agenda, parts) if parts else 1


def _first(agenda: Agenda, source: Source) -> int | None:
    there = options(agenda, agenda.step(source.step))
    if source.first is None:
        return there
    return source.first if there is None else min(there, source.first)
