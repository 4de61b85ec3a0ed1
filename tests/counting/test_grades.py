import random
import statistics
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.grades import combined, lowest, mean, median

How = Literal["mean", "sum", "product"]
HOWS: list[How] = ["mean", "sum", "product"]
GRADES = [-2, 0, 1, 3, 7]
COUNTS = st.lists(st.integers(0, 9), min_size=5, max_size=5)
TENTHS = st.integers(0, 50).map(lambda n: n / 10)
PARTS = st.lists(st.tuples(TENTHS, st.integers(1, 40).map(lambda n: n / 10)), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("counts", "middle", "average", "low"),
    [
        ([0, 0, 1, 0, 0], 3, 3, 3),
        ([1, 0, 0, 0, 1], 3, 3, 1),
        ([0, 2, 1, 0, 0], 2, 7 / 3, 2),
        ([0, 1, 1, 0, 0], 2.5, 2.5, 2),
        ([0, 3, 0, 0, 3], 3.5, 3.5, 2),
        ([2, 0, 1, 1, 0], 2, 2.25, 1),
        ([0, 0, 0, 0, 4], 5, 5, 5),
    ],
)
def test_middle_average_and_lowest(counts: list[int], middle: float, average: float, low: int) -> None:
    assert median(counts, [1, 2, 3, 4, 5]) == middle
    assert mean(counts, [1, 2, 3, 4, 5]) == average
    assert lowest(counts, [1, 2, 3, 4, 5]) == low


def test_grades_count_by_their_own_numbers() -> None:
    assert mean([1, 1, 2], [-2, 0, 10]) == 4.5
    assert median([1, 1, 0], [-2, 0, 10]) == -1
    assert lowest([0, 1, 1], [-2, 0, 10]) == 0


@pytest.mark.parametrize("counts", [[], [0], [0, 0, 0]])
def test_nobody_graded(counts: list[int]) -> None:
    grades = list(range(1, len(counts) + 1))
    assert mean(counts, grades) is None
    assert median(counts, grades) is None
    assert lowest(counts, grades) is None


@pytest.mark.parametrize(
    ("counts", "grades", "why"),
    [
        ([1, 2], [1, 2, 3], "one count per grade"),
        ([1, -2, 3], [1, 2, 3], "0 or more"),
        ([1, 2, 3], [1, 3, 2], "rise"),
        ([1, 2, 3], [1, 1, 2], "rise"),
    ],
)
def test_counts_that_do_not_fit_the_grades_are_refused(counts: list[int], grades: list[int], why: str) -> None:
    for measure in (mean, median, lowest):
        with pytest.raises(ValueError, match=why):
            measure(counts, grades)


@given(COUNTS.filter(any))
def test_the_same_as_from_a_list_of_all_the_answers(counts: list[int]) -> None:
    answers = [grade for n, grade in zip(counts, GRADES, strict=True) for _ in range(n)]
    assert mean(counts, GRADES) == pytest.approx(statistics.fmean(answers))
    assert median(counts, GRADES) == statistics.median(answers)
    assert lowest(counts, GRADES) == min(answers)


@given(COUNTS, st.integers(2, 5))
def test_repeating_every_answer_changes_nothing(counts: list[int], times: int) -> None:
    more = [times * n for n in counts]
    assert mean(more, GRADES) == mean(counts, GRADES)
    assert median(more, GRADES) == median(counts, GRADES)
    assert lowest(more, GRADES) == lowest(counts, GRADES)


@pytest.mark.parametrize(
    ("values", "weights", "how", "expected"),
    [
        ([4, 2], [1, 1], "mean", 3),
        ([4, 2], [3, 1], "mean", 3.5),
        ([4, None], [3, 1], "mean", 4),
        ([None, 2, 5], [9, 2, 1], "mean", 3),
        ([4, 2], [0, 1], "mean", 2),
        ([4, 2], [3, 1], "sum", 14),
        ([4, 2], [0.5, 0.25], "sum", 2.5),
        ([4, 2, 3], [1, 1, 1], "product", 24),
        ([4, 2], [2, 3], "product", 128),
        ([9, 2], [0.5, 1], "product", 6),
        ([4, 0], [1, 1], "product", 0),
        ([-3, 2], [2, 1], "product", 18),
        ([7, 2], [0, 1], "product", 2),
    ],
)
def test_parts_are_combined_by_their_weights(
    values: list[float | None], weights: list[float], how: How, expected: float
) -> None:
    assert combined(values, weights, how) == expected


@pytest.mark.parametrize(
    ("values", "weights", "how"),
    [
        ([4, None], [1, 1], "sum"),
        ([4, None], [1, 1], "product"),
        ([None, None], [1, 1], "mean"),
        ([4, None], [0, 1], "mean"),
        ([], [], "mean"),
        ([], [], "sum"),
        ([], [], "product"),
        ([-4, 2], [0.5, 1], "product"),
        ([10], [1000], "product"),
        ([1e200, 1e200], [1, 1], "product"),
    ],
)
def test_no_total(values: list[float | None], weights: list[float], how: How) -> None:
    assert combined(values, weights, how) is None


def test_totals_equal_on_paper_are_equal() -> None:
    # In floats 0.1 * 3 is 0.30000000000000004.
    assert combined([3], [0.1], "sum") == 0.3
    assert combined([0.1, 0.2], [1, 1], "sum") == 0.3
    assert combined([1.1, 1.1, 1.1], [1, 1, 1], "product") == 1.331
    assert combined([0.1] * 10, [1] * 10, "mean") == 0.1


@pytest.mark.parametrize("how", HOWS)
def test_weights_and_values_that_do_not_fit_are_refused(how: How) -> None:
    if how == "sum":
        assert combined([4, 2], [1, -1], how) == 2
    else:
        with pytest.raises(ValueError, match="0 or more"):
            combined([4, 2], [1, -1], how)
    with pytest.raises(ValueError, match="shorter"):
        combined([4, 2], [1], how)
    for number in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match=str(number)):
            combined([4, number], [1, 1], how)
        with pytest.raises(ValueError, match=str(number)):
            combined([4, 2], [1, number], how)


@given(PARTS, st.integers())
def test_the_order_of_parts_does_not_matter(parts: list[tuple[float, float]], seed: int) -> None:
    mixed = random.Random(seed).sample(parts, len(parts))
    for how in HOWS:
        assert combined([v for v, _ in mixed], [w for _, w in mixed], how) == combined(
            [v for v, _ in parts], [w for _, w in parts], how
        )


@given(PARTS, st.integers(2, 9))
def test_a_mean_needs_only_the_proportion_of_weights_and_lies_between(
    parts: list[tuple[float, float]], times: int
) -> None:
    values, weights = [v for v, _ in parts], [w for _, w in parts]
    total = combined(values, weights, "mean")
    assert total is not None
    assert min(values) <= total <= max(values)
    assert combined(values, [times * w for w in weights], "mean") == pytest.approx(total)
    assert combined([*values, None], [*weights, 5], "mean") == total
