from collections.abc import Callable, Coroutine
from datetime import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from screen_samples import AGENDA, EN, HOSTILE, NARROW, SV, WIDE, Spy, read, run, session, shown, until
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from facilitator.agenda.library import load_template, template_text
from facilitator.agenda.load import load_agenda
from facilitator.agendas import place_of, prepare
from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.keys import ScreenName, keys_of, keys_together
from facilitator.planning.lists import plain
from facilitator.screens.library import LibraryScreen
from facilitator.screens.new_session import NewSessionScreen
from facilitator.screens.planner import PlannerScreen
from facilitator.screens.plans import PlansScreen
from facilitator.storage.folder import Folder, templates_folder
from facilitator.text import clean
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.plan_fields import Chooser
from facilitator.widgets.plan_form import PlanForm
from facilitator.words import Words

Told = Callable[[Spy, Pilot[None], PlannerScreen], Coroutine[Any, Any, None]]


def planning(tmp_path: Path, name: str, told: Told, size: tuple[int, int] = WIDE, words: Words = EN) -> None:
    """Open an agenda in the planner, with the sessions in a folder of their own."""

    async def test() -> None:
        folder = tmp_path / "sessions"
        folder.mkdir(exist_ok=True)
        app = Spy(folder, words)
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            app.open_planner(prepare(name, app.folder, words))
            await read(pilot, words("minutes in all"))
            assert isinstance(app.screen, PlannerScreen)
            await told(app, pilot, app.screen)

    run(test())


def cafe(tmp_path: Path, text: str = AGENDA) -> str:
    path = tmp_path / "café.toml"
    path.write_text(text.replace('kind = "talk"', 'kind = "talk"\nminutes = 25  # with coffee'), "utf-8")
    return str(path)


def field(screen: PlannerScreen, key: str) -> Input:
    """Return a field of the form; an empty one while the form is only read."""
    rows = [row for row in screen.query(".plan-row") if row.name == key]
    found = rows[0].query_one(".field") if rows else Input()
    assert isinstance(found, Input)
    return found


async def step(pilot: Pilot[None], screen: PlannerScreen, number: int) -> None:
    """Go to a step with the arrows."""
    await pilot.press("home", *["down"] * number)
    await until(pilot, lambda: screen.at == number - 1)


async def cut_short(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
    await pilot.press("ctrl+t")
    await read(pilot, "Write when it has to end")
    await pilot.press(*"12:00")
    await read(pilot, "! 180 min too long  ^T shows how it can fit")
    await read(pilot, "360 min, there are 180")
    await pilot.press("escape")
    before = screen.draft
    await pilot.press("ctrl+t")
    await read(pilot, "To end at 12:00: the day takes 360 min, there are 180.")
    await read(pilot, "! It ends at 12:41. Still 41 min too long.")
    await read(pilot, "each keeps about three fifths")
    # What goes is said in a line of its own, also where the agenda lets go of it itself.
    await read(pilot, "Left out: 9\N{NO-BREAK SPACE}What follows from the choice?")
    # That is among the choices too, which have letters where steps have numbers, and can be kept.
    await read(pilot, "A ✓  9  What follows from the choice? (may be left out)")
    await pilot.press("a")
    await read(pilot, "Still 56 min too long.")
    assert "Left out:" not in shown(app)
    await read(pilot, "A    9  What follows from the choice?")
    await read(pilot, "C   11  Whom do we want to reach? with 12–14")
    await pilot.press("A")
    await read(pilot, "B   10  Lunch")
    # What is left out gives what its row says, and the end comes earlier by that.
    assert "gives 30 min  ends 12:11" in next(line for line in shown(app).splitlines() if "B   10  Lunch" in line)
    await read(pilot, "360       221")
    await pilot.press("b")
    await read(pilot, "Still 11 min too long.")
    await read(pilot, "Left out: 9\N{NO-BREAK SPACE}What follows from the choice? and 10\N{NO-BREAK SPACE}Lunch")
    # A letter means the same thing as long as one chooses.
    await read(pilot, "B ✓ 10  Lunch")
    await pilot.press("b")
    await read(pilot, "Still 41 min too long.")
    await pilot.press("b")
    await read(pilot, "Still 11 min too long.")
    # The proposals for a promise go with the vote on them and the test, and what stays has its time back.
    await pilot.press(*["down"] * 9, "space")
    await read(pilot, "It ends at 12:00, as it has to.")
    # Taken in again it stays, without what built on it.
    await pilot.press("space")
    await read(pilot, "Still 2 min too long.")
    await pilot.press("escape")
    assert screen.draft == before
    await pilot.press("ctrl+t")
    await read(pilot, "B   10  Lunch")
    await pilot.press("b", *["down"] * 9, "space")
    await read(pilot, "It ends at 12:00, as it has to.")
    await pilot.press("enter")
    await read(pilot, "12:00      end  as it has to")
    await read(pilot, "Ctrl+Z takes that back")
    assert len(screen.draft.steps) == 19
    assert not [slot.start for slot in screen.day.slots if slot.start.minute % 5]
    await pilot.press("ctrl+z")
    await read(pilot, "Undone: fit into the time")
    assert screen.draft == before
    await pilot.press("ctrl+y")
    await read(pilot, "Done again: fit into the time")
    assert [one["minutes"] for one in screen.draft.steps if one.get("flex") == "fixed"] == [15, 10, 20, 5]
    await pilot.press("ctrl+s")
    await read(pilot, "What is it called?")
    await pilot.press(*"Short forum", "enter")
    await until(pilot, lambda: screen.path is not None)
    assert screen.path is not None
    assert screen.path == templates_folder(app.folder.path) / "short-forum.toml"
    agenda = load_agenda(screen.path, EN)
    assert agenda.minutes == 180
    assert agenda.title.texts == {"sv": "Dialogforum: varumärke och målgrupper", "en": "Short forum"}
    assert agenda.language == "en"
    assert agenda == screen.draft.agenda("x", EN)
    text = screen.path.read_text("utf-8")
    assert text.startswith("# A whole day about who we are for")
    await pilot.press("f2")
    await until(pilot, lambda: isinstance(app.screen, NewSessionScreen))
    await pilot.press(*"Morning", "ctrl+s")
    await until(pilot, lambda: app.opened)
    desk = Desk(next(app.folder.path.rglob("*.json")), EN, read_only=True)
    assert desk.agenda.minutes == 180
    assert desk.state.name == "Morning"


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_forum_is_cut_to_three_hours_that_end_at_noon(tmp_path: Path, size: tuple[int, int]) -> None:
    planning(tmp_path, "dialogforum", cut_short, size)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_fit_says_for_how_many_it_is_and_takes_another_number(tmp_path: Path, size: tuple[int, int]) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("ctrl+t", *"12:00", "ctrl+t")
        await read(pilot, "reckoned for 48 people")
        await pilot.press("tab", *"40")
        await read(pilot, "reckoned for 40 people")
        await pilot.press("x")
        await read(pilot, "! write a number, such as 40")
        await pilot.press("backspace", "enter", "b")
        await read(pilot, "Still 11 min too long.")
        await pilot.press("enter")
        await read(pilot, "11 min too long  ^T shows how it can fit")
        assert screen.draft.top["people"] == [40, 40]
        await pilot.press("ctrl+t", "tab", "delete")
        await read(pilot, "no number: reckoned for 60")
        # What is no number is not taken over, nor its beginning.
        await pilot.press(*"99999999", "enter")
        await read(pilot, "! write a number, such as 40")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        assert screen.draft.top["people"] == [40, 40]
        await pilot.press("ctrl+z", "ctrl+z")
        await read(pilot, "Undone: fit into the time")
        await until(pilot, lambda: screen.draft.top["people"] == [16, 48])

    planning(tmp_path, "dialogforum", told, size)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_minutes_to_spare_after_a_fit_go_back_to_what_was_shortened(tmp_path: Path, size: tuple[int, int]) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("ctrl+t", *"14:00", "ctrl+t")
        await read(pilot, "It ends at 14:00, as it has to.")
        await pilot.press("enter")
        await read(pilot, "14:00      end  as it has to")
        shortened = {one["id"]: one["minutes"] for one in screen.draft.steps}
        # The lunch goes as well, after that, and the steps that gave for it have some of their time back.
        await pilot.press("escape")
        await step(pilot, screen, 10)
        await pilot.press("delete")
        await read(pilot, "45 min to spare  ^T gives them back to what was shortened")
        await pilot.press("ctrl+t")
        await read(pilot, "45 min to spare went back to 9 steps. Ctrl+Z takes that back.")
        longer = {one["id"]: one["minutes"] for one in screen.draft.steps}
        assert sum(longer.values()) == 300
        assert all(length >= shortened[name] and length % 5 == 0 for name, length in longer.items())
        await pilot.press("ctrl+z")
        await read(pilot, "Undone: time given back")
        await until(pilot, lambda: all(shortened[one["id"]] == one["minutes"] for one in screen.draft.steps))
        # What she gives a step herself is what she wants.
        await pilot.press("ctrl+t", "ctrl+t")
        await read(pilot, "It fits already.")

    planning(tmp_path, "dialogforum", told, size)


def test_questions_are_changed_and_steps_moved_copied_pinned_and_taken_back(tmp_path: Path) -> None:
    path = cafe(tmp_path)

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 2)
        await pilot.press("enter", "end", *" now", "enter", *"20")
        await read(pilot, "What do we lack? now")
        assert [screen.draft.steps[1][key] for key in ("title", "minutes")] == ["What do we lack? now", 20]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: field(screen, "minutes").value == "")
        await pilot.press("escape", "ctrl+up")
        await until(pilot, lambda: [one["id"] for one in screen.draft.steps] == ["ideas", "talk", "vote"])
        await pilot.press("ctrl+d", "ctrl+l")
        await until(pilot, lambda: screen.draft.steps[1].get("pin") == "09:00")
        assert screen.draft.steps[1]["id"] == "ideas-2"
        for _ in range(3):
            await pilot.press("ctrl+z")
        await until(pilot, lambda: [one["id"] for one in screen.draft.steps] == ["talk", "ideas", "vote"])
        await pilot.press("ctrl+s")
        await read(pilot, "Saved as")
        saved = Path(path).read_text("utf-8")
        assert "minutes = 25  # with coffee" in saved
        assert 'title = "What do we lack? now"' in saved

    planning(tmp_path, path, told)


def test_what_a_step_builds_on_is_chosen_by_name_and_told_when_it_is_gone(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 3)
        await read(pilot, "step 2, What do we lack?")
        await pilot.press("ctrl+up")
        await read(pilot, "! Step 2: takes its list from: what it builds on is gone, or comes later")
        await pilot.press("f2")
        await read(pilot, "no session can begin with it")
        await pilot.press("enter", "down", "down", "down", "right")
        await read(pilot, "▌ a list of its own")
        await until(pilot, lambda: "is gone" not in shown(app))
        assert screen.draft.steps[1]["items"] == []
        await read(pilot, "to choose among: write something, each on a line of its own")
        await pilot.press("down", *"Tea", "enter", *"Cake", "enter", *"Figs")
        await until(pilot, lambda: screen.draft.steps[1]["items"] == ["Tea", "Cake", "Figs"])
        await read(pilot, "With 3 votes each among 3 options nearly everything is chosen")

    planning(tmp_path, cafe(tmp_path), told)


def test_a_break_is_added_where_one_stands_and_its_form_is_at_hand(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 1)
        await pilot.press("plus")
        await read(pilot, "coffee, lunch, stretching")
        await read(pilot, "It comes after step 1, «Welcome».")
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.draft.steps) == 4)
        await until(pilot, lambda: field(screen, "title").has_focus)
        # While something is filled in the sign is a sign.
        await pilot.press("end", "plus", "delete")
        await until(pilot, lambda: screen.draft.steps[1]["title"] == "Coffee+")
        assert screen.draft.steps[1]["form"] == "break"
        await pilot.press("escape", "insert", "end", "enter")
        await until(pilot, lambda: len(screen.draft.steps) == 5)
        assert screen.draft.steps[2]["kind"] == "act"

    planning(tmp_path, cafe(tmp_path), told, NARROW)


def test_what_is_wrong_keeps_its_text_and_leaving_is_asked_about_once(tmp_path: Path) -> None:
    path = cafe(tmp_path)

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 1)
        await pilot.press("enter", "enter", "end", *"[/]")
        await read(pilot, '! Step 1: minutes: "25[/]" will not do.')
        await pilot.press("escape", "down", "up", "enter")
        await until(pilot, lambda: field(screen, "minutes").value == "25[/]")
        await pilot.press("escape", "escape")
        await read(pilot, "Esc again leaves without it")
        assert app.screen is screen
        await pilot.press("ctrl+q")
        await read(pilot, "Ctrl+Q again quits without it")
        assert app.is_running
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        assert "[/]" not in Path(path).read_text("utf-8")

    planning(tmp_path, path, told, NARROW)


def test_the_whole_is_stretched_and_begins_at_another_time(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter", "down", "end", *["backspace"] * 5, *"13:30")
        await read(pilot, "13:30–13:55")
        await pilot.press("down", "down", "end", "backspace", "backspace", *"60", "enter")
        await read(pilot, "13:30–14:30")
        assert screen.draft.steps[0]["minutes"] == 60

    planning(tmp_path, cafe(tmp_path), told)


def test_a_length_that_needs_more_than_shorter_steps_is_asked_about(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter", "down", "down", "down", "ctrl+a", *"330", "enter")
        await read(pilot, "09:00–14:30")
        # Lengths that only become shorter are fives, and long enough for the room.
        assert not [slot.start for slot in screen.day.slots if slot.start.minute % 5]
        assert not [one for one in screen.draft.steps if one["minutes"] < 5]
        before = screen.draft
        await pilot.press("up", "ctrl+a", *"180", "enter")
        await read(pilot, "To end at 12:00")
        await read(pilot, "min too long.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, PlannerScreen))
        assert screen.draft == before
        await read(pilot, "09:00–14:30")

    planning(tmp_path, "dialogforum", told)


def test_several_lines_and_hostile_text_are_typed_and_stay_text(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 2)
        await pilot.press("enter")
        await until(pilot, lambda: field(screen, "title").has_focus)
        field(screen, "title").value = HOSTILE
        await read(pilot, HOSTILE)
        area = screen.query(TextArea).first()
        area.focus()
        await pilot.press(*"One", "ctrl+j", *"Two")
        await until(pilot, lambda: screen.draft.steps[1].get("prompt") == "One\nTwo")
        assert not screen.draft.problems("x", EN)

    planning(tmp_path, cafe(tmp_path), told)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_agenda_of_an_old_session_is_prepared_from_the_library(tmp_path: Path, size: tuple[int, int]) -> None:
    session(tmp_path / "sessions", "Spring")

    async def test() -> None:
        app = Spy(tmp_path / "sessions", SV)
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await pilot.press("f6")
            await read(pilot, SV("as it was held"))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, PlannerScreen))
            await read(pilot, "What comes first?")
            for text in ("The whole", "begins at", "has to end at", "minutes in all", "fill in", "add", "move"):
                await read(pilot, SV(text))
            await pilot.press("end", "enter")
            for text in ("votes for each voter", "most votes on one thing", "takes its list from"):
                await until(pilot, lambda: app.screen.query(".label"))
                assert SV(text) in [str(one.render()) for one in app.screen.query(".label")]
            await pilot.press("ctrl+s")
            await read(pilot, "cafe.toml")
            await pilot.press("enter")
            await until(pilot, lambda: list(templates_folder(app.folder.path).glob("*.toml")))
            assert load_agenda(templates_folder(app.folder.path) / "cafe.toml", SV).title.of("sv") == "Café"

    run(test())


def test_an_agenda_to_prepare_is_found_by_what_is_typed(tmp_path: Path) -> None:
    async def test() -> None:
        app = FacilitatorApp(Folder(tmp_path / "sessions", SV), SV, plans=True)
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: isinstance(app.screen, PlansScreen))
            await pilot.press(*"zzz")
            await read(pilot, SV("No agenda has all these words."))
            await pilot.press("enter")
            assert isinstance(app.screen, PlansScreen)
            await pilot.press(*["backspace"] * 3, *"2010 DIALOG")
            await until(pilot, lambda: app.screen.query_one(MarkedList).option_count == 1)
            await read(pilot, SV("prepare"))
            await pilot.press("down", "enter")
            await until(pilot, lambda: isinstance(app.screen, PlannerScreen))
            await read(pilot, load_template("dialogforum", SV).title.of("sv"))

    run(test())


def test_delete_takes_a_step_away_in_the_list_alone_and_names_what_builds_on_it(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 3)
        await pilot.press("enter", *["down"] * 3)
        await until(pilot, lambda: isinstance(app.focused, Chooser))
        await pilot.press("delete")
        await pilot.pause()
        assert len(screen.draft.steps) == 3
        await pilot.press("escape", "up", "delete")
        await read(pilot, "! Step 3 builds on this one. Del again takes it away.")
        assert len(screen.draft.steps) == 3
        await pilot.press("delete")
        await until(pilot, lambda: [one["id"] for one in screen.draft.steps] == ["talk", "vote"])

    planning(tmp_path, cafe(tmp_path), told)


def test_the_arrows_reach_every_field_of_a_long_form_and_it_is_in_view(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 3)
        await pilot.press("enter")
        await until(pilot, lambda: field(screen, "title").has_focus)
        plan_form = screen.query_one(PlanForm)
        seen = []
        for _ in range(20):
            await pilot.pause()
            focused = app.focused
            assert focused is not None
            assert focused.parent is not None
            seen.append(focused.parent.name)
            assert plan_form.content_region.contains_region(focused.region)
            await pilot.press("down")
        assert len(dict.fromkeys(seen)) == len(plan_form.query(".plan-row")) > plan_form.size.height
        await pilot.press(*"One", *["ctrl+j", "x"] * 6)
        await pilot.pause()
        area = screen.query(TextArea).last()
        assert area.has_focus
        assert plan_form.content_region.contains_region(area.region)

    planning(tmp_path, cafe(tmp_path), told, NARROW)


def test_what_is_typed_into_a_new_step_replaces_what_it_began_with(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 2)
        await pilot.press("plus", "down", "enter")
        await until(pilot, lambda: len(screen.draft.steps) == 4)
        await until(pilot, lambda: field(screen, "title").has_focus)
        await pilot.press(*"Hi", "enter", *"7", "up", "end", *"!")
        await until(pilot, lambda: screen.draft.steps[2]["title"] == "Hi!")
        assert screen.draft.steps[2]["minutes"] == 7

    planning(tmp_path, cafe(tmp_path), told, NARROW)


def test_the_beginning_and_the_end_are_saved_and_what_is_no_time_is_told(tmp_path: Path) -> None:
    path = cafe(tmp_path)

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter", "down", "end", *["backspace"] * 5, *"25:99", "down", *"12")
        await read(pilot, "! begins at: write a time, such as 12:00")
        assert screen.changed
        await pilot.press("up", "end", *["backspace"] * 5, *"8.30")
        await until(pilot, lambda: "write a time" not in shown(app))
        await pilot.press("ctrl+s")
        await read(pilot, "Saved as")
        agenda = load_agenda(Path(path), EN)
        assert (agenda.start, agenda.end) == (time(8, 30), time(12))
        await pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await until(pilot, lambda: "start" not in screen.draft.top and screen.changed)

    planning(tmp_path, path, told)


def test_another_name_is_another_file_and_none_is_written_over_unasked(tmp_path: Path) -> None:
    own = templates_folder(tmp_path / "sessions")
    own.mkdir()
    theirs = (own / "theirs.toml", AGENDA.replace("Café", "Theirs"))
    theirs[0].write_text(theirs[1], "utf-8")
    path = own / "café.toml"
    path.write_text(AGENDA, "utf-8")

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter")
        await until(pilot, lambda: field(screen, "title").has_focus)
        field(screen, "title").value = "Theirs"
        await until(pilot, lambda: screen.changed)
        await pilot.press("ctrl+s")
        await read(pilot, "What is it called?")
        await read(pilot, "«Theirs» is another agenda of yours. Enter saves this one as «Theirs")
        await read(pilot, "theirs-2.toml")
        await pilot.press(*"Theirs", "enter")
        await read(pilot, "Enter again writes over it")
        await pilot.press(*" 2")
        assert "writes over" not in shown(app)
        assert theirs[0].read_text("utf-8") == theirs[1]
        await pilot.press("enter")
        await until(pilot, lambda: screen.path == own / "theirs-2.toml")
        assert load_agenda(own / "theirs-2.toml", EN).title.of("en") == "Theirs 2"
        assert path.read_text("utf-8") == AGENDA
        await pilot.press("f12")
        await read(pilot, "Until now:")
        await pilot.press("escape")
        field(screen, "title").value = "Mine"
        await until(pilot, lambda: screen.changed)
        await pilot.press("ctrl+s")
        await read(pilot, "mine.toml")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not screen.changed)
        assert load_agenda(own / "theirs-2.toml", EN).title.of("en") == "Mine"
        assert not (own / "mine.toml").exists()

    planning(tmp_path, str(path), told)


def test_a_name_without_letters_for_a_file_gets_a_file_all_the_same(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("f12")
        await read(pilot, "What is it called?")
        await pilot.press("backspace", "enter")
        await read(pilot, "! Write a name.")
        await pilot.press(*"مقهى", "enter")
        await until(pilot, lambda: screen.path == templates_folder(app.folder.path) / "agenda.toml")

    planning(tmp_path, cafe(tmp_path), told, NARROW)


def test_the_arrows_stay_at_the_first_and_at_the_last_step(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        last = len(screen.draft.steps) - 1
        await pilot.press("up", "up")
        await pilot.pause()
        assert screen.at == -1
        await pilot.press(*["down"] * (last + 4))
        await until(pilot, lambda: screen.at == last)
        await pilot.press("down")
        await pilot.pause()
        assert screen.at == last

    planning(tmp_path, cafe(tmp_path), told)


def test_enter_alone_saves_a_template_beside_what_is_there(tmp_path: Path) -> None:
    own = templates_folder(tmp_path / "sessions")
    before = template_text("dialogforum", EN)
    title = load_template("dialogforum", EN).title.of("en")
    files: list[Path] = []

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("ctrl+s")
        await read(pilot, "What is it called?")
        await until(pilot, lambda: app.screen.query_one("#trouble").display == bool(files))
        # Twice, as an impatient hand does.
        await pilot.press("enter", "enter")
        await until(pilot, lambda: screen.path is not None)
        assert screen.path is not None
        assert screen.path not in files
        number = len(files) + 1
        assert load_agenda(screen.path, EN).title.of("en") == (title if number == 1 else f"{title} {number}")
        files.append(screen.path)

    texts: list[str] = []
    for _ in range(3):
        planning(tmp_path, "dialogforum", told)
        texts.append(files[-1].read_text("utf-8"))
        assert [path.read_text("utf-8") for path in files] == texts
    assert len(list(own.iterdir())) == 3
    assert template_text("dialogforum", EN) == before


def test_a_name_that_is_written_over_was_written_and_confirmed(tmp_path: Path) -> None:
    own = templates_folder(tmp_path / "sessions")
    own.mkdir(parents=True)
    long = "Å" * 300
    for name in ("Spring 9", long):
        place_of(name, Folder(tmp_path / "sessions", EN), EN).write_text(AGENDA, "utf-8")

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("f12")
        await read(pilot, "What is it called?")
        app.screen.query_one(Input).value = long
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query_one(Input).value.endswith("Å 2"))
        app.screen.query_one(Input).value = "Spring 9"
        await pilot.press("enter")
        await read(pilot, "«Spring 9» is another agenda of yours.")
        assert app.screen.query_one(Input).value == "Spring 10"
        await pilot.press(*"spring 9", "enter")
        await read(pilot, "Enter again writes over it")
        assert (own / "spring-9.toml").read_text("utf-8") == AGENDA
        await pilot.press("enter")
        await until(pilot, lambda: screen.path == own / "spring-9.toml")
        assert load_agenda(own / "spring-9.toml", EN).title.of("en") == "spring 9"

    planning(tmp_path, "dialogforum", told)


@pytest.mark.parametrize("key", ["plus", "ctrl+s", "f9", "f2"])
def test_nothing_of_the_steps_is_read_beside_a_dialog_where_there_is_little_room(tmp_path: Path, key: str) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press(key)
        await until(pilot, lambda: app.screen is not screen)
        await until(pilot, lambda: app.screen.query_one(".dialog-box").region.width == NARROW[0])
        if key == "plus":
            await read(pilot, "It comes first.")

    planning(tmp_path, "dialogforum", told, NARROW)


def test_what_comes_next_is_seen_below_the_step_that_is_filled_in(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        for number in (4, 9, 17, 24):
            await step(pilot, screen, number)
            await pilot.press("enter")
            await until(pilot, lambda: screen.query_one(PlanForm).filling)
            below = clean(plain(screen.draft.steps[number]["title"], "en")) if number < 24 else "15:00"
            await until(pilot, partial(rows_after, app, f"{number:>3} ", below))
            await pilot.press("escape")
            await until(pilot, lambda: not screen.query_one(PlanForm).filling)

    planning(tmp_path, "dialogforum", told, NARROW)


def rows_after(app: Spy, row: str, below: str) -> bool:
    """Tell whether a row is in view, and what stands below it."""
    rows = shown(app).splitlines()
    found = [at for at, text in enumerate(rows) if row in text[8:14]]
    return bool(found) and below[:20] in rows[found[0] + 1]


MANY = """
title = "Day"
language = "en"
people = [10, 30]
""" + "".join(
    f'[[step]]\nid = "v{number}"\nkind = "vote"\ntitle = "Vote {number}"\nminutes = 1\nitems = ["A", "B"]\ndots = 8\n'
    for number in range(1, 8)
)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_all_that_is_amiss_is_seen_and_led_to(tmp_path: Path, size: tuple[int, int]) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await read(pilot, "more: 12 to consider  ^R shows all of them" if size == NARROW else "  ^R shows all of them")
        # A new vote has no list yet; that is told, and the others are too.
        await pilot.press("plus", *["down"] * 4, "enter")
        await until(pilot, lambda: len(screen.draft.steps) == 8 and screen.query_one(PlanForm).filling)
        await pilot.press("ctrl+r")
        await read(pilot, "What is amiss, and what to consider   1 amiss, 14 to consider")
        await pilot.press("end")
        await read(pilot, "Step 8: 8 votes each do not fit on 2 options")
        await pilot.press("enter")
        await until(pilot, lambda: screen.at == 7)
        await pilot.press("escape", "ctrl+r", "escape")
        await until(pilot, lambda: app.screen is screen)
        assert screen.at == 7

    planning(tmp_path, cafe(tmp_path, MANY), told, size)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_advice_has_a_calmer_sign_than_a_mistake_and_is_put_away_once_it_is_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = cafe(tmp_path, AGENDA.replace('from = "ideas"\ndots = 3', 'from = "ideas:9"\ndots = 8\nminutes = 10'))
    advice = "Step 3: With 8 votes each among 9 options"

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        before = screen.draft
        await read(pilot, f"· {advice}")
        await read(pilot, "3 · What comes first?")
        assert "!" not in shown(app)
        await pilot.press("ctrl+r", "end", "space")
        await read(pilot, f"✓ {advice}")
        await read(pilot, "1 to consider, 1 seen")
        await pilot.press("escape")
        await until(pilot, lambda: advice not in shown(app))
        await read(pilot, "3   What comes first?")
        # What is a mistake is told as before, and stays until it is mended.
        await step(pilot, screen, 3)
        await pilot.press("ctrl+up")
        await read(pilot, "2 ! What comes first?")
        await pilot.press("ctrl+r", "space")
        await read(pilot, "! Step 2: takes its list from")
        await pilot.press("escape", "ctrl+z", "ctrl+r", "end", "space")
        await read(pilot, f"· {advice}")
        await pilot.press("escape")
        await read(pilot, "3 · What comes first?")
        assert screen.draft == before

    planning(tmp_path, path, told, size)


PURPOSE = 'purpose = "What do we lack? That is what we want to hear."\nlanguage'
LIST = 'items = ["Tea", "Cake", "Figs", "Rolls", "Jam", "Milk"]\nminutes = 9\nprompt = "You heard it in step 2."'
SPOKEN = AGENDA.replace("language", PURPOSE).replace('from = "ideas"', LIST)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_texts_that_speak_of_a_step_which_was_taken_away_are_told(tmp_path: Path, size: tuple[int, int]) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        assert "speaks of" not in shown(app)
        await step(pilot, screen, 2)
        await pilot.press("delete")
        await read(pilot, "· Step 2: It speaks of step 2 as it was, «What do we lack?»,")
        await read(pilot, "· Why it is held: it speaks of «What do we lack?»,")
        # A text that is written anew means the steps as they are now.
        await pilot.press("enter", "enter", "enter", "end", "!")
        await until(pilot, lambda: "as it was" not in shown(app))
        await pilot.press("escape", "ctrl+z", "ctrl+z")
        await until(pilot, lambda: "speaks of" not in shown(app))

    planning(tmp_path, cafe(tmp_path, SPOKEN), told, size)


@pytest.mark.parametrize("words", [EN, SV])
def test_what_is_needed_most_is_in_the_last_row_of_a_small_window(tmp_path: Path, words: Words) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        for keys in (["down"], ["enter"]):
            await pilot.press(*keys)
            await until(pilot, lambda: f"^Z {words('undo')}" in shown(app).splitlines()[-1])
            last = shown(app).splitlines()[-1]
            assert f"F1 {words('help')}" in last
            assert f"^S {words('save')}" in last
            assert screen.query_one(PlanForm).filling or f"Del {words('delete')}" in last

    planning(tmp_path, cafe(tmp_path), told, NARROW, words)


def test_help_lists_keys_that_belong_together_side_by_side() -> None:
    names: tuple[ScreenName, ...] = ("planner", "form")
    planner, form = ([key.face for key in keys_together(name)] for name in names)
    for pair in (["^↑↓", "^↑"], ["^Z", "^Y"], ["Tab", "Shift+Tab"], ["+", "Ins"]):
        at = planner.index(pair[0])
        assert planner[at : at + 2] == pair
    assert form[form.index("^Z") + 1] == "^Y"
    assert set(keys_together("planner")) == set(keys_of("planner"))


def test_where_nothing_is_amiss_that_is_said(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("ctrl+r")
        await read(pilot, "Nothing is amiss.")

    planning(tmp_path, "dialogforum", told)
