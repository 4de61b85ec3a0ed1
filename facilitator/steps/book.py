"""A session opened at one moment: its state, and the lists and tallies read from it, each worked out once."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from facilitator.agenda.model import Choice as ChoiceStep
from facilitator.agenda.model import Item, Local, Source, Step, Vote, facets_of, sources_of
from facilitator.session.events import FrozenItem, group_number
from facilitator.session.state import Group, State, StepState
from facilitator.tally import CollectItem, RankItem, RateItem, Tally, VoteItem
from facilitator.tally import Item as TallyItem
from facilitator.text import key
from facilitator.words import Words


class Choice(Struct, frozen=True):
    """Something that is chosen among: its number, its name, other wordings, and the numbers that are joined in it."""

    number: int
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[int, ...] = ()
    local: Local | None = None

    def frozen(self) -> FrozenItem:
        """Return what the log keeps of it."""
        name = self.local.document() if self.local else self.name
        return FrozenItem(self.number, name, list(self.members), list(self.aliases))


class Book:
    """What is read from a state, in one language.

    Args:
        state: Where the session stands.
        words: The interface's words; agenda texts are read in the same language.
        count: Counts a step; given by `kinds.py`, so that a step's list can come from another kind's tally.
    """

    def __init__(self, state: State, words: Words, count: Callable[["Book", Step], Tally]) -> None:
        self.state = state
        self.words = words
        self._count = count
        self._tallies: dict[str, Tally] = {}

    @property
    def language(self) -> str:
        """The language that agenda texts are read in."""
        return self.words.language

    def happened(self, step: Step) -> StepState:
        """Return what happened in a step so far, without making a place for it."""
        return self.state.steps.get(step.id) or StepState()

    def tally(self, step: Step) -> Tally:
        """Return a step's tally; counted once."""
        if step.id not in self._tallies:
            self._tallies[step.id] = self._count(self, step)
        return self._tallies[step.id]

    def group_name(self, group: Group) -> str:
        """Return how the room calls a group."""
        return group.name or self.words("Table {number}", number=group.number)

    def voter_name(self, voter: str) -> str:
        """Return who a voter is, in words."""
        number = group_number(voter)
        if number is not None:
            return self.group_name(self.state.groups.get(number) or Group(number))
        if voter.startswith("slip"):
            slip = voter.partition(":")[2]
            return self.words("Slip {number}", number=slip) if slip else self.words("Next slip")
        return self.words("Facilitator") if voter == "facilitator" else self.words("The room")

    def parts(self, step: Step) -> list[str]:
        """Return the names of a step's parts, in order; empty where it has none."""
        frozen = self.happened(step).parts
        if frozen:
            return [part.of(self.language) for part in frozen]
        return [part.of(self.language) for part in self.live_parts(step)]

    def live_parts(self, step: Step) -> list[Local]:
        """Return a step's parts as they would be if it began now."""
        each = facets_of(step)
        if isinstance(each, Source):
            return [choice.local or Local.plain(choice.name) for choice in self._source(each)]
        return list(each or ())

    def parts_to_freeze(self, step: Step) -> list[Local]:
        """Return a step's parts as its list would hold them from now on.

        A part that something was given for keeps its place, whatever became of it; what is new comes after.
        """
        live = self.live_parts(step)
        frozen = list(self.happened(step).parts or ())
        names = {key(part.of(self.language)) for part in live}
        known = {key(part.of(self.language)) for part in frozen}
        new = [part for part in live if key(part.of(self.language)) not in known]
        for at, part in enumerate(frozen):
            if new and key(part.of(self.language)) not in names and not _is_used(self.happened(step), at + 1):
                frozen[at] = new.pop(0)
        return [*frozen, *new]

    def choices(self, step: Step) -> list[Choice]:
        """Return what a step chooses among: its frozen list, else what the list would be if it began now."""
        frozen = self.happened(step).items
        if frozen is not None and sources_of(step):
            return [self._thawed(item) for item in frozen]
        return self.live_choices(step)

    def live_choices(self, step: Step) -> list[Choice]:
        """Return what a step would choose among if it began now.

        With one source the numbers are the source's own; with several they are given anew, in order, and items that
        are the same are one.
        """
        named: tuple[Item, ...] = getattr(step, "items", ())
        if named:
            return [
                Choice(number, item.name.of(self.language), local=item.name) for number, item in enumerate(named, 1)
            ]
        sources = sources_of(step)
        if len(sources) == 1:
            # By number, as the screen shows them before anything is counted: what is typed in list order follows it.
            return sorted(self._source(sources[0]), key=lambda choice: choice.number)
        known = {key(choice.name): choice for choice in self._thawed_list(step)}
        highest = max((choice.number for choice in known.values()), default=0)
        found: dict[str, Choice] = {}
        for source in sources:
            for choice in self._source(source):
                name = key(choice.name)
                if name in found:
                    continue
                if name not in known:
                    highest += 1
                number = known[name].number if name in known else highest
                found[name] = Choice(number, choice.name, choice.aliases, local=choice.local)
        return list(found.values())

    def changed_since_frozen(self, step: Step) -> bool:
        """Tell whether a step's list would be another if it began now."""
        happened = self.happened(step)
        items_differ = happened.items is not None and bool(sources_of(step)) and self._changed_items(step)
        now = [part.of(self.language) for part in self.parts_to_freeze(step)]
        return items_differ or bool(happened.parts and now != self.parts(step))

    def cost(self, step: Vote, choice: Choice) -> float | None:
        """Return what an item costs: as named in the agenda, or as recorded in the step that holds the costs."""
        for number, item in enumerate(step.items, 1):
            if number == choice.number:
                return item.cost
        if step.costs is None:
            return None
        source = self.state.agenda.step(step.costs)
        parts = self.parts(source)
        for answer in self.happened(source).standing:
            named = parts[answer.part - 1] if 0 < answer.part <= len(parts) else answer.text
            if key(named) == key(choice.name):
                return amount(answer.fields.get("cost", answer.text))
        return None

    def _changed_items(self, step: Step) -> bool:
        now = [(choice.number, choice.name, sorted(choice.members)) for choice in self.live_choices(step)]
        then = [(choice.number, choice.name, sorted(choice.members)) for choice in self._thawed_list(step)]
        return sorted(now) != sorted(then)

    def _thawed_list(self, step: Step) -> list[Choice]:
        return [self._thawed(item) for item in self.happened(step).items or []]

    def _thawed(self, item: FrozenItem) -> Choice:
        local = Local(item.name) if isinstance(item.name, dict) else Local.plain(item.name)
        return Choice(item.number, local.of(self.language), tuple(item.aliases), tuple(item.members), local)

    def _source(self, source: Source) -> list[Choice]:
        """Return an earlier step's items: all, or its first k: marks first, else by place, ties kept."""
        step = self.state.agenda.step(source.step)
        tally = self.tally(step)
        listed = self.choices(step) if isinstance(step, ChoiceStep) else []
        names = {choice.number: choice for choice in listed}
        ordered = tally.facet_items() if step.kind == "collect" else tally.items
        if source.first is not None:
            ordered = first(ordered, source.first)
        else:
            ordered = sorted(ordered, key=lambda item: item.number)
        joins = {min(join.members): tuple(sorted(join.members)) for join in self.happened(step).joins}
        return [
            names.get(item.number)
            or Choice(item.number, item.item, tuple(item.aliases), joins.get(item.number, ()))
            for item in ordered
        ]


def _is_used(happened: StepState, part: int) -> bool:
    """Tell whether something was given for a part; grades are given for all parts at once."""
    given = any(at in (0, part) for at, _ in happened.given)
    asked = any(at == part for at, _ in happened.nothing)
    return given or asked or any(answer.part == part for answer in happened.answers.values())


def first(items: Sequence[TallyItem], count: int) -> list[TallyItem]:
    """Return the first `count` items: those marked first, then by place; ties are kept, and nothing without support.

    Args:
        items: Items of one tally.
        count: How many, from 1.
    """
    marked = [item for item in items if item.kept]
    supported = [item for item in items if not item.kept and _is_supported(item)]
    rest = sorted(supported, key=lambda item: (-(strength(item) or 0), item.number))
    wanted = count - len(marked)
    if wanted <= 0:
        return marked
    last = strength(rest[wanted - 1]) if len(rest) >= wanted else None
    return marked + [item for place, item in enumerate(rest) if place < wanted or strength(item) == last]


def _is_supported(item: TallyItem) -> bool:
    """Tell whether anybody was for an item. A grade of 0 or below is a grade, so every graded item has its place."""
    figure = strength(item)
    return figure is not None and (figure > 0 or isinstance(item, RateItem))


def strength(item: TallyItem) -> float | None:
    """Return the figure that orders an item in its step; actions are all alike."""
    match item:
        case CollectItem():
            return item.groups or item.answers
        case VoteItem():
            return item.dots
        case RankItem():
            return item.points
        case RateItem():
            return item.mean
        case _:
            return 1.0


def amount(text: str) -> float | None:
    """Return the number in a text such as "18 000 kr" or "12,50", else None."""
    digits = "".join(text.split()).replace("\u00a0", "").lower().removesuffix("kr").removesuffix(":-").replace(",", ".")
    try:
        value = float(digits)
    except ValueError:
        return None
    return value if 0 <= value < 1e15 else None
