import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_samples import CAFE, EDITS, WORDS, cafe, edited

from facilitator.agenda.library import template_names
from facilitator.agenda.load import AgendaError, parse_agenda
from facilitator.agenda.model import KINDS, Kind
from facilitator.planning.arithmetic import warnings
from facilitator.planning.day import times
from facilitator.planning.draft import History, open_draft


def test_an_untouched_file_is_saved_as_it_was() -> None:
    assert cafe().text == CAFE


def test_a_moved_step_takes_its_comments_along() -> None:
    moved = cafe().move(1, 0)
    assert [step["id"] for step in moved.steps] == ["ideas", "hello", "coffee", "choice"]
    text = moved.text
    assert text.index("# The heart of it.") < text.index('id = "ideas"') < text.index("# Let everyone come in first.")
    assert text.index("# nobody speaks longer") < text.index('id = "coffee"')
    assert text.startswith("# The café")
    assert text.endswith("# thanks to everyone\n")


def test_a_changed_key_leaves_everything_else_as_it_is_written() -> None:
    changed = cafe().change(0, {"minutes": 5, "title": {"sv": "Hej", "en": "Welcome"}})
    wanted = CAFE.replace("10  # coffee is ready", "5  # coffee is ready").replace("Hello", "Welcome")
    assert changed.text == wanted
    assert cafe().change_top({"title": "Spring"}).text == CAFE.replace('"Café"', '"Spring"')


def test_copies_and_new_steps_get_an_id_of_their_own() -> None:
    draft = cafe().copy(3).copy(3).add(0, "vote").add(1, "vote")
    ids = [step["id"] for step in draft.steps]
    assert ids == ["vote", "vote-2", "hello", "ideas", "coffee", "choice", "choice-3", "choice-2"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "merge"])
def test_a_new_step_lacks_nothing_but_what_is_chosen_among_wherever_it_is_put(kind: Kind) -> None:
    for at in range(5):
        draft = cafe().add(at, kind)
        lacking = [(mistake.number, mistake.key) for mistake in draft.mistakes(WORDS)]
        chooses = kind in ("vote", "rank", "rate")
        assert lacking == ([(at + 1, "items")] if chooses else [])
        assert not chooses or not draft.change(at, {"items": ["Tea", "Bread"]}).problems("café", WORDS)


def test_a_step_that_no_longer_comes_before_is_named_at_once() -> None:
    (mistake,) = cafe().move(3, 0).mistakes(WORDS)
    assert (mistake.number, mistake.key) == (1, "from")
    assert 'The step "ideas" comes later.' in mistake.problem
    (gone,) = cafe().delete(1).problems("café", WORDS)
    assert gone.startswith('café, step 3 (choice), from: There is no step "ideas".')


def test_undo_and_redo_go_through_the_changes_and_letters_typed_together_are_one() -> None:
    history = History(cafe())
    for title in ("N", "Ne", "New"):
        history.take(history.now.change(1, {"title": title}), (1, "title"))
    history.take(history.now.delete(0))
    assert [step["title"] for step in history.now.steps][:2] == ["New", "Coffee"]
    assert history.undo()
    assert history.now.steps[1]["title"] == "New"
    assert history.undo()
    assert history.now == cafe()
    assert not history.undo()
    assert history.redo()
    assert history.redo()
    assert not history.redo()
    assert len(history.now.steps) == 3
    history.undo()
    history.take(history.now.add(0, "talk"))
    assert not history.redo()


@settings(max_examples=150, deadline=None)
@given(EDITS)
def test_what_is_saved_loads_equal_to_what_is_shown(edits: list[tuple[str, int, object]]) -> None:
    history = History(cafe())
    for edit in edits:
        history.take(edited(history.now, *edit))
    draft = history.now
    shown = draft.document
    assert tomllib.loads(draft.text) == shown
    again = open_draft(draft.text, "café.toml", WORDS)
    assert again.document == shown
    assert len(times(draft.steps).slots) == len(draft.steps)
    problems = draft.problems("café.toml", WORDS)
    assert bool(draft.mistakes(WORDS)) == bool(problems)
    if not problems:
        agenda = draft.agenda("café.toml", WORDS)
        assert parse_agenda(draft.text, "café.toml", WORDS) == agenda
        warnings(agenda, WORDS)
    while history.undo():
        assert tomllib.loads(history.now.text) == history.now.document
    assert history.now.text == CAFE


_ODD = st.sampled_from([
    "[[step]]", "[step]", "step = 1", "step = []", "step = [1]", "step = [{}]", "[[step]]\n[step.title]", "[title]",
    'title = "x"', "[[step.x]]", 'step = [{id = "a", title = {sv = "b"}}]', "a = nan", "a.b.c = 1", '"" = 1',
    "x = [{}]", "id = 1", "id = [1]", 'kind = "vote"', "pin = 10:30:00", "minutes = 1e400", "# c", "", '"""',
    "t = 2000-01-01", "\r", "minutes = -1", 'from = ["a", 1]', "items = [[[]]]", "[[x]]", "[x.y]", "weights = [nan]",
    'prompt = """',
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(_ODD, max_size=10).map("\n".join), st.text(max_size=60)))
def test_no_file_however_broken_is_too_much(text: str) -> None:
    try:
        draft = open_draft(text, "odd.toml", WORDS)
    except AgendaError:
        # Refused in words; any other error fails the test.
        return
    times(draft.steps)
    draft.problems("odd.toml", WORDS)
    more = draft.add(0, "vote").copy(0).move(1, 0).change(0, {"minutes": 3})
    more = more.change(len(more.steps) - 1, {"title": "Last"}).change_top({"title": "Odd"}).delete(0)
    assert tomllib.loads(more.text)["title"] == "Odd"
    assert more.steps[-1]["title"] == "Last"


def test_brackets_that_stand_too_deep_are_refused_in_words() -> None:
    text = f"title = 'x'\n[[step]]\nitems = {'[' * 5000}{']' * 5000}\n"
    with pytest.raises(AgendaError, match="too deep"):
        open_draft(text, "deep.toml", WORDS)


def test_templates_are_kept_letter_by_letter() -> None:
    from importlib.resources import files

    for name in template_names():
        text = (files("facilitator.agenda") / "templates" / f"{name}.toml").read_text("utf-8")
        assert open_draft(text, name, WORDS).text == text
