"""The figure that orders the items of a profile, for all ballots or some, and who stands behind each item."""

from collections.abc import Iterable, Mapping

from facilitator.analysis.profile import Ballot, BodyKey, Profile
from facilitator.counting.borda import borda
from facilitator.counting.grades import mean
from facilitator.counting.places import above_cut, places

Scores = dict[int, float | None]


def scores(profile: Profile, ballots: Iterable[Ballot] | None = None) -> Scores:
    """Count ballots as the step's tally does: mentions, dots, points or the mean grade of each item.

    Args:
        profile: What was gathered.
        ballots: Which ballots count; all of the profile where None.

    Returns:
        A figure per item, in the order of the profile; 0 for what nobody chose, None for what nobody graded.
    """
    counted = list(profile.ballots.values() if ballots is None else ballots)
    if profile.kind == "ranking":
        return {**borda([one.order for one in counted], list(profile.items), max(profile.choose, 1))}
    if profile.kind == "grades":
        given = graded(profile, counted)
        return {number: mean(counts, profile.scale) for number, counts in given.items()}
    return {number: float(sum(one.dots.get(number, 0) for one in counted)) for number in profile.items}


def graded(profile: Profile, ballots: Iterable[Ballot] | None = None) -> dict[int, list[int]]:
    """Count how many gave each item each grade, low to high."""
    counted = list(profile.ballots.values() if ballots is None else ballots)
    nothing = [0] * len(profile.scale)
    return {
        number: [sum(column) for column in zip(*(one.grades.get(number, nothing) for one in counted), nothing,
                                               strict=True)]
        for number in profile.items
    }  # fmt: skip


def chosen_by(ballot: Ballot) -> set[int]:
    """Return the items a ballot is for: those it has dots on, ranks or grades."""
    dotted = {number for number, dots in ballot.dots.items() if dots}
    ranked = {number for tied in ballot.order for number in tied}
    return dotted | ranked | {number for number, counts in ballot.grades.items() if any(counts)}


def voters_behind(profile: Profile) -> dict[int, int] | None:
    """Count the voters behind each item; None where some ballots are counts of several people."""
    if profile.is_counted:
        return None
    chosen = [chosen_by(ballot) for ballot in profile.ballots.values()]
    return {number: sum(number in one for one in chosen) for number in profile.items}


def bodies_behind(profile: Profile) -> dict[int, int] | None:
    """Count the tables, or forums, behind each item; None where some ballots come from none."""
    if not profile.heard:
        return None
    chosen = [set[int]().union(*map(chosen_by, ballots)) for ballots in by_body(profile).values()]
    return {number: sum(number in one for one in chosen) for number in profile.items}


def voters_asked(profile: Profile, number: int) -> int:
    """Count the voters who could choose an item."""
    offered = profile.offered
    return sum(not offered or number in offered.get(one.body, ()) for one in profile.ballots.values())


def bodies_asked(profile: Profile, number: int) -> int:
    """Count the tables, or forums, that could choose an item."""
    offered = profile.offered
    return sum(not offered or number in offered.get(body, ()) for body in profile.heard)


def by_body(profile: Profile) -> dict[BodyKey, list[Ballot]]:
    """Return the ballots of each table, or forum, in their order."""
    found: dict[BodyKey, list[Ballot]] = {body: [] for body in profile.heard}
    for ballot in profile.ballots.values():
        if ballot.body in found:
            found[ballot.body].append(ballot)
    return found


def leaders(values: Mapping[int, float | None]) -> list[int]:
    """Return the items with the highest figure; none where nothing has more than 0."""
    counted = [value for value in values.values() if value is not None]
    most = max(counted, default=0.0)
    return [number for number, value in values.items() if value == most] if most > 0 else []


def first(profile: Profile, values: Mapping[int, float | None]) -> list[int]:
    """Return the items above the profile's line; the leaders where it has none."""
    marks = above_cut(list(values.values()), profile.cut or 1)
    return [number for number, above in zip(values, marks, strict=True) if above]


def line(profile: Profile) -> int | None:
    """Return the profile's line; None where it has none, or nothing that anybody chose is below it."""
    values = scores(profile)
    above = set(first(profile, values))
    return profile.cut if any(value and number not in above for number, value in values.items()) else None


def ordered(profile: Profile) -> list[tuple[int, float | None, int | None]]:
    """Return every item with its figure and place, by place and then number; without a figure it has no place."""
    values = scores(profile)
    ranks = places([value if value or profile.kind == "grades" else None for value in values.values()])
    rows = [(number, value, place) for (number, value), place in zip(values.items(), ranks, strict=True)]
    return sorted(rows, key=lambda row: (row[2] is None, row[2], row[0]))


def votes_cast(profile: Profile) -> int:
    """Count the dots on all ballots."""
    return sum(dots for ballot in profile.ballots.values() for dots in ballot.dots.values())
