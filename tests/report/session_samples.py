"""Sessions for the tests of the writers: the sample series, and any that people could have recorded."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Recorder
from facilitator.report.build import build
from facilitator.report.document import document
from facilitator.report.summary import Summary
from facilitator.session.live import Surroundings
from facilitator.storage.folder import Folder
from facilitator.words import Words

SAMPLES = sorted((Path(__file__).parents[2] / "sessions" / "dialogforum-2010").glob("*.json"))
AGENDA = """
title = "Rum & <väsen>"
language = "sv"
[[step]]
id = "c"
kind = "collect"
title = "=1+1: vad/saknas?"
fields = ["name", "situation"]
[[step]]
id = "m"
kind = "merge"
title = "=1+1: vad/saknas?"
from = "c"
[[step]]
id = "v"
kind = "vote"
title = "Pengar"
by = "person"
dots = 3
max_per_item = 3
cut = 1
items = [
  { name = "Utegym", cost = 18000 }, { name = "Lokal", cost = 4000 },
  { name = "En etikett av fyrtiofem tecken, lång som få", cost = 9000 },
]
funds = 20000
[[step]]
id = "s"
kind = "vote"
title = "I dag och i morgon"
by = "person"
dots = 2
for_each = ["I dag", "I morgon"]
items = ["Kultur", "Kunskap"]
[[step]]
id = "r"
kind = "rank"
title = "Ordning"
items = ["A", "B", "C"]
[[step]]
id = "g"
kind = "rate"
title = "Betyg"
items = ["A", "B"]
scale = [1, 5]
for_each = ["Nytta", "Pris"]
weights = [2, 1]
[[step]]
id = "h"
kind = "vote"
title = "Dolt"
items = ["A", "B"]
dots = 7
max_per_item = 7
hidden = true
[[step]]
id = "a"
kind = "act"
title = "Gör"
fields = ["what", "who", "when", "need"]
"""

_TEXT = st.text(min_size=1, max_size=30).filter(lambda text: text.strip())
_SMALL = st.integers(0, 9)
_TABLE = st.integers(1, 3)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""').replace("\n", " ").replace("\r", " ") + '"'


def lines_with(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Return lines of any session, with these texts as what people say."""
    return st.lists(
        st.one_of(
            st.builds(lambda n, a, b: f"@c\n{n}: {_quoted(a)} | {_quoted(b)}", _TABLE, text, text),
            st.builds(lambda n, a: f"@c\n{n}: {_quoted(a)}; =1", _TABLE, text),
            st.builds(lambda a: f"@m\n1 2 = {a}", text),
            st.builds(lambda n, a, b: f"@v\n{n}: 1={a} 2={b}", _TABLE, _SMALL, _SMALL),
            st.builds(lambda a, b, c: f"@v\n*: {a} {b} {c}", _SMALL, _SMALL, _SMALL),
            st.builds(lambda n, a, b: f"@s\n{n}: 1={a} / 2={b}", _TABLE, _SMALL, _SMALL),
            st.builds(lambda n, order: f"@r\n{n}: {' '.join(map(str, order))}", _TABLE, st.permutations([1, 2, 3])),
            st.builds(lambda n, a: f"@r\n{n}: 1+2 3\n/keep 2 = {a}", _TABLE, text),
            st.builds(lambda n, g: f"@g\n{n}: {g} {g[::-1]}", _TABLE, st.text("12345-", min_size=2, max_size=2)),
            st.builds(lambda n, a: f"@h\n{n}: 1={a}", _TABLE, st.integers(0, 7)),
            st.builds(lambda a, b: f"@a\n{_quoted(a)} | {_quoted(b)} | v 40", text, text),
            st.builds(lambda a, n: f"/quote {n}: {a}", text, _TABLE),
            st.sampled_from(["/undo", "/done 1", "/people 9", "/reveal", "/park Varför?", "/next"]),
        ),
        max_size=14,
    )


LINES = lines_with(_TEXT)


def sample(path: Path) -> Summary:
    """Return the summary of a session file, in the session's own language."""
    desk = Desk(path, Words("en"), read_only=True)
    desk.speak(Words(desk.state.language))
    return Summary(build(desk.book), desk.book, desk.documents())


def recorded(lines: list[str], agenda: str = AGENDA, groups: int = 3, language: str = "sv") -> Summary:
    """Return the summary of a session in which these lines were recorded; what is refused is passed over."""
    ids = count(1)
    words = Words(language)
    surroundings = Surroundings(lambda: datetime.fromisoformat("2010-06-07T18:00:00+02:00"), lambda: f"id{next(ids)}")
    with TemporaryDirectory() as folder:
        plan = parse_agenda(agenda, "agenda.toml", words)
        path = create(Folder(Path(folder), words), plan, NewSession(groups=groups), words, surroundings)
        desk = Desk(path, words, surroundings)
        recorder = Recorder(desk)
        for line in "\n".join(lines).splitlines():
            recorder.take(line)
        summary = Summary(build(desk.book), desk.book, desk.documents())
        desk.close()
    return summary


def figures(summary: Summary) -> Iterator[tuple[int, str, int | None, str, float | None]]:
    """Give every figure of `show --json` as (step, part, item, path, value), found without the writers' own reader."""
    for step in document(summary.book)["steps"]:
        tally = step["tally"]
        if tally is None:
            continue
        yield step["number"], "", None, "present", tally["present"]
        for facet in tally.get("facets", [tally]):
            part = "Totalt" if facet.get("facet") == "total" else facet.get("facet", "")
            for path in ("units", "cast", "capacity", "unused", "blank", "spoiled"):
                if path in facet:
                    yield step["number"], part, None, path, facet[path]
            for way in ("stop", "skip"):
                for index, number in enumerate(facet.get("funded", {}).get(way, ()), 1):
                    yield step["number"], part, None, f"funded.{way}.{index}", number
            for item in facet["items"]:
                for path, value in _numbers(item):
                    yield step["number"], part, item["number"], path, value
        for row in tally.get("shift", ()):
            yield step["number"], tally["facets"][-1]["facet"], row["number"], "shift", row["points"]


def _numbers(item: dict[str, Any]) -> Iterator[tuple[str, float | None]]:
    for path, value in item.items():
        if path == "counts":
            yield from ((f"counts.{count['grade']}", count["n"]) for count in value)
        elif path != "number" and not isinstance(value, str | bool | list | dict):
            yield path, value
