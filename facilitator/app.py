"""The app: themes, language and the way from screen to screen. What a screen does is in `screens/`."""

import gc
import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual import events
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, Provider
from textual.filter import NoColor
from textual.screen import Screen

from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName, keys_of
from facilitator.languages import language, languages
from facilitator.settings import Settings
from facilitator.storage.folder import Folder
from facilitator.storage.problems import LockedError
from facilitator.text import clean
from facilitator.theme import BLACK_NAME, DARK_NAME, LIGHT_NAME, MONO_NAME, THEMES, WHITE_NAME, named
from facilitator.widgets.in_turn import FirstKeys, in_turn
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.agendas import Prepared
    from facilitator.desk import Desk

# By then the first screen is there; until then no time goes into collecting garbage.
_STARTED = 1.0
_SCREENS = Path(__file__).parent / "screens"


def _collect_garbage() -> None:
    gc.freeze()
    gc.enable()


def _commands() -> type[Provider]:
    """Return what fills the palette; imported when it is opened."""
    from facilitator.screens.palette import Commands

    return Commands


@runtime_checkable
class Holding(Protocol):
    """A screen that may hold what nobody has saved."""

    def holds_back(self) -> bool:
        """Tell whether quitting should wait, and say why on the screen."""


class FacilitatorApp(App[None]):
    """The facilitator's app.

    Args:
        folder: Where sessions lie.
        words: The interface's language to begin with.
        session: A session to open at once.
        demo: Say that this is a copy to look around in.
        present: Show the session to the room instead of running it.
        scratch: What to say of a session that will not be kept.
        plan: An agenda to prepare at once.
        plans: Ask at once which agenda to prepare.
        desk: The session to open at once, where it is open for recording already.
        settings: What the facilitator has settled for all her sessions.
    """

    # The runner's sheet too: a screen that brings a sheet of its own has all of them parsed again when it opens.
    CSS_PATH = [_SCREENS / "common.tcss", _SCREENS / "runner.tcss"]  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (140, "-full")]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = True
    _has_colours = False
    COMMANDS = {_commands}  # noqa: RUF012

    def __init__(self, folder: Folder, words: Words, session: Path | None = None, demo: bool = False,
                 present: bool = False, scratch: str = "", plan: "Prepared | None" = None, plans: bool = False,
                 desk: "Desk | None" = None, settings: Settings | None = None) -> None:  # fmt: skip
        super().__init__()
        self.settings = settings or Settings()
        self.folder = folder
        self.words = words
        self.demo = demo
        self.scratch = scratch
        self._first = session
        self._present = present
        self._plan, self._plans = plan, plans
        self._desk = desk
        self._first_keys = FirstKeys(self, self._act)
        self.parting_words: list[str] = []
        self.title = "facilitator"
        for theme in THEMES:
            self.register_theme(theme)
        if self.no_color:
            # Textual would show greys; whoever asks for no colour is to get none.
            self._filters = [NoColor()]
        wanted = os.environ.get("FACILITATOR_THEME") or self.settings.theme or ""
        self._begin_with(MONO_NAME if self.no_color else named(wanted))

    async def on_event(self, event: events.Event) -> None:
        """Act on an event; on a key when its screen is there."""
        if not self._first_keys.hold(event):
            await self._act(event)

    async def _act(self, event: events.Event) -> None:
        """Act on an event; on a key in a field in the order of the typing."""
        await in_turn(event, self.focused or self.screen if self.screen_stack else None, super().on_event)

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours for the style sheets; none before it is known which to begin with."""
        return super().get_css_variables() if self._has_colours else {}

    def _begin_with(self, theme: str) -> None:
        """Begin with a theme; to change to it later would read and lay out everything twice."""
        self._has_colours = True
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode")
        self.set_class(not self.current_theme.dark, "-light-mode")

    def on_mount(self) -> None:
        """Show the first screen."""
        self.call_later(self.begin)
        if problems := self.settings.problems:
            self.tell(self._of_settings(problems), wrong=True)
        self.set_timer(_STARTED, _collect_garbage)

    def _of_settings(self, problems: Sequence[str]) -> str:
        """Return the first problem of the settings, without its folder, and where the others are told."""
        file = self.settings.file
        told = problems[0].replace(clean(str(file)), clean(file.name))
        if len(problems) == 1:
            return told
        more = self.words.n("{count} more", "{count} more", len(problems) - 1)
        return f"{told} {more}: facilitator config"

    def get_default_screen(self) -> Screen[Any]:
        """Return the screen below all others: the session asked for where it is open already, else an empty one."""
        if self._first is None or self._desk is None:
            return super().get_default_screen()
        from facilitator.screens.runner import RunnerScreen

        screen = RunnerScreen(self._first, self.words, desk=self._desk)
        # What `push_screen` does; that would lay out and paint an empty screen before the first one is seen.
        screen._push_result_callback(self, self._told_saved)
        return screen

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen on top; a session without a screen below leaves the library behind."""
        if len(self.screen_stack) > 1:
            return super().pop_screen()
        from facilitator.screens.library import LibraryScreen

        return self.switch_screen(LibraryScreen())

    def begin(self) -> None:
        """Show the session asked for, else the library; the library comes when the session is left."""
        if self._desk is not None:
            return
        if self._present:
            from facilitator.screens.present import PresentScreen
            from facilitator.screens.waiting import WaitingScreen

            if self._first is None:
                self.push_screen(WaitingScreen(self.folder, self.words))
            else:
                self.push_screen(PresentScreen(self._first, self.words))
            return
        if self._plan is not None:
            self.open_planner(self._plan)
        elif self._first is not None:
            self.open_session(self._first)
        else:
            self.show_library()
            if self._plans:
                self.choose_plan()

    def show_library(self) -> None:
        """Show the library where there is none below."""
        from facilitator.screens.library import LibraryScreen

        if not any(isinstance(screen, LibraryScreen) for screen in self.screen_stack):
            self.push_screen(LibraryScreen())

    def choose_plan(self, session: tuple[Path, str] | None = None) -> None:
        """Ask which agenda to prepare, that of a session and its name among them, and prepare it."""
        from facilitator.screens.plans import PlansScreen

        def chosen(prepared: "Prepared | None") -> None:
            if prepared is not None:
                self.open_planner(prepared)

        self.push_screen(PlansScreen(self.folder, self.words, session), chosen)

    def open_planner(self, prepared: "Prepared") -> None:
        """Prepare an agenda."""
        from facilitator.screens.planner import PlannerScreen

        self.push_screen(PlannerScreen(prepared, self.words))

    def open_session(self, path: Path, review: bool = False, step: str | None = None) -> None:
        """Open a session in the runner, or for review; where it stands, or at a step by its id."""
        from facilitator.screens.runner import RunnerScreen

        try:
            screen = RunnerScreen(path, self.words, review=review, at=step)
        except LockedError as error:
            from facilitator.screens.locked import LockedScreen

            self.push_screen(LockedScreen(str(error), self.words), self._reviewing(path, step))
            return
        except FacilitatorError as error:
            self.show_library()
            self.tell(str(error), wrong=True)
            return
        self.push_screen(screen, self._reviewed if review else self._told_saved)

    def _reviewing(self, path: Path, step: str | None) -> Callable[[bool | None], None]:
        def follow(wanted: bool | None) -> None:
            if wanted:
                self.open_session(path, review=True, step=step)
            else:
                self.show_library()

        return follow

    def _reviewed(self, _: None) -> None:
        self.show_library()

    def _told_saved(self, _: None) -> None:
        self.show_library()
        if not self.scratch:
            self.tell(self.words("Everything is saved. Enter goes on with the session."))

    def tell(self, text: str, wrong: bool = False) -> None:
        """Show a sentence for a moment; its text is never markup."""
        self.notify(text, severity="error" if wrong else "information", markup=False, timeout=8 if wrong else 4)

    def copy_told(self) -> list[str]:
        """Return what should be known of files that are written beside sessions which are not kept; else nothing."""
        if not self.demo and not self.scratch:
            return []
        return [self.words("The folder goes when the program ends; copy what you want to keep.")]

    def speak(self, words: Words) -> None:
        """Change the interface's language, on every screen."""
        self.words = words
        for screen in self.screen_stack:
            change = getattr(screen, "speak", None)
            if change is not None:
                change(words)

    async def action_quit(self) -> None:
        """Quit, unless a screen holds something that would be lost and says so."""
        if not any(isinstance(screen, Holding) and screen.holds_back() for screen in self.screen_stack):
            self.exit()

    def action_help_quit(self) -> None:
        """Say how to quit, in the interface's language, to whom Ctrl+C quits elsewhere."""
        self.tell(self.words("Ctrl+Q quits."))

    def action_command_palette(self) -> None:
        """Open the palette, which speaks the interface's language."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder=self.words("Search for what you want to do"), id="palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Return what the palette offers: the keys of the screen, and language and colours."""
        name: ScreenName | None = getattr(screen, "key_set", None)
        for key in keys_of(name) if name else ():
            if key.help and key.action and key.action != "app.command_palette":
                told = self.words(key.help)
                yield SystemCommand(told[:1].upper() + told[1:], key.face, self._runner(screen, key.action))
        for code in languages():
            own = language(code).name
            yield SystemCommand(own, self.words("the interface's language"), partial(self.speak, Words(code)))
        yield SystemCommand(self.words("Light colours"), self.words("for a bright room"), self._paint(LIGHT_NAME))
        yield SystemCommand(self.words("Dark colours"), self.words("for a dark room"), self._paint(DARK_NAME))
        strong = self.words("strong contrast")
        yield SystemCommand(self.words("Black and white, dark"), strong, self._paint(BLACK_NAME))
        yield SystemCommand(self.words("Black and white, light"), strong, self._paint(WHITE_NAME))

    def _runner(self, screen: Screen[Any], action: str) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await screen.run_action(action)

        return run

    def _paint(self, theme: str) -> Callable[[], None]:
        def paint() -> None:
            self.theme = theme

        return paint

