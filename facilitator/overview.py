"""What the library tells of each session: where it stands, in a few figures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.storage.folder import Folder
from facilitator.words import Words

Standing = Literal["planned", "running", "done", "broken"]


@dataclass(frozen=True, slots=True)
class Overview:
    """One session in the library. A session that cannot be read has a `problem`."""

    path: Path
    name: str
    title: str = ""
    date: str = ""
    series: str = ""
    groups: int = 0
    people: int | None = None
    steps: int = 0
    step: int = 0
    entries: int = 0
    last: str = ""
    standing: Standing = "planned"
    problem: str = ""

    def document(self) -> dict[str, Any]:
        """Return it as `list --json` shows it."""
        return {
            "file": str(self.path),
            "name": self.name,
            "title": self.title,
            "date": self.date,
            "series": self.series or None,
            "groups": self.groups,
            "people": self.people,
            "steps": self.steps,
            "step": self.step,
            "status": self.standing,
            "problem": self.problem or None,
        }

    def line(self, words: Words) -> str:
        """Return it as `list` shows it."""
        if self.problem:
            return f"{self.path.name}: {self.problem}"
        parts = [self.name, self.date, words.n("{count} table", "{count} tables", self.groups)]
        if self.people is not None:
            parts.append(words.n("{count} person", "{count} people", self.people))
        parts.append(standing_words(self, words))
        parts.append(str(self.path))
        return "  ".join(parts)


def overviews(folder: Folder, words: Words) -> list[Overview]:
    """Return every session of a folder, series by series, the newest first; a broken one is told, not hidden."""
    found = [overview(path, words) for path in folder.entries()]
    return sorted(found, key=lambda entry: (entry.series != "", entry.series, entry.date, entry.name), reverse=True)


def overview(path: Path, words: Words) -> Overview:
    """Return what the library tells of one session."""
    try:
        desk = Desk(path, words, read_only=True)
    except FacilitatorError as error:
        return Overview(path, path.stem, standing="broken", problem=str(error))
    state = desk.state
    started = [number for number, step in enumerate(state.agenda.steps, 1) if state.status(step.id) != "not started"]
    standing: Standing = "done" if state.finished else "running" if started else "planned"
    return Overview(
        path=path,
        name=state.name,
        title=state.agenda.title.of(words.language),
        date=state.date,
        series=state.series,
        groups=len(state.active_groups),
        people=state.people,
        steps=len(state.agenda.steps),
        step=state.agenda.number(state.current) if state.current else max(started, default=0),
        entries=sum(step.entries for step in state.steps.values()),
        last=state.last_at.strftime("%H:%M") if state.last_at else "",
        standing=standing,
    )


def standing_words(entry: Overview, words: Words) -> str:
    """Return how a session stands, with its sign."""
    match entry.standing:
        case "done":
            return "✓ " + words("finished")
        case "running":
            return "▶ " + words("running, step {step} of {steps}", step=entry.step, steps=entry.steps)
        case "broken":
            return "! " + words("cannot be read")
        case _:
            return words("planned")
