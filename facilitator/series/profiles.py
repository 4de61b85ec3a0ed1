"""A series → its profiles: the ballots of all forums, part by part, with the numbers that items have in the series."""

from collections.abc import Iterator

from msgspec.structs import replace

from facilitator.analysis import gather
from facilitator.analysis.profile import Profile, combined, renumbered
from facilitator.series.matching import Part
from facilitator.series.whole import Series, Whole


def profiles(series: Series) -> list[Profile]:
    """Return a series' profiles in the order of its agendas; nothing of a step that any forum hides.

    Args:
        series: The series; items are matched as it matches them.
    """
    by_forum = [gather.profiles(forum.book) for forum in series.forums]
    found: list[Profile] = []
    for step in series.steps:
        whole = series.whole(step)
        if not whole.tally.hidden:
            found += _combined(series, whole, by_forum)
    return found


def _combined(series: Series, whole: Whole, by_forum: list[list[Profile]]) -> Iterator[Profile]:
    names = {forum.session: forum.name for forum in series.forums}
    for at, part in enumerate(whole.parts, 1):
        found = {
            series.forums[forum].session: renumbered(profile, _numbers(part, forum), _names(part))
            for forum, facet in part.facets.items()
            for profile in by_forum[forum]
            if (profile.step, profile.facet) == (whole.step.id, facet.facet)
        }
        if found and len({(one.kind, tuple(one.scale)) for one in found.values()}) == 1:
            yield _of_series(combined(found, names), whole, at, part)


def _of_series(profile: Profile, whole: Whole, at: int, part: Part) -> Profile:
    return replace(profile, number=whole.number, part=at if profile.facet else 0, facet=part.name)


def _numbers(part: Part, forum: int) -> dict[int, int]:
    return {cell.item.number: row.number for row in part.rows for cell in row.cells if cell.forum == forum}


def _names(part: Part) -> dict[int, str]:
    return {row.number: row.name for row in part.rows}
