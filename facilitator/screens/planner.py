"""The planner: an agenda is prepared before the day, at the kitchen table, and one sees when it ends."""

from collections.abc import Sequence
from pathlib import Path

from textual import on
from textual.events import Click
from textual.widgets import OptionList

from facilitator.agendas import Prepared, keep
from facilitator.errors import FacilitatorError
from facilitator.planning import form, whole
from facilitator.planning.day import fitted, read_time, scaled
from facilitator.planning.draft import Draft
from facilitator.planning.form import dependents
from facilitator.planning.new_step import Recipe
from facilitator.screens.planner_view import PlannerView
from facilitator.storage.folder import slug, templates_folder
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.plan_form import Done, Filled, PlanForm
from facilitator.words import Words


class PlannerScreen(PlannerView):
    """Prepares an agenda. Nothing is written before it is saved; leaving with something unsaved is asked about once."""

    _armed = ""

    def on_mount(self) -> None:
        """Begin at the steps."""
        self.query_one(MarkedList).focus()
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self.show))
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Set everything to the new size; what is typed stays."""
        self.call_after_refresh(self.show)

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.words = words
        self.query_one(KeyBar).speak(words)
        self.call_later(self.show)

    @on(OptionList.OptionHighlighted, "#steps")
    async def _gone_to(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index - 1 != self.at:
            self.at = event.option_index - 1
            self.query_one(PlanForm).filling = not event.option_list.has_focus
            self._say("")
            await self.show()

    @on(OptionList.OptionSelected, "#steps")
    async def _fill_in(self) -> None:
        await self.fill_in()

    async def fill_in(self, key: str = "", anew: bool = False) -> None:
        """Let the form be filled in, from its first field or another; `anew`: what stands in it is only a beginning."""
        plan_form = self.query_one(PlanForm)
        plan_form.filling = True
        await self.show()
        if anew:
            plan_form.fill_anew()
        plan_form.go_to(key)

    @on(Click, "#form")
    async def _clicked(self) -> None:
        if not self.query_one(PlanForm).filling:
            await self.fill_in()

    @on(Filled)
    async def _filled(self, event: Filled) -> None:
        """Take over what was typed or chosen."""
        at, field, draft = event.identity[0], event.field, self.draft
        if not isinstance(at, int) or at >= len(draft.steps):
            return
        self._say("")
        if at >= 0:
            step = draft.steps[at]
            if field.how == "choice":
                values = form.chose(field, event.value, step, self.words)
            else:
                values = form.typed(field, event.value, step, self.language)
            self.history.take(draft.change(at, values), (at, field.key))
        elif field.key != whole.LENGTH:
            self.history.take(whole.filled(field, event.value, draft, self.language), field.key)
        await self.show()

    @on(Done)
    async def _done(self, event: Done) -> None:
        """Go on to the next field; the length of the whole is taken over first."""
        if event.field.key == whole.LENGTH:
            await self._stretch(event.text)
        self.query_one(PlanForm).move(1)

    def action_field(self, by: int) -> None:
        """Go to the next field, or the one before."""
        self.query_one(PlanForm).move(by)

    def action_add(self) -> None:
        """Ask what to add, and put it after the step at hand."""
        from facilitator.screens.add_step import AddStepScreen

        def added(recipe: Recipe | None) -> None:
            if recipe is not None:
                # When the list has closed, and the steps have the keyboard back.
                self.call_later(self._added, recipe)

        self.app.push_screen(AddStepScreen(self.words), added)

    async def _added(self, recipe: Recipe) -> None:
        await self._take(self.draft.add(self.at + 1, recipe), self.at + 1)
        await self.fill_in(anew=True)

    async def action_carry(self, by: int) -> None:
        """Move the step."""
        if self.at >= 0 and 0 <= self.at + by < len(self.draft.steps):
            await self._take(self.draft.move(self.at, self.at + by), self.at + by)

    async def action_duplicate(self) -> None:
        """Copy the step."""
        if self.at >= 0:
            await self._take(self.draft.copy(self.at), self.at + 1)

    async def action_delete(self) -> None:
        """Take the step away, in the list alone; where others build on it they are named first."""
        if self.at < 0 or not self.query_one(MarkedList).has_focus:
            return
        built = dependents(self.draft.steps, self.at)
        armed = f"delete {self.at}"
        if built and self._armed != armed:
            self._arm(armed, self._built_on(built))
            await self.show()
            return
        await self._take(self.draft.delete(self.at), self.at)

    async def action_pin(self) -> None:
        """Hold the step to the time it begins at, or let it follow on."""
        if self.at >= 0:
            held = read_time(self.draft.steps[self.at].get("pin"))
            pin = None if held else f"{self.day.slots[self.at].start:%H:%M}"
            await self._take(self.draft.change(self.at, {"pin": pin}), self.at)

    async def action_fit(self) -> None:
        """Shorten and leave out so that the day ends when it has to; without an end ask for one."""
        words = self.words
        end = whole.end_of(self.draft)
        if end is None:
            self.at = -1
            self._say(words("Write when it has to end, then Ctrl+T again."))
            await self.fill_in(whole.ENDS)
            return
        minutes, out = fitted(self.draft.steps, whole.begin_of(self.draft), end)
        draft = self.draft
        for at, length in minutes.items():
            draft = draft.change(at, {"minutes": length})
        for at in sorted(out, reverse=True):
            draft = draft.delete(at)
        await self._take(draft, self.at)
        self._say(self._fitted(len(minutes), len(out)), wrong=(self.day.over or 0) > 0)
        await self.show(anew=True)

    async def action_undo(self) -> None:
        """Undo the last change."""
        await self._went(self.history.undo())

    async def action_redo(self) -> None:
        """Do again what was undone."""
        await self._went(self.history.redo())

    async def action_keep(self) -> None:
        """Save it as an agenda file of one's own."""
        path = self._keep()
        if path is not None:
            self._say(self.words("Saved as {file}.", file=str(path)))
        await self.show()

    async def action_begin(self) -> None:
        """Start a new session from it."""
        from facilitator.screens.new_session import NewSessionScreen

        if self.draft.mistakes(self.words):
            self._say(self.words("Something is still amiss, so no session can begin with it."), wrong=True)
            await self.show()
            return
        path = self.path if self.path and not self.changed else self._keep()
        await self.show()
        if path is not None:
            screen = NewSessionScreen(self.home.folder, self.words, agenda=path)
            self.app.push_screen(screen, self._begun)

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

    def action_help(self) -> None:
        """Show what can be pressed here."""
        from facilitator.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("planner", self.words, None))

    async def _take(self, draft: Draft, at: int) -> None:
        """Take a change, and go to a step."""
        self.history.take(draft)
        self.at = at
        self._say("")
        await self.show(anew=True)

    async def _read_only(self) -> None:
        """Give the keyboard back to the steps; the form is only read then."""
        self.query_one(MarkedList).focus()
        self.query_one(PlanForm).filling = False
        await self.show()

    async def _went(self, there: bool) -> None:
        self._say("" if there else self.words("There is nothing more to undo or to do again."))
        await self.show(anew=True)

    async def _stretch(self, text: str) -> None:
        """Stretch or shrink the whole to a length."""
        words, wanted = self.words, text.strip()
        if wanted == str(self.day.minutes):
            return
        minutes = scaled(self.draft.steps, int(wanted)) if wanted.isascii() and wanted.isdigit() else {}
        draft = self.draft
        for at, length in minutes.items():
            draft = draft.change(at, {"minutes": length})
        self.history.take(draft)
        if minutes:
            self._say(words("{count} steps have new lengths; Ctrl+Z takes that back.", count=len(minutes)))
        else:
            refused = words("That cannot be: the steps that keep their time take longer, or it is no number.")
            self._say(refused, wrong=True)
        await self.show(anew=True)

    def _fitted(self, shorter: int, out: int) -> str:
        words, over = self.words, self.day.over or 0
        done = words("Shortened: {shorter}, left out: {out}. Ctrl+Z takes that back.", shorter=shorter, out=out)
        if over <= 0:
            return done if shorter or out else words("It fits already.")
        rest = words("Still {count} min too long: take steps away, or let more be shortened.", count=over)
        return f"{done} {rest}" if shorter or out else rest

    def _built_on(self, built: Sequence[int]) -> str:
        words = self.words
        names = words.listed([str(at + 1) for at in built])
        return words.n(
            "Step {steps} builds on this one. Del again takes it away.",
            "Steps {steps} build on this one. Del again takes it away.",
            len(built),
            steps=names,
        )

    def _keep(self) -> Path | None:
        """Save, and return the file; say so where that cannot be done."""
        try:
            self.path = keep(Prepared(self.draft, self.path), self.home.folder, self.words)
        except FacilitatorError as error:
            self._say(str(error), wrong=True)
            return None
        self.kept = self.draft
        return self.path

    def _begun(self, path: Path | None) -> None:
        if path is not None:
            self.dismiss()
            self.home.open_session(path)

    def _say(self, sentence: str, wrong: bool = False) -> None:
        self.said, self._armed = (sentence, wrong), ""

    def _arm(self, what: str, sentence: str) -> None:
        self._say(sentence, wrong=True)
        self._armed = what
