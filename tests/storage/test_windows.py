"""Two windows on one session: one writes, others look on, and none spoils anything."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from storage_samples import POSIX, WORDS, created, event, events, reopened

from facilitator.storage.load import journal_path
from facilitator.storage.lock import Lock, holder_path, is_held
from facilitator.storage.problems import LockedError, StorageError
from facilitator.storage.session_log import SessionLog
from facilitator.storage.view import SessionView

HOLDER = """
import sys, time
from pathlib import Path
from facilitator.storage.session_log import SessionLog
from facilitator.words import Words

log = SessionLog.open(Path(sys.argv[1]), Words("en"))
print("open", flush=True)
sys.stdin.read()
"""

# Opens, appends and leaves in every way there is, many times.
VISITOR = """
import random, sys, time
from pathlib import Path
from facilitator.storage.problems import LockedError
from facilitator.storage.session_log import SessionLog
from facilitator.words import Words

chance = random.Random(int(sys.argv[2]))
for visit in range(50):
    try:
        log = SessionLog.open(Path(sys.argv[1]), Words("en"))
    except LockedError:
        print("locked", flush=True)
        # At random, so that the two meet in ever other moments.
        time.sleep(chance.random() / 100)
        continue
    last = len(list(log.read()))
    for seq in range(last + 1, last + 1 + chance.randint(0, 3)):
        log.append([{"seq": seq, "id": f"{sys.argv[2]}-{visit}-{seq}", "command": "c", "at": "a", "v": 1, "type": "t"}])
        print(f"{sys.argv[2]}-{visit}-{seq}", flush=True)
    if chance.random() < 0.5:
        log.close({"answers": [{"n": 1}]})
    else:
        log.release()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a b 😀.json"
    created(path).close()
    return path


def test_a_second_window_is_told_since_when_and_may_look(path: Path) -> None:
    log = SessionLog.open(path, WORDS)
    log.append([event(3)])
    with pytest.raises(LockedError, match=r"^a b 😀\.json is open in another window since \d\d:\d\d\.$"):
        SessionLog.open(path, WORDS)
    view = SessionView(path, WORDS)
    assert list(view.read()) == events(1, 3)
    log.append([event(4)])
    assert list(log.read()) == events(1, 4)
    log.close()
    SessionLog.open(path, WORDS).close()


def test_the_lock_of_another_machine_is_told_by_its_name(path: Path) -> None:
    log = SessionLog.open(path, WORDS)
    holder_path(path).write_text('{"host": "kajsa\\u001b", "since": "2010-06-07T18:04:00"}', encoding="utf-8")
    with pytest.raises(LockedError, match=r"is open on kajsa since 2010-06-07 18:04\.$"):
        SessionLog.open(path, WORDS)
    for note in ("", "[" * 900, "[]", '{"since": 7}', "\0\0"):
        holder_path(path).write_text(note, encoding="utf-8")
        with pytest.raises(LockedError, match=r"is open in another window\.$"):
            SessionLog.open(path, WORDS)
    log.close()


def test_the_lock_of_a_dead_process_frees_itself(path: Path) -> None:
    arguments = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        assert is_held(path, WORDS)
        with pytest.raises(LockedError):
            SessionLog.open(path, WORDS)
        holder.kill()
    assert not is_held(path, WORDS)
    SessionLog.open(path, WORDS).close()


def test_a_refused_opening_does_not_keep_the_lock(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    for _ in range(3):
        with pytest.raises(StorageError, match="cannot be opened"):
            SessionLog.open(path, WORDS)
    path.write_bytes(whole)
    log = SessionLog.open(path, WORDS)
    log.append([event(3)])
    assert reopened(path) == events(1, 3)


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are kept otherwise there")
def test_looking_creates_and_changes_nothing(path: Path) -> None:
    log = SessionLog.open(path, WORDS)
    log.append([event(3)])
    log.release()
    before = {place: (place.read_bytes(), place.stat().st_mtime_ns) for place in path.parent.iterdir()}
    descriptors = len(os.listdir("/dev/fd"))
    view = SessionView(path, WORDS)
    assert not view.refresh()
    with pytest.raises(StorageError, match="open for reading only"):
        view.append([event(4)])
    assert list(view.read()) == events(1, 3)
    assert len(os.listdir("/dev/fd")) == descriptors
    assert {place: (place.read_bytes(), place.stat().st_mtime_ns) for place in path.parent.iterdir()} == before


def test_a_view_follows_what_is_recorded_through_closing_and_opening_again(path: Path) -> None:
    view = SessionView(path, WORDS)
    seq = 2
    for _ in range(3):
        log = SessionLog.open(path, WORDS)
        for _ in range(2):
            seq += 1
            log.append([event(seq)])
            assert view.refresh()
            assert list(view.read()) == events(1, seq)
            assert not view.refresh()
        log.close({"answers": [{"n": seq}]})
        view.refresh()
        assert list(view.read()) == events(1, seq)


def test_a_view_does_not_stumble_over_a_line_that_is_being_written(path: Path) -> None:
    log = SessionLog.open(path, WORDS)
    log.append([event(3)])
    log.append([event(4), event(5)])
    content = journal_path(path).read_bytes()
    view = SessionView(path, WORDS)
    for cut in range(len(content) - 2, 0, -7):
        journal_path(path).write_bytes(content[:cut])
        view.refresh()
        assert list(view.read()) in (events(1, 2), events(1, 3))
    journal_path(path).write_bytes(content)
    log.close()


def test_two_processes_opening_one_session_at_random_never_spoil_it(path: Path) -> None:
    visitors = [
        subprocess.Popen([sys.executable, "-c", VISITOR, str(path), str(seed)], stdout=subprocess.PIPE, text=True)
        for seed in (1, 2)
    ]
    looks = random.Random(3)
    view = SessionView(path, WORDS)
    while any(visitor.poll() is None for visitor in visitors):
        before = len(list(view.read()))
        view.refresh()
        assert len(list(view.read())) >= before
        # At random, so that the reader comes in the middle of every kind of write.
        time.sleep(looks.random() / 50)
    said = [line for visitor in visitors for line in visitor.communicate()[0].split()]
    acknowledged = [line for line in said if line != "locked"]
    assert all(visitor.returncode == 0 for visitor in visitors)
    read = reopened(path)
    assert [document["seq"] for document in read] == list(range(1, len(read) + 1))
    assert sorted(document["id"] for document in read[2:]) == sorted(acknowledged)
    assert len(acknowledged) > 50
    assert not [place for place in path.parent.iterdir() if re.search("conflict|torn", place.name)]


def test_a_lock_is_not_given_twice_in_one_process(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    lock = Lock(path, WORDS)
    with pytest.raises(LockedError):
        Lock(path, WORDS)
    lock.release()
    lock.release()
    Lock(path, WORDS).take_back()
    assert lock_file_is_kept(tmp_path)


def lock_file_is_kept(folder: Path) -> bool:
    """A lock's file that was there before is never removed: another window may be waiting at it."""
    return [place.name for place in folder.iterdir()] == ["a.json.lock"]
