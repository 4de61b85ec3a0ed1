"""What the `/` commands do."""

from collections.abc import Callable

from facilitator.agenda.model import Act, Collect, Merge, Step
from facilitator.agenda.model import Choice as ChoiceStep
from facilitator.entry import ask, course, editing, own_words, people, reshape
from facilitator.entry.vocabulary import Command, typed
from facilitator.session.events import ClockGoesOn, ClockStopped, Hidden, Revealed, TimeAdded
from facilitator.steps import act, merge
from facilitator.steps.common import is_hidden
from facilitator.steps.line import Call, Intent, LineError, Piece, Reading, number
from facilitator.steps.talk import noted


def read(call: Call, step: Step, command: Command) -> Reading:
    """Read a command; `call.content` is what comes after its word.

    Raises:
        LineError: it cannot be read, with why and where.
    """
    if command.verb in ("undo", "redo", "next", "back", "go", "export", "import", "plan", "read", "blank"):
        return _travel(call, command)
    return _READERS[command.verb](call, step)


def _travel(call: Call, command: Command) -> Reading:
    book, state = call.book, call.book.state
    argument = call.content.strip()
    if command.verb == "next" and state.current == call.step_id == state.last.id:
        return course.leave_last(book)
    if command.verb == "go":
        found = course.step_named(call.book, argument, call.offset)
        title = found.title.of(book.language)
        return Reading(says=book.words("Looks at: {title}", title=title), intent=Intent("go", found.id))
    return Reading(says=book.words(command.does), intent=Intent(command.verb, argument))


def _start(call: Call, step: Step) -> Reading:
    reading = course.start(call.book, step)
    if reading.problem:
        raise LineError(reading.problem)
    return reading


def _split(call: Call, step: Step) -> Reading:
    if isinstance(step, Collect):
        return editing.stand_alone(call, step)
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
    about, typed_minutes = reshape.time_of(call, step)
    if not typed_minutes:
        plan = typed("plan", "", call.book.language)
        raise LineError(words("Write how many minutes more, or fewer: +5. {plan} shows how the day stands.", plan=plan),
                        call.offset, is_begun=True)  # fmt: skip
    text = typed_minutes.replace("−", "-")
    sign = -1 if text.startswith("-") else 1
    minutes = sign * number(Piece(text.lstrip("+-"), call.offset, call.offset + len(call.content)), call)
    if abs(minutes) > 600:
        raise LineError(words("At most {most} minutes at a time.", most=600), call.offset)
    title = about.title.of(call.book.language)
    says = words("{minutes} minutes for {title}.", minutes=words.signed(minutes), title=title)
    if (end := call.book.state.agenda.end) is not None:
        says += " " + words("The day has to end at {time}.", time=f"{end:%H:%M}")
    return Reading((TimeAdded(step=about.id, minutes=minutes),), says)


def _pause(call: Call, step: Step) -> Reading:
    words, current = call.book.words, call.book.state.current
    if current is None:
        raise LineError(words("No step is running."))
    if call.book.state.step(current).paused_at is None:
        return Reading((ClockStopped(step=current),), words("The clock stands still."))
    return Reading((ClockGoesOn(step=current),), words("The clock goes on."))


def _reveal(call: Call, step: Step) -> Reading:
    if not is_hidden(call.book, step):
        raise LineError(call.book.words("Nothing is hidden here."), call.offset)
    return Reading((Revealed(step=step.id),), call.book.words("Shows what was hidden."))


def _hide(call: Call, step: Step) -> Reading:
    words = call.book.words
    if not isinstance(step, ChoiceStep):
        raise LineError(words("Only votes, rankings and grades can be hidden; {example} lets the room see nothing.",
                              example=typed("blank", "", call.book.language)), call.offset)  # fmt: skip
    if is_hidden(call.book, step):
        raise LineError(words("The figures are hidden already."), call.offset)
    return Reading((Hidden(step=step.id),), words("Hides the figures until they are shown."))


_READERS: dict[str, Callable[[Call, Step], Reading]] = {
    "start": _start,
    "ask": ask.ask,
    "skip": reshape.skip,
    "include": reshape.include,
    "put": reshape.put,
    "change": reshape.change,
    "remove": reshape.remove,
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
    "pause": _pause,
    "reveal": _reveal,
    "hide": _hide,
    "finding": own_words.finding,
    "place": own_words.telling("place"),
    "invited": own_words.telling("invited"),
    "came": own_words.telling("came"),
    "closing": own_words.telling("closing"),
}
