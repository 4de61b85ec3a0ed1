"""Prints what a day needs before it begins. Writers are imported when they are needed."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from facilitator.errors import FacilitatorError
from facilitator.report.paper.build import NAMES, build
from facilitator.report.paper.model import WHATS, What
from facilitator.report.paper.planned import Planned
from facilitator.report.writers.style import Style, checked
from facilitator.report.writers.written import Written
from facilitator.storage import disk
from facilitator.storage.folder import NOTHING_LEFT, slug
from facilitator.words import Words

_WRITERS = {
    "pdf": "facilitator.report.writers.pdf.paper",
    "docx": "facilitator.report.writers.docx.paper",
    "html": "facilitator.report.writers.html.paper",
    "md": "facilitator.report.writers.paper_markdown",
}
_STYLED = ("pdf",)
PAPER_FORMATS = tuple(_WRITERS)


def print_out(
    planned: Planned,
    whats: Sequence[What],
    formats: Sequence[str],
    beside: Path,
    words: Words,
    *,
    style: Style | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write the documents of a day and return the files. A document that would be empty is not written, and told.

    Args:
        planned: The day, in the language of the paper.
        whats: Which documents.
        formats: Some of `PAPER_FORMATS`.
        beside: The files are called like this path, as `paper_file` tells.
        words: The language of error sentences.
        style: The look of a PDF; the product's own where None.
        tell: Is called with a sentence about each file that does not show everything.

    Raises:
        FacilitatorError: a format is not known, the style cannot be used, or a file cannot be written.
    """
    for name in formats:
        check_paper_format(name, words)
    if style is not None and set(formats) & set(_STYLED):
        checked(style, words)
    written = []
    for what in whats:
        made = build(planned, what)
        if not made.pieces:
            tell(words("{name}: there is nothing to print.", name=made.subtitle))
            continue
        for name in formats:
            writer: Callable[..., str | bytes | Written] = import_module(_WRITERS[name]).write
            content = writer(made, planned.book.words, *([style] if name in _STYLED else []))
            path = paper_file(beside, what, name, planned.book.words)
            disk.write_atomic(path, _bytes(content), words)
            written.append(path)
            if isinstance(content, Written) and content.substituted:
                signs = ", ".join(f"{sign} (U+{ord(sign[0]):04X})" for sign in content.substituted)
                tell(words("{file}: no letters at hand show {signs}; its number stands in its place.", file=path.name,
                           signs=signs))  # fmt: skip
    return written


def check_paper_format(name: str, words: Words) -> None:
    """Refuse a format that paper is not printed in.

    Raises:
        FacilitatorError: with those that there are.
    """
    if name not in _WRITERS:
        known = ", ".join(PAPER_FORMATS)
        raise FacilitatorError(words("There is no format «{name}»; there are {formats}.", name=name, formats=known))


def check_what(name: str, words: Words) -> What:
    """Return which document is meant.

    Raises:
        FacilitatorError: there is none of that name; with those that there are.
    """
    known: Mapping[str, What] = {what: what for what in WHATS}
    if name not in known:
        raise FacilitatorError(words("There is no «{name}» to print; there are {names}.", name=name,
                                     names=", ".join(WHATS)))  # fmt: skip
    return known[name]


def paper_file(beside: Path, what: What, name: str, words: Words) -> Path:
    """Return where a document is written: `NAME.ballots.pdf` beside the path `NAME`, in the language of the day."""
    title = NAMES[what]
    called = slug(words(title))
    # In other letters than these nothing may be left of the name.
    return beside.with_name(f"{beside.name}.{what if called == NOTHING_LEFT else called}.{name}")


def _bytes(content: str | bytes | Written) -> bytes:
    if isinstance(content, Written):
        return content.content
    return content.encode() if isinstance(content, str) else content
