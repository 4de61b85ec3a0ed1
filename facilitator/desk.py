"""The desk: a session's file, log and live session wired together. Screens and commands work through it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from facilitator.agenda.document import document_of
from facilitator.agenda.model import Act, Agenda, Collect, Step
from facilitator.errors import FacilitatorError
from facilitator.languages import languages
from facilitator.session.events import (
    ActionRecorded,
    AnswerRecorded,
    Event,
    GroupAdded,
    Opened,
    PeopleCounted,
    Redone,
    Started,
    Undone,
)
from facilitator.session.live import Session, Surroundings, opening, real_surroundings
from facilitator.session.state import State
from facilitator.steps.book import Book
from facilitator.steps.kinds import open_book
from facilitator.steps.line import Reading, Target
from facilitator.steps.when import read_day
from facilitator.storage.folder import Folder
from facilitator.storage.view import SessionView
from facilitator.tally import document
from facilitator.text import clean, key
from facilitator.words import Words

if TYPE_CHECKING:
    from facilitator.storage.session_log import SessionLog


class NewSession(Struct, frozen=True):
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
        read_only: Open for reading, also while another window writes: nothing on disk is created or changed.

    Raises:
        LockedError: another window writes to the session; since when. It can be opened for reading.
        FacilitatorError: the file cannot be read, or holds no session.
    """

    def __init__(
        self, path: Path, words: Words, surroundings: Surroundings | None = None, read_only: bool = False
    ) -> None:
        self.path = path
        self.words = words
        self._stored: SessionLog | SessionView = SessionView(path, words) if read_only else _log().open(path, words)
        try:
            self.session = Session(self._stored, words, surroundings)
        except BaseException as error:
            # Whoever cannot use the session must not keep others out.
            if not isinstance(self._stored, SessionView):
                self._stored.take_back()
            if isinstance(error, FacilitatorError):
                raise FacilitatorError(f"{clean(path.name)}: {error}") from error
            raise
        self._book: Book | None = None
        self.session.subscribe(self._turn_page)

    @property
    def read_only(self) -> bool:
        """Whether the session is open for reading only."""
        return isinstance(self._stored, SessionView)

    @property
    def notices(self) -> tuple[str, ...]:
        """What should be known about the file since it was opened, as sentences: what a crash left, who changed it."""
        unknown = self.state.unread
        passed_over = self.words("{count} entries were written by a newer version and are not shown.", count=unknown)
        return (*self._stored.notices, *([passed_over] if unknown else []))

    @property
    def failed(self) -> str:
        """Why nothing more can be recorded in this file, empty while it can; `move_to` goes on in another."""
        return "" if isinstance(self._stored, SessionView) else self._stored.failed

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
        from facilitator.entry.read import read_line

        reading = read_line(self.book, step, chip, line)
        starts = any(isinstance(event, Started) for event in reading.events)
        return self._with_carried(step, reading) if starts else reading

    def start(self, step: Step) -> Reading:
        """Return what starting a step would record, what is carried over from the series included."""
        from facilitator.entry.course import start

        return self._with_carried(step, start(self.book, step))

    def record(self, events: Sequence[Event], rows: Sequence[str] = ()) -> None:
        """Record events as one command; when this returns they are on disk.

        Args:
            events: The events.
            rows: The row of a file that each event came from; none where they were typed.

        Raises:
            FacilitatorError: nothing was recorded, and why.
        """
        self.session.do(events, rows)

    async def record_async(self, events: Sequence[Event], rows: Sequence[str] = ()) -> None:
        """Like `record`, but let the event loop run while the disk works.

        The state changes when the events are on disk, in the event loop's thread. Read the next line after that.

        Raises:
            FacilitatorError: nothing was recorded, and why.
        """
        await self.session.do_async(events, rows)

    def undo(self) -> list[Event]:
        """Undo the last command and return what it had recorded."""
        return [record.event for record in self.session.undo() if record.event is not None]

    def redo(self) -> list[Event]:
        """Do again what was undone last and return what it records."""
        return [record.event for record in self.session.redo() if record.event is not None]

    async def undo_async(self) -> list[Event]:
        """Like `undo`, but let the event loop run while the disk works."""
        return await self._turned(self.session.undoing())

    async def redo_async(self) -> list[Event]:
        """Like `redo`, but let the event loop run while the disk works."""
        return await self._turned(self.session.redoing())

    def documents(self) -> Sequence[Mapping[str, Any]]:
        """Return the events of the session as they lie in its file."""
        return list(self._stored.read())

    def refresh(self) -> bool:
        """Read what another window has recorded since, where this one only reads; return whether there was anything.

        Raises:
            FacilitatorError: the session can be read no more.
        """
        if not isinstance(self._stored, SessionView) or not self._stored.refresh():
            return False
        self.session.reload()
        return True

    def save_copy(self, path: Path) -> None:
        """Save all that was recorded as a new session file, also when this one can be written no more.

        Raises:
            FacilitatorError: there is such a file already, or it could not be saved.
        """
        if not isinstance(self._stored, SessionView):
            self._stored.save_copy(path)

    def move_to(self, path: Path) -> None:
        """Save all that was recorded as a new session file and go on in that; the old one is left as it is.

        Raises:
            FacilitatorError: there is such a file already, or it could not be saved; the session is where it was.
        """
        self.save_copy(path)
        self.go_on_in(path)

    def go_on_in(self, path: Path) -> None:
        """Go on in a copy that `save_copy` made; the old file is left as it is.

        Raises:
            FacilitatorError: the copy cannot be opened; the session is where it was.
        """
        if isinstance(self._stored, SessionView):
            return
        old, self._stored = self._stored, _log().open(path, self.words)
        self.path = path
        old.release()
        self.session.reload(self._stored)

    def close(self) -> None:
        """Put the tallies beside the log for those who read the file without this program, and let go of it.

        Raises:
            FacilitatorError: the tallies could not be written; every event is safe on disk all the same.
        """
        if isinstance(self._stored, SessionView):
            return
        try:
            self._stored.close(current_tallies(open_book(self.state, Words(self.state.language))))
        finally:
            self._stored.close()

    async def _turned(self, event: Undone | Redone | None) -> list[Event]:
        if event is None:
            return []
        await self.session.do_async([event])
        return [record.event for record in self.session.command(event.target) if record.event is not None]

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
            known = {key(action.fields.get("what", "")) for action in self.book.happened(step).actions.values()}
            still_open = [action for action in happened.actions.values()
                          if action.status == "open" and key(action.fields.get("what", "")) not in known]  # fmt: skip
            return [
                ActionRecorded(step=step.id, item=item, fields=dated(action.fields, earlier.date))
                for item, action in enumerate(still_open, self.book.happened(step).highest + 1)
            ]
        said = {key(answer.text) for answer in self.book.happened(step).standing}
        texts = list({answer.text: answer for answer in happened.standing if key(answer.text) not in said}.values())
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
    folder: Folder,
    agenda: Agenda,
    new: NewSession,
    words: Words,
    surroundings: Surroundings | None = None,
    carried: Sequence[Event] = (),
) -> Path:
    """Make a session's file from an agenda and return where it is.

    Args:
        folder: Where sessions lie.
        agenda: What will be asked.
        new: Name, groups, people, series and language.
        words: The interface's words.
        surroundings: Clock and ids; the machine's own where None.
        carried: What comes along from an earlier session.

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
        language=language if language in languages() else "en",
        agenda=document_of(agenda),
        series=new.series,
        note=new.note,
    )
    groups: list[Event] = [GroupAdded(number=number) for number in range(1, new.groups + 1)]
    if new.people is not None:
        groups.append(PeopleCounted(people=new.people))
    path = folder.new_path(name, new.series or None, date.fromisoformat(opened.date))
    _log().create(path, opening(opened, groups, surroundings, carried), words).close()
    return path


def opened_book(path: Path, words: Words) -> Book:
    """Return a session as it stands, opened for reading; of its file nothing is kept.

    Args:
        path: The session's file.
        words: The language it is read in.

    Raises:
        FacilitatorError: the file cannot be read, or holds no session.
    """
    stored = SessionView(path, words)
    try:
        return open_book(Session(stored, words).state, words)
    except FacilitatorError as error:
        raise FacilitatorError(f"{clean(path.name)}: {error}") from error


def copied(desk: Desk, folder: Folder, words: Words) -> Path:
    """Copy a session as it stands into another folder and return where it is.

    Args:
        desk: The session, maybe open for reading only.
        folder: Where the copy will lie.
        words: The interface's words.

    Raises:
        FacilitatorError: the copy cannot be written.
    """
    path = folder.path / desk.path.name
    _log().create(path, desk.documents(), words).close()
    return path


def _log() -> type["SessionLog"]:
    """Return what writes a session; whoever only reads does without it, as without what reads the entry line."""
    from facilitator.storage.session_log import SessionLog

    return SessionLog


def dated(fields: dict[str, str], day: str) -> dict[str, str]:
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
