"""Make the sample series from its recordings: the same bytes at every run.

    python -m scripts.make_samples [FOLDER]

Each `recordings/dialogforum-2010/forum-N.txt` becomes a finished session in FOLDER/dialogforum-2010 (FOLDER is
`sessions/` of the checkout where it is not given). A recording holds what the entry line takes. In it the comment
`# 2010-05-25 08:40`, or `# 09:54` later the same day, sets the clock; every line takes the time it takes to type it.
Run it again when the dialogforum template, a recording, the Swedish words or the version of the program changes.
"""

import re
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.agenda.library import load_template
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Recorder
from facilitator.session.live import Surroundings
from facilitator.storage.folder import Folder
from facilitator.words import Words

SERIES = "dialogforum-2010"
RECORDINGS = Path(__file__).parent / "recordings" / SERIES
SESSIONS = Path(__file__).parents[1] / "sessions"
LANGUAGE = "sv"
NOTE = (
    "Rekonstruktion: det här forumet är påhittat. Bara seriens summor är kända, ur presentationen "
    "«Resultat av dialogforum våren 2010»; hur de delades mellan forumen står inte där. "
    "Bord, antal personer, tider, citat, kärnvärden, löften och åtgärder är tänkta exempel."
)

_SUMMER_TIME = timezone(timedelta(hours=2))
_MOMENT = re.compile(r"# (?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d)")
_SECONDS_BEFORE_TYPING = 3
_LETTERS_A_SECOND = 5


class RecordingError(Exception):
    """A recording that cannot be replayed: which line, and why."""


class Clock:
    """The clock on the wall of a recorded room: set by the recording's comments, moved on by every line typed."""

    def __init__(self) -> None:
        self._now: datetime | None = None

    def now(self) -> datetime:
        """Return the time in the room.

        Raises:
            RecordingError: no comment has set the clock yet.
        """
        if self._now is None:
            raise RecordingError("the first line sets the clock, as in # 2010-05-25 08:40")
        return self._now

    def follow(self, line: str) -> None:
        """Set the clock by a comment that tells the time, or let the time pass that typing any other line takes.

        Raises:
            RecordingError: the comment would set the clock back.
        """
        moment = _MOMENT.fullmatch(line.strip())
        if moment is None:
            typing = 0 if line.startswith("# ") else _SECONDS_BEFORE_TYPING + len(line) // _LETTERS_A_SECOND
            self._now = self.now() + timedelta(seconds=typing)
            return
        day = moment[1] or self.now().date().isoformat()
        told = datetime.fromisoformat(f"{day}T{moment[2]}:00").replace(tzinfo=_SUMMER_TIME)
        if self._now is not None and told < self._now:
            raise RecordingError(f"the clock is at {self._now:%H:%M:%S} already")
        self._now = told


def main(arguments: list[str]) -> int:
    """Make the whole series, or say what is wrong with a recording; a series is written only when all of it is right.

    Args:
        arguments: The folder to write to, or nothing.
    """
    target = (Path(arguments[0]) if arguments else SESSIONS) / SERIES
    try:
        with TemporaryDirectory() as scratch:
            made = [replay(path, Path(scratch)) for path in recordings()]
            target.mkdir(parents=True, exist_ok=True)
            for path in made:
                (target / path.name).write_bytes(path.read_bytes())
                print(target / path.name)
    except RecordingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def recordings() -> list[Path]:
    """Return the recordings in the order of their forums."""
    return sorted(RECORDINGS.glob("forum-*.txt"), key=forum)


def forum(recording: Path) -> int:
    """Return which forum of the series a recording is of."""
    return int(recording.stem.rpartition("-")[2])


def replay(recording: Path, folder: Path) -> Path:
    """Make a session from a recording and return its file.

    Args:
        recording: The recording.
        folder: Where sessions lie.

    Raises:
        RecordingError: a line was refused, or the session does not come to its end.
    """
    words = Words(LANGUAGE)
    lines = recording.read_text("utf-8").splitlines()
    clock = Clock()
    clock.follow(lines[0])
    surroundings = Surroundings(clock.now, ids(forum(recording)))
    new = NewSession(name=f"Forum {forum(recording)}", series=SERIES, language=LANGUAGE, note=NOTE)
    path = create(Folder(folder, words), load_template("dialogforum", words), new, words, surroundings)
    desk = Desk(path, words, surroundings)
    # One write for the whole recording: the file is the same, and a fast disk is not needed.
    with desk.session.batch():
        _take_all(desk, clock, lines, recording.name)
    if not desk.state.finished:
        raise RecordingError(f"{recording.name}: the last step is not left; end with /nästa")
    desk.close()
    return path


def ids(number: int) -> Callable[[], str]:
    """Return a maker of ids that are the same every time, and others than those of the other forums."""
    made = 0

    def new_id() -> str:
        nonlocal made
        made += 1
        return f"{number}{made:03x}"

    return new_id


def _take_all(desk: Desk, clock: Clock, lines: list[str], name: str) -> None:
    recorder = Recorder(desk)
    for number, line in enumerate(lines, 1):
        try:
            clock.follow(line)
        except RecordingError as error:
            raise RecordingError(f"{name}, line {number}: {error}") from error
        problem = recorder.take(line).problem
        if problem:
            raise RecordingError(f"{name}, line {number}: {problem}\n  {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
