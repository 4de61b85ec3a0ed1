"""What the facilitator changes in the findings stands so in the summary, and stays with what it is about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Recorder
from facilitator.report.build import build
from facilitator.report.findings import findings
from facilitator.session.forget import people, without_people
from facilitator.steps.kinds import open_book
from facilitator.steps.own_words import points
from facilitator.storage.folder import Folder
from facilitator.words import Words

EN, SV = Words("en"), Words("sv")
AGENDA = """
title = "Evening"
language = "en"
[[step]]
id = "vote"
kind = "vote"
title = "First"
items = ["Hall", "Park", "Pool"]
[[step]]
id = "dots"
kind = "vote"
title = "Parts"
for_each = ["North", "South", "West"]
items = ["Bus", "Tram"]
[[step]]
id = "order"
kind = "rank"
title = "Order"
items = ["A", "B"]
[[step]]
id = "act"
kind = "act"
title = "Do"
"""
VOTES = ("@vote", "1: 1", "2: 1", "3: 2", "@order", "1: 1 2", "2: 1 2", "3: 2 1")


class Room:
    """A session that lines are recorded in."""

    def __init__(self, folder: Path, words: Words = EN) -> None:
        agenda = parse_agenda(AGENDA, "agenda.toml", EN)
        self.desk = Desk(create(Folder(folder, EN), agenda, NewSession(groups=3), EN), words)
        self._recorder = Recorder(self.desk)

    def take(self, *lines: str) -> str:
        """Record lines; what was said of the last."""
        said = ""
        for line in lines:
            outcome = self._recorder.take(line)
            assert not outcome.problem, outcome.problem
            said = outcome.said
        return said

    def refuse(self, line: str) -> str:
        """Give a line that must be refused; why."""
        outcome = self._recorder.take(line)
        assert outcome.problem, line
        return outcome.problem

    @property
    def found(self) -> list[str]:
        return findings(self.desk.book)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    room.take(*VOTES)
    yield room
    room.desk.close()


FIRST = "First (votes): Hall 2 and Park 1. 3 of 3 tables."
ORDER = "Order (points): A 5 and B 4. 3 of 3 tables."


def test_what_nobody_changed_is_as_the_figures_give_it(room: Room) -> None:
    assert room.found == [FIRST, ORDER]


def test_edited_struck_added_and_moved(room: Room) -> None:
    room.take("/finding 1 = The hall it is", "/finding add We laughed", "/finding 2 strike", "/finding 3 to 1")
    assert room.found == ["We laughed (the facilitator's words)", "The hall it is (the facilitator's words)"]
    # Lines are numbered as they stand now.
    room.take("/finding 3 keep", "/finding 2 =")
    assert room.found == ["We laughed (the facilitator's words)", FIRST, ORDER]
    room.take("/finding 1 =")
    assert room.found == [FIRST, ORDER]


def test_an_edit_stays_with_its_finding_and_tells_that_the_figures_changed(room: Room) -> None:
    room.take("/finding 1 = The hall it is", "@vote", "1: 2", "2: 2")
    assert room.found[0] == (
        "The hall it is (the facilitator's words; the figures have changed since: "
        "First (votes): Park 3. 3 of 3 tables.)"
    )
    # As the figures are again what they were, there is nothing to tell.
    room.take("1: 1", "2: 1")
    assert room.found[0] == "The hall it is (the facilitator's words)"
    room.take("1: 2")
    room.take("/finding 1 = Park after all")
    assert room.found[0] == "Park after all (the facilitator's words)"


def test_what_is_struck_stays_struck_when_figures_change(room: Room) -> None:
    room.take("/finding 1 strike", "@vote", "1: 2", "2: 2", "@order", "3: 1 2")
    assert [text[:5] for text in room.found] == ["Order"]


def test_what_is_struck_is_no_headline_either(room: Room) -> None:
    def headlines() -> dict[str, str]:
        return {section.id: section.finding for section in build(room.desk.book).sections}

    assert (headlines()["vote"], headlines()["order"]) == ("Hall comes first", "A comes first")
    room.take("/finding 1 strike")
    assert (headlines()["vote"], headlines()["order"]) == ("", "A comes first")


def test_words_on_figures_that_are_gone_stay_and_say_so(room: Room) -> None:
    room.take("/finding 1 = The hall it is", "@vote", "/withdraw 1:", "/withdraw 2:")
    assert room.found[-1] == "The hall it is (the facilitator's words; the figures under it are there no more)"


def test_a_finding_of_a_part_keeps_its_key_when_an_earlier_part_is_filled_in(room: Room) -> None:
    room.take("@dots", "1: - / 1", "2: - / 1", "3: - / 2", "/finding 2 = South wants the bus")
    assert points(room.desk.book)[1].key == "dots/best/2"
    room.take("1: 1 / 1", "2: 2 / 1")
    edited = [point.text for point in points(room.desk.book) if point.hers]
    assert edited == ["South wants the bus"]
    assert {point.key for point in points(room.desk.book)} >= {"dots/best/1", "dots/best/2"}


def test_the_language_of_the_summary_changes_no_figure(room: Room) -> None:
    room.take("/finding 1 = The hall it is")
    assert findings(open_book(room.desk.state, SV))[0] == "The hall it is (samtalsledarens ord)"


def test_a_hidden_step_is_silent_also_in_her_words(room: Room) -> None:
    room.take("/finding 1 = The hall it is", "@vote", "/hide")
    assert room.found == [ORDER]
    room.take("/reveal")
    assert room.found[0].startswith("The hall it is")


def test_the_day_is_told_in_facts_and_a_closing_word(room: Room) -> None:
    room.take("/place The old hall", "/invited 40, by letter", "/came 31", "/closing Thank you all")
    report = build(room.desk.book)
    assert dict(report.facts).items() >= {"Place": "The old hall", "Invited": "40, by letter", "Came": "31"}.items()
    assert [section.title for section in report.sections if section.id == "closing"] == [
        "The facilitator's closing word"
    ]
    room.take("/place -", "/closing -")
    report = build(room.desk.book)
    assert "Place" not in dict(report.facts)
    assert "closing" not in [section.id for section in report.sections]


def test_it_is_undone_like_everything(room: Room) -> None:
    room.take("/finding 1 strike", "/finding add Ours")
    assert room.take("/undo")
    assert room.found == [ORDER]
    room.take("/undo", "/redo")
    assert room.found == [ORDER]
    room.take("/finding add Other")
    # The number of what was undone is not given again.
    assert list(room.desk.state.own.written) == ["own:2"]


@pytest.mark.parametrize("line", ["/finding 9 strike", "/finding x", "/finding 1", "/finding add", "/finding 1 to 9",
                                  "/place", "/finding 0 ="])  # fmt: skip
def test_what_cannot_be_read_is_refused_and_changes_nothing(room: Room, line: str) -> None:
    before = len(room.desk.documents())
    assert room.refuse(line)
    assert len(room.desk.documents()) == before


def test_the_list_is_told(room: Room) -> None:
    room.take("/finding 2 strike")
    assert room.take("/finding") == f"1 {FIRST} · 2 {ORDER} (struck)"


def test_swedish_words_are_read_too(tmp_path: Path) -> None:
    room = Room(tmp_path, SV)
    room.take(*VOTES, "/slutsats ny Vi skrattade", "/slutsats 1 stryk", "/slutsats 3 till 1", "/plats Huset",
              "/inbjudna 40", "/kom 31", "/slutord Tack")  # fmt: skip
    assert room.found[0] == "Vi skrattade (samtalsledarens ord)"
    assert len(room.found) == 2
    assert room.desk.state.own.told == {"place": "Huset", "invited": "40", "came": "31", "closing": "Tack"}
    room.desk.close()


def test_signs_that_could_harm_are_cleaned(room: Room) -> None:
    room.take("/finding add a\x1b[31m\u202eb", "/place x\x07y")
    assert room.found[-1] == "a[31mb (the facilitator's words)"
    assert room.desk.state.own.told["place"] == "xy"


def test_erasing_people_takes_their_names_out_of_her_words_too(room: Room) -> None:
    room.take("@act", "Call | Zanna | v 40", "/finding add Zanna won", "/closing Thank you, Zanna")
    documents = room.desk.documents()
    assert "Zanna" not in str(without_people(documents, people(documents)))
