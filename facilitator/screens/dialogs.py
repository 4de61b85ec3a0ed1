"""What opens over a session: the agenda, the clock, the reading back, the summary, the help."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache

from facilitator.agenda.model import Step
from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.keys import ScreenName
from facilitator.screens.closing import WholeScreen
from facilitator.screens.wording import export_hint
from facilitator.session.events import Event
from facilitator.steps.line import Target
from facilitator.storage.room import RoomSigns
from facilitator.text import clean
from facilitator.widgets.tally_view import TallyView

if TYPE_CHECKING:
    from facilitator.entry.find import Hit
    from facilitator.importing.plan import Plan


class SessionDialogs(WholeScreen[None]):
    """A screen with a session on it, and what can be opened over it."""

    desk: Desk
    key_set: ScreenName
    review: bool
    viewed: Step
    signs: RoomSigns
    target: Target

    def on_screen_resume(self) -> None:
        """Let go of what a closed dialog was painted with: Textual keeps it for as long as a thousand others come."""
        getattr(StylesCache.get_inner_outer, "cache_clear", lambda: None)()

    def show_step(self, step_id: str | None) -> None:
        """Look at the step with this id; None where nobody chose one."""
        raise NotImplementedError

    def show_hit(self, hit: "Hit | None") -> None:
        """Look at the step where something was said, and point at it; None where nothing was chosen."""
        raise NotImplementedError

    def refresh_all(self) -> None:
        """Show the session as it stands."""
        raise NotImplementedError

    def say(self, text: str, wrong: bool = False) -> None:
        """Show a sentence under the line until something is typed."""
        raise NotImplementedError

    async def take(self, events: Sequence[Event] | None, rows: Sequence[str] = (), says: str = "") -> None:
        """Record what a dialog decided; None where nothing was.

        Args:
            events: The events.
            rows: The row of a file that each event came from.
            says: What was done, in words; told from the events where empty.
        """
        raise NotImplementedError

    async def turn(self, back: bool) -> str:
        """Undo the last thing recorded, or do again what was undone where `back` is False; say and return what."""
        raise NotImplementedError

    def action_find(self) -> None:
        """Find what was said, and look at the step where it was."""
        from facilitator.screens.find import FindScreen

        self.app.push_screen(FindScreen(self.desk), self.show_hit)

    def action_correct(self) -> None:
        """Open the session that is reviewed for recording, at the step looked at."""
        reopen = getattr(self.app, "open_session", None)
        if self.review and reopen is not None:
            self.dismiss()
            self.app.call_later(reopen, self.desk.path, False, self.viewed.id)

    def action_import(self, file: str = "") -> None:
        """Show what a file would record in the step looked at, and record it when that is wanted."""
        from facilitator.screens.import_dialog import ImportScreen

        self.app.push_screen(ImportScreen(self.desk, self.viewed, self.target, file), self._imported)

    async def _imported(self, planned: "Plan | None") -> None:
        if planned is not None:
            from facilitator.importing.plan import counted

            await self.take(planned.events, planned.marks, counted(planned, self.desk.words, is_recorded=True))

    def action_scroll(self, by: int) -> None:
        """Show more of a tally that does not fit, to the room too where it sees this step."""
        tally = self.query_one(TallyView)
        tally.more(by)
        if not self.review and self.viewed.id == self.desk.state.current:
            self.signs.turn(tally.pages)

    def rest_tally(self) -> None:
        """Cut the tally to what fits again, for the room too."""
        tally = self.query_one(TallyView)
        if tally.pages:
            tally.rest()
            self.signs.turn(0)

    def action_clock(self) -> None:
        """Show what is to come, and what to shorten or leave out when the day runs late."""
        from facilitator.screens.clock import ClockScreen

        self.app.push_screen(ClockScreen(self.desk), self.take)

    def action_read(self) -> None:
        """Show the step large, to read it back to the room."""
        from facilitator.screens.read_back import ReadBackScreen

        self.app.push_screen(ReadBackScreen(self.desk, self.viewed))

    def action_analysis(self) -> None:
        """Show what the answers to the step looked at say together."""
        from facilitator.screens.analysis import AnalysisScreen

        self.app.push_screen(AnalysisScreen(self.desk, self.viewed))

    def action_blank(self) -> None:
        """Let the room see nothing, or see it again: its own view where there is one, else this one."""
        if self.signs.is_shown or self.signs.is_blank:
            self.signs.blank(not self.signs.is_blank)
            self.refresh_all()
        else:
            from facilitator.screens.blank import BlankScreen

            self.app.push_screen(BlankScreen(self.desk.words))

    def action_export(self, formats: str = "") -> None:
        """Write the summary; `formats` are those to begin with, as after the command."""
        from facilitator.export import check_format
        from facilitator.screens.export_dialog import ExportScreen
        from facilitator.screens.export_sources import OfSession

        hint = "" if self.review else export_hint(self.desk.book)
        names = formats.lower().replace(",", " ").split()
        try:
            for name in names:
                check_format(name, self.desk.words)
        except FacilitatorError as error:
            self.say(str(error), wrong=True)
            return
        desk = None if self.desk.read_only else self.desk
        source = OfSession(self.desk.path, self.desk.state.name)
        self.app.push_screen(ExportScreen(source, self.desk.words, hint, names, desk))

    def action_help(self) -> None:
        """Show what can be typed and pressed here."""
        from facilitator.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.key_set, self.desk.words, self.viewed.kind))

    def refused(self, error: FacilitatorError) -> None:
        """Say why nothing was recorded; where the file takes no more, ask where to go on. The line keeps its text."""
        from facilitator.screens.trouble import TroubleScreen

        self.say(str(error), wrong=True)
        # What the system refused may work in another place; what the program refused does not.
        if self.desk.failed or isinstance(error.__cause__, OSError):
            self.app.push_screen(TroubleScreen(self.desk, str(error)), self._moved)

    def _moved(self, moved: bool | None) -> None:
        if moved:
            self.refresh_all()
            path = clean(str(self.desk.path))
            told = self.desk.words("The session goes on in {path}. Enter saves the line.", path=path)
            self.app.notify(told, markup=False)
