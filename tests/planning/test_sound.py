from plan_samples import CAFE, WORDS

from facilitator.agenda.library import template_names, template_text
from facilitator.planning import whole
from facilitator.planning.draft import Draft, open_draft
from facilitator.planning.preview import amiss
from facilitator.planning.sound import sound_part

SHORT = '''
title = "Day"
language = "en"
people = [10, 30]
[[step]]
id = "empty"
kind = "vote"
title = "What first?"
minutes = 10
items = []
dots = 3
[[step]]
id = "many"
kind = "vote"
title = "And then?"
minutes = 10
items = ["A", "B"]
dots = 8
[[step]]
id = "on"
kind = "rank"
title = "In what order?"
minutes = 1
from = "empty"
'''


def told(draft: Draft) -> list[tuple[int, str]]:
    return [(one.number, one.sentence) for one in amiss(draft, whole.day_of(draft), WORDS)]


def test_an_empty_list_does_not_hide_what_will_not_work_elsewhere() -> None:
    found = told(open_draft(SHORT, "day.toml", WORDS))
    assert [number for number, _ in found] == [1, 2, 3]
    assert found[0][1] == "to choose among: write something, each on a line of its own"
    assert found[1][1] == "8 votes each do not fit on 2 options: at most 2 can be placed."
    assert "1 min will not hold in a room of 30" in found[2][1]


def test_what_is_wrong_above_the_steps_does_not_hide_it_either() -> None:
    text = SHORT.replace('language = "en"', "language = 3\nmood = 1").replace('title = "Day"', "")
    found = told(open_draft(text, "day.toml", WORDS))
    assert [number for number, _ in found][-3:] == [1, 2, 3]


def test_a_step_that_builds_on_one_with_a_mistake_is_not_told_more_than_is_known() -> None:
    text = SHORT.replace('id = "on"\nkind = "rank"', 'id = "on"\nkind = "vote"\ndots = 9').replace("minutes = 1\n", "")
    draft = open_draft(text, "day.toml", WORDS)
    assert not [sentence for number, sentence in told(draft) if number == 3 and "options" in sentence]


def test_without_a_mistake_all_of_it_counts() -> None:
    texts = [CAFE, *(template_text(name, WORDS) for name in template_names())]
    for text in texts:
        draft = open_draft(text, "day.toml", WORDS)
        assert sound_part(draft, WORDS) == (draft.agenda("", WORDS), frozenset())


def test_where_there_are_no_steps_nothing_can_be_reckoned_with() -> None:
    assert sound_part(open_draft('title = "Day"\n', "day.toml", WORDS), WORDS) is None
