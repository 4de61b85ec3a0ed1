from plan_samples import WORDS

from facilitator.planning.draft import Draft, open_draft
from facilitator.planning.mentions import mentions

DAY = """
title = "Day"
language = "en"
[[step]]
id = "coffee"
kind = "talk"
form = "break"
title = "Coffee"
[[step]]
id = "ideas"
kind = "collect"
title = "Ideas"
[[step]]
id = "join"
kind = "merge"
title = "Read back and join"
from = "ideas"
[[step]]
id = "vote"
kind = "vote"
title = "Choose"
prompt = "PROMPT"
items = ["A", "B", "C"]
dots = 1
"""


def spoken(prompt: str, gone: int) -> list[tuple[int, str, str]]:
    before = open_draft(DAY.replace("PROMPT", prompt), "day.toml", WORDS)
    return [(one.number, one.sentence, one.advice) for one in mentions(before.delete(gone), before, "en", WORDS)]


def test_a_title_is_spoken_of_where_all_of_it_stands_as_it_is_written() -> None:
    ((number, sentence, advice),) = spoken("As in Read back and join, but alone.", 2)
    assert (number, advice) == (3, "vote speaks join")
    assert sentence == "It speaks of «Read back and join», which is no longer there."
    assert not spoken("Now read back and join what you have.", 2)
    assert not spoken("See Read back and joined.", 2)
    # A title of one word is a word like any other, unless it is a break's.
    assert not spoken("Ideas come later.", 1)
    assert spoken("After coffee we choose.", 0)
    assert not spoken("Coffeehouse", 0)


def test_a_number_is_that_of_the_step_it_meant_before() -> None:
    assert (
        spoken("See step 3.", 2)[0][1]
        == "It speaks of step 3 as it was, «Read back and join», which is no longer there."
    )
    assert not spoken("See step 31.", 2)
    assert not spoken("See step 3.", 1)


def test_a_step_that_was_only_moved_or_copied_is_still_there() -> None:
    before = open_draft(DAY.replace("PROMPT", "Read back and join it, as in step 3."), "day.toml", WORDS)
    assert not mentions(before.move(2, 0), before, "en", WORDS)
    assert not mentions(before.copy(2).delete(2), before, "en", WORDS)


def test_no_title_is_a_pattern() -> None:
    hostile: Draft = open_draft(DAY.replace("Read back and join", "(.* [a-z]+ \\\\d")
                                .replace("PROMPT", "x y"), "day.toml", WORDS)  # fmt: skip
    assert not mentions(hostile.delete(2), hostile, "en", WORDS)
