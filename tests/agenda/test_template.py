"""The templates load, say everything in both languages, and fit the room they are meant for."""

import textwrap
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from facilitator.agenda.document import document_of
from facilitator.agenda.fields import field_label
from facilitator.agenda.library import load_template, template_names
from facilitator.agenda.load import read_agenda
from facilitator.agenda.model import Act, Agenda, Collect, Local, Rate, Source, Vote
from facilitator.words import Words

STEPS = [
    "valkommen", "incheckning", "varumarke", "produkter", "produktlista", "fika",
    "produktrang", "centrum", "foljder", "lunch", "malgrupper", "malgruppslista",
    "prio", "styrkor", "strackare", "karn", "karnlista", "karnprio",
    "lofte", "loftesval", "loftesprov", "lokalt", "nasta", "utvardering",
]  # fmt: skip
READ = ("title", "purpose", "prompt", "notes", "items", "name", "for_each", "scale")


def forum() -> Agenda:
    return load_template("dialogforum", Words("en"))


def texts(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every text of a document that people read, with the key it stands under."""
    if isinstance(value, dict) and not {"sv", "en"} & set(value):
        for name, part in value.items():
            # The name of an earlier step is a plain text in for_each, and never shown.
            if not (name == "for_each" and isinstance(part, str)):
                yield from texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, key)
    elif key in READ and not isinstance(value, int):
        yield key, value


def test_the_templates_are_found() -> None:
    assert "dialogforum" in template_names()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", template_names())
def test_a_template_loads_and_can_be_read_again(name: str, language: str) -> None:
    agenda = load_template(name, Words(language))
    assert read_agenda(document_of(agenda), name, Words(language)) == agenda
    assert agenda.people
    assert agenda.purpose.of(language)


@pytest.mark.parametrize("name", template_names())
def test_every_text_of_a_template_is_in_both_languages(name: str) -> None:
    agenda = load_template(name, Words("en"))
    found = list(texts(document_of(agenda)))
    assert len(found) > 2 * len(agenda.steps)
    for key, text in found:
        assert isinstance(text, dict), f"{key} is in one language only: {text}"
        assert set(text) == {"sv", "en"}
        assert all(text.values())


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", template_names())
def test_a_prompt_is_read_aloud_in_two_lines(name: str, language: str) -> None:
    for step in load_template(name, Words("en")).steps:
        assert len(textwrap.wrap(step.prompt.of(language), 72)) <= 2, step.id
        assert len(step.title.of(language)) <= 40, step.id


@pytest.mark.parametrize("name", template_names())
def test_titles_tell_the_steps_of_a_template_apart(name: str) -> None:
    agenda = load_template(name, Words("en"))
    for language in ("sv", "en"):
        titles = [step.title.of(language) for step in agenda.steps]
        assert len(set(titles)) == len(titles)


def test_the_forum_has_its_steps_and_its_length() -> None:
    assert [step.id for step in forum().steps] == STEPS
    assert 350 <= forum().minutes <= 370


def test_the_promises_are_voted_down_before_they_are_tested() -> None:
    choice, test = forum().step("loftesval"), forum().step("loftesprov")
    assert isinstance(choice, Vote)
    assert isinstance(test, Rate)
    assert isinstance(test.for_each, tuple)
    assert choice.cut == test.sources[0].first == 3
    grades = 3 * len(test.for_each)
    assert grades <= 12
    assert test.minutes >= 3 * 3


def test_what_is_done_locally_names_the_workplace() -> None:
    step = forum().step("lokalt")
    assert isinstance(step, Act)
    assert step.fields == ("what", "who", "when", "workplace", "target_group", "consequence")
    for name in step.fields:
        assert field_label(name, "sv") != name


def test_every_countable_step_of_the_forum_says_how_it_adds_up() -> None:
    text = (files("facilitator.agenda") / "templates" / "dialogforum.toml").read_text("utf-8")
    for step in tomllib.loads(text)["step"]:
        assert ("adds" in step) == (step["kind"] in ("collect", "vote", "rank", "rate")), step["id"]
    prio = forum().step("prio")
    assert isinstance(prio, Vote)
    assert prio.adds == "forums"


def test_strengths_are_asked_for_the_eight_that_were_chosen() -> None:
    vote, strengths = forum().step("prio"), forum().step("styrkor")
    assert isinstance(vote, Vote)
    assert isinstance(strengths, Collect)
    assert vote.dots == vote.cut == 8
    assert strengths.for_each == Source("prio", 8)


def test_today_and_tomorrow_are_the_parts_of_the_centres() -> None:
    step = forum().step("centrum")
    assert isinstance(step, Vote)
    assert step.for_each == (Local({"sv": "I dag", "en": "Today"}), Local({"sv": "I morgon", "en": "Tomorrow"}))
    assert [item.name.of("sv") for item in step.items] == [
        "Kulturcentrum",
        "Informationscentrum",
        "Kunskapscentrum",
        "Socialt centrum",
    ]
