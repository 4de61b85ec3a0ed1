"""Reads a PDF back: its text, where every line of text stands, and what else it holds."""

import re
from collections.abc import Iterator
from itertools import combinations

import pypdfium2
import pypdfium2.raw
from msgspec import Struct

# Break opportunities, what the reader puts in the place of a hyphen, and the colon that a finding's bold part ends in.
_UNSEEN = re.compile("[\u200b\u00ad\u2010\ufffe\x02\\s:-]+")
# Rings and dots above a capital may reach into the line above.
_LEAST = 0.8
_LEAST_HIGH = 2.0


class Line(Struct, frozen=True):
    """Text that stands in one place, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: "Line") -> bool:
        """Tell whether two lines share more than the edge of their letters."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        # Of neighbours in a word the accents may: í and ì lean towards each other.
        beside = abs(self.bottom - other.bottom) < _LEAST
        least = min(self.right - self.left, other.right - other.left) / 2 if beside else _LEAST
        return wide > max(least, _LEAST) and high > _LEAST_HIGH


class Pages:
    """The pages of a PDF.

    Args:
        content: The file.
    """

    def __init__(self, content: bytes) -> None:
        self.document = pypdfium2.PdfDocument(content)
        self.texts = [page.get_textpage().get_text_bounded() for page in self.document]

    @property
    def text(self) -> str:
        """All text, without spaces, hyphens, colons and line breaks."""
        return squeezed("".join(self.texts))

    def lacks(self, texts: list[str]) -> list[str]:
        """Return which of some texts do not stand in it."""
        text = self.text
        return [wanted for wanted in texts if squeezed(wanted) not in text]

    def lines(self, number: int) -> list[Line]:
        """Return the lines of a page."""
        page = self.document[number].get_textpage()
        boxes = [page.get_rect(index) for index in range(page.count_rects())]
        return [Line(page.get_text_bounded(*box), *box) for box in boxes]

    def overlapping(self) -> Iterator[tuple[int, str, str]]:
        """Give lines that overlap, with the page."""
        for number in range(len(self.document)):
            for one, other in combinations(self.lines(number), 2):
                if one.overlaps(other):
                    yield number + 1, one.text, other.text

    def outside(self, margin: float) -> list[str]:
        """Return what stands nearer to an edge of its page than `margin` points."""
        found = []
        for number, page in enumerate(self.document):
            width, height = page.get_size()
            found += [
                line.text
                for line in self.lines(number)
                if min(line.left, line.bottom, width - line.right, height - line.top) < margin
            ]
        return found

    @property
    def annotations(self) -> int:
        """How many links and other annotations there are."""
        return sum(pypdfium2.raw.FPDFPage_GetAnnotCount(page) for page in self.document)

    @property
    def scripts(self) -> int:
        """How many scripts there are."""
        return int(pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(self.document))


def squeezed(text: str) -> str:
    """Return a text without spaces, hyphens, colons and line breaks."""
    return _UNSEEN.sub("", text)
