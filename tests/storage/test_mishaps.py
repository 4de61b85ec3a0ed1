"""The disk fails, the process dies, somebody else writes: what was acknowledged is still there."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from storage_samples import POSIX, WORDS, created, event, events, failing, reopened
from tinydb import where
from tinydb.table import Document

from facilitator.storage import container, disk, machine, store
from facilitator.storage.problems import StorageError
from facilitator.storage.session_log import SessionLog
from facilitator.storage.store import JournalStorage
from facilitator.storage.tables import JournalDatabase


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "serie" / "möte.json"


def opened(path: Path) -> SessionLog:
    return SessionLog.open(path, WORDS)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failed_append_is_not_recorded_and_can_be_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    log = created(path)
    for _ in range(2):
        with monkeypatch.context() as patched:
            patched.setattr(machine.files, "write", failing(number))
            with pytest.raises(StorageError, match=r"^möte\.json could not be saved: the disk "):
                log.append([event(3)])
        assert list(log.read()) == reopened(path) == events(1, 2)
        assert not log.failed
    log.append([event(3)])
    assert list(log.read()) == reopened(path) == events(1, 3)


def test_a_write_cut_short_is_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = created(path)
    log.append([event(3)])
    before = path.with_name("möte.json.journal").read_bytes()
    write, calls = machine.files.write, list[int]()

    def short(descriptor: int, content: bytes, offset: int) -> int:
        calls.append(1)
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, "full")
        return write(descriptor, content[:20], offset)

    with monkeypatch.context() as patched:
        patched.setattr(machine.files, "write", short)
        with pytest.raises(StorageError, match="the disk is full"):
            log.append([event(4)])
    assert path.with_name("möte.json.journal").read_bytes() == before


@pytest.mark.parametrize("step", ["sync", "sync_folder"])
def test_after_a_failed_sync_nothing_more_is_written_here_but_all_can_be_saved_elsewhere(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    log = created(path)
    with monkeypatch.context() as patched:
        patched.setattr(machine.files, step, failing(errno.EIO))
        with pytest.raises(StorageError, match="the disk reports an error"):
            log.append([event(3)])
    syncs: list[int] = []
    with monkeypatch.context() as patched:
        patched.setattr(machine.files, "sync", syncs.append)
        with pytest.raises(StorageError, match=r"^Nothing more can be recorded in möte\.json: the disk reports"):
            log.append([event(3)])
    assert syncs == []
    assert "save a copy" in log.failed
    log.save_copy(path.parent / "annan" / "kopia.json")
    log.close({"answers": []})
    copy = opened(path.parent / "annan" / "kopia.json")
    copy.append([event(3)])
    assert list(copy.read()) == events(1, 3)
    assert reopened(path) == events(1, 2)


def test_too_much_for_one_file_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = created(path)
    monkeypatch.setattr(disk, "LARGEST", len(path.read_bytes()) + 100)
    with pytest.raises(StorageError, match="too large for a session"):
        log.append([event(3)])
    assert reopened(path) == events(1, 2)


@POSIX
def test_when_only_the_folder_fails_at_closing_a_second_try_is_no_conflict(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = created(path)
    log.append([event(3)])
    with monkeypatch.context() as patched:
        patched.setattr(machine.files, "sync_folder", failing(errno.EIO))
        with pytest.raises(StorageError, match="the disk reports an error"):
            log.close({"answers": []})
    log.append([event(4)])
    log.close({"answers": []})
    assert reopened(path) == events(1, 4)
    assert conflicts(path) == []


@pytest.mark.parametrize("step", ["open", "sync", "replace"])
def test_what_cannot_be_folded_at_closing_stays_in_the_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    log = created(path)
    log.append([event(3)])
    with monkeypatch.context() as patched:
        patched.setattr(machine.files, step, failing(errno.ENOSPC))
        with pytest.raises(StorageError, match="the disk is full"):
            log.close()
    log = opened(path)
    assert log.notices == ("It was not closed the last time; 1 entry was taken over from its journal.",)
    assert list(log.read()) == events(1, 3)


def conflicts(path: Path) -> list[Path]:
    return [place for place in path.parent.iterdir() if ".conflict-" in place.name]


def test_a_file_changed_underneath_is_not_overwritten(path: Path) -> None:
    log = created(path)
    log.append([event(3)])
    theirs = path.read_bytes().replace(b"svar 1", b"xvar 1")
    path.write_bytes(theirs)
    with pytest.raises(StorageError, match="was changed by another program") as caught:
        log.close({"answers": []})
    (copy,) = conflicts(path)
    assert copy.name in str(caught.value)
    assert path.read_bytes() == theirs
    assert reopened(copy) == events(1, 3)
    with pytest.raises(StorageError, match=copy.name):
        log.append([event(4)])
    log.close({"answers": []})
    assert conflicts(path) == [copy]
    assert reopened(path) == [event(1, text="xvar 1"), event(2)]


def test_an_edit_by_hand_while_nothing_was_recorded_closes_quietly(path: Path) -> None:
    log = created(path)
    path.write_bytes(path.read_bytes().replace(b"svar 1", b"xvar 1"))
    log.close({"answers": [{"n": 2}]})
    assert conflicts(path) == []
    log = opened(path)
    assert log.notices == ("möte.json was changed outside this program.",)
    log.append([event(3)])
    log.close()
    assert reopened(path) == [event(1, text="xvar 1"), event(2), event(3)]
    assert opened(path).notices == ()


def test_a_file_that_was_only_touched_or_removed_is_no_conflict(path: Path) -> None:
    log = created(path)
    os.utime(path, (1, 1))
    log.append([event(3)])
    log.close()
    log = opened(path)
    log.append([event(4)])
    path.unlink()
    log.close()
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


def test_what_the_file_held_before_is_kept_beside_it(path: Path) -> None:
    log = created(path)
    before = path.read_bytes()
    log.append([event(3)])
    log.close()
    assert path.with_name("möte.json.bak").read_bytes() == before
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(StorageError, match=r"What it held before is in möte\.json\.bak; “facilitator repair”"):
        opened(path)


def test_where_there_are_no_second_names_what_it_held_is_copied(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.files, "link", failing(errno.EPERM))
    test_what_the_file_held_before_is_kept_beside_it(path)


def test_a_change_in_place_that_did_not_reach_the_disk_is_forgotten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    created(path).close()
    database = JournalDatabase(path, WORDS, storage=JournalStorage)
    table = database.table("events")
    table.insert(event(3))
    with monkeypatch.context() as patched:
        patched.setattr(machine.files, "replace", failing(errno.ENOSPC))
        with pytest.raises(StorageError):
            table.update({"text": "never saved"})
    assert table.all() == reopened(path) == events(1, 3)
    with pytest.raises(ZeroDivisionError):
        table.update(lambda document: document.update(text=1 / 0 if document["seq"] == 3 else "half"))
    assert table.all() == reopened(path) == events(1, 3)
    table.update({"text": "saved"}, doc_ids=[2])
    assert table.all() == reopened(path) == [event(1), event(2, text="saved"), event(3)]
    assert not path.with_name("möte.json.journal").exists()


def test_documents_that_tinydb_gives_out_are_copies(path: Path) -> None:
    created(path).close()
    table = JournalDatabase(path, WORDS, storage=JournalStorage).table("events")
    table.insert(event(3, fields={"who": ["Anna"]}))
    for found in (table.all()[2], table.get(doc_id=3), table.search(where("seq") == 3)[0]):
        assert isinstance(found, dict)
        found["fields"]["who"].append("x")
    assert table.search(where("seq") == 3) == [event(3, fields={"who": ["Anna"]})]


def test_numbers_that_tinydb_gives_are_never_taken_twice(tmp_path: Path) -> None:
    def opened() -> JournalDatabase:
        return JournalDatabase(tmp_path / "a.json", WORDS, storage=JournalStorage)

    with opened() as database:
        assert database.insert_multiple({"n": n} for n in range(3)) == [1, 2, 3]
    with opened() as database:
        database.remove(doc_ids=[1])
        assert database.insert(Document({"n": 4}, 1)) == 1
        assert database.insert({"n": 5}) == 4
        assert database.insert(Document({"n": 6}, 9)) == 9
        assert database.insert({"n": 7}) == 10
        with pytest.raises(ValueError, match="already exists"):
            database.insert_multiple([{"n": 8}, Document({"n": 9}, 9)])
        with pytest.raises(StorageError, match="cannot be kept in a file"):
            database.insert({"n": {1, 2}})
    with opened() as database:
        assert [document["n"] for document in database] == [1, 2, 4, 5, 6, 7]
        database.truncate()
        assert database.insert({"n": 1}) == 1


def test_the_journal_can_be_read_line_by_line(path: Path) -> None:
    log = created(path)
    log.append([event(3), event(4)])
    lines = path.with_name("möte.json.journal").read_text(encoding="utf-8").splitlines()
    assert {"journal": 1, "session": "e1", "base": 2}.items() <= json.loads(lines[0]).items()
    assert [json.loads(line)["d"] for line in lines[1:]] == events(3, 4)
    log.close()
    assert not path.with_name("möte.json.journal").exists()


def test_a_file_that_changed_underneath_is_found_at_the_next_answer(path: Path) -> None:
    log = created(path)
    log.append([event(3)])
    theirs = path.read_bytes() + b"\n"
    path.write_bytes(theirs)
    with pytest.raises(StorageError, match="was changed by another program"):
        log.append([event(4)])
    assert path.read_bytes() == theirs
    (copy,) = conflicts(path)
    assert reopened(copy) == events(1, 3)
    assert log.failed
    log.save_copy(path.parent / "vidare.json")
    assert reopened(path.parent / "vidare.json") == events(1, 3)
    log.close()


def test_a_long_journal_is_put_into_the_file_and_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "FOLD_AT", 2000)
    log = created(path)
    longest = 0
    for seq in range(3, 100):
        log.append([event(seq)])
        longest = max(longest, path.with_name("möte.json.journal").stat().st_size)
    assert longest < 2500
    log.release()
    assert reopened(path) == events(1, 99)


def test_when_a_long_journal_cannot_be_put_into_the_file_it_goes_on_growing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "FOLD_AT", 2000)
    log = created(path)
    with monkeypatch.context() as patched:
        patched.setattr(machine.files, "replace", failing(errno.ENOSPC))
        for seq in range(3, 60):
            log.append([event(seq)])
    log.release()
    assert reopened(path) == events(1, 59)


def test_that_the_disk_is_nearly_full_is_told_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = created(path)
    assert not log.notices
    monkeypatch.setattr(store, "_LOOK_SECONDS", 0.0)
    monkeypatch.setattr(machine.files, "free", lambda _: 800 * 1024)
    log.append([event(3)])
    log.append([event(4)])
    assert log.notices == ("Only 800 kB are left on the disk. Make room, or save a copy in another place.",)
    log.close()
