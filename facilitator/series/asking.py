"""Which step of a series asked what: answers that were read back and joined stand once, where they were joined."""

from facilitator.agenda.model import Collect, Merge, Step
from facilitator.series.whole import Series, Whole


def read_back(series: Series, whole: Whole) -> Whole | None:
    """Return the step that read back and joined a step's answers in every forum that had any: they stand there once.

    Args:
        series: The series.
        whole: The step.
    """
    if not isinstance(whole.step, Collect) or whole.tally.parted:
        return None
    for step in series.steps.values():
        if isinstance(step, Merge) and _whole_of(step) == whole.step.id:
            later = series.whole(step.id)
            if set(whole.forums) <= set(later.forums):
                return later
    return None


def _whole_of(step: Merge) -> str | None:
    """Return the one step whose answers a list takes whole; None where it takes several or only the first ones."""
    one = step.sources[0] if len(step.sources) == 1 else None
    return one.step if one is not None and one.first is None else None


def asked(series: Series, step: Step) -> Step:
    """Return the step whose question a section answers: of a list that was joined from one step, that step."""
    if isinstance(step, Merge):
        source = series.steps.get(_whole_of(step) or "")
        if source is not None and read_back(series, series.whole(source.id)) is not None:
            return source
    return step
