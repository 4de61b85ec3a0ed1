"""What is put in order when a session is opened for writing, before anything is written to it."""

import time
from pathlib import Path

from facilitator.storage import disk, machine
from facilitator.storage.journal import Scan
from facilitator.storage.load import Loaded, journal_path, load
from facilitator.storage.machine import WRITE
from facilitator.storage.problems import shown, told
from facilitator.words import Words

# What marks the end of a journal that a power cut left half written.
TORN = ".torn-"


def recover(path: Path, words: Words) -> tuple[Loaded, tuple[str, ...]]:
    """Read a session for writing, and clear away what a crash left.

    Args:
        path: The session's file, locked.
        words: The language of the sentences.

    Returns:
        The session, and what was found and done, as sentences.

    Raises:
        StorageError: it is no session, or broken; nothing was changed.
    """
    loaded = load(path, words)
    disk.remove_leftovers(path)
    notices = []
    if loaded.snapshot.edited:
        notices.append(words("{file} was changed outside this program.", file=shown(path)))
    if loaded.waiting:
        notices.append(
            words.n(
                "It was not closed the last time; {count} entry was taken over from its journal.",
                "It was not closed the last time; {count} entries were taken over from its journal.",
                loaded.waiting,
            )
        )
    found, journal = loaded.journal, journal_path(path)
    if found is not None and found.good + found.newline < len(loaded.journal_content):
        torn = _set_aside(journal, path, loaded.journal_content[found.good :], words)
        notices.append(
            words(
                "The last thing typed before the interruption was not fully saved; what was left of it is in {file}.",
                file=shown(torn),
            )
        )
    if loaded.journal_stamp is not None and not loaded.waiting:
        # Nothing in it is missing in the file: a crash came between writing the one and removing the other.
        disk.remove(journal, words)
        if found is not None:
            found.good = 0
    elif found is not None:
        _mend(journal, found, len(loaded.journal_content), words)
    return loaded, tuple(notices)


def torn_copies(path: Path, words: Words) -> list[Path]:
    """Return what was set aside of a session's journals."""
    return [place for place in disk.list_folder(path.parent, words)[0] if place.name.startswith(path.name + TORN)]


def _set_aside(journal: Path, path: Path, content: bytes, words: Words) -> Path:
    moment = time.strftime("%Y%m%d-%H%M%S")
    torn = disk.free_path(journal.parent, f"{path.name}{TORN}{moment}", words, suffix="")
    disk.write_atomic(torn, content, words)
    return torn


def _mend(journal: Path, found: Scan, size: int, words: Words) -> None:
    """Cut off what was never acknowledged, and end the last line where its end was damaged."""
    if not found.newline and found.good == size:
        return
    with told(words("{file} could not be saved", file=shown(journal)), words):
        descriptor = machine.files.open(journal, WRITE)
        try:
            if found.newline:
                disk.write_all(descriptor, b"\n", found.good)
            found.good += found.newline
            machine.files.truncate(descriptor, found.good)
            machine.files.sync(descriptor)
        finally:
            machine.files.close(descriptor)
    found.newline = False
