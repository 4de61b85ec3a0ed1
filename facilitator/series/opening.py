"""Opens a series: its sessions for reading, and the list of wordings that are the same in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator.series import wordings
from facilitator.series.gather import gather, spoken
from facilitator.series.whole import Series
from facilitator.storage.folder import slug
from facilitator.words import Words


def opened(
    paths: Sequence[Path], words: Words, language: str | None, listed: str | None, reveal: bool,
    tell: Callable[[int], None] | None = None,
) -> Series:  # fmt: skip
    """Return sessions as a series, in the language asked for, else in that of the first session.

    Args:
        paths: The sessions' files, in any order.
        words: The language of error sentences.
        language: The language of the series; that of its first session where None.
        listed: Where the list of wordings lies; beside the first session where None.
        reveal: Count hidden steps too.
        tell: Is told how many files are read, before each; what it raises ends the reading.

    Raises:
        FacilitatorError: a file cannot be read.
    """
    gathered = gather(paths, words, tell)
    if not language:
        words = Words(gathered.forums[0].book.state.language)
        gathered = spoken(gathered, words)
    found = wordings.load(list_path(listed, gathered.forums[0].path), words)
    return Series(gathered, words, found, reveal)


def list_path(listed: str | None, first: Path) -> Path:
    """Return where the list of wordings lies: where it was said, else beside the first session."""
    return Path(listed).expanduser() if listed else first.parent / wordings.FILE


def summary_path(series: Series) -> Path:
    """Return what the files of a series' summary are called like: beside its first session, by the series' name."""
    return series.forums[0].path.parent / slug(series.name)
