"""Session files of the first format: they open in every later version, and nothing of them is lost.

`closed` was closed in good order; `crashed` left a journal; `later` also holds what a later version added: an unknown
type, an unknown field, and a newer form of a known type. In `changed` the agenda was changed while the day went on.
They are never written anew.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from facilitator.desk import Desk
from facilitator.session.events import AnswerRecorded
from facilitator.session.record import EventError, decode
from facilitator.session.versions import UPCASTERS
from facilitator.words import Words

GOLDEN = Path(__file__).parent / "golden"
WORDS = Words("sv")
ANSWERS = ["Gratis", "Alla är välkomna", "Gratis", "Öppet längre"]
AFTER_CRASH = [*ANSWERS, "Fler filmer", "Fler spel"]
IN_JOURNAL = 4


def copied(name: str, folder: Path) -> Path:
    for piece in GOLDEN.glob(f"{name}.json*"):
        shutil.copy(piece, folder)
    return folder / f"{name}.json"


def texts(desk: Desk) -> list[str]:
    return [answer.text for answer in desk.state.step("ideer").standing]


@pytest.mark.parametrize(
    ("name", "expected"), [("closed", ANSWERS), ("crashed", AFTER_CRASH), ("later", [*AFTER_CRASH, "Kaffe"])]
)
def test_it_opens_and_goes_on(tmp_path: Path, name: str, expected: list[str]) -> None:
    path = copied(name, tmp_path)
    assert texts(Desk(path, WORDS, read_only=True)) == expected
    desk = Desk(path, WORDS)
    desk.record([AnswerRecorded(step="ideer", voter="group:2", item=8, text="Mer")])
    desk.close()
    assert texts(Desk(path, WORDS, read_only=True)) == [*expected, "Mer"]


def test_a_file_of_this_format_is_still_written_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.storage.container.__version__", "99.0")
    path = copied("closed", tmp_path)
    before = path.read_bytes()
    Desk(path, WORDS).close()
    assert path.read_bytes() == before


def test_an_agenda_that_was_changed_is_what_it_was(tmp_path: Path) -> None:
    desk = Desk(copied("changed", tmp_path), WORDS, read_only=True)
    steps = [(number, step.title.of("sv")) for number, step in desk.agenda.numbered]
    assert steps == [
        (1, "Välkommen"), (6, "Vad hör ni om bokbussen?"), (5, "Vad gör vi nu?"), (7, "Vilken dag?"),
        (2, "Vad saknar ni?"), (3, "Välj två"), (4, "Fika"),
    ]  # fmt: skip
    assert (desk.state.unread, desk.state.highest_step, desk.state.current) == (0, 9, "vad-hor-ni-om-bokbussen")
    assert [step.id for step in desk.agenda.steps if desk.state.is_out(step.id)] == ["fika"]
    asked = desk.agenda.step("ideer")
    assert (asked.prompt.of("sv"), asked.minutes + desk.state.step("ideer").added_minutes) == ("En sak i taget", 15)
    assert [item.item for item in desk.book.tally(desk.agenda.step("vad-hor-ni-om-bokbussen")).items] == [
        "Kör på kvällen", "Sälj den",
    ]  # fmt: skip


def test_what_a_crash_left_is_taken_over_and_told(tmp_path: Path) -> None:
    desk = Desk(copied("crashed", tmp_path), WORDS)
    assert desk.notices == (f"Den stängdes inte förra gången; {IN_JOURNAL} uppgifter hämtades ur dess journal.",)
    desk.close()


def test_what_a_later_version_wrote_is_passed_over_told_and_kept(tmp_path: Path) -> None:
    path = copied("later", tmp_path)
    lines = (GOLDEN / "later.json.journal").read_text(encoding="utf-8").splitlines()
    later = [json.loads(line)["d"] for line in lines[-3:]]
    desk = Desk(path, WORDS)
    assert desk.notices[-1] == "Skrivet av en nyare version och därför inte med: 2."
    desk.close()
    kept = json.loads(path.read_text(encoding="utf-8"))["events"]
    assert [kept[str(document["seq"])] for document in later] == later


def test_a_newer_container_can_be_reviewed_but_not_gone_on_with(tmp_path: Path) -> None:
    path = copied("closed", tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"container": 1', b'"container": 2'))
    before = path.read_bytes()
    with pytest.raises(Exception, match="nyare version"):
        Desk(path, WORDS)
    desk = Desk(path, WORDS, read_only=True)
    assert texts(desk) == ANSWERS
    assert "nyare version" in desk.notices[0]
    assert path.read_bytes() == before
    assert [place.name for place in tmp_path.iterdir()] == ["closed.json"]


def test_an_older_form_is_read_as_the_newest_and_stays_as_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def second(document: dict[str, Any]) -> dict[str, Any]:
        return document | {"text": f"{document['text']}, två"}

    def third(document: dict[str, Any]) -> dict[str, Any]:
        return document | {"text": f"{document['text']}, tre"}

    monkeypatch.setitem(UPCASTERS, ("answer recorded", 1), second)
    monkeypatch.setitem(UPCASTERS, ("answer recorded", 2), third)
    path = copied("closed", tmp_path)
    desk = Desk(path, WORDS)
    desk.record([AnswerRecorded(step="ideer", voter="group:2", item=8, text="Mer")])
    desk.close()
    assert texts(Desk(path, WORDS, read_only=True)) == [*(f"{text}, två, tre" for text in ANSWERS), "Mer"]
    kept = json.loads(path.read_text(encoding="utf-8"))["events"].values()
    assert [(event["v"], event["text"]) for event in kept if event["type"] == "answer recorded"] == [
        *((1, text) for text in ANSWERS),
        (3, "Mer"),
    ]


def test_a_broken_form_says_which_event_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(UPCASTERS, ("answer recorded", 1), lambda document: document | {"text": 7})
    with pytest.raises(EventError, match=r"event 6 \(answer recorded\)"):
        decode(json.loads((GOLDEN / "closed.json").read_text(encoding="utf-8"))["events"]["6"])
