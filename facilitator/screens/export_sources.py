"""What the export dialog writes: the summary of a session, or that of a series; it knows no widgets."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from facilitator.desk import Desk
from facilitator.export import export, export_series
from facilitator.report.audience import Audience, left_out
from facilitator.report.writers.style import Style
from facilitator.report.writers.terminal.cells import shorten
from facilitator.series.adding_told import too_few
from facilitator.series.audience import not_counted, series_for
from facilitator.series.opening import opened
from facilitator.series.whole import Series
from facilitator.text import clean
from facilitator.words import Words

Tell = Callable[[str], None]
# Writes one kind of file, and tells what it does not show.
Write = Callable[[str, Tell], list[Path]]

_MOST_TOLD = 2
_MOST_OF_NAME = 30


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


KINDS: Mapping[str, str] = {
    "html": _("one page for the browser: to read, print and send"),
    "md": _("plain text with headings and tables: to edit and paste"),
    "docx": _("minutes for Word: to edit, to file and to print"),
    "xlsx": _("a workbook: a sheet for each step, and all that was given"),
    "csv": _("all figures in one table: for a spreadsheet or statistics"),
    "json": _("figures, findings and the log: for other programs"),
    "pdf": _("pages for print: to send and to file"),
    "pptx": _("slides: to show on the wall and to go on with"),
}


class Source(Protocol):
    """Something whose summary can be written.

    Attributes:
        beside: What the files are called like.
        kinds: What each kind of file is for, as messages.
        count: How many files have to be read for it.
    """

    beside: Path
    kinds: Mapping[str, str]
    count: int

    def title(self, words: Words) -> str:
        """Return what is written, in words."""

    def left_out(self, audience: Audience, words: Words) -> str:
        """Return what is left out for an audience, as a sentence."""

    def open(self, audience: Audience, style: Style, words: Words, read: Callable[[int], None], tell: Tell) -> Write:
        """Read it, and return what writes a kind of file.

        Args:
            audience: Who it is for.
            style: The look.
            words: The language of error sentences; the summary is in that of the session.
            read: Is told how many files are read, before each; what it raises ends the reading.
            tell: Is called with a sentence about what should be known of the whole.

        Raises:
            FacilitatorError: a file cannot be read.
        """


class OfSession:
    """The summary of a session.

    Args:
        path: The session's file.
        name: What it is called, to tell it from others.
    """

    kinds: Mapping[str, str] = KINDS
    count = 1

    def __init__(self, path: Path, name: str = "") -> None:
        self.path = path
        self._name = shorten(clean(name), _MOST_OF_NAME)
        self.beside = path.with_suffix("")

    def title(self, words: Words) -> str:
        """Return what is written, in words."""
        return " · ".join(filter(None, [words("Write the summary"), self._name]))

    def left_out(self, audience: Audience, words: Words) -> str:
        """Return what is left out for an audience, as a sentence."""
        return left_out(audience, words)

    def open(self, audience: Audience, style: Style, words: Words, read: Callable[[int], None], tell: Tell) -> Write:
        """Read it, and return what writes a kind of file; see `Source`."""
        desk = Desk(self.path, words, read_only=True)
        desk.speak(Words(desk.state.language))
        return lambda name, told: export(
            desk.book, desk.documents(), [name], self.beside, words, style=style, audience=audience, tell=told
        )


class OfSeries:
    """The summary of several sessions together.

    Args:
        paths: Their files.
        beside: What the files are called like.
        series: The same sessions added up, where they are at hand: it tells beforehand which will not count.
    """

    kinds: Mapping[str, str] = {
        **KINDS,
        "xlsx": _("a workbook: a sheet for each step, with a column for each forum"),
        "json": _("figures and findings: for other programs"),
    }

    def __init__(self, paths: Sequence[Path], beside: Path, series: Series | None = None) -> None:
        self.paths, self.beside, self.count = paths, beside, len(paths)
        self._series = series

    def title(self, words: Words) -> str:
        """Return what is written, in words."""
        return words.n("Write the summary of {count} session", "Write the summary of {count} sessions together",
                       self.count)  # fmt: skip

    def left_out(self, audience: Audience, words: Words) -> str:
        """Return what is left out for an audience, as a sentence."""
        told = not_counted(self._series, audience) if self._series is not None else []
        if len(told) > _MOST_TOLD:
            more = words.n("{count} more", "{count} more", len(told) - _MOST_TOLD)
            told = [*told[:_MOST_TOLD], f"{more}."]
        return " ".join((left_out(audience, words, of_series=True), *told))

    def open(self, audience: Audience, style: Style, words: Words, read: Callable[[int], None], tell: Tell) -> Write:
        """Read it, and return what writes a kind of file; see `Source`."""
        summary = series_for(opened(self.paths, words, None, None, False, read), audience)
        for sentence in (*too_few(summary.series), *summary.series.notices):
            tell(sentence)
        return lambda name, told: export_series(summary, [name], self.beside, words, style=style, tell=told)
