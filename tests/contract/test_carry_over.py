"""Open actions and parked questions come along to the next session of a series."""

from pathlib import Path
from tomllib import loads

import pytest

from facilitator.agenda.load import read_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Recorder
from facilitator.storage.folder import Folder
from facilitator.words import Words

WORDS = Words("en")
AGENDA = """
title = "Circle"
language = "en"
[[step]]
id = "since"
kind = "act"
title = "Since last time"
carry_over = true
[[step]]
id = "parked"
kind = "collect"
form = "parking"
title = "Parked"
carry_over = true
"""


def circle(folder: Path, name: str, *lines: str, series: str = "circle") -> Desk:
    agenda = read_agenda(loads(AGENDA), "circle.toml", WORDS)
    path = create(Folder(folder, WORDS), agenda, NewSession(name=name, groups=2, series=series), WORDS)
    desk = Desk(path, WORDS)
    recorder = Recorder(desk)
    outcomes = [recorder.take(line) for line in lines]
    assert [outcome.problem for outcome in outcomes if outcome.problem] == []
    return desk


@pytest.mark.parametrize("start", ["@since", "/start"])
def test_open_actions_come_along_and_those_done_do_not(tmp_path: Path, start: str) -> None:
    circle(tmp_path, "First", "@since", "Buy books | Anna; Ask the school; Paint", "/done 1", "/drop 3").close()
    second = circle(tmp_path, "Second", start)
    items = second.book.tally(second.agenda.step("since")).items
    assert [(item.number, item.item) for item in items] == [(1, "Ask the school")]


def test_a_date_without_a_year_still_means_the_day_it_meant(tmp_path: Path) -> None:
    circle(tmp_path, "First", "@since", "Paint | Anna | 1/12").close()
    second = circle(tmp_path, "Second", "@since")
    recorded = second.state.date
    when = second.book.state.step("since").actions[1].fields["when"]
    assert when.endswith("-12-01")
    assert when >= recorded


def test_parked_questions_come_along_once_and_only_within_the_series(tmp_path: Path) -> None:
    circle(tmp_path, "First", "@parked", "1: Why so few?", "2: Why so few?").close()
    second = circle(tmp_path, "Second", "@parked", "@since", "@parked")
    assert [item.item for item in second.book.tally(second.agenda.step("parked")).items] == ["Why so few?"]
    other = circle(tmp_path, "Third", "@parked", series="other")
    assert other.book.tally(other.agenda.step("parked")).items == []
