"""What comes along from an earlier session, and which step takes it."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from facilitator.agenda.model import Agenda
from facilitator.carrying import NEW_STEP, Offer, Wanted
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal.cells import shorten
from facilitator.screens.closing import Dialog
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.library_rows import spread
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import Words

_SHOWN = 5
_WHERE = 34


class CarryScreen(Dialog[Sequence[Wanted] | None]):
    """Asks what comes along. Dismissed with it, maybe nothing, or None to go back to the form.

    Args:
        name: The earlier session.
        offers: What it can hand on.
        agenda: The agenda of the new session.
        words: The interface's language.
    """

    CSS_PATH = "carry.tcss"
    BINDINGS = bindings("carry")

    def __init__(self, name: str, offers: Sequence[Offer], agenda: Agenda, words: Words) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "carry"
        self._name, self._offers, self._agenda, self._words = name, offers, agenda, words
        # What is open is likely to be wanted; lists are for who asks for them.
        self._taken = {at for at, offer in enumerate(offers) if offer.sort != "items"}
        self._to = [0] * len(offers)

    def compose(self) -> ComposeResult:
        """A row for everything that can come along, and what it is."""
        with Vertical(classes="dialog-box"):
            yield Static(id="title")
            yield MarkedList(id="offers")
            yield Static(id="texts")
            yield KeyBar("carry", self._words)

    def on_mount(self) -> None:
        """Begin at the first."""
        offers = self.query_one(MarkedList)
        offers.set_options([Option("", id=str(at)) for at in range(len(self._offers))])
        offers.highlighted = 0
        offers.focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set the rows to the new width."""
        self.call_after_refresh(self._show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self._words = words
        self.query_one(KeyBar).speak(words)
        self._show()

    def action_bring(self) -> None:
        """Bring it along, or leave it."""
        self._taken ^= {self._here()}
        self._show()

    def action_target(self, by: int) -> None:
        """Let another step take it."""
        here = self._here()
        self._to[here] = (self._to[here] + by) % len(self._offers[here].to)
        self._taken.add(here)
        self._show()

    def action_close(self) -> None:
        """Go back to the form."""
        self.dismiss(None)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what it is that would come along."""
        self._texts()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Make the session with what is marked."""
        taken = sorted(self._taken)
        self.dismiss([Wanted(self._offers[at], self._offers[at].to[self._to[at]]) for at in taken])

    def _here(self) -> int:
        return self.query_one(MarkedList).highlighted or 0

    def _show(self) -> None:
        words, palette = self._words, palette_of(self.app.theme)
        self.query_one("#title", Static).update(Content(words("What comes along from «{name}»?", name=self._name)))
        offers = self.query_one(MarkedList)
        width = max(offers.content_size.width - 2, 40)
        for at, offer in enumerate(self._offers):
            taken = at in self._taken
            mark = Text.assemble((" ✓ " if taken else "   ", palette.accent),
                                 (offer.title, palette.text if taken else palette.quiet))  # fmt: skip
            where = Text(f"→ {self._where(offer.to[self._to[at]])}" if taken else "", style=palette.soft)
            offers.replace_option_prompt(str(at), spread(mark, where, width))
        self._texts()

    def _where(self, to: str) -> str:
        if to == NEW_STEP:
            return self._words("a new step")
        title = self._agenda.step(to).title.of(self._words.language)
        return shorten(f"{self._agenda.number(to)} {title}", _WHERE)

    def _texts(self) -> None:
        texts = self._offers[self._here()].texts
        rows = [f"· {text}" for text in texts[:_SHOWN]]
        if len(texts) > _SHOWN:
            rows.append("  " + self._words("and {count} more", count=len(texts) - _SHOWN))
        told = Text("\n".join(rows), style=palette_of(self.app.theme).soft, no_wrap=True, overflow="ellipsis")
        self.query_one("#texts", Static).update(told)
