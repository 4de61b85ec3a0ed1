"""A section as parts: what was counted, each time with the words that belong to it."""

from collections.abc import Iterator

from msgspec import Struct

from facilitator.blocks import Actions, Bars, Base, Counted, Grades, Heading, Mentions, Shift, Table
from facilitator.report.model import Section
from facilitator.report.writers.pptx.prose import Prose


class Part(Struct):
    """A heading, what was counted, and the words before and after it."""

    heading: str = ""
    counted: Counted | Table | None = None
    words: list[Prose] = []


def parts(section: Section) -> Iterator[Part]:
    """Give the parts of a section in their order; each begins at a heading, or where something else was counted."""
    part = Part()
    for block in section.blocks:
        match block:
            case Heading():
                if part.counted or part.words:
                    yield part
                    part = Part()
                # A heading directly below another has the same part.
                part = Part(" · ".join(filter(None, (part.heading, block.text))))
            case Bars() | Mentions() | Shift() | Grades() | Actions() | Table():
                if part.counted:
                    yield part
                    part = Part(part.heading)
                part.counted = block if block.rows else part.counted
            case _:
                if part.counted and isinstance(block, Base):
                    yield part
                    part = Part(part.heading)
                part.words.append(block)
    if part.counted or part.words or part.heading:
        yield part
