"""The room's view: what is asked, the time left, who is in and the tally, following the session as it is recorded."""

from collections.abc import Callable
from pathlib import Path

from rich.align import Align
from rich.console import Group, RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from facilitator.agenda.clock import StepTime
from facilitator.agenda.model import Step, Talk
from facilitator.blocks import Base, Block, Note
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal import Look, Palette, render, render_rows, single
from facilitator.report.writers.terminal.cells import wrap
from facilitator.screens.closing import WholeScreen
from facilitator.session.day import day_shown
from facilitator.steps.common import is_hidden
from facilitator.steps.kinds import blocks
from facilitator.storage.room import EVERY, RoomSigns
from facilitator.theme import palette_of
from facilitator.widgets import times
from facilitator.widgets.digits import big, huge
from facilitator.widgets.head import progress
from facilitator.widgets.steady import Steady
from facilitator.words import Words

_LOOK_EVERY = 0.5
_TALL = 30
# Height enough for every row there can be.
_ALL = 100_000


class PresentScreen(WholeScreen[None]):
    """A session for the projector. It reads, keeps no file open, and shows nothing that is hidden.

    Args:
        path: The session's file.
        words: The interface's language.

    Raises:
        FacilitatorError: the session cannot be read.
    """

    CSS_PATH = "present.tcss"
    BINDINGS = bindings("present")

    def __init__(self, path: Path, words: Words) -> None:
        super().__init__()
        self.key_set: ScreenName = "present"
        self.desk = Desk(path, words, read_only=True)
        self._signs = RoomSigns(path)
        self._trouble = ""
        self._top = 0
        self._turned = 0
        self._drawn: object = None

    def compose(self) -> ComposeResult:
        """Question and clock, the rule that is the clock too, and the tally."""
        with Vertical(id="room"):
            yield Steady(id="top")
            yield Steady(id="rule")
            yield Static(id="tally")

    def on_mount(self) -> None:
        """Follow the session from now on."""
        self._signs.show()
        self.set_interval(_LOOK_EVERY, self._look)
        self.set_interval(EVERY, self._signs.show)
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Tell that nobody shows it any more."""
        self._signs.stop_showing()

    def on_resize(self) -> None:
        """Set everything to the new size."""
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.desk.speak(words)
        self._show()

    def action_close(self) -> None:
        """End the view."""
        self.app.exit()

    def action_scroll(self, by: int) -> None:
        """Show more of a tally that does not fit, or its beginning again."""
        self._top = max(0, self._top + by)
        self._show()

    def _look(self) -> None:
        """Take in what was recorded since; a file that cannot be read just now may be readable again."""
        was = self.desk.state.current
        try:
            self.desk.refresh()
            self._trouble = ""
        except FacilitatorError as error:
            self._trouble = str(error)
        pages = self._signs.pages
        if self.desk.state.current != was or pages != self._turned:
            self._turned, self._top = pages, 0
        self._show()

    def _show(self) -> None:
        room = self.query_one("#room")
        room.display = not self._signs.is_blank
        if not room.display:
            return
        words, palette, state = self.desk.words, palette_of(self.app.theme), self.desk.state
        width = max(room.content_size.width, 20)
        top, rule = self.query_one("#top", Steady), self.query_one("#rule", Steady)
        if state.current is None:
            top.put(self._between())
            rule.put("")
            self._put(None, lambda: Text(self._trouble, style=palette.alarm))
            return
        step = self.desk.agenda.step(state.current)
        day = day_shown(state, self.desk.session.surroundings.now(), False)
        time = day.steps[self.desk.agenda.position(step.id)]
        tall = self.size.height >= _TALL
        top.put(_question(step, time, width, tall, words, palette))
        rule.put(progress(time, width, palette))
        height = max(self.query_one("#tally").size.height, 4)
        drawn = (self.desk.book, step.id, width, height, palette, self._top, self._turned)
        self._put(drawn, lambda: self._tally(step, width, height, palette))

    def _put(self, what: object, draw: Callable[[], RenderableType]) -> None:
        """Draw the tally where it is another than the one there: over a slow line every picture counts."""
        if what != self._drawn or what is None or self._trouble:
            self._drawn = what
            self.query_one("#tally", Static).update(draw())

    def _between(self) -> Text:
        """Return what stands there while no step runs."""
        words, palette, state = self.desk.words, palette_of(self.app.theme), self.desk.state
        title = Text(state.agenda.title.of(words.language), style=f"bold {palette.text}".strip())
        said = words("Thank you for today") if state.finished else words("Soon we go on")
        if not state.finished and state.last_at is not None and not any(s.started for s in state.steps.values()):
            said = words("Welcome. We begin soon")
        return Text.assemble(title, "\n\n", (said, palette.soft))

    def _tally(self, step: Step, width: int, height: int, palette: Palette) -> RenderableType:
        book, words = self.desk.book, self.desk.words
        if self._trouble:
            return Text(self._trouble, style=palette.alarm)
        if isinstance(step, Talk):
            return Text()
        if is_hidden(book, step):
            return _count_in(self.desk, step, palette)
        shown: list[Block] = [block for block in blocks(book, step) if not isinstance(block, Note)]
        if not self._top and not self._turned:
            return render(shown, Look(palette, width, words, height, solid=True))
        return self._later(shown, Look(palette, width, words, _ALL, solid=True), height)

    def _later(self, shown: list[Block], look: Look, height: int) -> RenderableType:
        """Return a later page of a tally: its head, and the items from there on, without air between them."""
        rows = [row for row in render_rows(shown, look) if row.role not in ("gap", "space")]
        first = next((at for at, row in enumerate(rows) if row.role == "item"), len(rows))
        head, items = rows[:first], rows[first:]
        fitting = max(height - sum(row.height for row in head) - 1, 1)
        top = min(self._top + self._turned * fitting, max(len(items) - fitting, 0))
        page = items[top : top + fitting]
        left = sum(row.items for row in items[top + fitting :])
        more = look.words.n("{count} more", "{count} more", left) if left else ""
        return Group(*(single(row) for row in (*head, *page)), Text(f"  {more}", style=look.palette.soft))


def _question(step: Step, time: StepTime, width: int, tall: bool, words: Words, palette: Palette) -> Text:
    """Return title and prompt at the left, the time left at the right in digits that are read from afar."""
    clock = _clock(time, tall, words, palette)
    beside = max((row.cell_len for row in clock), default=0)
    room = max(width - beside - 4, 20)
    title = Text(step.title.of(words.language), style=f"bold {palette.text}".strip())
    prompt = Text(step.prompt.of(words.language), style=palette.text)
    left = [title, Text(), prompt] if prompt.plain and prompt.plain != title.plain else [title]
    lines: list[Text] = []
    for part in left:
        lines += [Text(line, style=part.style) for line in wrap(part.plain, room)]
    most = max(len(clock), 8 if tall else 6)
    if len(lines) > most:
        lines = [*lines[: most - 1], Text(lines[most - 1].plain[: room - 1] + "…", style=palette.text)]
    rows = []
    for at in range(max(len(lines), len(clock))):
        said = lines[at] if at < len(lines) else Text()
        shown = clock[at] if at < len(clock) else Text()
        rows.append(Text.assemble(said, " " * max(1, width - said.cell_len - shown.cell_len), shown))
    return Text("\n").join(rows)


def _clock(time: StepTime, tall: bool, words: Words, palette: Palette) -> list[Text]:
    if time.left is None or not time.minutes:
        return []
    colour = {"warn": palette.warn, "alarm": palette.alarm}.get(time.phase or "", palette.text)
    shown = times.clock(time.left)
    sign = times.sign_of(time)
    if ":" not in shown:
        # Hours past its time it was left running; that says nothing to the room.
        return []
    digits = huge(shown) if tall else big(shown)
    label = words("paused") if time.paused else words("left of {minutes} min", minutes=time.minutes)
    rows = [Text(row, style=colour) for row in digits]
    under = Text.assemble((sign, colour), (label, palette.soft))
    if not tall:
        before = Text.assemble((sign, colour), (words("paused") if time.paused else words("left"), palette.soft), "  ")
        blank = " " * before.cell_len
        return [Text.assemble(blank, rows[0]), Text.assemble(before, rows[1]), Text.assemble(blank, rows[2])]
    across = max(row.cell_len for row in rows)
    return [*rows, Text(" " * max(0, across - under.cell_len)).append_text(under)]


def _count_in(desk: Desk, step: Step, palette: Palette) -> RenderableType:
    """Return how many are in, and nothing else: what a hidden step may show."""
    base = next((block for block in blocks(desk.book, step) if isinstance(block, Base)), None)
    said = base.main if base is not None else ""
    digits = huge(said.split(" ")[0]) if said.split(" ")[0].isdigit() else ()
    rows = [Text(row, style=palette.accent) for row in digits]
    return Align.center(Group(Text(), *rows, Text(), Text(said, style=f"bold {palette.text}".strip())))
