"""How long steps were before they became shorter for a day to fit, so that minutes to spare can go back to them."""

from collections.abc import Mapping

from facilitator.planning import whole
from facilitator.planning.day import minutes_of
from facilitator.planning.draft import Draft
from facilitator.planning.fitting import Fitting


class Earlier:
    """Remembers lengths by the steps' ids, for as long as an agenda is prepared."""

    def __init__(self) -> None:
        # By the length that a step has now too: a length that she gives it herself is what she wants.
        self._was: dict[tuple[str, int], int] = {}

    def remember(self, draft: Draft, minutes: Mapping[int, int]) -> None:
        """Remember how long steps are that get new lengths.

        Args:
            draft: The draft before that.
            minutes: The new lengths, by the steps' places.
        """
        for at, length in minutes.items():
            name, now = f"{draft.steps[at].get('id')}", minutes_of(draft.steps[at])
            self._was[name, length] = self._was.get((name, now), now)

    def back(self, draft: Draft) -> dict[int, int]:
        """Return the lengths of the steps that can have back what is to spare in a draft; empty where nothing is."""
        end = whole.end_of(draft)
        was = {at: self._was.get((f"{step.get('id')}", minutes_of(step)), 0) for at, step in enumerate(draft.steps)}
        if end is None or not any(was.values()) or (whole.day_of(draft).over or 0) >= 0:
            return {}
        return Fitting(draft.steps, whole.begin_of(draft), end).given_back(was)
