"""The runner: one step at a time, the tally as it comes in, and a line that always takes the typing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input

from facilitator.agenda.model import Collect, Step
from facilitator.desk import Desk
from facilitator.entry import address
from facilitator.entry.examples import placeholder
from facilitator.entry.history import describe, latest
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, actions_by_key, bindings
from facilitator.screens.begun import Begun
from facilitator.screens.leaving import Leaving
from facilitator.screens.likeness import proposal_rows
from facilitator.screens.page import Page
from facilitator.screens.pasting import Pasting
from facilitator.screens.recall import Completing, Recall
from facilitator.screens.recording import Following, Recording
from facilitator.screens.reshaping import Reshaping
from facilitator.screens.timekeeping import Timekeeping
from facilitator.screens.wording import chip_name, ended, next_hint, receipt, room_words
from facilitator.session.day import day_shown
from facilitator.session.events import Event, Started
from facilitator.steps.line import Intent, Reading, Target
from facilitator.storage.room import RoomSigns
from facilitator.theme import palette_of
from facilitator.widgets.entry_line import EntryLine, LineInput
from facilitator.widgets.head import Head
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.rail import Rail
from facilitator.widgets.roll_view import RollView
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.entry.find import Hit

_FRESH_SECONDS = 4.0
# What a command on the line opens.
_DIALOGS = {"plan": "clock", "read": "read", "blank": "blank"}


class RunnerScreen(Pasting, Leaving, Reshaping):
    """A session on the screen.

    Args:
        path: The session's file.
        words: The interface's language.
        review: Look only; nothing can be recorded.
        at: The id of the step to look at first; None for where the session stands.
        desk: The session, where it is open for recording already.

    Raises:
        FacilitatorError: the file cannot be opened.
    """

    CSS_PATH = "runner.tcss"
    BINDINGS = [*bindings("runner"), *bindings("review", but="runner")]  # noqa: RUF012

    def __init__(
        self, path: Path, words: Words, review: bool = False, at: str | None = None, desk: Desk | None = None
    ) -> None:
        super().__init__()
        self.desk = desk or Desk(path, words, read_only=review)
        self.key_set: ScreenName = "review" if review else "runner"
        self.review = review
        self.viewed: Step = self.desk.agenda.step(at) if at else self.desk.state.at_hand
        self.signs = RoomSigns(path)
        self.target = address.first_target(self.desk.book, self.viewed)
        self.reading = Reading()
        self.armed = ""
        self._said = ("", False)
        self._newest: frozenset[int] = frozenset()
        self._growing_old: Timer | None = None
        self._pointed: frozenset[int] = frozenset()
        self.waiting: list[str] = []
        self.begun = Begun()
        self._recall = Recall()
        self._completing = Completing()
        self._timekeeping = Timekeeping(self.desk)
        self._recording = Recording(self.desk, lambda told: self.app.notify(told, severity="warning", markup=False))
        self._following = Following(self.desk, self.refresh_all, lambda told: self.say(told, wrong=True))

    def compose(self) -> ComposeResult:
        """Rail, head, page, roll, entry line and keys; the style sheet decides what is seen at which width."""
        with Horizontal(id="desk"):
            yield Rail()
            with Vertical(id="main"):
                yield Head()
                with Horizontal(id="middle"):
                    yield Page(id="page")
                    yield RollView()
                yield EntryLine(actions_by_key(self.key_set))
                yield KeyBar(self.key_set, self.desk.words)

    def on_mount(self) -> None:
        """Begin where the session stopped, and let the clock run."""
        self.query_one(LineInput).disabled = self.review
        if not self.review:
            self.query_one(LineInput).focus()
        self.set_interval(1.0, self._tick)
        if self.review:
            for notice in self.desk.notices:
                self.app.notify(notice, markup=False)
        else:
            self._said = (" ".join(self.desk.notices), False)
        self._show_all()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh_all())

    def on_resize(self) -> None:
        """Set everything to the new size; what is typed stays."""
        self.call_after_refresh(self.refresh_all)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.desk.speak(words)
        self.query_one(KeyBar).speak(words)
        self.read_again()
        self.refresh_all()

    def show_step(self, step_id: str | None) -> None:
        """Look at the step with this id; None where nobody chose one."""
        if step_id is not None:
            self._view(self.desk.agenda.step(step_id))

    def show_hit(self, hit: "Hit | None") -> None:
        """Look at the step where something was said, and point at it; None where nothing was chosen."""
        if hit is not None:
            self._view(hit.step)
            self._pointed = frozenset({hit.number} if hit.number else ())
            self.refresh_all()

    def refresh_all(self) -> None:
        """Show the session as it stands."""
        if self.is_mounted:
            self._show_all()

    def _keep_up(self) -> None:
        """Look at the step as the agenda has it now; where it is gone, at the one the room is in, or the first."""
        found = self.desk.agenda.named(self.viewed.id)
        self.viewed = found or self.desk.state.at_hand
        if found is None:
            self.target = address.first_target(self.desk.book, self.viewed)

    def _show_all(self) -> None:
        self._keep_up()
        book, palette = self.desk.book, palette_of(self.app.theme)
        self._tick()
        part = self.target.part if isinstance(self.viewed, Collect) else 0
        page, reading, found = self.query_one(Page), self.reading, self.proposals()
        page.show(book, self.viewed, part, (self._newest, self._pointed), palette, reading.found, reading.events)
        width = page.content_size.width
        page.propose(proposal_rows(found, self.proposed, book, palette, width) if found else None)
        self.query_one(RollView).show(book, self.viewed, self.target, palette, bool(self._newest))
        line = self.query_one(EntryLine)
        if self.review:
            turn = book.words("nothing is changed here; PgDn and PgUp turn the pages")
            line.chip(book.words("Review"), turn, palette)
        else:
            line.chip(chip_name(book, self.viewed, self.target), placeholder(book, self.viewed), palette)
            self._show_reading()

    def action_look(self, by: int) -> None:
        """Look at another step without starting it."""
        steps = self.desk.agenda.steps
        at = self.desk.agenda.position(self.viewed.id) + by
        if 0 <= at < len(steps):
            self._view(steps[at])

    async def action_begin(self) -> None:
        """Start the step looked at; the first press asks, the second does it."""
        reading = self.desk.start(self.viewed)
        is_last = self.desk.state.current == self.viewed.id == self.desk.state.last.id
        if reading.problem and is_last:
            from facilitator.entry.course import leave_last

            reading = leave_last(self.desk.book)
        if reading.problem:
            self.say(reading.problem)
        elif self.armed != f"start {self.viewed.id}":
            self.armed = f"start {self.viewed.id}"
            self.say(" ".join([ended(reading.says), *reading.warnings, self.desk.words("F2 again does it.")]))
        else:
            self.armed = ""
            await self.record_reading(reading, clear=False)

    def action_part(self, by: int) -> None:
        """Go to the next part of a step of answers; what is typed stays."""
        count = len(self.desk.book.parts(self.viewed)) if isinstance(self.viewed, Collect) else 0
        if count:
            self.target = Target(self.target.voter, (max(self.target.part, 1) - 1 + by) % count + 1)
            self.read_again()
            self.refresh_all()

    def action_complete(self, by: int) -> None:
        """Complete what is typed; on an empty line go to another table; else to the next field."""
        line = self.query_one(EntryLine)
        if not line.text.strip() and self.viewed.kind == "merge":
            self.next_proposal(by)
            return
        if not line.text.strip():
            self.target = address.cycle(self.desk.book, self.viewed, self.target, by)
            self.refresh_all()
            return
        completed = self._completing.go(self.desk.book, self.viewed, line.text, by)
        if completed is not None:
            line.text = completed
        elif getattr(self.viewed, "fields", ()):
            line.text = line.text.rstrip() + " | "

    def action_recall(self, by: int) -> None:
        """Bring an earlier line of the step back, so that it can be corrected in place; or a later one."""
        from facilitator.entry import again

        line = self.query_one(EntryLine)
        line.text = self._recall.go(line.text, again.lines(self.desk.book, self.viewed), by)

    async def action_undo(self) -> None:
        """Undo the last thing recorded, and say what it was; never while something is being typed."""
        if self.query_one(EntryLine).text.strip():
            told = self.desk.words("There is text on the line. Esc clears it; then Ctrl+Z undoes what was saved.")
            self.query_one(EntryLine).say(told, palette_of(self.app.theme))
            return
        await self.turn(True)

    async def action_redo(self) -> None:
        """Do again what was undone, and say what it is."""
        await self.turn(False)

    async def on_unmount(self) -> None:
        """Let go of the file; every entry is on disk already. A room that sees nothing goes on seeing nothing."""
        if not self.review:
            self.signs.turn(0)
        try:
            await self._recording.close()
        except FacilitatorError as error:
            # There is no screen any more to say it on.
            getattr(self.app, "parting_words", []).append(str(error))

    async def action_enter(self) -> None:
        """Record what is typed; what replaces something wants a second Enter."""
        text = self.query_one(EntryLine).text
        if not text.strip() and self.armed.startswith("start "):
            await self.action_begin()
            return
        # Whoever presses Enter is done: what is lacking yet is lacking now.
        reading = self.reading = self.desk.read(self.viewed, self.target, text).but(is_begun=False)
        if reading.problem:
            self._show_reading()
        elif reading.intent is not None:
            self.query_one(EntryLine).text = ""
            await self._follow(reading.intent)
        elif reading.events and reading.replaces and self.armed != text:
            self.armed = text
            self._show_reading()
        elif reading.events:
            await self.record_reading(reading)

    @on(Input.Changed, "#input")
    def _read(self, event: Input.Changed) -> None:
        if event.value and event.value != self.armed:
            self.armed = ""
        self.compare_soon()
        self.read_soon()

    async def take(self, events: Sequence[Event] | None, rows: Sequence[str] = (), says: str = "") -> None:
        """Record what a dialog decided; what is typed stays."""
        if events:
            reading = Reading(events=tuple(events), says=says or describe(self.desk.book, events))
            await self.record_reading(reading, clear=False, rows=rows)

    async def record_reading(self, reading: Reading, clear: bool = True, rows: Sequence[str] = ()) -> bool:
        """Record a reading; the line clears when it is on disk, and keeps its text when the disk refuses (False)."""
        try:
            await self._recording.record(reading.events, rows)
        except FacilitatorError as error:
            self.refused(error)
            return False
        self.armed = ""
        self._keep_up()
        started = self.desk.state.current
        if not clear and started is not None and any(isinstance(event, Started) for event in reading.events):
            self._change_lines(self.desk.agenda.step(started))
        self.target = address.after(self.desk.book, self.viewed, self.target, reading)
        self.rest_tally()
        if clear:
            self.query_one(EntryLine).text = ""
            self.next_waiting()
        self._mark_newest()
        self.say(receipt(self.desk.book, reading))
        self.refresh_all()
        return True

    async def _follow(self, intent: Intent) -> None:
        match intent.verb:
            case "undo":
                await self.action_undo()
            case "redo":
                await self.action_redo()
            case "next":
                self.action_look(1)
            case "back":
                self.action_look(-1)
            case "go":
                self._view(self.desk.agenda.step(intent.argument))
            case "import" | "export":
                (self.action_import if intent.verb == "import" else self.action_export)(intent.argument)
            case _:
                await self.run_action(_DIALOGS.get(intent.verb, "export"))

    async def turn(self, back: bool) -> str:
        """Undo the last thing recorded, or do again what was undone where `back` is False; say and return what."""
        try:
            events = await self._recording.turn(back)
        except FacilitatorError as error:
            self.refused(error)
            return str(error)
        self._newest = frozenset()
        self._keep_up()
        self.target = address.still(self.desk.book, self.viewed, self.target)
        self.refresh_all()
        words = self.desk.words
        what = describe(self.desk.book, events)
        told = words("Undone: {what}", what=what) if back else words("Done again: {what}", what=what)
        told = told if events else words("There is nothing to undo or redo.")
        self.say(told)
        return told

    def _view(self, step: Step) -> None:
        if step.id != self.viewed.id:
            self._change_lines(step)
            self.target = address.first_target(self.desk.book, step)
            self.armed = ""
            self._said = ("", False)
            self._newest = self._pointed = frozenset()
            self.rest_tally()
            self.read_again()
        self.refresh_all()

    def _change_lines(self, step: Step) -> None:
        """Look at a step: what is typed stays with its step, and what was begun in this one comes back."""
        if step.id == self.viewed.id:
            return
        number = self.desk.agenda.number
        left, self.viewed = number(self.viewed.id), step
        line = self.query_one(EntryLine)
        line.text = self.begun.change(left, line.text, number(step.id))

    def _mark_newest(self) -> None:
        newest = latest(self.desk.book, self.viewed, 1)
        self._newest = newest[0].items if newest else frozenset()
        if self._growing_old is not None:
            self._growing_old.stop()
        self._growing_old = self.set_timer(_FRESH_SECONDS, self._grow_old)

    def _grow_old(self) -> None:
        if self._newest:
            self._newest = frozenset()
            self.refresh_all()

    def read_again(self) -> None:
        """Read the line anew and show it."""
        if not self.review:
            self.reading = self.desk.read(self.viewed, self.target, self.query_one(EntryLine).text)
            self._show_reading()

    def _show_reading(self) -> None:
        line, palette = self.query_one(EntryLine), palette_of(self.app.theme)
        if line.text.strip():
            self._said = ("", False)
        hint = "" if self.review or line.text.strip() else next_hint(self.desk.book, self.viewed)
        if self._said[0] or hint:
            line.say(self._said[0] or hint, palette, self._said[1], alone=True)
            return
        again = bool(self.armed) and self.armed == line.text
        line.reading(self.reading, self.desk.words, palette, again, self.suggestion_row(palette))

    def say(self, text: str, wrong: bool = False) -> None:
        """Show a sentence under the line until something is typed."""
        self._said = (text, wrong)
        self.query_one(EntryLine).say(text, palette_of(self.app.theme), wrong)

    def _tick(self) -> None:
        self._following.look()
        if not self.review and (moved := self._timekeeping.look()):
            self.call_later(self.take, moved)
        day = day_shown(self.desk.state, self.desk.session.surroundings.now(), self.review)
        palette = palette_of(self.app.theme)
        room = room_words(self.desk.book, self.viewed, self.signs, getattr(self.app, "scratch", ""))
        self.query_one(Head).show(self.desk.book, self.viewed, day, palette, room)
        self.query_one(Rail).show(self.desk.book, self.viewed, day, palette, room)
