"""Every mistake in an agenda is named with its place and with what is allowed there."""

from typing import Any

import pytest
from agenda_samples import ACT, COLLECT, MERGE, PRICES, RANK, RATE, TALK, VOTE, WORDS, agenda, mistake, mistakes

from facilitator.agenda.load import AgendaError, read_agenda

# Mistakes in one value: the whole sentence begins with file, step, id, key and says what is allowed


@pytest.mark.parametrize(
    ("step", "change", "allowed"),
    [
        (TALK, {"minutes": -1}, "whole number from 0 to 1440"),
        (TALK, {"minutes": 1441}, "whole number from 0 to 1440"),
        (TALK, {"minutes": 10**5000}, "a number of that size will not do"),
        (TALK, {"minutes": True}, "whole number"),
        (TALK, {"minutes": 5.0}, "whole number"),
        (TALK, {"minutes": "5"}, "whole number"),
        (TALK, {"flex": "shrnk"}, 'fixed, shrink, drop. Did you mean "shrink"?'),
        (TALK, {"pin": "25:00"}, "time of day"),
        (TALK, {"pin": 1030}, "time of day"),
        (TALK, {"form": "parking"}, "break, round"),
        (COLLECT, {"form": "break"}, "parking"),
        (COLLECT, {"by": "table"}, "group, person, facilitator"),
        (COLLECT, {"fields": []}, "list of 1 to 12"),
        (COLLECT, {"fields": ["a|b"]}, "Number 1"),
        (COLLECT, {"fields": ["name", "Name"]}, "twice"),
        (COLLECT, {"max_answers": 0}, "whole number from 1 to 500"),
        (COLLECT, {"carry_over": "yes"}, "true or false"),
        (COLLECT, {"adds": "vote"}, 'Did you mean "votes"?'),
        (COLLECT, {"for_each": ["A", "a "]}, "twice"),
        (COLLECT, {"for_each": []}, "list of 1 to 50"),
        (VOTE, {"dots": 0}, "whole number from 1 to 1000"),
        (VOTE, {"max_per_item": 0}, "whole number from 1 to 1000"),
        (VOTE, {"items": []}, "list of 1 to 500"),
        (VOTE, {"items": ["x"] * 501}, "list of 1 to 500"),
        (VOTE, {"items": "Tea"}, "in square brackets"),
        (VOTE, {"items": ["Tea", "TEA"]}, '"TEA" stands here twice'),
        (VOTE, {"items": [{"sv": "Te", "en": "Tea"}, {"sv": "te", "en": "Brew"}]}, "twice"),
        (VOTE, {"items": ["Tea", " "]}, "Number 2: The text is empty"),
        (VOTE, {"items": [{"name": "Tea", "cots": 3}]}, 'Did you mean "cost"?'),
        (VOTE, {"items": [{"name": "Tea", "cost": float("nan")}]}, "number from 0"),
        (VOTE, {"items": [{"name": "Tea", "cost": float("inf")}]}, "number from 0"),
        (VOTE, {"items": [{"name": "Tea", "cost": -1}]}, "number from 0"),
        (VOTE, {"cut": 0}, "whole number from 1 to 500"),
        (VOTE, {"hidden": 1}, "true or false"),
        (RANK, {"choose": 3}, "only 2 items"),
        (RATE, {"scale": [5, 1]}, "lowest and the highest grade"),
        (RATE, {"scale": [1, 10]}, "between 0 and 9"),
        (RATE, {"scale": [1, 2, 3]}, "lowest and the highest grade"),
        (RATE, {"scale": ["only"]}, "2 to 9 names"),
        (RATE, {"scale": ["good", "good"]}, "twice"),
        (RATE, {"scale": [True, False]}, "lowest and the highest grade"),
        (RATE, {"for_each": ["A", "B"], "weights": [1]}, "1 weights and 2 parts"),
        (RATE, {"for_each": ["A", "B"], "weights": [1, -1]}, "only with combine"),
        (RATE, {"for_each": ["A", "B"], "weights": [0, 0.0]}, "Every weight is 0"),
        (RATE, {"weights": [1]}, "Add for_each"),
        (RATE, {"combine": "sum"}, "Add for_each"),
        (ACT, {"fields": ["who", "what"]}, 'first field must be "what"'),
        (TALK, {"title": ""}, "The text is empty"),
        (TALK, {"title": 3}, "Give a text"),
        (TALK, {"title": {}}, "table of languages"),
        (TALK, {"title": {"svenska": "Hej"}}, "table of languages"),
        (TALK, {"title": {"sv": ["Hej"]}}, "a list will not do"),
        (TALK, {"title": "x" * 1001}, "At most 1000 characters"),
        (TALK, {"notes": "\x1b\x00"}, "The text is empty"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(step: dict[str, Any], change: dict[str, Any], allowed: str) -> None:
    problem = mistake({**step, **change})
    (key,) = set(change) - {"for_each"} or set(change)
    assert problem.startswith(f"day.toml, step 1 ({step['id']}), {key}: ")
    assert allowed in problem


@pytest.mark.parametrize("name", ["", "två ord", "å", "a:8", "x" * 41, 7, None])
def test_an_id_is_letters_digits_and_hyphens(name: object) -> None:
    problem = mistake({**TALK, "id": name})
    assert problem.startswith("day.toml, step 1, id: ")
    assert "letters a to z, digits and hyphens" in problem


@pytest.mark.parametrize(
    ("step", "key"), [(TALK, "id"), (TALK, "kind"), (TALK, "title"), (RATE, "scale"), (MERGE, "from")]
)
def test_a_missing_key_is_named(step: dict[str, Any], key: str) -> None:
    problem = mistake(COLLECT, {name: value for name, value in step.items() if name != key})
    assert problem.startswith("day.toml, step 2")
    assert f", {key}: " in problem
    assert "missing" in problem or "needs" in problem


@pytest.mark.parametrize("step", [VOTE, RANK, RATE])
def test_there_must_be_one_list_to_choose_from(step: dict[str, Any]) -> None:
    bare = {key: value for key, value in step.items() if key != "items"}
    assert f"step 2 ({step['id']}), items: There is nothing to choose among" in mistake(COLLECT, bare)
    assert "Give items or from, not both" in mistake(COLLECT, {**step, "from": "ideas"})
    assert agenda(COLLECT, {**bare, "from": "ideas"}).steps


def test_an_unknown_key_is_named_with_the_nearest_and_with_all_that_are_allowed() -> None:
    problem = mistake({**VOTE, "dotz": 3})
    assert problem.startswith("day.toml, step 1 (vote), dotz: Unknown key.")
    assert problem.endswith('Did you mean "dots"?')
    assert "max_per_item" in problem


def test_a_key_of_another_kind_says_whose_it_is() -> None:
    assert mistake({**COLLECT, "dots": 3}) == (
        "day.toml, step 1 (ideas), dots: A collect step does not take this; it is for vote."
    )


@pytest.mark.parametrize("kind", ["votes", 3, None, ["vote"]])
def test_an_unknown_kind_is_one_mistake_not_many(kind: object) -> None:
    problem = mistake({**VOTE, "dots": 3, "kind": kind})
    assert problem.startswith("day.toml, step 1 (vote), kind: ")
    assert "talk, collect, merge, vote, rank, rate, act" in problem


def test_two_steps_cannot_share_an_id() -> None:
    assert "step 3 (hello), id: Step 1 has the same id" in mistake(TALK, COLLECT, TALK)


# References


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"from": "idea"}, 'There is no step "idea". Earlier steps that fit: ideas, list. Did you mean "ideas"?'),
        ({"from": "hello"}, 'Step 1 ("hello") is of a kind that does not fit here.'),
        ({"from": "late"}, 'The step "late" comes later.'),
        ({"from": "this"}, "A step cannot name itself."),
        ({"from": ["ideas", "ideas"]}, '"ideas" stands here twice'),
        ({"from": "ideas:0"}, '"prio:8"'),
        ({"from": "ideas:501"}, '"prio:8"'),
        ({"from": 7}, '"prio:8"'),
        ({"from": "ideas", "for_each": "hello:2"}, "does not fit"),
        ({"from": "ideas", "costs": "ideas"}, "does not fit here. Earlier steps that fit: prices."),
        ({"from": "ideas", "again": "ideas"}, "Name an earlier step that fits; there is none."),
    ],
)
def test_a_broken_reference_says_what_it_could_be(change: dict[str, Any], says: str) -> None:
    vote = {"id": "this", "kind": "vote", "title": "Choose", **change}
    steps = [TALK, COLLECT, MERGE, vote, {**COLLECT, "id": "late"}]
    if "costs" in change:
        steps.insert(0, PRICES)
    problem = mistake(*steps)
    assert says in problem
    assert f"(this), {list(change)[-1]}: " in problem


def test_a_step_is_asked_again_only_as_the_same_kind() -> None:
    assert agenda(VOTE, {**VOTE, "id": "second", "again": "vote"}).steps
    assert "Earlier steps that fit: vote." in mistake(VOTE, RATE, {**VOTE, "id": "second", "again": "rate"})


def test_funds_need_costs() -> None:
    costly = [{"name": "Tea", "cost": 1}, {"name": "Coffee", "cost": 2}]
    from_prices = {"id": "vote", "kind": "vote", "title": "Choose", "from": "prices", "funds": 9}
    assert agenda({**VOTE, "items": costly, "funds": 9}).steps
    assert agenda(PRICES, {**from_prices, "costs": "prices"}).steps
    assert "funds: Funds need costs" in mistake({**VOTE, "funds": 9})
    assert "funds: Funds need costs" in mistake(PRICES, from_prices)
    assert "Item 2 has none" in mistake({**VOTE, "items": [costly[0], "Coffee"], "funds": 9})
    assert "not both" in mistake(PRICES, {**VOTE, "items": costly, "costs": "prices"})
    assert "there is none" in mistake(COLLECT, {**VOTE, "costs": "ideas"})


# The top of the file


@pytest.mark.parametrize(
    ("top", "begins", "allowed"),
    [
        ({"titel": "x"}, "day.toml, titel: Unknown key.", 'Did you mean "title"?'),
        ({"minutes": 5}, "day.toml, minutes: ", "below [[step]]"),
        ({"language": "svenska"}, "day.toml, language: ", '"sv" or "en"'),
        ({"people": [5]}, "day.toml, people: ", "[16, 48]"),
        ({"people": [9, 5]}, "day.toml, people: ", "[16, 48]"),
        ({"people": [True, 5]}, "day.toml, people: ", "[16, 48]"),
        ({"purpose": ""}, "day.toml, purpose: ", "empty"),
        ({"start": "25:99"}, "day.toml, start: ", "time of day"),
        ({"end": "noon"}, "day.toml, end: ", "time of day"),
        ({"checklist": "pens"}, "day.toml, checklist: ", "a list"),
        ({"checklist": ["pens", ""]}, "day.toml, checklist: Number 2: ", "empty"),
        ({"step": {"id": "x"}}, "day.toml, step: a table will not do", "[[step]]"),
        ({"step": []}, "day.toml, step: ", "[[step]]"),
        ({"step": [TALK] * 201}, "day.toml, step: ", "from 1 to 200"),
        ({"step": ["talk"]}, "day.toml, step 1, step: ", "[[step]]"),
    ],
)
def test_the_top_is_checked(top: dict[str, Any], begins: str, allowed: str) -> None:
    problem = mistake(TALK, **top)
    assert problem.startswith(begins)
    assert allowed in problem


def test_an_empty_document_lacks_title_and_steps() -> None:
    with pytest.raises(AgendaError) as caught:
        read_agenda({}, "day.toml", WORDS)
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["day.toml, title", "day.toml, step"]


def test_all_mistakes_are_named_at_once() -> None:
    problems = mistakes({**TALK, "minutes": -1, "flex": "x"}, {**VOTE, "dots": 0, "nonsense": 1}, language="?")
    assert len(problems) == 5


def test_mistakes_in_one_list_are_all_named() -> None:
    assert len(mistakes({**VOTE, "items": ["", "Tea", 3]})) == 2


def test_thousands_of_keys_are_not_named_one_by_one() -> None:
    assert len(mistakes({**TALK, **{f"key{n}": n for n in range(5000)}})) < 110
