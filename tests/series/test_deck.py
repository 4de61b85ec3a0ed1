"""The nine forums of 2010 added up are the deck, in any order of files and with one given twice.

The figures are those of the presentation "Resultat av dialogforum våren 2010"; each stands beside its slide.
"""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from facilitator.blocks import Table
from facilitator.series.blocks import blocks
from facilitator.series.document import document
from facilitator.series.gather import gather
from facilitator.series.whole import Series
from facilitator.words import Words

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sessions" / "dialogforum-2010").glob("*.json"))
SCHEMA = json.loads((ROOT / "docs" / "schema" / "series.schema.json").read_text(encoding="utf-8"))
WORDS = Words("sv")
# Slides 4 and 5, in their order.
PRODUCTS = [
    "Tillgång till alla medier",
    "Gratis",
    "Alla är välkomna",
    "Datorer med internet",
    "Tidningar och tidskrifter samt lån av böcker",
    "Skolbesök och sagostunder",
    "Referens- och informationstjänster",
    "Boken kommer/bokbussen",
    "Upplevelser, kulturupplevelser, evenemang",
    "Fjärrlån",
]
# Slide 6.
ALSO_MENTIONED = {"Släktforskning", "Förtroende", "Kvalitet", "Andrum", "Caféverksamhet"}
# Slide 17.
VOTES = {
    "Den oerfarne": 8,
    "Den identitetssökande tonåringen": 9,
    "Den stressade småbarnsföräldern": 7,
    "Det nyfikna förskolebarnet": 9,
    "Den digitala analfabeten": 8,
    "Daisy- och storstilsläsaren": 8,
    "Den kommunplacerade flyktingen": 9,
    "Bokälskaren": 7,
}
# Slides 21 to 28: how many ideas each target group has.
IDEAS = {
    "Den oerfarne": 7,
    "Den identitetssökande tonåringen": 6,
    "Den stressade småbarnsföräldern": 7,
    "Det nyfikna förskolebarnet": 6,
    "Den digitala analfabeten": 7,
    "Daisy- och storstilsläsaren": 6,
    "Den kommunplacerade flyktingen": 7,
    "Bokälskaren": 6,
}


@cache
def series() -> Series:
    return Series(gather(SAMPLES, WORDS), WORDS)


@cache
def whole() -> dict[str, Any]:
    return document(series())


def tally(step_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step["tally"] for step in whole()["steps"] if step["id"] == step_id)
    return found


def test_products_stand_in_the_order_of_slides_4_to_6() -> None:
    items = tally("produktrang")["items"]
    assert [item["item"] for item in items[:10]] == PRODUCTS
    assert [item["place"] for item in items[:10]] == list(range(1, 11))
    assert {item["item"] for item in items[10:]} == ALSO_MENTIONED


def test_target_groups_have_the_votes_of_slide_17() -> None:
    items = tally("prio")["items"]
    assert {item["item"]: item["by"]["forums"] for item in items[:8]} == VOTES
    assert sum(item["by"]["forums"] for item in items[:8]) == 65
    assert [item["place"] for item in items[:8]] == [1, 1, 1, 4, 4, 4, 7, 7]


def test_social_and_cultural_centre_gain_as_on_slide_14() -> None:
    shift = {item["item"]: item["points"] for item in tally("centrum")["shift"]}
    assert {name for name, points in shift.items() if points > 0} == {"Socialt centrum", "Kulturcentrum"}
    assert sum(shift.values()) == pytest.approx(0)


def test_each_target_group_has_its_ideas_of_slides_21_to_28() -> None:
    facets = {facet["facet"]: len(facet["items"]) for facet in tally("styrkor")["facets"]}
    assert {name: facets[name] for name in IDEAS} == IDEAS


def test_every_total_opens_into_forums() -> None:
    for item in tally("prio")["items"]:
        assert item["dots"] == sum(cell["dots"] for cell in item["forums"])
        assert item["by"]["votes"] == item["dots"]
    assert [forum["people"] for forum in whole()["forums"]] == [23, 22, 23, 24, 22, 23, 24, 21, 22]


def test_the_order_of_files_and_one_given_twice_change_nothing(tmp_path: Path) -> None:
    shuffled = list(SAMPLES)
    random.Random(7).shuffle(shuffled)
    again = tmp_path / "again.json"
    again.write_bytes(SAMPLES[4].read_bytes())
    found = document(Series(gather([*shuffled, SAMPLES[0], again], WORDS), WORDS))
    notices = found.pop("notices")
    assert len(notices) == 1
    assert "again.json" in notices[0]
    assert found == {name: value for name, value in whole().items() if name != "notices"}


def test_the_json_is_what_its_schema_says() -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(whole(), allow_nan=False)))


def test_the_table_shows_the_same_figures() -> None:
    shown = blocks(series(), series().whole("prio"))
    table = next(block for block in shown if isinstance(block, Table))
    at = table.head.index(WORDS("by forums"))
    assert [(row[1], int(row[at])) for row in table.rows[:8]] == [
        (item["item"], item["by"]["forums"]) for item in tally("prio")["items"][:8]
    ]


@pytest.mark.parametrize("way", ["votes", "forums", "points"])
def test_another_way_puts_its_own_first(way: str) -> None:
    shown = blocks(series(), series().whole("prio"), way)  # type: ignore[arg-type]
    table = next(block for block in shown if isinstance(block, Table))
    places = [int(row[0]) for row in table.rows if row[0] != "·"]
    assert places == sorted(places)
    by = {item["item"]: item["places"][way] for item in tally("prio")["items"]}
    assert places == [by[row[1]] for row in table.rows if row[0] != "·"]
