"""The command that writes summaries, of a session or of a series."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from facilitator.cli import DONE
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.export import check_ready, export, export_series, style_asked
from facilitator.report.audience import USUAL, Audience, audience_of, left_out
from facilitator.report.writers.style import Style
from facilitator.series.adding_told import too_few
from facilitator.series.audience import series_for
from facilitator.series.gather import named
from facilitator.series.opening import opened, summary_path
from facilitator.settings import Settings
from facilitator.showing import revealed
from facilitator.storage.disk import make_folder
from facilitator.storage.folder import Folder, sessions_folder
from facilitator.text import clean
from facilitator.words import Words

_USUAL = ("html",)


def export_sessions(options: Namespace, words: Words) -> int:
    """Write the summary of a session, or one of several together, and print the files."""
    settings: Settings = options.settings
    formats = [name.strip() for name in (options.format or "").split(",") if name.strip()]
    formats = formats or list(settings.formats or _USUAL)
    audience = audience_of(options.audience or settings.audience or USUAL, words)
    asked = {"accent": options.accent, "logo": options.logo, "font": options.font}
    style = style_asked(asked, settings, formats, words, _tell)
    folder = Folder(sessions_folder(options.sessions, os.environ, Path.cwd()), words)
    paths = named(options.session, folder, words)
    if options.each or len(paths) == 1:
        for at, path in enumerate(paths):
            _export_one(options, path, formats, style, words, audience, is_first=not at)
    else:
        _export_series(options, paths, formats, style, words, audience)
    return DONE


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _export_one(
    options: Namespace, path: Path, formats: list[str], style: Style, words: Words, audience: Audience, *,
    is_first: bool,
) -> None:  # fmt: skip
    desk = Desk(path, words, read_only=True)
    if not options.language:
        desk.speak(Words(desk.state.language))
    for notice in desk.notices:
        _tell(notice)
    beside = _beside(desk.path, options.output, len(formats) > 1 or options.each, words)
    check_ready(formats, beside, desk.words, style=style, audience=audience)
    if is_first:
        _tell(left_out(audience, desk.words))
    book = revealed(desk.book) if options.reveal else desk.book
    told: list[str] = []
    for file in export(book, desk.documents(), formats, beside, desk.words, style=style, audience=audience,
                       tell=told.append):  # fmt: skip
        print(file)
    print(*told, sep="\n", end="\n" * bool(told), file=sys.stderr)


def _export_series(
    options: Namespace, paths: Sequence[Path], formats: Sequence[str], style: Style, words: Words, audience: Audience
) -> None:
    series = opened(paths, words, options.language, options.wordings, options.reveal)
    beside = _beside(summary_path(series).with_suffix(".json"), options.output, len(formats) > 1, words)
    check_ready(formats, beside, series.words, style=style, audience=audience)
    summary = series_for(series, audience)
    for sentence in (left_out(audience, series.words, of_series=True), *too_few(summary.series), *series.notices):
        _tell(sentence)
    told: list[str] = []
    written = export_series(summary, formats, beside, series.words, style=style, tell=told.append)
    print(*written, sep="\n")
    print(*told, sep="\n", end="\n" * bool(told), file=sys.stderr)


def _beside(path: Path, output: str | None, several: bool, words: Words) -> Path:
    """Return what the files are called, but for their ends; several come into a folder, which is made where needed."""
    if output is None:
        return path.with_suffix("")
    wanted = Path(output)
    if not wanted.parent.is_dir():
        raise FacilitatorError(words("There is no folder {name}.", name=clean(str(wanted.parent))))
    if several and not wanted.suffix and not wanted.exists():
        make_folder(wanted, words)
    if wanted.is_dir():
        return wanted / path.stem
    return wanted
