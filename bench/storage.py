"""What it costs to record an answer for certain, beside stock TinyDB, SQLite and the bare disk.

    python -m bench.storage [--json] [--quick]

All contenders run interleaved on one disk; times are medians. One answer is about 250 bytes.
"""

import argparse
import asyncio
import gc
import itertools
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tinydb import TinyDB

from bench.figures import Figure, compared, p, show, spread
from facilitator.storage import container
from facilitator.storage.container import Snapshot
from facilitator.storage.journal import frame
from facilitator.storage.session_log import SessionLog
from facilitator.storage.view import SessionView
from facilitator.words import Words

WORDS = Words("en")
STORE, STOCK, SQLITE, RAW = "facilitator", "stock TinyDB", "SQLite WAL FULL", "raw append"
# Begins where the file ends, prints every answer that is acknowledged.
_CHILD = """
import sys
from pathlib import Path
from bench.storage import WORDS, answer
from facilitator.storage.session_log import SessionLog
log = SessionLog.open(Path(sys.argv[1]), WORDS)
for seq in range(len(list(log.read())) + 1, 1_000_000):
    log.append([answer(seq)])
    print(seq, flush=True)
"""


class Contender(NamedTuple):
    """Somebody who records answers: what it is called, and what records one."""

    name: str
    insert: Callable[[dict[str, Any]], object]
    close: Callable[[], object]


def answer(seq: int) -> dict[str, Any]:
    """Return an answer as the log holds it."""
    envelope = {"seq": seq, "id": f"{seq:012x}", "command": f"{seq:012x}", "at": "2010-06-07T18:00:00.000+02:00"}
    said = "Tillgång till alla medier, också för den som bor långt bort"
    return envelope | {"v": 1, "type": "answer recorded", "origin": "table", "step": "produkter",
                       "voter": f"group:{seq % 9 + 1}", "item": seq % 50 + 1, "text": said}  # fmt: skip


def session(path: Path, count: int) -> None:
    """Write a session of `count` answers."""
    snapshot = Snapshot({"events": {str(seq): answer(seq) for seq in range(1, count + 1)}}, {"session": "bench"})
    path.write_bytes(container.encode(snapshot, count, {}, path, WORDS))


def contenders(folder: Path, count: int) -> list[Contender]:
    """Return every contender, with `count` answers recorded."""
    folder.mkdir()
    session(folder / "session.json", count)
    log = SessionLog.open(folder / "session.json", WORDS)
    stock = TinyDB(folder / "stock.json")
    table = stock.table("events")
    table.insert_multiple(answer(seq) for seq in range(1, count + 1))
    database = sqlite3.connect(folder / "sqlite.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, document TEXT)")
    with database:
        database.execute("BEGIN")
        rows = ((seq, json.dumps(answer(seq))) for seq in range(1, count + 1))
        database.executemany("INSERT INTO events VALUES (?, ?)", rows)
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for seq in range(1, count + 1):
        os.write(raw, frame(seq, seq, seq, "events", str(seq), answer(seq)))
    os.fsync(raw)

    line = frame(count, count, count, "events", str(count), answer(count))
    sync = getattr(os, "fdatasync", os.fsync)

    def append(_: dict[str, Any]) -> None:
        os.write(raw, line)
        sync(raw)

    def insert(document: dict[str, Any]) -> None:
        database.execute("INSERT INTO events VALUES (?, ?)", (document["seq"], json.dumps(document)))

    return [
        Contender(STORE, lambda document: log.append([document]), log.release),
        Contender(STOCK, table.insert, stock.close),
        Contender(SQLITE, insert, database.close),
        Contender(RAW, append, lambda: os.close(raw)),
    ]


def inserting(folder: Path, sizes: list[int], rounds: int) -> tuple[list[Figure], float]:
    """Measure one durable insert of every contender at every size."""
    stands = {size: contenders(folder / str(size), size) for size in sizes}
    wall: dict[tuple[str, int], list[float]] = {}
    cpu: dict[tuple[str, int], list[float]] = {}
    following = dict.fromkeys(((each.name, size) for size in sizes for each in stands[size]), 0)
    order = [(size, each) for size in sizes for each in stands[size]]
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        random.shuffle(order)
        for size, each in order:
            key = each.name, size
            # Stock TinyDB writes its whole file each time; the others are too quick to be timed one by one.
            for _ in range(2 if each.name == STOCK and size > 1000 else 20):
                following[key] += 1
                document = answer(size + following[key])
                began, worked = time.perf_counter(), time.process_time()
                each.insert(document)
                cpu.setdefault(key, []).append((time.process_time() - worked) * 1e6)
                wall.setdefault(key, []).append((time.perf_counter() - began) * 1e6)
    for _, each in order:
        each.close()
    gc.unfreeze()
    figures = []
    for size in sizes:
        for name in (STORE, STOCK, SQLITE):
            figures.append(
                compared(
                    f"{name}, {size} events: one insert, us (beside the raw disk)",
                    median(wall[name, size]),
                    median(wall[RAW, size]),
                    "<= 1.4" if name == STORE else "",
                )
            )
            figures.append(compared(f"{name}, {size} events: p95, us", p(wall[name, size], 95), p(wall[RAW, size], 95)))
            figures.append(
                compared(
                    f"{name}, {size} events: CPU of one insert, us (stock TinyDB: times more)",
                    sum(cpu[name, size]) / len(cpu[name, size]),
                    sum(cpu[STOCK, size]) / len(cpu[STOCK, size]),
                    ">= 100" if name == STORE and size == 10_000 else "",
                    inverse=True,
                )
            )
    small, large = sizes[0], sizes[-1]
    figures.append(
        compared(
            f"{STORE}: one insert at {large} events beside {small}, us",
            median(wall[STORE, large]),
            median(wall[STORE, small]),
            "<= 1.2",
        )
    )
    return figures, max(spread(wall[RAW, size]) for size in sizes)


def opening(folder: Path, count: int, rounds: int) -> list[Figure]:
    """Measure how long a session takes to open, beside parsing the same file."""
    path = folder / "opened.json"
    session(path, count)
    opened: list[float] = []
    parsed: list[float] = []
    for _ in range(rounds):
        for times, open_it in ((parsed, _parse), (opened, _open)):
            gc.collect()
            began = time.perf_counter()
            held = open_it(path)
            times.append((time.perf_counter() - began) * 1e3)
            if isinstance(held, SessionLog):
                held.release()
            del held
    return [compared(f"opening {count} events, ms (beside json.load)", median(opened), median(parsed), "<= 1.5")]


def _open(path: Path) -> SessionLog:
    return SessionLog.open(path, WORDS)


def _parse(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return json.load(file)


def arriving(folder: Path, count: int, rounds: int) -> list[Figure]:
    """Measure how long answers that arrive within half a second wait, together and one write each."""
    together: list[float] = []
    alone: list[float] = []
    for number in range(rounds):
        for waits, grouped in ((together, True), (alone, False)):
            path = folder / f"arriving-{number}-{grouped}.json"
            session(path, 1)
            log = SessionLog.open(path, WORDS)
            waits += asyncio.run(_arrive(log, count, grouped))
            log.release()
    return [
        compared(f"{count} answers in half a second: acknowledged after (p{percent}), ms (beside one write each)",
                 p(together, percent), p(alone, percent))
        for percent in (50, 99)
    ]  # fmt: skip


async def _arrive(log: SessionLog, count: int, grouped: bool) -> list[float]:
    # When all of them stand ready.
    began = time.perf_counter() + 0.2
    waits: list[float] = []

    async def one(number: int) -> None:
        due = began + 0.5 * number / count
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        document = answer(next(following))
        if grouped:
            await asyncio.wrap_future(log.submit([document]))
        else:
            log.append([document])
        waits.append((time.perf_counter() - due) * 1e3)

    following = itertools.count(2)
    await asyncio.gather(*(one(number) for number in range(count)))
    return waits


def killing(folder: Path, rounds: int) -> list[Figure]:
    """Kill a process that records, again and again, and count the acknowledged answers that are missing."""
    path = folder / "killed.json"
    session(path, 1)
    lost = acknowledged = 0
    for _ in range(rounds):
        with subprocess.Popen([sys.executable, "-c", _CHILD, str(path)], stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            first = [child.stdout.readline() for _ in range(random.randint(1, 40))]
            child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            said = [*first, *child.stdout.readlines()]
        kept = {document["seq"] for document in SessionView(path, WORDS).read()}
        promised = {int(line) for line in said if line.endswith("\n")}
        acknowledged += len(promised)
        lost += len(promised - kept)
    return [compared(f"acknowledged answers lost in {rounds} kills (of all acknowledged)", lost, acknowledged, "<= 0")]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.storage", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object per figure")
    parser.add_argument("--quick", action="store_true", help="prove that it runs; the figures mean nothing")
    options = parser.parse_args()
    sizes = [100, 1000] if options.quick else [100, 1000, 10_000, 100_000]
    with TemporaryDirectory(prefix="bench-", dir=os.environ.get("BENCH_DISK")) as scratch:
        folder = Path(scratch)
        figures, noise = inserting(folder, sizes, 2 if options.quick else 15)
        figures += opening(folder, sizes[-1], 3 if options.quick else 9)
        figures += arriving(folder, 200 if options.quick else 2000, 1 if options.quick else 3)
        figures += killing(folder, 2 if options.quick else 300)
    show(figures, noise, options.json)


if __name__ == "__main__":
    main()
