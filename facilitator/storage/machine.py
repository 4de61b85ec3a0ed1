"""What the machine does with files, each platform in its own way: the only place that asks the system to.

`files` is replaced whole by a simulated disk in the tests, so that power can be cut between any two of these calls.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700
_BINARY = getattr(os, "O_BINARY", 0)
READ = os.O_RDONLY | _BINARY
WRITE = os.O_RDWR | _BINARY
NEW = WRITE | os.O_CREAT | os.O_EXCL
# Some network file systems cannot make a folder's entries last; their servers do it themselves.
_NO_FOLDER_SYNC = (errno.EINVAL, getattr(errno, "ENOTSUP", errno.EINVAL), errno.EBADF)
# What a system answers where another process has the lock.
_HELD = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


class Status(NamedTuple):
    """What the file system says about a file."""

    regular: bool
    mode: int
    inode: int
    size: int
    modified: int


class Files:
    """The files of this machine. A `descriptor` is an open file's number; every method may raise OSError."""

    def open(self, path: Path, flags: int) -> int:
        """Open a file, READ or WRITE, or make a NEW one for the user alone; return its descriptor."""
        return os.open(path, flags, _PRIVATE_FILE)

    def close(self, descriptor: int) -> None:
        """Close a file."""
        os.close(descriptor)

    def read(self, descriptor: int, size: int, offset: int) -> bytes:
        """Return at most `size` bytes of a file from `offset`; fewer only at its end."""
        os.lseek(descriptor, offset, os.SEEK_SET)
        parts: list[bytes] = []
        while size > 0 and (part := os.read(descriptor, min(size, 1 << 24))):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def write(self, descriptor: int, content: bytes | memoryview, offset: int) -> int:
        """Write at a place in a file, and return how many bytes were taken: perhaps not all."""
        if sys.platform == "win32":
            os.lseek(descriptor, offset, os.SEEK_SET)
            return os.write(descriptor, content)
        return os.pwrite(descriptor, content, offset)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file off at `size` bytes."""
        os.ftruncate(descriptor, size)

    def sync(self, descriptor: int) -> None:
        """Return when what was written to a file is on the disk and not only on its way there."""
        if sys.platform == "darwin":
            # fsync leaves the data in the drive's own cache there; some network disks know only fsync.
            with suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        if sys.platform in ("win32", "darwin"):
            os.fsync(descriptor)
        else:
            os.fdatasync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Make the folder's entries last: until then a power cut may undo a new name, a rename or a removal."""
        if sys.platform == "win32":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(descriptor)

    def status(self, path: Path) -> Status:
        """Return what is known about the file at a path."""
        return _status(path.stat())

    def opened_status(self, descriptor: int) -> Status:
        """Return what is known about an open file."""
        return _status(os.fstat(descriptor))

    def allow(self, path: Path, mode: int) -> None:
        """Give a file the rights of another, where the platform has such rights."""
        if sys.platform != "win32":
            os.chmod(path, mode)

    def may_write(self, path: Path) -> bool:
        """Return whether the user may write to a file."""
        return os.access(path, os.W_OK)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another name, in place of what had that name."""
        os.replace(source, target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name; not every file system can."""
        os.link(source, target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        os.unlink(path)

    def entries(self, folder: Path) -> list[tuple[Path, bool]]:
        """Return what lies in a folder, and whether each is a folder itself, by name."""
        return sorted((path, path.is_dir()) for path in folder.iterdir() if path.is_dir() or path.is_file())

    def free(self, folder: Path) -> int:
        """Return how many bytes the user may still write to the disk of a folder."""
        import shutil

        return shutil.disk_usage(folder).free

    def make_folder(self, folder: Path) -> None:
        """Make a folder for the user alone; one that is there stays."""
        folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)


def lock(descriptor: int) -> bool:
    """Take the lock of an open file, which its process holds until `unlock` or its end; False where another has it.

    Raises:
        OSError: the file system knows no locks.
    """
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


def unlock(descriptor: int) -> None:
    """Give the lock of an open file back."""
    if sys.platform == "win32":
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _status(found: os.stat_result) -> Status:
    return Status(
        stat.S_ISREG(found.st_mode), stat.S_IMODE(found.st_mode), found.st_ino, found.st_size, found.st_mtime_ns
    )


files = Files()
