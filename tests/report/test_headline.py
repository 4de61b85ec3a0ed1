"""A headline names what a step's own figures show, and says nothing where no single thing came out."""

from pathlib import Path

import pytest

from facilitator.desk import Desk
from facilitator.report.build import build
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
