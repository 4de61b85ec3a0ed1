"""A session as tables in a terminal."""

import sys
from collections.abc import Sequence

from facilitator.agenda.model import Step, Talk
from facilitator.blocks import Block, Heading
from facilitator.report.document import document as document
from facilitator.session.state import State
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks, note_blocks, open_book


def print_blocks(book: Book, steps: Sequence[Step], plain: bool, reveal: bool) -> None:
    """Print steps as tables, or as plain lines.

    Args:
        book: The session.
        steps: Which steps.
        plain: Without colour and lines.
        reveal: Show the figures of hidden steps.
    """
    from rich.console import Console

    from facilitator.report.writers.terminal import PLAIN, Look, render
    from facilitator.report.writers.terminal import plain as plain_text

    if reveal:
        book = revealed(book)
    shown: list[Block] = [Heading(book.state.name or book.state.agenda.title.of(book.language), 1)]
    for number, step in enumerate(book.state.agenda.steps, 1):
        if step in steps and (not isinstance(step, Talk) or note_blocks(book, step)):
            shown.append(Heading(f"{number}. {step.title.of(book.language)}", 2))
            shown += [*blocks(book, step), *note_blocks(book, step)]
    if plain:
        print(plain_text(shown, Look(PLAIN, 100, book.words)))
        return
    console = Console(file=sys.stdout, highlight=False)
    console.print(render(shown, Look(PLAIN, console.width, book.words)))


def revealed(book: Book) -> Book:
    """Return the same session with nothing hidden."""
    for step in book.state.agenda.steps:
        book.state.step(step.id).revealed = True
    state: State = book.state
    return open_book(state, book.words)
