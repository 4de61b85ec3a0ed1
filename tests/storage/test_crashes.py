"""On the real system: processes killed, files limited, disks full; what was acknowledged is there."""

import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from storage_samples import POSIX, WORDS, Event, created, event, events, reopened

from facilitator.storage.load import journal_path
from facilitator.storage.session_log import SessionLog
from facilitator.storage.view import SessionView

ROUNDS = 30

# Appends, and closes and opens again now and then; prints what is acknowledged.
CHILD = """
import sys
from pathlib import Path
from facilitator.storage.problems import StorageError
from facilitator.storage.session_log import SessionLog
from facilitator.words import Words

if len(sys.argv) > 2:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
log = SessionLog.open(Path(sys.argv[1]), Words("en"))
seq = len(list(log.read()))
while seq < 100_000:
    batch = [{"seq": seq + n, "id": f"e{seq + n}", "command": "c", "at": "2010-06-07", "v": 1, "type": "t"}
             for n in range(1, 2 + seq % 3)]
    try:
        log.append(batch)
    except StorageError as error:
        print(error, flush=True)
        break
    seq += len(batch)
    print(seq, flush=True)
    if seq % 50 < 2 and len(sys.argv) == 2:
        log.close({"n": [{"count": seq}]})
        log = SessionLog.open(Path(sys.argv[1]), Words("en"))
if len(sys.argv) > 2:
    log.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "serie" / "möte.json"


@POSIX
def test_a_killed_process_loses_nothing_acknowledged(path: Path) -> None:
    created(path).close()
    chance = random.Random(1)
    for _ in range(ROUNDS):
        with subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for _ in range(chance.randint(1, 60)):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
            rest = child.stdout.read().split()
        read = reopened(path)
        assert [document["seq"] for document in read] == list(range(1, len(read) + 1))
        assert not rest or int(rest[-1]) <= len(read) <= int(rest[-1]) + 3
    assert len(read) > ROUNDS * 20


@POSIX
def test_a_file_that_may_grow_no_more_refuses_in_words_and_keeps_the_rest(path: Path) -> None:
    created(path).close()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), "9000"], capture_output=True, text=True, check=True, timeout=60
    )
    *acknowledged, refusal = done.stdout.splitlines()
    assert refusal == "möte.json could not be saved: it would be larger than the disk takes."
    read = reopened(path)
    assert [document["seq"] for document in read] == list(range(1, int(acknowledged[-1]) + 1))
    assert len(read) > 40
    log = SessionLog.open(path, WORDS)
    log.append([event(len(read) + 1)])
    log.close()


class Sessions(RuleBasedStateMachine):
    """A session that is appended to, closed, crashed and opened again, beside a list that cannot fail."""

    folder: Path

    @initialize()
    def begin(self) -> None:
        number = sum(1 for _ in self.folder.iterdir())
        self.path = self.folder / str(number) / "a.json"
        self.expected: list[Event] = [event(1)]
        self.log: SessionLog | None = SessionLog.create(self.path, self.expected, WORDS)
        self.view = SessionView(self.path, WORDS)

    @precondition(lambda self: self.log is not None)
    @rule(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=3))
    def append(self, sizes: Sequence[int]) -> None:
        assert self.log is not None
        for size in sizes:
            new = events(len(self.expected) + 1, len(self.expected) + size)
            self.log.append(new)
            self.expected += new

    @precondition(lambda self: self.log is not None)
    @rule(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=5))
    def submit(self, sizes: Sequence[int]) -> None:
        assert self.log is not None
        futures = []
        for size in sizes:
            new = events(len(self.expected) + 1, len(self.expected) + size)
            futures.append(self.log.submit(new))
            self.expected += new
        for future in futures:
            future.result(timeout=30)

    @precondition(lambda self: self.log is not None)
    @rule(derived=st.booleans())
    def close(self, derived: bool) -> None:
        assert self.log is not None
        self.log.close({"n": [{"count": len(self.expected)}]} if derived else None)
        self.log = None

    @precondition(lambda self: self.log is not None)
    @rule(half=st.binary(max_size=30).filter(lambda torn: b"\n" not in torn))
    def crash(self, half: bytes) -> None:
        assert self.log is not None
        self.log.release()
        self.log = None
        if journal_path(self.path).exists():
            with journal_path(self.path).open("ab") as journal:
                journal.write(half)

    @precondition(lambda self: self.log is None)
    @rule()
    def reopen(self) -> None:
        self.log = SessionLog.open(self.path, WORDS)
        assert list(self.log.read()) == self.expected

    @invariant()
    def seen_by_others(self) -> None:
        self.view.refresh()
        assert list(self.view.read()) == self.expected

    def teardown(self) -> None:
        if getattr(self, "log", None) is not None:
            assert self.log is not None
            self.log.release()


def test_a_session_is_a_list_that_survives_everything(tmp_path: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    machine = type("Sessions", (Sessions,), {"folder": tmp_path})
    run_state_machine_as_test(machine, settings=settings(max_examples=40, stateful_step_count=15, deadline=None))
