"""What the facilitator changes in the summary: /finding, and /place, /invited, /came, /closing."""

from collections.abc import Callable
from typing import Literal

from facilitator.agenda.model import Step
from facilitator.entry.vocabulary import typed
from facilitator.languages import in_language, typed_as
from facilitator.session.events import Event, FindingsOrdered, FindingStruck, FindingWritten, SessionTold
from facilitator.steps import own_words
from facilitator.steps.line import Call, LineError, Piece, Reading, number, short, unquoted
from facilitator.steps.own_words import Point
from facilitator.text import clean
from facilitator.words import Words

_ALSO_ADD = ("nytt", "lägg-till")


def finding(call: Call, step: Step) -> Reading:
    """Read `/finding`, `/finding add …`, `/finding 2 = …`, `/finding 2 strike`, `/finding 2 keep`, `/finding 2 to 1`.

    The numbers are those of the list that `/finding` alone tells. `/finding 2 =` gives the figures' own words back.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    book, words, content = call.book, call.book.words, call.content.strip()
    points = own_words.points(book)
    if not content:
        return Reading(says=_listed(points, words))
    first, _, rest = content.partition(" ")
    if first.casefold() in (*typed_as("add"), *_ALSO_ADD):
        text = clean(unquoted(rest))
        if not text:
            raise LineError(words("There is nothing to add."), call.offset)
        return Reading((own_words.added(book, text),), words("Came out: {text}", text=short(text)))
    left, equals, right = content.partition("=")
    told = left.split()
    if not told:
        raise LineError(_example(call), call.offset)
    at = _place(call, told[0], len(points))
    if equals and len(told) == 1:
        return _reworded(points[at], clean(unquoted(right)), words)
    if not equals and len(told) == 2 and told[1].casefold() in (*typed_as("strike"), *typed_as("keep")):
        return _struck(points[at], told[1].casefold() in typed_as("strike"), words)
    if not equals and len(told) == 3 and told[1].casefold() in typed_as("to"):
        to = _place(call, told[2], len(points))
        says = words("Number {number} now: {text}", number=to + 1, text=short(points[at].text))
        return Reading((own_words.moved(points, at, to),), says)
    raise LineError(_example(call), call.offset)


def telling(what: Literal["place", "invited", "came", "closing"]) -> Callable[[Call, Step], Reading]:
    """Return what reads `/place …` and its like; `-` takes it away."""

    def read(call: Call, step: Step) -> Reading:
        words, text = call.book.words, clean(unquoted(call.content.strip()))
        if not text:
            example = typed(what, "…", call.book.language)
            raise LineError(words("Write {example}; - takes it away.", example=example), call.offset)
        event = SessionTold(what=what, text="" if text == "-" else text)
        return Reading((event,), told(event, words), replaces=bool(call.book.state.own.told.get(what)))

    return read


def told(event: SessionTold, words: Words) -> str:
    """Return what was told of the day, in words."""
    names = {
        "place": words("Place"),
        "invited": words("Invited"),
        "came": words("Came"),
        "closing": words("Closing word"),
    }
    return f"{names[event.what]}: {short(event.text) or '–'}"


def described(event: Event, words: Words) -> str:
    """Return what a change of the summary did; empty where it is none."""
    match event:
        case SessionTold():
            return told(event, words)
        case FindingWritten():
            return words("words of a finding")
        case FindingStruck():
            return words("a finding struck or kept")
        case FindingsOrdered():
            return words("the order of the findings")
        case _:
            return ""


def _listed(points: list[Point], words: Words) -> str:
    if not points:
        return words("Nothing has come out yet.")
    return " · ".join(
        f"{at} {short(point.text, 60)}" + (f" ({words('struck')})" if point.struck else "")
        for at, point in enumerate(points, 1)
    )


def _reworded(point: Point, text: str, words: Words) -> Reading:
    if not text and point.added:
        return _struck(point, out=True, words=words)
    if not text:
        return Reading((own_words.reworded(point, ""),), words("As the figures give it: {text}", text=point.rule))
    before = words("Before: {text}.", text=f"«{short(point.text, 60)}»")
    return Reading((own_words.reworded(point, text),), words("Came out: {text}", text=short(text)), (before,))


def _struck(point: Point, out: bool, words: Words) -> Reading:
    text = short(point.text)
    says = words("Struck: {text}", text=text) if out else words("Stands again: {text}", text=text)
    return Reading((own_words.struck(point, out),), says)


def _place(call: Call, text: str, count: int) -> int:
    """Return the place of a line in the list, from 0."""
    found = number(Piece(text, call.offset, call.offset + len(call.content)), call)
    if not 1 <= found <= count:
        problem = call.book.words.n("{count} line came out; {example} lists it.",
                                    "{count} lines came out; {example} lists them.", count,
                                    example=typed("finding", "", call.book.language))  # fmt: skip
        raise LineError(problem, call.offset)
    return found - 1


def _example(call: Call) -> str:
    language = call.book.language
    forms = (f"{in_language('add', language)} …", "2 = …", f"2 {in_language('strike', language)}",
             f"2 {in_language('to', language)} 1")  # fmt: skip
    example = ", ".join(typed("finding", form, language) for form in forms)
    return call.book.words("Write {example}.", example=example)
