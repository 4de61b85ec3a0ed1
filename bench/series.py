"""What a series costs: nine forums to a printed table, a hundred of them, and looking for wordings that are alike.

    python -m bench.series [--json] [--quick]

Programs are timed whole, from the start of the process, in turn with the bare Python they are compared with.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, gettempdir

from bench.figures import Figure, compared, show, spread
from facilitator.agenda.load import parse_agenda
from facilitator.counting.similar import Similar
from facilitator.desk import Desk, NewSession, create
from facilitator.series.gather import gather
from facilitator.series.whole import Series
from facilitator.session.events import AnswerRecorded, BallotGiven
from facilitator.storage.folder import Folder
from facilitator.words import Words

WORDS = Words("sv")
ROOT = Path(__file__).parents[1]
FORUMS = sorted((ROOT / "sessions" / "dialogforum-2010").glob("*.json"))
PHRASES = ROOT / "tests" / "counting" / "data" / "phrases.tsv"
_BYTECODE = Path(gettempdir()) / "facilitator-bench-bytecode"
AGENDA = """
title = "Bench"
language = "sv"
[[step]]
id = "svar"
kind = "collect"
title = "Vad lockar?"
minutes = 30
[[step]]
id = "val"
kind = "vote"
title = "Vilka?"
minutes = 10
items = ["A", "B", "C", "D", "E", "F", "G", "H"]
cut = 3
"""
BARE = """
import json, sys
import rich.console, rich.table, tinydb
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        json.load(file)
"""
# What method D, the mean of two ratios of stems, had at its threshold of 60 when it was chosen, on these phrases.
_PRECISION, _RECALL = 0.73, 0.92


def timed(arguments: Sequence[str]) -> float:
    """Return how long a program takes, in milliseconds."""
    environment = {"PATH": "", "PYTHONPYCACHEPREFIX": str(_BYTECODE), "COLUMNS": "80", "LANG": "sv_SE.UTF-8"}
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True, cwd=ROOT, env=environment)
    return (time.perf_counter() - begun) * 1000


def printed(pairs: int, step: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return the times to print the nine forums added up, and of the bare Python."""
    files = [str(path) for path in FORUMS]
    mine: list[float] = []
    bare: list[float] = []
    for pair in range(pairs + 1):
        times = timed(["-m", "facilitator", "compare", *files, *step]), timed(["-c", BARE, *files])
        if pair:
            mine.append(times[0])
            bare.append(times[1])
    return mine, bare


def forums(folder: Path, count: int) -> list[Path]:
    """Make forums of a thousand events each: nine tables' answers, a third of them different, and their ballots."""
    agenda = parse_agenda(AGENDA, "bench.toml", WORDS)
    paths = []
    for number in range(count):
        path = create(Folder(folder, WORDS), agenda, NewSession(name=f"Forum {number}", groups=9, series="s"), WORDS)
        desk = Desk(path, WORDS)
        answers = [
            AnswerRecorded(step="svar", voter=f"group:{at % 9 + 1}", item=at % 300 + 1,
                           text=f"Något som lockar {(at + number) % 300}")
            for at in range(980)
        ]  # fmt: skip
        ballots = [
            BallotGiven(
                step="val", voter=f"group:{table}", dots=[((table + at + number) % 8 + 1, 1) for at in range(3)]
            )
            for table in range(1, 10)
        ]
        desk.record([*answers, *ballots])
        desk.close()
        paths.append(path)
    return paths


def added_up(paths: Sequence[Path]) -> float:
    """Return how long opening and adding up takes, in milliseconds."""
    begun = time.perf_counter()
    series = Series(gather(paths, WORDS), WORDS)
    for step in series.steps:
        series.whole(step)
    return (time.perf_counter() - begun) * 1000


def loaded(paths: Sequence[Path]) -> float:
    """Return how long `json.load` of the same files takes, in milliseconds."""
    begun = time.perf_counter()
    for path in paths:
        with path.open(encoding="utf-8") as file:
            json.load(file)
    return (time.perf_counter() - begun) * 1000


def in_turn(times: int, *measured: Callable[[], float]) -> list[float]:
    """Return the median of each, measured in turn."""
    rounds = [[one() for one in measured] for _ in range(times)]
    return [median(column) for column in zip(*rounds, strict=True)]


def alike(count: int) -> float:
    """Return how long looking for alike wordings among so many answers takes, in milliseconds."""
    drawn = random.Random(2010)
    words = ["".join(drawn.choice("bdfgklmnprst") + drawn.choice("aeiouåäö") for _ in range(drawn.randint(2, 5)))
             for _ in range(2 * count)]  # fmt: skip
    # A few words are said by everybody, most by few: the rank of a word is as good as its share.
    texts = [" ".join(words[int(2 * count * drawn.random() ** 3)] for _ in range(drawn.randint(1, 4)))
             for _ in range(count)]  # fmt: skip
    begun = time.perf_counter()
    Similar("sv", texts).piles(texts, set())
    return (time.perf_counter() - begun) * 1000


def recognised() -> tuple[float, float]:
    """Return precision and recall of what is suggested as the same, on the phrases whose pairs are known."""
    rows = [line.split("\t") for line in PHRASES.read_text(encoding="utf-8").splitlines()[1:]]
    found = right = wanted = 0
    for language in ("sv", "en"):
        known = [(cluster, text) for _, cluster, spoken, text in rows if spoken == language]
        texts = [text for _, text in known]
        similar = Similar(language, texts)
        near = {frozenset((text, texts[at])) for text in texts for at, _ in similar.nearest(text, texts)}
        for (cluster, one), (other_cluster, other) in combinations(known, 2):
            same = cluster == other_cluster
            suggested = frozenset((one, other)) in near
            wanted += same
            found += suggested
            right += same and suggested
    return right / found, right / wanted


def measure(quick: bool) -> tuple[list[Figure], float]:
    """Return every figure, and the noise of the bare Python."""
    pairs, count = (1, 4) if quick else (21, 100)
    mine, bare = printed(pairs, ["--step", "prio"])
    whole, again = printed(1 if quick else 7, [])
    figures = [
        compared("nine forums to a printed table, ms (bare Python)", median(mine), median(bare), "<= 2"),
        compared("nine forums to all their tables, ms (bare Python)", median(whole), median(again)),
    ]
    with TemporaryDirectory() as scratch:
        paths = forums(Path(scratch), count)
        times = 1 if quick else 5
        half, all_of_them, load = in_turn(times, lambda: added_up(paths[: count // 2]), lambda: added_up(paths),
                                          lambda: loaded(paths))  # fmt: skip
    figures += [
        compared(f"{count} forums of 1,000 events, ms (json.load)", all_of_them, load, "<= 3"),
        compared(f"{count} forums beside half of them, ms", all_of_them, half, "<= 2.4"),
    ]
    few, many = (100, 200) if quick else (1000, 2000)
    figures.append(compared(f"alike among {many} answers, ms (among {few})", alike(many), alike(few)))
    precision, recall = recognised()
    figures += [
        compared("suggested as the same that is (method D as first measured)", precision, _PRECISION, ">= 1"),
        compared("the same that is suggested (method D as first measured)", recall, _RECALL, ">= 1"),
    ]
    return figures, spread(bare)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="what a series costs")
    parser.add_argument("--json", action="store_true", help="one object per figure")
    parser.add_argument("--quick", action="store_true", help="prove that it runs; the figures mean nothing")
    options = parser.parse_args()
    figures, noise = measure(options.quick)
    show(figures, noise, options.json)


if __name__ == "__main__":
    main()
