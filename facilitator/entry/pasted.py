"""Several lines pasted at once: which of them the entry line can take."""

from collections.abc import Sequence

from facilitator.agenda.model import Step
from facilitator.steps.line import Reading


def as_one_line(step: Step, before: str, lines: Sequence[str], readings: Sequence[Reading]) -> tuple[str, int]:
    """Return what the entry line becomes, to be seen before Enter, and how many lines it holds.

    A ballot is one line, and lines that name tables of their own would all go to the first: of them one is taken.

    Args:
        step: The step they are for.
        before: What stands on the line already.
        lines: The pasted lines, at least one.
        readings: What each would mean.
    """
    if step.kind in ("collect", "talk", "act") and not any(map(is_addressed, readings)):
        return "; ".join([before, *lines] if before else lines), len(lines)
    return before + lines[0], 1


def is_addressed(reading: Reading) -> bool:
    """Tell whether a line names who it is for, is a command, or cannot be read."""
    return reading.target is None or reading.target.named
