"""When the day runs late: what to shorten, and then what to leave out. It proposes; the facilitator decides.

The rule: steps that may be shortened give time in proportion to their length, in fives and as far as `lengths.shortest`
says, as in the planner; only when that is not enough, steps that may be left out are, the last first. Fixed steps are
never touched, nor is the one that runs. For fives the day may end some minutes early: it goes on anyway.
What comes before a pinned step has to give what that step would be late; what comes after it has slack to begin with.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime, time
from math import ceil

from msgspec import Struct, field

from facilitator.agenda.clock import DayTime, Real, day_times, with_end
from facilitator.agenda.lengths import shared, shortest
from facilitator.agenda.model import Step

# By so many minutes at the most the day may end early, so that lengths are fives.
_EARLY = 4


class Plan(Struct, frozen=True):
    """What to do with the steps to come.

    Attributes:
        minutes: The new lengths of the steps that change, by step id.
        dropped: The ids of the steps to leave out.
    """

    minutes: Mapping[str, int] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()


def propose(
    steps: Sequence[Step],
    real: Mapping[str, Real],
    added: Mapping[str, int],
    now: datetime,
    dropped: Set[str] = frozenset(),
    plan: Sequence[Step] | None = None,
    end: time | None = None,
    takes: Mapping[str, int] | None = None,
) -> Plan:
    """Return what to shorten and leave out so that the day ends as planned, or when it has to.

    Args:
        steps: The steps of the agenda, at least one.
        real: When steps really started and ended, by step id.
        added: Minutes added to steps, by step id.
        now: The time, with its time zone.
        dropped: The ids of steps that are left out already.
        plan: The steps as they were planned, where steps were added or moved since.
        end: When the day has to end, where the agenda says so: then that counts, and not when the plan ends.
        takes: How many minutes a step takes at the least, by its id, where that is known.

    Returns:
        The plan; an empty one where the day is not late or nothing can give.
    """
    minutes: dict[str, int] = {}
    out: set[str] = set()
    stretch: list[Step] = []
    before = day_times(steps, real, added, now, dropped, plan)
    coming = [step for step, time in zip(steps, before.steps, strict=True) if time.progress == "coming"]
    for at, step in enumerate(coming):
        stretch.append(step)
        following = coming[at + 1] if at + 1 < len(coming) else None
        if following is not None and following.pin is None:
            continue
        given = {name: minutes[name] - _planned(steps, name) for name in minutes}
        day = day_times(steps, real, {**added, **given}, now, dropped | out, plan)
        late = _late(steps, with_end(day, end), following)
        lengths = {one.id: max(0, one.minutes + added.get(one.id, 0)) for one in stretch}
        shorter, left_out = _relieve(stretch, lengths, late, takes or {})
        minutes |= shorter
        out |= left_out
        stretch = []
    return Plan(minutes, frozenset(out))


def _planned(steps: Sequence[Step], name: str) -> int:
    return next(step.minutes for step in steps if step.id == name)


def _late(steps: Sequence[Step], day: DayTime, following: Step | None) -> int:
    """Return by how many minutes a pinned step, or the end of the day, will be late."""
    if following is None:
        return ceil((day.expected_end - day.goal).total_seconds() / 60)
    time = day.steps[next(at for at, step in enumerate(steps) if step.id == following.id)]
    late = (time.expected_start or time.planned_start) - time.planned_start
    return ceil(late.total_seconds() / 60)


def _relieve(
    stretch: Sequence[Step], lengths: Mapping[str, int], late: int, takes: Mapping[str, int]
) -> tuple[dict[str, int], set[str]]:
    """Return the lengths that change and the steps to leave out, among steps that follow on each other."""
    out: set[str] = set()
    if late <= 0:
        return {}, out
    droppable = [step.id for step in reversed(stretch) if step.flex == "drop" and lengths[step.id]]
    while True:
        giving = {
            step.id: lengths[step.id] for step in stretch if step.flex == "shrink" and step.id not in out
        }
        floors = {name: shortest(length, takes.get(name, 0)) for name, length in giving.items()}
        wanted = sum(giving.values()) - late + sum(lengths[name] for name in out)
        if wanted >= sum(floors.values()) or not droppable:
            break
        out.add(droppable.pop(0))
    given = shared(giving, floors, wanted, _EARLY)
    return {name: length for name, length in given.items() if length != giving[name]}, out
