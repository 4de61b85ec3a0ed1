"""What an audience may see of a series: the rules of `report/audience.py`, before anything is added up.

A step that is hidden in one forum is left out of all. A forum where fewer answered than may be told does not count in
that step: beside the other forums' figures, a sum with it in would give its own away.
"""

from collections.abc import Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from facilitator.report.audience import RULES, Audience, are_few, forum_for, names_cleared
from facilitator.report.model import Report
from facilitator.series.gather import Forum, Gathered
from facilitator.series.report import build, to_talk_about
from facilitator.series.whole import Series
from facilitator.steps.common import is_hidden


class SeriesSummary(Struct, frozen=True):
    """All that the writers of a series' summary are given.

    Attributes:
        series: The series with what the audience may see, and nothing else.
        audience: Who it is for.
        questions: What there is to talk about; counted from the ballots, which are not there any more.
    """

    series: Series
    audience: Audience
    questions: Sequence[str]

    def report(self, for_wall: bool = False) -> Report:
        """Return the report, or the one for a wall."""
        return build(self.series, for_wall, self.questions)


def series_for(series: Series, audience: Audience) -> SeriesSummary:
    """Return a series' summary with all that an audience may see, and nothing else.

    Args:
        series: The series; it is not changed.
        audience: Who it is for.
    """
    rule = RULES[audience]
    if rule == RULES["organisers"]:
        return SeriesSummary(series, audience, to_talk_about(series))
    hidden = frozenset() if rule.hidden or series.reveal else _hidden(series)
    few = {} if rule.few else _few(series, hidden)
    notices = tuple(series.notices)

    def with_forums(forums: Sequence[Forum]) -> Series:
        gathered = Gathered(tuple(forums), notices)
        return Series(gathered, series.words, series.wordings, series.reveal, without=hidden, few=few)

    counted = with_forums(series.forums)
    # Somebody who has an action in one forum may be named in a note of another.
    clear = names_cleared([forum.book for forum in series.forums], audience)
    told = [
        replace(forum, book=forum_for(forum.book, audience, hidden, {step for step in few if at in few[step]}, clear))
        for at, forum in enumerate(series.forums)
    ]
    return SeriesSummary(with_forums(told), audience, [clear(text) for text in to_talk_about(counted)])


def _hidden(series: Series) -> frozenset[str]:
    """Return the steps that any forum hides."""
    return frozenset(
        step.id for forum in series.forums for step in forum.book.state.agenda.steps if is_hidden(forum.book, step)
    )


def _few(series: Series, hidden: Set[str]) -> dict[str, frozenset[int]]:
    """Return for each step the forums where fewer answered than may be told."""
    found: dict[str, set[int]] = {}
    for at, forum in enumerate(series.forums):
        for step in forum.book.state.agenda.steps:
            if step.id not in hidden and are_few(forum.book, step):
                found.setdefault(step.id, set()).add(at)
    return {step: frozenset(forums) for step, forums in found.items()}
