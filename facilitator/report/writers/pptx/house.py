"""The empty deck: 16:9, two layouts, and colours and fonts in the theme, where they can be changed for all slides."""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from facilitator.errors import FacilitatorError
from facilitator.languages import language
from facilitator.report.model import Report
from facilitator.report.writers.pptx.canvas import (
    BODY_RIGHT,
    HEIGHT,
    LEFT,
    NUMBER_TOP,
    ROOM,
    TITLE_SIZES,
    TITLE_TOP,
    WIDTH,
    place,
)
from facilitator.report.writers.style import IN_OFFICE, Style
from facilitator.words import Words

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.autoshape import Shape
    from pptx.slide import SlideLayout, SlideMaster

_COLOURS = {
    "dk1": "211F1B",
    "lt1": "FBF8F1",
    "dk2": "4B473F",
    "lt2": "F3EEE3",
    "accent2": "6E685D",
    "accent3": "68635A",
    "accent4": "CBC3B3",
    "accent5": "E9E2D3",
    "accent6": "211F1B",
}
_BAND, _LOGO = 18.0, 22.0
_UNUSED = ("thumbnail", "printerSettings", "extended-properties")
_TITLE_LAYOUT, _LAYOUT = "Title Slide", "Title Only"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def empty(report: Report, style: Style, words: Words) -> "Presentation":
    """Return a deck without slides in the house's look.

    Args:
        report: Whose title and language the deck has.
        style: The accent, the font and the logo.
        words: The language of error sentences.
    """
    from pptx import Presentation

    deck = Presentation()
    deck.slide_width, deck.slide_height = place(WIDTH), place(HEIGHT)
    _drop_unused(deck)
    _theme(deck.slide_master, style)
    _master(deck.slide_master)
    for layout in deck.slide_layouts:
        _layout(layout)
    _band(title_layout(deck))
    if style.logo is not None:
        _logo(deck.slide_master, style.logo, words)
    core = deck.core_properties
    core.title, core.subject, core.language = report.title[:255], report.subtitle[:255], language(report.language).tag
    core.author = core.last_modified_by = "facilitator"
    core.created = core.modified = core.last_printed = _moment(report)
    core.revision, core.keywords, core.comments, core.category = 1, "", "", ""
    return deck


def _moment(report: Report) -> datetime:
    """Return noon of the session's day: the same report gives the same bytes whenever it is written."""
    return datetime.combine(report.day or date(2000, 1, 1), time(12))


def title_layout(deck: "Presentation") -> "SlideLayout":
    """Return the layout of the first slide."""
    return next(layout for layout in deck.slide_layouts if layout.name == _TITLE_LAYOUT)


def slide_layout(deck: "Presentation") -> "SlideLayout":
    """Return the layout of every other slide."""
    return next(layout for layout in deck.slide_layouts if layout.name == _LAYOUT)


def _drop_unused(deck: "Presentation") -> None:
    """Drop the layouts, the picture and what else the library's template says of a deck that is not this one."""
    for layout in list(deck.slide_layouts):
        if layout.name not in (_TITLE_LAYOUT, _LAYOUT):
            deck.slide_layouts.remove(layout)
    for holder in (deck.part.package, deck.part):
        relations = holder._rels
        for key in [key for key, one in relations.items() if one.reltype.endswith(_UNUSED)]:
            relations.pop(key)
    deck.part._element.find("{*}sldSz").attrib.pop("type", None)


def _theme(master: "SlideMaster", style: Style) -> None:
    part = next(one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    colours = {**_COLOURS, "accent1": style.accent.lstrip("#"), "hlink": style.accent.lstrip("#"),
               "folHlink": style.accent.lstrip("#")}  # fmt: skip
    for scheme in root.iter(f"{_A}clrScheme"):
        for slot in scheme:
            slot.clear()
            etree.SubElement(slot, f"{_A}srgbClr", val=colours[etree.QName(slot).localname])
    for family in root.iter(f"{_A}majorFont", f"{_A}minorFont"):
        latin = family.find(f"{_A}latin")
        # 34: a proportional font without serifs, for a program that does not have this one.
        latin.attrib.clear()
        latin.set("typeface", style.font)
        latin.set("pitchFamily", "34")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(master: "SlideMaster") -> None:
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type.name
        if kind == "TITLE":
            _put(shape, LEFT, TITLE_TOP, ROOM, 76)
        elif kind == "BODY":
            _put(shape, LEFT, 150, ROOM, 340)
        elif kind == "SLIDE_NUMBER":
            _put(shape, BODY_RIGHT - 60, NUMBER_TOP, 60, 18)
            for look in shape._element.iter(f"{_A}defRPr"):
                look.set("sz", "1200")
                for colour in look.iter(f"{_A}schemeClr"):
                    colour.clear()
                    colour.set("val", "accent3")
        else:
            _remove(shape)
    style = master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    style.find(f"{_A}defRPr").set("sz", str(int(TITLE_SIZES[0] * 100)))
    style.find(f"{_A}defRPr").set("b", "1")


def _layout(layout: "SlideLayout") -> None:
    for shape in list(layout.placeholders):
        kind = shape.placeholder_format.type.name
        if kind in ("CENTER_TITLE", "TITLE", "SUBTITLE"):
            own = kind != "TITLE"
            _put(shape, LEFT, 150 if own else TITLE_TOP, ROOM, 120 if own else 76)
            if kind == "SUBTITLE":
                _put(shape, LEFT, 280, ROOM, 40)
                for level in shape._element.iter(f"{_A}lvl1pPr"):
                    level.set("algn", "l")
        elif kind != "SLIDE_NUMBER":
            _remove(shape)


def _band(layout: "SlideLayout") -> None:
    """Put a band in the accent at the edge of the title slide; it is no part of what is read aloud."""
    from pptx.oxml import parse_xml

    shapes: Any = layout.shapes
    shapes._spTree.insert(2, parse_xml(
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="90" name="Band"/>'
        "<p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
        f'<a:ext cx="{place(_BAND)}" cy="{place(HEIGHT)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr></p:sp>'
    ))  # fmt: skip


def _put(shape: "Shape", left: float, top: float, wide: float, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = place(left), place(top), place(wide), place(high)
    body = shape._element.find(".//{*}bodyPr")
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", "t")
    for fit in list(body):
        body.remove(fit)


def _remove(shape: "Shape") -> None:
    shape._element.getparent().remove(shape._element)


def _logo(master: "SlideMaster", logo: Path, words: Words) -> None:
    """Put the logo at the foot of every slide.

    Raises:
        FacilitatorError: it is no picture that slides can hold.
    """
    holder: Any = master.part
    try:
        part, key = holder.get_or_add_image_part(BytesIO(logo.read_bytes()))
        wide, high = part.image.size
    except (OSError, ValueError) as error:
        kinds = ", ".join(IN_OFFICE)
        raise FacilitatorError(
            words("The logo {path} is no picture that can be read ({kinds}).", path=logo, kinds=kinds)
        ) from error
    shown = place(_LOGO)
    tree = master.shapes._spTree
    numbers = [int(one.get("id")) for one in tree.iter() if one.tag.endswith("}cNvPr")]
    tree.add_pic(max(numbers) + 1, "Logo", "", key, place(LEFT), place(NUMBER_TOP + 2),
                 place(_LOGO * min(wide / high, 8)), shown)  # fmt: skip
