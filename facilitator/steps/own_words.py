"""What came out, as the facilitator has it: the findings that the figures give, with what she changed in them."""

from collections.abc import Sequence

from msgspec import Struct

from facilitator.session.events import Event, FindingsOrdered, FindingStruck, FindingWritten
from facilitator.session.fold_words import OWN
from facilitator.session.state import OwnWords, Written
from facilitator.steps.book import Book
from facilitator.steps.findings import Finding, found, step_of


class Point(Struct, frozen=True):
    """A line of what came out.

    Attributes:
        key: What it is about.
        text: The line as it reads now.
        hers: Whether the words are the facilitator's.
        struck: Whether the summary leaves it out.
        changed: Whether the figures under her words are others than when she wrote them.
        rule: What the figures give now; empty where they give nothing, and for what she added.
        figures: What that rests on.
    """

    key: str
    text: str
    hers: bool = False
    struck: bool = False
    changed: bool = False
    rule: str = ""
    figures: str = ""

    @property
    def added(self) -> bool:
        """Whether it is a finding of her own."""
        return self.key.startswith(OWN)


def points(book: Book) -> list[Point]:
    """Return every line of what came out, struck ones too, in her order; nothing of a hidden step.

    Args:
        book: The session, in the language of the lines.
    """
    own, ruled = book.state.own, {finding.key: finding for finding in found(book)}
    shown = {step.id for step in book.state.agenda.steps if not book.tally(step).hidden}
    keys = [*ruled, *(key for key in own.written if key not in ruled and (_is_own(key) or step_of(key) in shown))]
    places = {key: place for place, key in enumerate(own.order)}
    # Sorting is stable: what she did not order comes after, as it stood.
    return [_point(key, ruled.get(key), own) for key in sorted(keys, key=lambda key: places.get(key, len(places)))]


def added(book: Book, text: str) -> Event:
    """Return what adds a finding of her own."""
    return FindingWritten(key=f"{OWN}{book.state.own.highest + 1}", text=text)


def reworded(point: Point, text: str) -> Event:
    """Return what puts a line in her words; an empty text gives it back the figures' own."""
    return FindingWritten(key=point.key, text=text, figures=point.figures if text else "")


def struck(point: Point, out: bool = True) -> Event:
    """Return what strikes a line, or takes it in again."""
    return FindingStruck(key=point.key, struck=out)


def moved(listed: Sequence[Point], at: int, to: int) -> Event:
    """Return what moves a line to another place among all.

    Args:
        listed: Every line.
        at: Where it is, from 0.
        to: Where it will be.
    """
    keys = [point.key for point in listed]
    keys.insert(to, keys.pop(at))
    return FindingsOrdered(keys=keys)


def _is_own(key: str) -> bool:
    return key.startswith(OWN)


def _point(key: str, ruled: Finding | None, own: OwnWords) -> Point:
    written: Written | None = own.written.get(key)
    rule, figures = (ruled.text, ruled.figures) if ruled is not None else ("", "")
    return Point(
        key=key,
        text=written.text if written is not None else rule,
        hers=written is not None,
        struck=key in own.struck,
        changed=written is not None and not _is_own(key) and written.figures != figures,
        rule=rule,
        figures=figures,
    )
