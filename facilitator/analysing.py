"""The command that says what the answers of a session or a series say together, or what changed since."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facilitator.agenda.model import Agenda
from facilitator.agenda.naming import step_called
from facilitator.analysis.blocks import blocks, change_blocks
from facilitator.analysis.gather import profiles
from facilitator.analysis.profile import Profile
from facilitator.analysis.since import changes
from facilitator.analysis.whole import SCHEMA, analysis, change_document, document, shown
from facilitator.blocks import Block, Heading
from facilitator.cli import DONE
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.series import wordings
from facilitator.series.gather import gather, named
from facilitator.series.profiles import profiles as series_profiles
from facilitator.series.whole import Series
from facilitator.steps.book import Book
from facilitator.storage.folder import Folder, sessions_folder
from facilitator.words import Words


def analyse(options: Namespace, words: Words) -> int:
    """Say what the answers of a session, or of several, say together: as tables, as plain lines or as JSON."""
    paths = named(options.session, _folder(options, words), words)
    if options.since and len(paths) > 1:
        raise FacilitatorError(words("{option} compares one session with one.", option="--since"))
    if len(paths) > 1:
        series = _series(options, paths, words)
        _name_step(options, series.forums[0].book.state.agenda, list(series.steps), series.words)
        head = {"schema": SCHEMA, "id": None, "name": series.name, "date": None,
                "forums": [forum.name for forum in series.forums]}  # fmt: skip
        return _told(options, series_profiles(series), series.words, series.title, head)
    desk = _open(paths[0], options, words)
    _name_step(options, desk.agenda, [step.id for step in desk.agenda.steps], desk.words)
    if options.since:
        return _since(options, desk.book, desk.words)
    return _told(options, profiles(desk.book), desk.words, _title(desk.book), _head(desk.book))


def _name_step(options: Namespace, agenda: Agenda, known: Sequence[str], words: Words) -> None:
    if options.step:
        options.step = step_called(options.step, agenda, known, words)


def _told(options: Namespace, gathered: Sequence[Profile], words: Words, title: str, head: dict[str, Any]) -> int:
    found = analysis(gathered, words, options.step)
    if options.json:
        _print_json(head | document(found, options.appendix))
    else:
        _print([Heading(title, 1), *blocks(found, words, options.appendix)], options, words)
    return DONE


def _since(options: Namespace, book: Book, words: Words) -> int:
    earlier = _open(_folder(options, words).find(options.since), options, words)
    earlier.speak(words)
    found = changes(profiles(earlier.book), shown(profiles(book), options.step))
    if options.json:
        _print_json(_head(book) | {"since": _head(earlier.book), "steps": change_document(found)})
    else:
        _print([Heading(_title(book), 1), *change_blocks(found, words)], options, words)
    return DONE


def _series(options: Namespace, paths: Sequence[Path], words: Words) -> Series:
    """Gather a series; it speaks the language of its first session where none was asked for."""
    gathered = gather(paths, words)
    if not options.language:
        words = Words(gathered.forums[0].book.state.language)
        gathered = gather(paths, words)
    for notice in gathered.notices:
        print(notice, file=sys.stderr)
    beside = gathered.forums[0].path.parent / wordings.FILE
    listed = wordings.load(Path(options.wordings).expanduser() if options.wordings else beside, words)
    return Series(gathered, words, listed)


def _folder(options: Namespace, words: Words) -> Folder:
    return Folder(sessions_folder(options.sessions, os.environ, Path.cwd()), words)


def _open(path: Path, options: Namespace, words: Words) -> Desk:
    """Open a session for reading; it speaks its own language where none was asked for."""
    desk = Desk(path, words, read_only=True)
    if not options.language:
        desk.speak(Words(desk.state.language))
    for notice in desk.notices:
        print(notice, file=sys.stderr)
    return desk


def _head(book: Book) -> dict[str, Any]:
    state = book.state
    return {"schema": SCHEMA, "id": state.session, "name": state.name, "date": state.date}


def _title(book: Book) -> str:
    return book.state.name or book.state.agenda.title.of(book.language)


def _print(shown: Sequence[Block], options: Namespace, words: Words) -> None:
    from facilitator.showing import print_shown

    print_shown(shown, options.plain or not sys.stdout.isatty(), words)


def _print_json(data: dict[str, Any]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))
