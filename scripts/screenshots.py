"""Makes pictures from the real app and the sample series.

python scripts/screenshots.py               those in docs/images
python scripts/screenshots.py --all FOLDER  every screen at three sizes, dark and light
"""

import argparse
import asyncio
import errno
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

from textual.events import Paste

from facilitator.app import FacilitatorApp
from facilitator.desk import Desk
from facilitator.screens.present import PresentScreen
from facilitator.screens.runner import RunnerScreen
from facilitator.session.live import Surroundings
from facilitator.storage import machine
from facilitator.storage.folder import Folder
from facilitator.theme import named
from facilitator.widgets.entry_line import EntryLine, LineInput
from facilitator.words import Words

SV = Words("sv")
ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sessions" / "dialogforum-2010"
IMAGES = ROOT / "docs" / "images"
# The frame's fonts would be fetched from the network by whoever looks at the picture.
_REMOTE_FONT = re.compile(r"@font-face\s*{[^}]*}", re.DOTALL)


SIZES = ((80, 24), (100, 30), (160, 45))
THEMES = ("dark", "light")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the window's size, the session and step shown (none: the library), what is done there.

    `typed` is put on the line, then `keys` are pressed. `back` undoes so many commands before: of joins that were
    made, to see them proposed. `minutes` have passed since the last entry. `pasted` is pasted on the line, another
    window has the session open where it is `locked`, and the disk takes no more where it is `full`.
    """

    name: str
    size: tuple[int, int] = (80, 24)
    session: str = ""
    step: str = ""
    typed: str = ""
    keys: tuple[str, ...] = ()
    theme: str = "dark"
    back: int = 0
    minutes: int = 1
    present: bool = False
    review: bool = False
    pasted: str = ""
    locked: bool = False
    full: bool = False


_FORUM = "forum-9"
PICTURES = (
    Picture("library", (120, 34)),
    Picture("runner", (160, 45), _FORUM, "prio", "1: 3 4 5 6 8 2 9 13"),
    Picture("runner-80x24", (80, 24), _FORUM, "centrum", "2: 1=3 4=2 / 1=1 4=4"),
    Picture("collect-80x24", (80, 24), _FORUM, "produkter", "2: Parkering; sagostunder för barn"),
    Picture("clock-80x24", (80, 24), _FORUM, "prio", keys=("ctrl+t",), minutes=22),
    Picture("present", (120, 34), _FORUM, "centrum", present=True),
    Picture("compare", (120, 34), keys=("f10", *("pagedown",) * 5)),
)
EVERY = (
    Picture("library"),
    Picture("new", keys=("f2",)),
    Picture("carry", keys=("f2", "up", "ctrl+s")),
    Picture("talk", session=_FORUM, step="varumarke", typed="En notering om ledningen"),
    Picture("collect", session=_FORUM, step="produkter", typed="2: Parkering; sagostunder för barn"),
    Picture("merge", session=_FORUM, step="produktlista", back=7),
    Picture("rank", session=_FORUM, step="produktrang", typed="1: 3 8 19 16"),
    Picture("vote-parts", session=_FORUM, step="centrum", typed="2: 1=3 4=2 / 1=1 4=4"),
    Picture("vote", session=_FORUM, step="prio", typed="1: 3 4 5 6 8 2 9 13"),
    Picture("problem", session=_FORUM, step="prio", typed="1: 3 4 77"),
    Picture("rate", session=_FORUM, step="loftesprov"),
    Picture("act", session=_FORUM, step="lokalt", typed="Boka lokal | Anna | v 40"),
    Picture("clock", session=_FORUM, step="prio", keys=("ctrl+t",), minutes=22),
    Picture("read-back", session=_FORUM, step="produkter", keys=("f5",)),
    Picture("find", session=_FORUM, step="prio", keys=("ctrl+f", "l", "å", "n")),
    Picture("agenda", session=_FORUM, step="prio", keys=("f6",)),
    Picture("ask", session=_FORUM, step="prio", keys=("ctrl+n",)),
    Picture("analysis", session=_FORUM, step="prio", keys=("ctrl+g",)),
    Picture("import", session=_FORUM, step="prio", keys=("ctrl+o",)),
    Picture("words", session=_FORUM, step="prio", keys=("f9", "e")),
    Picture("print", session=_FORUM, step="prio", keys=("f9", "p")),
    Picture("blank", session=_FORUM, step="prio", keys=("ctrl+b",)),
    Picture("paste", session=_FORUM, step="prio", pasted="1: 3 4 5 6 8 2 9 13\n2: 77\n3: 1 2 3 4 5 6 7 8"),
    Picture("locked", session=_FORUM, step="prio", locked=True),
    Picture("trouble", session=_FORUM, step="prio", typed="1: 3 4 5 6 8 2 9 13", keys=("enter", "enter"), full=True),
    Picture("plans", keys=("f6",)),
    Picture("planner", keys=("f6", "enter", "down", "down", "down", "down")),
    Picture("planner-form", keys=("f6", "enter", "down", "down", "down", "down", "enter")),
    Picture("planner-day", keys=("f6", "enter", "enter")),
    Picture("planner-fit", keys=("f6", "enter", "enter", "down", "down", *"12:00", "escape", "ctrl+t")),
    Picture("planner-add", keys=("f6", "enter", "plus")),
    Picture("planner-print", keys=("f6", "enter", "f9")),
    Picture("export", session=_FORUM, step="prio", keys=("f9",)),
    Picture("help", session=_FORUM, step="prio", keys=("f1",)),
    Picture("review", session=_FORUM, step="prio", review=True),
    Picture("compare", keys=("f10", *("pagedown",) * 5)),
    Picture("compare-moments", keys=("f10", "pagedown", "down")),
    Picture("compare-answers", keys=("f10", "pageup", "pageup", "right")),
    Picture("compare-behind", keys=("f10", "pageup", "enter", "down")),
    Picture("compare-export", keys=("f10", "f9")),
    Picture("compare-wordings", keys=("f10", "pageup", "pageup", "f7")),
    Picture("present-vote", session=_FORUM, step="prio", present=True),
    Picture("present-parts", session=_FORUM, step="centrum", present=True),
    Picture("present-answers", session=_FORUM, step="produktlista", present=True),
)


def stop_in(path: Path, step: str) -> None:
    """Cut a session's file where the room left a step, as if it were in it still."""
    content = json.loads(path.read_text(encoding="utf-8"))
    kept: dict[str, object] = {}
    for key, event in content["events"].items():
        if event["type"] == "step left" and event["step"] == step:
            break
        kept[key] = event
    content["events"] = kept
    path.write_text(json.dumps(content), encoding="utf-8")


def _refuse(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


async def take(picture: Picture, folder: Path, images: Path) -> None:
    """Take one picture."""
    found = [path for path in folder.rglob("*.json") if picture.session and picture.session in path.name]
    if found and not picture.review:
        stop_in(found[0], picture.step)
    session = found[0] if found and not picture.review else None
    holder = Desk(found[0], SV) if picture.locked else None
    app = FacilitatorApp(Folder(folder, SV), SV, session=session, present=picture.present)
    async with app.run_test(size=picture.size) as pilot:
        app.theme = named(picture.theme)
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        if picture.review:
            app.open_session(found[0], review=True, step=picture.step)
            await pilot.pause(0.5)
        screen = app.screen
        if isinstance(screen, RunnerScreen | PresentScreen):
            last = screen.desk.state.last_at
            if last is not None:
                later = last + timedelta(minutes=picture.minutes)
                screen.desk.session.surroundings = Surroundings(lambda: later, lambda: uuid4().hex[:12])
        if isinstance(screen, RunnerScreen):
            for _ in range(picture.back):
                screen.desk.undo()
            screen.show_step(picture.step)
            screen.say("")
            screen.refresh_all()
            screen.query_one(EntryLine).text = picture.typed
            if picture.pasted:
                screen.query_one(LineInput).post_message(Paste(picture.pasted))
        await pilot.pause(0.7)
        with patch.object(machine.files, "write", _refuse) if picture.full else nullcontext():
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause(0.4)
        svg = _REMOTE_FONT.sub("", app.export_screenshot(title="facilitator"))
    if holder is not None:
        holder.close()
    (images / f"{picture.name}.svg").write_text(re.sub(r"[ \t]+\n", "\n", svg), encoding="utf-8")


def everything() -> Iterator[Picture]:
    """Give every screen at every size in every theme."""
    for picture in EVERY:
        for size in SIZES:
            for theme in THEMES:
                name = f"{picture.name}-{size[0]}x{size[1]}-{theme}"
                yield replace(picture, name=name, size=size, theme=theme)


def main() -> None:
    """Take the pictures that are asked for."""
    parser = argparse.ArgumentParser(description="pictures of the app")
    parser.add_argument("--all", metavar="FOLDER", type=Path, help="every screen, at three sizes, dark and light")
    folder: Path | None = parser.parse_args().all
    images = folder or IMAGES
    images.mkdir(parents=True, exist_ok=True)
    for picture in everything() if folder else PICTURES:
        with tempfile.TemporaryDirectory() as scratch:
            shutil.copytree(SAMPLES, Path(scratch) / SAMPLES.name)
            asyncio.run(take(picture, Path(scratch), images))


if __name__ == "__main__":
    main()
