"""Many writers, one disk: whatever waits is written together, and each writer hears when its own is on the disk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Events = list[dict[str, Any]]
# Hears that events are on the disk, or why they are not.
_Report = Callable[[BaseException | None], None]


class GroupCommit:
    """Takes numbered events from any thread and writes them in order.

    Args:
        check: Returns events as they will be kept, the first of which must have a given number; or refuses them.
        write: Puts events on the disk, all or none.
        last: The number of the last event there is.
    """

    def __init__(
        self,
        check: Callable[[Sequence[Mapping[str, Any]], int], Events],
        write: Callable[[Events], None],
        last: int,
    ) -> None:
        self._check, self._write = check, write
        self._written = self._last = last
        self._waiting: list[tuple[Events, _Report]] = []
        self._queue = Lock()
        self._disk = Lock()
        self._worker: ThreadPoolExecutor | None = None
        # Whether the thread is on its way to write what waits.
        self._is_called = False

    def run(self, documents: Sequence[Mapping[str, Any]]) -> None:
        """Write events; when this returns they are on the disk."""
        outcome: list[BaseException | None] = []
        self._enqueue(documents, outcome.append)
        # Whoever comes to the disk first writes for all who wait; the others find it done.
        self._flush()
        if outcome[0] is not None:
            raise outcome[0]

    def submit(self, documents: Sequence[Mapping[str, Any]]) -> "Future[None]":
        """Have events written by a thread of its own; the future is done when they are on the disk."""
        # Whoever only reads does without threads.
        from concurrent.futures import Future, ThreadPoolExecutor

        future: Future[None] = Future()

        def report(error: BaseException | None) -> None:
            if error is None:
                future.set_result(None)
            else:
                future.set_exception(error)

        self._enqueue(documents, report)
        with self._queue:
            if self._worker is None:
                self._worker = ThreadPoolExecutor(1, thread_name_prefix="journal")
            if not self._is_called:
                self._is_called = True
                self._worker.submit(self._work)
        return future

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Keep all writing waiting meanwhile."""
        with self._disk:
            yield

    def close(self) -> None:
        """Write what waits, and end the thread."""
        self._flush()
        with self._queue:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.shutdown()

    def _enqueue(self, documents: Sequence[Mapping[str, Any]], report: _Report) -> None:
        with self._queue:
            events = self._check(documents, self._last + 1)
            self._last += len(events)
            self._waiting.append((events, report))

    def _work(self) -> None:
        with self._queue:
            self._is_called = False
        self._flush()

    def _flush(self) -> None:
        with self._disk:
            with self._queue:
                taken, self._waiting = self._waiting, []
            events = [event for batch, _ in taken for event in batch]
            failure: BaseException | None = None
            try:
                if events:
                    self._write(events)
                self._written += len(events)
            except BaseException as error:
                failure = error
                with self._queue:
                    # Those that came meanwhile are numbered after the ones that failed.
                    taken += self._waiting
                    self._waiting, self._last = [], self._written
            # Before anybody else comes to the disk: each hears in the order of the events.
            for _, report in taken:
                report(failure)
