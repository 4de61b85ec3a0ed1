"""Writes a session's summary in the formats asked for. Writers are imported when they are needed."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.report.build import build
from facilitator.report.model import Report
from facilitator.report.writers.style import Style
from facilitator.report.writers.written import Written
from facilitator.steps.book import Book
from facilitator.storage import disk
from facilitator.words import Words

# Each format's module; its `write` takes a report and the words of its language.
WRITERS = {
    "md": "facilitator.report.writers.markdown",
    "html": "facilitator.report.writers.html",
    "pdf": "facilitator.report.writers.pdf",
}
# These take a style too.
_STYLED = ("pdf",)
FORMATS = tuple(WRITERS)
Writer = Callable[..., str | bytes | Written]


def export(
    book: Book,
    formats: Sequence[str],
    beside: Path,
    words: Words,
    *,
    style: Style | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write a session's summary and return the files.

    Args:
        book: The session, in the summary's language.
        formats: Some of `FORMATS`.
        beside: The files are called like this path, with the format as suffix.
        words: The language of error sentences.
        style: The look of what is made for print; the product's own where None.
        tell: Is called with a sentence about each file that does not show everything.

    Raises:
        FacilitatorError: a format is not known, or a file cannot be written.
    """
    report = build(book)
    written = []
    for name in formats:
        made = write(report, name, words, style)
        path = beside.with_name(f"{beside.name}.{name}")
        disk.write_atomic(path, made.content, words)
        written.append(path)
        if made.substituted:
            shown = ", ".join(f"{sign} (U+{ord(sign[0]):04X})" for sign in made.substituted)
            tell(words("{file}: no letters at hand show {signs}; its number stands in its place.", file=path.name,
                       signs=shown))  # fmt: skip
    return written


def check_format(name: str, words: Words) -> None:
    """Refuse a format that there is not.

    Raises:
        FacilitatorError: with those that there are.
    """
    if name not in WRITERS:
        known = ", ".join(FORMATS)
        raise FacilitatorError(words("There is no format «{name}»; there are {formats}.", name=name, formats=known))


def write(report: Report, name: str, words: Words, style: Style | None = None) -> Written:
    """Return a report in one format.

    Raises:
        FacilitatorError: the format is not known, or it cannot be written here.
    """
    check_format(name, words)
    writer: Writer = import_module(WRITERS[name]).write
    made = writer(report, Words(report.language), *([style] if name in _STYLED else []))
    if isinstance(made, Written):
        return made
    return Written(made.encode() if isinstance(made, str) else made)
