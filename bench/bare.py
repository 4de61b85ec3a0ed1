"""What the bare libraries write: read from the product's own files before any time is taken.

Every pair is a reader, which takes a document apart into its texts, rows and charts, and a writer, which sets these in
the way that the library's own introduction shows, with the same safety: no formula, no link, archives repacked.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

from msgspec import Struct

from facilitator.report.writers.archive import repacked

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_VOID = {"meta", "br", "link", "img", "col"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKUP = re.compile(r"[\\`*_\[\]<|~$#]|&(?=#?\w+;)|:(?=//)|(?<=www)\.|(?<=mailto):|^(?=[-+=>])|(?<=^\d)[.)]")


class Chart(Struct):
    """A chart of a slide: its rows, its series, and the words at the ends of bars that say more than a value."""

    box: Sequence[int]
    names: list[str]
    series: list[tuple[str, list[float]]]
    labels: list[tuple[int, int, str]]


class Slide(Struct):
    """A slide: its title, what stands below it, each with its place, and what the speaker's notes say."""

    title: str
    texts: list[tuple[Sequence[int], str]]
    tables: list[tuple[Sequence[int], list[list[str]]]]
    charts: list[Chart]
    notes: str = ""


def read_deck(content: bytes) -> list[Slide]:
    """Return the slides of a deck."""
    from pptx import Presentation

    slides = []
    for slide in Presentation(io.BytesIO(content)).slides:
        own = Slide("", [], [], [])
        for shape in slide.shapes:
            box = (shape.left, shape.top, shape.width, shape.height)
            if shape.has_chart:
                own.charts.append(_chart(box, shape.chart))
            elif shape.has_table:
                rows = [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
                own.tables.append((box, rows))
            elif shape == slide.shapes.title:
                own.title = shape.text_frame.text
            elif shape.has_text_frame and not _is_number(shape):
                own.texts.append((box, shape.text_frame.text))
        if slide.has_notes_slide:
            own.notes = slide.notes_slide.notes_text_frame.text
        slides.append(own)
    return slides


def _is_number(shape: Any) -> bool:
    return bool(shape.is_placeholder) and shape.placeholder_format.type.name == "SLIDE_NUMBER"


def _chart(box: Sequence[int], chart: Any) -> Chart:
    plot = chart.plots[0]
    labels = []
    for number, series in enumerate(plot.series):
        for at in range(len(series.values)):
            label = series.points[at].data_label
            if label.has_text_frame:
                labels.append((number, at, label.text_frame.text))
    names = [str(name) for name in plot.categories]
    return Chart(box, names, [(series.name, list(series.values)) for series in plot.series], labels)


def write_deck(slides: Sequence[Slide]) -> bytes:
    """Write slides with python-pptx: text boxes, tables, native charts with a workbook that has no formulas, notes."""
    from pptx import Presentation
    from pptx.util import Pt

    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    layout = deck.slide_layouts.get_by_name("Title Only")
    for own in slides:
        slide = deck.slides.add_slide(layout)
        slide.shapes.title.text = own.title
        for box, text in own.texts:
            frame = slide.shapes.add_textbox(*box).text_frame
            frame.word_wrap = True
            frame.text = text
        for box, rows in own.tables:
            table = slide.shapes.add_table(len(rows), len(rows[0]), *box).table
            for cells, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(cells.cells, texts, strict=True):
                    cell.text = text
        for chart in own.charts:
            _write_chart(slide, chart)
        if own.notes:
            slide.notes_slide.notes_text_frame.text = own.notes
    out = io.BytesIO()
    deck.save(out)
    return repacked(out.getvalue())


def _write_chart(slide: Any, own: Chart) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = own.names
    for name, values in own.series:
        data.add_series(name, values)
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *own.box, data).chart
    head = ["", *(name for name, _ in own.series)]
    rows = [[name, *(values[at] for _, values in own.series)] for at, name in enumerate(own.names)]
    chart.part.chart_workbook.update_from_xlsx_blob(write_workbook([("Sheet1", [head, *rows])]))
    chart.has_legend = False
    plot = chart.plots[0]
    plot.has_data_labels = True
    for number, at, text in own.labels:
        plot.series[number].points[at].data_label.text_frame.text = text


def read_document(content: bytes) -> list[tuple[str, str] | list[list[str]]]:
    """Return paragraphs, each with its style, and tables as rows of texts, without the cells that draw bars."""
    from docx import Document
    from docx.text.paragraph import Paragraph

    found: list[tuple[str, str] | list[list[str]]] = []
    for block in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Paragraph):
            found.append((block.style.name if block.style else "", block.text))
        else:
            rows = [["\n".join(part.text for part in cell.paragraphs) for cell in row] for row in _rows(block)]
            rows = [[text for text in row if text] for row in rows]
            width = max(map(len, rows))
            found.append([[*row, *[""] * (width - len(row))] for row in rows])
    return found


def _rows(table: Any) -> Iterator[list[Any]]:
    from docx.table import _Cell

    for row in table._tbl.tr_lst:
        yield [_Cell(cell, table) for cell in row.tc_lst]


def write_document(parts: Sequence[tuple[str, str] | list[list[str]]]) -> bytes:
    """Write paragraphs and tables with python-docx, in the styles of its template."""
    from docx import Document

    document = Document()
    known = {style.name for style in document.styles}
    for part in parts:
        if isinstance(part, tuple):
            style, text = part
            document.add_paragraph(text, style if style in known else None)
            continue
        table = document.add_table(len(part), len(part[0]), "Table Grid")
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def read_workbook(content: bytes) -> list[tuple[str, list[list[object]]]]:
    """Return the rows of each sheet."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    return [(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book.worksheets]


def write_workbook(sheets: Sequence[tuple[str, Sequence[Sequence[object]]]]) -> bytes:
    """Write rows with XlsxWriter, every text as text."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, _SAFE)
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write_number(at, column, value)
    book.close()
    return repacked(out.getvalue())


def read_csv(content: bytes) -> list[list[str]]:
    """Return the rows."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def write_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows with the standard library, no cell of which can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) and not _is_figure(cell) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _is_figure(cell: str) -> bool:
    return cell[1:].replace(",", "").isdecimal()


def write_json(data: object) -> bytes:
    """Write data with the standard library, as it stands in the product's file."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


class _Tree(HTMLParser):
    """An HTML document as elements: (name, attributes, what stands in it)."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str], list[Any]]] = [("", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made: tuple[str, dict[str, str], list[Any]] = (tag, {name: value or "" for name, value in attrs}, [])
        self.open[-1][2].append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1][2].append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1][2].append(data)


def read_page(content: bytes) -> Any:
    """Return the elements of an HTML document."""
    tree = _Tree()
    tree.feed(content.decode())
    return next(part for part in tree.open[0][2] if part[0] == "html")


def write_page(page: Any) -> bytes:
    """Write elements with htpy, which escapes their texts; only the style sheet is not escaped."""
    return f"{_element(page)}\n".encode()


def _element(one: Any) -> Any:
    from htpy import Element, VoidElement
    from markupsafe import Markup

    if isinstance(one, str):
        return one
    name, attributes, inner = one
    if name in _VOID:
        return VoidElement(name)(attributes)
    parts = [Markup(part) for part in inner] if name == "style" else [_element(part) for part in inner]
    return Element(name)(attributes)[parts]


def read_lines(content: bytes) -> list[list[str]]:
    """Return the lines of a Markdown document as their cells, without the marks that escaping adds."""
    lines = content.decode().splitlines()
    return [[_unescaped(cell) for cell in line.split(" | ")] for line in lines]


def _unescaped(cell: str) -> str:
    return "".join(part for at, part in enumerate(cell.split("\\")) if part or at) if "\\" in cell else cell


def write_lines(lines: Sequence[Sequence[str]]) -> bytes:
    """Write lines of cells with the standard library, all that could be markup escaped."""
    return "\n".join(" | ".join(_MARKUP.sub(_escaped, cell) for cell in line) for line in lines).encode() + b"\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


BARE: dict[str, tuple[str, Callable[[bytes], Any], Callable[[Any], bytes]]] = {
    "pptx": ("python-pptx", read_deck, write_deck),
    "docx": ("python-docx", read_document, write_document),
    "xlsx": ("XlsxWriter", read_workbook, write_workbook),
    "csv": ("csv", read_csv, write_csv),
    "json": ("json", json.loads, write_json),
    "html": ("htpy", read_page, write_page),
    "md": ("re.sub", read_lines, write_lines),
}
