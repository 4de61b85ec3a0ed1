"""The `/` commands, with their words in both languages. Both are always read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from facilitator.agenda.model import Act, Merge, Step
from facilitator.entry import course, editing, people
from facilitator.session.events import Hidden, Revealed, TimeAdded
from facilitator.steps import act, merge
from facilitator.steps.line import Call, Intent, LineError, Piece, Reading, number
from facilitator.steps.talk import noted


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its verb, its words per language, what comes after it, and what it does (an English message)."""

    verb: str
    sv: str
    en: str
    form: str
    does: str

    def name(self, language: str) -> str:
        """Return its word in a language."""
        return self.sv if language == "sv" else self.en


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


COMMANDS: tuple[Command, ...] = (
    Command("start", "starta", "start", "", _("start the step you look at")),
    Command("next", "nästa", "next", "", _("look at the next step; after the last, end the session")),
    Command("back", "tillbaka", "back", "", _("look at the step before")),
    Command("go", "gå", "go", "7", _("look at a step")),
    Command("in", "i", "in", "4 7: …", _("record into another step, staying here")),
    Command("fix", "rätta", "fix", "14 = …", _("correct an answer, a note or an action")),
    Command("withdraw", "återta", "withdraw", "14", _("withdraw an answer, or a ballot: 3:")),
    Command("move", "flytta", "move", "14-18 = 4", _("move answers, or a ballot, to another table")),
    Command("keep", "behåll", "keep", "1 2 5 = …", _("mark what goes on, with a reason")),
    Command("split", "dela", "split", "7", _("take an item out of its join")),
    Command("done", "klar", "done", "3", _("an action is done")),
    Command("drop", "släpp", "drop", "3", _("an action is dropped")),
    Command("park", "parkera", "park", "…", _("park a question for later")),
    Command("quote", "citat", "quote", "…", _("keep a quote")),
    Command("decide", "beslut", "decide", "…", _("keep a decision")),
    Command("note", "notera", "note", "…", _("keep a note of the step")),
    Command("groups", "grupper", "groups", "9", _("how many tables there are")),
    Command("group", "grupp", "group", "3 = Norra", _("name a table; 4 people 5; 4 left")),
    Command("people", "personer", "people", "41", _("how many people are here")),
    Command("time", "tid", "time", "+5", _("give the running step more minutes, or fewer")),
    Command("reveal", "visa", "reveal", "", _("show a hidden step")),
    Command("hide", "dölj", "hide", "", _("hide a step again")),
    Command("undo", "ångra", "undo", "", _("undo the last thing done")),
    Command("redo", "gör-om", "redo", "", _("do again what was undone")),
    Command("export", "exportera", "export", "html", _("write the summary")),
)

_BY_WORD = {word: command for command in COMMANDS for word in (command.sv, command.en)}
_LINE = re.compile(r"/(?P<word>[^\s/:]+)(?P<rest>.*)")


def find(line: str) -> tuple[Command | None, str, str, int]:
    """Split a line that begins with `/`: its command or None, the word, what comes after, and where that begins."""
    match = _LINE.match(line)
    if match is None:
        return None, line[1:], "", len(line)
    return _BY_WORD.get(match["word"].casefold()), match["word"], match["rest"], match.start("rest")


def is_elsewhere(line: str) -> bool:
    """Tell whether a line is for another step, so that what follows in it is a line of its own."""
    command = find(line.strip())[0] if line.strip().startswith("/") else None
    return command is not None and command.verb == "in"


def read(call: Call, step: Step, command: Command) -> Reading:
    """Read a command; `call.content` is what comes after its word.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    if command.verb in ("undo", "redo", "next", "back", "go", "export"):
        return _travel(call, command)
    return _READERS[command.verb](call, step)


def _travel(call: Call, command: Command) -> Reading:
    book, state = call.book, call.book.state
    argument = call.content.strip()
    if command.verb == "next" and state.current == call.step_id == state.agenda.steps[-1].id:
        return course.leave_last(book)
    if command.verb == "go":
        steps = state.agenda.steps
        found = [step for at, step in enumerate(steps, 1) if argument in (str(at), step.id)]
        if not found:
            raise LineError(book.words("There are steps 1 to {last}.", last=len(steps)), call.offset)
        title = found[0].title.of(book.language)
        return Reading(says=book.words("Looks at: {title}", title=title), intent=Intent("go", found[0].id))
    return Reading(says=book.words(command.does), intent=Intent(command.verb, argument))


def _start(call: Call, step: Step) -> Reading:
    reading = course.start(call.book, step)
    if reading.problem:
        raise LineError(reading.problem)
    return reading


def _split(call: Call, step: Step) -> Reading:
    if not isinstance(step, Merge):
        raise LineError(call.book.words("Items are joined and split in a merge step."))
    return merge.split(call, step)


def _mark(done: bool) -> Callable[[Call, Step], Reading]:
    def read_mark(call: Call, step: Step) -> Reading:
        if not isinstance(step, Act):
            raise LineError(call.book.words("Actions are marked in an action step."))
        return act.marked(call, step, done)

    return read_mark


def _note(form: str) -> Callable[[Call, Step], Reading]:
    def read_note(call: Call, step: Step) -> Reading:
        addressed = people.note_address(call, step)
        inner = Call(call.book, addressed.target, addressed.content, addressed.offset, step.id)
        said_by = addressed.target.voter if addressed.target.named else None
        return noted(inner, step.id, form, said_by)  # type: ignore[arg-type]

    return read_note


def _time(call: Call, step: Step) -> Reading:
    words = call.book.words
    text = call.content.strip().replace("−", "-")
    sign = -1 if text.startswith("-") else 1
    minutes = sign * number(Piece(text.lstrip("+-"), call.offset, call.offset + len(call.content)), call)
    running = call.book.state.current or step.id
    if abs(minutes) > 600:
        raise LineError(words("At most {most} minutes at a time.", most=600), call.offset)
    title = call.book.state.agenda.step(running).title.of(call.book.language)
    says = words("{minutes} minutes for {title}.", minutes=words.signed(minutes), title=title)
    return Reading((TimeAdded(step=running, minutes=minutes),), says)


def _reveal(call: Call, step: Step) -> Reading:
    return Reading((Revealed(step=step.id),), call.book.words("Shows what was hidden."))


def _hide(call: Call, step: Step) -> Reading:
    return Reading((Hidden(step=step.id),), call.book.words("Hides the figures again."))


_READERS: dict[str, Callable[[Call, Step], Reading]] = {
    "start": _start,
    "fix": editing.fix,
    "withdraw": editing.withdraw,
    "move": editing.move,
    "keep": editing.keep,
    "split": _split,
    "done": _mark(True),
    "drop": _mark(False),
    "park": _note("park"),
    "quote": _note("quote"),
    "decide": _note("decide"),
    "note": _note("note"),
    "groups": people.groups,
    "group": people.group,
    "people": people.people,
    "time": _time,
    "reveal": _reveal,
    "hide": _hide,
}
