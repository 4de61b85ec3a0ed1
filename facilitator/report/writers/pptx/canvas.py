"""A slide as a surface of points, 960 by 540: its title, text at a place, and where the body begins and ends."""

from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from facilitator.report.writers.pptx import measure
from facilitator.report.writers.pptx.drawing import body, replaced, units
from facilitator.report.writers.pptx.text import Paragraph, height, largest, paragraph

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.autoshape import Shape
    from pptx.slide import Slide
    from pptx.util import Emu

WIDTH, HEIGHT = 960.0, 540.0
LEFT, ROOM = 54.0, 852.0
BODY_RIGHT = LEFT + ROOM
KICKER_TOP, TITLE_TOP = 30.0, 50.0
BODY_BOTTOM, NUMBER_TOP = 496.0, 506.0
# A title on one line may be larger than one on two.
TITLE_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0)
_ONE_LINE, _TWO_LINES = TITLE_SIZES[:3], TITLE_SIZES[2:]
_KICKER_SIZES, _LEAD_SIZES = (14.0, 12.0), (18.0, 16.0, 14.0)
_TITLE_ROOM, _KICKER_ROOM, _LEAD_ROOM = 74.0, 18.0, 46.0


class Heads(Struct, frozen=True):
    """What stands above a slide's body: the finding or name, where it belongs, and what was asked."""

    title: str
    kicker: str = ""
    lead: str = ""


class Page(Struct, frozen=True):
    """A slide with room left between `top` and `BODY_BOTTOM`."""

    slide: Any
    top: float

    @property
    def room(self) -> float:
        """Return how high the body may be."""
        return BODY_BOTTOM - self.top


def place(points: float) -> "Emu":
    """Return points as the file's own unit."""
    from pptx.util import Emu

    return Emu(units(points))


def body_top(heads: Heads) -> float:
    """Return where the body of a slide with these heads begins."""
    top = TITLE_TOP + _title(heads)[1] + 14
    return top + (_lead(heads)[1] + 8 if heads.lead else 0)


def overlong(heads: Heads) -> list[Paragraph]:
    """Return what of the heads has no room above the body, as paragraphs for the body."""
    said = []
    if largest([paragraph(heads.title, bold=True)], TITLE_SIZES, ROOM, _TITLE_ROOM) is None:
        said.append(paragraph(heads.title, bold=True))
    if heads.kicker and largest([paragraph(heads.kicker, bold=True)], _KICKER_SIZES, ROOM, _KICKER_ROOM) is None:
        said.append(paragraph(heads.kicker, tone="accent"))
    if heads.lead and largest([paragraph(heads.lead)], _LEAD_SIZES, ROOM, _LEAD_ROOM) is None:
        said.append(paragraph(heads.lead, tone="soft"))
    return said


def shortened(heads: Heads) -> Heads:
    """Return heads as they fit above the body; what was cut off ends in "…" and stands whole in the body."""
    lead = heads.lead if not heads.lead or _fits([heads.lead], _LEAD_SIZES, _LEAD_ROOM) else ""
    return Heads(_cut(heads.title, TITLE_SIZES, _TITLE_ROOM), _cut(heads.kicker, _KICKER_SIZES, _KICKER_ROOM), lead)


def _fits(texts: Sequence[str], sizes: Sequence[float], room: float) -> bool:
    return largest([paragraph(text) for text in texts], sizes, ROOM, room) is not None


def _cut(text: str, sizes: Sequence[float], room: float) -> str:
    if not text or largest([paragraph(text, bold=True)], sizes, ROOM, room) is not None:
        return text
    lines = measure.wrapped(text, sizes[-1], ROOM * 0.96, bold=True)
    return "".join(lines[: max(1, int(room / sizes[-1] / measure.LINE))]).strip() + "…"


def _title(heads: Heads) -> tuple[float, float]:
    """Return the size and the height of a title: two lines where it must, large where it may."""
    said = [paragraph(heads.title, bold=True)]
    size = next((size for size in _ONE_LINE if height(said, size, ROOM) <= size * measure.LINE), None)
    size = size or largest(said, _TWO_LINES, ROOM, _TITLE_ROOM) or TITLE_SIZES[-1]
    return size, height(said, size, ROOM)


def _lead(heads: Heads) -> tuple[float, float]:
    said = [paragraph(heads.lead)]
    size = largest(said, _LEAD_SIZES, ROOM, _LEAD_ROOM) or _LEAD_SIZES[-1]
    return size, height(said, size, ROOM)


def new_page(deck: "Presentation", layout: Any, heads: Heads) -> Page:
    """Add a slide with its heads; they must fit (`shortened`)."""
    slide = deck.slides.add_slide(layout)
    size, high = _title(heads)
    title = slide.shapes.title
    put_at(title, (LEFT, TITLE_TOP, ROOM, high))
    fill(title, [paragraph(heads.title, bold=True)], size)
    if heads.kicker:
        kicker = [paragraph(heads.kicker, bold=True, tone="accent")]
        put_text(slide, kicker, largest(kicker, _KICKER_SIZES, ROOM, _KICKER_ROOM) or _KICKER_SIZES[-1],
                 (LEFT, KICKER_TOP, ROOM, _KICKER_ROOM))  # fmt: skip
    if heads.lead:
        size, tall = _lead(heads)
        put_text(slide, [paragraph(heads.lead, tone="soft")], size, (LEFT, TITLE_TOP + high + 8, ROOM, tall))
    return Page(slide, body_top(heads))


def number_slide(slide: "Slide", layout: Any, number: int) -> None:
    """Add the slide's number, which the library leaves in the layout."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type.name == "SLIDE_NUMBER":
            made = deepcopy(shape._element)
            taken = (int(one.get("id")) for one in slide.shapes._spTree.iter("{*}cNvPr"))
            made.find(".//{*}cNvPr").set("id", str(max(taken) + 1))
            made.find(".//{*}fld/{*}t").text = str(number)
            slide.shapes._spTree.append(made)


def put_text(
    slide: "Slide", paragraphs: Sequence[Paragraph], size: float, box: tuple[float, float, float, float],
    right: bool = False,
) -> None:  # fmt: skip
    """Set paragraphs in a box of (left, top, width, height) points."""
    left, top, wide, high = box
    shape = slide.shapes.add_textbox(place(left), place(top), place(wide), place(high))
    fill(shape, paragraphs, size, right)


def put_at(shape: "Shape", box: tuple[float, float, float, float]) -> None:
    """Put a shape without a look of its own at (left, top, width, height) points."""
    left, top, wide, high = map(units, box)
    at = f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    replaced(shape._element.spPr, "p:spPr", at)


def fill(shape: "Shape", paragraphs: Sequence[Paragraph], size: float, right: bool = False) -> None:
    """Set paragraphs in a shape without margins, at a size that was found to fit."""
    replaced(shape._element.txBody, "p:txBody", body(paragraphs, size, right))
