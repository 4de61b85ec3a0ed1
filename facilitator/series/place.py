"""Where somebody is in a comparison: which step, part and way of adding, which row; it knows no widgets."""

from facilitator.agenda.model import Talk
from facilitator.counting.stability import Stability
from facilitator.series.page import Line, Page, page
from facilitator.series.ways import WAYS, Way
from facilitator.series.whole import Series, Whole
from facilitator.text import key

Shown = tuple[str, int, Way]


class Place:
    """A place in a series. What was looked at before keeps its row and its way; every page is set once.

    Attributes:
        series: The series.
        first: The first forum that has a column, where not all have.
        marked: The names of the rows that are marked.
    """

    def __init__(self, series: Series) -> None:
        self.first = 0
        self.marked: frozenset[str] = frozenset()
        self._step, self._part = "", 0
        self._ways: dict[str, Way] = {}
        self._chosen: dict[str, str] = {}
        self.take(series)

    def take(self, series: Series) -> None:
        """Go on in the series added up anew, at the same step and row."""
        self.series = series
        self._pages: dict[Shown, Page] = {}
        self._stable: dict[Shown, Stability[int]] = {}
        self.steps = [name for name, step in series.steps.items() if not isinstance(step, Talk)]
        if self._step not in self.steps:
            self._step, self._part = self._begin(), 0
        self._part = min(self._part, max(len(self.whole.parts) - 1, 0)) if self.steps else 0

    @property
    def whole(self) -> Whole:
        """The step; KeyError where the series has none with items."""
        return self.series.whole(self._step)

    @property
    def turn(self) -> tuple[int, int]:
        """Which of how many steps this is, from 1."""
        return self.steps.index(self._step) + 1, len(self.steps)

    @property
    def shown(self) -> Shown:
        """The step by its id, the part from 0, and the way of adding."""
        return self._step, self._part, self._ways.get(self._step, self.whole.way)

    @property
    def page(self) -> Page | None:
        """The part that is shown, None where the step has none yet."""
        if not self.whole.parts:
            return None
        at = self.shown
        if at not in self._pages:
            self._pages[at] = page(self.series, self.whole, *at[1:])
        return self._pages[at]

    @property
    def line(self) -> Line | None:
        """The chosen row, None where there is none."""
        lines = self.page.lines if self.page is not None else ()
        wanted = self._chosen.get(self._step)
        return next((line for line in lines if key(line.name) == wanted), next(iter(lines), None))

    @property
    def stability(self) -> Stability[int] | None:
        """What hangs on single forums here, None as long as nobody has counted it."""
        return self._stable.get(self.shown)

    def counted(self, shown: Shown, stability: Stability[int]) -> None:
        """Take what hangs on single forums."""
        self._stable[shown] = stability

    def choose(self, number: str) -> bool:
        """Go to the row of an item by its number; tells whether there is one."""
        lines = self.page.lines if self.page is not None else ()
        line = next((one for one in lines if str(one.number) == number), None)
        if line is not None:
            self._chosen[self._step] = key(line.name)
        return line is not None

    def mark(self) -> None:
        """Mark the chosen row, or take its mark away."""
        if self.line is not None:
            self.marked ^= {self.line.name}

    def look(self, by: int) -> None:
        """Turn to another step; it stops at both ends."""
        at = min(max(self.steps.index(self._step) + by, 0), len(self.steps) - 1)
        if self.steps[at] != self._step:
            self._step, self._part, self.marked = self.steps[at], 0, frozenset()

    def turn_part(self, by: int) -> None:
        """Turn to another part of the step."""
        if self.whole.parts:
            self._part = (self._part + by) % len(self.whole.parts)

    def turn_way(self, by: int) -> None:
        """Add up in another way."""
        self._ways[self._step] = WAYS[(WAYS.index(self.shown[2]) + by) % len(WAYS)]

    def _begin(self) -> str:
        """Return the first vote or ranking, else the first step that has items."""
        wholes = [self.series.whole(name) for name in self.steps]
        chosen = [one for one in wholes if one.step.kind in ("vote", "rank")]
        first = chosen or [one for one in wholes if one.tally.items] or wholes
        return first[0].step.id if first else ""
