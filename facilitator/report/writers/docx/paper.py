"""What is printed before the day as a Word document: to change a word in before it is printed."""

import io
from collections.abc import Iterator, Sequence

from docx.enum.text import WD_PARAGRAPH_ALIGNMENT

from facilitator.blocks import Heading, Para, Table
from facilitator.report.model import Report
from facilitator.report.paper.model import Card, Checks, Lines, Listing, Paper, Piece, Sheet, Slips, Stage
from facilitator.report.writers.archive import repacked
from facilitator.report.writers.docx.page import ACCENT, QUIET, TEXT, WIDTH, add_style, blank
from facilitator.report.writers.docx.xml import Element, element, paragraph, runs
from facilitator.words import Words

_BOX = "☐"
_CENTRED = WD_PARAGRAPH_ALIGNMENT.CENTER
# Heights and widths in twentieths of a point.
_NUMBER, _CELL, _LINE, _LOW_LINE = 700, 620, 720, 560
_TIME, _REAL, _ASIDE = 1500, 2400, 1200
_SINGLE = 20 * 34
# Above this many fields they stand below each other.
_MOST_COLUMNS = 3
_LARGE, _SMALLER, _LONG_NAME = 200, 40, 24

Row = Sequence[Element]


def write(paper: Paper, words: Words) -> bytes:
    """Return a document to print as a Word document.

    Args:
        paper: What to write.
        words: The language of the few words the writer adds itself.

    Returns:
        The file's content; the same whenever it is made.
    """
    document = blank(Report(paper.title, paper.subtitle, paper.language, (), (), paper.day))
    add_style(document, "Large", _LARGE, ACCENT, bold=True).paragraph_format.alignment = _CENTRED
    add_style(document, "Name", _SMALLER, TEXT, bold=True).paragraph_format.alignment = _CENTRED
    add_style(document, "Whose", 18, ACCENT, bold=True, after=4)
    add_style(document, "Sheet Title", 15, TEXT, bold=True, before=4, after=6).paragraph_format.keep_with_next = True
    end = document.element.body.sectPr
    for part in _whole(paper, words):
        end.addprevious(part)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def _whole(paper: Paper, words: Words) -> Iterator[Element]:
    if paper.what in ("agenda", "runsheet"):
        yield paragraph("Title", *runs(paper.title))
        yield paragraph("Subtitle", *runs(paper.subtitle))
        for what, value in paper.facts:
            yield paragraph("Normal", *runs(f"{what}: ", "Aside"), *runs(value, "Value"))
    for at, piece in enumerate(paper.pieces):
        if at and isinstance(piece, Slips | Sheet | Listing | Card):
            yield element("p", element("pPr", element("pStyle", val="Gap")), element("r", element("br", type="page")))
        yield from _piece(piece, words)


def _piece(piece: Piece, words: Words) -> Iterator[Element]:
    match piece:
        case Heading():
            yield paragraph("SheetTitle", *runs(piece.text))
        case Para():
            yield paragraph("Normal", *runs(piece.text))
        case Table():
            rows = [[_cell(_p(start, "Value")), *(_cell(_p(text)) for text in rest)] for start, *rest in piece.rows]
            yield _table([_TIME, _NUMBER, WIDTH - _TIME - _NUMBER], rows)
        case Checks():
            yield from (paragraph("Normal", *runs(f"{_BOX}  "), *runs(item)) for item in piece.items)
        case Stage():
            yield from _stage(piece)
        case Slips():
            yield from _slips(piece, words)
        case Sheet():
            yield from _sheet(piece, words)
        case Listing():
            yield from _headed(piece, "", words)
            rows = [[_cell(_p(row.number or "____", "Value")), _cell(_p(row.text)), _cell(_p("")), _cell(_p(""))]
                    for row in piece.rows]  # fmt: skip
            widths = [_NUMBER, WIDTH - _NUMBER - 2 * _ASIDE, _ASIDE, _ASIDE]
            yield _table(widths, [_head(piece.heads), *rows], head=True, high=_LOW_LINE)
        case Card():
            name = piece.name or piece.label
            space = element("spacing", before=3600, after=0)
            yield element("p", element("pPr", element("pStyle", val="Large"), space), *runs(piece.number))
            yield paragraph("Name" if len(name) <= _LONG_NAME else "Whose", *runs(name))


def _stage(piece: Stage) -> Iterator[Element]:
    left = [_p(piece.start, "Value"), _p(f"–{piece.end} · {piece.minutes}", "Aside")]
    left += [_p(f"{word} ________", "Aside") for word in piece.real]
    right = [paragraph("TableText", *runs(f"{piece.number}  {piece.title}", "Value")), _p(piece.told, "Aside")]
    right += [_p(piece.prompt)] if piece.prompt else []
    right += [_p(f"– {note}") for note in piece.notes]
    for line, means in piece.typed:
        right.append(paragraph("TableText", *runs(line, "Sign"), *runs(f"   {means}", "Aside")))
    right += [_p("_" * 62, "Aside") for _ in range(piece.noted)]
    yield _table([_REAL, WIDTH - _REAL], [[_cell(*left), _cell(*right)]])
    yield paragraph("Gap")


def _slips(piece: Slips, words: Words) -> Iterator[Element]:
    for who, address in piece.whose:
        whose = who or f"{words('slip')} ______"
        yield paragraph("TableText", *runs(f"{piece.number}  {piece.title}", "Value"), *runs(f"    {whose}", "Sign"),
                        keep=True)  # fmt: skip
        yield paragraph("TableText", *runs(piece.lead), keep=True)
        for entry in piece.legend:
            yield paragraph("TableText", *runs(f"{entry.number} ", "Value"), *runs(entry.text or "_" * 30), keep=True)
        if piece.rows:
            boxes = max(len(row.cells) for row in piece.rows)
            wide = _CELL * (2 if any(len(name) > 3 for name in piece.heads) else 1)
            heads = [_head(["", "", *piece.heads])] if piece.heads else []
            rows = [
                [_cell(_p(row.item.number or "____", "Value")), _cell(_p(row.item.text or "_" * 30)),
                 *(_cell(_p(sign or _BOX)) for sign in row.cells)]
                for row in piece.rows
            ]  # fmt: skip
            yield _table([_NUMBER, WIDTH - _NUMBER - boxes * wide, *[wide] * boxes], [*heads, *rows], keep=True)
        if piece.order:
            yield paragraph("TableText", *runs("   ".join(f"{place}. ____" for place in piece.order)), keep=True)
        yield paragraph("TableText", *runs(address, "Aside"))
        yield _cut()


def _cut() -> Element:
    """Return a line to cut along."""
    line = element("pBdr", element("bottom", val="dashed", sz=6, space=1, color=QUIET))
    return element("p", element("pPr", element("pStyle", val="Normal"), line))


def _sheet(piece: Sheet, words: Words) -> Iterator[Element]:
    yield from _headed(piece, piece.who, words)
    for lines in piece.lines:
        if lines.part is not None:
            told = f"{lines.part.number}  {lines.part.text or '_' * 40}"
            yield paragraph("Heading2", *runs(told), *runs(f"    {lines.address}", "Aside"), keep=True)
        elif lines.address:
            yield paragraph("TableText", *runs(lines.address, "Aside"), keep=True)
        yield from _ruled(lines, len(piece.lines) == 1)


def _ruled(lines: Lines, alone: bool) -> Iterator[Element]:
    narrow = 900
    if len(lines.heads) > _MOST_COLUMNS:
        for _ in range(lines.rows):
            rows = [[_cell(_p(name, "Aside")), _cell(_p(""))] for name in (*lines.heads, lines.number)]
            yield _table([_REAL, WIDTH - _REAL], rows, keep=True, high=_LOW_LINE)
            yield paragraph("Gap")
        return
    count = max(len(lines.heads), 1)
    widths = [*[(WIDTH - narrow) // count] * count, narrow]
    head = _head([*(lines.heads or [""]), lines.number])
    empty = [[_cell(_p("")) for _ in widths] for _ in range(lines.rows)]
    yield _table(widths, [head, *empty], head=True, high=_SINGLE if alone else _LOW_LINE)
    yield paragraph("Gap")


def _headed(piece: Sheet | Listing, who: str, words: Words) -> Iterator[Element]:
    if who:
        yield paragraph("Whose", *runs(who), keep=True)
    step = words("Step {number}", number=piece.number)
    yield paragraph("SheetTitle", *runs(f"{step} · {piece.title}"))
    if isinstance(piece, Sheet) and piece.prompt:
        yield paragraph("Lead", *runs(piece.prompt))
    yield paragraph("Normal", *runs(piece.lead))


def _p(text: str, voice: str = "") -> Element:
    return paragraph("TableText", *runs(text, voice))


def _cell(*inner: Element) -> list[Element]:
    return list(inner)


def _head(names: Sequence[str]) -> list[list[Element]]:
    return [[paragraph("TableHead", *runs(name))] for name in names]


def _table(
    widths: Sequence[int], rows: Sequence[Sequence[Row]], *, head: bool = False, keep: bool = False, high: int = 0
) -> Element:
    """Return a table with a line below each row; `keep` holds it together, `high` is how high an empty row is."""
    look = element(
        "tblPr",
        element("tblStyle", val="Figures"),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0400", firstRow=0, noVBand=1),
    )
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    made = [_row(row, widths, head and not at, keep, 0 if head and not at else high) for at, row in enumerate(rows)]
    return element("tbl", look, grid, *made)


def _row(row: Sequence[Row], widths: Sequence[int], head: bool, keep: bool, high: int) -> Element:
    look = [element("cantSplit"), *([element("trHeight", val=high)] if high else [])]
    look += [element("tblHeader")] if head else []
    cells = []
    for inner, width in zip(row, widths, strict=True):
        if keep:
            for one in inner:
                one.pPr.insert(1, element("keepNext"))
        about = element("tcPr", element("tcW", w=width, type="dxa"), element("vAlign", val="bottom" if high else "top"))
        cells.append(element("tc", about, *inner))
    return element("tr", element("trPr", *look), *cells)
