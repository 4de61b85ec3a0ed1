"""When the day runs late: what to shorten, and then what to leave out. It proposes; the facilitator decides.

The rule: steps that may be shortened give time in proportion to their length, down to 60 % of it; only when that is
not enough, steps that may be left out are, the last first. Fixed steps are never touched, nor is the one that runs.
What comes before a pinned step has to give what that step would be late; what comes after it has slack to begin with.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime, time
from math import ceil

from msgspec import Struct, field

from facilitator.agenda.clock import DayTime, Real, day_times, with_end
from facilitator.agenda.model import Step


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
        shorter, left_out = _relieve(stretch, lengths, late)
        minutes |= shorter
        out |= left_out
        stretch = []
    return Plan(minutes, frozenset(out))


def least(minutes: int) -> int:
    """Return the fewest minutes that a step of so many may be shortened to: three fifths, rounded up."""
    return -(-minutes * 3 // 5)


def _planned(steps: Sequence[Step], name: str) -> int:
    return next(step.minutes for step in steps if step.id == name)


def _late(steps: Sequence[Step], day: DayTime, following: Step | None) -> int:
    """Return by how many minutes a pinned step, or the end of the day, will be late."""
    if following is None:
        return ceil((day.expected_end - day.goal).total_seconds() / 60)
    time = day.steps[next(at for at, step in enumerate(steps) if step.id == following.id)]
    late = (time.expected_start or time.planned_start) - time.planned_start
    return ceil(late.total_seconds() / 60)


def _relieve(stretch: Sequence[Step], lengths: Mapping[str, int], late: int) -> tuple[dict[str, int], set[str]]:
    """Return the lengths that change and the steps to leave out, among steps that follow on each other."""
    out: set[str] = set()
    if late <= 0:
        return {}, out
    droppable = [step.id for step in reversed(stretch) if step.flex == "drop" and lengths[step.id]]
    while True:
        giving = {
            step.id: lengths[step.id] for step in stretch if step.flex == "shrink" and step.id not in out
        }
        room = {name: length - least(length) for name, length in giving.items()}
        need = late - sum(lengths[name] for name in out)
        if need <= sum(room.values()) or not droppable:
            break
        out.add(droppable.pop(0))
    cuts = _shared(room, giving, max(0, min(need, sum(room.values()))))
    return {name: giving[name] - cut for name, cut in cuts.items() if cut}, out


def _shared(room: Mapping[str, int], lengths: Mapping[str, int], need: int) -> dict[str, int]:
    """Share `need` whole minutes in proportion to the lengths, none above its room.

    A minute at a time goes to the step that has given the least for its length: the highest averages method.
    """
    cuts = dict.fromkeys(room, 0)
    for _ in range(need):
        open_to = [name for name in cuts if cuts[name] < room[name]]
        cuts[min(open_to, key=lambda name: (cuts[name] + 1) / lengths[name])] += 1
    return cuts
