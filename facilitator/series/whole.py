"""A series as one value: its forums, and each step added up over them."""

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from types import MappingProxyType

from msgspec import UNSET, Struct
from msgspec.structs import replace

from facilitator.agenda.model import Act, Rank, Rate, Step, Talk, Vote
from facilitator.counting.places import above_cut
from facilitator.series.adding import added, shifted, total
from facilitator.series.gather import Forum, Gathered, undisturbed
from facilitator.series.matching import Part, parts, step_of, was_held
from facilitator.series.ways import Way, Ways, ways
from facilitator.series.wordings import NO_WORDINGS, Wordings
from facilitator.steps.common import is_hidden
from facilitator.tally import Facet, Item, Remark, Tally
from facilitator.words import Words


class Whole(Struct, frozen=True):
    """A step over all forums.

    Attributes:
        step: The step, as the first forum that has it asks it.
        number: Its number in that forum's agenda.
        tally: The step added up; the items of each part in the order of the step's own way.
        parts: The parts with each item's cells, in the order of the tally's facets.
        ways: Every way of adding, a part each.
        forums: The places in the series of the forums that held the step.
    """

    step: Step
    number: int
    tally: Tally
    parts: tuple[Part, ...]
    ways: tuple[Ways, ...]
    forums: tuple[int, ...]

    @property
    def way(self) -> Way:
        """The step's own way of adding up."""
        return getattr(self.step, "adds", "votes")

    def placed(self, way: Way, part: int = 0) -> list[Item]:
        """Return the items of a part, from 0, in the order of a way, what has no place last."""
        return in_order(self.tally.facets[part].items, self.ways[part].by[way].places)


class Series:
    """Several sessions added up; every step is counted once, when it is first asked for.

    Args:
        gathered: The sessions.
        words: The interface's language.
        wordings: What is the same in the series.
        reveal: Count hidden steps too.
        without: The ids of steps that are left out, as if no forum had held them.
        few: The forums, by their places in the series, that do not count in a step because too few answered there.
    """

    def __init__(
        self, gathered: Gathered, words: Words, wordings: Wordings = NO_WORDINGS, reveal: bool = False, *,
        without: Set[str] = frozenset(), few: Mapping[str, Set[int]] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.forums: Sequence[Forum] = gathered.forums
        self.notices = gathered.notices
        self.words = words
        self.wordings = wordings
        self.reveal = reveal
        self.without = without
        self.few = few
        self._wholes: dict[str, Whole] = {}

    @property
    def name(self) -> str:
        """What the series is called: its slug, else the title that all forums share."""
        slugs = {forum.book.state.series for forum in self.forums}
        return next(iter(slugs)) if len(slugs) == 1 and slugs != {""} else self.title

    @property
    def title(self) -> str:
        """The title of the first forum's agenda."""
        return self.forums[0].book.state.agenda.title.of(self.words.language)

    @property
    def people(self) -> int | None:
        """How many people took part in all, None where one forum did not count them."""
        counted = [forum.people for forum in self.forums]
        return None if None in counted else sum(people for people in counted if people is not None)

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """The steps that any forum held, in the order of the agendas, by id."""
        found: dict[str, Step] = {}
        for at, forum in enumerate(self.forums):
            for step in forum.book.state.agenda.steps:
                known = found.get(step.id)
                if self._counts(at, step) and (known is None or known.kind == step.kind):
                    found.setdefault(step.id, step)
        agendas = [forum.book.state.agenda.steps for forum in reversed(self.forums)]
        order = {step.id: at for steps in agendas for at, step in enumerate(steps)}
        return dict(sorted(found.items(), key=lambda one: order[one[0]]))

    def whole(self, step_id: str) -> Whole:
        """Return a step over all forums; KeyError where none held it."""
        if step_id not in self._wholes:
            self._wholes[step_id] = self._add(self.steps[step_id])
        return self._wholes[step_id]

    @undisturbed()
    def _add(self, step: Step) -> Whole:
        held = [at for at in range(len(self.forums)) if self._holds(at, step)]
        number = next(forum.book.state.agenda.number(step.id) for forum in self.forums if step_of(forum, step.id))
        if isinstance(step, Talk):
            return Whole(step, number, Tally(unit="group", present=None, facets=[]), (), (), tuple(held))
        found = parts(self.forums, step.id, self._names, self.few.get(step.id, frozenset()))
        counted = [ways(part, getattr(step, "cut", None), getattr(step, "choose", None)) for part in found]
        facets = [added(step, part, self.forums) for part in found]
        if isinstance(step, Rate) and found and found[-1].name == "total":
            facets[-1] = total(step, facets[:-1], found[-1])
        way: Way = getattr(step, "adds", "votes")
        facets = [
            self._in_order(step, facet, one.by[way].places) for facet, one in zip(facets, counted, strict=True)
        ]
        hidden = not self.reveal and any(is_hidden(self.forums[at].book, step) for at in held)
        tallies = [self.forums[at].book.tally(step) for at in held]
        present = [tally.present for tally in tallies]
        parted = any(tally.parted for tally in tallies)
        tally = Tally(
            unit=tallies[0].unit if tallies else "group",
            present=None if None in present else sum(one for one in present if one is not None),
            facets=[replace(facet, warnings=self._warnings(at, found[at])) for at, facet in enumerate(facets)],
            parted=parted,
            shift=shifted(facets[0], facets[-1]) if isinstance(step, Vote) and parted and len(facets) > 1 else UNSET,
            hidden=hidden,
            cut=getattr(step, "cut", None),
        )
        return Whole(step, number, tally, tuple(found), tuple(counted), tuple(held))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return self.wordings.index()

    def _holds(self, at: int, step: Step) -> bool:
        found = step_of(self.forums[at], step.id)
        return found is not None and found.kind == step.kind and self._counts(at, found)

    def _counts(self, at: int, step: Step) -> bool:
        """Tell whether a forum held a step, and may be told of in it."""
        told = step.id not in self.without and at not in self.few.get(step.id, ())
        return told and was_held(self.forums[at], step)

    def _in_order(self, step: Step, facet: Facet, places: Mapping[int, int | None]) -> Facet:
        """Return a part with its items' places, in their order; answers and actions keep theirs and have none."""
        items: list[Item] = list(facet.items)
        if isinstance(step, Vote | Rank | Rate):
            items = [replace(item, place=places.get(item.number)) for item in items]
        if not isinstance(step, Act):
            items = in_order(items, places)
        scores = [_strength(places.get(item.number)) for item in items]
        marks = above_cut(scores, getattr(step, "cut", None))
        above = [item.number for item, mark in zip(items, marks, strict=True) if mark]
        return replace(facet, items=items, above=above)

    def _warnings(self, at: int, part: Part) -> list[Remark]:
        """Return the warnings of every forum, each with the forum's name."""
        return [
            Remark(remark.code, f"{self.forums[forum].name}: {remark.text}")
            for forum, facet in part.facets.items()
            for remark in facet.warnings
            if remark.code != "list"
        ]


def in_order(items: Sequence[Item], places: Mapping[int, int | None]) -> list[Item]:
    """Return items in the order of their places, those without one last, each kind by number."""
    return sorted(items, key=lambda item: (places.get(item.number) is None, places.get(item.number), item.number))


def _strength(place: int | None) -> float | None:
    """Return a number that is larger the better the place, for the line after the k-th."""
    return None if place is None else 1.0 / place
