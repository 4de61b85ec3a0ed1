"""What an audience may not see of a series stands nowhere in its summary, and cannot be reckoned back from the sums."""

import io
import json
import re
from datetime import datetime
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pypdfium2
import pytest
from every_figure import missing, read, wanted

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.export import FORMATS, export_series, write_series
from facilitator.recorder import Recorder
from facilitator.report.audience import AUDIENCES, Audience, left_out
from facilitator.series.audience import series_for
from facilitator.series.document import document
from facilitator.series.gather import gather
from facilitator.series.whole import Series
from facilitator.session.live import Surroundings
from facilitator.storage.folder import Folder
from facilitator.words import Words

EN, SV = Words("en"), Words("sv")
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schema" / "series.schema.json").read_text("utf-8"))
AGENDA = """
title = "Evening"
language = "en"
[[step]]
id = "talk"
kind = "talk"
title = "Welcome"
notes = "Zagendanote"
[[step]]
id = "ideas"
kind = "collect"
title = "What do we lack?"
[[step]]
id = "vote"
kind = "vote"
title = "What comes first?"
items = ["Hall", "Park", "Pool"]
cut = 1
[[step]]
id = "all"
kind = "vote"
title = "Where?"
dots = 4
items = ["East", "West", "North", "South"]
[[step]]
id = "few"
kind = "vote"
title = "Who would come?"
by = "person"
dots = 1
items = ["Friends", "Family"]
[[step]]
id = "secret"
kind = "vote"
title = "Zhidden"
hidden = true
items = ["Zhiddenitem", "Zhiddenother"]
[[step]]
id = "least"
kind = "vote"
title = "Who was afraid?"
by = "person"
dots = 1
items = ["Zleast", "Nobody"]
[[step]]
id = "act"
kind = "act"
title = "What now?"
"""
EVERYWHERE = """
@talk
/group 1 = Znorth
/group 2 = Zsouth
/people 23
/note Zfacilitatornote
/note 1: Zsaidnote
@ideas
1: Rooms; Ztable said it
2: Rooms
3: Quiet
/quote 2: Hear hear, Zanna Zberg
@vote
1: 1
2: 1
3: 2
@all
1: 1 2 3 4
2: 1 2 3 4
3: 1 2 3 4
@secret
1: 1
2: 2
/note 1: Zhiddensaid
/decide Zhiddendecision
/park Zhiddenparked
/keep 1 = Zhiddenreason
@least
+: 1
+: 1
"""
MANY = "@few\n" + "+: 1\n" * 7 + "+: 2\n" * 4
FEW = "@few\n+: 1\n+: 1\n+: 2\n/keep 1 = Zfewreason\n"
ACTIONS = """
@act
Ask Zanna Zberg for a room | Zanna Zberg, Zbo | v 40
/decide Zbo keeps the keys
"""
NAMES = ("Zanna", "Zberg", "Zbo")
HIDDEN = ("Zhidden", "Zhiddenitem", "Zhiddensaid", "Zhiddendecision", "Zhiddenparked", "Zhiddenreason")
NOTES = ("Zagendanote", "Zfacilitatornote")
NEVER: dict[Audience, tuple[str, ...]] = {
    "organisers": ("Zhiddenitem",),
    "participants": (*NOTES, *HIDDEN),
    "public": (*NOTES, *HIDDEN, *NAMES, "Zsaidnote", "Znorth", "Zsouth", "Zfewreason", "Zleast"),
}


def a_world(number: int) -> Surroundings:
    """Return a clock and ids that are the same at every run."""
    ids, minutes = count(1), count(0)
    return Surroundings(
        lambda: datetime.fromisoformat(f"2010-06-07T18:{next(minutes) // 10:02}:00+02:00"),
        lambda: f"id{number}-{next(ids)}",
    )


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Series:
    """Three forums: in the last one few answered who would come, in all few answered who was afraid.

    Who has an action in the last forum is named in a note of the first.
    """
    folder = Folder(tmp_path_factory.mktemp("audience"), EN)
    paths = []
    for number, lines in enumerate((MANY + "/decide Thanks to Zbo\n", MANY, FEW + ACTIONS), 1):
        world = a_world(number)
        new = NewSession(name=f"Forum {number}", groups=3, series="spring")
        path = create(folder, parse_agenda(AGENDA, "agenda.toml", EN), new, EN, world)
        desk = Desk(path, EN, world)
        recorder = Recorder(desk)
        for line in (EVERYWHERE + lines).splitlines():
            assert not recorder.take(line).problem, line
        desk.close()
        paths.append(path)
    return Series(gather(paths, EN), EN)


def everything(content: bytes) -> str:
    """Return all text in a file, also of the files inside it."""
    if content.startswith(b"%PDF"):
        pages = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
        return " ".join(pages.split()) + content.decode("latin-1")
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with ZipFile(io.BytesIO(content)) as package:
        return "\n".join(everything(package.read(name)) if name.endswith(".xlsx") else
                         re.sub(r"</[aw]:t><.*?>", "", package.read(name).decode("utf-8", "replace"))
                         for name in package.namelist())  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_private_stands_nowhere(series: Series, audience: Audience, name: str) -> None:
    text = everything(write_series(series_for(series, audience), name).content)
    assert [word for word in NEVER[audience] if word in text] == []
    # It is not merely empty.
    for word in ("Hall", "Quiet", "Ztable said it", "Friends"):
        assert word in text, word


@pytest.mark.parametrize("name", ["md", "html", "docx", "pptx", "pdf"])
def test_the_organisers_see_what_the_others_do_not(series: Series, name: str) -> None:
    text = everything(write_series(series_for(series, "organisers"), name).content)
    for word in ("Zfacilitatornote", "Zsaidnote", "Zhidden", "Zleast", *NAMES):
        assert word in text, word


def test_a_forum_where_few_answered_cannot_be_reckoned_back_from_the_sum(series: Series) -> None:
    shown = document(series_for(series, "public").series)
    steps = {step["id"]: step for step in shown["steps"]}
    assert "secret" not in steps
    assert "least" not in steps
    first, second, third = (forum["session"] for forum in shown["forums"])
    few = steps["few"]
    assert few["forums"] == [first, second]
    assert [base["session"] for base in few["tally"]["bases"]] == [first, second]
    friends = next(item for item in few["tally"]["items"] if item["item"] == "Friends")
    assert friends["dots"] == sum(forum["dots"] for forum in friends["forums"]) == 14
    assert {forum["session"] for forum in friends["forums"]} == {first, second}
    # Tables that three people each sit at, as far as is known, are not few: there all three forums count.
    assert steps["vote"]["forums"] == [first, second, third]


def test_the_organisers_and_those_who_took_part_read_the_whole_sum(series: Series) -> None:
    for audience in ("organisers", "participants"):
        steps = {step["id"]: step for step in document(series_for(series, audience).series)["steps"]}
        assert steps["few"]["tally"]["items"][0]["dots"] == 16
        assert ("secret" in steps) == (audience == "organisers")


@pytest.mark.parametrize("name", ["md", "html", "docx", "pptx"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_all_figures_are_those_that_they_may_see_and_no_others(series: Series, audience: Audience, name: str) -> None:
    swedish = Series(gather([forum.path for forum in series.forums], SV), SV)
    summary = series_for(swedish, audience)
    found = json.loads(write_series(summary, "json").content)["series"]
    said = read(name, write_series(summary, name).content, found)
    assert missing(wanted(found), said) == {}
    assert {place for place in set(said) - set(wanted(found)) if place[-1] not in ("source", "kept")} == set()
    of_few = {place[3] for place in said if place[0] == swedish.whole("few").number}
    assert of_few == {"", "Forum 1", "Forum 2"} | ({"Forum 3"} if audience != "public" else set())


def test_which_forum_does_not_count_where_is_told(series: Series) -> None:
    text = write_series(series_for(series, "public"), "md").content.decode()
    assert "Who would come?: fewer than 5 people or tables answered in Forum 3; that is not counted here." in text
    few = "fewer than 5 people or tables answered in each forum; the figures are not shown here."
    assert f"Who was afraid?: {few}" in text
    assert text.count("not held") == text.count("What now?: not held in Forum 1 and Forum 2.") == 1
    assert "Not done" not in text
    assert text.count("Fewer than 5 people or tables answered in Forum 3; that is not counted here.") == 1
    assert "fewer than" not in write_series(series_for(series, "participants"), "md").content.decode().casefold()


def test_the_public_learns_how_many_tables_are_missing_and_not_which(series: Series) -> None:
    shown = json.loads(write_series(series_for(series, "public"), "json").content)
    assert shown["audience"] == "public"
    jsonschema.validate(shown["series"], SCHEMA)
    missing = {name for step in shown["series"]["steps"] if step["tally"] and "bases" in step["tally"]
               for base in step["tally"]["bases"] for name in base["missing"]}  # fmt: skip
    assert missing <= {"…"}


def test_what_there_is_to_talk_about_is_found_before_the_ballots_are_taken_away(series: Series) -> None:
    asked = [series_for(series, audience).questions for audience in AUDIENCES]
    assert asked[0] == asked[1] == asked[2]
    assert "«Where?»: 4 of 4 options" in asked[0][0]
    assert asked[0][0] in write_series(series_for(series, "public"), "json").content.decode()


def test_a_revealed_step_is_for_everybody_who_may_see_steps(series: Series) -> None:
    revealed = Series(gather([forum.path for forum in series.forums], EN), EN, reveal=True)
    text = everything(write_series(series_for(revealed, "participants"), "md").content)
    assert "Zhiddenitem" in text


def test_the_series_is_as_it_was(series: Series) -> None:
    before = write_series(series_for(series, "organisers"), "json").content
    for audience in AUDIENCES:
        series_for(series, audience)
    assert write_series(series_for(series, "organisers"), "json").content == before


def test_whom_it_is_for_stands_in_the_name(series: Series, tmp_path: Path) -> None:
    written = export_series(series_for(series, "public"), ["md", "json"], tmp_path / "spring", EN)
    assert [path.name for path in written] == ["spring.public.md", "spring.public.summary.json"]
    assert Folder(tmp_path, EN).entries() == []


@pytest.mark.parametrize("words", [EN, SV])
def test_what_is_left_out_of_a_series_is_said_in_one_sentence(words: Words) -> None:
    said = [left_out(audience, words, of_series=True) for audience in AUDIENCES]
    assert len(set(said)) == len(AUDIENCES)
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in said)
