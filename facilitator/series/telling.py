"""What stands beside the figures of a series: what they rest on, what they count, where the line is, who said it."""

from facilitator.agenda.model import Rank, Rate, Step, Vote
from facilitator.blocks import Base
from facilitator.series import wording
from facilitator.series.blocks import ranged
from facilitator.series.matching import Row
from facilitator.series.whole import Series, Whole
from facilitator.steps.common import line_words
from facilitator.steps.vote_blocks import is_votes


def base(series: Series, whole: Whole, part: int = 0) -> Base:
    """Return what a part rests on, how it is added, and where its line is."""
    told = (wording.way_name(whole.way, series.words), line(series, whole, part))
    return Base(wording.base(series, whole, part), " · ".join(filter(None, told)))


def line(series: Series, whole: Whole, part: int = 0) -> str:
    """Return the words on the line after the k-th; empty where it parts nothing."""
    above, cut = len(whole.tally.facets[part].above), whole.tally.cut
    if not cut or not len(whole.tally.facets[part].items) > above >= cut or is_single(whole, part):
        return ""
    return line_words(cut, above, series.words)


def unit(series: Series, whole: Whole) -> str:
    """Return what a step's figures count, in its own way of adding."""
    words = series.words
    if whole.way == "votes":
        return given_unit(series, whole.step)
    return words("forums") if whole.way == "forums" else words("forum points")


def given_unit(series: Series, step: Step) -> str:
    """Return what was given in a step, as the forums counted it."""
    words = series.words
    match step:
        case Vote():
            return words("votes") if is_votes(step) else words("dots")
        case Rank():
            return words("points")
        case Rate():
            return words("mean")
        case _:
            return words("tables")


def is_single(whole: Whole, part: int = 0) -> bool:
    """Tell whether every item of a part was there in one forum only: then nothing was added up."""
    return len(whole.forums) > 1 and all(len(row.cells) == 1 for row in whole.parts[part].rows)


def said_in(series: Series, row: Row) -> str:
    """Return the forums that an item was in, in words."""
    return ranged([series.forums[at].name for at in sorted({cell.forum for cell in row.cells})], series.words)
