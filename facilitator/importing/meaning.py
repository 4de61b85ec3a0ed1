"""What a column can mean, and how people call that in Swedish and English."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Act, Collect, Rate, Step, unit_of
from facilitator.languages import languages
from facilitator.steps.book import Book
from facilitator.text import key

Shape = Literal["answers", "ballots", "counts"]
Role = Literal["none", "who", "part", "slip", "answer", "field", "ballot", "item", "count", "choice", "grade"]

_HEADINGS: Mapping[Role, tuple[str, ...]] = {
    "none": ("-", "inget", "none"),
    "who": ("bord", "bordet", "bordsnummer", "bord nr", "grupp", "gruppen", "gruppnummer", "grupp nr", "table",
            "table number", "group", "group number", "team"),
    "part": ("del", "part", "deltema", "moment"),
    "slip": ("lapp", "lappnummer", "lapp nr", "sedel", "sedelnummer", "sedel nr", "slip", "slip number", "person",
             "ballot number"),
    "answer": ("svar", "svaret", "answer", "answers", "response", "text", "förslag", "proposal", "idé", "idea"),
    "ballot": ("röst", "röster", "röstsedel", "ballot", "vote", "votes", "val", "choices", "rangordning", "ranking",
               "betyg", "grades", "rad", "line"),
    "item": ("val", "item", "förslag", "proposal", "alternativ", "option", "choice", "svar", "answer", "punkt"),
    "count": ("antal", "count", "röster", "votes", "dots", "prickar", "pluppar", "poäng", "points", "summa", "sum"),
}  # fmt: skip
_NUMBERED = re.compile(r"(?<=\D)[\s.:#]*\d+$")
_AT_ITS_ENDS = " .:;?!*#"


class Meaning(Struct, frozen=True):
    """What a column holds: `number` is the item's or the grade's, `field` the name of a field after the first."""

    role: Role = "none"
    number: int = 0
    field: str = ""


class Columns(Struct, frozen=True):
    """What each column of a sheet means, and what a row is: an answer, a ballot, or a count."""

    shape: Shape
    meanings: tuple[Meaning, ...]

    def having(self, role: Role) -> list[int]:
        """Return the columns with a role."""
        return [column for column, meaning in enumerate(self.meanings) if meaning.role == role]

    def only(self, role: Role) -> int | None:
        """Return the first column with a role, or None."""
        return next(iter(self.having(role)), None)

    def but(self, column: int, meaning: Meaning) -> "Columns":
        """Return these with another meaning of one column; another that had it, and may not have it too, loses it."""
        meanings = [
            Meaning() if one == meaning and not may_repeat(meaning) else one for one in self.meanings
        ]
        meanings[column] = meaning
        return replace(self, meanings=tuple(meanings))


def meanings(book: Book, step: Step, shape: Shape) -> list[Meaning]:
    """Return everything that a column can mean."""
    found = [Meaning()]
    slips = unit_of(step) == "person" and shape == "ballots"
    if slips:
        found.append(Meaning("slip"))
    elif unit_of(step) != "facilitator":
        found.append(Meaning("who"))
    if book.parts(step):
        found.append(Meaning("part"))
    if isinstance(step, Collect | Act):
        return [*found, Meaning("answer"), *(Meaning("field", field=name) for name in step.fields[1:])]
    choices = [Meaning("choice", choice.number) for choice in book.choices(step)]
    if shape == "ballots":
        return [*found, Meaning("ballot"), *choices]
    if isinstance(step, Rate):
        return [*found, Meaning("item"), *(Meaning("grade", grade) for grade in step.scale.grades)]
    return [*found, Meaning("item"), Meaning("count"), *choices]


def called(book: Book, step: Step, meaning: Meaning) -> str:
    """Return what a meaning is called where people see it."""
    words = book.words
    match meaning.role:
        case "none":
            return words("not used")
        case "who":
            return words("table")
        case "slip":
            return words("slip number")
        case "answer":
            field = _field(step, meaning)
            return field_label(field, words.language) if field else words("answer")
        case "field":
            return field_label(meaning.field, words.language)
        case "choice":
            names = {choice.number: choice.name for choice in book.choices(step)}
            return f"{meaning.number} {names.get(meaning.number, '')}".strip()
        case "grade":
            label = step.scale.label(meaning.number, words.language) if isinstance(step, Rate) else meaning.number
            return words("how many gave {grade}", grade=label)
        case "part":
            return words("part")
        case "ballot":
            return words("ballot, as it is typed")
        case "item":
            return words("item")
        case _:
            return words("count")


def may_repeat(meaning: Meaning) -> bool:
    """Tell whether several columns can mean the same."""
    return meaning.role in ("none", "answer")


def vocabulary(book: Book, step: Step, possible: Sequence[Meaning]) -> dict[Meaning, set[str]]:
    """Return the names, to compare with, that the agenda and the interface have for each meaning."""
    named = {choice.number: choice for choice in book.choices(step)}
    found: dict[Meaning, set[str]] = {}
    for meaning in possible:
        names = [called(book, step, meaning)]
        choice = named.get(meaning.number)
        if meaning.role == "choice" and choice is not None:
            names += [choice.name, *choice.aliases, str(choice.number)]
        elif meaning.role == "grade" and isinstance(step, Rate):
            names += [str(meaning.number), *(step.scale.label(meaning.number, language) for language in languages())]
        elif field := _field(step, meaning):
            names += [field, *(field_label(field, language) for language in languages())]
        found[meaning] = {_bare(name) for name in names}
    return found


def recognised(known: Mapping[Meaning, set[str]], text: str) -> Iterator[Meaning]:
    """Yield what a heading, or a word that somebody typed, may mean; what is surest first."""
    wanted = _bare(text)
    if not wanted:
        return
    yield from (meaning for meaning, names in known.items() if wanted in names)
    yield from (meaning for meaning in known if wanted in _HEADINGS.get(meaning.role, ()))
    unnumbered = _NUMBERED.sub("", wanted)
    if unnumbered != wanted:
        # "Svar 1", "Svar 2": as many answers.
        yield from (meaning for meaning, names in known.items()
                    if meaning.role == "answer" and unnumbered in {*names, *_HEADINGS["answer"]})  # fmt: skip


def _field(step: Step, meaning: Meaning) -> str:
    """Return the name in the agenda of the field that a meaning is."""
    if meaning.role == "answer" and isinstance(step, Collect | Act) and step.fields:
        return step.fields[0]
    return meaning.field


def _bare(text: str) -> str:
    return key(text.strip(_AT_ITS_ENDS)) or key(text)
