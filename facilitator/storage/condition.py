"""What state a session's files are in, told without changing them."""

from pathlib import Path

from msgspec import Struct

from facilitator.storage.load import load
from facilitator.storage.lock import held_by, is_held
from facilitator.storage.problems import StorageError, shown
from facilitator.words import Words


class Condition(Struct, frozen=True):
    """The state of a session's files.

    Attributes:
        locked: The sentence that says in which window it is open; empty where it is not.
        problem: The sentence that says why it cannot be read, and where; empty where it can.
        waiting: How many entries only its journal has.
        torn: Whether the journal ends in something that was never fully saved.
        edited: Whether somebody else has changed the file since this program wrote it.
        newer: Whether a newer version wrote it.
    """

    locked: str = ""
    problem: str = ""
    waiting: int = 0
    torn: bool = False
    edited: bool = False
    newer: bool = False

    def sentences(self, path: Path, words: Words) -> list[str]:
        """Return what there is to say about it."""
        said = [self.problem or self.locked]
        if self.waiting:
            said.append(
                words.n(
                    "Its journal holds {count} entry; the file gets it when the session is closed or opened again.",
                    "Its journal holds {count} entries; the file gets them when the session is closed or opened again.",
                    self.waiting,
                )
            )
        if self.torn and not self.locked:
            said.append(words("The end of its journal was never fully saved; it is set aside at the next opening."))
        if self.edited:
            said.append(words("{file} was changed outside this program.", file=shown(path)))
        if self.newer:
            said.append(words("A newer version of this program wrote it; what this one does not know is left out."))
        return [sentence for sentence in said if sentence] or [words("It was closed in good order.")]


def condition(path: Path, words: Words) -> Condition:
    """Return the state of a session's files; nothing is created or changed.

    Args:
        path: The session's file.
        words: The language of the sentences.

    Raises:
        StorageError: the lock's file cannot be read.
    """
    locked = held_by(path, words) if is_held(path, words) else ""
    try:
        loaded = load(path, words, reading=True)
    except StorageError as error:
        return Condition(locked, problem=str(error))
    snapshot = loaded.snapshot
    return Condition(locked, "", loaded.waiting, bool(loaded.torn), snapshot.edited, snapshot.newer)
