"""Horizontal bars as native charts, with their data inside: from zero, without axes, each value at its bar's end."""

from math import ceil
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from facilitator.report.writers.pptx import measure
from facilitator.report.writers.pptx.canvas import LEFT, ROOM, Page, place, put_text
from facilitator.report.writers.pptx.drawing import COLOURS, parsed, run
from facilitator.report.writers.pptx.text import Paragraph, Run, words_of
from facilitator.report.writers.pptx.workbook import chart_data

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.chart.series import BarSeries

SIZES = (22.0, 20.0, 18.0, 16.0, 14.0)
HEAD = 20.0
_WIDEST_LABEL, _MOST_LINES = 420.0, 4
_AIR, _AIR_OF_TWO, _TALLEST = 1.45, 2.75, 4.2
_MARGIN = 14.0
# Between the names of two bars.
_BETWEEN = 5.0
_HEAD_SIZE, _CUT_SIZE = 14.0, 14.0
_SHOWN = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_SECOND = f'<a:solidFill><a:schemeClr val="{COLOURS["second"]}"/></a:solidFill>'


class Row(Struct, frozen=True):
    """A name with a value and its words for each series; `strong` tells whether it is in the accent."""

    label: str
    values: tuple[float, ...]
    shown: tuple[tuple[Run, ...], ...]
    strong: bool = True


class BarChart(Struct, frozen=True):
    """What a chart shows.

    Attributes:
        rows: From the top.
        series: The name of each series; two stand thin above heavy.
        head: What the values are, above the bars.
        full: The value of a full bar.
        cut: The words of the line after `above` rows; empty without one.
        alt: The chart in words.
    """

    rows: tuple[Row, ...]
    series: tuple[str, ...]
    head: tuple[Run, ...]
    full: float
    alt: str
    cut: str = ""
    above: int = 0


class Fit(Struct, frozen=True):
    """How a chart is set: the size of its text, the room of its labels and values, and how many rows a slide takes."""

    size: float
    label: float
    value: float
    least: float
    rows: int


def fitting(chart: BarChart, room: float) -> Fit | None:
    """Return how a chart is set in a body so high; None where its words are too long for one.

    A slide takes all rows at the largest size there is, else as many as the least size allows, evenly shared.
    """
    fits = [fit for size in SIZES if (fit := _at(chart, size, room - HEAD))]
    if not fits:
        return None
    fewest = min(ceil(len(chart.rows) / fit.rows) for fit in fits)
    best = next(fit for fit in fits if ceil(len(chart.rows) / fit.rows) == fewest)
    return replace(best, rows=ceil(len(chart.rows) / fewest))


def _at(chart: BarChart, size: float, room: float) -> Fit | None:
    widest = max(measure.width(row.label, size) for row in chart.rows)
    label = min(widest + 4, _WIDEST_LABEL)
    lines = max(measure.count(row.label, size, label) for row in chart.rows)
    bars = ROOM - label - _MARGIN
    value = _value_room(chart, size)
    if lines > _MOST_LINES or value > bars * 0.6 or _head_width(chart) > ROOM:
        return None
    least = max(size * (_AIR if len(chart.series) == 1 else _AIR_OF_TWO), lines * size * measure.LINE + _BETWEEN)
    if least > room:
        return None
    return Fit(size, label, value, least, int(room / least))


def _value_room(chart: BarChart, size: float) -> float:
    return max(measure.width(words_of(said), size, bold=True)
               for row in chart.rows for said in row.shown) + 12  # fmt: skip


def _head_width(chart: BarChart) -> float:
    return measure.width(words_of(chart.head), _HEAD_SIZE)


def draw(page: Page, chart: BarChart, fit: Fit, top: float, room: float) -> float:
    """Draw a chart that fits and return where it ends.

    Args:
        page: The slide.
        chart: The rows of this slide.
        fit: How it is set.
        top: Where it begins.
        room: How high it may be; it takes less where it has few rows.
    """
    high = min(room - HEAD, len(chart.rows) * fit.size * _TALLEST * (1 if len(chart.series) == 1 else 1.25))
    bars = ROOM - fit.label - _MARGIN
    # Above the bars, where it is no wider than they are.
    left = LEFT + fit.label + _MARGIN if _head_width(chart) <= bars else LEFT
    put_text(page.slide, [Paragraph(chart.head)], _HEAD_SIZE, (left, top, LEFT + ROOM - left, HEAD))
    made = _native(page, chart, (LEFT, top + HEAD, ROOM, high))
    _axes(made, chart, fit, bars)
    for index, series in enumerate(made.plots[0].series):
        _look(series, chart, index, fit.size)
    _plot_area(made, (fit.label + _MARGIN) / ROOM, bars / ROOM)
    if chart.cut and chart.above < len(chart.rows):
        _cut_line(page, chart, top + HEAD + high * chart.above / len(chart.rows), cut_has_room(chart, fit))
    return top + HEAD + high


def _native(page: Page, chart: BarChart, box: tuple[float, float, float, float]) -> "Chart":
    from pptx.enum.chart import XL_CHART_TYPE

    names = [row.label for row in chart.rows]
    series = [(name, [row.values[index] for row in chart.rows]) for index, name in enumerate(chart.series)]
    data = chart_data(names, series)
    frame: Any = page.slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *map(place, box), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    made: Chart = frame.chart
    made.has_legend = made.has_title = False
    return made


def _axes(made: "Chart", chart: BarChart, fit: Fit, bars: float) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    names, values = made.category_axis, made.value_axis
    names.reverse_order = True
    names.tick_labels.font.size = place(fit.size)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = names.minor_tick_mark = XL_TICK_MARK.NONE
    names.has_major_gridlines = values.has_major_gridlines = False
    _theme(names.format.line.fill, "rule")
    _theme(names.tick_labels.font.fill, "text")
    full = chart.full if chart.full > 0 else 1.0
    # The longest value stands past the end of a full bar.
    values.maximum_scale = full * bars / (bars - fit.value)
    values.minimum_scale = min(0.0, *(value for row in chart.rows for value in row.values))
    values.visible = False


def _look(series: "BarSeries", chart: BarChart, index: int, size: float) -> None:
    """Colour the bars, and set their values at their ends: live, where a value is all that stands there."""
    from pptx.enum.chart import XL_LABEL_POSITION

    last = index == len(chart.series) - 1
    _theme(series.format.fill, "accent" if last else "second")
    series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = place(size), True
    _theme(labels.font.fill, "text")
    pale, own = [], []
    for number, row in enumerate(chart.rows):
        if last and not row.strong:
            pale.append(f'<c:dPt><c:idx val="{number}"/><c:spPr>{_SECOND}</c:spPr></c:dPt>')
        if words_of(row.shown[index]) != f"{row.values[index]:g}":
            own.append(_label(number, row.shown[index], size))
    made = labels._element
    for point in list(parsed("c:ser", "".join(pale))):
        made.addprevious(point)
    for at, label in enumerate(list(parsed("c:dLbls", "".join(own)))):
        made.insert(at, label)


def _label(number: int, said: tuple[Run, ...], size: float) -> str:
    """Return the words at the end of a bar, where they are more than its value."""
    words = "".join(run(part, size) for part in said)
    shows = "".join(f'<c:{what} val="{int(what == "showVal")}"/>' for what in _SHOWN)
    return (
        f'<c:dLbl><c:idx val="{number}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>'
        f"<a:p><a:pPr><a:defRPr/></a:pPr>{words}</a:p></c:rich></c:tx>"
        f'<c:dLblPos val="outEnd"/>{shows}</c:dLbl>'
    )


def _plot_area(made: "Chart", left: float, wide: float) -> None:
    """Fix where the bars are, so that the labels have the room that was measured for them."""
    from pptx.oxml import parse_xml

    plot = made.plots[0]
    plot.gap_width, plot.overlap = (70, 0) if len(plot.series) == 1 else (55, 0)
    area = made._chartSpace.chart.plotArea
    for old in area.findall("{*}layout"):
        area.remove(old)
    area.insert(0, parse_xml(
        '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.5f}"/><c:y val="0"/><c:w val="{wide:.5f}"/><c:h val="1"/>'
        "</c:manualLayout></c:layout>"
    ))  # fmt: skip


def _cut_line(page: Page, chart: BarChart, level: float, named: bool) -> None:
    """Draw the cut between two rows; its words stand right of the first bar below it, where they have room."""
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_CONNECTOR

    line = page.slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, place(LEFT), place(level), place(LEFT + ROOM), place(level)
    )
    line.line.dash_style = MSO_LINE.DASH
    line.line.width = place(1)
    _theme(line.line.fill, "quiet")
    line._element.find(".//{*}cNvPr").set("descr", chart.cut)
    # The library's line has the shadow of the program's own style.
    line._element.remove(line._element.find("{*}style"))
    if not named:
        return
    wide = measure.width(chart.cut, _CUT_SIZE) + 6
    put_text(page.slide, [Paragraph((Run(chart.cut, tone="quiet"),))], _CUT_SIZE,
             (LEFT + ROOM - wide, level + 3, wide, _CUT_SIZE * measure.LINE),
             right=True)  # fmt: skip


def cut_has_room(chart: BarChart, fit: Fit) -> bool:
    """Tell whether the words of the cut have room beside the bar below it."""
    row = chart.rows[chart.above]
    bars = ROOM - fit.label - _MARGIN - fit.value
    ends = fit.label + _MARGIN + bars * (row.values[-1] / chart.full if chart.full > 0 else 0)
    ends += measure.width(words_of(row.shown[-1]), fit.size, bold=True) + 12
    return ends + measure.width(chart.cut, _CUT_SIZE) + 20 < ROOM


def _theme(fill: Any, name: str) -> None:
    from pptx.enum.dml import MSO_THEME_COLOR

    colours = {
        "accent": MSO_THEME_COLOR.ACCENT_1,
        "second": MSO_THEME_COLOR.ACCENT_2,
        "quiet": MSO_THEME_COLOR.ACCENT_3,
        "rule": MSO_THEME_COLOR.ACCENT_4,
        "text": MSO_THEME_COLOR.TEXT_1,
    }
    fill.solid()
    fill.fore_color.theme_color = colours[name]
