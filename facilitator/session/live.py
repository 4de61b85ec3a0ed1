"""The live session: does commands, undoes and redoes them, and tells who subscribed.

What is done is on disk before the state shows it, so that what the screen says was recorded, was.
"""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec import Struct

from facilitator.session.counting import distinct, undone_commands
from facilitator.session.events import ClockSet, Event, Opened, Redone, Undone
from facilitator.session.fold import apply, fold
from facilitator.session.log import Document, Log
from facilitator.session.record import Record, decode_all, encode
from facilitator.session.state import State
from facilitator.words import Words

if TYPE_CHECKING:
    from concurrent.futures import Future


class Surroundings(Struct, frozen=True):
    """What a session takes from the world: the time, and new ids. Tests and replays bring their own.

    `steady` are seconds that nobody can set, to notice that the clock was; None where there are none.
    """

    now: Callable[[], datetime]
    new_id: Callable[[], str]
    steady: Callable[[], float] | None = None


def real_surroundings() -> Surroundings:
    """Return the machine's own clock, in the room's wall time, and random ids."""
    return Surroundings(lambda: datetime.now().astimezone(), lambda: uuid4().hex[:12], _steady_seconds)


def _steady_seconds() -> float:
    """Return seconds from an unknown beginning, which go on while the machine sleeps."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        clock: int | None = getattr(time, name, None)
        if clock is not None and sys.platform != "win32":
            return time.clock_gettime(clock)
    return time.monotonic()


class Session:
    """One session over its log.

    Args:
        log: Where the events are.
        words: The language of error sentences.
        surroundings: Clock and ids.

    Raises:
        FacilitatorError: the log does not hold a session.
    """

    def __init__(self, log: Log, words: Words, surroundings: Surroundings | None = None) -> None:
        self._log = log
        self._words = words
        self.surroundings = surroundings or real_surroundings()
        self._subscribers: list[Callable[[], None]] = []
        self._batch: list[Document] | None = None
        self._on_their_way: deque[tuple[list[Record], Future[None]]] = deque()
        self.state: State
        self._reload()

    def do(self, events: Sequence[Event], rows: Sequence[str] = ()) -> str:
        """Record events as one command, and return its id.

        Args:
            events: The events.
            rows: The row of a file that each event came from; none where they were typed.

        Raises:
            FacilitatorError: nothing was recorded, and why.
        """
        command, documents, records = self._numbered(events, rows)
        self._write(documents)
        self._settle()
        self._show(records)
        return command

    async def do_async(self, events: Sequence[Event], rows: Sequence[str] = ()) -> str:
        """Like `do`, but let the event loop run while the disk works; commands that wait together share one write.

        Everything here is called from one thread, with one event loop, and not from within `batch`. The state shows a
        command when it is on the disk and not before: a line that builds on another is read when that has arrived.

        Raises:
            FacilitatorError: nothing was recorded, and why.
        """
        import asyncio

        loop = asyncio.get_running_loop()
        arrived: asyncio.Future[None] = loop.create_future()
        command, documents, records = self._numbered(events, rows)
        written = self._log.submit(documents)
        self._on_their_way.append((records, written))

        def arrive() -> None:
            self._settle()
            if not arrived.cancelled():
                arrived.set_result(None)

        written.add_done_callback(lambda _: loop.call_soon_threadsafe(arrive))
        await arrived
        written.result()
        return command

    def undo(self) -> list[Record]:
        """Leave out the last command that counts, and return its events; nothing where there is none."""
        event = self.undoing()
        if event is None:
            return []
        self.do([event])
        return self.command(event.target)

    def redo(self) -> list[Record]:
        """Let the command that was last undone count again, and return its events; nothing where there is none."""
        event = self.redoing()
        if event is None:
            return []
        self.do([event])
        return self.command(event.target)

    def undoing(self) -> Undone | None:
        """Return the event that would undo the last command that counts; None where there is none."""
        target = self._last_counting()
        return None if target is None else Undone(target=target)

    def redoing(self) -> Redone | None:
        """Return the event that would do again what was last undone; None where there is none."""
        target = self._last_undone()
        return None if target is None else Redone(target=target)

    def command(self, command: str) -> list[Record]:
        """Return the events of a command."""
        return [record for record in distinct(self._records) if record.command == command]

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Record all commands within as one write at the end; when it fails, none of them count.

        Raises:
            FacilitatorError: nothing of the batch was recorded, and why.
        """
        self._batch = []
        try:
            yield
            if self._batch:
                self._log.append(self._batch)
        except BaseException:
            self._batch = None
            self._reload()
            raise
        self._batch = None

    def subscribe(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Call `tell` after every change; the function returned ends that."""
        self._subscribers.append(tell)
        return lambda: self._subscribers.remove(tell)

    def reload(self, log: Log | None = None) -> None:
        """Read all events anew, from the same log or from another that goes on where it ends.

        Args:
            log: The other log.

        Raises:
            FacilitatorError: the log does not hold a session.
        """
        if log is not None:
            self._log = log
        self._reload()
        self._tell()

    def _numbered(
        self, events: Sequence[Event], rows: Sequence[str]
    ) -> tuple[str, list[Document], list[Record]]:
        """Return a new command's id, and its events as documents and as records, numbered after all on their way."""
        command = self.surroundings.new_id()
        at = self.surroundings.now()
        first = self._records[-1].seq + 1 + sum(len(records) for records, _ in self._on_their_way)
        documents: list[Document] = [
            encode(event, first + offset, self.surroundings.new_id(), command, at, row)
            for offset, (event, row) in enumerate(zip(events, rows or [""] * len(events), strict=True))
        ]
        # Decoded first: what could not be read back is refused before it is on disk.
        return command, documents, decode_all(documents)

    def _settle(self) -> None:
        """Show the commands that have reached the disk, in their order; those that failed are forgotten."""
        while self._on_their_way and self._on_their_way[0][1].done():
            records, written = self._on_their_way.popleft()
            if written.exception() is None:
                self._show(records)

    def _show(self, records: Sequence[Record]) -> None:
        self._records.extend(records)
        if any(isinstance(record.event, Undone | Redone) for record in records):
            self.state = fold(self._records, self._words)
        else:
            for record in records:
                apply(self.state, record)
        self._tell()

    def _write(self, documents: list[Document]) -> None:
        if self._batch is None:
            self._log.append(documents)
        else:
            self._batch.extend(documents)

    def _reload(self) -> None:
        self._records = decode_all(list(self._log.read()))
        self.state = fold(self._records, self._words)

    def _tell(self) -> None:
        for tell in tuple(self._subscribers):
            tell()

    def _last_counting(self) -> str | None:
        records = distinct(self._records)
        out = undone_commands(records)
        for record in reversed(records):
            if isinstance(record.event, Opened):
                return None
            if record.command not in out and not isinstance(record.event, Undone | Redone | ClockSet | None):
                opening = self._records[0].command
                return record.command if record.command != opening else None
        return None

    def _last_undone(self) -> str | None:
        stack: list[str] = []
        for record in distinct(self._records):
            match record.event:
                case Undone(target=target):
                    stack.append(target)
                case Redone(target=target) if target in stack:
                    stack.remove(target)
                case ClockSet() | None:
                    pass
                case _:
                    # Something new was done: what was undone before it is past.
                    stack.clear()
        return stack[-1] if stack else None


def opening(
    opened: Opened, groups: Sequence[Event], surroundings: Surroundings, carried: Sequence[Event] = ()
) -> list[Document]:
    """Return the first documents of a new session: its agenda and its groups, as one command.

    Args:
        opened: The opening event.
        groups: The events that tell of groups and people.
        surroundings: Clock and ids.
        carried: What comes along from an earlier session: a command of its own, which can be undone.
    """
    command, second = surroundings.new_id(), surroundings.new_id() if carried else ""
    at = surroundings.now()
    commands = [*((event, command) for event in (opened, *groups)), *((event, second) for event in carried)]
    return [
        encode(event, seq, surroundings.new_id(), command, at) for seq, (event, command) in enumerate(commands, start=1)
    ]
