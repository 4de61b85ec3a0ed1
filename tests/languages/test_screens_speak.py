"""Every screen and dialog is in the interface's language: nothing on it is left in another one, or in none."""

import asyncio
import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from rich.cells import set_cell_size
from spoken import AGENDA, LANGUAGES, LINES, foreign, make, tokens, with_a_third_language  # noqa: F401
from textual import events
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from facilitator import screens
from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.runner import RunnerScreen
from facilitator.storage import machine
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine, LineInput
from facilitator.words import Words

pytestmark = pytest.mark.usefixtures("with_a_third_language")
# So large that nothing is cut or left out.
SIZE = (170, 110)


def shown(app: FacilitatorApp) -> str:
    """Return what the screen shows, of a dialog only what is in it: it cuts the words below."""
    screen = app.screen
    rows = ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]
    boxes = screen.query(".dialog-box") if isinstance(screen, ModalScreen) else ()
    for box in boxes:
        x, y, width, height = box.region
        rows = [set_cell_size("".join(row[x:]), width) for row in rows[y : y + height]]
    return "\n".join(row.rstrip() for row in rows)


@dataclass
class Tour:
    """A way through the app; at every stop what the screen shows is kept."""

    language: str
    folder: Path
    seen: list[tuple[str, str, str]] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)
    app: FacilitatorApp = field(init=False)
    pilot: Pilot[Any] = field(init=False)

    @property
    def words(self) -> Words:
        return Words(self.language)

    async def settle(self) -> str:
        """Wait until the screen stays as it is, and return it."""
        before = ""
        for _ in range(60):
            await self.pilot.pause(0.02)
            now = shown(self.app)
            if now == before and not any(worker.is_running for worker in self.app.workers):
                break
            before = now
        return before

    async def look(self, *keys: str) -> None:
        """Press keys, and keep what the screen shows then."""
        await self.pilot.press(*keys)
        text = await self.settle()
        name = type(self.app.screen).__name__
        self.visited.add(name)
        # What was refused stands on the line still.
        typed = self.app.screen.query_one(EntryLine).text if isinstance(self.app.screen, RunnerScreen) else ""
        self.seen.append((f"{name} {' '.join(keys)}", typed, text))

    async def type(self, text: str) -> None:
        """Put a line on the entry line, and keep what it is said to mean."""
        self.app.screen.query_one(EntryLine).text = text
        await self.pilot.pause(0.21)
        self.seen.append((f"line {text}", text, await self.settle()))

    def go(self, **given: Any) -> FacilitatorApp:
        self.app = FacilitatorApp(Folder(self.folder, self.words), self.words, **given)
        return self.app

    @property
    def session(self) -> RunnerScreen:
        """The session that is open below whatever dialog there is."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, RunnerScreen))


Way = Callable[[Tour], Awaitable[None]]


async def library(tour: Tour) -> None:
    make(tour.folder, tour.language, *LINES)
    make(tour.folder, tour.language)
    (tour.folder / "zqtrasig.json").write_text("{", "utf-8")
    async with tour.go(demo=True).run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        for keys in (
            ["down"],
            ["down"],
            ["f1"],
            ["escape"],
            ["ctrl+p"],
            ["escape"],
            [*"zqsoppa"],
            [*"qqqq"],
            ["escape"],
            ["f9"],
            ["escape"],
        ):
            await tour.look(*keys)
        await tour.look("home", "enter")
        await tour.look()


async def empty_library(tour: Tour) -> None:
    async with tour.go(scratch=tour.words("Everything is saved.")).run_test(size=SIZE) as tour.pilot:
        await tour.look()
        await tour.look("f10")
        await tour.look("f4")
        await tour.look("f9")


async def new_session(tour: Tour) -> None:
    async with tour.go().run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look("f2")
        for _ in range(4):
            await tour.look("down")
        await tour.look("f1")
        await tour.look("escape")
        await tour.look("ctrl+s")
        for keys in (
            [*"zqfil"],
            ["enter"],
            ["tab"],
            [*"zq"],
            ["tab"],
            [*"zq"],
            ["tab"],
            [*"zq"],
            ["ctrl+s"],
            ["escape"],
        ):
            await tour.look(*keys)


async def planner(tour: Tour) -> None:
    tour.folder.mkdir(exist_ok=True)
    (tour.folder / "zqdag.toml").write_text(AGENDA.replace("LANGUAGE", tour.language), "utf-8")
    async with tour.go().run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look("f6")
        await tour.look("escape")
        from facilitator.agendas import prepare

        tour.app.open_planner(prepare(str(tour.folder / "zqdag.toml"), tour.app.folder, tour.words))
        await tour.look()
        for _ in range(14):
            await tour.look("down", "enter")
            await tour.pilot.press("escape")
        for keys in (
            ["f1"],
            ["escape"],
            ["ctrl+p"],
            ["escape"],
            ["ctrl+y"],
            ["ctrl+t"],
            [*"09:30"],
            ["ctrl+t"],
            ["enter"],
            ["ctrl+z"],
            ["escape"],
            ["ctrl+l"],
            ["ctrl+d"],
        ):
            await tour.look(*keys)
        await tour.look("home")
        await tour.look("+")
        for at in range(9):
            await tour.look(*["down"] * at, "enter")
            await tour.pilot.press("escape", "+")
        await tour.pilot.press("escape")
        # What the votes take their items from goes away, and a word stands where a number should.
        await tour.look(*["home", "down", "down", "down", "delete"])
        await tour.look("delete")
        await tour.look(*["enter", "down", "down", "z", "q"])
        await tour.look("escape")
        await tour.look("ctrl+r")
        await tour.look("end", "space")
        await tour.look("escape")
        await tour.look("f2")
        await tour.look("ctrl+q")
        await tour.look("escape")
        await tour.look("ctrl+s")
        await tour.look("f12")
        await tour.look("backspace", "enter")
        await tour.look(*"zqdag", "enter")


async def runner(tour: Tour) -> None:
    path = make(tour.folder, tour.language, *LINES[:24])
    lines = {
        "talk": ["Zqnot", "/park 1: zq", "/groups 0"],
        "collect": ["1: zqny; zqtva", "1: Zqlanga zqkvallarna", "3:zq", "5: -", "/", "/group"],
        "merge": ["zqsoppa", "1 2 = Zqnamn", "1 = ", "/split 1"],
        "vote": ["1: 1 2", "1: 1=9", "*: 1 2", "+: 1", "1: 77", "x"],
        "rank": ["1: 2 1", "+: 1", "1: 1+1"],
        "rate": ["1: 32 11", "2: 9", "*: 1 2 3", "+: 4 5"],
        "act": ["Zqgor | Zqvem | 2026-05-02", "/done 9"],
    }
    async with tour.go(session=path).run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        screen = tour.session
        for step in screen.desk.agenda.steps:
            screen.show_step(step.id)
            screen.say("")
            screen.refresh_all()
            await tour.look()
            if step.kind in lines:
                for line in lines.pop(step.kind):
                    await tour.type(line)
                    screen.query_one(EntryLine).text = ""
                for keys in (["f1"], ["escape", "tab"], ["f7"], ["f8"], ["ctrl+g"]):
                    await tour.look(*keys)
                await tour.pilot.press("escape")
        screen.show_step("zqide")
        await tour.type("1: Zqkladd")
        await tour.look("enter")
        await tour.look("ctrl+z")
        await tour.look("ctrl+y")
        await tour.look("up")
        await tour.look("escape")
        await tour.look("f2")
        await tour.look("f2")
        await tour.look("pagedown")
        await tour.look("ctrl+q")
        await tour.look("escape")
        await tour.look("escape")


async def dialogs(tour: Tour) -> None:
    path = make(tour.folder, tour.language, *LINES)
    rows = tour.folder / "zqrader.csv"
    rows.write_text("zqbord;zqsvar\n1;Zqny\n77;Zqfel\n1;\n", "utf-8")
    ways = (
        ["f6"], ["escape"], ["ctrl+t"], ["p"], ["space"], ["right"], ["escape"], ["ctrl+f"], [*"zqsopp"], [*"qqq"],
        ["escape"], ["f5"], ["pagedown"], ["escape"], ["ctrl+g"], ["a"], ["tab"], ["escape"], ["ctrl+b"], ["x"],
        ["ctrl+p"], ["escape"], ["f9"], ["right"], ["right"], ["right"], ["left"], [*"123456789"], ["e"],
        ["enter", "escape"], ["space"], ["down", "down"], ["+"],
        [*"Zqegen"], ["enter"], ["ctrl+up"], ["end"], ["enter"], ["escape"], ["ctrl+z"], ["escape"], ["escape"],
    )  # fmt: skip
    async with tour.go(session=path).run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        screen = tour.session
        for keys in ways:
            await tour.look(*keys)
        screen.show_step("zqide")
        for file in ("", "zqsaknas.csv", str(rows)):
            screen.action_import(file)
            await tour.look()
            for keys in (["down"], ["right"], ["ctrl+r"], ["enter"]):
                await tour.look(*keys)
            while tour.app.screen is not screen:
                await tour.pilot.press("escape")
        for step in ("zqrost", "zqsiffra"):
            screen.show_step(step)
            screen.action_import(str(rows))
            await tour.look("right")
            while tour.app.screen is not screen:
                await tour.pilot.press("escape")
        line = screen.query_one(LineInput)
        screen.show_step("zqrost")
        line.post_message(events.Paste("1: 2 3\n2: 77\nzqord\n3: 1"))
        await tour.look()
        await tour.look("enter")
        await tour.look("escape")
        tour.app.open_session(path, review=True)
        await tour.look()
        await tour.look("f1")
        await tour.look("escape")
        await tour.look("pagedown")
        await tour.look("ctrl+p")


async def hidden_and_late(tour: Tour) -> None:
    path = make(tour.folder, tour.language, *LINES[:12], "@zqgomd", "1: 1", "/time -5")
    async with tour.go(session=path).run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        await tour.look("f5")
        await tour.look("escape")
        await tour.type("/reveal")
        await tour.look("enter")
        await tour.look("ctrl+t")
        await tour.look("enter")


async def series(tour: Tour) -> None:
    make(tour.folder, tour.language, *LINES, day="2026-03-01")
    make(tour.folder, tour.language, *LINES[:60], day="2026-03-02")
    async with tour.go().run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        await tour.look("f10")
        for _ in range(13):
            await tour.look("pagedown")
            await tour.look("f3")
            await tour.look("right")
            await tour.look("right")
        for keys in (
            ["f1"],
            ["escape"],
            ["ctrl+p"],
            ["escape"],
            *(["pageup"] for _ in range(10)),
            ["down"],
            ["space"],
            ["down"],
            ["space"],
            ["enter"],
        ):
            await tour.look(*keys)
        for keys in (
            ["escape"],
            ["f7"],
            ["f7"],
            ["enter"],
            ["f8"],
            ["f1"],
            ["escape"],
            ["ctrl+z"],
            ["escape"],
            ["ctrl+z"],
        ):
            await tour.look(*keys)


async def paper(tour: Tour) -> None:
    path = make(tour.folder, tour.language, *LINES)
    async with tour.go(session=path).run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        for keys in (["f9"], ["p"], ["right"], ["right"], [*"12345"], ["enter"], [*"145"], ["enter"], ["escape"]):
            await tour.look(*keys)


async def changed_agenda(tour: Tour) -> None:
    path = make(tour.folder, tour.language, *LINES[:12])
    async with tour.go(session=path).run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        await tour.look("ctrl+n")
        await tour.look("enter")
        await tour.type("/ask Zqfraga | 5")
        await tour.look("escape")
        for line in ("/ask vote: Zqval | Zqa; Zqb", "/skip 6", "/include 6", "/put 7 next", "/change 7 = Zqny | 5",
                     "/remove 3", "/time 7 +5", "/skip 3"):  # fmt: skip
            await tour.type(line)
            await tour.look("enter")
            await tour.look("escape")
        await tour.look("f6")
        for keys in (["end"], ["ctrl+up"], ["space"], ["space"], ["e"], ["escape"], ["f6"], ["home"], ["space"], ["+"],
                     ["enter"], ["escape"]):  # fmt: skip
            await tour.look(*keys)


async def handed_on(tour: Tour) -> None:
    make(tour.folder, tour.language, *LINES)
    async with tour.go().run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        await tour.look("f2")
        await tour.look("up")
        await tour.look("ctrl+s")
        for keys in (["f1"], ["escape"], ["down"], ["space"], ["right"], ["down"], ["right"], ["enter"]):
            await tour.look(*keys)


async def room(tour: Tour) -> None:
    async with tour.go(present=True).run_test(size=SIZE) as tour.pilot:
        await tour.look()
        await tour.look("ctrl+p")
    path = make(tour.folder, tour.language)
    at = 0
    for number in range(1, len(LINES) + 1):
        if number < len(LINES) and not LINES[number].startswith("@"):
            continue
        _record(path, tour.words, LINES[at:number])
        at = number
        async with tour.go(session=path, present=True).run_test(size=SIZE) as tour.pilot:
            await tour.look()


def _record(path: Path, words: Words, lines: tuple[str, ...]) -> None:
    from facilitator.recorder import Recorder

    desk = Desk(path, words)
    recorder = Recorder(desk)
    for line in lines:
        recorder.take(line)
    desk.close()


async def mishaps(tour: Tour) -> None:
    path = make(tour.folder, tour.language, *LINES[:12])
    holder = Desk(path, tour.words)
    async with tour.go(session=path).run_test(size=SIZE) as tour.pilot:
        await tour.look()
        await tour.look("enter")
    holder.close()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    async with tour.go(session=path).run_test(size=SIZE, notifications=True) as tour.pilot:
        await tour.look()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(machine.files, "write", full)
            await tour.look(*"zq", "enter")
            await tour.look("tab")
            for _ in range(200):
                await tour.pilot.press("backspace")
            await tour.pilot.press(*str(tour.folder))
            await tour.look("ctrl+s")
        await tour.look("ctrl+s")


WAYS: dict[Way, set[str]] = {
    library: {"LibraryScreen", "HelpScreen", "CommandPalette", "ExportScreen", "RunnerScreen"},
    empty_library: {"LibraryScreen"},
    new_session: {"NewSessionScreen"},
    planner: {"PlansScreen", "PlannerScreen", "AddStepScreen", "AmissScreen", "HelpScreen", "FitPlanScreen",
              "NamePlanScreen"},
    runner: {"RunnerScreen", "HelpScreen", "AnalysisScreen"},
    dialogs: {"AgendaScreen", "ClockScreen", "FindScreen", "ReadBackScreen", "BlankScreen", "ExportScreen",
              "OwnWordsScreen", "ImportScreen", "PasteScreen"},
    hidden_and_late: {"RunnerScreen", "ClockScreen"},
    paper: {"ExportScreen", "PrintScreen"},
    changed_agenda: {"RunnerScreen", "AgendaScreen"},
    handed_on: {"NewSessionScreen", "CarryScreen"},
    series: {"CompareScreen", "BehindScreen", "WordingsScreen"},
    room: {"WaitingScreen", "PresentScreen"},
    mishaps: {"LockedScreen", "TroubleScreen"},
}  # fmt: skip
# Where agendas of one's own lie, as a path says it.
FOLDER = "templates"
# A language without words of its own for what is typed has the English ones, and files are named in plain letters.
BY_NAME: dict[tuple[Way, str], tuple[str, ...]] = {
    (paper, "xx"): ("agenda", "runsheet", "ballots", "worksheets", "cards"),
    (changed_agenda, "xx"): ("vote",),
}
SHOWS_TEMPLATES = (new_session, handed_on, planner, library, empty_library)


# What English leaves out is seen in the language that is none: there no letter of the code may stand on a screen.
WALKS = [
    (way, language) for way in WAYS for language in LANGUAGES if language != "en" or way in (library, series, room)
]


@pytest.mark.parametrize(("way", "language"), WALKS, ids=[f"{way.__name__}-{language}" for way, language in WALKS])
def test_no_word_of_another_language_is_left(way: Way, language: str) -> None:
    # A short path of no language: a long one would be broken on the screen.
    with TemporaryDirectory(prefix="zq") as folder:
        tour = Tour(language, Path(folder) / "zqmapp")
        tour.folder.mkdir()
        asyncio.run(_walked(way, tour))
    assert tour.visited >= WAYS[way]
    shown = way in SHOWS_TEMPLATES
    wrong = {
        where: bad
        for where, typed, text in tour.seen
        if (bad := foreign(text, language, Path.home(), templates=shown,
                           also=[*tokens(f"{typed} {FOLDER}"), *BY_NAME.get((way, language), ())]))
    }
    assert wrong == {}


async def _walked(way: Way, tour: Tour) -> None:
    await way(tour)


def test_every_screen_is_on_the_way() -> None:
    found: set[type] = set()
    for module in pkgutil.iter_modules(screens.__path__):
        loaded = importlib.import_module(f"facilitator.screens.{module.name}")
        found |= {one for one in vars(loaded).values() if isinstance(one, type) and issubclass(one, Screen)
                  and one.__module__ == loaded.__name__}  # fmt: skip
    # A screen that others are built on is seen as those.
    concrete = {one.__name__ for one in found if not any(one in other.__mro__[1:] for other in found)}
    assert concrete - set().union(*WAYS.values()) == set()
