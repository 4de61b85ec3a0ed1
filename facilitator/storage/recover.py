"""What a crash left beside a session: told, and set aside, before anything is written."""

import time
from pathlib import Path

from facilitator.storage import disk
from facilitator.storage.load import Loaded
from facilitator.storage.problems import shown
from facilitator.words import Words

# What marks the end of a journal that a power cut left half written.
TORN = ".torn-"


def recovery(loaded: Loaded, path: Path, words: Words) -> tuple[str, ...]:
    """Set aside what was never acknowledged, and return what was found, as sentences.

    Args:
        loaded: The session as it was read.
        path: The session's file, locked.
        words: The language of the sentences.

    Raises:
        StorageError: it could not be set aside.
    """
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
    if loaded.torn:
        torn = _set_aside(path, loaded.torn, words)
        notices.append(
            words(
                "The last thing typed before the interruption was not fully saved; what was left of it is in {file}.",
                file=shown(torn),
            )
        )
    return tuple(notices)


def torn_copies(path: Path, words: Words) -> list[Path]:
    """Return what was set aside of a session's journals."""
    return [place for place in disk.list_folder(path.parent, words)[0] if place.name.startswith(path.name + TORN)]


def _set_aside(path: Path, content: bytes, words: Words) -> Path:
    moment = time.strftime("%Y%m%d-%H%M%S")
    torn = disk.free_path(path.parent, f"{path.name}{TORN}{moment}", words, suffix="")
    disk.write_atomic(torn, content, words)
    return torn
