"""How a draft's day can be made to end in time: what becomes shorter, what is left out, and what else could give.

The rule is that of a day that runs late (`agenda.replan`), and more, because there is time to think: no step becomes
shorter than its kind takes in a room, lengths come out as a person would write them, and the end is met to the minute.
"""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from msgspec import Struct, field

from facilitator.agenda.lengths import shared, shortest
from facilitator.planning.day import Day, flex_of, minutes_of, overlap_of, read_time, times
from facilitator.planning.form import dependents

_LONG_BREAK = 30
# With more than this an offer is no longer one thing to leave out.
_MOST_TOGETHER = 4
# Of a very long agenda only the longest steps are tried.
_MOST_TRIED = 50
# What could be left out besides what is: so much at the least is to choose from.
_FEW = 3
# So many minutes may be left over where time is given back, so that it comes in fives.
_LEFT = 4

Steps = Sequence[Mapping[str, Any]]


class Fit(Struct, frozen=True):
    """What would make a day end in time: new minutes by step, and the steps to leave out."""

    minutes: Mapping[int, int] = field(default_factory=dict)
    out: frozenset[int] = frozenset()


class Wish(Struct, frozen=True):
    """What the facilitator has decided already: the steps to leave out, and those that stay."""

    out: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()


class Offer(Struct, frozen=True):
    """A step that could be left out, with those that build on it.

    Attributes:
        step: The step.
        out: All that goes with it, the step among it.
        gives: What they take as things stand; where a later step is held to the clock, what the end comes earlier.
        over: How many minutes would still not fit.
        late: By how many of them the day would end too late.
        gone: Whether it is left out already.
    """

    step: int
    out: frozenset[int]
    gives: int
    over: int
    late: int
    gone: bool = False


class Fitting:
    """A day that has to end in time.

    Args:
        steps: The steps of a draft.
        start: When the day begins.
        end: When it has to end.
        least: How many minutes a step takes at the least, by its place, where that is known.
    """

    def __init__(self, steps: Steps, start: time, end: time, least: Mapping[int, int] | None = None) -> None:
        self.steps, self.start, self.end, self.least = steps, start, end, least or {}
        self._built_on = [frozenset(dependents(steps, at)) for at in range(len(steps))]

    def fit(self, wish: Wish = Wish()) -> Fit:  # noqa: B008
        """Return what to shorten and what to leave out.

        Steps that may be shortened are, in proportion, as far as their `floor`. Where that
        is not enough the longest break gives what it has above half an hour; then what may be left out is, the last
        first, unless another step builds on it.

        Args:
            wish: What is decided already.

        Returns:
            What would change; as much as can give where it is not enough.
        """
        minutes: dict[int, int] = {}
        out = set(wish.out)
        for stretch, room in self._stretches(wish.out):
            shorter, left_out = self._relieved(stretch, room, wish, out)
            minutes |= shorter
            out |= left_out
        return Fit(minutes, frozenset(out))

    def given_back(self, earlier: Mapping[int, int]) -> dict[int, int]:
        """Return the new lengths of steps that get back what is to spare, in fives, up to what they took earlier.

        Args:
            earlier: How long steps were, by their places, those that became shorter.
        """
        found: dict[int, int] = {}
        for stretch, room in self._stretches(frozenset()):
            now = {at: minutes_of(self.steps[at]) for at in stretch}
            spare = room - sum(now.values())
            longer = {at: earlier[at] for at in stretch if earlier.get(at, 0) > now[at]}
            if spare > 0:
                floors = {at: now[at] for at in longer}
                given = shared(longer, floors, sum(floors.values()) + spare, _LEFT)
                found |= {at: length for at, length in given.items() if length != now[at]}
        return found

    def over(self, fit: Fit) -> int:
        """Return how many minutes do not fit: those after the end, and those that run into what is held to the clock.

        Negative where there would be time to spare.
        """
        day = self.day(fit)
        into, late = overlap_of(day), day.over or 0
        return into + max(late, 0) if into else late

    def day(self, fit: Fit) -> Day:
        """Return the times of the day as it would be."""
        steps = [{**step, "minutes": fit.minutes.get(at, step.get("minutes", 0))}
                 for at, step in enumerate(self.steps) if at not in fit.out]  # fmt: skip
        return times(steps, self.start, self.end)

    def offers(self, wish: Wish) -> list[Offer]:
        """Return what else could be left out: long breaks first, then the least that is enough, then what gives most.

        The first and the last step are not among it, nor what keeps its time, but for breaks.
        """
        now = self.fit(wish)
        over = self.over(now)
        found = []
        longest = sorted(range(1, len(self.steps) - 1), key=lambda at: -minutes_of(self.steps[at]))
        for at in sorted(longest[:_MOST_TRIED]):
            step, out = self.steps[at], self.with_dependents(at) - now.out
            if at in now.out or (flex_of(step) == "fixed" and not _is_break(step)) or len(out) > _MOST_TOGETHER:
                continue
            one = self._offer(at, wish, now)
            if one.over < over:
                found.append(one)

        def rank(one: Offer) -> tuple[bool, bool, int]:
            return (not self._is_meal(one.step), one.over > 0, one.gives if one.over <= 0 else -one.gives)

        # Part of what is offered whole only muddles the choice, unless it is a single step.
        whole = [one for one in found if len(one.out) == 1 or not any(one.out < other.out for other in found)]
        return sorted(whole, key=rank)

    def choices(self, wish: Wish, before: Sequence[int], most: int, limit: int) -> list[Offer]:
        """Return what can be chosen among: what is left out, whoever decided that, and what else could be.

        Args:
            wish: What is decided already.
            before: The steps that could be chosen until now; they keep their places.
            most: How many there are to be, where not more are left out.
            limit: How many there may be.
        """
        now = self.fit(wish)
        gone = [at for at in sorted(now.out)
                if not any(at in self.with_dependents(other) for other in now.out - {at})]  # fmt: skip
        listed = [*before, *(at for at in gone if at not in before)]
        offered = {one.step: one for one in self.offers(wish)} if self.over(now) > 0 else {}
        room = max(most, sum(at in now.out for at in listed) + _FEW) - len(listed)
        listed += [at for at in offered if at not in listed][: max(room, 0)]
        return [offered.get(at) or self._offer(at, wish, now) for at in listed[:limit]]

    def _offer(self, at: int, wish: Wish, now: Fit) -> Offer:
        """Return what a step gives, or gave, with all that builds on it."""
        if at in now.out:
            out = self.with_dependents(at) & now.out
            took = sum(minutes_of(self.steps[one]) for one in out)
            return Offer(at, out, took, self.over(now), self.day(now).over or 0, gone=True)
        out = self.with_dependents(at) - now.out
        fit = self.fit(Wish(wish.out | out, wish.kept - out))
        after = self.over(fit)
        # Where it is more than enough, what stays has some of its time back: that is no less given.
        taken = sum(now.minutes.get(one, minutes_of(self.steps[one])) for one in out)
        return Offer(at, out, taken if after <= 0 else self.over(now) - after, after, self.day(fit).over or 0)

    def with_dependents(self, at: int) -> frozenset[int]:
        """Return a step, and all that would have nothing to build on without it."""
        found, todo = {at}, [at]
        while todo:
            new = self._built_on[todo.pop()] - found
            found |= new
            todo += new
        return frozenset(found)

    def with_sources(self, at: int) -> frozenset[int]:
        """Return a step, and all that it builds on."""
        return frozenset(one for one in range(len(self.steps)) if at in self.with_dependents(one))

    def floor(self, at: int) -> int:
        """Return how short a step may become."""
        return shortest(minutes_of(self.steps[at]), self.least.get(at, 0))

    def _is_meal(self, at: int) -> bool:
        return _is_break(self.steps[at]) and minutes_of(self.steps[at]) > _LONG_BREAK

    def _stretches(self, out: frozenset[int]) -> list[tuple[list[int], int]]:
        """Return the steps between what is held to the clock, the end among it, and how many minutes there are."""
        kept = [at for at in range(len(self.steps)) if at not in out]
        day = times([self.steps[at] for at in kept], self.start, self.end)
        limit = day.minutes - (day.over or 0)
        found: list[tuple[list[int], int]] = []
        for place, (at, slot) in enumerate(zip(kept, day.slots, strict=True)):
            if place and not slot.pinned:
                found[-1][0].append(at)
                continue
            begins = round((slot.start - day.start).total_seconds() / 60)
            if found:
                found[-1] = (found[-1][0], begins - found[-1][1])
            found.append(([at], begins))
        if found:
            found[-1] = (found[-1][0], limit - found[-1][1])
        return found

    def _relieved(
        self, stretch: Sequence[int], room: int, wish: Wish, gone: set[int]
    ) -> tuple[dict[int, int], frozenset[int]]:
        """Return the lengths that change, and what is left out, among steps that follow each other."""
        lengths = {at: minutes_of(self.steps[at]) for at in stretch}
        giving = {at: self.floor(at) for at in stretch if flex_of(self.steps[at]) == "shrink"}
        out: set[int] = set()
        droppable = [at for at in reversed(stretch) if flex_of(self.steps[at]) == "drop" and at not in wish.kept
                     and lengths[at] and not read_time(self.steps[at].get("pin"))]  # fmt: skip
        meal = max((at for at in stretch if self._is_meal(at)), key=lambda at: lengths[at], default=None)
        with_meal = giving if meal is None else {**giving, meal: _LONG_BREAK}
        while _shortest(lengths, with_meal) > room and droppable:
            at = droppable.pop(0)
            if self.with_dependents(at) <= {at} | gone | out:
                out.add(at)
                del lengths[at]
        floors = giving if _shortest(lengths, giving) <= room else with_meal
        floors = {at: floor for at, floor in floors.items() if at in lengths}
        can_give = {at: lengths[at] for at in floors}
        rest = sum(lengths.values()) - sum(can_give.values())
        given = shared(can_give, floors, room - rest)
        return {at: length for at, length in given.items() if length != lengths[at]}, frozenset(out)


def _is_break(step: Mapping[str, Any]) -> bool:
    return step.get("form") == "break"


def _shortest(lengths: Mapping[int, int], floors: Mapping[int, int]) -> int:
    return sum(floors.get(at, length) for at, length in lengths.items())
