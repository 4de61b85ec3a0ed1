"""The clock in words."""

from datetime import timedelta

import pytest

from facilitator.widgets.digits import big
from facilitator.widgets.times import clock


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(520, "8:40"), (0, "0:00"), (-65, "−1:05"), (6000, "100:00"), (36_000, "10 h"), (-90_000, "−25 h")],
)
def test_a_span_is_minutes_and_seconds_and_hours_when_it_is_long(seconds: int, shown: str) -> None:
    assert clock(timedelta(seconds=seconds)) == shown


def test_big_digits_are_three_rows_of_one_width() -> None:
    for shown in ("0:00", "12:34", "−5:67", "89:59"):
        assert len({len(row) for row in big(shown)}) == 1
