"""Changing the agenda while the day goes on: the whole agenda over the session, and a new step on the line."""

from typing import TYPE_CHECKING

from facilitator.screens.dialogs import SessionDialogs
from facilitator.widgets.entry_line import EntryLine, LineInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.planning.new_step import Recipe
    from facilitator.screens.agenda import Chosen
    from facilitator.session.events import Event


class Reshaping(SessionDialogs):
    """A screen with an entry line, on which a step can be added or changed."""

    def action_agenda(self) -> None:
        """Show the whole agenda and the facilitator's own notes; what is to come can be changed there."""
        from facilitator.screens.agenda import AgendaScreen

        self.app.push_screen(AgendaScreen(self.desk, self.viewed, self._take_change, self.turn), self._chosen)

    def action_ask(self, after: str = "") -> None:
        """Choose what a new step does, and write the beginning of its line.

        Args:
            after: The id of the step it comes after; empty for the one the room is in.
        """
        from facilitator.entry import reshape
        from facilitator.screens.add_step import AddStepScreen, place_after

        if self._is_taken():
            return
        number = self.desk.agenda.number(after) if after else None

        def chosen(recipe: "Recipe | None") -> None:
            if recipe is not None:
                from facilitator.entry.ask import beginning

                self._write(*beginning(recipe, self.desk.words.language, number))

        book, words = self.desk.book, self.desk.words
        before = after or reshape.end_of_added(book, (reshape.present(book) or self.viewed).id)
        title = self.desk.agenda.step(before).title.of(words.language)
        where = place_after(self.desk.agenda.number(before), title, words)
        self.app.push_screen(AddStepScreen(words, where, "collect"), chosen)

    async def _take_change(self, events: "Sequence[Event]", says: str) -> None:
        await self.take(events, says=says)

    def _chosen(self, chosen: "Chosen | None") -> None:
        if chosen is None:
            return
        if chosen.after:
            self.action_ask(chosen.after)
        elif not chosen.line:
            self.show_step(chosen.step)
        elif not self._is_taken():
            self._write(chosen.line, chosen.behind)

    def _is_taken(self) -> bool:
        """Tell whether there is text on the line, which nothing else may be written over; it is said."""
        taken = bool(self.query_one(EntryLine).text.strip())
        if taken:
            self.say(self.desk.words("There is text on the line. Enter saves it, Esc clears it."), wrong=True)
        return taken

    def _write(self, text: str, behind: str = "") -> None:
        """Write on the line, with the cursor before what stands behind."""
        line = self.query_one(EntryLine)
        line.text = text
        # What is put in behind the cursor does not scroll the beginning of the line away.
        self.query_one(LineInput).value = text + behind
