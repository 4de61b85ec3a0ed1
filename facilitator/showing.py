"""A session as tables in a terminal."""

import sys
from collections.abc import Sequence

from facilitator.agenda.model import Step, Talk
from facilitator.blocks import Block, Heading
from facilitator.session.state import State
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks, note_blocks, open_book
from facilitator.words import Words


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
    from rich.console import Console, Group

    from facilitator.report.writers.terminal import PLAIN, Look, render_lines
    from facilitator.report.writers.terminal import plain as plain_text

    if plain:
        print(plain_text(shown, Look(PLAIN, 100, words)))
        return
    console = Console(file=sys.stdout, highlight=False)
    lines = Group(*render_lines(shown, Look(PLAIN, console.width, words)))
    console.print(lines, no_wrap=True, overflow="ignore", crop=False)


def plain_step(book: Book, step: Step) -> str:
    """Return a step's tally and notes as plain lines."""
    from facilitator.report.writers.terminal import PLAIN, Look
    from facilitator.report.writers.terminal import plain as plain_text

    return plain_text([*blocks(book, step), *note_blocks(book, step)], Look(PLAIN, 100, book.words))


def revealed(book: Book) -> Book:
    """Return the same session with nothing hidden."""
    for step in book.state.agenda.steps:
        book.state.step(step.id).revealed = True
    state: State = book.state
    return open_book(state, book.words)
