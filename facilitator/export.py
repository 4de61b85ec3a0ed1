"""Writes the summary of a session or a series in the formats asked for. Writers are imported when they are needed."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from facilitator.errors import FacilitatorError
from facilitator.report.appendix import with_figures
from facilitator.report.audience import USUAL, Audience, summary_for
from facilitator.report.model import Report
from facilitator.report.spoken import with_notes
from facilitator.report.summary import Summary
from facilitator.report.writers.style import ACCENT, FONT, IN_OFFICE, Style, checked, readable
from facilitator.report.writers.written import Written
from facilitator.series.audience import SeriesSummary
from facilitator.settings import Settings
from facilitator.steps.book import Book
from facilitator.storage import disk
from facilitator.storage.folder import SUMMARY
from facilitator.storage.problems import shown, told
from facilitator.words import Words

_WRITERS = {
    "md": "facilitator.report.writers.markdown",
    "html": "facilitator.report.writers.html",
    "pdf": "facilitator.report.writers.pdf",
    "pptx": "facilitator.report.writers.pptx",
    "docx": "facilitator.report.writers.docx",
    "xlsx": "facilitator.report.writers.xlsx",
    "csv": "facilitator.report.writers.csv",
    "json": "facilitator.report.writers.json",
}
# What these set of a series is not its report but its figures.
_OF_A_SERIES = {
    "xlsx": "facilitator.series.writers.xlsx",
    "csv": "facilitator.series.writers.csv",
    "json": "facilitator.series.writers.json",
}
# These also set the tallies and the log; the others are given the report alone.
_OF_THE_WHOLE = ("docx", "xlsx", "csv", "json")
# These are given a session's report with all figures at its end; a deck has in its notes what no slide shows, and the
# others set them themselves.
_WITH_FIGURES = ("md", "html", "pdf")
# These take a style too.
_STYLED = ("html", "pdf", "pptx", "docx")
_OFFICE = {"pptx": "PowerPoint", "docx": "Word"}
FORMATS = tuple(_WRITERS)
_SUMMARY_BEGINS = b'{\n  "summary"'


def export(
    book: Book,
    records: Sequence[Mapping[str, Any]],
    formats: Sequence[str],
    beside: Path,
    words: Words,
    *,
    style: Style | None = None,
    audience: Audience = USUAL,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write a session's summary and return the files.

    Args:
        book: The session, in the summary's language.
        records: Its events as they lie in its file.
        formats: Some of `FORMATS`.
        beside: The files are called like this path, as `file_of` tells.
        words: The language of error sentences.
        style: The look of what is made for print; the product's own where None.
        audience: Who it is for: what they may not see is left out.
        tell: Is called with a sentence about each file that does not show everything.

    Raises:
        FacilitatorError: a format is not known, a file cannot be written, or it is no summary that would be replaced.
    """
    check_ready(formats, beside, words, style=style, audience=audience)
    _tell_style(style, formats, words, tell)
    summary = summary_for(book, records, audience)
    paths = {name: file_of(beside, name, audience) for name in formats}
    return _files(lambda name: write(summary, name, style), paths, words, tell)


def export_series(
    summary: SeriesSummary,
    formats: Sequence[str],
    beside: Path,
    words: Words,
    *,
    style: Style | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write one summary of several sessions and return the files.

    Args:
        summary: The sessions added up, in the summary's language, with what may be seen by whom it is for.
        formats: Some of `FORMATS`.
        beside: The files are called like this path, as `file_of` tells.
        words: The language of error sentences.
        style: The look of what is made for print; the product's own where None.
        tell: Is called with a sentence about each file that does not show everything.

    Raises:
        FacilitatorError: a format is not known, a file cannot be written, or it is no summary that would be replaced.
    """
    check_ready(formats, beside, words, style=style, audience=summary.audience)
    _tell_style(style, formats, words, tell)
    paths = {name: file_of(beside, name, summary.audience) for name in formats}
    return _files(lambda name: write_series(summary, name, style), paths, words, tell)


def style_asked(
    asked: Mapping[str, str | None], settings: Settings, formats: Sequence[str], words: Words,
    tell: Callable[[str], None],
) -> Style:  # fmt: skip
    """Return the look asked for, else that of the settings.

    Args:
        asked: `accent`, `logo` and `font` as given on the command line, None where they are not.
        settings: What the facilitator has settled; where something is asked for, it need not be good there.
        formats: What will be written.
        words: The language of what is told.
        tell: Is called with a sentence about what cannot be used of the settings.
    """
    given = {name: value for name, value in asked.items() if value}
    kept = settings._replace(
        accent=None if "accent" in given else settings.accent,
        logo=None if "logo" in given else settings.logo,
        font=None if "font" in given else settings.font,
    )
    style, logo = style_of(kept, formats, words, tell), given.get("logo")
    return Style(given.get("accent", style.accent), Path(logo) if logo else style.logo, given.get("font", style.font))


def style_of(settings: Settings, formats: Sequence[str], words: Words, tell: Callable[[str], None]) -> Style:
    """Return the look that the settings ask for; what cannot be used of it is told, and the usual counts.

    Args:
        settings: What the facilitator has settled.
        formats: What will be written.
        words: The language of what is told.
        tell: Is called with a sentence about what cannot be used.
    """
    if not set(formats) & set(_STYLED):
        return Style()
    style = Style(settings.accent or ACCENT, settings.logo, settings.font or FONT)
    try:
        checked(style, words)
    except FacilitatorError as error:
        tell(f"{error} {words('The usual counts.')}")
        style = replace(style, logo=None)
    if "pdf" in formats and style.font != FONT:
        from facilitator.report.writers.pdf.setting import check_letters

        try:
            check_letters(style.font, words)
        except FacilitatorError as error:
            tell(f"{error} {words('The usual counts.')}")
            style = replace(style, font=FONT)
    return style


def _tell_style(style: Style | None, formats: Sequence[str], words: Words, tell: Callable[[str], None]) -> None:
    """Tell where another look is used than the one asked for."""
    if style is None:
        return
    if set(formats) & set(_STYLED) and (shade := readable(style.accent)) != style.accent:
        tell(words("The colour {accent} is too pale to be read on paper; {shade} is used.", accent=style.accent,
                   shade=shade))  # fmt: skip
    without = [_OFFICE[name] for name in formats if name in _OFFICE and _of_office(style) != style]
    if without and style.logo is not None:
        tell(words("{name} cannot hold the logo {path}, only {kinds}; the file is without.", name=words.listed(without),
                   path=shown(style.logo), kinds=", ".join(IN_OFFICE)))  # fmt: skip


def _styled(name: str, style: Style | None) -> list[Style | None]:
    """Return the style for a writer that takes one."""
    if name not in _STYLED:
        return []
    return [style if style is None or name not in _OFFICE else _of_office(style)]


def _of_office(style: Style) -> Style:
    return style if style.logo is None or style.logo.suffix.lower() in IN_OFFICE else replace(style, logo=None)


def _files(
    make: Callable[[str], Written], paths: Mapping[str, Path], words: Words, tell: Callable[[str], None]
) -> list[Path]:
    """Write each format to its path; tell of signs that a file does not show."""
    written = []
    for name, path in paths.items():
        made = make(name)
        disk.write_atomic(path, made.content, words)
        written.append(path)
        if made.substituted:
            signs = ", ".join(f"{sign} (U+{ord(sign[0]):04X})" for sign in made.substituted)
            tell(words("{file}: no letters at hand show {signs}; its number stands in its place.", file=path.name,
                       signs=signs))  # fmt: skip
    return written


def check_ready(
    formats: Sequence[str], beside: Path, words: Words, *, style: Style | None = None, audience: Audience = USUAL
) -> None:
    """Refuse what could not be exported, before anything is written; the arguments are those of `export`.

    Raises:
        FacilitatorError: a format is not known, it is no summary that would be replaced, or the style cannot be used.
    """
    for name in formats:
        check_format(name, words)
        _spare_sessions(file_of(beside, name, audience), words)
    if style is not None and set(formats) & set(_STYLED):
        checked(style, words)


def check_format(name: str, words: Words) -> None:
    """Refuse a format that there is not.

    Raises:
        FacilitatorError: with those that there are.
    """
    if name not in _WRITERS:
        known = ", ".join(FORMATS)
        raise FacilitatorError(words("There is no format «{name}»; there are {formats}.", name=name, formats=known))


def file_of(beside: Path, name: str, audience: Audience = USUAL) -> Path:
    """Return where a format is written: beside a path, or that path itself where it ends as the format does.

    Whom it is for stands in the name, unless it is the usual audience: `NAME.public.pdf`.
    """
    if beside.suffix == f".{name}":
        return beside
    if audience != USUAL:
        beside = beside.with_name(f"{beside.name}.{audience}")
    # A session's own file ends in .json.
    return beside.with_name(beside.name + (SUMMARY if name == "json" else f".{name}"))


def write(summary: Summary, name: str, style: Style | None = None) -> Written:
    """Return a summary in one format.

    Raises:
        FacilitatorError: it cannot be written here.
    """
    words = Words(summary.report.language)
    content: Summary | Report = summary if name in _OF_THE_WHOLE else summary.report
    if name in _WITH_FIGURES:
        content = with_figures(summary, words)
    elif name == "pptx":
        content = with_notes(summary, words)
    return _written(_WRITERS[name], content, words, _styled(name, style))


def write_series(summary: SeriesSummary, name: str, style: Style | None = None) -> Written:
    """Return the summary of several sessions in one format; slides have the tables of the forums at their end.

    All figures stand at the end too, of slides in their notes.

    Raises:
        FacilitatorError: it cannot be written here.
    """
    words = summary.series.words
    if name in _OF_A_SERIES:
        return _written(_OF_A_SERIES[name], summary, words, [])
    report = summary.report_for_wall if name == "pptx" else summary.report_with_figures
    return _written(_WRITERS[name], report, words, _styled(name, style))


def _written(module: str, content: object, words: Words, style: Sequence[Style | None]) -> Written:
    writer: Callable[..., str | bytes | Written] = import_module(module).write
    made = writer(content, words, *style)
    if isinstance(made, Written):
        return made
    return Written(made.encode() if isinstance(made, str) else made)


def _spare_sessions(path: Path, words: Words) -> None:
    """Refuse to replace a JSON file that is no summary: it may be a session.

    Raises:
        FacilitatorError: it is none.
    """
    if path.suffix != ".json":
        return
    with told(words("{file} could not be saved", file=shown(path)), words):
        other = path.exists() and not path.read_bytes().startswith(_SUMMARY_BEGINS)
    if other:
        raise FacilitatorError(words("{file} is there and is no summary; nothing was written.", file=shown(path)))
