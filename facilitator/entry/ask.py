"""`/ask`: a step that nobody planned, after the one the room is in: a question on the spot, a vote, a break."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from msgspec import Struct

from facilitator.agenda import changing
from facilitator.agenda.keys import MOST_STEPS
from facilitator.agenda.load import AgendaError
from facilitator.agenda.model import Agenda, Step
from facilitator.entry import reshape
from facilitator.entry.course import step_named
from facilitator.entry.vocabulary import typed
from facilitator.languages import in_language, typed_as
from facilitator.planning.new_step import Recipe, new_step
from facilitator.session.events import StepAdded
from facilitator.steps.book import Book
from facilitator.steps.line import Call, LineError, Piece, Reading, pieces, short
from facilitator.text import clean, key
from facilitator.words import Words

# What each kind is called on the line, in Swedish and in English; its name in an agenda file is always read too.
KIND_WORDS: Mapping[Recipe, tuple[str, str]] = {
    "collect": ("svar", "answers"),
    "vote": ("rösta", "vote"),
    "rank": ("rangordna", "rank"),
    "rate": ("betyg", "grades"),
    "talk": ("prat", "talk"),
    "break": ("paus", "break"),
    "merge": ("ihop", "join"),
    "act": ("gör", "actions"),
}
_BY_WORD: Mapping[str, Recipe] = {word: kind for kind, words in KIND_WORDS.items() for word in (kind, *words)}
_CHOOSING = ("vote", "rank", "rate")
_KIND = re.compile(r"(\w+):(?:\s+|$)")
_MINUTES = re.compile(r"(\d{1,4})(?:\s*min)?")
_LIST = re.compile(r"=\s*(\S+?)(?::(\d{1,3}))?")
_PLACE = re.compile(rf"(?:{'|'.join(map(re.escape, typed_as('after')))})\s+(\S+)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40
_SHORT_ID = 24


class Asked(Struct):
    """A step as it was typed: what it is, and what comes after its title."""

    recipe: Recipe
    title: str
    items: Sequence[str] = ()
    source: str = ""
    minutes: int | None = None
    after: str = ""


def ask(call: Call, step: Step) -> Reading:
    """Read `/ask vote: What first? | A; B; C | 10`: a new step after the one that the room is in.

    Fields after the title may come in any order: what is chosen among (`A; B`, or `= 4` for what step 4 has), minutes,
    and another place (`after 7`).

    Raises:
        LineError: it cannot be such a step, and why.
    """
    book, words = call.book, call.book.words
    asked = _asked(call)
    here = reshape.present(book) or step
    after = asked.after or reshape.end_of_added(book, here.id)
    reshape.must_follow(book, after)
    agenda = book.state.agenda
    if len(agenda.steps) >= MOST_STEPS:
        raise LineError(words("There are {most} steps, and no more fit.", most=MOST_STEPS), call.offset)
    before = [one for one in agenda.steps[: agenda.position(after) + 1] if not book.state.is_out(one.id)]
    table = _table(call, asked, before)
    number = book.state.highest_step + 1
    try:
        changed = changing.with_step(agenda, table, number, after, words)
    except AgendaError as error:
        raise LineError(str(error), call.offset) from error
    early = changing.too_early(changed)
    if early is not None:
        raise LineError(reshape.made_from(book, *early), call.offset)
    says = words("New step {number} {where}: {title}", number=number, where=reshape.where(book, after),
                 title=short(table["title"]))  # fmt: skip
    return Reading((StepAdded(table=table, number=number, after=after),), says, _details(book, changed, table))


def beginning(recipe: Recipe, language: str, after: int | None = None) -> tuple[str, str]:
    """Return the line that adds a step of a kind, up to its title, and what comes after the title.

    Args:
        recipe: The kind.
        language: The interface's language.
        after: The number of the step it comes after; None for the one the room is in.
    """
    kind = "" if recipe == "collect" else f"{KIND_WORDS[recipe][language != 'sv']}: "
    place = "" if after is None else f" | {in_language('after', language)} {after}"
    return f"{typed('ask', '', language)} {kind}", place


def _asked(call: Call) -> Asked:
    words = call.book.words
    columns = _columns(call)
    example = typed("ask", "…", call.book.language)
    if not columns:
        raise LineError(words("Write the question: {example}.", example=example), call.offset, is_begun=True)
    first = columns[0][0]
    kind = None if first.quoted else _KIND.match(first.text)
    recipe = _BY_WORD.get(kind[1].casefold()) if kind else None
    title = "; ".join(piece.text for piece in columns[0])
    title = clean(title[kind.end() :] if kind and recipe else title)
    asked = Asked(recipe or "collect", title)
    if recipe is None and not title:
        raise LineError(words("Write the question: {example}.", example=example), call.offset, is_begun=True)
    for column in columns[1:]:
        _take(call, asked, column)
    return asked


def _columns(call: Call) -> list[list[Piece]]:
    """Return what stands between the `|` of a line, each split at its `; `."""
    columns: list[list[Piece]] = []
    for answer in pieces(call.content, call.offset):
        for at, piece in enumerate(answer):
            if columns and not at:
                columns[-1].append(piece)
            else:
                columns.append([piece])
    return columns


def _take(call: Call, asked: Asked, column: Sequence[Piece]) -> None:
    """Take one field after the title."""
    words, piece = call.book.words, column[0]
    alone = len(column) == 1 and not piece.quoted
    if alone and not piece.text:
        return
    if alone and (found := _PLACE.fullmatch(piece.text)):
        asked.after = step_named(call.book, found[1], piece.start).id
    elif alone and (found := _MINUTES.fullmatch(piece.text)):
        asked.minutes = int(found[1])
        if asked.minutes > reshape.MOST_MINUTES:
            problem = words("At most {most} minutes at a time.", most=reshape.MOST_MINUTES)
            raise LineError(problem, piece.start, piece.end)
    elif alone and (found := _LIST.fullmatch(piece.text)):
        source = step_named(call.book, found[1], piece.start).id
        asked.source = f"{source}:{found[2]}" if found[2] else source
    elif asked.recipe in _CHOOSING:
        asked.items = [clean(one.text) for one in column if clean(one.text)]
    else:
        raise LineError(words("«{text}» is neither minutes nor a place, such as {example}.", text=short(piece.text, 30),
                              example="10"), piece.start, piece.end)  # fmt: skip


def _table(call: Call, asked: Asked, before: Sequence[Step]) -> dict[str, Any]:
    """Return the step as an agenda file holds it."""
    book, words = call.book, call.book.words
    earlier = [{"id": step.id, "kind": step.kind} for step in before]
    table = new_step(asked.recipe, "", earlier, Words(book.state.language))
    table["title"] = asked.title or table["title"]
    table["id"] = _free_id(book, table["title"], asked.recipe)
    if asked.minutes is not None:
        table["minutes"] = asked.minutes
    if asked.items:
        table.pop("from", None)
        table["items"] = list(asked.items)
    elif asked.source:
        table.pop("items", None)
        table["from"] = _source(call, asked, before)
    elif asked.recipe in _CHOOSING and "from" not in table:
        kind = KIND_WORDS[asked.recipe][book.language != "sv"]
        example = typed("ask", f"{kind}: … | A; B; C", book.language)
        raise LineError(words("Say what is chosen among: {example}.", example=example), call.offset, is_begun=True)
    elif asked.recipe == "merge" and "from" not in table:
        raise LineError(words("There are no answers before it to read back."), call.offset)
    count = len(asked.items)
    if count and "choose" in table:
        table["choose"] = min(table["choose"], count)
    if count and "dots" in table:
        # Who has a dot for everything chooses nothing.
        table["dots"] = max(1, min(table["dots"], count // 2))
    return table


def _source(call: Call, asked: Asked, before: Sequence[Step]) -> str:
    """Return the step that the list comes from, as an agenda file names it.

    Raises:
        LineError: it comes later, or has no list that fits.
    """
    book, words = call.book, call.book.words
    source = asked.source.partition(":")[0]
    number = book.state.agenda.number(source)
    if asked.recipe not in (*_CHOOSING, "merge"):
        raise LineError(words("Only what is chosen among comes from a step."), call.offset)
    found = next((step for step in before if step.id == source), None)
    if found is None:
        raise LineError(words("Step {number} does not come before the new one.", number=number), call.offset)
    if found.kind == "talk":
        raise LineError(words("Step {number} has no list to choose from.", number=number), call.offset)
    return asked.source


def _free_id(book: Book, title: str, recipe: Recipe) -> str:
    """Return an id that says what is asked and how, so that the same question in another forum has the same."""
    folded = key(title)
    name = _UNSAFE.sub("-", folded.translate(str.maketrans("åäöéü", "aaoeu"))).strip("-")
    if recipe != "collect":
        name = f"{recipe}-{name}"
    if len(name) > _LONGEST_ID - 4 or name in ("", f"{recipe}-"):
        # What is cut off, or is in other letters, tells questions apart too.
        name = f"{name[:_SHORT_ID].strip('-') or 'step'}-{crc32(folded.encode()):08x}"
    taken = {step.id for step in book.state.agenda.steps} | {step.id for step in book.state.planned} | book.state.gone
    names = [name, *(f"{name}-{at}" for at in range(2, len(taken) + 3))]
    return next(one for one in names if one not in taken)


def _details(book: Book, agenda: Agenda, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what kind of step it is and what it chooses among, in words."""
    words, minutes = book.words, book.words("{minutes} min", minutes=table["minutes"])
    recipe: Recipe = "break" if table.get("form") == "break" else table["kind"]
    said = [f"{KIND_WORDS[recipe][book.language != 'sv']}, {minutes}"]
    if "items" in table:
        said.append(short("; ".join(table["items"]), 90))
    elif "from" in table:
        source, _, first = str(table["from"]).partition(":")
        number = agenda.number(source)
        said.append(words.n("the first of step {number}", "the first {count} of step {number}", int(first),
                            number=number) if first
                    else words("what step {number} has", number=number))  # fmt: skip
    return tuple(said)
