"""Who a summary is for, and what it leaves out for them: the one place where that is decided.

| left out | organisers | participants | public |
|---|---|---|---|
| the log, and what was given row by row | | x | x |
| planned against real time | | x | x |
| notes of steps | | those nobody in the room said | x |
| steps that are hidden, with all that was said in them | | x | x |
| people's names in actions, notes and the facilitator's words | | | x |
| what each table is called, and who said what | | | x |
| figures of a step where fewer than five answered some part of it | | | x |

Names are those of who does something in an action; what stands in an answer is told as it was said.
`summary_for` applies it before any writer sees anything: a writer cannot tell what it was not given. Of a series
`series/audience.py` applies it, forum by forum, before anything is added up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any, Literal, assert_never

from msgspec import UNSET, Struct
from msgspec.structs import replace

from facilitator.agenda.model import Act, Step, Talk
from facilitator.blocks import Bar, Bars, Base, Block, Mentions, Note
from facilitator.errors import FacilitatorError
from facilitator.report.build import build
from facilitator.report.model import Report, Section
from facilitator.report.summary import Summary
from facilitator.session.events import group_number
from facilitator.session.forget import GONE, clearer, each
from facilitator.session.state import Action, Group, OwnWords, State, StepNote, StepState, people_at
from facilitator.steps.book import Book
from facilitator.steps.findings import step_of
from facilitator.tally import ActItem, CollectItem, Facet, RateItem, Tally
from facilitator.words import Words

Audience = Literal["participants", "organisers", "public"]
AUDIENCES: tuple[Audience, ...] = ("participants", "organisers", "public")
USUAL: Audience = "participants"
LEAST = 5

_WHO = "who"
_SOME_TABLE = "group:1000000"


class Rule(Struct, frozen=True):
    """What an audience is shown; False leaves it out. Of notes, `said` are those that somebody in the room said."""

    log: bool = False
    times: bool = False
    notes: Literal["all", "said", "none"] = "said"
    hidden: bool = False
    names: bool = True
    tables: bool = True
    few: bool = True


RULES: Mapping[Audience, Rule] = {
    "organisers": Rule(log=True, times=True, notes="all", hidden=True),
    "participants": Rule(),
    "public": Rule(notes="none", names=False, tables=False, few=False),
}


def audience_of(name: str, words: Words) -> Audience:
    """Return the audience that a name is.

    Raises:
        FacilitatorError: there is none; which there are.
    """
    for audience in AUDIENCES:
        if name == audience:
            return audience
    known = ", ".join(AUDIENCES)
    raise FacilitatorError(words("There is no audience «{name}»; there are {known}.", name=name, known=known))


def called(audience: Audience, words: Words) -> str:
    """Return an audience in words."""
    match audience:
        case "participants":
            return words("those who took part")
        case "organisers":
            return words("the organisers")
        case "public":
            return words("the public")
        case _:
            assert_never(audience)


def left_out(audience: Audience, words: Words, of_series: bool = False) -> str:
    """Return what a summary leaves out for an audience, as a sentence; that of a series has no log and no times."""
    rule, what = RULES[audience], []
    if not rule.names:
        what.append(words("names in actions and notes"))
    if not rule.tables:
        what.append(words("the tables' names and who said what"))
    if not rule.few:
        forums = words("in each step the forums where fewer than {least} people answered, or tables where people are "
                       "not counted", least=LEAST)  # fmt: skip
        figures = words("figures where fewer than {least} people answered, or tables where people are not counted",
                        least=LEAST)  # fmt: skip
        what.append(forums if of_series else figures)
    if rule.notes == "said":
        what.append(words("the facilitator's notes"))
    if rule.notes == "none":
        what.append(words("notes of steps"))
    if not rule.hidden:
        what.append(words("hidden steps"))
    if not rule.times and not of_series:
        what.append(words("planned beside real time"))
    if not rule.log and not of_series:
        what.append(words("the log with all that was given row by row"))
    whom = called(audience, words)
    if not what:
        return words("For {audience}: nothing is left out but the figures of hidden steps.", audience=whom)
    return words("For {audience}; left out: {what}.", audience=whom, what=words.listed(what))


def summary_for(book: Book, records: Sequence[Mapping[str, Any]], audience: Audience) -> Summary:
    """Return a session's summary with all that an audience may see, and nothing else.

    Args:
        book: The session, in the summary's language; it is not changed.
        records: Its events as they lie in its file.
        audience: Who it is for.
    """
    rule = RULES[audience]
    if rule == RULES["organisers"]:
        return Summary(build(book), book, records, audience=audience)
    agenda = book.state.agenda
    hidden = {step.id for step in agenda.steps if not rule.hidden and book.tally(step).hidden}
    few = {step.id for step in agenda.steps if not rule.few and step.id not in hidden and are_few(book, step)}
    clear = names_cleared([book], audience)
    tallies = {step.id: _tally(book, step, rule, hidden, few, clear) for step in agenda.steps}
    # What is counted was counted before anything was taken away.
    shown = Book(_state(book, rule, hidden, few, clear), book.words, lambda _, step: tallies[step.id])
    told = {name: _few_told(few_of(book, agenda.step(name)), book.words) for name in few}
    report = _report(build(shown, without=hidden), rule, told)
    bare = Book(_bare(shown.state, hidden | few), book.words, lambda _, step: tallies[step.id])
    return Summary(report, bare, (), audience=audience, withheld=len(records))


def forum_for(
    book: Book, audience: Audience, hidden: Set[str], few: Set[str], clear: Callable[[str], str]
) -> Book:
    """Return a session of a series with what an audience may see of it, its figures counted before.

    What was given row by row is not in it; who gave something for an item is, as far as its table may be told.

    Args:
        book: The session; it is not changed.
        audience: Who it is for.
        hidden: The ids of steps that nothing may be told of.
        few: The ids of steps that fewer answered than may be told.
        clear: Takes people's names out of a text, those of all sessions of the series.
    """
    rule = RULES[audience]
    tallies = {step.id: _tally(book, step, rule, hidden, few, clear) for step in book.state.agenda.steps}
    if not rule.tables:
        tallies = {name: _unnamed(tally) for name, tally in tallies.items()}
    heard = {group.number: replace(group, active=True) for group in book.state.groups_heard}
    told = _state(book, rule, hidden, few, clear)
    steps = {
        name: replace(step, answers={}, given={}, nothing=set(), joins=[], keys={}, names={}, apart=set())
        for name, step in told.steps.items()
    }
    state = replace(told, steps=steps, history=[], groups=heard if rule.tables else told.groups,
                    people_counted=book.state.people)  # fmt: skip
    return Book(state, book.words, lambda _, step: tallies[step.id])


def _unnamed(tally: Tally) -> Tally:
    """Return a tally that tells how many tables are missing, not which."""
    return replace(tally, facets=[replace(facet, waiting=[GONE] * len(facet.waiting)) for facet in tally.facets])


def are_few(book: Book, step: Step) -> bool:
    """Tell whether fewer than five people stand behind some part of a step that anything was given for.

    Where tables answer, the people at them count if they are known, else those in the room if every table answered,
    else the tables themselves.
    Actions are no figures, and what the facilitator answers tells of nobody else.
    """
    return few_of(book, step) is not None


def few_of(book: Book, step: Step) -> Literal["people", "tables"] | None:
    """Return what there are too few of behind some part of a step, as `are_few` counts; None where there are enough."""
    tally = book.tally(step)
    if isinstance(step, Talk | Act) or tally.unit == "facilitator":
        return None
    people = book.happened(step).people_then
    people = book.state.people if people is None else people
    groups = book.state.groups
    for facet in tally.facets:
        units = _most_given(facet) if facet.units is None else facet.units
        seated = people_at([group for voter in facet.came if (group := groups.get(group_number(voter) or 0))])
        everybody = people if units > 0 and units == tally.present else None
        counted = None if tally.unit != "group" else everybody if seated is None else seated
        if 0 < (units if counted is None else counted) < LEAST:
            return "tables" if tally.unit == "group" and counted is None else "people"
    return None


def _most_given(facet: Facet) -> int:
    """Return how many answered at most, where only a count of the room is known."""
    graded = max((item.n for item in facet.items if isinstance(item, RateItem)), default=0)
    return max(facet.cast if isinstance(facet.cast, int) else 0, graded)


def _tally(
    book: Book, step: Step, rule: Rule, hidden: Set[str], few: Set[str], clear: Callable[[str], str]
) -> Tally:
    tally = book.tally(step)
    if getattr(step, "again", None) in hidden | few:
        # By how much it changed would tell what it was before.
        tally = replace(tally, facets=[_unchanged(facet) for facet in tally.facets])
    if not rule.names or not rule.tables:
        tally = replace(tally, facets=[_facet(facet, clear) for facet in tally.facets])
    return replace(tally, hidden=True) if step.id in few else tally


def _unchanged(facet: Facet) -> Facet:
    items: list[Any] = [item if isinstance(item, CollectItem | ActItem) else replace(item, change=UNSET)
                        for item in facet.items]  # fmt: skip
    return replace(facet, items=items)


def _facet(facet: Facet, clear: Callable[[str], str]) -> Facet:
    """Return a part without who said what: a warning may name a table too."""
    items: list[Any] = [_item(item, clear) for item in facet.items]
    quiet = replace(facet, items=items, warnings=[])
    return quiet if facet.silent is UNSET else replace(quiet, silent=[])


def _item(item: Any, clear: Callable[[str], str]) -> Any:
    match item:
        case ActItem():
            return replace(item, by=[], what=clear(item.what), when=clear(item.when), who=GONE if item.who else "",
                           item=clear(item.item), aliases=[clear(text) for text in item.aliases],
                           fields=_fields(item.fields, clear))  # fmt: skip
        case CollectItem():
            # It is still counted in tables.
            return replace(item, by=[_SOME_TABLE] if any(map(group_number, item.by)) else [])
        case _:
            return replace(item, by=[])


def _names(state: State) -> set[str]:
    """Return the names that stand in a session's actions."""
    return each(
        action.fields.get(_WHO, "") for step in state.steps.values() for action in step.actions.values()
    )


def names_cleared(books: Iterable[Book], audience: Audience) -> Callable[[str], str]:
    """Return what takes the people's names of some sessions out of a text, where the audience may not read them."""
    if RULES[audience].names:
        return lambda text: text
    return clearer({name for book in books for name in _names(book.state)})


def _fields(fields: Mapping[str, str], clear: Callable[[str], str]) -> dict[str, str]:
    return {name: (GONE if text else "") if name == _WHO else clear(text) for name, text in fields.items()}


def _state(book: Book, rule: Rule, hidden: Set[str], few: Set[str], clear: Callable[[str], str]) -> State:
    """Return where the session stands, for the report to be built from."""
    state = book.state
    steps = {name: _step(step, rule, clear, name in hidden) for name, step in state.steps.items()}
    if rule.tables:
        return replace(state, steps=steps, own=_own(state.own, rule, clear, hidden | few))
    groups = {group.number: Group(group.number) for group in state.groups_heard}
    return replace(state, steps=steps, own=_own(state.own, rule, clear, hidden | few), groups=groups,
                   people_counted=state.people)  # fmt: skip


def _step(step: StepState, rule: Rule, clear: Callable[[str], str], hidden: bool) -> StepState:
    notes = {
        number: replace(note, text=clear(note.text), voter=note.voter if rule.tables else None)
        for number, note in step.notes.items()
        if not hidden and _may_be_told(note, rule)
    }
    kept = {number: clear(reason) for number, reason in step.kept.items() if not hidden}
    return replace(step, notes=notes, kept=kept, actions={
        number: _action(action, rule, clear) for number, action in step.actions.items()
    })  # fmt: skip


def _may_be_told(note: StepNote, rule: Rule) -> bool:
    if note.withdrawn or note.form != "note":
        return not note.withdrawn
    return rule.notes == "all" or (rule.notes == "said" and note.voter not in (None, "facilitator"))


def _action(action: Action, rule: Rule, clear: Callable[[str], str]) -> Action:
    fields = action.fields if rule.names else _fields(action.fields, clear)
    return replace(action, fields=fields, voter=action.voter if rule.tables else "room")


def _own(own: OwnWords, rule: Rule, clear: Callable[[str], str], silent: Set[str]) -> OwnWords:
    """Return the facilitator's words; who was invited and who came only as a number where names are left out."""
    written = {
        key: replace(written, text=clear(written.text))
        for key, written in own.written.items()
        if step_of(key) not in silent
    }
    told = {
        what: clear(text)
        for what, text in own.told.items()
        if rule.names or what not in ("invited", "came") or text.isdigit()
    }
    return replace(own, written=written, told=told)


def _bare(state: State, without: set[str]) -> State:
    """Return where the session stands, for writers that set its figures: without what it was counted from."""
    agenda = replace(state.agenda, steps=tuple(step for step in state.agenda.steps if step.id not in without))
    steps = {
        name: replace(step, answers={}, given={}, actions={}, notes={}, nothing=set(), kept={}, joins=[], keys={},
                      names={}, apart=set())
        for name, step in state.steps.items()
        if name not in without
    }  # fmt: skip
    return replace(state, agenda=agenda, steps=steps, history=[], people_counted=state.people)


def _few_told(of: Literal["people", "tables"] | None, words: Words) -> str:
    if of == "tables":
        return words("Fewer than {least} tables answered: the figures are not shown here.", least=LEAST)
    return words("Fewer than {least} people answered: the figures are not shown here.", least=LEAST)


def _report(report: Report, rule: Rule, few: Mapping[str, str]) -> Report:
    sections = [section for section in report.sections if rule.times or section.id != "times"]
    if not rule.tables:
        sections = [_section(section, few) for section in sections]
    return replace(report, sections=tuple(sections))


def _section(section: Section, few: Mapping[str, str]) -> Section:
    if section.id in few:
        return replace(section, blocks=(Note(few[section.id]),), finding="")
    return replace(section, blocks=tuple(_block(block) for block in section.blocks))


def _block(block: Block) -> Block:
    """Return a block without the tables' names."""
    match block:
        case Base():
            return replace(block, missing="")
        case Mentions():
            rows = [
                Bar(row.number, row.label, row.count, str(row.count), note=" · ".join((*row.texts, *row.fields)),
                    above=row.above, kept=row.kept)
                for row in block.rows
            ]  # fmt: skip
            return Bars(rows, block.unit, block.cut)
        case _:
            return block
