"""What several kinds share: who took part, the base of a tally, the cut in words."""

from collections.abc import Iterable, Mapping, Sequence

from facilitator.agenda.model import Choice as ChoiceStep
from facilitator.agenda.model import Step, Unit
from facilitator.blocks import Base, Block, Heading, Note, Para, Table
from facilitator.session.events import group_number
from facilitator.session.state import Group, people_at
from facilitator.steps.book import Book, Choice
from facilitator.tally import CollectItem, Facet, Remark, Tally
from facilitator.words import Words


def present(book: Book, step: Step, unit: Unit, came: Iterable[str]) -> int | None:
    """Return how many could take part: groups here or heard from, people where counted, one facilitator.

    Who was here is who was here when the room was in the step: tables that come or leave later change nothing.
    """
    if unit == "facilitator":
        return 1
    if unit == "person":
        then = book.happened(step).people_then
        return book.state.people if then is None else then
    numbers = set(_here(book, step))
    numbers |= {found for voter in came if (found := group_number(voter)) is not None}
    return len(numbers) or None


def waiting(book: Book, step: Step, came: Iterable[str]) -> list[str]:
    """Return the names of the groups that were here when the room was in the step and have not been heard from."""
    heard = {group_number(voter) for voter in came}
    return [book.group_name(group) for group in columns(book, step, ()) if group.number not in heard]


def columns(book: Book, step: Step, voters: Iterable[str]) -> list[Group]:
    """Return the groups that were here in a step or were heard from in it, by number."""
    numbers = set(_here(book, step)) | {found for voter in voters if (found := group_number(voter)) is not None}
    return [book.state.groups.get(number) or Group(number) for number in sorted(numbers)]


def _here(book: Book, step: Step) -> frozenset[int]:
    then = book.happened(step).groups_then
    return frozenset(group.number for group in book.state.active_groups) if then is None else then


def people_of(book: Book, voters: Iterable[str]) -> int | None:
    """Return how many people sit at the tables among `voters` together, None where one is not counted."""
    numbers = {group_number(voter) for voter in voters}
    return people_at([group for group in book.state.groups.values() if group.number in numbers])


def place_words(book: Book, step: Step) -> str:
    """Return which step it is, "Step 3 of 12"; with the number it is called by, where steps were added or moved."""
    words, agenda = book.words, book.state.agenda
    number, place, total = agenda.number(step.id), agenda.position(step.id) + 1, len(agenda.steps)
    where = words("Step {number} of {total}", number=place, total=total)
    return where if number == place else f"{where} · {words('number {number} on the line', number=number)}"


def mapped(choices: Sequence[Choice]) -> Mapping[int, int]:
    """Return from every number that is joined in an item to that item's own number."""
    return {member: choice.number for choice in choices for member in (choice.number, *choice.members)}


def is_hidden(book: Book, step: Step) -> bool:
    """Tell whether nobody may see a step's figures yet."""
    revealed = book.happened(step).revealed
    return isinstance(step, ChoiceStep) and (step.hidden if revealed is None else not revealed)


def base(book: Book, tally: Tally, facet: Facet, detail: str = "") -> Base:
    """Return what a part's figures rest on, in words."""
    words = book.words
    if tally.unit == "facilitator":
        return Base(_units(book, tally, facet), detail)
    if facet.waiting and (facet.came or tally.unit == "group"):
        names, numbered = some(book, facet.waiting), all(_number(book, name) for name in facet.waiting)
        tables = words.n("missing table {names}", "missing tables {names}", len(facet.waiting), names=names)
        return Base(_units(book, tally, facet), detail, words("missing {names}", names=names),
                    silent=tables if numbered else "")  # fmt: skip
    if tally.unit == "group" and facet.units and book.state.active_groups:
        return Base(_units(book, tally, facet), detail, words("all in"), complete=True)
    return Base(_units(book, tally, facet), detail)


def is_of_room(tally: Tally, facet: Facet) -> bool:
    """Tell whether something was given where tables answer, but by none of them, and none is waited for."""
    return tally.unit == "group" and not facet.units and bool(facet.came) and not facet.waiting


def _units(book: Book, tally: Tally, facet: Facet) -> str:
    words = book.words
    if facet.units is None or is_of_room(tally, facet):
        tables = sum(group_number(voter) is not None for voter in facet.came)
        if tables:
            return words("{count} of {present} tables", count=tables, present=tables + len(facet.waiting))
        if not facet.came:
            return words("Nothing yet")
        if facet.came == ["facilitator"]:
            return words("From the facilitator")
        said = any(isinstance(item, CollectItem) for item in facet.items)
        return words("From the room") if said else words("The room's count")
    if tally.unit == "group":
        if tally.present is None:
            return words("No tables yet")
        return words("{count} of {present} tables", count=facet.units, present=tally.present)
    if tally.unit == "facilitator":
        return words("From the facilitator")
    if tally.present is None:
        return words.n("{count} person", "{count} people", facet.units)
    return words("{count} of {present} people", count=facet.units, present=tally.present)


def voters(words: Words, unit: Unit, count: int) -> str:
    """Return how many gave something for an item, in what they are counted in."""
    if unit == "group":
        return words.n("{count} table", "{count} tables", count)
    return words.n("{count} person", "{count} people", count)


def some(book: Book, names: Sequence[str]) -> str:
    """Return names in words, tables by their numbers where they have no name, and no more than a line holds."""
    plain = [_number(book, name) or name for name in names]
    if len(plain) > 6:
        more = len(plain) - 5
        return ", ".join(plain[:5]) + " " + book.words("and {count} more", count=more)
    return book.words.listed(plain)


def _number(book: Book, name: str) -> str:
    """Return the number of a table that has no other name, else nothing."""
    last = name.rpartition(" ")[2]
    return last if last.isdigit() and name == book.words("Table {number}", number=last) else ""


def list_changed(book: Book) -> str:
    """Return the words for a step whose list would be another if it began now."""
    return book.words("The list this step builds on has changed since it began; F2 or /start here takes it in.")


def cut_words(book: Book, cut: int | None, above: int, below: int) -> str:
    """Return the words on the cut line; empty where the line cuts away nothing that has support."""
    if cut is None or not below or above < cut:
        return ""
    return line_words(cut, above, book.words)


def line_words(cut: int, above: int, words: Words) -> str:
    """Return the words on a cut line after the first `cut`, above which so many stand."""
    if cut == 1 and above > 1:
        return words("above: the first; {count} share that place and come along", count=above)
    if cut == 1:
        return words("above: the first")
    if above > cut:
        return words("above: the first {cut}; {count} share the last place and come along", cut=cut,
                     count=above - cut + 1)  # fmt: skip
    return words("above: the first {cut}", cut=cut)


def frame(
    book: Book, step: Step, tally: Tally, part: int, inner: Mapping[int, Sequence[Block]]
) -> list[Block]:
    """Return the blocks of a step: base, body and warnings of each part, a heading above each where there are several.

    Args:
        book: The session.
        step: The step.
        tally: The step, counted.
        part: Which part to show, from 1; 0 for all.
        inner: The blocks of each facet, by its index.
    """
    out: list[Block] = []
    for index, facet in enumerate(tally.facets):
        if part and tally.parted and index != part - 1:
            continue
        if tally.parted:
            out.append(Heading(facet.facet, 3))
        if tally.hidden:
            out += [base(book, tally, facet), Para(book.words("Hidden until it is revealed."))]
            continue
        out.extend(inner[index])
        out.extend(remark_note(remark) for remark in facet.warnings)
    return [*out, _ballot_paper(book, step)] if tally.hidden else out


def _ballot_paper(book: Book, step: Step) -> Table:
    """Return what a hidden step chooses among, in the order of the list: so much anybody may see."""
    rows = [[str(choice.number), choice.name] for choice in book.choices(step)]
    return Table(["", ""], rows, ["right", "left"])


def remark_note(remark: Remark, part: str = "") -> Note:
    """Return a warning of a tally as a remark in the margin; with the name of its part where one is given."""
    return Note(f"{part}: {remark.text}" if part else remark.text, "warning", keyboard=remark.code == "list")


def ordered_parts(book: Book, step: Step) -> list[tuple[int, str]]:
    """Return the parts of a step with their numbers; one nameless part 0 where it has none."""
    names = book.parts(step)
    return list(enumerate(names, 1)) if names else [(0, "")]
