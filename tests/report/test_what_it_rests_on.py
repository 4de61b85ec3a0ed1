"""Sentences of a summary that were wrong where one thing was meant, or where the room itself had answered."""

import pytest
from pdf_pages import Pages
from session_samples import recorded

from facilitator.blocks import Base, Heading, Table
from facilitator.entry.read import read_line
from facilitator.report.summary import Summary
from facilitator.report.writers import html, markdown, pdf
from facilitator.steps.line import Target
from facilitator.words import Words

AGENDA = """
title = "Kväll"
language = "sv"
purpose = "Att höra alla."
[[step]]
id = "c"
kind = "collect"
title = "Vad saknas?"
by = "person"
[[step]]
id = "m"
kind = "merge"
title = "Läs upp"
from = "c"
[[step]]
id = "v"
kind = "vote"
title = "Vad är viktigast?"
from = "m"
dots = 1
[[step]]
id = "r"
kind = "rank"
title = "Ordning"
items = ["A", "B", "C"]
choose = 1
[[step]]
id = "g"
kind = "rate"
title = "Risker"
items = ["Brand", "Regn"]
scale = [1, 5]
for_each = ["Hur troligt", "Hur illa"]
combine = "product"
hidden = true
"""
SAID = ["/people 9", "@c", "*: Kaffe", "*: Ljud", "*: Bänkar", "@m", "1 3 = Fika"]
VOTED = [*SAID, "@v", "1: 1", "2: 1", "3: 2"]


def evening(lines: list[str], language: str = "sv") -> Summary:
    return recorded(lines, AGENDA, 3, language)


def bases(summary: Summary, section: str) -> list[Base]:
    found = next(one for one in summary.report.sections if one.id == section)
    return [block for block in found.blocks if isinstance(block, Base)]


def test_no_table_is_missing_where_the_room_answers_by_person() -> None:
    """In both languages, before and after the answers are joined."""
    assert bases(evening(SAID[:5]), "c") == [Base("Från rummet", "3 svar")]
    assert bases(evening(SAID), "m") == [Base("Från rummet", "2 punkter, 1 hopslagen")]
    assert bases(evening(SAID, "en"), "m") == [Base("From the room", "2 items, 1 joined")]


def test_a_table_that_answers_makes_the_others_missing() -> None:
    assert bases(evening([*SAID, "@c", "2: Lampor"]), "m")[0].main == "1 av 3 bord"
    assert bases(evening([*SAID, "@c", "2: Lampor"]), "m")[0].missing == "saknas bord 1 och 3"


def test_a_table_whose_name_ends_with_a_number_is_missing_by_its_name() -> None:
    said = ["/group 3 = Norra 1", *SAID, "@c", "2: Lampor"]
    assert bases(evening(said), "m")[0].missing == "saknas 1 och Norra 1"


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("sv", "- Fika går vidare: många (Vad är viktigast?)", "- Fika och Ljud går vidare (Vad är viktigast?)"),
        ("en", "- Fika goes on: many (Vad är viktigast?)", "- Fika and Ljud go on (Vad är viktigast?)"),
    ],
)
def test_what_goes_on_is_said_of_one_as_of_several(language: str, one: str, two: str) -> None:
    reason = "många" if language == "sv" else "many"
    words = Words(language)
    text = markdown.write(evening([*VOTED, f"/keep 1 = {reason}"], language).report, words)
    assert one in text
    text = markdown.write(evening([*VOTED, "/keep 1 2"], language).report, words)
    assert two in text


def test_a_hidden_step_lists_once_what_it_asks_of_every_part() -> None:
    summary = evening([*VOTED, "@g", "1: 11 22", "2: 33 44"])
    section = next(one for one in summary.report.sections if one.id == "g")
    assert [block.text for block in section.blocks if isinstance(block, Heading)] == ["Hur troligt", "Hur illa"]
    lists = [block.rows for block in section.blocks if isinstance(block, Table)]
    assert lists == [[["1", "Brand"], ["2", "Regn"]]]


def test_a_phone_is_told_which_tables_said_it_and_not_how_many() -> None:
    lines = ["@c", "1: Kaffe; Ljud", "2: Kaffe"]
    shown = html.write(evening(lines).report, Words("sv"))
    assert ">av bord 1, 2<" in shown
    assert ">av bord 1<" in shown
    assert ">by tables 1, 2<" in html.write(evening(lines, "en").report, Words("en"))
    assert ">by table 1<" in html.write(evening(lines, "en").report, Words("en"))


def test_bars_that_would_all_be_one_are_figures() -> None:
    """What the room says once each is a list; a second voice brings the bars back."""
    words = Words("sv")
    assert 'class="bar' not in html.write(evening(SAID[:5]).report, words)
    assert 'class="bar' in html.write(evening([*SAID[:5], "*: Ljud"]).report, words)


def test_what_came_out_stands_on_the_first_page_where_there_is_room() -> None:
    summary = evening([*VOTED, "@r", "1: 1", "2: 1", "/decide Vi börjar", "/park Vad kostar det?", "/quote 1: Ja!"])
    assert len(summary.report.sections) > 6
    first = Pages(pdf.write(summary.report, Words("sv")).content).texts[0]
    assert "Innehåll" in first
    assert "Det här kom fram" in first


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("sv", "Rangordnade: 2. Bara plats 1 ger poäng.", "rösta, 10 min; den första i steg 3"),
        ("en", "2 are ranked; those after the first get no points.", "vote, 10 min; the first of step 3"),
    ],
)
def test_the_first_is_not_called_the_first_1(language: str, one: str, two: str) -> None:
    book = evening(VOTED, language).book
    ranking = read_line(book, book.state.agenda.step("r"), Target("room"), "1: 2 3")
    assert ranking.warnings == (one,)
    asked = read_line(book, book.state.agenda.step("r"), Target("room"), "/ask vote: Vad först? | = 3:1 | 10")
    assert "; ".join(asked.details) == two
