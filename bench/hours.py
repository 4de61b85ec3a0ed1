"""Six simulated hours in the runner, as fast as they go; prints the memory in MiB after each. For `bench.latency`.

    python -m bench.hours SESSION LINES-AN-HOUR

In an hour the clock ticks once for each minute, answers come in, are undone, steps are looked at, and dialogs opened;
a few times she thinks before she presses Enter, so that what may be the same is looked for.
"""

import asyncio
import gc
import os
import sys
import tracemalloc
from pathlib import Path

from facilitator.app import FacilitatorApp
from facilitator.screens.runner import RunnerScreen
from facilitator.storage.folder import Folder
from facilitator.widgets.entry_line import EntryLine
from facilitator.words import Words

_HOURS = 6
_THINKING = 0.5


def memory() -> float:
    """Return what the process holds, in MiB: its resident set where the system tells, else what Python allocated."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return tracemalloc.get_traced_memory()[0] / 2**20
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def run(path: Path, lines: int) -> None:
    """Live through the hours."""
    words = Words("en")
    app = FacilitatorApp(Folder(path.parent, words), words, session=path)
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, RunnerScreen):
            await pilot.pause(0.05)
        screen = app.screen
        for hour in range(_HOURS):
            for at in range(lines):
                screen.query_one(EntryLine).text = f"{at % 9 + 1}: hour {hour} answer {at % 30}"
                if at % 40 == 39:
                    await pilot.pause(_THINKING)
                await pilot.press("enter")
                screen.refresh_all()
                if at % 10 == 9:
                    await pilot.press("ctrl+z", "f5", "escape", "f6", "escape", "ctrl+t", "escape")
            print(f"{memory():.2f}", flush=True)


if __name__ == "__main__":
    if not Path("/proc/self/statm").exists():
        tracemalloc.start()
    asyncio.run(run(Path(sys.argv[1]), int(sys.argv[2])))
