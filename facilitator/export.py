"""Writes a session's summary in the formats asked for. Writers are imported when they are needed."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.report.build import build
from facilitator.report.model import Report
from facilitator.steps.book import Book
from facilitator.storage import disk
from facilitator.words import Words

# Each format's module; its `write` takes a report and the words of its language.
WRITERS = {
    "md": "facilitator.report.writers.markdown",
    "html": "facilitator.report.writers.html",
    "pptx": "facilitator.report.writers.pptx",
}
FORMATS = tuple(WRITERS)
Writer = Callable[[Report, Words], str | bytes]


def export(book: Book, formats: Sequence[str], beside: Path, words: Words) -> list[Path]:
    """Write a session's summary and return the files.

    Args:
        book: The session, in the summary's language.
        formats: Some of `FORMATS`.
        beside: The files are called like this path, with the format as suffix.
        words: The language of error sentences.

    Raises:
        FacilitatorError: a format is not known, or a file cannot be written.
    """
    report = build(book)
    written = []
    for name in formats:
        content = write(report, name, words)
        path = beside.with_name(f"{beside.name}.{name}")
        disk.write_atomic(path, content.encode() if isinstance(content, str) else content, words)
        written.append(path)
    return written


def write(report: Report, name: str, words: Words) -> str | bytes:
    """Return a report in one format.

    Raises:
        FacilitatorError: the format is not known.
    """
    if name not in WRITERS:
        raise FacilitatorError(
            words("There is no format «{name}»; there are {formats}.", name=name, formats=", ".join(FORMATS))
        )
    writer: Writer = import_module(WRITERS[name]).write
    return writer(report, Words(report.language))
