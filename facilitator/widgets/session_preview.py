"""One session at a glance, beside the library's list or below it."""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual import work
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import get_current_worker

from facilitator.agenda.library import Template
from facilitator.closer import Closer, look_closer
from facilitator.overview import Overview
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets import agenda_preview, library_preview
from facilitator.widgets.library_agendas import end_of
from facilitator.words import Words

_SECONDS_BEFORE_LOOKING = 0.06


class SessionPreview(Static):
    """What the library knows of a session at once; what must be read first comes a moment later.

    Args:
        id: The widget's id.
        tall: A column beside the list; else a few rows below it.
    """

    class Looked(Message):
        """A session was looked at closer."""

        def __init__(self, closer: Closer, language: str) -> None:
            super().__init__()
            self.closer, self.language = closer, language

    def __init__(self, id: str, tall: bool) -> None:
        super().__init__(id=id)
        self._tall = tall
        self._known: dict[tuple[Path, str], Closer] = {}
        self._shown: tuple[Overview, Sequence[str], Words] | None = None
        self._agenda: tuple[Template, Words] | None = None
        self._looking: Timer | None = None

    def show(self, entry: Overview | None, found: Sequence[str], words: Words) -> None:
        """Show a session, or nothing.

        Args:
            entry: The session.
            found: What was said in it that was searched for.
            words: The language.
        """
        self._shown = None if entry is None else (entry, found, words)
        self._agenda = None
        self._draw()

    def show_agenda(self, template: Template, words: Words) -> None:
        """Show an agenda that a session can begin with.

        Args:
            template: The agenda.
            words: The language.
        """
        self._shown, self._agenda = None, (template, words)
        self._draw()

    def on_resize(self) -> None:
        """Fit the new size."""
        self._draw()

    def on_session_preview_looked(self, message: Looked) -> None:
        """Show the closer look."""
        self._known[message.closer.overview.path, message.language] = message.closer
        self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            self.update("" if self._agenda is None else self._of_agenda(*self._agenda))
            return
        entry, found, words = self._shown
        known = self._known.get((entry.path, words.language))
        closer = known if known is not None and known.overview is entry else Closer(entry)
        palette, size = palette_of(self.app.theme), self.content_size
        width = max(size.width, 20)
        if self._tall:
            self.update(library_preview.column(closer, found, width, size.height, words, palette))
        else:
            self.update(library_preview.rows(closer, found, width, words, palette))
        if closer is not known:
            self._look_soon(entry, words)

    def _of_agenda(self, template: Template, words: Words) -> Text:
        palette, size = palette_of(self.app.theme), self.content_size
        width = max(size.width, 20)
        file = [] if template.own is None else [Text(end_of(clean(str(template.own)), width), style=palette.quiet)]
        if self._tall:
            shown = agenda_preview.column(template, width, size.height - 2, words, palette)
            return Text("\n").join([shown, Text(), *file])
        return Text("\n").join([*file, agenda_preview.rows(template, width, 4 - len(file), words, palette)])

    def _look_soon(self, entry: Overview, words: Words) -> None:
        """Look closer when the arrows rest."""
        if self._looking is not None:
            self._looking.stop()
        self._looking = self.set_timer(_SECONDS_BEFORE_LOOKING, lambda: self._look(entry, words))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look(self, entry: Overview, words: Words) -> None:
        closer = look_closer(entry, words)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Looked(closer, words.language))
