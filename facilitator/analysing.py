"""The command that says what a session's answers say together, or what changed since an earlier session."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facilitator.analysis.blocks import blocks, change_blocks
from facilitator.analysis.gather import profiles
from facilitator.analysis.since import changes
from facilitator.analysis.whole import SCHEMA, analysis, change_document, document, shown
from facilitator.blocks import Block, Heading
from facilitator.cli import DONE
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.steps.book import Book
from facilitator.storage.folder import Folder, sessions_folder
from facilitator.text import clean
from facilitator.words import Words


def analyse(options: Namespace, words: Words) -> int:
    """Say what a session's answers say together, as tables, as plain lines or as JSON."""
    desk = _open(options.session, options, words)
    book, words = desk.book, desk.words
    if options.step and options.step not in {step.id for step in book.state.agenda.steps}:
        raise FacilitatorError(words("There is no step with the id {id}.", id=clean(options.step)))
    if options.since:
        return _since(options, book, words)
    found = analysis(profiles(book), words, options.step)
    if options.json:
        _print_json(_head(book) | document(found, options.appendix))
    else:
        _print([_title(book), *blocks(found, words, options.appendix)], options, words)
    return DONE


def _since(options: Namespace, book: Book, words: Words) -> int:
    earlier = _open(options.since, options, words)
    earlier.speak(words)
    found = changes(profiles(earlier.book), shown(profiles(book), options.step))
    if options.json:
        _print_json(_head(book) | {"since": _head(earlier.book), "steps": change_document(found)})
    else:
        _print([_title(book), *change_blocks(found, words)], options, words)
    return DONE


def _open(name: str, options: Namespace, words: Words) -> Desk:
    """Open a session for reading; it speaks its own language where none was asked for."""
    folder = Folder(sessions_folder(options.sessions, os.environ, Path.cwd()), words)
    desk = Desk(folder.find(name), words, read_only=True)
    if not options.language:
        desk.speak(Words(desk.state.language))
    for notice in desk.notices:
        print(notice, file=sys.stderr)
    return desk


def _head(book: Book) -> dict[str, Any]:
    state = book.state
    return {"schema": SCHEMA, "id": state.session, "name": state.name, "date": state.date}


def _title(book: Book) -> Heading:
    return Heading(book.state.name or book.state.agenda.title.of(book.language), 1)


def _print(shown: Sequence[Block], options: Namespace, words: Words) -> None:
    from rich.console import Console

    from facilitator.report.writers.terminal import PLAIN, Look, render
    from facilitator.report.writers.terminal import plain as plain_text

    if options.plain or not sys.stdout.isatty():
        print(plain_text(shown, Look(PLAIN, 100, words)))
        return
    console = Console(file=sys.stdout, highlight=False)
    console.print(render(shown, Look(PLAIN, console.width, words)))


def _print_json(data: dict[str, Any]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))
