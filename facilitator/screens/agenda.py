"""The whole agenda with its times, and the facilitator's own notes of the step; what is to come can be changed here."""

from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.agenda.model import Step
from facilitator.desk import Desk
from facilitator.entry import reshape
from facilitator.entry.vocabulary import typed
from facilitator.keys import ScreenName, bindings
from facilitator.screens.closing import Dialog
from facilitator.session.day import day_of
from facilitator.session.events import Dropped, Event, TakenIn
from facilitator.steps.common import place_words
from facilitator.steps.line import LineError, Reading, quoted
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.rail import step_row
from facilitator.words import Words

_WIDTH = 66
_CHANGING = ("add-here", "carry-down", "leave-out", "reword-step", "undo-agenda")


class Chosen(Struct, frozen=True):
    """What was chosen: a step to look at; a line to write, up to the cursor and behind it; a step to add after."""

    step: str = ""
    line: str = ""
    behind: str = ""
    after: str = ""


class AgendaScreen(Dialog[Chosen | None]):
    """Choose a step to look at, and change what is to come. What is changed is recorded at once.

    Args:
        desk: The open session.
        viewed: The step looked at.
        take: Records events, and says what they did.
        turn: Undoes the last thing recorded, or does it again where it is given False; returns what it was, in words.
    """

    CSS_PATH = "agenda.tcss"
    BINDINGS = bindings("agenda")

    def __init__(
        self,
        desk: Desk,
        viewed: Step,
        take: Callable[[Sequence[Event], str], Awaitable[None]],
        turn: Callable[[bool], Awaitable[str]],
    ) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "agenda"
        self._desk = desk
        self._here = viewed.id
        self._take, self._turn = take, turn
        self._armed = ""

    def compose(self) -> ComposeResult:
        """The steps, and under them the notes of the one highlighted."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield MarkedList(id="steps")
            yield Static(id="notes")
            yield Static(id="told")
            yield KeyBar("agenda", self._desk.words)

    def on_mount(self) -> None:
        """Begin at the step looked at."""
        if self._desk.read_only:
            self.query_one(KeyBar).leave_out(*_CHANGING)
        self._show()
        self.query_one(MarkedList).focus()

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.query_one(KeyBar).speak(words)
        self._show()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the prompt and the notes of the step."""
        self._here = event.option.id or self._here
        self._notes()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Look at the step chosen."""
        self.dismiss(Chosen(step=event.option.id or ""))

    def action_close(self) -> None:
        """Go back to where we were."""
        self.dismiss(None)

    def action_add(self) -> None:
        """Add a step after this one."""
        if not self._desk.read_only:
            self.dismiss(Chosen(after=self._step().id))

    def action_reword(self) -> None:
        """Write this step's title and minutes on the line, to be changed there."""
        if not self._desk.read_only:
            line, behind = change_line(self._desk, self._step())
            self.dismiss(Chosen(line=line, behind=behind))

    async def action_drop(self) -> None:
        """Leave the step out today, or take it in again; where another step needs it, ask first."""
        book, step, words = self._desk.book, self._step(), self._desk.words
        if self._desk.read_only:
            return
        if book.state.is_out(step.id):
            await self._record([TakenIn(step=step.id)])
        elif book.happened(step).started is not None:
            number = book.state.agenda.number(step.id)
            self._tell(words("Step {number} has begun; what is recorded in it stays.", number=number))
        elif (lacking := reshape.starved(book, [step])) and self._armed != step.id:
            self._armed = step.id
            self._tell(" ".join([*lacking, words("Space again leaves it out all the same.")]))
        else:
            await self._record([Dropped(step=step.id)])

    async def action_carry(self, by: int) -> None:
        """Let the step come later, or earlier."""
        if self._desk.read_only:
            return
        agenda, step = self._desk.agenda, self._step()
        to = agenda.position(step.id) + by
        if not 0 <= to < len(agenda.steps):
            return
        rest = [one.id for one in agenda.steps if one.id != step.id]
        await self._read(lambda: reshape.moved(self._desk.book, step, rest[to - 1] if to else ""))

    async def action_undo(self) -> None:
        """Undo the last thing recorded, wherever that was done, and say what it was."""
        await self._turn_to(True)

    async def action_redo(self) -> None:
        """Do again what was undone, and say what it is."""
        await self._turn_to(False)

    async def _turn_to(self, back: bool) -> None:
        if self._desk.read_only:
            return
        told = await self._turn(back)
        self._armed = ""
        self._show()
        self._tell(told, is_wrong=False)

    async def _read(self, read: Callable[[], Reading]) -> None:
        """Record what a change would be; where it cannot be, say why."""
        try:
            reading = read()
        except LineError as error:
            self._tell(str(error))
            return
        await self._record(reading.events, reading.says)

    async def _record(self, events: Sequence[Event], says: str = "") -> None:
        await self._take(events, says)
        self._armed = ""
        self._show()

    def _step(self) -> Step:
        """Return the step highlighted; where it is gone the one the room is in, or the first."""
        agenda, option = self._desk.agenda, self.query_one(MarkedList).highlighted_option
        # Asked of the list itself: keys that come fast are acted on before it has told where it is.
        here = option.id if option is not None and option.id else self._here
        return agenda.named(here) or reshape.present(self._desk.book) or agenda.steps[0]

    def _show(self) -> None:
        """Show the steps as they stand, the highlight where it was."""
        desk, book = self._desk, self._desk.book
        self.query_one("#title", Static).update(Content(desk.agenda.title.of(desk.words.language)))
        now = desk.session.surroundings.now()
        day = day_of(desk.state, desk.state.last_at or now if desk.read_only else now)
        palette, here = palette_of(self.app.theme), self._step().id
        rows: list[Option] = []
        for (number, step), time in zip(desk.agenda.numbered, day.steps, strict=True):
            row: Text = step_row(book, number, step, time, False, _WIDTH, palette)
            rows.append(Option(row, id=step.id))
        steps = self.query_one(MarkedList)
        steps.set_options(rows)
        steps.highlighted = desk.agenda.position(here)
        self._here = here
        self._tell("")
        self._notes()

    def _notes(self) -> None:
        language, step = self._desk.words.language, self._step()
        agenda = self._desk.agenda
        moved = agenda.number(step.id) != agenda.position(step.id) + 1
        where = place_words(self._desk.book, step) if moved else ""
        told = [text for text in (where, step.prompt.of(language), step.notes.of(language)) if text]
        self.query_one("#notes", Static).update(Content("\n\n".join(told)))
        if self._armed and self._armed != step.id:
            self._armed = ""
            self._tell("")

    def _tell(self, text: str, is_wrong: bool = True) -> None:
        told, palette = self.query_one("#told", Static), palette_of(self.app.theme)
        told.update(Text(f"! {text}", style=palette.warn) if is_wrong else Text(text, style=palette.soft))
        told.display = bool(text)


def change_line(desk: Desk, step: Step) -> tuple[str, str]:
    """Return the line that changes a step, up to its title, and the rest: title, minutes, a prompt of one line."""
    language, agenda = desk.words.language, desk.agenda
    minutes = max(0, step.minutes + desk.book.happened(step).added_minutes)
    parts = [quoted(step.title.of(language)), str(minutes)]
    prompt = step.prompt.of(language)
    if prompt and "\n" not in prompt:
        parts.append(quoted(prompt))
    return typed("change", f"{agenda.number(step.id)} =", language) + " ", " | ".join(parts)
