"""The sample series: it is what its recordings say, and together it holds every figure of the deck it is built on.

The figures are those of the presentation "Resultat av dialogforum våren 2010"; each stands beside its slide.
"""

import runpy
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from facilitator.desk import Desk
from facilitator.overview import overview
from facilitator.report.document import document
from facilitator.words import Words

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sessions" / "dialogforum-2010"
SCRIPT = ROOT / "scripts" / "make_samples.py"
WORDS = Words("sv")
FORUMS = 9
LARGEST = 135_000

# Slides 4 and 5.
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
# Slide 14: which centres gain and which pay for it.
GAINING = {"Socialt centrum", "Kulturcentrum"}
PAYING = {"Kunskapscentrum", "Informationscentrum"}
# Slide 17: how many votes each target group has, read as in how many forums it is one of the eight.
CHOSEN = 8
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
# Slides 21 to 28, in their order.
IDEAS = {
    "Den oerfarne": {
        "Café",
        "Mer tillgänglig personal",
        "IT-introduktion",
        "Faktaseminarier",
        "Utbud/arrangemang som lockar",
        "Stimulerande miljö",
        "Biblioteket kommer till målgruppen",
    },
    "Den identitetssökande tonåringen": {
        "Fler datorer",
        "Upplevelser",
        "Möjlighet att ställa ut egna saker",
        "Samverkan skola, fritidsledare och bibblan",
        "Delaktighet i utbudet, kunna påverka mer",
        "Sköna soffor, tonårsrum",
    },
    "Den stressade småbarnsföräldern": {
        "Bättre öppettider",
        "Fler ex av populära böcker",
        "Snabbkassa",
        "Bättre bemötande",
        "Självservice på nätet",
        "Möjlighet att ha barnkalas",
        "Läslyxväska att hämta på förskolan",
    },
    "Det nyfikna förskolebarnet": {
        "Rum för olika aktiviteter",
        "Bättre skyltning, ej SAB, istället symboler/bilder",
        "Tema och regelbunda aktiviteter",
        "Uteplats/lekplats ute med picnicmöjlighet",
        "Mindre regler, mer glädje och lust",
        "Bokcirkel för förskolan",
    },
    "Den digitala analfabeten": {
        "Café",
        "Kurser i IT",
        "Bättre öppettider",
        "Tydligare skyltning",
        "Boka tid med bibliotekarie",
        "Seniorsurfardagar",
        "Fler tysta läsrum",
    },
    "Daisy- och storstilsläsaren": {
        "Arrangemang som passar äldre",
        "Förstoringsglas vid bokhyllorna att låna",
        "Boka personal som hjälper till",
        "Daisybokcirkel",
        "Samverkan med boenden etc.",
        "Hembesök med utrymme för boksamtal och tips",
    },
    "Den kommunplacerade flyktingen": {
        "Café",
        "Social träffpunkt",
        "Bättre tekniska möjligheter, datorer med privat sfär",
        "Ökad språklig kompetens hos personalen",
        "Internationellt bibliotek i sydost",
        "Riktade stödgrupper via SFI",
        "Bokpresentation på andra språk",
    },
    "Bokälskaren": {
        "Bra skyltning",
        "Arrangemang",
        "Drop-in boktips",
        "Att bli sedd, igenkänd och bekräftad",
        "Vägledning av nya medier",
        "VIP-klubb med många olika arrangemang",
    },
}


@cache
def desks() -> list[Desk]:
    return [Desk(path, WORDS, read_only=True) for path in sorted(SAMPLES.glob("*.json"))]


@cache
def documents() -> list[dict[str, Any]]:
    return [document(desk.book) for desk in desks()]


def tallies(step_id: str) -> list[dict[str, Any]]:
    found = [step["tally"] for whole in documents() for step in whole["steps"] if step["id"] == step_id]
    assert len(found) == FORUMS
    return found


def above_the_line(tally: dict[str, Any]) -> list[str]:
    return [item["item"] for item in tally["items"] if item["place"] is not None and item["place"] <= CHOSEN]


def centre_dots(tally: dict[str, Any], moment: int) -> Counter[str]:
    return Counter({item["item"]: item["dots"] for item in tally["facets"][moment]["items"]})


def gain(today: Counter[str], tomorrow: Counter[str]) -> dict[str, float]:
    return {name: tomorrow[name] / tomorrow.total() - today[name] / today.total() for name in GAINING | PAYING}


def test_the_script_makes_the_same_bytes(tmp_path: Path) -> None:
    """If this fails, a recording, the template, the Swedish words or the version changed: run the script again."""
    assert runpy.run_path(str(SCRIPT))["main"]([str(tmp_path)]) == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / SAMPLES.name).iterdir()}
    kept = {path.name: path.read_bytes() for path in SAMPLES.iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("@valkommen\n", "the first line sets the clock"),
        ("# 2010-05-25 09:00\n@valkommen\n# 08:59\n", "line 3: the clock is at"),
        ("# 2010-05-25 09:00\n/group 1 people 5\n@produkter\n7: Gratis\n", "line 4: "),
        ("# 2010-05-25 09:00\n@valkommen\n", "the last step is not left"),
    ],
)
def test_a_wrong_recording_makes_no_session(tmp_path: Path, text: str, problem: str) -> None:
    script = runpy.run_path(str(SCRIPT))
    recording = tmp_path / "forum-1.txt"
    recording.write_text(text, encoding="utf-8")
    with pytest.raises(script["RecordingError"], match=problem):
        script["replay"](recording, tmp_path)


def test_nine_finished_forums_in_the_order_of_their_days() -> None:
    assert [whole["name"] for whole in documents()] == [f"Forum {number}" for number in range(1, FORUMS + 1)]
    assert {whole["series"] for whole in documents()} == {"dialogforum-2010"}
    assert {whole["language"] for whole in documents()} == {"sv"}
    days = [whole["date"] for whole in documents()]
    assert days == sorted(days)
    assert {overview(desk.path, WORDS).standing for desk in desks()} == {"done"}


def test_each_says_that_it_is_a_reconstruction() -> None:
    for desk in desks():
        assert desk.state.note.startswith("Rekonstruktion")
        assert "Bara seriens summor är kända" in desk.state.note


def test_each_is_a_small_room_and_a_small_file() -> None:
    for desk, whole in zip(desks(), documents(), strict=True):
        assert 4 <= len(whole["groups"]) <= 6
        assert 20 <= whole["people"] <= 30
        assert desk.path.stat().st_size < LARGEST


def test_no_tally_warns() -> None:
    for whole in documents():
        for step in whole["steps"]:
            for facet in (step["tally"] or {}).get("facets", [step["tally"] or {}]):
                assert facet.get("warnings", []) == [], (whole["name"], step["id"])


def test_products_in_the_order_of_slides_4_and_5() -> None:
    points: Counter[str] = Counter()
    shares: dict[str, float] = {}
    for tally in tallies("produktrang"):
        given = sum(item["points"] for item in tally["items"])
        for item in tally["items"]:
            points[item["item"]] += item["points"]
            shares[item["item"]] = shares.get(item["item"], 0) + item["points"] / given
    # Both when every table weighs the same, and when every forum does.
    for added in (points, shares):
        ranked = sorted(added, key=lambda name: -added[name])
        assert ranked[: len(PRODUCTS)] == PRODUCTS
        assert all(added[one] > added[next_] for one, next_ in pairwise(ranked[:11]))


def test_products_also_mentioned_on_slide_6() -> None:
    named = {item["item"] for tally in tallies("produktrang") for item in tally["items"]}
    assert named == set(PRODUCTS) | ALSO_MENTIONED
    answered = {item["item"] for tally in tallies("produktlista") for item in tally["items"] if item["answers"]}
    assert answered == named


def test_centres_move_as_slide_14_says() -> None:
    today: Counter[str] = sum((centre_dots(tally, 0) for tally in tallies("centrum")), Counter())
    tomorrow: Counter[str] = sum((centre_dots(tally, 1) for tally in tallies("centrum")), Counter())
    change = gain(today, tomorrow)
    assert {name for name in change if change[name] > 0} == GAINING
    assert {name for name in change if change[name] < 0} == PAYING


def test_one_forum_goes_the_other_way() -> None:
    """Slide 12: a large spread."""
    changes = [gain(centre_dots(tally, 0), centre_dots(tally, 1)) for tally in tallies("centrum")]
    against = [number for number, change in enumerate(changes, 1) if sum(change[name] for name in GAINING) < 0]
    assert against == [6]


def test_target_groups_have_the_votes_of_slide_17() -> None:
    chosen = Counter(name for tally in tallies("prio") for name in above_the_line(tally))
    assert {name: chosen[name] for name in VOTES} == VOTES
    assert max(count for name, count in chosen.items() if name not in VOTES) <= 3


def test_only_one_forum_has_a_tie_at_the_line() -> None:
    lengths = [len(above_the_line(tally)) for tally in tallies("prio")]
    assert lengths == [9 if number == 4 else CHOSEN for number in range(1, FORUMS + 1)]
    assert all(len(tally["items"]) > CHOSEN for tally in tallies("prio"))


def test_every_table_chose_eight_target_groups() -> None:
    for tally in tallies("prio"):
        assert tally["units"] == tally["present"]
        assert tally["cast"] == tally["capacity"] == CHOSEN * tally["present"]


def test_ideas_are_those_of_slides_21_to_28() -> None:
    assert sum(len(ideas) for ideas in IDEAS.values()) == 52
    said: dict[str, set[str]] = {}
    for tally in tallies("styrkor"):
        for facet in tally["facets"]:
            said.setdefault(facet["facet"], set()).update(item["item"] for item in facet["items"])
    assert {name: said[name] for name in IDEAS} == IDEAS
    assert sum(len(ideas) for name, ideas in said.items() if name not in IDEAS) < 10


def test_the_promise_of_the_real_campaign_is_one_of_several() -> None:
    promises = [item["item"] for tally in tallies("lofte") for item in tally["items"]]
    assert promises.count("Låna dig rik") == 1
    assert len(set(promises)) == len(promises) > 40


def test_every_step_of_every_forum_has_answers() -> None:
    for whole in documents():
        for step in whole["steps"]:
            if step["tally"] is not None:
                facets = step["tally"].get("facets", [step["tally"]])
                assert any(facet["items"] for facet in facets), (whole["name"], step["id"])
