"""A file is recorded as if its rows were typed, but for signs: what stands in a cell is text and nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from import_samples import EN, SV, Room, book_file

from facilitator.importing.mapping import guess
from facilitator.importing.plan import Scratch, counted, plan, told
from facilitator.importing.sheet import Row, Sheet
from facilitator.session.forget import without_people
from facilitator.steps.line import Target
from facilitator.text import clean

SIGNS = ["/undo", "/ångra", "3: x", "*: x", ">2: x", "+: 1", "@v", "# nej", "=4", "=1+1", "-", "x", "a; b", "a | b",
         '"a"', '"', 'a "b" c', '"a"; "b"', "a;", ";", "|", "10:30 saga", "\u200f\u05d0", "{x}", "[red]x", "\\", "''",
         "a\u00a0b", "-1"]  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room(tmp_path_factory.mktemp("room"))


def of_cells(heading: tuple[str, ...], *rows: tuple[str, ...]) -> Sheet:
    return Sheet("a.csv", heading, tuple(Row(number, cells) for number, cells in enumerate(rows, 2)))


@pytest.mark.parametrize("text", SIGNS)
def test_signs_in_a_cell_are_text(tmp_path: Path, text: str) -> None:
    room = Room(tmp_path)
    room.take("c", book_file(tmp_path, ("Bord", "Svar"), (3, f"'{text}"[1:])) if text[0] != "=" else
              f'Bord;Svar\n3;"{text.replace(chr(34), chr(34) * 2)}"\n')  # fmt: skip
    assert room.answers("c") == [("group:3", text)]
    assert room.desk.state.current is None


@given(st.text(min_size=1, max_size=40), st.text(max_size=20))
@example("/undo", "3: x; | \"")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_comes_back_as_it_was_cleaned(room: Room, text: str, more: str) -> None:
    text, more = clean(text), clean(more)
    step = room.desk.agenda.step("f")
    sheet = of_cells(("Bord", "name", "cost"), ("2", text, more))
    outcome = plan(Scratch(room.desk.book, step), sheet, guess(room.desk.book, step, sheet)).outcomes[0]
    if not text:
        assert outcome.fate == ("refused" if more else "empty")
        return
    (event,) = outcome.reading.events
    fields = {"name": text, **({"cost": more} if more else {})} if more else event.fields  # type: ignore[attr-defined]
    assert (event.voter, event.text, event.fields) == ("group:2", text, fields)  # type: ignore[attr-defined]


@given(st.text(min_size=1, max_size=30))
@example("1 2=9")
@example("1 / 2")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_in_a_column_of_figures_is_a_figure_or_refused(room: Room, text: str) -> None:
    text = clean(text)
    step = room.desk.agenda.step("v")
    sheet = of_cells(("Bord", "Fler lokaler", "Utegym"), ("1", text, "1"))
    outcome = plan(Scratch(room.desk.book, step), sheet, guess(room.desk.book, step, sheet)).outcomes[0]
    if outcome.fate == "recorded":
        dots = dict(outcome.reading.events[0].dots)  # type: ignore[attr-defined]
        assert dots.pop(2) == 1
        assert set(dots) <= {1}
    else:
        assert "Fler lokaler" in outcome.column


def test_answers_get_the_numbers_that_typed_ones_would(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("c", "Bord;Svar\n1;Gratis\n2;GRATIS\nBord 3;Öppet\nTable 4;gratis\n")
    found = room.plan("c", "Bord;Svar\n4;öppet\n4;Nytt\n")
    assert [event.item for event in found.events] == [2, 3]  # type: ignore[attr-defined]
    assert [item["groups"] for item in room.tally("c")["items"]] == [3, 1]


def test_rows_that_cannot_be_read_are_told_with_row_and_column_and_the_rest_goes_on(tmp_path: Path) -> None:
    room = Room(tmp_path)
    found = room.plan("c", "Bord;Svar\n1;a\n9;b\nSödra;c\n;d\n2;\n2;e\n")
    assert [told(outcome, room.desk.book).partition(":")[0] for outcome in found.outcomes] == [
        "row 2", "row 3, column Bord", "row 4, column Bord", "row 5, column Bord", "row 6", "row 7",
    ]  # fmt: skip
    assert counted(found, EN, is_recorded=False) == "2 rows would be recorded, 1 says nothing, 3 cannot be read."
    assert room.desk.state.history[-1].event.__class__.__name__ == "PeopleCounted"


def test_a_table_that_stands_once_for_several_rows_has_them_all(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("c", book_file(tmp_path, ("Bord", "Svar"), (2, "a"), (None, "b"), (3, "c")))
    assert room.answers("c") == [("group:2", "a"), ("group:2", "b"), ("group:3", "c")]
    assert room.refused("c", "Bord;Svar\n;a\n") == ["row 2, column Bord: no table is named here"]
    # A person who left the table empty is somebody in the room, not at the table above.
    room.take("p", "Bord;Svar\n2;a\n;b\n")
    assert room.answers("p") == [("group:2", "a"), ("room", "b")]


def test_a_table_is_found_by_its_name_first(tmp_path: Path) -> None:
    room = Room(tmp_path)
    step = room.desk.agenda.step("c")
    for line in ("/group 3 = Norra", "/group 2 = Bord 4"):
        room.desk.record(room.desk.read(step, Target("group:1"), line).events)
    room.take("c", "Bord;Svar\nnorra;a\nGrupp 3;b\nbord 4;c\n4;d\n03;e\n")
    assert [voter for voter, _ in room.answers("c")] == ["group:3", "group:3", "group:2", "group:4", "group:3"]


def test_parts_and_fields_and_several_answers_in_a_row(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("d", "Bord;Del;Svar\n1;Börja;a\n1;1;b\n")
    assert [(facet["facet"], [item["item"] for item in facet["items"]]) for facet in room.tally("d")["facets"]] == [
        ("Sluta", ["b"]), ("Börja", ["a"]),
    ]  # fmt: skip
    assert "column Del" in room.refused("d", "Bord;Del;Svar\n1;Nix;a\n")[0]
    room.take("f", "Bord;Kostnad;Namn\n1;200;Utegym\n")
    assert room.tally("f")["items"][0]["fields"] == [{"name": "Utegym", "cost": "200"}]
    room.take("c", "Bord;Svar 1;Svar 2;Svar 3\n1;a;;\"b; c\"\n")
    assert room.answers("c") == [("group:1", "a"), ("group:1", "b; c")]


def test_actions_are_imported(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("a", "Vad;Vem;När\nBoka lokal; | Anna;v 40\nRinga;;\n")
    assert [(item["what"], item["who"], item["when"]) for item in room.tally("a")["items"]] == [
        ("Boka lokal", "| Anna", "v 40"), ("Ringa", "", ""),
    ]  # fmt: skip


def test_ballots_as_lines_as_names_and_as_a_column_for_each_item(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("v", 'Bord;Röst\n1;1 3\n2;"Utegym, Café"\n3;Utegym\n')
    assert room.dots("v") == {"Utegym": 2, "Café": 2, "Fler lokaler": 1}
    room.take("s", "Fler lokaler;Utegym;Café;Kommentar\nx;;Ja;bra\n;2;0;\n;;;blank\n")
    tally = room.tally("s")
    assert (tally["units"], tally["blank"], tally["source"]) == (3, 1, "slips")
    assert room.dots("s") == {"Utegym": 2, "Fler lokaler": 1, "Café": 1}


def test_rankings_and_grades(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("r", "A;B;C\n2;1;\n1;1;2\n")
    assert {item["item"]: item["points"] for item in room.tally("r")["items"]} == {"B": 5.5, "A": 4.5, "C": 1.0}
    room.take("g", "A;B\nbra;1\n3;\n")
    grades = {item["item"]: (item["n"], item["mean"]) for item in room.tally("g")["items"]}
    assert grades == {"A": (2, 3.0), "B": (1, 1.0)}
    assert "column A" in room.refused("g", "A;B\n1 2=3;\n")[0]
    room.take("g", "Val;dåligt;sådär;bra\nB;0;4;1\nA;5;0;\n")
    assert {item["item"]: item["n"] for item in room.tally("g")["items"]} == {"A": 5, "B": 5}
    assert "«B»" in room.refused("g", "Val;dåligt;sådär;bra\nA;5;0;0\n")[0]


def test_counts_of_the_room_and_of_tables(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("s", "Val;Antal\nUtegym;1 200\n1;18\n")
    assert (room.dots("s"), room.tally("s")["source"]) == ({"Utegym": 1200, "Fler lokaler": 18, "Café": 0}, "room")
    room.take("w", "Bord;Del;A;B\n1;i dag;3;1\n2;i dag;2;2\n1;i morgon;;4\n")
    assert [{item["item"]: item["dots"] for item in facet["items"]} for facet in room.tally("w")["facets"]] == [
        {"A": 5, "B": 3}, {"A": 0, "B": 4},
    ]  # fmt: skip


def test_a_count_with_a_figure_that_cannot_be_read_is_left_out_whole(tmp_path: Path) -> None:
    room = Room(tmp_path)
    refused = room.refused("s", "Val;Antal\nUtegym;3\nCafé;tre\nFler lokaler;1\n")
    assert refused == ["row 3, column Antal: «tre» is not a number here. (and with it rows 2, 4)"]
    assert "column Val" in room.refused("s", "Val;Antal\nNix;3\n")[0]
    assert "3.5" in room.refused("s", "Val;Antal\nCafé;3.5\n")[0]
    assert "1234567" in room.refused("s", "Val;Antal\nCafé;1234567\n")[0]


def test_more_dots_than_there_were_is_warned_of_and_taken(tmp_path: Path) -> None:
    room = Room(tmp_path)
    found = room.plan("s", "Val;Antal\nCafé;999\n")
    assert found.outcomes[0].reading.warnings
    assert found.outcomes[0].fate == "recorded"


def test_what_would_replace_is_told_also_within_the_file(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("v", "Bord;Röst\n1;1\n")
    found = room.plan("v", "Bord;Röst\n1;2\n2;1\n2;3\n")
    assert [outcome.rows[0].number for outcome in found.replacing] == [2, 4]
    assert "2 of them replace what was given before" in counted(found, EN, is_recorded=False)


def test_the_same_file_again_adds_nothing_and_a_longer_one_only_what_is_new(tmp_path: Path) -> None:
    room = Room(tmp_path)
    first = "Bord;Svar\n1;a\n1;a\n2;b\n"
    room.take("c", first)
    again = room.plan("c", first)
    assert (again.events, again.rows("known")) == ([], 3)
    longer = room.plan("c", "Bord;Svar\n2;c\n1;a\n1;a\n2;b\n1;a\n")
    assert [outcome.rows[0].number for outcome in longer.having("recorded")] == [2, 6]
    # Slips have no names: without this each would be a new voter.
    room.take("s", "Val\n1\n1\n2\n")
    assert room.plan("s", "Val\n1\n1\n2\n").events == []


def test_undo_takes_the_whole_file_back_and_lets_it_come_again(tmp_path: Path) -> None:
    room = Room(tmp_path)
    file = "Bord;Svar\n1;a\n2;b\n"
    room.take("c", file)
    room.desk.undo()
    assert room.answers("c") == []
    room.take("c", file)
    assert room.answers("c") == [("group:1", "a"), ("group:2", "b")]


def test_the_log_tells_where_it_came_from_until_names_are_erased(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("a", "Vad;Vem\nBoka;Anna\n")
    imported = room.desk.documents()[-1]
    assert imported["origin"] == "import"
    assert "Anna" not in json.dumps(imported["row"])
    # Whoever guesses the name could otherwise see that the guess is right.
    assert "row" not in without_people(room.desk.documents(), {"Anna"})[-1]


def test_a_list_from_an_earlier_step_is_frozen_before_the_first_ballot(tmp_path: Path) -> None:
    room = Room(tmp_path)
    room.take("c", "Bord;Svar\n1;a\n2;b\n")
    room.take("later", "Bord;a;b\n1;x;\n2;x;x\n")
    room.take("c", "Bord;Svar\n3;c\n")
    assert room.dots("later") == {"a": 2, "b": 1}


def test_a_hidden_step_keeps_its_figures_to_itself(tmp_path: Path) -> None:
    room = Room(tmp_path)
    found = room.plan("h", "Bord;A;B\n1;x;\n")
    assert told(found.outcomes[0], room.desk.book) == "row 2: Can be recorded."


def test_planning_changes_nothing_and_can_be_stopped(tmp_path: Path) -> None:
    room = Room(tmp_path)
    step, before = room.desk.agenda.step("c"), len(room.desk.state.history)
    sheet = of_cells(("Bord", "Svar"), *(("1", f"{number}") for number in range(100)))

    def stop(rows: int) -> None:
        if rows == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan(Scratch(room.desk.book, step), sheet, guess(room.desk.book, step, sheet), tell=stop)
    assert len(room.desk.state.history) == before
    assert room.answers("c") == []
    assert room.desk.book.tally(step).facets[0].items == []


def test_in_swedish(tmp_path: Path) -> None:
    room = Room(tmp_path, words=SV)
    found = room.plan("c", "Bord;Svar\nBord 1;a\n9;b\n")
    assert counted(found, SV, is_recorded=True) == "1 rad är sparad, 1 kan inte läsas."
