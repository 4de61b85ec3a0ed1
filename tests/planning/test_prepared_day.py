from datetime import time

from hypothesis import given
from hypothesis import strategies as st
from plan_samples import CAFE, WORDS, cafe

from facilitator.agenda.replan import least
from facilitator.planning.day import Day, Fit, fitted, scaled, times
from facilitator.planning.draft import open_draft


def clock(day: Day) -> list[str]:
    return [f"{slot.start:%H:%M}" for slot in day.slots]


def test_steps_follow_each_other_and_a_pin_holds() -> None:
    day = times(cafe().steps, time(9))
    assert clock(day) == ["09:00", "09:10", "10:00", "10:15"]
    assert f"{day.end:%H:%M}" == "10:25"
    assert [slot.gap for slot in day.slots] == [0, 0, 30, 0]
    assert day.minutes == 85


def test_what_runs_into_a_pin_is_told_by_how_much() -> None:
    slots = times(cafe().change(1, {"minutes": 65}).steps, time(9)).slots
    assert [slot.overlap for slot in slots] == [0, 0, 15, 0]


def test_an_end_that_is_fixed_names_what_comes_after_it() -> None:
    day = times(cafe().steps, time(9), time(10, 20))
    assert day.over == 5
    assert [slot.over for slot in day.slots] == [False, False, False, True]
    assert times(cafe().steps, time(9), time(11)).over == -35


def test_fitting_follows_the_rule_of_an_overrun() -> None:
    draft = cafe().change(2, {"pin": None}).change(0, {"flex": "drop"})
    assert fitted(draft.steps, time(9), time(10)) == Fit()
    assert fitted(draft.steps, time(9), time(9, 50)) == Fit({1: 15})
    # Where fives are not enough, a length is odd.
    assert fitted(draft.steps, time(9), time(9, 35)) == Fit({1: 14, 3: 6}, frozenset({0}))


def test_a_long_lunch_gives_a_little_before_a_step_is_left_out() -> None:
    ask = {"minutes": 20, "flex": "drop"}
    lunch = {"minutes": 60, "flex": "fixed", "form": "break"}
    assert fitted([ask, lunch, ask], time(9), time(10, 20)) == Fit({1: 40})
    assert fitted([ask, lunch, ask], time(9), time(9, 55)) == Fit({1: 35}, frozenset({2}))
    assert fitted([ask, {**lunch, "minutes": 30}, ask], time(9), time(9, 55)) == Fit({}, frozenset({2}))
    assert fitted([ask, {**lunch, "form": "round"}, ask], time(9), time(10, 20)) == Fit({}, frozenset({2}))


_STEPS = st.lists(st.tuples(st.integers(0, 90), st.sampled_from(["fixed", "shrink", "drop"])), max_size=9)


@given(_STEPS, st.integers(1, 500))
def test_the_whole_is_stretched_and_shrunk_to_the_minute(steps: list[tuple[int, str]], wanted: int) -> None:
    tables = [{"minutes": minutes, "flex": flex} for minutes, flex in steps]
    changed = scaled(tables, wanted)
    lengths = [changed.get(at, minutes) for at, (minutes, _) in enumerate(steps)]
    assert all(steps[at][1] != "fixed" and minutes >= 1 for at, minutes in changed.items())
    if changed:
        assert sum(lengths) == wanted
    minutes = fitted(tables, time(9), time(10)).minutes
    assert all(least(steps[at][0]) <= length <= steps[at][0] for at, length in minutes.items())


def test_minutes_and_pins_that_cannot_be_read_count_as_none() -> None:
    broken = open_draft(CAFE.replace('"10:00"', '"noon"').replace("minutes = 20", 'minutes = "x"'), "café", WORDS)
    assert clock(times(broken.steps)) == ["09:00", "09:10", "09:10", "09:25"]
    assert times(()).minutes == 0
