from typing import get_args

import pytest
from screen_samples import EN, NARROW, SV, WIDE, Spy, read, run, shown, until
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from facilitator.agenda.load import parse_agenda
from facilitator.agenda.model import Kind, Step
from facilitator.desk import Desk, NewSession, create
from facilitator.entry import address
from facilitator.entry.examples import EXAMPLES, SIGNS, placeholder
from facilitator.entry.vocabulary import COMMANDS
from facilitator.keys import keys_of
from facilitator.recorder import Recorder
from facilitator.screens.help import HelpScreen
from facilitator.screens.library import LibraryScreen
from facilitator.steps.line import Target
from facilitator.storage.folder import Folder
from facilitator.words import Words

KINDS: tuple[Kind, ...] = get_args(Kind)
STEPS = """
title = "All kinds"
language = "en"
step = [
  { id = "talk", kind = "talk", title = "Talk" },
  { id = "collect", kind = "collect", title = "Collect" },
  { id = "parts", kind = "collect", title = "Parts", for_each = ["A", "B"] },
  { id = "fields", kind = "collect", title = "Fields", fields = ["who", "need"] },
  { id = "merge", kind = "merge", title = "Merge", from = "collect" },
  { id = "vote", kind = "vote", title = "Vote", items = ["a", "b", "c", "d", "e", "f", "g", "h"], max_per_item = 3 },
  { id = "four", kind = "vote", title = "Four", items = ["a", "b", "c", "d"] },
  { id = "moments", kind = "vote", title = "Moments", items = ["a", "b", "c", "d"], for_each = ["today", "tomorrow"] },
  { id = "slips", kind = "vote", by = "person", title = "Slips", items = ["a", "b", "c", "d", "e", "f", "g", "h"] },
  { id = "rank", kind = "rank", title = "Rank", items = ["a", "b", "c", "d", "e"] },
  { id = "rankers", kind = "rank", by = "person", title = "Rankers", items = ["a", "b", "c", "d", "e"] },
  { id = "rate", kind = "rate", title = "Rate", items = ["a", "b", "c"], scale = [1, 5] },
  { id = "many", kind = "rate", title = "C", items = ["a", "b", "c"], scale = [1, 5], for_each = ["p", "q", "r", "s"] },
  { id = "raters", kind = "rate", by = "person", title = "Raters", items = ["a", "b", "c"], scale = [1, 5] },
  { id = "two", kind = "rate", by = "person", title = "Two", items = ["a", "b"], scale = [1, 5] },
  { id = "act", kind = "act", title = "Act" },
]
"""
SAID = ["/groups 9", "@collect"] + [f"1: answer {number}" for number in range(1, 13)]
PARTS = ["@parts", "1>1: one", "@merge", "2 7 = Joined"]
MORE = [*PARTS, "@slips"] + ["+: 1 4"] * 12 + ["@act", "One | A", "Two | B", "Three | C"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = Folder(tmp_path_factory.mktemp("kinds"), EN)
    desk = Desk(create(folder, parse_agenda(STEPS, "kinds.toml", EN), NewSession(), EN), EN)
    recorder = Recorder(desk)
    with desk.session.batch():
        for line in [*SAID, *MORE]:
            outcome = recorder.take(line)
            assert not outcome.problem, f"{line}: {outcome.problem}"
    return desk


def reads(desk: Desk, step: Step, line: str) -> str:
    """Return why a step cannot read a line; nothing where it can."""
    reading = desk.read(step, address.first_target(desk.book, step), line)
    return reading.problem or ("" if reading.events or reading.found or reading.says else "it means nothing")


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_example_can_be_typed_in_a_step_of_its_kind(desk: Desk, kind: Kind, language: str) -> None:
    words = Words(language)
    steps = [step for step in desk.agenda.steps if step.kind == kind]
    for example in EXAMPLES[kind]:
        line = words(example.line)
        if kind == "merge" and language == "sv" and line == words("loan"):
            continue
        problems = {step.id: reads(desk, step, line) for step in steps}
        assert not all(problems.values()), f"{line}: {problems}"


def test_what_an_empty_line_offers_fits_its_step(desk: Desk) -> None:
    offered = {step.id: placeholder(desk.book, step) for step in desk.agenda.steps}
    assert all(offered.values())
    assert offered["fields"].startswith("who | needed")
    assert "/" in offered["moments"]
    for step_id, voter in (("rate", "group:1"), ("many", "group:1"), ("raters", "slip"), ("rank", "group:1")):
        line = offered[step_id].partition(",")[0]
        reading = desk.read(desk.agenda.step(step_id), Target(voter), line)
        assert reading.events, f"{step_id}: {line}: {reading.problem}"


async def opened(app: Spy, pilot: Pilot[None], screen: HelpScreen) -> str:
    """Return the whole text of the help."""
    await until(pilot, lambda: app.library._whole)
    await app.push_screen(screen)
    page = screen.query_one("#page", VerticalScroll)
    await until(pilot, lambda: page.has_focus and screen.query_one("#text", Static).size.height)
    seen = shown(app)
    while page.scroll_y < page.max_scroll_y:
        before = page.scroll_y
        page.scroll_page_down(animate=False)
        await until(pilot, lambda before=before: page.scroll_y > before)  # type: ignore[misc]
        await pilot.pause()
        seen += "\n" + shown(app)
    return seen


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("kind", KINDS)
def test_the_runner_s_help_has_examples_keys_and_commands(tmp_path_factory: pytest.TempPathFactory, kind: Kind,
                                                          size: tuple[int, int]) -> None:  # fmt: skip
    async def test() -> None:
        app = Spy(tmp_path_factory.mktemp("empty"), SV)
        async with app.run_test(size=size, notifications=True) as pilot:
            text = await opened(app, pilot, HelpScreen("runner", SV, kind))
            for example in (*EXAMPLES[kind], *SIGNS):
                assert SV(example.line).split()[0] in text
                assert SV(example.means).split()[0] in text
            for key in keys_of("runner"):
                assert key.face in text
            for command in COMMANDS:
                assert f"/{command.sv}" in text

    run(test())


def test_the_library_s_help_has_its_keys_and_no_commands(tmp_path_factory: pytest.TempPathFactory) -> None:
    async def test() -> None:
        app = Spy(tmp_path_factory.mktemp("empty"))
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await pilot.press("f1")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            for key in keys_of("library"):
                await read(pilot, key.face)
            assert "/undo" not in shown(app)
            for close in ("escape", "f1"):
                await pilot.press(close)
                await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
                await pilot.press("f1")
                await until(pilot, lambda: isinstance(app.screen, HelpScreen))

    run(test())


def test_arrows_scroll_and_the_language_follows(tmp_path_factory: pytest.TempPathFactory) -> None:
    async def test() -> None:
        app = Spy(tmp_path_factory.mktemp("empty"))
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            await app.push_screen(HelpScreen("runner", EN, "vote"))
            await read(pilot, "What you can type in a vote")
            await pilot.press("end")
            await read(pilot, "/export")
            app.speak(SV)
            await read(pilot, SV("Help"))
            await pilot.press("end")
            await read(pilot, "/exportera")

    run(test())
