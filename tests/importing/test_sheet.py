"""Files come from Excel, forms and other programs, and some mean harm: each is read right or refused in words."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_samples import EN, SV, book_file, changed, part, text_file
from openpyxl import load_workbook

from facilitator.importing import sheet as sheets
from facilitator.importing.delimited import read
from facilitator.importing.sheet import Sheet, SheetError, letter, read_sheet
from facilitator.text import clean

SHEET = "xl/worksheets/sheet1.xml"


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [sheet.headings, *(row.cells for row in sheet.rows)]


def refused(path: Path, name: str = "") -> str:
    with pytest.raises(SheetError) as caught:
        read_sheet(path, EN, name)
    sentence = str(caught.value)
    assert path.name in sentence
    assert "\x1b" not in sentence
    assert len(sentence.splitlines()) == 1
    return sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_swedish_text_is_read_in_the_encodings_and_delimiters_that_programs_write(
    tmp_path: Path, encoding: str, sign: str
) -> None:
    rows = [("Bord", "Svar"), ("1", "Låna böcker på ön"), ("2", "Café")]
    content = "\r\n".join(sign.join(row) for row in rows) + "\r\n"
    assert cells(read_sheet(text_file(tmp_path, content, encoding=encoding), EN)) == rows


def test_delimiters_inside_quotation_marks_and_in_a_single_column_are_text(tmp_path: Path) -> None:
    quoted = text_file(tmp_path, 'Bord;Svar\n1;"Gratis; alltid, för ""alla"""\n')
    assert cells(read_sheet(quoted, EN)) == [("Bord", "Svar"), ("1", 'Gratis; alltid, för "alla"')]
    single = text_file(tmp_path, "Svar\nGratis, alltid\nÖppet; på kvällen\n")
    assert cells(read_sheet(single, EN)) == [("Svar",), ("Gratis, alltid",), ("Öppet; på kvällen",)]
    excel = text_file(tmp_path, "sep=;\nBord;Svar, kort\n1;a\n")
    assert cells(read_sheet(excel, EN)) == [("Bord", "Svar, kort"), ("1", "a")]


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = text_file(tmp_path, 'Bord,Svar\n\n1,"två\nrader"\n,,\n2,b\n')
    assert [(row.number, row.cells) for row in read_sheet(path, EN).rows] == [(3, ("1", "två rader")), (5, ("2", "b"))]


def test_an_answer_that_an_unquoted_delimiter_cuts_in_two_is_told(tmp_path: Path) -> None:
    sheet = read_sheet(text_file(tmp_path, "Bord,Svar\n1,Gratis, alltid\n2,b\n"), EN)
    assert [bool(row.problems) for row in sheet.rows] == [True, False]
    assert sheet.headings == ("Bord", "Svar")


def test_foreign_text_passes_the_gate(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Bord,Svar\n1,\x1b[31mröd\u202e\x07 text\u200f\n")
    assert read_sheet(path, EN).rows[0].cells == ("1", "[31mröd text\u200f")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), min_size=1), min_size=1))
def test_any_text_comes_back_as_it_was_cleaned(texts: list[str]) -> None:
    content = "Nr;Svar\n" + "".join(f'{at};"{text.replace(chr(34), chr(34) * 2)}"\n' for at, text in enumerate(texts))
    assert [row.cells[1] for row in read("a.csv", content.encode(), EN).rows] == [clean(text) for text in texts]


def test_a_workbook_gives_what_its_cells_show(tmp_path: Path) -> None:
    first, second = (3.0, 2.5, date(2026, 3, 1)), (12, True, datetime(2026, 3, 1, 9, 30))
    path = book_file(tmp_path, ("Bord", "Svar", "När"), first, second, (None, None, None), ("Norra", "Åka båt", None))
    assert cells(read_sheet(path, EN)) == [
        ("Bord", "Svar", "När"),
        ("3", "2.5", "2026-03-01"),
        ("12", "TRUE", "2026-03-01 09:30"),
        ("Norra", "Åka båt", ""),
    ]
    assert [row.number for row in read_sheet(path, EN).rows] == [2, 3, 5]


def test_the_first_sheet_that_holds_something_is_read_or_the_one_named(tmp_path: Path) -> None:
    path = book_file(tmp_path, Svar=[("Bord",), (1,)], Annat=[("x",), (2,)])
    first, named = read_sheet(path, EN), read_sheet(path, EN, "Annat")
    assert (first.name, first.headings, first.others) == ("Svar", ("Bord",), ("Annat",))
    assert (named.name, named.headings, named.others) == ("Annat", ("x",), ())
    assert "Svar, Annat" in refused(path, "Nix")


def test_a_formula_without_a_value_and_an_error_are_named_by_their_cell(tmp_path: Path) -> None:
    path = book_file(tmp_path, ("Bord", "Antal"), (1, "=1+1"), (2, 5))
    xml = part(path, SHEET).replace(b"<v>5</v>", b"<v>#REF!</v>").replace(b'"B3" t="n"', b'"B3" t="e"')
    changed(path, {SHEET: xml})
    rows = read_sheet(path, EN).rows
    assert "B2" in rows[0].problems[1]
    assert "B3" in rows[1].problems[1]
    assert "#REF!" in rows[1].problems[1]


def test_a_formula_gives_the_value_that_excel_kept_and_text_like_one_is_text(tmp_path: Path) -> None:
    path = book_file(tmp_path, ("Bord", "Antal"), (1, "=1+1"), (2, "text"))
    xml = part(path, SHEET).replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"text", b"=1+1")
    rows = read_sheet(changed(path, {SHEET: xml}), EN).rows
    assert [(row.cells, row.problems) for row in rows] == [(("1", "2"), {}), (("2", "=1+1"), {})]


def test_merged_cells_have_their_text_in_the_first_of_them(tmp_path: Path) -> None:
    path = book_file(tmp_path, ("Bord", "Svar"), (1, "a"), (None, "b"))
    workbook: Any = load_workbook(path)
    workbook.active.merge_cells("A2:A3")
    workbook.save(path)
    assert cells(read_sheet(path, EN))[1:] == [("1", "a"), ("", "b")]


def test_columns_without_a_name_of_their_own_are_called_by_their_letter(tmp_path: Path) -> None:
    sheet = read_sheet(text_file(tmp_path, "Bord,Svar,,Svar\n1,a,b,c\n"), EN)
    assert [sheet.label(column) for column in range(4)] == ["Bord", "Svar (B)", "C", "Svar (D)"]
    assert [letter(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"\n\n,,\n", "a.csv"),
        (b"Bord,Svar\n", "a.csv"),
        (b"PK\x03\x04rest", "a.csv"),
        (b"%PDF-1.7", "a.csv"),
        (b"<html><table>", "a.csv"),
        (b"\xd0\xcf\x11\xe0", "a.csv"),
        (b"Bord,Svar\n1,a\x00b\n", "a.csv"),
        (b"Bord,Svar\n1,\x81\n", "a.csv"),
        ("Bord".encode("utf-16-le"), "a.csv"),
        (b'Bord,Svar\n1,"never ends\n2,b\n', "a.csv"),
        (b'Bord,Svar\n1,"a" b\n', "a.csv"),
        (b"Bord,Svar\n1,a\n", "a.xlsx"),
        (b"\xd0\xcf\x11\xe0", "a.xlsx"),
        (b"", "a.xlsx"),
        (b"x", "a.pdf"),
        (b"x", "a"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(tmp_path: Path, content: bytes, name: str) -> None:
    refused(text_file(tmp_path, content, name))


def test_a_refusal_says_where(tmp_path: Path) -> None:
    assert "row 3" in refused(text_file(tmp_path, b"Bord,Svar\n1,a\n2,\x00\n"))
    assert "row 3" in refused(text_file(tmp_path, b'Bord,Svar\n1,a\n2,"b\n'))
    assert "row 2" in refused(text_file(tmp_path, b"Bord,Svar\n1,\x81\n"))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    refused(tmp_path / "folder.csv")
    refused(tmp_path / "missing.csv")
    with pytest.raises(SheetError):
        read_sheet(tmp_path / "nul\0.csv", EN)


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(text_file(tmp_path, "Svar\n" + "a\n" * 1_000_000))
    refused(text_file(tmp_path, ",".join("a" * 300) + "\n1\n"))
    refused(book_file(tmp_path, ["a"] * 300, ["b"]))
    long = read_sheet(text_file(tmp_path, f"Bord,Svar\n1,{'a' * 20_000}\n2,b\n"), EN)
    assert [bool(row.problems) for row in long.rows] == [True, False]
    monkeypatch.setattr(sheets, "LARGEST_FILE", 10)
    refused(text_file(tmp_path, "Bord,Svar\n1,a\n"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = book_file(tmp_path, ("Bord", "Svar"), (1, "a"))
    assert "too large" in refused(changed(path, {SHEET: b"<a>" + b" " * 70_000_000}))
    many = book_file(tmp_path, ("Bord", "Svar"), (1, "a"))
    refused(changed(many, {f"xl/media/{number}.png": b"x" for number in range(2_000)}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    path = book_file(tmp_path, ("Bord", "Svar"), (1, "a"))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    bomb = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE s [{laughs}]><sst><si><t>&l11;</t></si></sst>'
    assert "definitions" in refused(changed(path, {"xl/sharedStrings.xml": bomb.encode(encoding)}))
    outside = '<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>&f;</worksheet>'
    assert "definitions" in refused(changed(path, {"xl/sharedStrings.xml": b"<sst/>", SHEET: outside.encode()}))


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        b'<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>77</v></c></row>',
        b'<row r="one"><c r="A1"><v>x</v></c></row>',
        b"<row><c",
    ],
)
def test_a_workbook_with_cells_where_none_can_be_is_refused(tmp_path: Path, rows: bytes) -> None:
    path = book_file(tmp_path, ("Bord", "Svar"), (1, "a"))
    xml = part(path, SHEET)
    begin, end = xml.index(b"<sheetData>") + len(b"<sheetData>"), xml.index(b"</sheetData>")
    refused(changed(path, {SHEET: xml[:begin] + rows + xml[end:]}))


def test_a_workbook_that_claims_to_be_the_largest_is_read_as_it_is(tmp_path: Path) -> None:
    path = book_file(tmp_path, ("Bord", "Svar"), (1, "a"))
    xml = part(path, SHEET).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert b"XFD1048576" in xml
    assert cells(read_sheet(changed(path, {SHEET: xml}), EN)) == [("Bord", "Svar"), ("1", "a")]


def test_a_zip_that_is_no_workbook_or_is_cut_off_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "hello")
    refused(other)
    path = book_file(tmp_path, ("Bord", "Svar"), (1, "a"))
    whole = path.read_bytes()
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at])
        refused(path)


def test_errors_speak_swedish(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="är tom"):
        read_sheet(text_file(tmp_path, ""), SV)
