"""Whatever a document holds, it loads or gives sentences; what was loaded can be loaded again."""

import json
from typing import Any

from agenda_samples import VOTE, WORDS, agenda, mistakes
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.agenda.document import document_of
from facilitator.agenda.library import load_template
from facilitator.agenda.load import AgendaError, read_agenda
from facilitator.agenda.model import Agenda

JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.times() | st.just(10**4000),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def outcome(document: Any) -> Agenda | None:
    try:
        return read_agenda(document, "day.toml", WORDS)
    except AgendaError:
        return None


@given(JSON_LIKE)
@settings(deadline=None)
def test_no_document_does_anything_but_load_or_give_sentences(document: Any) -> None:
    outcome(document)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_change_of_a_right_document_does_harm(data: st.DataObject) -> None:
    document = document_of(load_template("dialogforum", WORDS))
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = document
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and data.draw(st.integers(0, 3)):
                place = place[key]
                continue
            steps = document.get("step")
            other = data.draw(st.sampled_from(steps)) if isinstance(steps, list) and steps else None
            place[key] = data.draw(JSON_LIKE | st.just(other) | st.sampled_from(["prio:3", "lokalt", [1, 2]]))
            break
    read = outcome(document)
    if read:
        assert read_agenda(document_of(read), "again.toml", WORDS) == read


def test_deeply_nested_values_are_refused() -> None:
    nested: list[Any] = []
    for _ in range(5000):
        nested = [nested]
    problems = mistakes({**VOTE, "items": nested, "title": nested, "by": nested})
    assert len(problems) == 3
    assert all("a list will not do" in problem for problem in problems)


TEXT = st.text("abcåäö {}[]\x1b\n\u202e", min_size=1, max_size=12).map(lambda text: "a" + text)
LOCAL = TEXT | st.fixed_dictionaries({"sv": TEXT, "en": TEXT})
COMMON = {"title": LOCAL}
MAYBE = {
    "prompt": LOCAL,
    "notes": LOCAL,
    "minutes": st.integers(0, 1440),
    "flex": st.sampled_from(["fixed", "shrink", "drop"]),
    "pin": st.times().map(lambda at: at.strftime("%H:%M")),
}
ASKED = MAYBE | {"by": st.sampled_from(["group", "person", "facilitator"])}
COUNTED = ASKED | {"cut": st.integers(1, 500), "adds": st.sampled_from(["votes", "forums", "points"])}
CHOICE = COUNTED | {"hidden": st.booleans()}
PART = st.sampled_from([["A", {"sv": "B", "en": "C"}], "s0", "s0:4"])
ITEMS = st.sampled_from([["Tea", {"name": "Milk", "cost": 2.5}], [{"sv": "Te", "en": "Tea"}]])
FROM = st.sampled_from(["s0", "s0:3", ["s0"], ["s0", "s1:2"]])
LISTS = st.fixed_dictionaries({"items": ITEMS}) | st.fixed_dictionaries({"from": FROM})


def step_of(kind: str, needed: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"kind": st.just(kind), **COMMON, **needed}, optional=optional)


def with_list(steps: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(steps, LISTS).map(lambda pair: pair[0] | pair[1])


SCALE = st.sampled_from([[0, 9], [1, 5], ["low", {"sv": "mellan", "en": "middle"}, "high"]])
STEPS = (
    step_of("talk", {}, MAYBE | {"form": st.sampled_from(["break", "round"])})
    | step_of(
        "collect", {}, COUNTED | {"for_each": PART, "fields": st.just(["name", "cost"]), "form": st.just("parking")}
    )
    | step_of("merge", {"from": FROM}, MAYBE | {"cut": st.integers(1, 500)})
    | with_list(step_of("vote", {}, CHOICE | {"for_each": PART, "dots": st.integers(1, 9), "costs": st.just("s0")}))
    | with_list(step_of("rank", {}, CHOICE | {"choose": st.just(1)}))
    | with_list(step_of("rate", {"for_each": PART, "scale": SCALE}, CHOICE | {"weights": st.just([1, 0.5])}))
    | step_of("act", {}, ASKED | {"fields": st.just(["what", "cost"]), "carry_over": st.booleans()})
)


@given(st.lists(STEPS, max_size=8), LOCAL, st.sampled_from([None, [1, 9]]))
@settings(deadline=None)
def test_what_was_read_can_be_read_again(steps: list[dict[str, Any]], title: Any, people: list[int] | None) -> None:
    first: list[dict[str, Any]] = [
        {"kind": "collect", "title": "A", "fields": ["name", "cost"]},
        {"kind": "collect", "title": "B"},
    ]
    numbered = [{**step, "id": f"s{number}"} for number, step in enumerate(first + steps)]
    for step in numbered:
        if any(isinstance(item, dict) and "cost" in item for item in step.get("items", [])):
            step.pop("costs", None)
    top = {"people": people} if people else {}
    read = agenda(*numbered, title=title, **top)
    kept = json.loads(json.dumps(document_of(read)))
    again = read_agenda(kept, "again.toml", WORDS)
    assert again == read
    assert document_of(again) == document_of(read)
