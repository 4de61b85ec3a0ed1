"""DrawingML as text, parsed once for each frame: element by element the library takes many times as long."""

import unicodedata
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from facilitator.report.writers.pptx.measure import LINE
from facilitator.report.writers.pptx.text import INDENT, Paragraph, Run, Tone

# The file's own unit, of which a point has so many.
POINT = 12700
COLOURS: dict[Tone, str] = {
    "text": "tx1",
    "soft": "tx2",
    "quiet": "accent3",
    "accent": "accent1",
    "second": "accent2",
}
_SPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
_BODY = '<a:bodyPr wrap="square" lIns="0" rIns="0" tIns="0" bIns="0"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
_BULLET = (
    f'<a:buClr><a:schemeClr val="{COLOURS["accent"]}"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
)
_FROM_RIGHT = '<a:pPr rtl="1"/>'
_RTL = ("R", "AL")


def units(points: float) -> int:
    """Return points in the file's own unit."""
    return round(points * POINT)


def parsed(tag: str, inner: str, look: str = "") -> Any:
    """Return an element from its tag, with a prefix, what stands in it, and its attributes, all as text."""
    from pptx.oxml import parse_xml

    spaces = " ".join(f'xmlns:{prefix}="{_SPACES[prefix]}"' for prefix in sorted({tag[0], "a"}))
    return parse_xml(f"<{tag} {spaces} {look}>{inner}</{tag}>")


def replaced(old: Any, tag: str, inner: str) -> None:
    """Put an element from its tag and what stands in it in the place of another."""
    old.getparent().replace(old, parsed(tag, inner))


def body(paragraphs: Sequence[Paragraph], size: float, right: bool = False) -> str:
    """Return what stands in a frame without margins.

    Args:
        paragraphs: What it says.
        size: A size that was found to fit.
        right: Whether it stands at the right.
    """
    said = (_paragraph(one, size, not index, right) for index, one in enumerate(paragraphs))
    return _BODY + ("".join(said) or "<a:p/>")


def plain(lines: Sequence[str], size: float) -> str:
    """Return what stands in a frame of lines without any look but their size."""
    look = f'<a:lvl1pPr marL="0" indent="0"><a:defRPr sz="{round(size * 100)}"/></a:lvl1pPr>'
    said = (
        f"<a:p>{_FROM_RIGHT if reads_from_right(line) else ''}<a:r><a:t>{escape(line)}</a:t></a:r></a:p>"
        for line in lines
    )
    return f"<a:bodyPr/><a:lstStyle>{look}</a:lstStyle>{''.join(said)}"


def _paragraph(one: Paragraph, size: float, first: bool, right: bool) -> str:
    look = inner = ""
    if one.bullet:
        indent = units(INDENT * size)
        look += f' marL="{indent}" indent="{-indent}"'
    if reads_from_right(one.text):
        look += ' rtl="1"'
    if right:
        look += ' algn="r"'
    if not first and one.gap:
        inner = f'<a:spcBef><a:spcPts val="{round(one.gap * size * LINE * 100)}"/></a:spcBef>'
    inner += _BULLET if one.bullet else "<a:buNone/>"
    # Without words it is as high as the program's own letters, which are large, unless its end has a size.
    said = "".join(run(part, size * one.scale) for part in one.runs) or f'<a:endParaRPr sz="{round(size * 100)}"/>'
    return f"<a:p><a:pPr{look}>{inner}</a:pPr>{said}</a:p>"


def run(part: Run, size: float) -> str:
    """Return words as text of a paragraph; their line breaks are kept."""
    look = (
        f'<a:rPr sz="{round(size * 100)}" b="{1 if part.bold else 0}">'
        f'<a:solidFill><a:schemeClr val="{COLOURS[part.tone]}"/></a:solidFill></a:rPr>'
    )
    lines = (f"<a:r>{look}<a:t>{escape(line)}</a:t></a:r>" if line else "" for line in part.text.split("\n"))
    return "<a:br/>".join(lines)


def reads_from_right(text: str) -> bool:
    """Tell whether a text begins in a script that runs from right to left."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind in _RTL for kind in kinds if kind in ("L", *_RTL)), False)
