"""A series becomes a report: what came out of all forums together, step by step, and how that was added up."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from facilitator.agenda.model import Act, Rank, Rate, Step, Talk, Vote
from facilitator.analysis.tensions import tensions
from facilitator.blocks import Align, Base, Block, Bullets, Grades, Heading, Note, Para, Quotes, Shift, Table
from facilitator.report import beside
from facilitator.report.audience import LEAST
from facilitator.report.headline import of_blocks
from facilitator.report.model import Report, Section
from facilitator.report.reader import question
from facilitator.series import adding_told, asking, doing
from facilitator.series import shown as steps
from facilitator.series.forum_tables import forum_by_forum
from facilitator.series.profiles import profiles
from facilitator.series.telling import base as base_of
from facilitator.series.whole import Series, Whole
from facilitator.series.wording import disagreement, part_name
from facilitator.steps.findings import best, is_half, sentences
from facilitator.tally import RateItem

_MOST_FIRST = 3
# Fewer notes are no slide of their own.
_LEAST_ON_WALL = 3


def build(series: Series, for_wall: bool = False, questions: Sequence[str] | None = None) -> Report:
    """Return a series' report: findings, each step that was held, what will be done, what is missing.

    Args:
        series: The series, in the report's language.
        for_wall: What is shown on a wall has the tables of the forums at its end, and actions in a line each.
        questions: What there is to talk about; found in the ballots of the series where None.
    """
    wholes = [series.whole(step) for step in series.steps]
    asked = [whole for whole in wholes if not isinstance(whole.step, Talk) and asking.read_back(series, whole) is None]
    doings = [whole for whole in asked if isinstance(whole.step, Act)]
    return Report(
        title=series.title,
        subtitle="" if series.name == series.title else series.name,
        language=series.words.language,
        facts=_facts(series),
        sections=tuple(chain(
            _purpose(series),
            _found(series, asked),
            (_step(series, whole, for_wall) for whole in asked if whole not in doings),
            (_step(series, whole, for_wall) for whole in doings),
            _decided(series),
            _tensions(series, to_talk_about(series) if questions is None else questions),
            _remarks(series, for_wall),
            [_forums(series)],
            _tables(series, asked) if for_wall else (),
            adding_told.sections(series, asked),
        )),
        day=max(days) if (days := _days(series)) else None,
    )  # fmt: skip


def _days(series: Series) -> list[date]:
    found = []
    for forum in series.forums:
        try:
            found.append(date.fromisoformat(forum.book.state.date))
        except ValueError:
            continue
    return sorted(found)


def _facts(series: Series) -> tuple[tuple[str, str], ...]:
    words, days = series.words, _days(series)
    facts = []
    if days:
        first, last = words.long_date(days[0]), words.long_date(days[-1])
        facts.append((words("Date"), first if first == last else f"{first} – {last}"))
    facts.append((words("Forums"), str(len(series.forums))))
    tables = sum(len(forum.groups) for forum in series.forums)
    facts += [(words("Tables"), str(tables))] if tables else []
    facts += [(words("People"), str(series.people))] if series.people is not None else []
    return tuple(facts)


def _purpose(series: Series) -> Iterator[Section]:
    purpose = series.forums[0].book.state.agenda.purpose.of(series.words.language)
    inner: list[Block] = [Para(purpose)] if purpose else []
    inner += [Note(notice, "warning") for notice in series.notices]
    if inner:
        yield Section("about", series.words("Purpose"), "", tuple(inner))


def _found(series: Series, asked: list[Whole]) -> Iterator[Section]:
    found = [sentence for whole in asked for sentence in _findings(series, whole)]
    if found:
        yield Section("results", series.words("What came out"), "", (Bullets(found),))


def _findings(series: Series, whole: Whole) -> Iterator[str]:
    """Give what a step says first: what stands above its line, and where the ways of adding do not agree on it."""
    words, tally, step = series.words, whole.tally, whole.step
    if not isinstance(step, Vote | Rank | Rate) or tally.hidden or not is_half(tally):
        return
    title = step.title.of(words.language)
    if isinstance(step, Rate) and tally.parted:
        yield from _best_of_each(series, whole, title)
        return
    if steps.is_two_moments(whole):
        found = sentences([one for one in steps.shown(series, whole) if isinstance(one, Base | Shift)], words)
        yield from (f"{title} ({unit}): {sentence}" for unit, sentence in found)
        return
    for part in range(len(whole.parts)):
        bars = steps.bars(series, whole, part)
        if bars is None:
            continue
        rows = [(row.label, row.shown, row.place, row.above) for row in bars.rows]
        unit = bars.head if isinstance(bars, Grades) else bars.unit
        base = base_of(series, whole, part).main
        name = f"{title}, {whole.parts[part].name}" if tally.parted else title
        for sentence in best(rows, tally.cut is not None, base, words):
            yield " ".join(filter(None, (f"{name} ({unit}): {sentence}", disagreement(series, whole, part))))


def _best_of_each(series: Series, whole: Whole, title: str) -> Iterator[str]:
    """Give what has the highest mean under each criterion, where few share it."""
    words, said = series.words, []
    for part, facet in enumerate(whole.tally.facets):
        first = [item for item in facet.items if isinstance(item, RateItem) and item.place == 1]
        if 0 < len(first) <= _MOST_FIRST:
            names = words.listed([item.item for item in first])
            said.append(f"{part_name(whole, part, words)}: {names} {words.number(first[0].mean or 0.0, 1)}")
    if said:
        base = base_of(series, whole).main
        yield f"{title} ({words('mean')}): " + words("{names}. {base}.", names="; ".join(said), base=base)


def _step(series: Series, whole: Whole, for_wall: bool) -> Section:
    words, language = series.words, series.words.language
    inner = steps.shown(series, whole, for_wall)
    finding = "" if whole.tally.hidden or not is_half(whole.tally) else of_blocks(inner, words)
    if few := series.few.get(whole.step.id):
        names = words.listed([series.forums[at].name for at in sorted(few)])
        inner.append(Note(words("Fewer than {least} people or tables answered in {names}; that is not counted here.",
                                least=LEAST, names=names)))  # fmt: skip
    inner += [] if for_wall else forum_by_forum(series, whole)
    noted = _noted(series, whole.step.id)
    if len(noted) >= (_LEAST_ON_WALL if for_wall else 1):
        inner += [Heading(words("Noted"), 3), Bullets(noted)]
    asked = asking.asked(series, whole.step)
    title, lead = asked.title.of(language), question(asked.prompt.of(language))
    return Section(whole.step.id, title, "" if lead == title else lead, tuple(inner), finding)


def _noted(series: Series, step_id: str) -> list[str]:
    return [f"{note.text} ({forum.name})" for forum in series.forums
            for step, note in beside.notes(forum.book, "note") if step.id == step_id]  # fmt: skip


def _tables(series: Series, asked: list[Whole]) -> Iterator[Section]:
    """Give the tables of the forums, each below its step's title."""
    for whole in asked:
        if inner := forum_by_forum(series, whole):
            title = asking.asked(series, whole.step).title.of(series.words.language)
            yield Section(f"{whole.step.id}-forums", title, "", tuple(inner))


def _decided(series: Series) -> Iterator[Section]:
    found = doing.decided(series)
    if found:
        yield Section("decided", series.words("Decided"), "", (Bullets(found),))


def to_talk_about(series: Series) -> list[str]:
    """Return what pulls in two directions in a series, as questions."""
    return [one.text for one in tensions(profiles(series), series.words)]


def _tensions(series: Series, found: Sequence[str]) -> Iterator[Section]:
    words = series.words
    if found:
        told = Note(words("Found by counting, so that they can be asked. Whether they matter is for the room."))
        yield Section("tensions", words("To talk about"), "", (Bullets(found), told))


def _remarks(series: Series, for_wall: bool) -> Iterator[Section]:
    """Give what was said beside the steps, each with its forum: parked questions, quotes, notes."""
    words = series.words
    parked = [f"{text} ({who})" for _, text, who in _said(series, "park")]
    if parked:
        yield Section("parked", words("Questions for later"), "", (Bullets(parked),))
    quotes = [(text, who) for _, text, who in _said(series, "quote")]
    if quotes:
        yield Section("said", words("Said in the room"), "", (Quotes(quotes),))
    # Notes of steps that have a section stand there; on a wall those that would be alone stand here too.
    noted = [f"{text} ({who})" for step, text, who in _said(series, "note")
             if isinstance(step, Talk) or (for_wall and len(_noted(series, step.id)) < _LEAST_ON_WALL)]  # fmt: skip
    if noted:
        yield Section("noted", words("Noted along the way"), "", (Bullets(noted),))


def _said(series: Series, form: str) -> Iterator[tuple[Step, str, str]]:
    """Give the notes of one form, each with its step and where it is from."""
    for forum in series.forums:
        for step, note in beside.notes(forum.book, form):
            yield step, note.text, doing.source(forum, beside.source(forum.book, step, note))


def _forums(series: Series) -> Section:
    words = series.words
    rows = []
    for forum in series.forums:
        people = "–" if forum.people is None else str(forum.people)
        rows.append([forum.name, _written(series, forum.book.state.date), str(len(forum.groups)), people])
    head = [words("forum"), words("date"), words("tables"), words("people")]
    align: list[Align] = ["left", "left", "right", "right"]
    return Section("forums", words("The forums"), "", (Table(head, rows, align),))


def _written(series: Series, day: str) -> str:
    try:
        return series.words.long_date(date.fromisoformat(day))
    except ValueError:
        return day
