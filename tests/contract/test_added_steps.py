"""A step that nobody planned is a step like any other: in figures, summaries, series, and for the day after."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.export import export
from facilitator.recorder import Recorder
from facilitator.report.audience import audience_of
from facilitator.report.build import build
from facilitator.series.opening import opened
from facilitator.session.forget import people, without_people
from facilitator.storage.folder import Folder
from facilitator.words import Words

EN = Words("en")
SCHEMAS = [
    json.loads((Path(__file__).parents[2] / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8"))
    for name in ("session", "summary")
]
VALID = Draft202012Validator(
    SCHEMAS[1], registry=Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in SCHEMAS)
)
AGENDA = """
title = "Forum"
language = "en"
[[step]]
id = "ideas"
kind = "collect"
title = "Ideas"
minutes = 20
[[step]]
id = "vote"
kind = "vote"
title = "Choose"
from = "ideas"
dots = 1
"""
QUESTION = "What of the bus?"


def held(folder: Path, name: str, *lines: str, series: str = "forum") -> Path:
    agenda = parse_agenda(AGENDA, "forum.toml", EN)
    path = create(Folder(folder, EN), agenda, NewSession(name=name, groups=2, series=series), EN)
    desk = Desk(path, EN)
    recorder = Recorder(desk)
    problems = [outcome.problem for line in lines if (outcome := recorder.take(line)).problem]
    desk.close()
    assert problems == []
    return path


ASKED = ("@ideas", "1: Longer hours", f"/ask {QUESTION} | 10", "@3", "1: Keep it", "2: keep it")


def test_the_json_has_it_in_its_place_with_a_number_of_its_own(tmp_path: Path) -> None:
    whole = json.loads(_facilitator("show", str(held(tmp_path, "One", *ASKED)), "--json"))
    assert [(step["number"], step["id"], step["status"]) for step in whole["steps"]] == [
        (1, "ideas", "done"), (3, "what-of-the-bus", "running"), (2, "vote", "not started"),
    ]  # fmt: skip
    assert [(item["item"], item["groups"]) for item in whole["steps"][1]["tally"]["items"]] == [("Keep it", 2)]


def test_steps_are_found_by_the_numbers_people_see(tmp_path: Path) -> None:
    path = held(tmp_path, "One", *ASKED, "/in 3 2: And by night", "/go 2", "/start", "/next")
    assert "And by night" in _facilitator("show", str(path), "--step", "3", "--plain")
    assert Desk(path, EN, read_only=True).state.finished


@pytest.mark.parametrize("form", ["md", "html", "json", "csv", "xlsx", "docx", "pptx"])
def test_every_summary_tells_what_was_asked_on_the_spot(tmp_path: Path, form: str) -> None:
    desk = Desk(held(tmp_path, "One", *ASKED), EN, read_only=True)
    files = export(desk.book, desk.documents(), [form], tmp_path / "out", EN)
    assert any("What of the bus" in text for file in files for text in _texts(file))


def test_the_organisers_log_has_the_changes_in_the_shape_of_the_schema(tmp_path: Path) -> None:
    changes = ("/ask Hm?", "/put 2 next", "/skip 2", "/include 2", "/change 2 = Choose one | 5 | Why?", "/remove 4")
    desk = Desk(held(tmp_path, "One", *ASKED, *changes), EN, read_only=True)
    [file] = export(desk.book, desk.documents(), ["json"], tmp_path / "out", EN, audience=audience_of("organisers", EN))
    whole = json.loads(file.read_text(encoding="utf-8"))
    VALID.validate(whole)
    kinds = [event["type"] for event in whole["events"]]
    assert {"step added", "step moved", "step dropped", "step taken in", "step changed", "step removed"} <= set(kinds)
    added = next(event for event in whole["events"] if event["type"] == "step added")
    with pytest.raises(ValidationError):
        VALID.validate({**whole, "events": [{**added, "number": "three"}]})


def test_names_are_erased_from_what_was_asked_on_the_spot(tmp_path: Path) -> None:
    table = {"id": "kim", "title": "What does Kim do?", "items": ["Kim", "x"]}
    documents: list[dict[str, Any]] = [
        {"type": "action recorded", "fields": {"what": "Call", "who": "Kim"}},
        {"type": "step added", "number": 3, "table": table},
        {"type": "step changed", "step": "kim", "values": {"prompt": {"en": "Ask Kim"}, "title": None}},
    ]
    cleared = without_people(documents, people(documents))
    assert cleared[1]["table"] == {"id": "kim", "title": "What does … do?", "items": ["…", "x"]}
    assert cleared[2]["values"] == {"prompt": {"en": "Ask …"}, "title": None}


def test_the_report_says_that_it_was_not_planned_and_what_was_left_out(tmp_path: Path) -> None:
    path = held(tmp_path, "One", *ASKED, "/skip 2")
    assert ("Progress", "1 of 2 steps done") in build(Desk(path, EN, read_only=True).book).facts
    desk = Desk(held(tmp_path, "Two", *ASKED, "/skip 2", "/go 3", "/next"), EN, read_only=True)
    said = str(build(desk.book).sections[-1])
    assert f"Asked without being planned: {QUESTION}" in said
    assert "Not done: Choose" in said


def test_a_series_counts_it_in_the_forums_that_asked_it(tmp_path: Path) -> None:
    paths = [
        held(tmp_path, "One", "@ideas", "1: Longer hours"),
        held(tmp_path, "Two", *ASKED),
        held(tmp_path, "Three", "@ideas", "1: Later", "/skip 2", "/ask vote: Other | a; b", f"/ask {QUESTION}",
             "@what-of-the-bus", "1: Keep it", "2: Sell it"),
    ]  # fmt: skip
    series = opened(paths, EN, None, None, False)
    assert list(series.steps) == ["ideas", "what-of-the-bus"]
    whole = series.whole("what-of-the-bus")
    assert len(whole.forums) == 2
    counted = {item.item: getattr(item, "groups", None) for item in whole.tally.items}
    assert counted == {"Keep it": 3, "Sell it": 1}


def test_what_is_left_out_was_not_held(tmp_path: Path) -> None:
    paths = [held(tmp_path, name, "@ideas", "1: Yes", "/skip 2", "/time 2 +5") for name in ("One", "Two")]
    assert list(opened(paths, EN, None, None, False).steps) == ["ideas"]


def test_lines_go_on_where_the_room_is_when_their_step_is_taken_back(tmp_path: Path) -> None:
    desk = Desk(held(tmp_path, "One", "@ideas"), EN)
    recorder = Recorder(desk)
    # What was added is gone to and not begun, so that the undo takes the step itself away.
    for line in ("/ask Hm?", "/go 3", "/undo", "/next"):
        assert not recorder.take(line).problem
    assert recorder.step.id == "vote"
    assert not recorder.take("/go 1").problem
    assert "Longer" in recorder.take("1: Longer hours").said
    recorder.take("/change 1 = Dreams")
    assert recorder.step.title.of("en") == "Dreams"
    desk.close()


def test_a_moved_list_keeps_the_numbers_of_a_merge(tmp_path: Path) -> None:
    agenda = parse_agenda("""
        title = "Lists"
        language = "en"
        [[step]]
        id = "a"
        kind = "vote"
        title = "A"
        items = ["one", "two"]
        [[step]]
        id = "b"
        kind = "vote"
        title = "B"
        items = ["three"]
        [[step]]
        id = "m"
        kind = "merge"
        title = "M"
        from = ["a", "b"]
        """, "lists.toml", EN)  # fmt: skip
    path = create(Folder(tmp_path, EN), agenda, NewSession(groups=1), EN)
    desk = Desk(path, EN)
    before = [(item.number, item.item) for item in desk.book.tally(desk.agenda.step("m")).items]
    assert not Recorder(desk).take("/put 1 after 2").problem
    assert [step.id for step in desk.agenda.steps] == ["b", "a", "m"]
    assert [(item.number, item.item) for item in desk.book.tally(desk.agenda.step("m")).items] == before
    desk.close()


def _facilitator(*arguments: str) -> str:
    command = [sys.executable, "-m", "facilitator", "--language", "en", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def _texts(file: Path) -> list[str]:
    if file.is_dir():
        return [text for inner in file.iterdir() for text in _texts(inner)]
    if file.suffix in (".xlsx", ".docx", ".pptx"):
        with ZipFile(file) as archive:
            return [archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if "xml" in name]
    return [file.read_text(encoding="utf-8-sig")]
