"""The right column of a full screen: which tables are in, and what came last."""

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Size

from facilitator.agenda.model import Collect, Step
from facilitator.entry.history import Told, latest
from facilitator.report.writers.terminal import Palette
from facilitator.report.writers.terminal.cells import shorten, spread
from facilitator.steps.book import Book
from facilitator.steps.line import Target
from facilitator.steps.roll import Heard, roll
from facilitator.widgets import times
from facilitator.widgets.fitting import Fitting

_LATEST = 6


class RollView(Fitting):
    """Tables in and waited for; the newest entries."""

    def show(self, book: Book, step: Step, writing: Target, palette: Palette, fresh: bool) -> None:
        """Set the column anew.

        Args:
            book: The session.
            step: The step looked at.
            writing: Who the line is for, and which part.
            palette: Colours.
            fresh: Whether the newest entry came just now.
        """
        self.fit(lambda size: _roll(book, step, writing, palette, fresh, size))


def _roll(book: Book, step: Step, writing: Target, palette: Palette, fresh: bool, size: Size) -> Text:
    width, height = max(size.width, 16), max(size.height, 4)
    heard = roll(book, step, writing.part if isinstance(step, Collect) else 0)
    rows: list[Text] = []
    if heard:
        came = sum(one.came for one in heard)
        rows.append(spread(Text(book.words("Tables"), style=f"bold {palette.text}"),
                           Text(book.words("{count} of {all}", count=came, all=len(heard)),
                                style=f"bold {palette.text}"), width))  # fmt: skip
        rows.append(Text(""))
        rows += _tables(book, heard, writing.voter, width, max(height // 2, 8), palette)
        rows += [Text(""), Text("")]
    rows += _newest(book, latest(book, step, _LATEST), width, palette, fresh)
    return Text("\n").join(rows[:height])


def _tables(book: Book, heard: list[Heard], writing: str, width: int, most: int, palette: Palette) -> list[Text]:
    shown = heard
    if len(heard) > most:
        # Who is missing is what she looks for; those who are in give way first.
        shown = sorted(heard, key=lambda one: (one.came, one.number))[: most - 1]
    rows = []
    for one in shown:
        now = f"group:{one.number}" == writing
        sign = Text("● " if one.came else "○ ", style=palette.accent if one.came else palette.soft)
        amount = one.amount or (book.words("writing now") if now else book.words("waiting"))
        name = shorten(one.name, width - cell_len(amount) - 4)
        tone = f"bold {palette.text}" if now else palette.soft if one.came else palette.text
        sign.append(name, style=tone)
        rows.append(spread(sign, Text(amount, style=palette.accent if now else palette.quiet), width))
    if len(shown) < len(heard):
        rows.append(Text(book.words("and {count} more", count=len(heard) - len(shown)), style=palette.quiet))
    return rows


def _newest(book: Book, told: list[Told], width: int, palette: Palette, fresh: bool) -> list[Text]:
    if not told:
        return []
    rows = [Text(book.words("Latest"), style=f"bold {palette.text}"), Text("")]
    for at, one in enumerate(told):
        now = fresh and at == 0
        head = Text("+ " if now else "  ", style=palette.accent)
        head.append(times.time_of_day(one.at) + " ", style=palette.accent if now else palette.quiet)
        head.append(shorten(one.who, width - 8), style=f"bold {palette.text}" if now else palette.soft)
        rows.append(head)
        wrapped = _wrap(one.text, width - 8, 2)
        if not one.who and wrapped:
            head.append(wrapped.pop(0), style=palette.text if now else palette.soft)
        rows += [Text(" " * 8 + line, style=palette.text if now else palette.quiet) for line in wrapped]
        rows.append(Text(""))
    return rows


def _wrap(text: str, width: int, most: int) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    kept = [shorten(line, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = shorten(kept[-1] + " …", width)
    return kept

