"""What stands behind a figure of a series: forum by forum, who said it or gave something for it."""

from msgspec import Struct

from facilitator.series.gather import Forum
from facilitator.series.matching import step_of
from facilitator.series.whole import Series, Whole
from facilitator.steps.behind import Behind, behind


class From(Struct, frozen=True):
    """A forum, what the item is called there, and the entries behind it."""

    forum: Forum
    wordings: tuple[str, ...]
    entries: tuple[Behind, ...]


def entries(series: Series, whole: Whole, part: int, number: int) -> list[From]:
    """Return the entries behind an item of a series, in the order of the forums; nothing while a step is hidden.

    Args:
        series: The series.
        whole: The step.
        part: The part, from 0.
        number: The item's number in the series.
    """
    if whole.tally.hidden:
        return []
    row = next(row for row in whole.parts[part].rows if row.number == number)
    found = []
    for at in sorted({cell.forum for cell in row.cells}):
        forum = series.forums[at]
        step = step_of(forum, whole.step.id)
        if step is None:
            continue
        here = [cell for cell in row.cells if cell.forum == at]
        facets = forum.book.tally(step).facets
        said = [one for cell in here for one in behind(forum.book, step, facets.index(cell.facet), cell.item)]
        if said:
            found.append(From(forum, tuple(cell.item.item for cell in here), tuple(said)))
    return found
