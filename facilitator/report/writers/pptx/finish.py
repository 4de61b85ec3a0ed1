"""The last touch: the language of every run, and a file that is the same whenever it is written."""

from io import BytesIO
from typing import TYPE_CHECKING

from facilitator.languages import language as spoken
from facilitator.report.writers.archive import repacked
from facilitator.report.writers.pptx.canvas import number_slide

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LOOKS = (f"{_A}rPr", f"{_A}endParaRPr", f"{_A}defRPr")


def finished(deck: "Presentation", language: str) -> bytes:
    """Return a deck as a file."""
    for number, slide in enumerate(deck.slides, 1):
        number_slide(slide, slide.slide_layout, number)
    _speak(deck, spoken(language).tag)
    file = BytesIO()
    deck.save(file)
    return repacked(file.getvalue())


def _speak(deck: "Presentation", tag: str) -> None:
    """Set the language of all words, so that they are read aloud and checked in it."""
    from pptx.opc.package import XmlPart

    roots = [part._element for part in deck.part.package.iter_parts() if isinstance(part, XmlPart)]
    for root in roots:
        for run in root.iter(f"{_A}r"):
            if run[0].tag != _LOOKS[0]:
                run.get_or_add_rPr()
        for look in root.iter(*_LOOKS):
            look.set("lang", tag)
