"""Which agenda to prepare: that of the session at hand, a file of one's own, or a template; what is typed finds one."""

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from facilitator.agenda.library import program_templates
from facilitator.agendas import Prepared, of_session, own_agendas, prepare, title_of
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, bindings
from facilitator.report.writers.terminal.cells import shorten
from facilitator.screens.closing import Dialog
from facilitator.storage.folder import Folder, templates_folder
from facilitator.text import clean, key
from facilitator.theme import palette_of
from facilitator.widgets.agenda_preview import extent
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.library_rows import spread
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.one_line import OneLine
from facilitator.words import Words


class PlansScreen(Dialog[Prepared | None]):
    """The agendas there are. Dismissed with the one chosen, None where none was.

    Args:
        folder: Where sessions lie.
        words: The interface's language.
        session: The session at hand and its name, where there is one.
    """

    CSS_PATH = "planner_dialogs.tcss"
    BINDINGS = bindings("plans")

    def __init__(self, folder: Folder, words: Words, session: tuple[Path, str] | None = None) -> None:
        super().__init__(classes="dialog")
        self.key_set: ScreenName = "plans"
        self._folder = folder
        self._words = words
        self._session = session
        self._all: list[tuple[str, str, str]] = []

    def compose(self) -> ComposeResult:
        """The agendas."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._words("Prepare an agenda")), id="title")
            yield OneLine(id="query", select_on_focus=False, placeholder=self._words("words of its name"))
            yield MarkedList(id="plans", takes_keys=False)
            yield Static(id="where")
            yield Static(id="trouble")
            yield KeyBar("plans", self._words)

    def on_mount(self) -> None:
        """Begin with all of them."""
        self.query_one("#trouble").display = False
        folder = clean(str(templates_folder(self._folder.path)))
        where = self._words("Your own agendas lie in {folder}.", folder=folder)
        self.query_one("#where", Static).update(Text(where, style=palette_of(self.app.theme).quiet))
        self._all = list(self._found())
        self.query_one(OneLine).focus()
        self.call_after_refresh(self._fill)

    def action_close(self) -> None:
        """Prepare none."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Go to another agenda; the line keeps the typing."""
        self.query_one(MarkedList).move(by)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def action_prepare(self) -> None:
        """Prepare the one chosen; where it cannot be read at all, say why."""
        option = self.query_one(MarkedList).highlighted_option
        if option is None:
            return
        where, _, name = (option.id or "").partition(":")
        try:
            if where == "session":
                found = of_session(Path(name), self._words)
            else:
                found = prepare(name, self._folder, self._words)
        except FacilitatorError as error:
            trouble = self.query_one("#trouble", Static)
            trouble.update(Text(f"! {error}"))
            trouble.display = True
            return
        self.dismiss(found)

    @on(Input.Changed)
    def _fill(self) -> None:
        """Show those that have all the words typed."""
        plans, palette = self.query_one(MarkedList), palette_of(self.app.theme)
        width, wanted = max(plans.content_size.width - 3, 30), key(self.query_one(OneLine).value).split()
        rows = []
        for name, title, kind in self._all:
            if all(word in key(f"{title} {kind} {name}") for word in wanted):
                told = Text(shorten(kind, width // 2), style=palette.quiet)
                rows.append(Option(spread(Text(f" {title}", style=palette.text), told, width), id=name))
        plans.set_options(rows)
        plans.highlighted = 0 if rows else None
        if not rows:
            plans.add_option(Option(Text(f" {self._words('No agenda has all these words.')}", style=palette.soft),
                                    disabled=True))  # fmt: skip

    def _found(self) -> Iterator[tuple[str, str, str]]:
        words = self._words
        if self._session is not None:
            path, name = self._session
            yield f"session:{path}", name, words("as it was held")
        for name, path in own_agendas(self._folder).items():
            yield f"own:{path}", title_of(path, words) or name, words("your own · {file}", file=clean(path.name))
        for one in program_templates(words):
            told = [*filter(None, [one.held]), *(extent(one.agenda, words) if one.agenda else ())]
            yield f"template:{one.name}", one.title(words.language), " · ".join(told)
