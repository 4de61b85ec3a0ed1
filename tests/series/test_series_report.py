"""One report of a whole series: every figure of `compare --json` stands in every format, always in the same bytes."""

import csv
import io
import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook
from series_reading import check_workbook, figures, in_deck, places, squeezed, text

from facilitator.agenda.load import parse_agenda
from facilitator.blocks import Actions, Base, Bullets, Shift, Table
from facilitator.desk import Desk, NewSession, create
from facilitator.export import FORMATS, export_series, write_series
from facilitator.recorder import Recorder
from facilitator.report.model import Report, Section
from facilitator.series.audience import series_for
from facilitator.series.document import document
from facilitator.series.gather import gather
from facilitator.series.report import build
from facilitator.series.whole import Series
from facilitator.storage.folder import Folder
from facilitator.words import Words

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sessions" / "dialogforum-2010").glob("*.json"))
SCHEMA = json.loads((ROOT / "docs" / "schema" / "series.schema.json").read_text(encoding="utf-8"))
SV, EN = Words("sv"), Words("en")
TEXTS = ("md", "html", "pdf", "pptx", "docx")
# What was read back and joined stands where it was joined.
JOINED = {"produkter": "produktlista", "malgrupper": "malgruppslista", "karn": "karnlista"}


@cache
def series(language: str = "sv") -> Series:
    words = Words(language)
    return Series(gather(SAMPLES, words), words)


@cache
def report(language: str = "sv") -> Report:
    return build(series(language))


@cache
def written(name: str) -> bytes:
    return write_series(series_for(series(), "organisers"), name).content


@cache
def said(name: str) -> str:
    return text(name, written(name))


def steps() -> list[dict[str, Any]]:
    held = [step for step in document(series())["steps"] if step["tally"] is not None]
    return [step for step in held if step["id"] not in JOINED]


@pytest.mark.parametrize("name", TEXTS)
def test_every_figure_of_the_series_stands_in_every_format(name: str) -> None:
    found = said(name)
    wanted = [one for step in steps() for one in figures(step)]
    assert len(wanted) > 500
    assert [one for one in wanted if squeezed(one) not in found] == []


# On pages the lines of a row's cells are mixed; there the picture was looked at.
@pytest.mark.parametrize("name", [name for name in TEXTS if name != "pdf"])
def test_every_item_stands_beside_its_place(name: str) -> None:
    wanted = [one for step in steps() if step["kind"] in ("vote", "rank") for one in places(step)]
    assert len(wanted) > 50
    assert [one for one in wanted if squeezed(one) not in said(name)] == []


@pytest.mark.parametrize("step_id", ["produktlista", "produktrang", "prio", "karnprio"])
def test_each_row_has_place_item_every_forum_and_every_way(step_id: str) -> None:
    step = next(step for step in steps() if step["id"] == step_id)
    section = next(section for section in report().sections if section.id == step_id)
    table = next(block for block in section.blocks if isinstance(block, Table))
    rows = {row[1]: row for row in table.rows}
    names = {forum["session"]: at for at, forum in enumerate(document(series())["forums"], 2)}
    ways = [step["adds"], *(way for way in ("votes", "forums", "points") if way != step["adds"])]
    items = step["tally"]["items"]
    assert set(rows) == {item["item"] for item in items}
    halves = {way for way in ways if any(item["by"][way] and item["by"][way] % 1 for item in items)}
    halves |= {cell["session"] for item in items for cell in item["forums"] if given(cell) % 1}
    for item in items:
        row, places = rows[item["item"]], item["places"]
        assert row[0] == str(places[step["adds"]] or "·")
        totals = [alike(item["by"][way], way in halves) for way in ways]
        totals = [f"{total} ({places[way]})" if places[way] not in (None, places[ways[0]]) else total
                  for total, way in zip(totals, ways, strict=True)]  # fmt: skip
        assert list(row[-3:]) == totals
        for cell in item["forums"]:
            assert row[names[cell["session"]]] == alike(given(cell), cell["session"] in halves)


def given(cell: dict[str, Any]) -> float:
    """What an item got in one forum."""
    return float(cell.get("dots", cell.get("points", cell.get("groups"))) or 0)


def alike(value: float | None, halves: bool) -> str:
    """A figure in a column where some are no whole ones, or where all are."""
    return SV.number(value, halves) if value else "·"


def test_today_and_tomorrow_are_one_picture_of_all_forums() -> None:
    section = next(section for section in report().sections if section.id == "centrum")
    shift = next(block for block in section.blocks if isinstance(block, Shift))
    tally = next(step for step in steps() if step["id"] == "centrum")["tally"]
    assert {row.label: row.points for row in shift.rows} == {row["item"]: row["points"] for row in tally["shift"]}
    assert section.finding == "Socialt centrum ökar mest, Informationscentrum minskar mest"


def test_actions_stand_by_owner_and_day_with_their_forum() -> None:
    section = next(section for section in report().sections if section.id == "lokalt")
    actions = next(block for block in section.blocks if isinstance(block, Actions))
    owners = [row.who for row in actions.rows if row.who]
    assert owners == sorted(owners, key=SV.sort_key)
    tally = next(step for step in steps() if step["id"] == "lokalt")["tally"]
    assert len(actions.rows) == len(tally["items"])
    assert all(row.fields[0][1].startswith("Forum ") for row in actions.rows)


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_are_the_same_whatever_order_the_files_are_in(name: str) -> None:
    shuffled = list(SAMPLES)
    random.Random(3).shuffle(shuffled)
    again = Series(gather(shuffled, SV), SV)
    assert write_series(series_for(again, "organisers"), name).content == written(name)


def test_the_workbook_has_a_column_for_each_forum() -> None:
    check_workbook(document(series()), written("xlsx"))


def test_the_csv_adds_up_from_forum_to_total() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode("utf-8-sig")), delimiter=";"))
    dots = [row for row in rows if row["sökväg"] == "dots"]
    totals = {(row["titel"], row["del"], row["punkt"]): int(row["värde"]) for row in dots if not row["forum"]}
    parts: dict[tuple[str, str, str], int] = {}
    for row in dots:
        if row["forum"]:
            at = (row["titel"], row["del"], row["punkt"])
            parts[at] = parts.get(at, 0) + int(row["värde"])
    assert totals == parts
    assert sum(totals.values()) > 1000


def test_the_json_holds_the_series_and_what_the_report_says() -> None:
    found = json.loads(written("json"))
    assert list(found) == ["summary", "audience", "series", "report"]
    jsonschema.Draft202012Validator(SCHEMA).validate(found["series"])
    assert found["series"] == json.loads(json.dumps(document(series())))
    assert found["report"]["title"] == report().title


def test_a_report_in_english_has_no_swedish_words_of_its_own() -> None:
    titles = {section.id: section.title for section in report("en").sections}
    assert (titles["results"], titles["method"]) == ("What came out", "How it was added up")
    assert dict(report("en").facts)["Date"] == "25 May 2010 – 7 June 2010"


def test_files_are_named_by_the_series_and_no_session_is_replaced(tmp_path: Path) -> None:
    files = export_series(series_for(series(), "participants"), FORMATS, tmp_path / "varen", SV)
    endings = ["md", "html", "pdf", "pptx", "docx", "xlsx", "csv", "summary.json"]
    assert [file.name for file in files] == [f"varen.{ending}" for ending in endings]
    assert Folder(tmp_path, SV).entries() == []
    again = export_series(series_for(series(), "participants"), ["json"], tmp_path / "varen", SV)
    assert again == [tmp_path / "varen.summary.json"]


ASK = '[[step]]\nid = "ask"\nkind = "collect"\ntitle = "What attracts people?"\nminutes = 10\n'
VOTE = '[[step]]\nid = "vote"\nkind = "vote"\ntitle = "Which ones?"\nminutes = 5\nitems = ["Alpha", "Beta", "Gamma"]\n'


def forum(folder: Path, steps: str, lines: list[str], name: str, groups: int = 3) -> Path:
    agenda = parse_agenda(f'title = "Test"\nlanguage = "en"\n{steps}', "t.toml", EN)
    path = create(Folder(folder, EN), agenda, NewSession(name=name, groups=groups, language="en", series="s"), EN)
    desk = Desk(path, EN)
    recorder = Recorder(desk)
    for line in lines:
        assert not recorder.take(line).problem
    desk.close()
    return path


def section_of(found: Report, name: str) -> Section:
    return next(section for section in found.sections if section.id == name)


@pytest.mark.parametrize(
    ("by", "line", "said"),
    [
        ("facilitator", "Light", "2 forums"),
        ("person", "*: Light", "2 forums"),
        ("group", "1: Light", "2 of 6 tables · 2 forums"),
    ],
)
def test_what_no_table_gave_rests_on_no_table_and_no_people(by: str, line: str, said: str, tmp_path: Path) -> None:
    paths = [forum(tmp_path, f'{ASK}by = "{by}"\n', ["@ask", line], name) for name in ("North", "South")]
    found = section_of(build(Series(gather(paths, EN), EN)), "ask")
    assert [block.main for block in found.blocks if isinstance(block, Base)] == [said]


def test_what_is_hidden_in_one_forum_is_in_no_format(tmp_path: Path) -> None:
    hidden = VOTE + "hidden = true\n"
    paths = [forum(tmp_path, hidden, ["@vote", "1: 1", "/reveal"], "North"),
             forum(tmp_path, hidden, ["@vote", "1: 2", "2: 2"], "South")]  # fmt: skip
    found = Series(gather(paths, EN), EN)
    for name in ("md", "html", "csv", "json"):
        content = write_series(series_for(found, "organisers"), name).content.decode("utf-8-sig")
        assert "Alpha" not in content
        assert "Beta" not in content
    revealed = series_for(Series(gather(paths, EN), EN, reveal=True), "participants")
    assert "Alpha" in write_series(revealed, "md").content.decode()


def test_forums_that_did_not_hold_a_step_are_named(tmp_path: Path) -> None:
    paths = [forum(tmp_path, ASK + VOTE, ["@ask", "1: Coffee", "@vote", "1: 1", "2: 1", "3: 2"], "North"),
             forum(tmp_path, ASK + VOTE, ["@ask", "1: Coffee"], "South")]  # fmt: skip
    missing = section_of(build(Series(gather(paths, EN), EN)), "missing").blocks[0]
    assert isinstance(missing, Bullets)
    assert "Which ones?: not held in South." in missing.items
    assert "What attracts people?: answers from 2 of 6 tables." in missing.items


def test_where_the_ways_disagree_the_first_page_says_so(tmp_path: Path) -> None:
    large = forum(tmp_path, VOTE, ["@vote", *(f"{at}: 1" for at in range(1, 10))], "North", 9)
    small = [forum(tmp_path, VOTE, ["@vote", "1: 3"], f"S{at}", 1) for at in range(3)]
    found = section_of(build(Series(gather([large, *small], EN), EN)), "results").blocks[0]
    assert isinstance(found, Bullets)
    assert "depends on how it is added" in found.items[0]


def test_foreign_text_stays_text_in_every_format(tmp_path: Path) -> None:
    hostile = "=1+1 <script>alert(1)</script> | #panic() [x](http://x.x)"
    paths = [forum(tmp_path, ASK, ["@ask", f'1: "{hostile}"; Coffee'], name) for name in ("North", "South")]
    found = Series(gather(paths, EN), EN)
    made = {name: write_series(series_for(found, "organisers"), name).content for name in FORMATS}
    assert b"<script>" not in made["html"]
    rows = list(csv.reader(io.StringIO(made["csv"].decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    book = load_workbook(io.BytesIO(made["xlsx"]))
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert squeezed(hostile) in squeezed("\n".join(in_deck(made["pptx"])))
