"""Sessions recorded by entry lines, and what is read from them, for the tests of the analysis."""

import json
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from facilitator.agenda.load import parse_agenda
from facilitator.analysis.gather import profiles
from facilitator.analysis.profile import Profile
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Recorder
from facilitator.session.live import Surroundings
from facilitator.storage.folder import Folder
from facilitator.words import Words

GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "counting" / "data" / "golden.json").read_text(encoding="utf-8")
)
SAMPLES = Path(__file__).parents[2] / "sessions" / "dialogforum-2010"


class Recorded:
    """A session at a desk, filled by the lines that a person would type."""

    def __init__(
        self, folder: Path, steps: str, *lines: str, groups: int = 0, people: Sequence[int] = (), language: str = "en"
    ) -> None:
        ids = count(1)
        surroundings = Surroundings(
            lambda: datetime.fromisoformat("2010-06-07T18:00:00+02:00"), lambda: f"id{next(ids)}"
        )
        words = Words(language)
        agenda = f'title = "Test"\nlanguage = "{language}"\n{steps}'
        plan = parse_agenda(agenda, "agenda.toml", words)
        path = create(Folder(folder, words), plan, NewSession(groups=groups, language=language), words, surroundings)
        self.desk = Desk(path, words, surroundings)
        self._recorder = Recorder(self.desk)
        self.take(*(f"/group {number} people {size}" for number, size in enumerate(people, 1)))
        self.take(*lines)

    def take(self, *lines: str) -> None:
        """Record lines, none of which may be refused."""
        outcomes = [self._recorder.take(line) for line in lines]
        assert [outcome.problem for outcome in outcomes if outcome.problem] == []

    @property
    def profiles(self) -> list[Profile]:
        return profiles(self.desk.book)

    def profile(self, step: str, part: int = 0) -> Profile:
        return next(one for one in self.profiles if (one.step, one.part) == (step, part))


def rank_step(items: str, **more: object) -> str:
    """Return a ranking step whose items are single letters, ranked by slips."""
    extra = "".join(f"{key} = {json.dumps(value)}\n" for key, value in more.items())
    return f'[[step]]\nid = "rank"\nkind = "rank"\ntitle = "Ranking"\nby = "person"\nitems = {list(items)!r}\n{extra}'


def slips(ballots: Sequence[tuple[int, str]], items: str) -> list[str]:
    """Return the lines of slips: so many voters, each with their order of letters."""
    lines = ["@rank"]
    for voters, order in ballots:
        numbers = " ".join(str(items.index(letter) + 1) for letter in order)
        lines += [f"+: {numbers}"] * voters
    return lines


def golden_session(folder: Path, name: str, items: str, key: str = "ballots", **more: object) -> Recorded:
    """Return a session with the ballots of a golden case."""
    ballots = [(voters, order) for voters, order in GOLDEN[name][key]]
    return Recorded(folder, rank_step(items, **more), *slips(ballots, items))
