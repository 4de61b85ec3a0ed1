"""What is printed before the day: typed in later, every number on paper means what it said there."""

import io
from datetime import time
from pathlib import Path

import page
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape
from paper_samples import FORMS, HOSTILE, LONG, SOURCES, agenda, morning, opened
from pdf_pages import Pages, squeezed

from facilitator.agenda.document import document_of
from facilitator.agenda.library import load_template, template_names
from facilitator.agenda.load import read_agenda
from facilitator.entry.address import first_target
from facilitator.report.paper.build import build
from facilitator.report.paper.model import WHATS, Card, Listing, Slips, What
from facilitator.report.paper.planned import of_agenda, of_session
from facilitator.report.paper.worksheets import worksheets
from facilitator.report.writers import paper_markdown
from facilitator.report.writers.docx import paper as docx_paper
from facilitator.report.writers.html import paper as html_paper
from facilitator.report.writers.pdf import paper as pdf_paper
from facilitator.text import key
from facilitator.words import Words

EN, SV = Words("en"), Words("sv")
PLACES = [(name, language) for name in template_names() for language in ("sv", "en")]
# In points; ballots and cards have narrower margins than what is bound.
_MARGIN = 20


def test_answers_written_on_the_list_in_order_get_the_numbers_of_its_lines(tmp_path: Path) -> None:
    desk = opened(tmp_path)
    step = desk.agenda.step("ideas")
    paper = next(piece for piece in worksheets(of_session(desk.state, EN)) if isinstance(piece, Listing))
    assert [row.number for row in paper.rows[:3]] == ["1", "2", "3"]
    assert {row.text for row in paper.rows} == {""}
    for at, row in enumerate(paper.rows[:5]):
        desk.record(desk.read(step, first_target(desk.book, step), f"{1 + at % 2}: answer on line {row.number}").events)
    paper = next(piece for piece in worksheets(of_session(desk.state, EN)) if isinstance(piece, Listing))
    assert [row.text for row in paper.rows[:6]] == [f"answer on line {one}" for one in range(1, 6)] + [""]
    assert paper.rows[5].number == "6"


def test_a_line_of_the_list_never_has_a_number_that_is_taken(tmp_path: Path) -> None:
    said = ["@first", "1: a; b; c", "2: d; e; f", "@second", "1: a; g", "@list", "5 6 = last", "@both", "2 8 = two"]
    desk = opened(tmp_path, *said, steps=SOURCES)
    for name, new in (("list", "first"), ("both", "second")):
        paper = next(piece for piece in worksheets(of_session(desk.state, EN))
                     if isinstance(piece, Listing) and piece.number == desk.agenda.number(name))  # fmt: skip
        free = next(row.number for row in paper.rows if not row.text)
        for place, text in enumerate(("new", "newer")):
            step = desk.agenda.step(new)
            desk.record(desk.read(step, first_target(desk.book, step), f"2: {text} in {new}").events)
            numbers = {item.item: item.number for item in desk.book.tally(desk.agenda.step(name)).items}
            assert numbers[f"{text} in {new}"] == int(free) + place


def test_the_first_of_an_earlier_step_are_listed_without_numbers() -> None:
    whole = {"title": "x", "language": "en", "step": [*SOURCES[:1], {"id": "m", "kind": "merge", "title": "M",
             "from": "first:4"}]}  # fmt: skip
    made = list(worksheets(of_agenda(read_agenda(whole, "x.toml", EN), EN)))
    assert isinstance(made[-1], Listing)
    assert [row.number for row in made[-1].rows] == [""] * 4


def test_a_session_prints_its_own_tables_people_and_day(tmp_path: Path) -> None:
    desk = opened(tmp_path, "/group 2 = Norra", "/people 7")
    planned = of_session(desk.state, EN, groups=9)
    assert [card for card in build(planned, "cards").pieces if isinstance(card, Card)][1].name == "Norra"
    assert len(planned.groups) == 2
    slips = {piece.number: piece for piece in build(planned, "ballots").pieces if isinstance(piece, Slips)}
    assert [len(slips[number].whose) for number in sorted(slips)] == [2, 7, 2, 2, 7]
    assert slips[3].whose == [("Table 1", "1:"), ("2 · Norra", "2:")]
    assert "2026-03-01" in str(planned.day)


def test_the_agenda_for_the_room_holds_nothing_of_the_facilitators_own() -> None:
    for name, language in PLACES:
        words = Words(language)
        plan = load_template(name, words)
        text = paper_markdown.write(build(of_agenda(plan, words), "agenda"), words)
        for step in plan.steps:
            for line in step.notes.of(language).splitlines():
                assert line not in text
            assert step.title.of(language).split(":")[0] in text.replace("\\", "")


def test_times_begin_where_they_are_asked_to_and_pins_are_kept() -> None:
    plan = agenda(SV, pin="10:30")
    at = [f"{slot.start:%H:%M}" for slot in of_agenda(plan, SV).slots]
    assert at[:3] == ["09:00", "10:30", "10:40"]
    assert [f"{slot.start:%H:%M}" for slot in of_agenda(plan, SV, start=time(8, 15)).slots][:2] == ["08:15", "10:30"]


def test_the_day_begins_when_the_agenda_says_and_its_own_checklist_stands_first() -> None:
    document = document_of(load_template("retrospektiv", SV))
    told = {"start": "08:15", "checklist": ["Boka rummet", {"sv": "Beställ kaffe", "en": "Order coffee"}]}
    planned = of_agenda(read_agenda({**document, **told}, "", SV), SV)
    assert f"{planned.slots[0].start:%H:%M}" == "08:15"
    text = paper_markdown.write(build(planned, "runsheet"), SV)
    assert text.index("Boka rummet") < text.index("Beställ kaffe") < text.index("bordskort")
    assert "Order coffee" not in text


def test_the_run_sheet_says_what_to_see_to_and_leaves_room_for_the_real_times() -> None:
    sheet = paper_markdown.write(build(morning(EN), "runsheet"), EN)
    assert "- [ ] Step 4: 12 ballots to cut apart" in sheet
    assert "- [ ] Step 2: 2 worksheets" in sheet
    assert "began \\_\\_\\_\\_ ended \\_\\_\\_\\_" in sheet
    assert "- `1: 1 4 7`" in sheet


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("words", [SV, EN], ids=["sv", "en"])
def test_pages_hold_everything_and_nothing_lies_on_anything_else(what: What, words: Words) -> None:
    for planned in (of_agenda(load_template("dialogforum", words), words, groups=2), morning(words, groups=40)):
        made = build(planned, what)
        read = Pages(pdf_paper.write(made, words).content)
        assert read.lacks(texts(made.pieces)) == []
        assert list(read.overlapping()) == []
        assert read.outside(_MARGIN) == []


@pytest.mark.parametrize("what", WHATS)
def test_paper_can_be_read_aloud_and_is_the_same_at_any_hour(what: What) -> None:
    made = build(morning(SV), what)
    content = pdf_paper.write(made, SV).content
    assert content == pdf_paper.write(made, SV).content
    assert docx_paper.write(made, SV) == docx_paper.write(made, SV)
    assert html_paper.write(made, SV) == html_paper.write(made, SV)
    checked = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    assert [str(failure) for failure in checked.failures] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_ballots_of_every_form_stand_whole_in_word(form: str) -> None:
    made = build(morning(EN, form=form), "ballots")
    document = Document(io.BytesIO(docx_paper.write(made, EN)))
    tables = iter(document.tables)
    for slips in made.pieces:
        assert isinstance(slips, Slips)
        for _ in slips.whose:
            if slips.rows:
                rows = [[cell.text for cell in row.cells] for row in next(tables).rows][bool(slips.heads) :]
                wanted = [(row.item.number, row.item.text) for row in slips.rows if row.item.number]
                assert [(row[0], row[1]) for row in rows[: len(wanted)]] == wanted


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_is_text_and_loses_no_document(text: str) -> None:
    planned = morning(SV, title=text, groups=3, name=text)
    for what in WHATS:
        made = build(planned, what)
        done = pdf_paper.write(made, SV)
        read = Pages(done.content)
        assert (read.annotations, read.scripts) == (0, 0)
        assert read.outside(_MARGIN) == []
        if text.isascii():
            assert list(read.overlapping()) == []
            assert squeezed(text) in read.text
        assert Document(io.BytesIO(docx_paper.write(made, SV))).part
        assert "<script" not in paper_markdown.write(made, SV).replace("\\<", "")
        shown = html_paper.write(made, SV)
        assert "<script" not in shown
        assert escape(text) in shown or what in ("ballots", "cards", "worksheets")


@given(st.lists(st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Zs")), min_size=1, max_size=45),
                min_size=1, max_size=30, unique_by=key), st.integers(1, 9))  # fmt: skip
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_list_fits_on_ballots(items: list[str], groups: int) -> None:
    made = build(morning(EN, items=items, groups=groups), "ballots")
    read = Pages(pdf_paper.write(made, EN).content)
    assert read.outside(_MARGIN) == []
    assert list(read.overlapping()) == []


def test_long_labels_are_whole() -> None:
    made = build(morning(EN, items=LONG), "ballots")
    assert all(label in html_paper.write(made, EN) for label in LONG)
    assert Pages(pdf_paper.write(made, EN).content).lacks(LONG) == []


def test_a_number_stands_on_the_line_of_its_item() -> None:
    items = ["Benches in the park", "Evenings", "مكتبة", "A quiet room"]
    lines = Pages(pdf_paper.write(build(morning(EN, items=items), "ballots"), EN).content).lines(1)
    for number, item in enumerate(items, 1):
        beside = [line for line in lines if line.text.split()[:1] == item.split()[:1] and item.isascii()]
        for label in beside:
            left = [line.text.strip() for line in lines if line.right < label.left and label.left - line.right < 60
                    and line.bottom < label.top and line.top > label.bottom]  # fmt: skip
            assert left == [str(number)]
        assert len(beside) >= 2 or not item.isascii()


def texts(pieces: object) -> list[str]:
    """Return every text that pieces of paper hold."""
    if isinstance(pieces, str):
        return [pieces]
    if isinstance(pieces, list | tuple):
        return [text for piece in pieces for text in texts(piece)]
    fields = set(getattr(pieces, "__struct_fields__", ())) - {"align"}
    return [text for name in fields for text in texts(getattr(pieces, name))]
