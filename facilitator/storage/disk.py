"""Whole files, safely: what is written here is on the disk, whole, when the function returns.

All of it goes through `machine.files`, and every error is a sentence.
"""

import errno
import os
import sys
import time
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from facilitator.storage import machine
from facilitator.storage.machine import NEW, READ, Status
from facilitator.storage.problems import StorageError, shown, told
from facilitator.text import clean
from facilitator.words import Words

LARGEST = 200 * 1024 * 1024
# A leftover of a process that was killed; younger ones may belong to another window that is writing just now.
_STALE_SECONDS = 600
# Virus scanners and sync clients hold a file for moments on Windows; elsewhere a refusal is final.
_REPLACE_TRIES = 8 if sys.platform == "win32" else 1


class Stamp(NamedTuple):
    """What tells one state of a file from another without reading it."""

    inode: int
    size: int
    modified: int


def read_bytes(path: Path, words: Words, offset: int = 0) -> tuple[bytes, Stamp]:
    """Return what a file holds, and its stamp. The file is not kept open.

    Args:
        path: The file.
        words: The language of the errors.
        offset: Where to begin.

    Raises:
        StorageError: it cannot be read, is no ordinary file, or is larger than `LARGEST`.
    """
    files = machine.files
    with told(words("{file} could not be read", file=shown(path)), words):
        # Opening a pipe would wait for ever, so ask what it is first.
        if not files.status(path).regular:
            raise StorageError(words("{file} is not a file.", file=shown(path)))
        descriptor = files.open(path, READ)
        try:
            found = _stamp(files.opened_status(descriptor))
            content = files.read(descriptor, LARGEST + 1, offset)
        finally:
            files.close(descriptor)
    check_size(len(content), path, words)
    return content, found


def check_size(size: int, path: Path, words: Words) -> None:
    """Refuse what is too large for a session, on its way in as on its way out.

    Raises:
        StorageError: it is larger than `LARGEST`.
    """
    if size > LARGEST:
        limit = LARGEST // (1024 * 1024)
        raise StorageError(
            words("{file} is larger than {limit} MB, too large for a session.", file=shown(path), limit=limit)
        )


def stamp(path: Path, words: Words) -> Stamp | None:
    """Return the stamp of a file, or None where there is no file.

    Raises:
        StorageError: the file system does not say.
    """
    with told(words("{file} could not be read", file=shown(path)), words):
        try:
            return _stamp(machine.files.status(path))
        except FileNotFoundError:
            return None


def write_atomic(path: Path, content: bytes, words: Words, keep: Path | None = None) -> Stamp:
    """Put a file in place whole: whoever reads it, also after a power cut, finds the old content or the new.

    A new file is the user's alone; one that is replaced keeps its rights.

    Args:
        path: The file; its folder exists.
        content: All it shall hold.
        words: The language of the errors.
        keep: Where the old content is kept, if there is any.

    Returns:
        The stamp of the new file.

    Raises:
        StorageError: the file was not replaced, or it is not certain that a power cut would spare the new content.
    """
    files = machine.files
    with told(words("{file} could not be saved", file=shown(path)), words):
        mode = _mode(path)
        temporary = path.parent / f"{_temp_prefix(path)}{os.urandom(4).hex()}.tmp"
        descriptor = files.open(temporary, NEW)
        try:
            try:
                write_all(descriptor, content, 0)
                if mode is not None:
                    files.allow(temporary, mode)
                files.sync(descriptor)
                found = _stamp(files.opened_status(descriptor))
            finally:
                files.close(descriptor)
            if keep is not None and mode is not None:
                _keep(path, keep, words)
            _replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                files.remove(temporary)
            raise
        files.sync_folder(path.parent)
    return found


def write_all(descriptor: int, content: bytes, offset: int) -> None:
    """Write all of `content` at `offset`. It is not synced.

    Raises:
        OSError: it was not written, or a part of it only.
    """
    rest = memoryview(content)
    while rest:
        taken = machine.files.write(descriptor, rest, offset)
        if taken <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        rest = rest[taken:]
        offset += taken


def remove(path: Path, words: Words) -> None:
    """Remove a file; one that is not there is no error.

    Raises:
        StorageError: it could not be removed.
    """
    with told(words("{file} could not be removed", file=shown(path)), words):
        with suppress(FileNotFoundError):
            machine.files.remove(path)
        machine.files.sync_folder(path.parent)


def discard(path: Path, words: Words) -> None:
    """Remove a file that nobody misses and that does no harm if a power cut brings it back.

    Raises:
        StorageError: it could not be removed.
    """
    with told(words("{file} could not be removed", file=shown(path)), words), suppress(FileNotFoundError):
        machine.files.remove(path)


def free_path(folder: Path, stem: str, words: Words, suffix: str = ".json") -> Path:
    """Return the path of a file that is not there yet: `stem.json`, else `stem-2.json` and so on.

    Raises:
        StorageError: the folder cannot be read.
    """
    # Two names that differ only in upper and lower case are one file on some disks.
    taken = {path.name.casefold() for paths in list_folder(folder, words) for path in paths}
    names = chain([f"{stem}{suffix}"], (f"{stem}-{number}{suffix}" for number in count(2)))
    return folder / next(name for name in names if name.casefold() not in taken)


def remove_leftovers(path: Path) -> None:
    """Remove what interrupted writes of this file left behind, where that can be done."""
    files = machine.files
    with suppress(OSError):
        for leftover, _ in files.entries(path.parent):
            if leftover.name.startswith(_temp_prefix(path)) and leftover.name.endswith(".tmp"):
                with suppress(OSError):
                    if time.time() - files.status(leftover).modified / 1e9 > _STALE_SECONDS:
                        files.remove(leftover)


def list_folder(folder: Path, words: Words) -> tuple[list[Path], list[Path]]:
    """Return the files and the folders in a folder, by name; nothing where there is no such folder.

    Raises:
        StorageError: the folder cannot be read.
    """
    with told(words("The folder {file} could not be read", file=clean(str(folder))), words):
        try:
            entries = machine.files.entries(folder)
        except FileNotFoundError:
            return [], []
        folders = [path for path, is_folder in entries if is_folder]
        return [path for path, is_folder in entries if not is_folder], folders


def make_folder(folder: Path, words: Words) -> None:
    """Make a folder, and those above it, for the user alone; one that exists stays as it is.

    Raises:
        StorageError: it could not be made.
    """
    with told(words("The folder {file} could not be made", file=clean(str(folder))), words):
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            machine.files.make_folder(place)
            machine.files.sync_folder(place.parent)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def _mode(path: Path) -> int | None:
    """Return the rights of the file to be replaced; a file made read-only by hand is not replaced behind one's back."""
    try:
        mode = machine.files.status(path).mode
    except FileNotFoundError:
        return None
    if not machine.files.may_write(path):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))
    return mode


def _temp_prefix(path: Path) -> str:
    # Hidden, and short enough that the whole name stays within 255 bytes whatever its letters.
    return f".{path.name[:50]}."


def _keep(path: Path, keep: Path, words: Words) -> None:
    """Keep the content that is about to be replaced; the session does not depend on it."""
    with suppress(FileNotFoundError):
        machine.files.remove(keep)
    try:
        machine.files.link(path, keep)
    except OSError:
        # FAT and some network disks know no second names.
        write_atomic(keep, read_bytes(path, words)[0], words)


def _replace(source: Path, path: Path) -> None:
    for attempt in range(1, _REPLACE_TRIES + 1):
        try:
            machine.files.replace(source, path)
            return
        except PermissionError:
            if attempt == _REPLACE_TRIES:
                raise
            # Waiting is all one can do until the other program lets go; about two seconds in all.
            time.sleep(0.015 * 2**attempt)


def _stamp(found: Status) -> Stamp:
    return Stamp(found.inode, found.size, found.modified)
