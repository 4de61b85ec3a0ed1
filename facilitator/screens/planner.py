"""The planner: an agenda is prepared before the day, at the kitchen table, and one sees when it ends."""

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.actions import SkipAction
from textual.events import Click, DescendantFocus
from textual.timer import Timer
from textual.widgets import OptionList

from facilitator.agenda.keys import MOST_STEPS
from facilitator.planning import form, whole
from facilitator.planning.day import read_time
from facilitator.planning.draft import Change, Draft
from facilitator.planning.form import dependents
from facilitator.planning.lists import plain
from facilitator.planning.new_step import Recipe
from facilitator.report.writers.terminal.cells import shorten
from facilitator.screens.planner_fit import PlannerFit
from facilitator.text import clean
from facilitator.widgets.key_bar import KeyBar
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.plan_form import Done, Filled, PlanForm
from facilitator.words import Words

# After how long the rest of the screen follows what is typed, in seconds.
_SOON = 0.05


class PlannerScreen(PlannerFit):
    """Prepares an agenda. Nothing is written before it is saved; leaving with something unsaved is asked about once."""

    _soon: Timer | None = None

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

    @on(Click, "#form")
    async def _clicked(self) -> None:
        if not self.query_one(PlanForm).filling:
            await self.fill_in()

    @on(Filled)
    async def _filled(self, event: Filled) -> None:
        """Take over what was typed or chosen."""
        at, field, draft, words = event.identity[0], event.field, self.draft, self.words
        if not isinstance(at, int) or at >= len(draft.steps):
            return
        self._say("")
        if at >= 0:
            step = draft.steps[at]
            if field.how == "choice":
                values = self._chosen(field, event.value, at)
            else:
                values = form.typed(field, event.value, step, self.language)
            change = Change(self._field(field.label, at), at, at, field.key)
            self.history.take(draft.change(at, values), (at, field.key), change)
        elif field.key != whole.LENGTH:
            change = Change(words(field.label), field=field.key)
            self.history.take(whole.filled(field, event.value, draft, self.language), field.key, change)
        if field.how == "choice":
            await self.show()
        elif self._soon is None:
            # Letters that are typed fast wait for nothing but each other.
            self._soon = self.set_timer(_SOON, self._shown_soon)

    async def _shown_soon(self) -> None:
        self._soon = None
        await self.show()

    def _chosen(self, field: form.Field, value: Any, at: int) -> dict[str, Any]:
        """Return what changes by a choice. A list of its own waits, so that another choice does not lose it."""
        step, name = self.draft.steps[at], f"{self.draft.steps[at].get('id')}"
        values = form.chose(field, value, step, Words(self.language), self._aside.get(name, {}))
        lists = {key: step[key] for key in values if isinstance(step.get(key), list)}
        self._aside[name] = {**self._aside.get(name, {}), **lists}
        if field.key == "for_each" and value == form.OWN and "for_each" not in self._aside[name]:
            self.query_one(PlanForm).replace_next("parts")
        return values

    @on(Done)
    async def _done(self) -> None:
        """Go on to the next field."""
        await self.action_row(1)

    async def action_field(self, by: int) -> bool:
        """Go to the next field, or the one before; returns whether there was one.

        The length of the whole is taken over first.
        """
        plan_form = self.query_one(PlanForm)
        if plan_form.here is not None and plan_form.here.key == whole.LENGTH:
            await self._stretch(plan_form.text_here())
        return plan_form.move(by)

    async def action_row(self, by: int) -> None:
        """Go to the next field, or the one before; at both ends of the form are the steps."""
        if not self.query_one(PlanForm).filling:
            await self.fill_in()
        elif not await self.action_field(by):
            await self._read_only()

    async def action_go_on(self) -> None:
        """Go to the next field before another key is read, so that what is typed fast comes where it belongs.

        Raises:
            SkipAction: what stands in the field decides what Enter does there.
        """
        plan_form = self.query_one(PlanForm)
        if plan_form.here is None or plan_form.at_end or not _only_goes_on(plan_form.here):
            raise SkipAction
        await self.action_row(1)

    @on(DescendantFocus, "#steps")
    async def _at_steps(self) -> None:
        """Only read the form while the keyboard is in the steps."""
        if self.query_one(PlanForm).filling:
            await self._read_only()

    def action_add(self) -> None:
        """Ask what to add, and put it after the step at hand."""
        from facilitator.screens.add_step import AddStepScreen, place_after

        def added(recipe: Recipe | None) -> None:
            if recipe is not None:
                # When the list has closed, and the steps have the keyboard back.
                self.call_later(self._added, recipe)

        where = self.words("It comes first.")
        if self.at >= 0:
            where = place_after(self.at + 1, plain(self.draft.steps[self.at].get("title"), self.language), self.words)
        self.app.push_screen(AddStepScreen(self.words, where), added)

    async def _added(self, recipe: Recipe) -> None:
        draft = self.draft.add(self.at + 1, recipe)
        at = min(self.at + 1, len(draft.steps) - 1)
        if draft == self.draft:
            self._say(self.words("There cannot be more than {most} steps.", most=MOST_STEPS), wrong=True)
            await self.show()
            return
        await self._take(draft, at, self.words("add {step}", step=self._called(draft, at)))
        await self.fill_in(anew=True)

    async def action_carry(self, by: int) -> None:
        """Move the step."""
        if self.at >= 0 and 0 <= self.at + by < len(self.draft.steps):
            moved = self.words("move {step}", step=self._called(self.draft, self.at))
            await self._take(self.draft.move(self.at, self.at + by), self.at + by, moved)

    async def action_duplicate(self) -> None:
        """Copy the step."""
        if self.at >= 0:
            copied = self.words("copy {step}", step=self._called(self.draft, self.at))
            await self._take(self.draft.copy(self.at), self.at + 1, copied)

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
        deleted = self.words("delete {step}", step=self._called(self.draft, self.at))
        await self._take(self.draft.delete(self.at), self.at, deleted)

    async def action_pin(self) -> None:
        """Hold the step to the time it begins at, or let it follow on."""
        if self.at >= 0:
            held = read_time(self.draft.steps[self.at].get("pin"))
            pin = None if held else f"{self.day.slots[self.at].start:%H:%M}"
            named = self._field("held to the clock", self.at)
            await self._take(self.draft.change(self.at, {"pin": pin}), self.at, named)

    async def action_undo(self) -> None:
        """Undo the last change."""
        there = self.history.undo()
        change = self.history.went_over
        await self._went(there, self.words("Undone: {change}", change=change.name), change.before, change.field)

    async def action_redo(self) -> None:
        """Do again what was undone."""
        there = self.history.redo()
        change = self.history.went_over
        await self._went(there, self.words("Done again: {change}", change=change.name), change.after, change.field)

    def action_amiss(self) -> None:
        """Show all that is amiss and all advice, also what has been seen, and go to one of its steps."""
        from facilitator.screens.amiss import AmissScreen

        def chosen(number: int | None) -> None:
            self.call_later(self.show) if number is None else self.call_later(self._go_to, number - 1)

        told = self.all_told()
        if told:
            self.app.push_screen(AmissScreen(told, self.seen, self.words), chosen)
        else:
            self._say(self.words("Nothing is amiss."))
            self.call_later(self.show)

    async def _go_to(self, at: int) -> None:
        self.at = at
        self._say("")
        await self.show(anew=True)

    def action_help(self) -> None:
        """Show what can be pressed here."""
        from facilitator.screens.help import HelpScreen

        self.app.push_screen(HelpScreen("form" if self.query_one(PlanForm).filling else "planner", self.words, None))

    async def _went(self, there: bool, told: str, at: int, field: str) -> None:
        """Show what was undone or done again, where it was: its step, and its field where the form is filled in."""
        self._say(told if there else self.words("There is nothing more to undo or to do again."))
        if there:
            self.at = min(at, len(self.draft.steps) - 1)
        await self.show(anew=True)
        plan_form = self.query_one(PlanForm)
        if there and plan_form.filling:
            if field:
                plan_form.go_to(field)
            else:
                await self._read_only()

    def _field(self, label: str, at: int) -> str:
        return self.words("{field} of step {number}", field=self.words(label), number=at + 1)

    def _called(self, draft: Draft, at: int) -> str:
        return shorten(clean(plain(draft.steps[at].get("title"), self.language)) or "–", 30)

    def _built_on(self, built: Sequence[int]) -> str:
        words = self.words
        names = words.listed([str(at + 1) for at in built])
        return words.n(
            "Step {steps} builds on this one. Del again takes it away.",
            "Steps {steps} build on this one. Del again takes it away.",
            len(built),
            steps=names,
        )


def _only_goes_on(field: form.Field) -> bool:
    """Tell whether Enter goes on from a field, whatever stands in it."""
    return field.how != "list" and field.key != whole.LENGTH
