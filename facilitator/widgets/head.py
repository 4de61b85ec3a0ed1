"""The head of a narrow screen: the step, the clock, what comes next; the rule under it is the clock again."""

from rich.cells import cell_len
from rich.text import Text

from facilitator.agenda.clock import DayTime, StepTime
from facilitator.agenda.model import Step
from facilitator.keys import KEYS
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten, spread
from facilitator.steps.book import Book
from facilitator.widgets import times
from facilitator.widgets.fitting import Fitting

CLOCK = next(key.face for key in KEYS if key.id == "clock")


class Head(Fitting):
    """Two rows and a rule."""

    def show(self, book: Book, step: Step, day: DayTime, palette: Palette, room: str = "") -> None:
        """Set the head anew.

        Args:
            book: The session.
            step: The step looked at.
            day: The times.
            palette: Colours.
            room: What is special just now, as that the session is shown to the room.
        """
        self.fit(lambda size: _head(book, step, day, palette, room, max(size.width, 20)))


def _head(book: Book, step: Step, day: DayTime, palette: Palette, room: str, width: int) -> Text:
    agenda = book.state.agenda
    place = agenda.position(step.id)
    time = day.steps[place]
    first = Text.assemble((str(place + 1), f"bold {palette.accent}"), (f"/{len(agenda.steps)}", palette.quiet))
    first.append(" " * max(1, 7 - cell_len(first.plain)))
    indent = cell_len(first.plain)
    right = left_words(book, step, time, palette)
    if (number := agenda.number(step.id)) != place + 1:
        # Where steps were added or moved, a step keeps the number it is typed by.
        first.append(book.words("no. {number}", number=number) + " ", style=palette.soft)
    space = width - first.cell_len - right.cell_len - 2
    first.append(shorten(step.title.of(book.language), space), style=f"bold {palette.text}".strip())
    second = Text(" " * indent)
    stands = standing(book, day, palette)
    if room:
        second.append_text(Text(f"{room}   ", style=palette.accent))
    rest = width - second.cell_len - stands.cell_len - 2
    second.append(shorten(_coming(book, place + 1, day), rest), style=palette.quiet)
    rows = [spread(first, right, width), spread(second, stands, width), progress(time, width, palette)]
    return Text("\n").join(rows)


def left_words(book: Book, step: Step, time: StepTime, palette: Palette) -> Text:
    """Return what is left of a step, or how it stands."""
    words = book.words
    if time.elapsed is not None and not time.minutes:
        return Text(words("{time} gone", time=times.clock(time.elapsed)), style=palette.soft)
    if time.left is not None:
        colour = {"warn": palette.warn, "alarm": palette.alarm}.get(time.phase or "", palette.text)
        left = Text(times.sign_of(time), style=f"bold {colour}".strip())
        left.append(times.clock(time.left), style=f"bold {colour}".strip())
        soft = colour if time.phase != "ok" else palette.soft
        return left.append(" " + words("left of {minutes}", minutes=time.minutes), style=soft)
    if time.progress == "done":
        if time.took is None or not step.minutes:
            return Text("✓ " + words("done"), style=palette.quiet)
        return Text("✓ " + words("{took} of {planned} min", took=time.took, planned=step.minutes), style=palette.quiet)
    starts = Text(words("F2 starts"), style=f"bold {palette.accent}".strip())
    return Text.assemble((words("left out"), palette.quiet), " · ", starts) if time.progress == "dropped" else starts


def standing(book: Book, day: DayTime, palette: Palette) -> Text:
    """Return how the day stands and when it ends; where that is too late, also which key helps."""
    told = times.stands(day, book.words)
    if not times.is_over(day):
        return Text(told, style=palette.soft)
    return Text.assemble((f"! {told}", palette.warn), "  ", (CLOCK, f"bold {palette.accent}".strip()))


def progress(time: StepTime, width: int, palette: Palette) -> Text:
    """Return the rule that is the clock: how much of the step's time is gone."""
    if time.elapsed is None or not time.minutes:
        return Text("─" * width, style=palette.rule)
    part = min(max(time.elapsed.total_seconds() / (time.minutes * 60), 0.0), 1.0)
    halves = round(part * width * 2)
    colour = {"warn": palette.warn, "alarm": palette.alarm}.get(time.phase or "", palette.accent)
    gone = "━" * (halves // 2) + ("╸" if halves % 2 else "")
    return Text.assemble((gone, colour), ("─" * (width - len(gone)), palette.rule))


def _coming(book: Book, after: int, day: DayTime) -> str:
    words = book.words
    steps = book.state.agenda.steps
    while after < len(steps) and day.steps[after].progress == "dropped":
        after += 1
    if after >= len(steps):
        return words("the last step")
    following = day.steps[after]
    title = steps[after].title.of(book.language)
    if following.progress in ("done", "running", "skipped", "dropped"):
        return words("then {title}", title=title)
    moment = following.expected_start or following.planned_start
    return words("then {time} {title}", time=times.time_of_day(moment), title=title)

