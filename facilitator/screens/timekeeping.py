"""The machine's clock may be set while a session is open; the time a step has left must not jump for that."""

from datetime import timedelta

from facilitator.desk import Desk
from facilitator.session.events import ClockSet
from facilitator.session.live import Surroundings

# A clock that is only corrected a little changes nothing that anybody sees.
_NOTICED = 2.0


class Timekeeping:
    """Compares the machine's clock with one that nobody sets.

    Args:
        desk: The open session.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: tuple[Surroundings, float] | None = None

    def look(self) -> list[ClockSet]:
        """Return what is to be recorded now: by how much the clock was set since the last look; mostly nothing."""
        around = self._desk.session.surroundings
        if around.steady is None:
            return []
        seen, self._seen = self._seen, (around, around.now().timestamp() - around.steady())
        seconds = self._seen[1] - seen[1] if seen is not None and seen[0] is around else -self._ahead(around)
        is_set = abs(seconds) >= _NOTICED and self._desk.state.current is not None
        return [ClockSet(seconds=round(seconds, 3))] if is_set else []

    def _ahead(self, around: Surroundings) -> float:
        """Return by how much the last entry is in the future: the clock went back while the session was closed."""
        last = self._desk.state.last_at
        return max((last - around.now()) / timedelta(seconds=1), 0.0) if last is not None else 0.0
