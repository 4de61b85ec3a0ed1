"""What a summary costs: each format of the series of 2010 beside the bare library that writes the same.

    python -m bench.reports [--json] [--quick]

What the files hold, texts, rows and charts, is read from the product's own files before any time is taken; `bench.bare`
writes it again with the library alone. The report itself is built before, and measured by itself.
"""

import argparse
import gc
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.bare import BARE
from bench.figures import Figure, compared, p, show, spread
from facilitator.export import write_series
from facilitator.report.model import Report
from facilitator.series.audience import SeriesSummary, series_for
from facilitator.series.gather import gather
from facilitator.series.whole import Series
from facilitator.words import Words

WORDS = Words("sv")
ROOT = Path(__file__).parents[1]
FORUMS = sorted((ROOT / "sessions" / "dialogforum-2010").glob("*.json"))
GOAL = "<= 1.3"
# What only documents need.
LIBRARIES = ("typst", "pptx", "docx", "xlsxwriter", "openpyxl", "htpy", "markupsafe", "lxml", "PIL")
STARTS = {
    "--help": "from facilitator.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
    "list": "from facilitator.cli import main\nmain(['--sessions', str(path.parent), 'list'])",
    "run": """
from facilitator.app import FacilitatorApp
from facilitator.storage.folder import Folder
from facilitator.words import Words
words = Words("sv")
app = FacilitatorApp(Folder(path.parent, words), words, session=path)
async def leave(pilot):
    await pilot.pause()
    app.exit()
app.run(headless=True, auto_pilot=leave)
""",
}
Pairs = tuple[list[float], list[float]]


def timed(work: Callable[[], object]) -> float:
    """Return how long work takes, in milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def in_pairs(pairs: int, product: Callable[[], float], bare: Callable[[], float]) -> Pairs:
    """Return the times of both in turn; the first pair only warms up."""
    times = [(product(), bare()) for _ in range(pairs + 1)][1:]
    return [mine for mine, _ in times], [theirs for _, theirs in times]


def told(name: str, times: Pairs, sizes: tuple[int, int], goal: str = GOAL) -> list[Figure]:
    """Return the figures of a format: time, its 95th percentile, size."""
    mine, bare = times
    return [
        compared(f"{name}, ms", median(mine), median(bare), goal),
        compared(f"{name}, ms, 95th percentile", p(mine, 95), p(bare, 95)),
        compared(f"{name}, KB", sizes[0] / 1024, sizes[1] / 1024, goal),
    ]


def pages(report: Report, pairs: int) -> list[Figure]:
    """Return the figures of the PDF, each time set in a process of its own."""
    with TemporaryDirectory() as scratch:
        source = Path(scratch) / "report"
        source.write_bytes(pickle.dumps(report))

        def made(way: str) -> float:
            command = [sys.executable, "-m", "bench.pages", way, str(source), str(Path(scratch) / way)]
            return float(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)

        times = in_pairs(pairs, partial(made, "product"), partial(made, "bare"))
        sizes = [(Path(scratch) / way).stat().st_size for way in ("product", "bare")]
        return told("pdf (typst and a plain template)", times, (sizes[0], sizes[1]))


def written(summary: SeriesSummary, name: str, pairs: int) -> tuple[list[Figure], float]:
    """Return the figures of a format, and the noise of its library."""
    library, read, write = BARE[name]
    content = write_series(summary, name).content
    parts = read(content)
    # What lies there before is not looked through again and again, as it is not in the program.
    gc.freeze()
    times = in_pairs(pairs, lambda: timed(lambda: write_series(summary, name)), lambda: timed(lambda: write(parts)))
    figures = told(f"{name} ({library})", times, (len(content), len(write(parts))))
    return figures, spread(times[1])


def built(pairs: int) -> Figure:
    """Return how long it takes to build the report, beside opening the nine files."""
    found = [(timed(lambda: gather(FORUMS, WORDS)), _building()) for _ in range(pairs)]
    return compared("build the report, ms (opening the nine forums)", median(one for _, one in found),
                    median(one for one, _ in found))  # fmt: skip


def _building() -> float:
    summary = series_for(Series(gather(FORUMS, WORDS), WORDS), "organisers")
    return timed(lambda: summary.report_with_figures)


def loaded(start: str) -> Figure:
    """Return how many libraries that only documents need are there after a start."""
    with TemporaryDirectory() as scratch:
        path = shutil.copy(FORUMS[0], scratch)
        code = (
            f"import sys\nfrom pathlib import Path\npath = Path({path!r})\n{STARTS[start]}\n"
            f"print('loaded', sum(name in sys.modules for name in {LIBRARIES!r}))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    count = int(done.stdout.split()[-1])
    return compared(f"libraries of documents loaded by {start} (of all)", count, len(LIBRARIES), "<= 0")


def measure(quick: bool) -> tuple[list[Figure], float]:
    """Return every figure, and the noise of the libraries in the middle."""
    pairs = 1 if quick else 21
    summary = series_for(Series(gather(FORUMS, WORDS), WORDS), "organisers")
    figures = [built(pairs), *pages(summary.report_with_figures, pairs)]
    noises = []
    for name in BARE:
        found, noise = written(summary, name, pairs)
        figures += found
        noises.append(noise)
    return [*figures, *map(loaded, STARTS)], median(noises)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="what a summary costs")
    parser.add_argument("--json", action="store_true", help="one object per figure")
    parser.add_argument("--quick", action="store_true", help="prove that it runs; the figures mean nothing")
    options = parser.parse_args()
    figures, noise = measure(options.quick)
    show(figures, noise, options.json)


if __name__ == "__main__":
    main()
