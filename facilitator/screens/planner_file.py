"""What becomes of a prepared agenda: it is saved, printed, a session begins with it, or it is left."""

from collections.abc import Callable
from pathlib import Path

from facilitator.agendas import keep
from facilitator.errors import FacilitatorError
from facilitator.planning import whole
from facilitator.planning.draft import Change, Draft
from facilitator.planning.lists import plain
from facilitator.screens.planner_view import PlannerView
from facilitator.storage.folder import slug, templates_folder
from facilitator.text import clean
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.plan_form import PlanForm
from facilitator.words import Words

Then = Callable[[Path], None]


class PlannerFile(PlannerView):
    """Saves, prints, begins and leaves. Nothing is written before it is asked for."""

    _armed = ""

    def action_keep(self) -> None:
        """Save it as an agenda file of one's own; where there is none, or its title is another one, ask for a name."""
        self._keep(self._told_kept)

    def action_keep_as(self) -> None:
        """Save it under another name, in a file of its own."""
        self._ask_name(self._told_kept)

    async def action_begin(self) -> None:
        """Start a new session from it; what is not saved is saved first."""
        if self.draft.mistakes(self.words):
            self._say(self.words("Something is still amiss, so no session can begin with it."), wrong=True)
            await self.show()
            return
        if self.path is not None and not self.changed:
            self._begin_with(self.path)
        else:
            self._keep(self._begin_with)

    async def action_print(self) -> None:
        """Print what the day needs on paper; what is not saved yet is printed too."""
        from facilitator.report.paper.planned import of_agenda
        from facilitator.screens.print_dialog import PrintScreen

        if not self.draft.steps or self.draft.mistakes(self.words):
            self._say(self.words("Something is still amiss, so it cannot be printed."), wrong=True)
            await self.show()
            return
        agenda, start = self.draft.agenda("", self.words), self.day.start.time()
        spoken = Words(agenda.language)
        own = templates_folder(self.home.folder.path)
        beside = self.path.with_suffix("") if self.path else own / slug(agenda.title.of(agenda.language))
        try:
            screen = PrintScreen(lambda count: of_agenda(agenda, spoken, groups=count, start=start), beside, self.words)
        except FacilitatorError as error:
            self._say(str(error), wrong=True)
            await self.show()
            return
        self.app.push_screen(screen)

    async def action_leave(self) -> None:
        """Go from the form to the steps; from there back, asking once where something is not saved."""
        steps = self.query_one(MarkedList)
        if not steps.has_focus:
            await self._read_only()
            return
        if self.changed and self._armed != "leave":
            self._arm("leave", self.words("Not saved yet: Ctrl+S saves. Esc again leaves without it."))
            await self.show()
            return
        self.dismiss()
        self.home.show_library()

    def holds_back(self) -> bool:
        """Tell whether quitting should wait: what is not saved is asked about once."""
        if not self.changed or self._armed == "quit":
            return False
        self._arm("quit", self.words("Not saved yet: Ctrl+S saves. Ctrl+Q again quits without it."))
        self.call_later(self.show)
        return True

    async def _read_only(self) -> None:
        """Give the keyboard back to the steps; the form is only read then."""
        self.query_one(MarkedList).focus()
        self.query_one(PlanForm).filling = False
        await self.show()

    def _keep(self, then: Then) -> None:
        """Save, then go on with the file."""
        if self.path is None or (self.kept is not None and self._title(self.kept) != self._title(self.draft)):
            self._ask_name(then)
        else:
            self._write(self.path, then)

    def _ask_name(self, then: Then) -> None:
        from facilitator.screens.name_plan import Named, NamePlanScreen

        def named(name: Named | None) -> None:
            if name is None:
                return
            if name.title != self._title(self.draft):
                title = next(field for field in whole.FIELDS if field.key == "title")
                draft = whole.filled(title, name.title, self.draft, self.language)
                self.history.take(draft, change=Change(self.words("title"), self.at, self.at))
                self.call_later(self.show, True)
            self._write(name.path, then)

        title = self._title(self.draft)
        self.app.push_screen(NamePlanScreen(title, self.path, self.home.folder, self.words), named)

    def _write(self, path: Path, then: Then) -> None:
        try:
            keep(self.draft, path, self.words)
        except FacilitatorError as error:
            self._say(str(error), wrong=True)
            self.call_later(self.show)
            return
        self.path, self.kept = path, self.draft
        self.call_later(self.show)
        then(path)

    def _told_kept(self, path: Path) -> None:
        self._say(self.words("Saved as {file}.", file=str(path)))

    def _title(self, draft: Draft) -> str:
        return clean(plain(draft.top.get("title"), self.language))

    def _begin_with(self, path: Path) -> None:
        from facilitator.screens.new_session import NewSessionScreen

        self.app.push_screen(NewSessionScreen(self.home.folder, self.words, agenda=path), self._begun)

    def _begun(self, path: Path | None) -> None:
        if path is not None:
            self.dismiss()
            self.home.open_session(path)

    def _say(self, sentence: str, wrong: bool = False) -> None:
        self.said, self._armed = (sentence, wrong), ""

    def _arm(self, what: str, sentence: str) -> None:
        self._say(sentence, wrong=True)
        self._armed = what
