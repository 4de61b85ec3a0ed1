"""The empty document: A4, its styles, the foot of the page, and what the file says of itself."""

from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor, Twips

from facilitator.languages import language as spoken
from facilitator.report.model import Report
from facilitator.report.writers.docx.xml import element, field, runs
from facilitator.report.writers.legible import legible

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

FONT = "Arial"
TEXT, SOFT, QUIET = "211F1B", "4B473F", "68635A"
ACCENT, PANEL, RULE = "0A6B57", "F3EEE3", "CBC3B3"
# Between the margins, in twentieths of a point.
WIDTH = 9300
# The room that the number of a heading takes.
_NUMBER = 454
_LONGEST_FOOT = 70
_RIGHT = WD_PARAGRAPH_ALIGNMENT.RIGHT


def blank(report: Report) -> "WordDocument":
    """Return a document without content.

    Args:
        report: What will be written: its language, its title, its day.
    """
    document = Document()
    _trim(document)
    _language(document, spoken(report.language).tag)
    _size(document)
    _paragraph_styles(document)
    _character_styles(document)
    _table_style(document)
    _number_headings(document)
    _foot(document, report)
    _properties(document, report)
    return document


def _trim(document: "WordDocument") -> None:
    """Take out what the library's template brings along: a picture of itself, table styles, its fonts."""
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        kind, name = style.get(qn("w:type")), style.get(qn("w:styleId"))
        if kind == "table" and name != "TableNormal":
            styles.remove(style)
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    compatible = element("compat", element("compatSetting", name="compatibilityMode",
                         uri="http://schemas.microsoft.com/office/word", val=15))  # fmt: skip
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.replace(old, compatible)


def _language(document: "WordDocument", locale: str) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)


def _size(document: "WordDocument") -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(23)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    section.footer_distance = Mm(11)


def _paragraph_styles(document: "WordDocument") -> None:
    add_style(document, "Normal", 10, after=6, line=1.15)
    title = add_style(document, "Title", 22, ACCENT, bold=True, after=6)
    for border in title.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    add_style(document, "Subtitle", 12, SOFT, after=10)
    add_style(document, "Heading 1", 15, ACCENT, bold=True, before=20, after=6)
    add_style(document, "Heading 2", 11, TEXT, bold=True, before=12, after=4)
    add_style(document, "Heading 3", 10, SOFT, bold=True, before=8, after=3)
    add_style(document, "List Bullet", 10, after=3, line=1.15)
    add_style(document, "Caption", 9, SOFT, before=4, after=4).paragraph_format.keep_with_next = True
    add_style(document, "Quote", 11, TEXT, before=4, after=4, line=1.15)
    add_style(document, "Lead", 11, SOFT, after=6, line=1.15).paragraph_format.keep_with_next = True
    add_style(document, "Remark", 9, SOFT, before=4, after=6)
    add_style(document, "Contents", 11, TEXT, bold=True, before=14, after=4)
    line = add_style(document, "toc 1", 10, TEXT, after=2)
    line.element.styleId = "TOC1"
    contents = line.paragraph_format
    contents.tab_stops.add_tab_stop(Twips(_NUMBER))
    contents.left_indent, contents.first_line_indent = Twips(_NUMBER), Twips(-_NUMBER)
    add_style(document, "Gap", 4)
    add_style(document, "Table Text", 9.5, before=2, after=2)
    add_style(document, "Table Number", 9.5, before=2, after=2).paragraph_format.alignment = _RIGHT
    add_style(document, "Table Head", 9, QUIET, before=2, after=2).paragraph_format.keep_with_next = True
    add_style(document, "Table Head Number", 9, QUIET, before=2, after=2).paragraph_format.alignment = _RIGHT
    add_style(document, "Fine Text", 7.5, before=1, after=1)
    add_style(document, "Fine Number", 7.5, before=1, after=1).paragraph_format.alignment = _RIGHT
    add_style(document, "Fine Head", 7, QUIET, before=1, after=1).paragraph_format.keep_with_next = True
    add_style(document, "Fine Head Number", 7, QUIET, before=1, after=1).paragraph_format.alignment = _RIGHT
    foot = add_style(document, "Footer", 8.5, QUIET).paragraph_format
    foot.tab_stops.clear_all()
    foot.tab_stops.add_tab_stop(Twips(WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def add_style(
    document: "WordDocument", name: str, size: float, colour: str = TEXT, *, bold: bool = False,
    before: float = 0, after: float = 0, line: float = 1.0,
) -> "ParagraphStyle":  # fmt: skip
    """Give a document a style of paragraphs, or change the one it has.

    Args:
        document: The document.
        name: The style's name.
        size: Its letters, in points.
        colour: Their colour, as six signs.
        bold: Whether they are bold.
        before: The room before a paragraph, in points.
        after: The room after it.
        line: How far its lines are apart, 1 being close.
    """
    known = name in {style.name for style in document.styles}
    style: Any = document.styles[name] if known else document.styles.add_style(
        name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc")
    )
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(colour)
    style.font.bold, style.font.italic = bold, False
    # Arabic and its like take their size from here.
    for old in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(old)
    style.element.rPr.find(qn("w:sz")).addnext(element("szCs", val=round(size * 2)))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = line
    return style  # type: ignore[no-any-return]


def _character_styles(document: "WordDocument") -> None:
    for name, colour, bold, size in (
        ("Value", TEXT, True, None),
        ("Sign", ACCENT, True, None),
        ("Aside", SOFT, False, Pt(8.5)),
    ):
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.bold, style.font.size, style.font.color.rgb = bold, size, RGBColor.from_string(colour)


def _table_style(document: "WordDocument") -> None:
    """Add the style of all tables: an accent line below the head, thin lines between the rows."""
    lines = element(
        "tblBorders",
        element("bottom", val="single", sz=4, space=0, color=RULE),
        element("insideH", val="single", sz=4, space=0, color=RULE),
    )
    margins = element("tblCellMar", element("left", w=70, type="dxa"), element("right", w=70, type="dxa"))
    head = element("tblStylePr", element("tcPr", element("tcBorders",
                   element("bottom", val="single", sz=12, space=0, color=ACCENT))), type="firstRow")  # fmt: skip
    document.styles.element.append(
        element(
            "style",
            element("name", val="Figures"),
            element("basedOn", val="TableNormal"),
            element("uiPriority", val=59),
            element("qFormat"),
            element("tblPr", element("tblStyleRowBandSize", val=1), lines, margins),
            head,
            type="table",
            customStyle=1,
            styleId="Figures",
        )
    )


def _number_headings(document: "WordDocument") -> None:
    """Let Word count the headings of the first level, so that they stay in order when somebody edits."""
    numbering = document.part.numbering_part.element
    level = element(
        "lvl",
        element("start", val=1),
        element("numFmt", val="decimal"),
        element("pStyle", val="Heading1"),
        element("lvlText", val="%1"),
        element("lvlJc", val="left"),
        element("pPr", element("tabs", element("tab", val="num", pos=_NUMBER)),
                element("ind", left=_NUMBER, hanging=_NUMBER)),
        ilvl=0,
    )
    counted = element("abstractNum", element("multiLevelType", val="multilevel"), level, abstractNumId=90)
    numbering.insert(0, counted)
    numbering.append(element("num", element("abstractNumId", val=90), numId=90))
    style: Any = document.styles["Heading 1"]
    counting = style.element.get_or_add_pPr().get_or_add_numPr()
    counting.get_or_add_ilvl().val = 0
    counting.get_or_add_numId().val = 90


def _foot(document: "WordDocument", report: Report) -> None:
    told = legible(" · ".join(filter(None, (report.title, report.subtitle)))).replace("\n", " ")
    told = told if len(told) <= _LONGEST_FOOT else told[: _LONGEST_FOOT - 1] + "…"
    line: Any = document.sections[0].footer.paragraphs[0]
    for part in (*runs(told), element("r", element("tab")), *field("PAGE", "1"), *runs(" / "), *field("NUMPAGES", "1")):
        line._p.append(part)


def _properties(document: "WordDocument", report: Report) -> None:
    known = document.core_properties
    # A property holds no more than this many characters.
    known.title, known.subject = legible(report.title)[:255], legible(report.subtitle)[:255]
    known.language = spoken(report.language).tag
    known.author = known.last_modified_by = "facilitator"
    known.comments = known.keywords = known.category = ""
    known.created = known.modified = report.dated
    known.revision = 1
