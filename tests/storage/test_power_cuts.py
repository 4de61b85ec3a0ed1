"""On a simulated disk: whatever fails and wherever, what opens is a prefix that holds everything acknowledged."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from copy import copy
from pathlib import Path
from random import Random

import pytest
from simulated_disk import PowerCutError, SimulatedDisk, Site
from storage_samples import WORDS, Event, event

from facilitator.storage import machine, store
from facilitator.storage.problems import StorageError
from facilitator.storage.session_log import SessionLog
from facilitator.storage.view import SessionView

SURVIVORS = 12


class NoLock:
    """Nobody else is at this disk."""

    def __init__(self, *_: object) -> None:
        pass

    def release(self) -> None:
        pass

    take_back = release


class Writer:
    """Somebody who records, closes and opens again, and remembers what was acknowledged and what was tried."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.acknowledged: list[Event] = []
        self.tried: list[list[Event]] = []
        self._tries = 0

    def work(self) -> None:
        """Go through everything a session goes through; whatever is refused is tried once more."""
        for _ in range(2):
            with suppress(StorageError):
                new = self._note(self._new(1, 2))
                log = SessionLog.create(self.path, new, WORDS)
                self._acknowledge(new)
                break
        else:
            return
        for sizes in ([1, 3, 9], [1], [2, 1]):
            for size in sizes:
                self._append(log, size)
            with suppress(StorageError):
                log.close({"answers": [{"n": len(self.acknowledged)}]})
            with suppress(StorageError):
                log.close()
            log.release()
            with suppress(StorageError):
                log = SessionLog.open(self.path, WORDS)
                self._read(log)
        log.release()

    def go_on(self, count: int) -> None:
        """Open again after a crash, record, and leave without closing."""
        log = SessionLog.open(self.path, WORDS)
        self._read(log)
        for _ in range(count):
            self._append(log, 2)
        log.release()

    def _append(self, log: SessionLog, size: int) -> None:
        for _ in range(2):
            first = len(self.acknowledged) + 1
            new = self._note(self._new(first, size))
            with suppress(StorageError):
                log.append(new)
                self._acknowledge(new)
                return

    def _new(self, first: int, size: int) -> list[Event]:
        self._tries += 1
        return [event(seq, text=f"try {self._tries}" + "å" * (seq % 3 * 400)) for seq in range(first, first + size)]

    def _note(self, new: list[Event]) -> list[Event]:
        self.tried.append(self.acknowledged + new)
        return new

    def _acknowledge(self, new: list[Event]) -> None:
        self.acknowledged = self.acknowledged + new
        self.tried = []

    def _read(self, log: SessionLog) -> None:
        self.acknowledged = [dict(document) for document in log.read()]
        self.tried = []


def check(path: Path, writer: Writer) -> list[Event]:
    """Check what opens, and return it."""
    if not writer.acknowledged and path not in machine.files.names:  # type: ignore[attr-defined]
        return []
    seen = list(SessionView(path, WORDS).read())
    log = SessionLog.open(path, WORDS)
    found = [dict(document) for document in log.read()]
    log.release()
    assert seen == found
    assert found[: len(writer.acknowledged)] == writer.acknowledged
    assert found in (writer.acknowledged, *writer.tried), "a part of a write, or something else"
    return found


@pytest.fixture(autouse=True)
def no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "Lock", NoLock)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Restored when the test is over, whatever `use` puts there.
    monkeypatch.setattr(machine, "files", machine.files)
    return tmp_path / "a.json"


def use(disk: SimulatedDisk) -> SimulatedDisk:
    machine.files = disk
    return disk


def cuts(path: Path, broken: frozenset[Site] = frozenset()) -> Iterator[tuple[Writer, dict[Path, bytes]]]:
    """Cut the power before every call, and give what each power cut may leave."""
    whole = use(SimulatedDisk(broken=broken))
    Writer(path).work()
    for cut_at in range(1, whole.calls + 2):
        disk = use(SimulatedDisk(cut_at=cut_at, broken=broken))
        writer = Writer(path)
        with suppress(PowerCutError):
            writer.work()
        for number in range(SURVIVORS):
            yield copy(writer), disk.survivors(Random(cut_at * 100 + number) if number else None)


def check_all(path: Path, broken: frozenset[Site] = frozenset()) -> int:
    """Check everything that a power cut may leave; return how many sessions opened."""
    seen = 0
    for writer, left in cuts(path, broken):
        use(SimulatedDisk(left))
        seen += bool(check(path, writer))
    return seen


def test_after_a_power_cut_everything_acknowledged_is_there(path: Path) -> None:
    assert check_all(path) > 300


def test_a_power_cut_while_a_long_journal_is_put_into_the_file_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "FOLD_AT", 1000)
    assert check_all(path) > 300


def sites(path: Path) -> list[Site]:
    disk = use(SimulatedDisk())
    Writer(path).work()
    return sorted(disk.sites)


def test_without_any_one_of_the_syncs_it_would_not_be(path: Path) -> None:
    found = sites(path)
    assert [name for name, _ in found] == ["disk.py", "disk.py", "journal.py", "journal.py"]
    for site in found:
        with pytest.raises((AssertionError, StorageError)):
            check_all(path, frozenset([site]))


def test_a_second_power_cut_while_the_first_is_recovered_from_loses_nothing(path: Path) -> None:
    random = Random(1)
    for writer, left in cuts(path):
        if path not in left or random.random() < 0.8:
            continue
        disk = use(SimulatedDisk(left, cut_at=random.randint(1, 12)))
        with suppress(PowerCutError):
            writer.go_on(3)
        for number in range(3):
            use(SimulatedDisk(disk.survivors(Random(number) if number else None)))
            check(path, writer)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("lasts", [1, 2, 10_000])
@pytest.mark.parametrize("fold_at", [store.FOLD_AT, 1000])
def test_whatever_call_fails_nothing_acknowledged_is_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, lasts: int, fold_at: int
) -> None:
    monkeypatch.setattr(store, "FOLD_AT", fold_at)
    whole = use(SimulatedDisk())
    Writer(path).work()
    for fails_at in range(1, whole.calls + 1):
        disk = failing_disk(fails_at, lasts, number)
        writer = Writer(path)
        writer.work()
        for left in (disk.contents(), *(disk.survivors(Random(seed) if seed else None) for seed in range(4))):
            use(SimulatedDisk(left))
            check(path, writer)


def test_a_short_write_is_gone_on_with(path: Path) -> None:
    whole = use(SimulatedDisk())
    Writer(path).work()
    for shortened in range(1, whole.calls + 1):
        disk = use(SimulatedDisk())

        def shorten(_: str, disk: SimulatedDisk = disk, at: int = shortened) -> None:
            disk.shortened = disk.calls == at

        disk._fault = shorten
        writer = Writer(path)
        writer.work()
        assert len(writer.acknowledged) == 19
        use(SimulatedDisk(disk.contents()))
        assert check(path, writer) == writer.acknowledged


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_what_fails_while_recovering_is_recovered_from_later(path: Path, number: int) -> None:
    random = Random(2)
    for writer, left in cuts(path):
        if path not in left or random.random() < 0.8:
            continue
        failing_disk(random.randint(1, 6), 1, number, left)
        with suppress(StorageError):
            writer.go_on(1)
        use(SimulatedDisk(machine.files.contents()))  # type: ignore[attr-defined]
        check(path, writer)


def failing_disk(fails_at: int, lasts: int, number: int, left: dict[Path, bytes] | None = None) -> SimulatedDisk:
    """Return a disk on which some calls fail."""
    disk = use(SimulatedDisk(left))

    def fail(_: str) -> None:
        if fails_at <= disk.calls < fails_at + lasts:
            raise OSError(number, os.strerror(number))

    disk._fault = fail
    return disk
