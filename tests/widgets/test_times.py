"""The clock in words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.agenda.clock import DayTime, StepTime
from facilitator.widgets.digits import big
from facilitator.widgets.times import clock, end_of, stands
from facilitator.words import Words


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(520, "8:40"), (0, "0:00"), (-65, "−1:05"), (6000, "100:00"), (36_000, "10 h"), (-90_000, "−25 h")],
)
def test_a_span_is_minutes_and_seconds_and_hours_when_it_is_long(seconds: int, shown: str) -> None:
    assert clock(timedelta(seconds=seconds)) == shown


@given(st.integers(-20_000, 20_000), st.booleans())
def test_the_end_is_as_far_from_what_it_should_be_as_is_said(seconds: int, is_fixed: bool) -> None:
    nine = datetime(2026, 3, 1, 9, 0, 31, tzinfo=UTC)
    limit = nine.replace(hour=12, minute=0, second=0)
    goal = limit if is_fixed else nine
    step = StepTime("running", 5, nine, expected_end=goal + timedelta(seconds=seconds))
    behind = round(seconds / 60)
    day = DayTime((step,), behind, nine, goal + timedelta(seconds=seconds), limit if is_fixed else None)
    hour, minute = map(int, end_of(day).split(":"))
    assert hour * 60 + minute == goal.hour * 60 + goal.minute + behind
    assert end_of(day) in stands(day, Words("en"))


def test_big_digits_are_three_rows_of_one_width() -> None:
    for shown in ("0:00", "12:34", "−5:67", "89:59"):
        assert len({len(row) for row in big(shown)}) == 1
