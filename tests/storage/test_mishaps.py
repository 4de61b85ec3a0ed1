"""The disk fails, the process dies, somebody else writes: what was acknowledged is still there."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from storage_samples import POSIX, WORDS, created, event, events, reopened
from tinydb import TinyDB

from facilitator.storage import container, disk
from facilitator.storage.disk import StorageError
from facilitator.storage.tinydb_log import AtomicStorage, SessionLog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "serie" / "möte.json"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failed_append_is_not_recorded_and_can_be_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    log = created(path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    for _ in range(2):
        with monkeypatch.context() as patched:
            patched.setattr(os, step, full)
            with pytest.raises(StorageError, match="the disk is full"):
                log.append([event(3)])
        assert list(log.read()) == reopened(path) == events(1, 2)
    log.append([event(3)])
    assert list(log.read()) == reopened(path) == events(1, 3)
    assert list(path.parent.iterdir()) == [path]


@POSIX
def test_when_only_the_folder_fails_a_second_try_is_no_conflict(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = created(path)

    def fail(folder: Path) -> None:
        raise OSError(errno.EIO, "no")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "_sync_folder", fail)
        with pytest.raises(StorageError, match="the disk reports an error"):
            log.append([event(3, text="first try")])
    assert list(log.read()) == events(1, 2)
    log.append([event(3, text="second try")])
    assert list(log.read()) == reopened(path) == [*events(1, 2), event(3, text="second try")]


def test_too_much_for_one_file_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = created(path)
    monkeypatch.setattr(disk, "LARGEST", len(path.read_bytes()) + 100)
    with pytest.raises(StorageError, match="too large for a session"):
        log.append([event(3)])
    assert reopened(path) == events(1, 2)


CHILD = """
import sys
from pathlib import Path
from facilitator.storage.disk import StorageError
from facilitator.storage.tinydb_log import AtomicStorage, SessionLog
from facilitator.words import Words

if len(sys.argv) > 2:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
log = SessionLog.open(Path(sys.argv[1]), Words("en"))
for seq in range(3, 100_000):
    try:
        log.append([{"seq": seq, "id": f"e{seq}", "command": "c", "at": "2010-06-07", "v": 1, "type": "t"}])
    except StorageError as error:
        print(error, flush=True)
        break
    print(seq, flush=True)
"""


@POSIX
@pytest.mark.parametrize("acknowledged", [1, 7, 60])
def test_a_killed_process_loses_nothing_acknowledged(path: Path, acknowledged: int) -> None:
    created(path).close()
    with subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(acknowledged):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        last = [*range(3, acknowledged + 3), *map(int, child.stdout.read().split())][-1]
    read = reopened(path)
    assert [document["seq"] for document in read] == list(range(1, len(read) + 1))
    assert last <= len(read) <= last + 1


@POSIX
def test_a_full_disk_refuses_in_words_and_keeps_the_rest(path: Path) -> None:
    created(path).close()
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), "9000"], capture_output=True, text=True, check=True, timeout=60
    )
    *acknowledged, refusal = done.stdout.splitlines()
    assert len(acknowledged) > 20
    assert refusal == "möte.json could not be saved: it would be larger than the disk takes."
    read = reopened(path)
    assert [document["seq"] for document in read] == [1, 2, *map(int, acknowledged)]
    assert list(path.parent.iterdir()) == [path]
    SessionLog.open(path, WORDS).append([event(len(read) + 1)])


def conflicts(path: Path) -> list[Path]:
    return [place for place in path.parent.iterdir() if ".conflict-" in place.name]


def test_a_file_changed_by_another_window_is_not_overwritten(path: Path) -> None:
    first = created(path)
    first.append([event(3, text="first")])
    second = SessionLog.open(path, WORDS)
    second.append([event(4, text="second")])
    theirs = path.read_bytes()
    with pytest.raises(StorageError, match="was changed by another program") as caught:
        first.append([event(4, text="first again")])
    (copy,) = conflicts(path)
    assert copy.name in str(caught.value)
    assert path.read_bytes() == theirs
    assert reopened(copy) == list(first.read()) == [*events(1, 2), event(3, text="first")]
    with pytest.raises(StorageError, match=copy.name):
        first.append([event(4)])
    first.close({"answers": []})
    assert conflicts(path) == [copy]
    assert path.read_bytes() == theirs
    second.append([event(5)])
    assert len(reopened(path)) == 5


def test_an_edit_by_hand_is_not_overwritten(path: Path) -> None:
    log = created(path)
    path.write_bytes(path.read_bytes().replace(b"svar 1", b"xvar 1"))
    with pytest.raises(StorageError, match="was changed"):
        log.append([event(3)])
    assert b"xvar 1" in path.read_bytes()
    assert reopened(conflicts(path)[0]) == events(1, 2)


def test_a_window_that_recorded_nothing_closes_quietly(path: Path) -> None:
    looking, writing = created(path), SessionLog.open(path, WORDS)
    writing.append([event(3)])
    looking.close({"answers": [{"n": 2}]})
    assert conflicts(path) == []
    assert reopened(path) == events(1, 3)


def test_a_file_that_was_only_touched_or_removed_is_no_conflict(path: Path) -> None:
    log = created(path)
    os.utime(path, (1, 1))
    log.append([event(3)])
    path.unlink()
    log.append([event(4)])
    assert conflicts(path) == []
    assert reopened(path) == events(1, 4)


def test_a_file_that_appears_while_one_is_begun_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encode = container.encode

    def overtaken(*arguments: Any) -> bytes:
        path.write_bytes(b"theirs")
        return encode(*arguments)

    monkeypatch.setattr(container, "encode", overtaken)
    with pytest.raises(StorageError, match="exists already"):
        created(path)
    assert path.read_bytes() == b"theirs"
    assert list(path.parent.iterdir()) == [path]


def test_a_change_in_place_that_did_not_reach_the_disk_is_forgotten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    created(path).close()
    database = TinyDB(path, WORDS, storage=AtomicStorage)
    table = database.table("events")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(StorageError):
            table.update({"text": "never saved"})
    assert table.all() == reopened(path) == events(1, 2)
    table.update({"text": "saved"}, doc_ids=[2])
    assert table.all() == reopened(path) == [event(1), event(2, text="saved")]


def test_the_derived_table_does_not_outlive_the_next_write(path: Path) -> None:
    created(path).close()
    database = TinyDB(path, WORDS, storage=AtomicStorage)
    database.table("current").insert({"n": 2})
    assert database.tables() == {"events", "_meta"}
    database.table("events").update({"text": "x"})
    assert b'"current"' not in path.read_bytes()
