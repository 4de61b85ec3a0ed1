"""Leaving a session: what was begun and not recorded is asked about once."""

from facilitator.screens.begun import Begun
from facilitator.screens.dialogs import SessionDialogs
from facilitator.widgets.entry_line import EntryLine


class Leaving(SessionDialogs):
    """A screen with an entry line that may hold what nobody has saved.

    Attributes:
        armed: What a second press of the same key does, empty where that is nothing.
        begun: Text that was begun in other steps.
    """

    armed: str
    begun: Begun

    def next_waiting(self) -> None:
        """Put the next pasted line that waits on the line."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Clear the line; on an empty one go back to the library."""
        line = self.query_one(EntryLine)
        if line.text:
            line.text = ""
            self.next_waiting()
            return
        if self._unfinished("leave", self.desk.words("Esc again leaves without it.")):
            return
        if self.review or self.armed in ("leave", "library"):
            self.dismiss()
        else:
            self.armed = "library"
            self.say(self.desk.words("Esc again goes to the library.") if getattr(self.app, "scratch", "")
                     else self.desk.words("Esc again goes to the library; everything is saved."))  # fmt: skip

    def holds_back(self) -> bool:
        """Tell whether quitting should wait: text that was begun and not recorded is asked about once."""
        return self._unfinished("quit", self.desk.words("Ctrl+Q again quits without it."))

    def _unfinished(self, armed: str, again: str) -> bool:
        """Tell of text that leaving would drop, the first time; then what is asked for may be done."""
        number = self.desk.agenda.number(self.viewed.id)
        told = self.begun.told(number, self.query_one(EntryLine).text, self.desk.words)
        if self.review or not told or self.armed == armed:
            return False
        self.armed = armed
        self.say(f"{told} {again}", wrong=True)
        if not self.is_current:
            self.app.notify(f"{told} {again}", markup=False)
        return True
