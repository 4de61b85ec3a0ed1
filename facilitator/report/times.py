"""Planned time against real time, step by step: for who plans the next day, last in the report."""

from facilitator.agenda.clock import StepTime
from facilitator.blocks import Block, Table
from facilitator.report.model import Section
from facilitator.session.day import day_of
from facilitator.steps.book import Book
from facilitator.words import Words


def section(book: Book) -> list[Section]:
    """Return the times of the steps that were held; none where nothing was ended or the file holds no times."""
    state, words = book.state, book.words
    if state.last_at is None:
        return []
    day = day_of(state, state.last_at)
    rows = [
        [f"{happened.started:%H:%M}", step.title.of(book.language),
         # What nobody planned is longer than planned by all the time it took.
         str(step.minutes) if state.is_planned(step.id) else "–", str(time.took),
         words.signed(time.took - (step.minutes if state.is_planned(step.id) else 0))]
        for step, time in zip(state.agenda.steps, day.steps, strict=True)
        if (happened := book.happened(step)).started is not None and time.took is not None
    ]  # fmt: skip
    if not rows:
        return []
    head = [words("began"), words("step"), words("planned, min"), words("took, min"), words("difference")]
    table: list[Block] = [Table(head, rows, ["left", "left", "right", "right", "right"])]
    return [Section("times", words("Planned and real time"), "", tuple(table))]


def told(step_minutes: int, time: StepTime, words: Words) -> str:
    """Return how long a step took beside what was planned, as a phrase; empty where it has not ended."""
    if time.took is None:
        return ""
    return words("took {real} min, planned {planned}", real=time.took, planned=step_minutes)
