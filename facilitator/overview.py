"""What the library tells of each session: where it stands, in a few figures, and what was said in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from facilitator.desk import Desk
from facilitator.errors import FacilitatorError
from facilitator.session.state import State, StepState
from facilitator.storage import load
from facilitator.storage.disk import Stamp
from facilitator.storage.folder import Folder
from facilitator.text import key
from facilitator.words import Words

Stamps = tuple[Stamp | None, Stamp | None]
Standing = Literal["planned", "running", "done", "broken"]


class Overview(Struct, frozen=True):
    """One session in the library. A session that cannot be read has a `problem`.

    `texts` is what somebody said in it: answers, notes, actions and names given to joined items; `places` the id of
    the step where each was said first. `entries` counts answers, ballots, counts and actions.
    """

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
    texts: tuple[str, ...] = ()
    folded: str = ""
    places: tuple[str, ...] = ()

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
        if self.series:
            parts.append(words("series {name}", name=self.series))
        parts.append(str(self.path))
        return "  ".join(parts)


class Shelf:
    """The sessions of a folder; each file is read again only when it has changed.

    Args:
        folder: Where the sessions lie.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._known: dict[Path, tuple[str, Stamps, Overview]] = {}

    def read(self, words: Words) -> Iterator[Overview]:
        """Give every session, one by one, in the order of the files.

        Args:
            words: The language of titles and sentences.

        Raises:
            FacilitatorError: the folder cannot be read.
        """
        for path in self._folder.entries():
            yield self._one(path, words)

    def _one(self, path: Path, words: Words) -> Overview:
        try:
            stamps = load.stamps(path, words)
        except FacilitatorError:
            stamps = (None, None)
        known = self._known.get(path)
        if known is not None and known[:2] == (words.language, stamps):
            return known[2]
        found = overview(path, words)
        if stamps[0] is not None:
            self._known[path] = (words.language, stamps, found)
        return found


def overviews(folder: Folder, words: Words) -> list[Overview]:
    """Return every session of a folder, series by series, the newest first; a broken one is told, not hidden."""
    found = [overview(path, words) for path in folder.entries()]
    return sorted(found, key=lambda entry: (entry.series != "", entry.series, entry.date, entry.name), reverse=True)


def going_on(folder: Folder, words: Words) -> Path | None:
    """Return the session that is running, else one that is to come; None where there is none, or no folder yet."""
    if not folder.path.is_dir():
        return None
    found = [entry for entry in overviews(folder, words) if entry.standing in ("running", "planned")]
    latest = max(found, key=lambda entry: (entry.standing == "running", entry.last), default=None)
    return latest.path if latest is not None else None


def overview(path: Path, words: Words) -> Overview:
    """Return what the library tells of one session."""
    try:
        desk = Desk(path, words, read_only=True)
    except FacilitatorError as error:
        return Overview(path, path.stem, standing="broken", problem=str(error))
    state = desk.state
    started = [number for number, step in enumerate(state.agenda.steps, 1) if state.status(step.id) != "not started"]
    said = _said(state)
    texts = tuple(said)
    standing: Standing = "done" if state.finished else "running" if started else "planned"
    return Overview(
        path=path,
        name=state.name,
        title=state.agenda.title.of(words.language),
        date=state.date,
        series=state.series,
        groups=len(state.groups_heard),
        people=state.people,
        steps=len(state.agenda.steps),
        step=state.agenda.position(state.current) + 1 if state.current else max(started, default=0),
        entries=sum(_given(step) for step in state.steps.values()),
        last=state.last_at.strftime("%H:%M") if state.last_at else "",
        standing=standing,
        texts=texts,
        folded="\n".join(key(text) for text in texts),
        places=tuple(said.values()),
    )


def sought(entry: Overview, query: str) -> list[str] | None:
    """Return whether a session is what somebody looks for.

    Args:
        entry: The session.
        query: What was typed; upper and lower case are the same.

    Returns:
        None where it is not; the texts said in it that hold every word of the query; nothing where its name, series,
        title or date does.
    """
    wanted = key(query).split()
    names = key(f"{entry.name} {entry.series} {entry.title} {entry.date} {entry.path.stem}")
    if all(word in names for word in wanted):
        return []
    if not all(word in entry.folded for word in wanted):
        return None
    lines = zip(entry.texts, entry.folded.split("\n"), strict=False)
    return [text for text, line in lines if all(word in line for word in wanted)] or None


def _given(step: StepState) -> int:
    """Return how many answers, ballots, counts and actions stand in a step."""
    actions = sum(action.status != "withdrawn" for action in step.actions.values())
    return len(list(step.standing)) + len(step.given) + actions


def found_in(entry: Overview, query: str) -> str | None:
    """Return the id of the first step where what somebody looks for was said; None where its name holds it, or nothing.

    Args:
        entry: The session.
        query: What was typed.
    """
    found = sought(entry, query)
    return entry.places[entry.texts.index(found[0])] if found else None


def _said(state: State) -> dict[str, str]:
    """Return what somebody said in a session, each wording once, in the order of the steps, with the step's id."""
    said: dict[str, str] = {}
    for step in state.agenda.steps:
        happened = state.steps.get(step.id)
        if happened is None:
            continue
        here: list[str] = []
        for answer in happened.standing:
            here += [answer.text, *answer.fields.values()]
        here += [join.name for join in happened.joins]
        here += happened.names.values()
        for action in happened.actions.values():
            if action.status != "withdrawn":
                here += action.fields.values()
        here += [note.text for note in happened.notes.values() if not note.withdrawn]
        for text in here:
            said.setdefault(text, step.id)
    said.pop("", None)
    return said


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
