import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.grades import combined
from facilitator.counting.weights import How, OtherLead, WeightCheck, check_weights

VALUES = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=1, max_size=5)
WEIGHTS = st.lists(st.integers(0, 4), min_size=3, max_size=3)
HOW = st.sampled_from(["mean", "sum", "product"])


def test_a_lead_in_every_part_survives_any_weights() -> None:
    assert check_weights({1: [5, 4, 5], 2: [4, 3, 4]}, [3, 1, 2], "mean") == WeightCheck((1,), ())


def test_each_choice_of_weights_that_puts_something_else_first_is_told() -> None:
    # 13 and 12 as it is; 5 and 6 equal; 7 and 7.5 with 3 halved; 13.5 and 13.5 with 1 half as large again.
    assert check_weights({1: [4, 1], 2: [3, 3]}, [3, 1], "sum") == WeightCheck(
        leaders=(1,),
        changes=(OtherLead(None, None, (2,)), OtherLead(0, 0.5, (2,)), OtherLead(1, 1.5, (1, 2))),
    )


def test_equal_weights_let_a_part_tell_against_still() -> None:
    # Value and effort: 6 and 7 as it is; 1 and 3 equal; 11 and 11 with more for value; 8 and 7.5 with less for effort.
    assert check_weights({1: [5, 4], 2: [4, 1]}, [2, -1], "sum") == WeightCheck(
        leaders=(2,), changes=(OtherLead(0, 1.5, (1, 2)), OtherLead(1, 0.5, (1,)))
    )


def test_equal_weights_are_equal_in_size() -> None:
    # 11 and 4, equal 1 and 0; were effort to count double, -3 and -2.
    assert check_weights({1: [5, 4], 2: [2, 2]}, [3, -1], "sum") == WeightCheck(leaders=(1,), changes=())
    # 9 and 7, equal 0 and 1; were value to count double, 3 and 3.
    assert check_weights({1: [3, 3], 2: [2, 1]}, [4, -1], "sum").changes[:1] == (OtherLead(None, None, (2,)),)


def test_a_product_is_tried_in_its_own_way() -> None:
    # 9 × 1² and 2 × 2²; 3 and about 5.7 with the first weight halved; 9 and 16 with the second half as large again.
    assert check_weights({1: [9, 1], 2: [2, 2]}, [1, 2], "product") == WeightCheck(
        leaders=(1,), changes=(OtherLead(0, 0.5, (2,)), OtherLead(1, 1.5, (2,)))
    )


def test_decimal_weights_keep_a_tie() -> None:
    # 0.15 × 2 = 0.3 × 1; in floats 0.1 × 1.5 is a little more than 0.15.
    assert OtherLead(0, 1.5, (1, 2)) in check_weights({1: [2, 0], 2: [0, 1]}, [0.1, 0.3], "sum").changes


def test_items_without_a_total_lead_nothing() -> None:
    assert check_weights({1: [None, 5], 2: [1, 1]}, [1, 1], "sum") == WeightCheck((2,), ())
    assert check_weights({1: [None], 2: [None]}, [1], "mean") == WeightCheck((), ())
    assert check_weights({}, [], "mean") == WeightCheck((), ())


def test_weights_that_cannot_be_used_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        check_weights({1: [1, 2]}, [1, -1], "mean")
    with pytest.raises(ValueError, match="shorter"):
        check_weights({1: [1, 2]}, [1], "mean")


@given(VALUES, WEIGHTS, HOW)
def test_every_change_is_one_that_the_totals_show(rows: list[list[int]], weights: list[int], how: How) -> None:
    values = dict(enumerate(rows, start=1))
    found = check_weights(values, weights, how)
    told = {(change.part, change.factor): change.leaders for change in found.changes}
    for part, factor in [(None, None), *((part, factor) for part in range(3) for factor in (0.5, 1.5))]:
        other = [1.0 if part is None else w * (factor or 1) if at == part else w for at, w in enumerate(weights)]
        totals = {item: combined(row, other, how) for item, row in values.items()}
        most = max((total for total in totals.values() if total is not None), default=None)
        leaders = tuple(item for item, total in totals.items() if total is not None and total == most)
        assert told.get((part, factor), found.leaders) == leaders
        assert ((part, factor) in told) == (leaders != found.leaders)


@given(VALUES, st.integers(1, 4), HOW)
def test_weights_that_are_equal_lead_as_equal_ones(rows: list[list[int]], weight: int, how: How) -> None:
    found = check_weights(dict(enumerate(rows)), [weight] * 3, how)
    assert all(change.part is not None for change in found.changes)


@given(VALUES, WEIGHTS, st.permutations(range(5)))
def test_renamed_items_lead_alike(rows: list[list[int]], weights: list[int], names: list[int]) -> None:
    before = check_weights(dict(enumerate(rows)), weights, "mean")
    after = check_weights({names[at]: row for at, row in enumerate(rows)}, weights, "mean")
    assert after.leaders == tuple(names[item] for item in before.leaders)
    assert [change.leaders for change in after.changes] == [
        tuple(names[item] for item in change.leaders) for change in before.changes
    ]
