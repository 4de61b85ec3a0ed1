"""The form of the planner as it is filled in: where Enter leads, where typing goes, what is in view."""

from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from screen_samples import EN, HOSTILE, NARROW, SV, WIDE, Spy, read, run, shown, until
from textual.events import Key, Paste
from textual.pilot import Pilot

from facilitator.agenda.library import load_template
from facilitator.agenda.load import load_agenda
from facilitator.agendas import prepare
from facilitator.planning.form import ALL, Field
from facilitator.screens.planner import PlannerScreen
from facilitator.storage.folder import Folder
from facilitator.widgets.marked_list import MarkedList
from facilitator.widgets.plan_fields import Line, Lines
from facilitator.widgets.plan_form import PlanForm
from facilitator.words import Words

Told = Callable[[Spy, Pilot[None], PlannerScreen], Coroutine[Any, Any, None]]
DAY = '''
title = "Café"
language = "en"
purpose = """
Hear what everybody knows but is seldom asked about, in words of their own, and long enough for several lines.
Then choose."""
[[step]]
id = "talk"
kind = "talk"
title = "Welcome"
minutes = 10
[[step]]
id = "ideas"
kind = "collect"
title = "What do we lack?"
prompt = "Think of a day last week.\\nWhat was missing?"
minutes = 20
[[step]]
id = "vote"
kind = "vote"
title = "What comes first?"
minutes = 10
from = "ideas"
dots = 3
'''


def planning(tmp_path: Path, told: Told, text: str = DAY, size: tuple[int, int] = WIDE, words: Words = EN) -> None:
    """Open an agenda in the planner."""

    async def test() -> None:
        path = tmp_path / "café.toml"
        path.write_text(text, "utf-8")
        (tmp_path / "sessions").mkdir()
        app = Spy(tmp_path / "sessions", words)
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            app.open_planner(prepare(str(path), app.folder, words))
            await read(pilot, words("minutes in all"))
            assert isinstance(app.screen, PlannerScreen)
            await told(app, pilot, app.screen)

    run(test())


async def step(pilot: Pilot[None], screen: PlannerScreen, number: int) -> None:
    """Go to a step with the arrows; 0 is the whole."""
    await pilot.press("home", *["down"] * number)
    await until(pilot, lambda: screen.at == number - 1)


async def at(pilot: Pilot[None], screen: PlannerScreen, key: str) -> None:
    """Wait until the keyboard is in a field."""
    plan_form = screen.query_one(PlanForm)
    await until(pilot, lambda: plan_form.here is not None and plan_form.here.key == key)


def keys(app: Spy) -> str:
    """Return the keys in the last row."""
    return shown(app).rstrip().splitlines()[-1]


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_enter_goes_through_all_fields_and_back_to_the_steps_as_the_last_row_says(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        before = screen.draft
        for number in range(4):
            await step(pilot, screen, number)
            await pilot.press("enter")
            fields = [row.name or "" for row in screen.query(".plan-row")]
            for key in fields:
                await at(pilot, screen, key)
                await read(pilot, "Enter done" if key == fields[-1] else "Enter next field")
                await pilot.press("enter")
            await until(pilot, lambda: screen.query_one(MarkedList).has_focus)
            assert screen.at == number - 1
        assert screen.draft == before

    planning(tmp_path, told, size=size)


def test_a_new_line_has_a_key_of_its_own_and_it_is_shown(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 2)
        await pilot.press("enter")
        assert "^J" not in keys(app)
        await pilot.press("enter", "enter")
        await at(pilot, screen, "prompt")
        await until(pilot, lambda: "^J new line" in keys(app))
        await pilot.press("ctrl+j", *"And", "alt+enter", *"now?", "enter")
        await at(pilot, screen, "form")
        await until(pilot, lambda: "^J" not in keys(app) and "← → choose" in keys(app))
        assert screen.draft.steps[1]["prompt"] == "Think of a day last week.\nWhat was missing?\nAnd\nnow?"
        await pilot.press("f1")
        await read(pilot, "a new line in a long text")

    planning(tmp_path, told, size=NARROW)


def test_in_a_list_enter_makes_the_next_line_and_an_empty_one_or_tab_leaves_it(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("tab", "up", "down", *["down"] * 5, "ctrl+end", "down")
        await at(pilot, screen, "checklist")
        await until(pilot, lambda: "Enter done" in keys(app))
        await pilot.press(*"Cups")
        await until(pilot, lambda: "Enter next line  Tab next field" in keys(app))
        await pilot.press("enter", *"Pens")
        await until(pilot, lambda: screen.draft.top.get("checklist") == ["Cups", "Pens"])
        await pilot.press("enter", "enter")
        await until(pilot, lambda: screen.query_one(MarkedList).has_focus)
        assert screen.draft.top["checklist"] == ["Cups", "Pens"]
        await pilot.press("shift+tab", "tab", "shift+tab")
        await at(pilot, screen, "title")
        await pilot.press("shift+tab")
        await until(pilot, lambda: screen.query_one(MarkedList).has_focus)
        await until(pilot, lambda: "Enter fill in" in keys(app))

    planning(tmp_path, told, size=NARROW)


def test_who_comes_to_a_text_writes_on_at_its_end(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        prompt = "Think of a day last week.\nWhat was missing?"
        await step(pilot, screen, 2)
        await pilot.press("enter", "home", "down", "down")
        await at(pilot, screen, "prompt")
        await pilot.press("!")
        await until(pilot, lambda: screen.draft.steps[1]["prompt"] == prompt + "!")
        await pilot.press("ctrl+home", *"Hm. ")
        await until(pilot, lambda: screen.draft.steps[1]["prompt"] == f"Hm. {prompt}!")
        await pilot.press("left", "ctrl+end", "!", "ctrl+home", "up", "up", *" So")
        await at(pilot, screen, "title")
        await pilot.press("ctrl+home", *"O: ", "ctrl+end", ".")
        await until(pilot, lambda: screen.draft.steps[1]["title"] == "O: What do we lack? So.")
        # What undo puts back is written on at its end too.
        await pilot.press("down", "down", "ctrl+home", "x", "ctrl+z")
        await until(pilot, lambda: screen.draft.steps[1]["prompt"] == f"Hm. {prompt}!!")
        await pilot.press("?")
        await until(pilot, lambda: screen.draft.steps[1]["prompt"] == f"Hm. {prompt}!!?")

    planning(tmp_path, told)


def test_what_was_understood_is_shown_when_a_field_is_left(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter", "down", "down", *"17", "enter")
        await read(pilot, "17:00")
        assert screen.draft.top["end"] == "17:00"

    planning(tmp_path, told, size=NARROW)


def test_pasted_lines_stay_where_there_may_be_several_and_become_one_elsewhere(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 2)
        await pilot.press("enter")
        await at(pilot, screen, "title")
        pasted = f"One\x1b[31m\r\n{HOSTILE}\u202e\r\n"
        for key in ("title", "prompt"):
            await at(pilot, screen, key)
            await pilot.press("ctrl+end")
            assert isinstance(app.focused, Line | Lines)
            app.focused.post_message(Paste(pasted))
            await pilot.press("x", "down", "down")
        await until(pilot, lambda: screen.draft.steps[1]["title"] == f"What do we lack?One[31m {HOSTILE}x")
        end = f"What was missing?One[31m\n{HOSTILE}x"
        await until(pilot, lambda: screen.draft.steps[1]["prompt"].endswith(end))

    planning(tmp_path, told)


@pytest.mark.parametrize("words", [EN, SV])
def test_the_checklist_is_in_view_and_help_names_it_on_its_first_page(tmp_path: Path, words: Words) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await read(pilot, words("to see to before the day"))
        await pilot.press("f1")
        await read(pilot, words("The whole"))
        assert {EN: "to see to before", SV: "ordnas före"}[words] in " ".join(shown(app).split())
        await pilot.press("escape", "enter")
        await at(pilot, screen, "title")
        await read(pilot, words("to see to before the day"))

    planning(tmp_path, told, size=NARROW, words=words)


def test_fields_that_are_out_of_view_are_named_above_the_form(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 3)
        await read(pilot, "↓ ")
        out = [line for line in shown(app).splitlines() if "↓ " in line]
        assert out[0].split("↓ ")[1].split(", ")[0] in [EN(field.label) for field in screen.query_one(PlanForm).below]
        await pilot.press("enter", *["down"] * 30)
        await until(pilot, lambda: not screen.query_one(PlanForm).below)
        await until(pilot, lambda: "↓" not in shown(app).replace("^↑↓", "").replace("↑ ↓", ""))

    planning(tmp_path, told, size=NARROW)


def test_a_new_vote_begins_with_a_list_of_its_own_to_type(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 2)
        await pilot.press("plus", *["down"] * 4, "enter")
        await at(pilot, screen, "title")
        await read(pilot, "a list of its own")
        await read(pilot, "one on each line")
        await read(pilot, "! Step 3: to choose among: write something, each on a line of its own")
        await pilot.press(*"Where?", "enter", *"5", "enter", *"Here we go.", "enter", "enter")
        await at(pilot, screen, "items")
        await pilot.press(*"North", "enter", *"South", "enter", *"West")
        await until(pilot, lambda: screen.draft.steps[2]["items"] == ["North", "South", "West"])
        assert "one on each line" not in shown(app).replace("each on a line", "")
        assert not screen.draft.mistakes(EN)
        # Another choice does not lose what was typed.
        await pilot.press("escape", "enter", "down", "down", "down", "right")
        await until(pilot, lambda: screen.draft.steps[2].get("from") == "ideas")
        await pilot.press("left")
        await until(pilot, lambda: screen.draft.steps[2].get("items") == ["North", "South", "West"])
        await pilot.press("ctrl+s")
        await read(pilot, "Saved as")
        added = load_agenda(tmp_path / "café.toml", EN).steps[2]
        assert (added.title.of("en"), added.minutes, added.prompt.of("en")) == ("Where?", 5, "Here we go.")

    planning(tmp_path, told)


def test_parts_that_are_proposed_are_replaced_by_typing_and_left_by_enter(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 2)
        await pilot.press("enter", "down", "down", "ctrl+end", "down", "down")
        await at(pilot, screen, "for_each")
        await pilot.press("right", "enter")
        await at(pilot, screen, "parts")
        assert screen.draft.steps[1]["for_each"] == ["Today", "Tomorrow"]
        await pilot.press("enter")
        await at(pilot, screen, "by")
        assert screen.draft.steps[1]["for_each"] == ["Today", "Tomorrow"]
        await pilot.press("up", *"North", "enter", *"South")
        await until(pilot, lambda: screen.draft.steps[1]["for_each"] == ["North", "South"])

    planning(tmp_path, told)


def test_a_step_whose_kind_cannot_be_read_is_mended_in_its_form(tmp_path: Path) -> None:
    text = DAY.replace('kind = "vote"', 'kind = "vot"\nmood = "glad"').replace('id = "talk"\n', "")

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await read(pilot, "! Step 3: what it does: choose what the step does")
        await step(pilot, screen, 3)
        await pilot.press("enter")
        await at(pilot, screen, "kind")
        await pilot.press(*["left"] * 4)
        await until(pilot, lambda: screen.draft.steps[2]["kind"] == "vote")
        await read(pilot, "votes for each voter")
        await at(pilot, screen, "kind")
        assert (screen.draft.steps[2]["dots"], screen.draft.steps[2]["from"]) == (3, "ideas")
        await read(pilot, "! Step 3: mood: it does not belong here")
        await pilot.press(*["down"] * 30)
        await at(pilot, screen, "mood")
        await pilot.press("right")
        await until(pilot, lambda: "mood" not in screen.draft.steps[2])
        await at(pilot, screen, "notes")
        await pilot.press("escape")
        await step(pilot, screen, 1)
        await pilot.press("enter")
        await at(pilot, screen, "id")
        await pilot.press(*"hello")
        await until(pilot, lambda: not screen.draft.mistakes(EN))
        await at(pilot, screen, "id")
        await pilot.press("ctrl+s")
        await read(pilot, "Saved as")
        ids = [one.id for one in load_agenda(tmp_path / "café.toml", EN).steps]
        assert ids == ["hello", "ideas", "vote"]

    planning(tmp_path, told, text)


def test_undo_goes_to_the_step_and_the_field_that_it_changed(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        marked = screen.query_one(MarkedList)
        await step(pilot, screen, 1)
        await pilot.press("ctrl+down", "ctrl+down", "ctrl+z")
        await until(pilot, lambda: [one["id"] for one in screen.draft.steps] == ["ideas", "talk", "vote"])
        assert marked.highlighted == 2
        await pilot.press("ctrl+z")
        await until(pilot, lambda: marked.highlighted == 1)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: marked.highlighted == 2)
        # What was taken away comes back under the highlight, from wherever it was called back.
        await step(pilot, screen, 2)
        await pilot.press("delete", "home", "ctrl+z")
        await until(pilot, lambda: marked.highlighted == 2 and screen.at == 1)
        assert screen.draft.steps[1]["id"] == "talk"
        # What was filled in is gone back to in the form as well.
        await pilot.press("enter", "down", *"5", "escape", "end", "enter")
        await at(pilot, screen, "title")
        await pilot.press("ctrl+z")
        await at(pilot, screen, "minutes")
        assert (screen.at, screen.draft.steps[1]["minutes"]) == (1, 10)
        # A step that is no longer there has no form.
        await pilot.press("insert", "enter")
        await until(pilot, lambda: len(screen.draft.steps) == 4 and screen.at == 2)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: marked.has_focus and screen.at == 1)
        await until(pilot, lambda: "Enter fill in" in keys(app))

    planning(tmp_path, told)


def test_the_length_of_the_whole_is_taken_over_however_its_field_is_left(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        for key, length in (("enter", "80"), ("tab", "60"), ("down", "90"), ("up", "70")):
            await pilot.press("enter", *["down"] * 3)
            await at(pilot, screen, "length")
            await pilot.press("backspace", "backspace", *length, key)
            await read(pilot, f"{length} min")
            await pilot.press("escape")
            assert screen.day.minutes == int(length)

    planning(tmp_path, told)


def test_the_language_of_the_texts_is_chosen_and_each_keeps_its_own(tmp_path: Path) -> None:
    text = DAY.replace('title = "Welcome"', 'title = { en = "Welcome", sv = "Välkomna" }')

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter", *["down"] * 4, "left")
        await read(pilot, "Välkomna")
        await until(pilot, lambda: screen.draft.language == "sv")
        await pilot.press("escape")
        await step(pilot, screen, 1)
        await pilot.press("enter", "!", "escape")
        await read(pilot, "Välkomna!")
        assert screen.draft.steps[0]["title"] == {"en": "Welcome", "sv": "Välkomna!"}

    planning(tmp_path, told, text)


@pytest.mark.parametrize("words", [EN, SV])
def test_a_template_is_prepared_in_the_language_of_the_interface(tmp_path: Path, words: Words) -> None:
    draft = prepare("dialogforum", Folder(tmp_path, words), words).draft
    assert draft.language == words.language
    assert draft.agenda("", words).steps == load_template("dialogforum", words).steps


def test_what_does_not_belong_above_the_steps_can_be_taken_away(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await read(pilot, "! mood[/]: it does not belong here")
        await pilot.press("enter", *["down"] * 30)
        await at(pilot, screen, "mood[/]")
        await read(pilot, "0, does not belong here")
        await pilot.press("right")
        await until(pilot, lambda: not screen.draft.mistakes(EN))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen.draft.top.get("mood[/]") == 0)

    planning(tmp_path, told, '"mood[/]" = 0' + DAY)


def test_what_is_typed_in_one_go_comes_where_it_belongs(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await step(pilot, screen, 1)
        await pilot.press("enter")
        await at(pilot, screen, "title")
        # As they come from a terminal: none waits until the one before has done its work.
        for key in (*"!!", "enter", "5", "enter", *"Hi", "ctrl+j", *"you"):
            app.post_message(Key({"!": "exclamation_mark"}.get(key, key), key if len(key) == 1 else None))
        await until(pilot, lambda: screen.draft.steps[0].get("prompt") == "Hi\nyou")
        assert (screen.draft.steps[0]["title"], screen.draft.steps[0]["minutes"]) == ("Welcome!!", 5)
        await pilot.press("escape")
        await step(pilot, screen, 0)
        await pilot.press("enter", *["down"] * 7)
        await at(pilot, screen, "checklist")
        for key in (*"Cups", "enter", *"Pens", "enter", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: screen.query_one(MarkedList).has_focus)
        assert screen.draft.top["checklist"] == ["Cups", "Pens"]
        await step(pilot, screen, 2)
        await pilot.press("enter", "up", *["down"] * 20)
        await at(pilot, screen, "notes")
        for key in (*"Slowly", "escape"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: screen.query_one(MarkedList).has_focus)
        await until(pilot, lambda: screen.draft.steps[1].get("notes") == "Slowly")

    planning(tmp_path, told)


def test_where_there_is_room_a_long_text_is_seen_in_full(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter")
        await at(pilot, screen, "title")
        await read(pilot, "Then choose.")

    planning(tmp_path, told)


def test_a_number_or_a_time_is_replaced_by_what_is_typed_and_a_text_is_gone_on_with(tmp_path: Path) -> None:
    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("enter", "!", "enter", *"10", "enter", *"12.30")
        await until(pilot, lambda: screen.draft.top.get("end") == "12:30")
        assert (screen.draft.top["title"], screen.draft.top["start"]) == ("Café!", "10:00")
        await pilot.press("up", "end", "backspace", "5")
        await until(pilot, lambda: screen.draft.top.get("start") == "10:05")

    planning(tmp_path, told)


def moved(plan_form: PlanForm, field: Field | None) -> bool:
    return plan_form.here != field


@pytest.mark.parametrize("words", [EN, SV])
def test_the_field_at_hand_says_in_a_sentence_what_it_means(tmp_path: Path, words: Words) -> None:
    means = {one.key: words(one.means) for one in ALL if one.means}
    assert {"for_each", "fields", "cut", "carry_over"} <= means.keys()

    async def told(app: Spy, pilot: Pilot[None], screen: PlannerScreen) -> None:
        await pilot.press("down", "down", "enter")
        await at(pilot, screen, "title")
        here = screen.query_one(PlanForm)
        while not here.at_end:
            field = here.here
            if field is not None and field.key in means:
                # All of it, also where there is little room.
                await read(pilot, means.pop(field.key))
            await pilot.press("down")
            await until(pilot, partial(moved, here, field))
        assert means.keys() == {"dots"}

    planning(tmp_path, told, DAY.replace("\\nWhat was missing?", ""), NARROW, words)
