"""Slope charts: no label over another, none outside, each as near to its own height as the others allow."""

from itertools import pairwise

import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st

from facilitator.blocks import Shift, ShiftRow
from facilitator.report.writers.html.slope import MOST_ROWS, PAGE, PHONE, Chart, can_draw, laid_out
from facilitator.report.writers.pptx import measure
from facilitator.report.writers.slopes import spread_out, steepest
from facilitator.words import Words

WORDS = Words("sv")
_LABELS = st.lists(st.tuples(st.floats(0, 500), st.floats(1, 60)), min_size=1, max_size=30)
_NAMES = st.one_of(
    st.text(min_size=1, max_size=45), st.sampled_from([text for text in samples.HOSTILE if len(text) < 60])
)
# Few values, so that many are equal.
_ROW = st.tuples(_NAMES, st.integers(0, 4), st.integers(0, 4))


def _shift(rows: list[tuple[str, int, int]]) -> Shift:
    whole = [max(1, sum(before for _, before, _ in rows)), max(1, sum(after for _, _, after in rows))]
    made = []
    for number, (name, before, after) in enumerate(rows, 1):
        shares = (before / whole[0], after / whole[1])
        made.append(ShiftRow(number, name, (before, after), shares, 100 * (shares[1] - shares[0])))
    return Shift(("I dag", "I morgon, om allt går som vi tänker oss"), made, "prickar")


@given(_LABELS)
def test_labels_are_moved_apart_and_keep_their_order(labels: list[tuple[float, float]]) -> None:
    middles, heights = zip(*labels, strict=True)
    placed = spread_out(middles, heights, 5)
    order = sorted(range(len(labels)), key=lambda index: (middles[index], index))
    for upper, lower in pairwise(order):
        assert placed[upper] + heights[upper] / 2 + 5 <= placed[lower] - heights[lower] / 2 + 1e-6


@given(_LABELS)
def test_labels_that_have_room_stay_where_they_belong(labels: list[tuple[float, float]]) -> None:
    middles = [index * 70.0 for index in range(len(labels))]
    assert spread_out(middles, [height for _, height in labels], 5) == middles


@given(st.integers(1, 30), st.floats(0, 400))
def test_equal_ones_lie_around_where_they_belong(count: int, middle: float) -> None:
    placed = spread_out([middle] * count, [20.0] * count, 5)
    assert placed == sorted(placed)
    assert abs(sum(placed) / count - middle) < 1e-6


@given(st.lists(_ROW, min_size=2, max_size=MOST_ROWS))
def test_no_label_overlaps_another_or_leaves_the_drawing(rows: list[tuple[str, int, int]]) -> None:
    block = _shift(rows)
    if not can_draw(block):
        return
    for chart in (laid_out(block, shape, WORDS) for shape in (PAGE, PHONE)):
        head = max(map(len, chart.heads)) * chart.shape.line
        for moment in (0, 1):
            edges = _edges(chart, moment)
            assert edges[0][0] >= head
            assert edges[-1][1] <= chart.height
            assert all(upper[1] <= lower[0] for upper, lower in pairwise(edges))
            assert all(0 <= end[moment] <= chart.height for end in chart.slopes)
        assert _widest(chart) <= chart.shape.right


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=MOST_ROWS))
def test_thirty_items_are_drawn_unless_nothing_was_given(counts: list[tuple[int, int]]) -> None:
    block = _shift([(f"Val {number}", before, after) for number, (before, after) in enumerate(counts)])
    assert can_draw(block) == any(before or after for before, after in counts)


def test_a_chart_that_would_be_no_help_is_left_to_the_table() -> None:
    assert not can_draw(samples.SHIFT)
    assert not can_draw(_shift([("Ensam", 1, 2)]))
    assert not can_draw(_shift([(f"Val {number}", 1, number) for number in range(MOST_ROWS + 1)]))
    assert not can_draw(_shift([("ord " * 60, 1, 2), ("b", 2, 1)]))
    assert can_draw(_shift([(f"Ett namn på fyrtiofem tecken, nummer {number:>8}", 1, number) for number in range(8)]))


def test_the_largest_rise_and_the_largest_fall_stand_out() -> None:
    assert steepest(_shift([("a", 1, 4), ("b", 4, 1), ("c", 2, 2)])) == {300 / 7, -300 / 7}
    assert steepest(_shift([("a", 1, 1), ("b", 1, 1)])) == set()


def _edges(chart: Chart, moment: int) -> list[tuple[float, float]]:
    halves = [(label.middle, len(label.lines) * chart.shape.line / 2) for label in chart.labels[moment]]
    return sorted((middle - half, middle + half) for middle, half in halves)


def _widest(chart: Chart) -> float:
    lines = (line for label in chart.labels[1] for line, kind in label.lines if kind == "name")
    return max(measure.width(line.strip(), chart.shape.size, bold=1) for line in lines)
