"""Plays an agenda from beginning to end, as a room would: plausible answers, ballots and grades, by entry lines."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from facilitator.agenda.model import Act, Agenda, Collect, Merge, Rank, Rate, Step, Talk, Vote
from facilitator.desk import Desk, NewSession, create
from facilitator.entry.course import leave_last
from facilitator.recorder import Recorder
from facilitator.storage.folder import Folder
from facilitator.words import Words

MOST_AT_A_TABLE = 6
# A larger room counts its grades aloud: nobody types as many slips.
MOST_SLIPS = 20
MOST_ANSWERS = 5
MOST_CARDS = 10
# What a room says is a thing and where: so the same is said now and then, as it is in rooms.
THINGS = {
    "sv": ("Bänkar", "Lampor", "Ljud", "Skyltar", "Öppettider", "Böcker", "Kaffe", "Träd", "Musik", "Kartor", "Färg",
           "Cyklar", "Blommor", "Språk", "Hyllor", "Spel", "Väggar"),
    "en": ("Benches", "Lamps", "Sound", "Signs", "Evenings", "Books", "Coffee", "Trees", "Music", "Maps", "Paint",
           "Bicycles", "Flowers", "Speech", "Shelves", "Games", "Walls"),
}  # fmt: skip
PLACES = {
    "sv": ("i parken", "vid torget", "i hallen", "på kvällen", "för barn"),
    "en": ("in the park", "at the square", "in the hall", "at night", "for children"),
}


class Player:
    """A room with people at tables, who answer every step of an agenda.

    Args:
        folder: Where the session is made.
        agenda: What is asked.
        language: The language of the room.
        people: How many they are; they sit at tables of at most six.
    """

    def __init__(self, folder: Path, agenda: Agenda, language: str, people: int) -> None:
        self.words, self.people = Words(language), people
        self.tables = -(-people // MOST_AT_A_TABLE)
        asked = NewSession(groups=self.tables, people=people, language=language)
        self.desk = Desk(create(Folder(folder, self.words), agenda, asked, self.words), self.words)
        self._recorder = Recorder(self.desk)
        self._said = 0

    def play(self) -> Iterator[Step]:
        """Play one step after another, and yield each when it was played; at last the day is ended."""
        for step in self.desk.agenda.steps:
            with self.desk.session.batch():
                self._take(f"@{step.id}")
                for line in self._lines(step):
                    self._take(line)
            yield step
        self.desk.record(leave_last(self.desk.book).events)

    def choices(self, step: Step) -> list[int]:
        """The numbers of what a step chooses among."""
        return [choice.number for choice in self.desk.book.choices(step)]

    def parts(self, step: Step) -> list[int]:
        """The numbers of the parts a step asks for; 0 alone where it has none."""
        return list(range(1, len(self.desk.book.parts(step)) + 1)) or [0]

    def _take(self, line: str) -> None:
        outcome = self._recorder.take(line)
        assert not outcome.problem, (line, outcome.problem)

    def _lines(self, step: Step) -> Iterator[str]:
        match step:
            case Talk():
                yield self._thing()
            case Collect():
                yield from self._answers(step)
            case Merge():
                yield from self._joins(step)
            case Vote():
                yield from self._voters(step, lambda at: self._ballot(step, at))
            case Rank():
                yield from self._voters(step, lambda at: self._order(step, at))
            case Rate():
                yield from self._grades(step)
            case Act():
                first_name, week = ("Anna", "v 40") if self.words.language == "sv" else ("Anne", "week 40")
                yield " | ".join([self._thing(), first_name, week, *(self._thing() for _ in step.fields[3:])])

    def _joins(self, step: Merge) -> Iterator[str]:
        """Join what is the same thing in other words; where nothing is, the first two."""
        same: dict[str, list[int]] = {}
        for item in self.desk.book.tally(step).items:
            same.setdefault(item.item.partition(" ")[0], []).append(item.number)
        several = {name: numbers for name, numbers in same.items() if len(numbers) > 1}
        if not several:
            several = {"A": sorted(number for numbers in same.values() for number in numbers)[:2]}
        for name, numbers in several.items():
            yield f"{' '.join(map(str, numbers))} = {name}"

    def _answers(self, step: Collect) -> Iterator[str]:
        for part in self.parts(step):
            where = f">{part}" if part else ""
            if step.by == "facilitator":
                for _ in range(step.max_answers or MOST_CARDS):
                    yield f"{where}: {self._answer(step)}" if where else self._answer(step)
            elif step.by == "person":
                for _ in range(min(self.people, MOST_SLIPS)):
                    yield f"*{where}: {self._answer(step)}"
            else:
                each = min(step.max_answers or 2, MOST_ANSWERS)
                for table in range(1, self.tables + 1):
                    yield f"{table}{where}: " + "; ".join(self._answer(step) for _ in range(each))

    def _answer(self, step: Collect) -> str:
        """One answer: as many parts as the step has fields; a cost is a number."""
        return " | ".join("5000" if name == "cost" else self._thing() for name in step.fields or ("",))

    def _thing(self) -> str:
        self._said += 1
        things, places = THINGS[self.words.language], PLACES[self.words.language]
        return f"{things[self._said % len(things)]} {places[self._said % len(places)]}"

    def _voters(self, step: Vote | Rank, said: Callable[[int], str]) -> Iterator[str]:
        if step.by == "group":
            yield from (f"{table}: {said(table)}" for table in range(1, self.tables + 1))
        else:
            yield from (f"+: {said(person)}" for person in range(self.people))

    def _ballot(self, step: Vote, at: int) -> str:
        dots = " ".join(map(str, self._some(step, step.dots or 1, at)))
        return " / ".join(dots for _ in self.parts(step))

    def _order(self, step: Rank, at: int) -> str:
        return " ".join(map(str, self._some(step, step.choose or len(self.choices(step)), at)))

    def _some(self, step: Step, count: int, at: int) -> list[int]:
        """As many of the choices as asked for, others for each voter; the first ones are liked best."""
        numbers = self.choices(step)
        shift = at * at % len(numbers)
        return list(dict.fromkeys([numbers[at % 2], *numbers[shift:], *numbers]))[:count]

    def _grades(self, step: Rate) -> Iterator[str]:
        low, high = step.scale.low, step.scale.high
        numbers, parts = self.choices(step), self.parts(step)
        if step.by == "person" and self.people > MOST_SLIPS:
            counts = ["0"] * (high - low - 1) + ["2", "3"]
            yield "*: " + " / ".join(" ".join(counts) for _ in numbers for _ in parts)
            return
        for voter in range(1, (self.tables if step.by == "group" else self.people) + 1):
            who = voter if step.by == "group" else "+"
            graded = ((low + (voter + at * part) % (high - low + 1) for part in parts) for at in numbers)
            yield f"{who}: " + " ".join("".join(map(str, one)) for one in graded)


def played(folder: Path, agenda: Agenda, language: str, people: int) -> Player:
    """A room in which the whole agenda was played."""
    player = Player(folder, agenda, language, people)
    for _ in player.play():
        pass
    return player


def warnings(document: Any) -> list[dict[str, str]]:
    """Every warning there is anywhere in a document."""
    if isinstance(document, list):
        return [found for part in document for found in warnings(part)]
    if isinstance(document, dict):
        inside = [found for name, part in document.items() if name != "warnings" for found in warnings(part)]
        return [*document.get("warnings", ()), *inside]
    return []
