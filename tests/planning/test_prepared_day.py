from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from plan_samples import CAFE, WORDS, cafe

from facilitator.planning.day import Day, scaled, times
from facilitator.planning.draft import open_draft
from facilitator.planning.fitting import Fit, Fitting, Wish


def fitted(steps: Sequence[Mapping[str, Any]], start: time, end: time) -> Fit:
    return Fitting(steps, start, end).fit()


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
    assert fitted(draft.steps, time(9), time(9, 35)) == Fit({1: 15, 3: 5}, frozenset({0}))
    # Where fives do not meet the end, a short step is odd, and no other.
    assert fitted(draft.steps, time(9), time(9, 38)) == Fit({1: 15, 3: 8}, frozenset({0}))


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


@given(_STEPS, st.integers(1, 500))
def test_a_day_that_can_end_in_time_ends_to_the_minute(steps: list[tuple[int, str]], wanted: int) -> None:
    tables = [{"minutes": minutes, "flex": flex} for minutes, flex in steps]
    end = time(9 + wanted // 60, wanted % 60)
    fitting = Fitting(tables, time(9), end, {0: 7})
    fit = fitting.fit()
    assert all(fitting.floor(at) <= length < steps[at][0] for at, length in fit.minutes.items())
    assert all(steps[at][1] == "drop" for at in fit.out)
    over = fitting.over(fit)
    if fit.minutes:
        assert over >= 0
    if over > 0:
        assert all(fit.minutes.get(at, steps[at][0]) == fitting.floor(at)
                   for at in range(len(steps)) if steps[at][1] == "shrink")  # fmt: skip
        assert fit.out == {at for at, (minutes, flex) in enumerate(steps) if flex == "drop" and minutes}


def test_a_step_is_never_shorter_than_its_kind_takes_in_a_room() -> None:
    steps: list[dict[str, Any]] = [{"minutes": 10}, {"minutes": 10}, {"minutes": 20, "flex": "fixed"}]
    assert Fitting(steps, time(9), time(9, 20), {0: 7}).fit() == Fit({0: 7, 1: 5})


def test_what_else_could_give_is_offered_with_what_builds_on_it() -> None:
    lunch = {"title": "Lunch", "minutes": 60, "flex": "fixed", "form": "break"}
    ask, vote = {"id": "ask", "minutes": 20}, {"id": "vote", "minutes": 10, "from": "ask:3"}
    steps: list[dict[str, Any]] = [{"minutes": 5}, ask, vote, lunch, {"minutes": 20}, {"minutes": 5}]
    fitting = Fitting(steps, time(9), time(9, 35))
    offers = fitting.offers(Wish())
    assert [(one.step, sorted(one.out), one.gives, one.over) for one in offers] == [
        (3, [3], 30, 0), (1, [1, 2], 15, 11), (4, [4], 10, 16), (2, [2], 5, 21),
    ]  # fmt: skip
    assert fitting.fit(Wish(offers[0].out)) == Fit({1: 10, 2: 5, 4: 10}, frozenset({3}))
    # What is taken in again stays, and takes in what it builds on.
    assert fitting.with_sources(2) == {1, 2}


def test_what_is_left_out_is_among_the_choices_and_a_number_keeps_its_step() -> None:
    ask, song = {"id": "ask", "minutes": 20}, {"minutes": 10, "flex": "drop"}
    steps: list[dict[str, Any]] = [{"minutes": 5}, ask, {"id": "vote", "minutes": 10, "from": "ask"}, song, song,
                                   {"minutes": 30}, {"minutes": 5}]  # fmt: skip
    fitting = Fitting(steps, time(9), time(9, 15))
    first = fitting.choices(Wish(), (), 4, 9)
    assert [(one.step, sorted(one.out), one.gone) for one in first] == [
        (3, [3], True), (4, [4], True), (5, [5], False), (1, [1, 2], False), (2, [2], False),
    ]  # fmt: skip
    # One is kept, another left out: both stay where they were, and there is as much to choose from.
    wish = Wish(frozenset({1, 2}), frozenset({3}))
    then = fitting.choices(wish, [one.step for one in first], 4, 9)
    assert [(one.step, one.gone) for one in then] == [(3, False), (4, True), (5, False), (1, True), (2, True)]
    assert len(fitting.choices(wish, (), 4, 2)) == 2


def test_what_runs_into_a_step_that_is_held_to_the_clock_does_not_fit_either() -> None:
    steps: list[dict[str, Any]] = [{"minutes": 5}, {"id": "ask", "minutes": 40}, {"minutes": 20, "form": "round"},
                                   {"minutes": 10, "flex": "fixed", "pin": "09:30"}]  # fmt: skip
    fitting = Fitting(steps, time(9), time(10))
    assert fitting.over(Fit()) == 35
    fit = fitting.fit()
    assert (fit, fitting.over(fit)) == (Fit({0: 3, 1: 25, 2: 10}), 8)
    assert [(one.step, one.gives, one.over, one.late) for one in fitting.offers(Wish())] == [
        (2, 10, -20, -20), (1, 25, -20, -20),
    ]  # fmt: skip


@given(_STEPS, st.integers(1, 500), st.sets(st.integers(0, 8)))
def test_what_an_offer_gives_is_what_its_row_says(
    steps: list[tuple[int, str]], wanted: int, out: set[int]
) -> None:
    tables = [{"minutes": minutes, "flex": flex} for minutes, flex in steps]
    fitting = Fitting(tables, time(9), time(9 + wanted // 60, wanted % 60))
    wish = Wish(frozenset(at for at in out if at < len(steps)))
    now = fitting.fit(wish)
    over = fitting.over(now)
    for one in fitting.offers(wish):
        assert one.gives == sum(now.minutes.get(at, steps[at][0]) for at in one.out)
        assert one.over == max(over - one.gives, min(one.over, 0))


def test_minutes_and_pins_that_cannot_be_read_count_as_none() -> None:
    broken = open_draft(CAFE.replace('"10:00"', '"noon"').replace("minutes = 20", 'minutes = "x"'), "café", WORDS)
    assert clock(times(broken.steps)) == ["09:00", "09:10", "09:10", "09:25"]
    assert times(()).minutes == 0
