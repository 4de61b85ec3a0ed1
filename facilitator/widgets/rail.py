"""The rail of a wide screen: the session, the clock in big digits, the day, and the agenda with its times."""

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size

from facilitator.agenda.clock import DayTime, StepTime
from facilitator.agenda.model import Step, Talk
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten
from facilitator.steps.book import Book
from facilitator.widgets import times
from facilitator.widgets.digits import big
from facilitator.widgets.fitting import Fitting
from facilitator.widgets.head import CLOCK, progress
from facilitator.words import Words

_MARGIN = 3


class Rail(Fitting):
    """The left column."""

    def show(self, book: Book, step: Step, day: DayTime, palette: Palette, room: str = "") -> None:
        """Set the rail anew.

        Args:
            book: The session.
            step: The step looked at.
            day: The times.
            palette: Colours.
            room: What is special just now, as that the session is shown to the room.
        """
        self.fit(lambda size: _rail(book, step, day, palette, room, size))


def _rail(book: Book, step: Step, day: DayTime, palette: Palette, room: str, size: Size) -> Text:
    width = max(size.width, 30)
    rows = [*_session(book, width, palette), Text("")]
    rows += [*_clock(book, day, width, palette), Text("")]
    if room:
        rows[3:3] = [Text(" " * _MARGIN + shorten(room, width - 2 * _MARGIN), style=palette.accent)]
    head = len(rows)
    agenda = agenda_rows(book, step, day, width, palette)
    rows += _around(agenda, size.height - head - 1, book.state.agenda.position(step.id))
    return Text("\n").join(rows)


def agenda_rows(book: Book, step: Step, day: DayTime, width: int, palette: Palette) -> list[Text]:
    """Return the agenda, a row per step and a blank one after each break."""
    rows: list[Text] = []
    for (number, one), time in zip(book.state.agenda.numbered, day.steps, strict=True):
        rows.append(step_row(book, number, one, time, one.id == step.id, width, palette))
        if isinstance(one, Talk) and one.form == "break":
            rows.append(Text(""))
    return rows


def _session(book: Book, width: int, palette: Palette) -> list[Text]:
    words, state = book.words, book.state
    title = shorten(state.name or state.agenda.title.of(book.language), width - 2 * _MARGIN)
    facts = []
    if state.groups:
        facts.append(words.n("{count} table", "{count} tables", len(state.active_groups)))
    if state.people is not None:
        facts.append(words.n("{count} person", "{count} people", state.people))
    return [
        Text(""),
        Text(" " * _MARGIN + title, style=f"bold {palette.text}"),
        Text(" " * _MARGIN + " · ".join(facts), style=palette.soft),
    ]


def _clock(book: Book, day: DayTime, width: int, palette: Palette) -> list[Text]:
    words = book.words
    inner = width - 2 * _MARGIN
    running = next((time for time in day.steps if time.left is not None), None)
    if running is None or running.left is None:
        end = words("end {time}", time=times.end_of(day))
        label = words("No step is running") if not book.state.finished else words("The day is done")
        rows = [Text(" " * _MARGIN + label, style=palette.soft), Text(" " * _MARGIN + end, style=palette.quiet)]
        return rows if day.limit is None else [rows[0], *_against(day, width, words, palette)]
    colour = {"warn": palette.warn, "alarm": palette.alarm}.get(running.phase or "", palette.text)
    timed = bool(running.minutes)
    shown = times.clock(running.left if timed or running.elapsed is None else running.elapsed)
    digits = big(shown) if ":" in shown else ("", shown, "")
    left = times.sign_of(running) + words("left of {minutes} min", minutes=running.minutes)
    beside = [
        (left if timed else words("no time planned"), colour),
        (words("{time} gone", time=times.clock(running.elapsed)) if running.elapsed else "", palette.quiet),
        (words("the step ends {time}", time=times.time_of_day(running.expected_end)) if running.expected_end else "",
         palette.quiet),
    ]  # fmt: skip
    rows = [
        Text.assemble(" " * _MARGIN, (f"{row:<{max(19, len(digits[0]) + 2)}}", colour), (text, soft))
        for row, (text, soft) in zip(digits, beside, strict=True)
    ]
    end_words = words("end {time}, plan {plan}", time=times.end_of(day),
                      plan=times.time_of_day(day.planned_end))  # fmt: skip
    late = times.lateness(day, words)
    gap = max(1, inner - cell_len(late) - cell_len(end_words))
    rule = Text.assemble(" " * _MARGIN, progress(running, inner, palette))
    if day.limit is not None:
        return [*rows, Text(""), rule, Text(""), *_against(day, width, words, palette)]
    stands = Text.assemble(" " * _MARGIN, (late, f"bold {palette.text}"), " " * gap, (end_words, palette.quiet))
    return [*rows, Text(""), rule, Text(""), stands]


def _against(day: DayTime, width: int, words: Words, palette: Palette) -> list[Text]:
    """Return how the day stands against when it has to end; where that is too late, also which key helps."""
    end = words("end {time}", time=times.end_of(day))
    told, over = times.against(day, words), times.is_over(day)
    gap = max(1, width - 2 * _MARGIN - cell_len(told) - cell_len(end) - (2 if over else 0))
    tone = f"bold {palette.warn if over else palette.text}".strip()
    row = Text.assemble(" " * _MARGIN, ("! " if over else "", tone), (told, tone), " " * gap, (end, palette.quiet))
    if not over:
        return [row]
    helps = words("shows how it can fit")
    return [row, Text.assemble(" " * _MARGIN, (CLOCK, f"bold {palette.accent}".strip()), (f" {helps}", palette.soft))]


def step_row(
    book: Book, number: int, step: Step, time: StepTime, here: bool, width: int, palette: Palette
) -> Text:
    """Return a step of the agenda as one row."""
    running = time.progress == "running"
    sign = "▌" if here else " "
    # Its number does not follow the others': a sign says that it was added.
    added = " " if book.state.is_planned(step.id) else "+"
    mark = {"done": "✓", "running": "▶"}.get(time.progress, added)
    passed = time.progress in ("skipped", "dropped")
    moment = book.happened(step).started or time.expected_start or time.planned_start
    shown = "  ·  " if passed else times.time_of_day(moment)
    tail = book.words("left out") if time.progress == "dropped" else "" if passed else str(time.minutes)
    if time.difference is not None:
        tail = book.words.signed(time.difference) if time.difference else ""
    room = width - 1 - 2 - 6 - 3 - 6
    title = shorten(step.title.of(book.language), room)
    tone = palette.quiet if time.progress in ("done", "skipped", "dropped") else palette.soft
    tone = f"bold {palette.text}" if running or here else tone
    row = Text.assemble(
        (sign, palette.accent),
        (f"{mark} ", palette.accent if running else palette.quiet),
        (f"{shown} ", tone if running else palette.quiet),
        (f"{number:>2} ", tone),
        (title, tone),
    )
    row.append(" " * max(1, width - _MARGIN + 1 - row.cell_len - cell_len(tail)))
    row.append(tail, style=palette.quiet)
    row.truncate(width)
    if here:
        row.pad_right(max(0, width - row.cell_len))
        row.stylize(f"on {palette.raised}" if palette.raised else "reverse", 1)
    return row


def _around(rows: list[Text], height: int, place: int) -> list[Text]:
    """Return the rows that fit, those near the step looked at."""
    if height <= 0 or len(rows) <= height:
        return rows
    at = next((index for index, row in enumerate(rows) if row.plain.startswith("▌")), place)
    start = min(max(at - height // 2, 0), len(rows) - height)
    return rows[start : start + height]

