import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.homogeneity import Homogeneity, marginal_homogeneity, mcnemar_exact

SIZES = st.integers(2, 4)
TABLES = SIZES.flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 9), min_size=size, max_size=size), min_size=size, max_size=size)
)


@pytest.mark.parametrize("table", [[], [[5]], [[3, 0], [0, 4]], [[0, 0], [0, 0]]])
def test_where_nobody_moved_there_is_nothing_to_tell(table: list[list[int]]) -> None:
    assert marginal_homogeneity(table) == Homogeneity(0, 0, 0)


def test_where_all_moved_alike_bhapkar_has_no_value() -> None:
    assert marginal_homogeneity([[0, 5], [0, 0]]) == Homogeneity(5, None, 1)


def test_with_two_choices_it_is_mcnemar() -> None:
    # (b − c)² / (b + c)
    assert marginal_homogeneity([[7, 9], [3, 2]]).stuart_maxwell == 36 / 12


def test_a_table_that_is_not_square_or_has_less_than_none_is_refused() -> None:
    with pytest.raises(ValueError, match="square"):
        marginal_homogeneity([[1, 2]])
    with pytest.raises(ValueError, match="0 or more"):
        marginal_homogeneity([[1, -2], [0, 1]])
    with pytest.raises(ValueError, match="0 or more"):
        mcnemar_exact(3, -1)


@given(TABLES)
def test_a_choice_that_nobody_moved_to_or_from_changes_nothing(table: list[list[int]]) -> None:
    wider = [[*row, 0] for row in table] + [[0] * len(table) + [0]]
    assert marginal_homogeneity(wider) == marginal_homogeneity(table)


@given(TABLES, st.integers())
def test_renamed_choices_and_turned_time_change_nothing(table: list[list[int]], turn: int) -> None:
    size = len(table)
    order = [(at + turn) % size for at in range(size)][::-1]
    found = marginal_homogeneity(table)
    assert marginal_homogeneity([[table[a][b] for b in order] for a in order]) == found
    assert marginal_homogeneity([list(column) for column in zip(*table, strict=True)]) == found


@given(TABLES, st.integers(2, 4))
def test_as_many_times_the_voters_is_as_many_times_the_statistic(table: list[list[int]], times: int) -> None:
    more = marginal_homogeneity([[times * count for count in row] for row in table])
    assert more.stuart_maxwell == pytest.approx(times * marginal_homogeneity(table).stuart_maxwell)


@given(TABLES)
def test_nothing_is_more_than_everybody_moving_alike(table: list[list[int]]) -> None:
    found = marginal_homogeneity(table)
    assert 0 <= found.stuart_maxwell <= sum(map(sum, table))
    assert found.bhapkar is None or found.bhapkar >= found.stuart_maxwell
    assert 0 <= found.freedom < len(table)


@given(st.integers(0, 30), st.integers(0, 30))
def test_mcnemar_is_the_same_both_ways_and_a_probability(there: int, back: int) -> None:
    assert mcnemar_exact(there, back) == mcnemar_exact(back, there)
    assert 0 < mcnemar_exact(there, back) <= 1
    assert mcnemar_exact(there, there) == 1
