"""Every figure of any series' JSON stands in every format, whatever was recorded in its forums."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from series_reading import check_workbook, figures, places, squeezed, text

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.export import write_series
from facilitator.recorder import Recorder
from facilitator.series import asking
from facilitator.series.audience import SeriesSummary, series_for
from facilitator.series.document import document
from facilitator.series.gather import gather
from facilitator.series.whole import Series
from facilitator.storage.folder import Folder
from facilitator.words import Words

SV = Words("sv")
AGENDA = """
title = "Serie"
language = "sv"
[[step]]
id = "c"
kind = "collect"
title = "Vad lockar?"
[[step]]
id = "m"
kind = "merge"
title = "Läs upp"
from = "c"
[[step]]
id = "v"
kind = "vote"
title = "Val"
dots = 3
max_per_item = 3
cut = 1
items = ["Utegym", "Lokal", "Torg & scen"]
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
items = ["Alfa", "Beta", "Gamma"]
adds = "points"
[[step]]
id = "g"
kind = "rate"
title = "Betyg"
items = ["Löfte", "Hopp"]
scale = [1, 5]
for_each = ["Nytta", "Pris"]
weights = [2, 1]
[[step]]
id = "v2"
kind = "vote"
title = "Val igen"
again = "v"
dots = 2
items = ["Utegym", "Lokal"]
[[step]]
id = "h"
kind = "vote"
title = "Dolt"
hidden = true
items = ["Ja", "Nej"]
[[step]]
id = "u"
kind = "rate"
title = "Utvärdering"
items = ["Tid", "Mat"]
scale = [1, 5]
[[step]]
id = "a"
kind = "act"
title = "Gör"
"""
FORMATS = ("md", "html", "docx", "pptx", "pdf")
# Signs that mean something to Markdown, HTML and typst, but those that the reader takes away.
_TEXT = st.text("abcåäöABC =<>#_$`'&1", min_size=1, max_size=12).filter(lambda text: text.strip())
_TABLE, _FEW, _GRADES = st.integers(1, 3), st.integers(0, 3), st.text("12345", min_size=2, max_size=2)
LINES = st.lists(
    st.one_of(
        st.builds(lambda n, a, b: f'@c\n{n}: "{a}"; "{b}"', _TABLE, _TEXT, _TEXT),
        st.builds(lambda a: f"@m\n1 2 = {a}", _TEXT),
        st.builds(lambda n, a, b: f"@v\n{n}: 1={a} 2={b}", _TABLE, _FEW, _FEW),
        st.builds(lambda a, b, c: f"@v\n*: {a} {b} {c}", _FEW, _FEW, _FEW),
        st.builds(lambda n, a, b: f"@s\n{n}: 1={a} / 2={b}", _TABLE, _FEW, _FEW),
        st.builds(lambda n, order: f"@r\n{n}: {' '.join(map(str, order))}", _TABLE, st.permutations([1, 2, 3])),
        st.builds(lambda n, one: f"@r\n{n}: {one}+2", _TABLE, st.sampled_from([1, 3])),
        st.builds(lambda n, a, b: f"@g\n{n}: {a} {b}", _TABLE, _GRADES, _GRADES),
        st.builds(lambda n, a: f"@u\n{n}: {a}", _TABLE, _GRADES),
        st.builds(lambda n, one: f"@v2\n{n}: {one}", _TABLE, st.sampled_from(["1", "2", "1 2", "-", "x"])),
        st.builds(lambda n, one: f"@h\n{n}: {one}", _TABLE, st.sampled_from([1, 2])),
        st.builds(lambda a, b: f'@a\n"{a}" | "{b}" | v 40', _TEXT, _TEXT),
        st.sampled_from(["/undo", "/people 9", "/keep 1", "/reveal"]),
    ),
    max_size=14,
)


def any_series(sessions: list[list[str]]) -> SeriesSummary:
    """Return the summary of sessions of one agenda; what is refused is passed over."""
    with TemporaryDirectory() as folder:
        plan = parse_agenda(AGENDA, "agenda.toml", SV)
        paths = []
        for number, lines in enumerate(sessions, 1):
            paths.append(create(Folder(Path(folder), SV), plan, NewSession(name=f"Forum {number}", groups=3), SV))
            desk = Desk(paths[-1], SV)
            recorder = Recorder(desk)
            for line in "\n".join(lines).splitlines():
                recorder.take(line)
            desk.close()
        return series_for(Series(gather(paths, SV), SV), "organisers")


def told(series: Series) -> list[dict[str, Any]]:
    """Return the steps that stand by themselves: what was read back and joined stands where it was joined."""
    wholes = {step: series.whole(step) for step in series.steps}
    joined = {step for step, whole in wholes.items() if asking.read_back(series, whole) is not None}
    return [step for step in document(series)["steps"] if step["tally"] is not None and step["id"] not in joined]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=2, max_size=4))
@pytest.mark.parametrize("name", FORMATS)
def test_every_figure_of_any_series_stands_in_every_text(name: str, sessions: list[list[str]]) -> None:
    summary = any_series(sessions)
    found = text(name, write_series(summary, name).content)
    steps = told(summary.series)
    assert [one for step in steps for one in figures(step) if squeezed(one) not in found] == []
    if name != "pdf":
        ordered = [one for step in steps if step["kind"] in ("vote", "rank") for one in places(step)]
        assert [one for one in ordered if squeezed(one) not in found] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=2, max_size=4))
def test_every_figure_of_any_series_is_in_its_cell(sessions: list[list[str]]) -> None:
    summary = any_series(sessions)
    held = document(summary.series)
    check_workbook(held, write_series(summary, "xlsx").content)
    assert json.loads(write_series(summary, "json").content)["series"] == json.loads(json.dumps(held))
