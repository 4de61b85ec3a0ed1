"""What can be typed in each kind of step, by example: for the help, and for the empty entry line."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Act, Collect, Kind, Merge, Rank, Rate, Step, Vote, unit_of
from facilitator.steps.book import Book

_MOST_ROWS = 6


class Example(Struct, frozen=True):
    """A line and what it means; both are English messages, lines of numbers alone are the same in every language."""

    line: str
    means: str


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


EXAMPLES: Mapping[Kind, tuple[Example, ...]] = {
    "talk": (
        Example(_("Good question about the branches"), _("a note of this step")),
        Example(_("3: Asks for a list of words"), _("a note of what table 3 said")),
        Example(_("/park Who pays?"), _("a question that is kept for later")),
    ),
    "collect": (
        Example(_("Free of charge"), _("an answer of the table named to the left of the line")),
        Example(_("3: Free of charge; Everyone is welcome"), _("two answers of table 3; a semicolon parts them")),
        Example("4: =1", _("table 4 says the same as answer 1")),
        Example(_("/move 7 = 2"), _("answer 7 came from table 2, not from the table it was typed for")),
        Example(_("4>2: Self-service desk"), _("table 4 on part 2, where the step asks for parts")),
        Example(_("2: Anna 34 | commutes; Bo | works nights"),
                _("two answers of several fields, where the step asks for fields; Tab goes to the next field")),
        Example("5: -", _("table 5 has nothing to add")),
        Example(_("/move 1 = >2"), _("answer 1 belongs to part 2, where the step asks for parts; F3 turns the parts")),
        Example(_('"10:30 story time | free"'), _("taken as it stands, whatever signs are in it")),
    ),
    "merge": (
        Example(_("loan"), _("finds what is alike, and so do numbers alone; nothing is recorded before an =")),
        Example(_("3 7 12 = Borrowing books"),
                _("joins three items under one name; no name takes the commonest wording")),
        Example(_("3 = Borrowing books"), _("gives item 3 another name")),
        Example(_("/split 7"), _("takes item 7 out of its join")),
    ),
    "vote": (
        Example("3: 1 4 7", _("table 3 chooses 1, 4 and 7; typed again it replaces what was there")),
        Example("3: 1=3 4=2", _("three dots on 1 and two on 4")),
        Example("3: 2 / 4", _("2 in the first part and 4 in the second, as today and tomorrow")),
        Example("*: 1=31 2=18", _("the whole room, counted: 31 on 1 and 18 on 2, the others none")),
        Example("*: 18 12 9 6", _("the whole room, counted: every item in the order of the list")),
        Example("+: 1 4 7", _("the next paper slip, where people vote one by one; the lines after it are slips too")),
        Example("+12: 1 4 8", _("slip 12 again, corrected; x is a spoiled slip, - a blank one")),
    ),
    "rank": (
        Example("3: 4 1 2+5", _("table 3 puts 4 first, then 1, then 2 and 5 together")),
        Example("+: 4 1 3", _("the next paper slip, where people rank one by one")),
        Example("3: -", _("table 3 ranks nothing")),
    ),
    "rate": (
        Example("2: 4 5 3", _("table 2 grades the items in the order of the list; - is no opinion")),
        Example("2: 4532 5443 3321", _("item after item, one grade for each part")),
        Example("2: 3=4", _("item 3 only")),
        Example("*: 0 1 6 20 18 / 0 2 9 20 14",
                _("the whole room, counted: how many gave each grade from low to high, item by item")),
        Example("+: 4 5 3", _("the next person's grades, where people grade one by one")),
    ),
    "act": (
        Example(_("Book the hall | Anna | 2 May"), _("what will be done, by whom, when; Tab goes to the next field")),
        Example(_("3: Book the hall | Anna"), _("an action that table 3 proposes; the day can wait")),
        Example(_("/done 3"), _("action 3 is done")),
        Example(_("/drop 3"), _("action 3 is dropped")),
    ),
}  # fmt: skip

SIGNS: tuple[Example, ...] = (
    Example("3:", _("table 3; its name works too")),
    Example("*:", _("the whole room")),
    Example("+:", _("the next paper slip")),
    Example(">2", _("the second part of the step")),
    Example("=", _("gets: dots, a grade, a new name")),
    Example("+", _("these two together")),
    Example("/", _("the next part")),
    Example("; ", _("the next answer")),
    Example("|", _("the next field")),
    Example("-", _("nothing, blank")),
    Example("x", _("spoiled")),
)


def placeholder(book: Book, step: Step) -> str:
    """Return what an empty entry line says may be typed in a step: its own fields, parts and grades."""
    words = book.words
    by_person = unit_of(step) == "person"
    parts = len(book.parts(step))
    match step:
        case Collect() if len(step.fields) > 1:
            return words("{fields}; and the next", fields=_labels(step.fields, book.language))
        case Collect():
            return words("an answer; another answer")
        case Merge():
            return words("a word finds; 3 7 = Name joins")
        case Vote() if by_person and parts:
            return words("{example}, part after part", example="1=3 4=2 / 1=1 4=4")
        case Vote() if by_person:
            return words("1=3 4=2, the table's dots; +: 1 4 7, a slip")
        case Vote() if not parts and step.max_per_item == 1 and 0 < len(book.choices(step)) < (step.dots or 0):
            count = len(book.choices(step))
            return words("1 2, the numbers they chose; there are only {count} on the list", count=count)
        case Vote():
            return words("1 4 7, the numbers they chose") if not parts else words("1 4 / 2, part after part")
        case Rank():
            return words("4 1 2+5, best first; one slip after another") if by_person else words("4 1 2+5, best first")
        case Rate() if parts > 1:
            return words("{example}, item after item", example=_grades(step, book))
        case Rate() if by_person:
            return words("{example}, one person after another", example=_grades(step, book))
        case Rate():
            return words("{example}, a grade for each", example=_grades(step, book))
        case Act():
            return _labels(step.fields, book.language)
        case _:
            return words("a note, if there is anything to note")


def _labels(fields: Sequence[str], language: str) -> str:
    return " | ".join(field_label(name, language) for name in fields)


def _grades(step: Rate, book: Book) -> str:
    """Return grades for as many items and parts as the step has, the first six items at most."""
    parts = max(len(book.parts(step)), 1)
    grades = list(step.scale.grades)
    rows = min(max(len(book.choices(step)), 1), _MOST_ROWS)
    groups = ["".join(str(grades[-1 - (row + 2 * part) % len(grades)]) for part in range(parts)) for row in range(rows)]
    return " ".join(groups) + (" …" if rows < len(book.choices(step)) else "")
