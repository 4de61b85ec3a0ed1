"""What an earlier session hands on to a new one: its open actions, its parked questions, the items of a step.

All of it becomes part of the new session, with a note of where it comes from, so that its file travels alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from facilitator.agenda import changing
from facilitator.agenda.model import Act, Agenda, Choice, Collect, Step, Talk, Vote
from facilitator.desk import Desk, NewSession, create, dated
from facilitator.errors import FacilitatorError
from facilitator.session.events import ActionRecorded, AnswerRecorded, Event, NoteKept
from facilitator.steps.book import Book, first
from facilitator.steps.line import short
from facilitator.storage.folder import Folder
from facilitator.text import clean, key
from facilitator.words import Words

Sort = Literal["actions", "parked", "items"]
NEW_STEP = "+"
_SORTS: dict[str, Sort] = {
    "actions": "actions", "åtgärder": "actions", "parked": "parked", "parkerat": "parked",
}  # fmt: skip
# The ids of the steps that are made to take something; the next session of a series has them under the same.
_NEW_IDS = ("since-last-time", "parked-last-time", "carried-list")
_MOST = 500


class Offer(Struct, frozen=True):
    """Something that can come along.

    Attributes:
        sort: Open actions, parked questions, or the items of a step.
        source: The id of the step whose items they are; empty for the others.
        title: What it is called, in words.
        texts: What it is, each once; of actions what will be done.
        to: The ids of the new agenda's steps that can take it, the likeliest first; `+` is a new step for it.
    """

    sort: Sort
    source: str
    title: str
    texts: tuple[str, ...]
    to: tuple[str, ...]


class Wanted(Struct, frozen=True):
    """An offer that is taken, and the step that takes it."""

    offer: Offer
    to: str


def agenda_of(old: Desk) -> Agenda:
    """Return a session's agenda as it stands, for a new one: whose steps are counted from 1 again."""
    return replace(old.agenda, numbers={})


def offers(old: Book, agenda: Agenda, words: Words) -> list[Offer]:
    """Return what a session can hand on to one with an agenda; nothing where it has nothing open.

    Args:
        old: The earlier session.
        agenda: The agenda of the new one.
        words: The interface's language.
    """
    found: list[Offer] = []
    actions = tuple(action["what"] for action in _open_actions(old))
    if actions:
        title = words.n("{count} open action", "{count} open actions", len(actions))
        found.append(Offer("actions", "", title, actions, _targets(agenda, "actions")))
    parked = _parked(old)
    if parked:
        title = words.n("{count} parked question", "{count} parked questions", len(parked))
        found.append(Offer("parked", "", title, parked, _targets(agenda, "parked")))
    found += [offer for step in old.state.agenda.steps if (offer := items_of(old, step, agenda, words)) is not None]
    return found


def items_of(old: Book, step: Step, agenda: Agenda, words: Words, most: int | None = None) -> Offer | None:
    """Return the items of a step as an offer; None where it has none that could be chosen among.

    Args:
        old: The earlier session.
        step: One of its steps.
        agenda: The agenda of the new session.
        words: The interface's language.
        most: Only the first so many: marks first, else by place, ties kept.
    """
    if isinstance(step, Talk | Act) or not old.state.is_used(step.id) or old.tally(step).hidden:
        return None
    items = old.tally(step).facet_items()
    items = sorted(items, key=lambda item: item.number) if most is None else first(items, most)
    texts = _each_once(item.item for item in items)
    if not texts:
        return None
    count = words.n("{count} item", "{count} items", len(texts))
    title = f"{count}: {old.state.agenda.number(step.id)} {short(step.title.of(words.language), 40)}"
    return Offer("items", step.id, title, texts, _targets(agenda, "items"))


def named(old: Book, agenda: Agenda, texts: Iterable[str], words: Words) -> list[Wanted]:
    """Return what somebody asks for in words: `actions`, `parked=4`, `ideas:8=vote`, each with the step it goes to.

    Args:
        old: The earlier session.
        agenda: The agenda of the new one.
        texts: What was written. A step is named by its number or its id; `+` is a new step.
        words: The interface's language.

    Raises:
        FacilitatorError: there is no such thing, or no such step that could take it.
    """
    return [_named(old, agenda, text, words) for text in texts]


def begin(folder: Folder, agenda: Agenda, new: NewSession, old: Desk, wanted: Sequence[Wanted], words: Words) -> Path:
    """Make a session to which an earlier one hands something on, and return its file.

    Args:
        folder: Where sessions lie.
        agenda: What will be asked.
        new: Name, groups, people, series and language.
        old: The earlier session.
        wanted: What comes along, and where to.
        words: The interface's words.

    Raises:
        FacilitatorError: a step cannot take what it should, or the file cannot be written.
    """
    language = Words(new.language or agenda.language)
    seeds: dict[str, _Seed] = {}
    events: list[Event] = []
    for one in wanted:
        agenda, step = _ready(agenda, one, language)
        if isinstance(step, Choice):
            agenda = _listed(agenda, step, one.offer.texts, language)
        else:
            events += _recorded(old.book, step, one.offer, seeds.setdefault(step.id, _Seed()))
        notes = sum(isinstance(event, NoteKept) and event.step == step.id for event in events)
        events.append(NoteKept(step=step.id, number=notes + 1, text=_origin(old.book, one.offer, language)))
    return create(folder, agenda, new, words, carried=events)


class _Seed(Struct):
    """What a step has been given already: its highest number, and its texts folded for comparing."""

    highest: int = 0
    known: set[str] = field(default_factory=set)


def _named(old: Book, agenda: Agenda, text: str, words: Words) -> Wanted:
    what, _, to = (part.strip() for part in clean(text).partition("="))
    name, _, most = what.partition(":")
    sort = _SORTS.get(name.casefold())
    if sort is not None:
        offer = next((offer for offer in offers(old, agenda, words) if offer.sort == sort), None)
    else:
        source = old.state.agenda.named(name)
        if source is None or (most and not (most.isascii() and most.isdigit() and 0 < int(most) <= _MOST)):
            raise FacilitatorError(words("{name} cannot come along. Write actions, parked, or the number of a step.",
                                         name=short(what, 40)))  # fmt: skip
        offer = items_of(old, source, agenda, words, int(most) if most else None)
    if offer is None:
        raise FacilitatorError(words("There is nothing to bring along: {name}.", name=short(what, 40)))
    target = agenda.named(to) if to and to != NEW_STEP else None
    chosen = target.id if target is not None else to or offer.to[0]
    if chosen not in offer.to:
        numbers = words.listed([NEW_STEP, *(str(agenda.number(one)) for one in offer.to if one != NEW_STEP)])
        raise FacilitatorError(words("Step {name} cannot take it. These can: {numbers} ({sign} is a new step).",
                                     name=short(to, 40), numbers=numbers, sign=NEW_STEP))  # fmt: skip
    return Wanted(offer, chosen)


def _targets(agenda: Agenda, sort: Sort) -> tuple[str, ...]:
    """Return the steps that can take a sort of thing, the likeliest first."""
    acts = [step for step in agenda.steps if isinstance(step, Act)]
    asked = [step for step in agenda.steps if isinstance(step, Collect) and step.for_each is None]
    lists = [step for step in agenda.steps if isinstance(step, Choice) and step.items and not _costs(step)]
    likely: list[Step] = []
    if sort == "actions":
        likely = [step for step in acts if step.carry_over]
    elif sort == "parked":
        likely = [step for step in asked if step.form == "parking"]
    others: list[Step] = [*acts, *asked] if sort == "actions" else [*asked, *lists, *acts]
    return tuple(dict.fromkeys([*(step.id for step in likely), NEW_STEP, *(step.id for step in others)]))


def _costs(step: Choice) -> bool:
    return isinstance(step, Vote) and (step.funds is not None or step.costs is not None)


def _ready(agenda: Agenda, one: Wanted, words: Words) -> tuple[Agenda, Step]:
    """Return the step that takes an offer, and the agenda with it: a new step comes after the welcome."""
    if one.to != NEW_STEP:
        return agenda, agenda.step(one.to)
    table = _new_step(one.offer, words)
    taken = {step.id for step in agenda.steps}
    base = str(table["id"])
    table["id"] = next(name for name in (base, *(f"{base}-{at}" for at in range(2, 300))) if name not in taken)
    after = ""
    for step in agenda.steps:
        if not isinstance(step, Talk) and not step.id.startswith(_NEW_IDS):
            break
        after = step.id
    changed = changing.with_step(agenda, table, len(agenda.steps) + 1, after, words)
    # A session that begins counts its steps from 1.
    agenda = replace(changed, numbers={})
    return agenda, agenda.step(str(table["id"]))


def _new_step(offer: Offer, words: Words) -> dict[str, Any]:
    match offer.sort:
        case "actions":
            return {"id": _NEW_IDS[0], "kind": "act", "title": words("Since last time"), "minutes": 10,
                    "prompt": words("What was done, and what is still to do?"), "carry_over": True}  # fmt: skip
        case "parked":
            return {"id": _NEW_IDS[1], "kind": "collect", "form": "parking", "title": words("Parked last time"),
                    "minutes": 10, "prompt": words("Which of these questions do we take up today?")}  # fmt: skip
        case _:
            return {"id": _NEW_IDS[2], "kind": "vote", "title": words("What comes first?"), "minutes": 10,
                    "items": list(offer.texts), "by": "person", "dots": 3}  # fmt: skip


def _listed(agenda: Agenda, step: Choice, texts: Sequence[str], words: Words) -> Agenda:
    """Return an agenda in whose step what comes along can be chosen too."""
    known = {key(text) for item in step.items for text in item.name.texts.values()}
    new = [text for text in texts if key(text) not in known]
    return changing.with_items(agenda, step.id, new, words)


def _recorded(old: Book, step: Step, offer: Offer, seed: _Seed) -> list[Event]:
    """Return what records an offer in a step that gathers answers or actions."""
    by = "facilitator" if isinstance(step, Collect) and step.by == "facilitator" else "room"
    events: list[Event] = []
    for fields in _open_actions(old) if offer.sort == "actions" else [{"what": text} for text in offer.texts]:
        text = fields["what"]
        # The same thing to do by somebody else is another action; the same answer is one.
        same = key(text) if isinstance(step, Collect) else f"{key(text)}\n{key(fields.get('who', ''))}"
        if same in seed.known:
            continue
        seed.known.add(same)
        seed.highest += 1
        if isinstance(step, Collect):
            named = {step.fields[0]: text} if step.fields else {}
            events.append(AnswerRecorded(step=step.id, voter=by, item=seed.highest, text=text, fields=named))
        else:
            events.append(ActionRecorded(step=step.id, item=seed.highest, fields=fields, voter=by))
    return events


def _open_actions(old: Book) -> list[dict[str, str]]:
    """Return the fields of what is still to be done, dates in full."""
    return [
        dated(action.fields, old.state.date)
        for step in old.state.agenda.steps
        for action in old.happened(step).actions.values()
        if action.status == "open" and action.fields.get("what")
    ]


def _parked(old: Book) -> tuple[str, ...]:
    """Return the questions that were put aside: by a note, or in a step for that."""
    found: list[str] = []
    for step in old.state.agenda.steps:
        happened = old.happened(step)
        found += [note.text for note in happened.notes.values() if note.form == "park" and not note.withdrawn]
        if isinstance(step, Collect) and step.form == "parking":
            found += [answer.text for answer in happened.standing]
    return _each_once(found)


def _origin(old: Book, offer: Offer, words: Words) -> str:
    """Return where something comes from, for the note of the step that takes it."""
    title = offer.title
    if offer.sort == "actions":
        title = words.n("{count} open action", "{count} open actions", len(offer.texts))
    elif offer.sort == "parked":
        title = words.n("{count} parked question", "{count} parked questions", len(offer.texts))
    try:
        day = words.long_date(date.fromisoformat(old.state.date))
    except ValueError:
        day = old.state.date
    return words("From «{name}», {day}: {what}", name=short(old.state.name), day=day, what=title)


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple({key(text): text for text in reversed([text for text in texts if text])}.values())[::-1]
