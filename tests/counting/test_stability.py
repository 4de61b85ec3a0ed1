import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from ballot_samples import ITEMS, Ballot, ballots
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.copeland import copeland
from facilitator.counting.pairwise import preferences
from facilitator.counting.places import above_cut, places
from facilitator.counting.stability import Moved, leave_one_out, summed

GIVEN = st.lists(st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 4)), max_size=6)
CUTS = st.integers(1, 5)


def by_table(given_dots: Sequence[dict[int, int]]) -> dict[str, dict[int, float | Fraction]]:
    return {f"table {at}": dict(row) for at, row in enumerate(given_dots, start=1)}


def test_who_would_come_and_go_without_each_table() -> None:
    dots = by_table([{1: 3, 2: 1}, {1: 1, 3: 2}, {2: 2}, {}])
    found = leave_one_out(list(dots), summed(dots, [1, 2, 3, 4]), cut=2)
    assert found.above == (1, 2)
    assert found.margin == 1
    assert found.without == {
        "table 1": Moved(enter=(3,), leave=(1,)),
        "table 2": Moved((), ()),
        "table 3": Moved(enter=(3,), leave=(2,)),
        "table 4": Moved((), ()),
    }
    assert found.decisive == ["table 1", "table 3"]
    assert found.places == {1: (1, 3), 2: (1, 3), 3: (1, 3), 4: (3, 4)}


def test_a_tie_at_the_line_stays_above_it() -> None:
    dots = by_table([{1: 2, 2: 1}, {3: 1}])
    found = leave_one_out(list(dots), summed(dots, [1, 2, 3]), cut=2)
    assert found.above == (1, 2, 3)
    assert found.margin is None
    assert found.without == {"table 1": Moved((), (1, 2)), "table 2": Moved((), (3,))}
    assert found.decisive == ["table 1", "table 2"]


def test_without_a_line_nothing_moves_but_places_do() -> None:
    dots = by_table([{1: 2}, {2: 1}])
    found = leave_one_out(list(dots), summed(dots, [1, 2]), cut=None)
    assert found.decisive == []
    assert found.margin is None
    assert found.places == {1: (1, 2), 2: (1, 2)}


def test_no_units_have_nothing_hanging_on_them() -> None:
    nobody: list[str] = []
    found = leave_one_out(nobody, summed({}, [1, 2]), cut=1)
    assert found.above == ()
    assert found.without == {}
    assert found.places == {1: (1, 1), 2: (1, 1)}


def test_an_item_that_only_one_table_knows_is_gone_without_it() -> None:
    named = {"A": [1, 2], "B": [1]}

    def mentions(tables: Sequence[str]) -> dict[int, float | None]:
        said = [item for table in tables for item in named[table]]
        return {item: said.count(item) for item in said}

    found = leave_one_out(["A", "B"], mentions, cut=2)
    assert found.without == {"A": Moved((), (2,)), "B": Moved((), ())}
    assert found.places == {1: (1, 1), 2: (1, 2)}


def test_what_is_never_counted_has_no_place() -> None:
    found = leave_one_out(["A"], lambda _: {1: 2.5, 2: None}, cut=1)
    assert found.places == {1: (1, 1), 2: None}


def test_any_way_to_count_can_be_tried() -> None:
    cast: dict[str, Ballot] = {"A": [[1], [2], [3]], "B": [[2], [1], [3]], "C": [[2], [3], [1]]}

    def scores(tables: Sequence[str]) -> dict[int, float | None]:
        return dict(copeland(preferences([cast[table] for table in tables], [1, 2, 3])))

    found = leave_one_out(list(cast), scores, cut=1)
    assert found.above == (2,)
    assert found.without == {"A": Moved((), ()), "B": Moved((), ()), "C": Moved((1,), ())}
    assert found.decisive == ["C"]


def test_thirds_and_tenths_add_up_exactly() -> None:
    # In floats 0.1 + 0.2 is more than 0.3, and six times 1/3 less than 2.
    sums = summed({"A": {1: 0.1, 2: 0.3}, "B": {1: 0.2}}, [1, 2])
    assert sums(["A", "B"]) == {1: 0.3, 2: 0.3}
    thirds = summed({table: {1: Fraction(1, 3)} for table in "ABCDEF"}, [1])
    assert thirds("ABCDEF") == {1: 2}


def test_a_unit_twice_or_a_line_before_the_first_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        leave_one_out(["A", "A"], lambda _: {1: 1.0}, cut=1)
    with pytest.raises(ValueError, match="at least 1"):
        leave_one_out(["A"], lambda _: {1: 1.0}, cut=0)


@given(GIVEN, CUTS)
def test_without_a_table_that_gave_nothing_all_is_as_before(rows: list[dict[int, int]], cut: int) -> None:
    dots = by_table(rows)
    before = leave_one_out(list(dots), summed(dots, ITEMS), cut)
    with_silent: dict[str, dict[int, float | Fraction]] = {**dots, "silent": {}}
    after = leave_one_out(list(with_silent), summed(with_silent, ITEMS), cut)
    assert after.without == {**before.without, "silent": Moved((), ())}
    assert (after.above, after.margin, after.places) == (before.above, before.margin, before.places)


@given(GIVEN, CUTS)
def test_the_list_without_a_table_is_that_of_the_others(rows: list[dict[int, int]], cut: int) -> None:
    dots = by_table(rows)
    found = leave_one_out(list(dots), summed(dots, ITEMS), cut)
    for table, moved in found.without.items():
        row = list(summed(dots, ITEMS)([other for other in dots if other != table]).values())
        up = {item for item, above in zip(ITEMS, above_cut(row, cut), strict=True) if above}
        assert (set(found.above) | set(moved.enter)) - set(moved.leave) == up
        for item, place in zip(ITEMS, places(row), strict=True):
            best, worst = found.places[item] or (0, 0)
            assert place is not None
            assert best <= place <= worst


@given(GIVEN, st.sampled_from(ITEMS), st.integers(1, 4))
def test_a_table_that_gives_an_item_all_its_dots_never_lowers_it(
    rows: list[dict[int, int]], item: int, more: int
) -> None:
    dots = by_table([*rows, {item: more}])
    scores = summed(dots, ITEMS)
    before, after = (places(list(scores(units).values())) for units in (list(by_table(rows)), list(dots)))
    at = ITEMS.index(item)
    assert (after[at] or 0) <= (before[at] or 0)
    assert item not in leave_one_out(list(dots), scores, cut=2).without[f"table {len(dots)}"].enter


@given(GIVEN, CUTS, st.permutations(ITEMS), st.integers())
def test_renamed_items_and_tables_in_another_order_move_alike(
    rows: list[dict[int, int]], cut: int, names: list[int], seed: int
) -> None:
    new = dict(zip(ITEMS, names, strict=True))
    dots = by_table(rows)
    changed = {table: {new[item]: n for item, n in row.items()} for table, row in dots.items()}
    before = leave_one_out(list(dots), summed(dots, ITEMS), cut)
    mixed = random.Random(seed).sample(list(dots), len(dots))
    after = leave_one_out(mixed, summed(changed, ITEMS), cut)
    assert set(after.above) == {new[item] for item in before.above}
    assert after.places == {new[item]: span for item, span in before.places.items()}
    for table, moved in before.without.items():
        assert set(after.without[table].enter) == {new[item] for item in moved.enter}
        assert set(after.without[table].leave) == {new[item] for item in moved.leave}


@given(ballots(full=True), CUTS)
def test_tables_that_said_the_same_are_missed_alike(cast: list[Ballot], cut: int) -> None:
    twice = [*cast, *cast]

    def scores(units: Sequence[int]) -> dict[int, float | None]:
        return dict(copeland(preferences([twice[unit] for unit in units], ITEMS)))

    found = leave_one_out(range(len(twice)), scores, cut)
    assert all(found.without[at] == found.without[at + len(cast)] for at in range(len(cast)))
