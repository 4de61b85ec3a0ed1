"""Two moments as a slope chart in SVG: a line an item, its share and name at the ends, and no label over another.

It is drawn twice, for a page and for a phone; the style sheet shows one of them. A browser's letters are not known
here, so names are broken as if they were wider than they usually are.
"""

from collections.abc import Iterator, Sequence

import htpy as h
from msgspec import Struct
from msgspec.structs import replace

from facilitator.blocks import Shift
from facilitator.report.writers.html.parts import moved, percent
from facilitator.report.writers.pptx import measure
from facilitator.report.writers.slopes import ends, has_slopes, spread_out, steepest
from facilitator.words import Words

MOST_ROWS = 30
_MOST_CHANGES = 16
_MOST_LINES = 4
# Higher labels do not stand on one page with what they are moved by.
_TALLEST = 720.0
_LINE = 1.3
_GAP = 5.0
# From the middle of a line of text to its baseline, in sizes.
_BASELINE = 0.36
_WIDER = 1.15
_DOT = 4.0
_AIR = 8.0
_LEAST_HIGH, _MOST_HIGH, _ROW_HIGH = 170.0, 400.0, 44.0
_OF_LABELS = 0.9


class Shape(Struct, frozen=True):
    """How large a chart is, in the units of its letters.

    `left` and `right` are the rooms of names. Without room at the left only shares stand there, and at the right they
    stand above the names. `share` is the room of a share, `tick` that of the thin line from a label to its slope.
    """

    kind: str
    size: float
    width: float
    left: float
    right: float
    share: float
    tick: float

    @property
    def line(self) -> float:
        """How high a line of text is."""
        return self.size * _LINE

    @property
    def beside(self) -> float:
        """The room of a share that stands beside a name."""
        return self.share + _AIR if self.left else 0.0

    @property
    def span(self) -> tuple[float, float]:
        """Where slopes begin and end."""
        left = self.left + self.beside if self.left else self.share
        return left + self.tick, self.width - self.right - self.beside - self.tick


PAGE = Shape("for-page", size=14, width=720, left=168, right=178, share=48, tick=16)
PHONE = Shape("for-phone", size=13, width=300, left=0, right=155, share=42, tick=12)


class Label(Struct, frozen=True):
    """What stands at an end of a slope: a share, lines of text beside it, each with its kind, and its middle."""

    row: int
    share: str
    lines: Sequence[tuple[str, str]]
    middle: float = 0.0


class Chart(Struct, frozen=True):
    """A chart that is laid out: the two ends of each slope, the labels and the head of each moment, its height."""

    shape: Shape
    slopes: Sequence[tuple[float, float]]
    labels: tuple[Sequence[Label], Sequence[Label]]
    heads: tuple[Sequence[str], Sequence[str]]
    height: float


def can_draw(block: Shift) -> bool:
    """Tell whether every share is known, and every name has room."""
    if not has_slopes(block) or len(block.rows) > MOST_ROWS:
        return False
    told = len(block.rows) <= _MOST_CHANGES
    lines = [len(_broken(row.label, PAGE, PAGE.left)) + told for row in block.rows]
    return max(lines) <= _MOST_LINES + told and sum(count * PAGE.line + _GAP for count in lines) <= _TALLEST


def laid_out(block: Shift, shape: Shape, words: Words) -> Chart:
    """Return where everything stands.

    Args:
        block: Two moments that can be drawn.
        shape: How large the chart is.
        words: The language of the figures.
    """
    labels = tuple([_said(block, index, moment, shape, words) for index in range(len(block.rows))] for moment in (0, 1))
    high = _height(labels[1], shape)
    lines = [(high * start, high * stop) for start, stop in ends(block)]
    first, last = (_placed(labels[moment], moment, lines, shape) for moment in (0, 1))
    begins, stops = shape.span
    heads = (
        _broken(block.moments[0], shape, begins if shape.left else begins * 2),
        _broken(block.moments[1], shape, shape.width - stops),
    )
    reach = [(label.middle, len(label.lines) * shape.line / 2) for label in (*first, *last)]
    above = min(-_DOT, *(middle - half for middle, half in reach))
    below = max(high + _DOT, *(middle + half for middle, half in reach))
    rise = _GAP + max(map(len, heads)) * shape.line + _AIR - above
    return Chart(
        shape,
        [(rise + start, rise + stop) for start, stop in lines],
        (_lowered(first, rise), _lowered(last, rise)),
        heads,
        rise + below + _GAP,
    )


def slopes(block: Shift, words: Words) -> h.Node:
    """Return the chart as a figure. Its figures belong in a table beside it, for who cannot see it."""
    before, after = block.moments
    said = words("Lines from {before} to {after}; the figures are in the table below.", before=before, after=after)
    changes = steepest(block)
    steep = {index for index, row in enumerate(block.rows) if row.points in changes}
    return h.figure(".slopes")[(_drawn(laid_out(block, shape, words), steep, said) for shape in (PAGE, PHONE))]


def _height(labels: Sequence[Label], shape: Shape) -> float:
    """Return how high the slopes are, from nothing to the largest share: about as high as the labels beside them."""
    beside = sum(len(label.lines) * shape.line + _GAP for label in labels)
    return max(_LEAST_HIGH, min(_MOST_HIGH, len(labels) * _ROW_HIGH), beside * _OF_LABELS)


def _placed(labels: Sequence[Label], moment: int, ends: Sequence[Sequence[float]], shape: Shape) -> list[Label]:
    """Return the labels of a moment apart from one another; equal shares in the order of their other ends."""
    order = sorted(range(len(ends)), key=lambda index: (ends[index][moment], ends[index][1 - moment]))
    if moment == 0 and not shape.left:
        # Where no names tell equal shares apart, one of them is enough.
        order = [index for at, index in enumerate(order) if not at or ends[index][0] != ends[order[at - 1]][0]]
    heights = [len(labels[index].lines) * shape.line for index in order]
    middles = spread_out([ends[index][moment] for index in order], heights, _GAP)
    return [replace(labels[index], middle=middle) for index, middle in zip(order, middles, strict=True)]


def _said(block: Shift, index: int, moment: int, shape: Shape, words: Words) -> Label:
    """Return a label that stands nowhere yet. Between many there is no room for changes, which the table has."""
    row = block.rows[index]
    share = percent(row.shares[moment], words)
    if moment == 0 and not shape.left:
        return Label(index, share, [("", "name")])
    name = [(line, "name") for line in _broken(row.label, shape, shape.right if moment else shape.left)]
    if moment == 0:
        return Label(index, share, name)
    change = moved(row.points, words)
    if not shape.left:
        return Label(index, "", [(f"{share}  {change}" if row.points else share, "share"), *name])
    return Label(index, share, [*name, (change, "change")] if len(block.rows) <= _MOST_CHANGES else name)


def _lowered(labels: Sequence[Label], by: float) -> Sequence[Label]:
    return [replace(label, middle=label.middle + by) for label in labels]


def _broken(name: str, shape: Shape, room: float) -> list[str]:
    return measure.wrapped(name, shape.size * _WIDER, room, bold=1) or [""]


def _drawn(chart: Chart, steep: set[int], said: str) -> h.Node:
    shape, (begins, stops) = chart.shape, chart.shape.span
    box = f"0 0 {shape.width:.0f} {chart.height:.1f}"
    order = sorted(range(len(chart.slopes)), key=steep.__contains__)
    return h.svg({"class": shape.kind, "viewBox": box, "role": "img", "aria-label": said})[
        _head(chart.heads[0], shape, begins + _DOT if shape.left else 0.0, "before" if shape.left else "after"),
        _head(chart.heads[1], shape, stops - _DOT, "after"),
        (_slope(chart.slopes[index], shape, index in steep) for index in order),
        (_label(label, chart, 0, label.row in steep) for label in chart.labels[0]),
        (_label(label, chart, 1, label.row in steep) for label in chart.labels[1]),
    ]


def _slope(ends: tuple[float, float], shape: Shape, steep: bool) -> h.Node:
    (begins, stops), (start, stop) = shape.span, ends
    kind = "slope steep" if steep else "slope"
    return [
        h.line(class_=kind, x1=_at(begins), y1=_at(start), x2=_at(stops), y2=_at(stop)),
        h.circle(class_=kind, cx=_at(begins), cy=_at(start), r=_at(_DOT)),
        h.circle(class_=kind, cx=_at(stops), cy=_at(stop), r=_at(_DOT)),
    ]


def _label(label: Label, chart: Chart, moment: int, steep: bool) -> h.Node:
    shape, out, side = chart.shape, (1 if moment else -1), ("after" if moment else "before")
    end = shape.span[moment]
    share = end + out * shape.tick
    name = share + out * shape.beside
    from_x, to_x = end + out * (_DOT + 2), share - out * 3
    texts = _middles([text for text, _ in label.lines], label.middle, shape)
    return h.g(class_="label steep" if steep else "label")[
        h.line(".tick", x1=_at(from_x), y1=_at(chart.slopes[label.row][moment]), x2=_at(to_x), y2=_at(label.middle)),
        label.share and _text(label.share, shape, share, label.middle, f"share {side}"),
        (
            _text(text, shape, name, middle, f"{kind} {side}")
            for (text, middle), (_, kind) in zip(texts, label.lines, strict=True)
            if text
        ),
    ]


def _head(lines: Sequence[str], shape: Shape, x: float, side: str) -> Iterator[h.Node]:
    for line, middle in _middles(lines, _GAP + len(lines) * shape.line / 2, shape):
        yield _text(line, shape, x, middle, f"moment {side}")


def _middles(lines: Sequence[str], middle: float, shape: Shape) -> Iterator[tuple[str, float]]:
    """Give lines of text with the middle of each, around a middle."""
    top = middle - (len(lines) - 1) * shape.line / 2
    for index, line in enumerate(lines):
        yield line, top + index * shape.line


def _text(line: str, shape: Shape, x: float, middle: float, kind: str) -> h.Node:
    return h.text(class_=kind, x=_at(x), y=_at(middle + shape.size * _BASELINE))[line.strip()]


def _at(value: float) -> str:
    return f"{value:.1f}"
