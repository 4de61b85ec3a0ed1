"""A headline names what a step's own figures show, and says nothing where no single thing came out."""

from pathlib import Path

import pytest

from facilitator.blocks import GradeRow, Grades
from facilitator.desk import Desk
from facilitator.report.build import build
from facilitator.report.headline import of_blocks
from facilitator.words import Words

FORUMS = sorted((Path(__file__).parents[2] / "sessions" / "dialogforum-2010").glob("*.json"))


def headlines(number: int, language: str = "sv") -> dict[str, str]:
    words = Words(language)
    desk = Desk(FORUMS[number - 1], words, read_only=True)
    return {section.id: section.finding for section in build(desk.book).sections}


@pytest.mark.parametrize(
    ("forum", "step", "said"),
    [
        # Each beside the figures of its step in that forum.
        (9, "produktrang", "Tillgång till alla medier kommer först"),  # 20 points, the next has 16
        (9, "centrum", "Socialt centrum ökar mest, Informationscentrum minskar mest"),  # +23 and −14
        (9, "prio", "5 delar första platsen"),  # five target groups with five votes each
        (9, "karnprio", "Nyfikna och Öppna delar första platsen"),  # 13 dots each
        (9, "produktlista", "Alla är välkomna nämns mest"),  # all five tables, the next four
        (4, "centrum", "Socialt centrum ökar mest av alla"),  # +42; two fall by as much
        (9, "karnlista", ""),  # four words from two tables each
        (9, "foljder", ""),  # three parts
        (9, "loftesprov", ""),  # four means and no total
        (9, "lokalt", ""),  # actions are no finding
    ],
)
def test_a_headline_says_what_the_figures_show(forum: int, step: str, said: str) -> None:
    assert headlines(forum)[step] == said


def test_it_speaks_the_language_of_the_report() -> None:
    assert headlines(9, "en")["karnprio"].endswith("share first place")


def test_one_alone_does_not_come_first() -> None:
    rows = [GradeRow(1, "I could speak", 1, [0, 0, 1, 2], 3.7, "3.7", 3)]
    other = GradeRow(2, "I was heard", 2, [0, 1, 1, 1], 3.0, "3.0", 3)
    assert of_blocks([Grades(list("1234"), rows, "mean")], Words("en")) == ""
    assert of_blocks([Grades(list("1234"), [*rows, other], "mean")], Words("en")) == "I could speak comes first"
