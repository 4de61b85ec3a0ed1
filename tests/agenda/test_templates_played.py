"""Every template is played through in both languages: nothing breaks, nothing is warned of, the sums fit the room."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from template_player import Player, played, warnings

from facilitator.agenda.library import load_template, template_names
from facilitator.agenda.model import Act, Agenda, Local, Rank, Rate, Source, Step, Vote, facets_of, sources_of
from facilitator.report.build import build
from facilitator.report.document import document
from facilitator.report.writers import html, markdown
from facilitator.tally import RateItem
from facilitator.words import Words

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "schema" / "session.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)
NAMES = template_names()
ROOM = 24
# Nobody sits longer than this without a break.
LONGEST_SITTING = 100
SECONDS_FOR_A_GRADE = 25
# Words that are common in one language and are no words of the other.
STOP_WORDS = {
    "sv": {"och", "att", "det", "som", "är", "inte", "för", "på", "vad", "vi", "ni", "du", "av", "med", "till", "ett",
           "en", "kan", "om", "alla", "eller", "sedan"},
    "en": {"the", "and", "of", "with", "what", "that", "is", "are", "you", "we", "for", "to", "not", "this", "it",
           "then", "or", "they", "from", "on"},
}  # fmt: skip


def template(name: str) -> Agenda:
    return load_template(name, Words("en"))


def usual(agenda: Agenda) -> int:
    """How many come as a rule."""
    fewest, most = agenda.people or (ROOM, ROOM)
    return max(fewest, min(most, ROOM))


def texts(step: Step, language: str) -> list[str]:
    """Everything a step says in a language."""
    parts = facets_of(step)
    said = [step.title, step.prompt, step.notes, *(parts if isinstance(parts, tuple) else ())]
    said += [item.name for item in getattr(step, "items", ())]
    said += step.scale.names if isinstance(step, Rate) else ()
    return [text.of(language) for text in said if text != Local({})]


def shown(player: Player) -> Any:
    found = json.loads(json.dumps(document(player.desk.book, reveal=True), allow_nan=False))
    VALID.validate(found)
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_played_from_beginning_to_end(name: str, language: str, tmp_path: Path) -> None:
    player = played(tmp_path, template(name), language, usual(template(name)))
    found = shown(player)
    assert warnings(found) == []
    assert {step["status"] for step in found["steps"]} == {"done"}
    for step in found["steps"]:
        tally = step["tally"]
        counted = [tally, *tally.get("facets", [])] if tally else []
        assert not counted or any(one.get("items") for one in counted), step["id"]
    report, words = build(player.desk.book), Words(language)
    for written in (markdown.write(report, words), html.write(report, words)):
        assert player.desk.agenda.title.of(language) in written
        for step in player.desk.agenda.steps:
            if isinstance(step, Vote | Rank | Rate | Act):
                assert step.title.of(language) in written, step.id


@pytest.mark.parametrize("name", NAMES)
def test_a_template_fits_the_smallest_room_and_the_largest(name: str, tmp_path: Path) -> None:
    agenda = template(name)
    assert agenda.people
    for people in agenda.people:
        player = played(tmp_path, agenda, "sv", people)
        assert warnings(shown(player)) == []


@pytest.mark.parametrize("name", NAMES)
def test_there_is_something_to_choose_and_time_to_do_it(name: str, tmp_path: Path) -> None:
    agenda = template(name)
    player = Player(tmp_path, agenda, "en", usual(agenda))
    for step in player.play():
        if isinstance(step, Vote) and step.dots and sources_of(step):
            # 20 to 30 % of the options, or three of them, with some room: what is said differs from room to room.
            assert 0.1 <= step.dots / len(player.choices(step)) <= 0.5, step.id
        if isinstance(step, Rank):
            assert (step.choose or 0) < len(player.choices(step)), step.id
        if isinstance(step, Rate):
            grades = len(player.choices(step)) * len(player.parts(step))
            assert grades * SECONDS_FOR_A_GRADE <= step.minutes * 60, step.id


def test_goals_whose_effort_outweighs_their_use_can_still_be_chosen(tmp_path: Path) -> None:
    """Use less effort is below nothing for most goals; the first eight of the list are eight all the same."""
    player = played(tmp_path, template("planeringsdag"), "en", 40)
    graded, chosen = (player.desk.agenda.step(step) for step in ("matris", "rang"))
    totals = {item.number: item.mean for item in player.desk.book.tally(graded).items if isinstance(item, RateItem)}
    assert min(value for value in totals.values() if value is not None) < 0
    assert 8 <= len(player.choices(chosen)) < len(totals)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_step_takes_from_an_earlier_one_was_narrowed_there(name: str) -> None:
    agenda = template(name)
    for step in agenda.steps:
        facets = facets_of(step)
        for source in (*sources_of(step), *([facets] if isinstance(facets, Source) else [])):
            earlier = agenda.step(source.step)
            assert agenda.number(earlier.id) < agenda.number(step.id)
            if source.first is not None:
                assert getattr(earlier, "cut", None) == source.first, (step.id, earlier.id)


@pytest.mark.parametrize("name", NAMES)
def test_there_are_breaks_and_the_end_is_not_lost(name: str) -> None:
    agenda, sitting = template(name), 0
    for step in agenda.steps:
        assert step.minutes > 0, step.id
        resting = getattr(step, "form", None) == "break"
        sitting = 0 if resting else sitting + step.minutes
        assert sitting <= LONGEST_SITTING, step.id
        agreed = isinstance(step, Act) and not step.carry_over
        assert step.flex == "fixed" or not (resting or agreed), step.id
    assert any(step.flex == "fixed" for step in agenda.steps[-2:])


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_template_speaks_one_language_at_a_time(name: str, language: str) -> None:
    agenda = template(name)
    said = [agenda.title.of(language), agenda.purpose.of(language)]
    said += [text for step in agenda.steps for text in texts(step, language)]
    (other,) = {"sv", "en"} - {language}
    for text in said:
        used = set(re.findall(r"\w+", text.casefold()))
        assert not used & STOP_WORDS[other], text
        assert len(used) < 20 or used & STOP_WORDS[language], text


def test_the_manual_lists_every_template() -> None:
    manual = (DOCS / "agenda.md").read_text(encoding="utf-8")
    for name in NAMES:
        agenda = template(name)
        assert agenda.people
        fewest, most = agenda.people
        row = f"| `{name}` | {agenda.title.of('en')} | {fewest}–{most} | {agenda.minutes} |"
        assert row in manual
