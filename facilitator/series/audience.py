"""What an audience may see of a series: the rules of `report/audience.py`, before anything is added up.

A step that is hidden in one forum is left out of all. A forum where fewer answered than may be told does not count in
that step: beside the other forums' figures, a sum with it in would give its own away.
"""

from collections.abc import Mapping, Sequence, Set
from functools import cached_property

from msgspec.structs import replace

from facilitator.report.audience import RULES, Audience, are_few, forum_for, names_cleared
from facilitator.report.model import Report
from facilitator.series.adding_told import too_few
from facilitator.series.appendix import with_figures, with_notes
from facilitator.series.figures import StepFigures, steps
from facilitator.series.gather import Forum, Gathered
from facilitator.series.report import build, to_talk_about
from facilitator.series.whole import Series
from facilitator.steps.common import is_hidden


class SeriesSummary:
    """All that the writers of a series' summary are given.

    Args:
        series: The series with what the audience may see, and nothing else.
        audience: Who it is for.
        questions: What there is to talk about; counted from the ballots, which are not there any more.
    """

    def __init__(self, series: Series, audience: Audience, questions: Sequence[str]) -> None:
        self.series, self.audience, self.questions = series, audience, questions

    @cached_property
    def report(self) -> Report:
        """The report; like all that follows it is built once, whatever formats it is written in."""
        return build(self.series, questions=self.questions)

    @cached_property
    def figures(self) -> Sequence[StepFigures]:
        """All figures, step by step."""
        return steps(self.series)

    @cached_property
    def report_with_figures(self) -> Report:
        """The report with all figures at its end."""
        return with_figures(self.report, self.figures, self.series.words)

    @cached_property
    def report_for_wall(self) -> Report:
        """The report for a wall, with all figures in its notes."""
        return with_notes(build(self.series, True, self.questions), self.figures, self.series.words)


def series_for(series: Series, audience: Audience) -> SeriesSummary:
    """Return a series' summary with all that an audience may see, and nothing else.

    Args:
        series: The series; it is not changed.
        audience: Who it is for.
    """
    rule = RULES[audience]
    if rule == RULES["organisers"]:
        return SeriesSummary(series, audience, to_talk_about(series))
    counted = _counted(series, audience)
    hidden, few = counted.without, counted.few
    # Somebody who has an action in one forum may be named in a note of another.
    clear = names_cleared([forum.book for forum in series.forums], audience)
    told = [
        replace(forum, book=forum_for(forum.book, audience, hidden, {step for step in few if at in few[step]}, clear))
        for at, forum in enumerate(series.forums)
    ]
    questions = [clear(text) for text in to_talk_about(counted)]
    return SeriesSummary(_with(counted, told, hidden, few), audience, questions)


def not_counted(series: Series, audience: Audience) -> list[str]:
    """Return which forums will not count in which step for an audience, in sentences; cheap where all is counted."""
    return too_few(_counted(series, audience))


def _counted(series: Series, audience: Audience) -> Series:
    """Return a series in which only what an audience may be told of counts; its sessions are still whole."""
    rule = RULES[audience]
    hidden = frozenset[str]() if rule.hidden or series.reveal else _hidden(series)
    return _with(series, series.forums, hidden, {} if rule.few else _few(series, hidden))


def _with(series: Series, forums: Sequence[Forum], without: Set[str], few: Mapping[str, Set[int]]) -> Series:
    gathered = Gathered(tuple(forums), tuple(series.notices))
    return Series(gathered, series.words, series.wordings, series.reveal, without=without, few=few)


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
