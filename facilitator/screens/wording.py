"""What the runner says around a step: its kind and rules, its parts, who the line is for, what to do next."""

from collections.abc import Sequence

from rich.text import Text

from facilitator.agenda.clock import StepTime
from facilitator.agenda.fields import field_label
from facilitator.agenda.model import Act, Collect, Merge, Rank, Rate, Step, Talk, Vote
from facilitator.entry.history import describe
from facilitator.entry.vocabulary import typed
from facilitator.languages import in_language
from facilitator.report import times as report_times
from facilitator.report.writers.terminal import Palette
from facilitator.session.events import (
    AnswerCorrected,
    AnswerWithdrawn,
    Event,
    Joined,
    Left,
    Renamed,
    Split,
    Started,
    StepAdded,
    group_number,
    slip_number,
)
from facilitator.session.state import Given
from facilitator.steps.book import Book
from facilitator.steps.common import is_hidden, place_words
from facilitator.steps.line import Reading, Target
from facilitator.storage.room import RoomSigns

_CHECK_EVERY = 10
# What may make a list other than the one that a later step began with.
_CHANGING = (AnswerCorrected, AnswerWithdrawn, Joined, Renamed, Split)


def crown(book: Book, step: Step, palette: Palette, time: StepTime | None = None) -> Text:
    """Return the lines above the prompt on a wide screen: where we are, what kind of step, its title."""
    where = Text(place_words(book, step), style=f"bold {palette.accent}")
    for part in kind_words(book, step):
        where.append(f" · {part}", style=palette.soft)
    if told := report_times.told(step.minutes, time, book.words) if time is not None else "":
        where.append(f" · {told}", style=palette.quiet)
    return Text("\n\n").join([where, Text(step.title.of(book.language), style=f"bold {palette.text}")])


def parts_line(book: Book, step: Step, part: int, palette: Palette) -> Text:
    """Return the parts to choose among, as they are typed, the chosen one marked."""
    out = Text()
    for number, name in enumerate(book.parts(step), 1):
        here = number == part
        out.append(f">{number} ", style=palette.accent)
        out.append(f"[{name}]" if here else name, style=f"bold {palette.text}" if here else palette.soft)
        out.append("   ")
    out.append("F3 ", style=palette.accent)
    out.append(book.words("next part"), style=palette.quiet)
    return out


def chip_name(book: Book, step: Step, target: Target) -> str:
    """Return who the line is for, or what it does where nobody in particular answers."""
    if step.kind == "merge":
        return book.words("Find or join")
    if step.kind in ("talk", "act") and target.voter == "room":
        return book.words("Note") if step.kind == "talk" else book.words("Action")
    name = book.voter_name(target.voter)
    group = book.state.groups.get(group_number(target.voter) or 0)
    if group is not None and group.name:
        # The number is what is typed, and what heads the table's column.
        name = f"{group.number} {group.name}"
    parts = book.parts(step)
    return f"{name} › {parts[target.part - 1]}" if 0 < target.part <= len(parts) else name


def next_hint(book: Book, step: Step) -> str:
    """Return what to do next where the line is empty; nothing while the step is running."""
    words, state = book.words, book.state
    status = state.status(step.id)
    if status == "running":
        return _who_is_here(book) if state.agenda.number(step.id) == 1 else ""
    if state.finished:
        return words("The day is done. F9 writes the summary.")
    if status == "done":
        return words("This step is done; late answers still count.")
    number = state.agenda.number(step.id)
    if not state.groups:
        return words("How many tables? Type {example} and Enter. F2 starts step {number}.", number=number,
                     example=typed("groups", "6", book.language))  # fmt: skip
    said = words("F2 starts step {number}.", number=number)
    return f"{said}\n{_who_is_here(book)}" if number == 1 else said


def ended(sentence: str) -> str:
    """Return a sentence with the sign that ends it: a full stop where it has none of its own."""
    return sentence if sentence.endswith((".", "?", "!", "…")) else f"{sentence}."


def room_words(book: Book, step: Step, signs: RoomSigns, scratch: str) -> str:
    """Return what is special just now: whether the room sees this step, another or nothing, that nothing is kept."""
    words, current = book.words, book.state.current
    shown = ""
    if signs.is_blank:
        shown = words("◉ the room's view is blank")
    elif signs.is_shown and current == step.id:
        shown = words("◉ shown to the room")
    elif signs.is_shown:
        shown = words("◉ the room sees step {number}", number=book.state.agenda.number(current)) if current else ""
    return " · ".join(filter(None, (scratch, shown)))


def export_hint(book: Book) -> str:
    """Return what should be known before the summary is written: that only the last step is not left yet."""
    if book.state.current != book.state.last.id:
        return ""
    return book.words("The last step is still running, and the summary will say so. {example} ends the day.",
                      example=typed("next", "", book.language))  # fmt: skip


def receipt(book: Book, reading: Reading) -> str:
    """Return what is said when a reading is on disk: what it recorded; of a command the words it was read in."""
    words = book.words
    if book.state.finished and any(isinstance(event, Left) for event in reading.events):
        return words("The day is done. F9 writes the summary.")
    if reading.quiet:
        return words("✓ Saved: {what}", what=words("an entry nobody sees yet"))
    if reading.target is None:
        said = words("✓ Saved: {what}", what=" ".join((reading.says, *reading.details[:1])))
        started = [book.state.agenda.step(event.step) for event in reading.events if isinstance(event, Started)]
        hints = [hint for step in started if (hint := next_hint(book, step))]
        if any(isinstance(event, StepAdded) for event in reading.events):
            hints.append(words("PgDn goes to it, and F2 there starts it."))
        return "\n".join(filter(None, [said, _lists_behind(book, reading.events), *hints]))
    said = words("✓ Saved: {what}", what=describe(book, reading.events))
    return "\n".join(filter(None, (said, _slips_check(book, reading))))


def _lists_behind(book: Book, events: Sequence[Event]) -> str:
    """Return which later steps' lists do not know yet what was just corrected; empty where all do."""
    changed = {getattr(event, "step", "") for event in events if isinstance(event, _CHANGING)}
    if not changed:
        return ""
    behind = [step for step in book.state.agenda.steps if book.happened(step).items and book.changed_since_frozen(step)]
    if not behind:
        return ""
    numbers = book.words.listed([str(book.state.agenda.number(step.id)) for step in behind])
    return book.words("The list of step {numbers} does not know this yet; F2 there takes it in.", numbers=numbers)


def _slips_check(book: Book, reading: Reading) -> str:
    """Return what to compare with the heap of paper, after every tenth slip."""
    last = reading.events[-1]
    number = slip_number(getattr(last, "voter", None) or "")
    if number is None or number % _CHECK_EVERY:
        return ""
    step = book.state.agenda.step(getattr(last, "step", ""))
    given = {voter: entry for (_, voter), entry in book.happened(step).given.items() if slip_number(voter)}
    spoiled = sum(getattr(entry, "spoiled", False) for entry in given.values())
    blank = sum(_is_blank(entry) for entry in given.values())
    return book.words("Check: {count} slips are in, {spoiled} of them spoiled, {blank} blank. Is the heap as high?",
                      count=len(given), spoiled=spoiled, blank=blank)  # fmt: skip


def _is_blank(entry: Given) -> bool:
    content = getattr(entry, "dots", None) or getattr(entry, "order", None) or getattr(entry, "grades", None)
    return not content and not getattr(entry, "spoiled", False)


def _who_is_here(book: Book) -> str:
    """Return how the tables and their people are entered, for the step where people find their seats."""
    language = book.language
    seats, named = f"1 {in_language('people', language)} 5", f"1 = {in_language('North', language)}"
    name, people = typed("group", named, language), typed("group", seats, language)
    if book.state.groups:
        return book.words("A table's name: {name} · people there: {people}", name=name, people=people)
    return book.words("Tables: {groups} · a name: {name} · people there: {people}",
                      groups=typed("groups", "6", language), name=name, people=people)  # fmt: skip


def kind_words(book: Book, step: Step) -> list[str]:
    """Return what kind a step is, and its rules, as short phrases."""
    words = book.words
    match step:
        case Talk():
            return [{"break": words("break"), "round": words("round")}.get(step.form or "", words("talk"))]
        case Collect():
            said = [words("answers")]
            if len(step.fields) > 1:
                said.append(" | ".join(field_label(name, book.language) for name in step.fields))
            if step.max_answers:
                said.append(words("at most {count} each", count=step.max_answers))
            return [*said, *_parts(book, step)]
        case Merge():
            numbers = ", ".join(str(book.state.agenda.number(source.step)) for source in step.sources)
            return [words("read back and join"), words("from step {numbers}", numbers=numbers)]
        case Vote():
            return [words("vote"), *_dots(book, step), *_parts(book, step), *_hidden(book, step)]
        case Rank():
            most = [words.n("the first one", "the first {count}", step.choose)] if step.choose else []
            return [words("ranking"), *most, *_hidden(book, step)]
        case Rate():
            return [words("grades"), *_parts(book, step), *_hidden(book, step)]
        case Act():
            return [words("actions"), ", ".join(field_label(name, book.language) for name in step.fields)]


def _dots(book: Book, step: Vote) -> list[str]:
    words = book.words
    if step.dots is None:
        return []
    who = words("table") if step.by == "group" else words("person")
    return [words.n("{count} dot per {who}", "{count} dots per {who}", step.dots, who=who)]


def _parts(book: Book, step: Step) -> list[str]:
    parts = book.parts(step)
    if not parts:
        return []
    if len(parts) <= 3:
        return [", ".join(parts)]
    return [book.words("{count} parts", count=len(parts))]


def _hidden(book: Book, step: Vote | Rank | Rate) -> list[str]:
    if is_hidden(book, step):
        return [book.words("hidden")]
    return [book.words("shown")] if step.hidden else []
