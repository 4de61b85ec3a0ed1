"""How many keys a forum takes: the forums of 2010, typed into the entry line as somebody types who knows it.

    python -m bench.hands [--json] [--quick]

The recordings are replayed line by line, each in its shortest form: without an address where the line is for that table
and part anyway, with Tab where that is fewer keys than the address, without blanks round `|`, and with Enter. Nothing
is completed with Tab. In the steps of text the keys are compared with the characters of what was said; what repeats
another's words (`=7`) counts with these words. In the steps of numbers they are compared with the fewest keys that
could say as much in this grammar: the numbers of the items and grades and an Enter, without blanks between.
"""

import argparse
import re
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, compared, show
from facilitator.agenda.library import load_template
from facilitator.agenda.model import Step
from facilitator.desk import Desk, NewSession, create
from facilitator.entry import address
from facilitator.session.events import ActionRecorded, AnswerRecorded, Event, NoteKept
from facilitator.steps.line import Target
from facilitator.storage.folder import Folder
from facilitator.words import Words

RECORDINGS = Path(__file__).parents[1] / "scripts" / "recordings" / "dialogforum-2010"
WORDS = Words("sv")
_TEXT = ("talk", "collect", "act")
_NUMBERS = ("vote", "rank", "rate")
_ADDRESS = re.compile(r"^[^:=]*:\s*")


class Hands:
    """Somebody who types a recording, counting keys.

    Args:
        desk: The session typed into.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._step = desk.agenda.steps[0]
        self._chip = address.first_target(desk.book, self._step)
        self._last: dict[str, Target] = {}
        self.keys: defaultdict[str, int] = defaultdict(int)
        self.content: defaultdict[str, int] = defaultdict(int)
        self.ballots: defaultdict[str, int] = defaultdict(int)

    def type(self, line: str) -> None:
        """Type one line of a recording."""
        if not line or line.startswith("# "):
            return
        if line.startswith("@"):
            self._go(self._desk.agenda.step(line[1:].strip()))
            return
        reading = self._desk.read(self._step, self._last.get(self._step.id, self._chip), line)
        assert not reading.problem, f"{line}: {reading.problem}"
        if reading.intent is not None:
            return
        kind = self._step.kind
        if not line.startswith("/"):
            self.keys[kind] += self._fewest(line, reading.events)
            self.content[kind] += _said(reading.events) if kind in _TEXT else _numbers(line)
            self.ballots[kind] += 1
        self._desk.record(reading.events)
        if reading.target is not None and kind not in ("talk", "merge", "act"):
            self._last[self._step.id] = reading.target
        self._chip = address.after(self._desk.book, self._step, self._chip, reading)

    def _go(self, step: Step) -> None:
        self._desk.record(self._desk.start(step).events)
        self._step = step
        self._chip = address.first_target(self._desk.book, step)

    def _fewest(self, line: str, events: tuple[Event, ...]) -> int:
        """Return the keys of the shortest way to record the same: bare, after Tabs, or as it stands; and an Enter."""
        line = re.sub(r" *\| *", "|", line)
        ways = [len(line)]
        bare = _ADDRESS.sub("", line) if self._step.kind != "merge" else line
        chip = self._chip
        for tabs in range(len(self._desk.state.active_groups) + 1):
            reading = self._desk.read(self._step, chip, bare)
            if not reading.problem and reading.events == events:
                ways.append(tabs + len(bare))
                break
            chip = address.cycle(self._desk.book, self._step, chip, 1)
        return min(ways) + 1


def _said(events: tuple[Event, ...]) -> int:
    """Return the characters of what was said, as it stands in the list."""
    texts: list[str] = []
    for event in events:
        match event:
            case AnswerRecorded():
                texts += event.fields.values() or [event.text]
            case ActionRecorded():
                texts += event.fields.values()
            case NoteKept():
                texts.append(event.text)
            case _:
                pass
    return sum(map(len, texts))


def _numbers(line: str) -> int:
    """Return the keys that say the content of a line of numbers: its signs without blanks and address, and Enter."""
    return len(_ADDRESS.sub("", line).replace(" ", "")) + 1


def replay(recordings: list[Path]) -> list[Hands]:
    """Type recordings, each into a session of its own."""
    typed = []
    with TemporaryDirectory() as scratch:
        for recording in recordings:
            lines = recording.read_text(encoding="utf-8").splitlines()
            seated = lines[: next(at for at, line in enumerate(lines) if line.startswith("@"))]
            tables = max(int(line.split()[1]) for line in seated if line.startswith("/group "))
            new = NewSession(name=recording.stem, groups=tables, language="sv")
            desk = Desk(create(Folder(Path(scratch), WORDS), load_template("dialogforum", WORDS), new, WORDS), WORDS)
            hands = Hands(desk)
            for line in lines:
                hands.type(line)
            desk.close()
            typed.append(hands)
    return typed


def measure(quick: bool) -> list[Figure]:
    """Return the figures of all forums together."""
    typed = replay(sorted(RECORDINGS.glob("forum-*.txt"))[: 1 if quick else None])

    def total(kinds: tuple[str, ...], of: str) -> int:
        return sum(getattr(hands, of)[kind] for hands in typed for kind in kinds)

    text = compared("keys in the steps of text (characters of what was said)", total(_TEXT, "keys"),
                    total(_TEXT, "content"), "<= 1.1")  # fmt: skip
    figures = [text]
    for kind in _NUMBERS:
        ballots = max(total((kind,), "ballots"), 1)
        figures.append(compared(f"keys for a line in {kind} (fewest that say as much)",
                                total((kind,), "keys") / ballots, total((kind,), "content") / ballots))  # fmt: skip
    return figures


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description="how many keys a forum takes")
    parser.add_argument("--json", action="store_true", help="one object per figure")
    parser.add_argument("--quick", action="store_true", help="one forum")
    options = parser.parse_args()
    # Counting keys has no noise.
    show(measure(options.quick), 0.0, options.json)


if __name__ == "__main__":
    main()
