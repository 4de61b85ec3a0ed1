"""What may be the same is asked for, joined by a line that can be edited, taken apart again, and not asked twice."""

from pathlib import Path

import pytest

from facilitator.agenda.library import load_template
from facilitator.agenda.model import Step
from facilitator.desk import Desk, NewSession, create
from facilitator.entry import alike
from facilitator.entry.address import first_target
from facilitator.recorder import Recorder
from facilitator.steps.line import Reading
from facilitator.storage.folder import Folder
from facilitator.tally import document
from facilitator.words import Words

SV = Words("sv")
SAID = ["@produkter", "1: Lån av böcker; Gratis", "2: Sagostunder; [/] bok", "3: Låna böcker"]


class Room:
    """A forum with three tables and some answers."""

    def __init__(self, folder: Path, *lines: str) -> None:
        agenda = load_template("dialogforum", SV)
        self.path = create(Folder(folder, SV), agenda, NewSession("F", groups=3, language="sv"), SV)
        self.desk = Desk(self.path, SV)
        self.recorder = Recorder(self.desk)
        self.say(*SAID, *lines)

    def say(self, *lines: str) -> None:
        for line in lines:
            assert not self.recorder.take(line).problem, line

    def step(self, name: str = "produkter") -> Step:
        return self.desk.agenda.step(name)

    def read(self, line: str) -> Reading:
        return self.desk.read(self.step(), first_target(self.desk.book, self.step()), line)

    def suggestion(self, line: str) -> alike.Suggestion | None:
        return alike.suggestion(self.desk.book, self.step(), self.read(line))

    def items(self, name: str = "produkter") -> dict[int, tuple[str, int, list[str]]]:
        tally = document(self.desk.book.tally(self.step(name)))
        return {item["number"]: (item["item"], item["groups"], item["texts"]) for item in tally["items"]}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.mark.parametrize(
    "line", ["2: Boklån; Låna bok", "Norra gatan; lån av bok", '2: "lån av en bok"', "2: Bok: lån av bok"]
)
def test_the_answer_keeps_its_words_and_counts_where_it_was_put(room: Room, line: str) -> None:
    found = room.suggestion(line)
    assert found is not None
    assert found.number in (1, 5)
    taken = alike.taken(line, found)
    assert f"={found.number} " in taken
    before = room.items()[found.number]
    room.say(taken if ":" in taken else f"3: {taken}")
    name, groups, texts = room.items()[found.number]
    assert groups >= before[1]
    assert found.text in texts
    assert name == before[0]


def test_what_is_the_same_already_or_new_is_not_asked_for(room: Room) -> None:
    assert room.suggestion("2: gratis") is None
    assert room.suggestion("2: Parkering") is None
    assert room.suggestion("2: -") is None
    assert room.suggestion("2: =99") is None
    assert room.suggestion("/note lån av bok") is None


def test_not_the_same_is_remembered_also_when_the_session_is_opened_again(room: Room) -> None:
    line = "2: Lån av bok"
    for _ in range(3):
        found = room.suggestion(line)
        if found is None:
            break
        room.desk.record([alike.held_apart(room.step(), (found.text, found.name))])
    assert room.suggestion(line) is None
    room.desk.close()
    again = Desk(room.path, SV, read_only=True)
    step = again.agenda.step("produkter")
    reading = again.read(step, first_target(again.book, step), line)
    assert alike.suggestion(again.book, step, reading) is None


def test_a_join_is_taken_apart_and_the_words_get_a_number_of_their_own(room: Room) -> None:
    room.say("2: =1 Boklån")
    assert room.items()[1] == ("Lån av böcker", 2, ["Lån av böcker", "Boklån"])
    room.say("/split 2: 1")
    assert room.items()[1] == ("Lån av böcker", 1, ["Lån av böcker"])
    assert room.items()[6] == ("Boklån", 1, ["Boklån"])
    room.say("3: boklån")
    assert room.items()[6][1] == 2
    assert "Nothing" not in room.recorder.take("/split 1").problem
    assert room.recorder.take("/split 1").problem


def test_a_later_table_with_the_joined_words_is_counted_there_too(room: Room) -> None:
    room.say("2: =1 Boklån", "3: BOKLÅN")
    assert room.items()[1][1] == 3


def test_the_list_read_back_comes_with_proposals_that_join_when_they_are_typed(room: Room) -> None:
    room.say("@produktlista")
    step = room.step("produktlista")
    first = alike.proposals(room.desk.book, step)[0]
    assert [item.item for item in first.items] == ["Lån av böcker", "Låna böcker"]
    room.say(first.line)
    assert room.items("produktlista")[1][1] == 2
    assert first not in alike.proposals(room.desk.book, step)
    room.say("/split 5")
    assert len(room.items("produktlista")) == 5
    room.desk.record([alike.held_apart(step, [item.item for item in first.items])])
    assert first not in alike.proposals(room.desk.book, step)


def test_what_was_held_apart_while_it_was_typed_is_not_proposed_when_it_is_read_back(room: Room) -> None:
    room.desk.record([alike.held_apart(room.step(), ("Låna böcker", "Lån av böcker"))])
    room.say("@produktlista")
    assert alike.proposals(room.desk.book, room.step("produktlista")) == []
