"""What one part of one step gathered, ballot by ballot: from a session now, or from several added up.

Every measure and tension reads a `Profile` and nothing else, so it says the same of a session and of a series.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from facilitator.agenda.model import Combine, Unit

Gathered = Literal["mentions", "dots", "ranking", "grades", "actions"]
Level = Literal["table", "forum"]
Voter = Hashable
BodyKey = Hashable
Order = Sequence[Sequence[int]]


class Body(Struct, frozen=True):
    """What voters belong to: a table, or in a series a forum. `people` is None where nobody counted."""

    name: str
    people: int | None = None


class Ballot(Struct, frozen=True):
    """What one voter gave, empty where it was blank.

    `dots` holds 1 per item for a mention; `order` is a ranking, best first, tied items together; `grades` has per item
    how many gave each grade, low to high. `is_count` tells that several people's were counted together: then nobody
    knows who gave what. `body` is None for slips, which come from no table.
    """

    body: BodyKey | None = None
    dots: Mapping[int, int] = {}
    order: Order = ()
    grades: Mapping[int, Sequence[int]] = {}
    is_count: bool = False


class Profile(Struct, frozen=True, kw_only=True):
    """One part of one step: who gave what.

    `part` counts from 1 and is 0 where the step has none. `unit` is who answers and `level` what `bodies` are.
    `asked` is how many could answer and `answered` how many did (None where not known). `dots` is how many each voter
    has, `choose` how many a ranking gives points to, `scale` the grades from low to high and `grade_names` what they
    are called. `weight` and `combine` are those of a part of grades that has a total. `lineage` holds the ids of the
    earlier steps where the items come from, `each_of` that of the step whose items are the parts, `field` the first
    field of the answers that became the items. `wordings` are all words an item was said in, `said` what else was
    said with it, both in the session's `language`. `offered` holds per forum what could be chosen there; empty where
    everybody could choose among all items.
    """

    step: str
    kind: Gathered
    title: str
    items: Mapping[int, str]
    ballots: Mapping[Voter, Ballot]
    bodies: Mapping[BodyKey, Body]
    number: int = 0
    part: int = 0
    facet: str = ""
    unit: Unit = "group"
    level: Level = "table"
    asked: int | None = None
    answered: int | None = None
    people: int | None = None
    cut: int | None = None
    dots: int | None = None
    max_per_item: int = 1
    choose: int = 0
    scale: Sequence[int] = ()
    grade_names: Sequence[str] = ()
    weight: float | None = None
    combine: Combine | None = None
    lineage: frozenset[str] = frozenset()
    each_of: str = ""
    field: str = ""
    language: str = "en"
    wordings: Mapping[int, Sequence[str]] = {}
    said: Mapping[int, Sequence[str]] = {}
    offered: Mapping[BodyKey, frozenset[int]] = {}

    @property
    def name(self) -> str:
        """What people call it: the step's title, and its part where it has one."""
        return f"{self.title} – {self.facet}" if self.facet else self.title

    @property
    def is_counted(self) -> bool:
        """Whether some ballots are counts of several people, so that single voters are not known."""
        return any(ballot.is_count for ballot in self.ballots.values())

    @property
    def heard(self) -> list[BodyKey]:
        """The bodies that ballots came from, in their order; none where a ballot comes from no body."""
        found = {ballot.body for ballot in self.ballots.values()}
        return [] if None in found else [body for body in self.bodies if body in found]


def renumbered(profile: Profile, into: Mapping[int, int], names: Mapping[int, str]) -> Profile:
    """Give a profile's items other numbers, so that those of several sessions have numbers in common.

    Items that get one number are joined: a voter who chose both counts once there (the most dots, the best place);
    counts of several people are added. An item without a new number is left out.

    Args:
        profile: The profile.
        into: The new number of each item.
        names: What the items are called by their new numbers; as before where one is not named.
    """
    items = {into[old]: names.get(into[old], name) for old, name in profile.items.items() if old in into}
    return replace(
        profile,
        items=dict(sorted(items.items())),
        ballots={voter: _renumbered(ballot, into) for voter, ballot in profile.ballots.items()},
        wordings=_gathered([{into[old]: said} for old, said in profile.wordings.items() if old in into]),
        said=_gathered([{into[old]: said} for old, said in profile.said.items() if old in into]),
    )


def _renumbered(ballot: Ballot, into: Mapping[int, int]) -> Ballot:
    dots: dict[int, int] = {}
    grades: dict[int, list[int]] = {}
    seen: set[int] = set()
    order = []
    for old, count in ballot.dots.items():
        if new := into.get(old):
            dots[new] = dots.get(new, 0) + count if ballot.is_count else max(dots.get(new, 0), count)
    for old, counts in ballot.grades.items():
        if new := into.get(old):
            grades[new] = [one + other for one, other in zip(grades.get(new, [0] * len(counts)), counts, strict=True)]
    for tied in ballot.order:
        fresh = [new for new in dict.fromkeys(into.get(old, 0) for old in tied) if new and new not in seen]
        seen.update(fresh)
        order += [fresh] if fresh else []
    return replace(ballot, dots=dots, grades=grades, order=order)


def combined(parts: Mapping[str, Profile], names: Mapping[str, str]) -> Profile:
    """Join the profiles of one part of one step from several sessions.

    Args:
        parts: A profile per session, whose items have been given common numbers. The first is the model: its title,
            cut and dots are kept.
        names: What each session is called.

    Returns:
        All ballots, each voter known as (session, voter), with the sessions as bodies.

    Raises:
        ValueError: There is none, or they did not ask the same: another kind, or another scale.
    """
    every = list(parts.values())
    if not every:
        raise ValueError("there is nothing to add up")
    first = every[0]
    if any((one.kind, tuple(one.scale)) != (first.kind, tuple(first.scale)) for one in every):
        raise ValueError("the sessions did not ask this in the same way")
    offered = {session: frozenset(one.items) for session, one in parts.items()}
    return replace(
        first,
        items={number: name for one in reversed(every) for number, name in one.items.items()},
        ballots={
            (session, voter): replace(ballot, body=session)
            for session, one in parts.items()
            for voter, ballot in one.ballots.items()
        },
        bodies={session: Body(names[session], one.people) for session, one in parts.items()},
        level="forum",
        asked=_sum([one.asked for one in every]),
        answered=_sum([one.answered for one in every]),
        people=_sum([one.people for one in every]),
        lineage=frozenset[str]().union(*(one.lineage for one in every)),
        wordings=_gathered([one.wordings for one in every]),
        said=_gathered([one.said for one in every]),
        offered=offered if first.kind in ("dots", "ranking", "grades") and len(set(offered.values())) > 1 else {},
    )


def common(profile: Profile) -> Profile:
    """Keep the items that could be chosen everywhere: only those can be weighed against each other."""
    if not profile.offered:
        return profile
    kept = frozenset.intersection(*profile.offered.values())
    return replace(renumbered(profile, {number: number for number in kept}, {}), offered={})


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _gathered(texts: Sequence[Mapping[int, Sequence[str]]]) -> dict[int, tuple[str, ...]]:
    out: dict[int, dict[str, None]] = {}
    for one in texts:
        for number, said in one.items():
            out.setdefault(number, {}).update(dict.fromkeys(said))
    return {number: tuple(said) for number, said in out.items()}
