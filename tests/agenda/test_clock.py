"""The clock says what a facilitator reads at a glance: how late the day is, how long is left, when it ends."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.agenda.clock import DayTime, Real, day_times, held_to
from facilitator.agenda.model import Local, Step, Talk


def at(clock: str, day: int = 7) -> datetime:
    return datetime.combine(date(2010, 6, day), clock_time(clock), UTC)


def clock_time(clock: str) -> time:
    hour, minute, second = [*map(int, clock.split(":")), 0][:3]
    return time(hour, minute, second)


def step(name: str, minutes: int, pin: str = "") -> Step:
    held = clock_time(pin) if pin else None
    return Talk(id=name, title=Local.plain(name), minutes=minutes, pin=held)


def times(steps: list[Step], now: str, added: dict[str, int] | None = None, **real: str) -> DayTime:
    """`a="9:00-9:15"` is a done step, `b="9:15-"` a running one."""
    spans = {}
    for name, span in real.items():
        start, end = span.split("-")
        spans[name] = Real(at(start), at(end) if end else None)
    return day_times(steps, spans, added or {}, at(now))


DAY = [step("a", 10), step("b", 20), step("c", 30)]
WITH_LUNCH = [step("a", 60), step("b", 30), step("lunch", 45, "12:00"), step("c", 30)]


def starts(day: DayTime) -> list[str]:
    return [f"{entry.planned_start:%H:%M}" for entry in day.steps]


def expected(day: DayTime) -> list[str]:
    return [f"{entry.expected_start:%H:%M}" if entry.expected_start else "" for entry in day.steps]


def test_before_the_day_begins_it_is_planned_from_now() -> None:
    day = times(DAY, "9:00")
    assert starts(day) == expected(day) == ["09:00", "09:10", "09:30"]
    assert (day.behind, day.planned_end, day.expected_end) == (0, at("10:00"), at("10:00"))
    assert [entry.progress for entry in day.steps] == ["coming"] * 3


def test_a_pinned_beginning_is_late_until_it_begins() -> None:
    steps = [step("a", 10, "9:00"), step("b", 20)]
    assert starts(times(steps, "8:30")) == expected(times(steps, "8:30")) == ["09:00", "09:10"]
    late = times(steps, "9:05")
    assert (expected(late), late.behind) == (["09:05", "09:15"], 5)
    assert starts(times(steps, "9:05", a="9:04-")) == ["09:04", "09:14"]


@pytest.mark.parametrize(
    ("now", "planned", "waited_for"),
    [
        ("7:53", "09:00", "09:00"),
        ("9:20", "09:00", "09:20"),
        ("13:00", "13:00", "13:00"),
        ("20:30", "20:30", "20:30"),
        ("21:30", "09:00", "09:00"),
    ],
)
def test_a_day_that_says_when_it_begins_waits_for_that_unless_it_is_only_tried(
    now: str, planned: str, waited_for: str
) -> None:
    day = times(list(held_to(time(9), DAY, at(now))), now)
    assert (starts(day)[0], expected(day)[0]) == (planned, waited_for)


def test_a_first_step_held_to_the_clock_stays_there() -> None:
    assert starts(times(list(held_to(time(9), [step("a", 10, "9:30")], at("8:00"))), "8:00")) == ["09:30"]


def test_the_plan_starts_when_the_first_step_did() -> None:
    day = times(DAY, "9:12", a="9:02-9:12")
    assert starts(day) == ["09:02", "09:12", "09:32"]
    assert (day.behind, day.steps[0].difference) == (0, 0)


def test_a_running_step_has_time_left() -> None:
    running = times(DAY, "9:15", a="9:00-9:10", b="9:10-").steps[1]
    assert (running.progress, running.phase, running.minutes) == ("running", "ok", 20)
    assert (running.elapsed, running.left) == (timedelta(minutes=5), timedelta(minutes=15))
    assert running.expected_end == at("9:30")


@pytest.mark.parametrize(
    ("now", "phase"),
    [("9:15:59", "ok"), ("9:16", "warn"), ("9:18:59", "warn"), ("9:19", "alarm"), ("9:20", "alarm"), ("9:45", "alarm")],
)
def test_the_phase_turns_at_a_fifth_and_at_a_twentieth(now: str, phase: str) -> None:
    assert times([step("b", 20)], now, b="9:00-").steps[0].phase == phase


def test_a_step_of_no_minutes_never_alarms() -> None:
    assert times([step("end", 0)], "9:30", end="9:00-").steps[0].phase == "ok"


def test_running_over_makes_the_day_late() -> None:
    day = times(DAY, "9:14", a="9:00-")
    assert day.steps[0].left == timedelta(minutes=-4)
    assert (day.behind, expected(day), day.expected_end) == (4, ["", "09:14", "09:34"], at("10:04"))
    assert starts(day) == ["09:00", "09:10", "09:30"]


def test_a_late_step_that_is_over_stays_late() -> None:
    day = times(DAY, "9:14", a="9:00-9:12", b="9:12-")
    assert (day.behind, day.steps[0].difference, expected(day)) == (2, 2, ["", "", "09:32"])


def test_ending_early_is_negative() -> None:
    day = times(DAY, "9:07", a="9:00-9:07", b="9:07-")
    assert (day.behind, day.steps[0].difference, day.expected_end) == (-3, -3, at("9:57"))


def test_added_minutes_give_time_and_make_the_day_late() -> None:
    day = times(DAY, "9:09", {"a": 5}, a="9:00-")
    assert (day.steps[0].minutes, day.steps[0].left, day.steps[0].phase) == (15, timedelta(minutes=6), "ok")
    assert (day.behind, starts(day), day.planned_end) == (5, ["09:00", "09:10", "09:30"], at("10:00"))
    assert times(DAY, "9:15", {"a": 5}, a="9:00-9:15").steps[0].difference == 5


def test_minutes_taken_away_never_make_a_step_negative() -> None:
    assert times(DAY, "9:00", {"a": -50}, a="9:00-").steps[0].minutes == 0


def test_minutes_added_to_a_coming_step_count() -> None:
    assert times(DAY, "9:00", {"b": 10}, a="9:00-").expected_end == at("10:10")


def test_a_day_that_was_planned_anew_is_late_or_early_by_its_end() -> None:
    assert times(DAY, "9:25", a="9:00-").behind == 15
    shortened = times(DAY, "9:25", {"c": -20}, a="9:00-")
    assert (shortened.behind, shortened.expected_end) == (-5, at("9:55"))


def test_a_pin_holds_what_comes_after_it() -> None:
    day = times(WITH_LUNCH, "9:00", a="9:00-")
    assert starts(day) == ["09:00", "10:00", "12:00", "12:45"]
    assert expected(day)[2:] == ["12:00", "12:45"]
    assert day.planned_end == day.expected_end == at("13:15")


def test_slack_before_a_pin_swallows_lateness() -> None:
    day = times(WITH_LUNCH, "10:40", a="9:00-10:40", b="10:40-")
    assert (day.behind, day.expected_end) == (0, at("13:15"))
    assert day.steps[0].difference == 40


def test_overflow_moves_what_is_expected_of_a_pin_but_not_its_plan() -> None:
    day = times(WITH_LUNCH, "12:10", a="9:00-11:40", b="11:40-")
    assert starts(day)[2:] == ["12:00", "12:45"]
    assert expected(day)[2:] == ["12:10", "12:55"]
    assert day.behind == 10


def test_a_pin_is_kept_when_the_room_is_early() -> None:
    day = times(WITH_LUNCH, "11:00", a="9:00-10:00", b="10:00-10:30")
    assert expected(day)[2:] == ["12:00", "12:45"]
    assert day.behind == 0


def test_between_two_steps_the_next_one_starts_now() -> None:
    day = times(DAY, "9:13", a="9:00-9:10")
    assert (expected(day), day.behind) == (["", "09:13", "09:33"], 3)


def test_a_step_that_was_passed_over_is_skipped() -> None:
    day = times(DAY, "9:12", a="9:00-9:10", c="9:10-")
    assert [entry.progress for entry in day.steps] == ["done", "skipped", "running"]
    assert day.steps[1].expected_start is None
    assert (day.behind, day.expected_end) == (-20, at("9:40"))


def test_going_back_leaves_what_was_done_out_of_what_is_to_come() -> None:
    day = times(DAY, "9:20", a="9:15-", b="9:05-9:15")
    assert [entry.progress for entry in day.steps] == ["running", "done", "coming"]
    assert expected(day) == ["", "", "09:25"]


def test_a_first_step_left_out_does_not_stop_the_plan() -> None:
    day = times(DAY, "9:05", b="9:00-")
    assert starts(day) == ["09:00", "09:10", "09:30"]
    assert day.behind == -10


def test_a_finished_day_stands_still() -> None:
    day = times(DAY, "18:00", a="9:00-9:10", b="9:10-9:35", c="9:35-10:02")
    assert (day.behind, day.expected_end, day.planned_end) == (2, at("10:02"), at("10:00"))


def test_a_pin_past_midnight_is_the_next_day() -> None:
    day = times([step("a", 60), step("b", 10, "0:30")], "23:00", a="23:00-")
    assert day.steps[1].planned_start == at("0:30", day=8)


def test_times_are_given_in_the_zone_of_now() -> None:
    summer = timezone(timedelta(hours=2))
    now = at("7:05").astimezone(summer)
    day = day_times([step("a", 10), step("b", 5, "9:30")], {"a": Real(at("7:00"))}, {}, now)
    assert starts(day) == ["09:00", "09:30"]
    assert day.steps[0].elapsed == timedelta(minutes=5)


CLOCK = st.integers(0, 600).map(lambda minute: at("8:00") + timedelta(minutes=minute))


@given(
    st.lists(st.tuples(st.integers(0, 90), st.none() | st.times()), min_size=1, max_size=8),
    st.lists(st.none() | st.tuples(CLOCK, st.none() | st.integers(0, 90)), min_size=8, max_size=8),
    st.lists(st.integers(-20, 20), min_size=8, max_size=8),
    CLOCK,
)
@settings(deadline=None)
def test_whatever_happened_there_is_a_time_for_every_step(
    plan: list[tuple[int, time | None]],
    happened: list[tuple[datetime, int | None] | None],
    extra: list[int],
    now: datetime,
) -> None:
    steps: list[Step] = [
        Talk(id=str(n), title=Local.plain("x"), minutes=minutes, pin=pin) for n, (minutes, pin) in enumerate(plan)
    ]
    real = {
        str(n): Real(span[0], None if span[1] is None else span[0] + timedelta(minutes=span[1]))
        for n, span in enumerate(happened)
        if span
    }
    day = day_times(steps, real, {str(n): minutes for n, minutes in enumerate(extra)}, now)
    assert len(day.steps) == len(steps)
    coming = [entry.expected_start for entry in day.steps if entry.expected_start]
    assert coming == sorted(coming)
    assert all(start >= now for start in coming)
    assert sum(entry.progress == "running" for entry in day.steps) <= 1
