"""A disk in memory whose power can be cut between any two calls: what was not synced may be lost, or half of it."""

import errno
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from facilitator.storage.machine import NEW, Files, Status

SECTOR = 512
# A sync's place in the program: its file's name and the line.
Site = tuple[str, int]
Fault = Callable[[str], None]


class PowerCutError(BaseException):
    """The machine is off."""


@dataclass(eq=False)
class Inode:
    """A file's content, and what was done to it since it was last on the disk."""

    number: int
    data: bytearray = field(default_factory=bytearray)
    durable: bytes = b""
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)

    def survivor(self, random: Random | None) -> bytes:
        """Return what a power cut leaves; without `random` only what was synced."""
        content = bytearray(self.durable)
        for at, new in self.unsynced if random else []:
            if new is None:
                if random.random() < 0.5:  # type: ignore[union-attr]
                    resize(content, at)
                continue
            if random.random() < 0.3:  # type: ignore[union-attr]
                # The file grew, and then some of its sectors came.
                resize(content, max(len(content), at + len(new)))
            for start in range(at - at % SECTOR, at + len(new), SECTOR):
                if random.random() < 0.5:  # type: ignore[union-attr]
                    piece = new[max(start - at, 0) : start + SECTOR - at]
                    put(content, max(start, at), piece)
        return bytes(content)


class SimulatedDisk(Files):
    """The calls of `machine.Files`, on files in memory.

    Args:
        contents: What is on the disk.
        cut_at: Before which of the calls that change something the power goes; never where None.
        fault: Called with each such call's name; it may raise what the system would raise.
        broken: The syncs that do nothing.
    """

    def __init__(
        self,
        contents: dict[Path, bytes] | None = None,
        cut_at: int | None = None,
        fault: Fault | None = None,
        broken: frozenset[Site] = frozenset(),
    ) -> None:
        self.calls = 0
        self.sites: set[Site] = set()
        self.shortened = False
        self._cut_at, self._fault, self._broken = cut_at, fault, broken
        self._made = 0
        self._open: dict[int, Inode] = {}
        self.names = {path: self._inode(content) for path, content in (contents or {}).items()}
        self._history: dict[Path, list[Inode | None]] = {path: [inode] for path, inode in self.names.items()}

    def free(self, folder: Path) -> int:
        """There is always room, unless a call is made to fail."""
        return 1 << 40

    def contents(self) -> dict[Path, bytes]:
        """Return what the files hold while the power is on."""
        return {path: bytes(inode.data) for path, inode in self.names.items()}

    def survivors(self, random: Random | None) -> dict[Path, bytes]:
        """Return what the files hold after a power cut."""
        found = {}
        for path, states in self._history.items():
            inode = random.choice(states) if random else states[0]
            if inode is not None:
                found[path] = inode.survivor(random)
        return found

    def open(self, path: Path, flags: int) -> int:
        if flags == NEW:
            self._call("open")
            if path in self.names:
                raise FileExistsError(errno.EEXIST, "exists")
            self._name(path, self._inode(b""))
        if path not in self.names:
            raise FileNotFoundError(errno.ENOENT, "none")
        descriptor = max(self._open, default=2) + 1
        self._open[descriptor] = self.names[path]
        return descriptor

    def close(self, descriptor: int) -> None:
        del self._open[descriptor]

    def read(self, descriptor: int, size: int, offset: int) -> bytes:
        return bytes(self._open[descriptor].data[offset : offset + size])

    def write(self, descriptor: int, content: bytes | memoryview, offset: int) -> int:
        self._call("write")
        taken = bytes(content)[: len(content) // 2] if self.shortened else bytes(content)
        self.shortened = False
        inode = self._open[descriptor]
        put(inode.data, offset, taken)
        inode.unsynced.append((offset, taken))
        return len(taken)

    def truncate(self, descriptor: int, size: int) -> None:
        self._call("truncate")
        inode = self._open[descriptor]
        resize(inode.data, size)
        inode.unsynced.append((size, None))

    def sync(self, descriptor: int) -> None:
        self._call("sync")
        if self._works():
            inode = self._open[descriptor]
            inode.durable, inode.unsynced = bytes(inode.data), []

    def sync_folder(self, folder: Path) -> None:
        self._call("sync_folder")
        if self._works():
            self._history = {path: [inode] for path, inode in self.names.items()}

    def status(self, path: Path) -> Status:
        if path not in self.names:
            raise FileNotFoundError(errno.ENOENT, "none")
        return self._status(self.names[path])

    def opened_status(self, descriptor: int) -> Status:
        return self._status(self._open[descriptor])

    def allow(self, path: Path, mode: int) -> None:
        self._call("allow")

    def may_write(self, path: Path) -> bool:
        return True

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace")
        self._name(target, self.names[source])
        self._name(source, None)

    def link(self, source: Path, target: Path) -> None:
        self._call("link")
        self._name(target, self.names[source])

    def remove(self, path: Path) -> None:
        if path not in self.names:
            raise FileNotFoundError(errno.ENOENT, "none")
        self._call("remove")
        self._name(path, None)

    def entries(self, folder: Path) -> list[tuple[Path, bool]]:
        return sorted((path, False) for path in self.names)

    def make_folder(self, folder: Path) -> None:
        raise AssertionError("the folder is there")

    def _call(self, name: str) -> None:
        self.calls += 1
        if self._cut_at is not None and self.calls >= self._cut_at:
            raise PowerCutError
        if self._fault is not None:
            self._fault(name)

    def _works(self) -> bool:
        caller = sys._getframe(2)
        site = os.path.basename(caller.f_code.co_filename), caller.f_lineno
        self.sites.add(site)
        return site not in self._broken

    def _inode(self, content: bytes) -> Inode:
        self._made += 1
        return Inode(self._made, bytearray(content), content)

    def _name(self, path: Path, inode: Inode | None) -> None:
        self._history.setdefault(path, [None]).append(inode)
        if inode is None:
            self.names.pop(path)
        else:
            self.names[path] = inode

    @staticmethod
    def _status(inode: Inode) -> Status:
        return Status(True, 0o600, inode.number, len(inode.data), len(inode.data))


def put(content: bytearray, at: int, piece: bytes) -> None:
    """Write a piece into a file's content; a gap before it is zeros."""
    resize(content, max(len(content), at + len(piece)))
    content[at : at + len(piece)] = piece


def resize(content: bytearray, size: int) -> None:
    """Make a file's content as long as it shall be."""
    if size < len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))
