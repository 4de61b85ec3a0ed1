"""What the runner puts on disk: one command after another, while the app goes on; and following another's writing."""

import asyncio
from collections.abc import Callable, Sequence

from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.session.events import Event


class Recording:
    """Records for a screen, off its event loop, in the order it was asked to.

    Args:
        desk: The open session.
        tell: Hears what should be known about the file and was not known when it was opened, as that its disk fills.
    """

    def __init__(self, desk: Desk, tell: Callable[[str], None]) -> None:
        self._desk, self._tell = desk, tell
        self._told = set(desk.notices)
        self._one_at_a_time = asyncio.Lock()

    async def record(self, events: Sequence[Event], rows: Sequence[str] = ()) -> None:
        """Record events as one command; when this returns they are on disk.

        Args:
            events: The events.
            rows: The row of a file that each event came from; none where they were typed.

        Raises:
            FacilitatorError: nothing was recorded, and why.
        """
        async with self._one_at_a_time:
            await self._desk.record_async(events, rows)
        for notice in self._desk.notices:
            if notice not in self._told:
                self._told.add(notice)
                self._tell(notice)

    async def turn(self, back: bool) -> list[Event]:
        """Undo the last command, or do again what was undone last, and return what it had recorded.

        Raises:
            FacilitatorError: nothing was changed, and why.
        """
        async with self._one_at_a_time:
            return await (self._desk.undo_async() if back else self._desk.redo_async())

    async def close(self) -> None:
        """Let go of the file when what is on its way has arrived.

        Raises:
            FacilitatorError: the tallies could not be put beside the log; every event is on disk all the same.
        """
        async with self._one_at_a_time:
            self._desk.close()


class Following:
    """Keeps a review up with the window that records.

    Args:
        desk: The session, open for reading.
        changed: Called when there is something new.
        lost: Told, once, why it can be followed no more.
    """

    def __init__(self, desk: Desk, changed: Callable[[], None], lost: Callable[[str], None]) -> None:
        self._desk, self._changed, self._lost = desk, changed, lost
        self._is_lost = False

    def look(self) -> None:
        """Look once whether another window recorded anything; when it did not, that costs two looks at the disk."""
        if self._is_lost:
            return
        try:
            has_changed = self._desk.refresh()
        except FacilitatorError as error:
            self._is_lost = True
            self._lost(str(error))
            return
        if has_changed:
            self._changed()
