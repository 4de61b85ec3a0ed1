"""A new session: an agenda, a name, who is in the room. Reads from top to bottom, by keyboard alone."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.agenda.library import Template, own_agendas, program_templates
from facilitator.agenda.load import AgendaError, load_agenda
from facilitator.agenda.model import Agenda
from facilitator.carrying import Wanted, agenda_of, begin, offers
from facilitator.desk import Desk, NewSession, create
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.languages import language as spoken
from facilitator.languages import languages
from facilitator.screens.closing import Dialog
from facilitator.storage.folder import Folder, slug, templates_folder
from facilitator.text import clean
from facilitator.theme import palette_of
from facilitator.widgets import agenda_preview
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.library_rows import spread
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words

_MOST = 100_000
_MOST_PROBLEMS = 3
_OWN_FILE = "*"
_SESSION = "session:"
_WIDE = 120
_ROWS_BELOW = 3
# As in the style sheet: the width of what is shown beside, and how much of the screen's height the dialog may take.
_COLUMN = 50
_SHARE = 0.92
_FIELDS = ("path", "name", "groups", "people", "series")


class AgendaList(MarkedList):
    """The list of agendas, which tells when its width is another: its rows are set to it."""

    class Resized(Message):
        """The list has another size."""

    def on_resize(self) -> None:
        """Tell the screen."""
        self.post_message(self.Resized())


class NewSessionScreen(Dialog[Path | None]):
    """Asks what a session needs, and makes it. Dismissed with its file, or None where it was cancelled.

    Args:
        folder: Where sessions lie.
        words: The interface's language.
        series: The series there are, to complete what is typed.
        agenda: An agenda file to begin with.
        session: The session at hand, whose agenda can be taken, and what it left open.
        named: The name of the template to begin at.
    """

    CSS_PATH = "new_session.tcss"
    BINDINGS = bindings("new")

    def __init__(
        self,
        folder: Folder,
        words: Words,
        series: Sequence[str] = (),
        agenda: Path | None = None,
        session: Path | None = None,
        named: str = "",
    ) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "new"
        self._folder = folder
        self._words = words
        self._series = list(series)
        self._given = agenda
        self._refused = ("", "")
        self._width = 0
        self._old = _readable(session, words)
        # What she made herself is likelier wanted than what the program brings.
        found = [*own_agendas(words, templates_folder(folder.path)), *program_templates(words)]
        self._named = named or next((one.name for one in found if one.own and one.own == agenda), "")
        earlier = [Template(_SESSION, agenda_of(self._old))] if self._old is not None else []
        self._templates: dict[str, Template] = {template.name: template for template in (*earlier, *found)}

    def compose(self) -> ComposeResult:
        """The agenda first, then a row for each field."""
        with Horizontal(classes="dialog-box"):
            with VerticalScroll(id="asked", can_focus=False):
                yield from self._asked()
            yield Static(id="preview")

    def _asked(self) -> ComposeResult:
        yield Static(id="title")
        yield AgendaList(id="agenda")
        yield Static(id="below")
        for field in _FIELDS:
            with Horizontal(id=f"{field}-row", classes="row"):
                yield Static(id=f"{field}-label", classes="label")
                suggester = SuggestFromList(self._series, case_sensitive=False) if field == "series" else None
                yield OneLine(id=field, classes="field", select_on_focus=False, suggester=suggester)
                yield Static(id=f"{field}-hint", classes="hint")
        with Horizontal(id="language-row", classes="row"):
            yield Static(id="language-label", classes="label")
            yield MarkedList(id="language")
            yield Static(id="language-hint", classes="hint")
        yield Static(id="trouble")
        yield KeyBar("new", self._words)

    def on_mount(self) -> None:
        """Begin at the agenda."""
        self._fit()
        language = self.query_one("#language", MarkedList)
        names = [Option(Content(" " + spoken(code).name), id=code) for code in languages()]
        language.set_options(names)
        language.highlighted = languages().index(self._words.language)
        if self._given is not None and not self._named:
            self.query_one("#path", OneLine).value = str(self._given)
        # Where the agenda is chosen already, what is lacking is who is in the room.
        self.query_one("#agenda" if self._given is None else "#name").focus()

    def on_resize(self) -> None:
        """Set the agendas to the new width."""
        self._fit()

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
        if self._old is not None and self._agenda_id() == _SESSION:
            self._carry(self._old, agenda, asked)
        else:
            self._make(lambda: create(self._folder, agenda, asked, self._words))

    def _carry(self, old: Desk, agenda: Agenda, asked: NewSession) -> None:
        """Ask what comes along from the session whose agenda is taken, where it has anything; then make the new one."""
        from facilitator.screens.carry import CarryScreen

        def take(wanted: Sequence[Wanted] | None) -> None:
            if wanted is not None:
                self._make(lambda: begin(self._folder, agenda, asked, old, wanted, self._words))

        old.speak(self._words)
        found = offers(old.book, agenda, self._words)
        if found:
            self.app.push_screen(CarryScreen(clean(old.state.name), found, agenda, self._words), take)
        else:
            take([])

    def _make(self, make: Callable[[], Path]) -> None:
        """Make the session; where that cannot be, say why."""
        try:
            path = make()
        except FacilitatorError as error:
            self._tell(str(error))
            return
        self.dismiss(path)

    @on(OptionList.OptionHighlighted, "#agenda")
    def _chosen(self) -> None:
        self.query_one("#path-row").display = self._own_file()
        self._stay_in_series()
        self._preview()
        self._tell("")
        self._label()

    def _stay_in_series(self) -> None:
        """Name the earlier session's series where its agenda is taken, and only then."""
        series, old = self.query_one("#series", OneLine), self._old
        if old is None or series.value not in ("", old.state.series):
            return
        series.value = old.state.series if self._agenda_id() == _SESSION else ""

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

    def _fit(self) -> None:
        """Make room for what is shown beside the fields; the list tells when it has taken what is left."""
        self.set_class(self.app.size.width >= _WIDE, "wide")
        self.call_after_refresh(self._fill)

    @on(AgendaList.Resized)
    def _resized(self) -> None:
        if self.query_one("#agenda").content_size.width != self._width:
            self._fill()

    def _fill(self) -> None:
        """Show the agendas there are, and what every field is."""
        words, palette = self._words, palette_of(self.app.theme)
        agendas = self.query_one("#agenda", MarkedList)
        self._width = agendas.content_size.width
        width = max(self._width - 3, 30)
        # The session at hand stands first, but what is likeliest wanted is a template.
        first = int(self._old is not None) if self._given is None else len(self._templates)
        first = list(self._templates).index(self._named) if self._named in self._templates else first
        here = first if agendas.highlighted is None else agendas.highlighted
        options = []
        for name, template in self._templates.items():
            if name == _SESSION and self._old is not None:
                same = Text(" " + words("As in «{name}»", name=clean(self._old.state.name)), style=palette.text)
                kind = Text(words("earlier session"), style=palette.quiet)
                options.append(Option(spread(same, kind, width), id=name))
                continue
            options.append(Option(agenda_preview.row(template, width, words, palette), id=name))
        own = Text(" " + words("An agenda file of my own"), style=palette.text)
        options.append(Option(spread(own, Text(".toml", style=palette.quiet), width), id=_OWN_FILE))
        agendas.set_options(options)
        agendas.highlighted = here
        self.query_one("#title", Static).update(Content(words("New session")))
        self._preview()
        self._label()

    def _preview(self) -> None:
        """Show the steps of the chosen agenda: beside the fields where there is room, else in a few rows."""
        wide = self.has_class("wide")
        beside, below = self.query_one("#preview", Static), self.query_one("#below", Static)
        template, palette = self._templates.get(self._agenda_id()), palette_of(self.app.theme)
        beside.display, below.display = wide, not wide and template is not None
        if template is None:
            beside.update("")
        elif wide:
            height = int(self.size.height * _SHARE) - 2
            beside.update(agenda_preview.column(template, _COLUMN, height, self._words, palette))
        else:
            width = max(self.query_one("#agenda").content_size.width - 2, 20)
            below.update(agenda_preview.rows(template, width, _ROWS_BELOW, self._words, palette))

    def _label(self) -> None:
        """Name every field, and say beside it what it takes."""
        words, chosen = self._words, self._templates.get(self._agenda_id())
        agenda = chosen.agenda if chosen else None
        labels = {
            "path": (words("File"), ""),
            "name": (words("Name"), ""),
            "groups": (words("Tables"), words("how many; can be told later too")),
            "people": (words("People"), self._people_hint(agenda)),
            "series": (words("Series"), words("if it is held several times")),
            "language": (words("Language"), words("of the questions and the summary")),
        }
        for field, (label, hint) in labels.items():
            self.query_one(f"#{field}-label", Static).update(Content(label))
            self.query_one(f"#{field}-hint", Static).update(Content(hint))
        title = agenda.title.of(self._language()) if agenda else words("the agenda's title")
        self.query_one("#name", OneLine).placeholder = title
        self.query_one("#path", OneLine).placeholder = words("where it is, such as {example}", example="~/agenda.toml")

    def _people_hint(self, agenda: Agenda | None) -> str:
        if agenda is None or not agenda.people:
            return self._words("how many, if you know")
        return self._words("if you know; the agenda is for {people}", people=agenda.meant_for)

    def _agenda(self) -> Agenda | None:
        """Return the agenda chosen; where its file cannot be used, say why."""
        if not self._own_file():
            template = self._templates[self._agenda_id()]
            if template.agenda is None:
                self._tell(*template.problems)
                self.query_one("#agenda").focus()
            return template.agenda
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
        return self.query_one(f"#{field}", OneLine).value

    def _agenda_id(self) -> str:
        option = self.query_one("#agenda", MarkedList).highlighted_option
        return option.id or "" if option else ""

    def _own_file(self) -> bool:
        return self._agenda_id() == _OWN_FILE

    def _language(self) -> str:
        option = self.query_one("#language", MarkedList).highlighted_option
        return option.id or "" if option else self._words.language


def _readable(session: Path | None, words: Words) -> Desk | None:
    """Return a session opened for reading; None where there is none that can be read."""
    if session is None:
        return None
    try:
        return Desk(session, words, read_only=True)
    except FacilitatorError:
        return None
