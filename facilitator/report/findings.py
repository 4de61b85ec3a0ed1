"""What came out of a session as its report says it: the findings, with the facilitator's words marked as hers."""

from facilitator.steps.book import Book
from facilitator.steps.own_words import Point, points
from facilitator.words import Words


def findings(book: Book) -> list[str]:
    """Return the findings that are not struck, in the facilitator's order.

    Args:
        book: The session, in the report's language.
    """
    return [_told(point, book.words) for point in points(book) if not point.struck]


def _told(point: Point, words: Words) -> str:
    """Return a finding; of words that the figures have left behind it is said what the figures give now."""
    if not point.hers:
        return point.text
    if not point.changed:
        return words("{text} (the facilitator's words)", text=point.text)
    if not point.rule:
        return words("{text} (the facilitator's words; the figures under it are there no more)", text=point.text)
    return words("{text} (the facilitator's words; the figures have changed since: {now})", text=point.text,
                 now=point.rule)  # fmt: skip
