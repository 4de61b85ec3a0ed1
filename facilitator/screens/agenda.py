"""The whole agenda with its times, and the facilitator's own notes of the step."""

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.agenda.model import Step
from facilitator.desk import Desk
from facilitator.session.day import day_of
from facilitator.theme import palette_of
from facilitator.widgets.rail import step_row


class AgendaScreen(ModalScreen[str | None]):
    """Choose a step to look at; dismissed with its id.

    Args:
        desk: The open session.
        viewed: The step looked at.
    """

    CSS_PATH = "agenda.tcss"
    BINDINGS = [  # noqa: RUF012
        Binding("escape,f6", "dismiss(None)", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, viewed: Step) -> None:
        super().__init__(classes="dialog")
        self._desk = desk
        self._viewed = viewed

    def compose(self) -> ComposeResult:
        """The steps, and under them the notes of the one highlighted."""
        words = self._desk.words
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._desk.agenda.title.of(words.language)), id="title")
            yield OptionList(id="steps")
            yield Static(id="notes")
            yield Static(Content(words("Enter looks at the step, Esc closes")), id="keys")

    def on_mount(self) -> None:
        """Begin at the step looked at."""
        desk, book = self._desk, self._desk.book
        now = desk.session.surroundings.now()
        day = day_of(desk.state, desk.state.last_at or now if desk.read_only else now)
        palette = palette_of(self.app.theme)
        steps = self.query_one(OptionList)
        for number, (step, time) in enumerate(zip(desk.agenda.steps, day.steps, strict=True), 1):
            row: Text = step_row(book, number, step, time, False, 66, palette)
            steps.add_option(Option(row, id=step.id))
        steps.highlighted = desk.agenda.number(self._viewed.id) - 1
        steps.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the prompt and the notes of the step."""
        language = self._desk.words.language
        step = self._desk.agenda.step(event.option.id or "")
        told = [text for text in (step.prompt.of(language), step.notes.of(language)) if text]
        self.query_one("#notes", Static).update(Content("\n\n".join(told)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Look at the step chosen."""
        self.dismiss(event.option.id)
