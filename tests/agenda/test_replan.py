"""When the day runs late, what is proposed takes back what it can, by the rule, and never more."""

from datetime import UTC, datetime, timedelta
from datetime import time as clock_time

from hypothesis import given
from hypothesis import strategies as st

from facilitator.agenda.clock import Real, day_times, with_end
from facilitator.agenda.lengths import shared, shortest
from facilitator.agenda.model import Local, Step, Talk
from facilitator.agenda.replan import propose

NINE = datetime(2010, 6, 7, 9, 0, tzinfo=UTC)


def step(name: str, minutes: int, flex: str = "shrink", pin: clock_time | None = None) -> Step:
    return Talk(id=name, title=Local.plain(name), minutes=minutes, flex=flex, pin=pin)  # type: ignore[arg-type]


def late_by(minutes: int) -> tuple[dict[str, Real], datetime]:
    """The first step, of ten minutes, has run `minutes` over."""
    return {"a": Real(NINE)}, NINE + timedelta(minutes=10 + minutes)


def test_a_day_on_time_is_left_alone() -> None:
    real, now = late_by(0)
    plan = propose([step("a", 10), step("b", 20)], real, {}, now)
    assert (plan.minutes, plan.dropped) == ({}, frozenset())


def test_steps_give_in_proportion_and_in_fives_and_fixed_ones_nothing() -> None:
    real, now = late_by(9)
    plan = propose([step("a", 10), step("b", 20), step("break", 15, "fixed"), step("c", 10)], real, {}, now)
    assert (plan.minutes, plan.dropped) == ({"b": 15, "c": 5}, frozenset())
    real, now = late_by(11)
    plan = propose([step("a", 10), step("b", 40), step("c", 40)], real, {}, now)
    assert plan.minutes == {"b": 30, "c": 35}, "four minutes early rather than a step of 34"


def test_a_step_keeps_what_it_takes_in_the_room() -> None:
    real, now = late_by(15)
    steps = [step("a", 10), step("b", 20), step("c", 20)]
    assert propose(steps, real, {}, now, takes={"c": 17}).minutes == {"b": 10, "c": 17}
    assert propose(steps, real, {}, now, takes={"b": 99, "c": 17}).minutes == {"c": 17}


def test_below_three_fifths_a_step_is_left_out_instead_and_the_others_get_their_time_back() -> None:
    real, now = late_by(20)
    steps = [step("a", 10), step("b", 20), step("song", 10, "drop"), step("c", 10)]
    plan = propose(steps, real, {}, now)
    assert plan.dropped == {"song"}
    assert plan.minutes == {"b": 15, "c": 5}, "ten minutes are won by the song, ten by the others"


def test_the_last_that_may_be_left_out_goes_first() -> None:
    real, now = late_by(8)
    plan = propose([step("a", 10), step("b", 8, "drop"), step("c", 8, "drop")], real, {}, now)
    assert plan.dropped == {"c"}


def test_what_cannot_be_won_is_not_promised() -> None:
    real, now = late_by(60)
    steps = [step("a", 10), step("b", 20), step("c", 15, "fixed")]
    plan = propose(steps, real, {}, now)
    assert plan.minutes == {"b": 10}


def test_what_comes_before_lunch_gives_what_lunch_would_be_late() -> None:
    steps = [step("a", 10), step("b", 20), step("lunch", 30, "fixed", clock_time(9, 30)), step("c", 30)]
    real, now = late_by(5)
    assert propose(steps, real, {}, now).minutes == {"b": 15}, "the afternoon has nothing to make up for"


def test_a_day_that_has_to_end_is_made_to_end_then_and_not_when_its_plan_does() -> None:
    steps = [step("a", 10), step("b", 20), step("c", 30)]
    real, now = late_by(5)
    assert propose(steps, real, {}, now).minutes == {"c": 25}
    assert propose(steps, real, {}, now, end=clock_time(10, 5)).minutes == {}
    assert propose(steps, real, {}, now, end=clock_time(9, 50)).minutes == {"b": 15, "c": 20}


def test_an_end_that_is_long_past_when_the_day_begins_is_another_days() -> None:
    day = day_times([step("a", 10), step("b", 20)], {}, {}, NINE)
    ends = [clock_time(9, 20), clock_time(9, 45), clock_time(12), clock_time(13), clock_time(8), None]
    assert [with_end(day, end).over for end in ends] == [10, -15, -150, None, None, None]


_STEPS = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from(["fixed", "shrink", "drop"]), st.integers(0, 12)),
    min_size=1, max_size=8,
)  # fmt: skip


@given(_STEPS, st.integers(0, 120), st.integers(-30, 30), st.integers(0, 3))
def test_a_plan_wins_back_what_it_can_and_hardly_more(
    coming: list[tuple[int, str, int]], late: int, end: int, done: int
) -> None:
    steps = [step("a", 10), *(step(f"s{at}", minutes, flex) for at, (minutes, flex, _) in enumerate(coming))]
    takes = {one.id: most for one, (_, _, most) in zip(steps[1:], coming, strict=True)}
    real, now = late_by(late)
    # Some steps are over, each after five minutes; the one after them runs.
    over = [one.id for one in steps[: min(done, len(coming))]]
    real = {name: Real(NINE + timedelta(minutes=5 * at), NINE + timedelta(minutes=5 * at + 5))
            for at, name in enumerate(over)}  # fmt: skip
    real[steps[len(over)].id] = Real(NINE + timedelta(minutes=5 * len(over)))
    before = day_times(steps, real, {}, now)
    limit = before.planned_end + timedelta(minutes=end)
    plan = propose(steps, real, {}, now, end=limit.time(), takes=takes)
    to_come = {one.id for one, times in zip(steps, before.steps, strict=True) if times.progress == "coming"}
    assert {*plan.minutes, *plan.dropped} <= to_come, "what is over, and what runs, is left alone"
    floors = {one.id: shortest(one.minutes, takes.get(one.id, 0)) for one in steps}
    for one in steps:
        if one.id in plan.minutes:
            assert one.flex == "shrink"
            assert floors[one.id] <= plan.minutes[one.id] < one.minutes
        assert one.flex == "drop" or one.id not in plan.dropped
    given = {one.id: plan.minutes[one.id] - one.minutes for one in steps if one.id in plan.minutes}
    after = with_end(day_times(steps, real, given, now, plan.dropped), limit.time())
    if after.limit is None:
        return
    most = sum(one.minutes - floors[one.id] for one in steps if one.id in to_come and one.flex == "shrink")
    most += sum(one.minutes for one in steps if one.id in to_come and one.flex == "drop")
    need = with_end(before, limit.time()).over or 0
    still = after.over or 0
    assert still <= max(need - most, 0), "the sum fits where it can"
    assert still >= -4 or plan.dropped or need <= 0, "and no more is taken than fives need"


@given(_STEPS, st.integers(0, 300), st.integers(0, 4))
def test_lengths_are_fives_where_fives_can_be_and_meet_what_there_is(
    coming: list[tuple[int, str, int]], wanted: int, early: int
) -> None:
    now = {at: minutes for at, (minutes, _, _) in enumerate(coming)}
    floors = {at: shortest(minutes, takes) for at, (minutes, _, takes) in enumerate(coming)}
    lengths = shared(now, floors, wanted, early)
    assert all(floors[at] <= length <= now[at] for at, length in lengths.items())
    reached = min(max(wanted, sum(floors.values())), sum(now.values()))
    assert reached - early <= sum(lengths.values()) <= reached
    if early == 4 and all(minutes % 5 == 0 and floors[at] % 5 == 0 for at, minutes in now.items()):
        assert not [length for length in lengths.values() if length % 5]
