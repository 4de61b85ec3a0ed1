"""Lines from a file or a pipe, read as the entry line reads them: for replays, for paper typed in later, for tests."""


from msgspec import Struct

from facilitator.agenda.model import Act, Choice, Merge, Step, Talk, unit_of
from facilitator.desk import Desk
from facilitator.entry.address import first_target
from facilitator.session.record import EventError
from facilitator.steps.line import NEXT_SLIP, Intent, Reading, Target, short
from facilitator.text import clean


class Outcome(Struct, frozen=True):
    """What became of a line: what it recorded, or would record, in words; or the problem. A comment is neither."""

    said: str = ""
    problem: str = ""
    is_recorded: bool = False


class Recorder:
    """Takes one line after another into an open session.

    `@step-id` moves to a step (by its number too), and starts it where the room has not been there yet. `# ` begins a
    comment. A line without an address is for whom the last one in that step was for.

    Args:
        desk: The open session.
        asks: Record a line that would replace something only when it comes twice.
    """

    def __init__(self, desk: Desk, asks: bool = False) -> None:
        self._desk = desk
        self._asks, self._asked = asks, ""
        state = desk.state
        self._step: Step = desk.agenda.step(state.current) if state.current else desk.agenda.steps[0]
        self._last: dict[str, Target] = {}

    @property
    def step(self) -> Step:
        """The step that lines are for, as the agenda has it now; where it is gone, the one the room is in."""
        agenda = self._desk.agenda
        self._step = agenda.named(self._step.id) or agenda.step(self._desk.state.current or agenda.steps[0].id)
        return self._step

    def take(self, line: str) -> Outcome:
        """Record one line.

        Raises:
            FacilitatorError: the disk refused; a line that cannot be read is an outcome, no error.
        """
        plain = clean(line.replace("\t", "|"))
        if not plain or plain == "#" or plain.startswith("# "):
            return Outcome()
        if plain.startswith("@"):
            return self._move(plain[1:].strip())
        chip = self._last.get(self.step.id)
        # A command for another step must say for whom, or be for whom the last line here was for.
        default = Target("room") if plain.startswith("/") else self._default()
        reading = self._desk.read(self._step, chip or default, plain)
        if reading.problem:
            return Outcome(problem=self._located(reading, plain))
        if chip is None and self._needs_address(reading):
            who = next((group.number for group in self._desk.state.active_groups), "*")
            return Outcome(problem=self._desk.words("Nobody is named; begin with a table's number, as {example}.",
                                                    example=f"{who}: {plain[:40]}"))  # fmt: skip
        if reading.intent is not None:
            return self._travel(reading.intent)
        if self._asks and reading.replaces and plain != self._asked:
            self._asked = plain
            return Outcome(said=f"{told(reading)} " + self._desk.words("The same line again does it."))
        self._asked = ""
        if reading.events:
            try:
                self._desk.record(reading.events)
            except EventError as error:
                return Outcome(problem=str(error))
            self._remember(reading)
        unseen = reading.quiet and not reading.replaces
        said = self._desk.words("Recorded.") if unseen else told(reading)
        return Outcome(said=said, is_recorded=bool(reading.events))

    def _move(self, step_id: str) -> Outcome:
        found = self._desk.agenda.named(step_id)
        if found is None:
            return Outcome(problem=self._desk.words("There is no step with the id {id}.", id=step_id))
        self._step = found
        return self._begin()

    def _begin(self) -> Outcome:
        """Start the step moved to, where the room has not been there and is not further on."""
        desk, state = self._desk, self._desk.state
        at = desk.agenda.position(self._step.id)
        before = desk.agenda.position(state.current) if state.current else -1
        title = self._step.title.of(desk.words.language)
        if state.status(self._step.id) == "not started" and at > before:
            reading = desk.start(self._step)
            desk.record(reading.events)
            return Outcome(said=reading.says)
        return Outcome(said=desk.words("Looks at: {title}", title=title))

    def _travel(self, intent: Intent) -> Outcome:
        desk, steps = self._desk, self._desk.agenda.steps
        match intent.verb:
            case "undo" | "redo":
                done = desk.undo() if intent.verb == "undo" else desk.redo()
                words = desk.words
                if not done:
                    return Outcome(problem=words("There is nothing to undo or redo."))
                return Outcome(said=words("Undone.") if intent.verb == "undo" else words("Done again."))
            case "go":
                self._step = desk.agenda.step(intent.argument)
            case "next" | "back":
                at = desk.agenda.position(self._step.id) + (1 if intent.verb == "next" else -1)
                self._step = steps[min(max(at, 0), len(steps) - 1)]
            case "import":
                return Outcome(problem=desk.words("A file is read with the import command."))
            case _:
                return Outcome(problem=desk.words("A summary is written with the export command."))
        return Outcome(said=desk.words("Looks at: {title}", title=self._step.title.of(desk.words.language)))

    def _default(self) -> Target:
        return first_target(self._desk.book, self._step)

    def _needs_address(self, reading: Reading) -> bool:
        """Tell whether a line must say who: not in talk, merge, act, nor where slips or the facilitator answer."""
        if reading.target is None or reading.target.named or not reading.events:
            return False
        if isinstance(self._step, Talk | Merge | Act) or unit_of(self._step) == "facilitator":
            return False
        return self._default().voter != NEXT_SLIP

    def _remember(self, reading: Reading) -> None:
        target = reading.target
        if target is None or isinstance(self._step, Talk | Merge | Act):
            return
        voter = NEXT_SLIP if target.voter.startswith(NEXT_SLIP) else target.voter
        part = 0 if isinstance(self._step, Choice) else target.part
        self._last[self._step.id] = Target(voter, part)

    def _located(self, reading: Reading, line: str) -> str:
        where = line[reading.start : reading.end]
        return reading.problem if not where or where == line else f"{reading.problem} ({short(where.strip())})"


def told(reading: Reading) -> str:
    """Return a reading as one line."""
    return " ".join(part for part in (reading.says, *reading.details, *reading.warnings) if part)

