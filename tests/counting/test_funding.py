import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.funding import fund, straddles

Order = list[tuple[int, float | None, float]]


@st.composite
def orders(draw: st.DrawFn) -> Order:
    rows = draw(st.lists(st.tuples(st.none() | st.integers(0, 9), st.integers(0, 4)), max_size=8))
    rows.sort(key=lambda row: -row[1])
    return [(number, cost, dots) for number, (cost, dots) in enumerate(rows, start=1)]


FUNDS = st.integers(0, 40)


@pytest.mark.parametrize(
    ("order", "funds", "stop", "skip"),
    [
        ([(7, 40, 9), (3, 70, 5), (5, 60, 4), (1, 1, 2)], 100, [7], [7, 5]),
        ([(1, 40, 9), (2, 60, 5), (3, 1, 4)], 100, [1, 2], [1, 2]),
        ([(1, 101, 9), (2, 60, 5)], 100, [], [2]),
        ([(1, 50, 9), (2, 51, 5), (3, 51, 4), (4, 50, 3)], 100, [1], [1, 4]),
        ([(1, 10, 2), (2, 10, 0), (3, 10, 0)], 100, [1], [1]),
        ([(1, 10, 9), (2, None, 5), (3, 10, 4)], 100, [1], [1, 3]),
        ([(1, None, 9), (2, 10, 5)], 100, [], [2]),
        ([(1, -5, 9), (2, 10, 5)], 10, [], [2]),
        ([(1, float("nan"), 9), (2, float("inf"), 9), (3, 10, 5)], 10, [], [3]),
        ([(1, 100, 9), (2, 0, 5)], 100, [1, 2], [1, 2]),
        ([(1, 0, 1)], 0, [1], [1]),
        ([(1, 0, 1)], -1, [], []),
        ([], 100, [], []),
    ],
)
def test_stop_ends_where_skip_goes_on(order: Order, funds: float, stop: list[int], skip: list[int]) -> None:
    assert fund(order, funds) == (stop, skip)


def test_amounts_count_as_they_are_written() -> None:
    # In floats 0.1 + 0.2 is more than 0.3.
    assert fund([(1, 0.1, 3), (2, 0.2, 2)], 0.3) == ([1, 2], [1, 2])
    assert fund([(1, 0.1, 3), (2, 0.2, 2), (3, 0.01, 1)], 0.3) == ([1, 2], [1, 2])


def test_items_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order of dots"):
        fund([(1, 5, 2), (2, 5, 3)], 100)
    with pytest.raises(ValueError, match="order of dots"):
        straddles([(1, 5, 2), (2, 5, 3)], 100)


@pytest.mark.parametrize(
    ("order", "funds", "expected"),
    [
        ([(1, 60, 5), (2, 60, 5)], 100, True),
        ([(1, 10, 9), (2, 60, 5), (3, 60, 5)], 100, True),
        ([(1, 60, 5), (2, None, 5)], 100, True),
        ([(1, 60, 5), (2, 60, 4)], 100, False),
        ([(1, 60, 5), (2, 60, 4), (3, 60, 4)], 100, False),
        ([(1, 40, 5), (2, 60, 5)], 100, False),
        ([(1, 40, 5), (2, 60, 5), (3, 1, 4)], 100, False),
        ([(1, 200, 5), (2, 60, 5)], 100, False),
        ([(1, 60, 5), (2, 60, 0), (3, 60, 0)], 200, False),
        ([(1, 60, 5)], 100, False),
        ([], 100, False),
    ],
)
def test_a_tie_straddles_where_stopping_funds_some_of_it(order: Order, funds: float, expected: bool) -> None:
    assert straddles(order, funds) is expected


@given(orders(), FUNDS)
def test_stop_is_the_start_of_the_order_and_of_skip(order: Order, funds: int) -> None:
    stop, skip = fund(order, funds)
    numbers = [number for number, _, _ in order]
    assert stop == numbers[: len(stop)] == skip[: len(stop)]
    assert skip == sorted(skip, key=numbers.index)


@given(orders(), FUNDS)
def test_the_money_is_enough_and_nothing_without_a_dot_is_funded(order: Order, funds: int) -> None:
    rows = {number: (cost, dots) for number, cost, dots in order}
    for funded in fund(order, funds):
        costs = [rows[number][0] for number in funded]
        assert None not in costs
        assert sum(cost for cost in costs if cost is not None) <= funds
        assert all(rows[number][1] > 0 for number in funded)


@given(orders(), FUNDS)
def test_what_is_left_out_did_not_fit_when_its_turn_came(order: Order, funds: int) -> None:
    stop, skip = fund(order, funds)
    for number, cost, dots in order:
        if dots and cost is not None and number not in skip:
            assert spent(order, skip, number) + cost > funds
    after = order[len(stop) :]
    if after and after[0][2] and after[0][1] is not None:
        assert spent(order, stop, after[0][0]) + after[0][1] > funds


@given(orders(), FUNDS)
def test_straddling_is_equals_treated_unequally(order: Order, funds: int) -> None:
    stop, _ = fund(order, funds)
    funded = {dots for number, _, dots in order if number in stop}
    left_out = {dots for number, _, dots in order if number not in stop}
    assert straddles(order, funds) is bool(funded & left_out)


@given(orders(), FUNDS, st.integers(0, 20))
def test_more_money_never_shortens_the_list_of_stop(order: Order, funds: int, more: int) -> None:
    assert len(fund(order, funds + more)[0]) >= len(fund(order, funds)[0])


def spent(order: Order, funded: list[int], before: int) -> float:
    costs = {number: cost for number, cost, _ in order}
    return sum(costs[number] or 0 for number in funded if number < before)
