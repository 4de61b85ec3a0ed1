"""Files as people and programs make them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.importing.mapping import corrected, guess, lacking
from facilitator.importing.meaning import Shape
from facilitator.importing.plan import Plan, Scratch, plan, told
from facilitator.importing.sheet import read_sheet
from facilitator.session.live import Surroundings
from facilitator.steps.line import Target
from facilitator.storage.folder import Folder
from facilitator.tally import document
from facilitator.words import Words

EN, SV = Words("en"), Words("sv")


def text_file(folder: Path, content: str | bytes, name: str = "answers.csv", encoding: str = "utf-8") -> Path:
    """Write a file of text."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def book_file(folder: Path, *rows: Sequence[Any], **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook: its first sheet, and further ones by name."""
    workbook = Workbook()
    first = workbook.active
    for row in rows:
        first.append(list(row))
    for title, more in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in more:
            sheet.append(list(row))
    path = folder / "answers.xlsx"
    workbook.save(path)
    return path


def changed(path: Path, members: dict[str, bytes]) -> Path:
    """Put other content into parts of a workbook, or new parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member not in members:
                new.writestr(member, old.read(member))
        for name, content in members.items():
            new.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def part(path: Path, member: str) -> bytes:
    """Return a part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(member)


STEPS = """
title = "Kväll"
language = "sv"
step = [
  { id = "c", kind = "collect", title = "Samla" },
  { id = "p", kind = "collect", title = "Per person", by = "person" },
  { id = "f", kind = "collect", title = "Fält", fields = ["name", "need", "cost"] },
  { id = "d", kind = "collect", title = "Delar", for_each = ["Sluta", "Börja"] },
  { id = "v", kind = "vote", title = "Bordens röster", items = ["Fler lokaler", "Utegym", "Café"], dots = 3 },
  { id = "s", kind = "vote", title = "Sedlar", items = ["Fler lokaler", "Utegym", "Café"], by = "person", dots = 2 },
  { id = "w", kind = "vote", title = "Två tider", items = ["A", "B"], for_each = ["i dag", "i morgon"], by = "person" },
  { id = "r", kind = "rank", title = "Rangordna", items = ["A", "B", "C"], by = "person" },
  { id = "g", kind = "rate", title = "Betyg", items = ["A", "B"], scale = ["dåligt", "sådär", "bra"], by = "person" },
  { id = "a", kind = "act", title = "Göra" },
  { id = "h", kind = "vote", title = "Hemligt", items = ["A", "B"], hidden = true },
  { id = "later", kind = "vote", title = "Ur svaren", from = "c" },
  { id = "t", kind = "talk", title = "Prata" },
]
"""


class Room:
    """A session with four tables, and files imported into it."""

    def __init__(self, folder: Path, groups: int = 4, words: Words = EN) -> None:
        ids = count(1)
        self.folder = folder
        surroundings = Surroundings(lambda: datetime(2026, 3, 1, 18, tzinfo=UTC), lambda: f"id{next(ids)}")
        agenda = parse_agenda(STEPS, "agenda.toml", words)
        new = NewSession(groups=groups, people=40, language=words.language)
        path = create(Folder(folder / "sessions", words), agenda, new, words, surroundings)
        self.desk = Desk(path, words, surroundings)

    def plan(self, step: str, file: str | Path, *corrections: str, shape: Shape | None = None, who: str = "") -> Plan:
        """Return what a file, or a text as a CSV file, would record."""
        book, found = self.desk.book, self.desk.agenda.step(step)
        path = file if isinstance(file, Path) else text_file(self.folder, file)
        sheet = read_sheet(path, self.desk.words)
        columns = guess(book, found, sheet, shape)
        for said in corrections:
            columns = corrected(book, found, sheet, columns, said)
        assert not lacking(book, found, columns)
        return plan(Scratch(book, found), sheet, columns, Target(who) if who else None)

    def take(self, step: str, file: str | Path, *corrections: str, shape: Shape | None = None) -> Plan:
        """Record a file of which no row may be refused; the plan it followed."""
        found = self.plan(step, file, *corrections, shape=shape)
        assert [told(outcome, self.desk.book) for outcome in found.having("refused")] == []
        self.desk.record(found.events, found.marks)
        return found

    def refused(self, step: str, file: str | Path, *corrections: str, shape: Shape | None = None) -> list[str]:
        """Return what is said of the rows that cannot be read."""
        found = self.plan(step, file, *corrections, shape=shape)
        return [told(outcome, self.desk.book) for outcome in found.having("refused")]

    def answers(self, step: str) -> list[tuple[str, str]]:
        """Return who said what."""
        happened = self.desk.book.happened(self.desk.agenda.step(step))
        return [(answer.voter, answer.text) for answer in happened.standing]

    def tally(self, step: str) -> dict[str, Any]:
        """Return a step's tally as other programs see it."""
        found = document(self.desk.book.tally(self.desk.agenda.step(step)))
        assert found is not None
        return found

    def dots(self, step: str) -> dict[str, int]:
        """Return the dots on each item."""
        return {item["item"]: item["dots"] for item in self.tally(step)["items"]}
