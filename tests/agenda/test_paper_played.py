"""Paper that was printed before the day, filled in and typed: every number means what stood there."""

import io
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace
from template_player import Player

from facilitator.agenda.library import load_template, template_names
from facilitator.agenda.model import Act, Collect, Rank, Rate, Vote
from facilitator.entry.address import first_target
from facilitator.report.paper.ballots import ballots
from facilitator.report.paper.model import Paper, Sheet, Slips
from facilitator.report.paper.planned import of_agenda, of_session
from facilitator.report.paper.typed import typed
from facilitator.report.paper.worksheets import worksheets
from facilitator.report.writers.docx.paper import write
from facilitator.session.events import AnswerRecorded, BallotGiven, GradesGiven, RankingGiven
from facilitator.words import Words

PLACES = [(name, language) for name in template_names() for language in ("sv", "en")]


def read_back(slips: Slips) -> list[tuple[str, str]]:
    """Return the items with numbers that stand on one ballot, as they are read from a Word document."""
    if not any(row.item.number for row in slips.rows):
        return []
    one = Paper("ballots", "", "", "en", (), (replace(slips, whose=slips.whose[:1]),))
    table = Document(io.BytesIO(write(one, Words("en")))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    return [(number, text) for number, text, *_ in rows if number]


def filled(slips: Slips, step: Vote | Rank | Rate) -> tuple[str, list[tuple[str, int]]]:
    """Return the line that a filled-in slip is typed in as, and what its voter meant: names with dots or grades.

    The line is empty where the slip has no items yet.
    """
    rows = read_back(slips)
    if not rows:
        return "", []
    address = slips.whose[0][1]
    if isinstance(step, Rate):
        parts = max(len(slips.heads), 1)
        grades = list(step.scale.grades)
        given = [[grades[(at + part) % len(grades)] for part in range(parts)] for at in range(len(rows))]
        meant = [(text, grade) for (_, text), one in zip(rows, given, strict=True) for grade in one]
        return f"{address} " + " ".join("".join(map(str, one)) for one in given), meant
    most = (step.dots if isinstance(step, Vote) else step.choose) or len(rows)
    chosen = rows[::-1][:most]
    if isinstance(step, Rank):
        assert len(slips.order) >= len(chosen)
    content = " ".join(number for number, _ in chosen)
    parts = max(len(slips.heads), 1)
    return f"{address} " + " / ".join([content] * parts), [(text, 1) for _, text in chosen]


@pytest.mark.parametrize(("name", "language"), PLACES, ids=lambda value: str(value))
def test_what_is_filled_in_on_paper_is_read_as_what_stood_there(name: str, language: str, tmp_path: Path) -> None:
    """The day is played; after every step its paper, of the morning and of now, is filled in and typed."""
    words = Words(language)
    plan = load_template(name, words)
    people = plan.people[0] if plan.people else 8
    early = {slips.number: slips for slips in ballots(of_agenda(plan, words, people=people))}
    player = Player(tmp_path, plan, language, people)
    desk = player.desk
    for step in player.play():
        for line, _ in typed(desk.book, step):
            if "…" not in line:
                assert desk.read(step, first_target(desk.book, step), line).problem == "", (step.id, line)
        if not isinstance(step, Vote | Rank | Rate) or step.by == "facilitator":
            continue
        now = {slips.number: slips for slips in ballots(of_session(desk.state, words))}
        number = desk.agenda.number(step.id)
        names = {choice.number: choice.name for choice in desk.book.choices(step)}
        assert [(row.item.number, row.item.text) for row in now[number].rows] == [
            (str(one), text) for one, text in names.items()
        ]
        for slips in (early[number], now[number]):
            line, meant = filled(slips, step)
            if not line:
                continue
            event = desk.read(step, first_target(desk.book, step), line).events[-1]
            match event:
                case BallotGiven():
                    said = [(names[item], count) for item, count in event.dots]
                case RankingGiven():
                    said = [(names[item], 1) for tied in event.order for item in tied]
                case GradesGiven():
                    said = [(names[item], grade) for item, row in event.grades for grade in row if grade is not None]
                case _:
                    pytest.fail(f"{step.id}: {line} is read as {event}")
            assert said == meant, (step.id, line)


@pytest.mark.parametrize(("name", "language"), PLACES, ids=lambda value: str(value))
def test_worksheets_are_typed_in_under_the_address_that_stands_on_them(
    name: str, language: str, tmp_path: Path
) -> None:
    words = Words(language)
    plan = load_template(name, words)
    people = plan.people[0] if plan.people else 8
    early = [sheet for sheet in worksheets(of_agenda(plan, words, people=people)) if isinstance(sheet, Sheet)]
    player = Player(tmp_path, plan, language, people)
    for step in player.play():
        if not isinstance(step, Collect | Act):
            continue
        number, book = player.desk.agenda.number(step.id), player.desk.book
        late = [sheet for sheet in worksheets(of_session(player.desk.state, words)) if isinstance(sheet, Sheet)]
        assert {sheet.number for sheet in early} == {sheet.number for sheet in late}
        for sheet in (*early, *late):
            if sheet.number != number:
                continue
            assert all(len(lines.heads) == (len(step.fields) if len(step.fields) > 1 else 0) for lines in sheet.lines)
            for lines in sheet.lines:
                if lines.part is not None and int(lines.part.number) > len(book.parts(step)):
                    # Fewer things came out of the earlier step than there was paper for.
                    continue
                fields = " | ".join("xyz" for _ in step.fields) or "xyz"
                reading = player.desk.read(step, first_target(book, step), f"{lines.address} {fields}".strip())
                assert reading.problem == "", (lines.address, reading.problem)
                event = reading.events[-1]
                if isinstance(event, AnswerRecorded):
                    assert event.part == (int(lines.part.number) if lines.part else 0)
                    assert sheet.who in ("", book.voter_name(event.voter))
