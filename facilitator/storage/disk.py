"""Every touch of the disk: what is written here is on the disk, whole, when the function returns.

Nothing else in `storage` opens, renames or removes a file, so that a failing disk can be played in one place.
"""

import errno
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from facilitator.errors import FacilitatorError
from facilitator.text import clean
from facilitator.words import Words

if sys.platform == "darwin":
    import fcntl

LARGEST = 200 * 1024 * 1024
_PRIVATE_FOLDER = 0o700
# A leftover of a process that was killed; younger ones may belong to another window that is writing just now.
_STALE_SECONDS = 600
# Virus scanners and sync clients hold a file for moments on Windows; elsewhere a refusal is final.
_REPLACE_TRIES = 8 if sys.platform == "win32" else 1


class StorageError(FacilitatorError):
    """A file could not be read, or nothing was recorded; the text names the file and the cause."""


class Stamp(NamedTuple):
    """What tells one state of a file from another without reading it."""

    inode: int
    size: int
    modified: int


def read_bytes(path: Path, words: Words) -> tuple[bytes, Stamp]:
    """Return what a file holds, and its stamp.

    Args:
        path: The file.
        words: The language of the errors.

    Raises:
        StorageError: it cannot be read, is no ordinary file, or is larger than `LARGEST`.
    """
    with _said(words("{file} could not be read", file=shown(path)), words):
        # Opening a pipe would wait for ever, so ask what it is first.
        if not stat.S_ISREG(path.stat().st_mode):
            raise StorageError(words("{file} is not a file.", file=shown(path)))
        with path.open("rb") as file:
            stamp = _stamp(os.fstat(file.fileno()))
            content = file.read(LARGEST + 1)
    check_size(content, path, words)
    return content, stamp


def check_size(content: bytes, path: Path, words: Words) -> None:
    """Refuse what is too large for a session, on its way in as on its way out.

    Raises:
        StorageError: it is larger than `LARGEST`.
    """
    if len(content) > LARGEST:
        limit = LARGEST // (1024 * 1024)
        raise StorageError(
            words("{file} is larger than {limit} MB, too large for a session.", file=shown(path), limit=limit)
        )


def stamp(path: Path, words: Words) -> Stamp | None:
    """Return the stamp of a file, or None where there is no file.

    Raises:
        StorageError: the file system does not say.
    """
    with _said(words("{file} could not be read", file=shown(path)), words):
        try:
            return _stamp(path.stat())
        except FileNotFoundError:
            return None


def write_atomic(path: Path, content: bytes, words: Words) -> Stamp:
    """Put a file in place whole: whoever reads it, also after a power cut, finds the old content or the new.

    A new file is the user's alone; one that is replaced keeps its rights.

    Args:
        path: The file; its folder exists.
        content: All it shall hold.
        words: The language of the errors.

    Returns:
        The stamp of the new file.

    Raises:
        StorageError: the file was not replaced, or it is not certain that a power cut would spare the new content.
    """
    with _said(words("{file} could not be saved", file=shown(path)), words):
        mode = _mode(path)
        descriptor, name = tempfile.mkstemp(prefix=_temp_prefix(path), suffix=".tmp", dir=path.parent)
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                if mode is not None and sys.platform != "win32":
                    os.chmod(name, mode)
                _sync(file.fileno())
                stamp = _stamp(os.fstat(file.fileno()))
            _replace(name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
        _sync_folder(path.parent)
    return stamp


def remove(path: Path, words: Words) -> None:
    """Remove a file; one that is not there is no error.

    Raises:
        StorageError: it could not be removed.
    """
    with _said(words("{file} could not be removed", file=shown(path)), words):
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)


def free_path(folder: Path, stem: str, words: Words) -> Path:
    """Return the path of a JSON file that is not there yet: `stem.json`, else `stem-2.json` and so on.

    Raises:
        StorageError: the folder cannot be read.
    """
    # Two names that differ only in upper and lower case are one file on some disks.
    taken = {path.name.casefold() for paths in list_folder(folder, words) for path in paths}
    names = chain([f"{stem}.json"], (f"{stem}-{number}.json" for number in count(2)))
    return folder / next(name for name in names if name.casefold() not in taken)


def remove_leftovers(path: Path) -> None:
    """Remove what interrupted writes of this file left behind, where that can be done."""
    with suppress(OSError):
        for leftover in path.parent.iterdir():
            if leftover.name.startswith(_temp_prefix(path)) and leftover.name.endswith(".tmp"):
                with suppress(OSError):
                    if time.time() - leftover.stat().st_mtime > _STALE_SECONDS:
                        leftover.unlink()


def list_folder(folder: Path, words: Words) -> tuple[list[Path], list[Path]]:
    """Return the files and the folders in a folder, by name; nothing where there is no such folder.

    Raises:
        StorageError: the folder cannot be read.
    """
    with _said(words("The folder {file} could not be read", file=clean(str(folder))), words):
        try:
            paths = sorted(folder.iterdir())
        except FileNotFoundError:
            return [], []
        return [path for path in paths if path.is_file()], [path for path in paths if path.is_dir()]


def make_folder(folder: Path, words: Words) -> None:
    """Make a folder, and those above it, for the user alone; one that exists stays as it is.

    Raises:
        StorageError: it could not be made.
    """
    with _said(words("The folder {file} could not be made", file=clean(str(folder))), words):
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
            _sync_folder(place.parent)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def shown(path: Path) -> str:
    """Return a file's name as it may be shown: a name can hold anything."""
    return clean(path.name) or clean(str(path))


@contextmanager
def _said(attempt: str, words: Words) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{attempt}: {_cause(error, words)}.") from error
    except ValueError as error:
        # A NUL in a path.
        raise StorageError(f"{attempt}: {words('the name cannot be used')}.") from error


def _cause(error: OSError, words: Words) -> str:
    full = words("the disk is full")
    denied = words("you do not have permission, or it is open in another program")
    causes = {
        errno.ENOSPC: full,
        getattr(errno, "EDQUOT", errno.ENOSPC): full,
        errno.EFBIG: words("it would be larger than the disk takes"),
        errno.EACCES: denied,
        errno.EPERM: denied,
        errno.EBUSY: denied,
        errno.EROFS: words("it is read-only"),
        errno.ENOENT: words("it is not there"),
        errno.ENOTDIR: words("its folder is not a folder"),
        errno.EISDIR: words("it is a folder"),
        errno.ENAMETOOLONG: words("its name is too long"),
        errno.ELOOP: words("it is a link that leads nowhere"),
        errno.EIO: words("the disk reports an error"),
    }
    return causes.get(error.errno or 0) or clean(error.strerror or type(error).__name__)


def _mode(path: Path) -> int | None:
    """Return the rights of the file to be replaced; a file made read-only by hand is not replaced behind one's back."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
    if not os.access(path, os.W_OK):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))
    return mode


def _temp_prefix(path: Path) -> str:
    # Hidden, and short enough that the whole name stays within 255 bytes whatever its letters.
    return f".{path.name[:50]}."


def _replace(source: str, path: Path) -> None:
    for attempt in range(1, _REPLACE_TRIES + 1):
        try:
            os.replace(source, path)
            return
        except PermissionError:
            if attempt == _REPLACE_TRIES:
                raise
            # Waiting is all one can do until the other program lets go; about two seconds in all.
            time.sleep(0.015 * 2**attempt)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        # fsync leaves the data in the drive's own cache there; some network disks know only fsync.
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def _sync_folder(folder: Path) -> None:
    """Make a rename last: until its folder is on the disk, a power cut may undo it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _sync(descriptor)
    except OSError as error:
        # Some network file systems have no such thing.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns)
