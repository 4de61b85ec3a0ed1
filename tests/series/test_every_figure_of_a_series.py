"""Every figure of `compare --json` stands in every summary of a series in its own place, read back from the files."""

import csv
import datetime
import io
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from every_figure import Place, in_markdown, in_pages, in_table, in_workbook, missing, read, wanted
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from series_reading import squeezed, text
from test_any_series import LINES, any_series

from facilitator.export import write_series
from facilitator.series.audience import SeriesSummary, series_for
from facilitator.series.gather import gather
from facilitator.series.whole import Series
from facilitator.words import Words

SV = Words("sv")
SAMPLES = sorted((Path(__file__).parents[2] / "sessions" / "dialogforum-2010").glob("*.json"))
FORMATS = ("md", "html", "docx", "pptx")
Reader = Callable[[bytes], dict[Place, list[float]]]


@cache
def summary() -> SeriesSummary:
    return series_for(Series(gather(SAMPLES, SV), SV), "organisers")


@cache
def written(name: str) -> bytes:
    return write_series(summary(), name).content


def held(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content)["series"]
    return found


def other(found: dict[str, Any], cells: dict[Place, list[float]]) -> dict[Place, Any]:
    """Return the figures of a series' JSON that are not in their cells, each with what is; a workbook has 16 digits."""
    return {
        at: (values, cells.get(at))
        for at, values in wanted(found).items()
        if sorted(cells.get(at, ())) != pytest.approx(sorted(values), 1e-15)
    }


@pytest.mark.parametrize("name", FORMATS)
def test_every_figure_of_the_series_is_in_its_own_place(name: str) -> None:
    found = held(written("json"))
    assert len(wanted(found)) > 10_000
    assert missing(wanted(found), read(name, written(name), found)) == {}


def test_every_figure_of_the_series_is_in_its_own_place_on_a_page() -> None:
    # What is compared with is itself read back above.
    assert in_pages(written("pdf"), list(in_markdown(written("md")))) == []


@pytest.mark.parametrize(("name", "reader"), [("xlsx", in_workbook), ("csv", in_table)])
def test_every_figure_of_the_series_is_a_number_in_its_own_cell(name: str, reader: Reader) -> None:
    assert other(held(written("json")), reader(written(name))) == {}


@pytest.mark.parametrize("name", ["md", "html", "docx", "pdf", "pptx"])
def test_people_and_tables_of_every_forum_are_told(name: str) -> None:
    found, said = held(written("json")), text(name, written(name))
    assert squeezed(f"{SV('People')}{found['people']}") in said.replace(":", "")
    for forum in found["forums"]:
        date = SV.long_date(datetime.date.fromisoformat(forum["date"]))
        assert squeezed(f"{forum['name']}{date}{forum['groups']}{forum['people']}") in said


def test_a_workbook_prints_with_heads_on_two_lines_and_no_row_without_a_value() -> None:
    book = load_workbook(io.BytesIO(written("xlsx")))
    for sheet in book.worksheets:
        if not sheet.title.endswith("alla siffror"):
            continue
        rows = list(sheet.iter_rows(values_only=True))
        head = next(at for at, row in enumerate(rows) if SV("value") in row)
        place = rows[head].index(SV("value"))
        assert all(row[place] is not None for row in rows[head + 1 :])
        # The heads of the items come again on every page, also above what the items rest on.
        assert head < 3 or rows[head].index(SV("forum")) == rows[0].index(SV("forum"))
        if sheet.freeze_panes:
            long = max(sheet[1], key=lambda cell: len(cell.value or ""))
            assert len(long.value) > sheet.column_dimensions[long.column_letter].width
            assert sheet.row_dimensions[1].height > 25
    assert (book.worksheets[0].page_setup.fitToWidth or 1, book.worksheets[0].page_setup.fitToHeight or 1) == (1, 1)


def test_people_and_tables_of_every_forum_are_in_the_tables_too() -> None:
    found = held(written("json"))
    people = [found["people"], *(one for forum in found["forums"] for one in (forum["groups"], forum["people"]))]
    rows = csv.DictReader(io.StringIO(written("csv").decode("utf-8-sig")), delimiter=";")
    assert [int(row["värde"]) for row in rows if not row["steg"]] == people
    sheet = load_workbook(io.BytesIO(written("xlsx"))).worksheets[0]
    overview = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert ["Personer", str(found["people"])] in [row[:2] for row in overview]
    for forum in found["forums"]:
        assert [forum["name"], forum["date"], forum["groups"], forum["people"]] in [row[:4] for row in overview]


@pytest.mark.parametrize("name", FORMATS)
def test_one_figure_less_would_be_missed(name: str) -> None:
    found = held(written("json"))
    figures, said = wanted(found), read(name, written(name), found)
    for place in random.Random(4).sample(sorted(figures, key=str), 200):
        assert list(missing(figures, {at: value for at, value in said.items() if at != place})) == [place]


@pytest.mark.parametrize(("old", "new"), [
    (b"144,50 (1)", b"144,50 (2)"), (b"| 31,4\xc2\xa0% |", b"| 31,5\xc2\xa0% |"), (b" i Forum 2, 5, 6 och 8: 4", b""),
])  # fmt: skip
def test_a_file_in_which_one_figure_is_another_is_found_out(old: bytes, new: bytes) -> None:
    found, content = held(written("json")), written("md")
    before, last, figures = content.rpartition(b"## Alla siffror")
    assert old in figures
    changed = before + last + figures.replace(old, new, 1)
    assert missing(wanted(found), read("md", changed, found)) != {}


ANY = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SESSIONS = st.lists(LINES, min_size=2, max_size=4)


@pytest.mark.parametrize("name", FORMATS)
@ANY
@given(SESSIONS)
def test_every_figure_of_any_series_is_in_its_own_place(name: str, sessions: list[list[str]]) -> None:
    of = any_series(sessions)
    found = held(write_series(of, "json").content)
    assert missing(wanted(found), read(name, write_series(of, name).content, found)) == {}


@ANY
@given(SESSIONS)
def test_every_figure_of_any_series_is_in_its_own_place_on_a_page(sessions: list[list[str]]) -> None:
    of = any_series(sessions)
    assert in_pages(write_series(of, "pdf").content, list(in_markdown(write_series(of, "md").content))) == []


@ANY
@given(SESSIONS)
def test_every_figure_of_any_series_is_a_number_in_its_own_cell(sessions: list[list[str]]) -> None:
    of = any_series(sessions)
    found = held(write_series(of, "json").content)
    assert other(found, in_workbook(write_series(of, "xlsx").content)) == {}
    assert other(found, in_table(write_series(of, "csv").content)) == {}
