"""Setting the computer's clock, letting it sleep, or closing the session moves no step's time but by what passed."""

from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.entry.address import first_target
from facilitator.screens.timekeeping import Timekeeping
from facilitator.session.day import day_of
from facilitator.session.live import Surroundings
from facilitator.storage.folder import Folder
from facilitator.words import Words

EN = Words("en")
NINE = datetime.fromisoformat("2026-03-01T09:00:00+01:00")
AGENDA = """
title = "A day"
language = "en"
[[step]]
id = "one"
kind = "talk"
title = "One"
minutes = 30
"""


class World:
    """The clock on the wall of the machine, and the seconds that really pass."""

    def __init__(self) -> None:
        self.wall, self.passed, self.ids = NINE, 0.0, iter(range(1000))

    def surroundings(self) -> Surroundings:
        return Surroundings(lambda: self.wall, lambda: f"id{next(self.ids)}", lambda: self.passed)

    def wait(self, minutes: float) -> None:
        self.passed += minutes * 60
        self.wall += timedelta(minutes=minutes)


def opened(folder: Path, world: World) -> Desk:
    path = create(Folder(folder, EN), parse_agenda(AGENDA, "day.toml", EN), NewSession(), EN, world.surroundings())
    desk = Desk(path, EN, world.surroundings())
    desk.record(desk.start(desk.agenda.steps[0]).events)
    return desk


def elapsed(desk: Desk) -> float:
    time = day_of(desk.state, desk.session.surroundings.now()).steps[0]
    assert time.elapsed is not None
    return time.elapsed / timedelta(minutes=1)


def test_an_hour_forward_or_back_changes_nothing_of_the_time_that_is_left(tmp_path: Path) -> None:
    world = World()
    desk = opened(tmp_path, world)
    keeping = Timekeeping(desk)
    assert keeping.look() == []
    world.wait(5)
    assert keeping.look() == []
    for jump in (60, -120):
        world.wall += timedelta(minutes=jump)
        moved = keeping.look()
        assert [event.seconds for event in moved] == [jump * 60]
        desk.record(moved)
        assert keeping.look() == []
        assert elapsed(desk) == 5
    world.wait(2)
    assert keeping.look() == []
    assert elapsed(desk) == 7


def test_a_laptop_that_slept_over_lunch_wakes_with_the_time_that_really_passed(tmp_path: Path) -> None:
    world = World()
    desk = opened(tmp_path, world)
    keeping = Timekeeping(desk)
    keeping.look()
    world.wait(45)
    assert keeping.look() == []
    assert elapsed(desk) == 45


def test_a_clock_that_went_back_while_the_session_was_closed_gives_no_time_back(tmp_path: Path) -> None:
    world = World()
    desk = opened(tmp_path, world)
    world.wait(10)
    desk.record(desk.read(desk.agenda.steps[0], first_target(desk.book, desk.agenda.steps[0]), "a note").events)
    desk.close()
    world.wall -= timedelta(hours=3)
    again = Desk(desk.path, EN, world.surroundings())
    moved = Timekeeping(again).look()
    assert [event.seconds for event in moved] == [-3 * 3600]
    again.record(moved)
    assert elapsed(again) == 10


def test_undo_takes_back_what_somebody_did_and_not_what_the_clock_did(tmp_path: Path) -> None:
    world = World()
    desk = opened(tmp_path, world)
    keeping = Timekeeping(desk)
    keeping.look()
    desk.record(desk.read(desk.agenda.steps[0], first_target(desk.book, desk.agenda.steps[0]), "a note").events)
    world.wall += timedelta(hours=1)
    desk.record(keeping.look())
    assert [type(event).__name__ for event in desk.undo()] == ["NoteKept"]
    world.wall += timedelta(hours=1)
    desk.record(keeping.look())
    assert [type(event).__name__ for event in desk.redo()] == ["NoteKept"]


def test_a_replay_without_a_steady_clock_is_left_alone(tmp_path: Path) -> None:
    world = World()
    desk = opened(tmp_path, world)
    desk.session.surroundings = replace(world.surroundings(), steady=None)
    keeping = Timekeeping(desk)
    world.wall += timedelta(hours=5)
    assert keeping.look() == []
