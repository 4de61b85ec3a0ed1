"""Two moments as slopes: a native chart, a line an item with its shares inside, and labels that never overlap.

The labels are text beside the chart and not of it, because a chart's own would lie over one another.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from facilitator.blocks import Shift, ShiftRow
from facilitator.report.writers.pptx import measure
from facilitator.report.writers.pptx.canvas import LEFT, ROOM, Page, place, put_text
from facilitator.report.writers.pptx.counted import change, percent
from facilitator.report.writers.pptx.drawing import COLOURS, parsed, reads_from_right, units
from facilitator.report.writers.pptx.harmless import one_line
from facilitator.report.writers.pptx.text import Paragraph, Run, Tone, height, paragraph, written_lines
from facilitator.report.writers.pptx.workbook import chart_data
from facilitator.report.writers.slopes import Places, ends, has_slopes, placed, steepest, told
from facilitator.words import Words

# The size of the labels, and how wide they may be; a label of one line has its figures beside the name.
_SIZES = ((20.0, 262.0), (18.0, 262.0), (16.0, 262.0), (14.0, 300.0), (12.0, 300.0))
_LINED = ((14.0, 310.0), (12.0, 310.0))
_HEAD_SIZE, _MOST_HEAD_LINES = 16.0, 2
# Between a label and its line, from the middle of a dot.
_TICK, _DOT = 22.0, 4.5
_TALLEST = 330.0
_GAP, _GAP_OF_LINED = 0.4, 0.1
_RULE = "accent4"


class Slopes(Struct, frozen=True):
    """A chart as it fits on its slide.

    `labels` stand at both ends of each line, `wide` is their room, `head` that of the moments' names.
    """

    block: Shift
    size: float
    wide: float
    head: float
    labels: tuple[Sequence[Paragraph], Sequence[Paragraph]]
    heights: tuple[Sequence[float], Sequence[float]]
    places: Places
    alt: str

    @property
    def high(self) -> float:
        """How high it is, with the names of its moments."""
        return self.head + 2 * self.places.top + self.places.high


def fitting(block: Shift, room: float, words: Words) -> Slopes | None:
    """Return two moments as slopes in a body so high; None where a share is not known or the labels have no room."""
    if not has_slopes(block):
        return None
    tried = [(*one, False) for one in _SIZES] + [(*one, True) for one in _LINED]
    made = (_at(block, size, widest, lined, room, words) for size, widest, lined in tried)
    return next((one for one in made if one), None)


def _at(block: Shift, size: float, widest: float, lined: bool, room: float, words: Words) -> Slopes | None:
    steep = steepest(block)
    labels = [[_label(row, moment, row.points in steep, lined, words) for row in block.rows] for moment in (0, 1)]
    said = (line for side in labels for label in side for line, _ in written_lines(label.runs))
    wide = min(max(measure.width(line, size, bold=1) for line in said) + 4, widest)
    heads = [[paragraph(one_line(moment), bold=True)] for moment in block.moments]
    head = max(height(one, _HEAD_SIZE, wide) for one in heads)
    if head > _MOST_HEAD_LINES * _HEAD_SIZE * measure.LINE + 0.1:
        return None
    head += size * _GAP + _DOT
    heights = [[height([one], size, wide) for one in side] for side in labels]
    if lined and max(max(side) for side in heights) > size * measure.LINE + 0.1:
        return None
    gap = size * (_GAP_OF_LINED if lined else _GAP)
    found = placed(block, heights, gap, min(room - head, _TALLEST))
    if found is None:
        return None
    return Slopes(block, size, wide, head, (labels[0], labels[1]), (heights[0], heights[1]), found,
                  one_line(told(block, words)))  # fmt: skip


def _label(row: ShiftRow, moment: int, steep: bool, lined: bool, words: Words) -> Paragraph:
    """Return what stands at an end of a line: the name, and below or beside it share, count and change."""
    tone: Tone = "accent" if steep else "text"
    name = Run(one_line(row.label), bold=steep, tone=tone)
    # Beside a name that runs from right to left figures still stand in their order.
    turn = "\N{LEFT-TO-RIGHT MARK}" if reads_from_right(name.text) else ""
    share = Run(f"{turn}{percent(row.shares[moment], words)}", bold=True, tone=tone)
    figures = [share, Run(f" · {row.counts[moment]}", tone="soft")]
    if moment and row.points is not None:
        figures.append(Run(f"   {change(row.points, words)}", bold=True, tone=tone if steep else "soft"))
    if not lined:
        return Paragraph((name, Run("\n"), *figures))
    return Paragraph((*figures, Run("   "), name) if moment else (name, Run("   "), *figures))


def draw(page: Page, slopes: Slopes) -> float:
    """Draw slopes at the top of a slide's body and return where they end."""
    top = page.top + slopes.head
    left, right = LEFT + slopes.wide + _TICK, LEFT + ROOM - slopes.wide - _TICK
    for moment, at in ((0, LEFT), (1, right + _TICK)):
        name = [paragraph(one_line(slopes.block.moments[moment]), bold=True)]
        put_text(page.slide, name, _HEAD_SIZE, (at, page.top, slopes.wide, height(name, _HEAD_SIZE, slopes.wide)),
                 right=not moment)  # fmt: skip
    _chart(page, slopes, (left, right), top + slopes.places.top)
    for moment, at in ((0, LEFT), (1, right + _TICK)):
        sides = zip(slopes.labels[moment], slopes.places.middles[moment], slopes.heights[moment], strict=True)
        for said, middle, tall in sides:
            box = (at, top + middle - tall / 2, slopes.wide, tall)
            put_text(page.slide, [said], slopes.size, box, right=not moment)
    tree: Any = page.slide.shapes._spTree
    number = max(int(one.get("id")) for one in tree.iter("{*}cNvPr"))
    for index, tick in enumerate(_ticks(slopes, (left, right), top), number + 1):
        tree.append(parsed("p:cxnSp", tick.format(id=index)))
    return page.top + slopes.high


def _ticks(slopes: Slopes, at: tuple[float, float], top: float) -> Iterator[str]:
    """Give the thin lines that lead from labels to the ends of their lines; nothing of them is read aloud."""
    high = slopes.places.high
    for row, line in enumerate(ends(slopes.block)):
        for moment, out in ((0, -1), (1, 1)):
            end = top + slopes.places.top + line[moment] * high
            label = top + slopes.places.middles[moment][row]
            near, far = at[moment] + out * (_DOT + 2), at[moment] + out * (_TICK - 3)
            # From left to right; a line that rises is turned over.
            first, last = (near, end) if moment else (far, label), (far, label) if moment else (near, end)
            turned = ' flipV="1"' if last[1] < first[1] else ""
            yield (
                '<p:nvCxnSpPr><p:cNvPr id="{id}" name="Line {id}"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>'
                f'<a:xfrm{turned}><a:off x="{units(first[0])}" y="{units(min(first[1], last[1]))}"/>'
                f'<a:ext cx="{units(last[0] - first[0])}" cy="{units(abs(last[1] - first[1]))}"/></a:xfrm>'
                f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{units(0.75)}">{_fill(_RULE)}</a:ln></p:spPr>'
            )


def _chart(page: Page, slopes: Slopes, at: tuple[float, float], top: float) -> None:
    """Set the lines as a chart with air around them for its dots."""
    from pptx.enum.chart import XL_CHART_TYPE

    block, (left, right) = slopes.block, at
    names = [one_line(moment) for moment in block.moments]
    series = [(one_line(row.label), [share or 0.0 for share in row.shares]) for row in block.rows]
    wide, high = right - left + 2 * _DOT, slopes.places.high + 2 * _DOT
    frame: Any = page.slide.shapes.add_chart(
        XL_CHART_TYPE.LINE_MARKERS, *map(place, (left - _DOT, top - _DOT, wide, high)), chart_data(names, series, "0%")
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", slopes.alt)
    made: Any = frame.chart
    made.has_legend = made.has_title = False
    _axes(made, max(share for _, shares in series for share in shares))
    _lines(made, block)
    area = made._chartSpace.chart.plotArea
    for old in area.findall("{*}layout"):
        area.remove(old)
    x, y = _DOT / wide, _DOT / high
    area.insert(0, parsed("c:layout", (
        '<c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{1 - 2 * x:.5f}"/><c:h val="{1 - 2 * y:.5f}"/>'
        "</c:manualLayout>"
    )))  # fmt: skip


def _axes(made: Any, full: float) -> None:
    """Let the lines go from one edge to the other and from nothing to the largest share, without axes."""
    made.category_axis.visible = made.value_axis.visible = False
    made.value_axis.has_major_gridlines = made.category_axis.has_major_gridlines = False
    made.value_axis.minimum_scale, made.value_axis.maximum_scale = 0, full
    made._chartSpace.find(".//{*}valAx").append(parsed("c:crossBetween", "", 'val="midCat"'))


def _lines(made: Any, block: Shift) -> None:
    steep = steepest(block)
    for series, row in zip(made.plots[0].series, block.rows, strict=True):
        strong = row.points in steep
        fill, thick = _fill(COLOURS["accent" if strong else "second"]), units(3 if strong else 1.75)
        element = series._element
        for old in (*element.findall("{*}spPr"), *element.findall("{*}marker")):
            element.remove(old)
        element.find("{*}smooth").set("val", "0")
        after = element.find("{*}tx")
        dot = f'<c:symbol val="circle"/><c:size val="{round(2 * _DOT)}"/>'
        after.addnext(parsed("c:marker", f"{dot}<c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr>"))
        after.addnext(parsed("c:spPr", f'<a:ln w="{thick}" cap="rnd">{fill}<a:round/></a:ln>'))


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
