"""Reads a deck back as somebody sees it, for the tests of the slides."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Emu

from facilitator.report.writers.pptx import measure

WIDTH, HEIGHT = 960.0, 540.0
_PLAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Deck:
    """A deck as it was written.

    Args:
        content: Its bytes.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.slides: list[Any] = list(Presentation(BytesIO(content)).slides)

    @property
    def titles(self) -> list[str]:
        return [slide.shapes.title.text_frame.text for slide in self.slides]

    @property
    def shapes(self) -> list[Any]:
        return [shape for slide in self.slides for shape in slide.shapes]

    @property
    def charts(self) -> list[Any]:
        return [shape.chart for shape in self.shapes if shape.has_chart]

    @property
    def tables(self) -> list[list[list[str]]]:
        tables = [shape.table for shape in self.shapes if shape.has_table]
        return [[[cell.text_frame.text for cell in row.cells] for row in table.rows] for table in tables]

    @property
    def texts(self) -> list[str]:
        """Every text that stands on a slide: in boxes, tables, and the names and labels of charts."""
        said = [shape.text_frame.text for shape in self.shapes if shape.has_text_frame]
        said += [cell for table in self.tables for row in table for cell in row]
        for chart in self.charts:
            said += [str(name) for name in chart.plots[0].categories]
            said += labels(chart)
        return [text.replace("\x0b", "\n") for text in said]

    @property
    def notes(self) -> list[str]:
        """What stands in the notes of each slide that has any."""
        return [slide.notes_slide.notes_text_frame.text for slide in self.slides if slide.has_notes_slide]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    @property
    def files(self) -> dict[str, bytes]:
        with ZipFile(BytesIO(self.content)) as package:
            return {name: package.read(name) for name in package.namelist()}

    @property
    def workbooks(self) -> list[bytes]:
        return [content for name, content in self.files.items() if name.endswith(".xlsx")]


def labels(chart: Any) -> list[str]:
    """Return the words at the ends of a chart's bars, series by series; a label without any shows its value."""
    said = []
    for series in chart.plots[0].series:
        for at, value in enumerate(series.values):
            label = series.points[at].data_label
            said.append(label.text_frame.text if label.has_text_frame else f"{value:g}")
    return said


def cells(workbook: bytes) -> Iterator[Any]:
    """Give the cells of a chart's workbook as they are, formulas as formulas."""
    for row in load_workbook(BytesIO(workbook)).worksheets[0].iter_rows():
        yield from (cell for cell in row if cell.value is not None)


def box(shape: Any) -> tuple[float, float, float, float]:
    """Return a shape's left, top, right and bottom in points."""
    left, top = Emu(shape.left).pt, Emu(shape.top).pt
    return left, top, left + Emu(shape.width).pt, top + Emu(shape.height).pt


def needed(frame: Any, room: float) -> float:
    """Return how high a frame's text is in a room so wide, paragraph by paragraph."""
    high = 0.0
    for part in frame.paragraphs:
        runs = list(part.runs)
        size = runs[0].font.size.pt if runs else 0.0
        own = part._p.get_or_add_pPr()
        room_here = room - Emu(int(own.get("marL", "0"))).pt
        air = own.find(f"{_PLAIN}spcBef/{_PLAIN}spcPts")
        lines = measure.count(part.text.replace("\v", "\n"), size, room_here) if runs else 0
        high += lines * size * measure.LINE + (int(air.get("val")) / 100 if air is not None else 0.0)
    return high


def misplaced(deck: Deck) -> list[str]:
    """Return what stands outside its slide, over something else, or holds more text than it has room for."""
    wrong = []
    for number, slide in enumerate(deck.slides, 1):
        # A cut stands over its chart: the line, and the words beside a bar that leaves room for them.
        solid = [shape for shape in slide.shapes if shape.shape_type is None or "LINE" not in str(shape.shape_type)]
        for shape in solid:
            left, top, right, bottom = box(shape)
            if left < -0.1 or top < -0.1 or right > WIDTH + 0.1 or bottom > HEIGHT + 0.1:
                wrong.append(f"slide {number}: {shape.name} is outside")
            if shape.has_text_frame and needed(shape.text_frame, right - left) > bottom - top + 1:
                wrong.append(f"slide {number}: {shape.name} is overfull")
        placed = [shape for shape in solid if not _beside_a_cut(shape, slide)]
        wrong += [
            f"slide {number}: {one.name} over {other.name}"
            for at, one in enumerate(placed)
            for other in placed[at + 1 :]
            if _overlap(box(one), box(other))
        ]
    return wrong


def _beside_a_cut(shape: Any, slide: Any) -> bool:
    lines = [box(one)[1] for one in slide.shapes if "LINE" in str(one.shape_type)]
    return shape.has_text_frame and any(0 <= box(shape)[1] - line <= 4 for line in lines)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 1 and high > 1
