"""Deciding what is the same in a series: every decision is in the file before it counts, and can be taken back."""

from collections.abc import Callable
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.series import wordings
from facilitator.series.gather import Gathered
from facilitator.series.whole import Series
from facilitator.series.wordings import Wordings
from facilitator.text import clean
from facilitator.words import Words


class Decisions:
    """The list of a series' wordings while somebody works on it, and the series as it stands by that list.

    Args:
        gathered: The sessions.
        words: The interface's language.
        path: Where the list lies; beside the first session where None.

    Raises:
        FacilitatorError: the list cannot be read.
    """

    def __init__(self, gathered: Gathered, words: Words, path: Path | None = None) -> None:
        self._gathered = gathered
        self._path = path or gathered.forums[0].path.parent / wordings.FILE
        self._earlier: list[Wordings] = []
        self.series = Series(gathered, words, wordings.load(self._path, words))

    @property
    def can_undo(self) -> bool:
        """Whether a decision was made here that still stands."""
        return bool(self._earlier)

    def decide(self, change: Callable[[Wordings], Wordings]) -> None:
        """Change the list, as it lies on the disk now, and add the series up anew.

        Raises:
            FacilitatorError: the list cannot be read or written; nothing is decided then.
        """
        before = wordings.load(self._path, self.series.words)
        self._write(change(before))
        self._earlier.append(before)

    def undo(self) -> None:
        """Take the last decision back that was made here; nothing where there is none.

        Raises:
            FacilitatorError: the list cannot be written, or somebody else changed it; the decision stands then.
        """
        if not self._earlier:
            return
        words, now = self.series.words, wordings.load(self._path, self.series.words)
        if now != self.series.wordings:
            self._earlier.clear()
            self.series = Series(self._gathered, words, now)
            raise FacilitatorError(words("{file} was changed in another window; nothing is taken back.",
                                         file=clean(self._path.name)))  # fmt: skip
        self._write(self._earlier[-1])
        self._earlier.pop()

    def speak(self, gathered: Gathered, words: Words) -> None:
        """Go on with the sessions read anew, in a language; what was decided here can still be taken back."""
        self._gathered = gathered
        self.series = Series(gathered, words, wordings.load(self._path, words))

    def _write(self, listed: Wordings) -> None:
        wordings.save(self._path, listed, self.series.words)
        self.series = Series(self._gathered, self.series.words, listed)
