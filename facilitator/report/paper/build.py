"""An agenda or a session becomes paper: agenda, run sheet, ballots, worksheets, table cards."""

from collections.abc import Iterator, Sequence

from facilitator.agenda.model import Collect, Merge, Rank, Rate, Step, Talk, Vote, unit_of
from facilitator.blocks import Heading, Para, Table
from facilitator.report.paper.ballots import ballots
from facilitator.report.paper.model import WHATS, Card, Checks, Paper, Piece, Sheet, Stage, What
from facilitator.report.paper.planned import Planned, Slot
from facilitator.report.paper.typed import typed
from facilitator.report.paper.worksheets import worksheets
from facilitator.words import Words

_NOTED = 2


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


NAMES: dict[What, str] = {
    "agenda": _("Agenda"),
    "runsheet": _("Run sheet"),
    "ballots": _("Ballots"),
    "worksheets": _("Worksheets"),
    "cards": _("Table cards"),
}


def build(planned: Planned, what: What) -> Paper:
    """Return one document to print, in the language of the day's book.

    Args:
        planned: The day.
        what: Which document.
    """
    book = planned.book
    pieces = {"agenda": _agenda, "runsheet": _run_sheet, "ballots": ballots, "worksheets": worksheets, "cards": _cards}
    facts = _facts(planned) if what in ("agenda", "runsheet") else ()
    title = book.state.name or planned.agenda.title.of(book.language)
    name = NAMES[what]
    made: tuple[Piece, ...] = tuple(pieces[what](planned))
    return Paper(what, title, book.words(name), book.language, facts, made, planned.day)


def filled(planned: Planned) -> tuple[What, ...]:
    """Return the documents that hold anything: without a step that is voted in there are no ballots."""
    return tuple(what for what in WHATS if build(planned, what).pieces)


def _facts(planned: Planned) -> tuple[tuple[str, str], ...]:
    words = planned.book.words
    facts = []
    if planned.day is not None:
        facts.append((words("Date"), words.long_date(planned.day)))
    if planned.slots:
        facts.append((words("Time"), f"{planned.slots[0].start:%H:%M}–{planned.slots[-1].end:%H:%M}"))
    return tuple(facts)


def _agenda(planned: Planned) -> Iterator[Piece]:
    """Give the agenda for those who take part: purpose, times and titles; nothing of the facilitator's own."""
    book = planned.book
    purpose = planned.agenda.purpose.of(book.language)
    if purpose:
        yield Para(purpose)
    rows = [[f"{slot.start:%H:%M}", str(slot.number), _for_all(slot.step, book.words)] for slot in planned.slots]
    if planned.slots:
        rows.append([f"{planned.slots[-1].end:%H:%M}", "", book.words("end")])
    yield Table(["", "", ""], rows, ["left", "right", "left"])


def _for_all(step: Step, words: Words) -> str:
    """Return a step's title; of a break that it is one, where the title does not say so."""
    title, pause = step.title.of(words.language), words("break")
    is_break = isinstance(step, Talk) and step.form == "break"
    return f"{title} ({pause})" if is_break and pause.casefold() not in title.casefold() else title


def _run_sheet(planned: Planned) -> Iterator[Piece]:
    words = planned.book.words
    yield Heading(words("Before the day"))
    yield Checks(list(_checks(planned)))
    yield Heading(words("The day"))
    for slot in planned.slots:
        yield _stage(planned, slot)


def _stage(planned: Planned, slot: Slot) -> Stage:
    book, step = planned.book, slot.step
    words = book.words
    notes = step.notes.of(book.language)
    silent = isinstance(step, Talk) and step.form == "break"
    return Stage(
        number=slot.number,
        title=step.title.of(book.language),
        start=f"{slot.start:%H:%M}",
        end=f"{slot.end:%H:%M}",
        minutes=words("{count} min", count=step.minutes),
        told=_told(step, words),
        prompt=step.prompt.of(book.language),
        notes=[line for line in notes.splitlines() if line.strip()],
        typed=typed(book, step),
        real=(words("began"), words("ended")),
        noted=0 if silent else _NOTED,
    )


def _told(step: Step, words: Words) -> str:
    """Return who answers, and what may happen to the step when time runs short."""
    said = []
    if not isinstance(step, Talk | Merge):
        who = {"group": words("by table"), "person": words("by person"), "facilitator": words("by you")}
        said.append(who[unit_of(step)])
    if step.pin:
        said.append(words("held to {time}", time=f"{step.pin:%H:%M}"))
    flex = {"fixed": words("keeps its time"), "shrink": words("may be shortened"), "drop": words("may be left out")}
    return " · ".join([*said, flex[step.flex]])


def _checks(planned: Planned) -> Iterator[str]:
    """Give what has to be there when the day begins: what the agenda says, then what is counted from it."""
    words, tables = planned.book.words, len(planned.groups)
    asked = list(ballots(planned))
    sheets = list(worksheets(planned))
    yield from (line.of(planned.book.language) for line in planned.agenda.checklist)
    yield words.n("{count} table card", "{count} table cards", tables)
    yield words.n("{count} agenda for those who take part", "{count} agendas for those who take part", planned.people)
    for slot in planned.slots:
        number = slot.number
        count = sum(len(slips.whose) for slips in asked if slips.number == number)
        if count:
            yield words.n("Step {number}: {count} ballot to cut apart", "Step {number}: {count} ballots to cut apart",
                          count, number=number)  # fmt: skip
        here = [sheet for sheet in sheets if sheet.number == number]
        count = sum(isinstance(sheet, Sheet) for sheet in here)
        if count:
            yield words.n("Step {number}: {count} worksheet", "Step {number}: {count} worksheets", count,
                          number=number)  # fmt: skip
        if count < len(here):
            yield words("Step {number}: the list on the wall, and a thick pen", number=number)
    yield words("Pens at every table, and paper to think on")
    yield words("A clock that everybody sees")
    if any(isinstance(slot.step, Collect | Vote | Rank | Rate) for slot in planned.slots):
        yield words("The computer and its charger; this run sheet goes on without them")


def _cards(planned: Planned) -> Sequence[Piece]:
    words = planned.book.words
    return [Card(str(group.number), group.name, words("Table")) for group in planned.groups]

