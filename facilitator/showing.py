"""A session as JSON, and as tables in a terminal."""

import sys
from collections.abc import Sequence
from typing import Any

from facilitator.agenda.model import Step, Talk
from facilitator.blocks import Block, Heading
from facilitator.session.state import State
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks, note_blocks, open_book
from facilitator.tally import document as tally_document
from facilitator.words import Words

SCHEMA = 1


def document(book: Book, reveal: bool = False) -> dict[str, Any]:
    """Return a session as JSON-ready data, in the shape of docs/json.md.

    Args:
        book: The session.
        reveal: Show the figures of hidden steps.
    """
    state = book.state
    return {
        "schema": SCHEMA,
        "id": state.session,
        "name": state.name,
        "title": state.agenda.title.of(book.language),
        "date": state.date,
        "series": state.series or None,
        "language": state.language,
        "groups": [
            {"number": group.number, "name": book.group_name(group), "people": group.people, "active": group.active}
            for group in sorted(state.groups.values(), key=lambda group: group.number)
        ],
        "people": state.people,
        "steps": [_step(book, number, step, reveal) for number, step in enumerate(state.agenda.steps, 1)],
    }


def print_blocks(book: Book, steps: Sequence[Step], plain: bool, reveal: bool) -> None:
    """Print steps as tables, or as plain lines.

    Args:
        book: The session.
        steps: Which steps.
        plain: Without colour and lines.
        reveal: Show the figures of hidden steps.
    """
    if reveal:
        book = revealed(book)
    shown: list[Block] = [Heading(book.state.name or book.state.agenda.title.of(book.language), 1)]
    for number, step in enumerate(book.state.agenda.steps, 1):
        if step in steps and (not isinstance(step, Talk) or note_blocks(book, step)):
            shown.append(Heading(f"{number}. {step.title.of(book.language)}", 2))
            shown += [*blocks(book, step), *note_blocks(book, step)]
    print_shown(shown, plain, book.words)


def print_shown(shown: Sequence[Block], plain: bool, words: Words) -> None:
    """Print blocks as tables, or as plain lines.

    Args:
        shown: The blocks.
        plain: Without colour and lines.
        words: The language.
    """
    from rich.console import Console

    from facilitator.report.writers.terminal import PLAIN, Look, render_lines
    from facilitator.report.writers.terminal import plain as plain_text

    if plain:
        print(plain_text(shown, Look(PLAIN, 100, words)))
        return
    console = Console(file=sys.stdout, highlight=False)
    for line in render_lines(shown, Look(PLAIN, console.width, words)):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def revealed(book: Book) -> Book:
    """Return the same session with nothing hidden."""
    for step in book.state.agenda.steps:
        book.state.step(step.id).revealed = True
    state: State = book.state
    return open_book(state, book.words)


def _step(book: Book, number: int, step: Step, reveal: bool) -> dict[str, Any]:
    return {
        "number": number,
        "id": step.id,
        "kind": step.kind,
        "title": step.title.of(book.language),
        "status": book.state.status(step.id),
        "tally": None if isinstance(step, Talk) else tally_document(book.tally(step), reveal),
    }
