"""The desk: a session's file, log and live session wired together. Screens and commands work through it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from facilitator.agenda.model import Act, Agenda, Collect, Step
from facilitator.entry.course import start
from facilitator.entry.read import read_line
from facilitator.errors import FacilitatorError
from facilitator.session.events import ActionRecorded, AnswerRecorded, Event, GroupAdded, Opened, PeopleCounted, Started
from facilitator.session.live import Session, Surroundings, opening, real_surroundings
from facilitator.session.log import Log, MemoryLog
from facilitator.session.state import State
from facilitator.steps.book import Book
from facilitator.steps.kinds import open_book
from facilitator.steps.line import Reading, Target
from facilitator.steps.when import read_day
from facilitator.storage.folder import Folder
from facilitator.storage.tinydb_log import SessionLog
from facilitator.tally import document
from facilitator.text import clean
from facilitator.words import Words


@dataclass(frozen=True, slots=True)
class NewSession:
    """What a new session is given besides its agenda. `people` is None where nobody counted yet."""

    name: str = ""
    groups: int = 0
    people: int | None = None
    series: str = ""
    language: str = ""
    note: str = ""


class Desk:
    """An open session.

    Args:
        path: The session's file.
        words: The interface's words.
        surroundings: Clock and ids; the machine's own where None.
        read_only: Open for reading: nothing on disk is created or changed.

    Raises:
        FacilitatorError: the file cannot be read, or holds no session.
    """

    def __init__(
        self, path: Path, words: Words, surroundings: Surroundings | None = None, read_only: bool = False
    ) -> None:
        self.path = path
        self.words = words
        self._stored = SessionLog.open(path, words)
        log: Log = self._stored
        if read_only:
            log = MemoryLog(self._stored.read())
            self._stored.close()
        self.read_only = read_only
        try:
            self.session = Session(log, words, surroundings)
        except FacilitatorError as error:
            self._stored.close()
            raise FacilitatorError(f"{clean(path.name)}: {error}") from error
        self._book: Book | None = None
        self.session.subscribe(self._turn_page)

    @property
    def state(self) -> State:
        """Where the session stands."""
        return self.session.state

    @property
    def agenda(self) -> Agenda:
        """The session's agenda."""
        return self.state.agenda

    @property
    def book(self) -> Book:
        """The session opened for reading as it stands now; tallies are counted once between two changes."""
        if self._book is None:
            self._book = open_book(self.state, self.words)
        return self._book

    def speak(self, words: Words) -> None:
        """Change the interface's language."""
        self.words = words
        self._turn_page()

    def read(self, step: Step, chip: Target, line: str) -> Reading:
        """Return what a line means for a step; it records nothing."""
        reading = read_line(self.book, step, chip, line)
        starts = any(isinstance(event, Started) for event in reading.events)
        return self._with_carried(step, reading) if starts else reading

    def start(self, step: Step) -> Reading:
        """Return what starting a step would record, what is carried over from the series included."""
        return self._with_carried(step, start(self.book, step))

    def record(self, events: Sequence[Event]) -> None:
        """Record events as one command; when this returns they are on disk.

        Raises:
            FacilitatorError: nothing was recorded, and why.
        """
        if self.read_only:
            raise FacilitatorError(self.words("This session is open for reading only."))
        self.session.do(events)

    def undo(self) -> list[Event]:
        """Undo the last command and return what it had recorded."""
        return [record.event for record in self.session.undo() if record.event is not None]

    def redo(self) -> list[Event]:
        """Do again what was undone last and return what it records."""
        return [record.event for record in self.session.redo() if record.event is not None]

    def close(self) -> None:
        """Put the tallies beside the log for those who read the file without this program, and let go of it.

        Raises:
            FacilitatorError: the tallies could not be written; every event is safe on disk all the same.
        """
        if self.read_only:
            return
        try:
            self._stored.close(current_tallies(open_book(self.state, Words(self.state.language))))
        except FacilitatorError:
            self._stored.close()
            raise

    def _turn_page(self) -> None:
        self._book = None

    def _with_carried(self, step: Step, reading: Reading) -> Reading:
        """Add what is carried over to what starts a step, the first time it starts."""
        if reading.problem or self.book.happened(step).started is not None:
            return reading
        return reading.but(events=(*reading.events, *self._carried(step)))

    def _carried(self, step: Step) -> list[Event]:
        """Return the open actions, or the answers, of the same step in the last session of the series."""
        if not isinstance(step, Act | Collect) or not step.carry_over:
            return []
        earlier = self._session_before()
        if earlier is None:
            return []
        happened = earlier.steps.get(step.id)
        if happened is None:
            return []
        if isinstance(step, Act):
            still_open = [action for action in happened.actions.values() if action.status == "open"]
            return [
                ActionRecorded(step=step.id, item=item, fields=_dated(action.fields, earlier.date))
                for item, action in enumerate(still_open, self.book.happened(step).highest + 1)
            ]
        texts = list({answer.text: answer for answer in happened.standing}.values())
        return [
            AnswerRecorded(step=step.id, voter="room", item=item, text=answer.text, fields=answer.fields)
            for item, answer in enumerate(texts, self.book.happened(step).highest + 1)
        ]

    def _session_before(self) -> State | None:
        """Return the state of the session before this one in its series, by date and then by file."""
        if not self.state.series:
            return None
        found: list[tuple[str, str, State]] = []
        for path in self.path.parent.glob("*.json"):
            if path == self.path:
                continue
            with suppress(FacilitatorError):
                other = Desk(path, self.words, read_only=True).state
                if other.series == self.state.series and other.date <= self.state.date:
                    found.append((other.date, path.name, other))
        return max(found, key=lambda entry: entry[:2])[2] if found else None


def create(
    folder: Folder, agenda: Agenda, new: NewSession, words: Words, surroundings: Surroundings | None = None
) -> Path:
    """Make a session's file from an agenda and return where it is.

    Args:
        folder: Where sessions lie.
        agenda: What will be asked.
        new: Name, groups, people, series and language.
        words: The interface's words.
        surroundings: Clock and ids; the machine's own where None.

    Raises:
        FacilitatorError: the file cannot be written.
    """
    surroundings = surroundings or real_surroundings()
    language = new.language or agenda.language
    today = surroundings.now().date()
    name = new.name or agenda.title.of(language)
    opened = Opened(
        session=surroundings.new_id(),
        name=name,
        date=today.isoformat(),
        language="sv" if language == "sv" else "en",
        agenda=dict(agenda.document),
        series=new.series,
        note=new.note,
    )
    groups: list[Event] = [GroupAdded(number=number) for number in range(1, new.groups + 1)]
    if new.people is not None:
        groups.append(PeopleCounted(people=new.people))
    path = folder.new_path(name, new.series or None, date.fromisoformat(opened.date))
    SessionLog.create(path, opening(opened, groups, surroundings), words).close()
    return path


def _dated(fields: dict[str, str], day: str) -> dict[str, str]:
    """Return an action's fields with a readable date in full: "1/12" means another day in another session."""
    try:
        due = read_day(fields.get("when", ""), date.fromisoformat(day))
    except ValueError:
        due = None
    return fields if due is None else {**fields, "when": due.isoformat()}


def current_tallies(book: Book) -> dict[str, list[dict[str, Any]]]:
    """Return the tallies of a session as the file's derived table `current` holds them."""
    rows = [
        {"step": step.id, "title": step.title.of(book.language), "tally": document(book.tally(step))}
        for step in book.state.agenda.steps
        if step.kind != "talk"
    ]
    return {"tallies": rows}
