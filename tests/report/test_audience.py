"""What an audience may not see stands nowhere in what is written for it, in any format, whatever one searches."""

import io
import json
import re
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pdf_pages import Pages
from referencing import Registry, Resource
from session_samples import LINES, recorded

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.export import FORMATS, export, write, write_series
from facilitator.recorder import Recorder
from facilitator.report.audience import AUDIENCES, Audience, left_out, summary_for
from facilitator.series.audience import series_for
from facilitator.series.gather import Forum, Gathered
from facilitator.series.whole import Series
from facilitator.session.live import Surroundings
from facilitator.steps.book import Book
from facilitator.storage.folder import Folder
from facilitator.words import Words

SCHEMA_FOLDER = Path(__file__).parents[2] / "docs" / "schema"
SCHEMAS = [
    json.loads((SCHEMA_FOLDER / f"{name}.schema.json").read_text("utf-8"))
    for name in ("session", "summary")
]
VALID = Draft202012Validator(
    SCHEMAS[1], registry=Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in SCHEMAS)
)
EN, SV = Words("en"), Words("sv")
AGENDA = """
title = "Evening"
language = "en"
[[step]]
id = "talk"
kind = "talk"
title = "Welcome"
notes = "Zagendanote"
minutes = 5
[[step]]
id = "ideas"
kind = "collect"
title = "What do we lack?"
fields = ["name", "situation"]
[[step]]
id = "vote"
kind = "vote"
title = "What comes first?"
items = ["Hall", "Park", "Pool"]
[[step]]
id = "few"
kind = "vote"
title = "Who would come?"
by = "person"
dots = 1
items = ["Zfewitem", "Other"]
[[step]]
id = "secret"
kind = "vote"
title = "Zhidden"
hidden = true
items = ["Zhiddenitem", "Zhiddenother"]
[[step]]
id = "act"
kind = "act"
title = "What now?"
fields = ["what", "who", "when"]
"""
RECORDED = """
@talk
/group 1 = Znorth
/group 2 = Zsouth
/people 23
/note Zfacilitatornote
/note 1: Zsaidnote
@ideas
1: Rooms | Zsituation early
2: Rooms | late
3: Room | late
/fix 3: 2 = Rooms
4: Quiet | -
5: Quiet | -
/quote 2: Hear hear, Zanna Zberg
@vote
1: 1
2: 1
3: 1
4: 1
5: 2
@few
+: 1
+: 1
+: 2
/keep 1 = Zfewreason
@secret
1: 1
2: 2
/note 1: Zhiddensaid
/decide Zhiddendecision
/park Zhiddenparked
/keep 1 = Zhiddenreason
@act
Ask Zanna Zberg for a room | Zanna Zberg, Zbo | v 40
/decide Zbo keeps the keys
/finding add Zbo is glad
/place Zplace
/invited Zclub
/came 23
/closing Thank you, Zanna Zberg
/next
"""
NAMES = ("Zanna", "Zberg", "Zbo")
HIDDEN = ("Zhidden", "Zhiddenitem", "Zhiddensaid", "Zhiddendecision", "Zhiddenparked", "Zhiddenreason")
NEVER: dict[Audience, tuple[str, ...]] = {
    "organisers": (),
    "participants": ("Zagendanote", "Zfacilitatornote", *HIDDEN),
    "public": ("Zagendanote", "Zfacilitatornote", "Zsaidnote", "Znorth", "Zsouth", "Zfewitem", "Zfewreason", "Zclub",
               *NAMES, *HIDDEN),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    ids, minutes = count(1), count(0)

    def now() -> datetime:
        minute = next(minutes)
        return datetime.fromisoformat(f"2010-06-07T{18 + minute // 600:02}:{minute // 10 % 60:02}:00+02:00")

    world = Surroundings(now, lambda: f"id{next(ids)}")
    folder = Folder(tmp_path_factory.mktemp("audience"), EN)
    path = create(folder, parse_agenda(AGENDA, "agenda.toml", EN), NewSession(name="Evening", groups=5), EN, world)
    desk = Desk(path, EN, world)
    recorder = Recorder(desk)
    for line in RECORDED.splitlines():
        assert not recorder.take(line).problem, line
    return desk


def everything(content: bytes) -> str:
    """Return all text in a file, also of the files inside it."""
    if content.startswith(b"%PDF"):
        return Pages(content).text + content.decode("latin-1")
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with ZipFile(io.BytesIO(content)) as package:
        return "\n".join(everything(package.read(name)) if name.endswith(".xlsx") else
                         re.sub(r"</[aw]:t><.*?>", "", package.read(name).decode("utf-8", "replace"))
                         for name in package.namelist())  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_private_stands_nowhere(desk: Desk, audience: Audience, name: str) -> None:
    text = everything(write(summary_for(desk.book, desk.documents(), audience), name).content)
    assert [word for word in NEVER[audience] if word in text] == []
    # It is not merely empty.
    for word in ("Hall", "Quiet", "Zsituation"):
        assert word in text, word


@pytest.mark.parametrize("name", FORMATS)
def test_the_organisers_see_what_the_others_do_not(desk: Desk, name: str) -> None:
    text = everything(write(summary_for(desk.book, desk.documents(), "organisers"), name).content)
    for word in ("Zsaidnote", "Zfewitem", "Znorth", "Zhidden") if name not in ("csv",) else ("Zfewitem", "Zhidden"):
        assert word in text, word


def test_the_log_and_the_rows_are_for_the_organisers(desk: Desk) -> None:
    for audience in AUDIENCES:
        whole = json.loads(write(summary_for(desk.book, desk.documents(), audience), "json").content)
        VALID.validate(whole)
        assert whole["audience"] == audience
        assert bool(whole["events"]) == (audience == "organisers")
        assert audience == "organisers" or whole["withheld"] == len(desk.documents())
        steps = [step["id"] for step in whole["session"]["steps"]]
        assert ("secret" in steps) == (audience == "organisers")
        assert ("few" in steps) == (audience != "public")


def test_planned_and_real_time_are_for_the_organisers(desk: Desk) -> None:
    for audience in AUDIENCES:
        ids = [section.id for section in summary_for(desk.book, desk.documents(), audience).report.sections]
        assert ("times" in ids) == (audience == "organisers")


def test_the_public_reads_that_few_answered_and_what_many_did(desk: Desk) -> None:
    text = write(summary_for(desk.book, desk.documents(), "public"), "md").content.decode()
    assert text.count("Fewer than 5 people answered") == 1
    assert "Hall" in text
    assert "| no. | what | when | status |" in text
    assert "| Rooms | **3** | situation: Zsituation early · situation: late |" in text
    assert "| what | tables |" in text
    assert "without a name" not in text


def test_who_takes_part_reads_which_table_said_what(desk: Desk) -> None:
    text = write(summary_for(desk.book, desk.documents(), "participants"), "md").content.decode()
    for said in ("Znorth", "Zsaidnote", "Zanna Zberg, Zbo", "Zclub", "Zfewitem"):
        assert said in text


def test_the_session_is_as_it_was(desk: Desk) -> None:
    before = write(summary_for(desk.book, desk.documents(), "organisers"), "json").content
    for audience in AUDIENCES:
        summary_for(desk.book, desk.documents(), audience)
    assert write(summary_for(desk.book, desk.documents(), "organisers"), "json").content == before


def test_whom_it_is_for_stands_in_the_name_unless_it_is_the_usual(desk: Desk, tmp_path: Path) -> None:
    for audience, middle in (("participants", ""), ("organisers", ".organisers"), ("public", ".public")):
        written = export(desk.book, desk.documents(), ["md", "json"], tmp_path / "a", EN, audience=audience)  # type: ignore[arg-type]
        assert [path.name for path in written] == [f"a{middle}.md", f"a{middle}.summary.json"]
    assert Folder(tmp_path, EN).entries() == []


@pytest.mark.parametrize("words", [EN, SV])
def test_what_is_left_out_is_said_in_one_sentence(words: Words) -> None:
    said = [left_out(audience, words) for audience in AUDIENCES]
    assert len(set(said)) == len(AUDIENCES)
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in said)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.sampled_from(AUDIENCES))
def test_any_session_can_be_written_for_anybody(lines: list[str], audience: Audience) -> None:
    whole = recorded(lines)
    summary = summary_for(whole.book, whole.records, audience)
    for name in ("md", "html", "docx", "xlsx", "csv", "json", "pptx"):
        assert write(summary, name).content
    VALID.validate(json.loads(write(summary, "json").content))


def test_what_is_left_out_cannot_be_reckoned_from_how_it_changed(tmp_path: Path) -> None:
    vote = 'kind = "vote"\nby = "person"\ndots = 1\nitems = ["Hall", "Park"]\n'
    agenda = 'title = "Evening"\nlanguage = "en"\n' + "".join(
        f'[[step]]\nid = "{name}"\ntitle = "{name}"\n{more}{vote}'
        for name, more in (("few", ""), ("secret", "hidden = true\n"), ("third", 'again = "few"\n'),
                           ("fourth", 'again = "secret"\n'), ("fifth", 'again = "third"\n'))
    )  # fmt: skip
    path = create(Folder(tmp_path, EN), parse_agenda(agenda, "a.toml", EN), NewSession(name="Evening", groups=2), EN)
    desk = Desk(path, EN)
    recorder = Recorder(desk)
    many = "\n".join(["+: 1"] * 6 + ["+: 2"] * 3)
    for line in f"@few\n+: 1\n+: 1\n@secret\n{many}\n@third\n{many}\n@fourth\n{many}\n@fifth\n{many}".splitlines():
        assert not recorder.take(line).problem, line
    changes = {}
    for audience in AUDIENCES:
        whole = json.loads(write(summary_for(desk.book, desk.documents(), audience), "json").content)
        changes[audience] = {
            step["id"] for step in whole["session"]["steps"] for item in step["tally"]["items"] if "change" in item
        }
    desk.close()
    assert changes == {
        "organisers": {"third", "fourth", "fifth"}, "participants": {"third", "fifth"}, "public": {"fifth"}
    }  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=1, max_size=3), st.sampled_from(AUDIENCES), st.booleans())
def test_any_series_can_be_written_for_anybody(sessions: list[list[str]], audience: Audience, reveal: bool) -> None:
    books = [recorded(lines).book for lines in sessions]
    forums = tuple(Forum(f"s{at}", f"Forum {at}", Path(f"{at}.json"), book) for at, book in enumerate(books, 1))
    summary = series_for(Series(Gathered(forums), SV, reveal=reveal), audience)
    for name in ("md", "html", "docx", "xlsx", "csv", "pptx"):
        assert write_series(summary, name).content
    shown = json.loads(write_series(summary, "json").content)["series"]
    Draft202012Validator(json.loads((SCHEMA_FOLDER / "series.schema.json").read_text("utf-8"))).validate(shown)
    # No forum is told of in a step that its own summary for the same people leaves out.
    for step in shown["steps"]:
        for forum in forums:
            own = {one["id"]: one for one in _session_for(forum.book, audience)["steps"]}
            if step["tally"] is not None and forum.session in step["forums"]:
                assert audience == "organisers" or reveal or step["id"] in own, step["id"]


def _session_for(book: Book, audience: Audience) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(write(summary_for(book, [{}], audience), "json").content)["session"]
    return whole
