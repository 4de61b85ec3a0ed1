"""When the day runs late, what is proposed takes back what it can, by the rule, and never more."""

from datetime import UTC, datetime, timedelta
from datetime import time as clock_time

from hypothesis import given
from hypothesis import strategies as st

from facilitator.agenda.clock import Real, day_times, with_end
from facilitator.agenda.model import Local, Step, Talk
from facilitator.agenda.replan import least, propose

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


def test_steps_give_in_proportion_and_fixed_ones_nothing() -> None:
    real, now = late_by(9)
    plan = propose([step("a", 10), step("b", 20), step("break", 15, "fixed"), step("c", 10)], real, {}, now)
    assert (plan.minutes, plan.dropped) == ({"b": 14, "c": 7}, frozenset())


def test_below_sixty_percent_a_step_is_left_out_instead_and_the_others_get_their_time_back() -> None:
    real, now = late_by(20)
    steps = [step("a", 10), step("b", 20), step("song", 10, "drop"), step("c", 10)]
    plan = propose(steps, real, {}, now)
    assert plan.dropped == {"song"}
    assert plan.minutes == {"b": 13, "c": 7}, "ten minutes are won by the song, ten by the others"


def test_the_last_that_may_be_left_out_goes_first() -> None:
    real, now = late_by(8)
    plan = propose([step("a", 10), step("b", 8, "drop"), step("c", 8, "drop")], real, {}, now)
    assert plan.dropped == {"c"}


def test_what_cannot_be_won_is_not_promised() -> None:
    real, now = late_by(60)
    steps = [step("a", 10), step("b", 20), step("c", 15, "fixed")]
    plan = propose(steps, real, {}, now)
    assert plan.minutes == {"b": 12}


def test_what_comes_before_lunch_gives_what_lunch_would_be_late() -> None:
    steps = [step("a", 10), step("b", 20), step("lunch", 30, "fixed", clock_time(9, 30)), step("c", 30)]
    real, now = late_by(5)
    assert propose(steps, real, {}, now).minutes == {"b": 15}, "the afternoon has nothing to make up for"


def test_a_day_that_has_to_end_is_made_to_end_then_and_not_when_its_plan_does() -> None:
    steps = [step("a", 10), step("b", 20), step("c", 30)]
    real, now = late_by(5)
    assert propose(steps, real, {}, now).minutes == {"b": 18, "c": 27}
    assert propose(steps, real, {}, now, end=clock_time(10, 5)).minutes == {}
    assert propose(steps, real, {}, now, end=clock_time(9, 50)).minutes == {"b": 14, "c": 21}


def test_an_end_that_is_long_past_when_the_day_begins_is_another_days() -> None:
    day = day_times([step("a", 10), step("b", 20)], {}, {}, NINE)
    ends = [clock_time(9, 20), clock_time(9, 45), clock_time(12), clock_time(13), clock_time(8), None]
    assert [with_end(day, end).over for end in ends] == [10, -15, -150, None, None, None]


lengths = st.integers(0, 60)


@given(st.lists(st.tuples(lengths, st.sampled_from(["fixed", "shrink", "drop"])), min_size=1, max_size=8),
       st.integers(0, 120))  # fmt: skip
def test_a_plan_wins_back_what_it_can_and_no_more(coming: list[tuple[int, str]], late: int) -> None:
    steps = [step("a", 10), *(step(f"s{at}", minutes, flex) for at, (minutes, flex) in enumerate(coming))]
    real, now = late_by(late)
    plan = propose(steps, real, {}, now)
    for one in steps[1:]:
        if one.id in plan.minutes:
            assert one.flex == "shrink"
            assert least(one.minutes) <= plan.minutes[one.id] < one.minutes
        assert one.flex == "drop" or one.id not in plan.dropped
    given = {one.id: plan.minutes[one.id] - one.minutes for one in steps if one.id in plan.minutes}
    after = day_times(steps, real, given, now, plan.dropped)
    most = sum(one.minutes - least(one.minutes) for one in steps[1:] if one.flex == "shrink")
    most += sum(one.minutes for one in steps[1:] if one.flex == "drop")
    still_late = (after.expected_end - after.planned_end) / timedelta(minutes=1)
    assert still_late == max(late - most, 0) or (plan.dropped and late <= most and still_late <= 0)
