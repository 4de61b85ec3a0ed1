"""Agenda files are read as they are meant, cleaned, and refused in one sentence where they are no agendas."""

import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from agenda_samples import ACT, COLLECT, MERGE, MINIMAL, RANK, RATE, TALK, VOTE, WORDS, agenda, mistake
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.agenda.fields import field_label
from facilitator.agenda.library import find_agenda, load_template
from facilitator.agenda.load import AgendaError, load_agenda, read_agenda
from facilitator.agenda.model import Collect, Item, Local, Merge, Rate, Scale, Source, Vote
from facilitator.words import Words

DOCS = Path(__file__).parents[2] / "docs" / "agenda.md"


def of_file(folder: Path, content: bytes, name: str = "day.toml") -> str:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(AgendaError) as caught:
        load_agenda(path, WORDS)
    (problem,) = caught.value.problems
    return problem


# What is read


def test_a_step_of_each_kind_is_read() -> None:
    read = agenda(TALK, COLLECT, MERGE, VOTE, RANK, RATE, ACT)
    assert [step.kind for step in read.steps] == ["talk", "collect", "merge", "vote", "rank", "rate", "act"]
    assert read.steps[2] == Merge(id="list", title=Local.plain("Join"), sources=(Source("ideas"),))


def test_every_notation_reaches_the_model() -> None:
    items = ["Tea", {"sv": "Kaffe", "en": "Coffee"}, {"name": "Milk", "cost": 3.5}]
    vote = {**VOTE, "items": items, "pin": "9.30", "for_each": "ideas:8", "cut": 2, "hidden": True, "minutes": 0}
    read = agenda(COLLECT, vote).steps[1]
    assert isinstance(read, Vote)
    assert read.items[1:] == (Item(Local({"sv": "Kaffe", "en": "Coffee"})), Item(Local.plain("Milk"), 3.5))
    assert read.for_each == Source("ideas", 8)
    assert (read.pin, read.cut, read.hidden, read.max_per_item, read.flex) == (time(9, 30), 2, True, 1, "shrink")


def test_grades_may_have_names() -> None:
    read = agenda({**RATE, "scale": ["bad", "fair", "good"]}).steps[0]
    assert isinstance(read, Rate)
    assert read.scale == Scale(1, 3, tuple(map(Local.plain, ("bad", "fair", "good"))))


def test_several_earlier_steps_make_one_list() -> None:
    vote = {key: value for key, value in VOTE.items() if key != "items"} | {"from": ["ideas", "do:2"]}
    read = agenda(COLLECT, ACT, vote).steps[2]
    assert isinstance(read, Vote)
    assert read.sources == (Source("ideas"), Source("do", 2))


@pytest.mark.parametrize("kind", [COLLECT, MERGE, VOTE, RANK, RATE, ACT])
def test_items_and_parts_may_come_from_every_kind_but_talk(kind: dict[str, Any]) -> None:
    first = {**COLLECT, "id": "ideas"}
    source = {**kind, "id": "source"}
    merge = {**MERGE, "id": "last", "from": "source"}
    assert agenda(first, source, merge, {**COLLECT, "id": "each", "for_each": "source:3"}).steps


def test_an_agenda_without_language_takes_that_of_the_words() -> None:
    document = {"title": "Dag", "step": [TALK]}
    assert read_agenda(document, "day.toml", Words("sv")).language == "sv"


def test_tomls_own_time_of_day_is_a_pin() -> None:
    assert agenda({**TALK, "pin": time(12, 0)}).steps[0].pin == time(12, 0)


# Hostile texts

HOSTILE = "\x1b[31mred\x00\u202e[/]\x9b [bold]"


def test_texts_are_cleaned_wherever_they_stand() -> None:
    steps: list[dict[str, Any]] = [
        {**COLLECT, "title": HOSTILE, "prompt": f"one\n{HOSTILE}", "for_each": [HOSTILE], "fields": [HOSTILE]},
        {**VOTE, "items": [HOSTILE, {"name": {"en": HOSTILE + "2"}}]},
        {**RATE, "scale": [HOSTILE, "x"]},
    ]
    kept = repr(agenda(*steps, title=HOSTILE, purpose=HOSTILE))
    assert not re.search(r"\\x|\\u", kept)
    assert "red[/] [bold]" in kept


def test_a_mistake_can_be_shown_on_a_terminal() -> None:
    bad = HOSTILE + "x" * 200
    step = {**VOTE, "items": [bad, bad], "flex": bad, bad: 1, "by": {bad: 1}, "again": bad, "id": bad}
    with pytest.raises(AgendaError) as caught:
        read_agenda({**MINIMAL, bad: 1, "step": [step]}, bad, WORDS)
    for problem in caught.value.problems:
        assert problem.isprintable()
        assert len(problem) < 500


def test_braces_in_texts_do_no_harm() -> None:
    assert "{0.__class__}" in mistake({**TALK, "flex": "{0.__class__}", "title": "{x}"})


# Files


def test_a_file_is_read_with_or_without_byte_order_mark(tmp_path: Path) -> None:
    text = 'title = "Möte"\r\n[[step]]\r\nid = "a"\r\nkind = "talk"\r\ntitle = "Å"\r\n'
    for encoding in ("utf-8", "utf-8-sig"):
        path = tmp_path / "möte.toml"
        path.write_bytes(text.encode(encoding))
        assert load_agenda(path, WORDS).title == Local.plain("Möte")


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    for path, says in [
        (tmp_path / "none.toml", "no such file"),
        (tmp_path, "folder"),
        (Path("a\0b"), "cannot be read"),
    ]:
        with pytest.raises(AgendaError, match=says):
            load_agenda(path, WORDS)


def test_what_is_no_toml_names_the_line(tmp_path: Path) -> None:
    assert of_file(tmp_path, b'title = "A"\nminutes 5\n').startswith("day.toml, line 2: this is not TOML")
    assert "The line reads: minutes 5" in of_file(tmp_path, b'title = "A"\nminutes 5\n')
    assert of_file(tmp_path, b'title = """A\nb\n').startswith("day.toml, line 2: ")
    assert of_file(tmp_path, b'title = "A"\ntitle = "B"').startswith("day.toml, line 2: ")
    assert of_file(tmp_path, b"x = " + b"9" * 5000).startswith("day.toml: this is not TOML")


def test_an_odd_file_is_one_sentence(tmp_path: Path) -> None:
    assert of_file(tmp_path, "a = 1\ntitle = 'Möte'".encode("latin-1")) == (
        "day.toml, line 2: the file must be saved as UTF-8."
    )
    assert "over 1 MB" in of_file(tmp_path, b"#" * 1_000_001)
    assert "too deep" in of_file(tmp_path, b"x = " + b"[" * 100_000)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_file_does_anything_but_load_or_give_sentences(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "any.toml").write_bytes(content)
    with pytest.raises(AgendaError):
        load_agenda(tmp_path / "any.toml", WORDS)


def test_an_agenda_is_found_by_name_or_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('title = "Mine"\nstep = [{ id = "a", kind = "talk", title = "A" }]', encoding="utf-8")
    assert find_agenda(str(path), WORDS).title.of("en") == "Mine"
    assert find_agenda("dialogforum", WORDS) == load_template("dialogforum", WORDS)
    with pytest.raises(AgendaError, match="neither a template nor a file") as caught:
        find_agenda("dialogforums", WORDS)
    assert str(caught.value).endswith('Did you mean "dialogforum"?')
    for odd in ("x" * 5000, "a\0b", ""):
        with pytest.raises(AgendaError):
            find_agenda(odd, WORDS)
    with pytest.raises(AgendaError, match="no template called"):
        load_template("../load", WORDS)


# The manual


def examples() -> list[str]:
    blocks = re.findall(r"^```toml\n(title.*?)^```", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 4
    return blocks


@pytest.mark.parametrize("text", examples())
def test_every_example_of_the_manual_loads(text: str) -> None:
    assert read_agenda(tomllib.loads(text), "agenda.md", WORDS).steps


def test_the_manual_quotes_a_sentence_that_is_given() -> None:
    problem = mistake(COLLECT, {**VOTE, "id": "money", "dotz": 1})
    quoted = next(line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("> `harbour.toml"))
    begin, end = quoted.removeprefix("> `harbour").removesuffix("`").split("…")
    assert problem.removeprefix("day").startswith(begin)
    assert problem.endswith(end.strip())


def test_fields_have_labels_in_both_languages() -> None:
    assert (field_label("workplace", "sv"), field_label("workplace", "en")) == ("arbetsplats", "workplace")
    assert field_label("my_own", "sv") == "my own"


def test_max_answers_belongs_to_collect() -> None:
    read = agenda({**COLLECT, "max_answers": 7}).steps[0]
    assert isinstance(read, Collect)
    assert read.max_answers == 7
