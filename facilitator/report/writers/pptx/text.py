"""Paragraphs before they are set: how high they are, and how they are shared out over slides."""

from collections.abc import Iterator, Sequence
from math import ceil, inf
from typing import Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from facilitator.report.writers.pptx import measure

Tone = Literal["text", "soft", "quiet", "accent", "second"]
# How far a bullet moves its text in, as a share of the size.
INDENT = 0.9

_Thing = TypeVar("_Thing")


class Run(Struct, frozen=True):
    """Words of one look."""

    text: str
    bold: bool = False
    tone: Tone = "text"


class Paragraph(Struct, frozen=True):
    """A paragraph; `scale` is its size against the text's, `gap` the air above it in lines of the text."""

    runs: tuple[Run, ...]
    scale: float = 1.0
    bullet: bool = False
    gap: float = 0.35

    @property
    def text(self) -> str:
        """Return the words alone."""
        return words_of(self.runs)


def words_of(runs: Sequence[Run]) -> str:
    """Return the words of runs."""
    return "".join(run.text for run in runs)


def lines_of(runs: Sequence[Run], size: float, room: float) -> list[str]:
    """Return the lines that runs take in a room so wide."""
    return [line for text, bold in written_lines(runs) for line in measure.wrapped(text, size, room, bold)]


def written_lines(runs: Sequence[Run]) -> Iterator[tuple[str, float]]:
    """Give the lines as they were written, before they are wrapped, each with how much of it is bold (0 to 1)."""
    if len(runs) == 1 and "\n" not in runs[0].text:
        yield runs[0].text, float(runs[0].bold and runs[0].text != "")
        return
    text, bold = "", 0
    for run in runs:
        first, *more = run.text.split("\n")
        text, bold = text + first, bold + len(first) * run.bold
        for line in more:
            yield text, bold / max(1, len(text))
            text, bold = line, len(line) * run.bold
    yield text, bold / max(1, len(text))


def paragraph(text: str, bold: bool = False, tone: Tone = "text", scale: float = 1.0, gap: float = 0.35) -> Paragraph:
    """Return a paragraph of one look."""
    return Paragraph((Run(text, bold, tone),), scale, gap=gap)


def height(paragraphs: Sequence[Paragraph], size: float, room: float) -> float:
    """Return how high paragraphs are in a room so wide."""
    return sum(_height(part, size, room, first=not index) for index, part in enumerate(paragraphs))


def largest(paragraphs: Sequence[Paragraph], sizes: Sequence[float], room: float, most: float) -> float | None:
    """Return the largest size at which paragraphs fit, None where none of them does."""
    return next((size for size in sizes if height(paragraphs, size, room) <= most), None)


def pages(
    paragraphs: Sequence[Paragraph], sizes: Sequence[float], room: float, most: float, beside: int = 1
) -> tuple[float, list[list[Paragraph]]]:
    """Return the size and the paragraphs of each column: on as few slides as the last size needs, about equally full.

    Args:
        paragraphs: What is to be set; one that is higher than a slide is broken.
        sizes: The sizes, the largest first; the last but one and smaller only where everything fits on one slide.
        room: How wide the text is.
        most: How high it may be.
        beside: How many columns a slide has.
    """
    whole = largest(paragraphs, sizes, room, most)
    if whole is not None:
        return whole, [list(paragraphs)]
    least = [(size, shared(paragraphs, size, room, most)) for size in sizes]
    fewest = min(ceil(len(own) / beside) for _, own in least[:-1] or least)
    return next((size, own) for size, own in least if ceil(len(own) / beside) <= fewest)


def balanced(things: Sequence[_Thing], heights: Sequence[float], most: float, least: int = 0) -> list[list[_Thing]]:
    """Return things in their order on as few slides as they need, or on `least`, about equally full."""
    fewest = max(len(filled(heights, most)), least)
    low, high = max(heights, default=0.0), most
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (low, middle) if len(filled(heights, middle)) <= fewest else (middle, high)
    return [[things[index] for index in page] for page in filled(heights, high)]


def filled(heights: Sequence[float], most: float) -> list[list[int]]:
    """Return the places of things on each slide, as many on it as have room."""
    shared: list[list[int]] = []
    used = inf
    for index, high in enumerate(heights):
        if used + high > most:
            shared.append([])
            used = 0.0
        shared[-1].append(index)
        used += high
    return shared


def shared(
    paragraphs: Sequence[Paragraph], size: float, room: float, most: float, least: int = 0
) -> list[list[Paragraph]]:
    """Return paragraphs on as few slides or columns as they need at a size, or on `least`, about equally full."""
    broken = [piece for part in paragraphs for piece in _broken(part, size, room, most)]
    return balanced(broken, [_height(part, size, room, first=False) for part in broken], most, least)


def _broken(part: Paragraph, size: float, room: float, most: float) -> Iterator[Paragraph]:
    """Give a paragraph, or its pieces where it alone is higher than a slide."""
    if _height(part, size, room, first=False) <= most:
        yield part
        return
    fits = max(1, int(most / (size * part.scale * measure.LINE)) - 1)
    for own in part.text.split("\n"):
        whole = replace(part, runs=(replace(part.runs[0], text=own),))
        lines = _lines(whole, size, room)
        for start in range(0, len(lines), fits):
            yield replace(whole, runs=(replace(whole.runs[0], text="".join(lines[start : start + fits])),))


def _height(part: Paragraph, size: float, room: float, first: bool) -> float:
    gap = 0.0 if first else part.gap * size * measure.LINE
    return gap + len(_lines(part, size, room)) * size * part.scale * measure.LINE


def _lines(part: Paragraph, size: float, room: float) -> list[str]:
    inner = room - (INDENT * size if part.bullet else 0)
    return lines_of(part.runs, size * part.scale, inner)
