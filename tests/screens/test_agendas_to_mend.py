"""A broken agenda file in the app: it is told what is wrong, or it is opened to be mended; nothing falls over."""

from pathlib import Path

import pytest
from screen_samples import HOSTILE, SV, WIDE, Spy, run, shown, until

from facilitator.agenda.load import AgendaError
from facilitator.agendas import prepare
from facilitator.screens.new_session import NewSessionScreen
from facilitator.screens.planner import PlannerScreen
from facilitator.storage.folder import templates_folder
from facilitator.widgets.marked_list import MarkedList

BROKEN = {
    "tom": "",
    "sluten": 'title = "x',
    "lista": "title = [1]\nstep = 3",
    "fel": f'title = "{HOSTILE}"\nlanguage = "zzzz"\nx = 1\n'
    f'[[step]]\nkind = ["vote"]\nid = {{}}\nminutes = "{HOSTILE}"\n'
    '[[step]]\nkind = "vote"\nfrom = ["a", 1]\ndots = nan\npin = 10:30:00\nitems = [[[]], {name = 1}]\n'
    '[[step]]\nkind = "rate"\nscale = [{sv = 1}]\nweights = ["a"]\nfor_each = {a = 1}\nfields = 3\n'
    '[[step]]\nkind = "collect"\nid = "a"\ntitle = {sv = [1]}\nprompt = 3\nflex = {}\nform = []\nby = 1.5\ncut = true\n'
    '[[step]]\nkind = "act"\nfields = [{}]\ncarry_over = "ja"\n[[step]]\n',
    "många": 'title = "x"\n' + '[[step]]\nid = "a"\nkind = "merge"\nfrom = "a"\n' * 199,
}
# There is nothing in these that the planner could show.
CLOSED = ("sluten", "lista")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_of_or_opened_to_be_mended(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    own = templates_folder(folder)
    own.mkdir()
    path = own / f"{name}.toml"
    path.write_text(BROKEN[name], "utf-8")

    async def test() -> None:
        app = Spy(folder, SV)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await until(pilot, lambda: app.library._whole)
            # As a template of one's own in the list of a new session.
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(app.screen, NewSessionScreen))
            await until(pilot, lambda: "går inte att använda" in shown(app))
            # As a file that is named.
            app.screen.dismiss(None)
            app.push_screen(NewSessionScreen(app.folder, SV, agenda=path))
            await pilot.pause()
            await pilot.press("ctrl+s")
            await until(pilot, lambda: f"{name}.toml" in shown(app))
            assert not app.opened
            app.screen.dismiss(None)
            # In the planner.
            if name in CLOSED:
                with pytest.raises(AgendaError, match=f"^{name}.toml"):
                    prepare(str(path), app.folder, SV)
                return
            app.open_planner(prepare(str(path), app.folder, SV))
            await until(pilot, lambda: isinstance(app.screen, PlannerScreen))
            screen = app.screen
            assert isinstance(screen, PlannerScreen)
            for _ in range(min(len(screen.draft.steps), 6)):
                await pilot.press("down", "enter", "down", "right", "down", "x")
                # From the steps Esc would leave; of a step that has no kind there is no form.
                await pilot.press(*["escape"] * (not screen.query_one(MarkedList).has_focus))
            await pilot.press("f2", "ctrl+t", "escape", "ctrl+l", "ctrl+d", "delete")
            assert isinstance(app.screen, PlannerScreen)

    run(test())
