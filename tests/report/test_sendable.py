"""A summary goes to people who were in the room: results first, tables by name, nothing meant for the keyboard."""


import pytest
from session_samples import recorded

from facilitator.agenda.library import load_template
from facilitator.blocks import Mentions
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Recorder
from facilitator.report.build import build
from facilitator.report.reader import question
from facilitator.report.writers import html, markdown
from facilitator.storage.folder import Folder
from facilitator.words import Words

SV = Words("sv")
LINES = """
/group 1 = Norra
/group 2 = Fönstret
/group 3 = Dörren
@valkommen
/note Anna hälsade välkommen
@incheckning
/quote 2: Hon grät av glädje
/park 1: Vem äger namnet?
@produkter
1: Gratis; Sagor
2: Gratis; Bussen
3: Sagostunder
@produktlista
2 4 = Sagostunder
@fika
Kaffet tog slut
@produktrang
1: 1 2 3
2: 1 3 2
3: 2 1
@lunch
/group 3 left
@malgrupper
1: Den nyinflyttade | ensam; Pendlaren | på tåget
2: Den nyinflyttade | ny; Tonåringen | söker
@malgruppslista
@prio
1: 1 2
2: 1 3
/keep 1 = Störst behov
/in 11 1: Sent inkommen | i kväll
@lofte
1: Fritt fram | mod
2: Öppna dörrar | lust
@loftesval
+: 1
2
1 2
@loftesprov
1: 4532 5443
2: 5533 4444
@lokalt
2: Skylta om | Bo | v 50
@nasta
/decide Två målgrupper går vidare
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = Folder(tmp_path_factory.mktemp("sendable"), SV)
    desk = Desk(create(folder, load_template("dialogforum", SV), NewSession(name="Växjö", groups=3), SV), SV)
    recorder = Recorder(desk)
    for line in LINES.splitlines():
        assert not recorder.take(line).problem, line
    return desk


def titles(desk: Desk) -> list[str]:
    return [section.title for section in build(desk.book).sections]


def test_what_came_out_and_what_was_decided_stand_before_the_steps(desk: Desk) -> None:
    assert titles(desk)[:4] == ["Syfte", "Det här kom fram", "Beslutat", "Vad gör vi nu lokalt?"]
    text = markdown.write(build(desk.book), SV)
    assert "De viktigaste produkterna (poäng): Gratis 14, Sagostunder 12 och" in text
    assert "- Två målgrupper går vidare (Nästa steg)" in text
    assert "- Den nyinflyttade går vidare: Störst behov (Välj målgrupper)" in text


def test_tables_stand_by_name_and_one_that_left_is_still_there(desk: Desk) -> None:
    text = markdown.write(build(desk.book), SV)
    assert "- **Bord:** 3: Norra, Fönstret, Dörren · gick tidigare: Dörren" in text
    assert "| Norra, Dörren |" in text
    assert any("Skylta om" in row and "| Fönstret |" in row for row in text.splitlines())
    page = html.write(build(desk.book), SV)
    assert page.count(">Dörren<") >= 1
    assert ">Norra<" in page


def test_breaks_are_no_sections_and_their_notes_are_kept(desk: Desk) -> None:
    assert "Fika" not in titles(desk)
    assert "Välkommen, syfte och mål" not in titles(desk)
    text = markdown.write(build(desk.book), SV)
    for said in ("Kaffet tog slut (Fika)", "Anna hälsade", "Vem äger namnet? (Norra, ", "«Hon grät av glädje»"):
        assert said in text


def test_nothing_in_it_is_meant_for_the_keyboard(desk: Desk) -> None:
    assert "F2" in "".join(warning.text for facet in desk.book.tally(desk.agenda.step("prio")).facets
                           for warning in facet.warnings)  # fmt: skip
    text = markdown.write(build(desk.book), SV)
    for internal in ("F2", "/starta", " n1", " n2", "snitt"):
        assert internal not in text


def test_grades_by_part_stand_once(desk: Desk) -> None:
    section = next(one for one in build(desk.book).sections if one.id == "loftesprov")
    assert [type(block).__name__ for block in section.blocks].count("Grades") == 0
    assert [type(block).__name__ for block in section.blocks].count("Table") == 1


def test_joined_answers_stand_under_their_question_and_prompts_without_the_rooms_instructions(desk: Desk) -> None:
    text = markdown.write(build(desk.book), SV)
    assert "## Vad lockar i dag?\n\nVilka produkter och tjänster lockar våra besökare i dag?\n\n**" in text
    assert "# Läs upp och slå ihop svaren" not in text
    assert "alla inne" not in text
    assert "####" not in text


@pytest.mark.parametrize(
    ("prompt", "asked"),
    [
        ("Vilka vill vi nå? Skriv högst tio.", "Vilka vill vi nå?"),
        ("Välj t.ex. tre ord. Res dig.", "Välj t.ex. tre ord."),
        ("Bara detta", "Bara detta"),
        ("Vad? «Så» sade hon.", "Vad?"),
        ("", ""),
    ],
)
def test_of_a_prompt_the_first_sentence_is_shown(prompt: str, asked: str) -> None:
    assert question(prompt) == asked


def test_of_answers_that_are_one_it_stands_who_said_what(desk: Desk) -> None:
    text = markdown.write(build(desk.book), SV)
    row = next(line for line in text.splitlines() if line.startswith("| Den nyinflyttade · "))
    assert "Norra – situation: ensam · Fönstret – situation: ny" in row


def test_what_most_said_stands_first() -> None:
    summary = recorded(["@c", "1: sist; annat", "2: mest; annat", "3: mest; =2", "/next"])
    blocks = (block for section in summary.report.sections for block in section.blocks)
    (answers,) = (block for block in blocks if isinstance(block, Mentions))
    assert [(row.label, row.count) for row in answers.rows] == [("annat", 3), ("mest", 2), ("sist", 1)]


def test_a_step_called_by_a_question_ends_no_sentence_twice() -> None:
    agenda = """
title = "Dag"
language = "sv"
[[step]]
id = "v"
kind = "vote"
title = "Val"
items = ["A", "B"]
cut = 1
[[step]]
id = "c"
kind = "collect"
title = "Vad saknas?"
"""
    text = markdown.write(recorded(["@v", "1: 1", "2: 1 2"], agenda).report, SV)
    assert "Inte gjort: Vad saknas?\n" in text
    assert "ovanför: den främsta" in text
