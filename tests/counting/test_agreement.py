from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.agreement import agreement

COUNTS = st.lists(st.integers(0, 30), min_size=3, max_size=9).filter(any)


# R package agrmt 1.42.12, documentation and vignette.
@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),
        ([6, 8, 5, 3, 2], 0.3125),
        ([6, 8, 5, 3, 2, 0, 2], 0.392308),
        ([2, 0, 1, 1], 0.083333),
        ([1, 1, 1, 1], 0),
        ([2, 0, 0, 2], -1),
        ([0, 4, 0, 0], 1),
    ],
)
def test_agreement_as_in_agrmt(counts: list[int], expected: float) -> None:
    assert agreement(counts) == pytest.approx(expected, abs=1e-6)


# van der Eijk 2001, positions of two parties in per cent, here times 10; two decimals are published.
@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([24, 28, 32, 62, 135, 304, 416], 0.61),
        ([16, 26, 82, 210, 293, 270, 103], 0.48),
    ],
)
def test_agreement_as_published(counts: list[int], expected: float) -> None:
    assert agreement(counts) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("counts", [[], [3], [3, 4], [0, 0, 0], [0, 0]])
def test_too_few_grades_or_nobody_gives_nothing(counts: list[int]) -> None:
    assert agreement(counts) is None


def test_answers_less_than_none_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        agreement([3, -1, 2])


def test_three_grades() -> None:
    # One layer each: 110 has U = 1 and S = 2 of K = 3; 101 has U = -2.
    assert agreement([1, 1, 0]) == 0.5
    assert agreement([1, 0, 1]) == -1
    assert agreement([0, 1, 0]) == 1


@given(COUNTS)
def test_a_mirrored_scale_agrees_as_much(counts: list[int]) -> None:
    assert agreement(counts[::-1]) == agreement(counts)


@given(COUNTS)
def test_agreement_is_from_minus_one_to_one(counts: list[int]) -> None:
    value = agreement(counts)
    assert value is not None
    assert -1 <= value <= 1


@given(COUNTS, st.integers(2, 9))
def test_repeating_every_answer_changes_nothing(counts: list[int], times: int) -> None:
    assert agreement([times * count for count in counts]) == agreement(counts)


@given(st.integers(3, 11), st.integers(1, 40))
def test_the_ends_of_the_range(grades: int, n: int) -> None:
    assert agreement([n] + [0] * (grades - 1)) == 1
    assert agreement([n] * grades) == 0
    assert agreement([n] + [0] * (grades - 2) + [n]) == -1


@given(COUNTS)
def test_the_triples_counted_one_by_one_give_the_same(counts: list[int]) -> None:
    peeled, left = 0.0, list(counts)
    while any(left):
        height = min(count for count in left if count)
        pattern = [count > 0 for count in left]
        peeled += height * sum(pattern) * layer(pattern)
        left = [max(count - height, 0) for count in left]
    assert agreement(counts) == pytest.approx(peeled / sum(counts), abs=1e-12)


def layer(pattern: list[bool]) -> float:
    k, s = len(pattern), sum(pattern)
    triples = list(combinations(pattern, 3))
    tu = sum(triple in {(True, True, False), (False, True, True)} for triple in triples)
    tdu = triples.count((True, False, True))
    u = ((k - 2) * tu - (k - 1) * tdu) / ((k - 2) * (tu + tdu)) if tu + tdu else 1
    return u * (1 - (s - 1) / (k - 1))
