"""Word, Excel, CSV and JSON say what `show --json` says, hold any text harmlessly, and never depend on the hour."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest
import report_samples as samples
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook
from referencing import Registry, Resource
from session_samples import LINES, SAMPLES, figures, recorded, sample

from facilitator import blocks as made_of
from facilitator.blocks import ActionRow, Actions, Bar, Bars, Block, Para, Shift, ShiftRow
from facilitator.errors import FacilitatorError
from facilitator.export import FORMATS, export, file_of, write
from facilitator.report.document import document
from facilitator.report.model import Report, Section
from facilitator.report.names import figure_name, shown
from facilitator.report.summary import Summary
from facilitator.report.writers import docx
from facilitator.report.writers.archive import repacked
from facilitator.report.writers.csv import harmless
from facilitator.report.writers.legible import legible
from facilitator.report.writers.pptx import measure
from facilitator.report.writers.xlsx.sheet import sheet_names
from facilitator.showing import revealed
from facilitator.steps.kinds import open_book
from facilitator.storage.folder import Folder
from facilitator.words import Words

SV = Words("sv")
OFFICE = ("docx", "xlsx", "csv", "json")
ODD = ("\x07 bell", "\x00", "a\x0bb", "esc \x1b[31m", "half \ud83d", "\uffff", "_x0041_", "\tcell", "\r=1", "'quoted")
SCHEMAS = [
    json.loads((Path(__file__).parents[2] / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8"))
    for name in ("session", "summary")
]
VALID = jsonschema.Draft202012Validator(
    SCHEMAS[1], registry=Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in SCHEMAS)
)
Key = tuple[int, str, int | None]
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
SESSIONS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made(summary: Summary, name: str) -> bytes:
    return write(summary, name).content


def csv_figures(summary: Summary) -> dict[tuple[int, str, int | None, str], str]:
    text = made(summary, "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {8}
    # The last rows are of no step.
    return {(int(row[0] or 0), row[2], int(row[3]) if row[3] else None, row[7]): row[6] for row in rows[1:]}


def xlsx_figures(summary: Summary) -> dict[tuple[int, str, int | None, str], list[Any]]:
    """Return the cells of the sheets of steps, by step, part, item and the head above; several where lists are told."""
    found: dict[tuple[int, str, int | None, str], list[Any]] = {}
    for sheet in load_workbook(io.BytesIO(made(summary, "xlsx"))).worksheets[1:-1]:
        step, below = int(sheet.title.split()[0]), False
        head: dict[Any, int] = {}
        for row in sheet.iter_rows(values_only=True):
            if SV("item") in row or SV("figure") in row:
                head, below = {name: at for at, name in enumerate(row) if name}, SV("figure") in row
                continue
            part = (row[head[SV("part")]] or "") if SV("part") in head else ""
            if below and row[head[SV("figure")]]:
                found.setdefault((step, part, None, row[head[SV("figure")]]), []).append(row[head[SV("value")]])
            elif not below and head and isinstance(row[head[SV("no.")]], int):
                found |= {(step, part, row[head[SV("no.")]], name): [row[at]] for name, at in head.items()}
    return found


def docx_figures(summary: Summary) -> dict[Key, str]:
    """Return what the appendix says, by step, part and item; of a part itself under item None."""
    found: dict[Key, str] = {}
    step = 0
    for block in Document(io.BytesIO(made(summary, "docx"))).iter_inner_content():
        if isinstance(block, Paragraph) and block.style and block.style.name == "Heading 2":
            number = block.text.split(".")[0]
            step = int(number) if number.isdigit() else 0
        elif isinstance(block, Table) and step:
            part = ""
            for row in list(block.rows)[1:]:
                first, *_, last = row.cells
                if first.text.isdigit():
                    found[step, part, int(first.text)] = last.text
                else:
                    part = first.paragraphs[0].text.replace(SV("The whole"), "")
                    found[step, part, None] = first.text
    return found


def check_figures(summary: Summary) -> None:
    in_csv, in_xlsx, in_docx = csv_figures(summary), xlsx_figures(summary), docx_figures(summary)
    missing: list[tuple[str, Any]] = []
    for step, part, item, path, value in figures(summary):
        said = in_csv[step, part, item, path]
        if (float(said.replace(",", ".")) if said else None) != value:
            missing.append(("csv", (step, part, item, path, value, said)))
        cells = in_xlsx.get((step, part, item, figure_name(path, SV)), [None])
        # A workbook holds sixteen digits.
        if not any(cell == (value if value is None else pytest.approx(value, rel=1e-15)) for cell in cells):
            missing.append(("xlsx", (step, part, item, path, value)))
        held = any(number == step for number, _, _ in in_docx)
        told = in_docx.get((step, part, item), "")
        if path == "present":
            told = next(iter(said for at, said in in_docx.items() if at[0] == step), "")
        named = rf"(^|\n| · ){re.escape(figure_name(path, SV))}: (.*, )?"
        if value is not None and held and not re.search(rf"{named}{re.escape(shown(path, value, SV))}(,| ·|$)", told):
            missing.append(("docx", (step, part, item, path, value, told)))
    assert missing == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_figure_of_a_session_is_in_every_office_format(path: Path) -> None:
    check_figures(sample(path))


@SESSIONS
@given(LINES)
def test_every_figure_of_any_session_is_in_every_office_format(lines: list[str]) -> None:
    check_figures(recorded(lines))


def test_two_moments_are_slopes_in_word_whose_labels_have_room_beside_them() -> None:
    names = [f"Etikett {number}, precis fyrtiofem tecken lång så här"[:45] for number in range(1, 9)]
    rows = [ShiftRow(at, name, (at, 9 - at), (at / 36, (9 - at) / 36), 100 * (9 - 2 * at) / 36)
            for at, name in enumerate(names, 1)]  # fmt: skip
    report = Report("R", "", "sv", (), (Section("s", "S", "", (Shift(("I dag", "=I morgon"), rows, "prickar"),)),))
    document = Document(io.BytesIO(docx.write(report, SV)))
    chart, figures = document.tables
    (drawing,) = chart._tbl.iter(f"{{{_DRAWING}}}inline")
    assert all(f"{name}: {at / 36 * 100:.0f}" in drawing[1].get("descr") for at, name in enumerate(names, 1))
    high = Emu(int(drawing[0].get("cy"))).pt
    for column in (0, 2):
        lines = [part.text.split("\n") for part in chart.cell(1, column).paragraphs]
        above = [part.paragraph_format.space_before.pt for part in chart.cell(1, column).paragraphs]
        assert {" ".join(line[:-1]) for line in lines} == set(names)
        assert min(above) >= 0
        # A line is twelve points high, which a paragraph says itself.
        assert sum(above) + 12 * sum(map(len, lines)) <= high + 1
    assert [row.cells[0].text for row in figures.rows][1:] == names


@SESSIONS
@given(LINES)
def test_json_is_show_json_and_the_log_as_stored(lines: list[str]) -> None:
    summary = recorded([*lines, "/reveal"])
    book = revealed(summary.book)
    whole = json.loads(made(replace(summary, book=book), "json"))
    VALID.validate(whole)
    assert whole["session"] == json.loads(json.dumps(document(book)))
    assert whole["events"] == json.loads(json.dumps(summary.records))
    assert whole["withheld"] == 0


def test_json_has_the_findings_as_texts() -> None:
    summary = sample(SAMPLES[-1])
    whole = json.loads(made(summary, "json"))
    VALID.validate(whole)
    texts = {section["id"]: section["texts"] for section in whole["report"]["sections"]}
    assert "Välj kärnvärden (prickar): Nyfikna 13, Öppna 13 och Lustfyllda 9. 22 av 22 personer." in texts["results"]


def test_what_came_out_stands_below_the_title_in_word() -> None:
    summary = sample(SAMPLES[0])
    found = [(section.title, section.finding) for section in summary.report.sections if section.finding]
    paragraphs = Document(io.BytesIO(made(summary, "docx"))).paragraphs
    after = {one.text: two for one, two in pairwise(paragraphs) if one.style and one.style.name == "Heading 1"}
    assert found
    assert [finding for title, finding in found if after[title].text != finding] == []
    assert all(run.style.name == "Value" for title, _ in found for run in after[title].runs)


@pytest.mark.parametrize("name", OFFICE)
def test_the_same_session_gives_the_same_bytes_at_any_hour(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["@v", "1: 1=2", "@c", "2: Ljus | morgon"]
    first = made(recorded(lines), name)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: datetime(2031, 5, 4, 3, 2, 1).timetuple())
    assert made(recorded(lines), name) == first


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_nothing_in_an_archive_tells_when_it_was_made(name: str) -> None:
    with ZipFile(io.BytesIO(made(recorded([]), name))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        core = archive.read("docProps/core.xml").decode()
    assert "2010-06-07T12:00:00Z" in core
    assert "python" not in core


@given(st.dictionaries(st.text("abc/", min_size=1).filter(lambda name: name[-1] != "/"), st.binary(), min_size=1))
def test_an_archive_is_repacked_whole_whatever_its_order(files: dict[str, bytes]) -> None:
    def packed(names: Sequence[str]) -> bytes:
        out = io.BytesIO()
        with ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(name, files[name])
        return repacked(out.getvalue())

    assert packed(sorted(files)) == packed(sorted(files, reverse=True))
    with ZipFile(io.BytesIO(packed(list(files)))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def carrying(text: str) -> Summary:
    """Return a summary with a text wherever a person's words can stand, also where `clean` would have stopped it."""
    blocks: tuple[Block, ...] = samples.carrying(text)
    summary = recorded(["@c", "1: Ett | två", "@a", "Göra | Eva | v 40"])
    report = Report(text, text, "sv", ((text, text),), (Section("one", text, text, blocks),))
    state = summary.book.state
    for answer in state.step("c").answers.values():
        answer.text, answer.fields = text, {"name": text, "situation": text}
    state.step("a").actions[1].fields = {"what": text, "who": text, "need": text}
    state.groups[1].name = text
    return replace(summary, report=report, book=open_book(state, SV))


@pytest.mark.parametrize("text", [*samples.HOSTILE, *ODD])
def test_any_text_in_word_is_itself_or_marked(text: str) -> None:
    document = Document(io.BytesIO(made(carrying(text), "docx")))
    texts = [part.text or "" for part in document.element.body.iter(qn("w:t"))]
    wanted = legible(text).replace("\t", " ").split("\n")
    assert sum(wanted[-1] in said for said in texts) > len(samples.carrying(""))
    assert all(text == legible(text) for text in texts)


@pytest.mark.parametrize("text", [*samples.HOSTILE, *ODD])
def test_any_text_in_excel_is_text_and_nothing_runs(text: str) -> None:
    content = made(carrying(text), "xlsx")
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert sum(str(cell.value).replace("_x005F_", "_") == legible(text) for cell in cells) >= 4
    with ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name or "external" in name]
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("text", [*samples.HOSTILE, *ODD])
def test_any_text_in_csv_keeps_its_cell_and_is_no_formula(text: str) -> None:
    content = made(carrying(text), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {8}
    assert sum(harmless(legible(text)) in row for row in rows) >= 4
    numbers = {row[6] for row in rows}
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r＝＋－＠") and cell not in numbers]
    assert not [cell for cell in numbers if cell[:1] in tuple("=+@\t\r")]


@pytest.mark.parametrize("text", [*samples.HOSTILE, *ODD])
def test_any_text_in_json_is_read_again(text: str) -> None:
    whole = json.loads(made(carrying(text), "json"))
    assert whole["report"]["title"] == text.replace("\ud83d", "\ufffd")


@pytest.mark.parametrize("text", ["=1+1", "+46 70", "-3", "@eva", "\tx", "\rx", "＝1", "＋1", "－1", "＠a"])
def test_what_a_spreadsheet_would_reckon_begins_with_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless(f"x{text}") == f"x{text}"


def test_csv_is_as_its_language_writes_it() -> None:
    summary = recorded(["@g", "1: 12 54", "2: 22 44", "3: 24 45"])
    swedish = made(summary, "csv").decode("utf-8-sig")
    english = made(replace(summary, report=replace(summary.report, language="en")), "csv").decode("utf-8-sig")
    assert swedish.startswith("steg;titel;del;nr;punkt;uppgift;värde;sökväg\r\n")
    assert english.startswith("step,title,part,no.,item,figure,value,path\r\n")
    assert "6;Betyg;Nytta;1;A;medel;1,6666666666666667;mean\r\n" in swedish
    assert "6,Betyg,Nytta,1,A,mean,1.6666666666666667,mean\r\n" in english


class TestHidden:
    LINES = ("@v", "1: 1=2", "@h", "1: 1=7", "/keep 1 = hemligt", "2: 1=5")

    def test_no_figures_of_a_hidden_step_but_how_many_are_in(self) -> None:
        summary = recorded(list(self.LINES))
        assert [row[3] for row in figures(summary) if row[0] == 7] == ["present", "units"]
        rows = csv_figures(summary)
        assert {path for step, _, _, path in rows if step == 7} == {"unit", "present", "hidden", "units"}
        assert not [name for step, _, item, name in xlsx_figures(summary) if step == 7 and item]
        assert not [key for key in docx_figures(summary) if key[0] == 7 and key[2]]
        given = load_workbook(io.BytesIO(made(summary, "xlsx"))).worksheets[-1]
        assert {row[0] for row in given.iter_rows(min_row=2, values_only=True)} == {3}

    def test_json_leaves_out_what_was_given_in_it(self) -> None:
        whole = json.loads(made(recorded(list(self.LINES)), "json"))
        VALID.validate(whole)
        assert whole["withheld"] == 3
        assert {event["type"] for event in whole["events"] if event.get("step") == "h"} == {"step started"}

    @pytest.mark.parametrize("name", OFFICE)
    def test_revealed_it_is_as_any_other(self, name: str) -> None:
        summary = recorded(list(self.LINES))
        before = made(summary, name)
        shown_now = replace(summary, book=revealed(summary.book))
        assert made(shown_now, name) != before
        check_figures(shown_now)


def test_what_was_given_says_who_gave_it_how_and_when() -> None:
    lines = ["@c", "1: Ljus | morgon", "2: -", "@v", "+: 1 2", "*: 4 3 2", "@r", "3: 2 1+3"]
    lines += ["@a", "2: Boka | Eva", "/undo"]
    sheet = load_workbook(io.BytesIO(made(recorded(lines), "xlsx"))).worksheets[-1]
    rows = [row[:10] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [row[3:9] for row in rows if row[0] == 1] == [
        ("Bord 1", SV("answer"), 1, "Ljus", None, "situation: morgon"),
        ("Bord 2", SV("nothing to add"), None, None, None, None),
    ]
    assert [(row[3], row[6], row[7], row[9]) for row in rows if row[0] == 3] == [
        ("Lapp 1", "Utegym", 1, SV("written on paper")),
        ("Lapp 1", "Lokal", 1, SV("written on paper")),
        ("Rummet", "Utegym", 4, SV("counted in the room")),
        ("Rummet", "Lokal", 3, SV("counted in the room")),
        ("Rummet", "En etikett av fyrtiofem tecken, lång som få", 2, SV("counted in the room")),
    ]
    assert [(row[6], row[7]) for row in rows if row[0] == 5] == [("B", 1), ("A", 2), ("C", 2)]
    assert not [row for row in rows if row[0] == 8]
    assert sheet.cell(2, 11).value == datetime(2010, 6, 7, 18, 0)


def test_a_workbook_is_ready_to_work_in() -> None:
    book = load_workbook(io.BytesIO(made(sample(SAMPLES[-1]), "xlsx")))
    title = "Dialogforum: varumärke och målgrupper"
    assert [book.worksheets[0][f"A{row}"].value for row in (1, 2)] == [title, "Forum 9"]
    listed = [row[0] for row in book.worksheets[0].iter_rows(values_only=True) if row[0] in book.sheetnames]
    assert listed == book.sheetnames[1:]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"


def test_below_the_items_nothing_is_named_that_is_not_known() -> None:
    for summary in (recorded([]), recorded(["@v", "1: 1=1"]), sample(SAMPLES[0])):
        for sheet in load_workbook(io.BytesIO(made(summary, "xlsx"))).worksheets[1:-1]:
            rows = list(sheet.iter_rows(values_only=True))
            head = next(at for at, row in enumerate(rows) if SV("figure") in row)
            value = rows[head].index(SV("value"))
            assert len(rows) > head + 1
            assert None not in [row[value] for row in rows[head + 1 :]], sheet.title


def test_the_line_below_a_row_runs_on_where_a_cell_is_empty() -> None:
    book = load_workbook(io.BytesIO(made(sample(SAMPLES[-1]), "xlsx")))
    empty = 0
    for sheet in book.worksheets[1:]:
        ruled = {cell.coordinate for cells in sheet.conditional_formatting for row in sheet[str(cells.sqref).split()[0]]
                 for cell in row if all(rule.dxf.border.bottom.style == "thin" for rule in cells.rules)}  # fmt: skip
        for cell in chain.from_iterable(sheet[sheet.auto_filter.ref][1:]):
            empty += cell.value is None
            assert cell.coordinate in ruled if cell.value is None else cell.border.bottom.style == "thin"
    assert empty > 100


@given(st.lists(st.text(max_size=60), max_size=30))
def test_names_of_sheets_are_such_as_excel_takes(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name.casefold() != "history"
        assert "'" not in (name[0], name[-1])


def test_a_long_name_of_a_sheet_ends_at_a_word() -> None:
    long = "12 Läs upp och slå ihop målgrupperna"
    titles = [long, f"{long}?", "3 Läs upp", "4 " + "å" * 40]
    assert sheet_names(titles) == [
        "12 Läs upp och slå ihop…", "12 Läs upp och slå ihop… (2)", "3 Läs upp", "4 " + "å" * 28 + "…",
    ]  # fmt: skip


class TestWord:
    def written(self, *blocks: Block) -> Any:
        summary = recorded([])
        report = Report("Rapport", "", "sv", (("Plats", "Kalmar"),), (Section("one", "Del ett", "", blocks),))
        return Document(io.BytesIO(made(replace(summary, report=report), "docx")))

    @pytest.mark.parametrize("block", samples.EVERY, ids=lambda block: type(block).__name__)
    def test_every_figure_and_label_is_shown(self, block: Block) -> None:
        document = self.written(block)
        said = "\n".join(part.text or "" for part in document.element.body.iter(qn("w:t")))
        assert [part for part in samples.figures_and_labels(block) if part not in said] == []

    def test_it_is_a_word_document_of_its_own(self) -> None:
        document: Any = Document(io.BytesIO(made(sample(SAMPLES[-1]), "docx")))
        assert document.core_properties.language == "sv-SE"
        assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)
        styles = {paragraph.style.name for paragraph in document.paragraphs}
        assert {"Title", "Heading 1", "Heading 2", "List Bullet", "Caption"} <= styles
        known = {style.style_id for style in document.styles}
        used = {mark.get(qn("w:val")) for kind in ("p", "r", "tbl") for mark in document.element.iter(
            qn(f"w:{kind}Style"))}  # fmt: skip
        assert used <= known
        fields = [part.text for part in document.element.iter(qn("w:instrText"))]
        assert [field.split()[0] for field in fields] == ["TOC"]
        foot = document.sections[0].footer._element.iter(qn("w:instrText"))
        assert [part.text.strip() for part in foot] == ["PAGE", "NUMPAGES"]
        settings = document.settings.element
        assert settings.find(qn("w:updateFields")) is None
        assert not [name for name in document.part.package.rels.values() if "thumbnail" in name.reltype]

    def test_contents_are_filled_and_lead_to_the_headings(self) -> None:
        document: Any = Document(io.BytesIO(made(sample(SAMPLES[-1]), "docx")))
        headings = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
        marks = [heading._p.find(qn("w:bookmarkStart")).get(qn("w:name")) for heading in headings]
        lines = list(document.element.body.iter(qn("w:hyperlink")))
        assert [line.get(qn("w:anchor")) for line in lines] == marks
        texts = ["".join(part.text for part in line.iter(qn("w:t"))) for line in lines]
        assert texts == [f"{number}{heading.text}" for number, heading in enumerate(headings, 1)]

    def test_heads_are_repeated_and_no_row_is_torn(self) -> None:
        document = self.written(samples.BARS, samples.MENTIONS, samples.GRADES, samples.SHIFT, samples.TABLE)
        for table in document.tables[1:]:
            first, *rest = table._tbl.tr_lst
            assert first.trPr.find(qn("w:tblHeader")) is not None
            assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *rest))

    @pytest.mark.parametrize("more", ["", "a long time ago"])
    def test_libreoffice_shows_all_of_a_long_table(self, more: str) -> None:
        """It loses what follows on the first row that is not held to the next one, if that row may not break."""
        said = [made_of.Mention(at, f"Svar {at}", (), 1, 1, fields=(more,) * bool(more)) for at in range(1, 41)]
        rows = self.written(made_of.Mentions((), said, "svar")).tables[1]._tbl.tr_lst[1:]
        held = [row.tc_lst[0].p_lst[0].pPr.find(qn("w:keepNext")) is not None for row in rows]
        torn = [row.trPr.find(qn("w:cantSplit")) is None for row in rows]
        assert held[:2] == [not more, False]
        assert torn == [False, not more, *[False] * 38]
        assert all(part.pPr.find(qn("w:keepLines")) is not None for part in rows[1].tc_lst[0].p_lst if not more)

    def test_bars_are_as_long_as_their_values_on_one_scale_from_zero(self) -> None:
        document = self.written(Bars((Bar(1, "A", 10, "10"), Bar(2, "B", 5, "5"), Bar(3, "C", 0, "0")), "prickar"))
        lengths = []
        for row in document.tables[1]._tbl.tr_lst[1:]:
            shades = [cell for cell in row.tc_lst if cell.tcPr.find(qn("w:shd")) is not None]
            lengths.append(sum(cell.grid_span for cell in shades))
        assert lengths[0] == pytest.approx(2 * lengths[1], abs=1)
        assert lengths[2] == 0

    def test_every_table_is_as_wide_as_the_page_and_its_rows_fill_it(self) -> None:
        labels = [f"{number} {'lång etikett med många ord som bryts här'}" for number in range(8)]
        wide = Bars(tuple(Bar(n, label, n, str(n), 9 - n, "not") for n, label in enumerate(labels)), "prickar")
        document = self.written(wide, *samples.EVERY[10:])
        for table in document.tables:
            columns = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
            assert sum(columns) == pytest.approx(9300, abs=40)
            for row in table._tbl.tr_lst:
                assert sum(cell.grid_span for cell in row.tc_lst) == len(columns)

    def test_a_label_of_44_signs_stands_on_one_line_beside_its_bar(self) -> None:
        label = "Tidningar och tidskrifter samt lån av böcker"
        document = self.written(Bars((Bar(1, label, 3, "3", 1, "i 9 forum"),), "bord"))
        columns = [int(column.get(qn("w:w"))) for column in document.tables[1]._tbl.tblGrid.gridCol_lst]
        # Twentieths of a point, without the air at both sides.
        assert measure.width(label, 9.5) * 20 < columns[1] - 140

    def test_long_notes_make_no_bar_as_high_as_they_are(self) -> None:
        rows = [Bar(1, "A", 3, "3", None, "vill prata om boken efteråt " * 6), Bar(2, "B", 1, "1")]
        table = self.written(Bars(rows, "bord")).tables[1]
        assert [[cell.text.strip() for cell in row.cells[:2]] for row in table.rows][1:] == [["A", "3"], ["B", "1"]]
        assert not list(table._tbl.iter(qn("w:shd")))

    def test_what_is_said_below_a_table_stays_with_its_last_row(self) -> None:
        table = made_of.Table(("vad", "bord"), [[f"sak {n}", str(n)] for n in range(30)], ("left", "right"))
        held = []
        for blocks in ((table, Para("Forum 2: 5 av 5 bord.")), (table,)):
            last = self.written(*blocks).tables[1].rows[-1].cells[0].paragraphs[0]
            held.append(last.paragraph_format.keep_with_next)
        assert held == [True, None]

    def test_who_said_it_has_a_column_only_where_somebody_is_named(self) -> None:
        heads = []
        for mark in (True, False):
            said = made_of.Mentions(("1",), [made_of.Mention(1, "Gratis", (mark,), 1, 1)], "svar")
            heads.append([cell.text for cell in self.written(said).tables[1].rows[0].cells])
        assert heads == [["vad", "svar", "från"], ["vad", "svar"]]

    def test_numbers_before_a_list_take_no_more_room_than_they_need(self) -> None:
        block = made_of.Table(("nr", "vad"), [["1", "Ljud"], ["12", "Kaffe"]], ("right", "left"))
        number, name = (int(column.get(qn("w:w"))) for column in self.written(block).tables[1]._tbl.tblGrid.gridCol_lst)
        assert number * 5 < name

    def test_actions_come_by_owner_and_date_and_those_of_nobody_last(self) -> None:
        rows = (
            ActionRow(1, "sist", "", "v 23", "öppet"),
            ActionRow(2, "senare", "Åsa", "1/12", "öppet"),
            ActionRow(3, "någon gång", "Åsa", "", "öppet"),
            ActionRow(4, "först", "Bo", "i höst", "öppet"),
            ActionRow(5, "snart", "Åsa", "9/6", "öppet"),
        )
        document = self.written(Actions(rows, ("vad", "vem", "när", "läge")))
        assert [row.cells[3].text for row in document.tables[1].rows][1:] == [
            "först", "snart", "senare", "någon gång", "sist",
        ]  # fmt: skip


class TestFiles:
    def test_json_lies_beside_the_session_and_is_no_session(self, tmp_path: Path) -> None:
        path = tmp_path / SAMPLES[0].name
        path.write_bytes(SAMPLES[0].read_bytes())
        summary = sample(path)
        written = export(summary.book, summary.records, FORMATS, path.with_suffix(""), SV)
        assert len(set(written)) == len(FORMATS)
        assert file_of(path.with_suffix(""), "json").name == f"{path.stem}.summary.json"
        assert path.read_bytes() == SAMPLES[0].read_bytes()
        assert Folder(tmp_path, SV).entries() == [path]
        before = [file.read_bytes() for file in written]
        export(summary.book, summary.records, FORMATS, path.with_suffix(""), SV)
        assert [file.read_bytes() for file in written] == before

    def test_a_session_is_never_replaced_by_its_summary(self, tmp_path: Path) -> None:
        path = tmp_path / "forum.json"
        path.write_bytes(SAMPLES[0].read_bytes())
        summary = sample(path)
        with pytest.raises(FacilitatorError, match=r"forum\.json"):
            export(summary.book, summary.records, ["json"], path, SV)
        assert path.read_bytes() == SAMPLES[0].read_bytes()
        other = tmp_path / "other.json"
        assert export(summary.book, summary.records, ["json"], other, SV) == [other]
        assert export(summary.book, summary.records, ["json"], other, SV) == [other]

    def test_nothing_is_written_where_one_format_is_not_known(self, tmp_path: Path) -> None:
        summary = recorded([])
        with pytest.raises(FacilitatorError, match="xyz"):
            export(summary.book, summary.records, ["csv", "xyz"], tmp_path / "a", SV)
        assert list(tmp_path.iterdir()) == []
