"""The command that prints what a day needs before it begins."""

import os
import sys
from argparse import Namespace
from datetime import time
from pathlib import Path

from facilitator.agenda.library import find_agenda, own_templates, template_names
from facilitator.cli import DONE
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.export import style_asked
from facilitator.paper import check_paper_format, check_what, print_out
from facilitator.report.paper.planned import Planned, of_agenda, of_session
from facilitator.storage.folder import Folder, sessions_folder, templates_folder
from facilitator.text import clean
from facilitator.words import Words


def print_paper(options: Namespace, words: Words) -> int:
    """Print an agenda's or a session's paper, and say which files there are."""
    whats = [check_what(name, words) for name in _names(options.what)]
    formats = _names(options.format)
    for name in formats:
        check_paper_format(name, words)
    told: list[str] = []
    asked = {"accent": options.accent, "logo": options.logo, "font": options.font}
    style = style_asked(asked, options.settings, formats, words, told.append)
    planned, beside = _planned(options, words)
    written = print_out(planned, whats, formats, _beside(beside, options.output, words), words, style=style,
                        tell=told.append)  # fmt: skip
    print(*written, sep="\n", end="\n" * bool(written))
    print(*told, sep="\n", end="\n" * bool(told), file=sys.stderr)
    return DONE


def _names(given: str) -> list[str]:
    return list(dict.fromkeys(name.strip().lower() for name in given.split(",") if name.strip()))


def _planned(options: Namespace, words: Words) -> tuple[Planned, Path]:
    """Return the day that is meant, and the path that its files are called like."""
    sessions = sessions_folder(options.sessions, os.environ, Path.cwd())
    own = templates_folder(sessions)
    start: time | None = options.start
    counts = {"groups": options.groups, "people": options.people}
    try:
        agenda = find_agenda(options.agenda, words, own)
    except FacilitatorError as no_agenda:
        try:
            path = Folder(sessions, words).find(options.agenda)
            state = Desk(path, words, read_only=True).state
        except FacilitatorError as no_session:
            # What looks like an agenda file is told of as one.
            raise (no_agenda if options.agenda.endswith(".toml") else no_session) from no_session
        spoken = Words(options.language or state.language)
        return of_session(state, spoken, start=start, **counts), path.with_suffix("")
    spoken = Words(options.language or agenda.language)
    kept = own_templates(own).get(options.agenda)
    if options.agenda in template_names():
        beside = Path.cwd() / options.agenda
    else:
        beside = (kept or Path(options.agenda)).with_suffix("")
    return of_agenda(agenda, spoken, start=start, **counts), beside


def _beside(path: Path, output: str | None, words: Words) -> Path:
    if output is None:
        return path
    wanted = Path(output)
    if wanted.is_dir():
        return wanted / path.name
    if not wanted.parent.is_dir():
        raise FacilitatorError(words("There is no folder {name}.", name=clean(str(wanted.parent))))
    return wanted
