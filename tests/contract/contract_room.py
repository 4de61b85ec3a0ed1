"""A session on disk, driven as its users drive it: `new`, `record` and `show --json`."""

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import jsonschema

from facilitator.agenda.load import parse_agenda
from facilitator.cli import main
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Outcome, Recorder
from facilitator.session.live import Surroundings
from facilitator.steps.line import Reading, Target
from facilitator.storage.folder import Folder
from facilitator.words import Words

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "schema" / "session.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)
WORDS = Words("en")

Json = dict[str, Any]


def run(*arguments: str) -> tuple[int, str, str]:
    """Run a command as the shell would; its status, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["--language", "en", *arguments])
    return status, out.getvalue(), err.getvalue()


def agenda(steps: str) -> str:
    return f'title = "Test"\nlanguage = "en"\n{steps}'


class Room:
    """A session made with `new`, filled with `record`, seen with `show --json`."""

    def __init__(self, tmp_path: Path, steps: str, *, groups: int = 0, people: int | None = None) -> None:
        self.folder = tmp_path / "sessions"
        self.lines = tmp_path / "lines.txt"
        file = tmp_path / "agenda.toml"
        file.write_text(agenda(steps), encoding="utf-8")
        counted = [] if people is None else ["--people", str(people)]
        status, out, err = run("--sessions", str(self.folder), "new", str(file), "--groups", str(groups), *counted)
        assert (status, err) == (0, "")
        self.path = Path(out.strip())

    def record(self, *lines: str) -> list[str]:
        """Record lines, none of which may be refused; what was said of them."""
        status, out, err = self._record(lines)
        assert (status, err) == (0, "")
        return out.splitlines()

    def refuse(self, *lines: str) -> list[str]:
        """Record lines, all of which must be refused; the reasons."""
        status, out, err = self._record(lines)
        assert (status, out) == (1, "")
        assert len(err.splitlines()) == len(lines)
        return err.splitlines()

    def show(self, *options: str) -> Json:
        status, out, err = run("show", str(self.path), "--json", *options)
        assert (status, err) == (0, "")
        document: Json = json.loads(out)
        VALID.validate(document)
        return document

    def tally(self, step: str, *options: str) -> Json:
        found: Json = self.show("--step", step, *options)["steps"][0]["tally"]
        return found

    def items(self, step: str, *keys: str) -> list[tuple[Any, ...]]:
        return columns(self.tally(step)["items"], *keys)

    def _record(self, lines: Sequence[str]) -> tuple[int, str, str]:
        self.lines.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return run("record", str(self.path), str(self.lines))


class Table:
    """A session at a desk, for what is read before it is recorded. Its clock stands still."""

    def __init__(
        self,
        tmp_path: Path,
        steps: str,
        *,
        groups: int = 4,
        people: int | None = None,
        at: str = "2010-06-07T18:00:00+02:00",
        language: str = "en",
    ) -> None:
        ids = count(1)
        words = Words(language)
        self.surroundings = Surroundings(lambda: datetime.fromisoformat(at), lambda: f"id{next(ids)}")
        plan = parse_agenda(agenda(steps), "agenda.toml", words)
        new = NewSession(groups=groups, people=people, language=language)
        path = create(Folder(tmp_path, words), plan, new, words, self.surroundings)
        self.desk = Desk(path, words, self.surroundings)
        self.recorder = Recorder(self.desk)

    def take(self, *lines: str) -> list[str]:
        """Record lines, none of which may be refused; what was said of them."""
        outcomes = [self.recorder.take(line) for line in lines]
        assert [outcome.problem for outcome in outcomes] == [""] * len(lines)
        return [outcome.said for outcome in outcomes]

    def refuse(self, line: str) -> str:
        """Record a line that must be refused; the reason."""
        before = len(self.desk.state.history)
        outcome: Outcome = self.recorder.take(line)
        assert outcome.problem
        assert not outcome.said
        assert len(self.desk.state.history) == before
        return outcome.problem

    def read(self, step: str, line: str, chip: str = "group:1", part: int = 0) -> Reading:
        """Read a line as the screen does while it is typed."""
        return self.desk.read(self.desk.agenda.step(step), Target(chip, part), line)

    def show(self, reveal: bool = False) -> Json:
        from facilitator.report.document import document

        found: Json = json.loads(json.dumps(document(self.desk.book, reveal), allow_nan=False))
        VALID.validate(found)
        return found

    def tally(self, step: str, reveal: bool = False) -> Json:
        return next(found["tally"] for found in self.show(reveal)["steps"] if found["id"] == step)

    def items(self, step: str, *keys: str) -> list[tuple[Any, ...]]:
        return columns(self.tally(step)["items"], *keys)


def columns(items: Sequence[Json], *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(item[key] for key in keys) for item in items]


def one(document: Json, *keys: str) -> tuple[Any, ...]:
    return tuple(document[key] for key in keys)


def codes(document: Json) -> list[str]:
    return [warning["code"] for warning in document["warnings"]]
