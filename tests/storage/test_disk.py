"""Files on a real disk, and on one that fails."""

import errno
import os
import stat
import sys
import time
from pathlib import Path

import pytest
from storage_samples import watched

from facilitator.storage import disk, machine
from facilitator.storage.problems import StorageError
from facilitator.words import Words

WORDS = Words("en")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")


def failing(number: int) -> object:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_written_is_read_with_the_same_stamp(tmp_path: Path) -> None:
    path = tmp_path / "å b.json"
    stamp = disk.write_atomic(path, b"abc", WORDS)
    assert disk.read_bytes(path, WORDS) == (b"abc", stamp)
    assert disk.stamp(path, WORDS) == stamp
    assert list(tmp_path.iterdir()) == [path]


def test_another_content_has_another_stamp(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    before = disk.write_atomic(path, b"abc", WORDS)
    assert disk.write_atomic(path, b"xyz", WORDS) != before
    assert disk.read_bytes(path, WORDS)[0] == b"xyz"


@POSIX
def test_new_files_are_the_users_own_and_old_ones_keep_their_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    disk.write_atomic(path, b"1", WORDS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o664)
    disk.write_atomic(path, b"2", WORDS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


@POSIX
def test_everything_is_on_the_disk_before_it_is_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = watched(monkeypatch, "sync", "replace", "sync_folder")
    disk.write_atomic(tmp_path / "a.json", b"1", WORDS)
    assert done == ["sync", "replace", "sync_folder"]


@pytest.mark.parametrize("step", ["sync", "replace"])
@pytest.mark.parametrize(
    ("number", "cause"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "the disk reports an error"),
        (errno.EROFS, "it is read-only"),
        (errno.EACCES, "you do not have permission, or it is open in another program"),
    ],
)
def test_a_failed_write_says_why_and_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, cause: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    with monkeypatch.context() as patched:
        patched.setattr(disk, "_REPLACE_TRIES", 1)
        patched.setattr(machine.files, step, failing(number))
        with pytest.raises(StorageError, match=rf"^a\.json could not be saved: {cause}\.$"):
            disk.write_atomic(path, b"new", WORDS)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, waits = os.replace, list[float]()

    def held(source: str, target: Path) -> None:
        if len(waits) < 2:
            raise PermissionError(errno.EACCES, "held")
        replace(source, target)

    monkeypatch.setattr(disk, "_REPLACE_TRIES", 5)
    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(time, "sleep", waits.append)
    disk.write_atomic(tmp_path / "a.json", b"new", WORDS)
    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert len(waits) == 2


def test_a_file_that_stays_held_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = list[float]()
    monkeypatch.setattr(disk, "_REPLACE_TRIES", 8)
    monkeypatch.setattr(os, "replace", failing(errno.EACCES))
    monkeypatch.setattr(time, "sleep", waits.append)
    with pytest.raises(StorageError):
        disk.write_atomic(tmp_path / "a.json", b"new", WORDS)
    assert len(waits) == 7
    assert sum(waits) < 5
    assert not list(tmp_path.iterdir())


@POSIX
def test_a_network_disk_without_folder_sync_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    disk.write_atomic(tmp_path / "a.json", b"new", WORDS)
    assert (tmp_path / "a.json").read_bytes() == b"new"


def test_a_read_only_mark_is_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StorageError, match="it is read-only"):
        disk.write_atomic(path, b"new", WORDS)
    assert path.read_bytes() == b"old"


def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StorageError, match=r"^no\.json could not be read: it is not there\.$"):
        disk.read_bytes(tmp_path / "no.json", WORDS)
    with pytest.raises(StorageError, match="is not a file"):
        disk.read_bytes(tmp_path, WORDS)
    with pytest.raises(StorageError, match="the name cannot be used"):
        disk.read_bytes(tmp_path / "a\0b", WORDS)
    (tmp_path / "large.json").write_bytes(b"12345")
    monkeypatch.setattr(disk, "LARGEST", 4)
    with pytest.raises(StorageError, match=r"^large\.json is larger than"):
        disk.read_bytes(tmp_path / "large.json", WORDS)


@POSIX
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(StorageError, match="is not a file"):
        disk.read_bytes(tmp_path / "pipe.json", WORDS)


@POSIX
def test_a_hostile_name_is_cleaned_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        disk.read_bytes(tmp_path / "a\x1b[31m\u202eb.json", WORDS)
    assert str(caught.value) == "a[31mb.json could not be read: it is not there."


def test_old_leftovers_of_this_file_go_and_nothing_else(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in (".a.json.x1.tmp", ".a.json.x2.tmp", ".b.json.x1.tmp"))
    for path in (old, young, other):
        path.write_bytes(b"x")
    os.utime(old, (1, 1))
    os.utime(other, (1, 1))
    disk.remove_leftovers(tmp_path / "a.json")
    assert sorted(tmp_path.iterdir()) == sorted([young, other])


def test_folders_are_made_listed_and_named_in_errors(tmp_path: Path) -> None:
    disk.make_folder(tmp_path / "a" / "b", WORDS)
    disk.make_folder(tmp_path / "a" / "b", WORDS)
    (tmp_path / "a" / "c.json").write_bytes(b"")
    assert disk.list_folder(tmp_path / "a", WORDS) == ([tmp_path / "a" / "c.json"], [tmp_path / "a" / "b"])
    assert disk.list_folder(tmp_path / "none", WORDS) == ([], [])
    with pytest.raises(StorageError, match="folder"):
        disk.make_folder(tmp_path / "a" / "c.json", WORDS)
    disk.remove(tmp_path / "a" / "c.json", WORDS)
    disk.remove(tmp_path / "a" / "c.json", WORDS)
    assert disk.list_folder(tmp_path / "a", WORDS)[0] == []


@pytest.mark.parametrize("letters", ["x" * 300, "å" * 124, "😀" * 62])
def test_long_names_work_or_are_refused(tmp_path: Path, letters: str) -> None:
    path = tmp_path / letters
    if len(os.fsencode(letters)) > 255:
        with pytest.raises(StorageError, match="its name is too long"):
            disk.write_atomic(path, b"1", WORDS)
    else:
        disk.write_atomic(path, b"1", WORDS)
        assert path.read_bytes() == b"1"
