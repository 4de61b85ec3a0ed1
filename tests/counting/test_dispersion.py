import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.agreement import agreement, layers
from facilitator.counting.dispersion import consensus, leik, polarization

COUNTS = st.lists(st.integers(0, 30), min_size=3, max_size=9).filter(any)


@pytest.mark.parametrize("counts", [[], [3], [0, 0, 0]])
def test_too_few_grades_or_nobody_gives_nothing(counts: list[int]) -> None:
    assert leik(counts) is None
    assert consensus(counts) is None
    assert polarization(counts) is None


def test_answers_less_than_none_are_refused() -> None:
    for measure in (leik, consensus, polarization, layers):
        with pytest.raises(ValueError, match="0 or more"):
            measure([3, -1, 2])


def test_with_few_answers_the_measures_contradict_each_other() -> None:
    assert agreement([2, 0, 1, 1]) == pytest.approx(0.083333, abs=1e-6)
    assert leik([2, 0, 1, 1]) == pytest.approx(0.833333, abs=1e-6)


def test_two_grades_can_be_apart() -> None:
    assert leik([3, 3]) == 1
    assert leik([3, 1]) == 0.5
    assert consensus([3, 3]) == 0
    assert consensus([3, 0]) == 1
    assert polarization([3, 3]) is None


@given(st.integers(3, 11), st.integers(1, 40))
def test_the_ends_of_the_range(grades: int, n: int) -> None:
    one, ends = [n] + [0] * (grades - 1), [n] + [0] * (grades - 2) + [n]
    assert (leik(one), consensus(one), polarization(one)) == (0, 1, 0)
    assert (leik(ends), consensus(ends), polarization(ends)) == (1, 0, 1)
    assert polarization([n] * grades) == 0.5


@given(COUNTS)
def test_a_mirrored_scale_is_as_dispersed(counts: list[int]) -> None:
    for measure in (leik, consensus, polarization):
        assert measure(counts[::-1]) == pytest.approx(measure(counts), abs=1e-12)


@given(COUNTS, st.integers(2, 9))
def test_repeating_every_answer_changes_nothing(counts: list[int], times: int) -> None:
    for measure in (leik, consensus, polarization):
        assert measure([times * count for count in counts]) == measure(counts)


@given(COUNTS)
def test_every_measure_is_from_zero_to_one(counts: list[int]) -> None:
    for measure in (leik, consensus, polarization):
        value = measure(counts)
        assert value is not None
        assert -1e-12 <= value <= 1


@given(COUNTS)
def test_the_layers_hold_every_answer(counts: list[int]) -> None:
    assert sum(answers for answers, _ in layers(counts)) == sum(counts)
