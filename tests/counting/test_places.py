import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.places import above_cut, margin, places

VALUES = st.lists(st.none() | st.integers(-3, 6))
CUTS = st.integers(1, 8)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([7, 5, 5, 3], [1, 2, 2, 4]),
        ([3, 5, 7, 5], [4, 2, 1, 2]),
        ([5, 5, 5], [1, 1, 1]),
        ([2, 1, 1, 1, 0], [1, 2, 2, 2, 5]),
        ([None, 4, None, 9], [None, 2, None, 1]),
        ([None, None], [None, None]),
        ([0.5, -1.0, 0.25], [1, 3, 2]),
    ],
)
def test_equal_values_share_a_place_and_the_next_are_left_out(
    values: list[float | None], expected: list[int | None]
) -> None:
    assert places(values) == expected


@given(VALUES)
def test_a_place_is_one_more_than_the_items_with_strictly_more(values: list[int | None]) -> None:
    for value, place in zip(values, places(values), strict=True):
        expected = None if value is None else 1 + sum(other is not None and other > value for other in values)
        assert place == expected


@given(VALUES, st.integers())
def test_another_order_of_items_gives_the_same_places_in_that_order(values: list[int | None], seed: int) -> None:
    order = random.Random(seed).sample(range(len(values)), len(values))
    assert places([values[i] for i in order]) == [places(values)[i] for i in order]


@given(VALUES, st.integers(2, 5))
def test_repeating_every_ballot_changes_no_place(values: list[int | None], times: int) -> None:
    assert places([None if value is None else times * value for value in values]) == places(values)


@pytest.mark.parametrize(
    ("values", "cut", "expected"),
    [
        ([9, 7, 5, 3], 2, [True, True, False, False]),
        ([3, 5, 7, 9], 2, [False, False, True, True]),
        ([9, 7, 7, 3], 2, [True, True, True, False]),
        ([9, 9, 7], 1, [True, True, False]),
        ([9, 7], 5, [True, True]),
        ([9, 0, None, -1], 4, [True, False, False, False]),
        ([0, 0], 1, [False, False]),
        ([None, None, 2], 1, [False, False, True]),
        ([0, None, -1, 2], None, [True, True, True, True]),
        ([], 3, []),
    ],
)
def test_the_line_is_after_the_kth_with_its_ties_above(
    values: list[float | None], cut: int | None, expected: list[bool]
) -> None:
    assert above_cut(values, cut) == expected


@given(VALUES, CUTS)
def test_if_one_of_equals_is_above_all_are(values: list[int | None], cut: int) -> None:
    above = {value for value, up in zip(values, above_cut(values, cut), strict=True) if up}
    below = {value for value, up in zip(values, above_cut(values, cut), strict=True) if not up}
    assert not above & below


@given(VALUES, CUTS)
def test_a_line_holds_k_unless_too_few_have_anything_and_more_only_by_a_tie(values: list[int | None], cut: int) -> None:
    kept = [value for value, up in zip(values, above_cut(values, cut), strict=True) if up and value is not None]
    having = [value for value in values if value is not None and value > 0]
    assert len(kept) >= min(cut, len(having))
    assert sum(value > min(kept) for value in kept) < cut if kept else not having


@pytest.mark.parametrize("cut", [0, -1])
def test_a_line_before_the_first_is_refused(cut: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        above_cut([3, 2], cut)
    with pytest.raises(ValueError, match="at least 1"):
        margin([3, 2], cut)


@pytest.mark.parametrize(
    ("values", "cut", "expected"),
    [
        ([9, 7, 5, 3], 2, 2),
        ([3, 9, 5, 7], 3, 2),
        ([9, 7, 7, 3], 2, 4),
        ([4.5, 4.25], 1, 0.25),
        ([4, 0, None], 2, 4),
        ([4, None], 1, None),
        ([4, 3], 2, None),
        ([0, 0], 1, None),
        ([9, 7, 5], None, None),
        ([], 1, None),
    ],
)
def test_margin_is_from_the_last_above_to_the_first_below(
    values: list[float | None], cut: int | None, expected: float | None
) -> None:
    assert margin(values, cut) == expected


@given(VALUES, CUTS)
def test_a_margin_is_never_zero(values: list[int | None], cut: int) -> None:
    distance = margin(values, cut)
    assert distance is None or distance > 0
