from typing import Any

from hypothesis import given, settings
from plan_samples import EDITS, WORDS, cafe, edited

from facilitator.agenda.library import load_template
from facilitator.planning.draft import Draft, draft_of
from facilitator.planning.form import OWN, Choice, Field, choices, chose, chosen, fields_of, text_of, typed
from facilitator.words import Words


def row(draft: Draft, at: int, key: str) -> Field:
    return next(field for field in fields_of(draft.steps[at]) if field.key == key)


def put(draft: Draft, at: int, key: str, text: str) -> Draft:
    return draft.change(at, typed(row(draft, at, key), text, draft.steps[at], draft.language))


def take(draft: Draft, at: int, key: str, value: Any) -> Draft:
    return draft.change(at, chose(row(draft, at, key), value, draft.steps[at], WORDS))


def test_what_stands_in_every_field_of_the_template_means_what_the_file_says() -> None:
    for language in ("sv", "en"):
        draft = draft_of(load_template("dialogforum", Words(language)))
        for at, step in enumerate(draft.steps):
            for field in fields_of(step):
                if field.how == "choice":
                    assert chosen(field, step) in [one.value for one in choices(field, draft.steps, at, WORDS)]
                    continue
                told = typed(field, text_of(field, step, language), step, language)
                assert {key: value for key, value in told.items() if value not in (None, [])} == {
                    key: step[key] for key in told if key in step
                }


def test_an_earlier_step_is_chosen_by_its_number_and_title_never_by_its_id() -> None:
    draft = cafe()
    found = choices(row(draft, 3, "from"), draft.steps, 3, WORDS)
    assert [one.label for one in found] == ["a list of its own", "step 2, Ideas"]
    draft = put(draft, 3, "first", "5")
    assert draft.steps[3]["from"] == "ideas:5"
    draft = take(draft, 3, "from", OWN)
    assert "from" not in draft.steps[3]
    assert draft.steps[3]["items"] == []
    draft = take(put(draft, 3, "items", "Tea\nBread | 12,5"), 3, "from", "ideas")
    assert draft.steps[3]["from"] == "ideas"
    assert "items" not in draft.steps[3]


def test_items_and_texts_keep_their_other_language() -> None:
    draft = cafe().change(3, {"from": None, "items": [{"sv": "Te", "en": "Tea"}, {"sv": "Bröd", "en": "Bread"}]})
    draft = put(draft, 3, "items", "Bread\nTea\nJam | 30")
    bread, tea, jam = draft.steps[3]["items"]
    assert (bread, tea) == ({"sv": "Bröd", "en": "Bread"}, {"sv": "Te", "en": "Tea"})
    assert jam == {"name": "Jam", "cost": 30}
    draft = put(draft, 0, "title", "Welcome")
    assert draft.steps[0]["title"] == {"sv": "Hej", "en": "Welcome"}


def test_what_is_wrong_stays_as_it_was_typed_and_the_loader_says_so() -> None:
    draft = put(cafe(), 1, "minutes", "a while")
    assert text_of(row(draft, 1, "minutes"), draft.steps[1], "en") == "a while"
    (mistake,) = draft.mistakes(WORDS)
    assert (mistake.number, mistake.key) == (2, "minutes")
    assert "minutes" not in put(draft, 1, "minutes", "").steps[1]


def test_a_list_that_another_choice_took_away_comes_back() -> None:
    draft = put(take(cafe(), 3, "from", OWN), 3, "items", "Tea\nBread")
    aside, step = {"items": draft.steps[3]["items"]}, take(draft, 3, "from", "ideas").steps[3]
    assert chose(row(draft, 3, "from"), OWN, step, WORDS, aside)["items"] == ["Tea", "Bread"]


def test_a_step_whose_kind_cannot_be_read_keeps_all_it_has_while_a_kind_is_chosen() -> None:
    draft = cafe().change(3, {"kind": "vot"})
    assert [field.key for field in fields_of(draft.steps[3])] == [
        "kind", "title", "minutes", "prompt", "flex", "pin", "notes"
    ]  # fmt: skip
    found = choices(row(draft, 3, "kind"), draft.steps, 3, WORDS)
    assert found[4].label == "Ranking: put the most important in order: first, second, third"
    assert found[-1] == Choice("vot", "vot")
    assert take(draft, 3, "kind", "vote") == cafe()


def test_what_does_not_belong_in_a_step_can_be_taken_away() -> None:
    draft = cafe().change(0, {"dots": 3, "mood": {"sv": ["glad"]}})
    wrong = {mistake.key for mistake in draft.mistakes(WORDS)}
    rows = fields_of(draft.steps[0], wrong)[-2:]
    assert [(field.key, field.label) for field in rows] == [("dots", "votes for each voter"), ("mood", "mood")]
    for field in rows:
        assert chosen(field, draft.steps[0]) == draft.steps[0][field.key]
        stays, goes = choices(field, draft.steps, 0, WORDS)
        assert chose(field, stays.value, draft.steps[0], WORDS) == {field.key: draft.steps[0][field.key]}
        draft = draft.change(0, chose(field, goes.value, draft.steps[0], WORDS))
    assert draft == cafe()


def test_grades_and_parts_of_an_answer_are_typed_in_words() -> None:
    draft = cafe().add(4, "rate")
    assert put(draft, 4, "scale", "0-3").steps[4]["scale"] == [0, 3]
    assert put(draft, 4, "scale", "bad, fair, good").steps[4]["scale"] == ["bad", "fair", "good"]
    swedish = typed(row(draft, 1, "fields"), "vad, Målgrupp, färg", {}, "sv")
    assert swedish == {"fields": ["what", "target_group", "färg"]}


@settings(max_examples=100, deadline=None)
@given(EDITS)
def test_every_draft_can_be_shown(edits: list[tuple[str, int, object]]) -> None:
    draft = cafe()
    for edit in edits:
        draft = edited(draft, *edit)
    for at, step in enumerate(draft.steps):
        for field in fields_of(step):
            if field.how == "choice":
                assert chosen(field, step) in [one.value for one in choices(field, draft.steps, at, WORDS)]
            else:
                typed(field, text_of(field, step, "en"), step, "en")
