"""Two moments as slopes: labels in a table without lines, between them a drawing whose lines end beside them.

The labels are text, set at heights that were measured; the drawing has its words for those who hear it.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from xml.sax.saxutils import quoteattr

from msgspec import Struct

from facilitator.blocks import Shift, ShiftRow
from facilitator.report.writers.docx.grid import Line, Voice
from facilitator.report.writers.docx.page import ACCENT, QUIET, RULE, WIDTH
from facilitator.report.writers.docx.xml import Element, element, runs
from facilitator.report.writers.legible import legible
from facilitator.report.writers.pptx import measure
from facilitator.report.writers.slopes import Places, ends, has_slopes, placed, steepest, told
from facilitator.words import Words

# In points, of which a page is so wide.
_PAGE = WIDTH / 20
_SIZE, _LINE, _GAP = 9.5, 12.0, 5.0
_WIDEST, _LEAST = 160.0, 60.0
_TICK, _DOT = 18.0, 2.5
_LEAST_HIGH, _ROW_HIGH, _MOST_HIGH, _TALLEST = 120.0, 34.0, 260.0, 520.0
_OF_LABELS = 1.1
_POINT = 12700
_SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}


class _Label(Struct, frozen=True):
    """What stands at an end of a line, line by line."""

    lines: Sequence[Line]

    @property
    def high(self) -> float:
        """How high it is."""
        return len(self.lines) * _LINE


def slopes(block: Shift, number: int, words: Words) -> Element | None:
    """Return two moments as slopes; None where a share is not known or the labels have no room on a page.

    Args:
        block: The moments; a table beside the chart has their figures.
        number: Which drawing of the document it is.
        words: The language.
    """
    if not has_slopes(block):
        return None
    steep = steepest(block)
    wide = _label_room(block, words)
    labels = [[_label(row, moment, row.points in steep, wide, words) for row in block.rows] for moment in (0, 1)]
    heights = [[label.high for label in side] for side in labels]
    least = max(sum(side) + _GAP * (len(side) - 1) for side in heights)
    high = max(_LEAST_HIGH, min(len(block.rows) * _ROW_HIGH, _MOST_HIGH), least * _OF_LABELS)
    found = placed(block, heights, _GAP, high) if high <= _TALLEST else None
    if found is None:
        return None
    widths = [round(part * 20) for part in (wide, _PAGE - 2 * wide, wide)]
    middle = _drawing(block, found, (_PAGE - 2 * wide, high), number, legible(told(block, words)))
    sides = [list(_column(labels[at], found.middles[at], right=not at)) for at in (0, 1)]
    heads = [[_said([[(moment, "Value")]], 0, not at, _GAP)] for at, moment in enumerate(block.moments)]
    return _table(widths, [[heads[0], [_said([], 0)], heads[1]], [sides[0], [middle], sides[1]]])


def _label_room(block: Shift, words: Words) -> float:
    """Return how wide labels are: names break where they must, figures never."""
    said = chain(block.moments, (row.label for row in block.rows))
    names = max(measure.width(one, _SIZE, bold=1) for one in said)
    lines = (_figures(row, moment, words) for row in block.rows for moment in (0, 1))
    figures = max(measure.width("".join(text for text, _ in line), _SIZE, bold=1) for line in lines)
    return max(min(names, _WIDEST), figures, _LEAST) + 4


def _label(row: ShiftRow, moment: int, steep: bool, wide: float, words: Words) -> _Label:
    """Return the name, and below it the share, the count, and at the end how far it moved."""
    name = legible(row.label).replace("\n", " ")
    said: list[Line] = [[(line.strip(), "Sign" if steep else "")] for line in measure.wrapped(name, _SIZE, wide, 1)]
    return _Label([*said, _figures(row, moment, words, steep)])


def _figures(row: ShiftRow, moment: int, words: Words, steep: bool = False) -> Line:
    share = words("{share}%", share=words.number((row.shares[moment] or 0.0) * 100))
    said: list[tuple[str, Voice]] = [(share, "Sign" if steep else "Value"), (f" · {row.counts[moment]}", "Aside")]
    if moment and row.points:
        moved = f"{'▲' if row.points > 0 else '▼'} {words.signed(row.points)}"
        said.append((f"  {moved}", "Sign" if steep else "Aside"))
    return said


def _column(labels: Sequence[_Label], middles: Sequence[float], right: bool) -> Iterator[Element]:
    """Give the labels of a moment from the top, each below the air that brings it to its height."""
    end = 0.0
    for middle, label in sorted(zip(middles, labels, strict=True), key=lambda one: one[0]):
        top = middle - label.high / 2
        yield _said(label.lines, top - end, right)
        end = top + label.high


def _said(lines: Sequence[Line], above: float, right: bool = False, below: float = 0) -> Element:
    """Return lines in a paragraph of known height, with so much air above and below."""
    look = element(
        "pPr",
        element("pStyle", val="TableText"),
        element("keepNext"),
        element("spacing", before=round(above * 20), after=round(below * 20), line=round(_LINE * 20), lineRule="exact"),
        element("jc", val="right" if right else "left"),
    )
    made: list[Element] = []
    for index, line in enumerate(lines):
        made += [element("r", element("br"))] if index else []
        made += [run for text, voice in line for run in runs(text, voice)]
    return element("p", look, *made)


def _table(widths: Sequence[int], rows: Sequence[Sequence[Sequence[Element]]]) -> Element:
    look = element(
        "tblPr",
        element("tblW", w=sum(widths), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblCellMar", element("left", w=0, type="dxa"), element("right", w=0, type="dxa")),
    )
    columns = element("tblGrid", *(element("gridCol", w=wide) for wide in widths))
    made = []
    for row in rows:
        cells = [
            element("tc", element("tcPr", element("tcW", w=wide, type="dxa")), *inner)
            for wide, inner in zip(widths, row, strict=True)
        ]
        made.append(element("tr", element("trPr", element("cantSplit")), *cells))
    return element("tbl", look, columns, *made)


def _drawing(block: Shift, found: Places, size: tuple[float, float], number: int, alt: str) -> Element:
    """Return a paragraph with the lines, their dots, and what leads from those to the labels."""
    from docx.oxml import parse_xml

    wide, high = map(_units, size)
    shapes = _ground(size) + "".join(_shapes(block, found, size[0]))
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    return parse_xml(
        f'<w:p {spaces}><w:pPr><w:pStyle w:val="TableText"/><w:keepNext/><w:spacing w:before="0" w:after="0"/></w:pPr>'
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{1000 + number}" name="Slopes {number}" descr={quoteattr(alt)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SPACES["wpg"]}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/><a:chOff x="0" y="0"/><a:chExt cx="{wide}" cy="{high}"/>'
        f"</a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def _shapes(block: Shift, found: Places, wide: float) -> Iterator[str]:
    steep = steepest(block)
    at = [(found.top + start * found.high, found.top + stop * found.high) for start, stop in ends(block)]
    begins, stops = _TICK, wide - _TICK
    for row, (start, stop) in enumerate(at):
        first, last = found.middles[0][row], found.middles[1][row]
        yield _line((3, first), (begins - _DOT - 1, start), RULE, 0.5)
        yield _line((stops + _DOT + 1, stop), (wide - 3, last), RULE, 0.5)
    # Those that stand out lie above the others.
    for row in sorted(range(len(at)), key=lambda row: block.rows[row].points in steep):
        strong = block.rows[row].points in steep
        colour = ACCENT if strong else QUIET
        yield _line((begins, at[row][0]), (stops, at[row][1]), colour, 2 if strong else 1)
        yield from (_dot((x, y), colour) for x, y in ((begins, at[row][0]), (stops, at[row][1])))


def _ground(size: tuple[float, float]) -> str:
    """Return an unseen sheet below all: without it some programs take the lines for the whole drawing."""
    ink = "<a:noFill/><a:ln><a:noFill/></a:ln>"
    return _shape(f'{_box((0, 0, *size))}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ink}')


def _line(start: tuple[float, float], stop: tuple[float, float], colour: str, thick: float) -> str:
    """Return a line from left to right; one that rises is turned over."""
    turned = ' flipV="1"' if stop[1] < start[1] else ""
    box = _box((start[0], min(start[1], stop[1]), stop[0] - start[0], abs(stop[1] - start[1])), turned)
    ink = f'<a:ln w="{_units(thick)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'
    return _shape(f'{box}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{ink}')


def _dot(middle: tuple[float, float], colour: str) -> str:
    box = _box((middle[0] - _DOT, middle[1] - _DOT, 2 * _DOT, 2 * _DOT))
    ink = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
    return _shape(f'{box}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>{ink}')


def _shape(look: str) -> str:
    return f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{look}</wps:spPr><wps:bodyPr/></wps:wsp>"


def _box(box: tuple[float, float, float, float], turned: str = "") -> str:
    x, y, wide, high = map(_units, box)
    return f'<a:xfrm{turned}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def _units(points: float) -> int:
    return round(points * _POINT)
