"""Headings tell what columns mean, in both languages; who knows better corrects it, and what is missing is said."""

from pathlib import Path

import pytest
from import_samples import Room, text_file

from facilitator.importing.mapping import MappingError, corrected, guess, lacking
from facilitator.importing.meaning import Columns, called
from facilitator.importing.sheet import Sheet, read_sheet


def meant(room: Room, step: str, heading: str, *rows: str, corrections: tuple[str, ...] = ()) -> list[str]:
    found, columns = _columns(room, step, heading, *rows)
    book, of = room.desk.book, room.desk.agenda.step(step)
    for said in corrections:
        columns = corrected(book, of, found, columns, said)
    return [columns.shape, *(called(book, of, meaning) for meaning in columns.meanings)]


def _columns(room: Room, step: str, heading: str, *rows: str) -> tuple[Sheet, Columns]:
    sheet = read_sheet(text_file(room.folder, "\n".join([heading, *(rows or ["1" + ";1" * heading.count(";")])])),
                       room.desk.words)  # fmt: skip
    return sheet, guess(room.desk.book, room.desk.agenda.step(step), sheet)


@pytest.mark.parametrize(
    ("step", "heading", "meanings"),
    [
        ("c", "Bord;Svar", ["answers", "table", "answer"]),
        ("c", "Group:;Answer", ["answers", "table", "answer"]),
        ("c", "Tidstämpel;BORD;Svar 1;Svar 2", ["answers", "not used", "table", "answer", "answer"]),
        ("c", "Bord;Vad saknas?", ["answers", "table", "answer"]),
        ("d", "Table;Part;Answer", ["answers", "table", "part", "answer"]),
        ("f", "Bord;Namn;Kostnad;needed", ["answers", "table", "name", "cost", "needed"]),
        ("a", "Vad;Vem;När", ["answers", "what", "who", "when"]),
        ("v", "Bord;Röst", ["ballots", "table", "ballot, as it is typed"]),
        ("v", "Bord;Fler lokaler;2;3 Café", ["ballots", "table", "1 Fler lokaler", "2 Utegym", "3 Café"]),
        ("v", "Val;Antal", ["counts", "item", "count"]),
        ("s", "Sedel;Val", ["ballots", "slip number", "ballot, as it is typed"]),
        ("s", "Förslag;Dots", ["counts", "item", "count"]),
        ("s", "Bord;utegym;café", ["counts", "table", "2 Utegym", "3 Café"]),
        ("g", "Förslag;dåligt;sådär;bra",
         ["counts", "item", "how many gave dåligt", "how many gave sådär", "how many gave bra"]),
        ("r", "A;B;C", ["ballots", "1 A", "2 B", "3 C"]),
    ],
)  # fmt: skip
def test_headings_in_both_languages_are_known(tmp_path: Path, step: str, heading: str, meanings: list[str]) -> None:
    assert meant(Room(tmp_path), step, heading) == meanings


def test_a_column_of_names_is_never_taken_for_numbers_of_slips(tmp_path: Path) -> None:
    assert meant(Room(tmp_path), "s", "Person;Val", "Anna;1", "Bo;2")[1] == "not used"


def test_a_meaning_that_can_only_be_once_goes_to_the_first_column(tmp_path: Path) -> None:
    assert meant(Room(tmp_path), "c", "Bord;Bord;Svar")[1:] == ["table", "not used", "answer"]


def test_corrections_name_columns_by_heading_or_letter_and_meanings_in_both_languages(tmp_path: Path) -> None:
    room = Room(tmp_path)
    heading = "Vi;x=y;Svar;Svar"
    assert meant(room, "c", heading, corrections=("vi=bord", "x=y=answer", "C=-", "d=svar"))[1:] == [
        "table", "answer", "not used", "answer",
    ]  # fmt: skip
    assert meant(room, "v", "x;y", corrections=("x=utegym", "y=1"))[1:] == ["2 Utegym", "1 Fler lokaler"]
    assert meant(room, "f", "Bord;namn;x", corrections=("x=behövs",))[1:] == ["table", "name", "needed"]
    # What a column meant, that can be only once, it means no more.
    assert meant(room, "c", "Bord;x;Svar", corrections=("x=table",))[1:] == ["not used", "table", "answer"]


@pytest.mark.parametrize("said", ["nix=svar", "Bord=nix", "Bord", "", "=", "Svar=svar"])
def test_a_correction_that_names_nothing_is_refused_with_what_there_is(tmp_path: Path, said: str) -> None:
    room = Room(tmp_path)
    sheet, columns = _columns(room, "c", "Bord;Svar;Svar")
    with pytest.raises(MappingError) as caught:
        corrected(room.desk.book, room.desk.agenda.step("c"), sheet, columns, said)
    assert any(name in str(caught.value) for name in ("Bord, Svar (B), Svar (C)", "answer", "B, C"))


@pytest.mark.parametrize(
    ("step", "heading", "what"),
    [("c", "x;y", "answer"), ("v", "Bord;x;y", "ballot"), ("d", "Bord;Svar", "part"), ("w", "A;B", "part")],
)
def test_what_no_column_says_is_told(tmp_path: Path, step: str, heading: str, what: str) -> None:
    room = Room(tmp_path)
    _, columns = _columns(room, step, heading)
    assert what in lacking(room.desk.book, room.desk.agenda.step(step), columns)


def test_nothing_is_imported_into_a_step_that_takes_no_answers(tmp_path: Path) -> None:
    room = Room(tmp_path)
    with pytest.raises(MappingError):
        _columns(room, "t", "Bord;Svar")
    with pytest.raises(MappingError, match="ballots"):
        room.plan("r", "A;B\n1;2\n", shape="counts")
