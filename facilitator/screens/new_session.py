"""A new session: an agenda, a name, who is in the room. Reads from top to bottom, by keyboard alone."""

import os
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.agenda.library import load_template, template_names
from facilitator.agenda.load import AgendaError, load_agenda
from facilitator.agenda.model import Agenda
from facilitator.desk import NewSession, create
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.storage.folder import Folder, slug
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.library_rows import spread
from facilitator.widgets.marked_list import MarkedList
from facilitator.words import LANGUAGES, Words

_MOST = 100_000
_MOST_PROBLEMS = 3
_OWN_FILE = "*"
_FIELDS = ("path", "name", "groups", "people", "series")


class NewSessionScreen(ModalScreen[Path | None]):
    """Asks what a session needs, and makes it. Dismissed with its file, or None where it was cancelled.

    Args:
        folder: Where sessions lie.
        words: The interface's language.
        series: The series there are, to complete what is typed.
        agenda: An agenda file to begin with.
    """

    CSS_PATH = "new_session.tcss"
    BINDINGS = bindings("new")

    def __init__(
        self, folder: Folder, words: Words, series: Sequence[str] = (), agenda: Path | None = None
    ) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "new"
        self._folder = folder
        self._words = words
        self._series = list(series)
        self._given = agenda
        self._refused = ("", "")
        self._templates: dict[str, Agenda] = {name: load_template(name, words) for name in template_names()}

    def compose(self) -> ComposeResult:
        """The agenda first, then a row for each field."""
        with VerticalScroll(classes="dialog-box", can_focus=False):
            yield Static(id="title")
            yield MarkedList(id="agenda")
            for field in _FIELDS:
                with Horizontal(id=f"{field}-row", classes="row"):
                    yield Static(id=f"{field}-label", classes="label")
                    suggester = SuggestFromList(self._series, case_sensitive=False) if field == "series" else None
                    yield Input(id=field, classes="field", select_on_focus=False, suggester=suggester)
                    yield Static(id=f"{field}-hint", classes="hint")
            with Horizontal(id="language-row", classes="row"):
                yield Static(id="language-label", classes="label")
                yield MarkedList(id="language")
                yield Static(id="language-hint", classes="hint")
            yield Static(id="trouble")
            yield KeyBar("new", self._words)

    def on_mount(self) -> None:
        """Begin at the agenda."""
        self.call_after_refresh(self._fill)
        language = self.query_one("#language", MarkedList)
        language.set_options([Option(Content(" Svenska"), id="sv"), Option(Content(" English"), id="en")])
        language.highlighted = LANGUAGES.index(self._words.language)
        if self._given is not None:
            self.query_one("#path", Input).value = str(self._given)
        self.query_one("#agenda" if self._given is None else "#name").focus()

    def on_resize(self) -> None:
        """Set the agendas to the new width."""
        self.call_after_refresh(self._fill)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self._words = words
        self.query_one(KeyBar).speak(words)
        self._fill()

    def action_close(self) -> None:
        """Close without making anything."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show what can be typed and pressed here."""
        from facilitator.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("new", self._words, None))

    def action_enter(self) -> None:
        """Go on to the next field at once, so that what is typed meanwhile goes there; come back if this one is wrong.

        On the last field the session is made.
        """
        here = self.focused
        if here is None or here.id == "language":
            self.action_create()
            return
        self.focus_next()
        here.call_later(self._check, here.id or "")

    def action_create(self) -> None:
        """Make the session, when the field at hand has taken all that was typed into it."""
        (self.focused or self).call_later(self._create)

    def _create(self) -> None:
        """Make the session; where something is wrong say it beside the field, and go there."""
        if not self.is_current:
            return
        self._tell("")
        self._label()
        agenda = self._agenda()
        (groups_right, groups), (people_right, people) = self._count("groups"), self._count("people")
        if agenda is None or not groups_right or not people_right:
            return
        asked = NewSession(
            name=clean(self._value("name")),
            groups=groups or 0,
            people=people,
            series=self._series_name(),
            language=self._language(),
        )
        try:
            path = create(self._folder, agenda, asked, self._words)
        except FacilitatorError as error:
            self._tell(str(error))
            return
        self.dismiss(path)

    @on(OptionList.OptionHighlighted, "#agenda")
    def _chosen(self) -> None:
        own = self._own_file()
        self.query_one("#path-row").display = own
        self._tell("")
        self._label()

    @on(OptionList.OptionHighlighted, "#language")
    def _spoken(self) -> None:
        self._label()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Take back what was said to be wrong, when that text is changed."""
        field, text = self._refused
        if event.input.id == field and event.value != text:
            self._refused = ("", "")
            self._tell("")
            self._label()

    def _check(self, field: str) -> None:
        """Say what is wrong with a field that was just left, and go back to it."""
        if field == "path":
            self._agenda()
        elif field in ("groups", "people"):
            self._count(field)

    def _fill(self) -> None:
        """Show the agendas there are, and what every field is."""
        words, palette = self._words, palette_of(self.app.theme)
        agendas = self.query_one("#agenda", MarkedList)
        width = max(agendas.content_size.width - 3, 30)
        first = 0 if self._given is None else len(self._templates)
        here = first if agendas.highlighted is None else agendas.highlighted
        options = []
        for name, agenda in self._templates.items():
            title = Text(agenda.title.of(words.language), style=palette.text)
            options.append(Option(spread(Text.assemble(" ", title), self._extent(agenda), width), id=name))
        own = Text(" " + words("An agenda file of my own"), style=palette.text)
        options.append(Option(spread(own, Text(".toml", style=palette.quiet), width), id=_OWN_FILE))
        agendas.set_options(options)
        agendas.highlighted = here
        self.query_one("#title", Static).update(Content(words("New session")))
        self._label()

    def _extent(self, agenda: Agenda) -> Text:
        words, minutes = self._words, agenda.minutes
        parts = [words("{hours} h", hours=minutes // 60)] if minutes >= 60 else []
        if minutes % 60:
            parts = [" ".join([*parts, words("{minutes} min", minutes=minutes % 60)])]
        if agenda.people:
            fewest, most = agenda.people
            parts.insert(0, words("{range} people", range=f"{fewest}–{most}"))
        return Text(" · ".join(parts), style=palette_of(self.app.theme).quiet)

    def _label(self) -> None:
        """Name every field, and say beside it what it takes."""
        words = self._words
        labels = {
            "path": (words("File"), ""),
            "name": (words("Name"), ""),
            "groups": (words("Tables"), words("how many; can be told later too")),
            "people": (words("People"), words("how many, if you know")),
            "series": (words("Series"), words("if it is held several times")),
            "language": (words("Language"), words("of the questions and the summary")),
        }
        for field, (label, hint) in labels.items():
            self.query_one(f"#{field}-label", Static).update(Content(label))
            self.query_one(f"#{field}-hint", Static).update(Content(hint))
        chosen = self._templates.get(self._agenda_id())
        title = chosen.title.of(self._language()) if chosen else words("the agenda's title")
        self.query_one("#name", Input).placeholder = title
        self.query_one("#path", Input).placeholder = words("where it is, such as {example}", example="~/agenda.toml")

    def _agenda(self) -> Agenda | None:
        """Return the agenda chosen; where its file cannot be used, say why."""
        if not self._own_file():
            return self._templates[self._agenda_id()]
        typed = clean(self._value("path"))
        try:
            if not typed:
                raise AgendaError(self._words("Write where the agenda file is, or choose one of the agendas above."))
            return load_agenda(Path(os.path.expanduser(typed)), self._words)
        except AgendaError as error:
            self._tell(*error.problems)
            self._go_back("path")
            return None

    def _count(self, field: str) -> tuple[bool, int | None]:
        """Return whether a field is right, and its number, None where it is empty; what is wrong is said beside it."""
        text = clean(self._value(field))
        if not text:
            return True, None
        if text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= _MOST:
            return True, int(text)
        sentence = self._words("Write a whole number, or nothing.")
        alarm = palette_of(self.app.theme).alarm
        self.query_one(f"#{field}-hint", Static).update(Text(f"! {sentence}", style=alarm))
        self._go_back(field)
        return False, None

    def _go_back(self, field: str) -> None:
        self._refused = (field, self._value(field))
        self.set_focus(self.query_one(f"#{field}"))

    def _tell(self, *sentences: str) -> None:
        """Say what is wrong below the fields; without words, nothing is."""
        shown = [f"! {sentence}" for sentence in sentences[:_MOST_PROBLEMS] if sentence]
        if len(sentences) > _MOST_PROBLEMS:
            shown.append("  " + self._words("and {count} more", count=len(sentences) - _MOST_PROBLEMS))
        trouble = self.query_one("#trouble", Static)
        trouble.update(Text("\n".join(shown)))
        trouble.display = bool(shown)

    def _series_name(self) -> str:
        """Return the series as one that is there already, else as the command line would write it."""
        typed = clean(self._value("series"))
        known = {name.casefold(): name for name in self._series}
        return known.get(typed.casefold()) or (slug(typed) if typed else "")

    def _value(self, field: str) -> str:
        return self.query_one(f"#{field}", Input).value

    def _agenda_id(self) -> str:
        option = self.query_one("#agenda", MarkedList).highlighted_option
        return option.id or "" if option else ""

    def _own_file(self) -> bool:
        return self._agenda_id() == _OWN_FILE

    def _language(self) -> str:
        option = self.query_one("#language", MarkedList).highlighted_option
        return option.id or "" if option else self._words.language
