"""The grammar that all kinds share: addresses, pieces of text, numbers, and what a line was read as."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from facilitator.errors import FacilitatorError
from facilitator.session.events import Event
from facilitator.steps.book import Book, Choice
from facilitator.text import clean, key

NEXT_SLIP = "slip"


class LineError(FacilitatorError):
    """A line that cannot be read: the sentence says why, `start` and `end` where in the line.

    `is_begun` tells that nothing is wrong in it, and only something is lacking yet.
    """

    def __init__(self, text: str, start: int = 0, end: int | None = None, is_begun: bool = False) -> None:
        super().__init__(text)
        self.start = start
        self.end = end
        self.is_begun = is_begun


class Target(Struct, frozen=True):
    """Who a line is for: a voter (`slip` for the next slip), and a part from 1 (0: not named)."""

    voter: str
    part: int = 0
    named: bool = False


class Reading(Struct, frozen=True):
    """What a line means: the events it would record, in words.

    `replaces` tells that something recorded before would no longer count; `whole` that its voter is done with the
    step; `found` are items a search found; `quiet` that nobody may see what was given; `is_begun` that the problem is
    only something that is lacking yet.
    """

    events: tuple[Event, ...] = ()
    says: str = ""
    details: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    replaces: bool = False
    whole: bool = False
    problem: str = ""
    start: int = 0
    end: int | None = None
    target: Target | None = None
    intent: "Intent | None" = None
    found: tuple[int, ...] = ()
    quiet: bool = False
    is_begun: bool = False

    def but(self, **changes: object) -> "Reading":
        """Return this reading with some fields changed."""
        return replace(self, **changes)


class Intent(Struct, frozen=True):
    """Something a line asks of the desk or the screen instead of recording it: undo, go, export and the like."""

    verb: str
    argument: str = ""


class Piece(Struct, frozen=True):
    """A stretch of a line: its text, whether it was quoted, and where it stands in the line."""

    text: str
    start: int
    end: int
    quoted: bool = False


class Call(Struct, frozen=True):
    """A line on its way to a kind: the book, who it is for, and the content with its place in the line."""

    book: Book
    target: Target
    content: str
    offset: int = 0
    step_id: str = ""
    choices: Sequence[Choice] = field(default=())


def pieces(content: str, offset: int = 0) -> list[list[Piece]]:
    """Split text into answers (`; `) of fields (`|` or Tab). What stands in quotation marks is taken as it is.

    Args:
        content: The content of a line.
        offset: Where it begins in the line.

    Raises:
        LineError: a quotation mark that never ends is taken as text, so none.
    """
    answers: list[list[Piece]] = []
    fields: list[Piece] = []
    at = 0
    while at <= len(content):
        piece, after = _piece(content, at, offset)
        fields.append(piece)
        stop = content[after : after + 1]
        if stop in ("|", "\t"):
            at = after + 1
            continue
        answers.append(fields)
        fields = []
        if not stop:
            break
        at = after + 1
    return [answer for answer in answers if any(piece.text or piece.quoted for piece in answer)]


def _piece(content: str, at: int, offset: int) -> tuple[Piece, int]:
    """Read one field from `at`; return it and the place of the separator after it."""
    begin = at + len(content[at:]) - len(content[at:].lstrip(" "))
    quoted = _quoted(content, begin)
    if quoted is not None:
        text, after = quoted
        return Piece(text, offset + begin, offset + after, quoted=True), after + _spaces(content, after)
    after = begin
    while after < len(content) and not _separates(content, after):
        after += 1
    text = content[begin:after].rstrip(" ")
    return Piece(text, offset + begin, offset + begin + len(text)), after


def _quoted(content: str, begin: int) -> tuple[str, int] | None:
    """Return quoted text and the place after it, or None where the marks do not enclose a whole field."""
    if content[begin : begin + 1] != '"':
        return None
    at = begin + 1
    text = ""
    while at < len(content):
        if content[at] != '"':
            text += content[at]
            at += 1
        elif content[at + 1 : at + 2] == '"':
            text += '"'
            at += 2
        else:
            after = at + 1
            follows = after + _spaces(content, after)
            return (text, after) if follows >= len(content) or _separates(content, follows) else None
    return None


def _spaces(content: str, at: int) -> int:
    return len(content[at:]) - len(content[at:].lstrip(" "))


def _separates(content: str, at: int) -> bool:
    return content[at] in "|\t" or (content[at] == ";" and content[at + 1 : at + 2] in ("", " "))


def slashed(content: str, offset: int) -> list[Piece]:
    """Split numbers at `/`, one piece per part."""
    found: list[Piece] = []
    at = 0
    for text in content.split("/"):
        found.append(Piece(text, offset + at, offset + at + len(text)))
        at += len(text) + 1
    return found


def is_nothing(piece: Piece) -> bool:
    """Tell whether a piece is the sign for nothing."""
    return piece.text == "-" and not piece.quoted


def named_fields(names: Sequence[str], answer: Sequence[Piece]) -> dict[str, str]:
    """Return the fields that an answer has, by name; one that is `-` is there and empty."""
    pairs = zip(names, answer, strict=False)
    return {name: "" if is_nothing(piece) else clean(piece.text) for name, piece in pairs if piece.text}


def kept_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that hold something."""
    return {name: text for name, text in fields.items() if text}


def quoted(text: str) -> str:
    """Return a text as it must be typed to be read as it is: in quotation marks where its signs mean something."""
    read = pieces(text)
    is_plain = len(read) == 1 and len(read[0]) == 1 and read[0][0].text == text and not read[0][0].quoted
    return text if is_plain and text[0] not in '="-' else '"' + text.replace('"', '""') + '"'


def unquoted(text: str) -> str:
    """Return a name as it is meant: cleaned, and without the quotation marks where they enclose all of it."""
    found = _quoted(text.strip(), 0)
    return clean(found[0] if found is not None and found[1] == len(text.strip()) else text)


def tokens(piece: Piece) -> Iterator[Piece]:
    """Return the words of a piece, commas counting as spaces."""
    for match in re.finditer(r"[^\s,]+", piece.text):
        yield Piece(match.group(), piece.start + match.start(), piece.start + match.end())


def number(piece: Piece, call: Call) -> int:
    """Return the whole number that a piece is.

    Raises:
        LineError: it is no number, or one too large to be meant.
    """
    if not piece.text.isascii() or not piece.text.isdigit() or len(piece.text) > 6:
        problem = call.book.words("«{text}» is not a number here.", text=piece.text)
        if any(sign.isalpha() for sign in piece.text):
            problem += " " + call.book.words("A comment begins with /note.")
        raise LineError(problem, piece.start, piece.end)
    return int(piece.text)


def voter_of(call: Call) -> str:
    """Return the voter that is recorded: the next slip gets its number here."""
    if call.target.voter != NEXT_SLIP:
        return call.target.voter
    step_state = call.book.state.steps.get(call.step_id)
    following = (step_state.highest_slip if step_state else 0) + 1
    return f"slip:{number(Piece(str(following), call.offset, call.offset), call)}"


def choice(piece: Piece, call: Call) -> Choice:
    """Return the item that a piece is the number of.

    Raises:
        LineError: it is no number, or no item of the step has it.
    """
    wanted = number(piece, call)
    for one in call.choices:
        if one.number == wanted:
            return one
    words = call.book.words
    if not call.choices:
        raise LineError(words("There is nothing to choose among in this step yet."), piece.start, piece.end)
    numbers = ranges([one.number for one in call.choices])
    raise LineError(
        words("There is no number {number} in this step: {numbers}.", number=wanted, numbers=numbers),
        piece.start,
        piece.end,
    )


def ranges(numbers: Sequence[int]) -> str:
    """Return numbers shortly, in order: "1–4, 7"."""
    runs: list[list[int]] = []
    for one in sorted(set(numbers)):
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def named(call: Call, chosen: Choice) -> str:
    """Return an item as a reading shows it: its number and its name."""
    return f"{chosen.number} {chosen.name}"


def short(text: str, cells: int = 60) -> str:
    """Return a text short enough to be part of a sentence."""
    return text if len(text) <= cells else text[: cells - 1].rstrip() + "…"


def same(left: str, right: str) -> bool:
    """Tell whether two wordings are the same."""
    return key(left) == key(right)
