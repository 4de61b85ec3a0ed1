"""Makes the pictures in docs/images from the real app and the sample series: `python scripts/screenshots.py`."""

import asyncio
import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from facilitator.app import FacilitatorApp
from facilitator.screens.runner import RunnerScreen
from facilitator.session.live import Surroundings
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine
from facilitator.words import Words

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sessions" / "dialogforum-2010"
IMAGES = ROOT / "docs" / "images"
# The frame's fonts would be fetched from the network by whoever looks at the picture.
_REMOTE_FONT = re.compile(r"@font-face\s*{[^}]*}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the window's size, the session and step shown (none: the library), and what is typed."""

    name: str
    size: tuple[int, int]
    session: str = ""
    step: str = ""
    typed: str = ""


PICTURES = (
    Picture("library", (120, 34)),
    Picture("runner", (160, 45), "forum-9", "prio", "1: 3 4 5 6 8 2 9 15"),
    Picture("runner-80x24", (80, 24), "forum-9", "centrum", "2: 1=3 4=2 / 1=1 4=4"),
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


async def take(picture: Picture, folder: Path) -> None:
    """Take one picture."""
    found = [path for path in folder.rglob("*.json") if picture.session and picture.session in path.name]
    if found:
        stop_in(found[0], picture.step)
    app = FacilitatorApp(Folder(folder, Words("sv")), Words("sv"), session=found[0] if found else None)
    async with app.run_test(size=picture.size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        screen = app.screen
        if isinstance(screen, RunnerScreen):
            last = screen.desk.state.last_at
            if last is not None:
                later = last + timedelta(minutes=1)
                screen.desk.session.surroundings = Surroundings(lambda: later, lambda: "picture")
            screen.show_step(picture.step)
            screen.query_one(EntryLine).text = picture.typed
            await pilot.pause(0.5)
        svg = _REMOTE_FONT.sub("", app.export_screenshot(title="facilitator"))
    (IMAGES / f"{picture.name}.svg").write_text(re.sub(r"[ \t]+\n", "\n", svg), encoding="utf-8")


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as scratch:
            shutil.copytree(SAMPLES, Path(scratch) / SAMPLES.name)
            asyncio.run(take(picture, Path(scratch)))


if __name__ == "__main__":
    main()
