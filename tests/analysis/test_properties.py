"""What must not change what is said: names, order, who comes last, a table that is silent."""

import re
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.analysis.appendix import appendix
from facilitator.analysis.blocks import blocks
from facilitator.analysis.measures import measures
from facilitator.analysis.profile import Ballot, Body, Gathered, Profile, combined, renumbered
from facilitator.analysis.scores import scores
from facilitator.analysis.tensions import tensions
from facilitator.analysis.whole import analysis
from facilitator.report.writers.terminal import PLAIN, Look, plain
from facilitator.words import Words

WORDS = Words("en")
ITEMS = {number: f"Item {number}" for number in range(1, 6)}
NUMBERS = list(ITEMS)
KINDS: tuple[Gathered, ...] = ("mentions", "dots", "ranking", "grades")
ONE_GRADE = ([1, 0, 0], [0, 1, 0], [0, 0, 1])


def profile(kind: Gathered, ballots: Sequence[Ballot], cut: int | None) -> Profile:
    return Profile(
        step="s",
        kind=kind,
        title="Step",
        items=ITEMS,
        ballots={f"group:{number}": ballot for number, ballot in enumerate(ballots, 1)},
        bodies={number: Body(f"Table {number}", number) for number in range(1, len(ballots) + 1)},
        cut=cut,
        choose=5,
        max_per_item=5,
        scale=(1, 2, 3) if kind == "grades" else (),
        grade_names=("1", "2", "3") if kind == "grades" else (),
    )


@st.composite
def profiles(draw: st.DrawFn, of: Gathered | None = None) -> Profile:
    kind = draw(st.sampled_from(KINDS if of is None else (of,)))
    is_count = kind in ("dots", "grades") and draw(st.booleans())
    ballots = []
    for body in range(1, draw(st.integers(1, 7)) + 1):
        chosen = draw(st.permutations(NUMBERS))[: draw(st.integers(0, 5))]
        if kind == "ranking":
            ballots.append(Ballot(body, order=[[number] for number in chosen]))
        elif kind == "grades":
            counts = st.lists(st.integers(0, 3 if is_count else 0), min_size=3, max_size=3)
            grades = {number: draw(counts) if is_count else draw(st.sampled_from(ONE_GRADE)) for number in chosen}
            ballots.append(Ballot(body, grades=grades, is_count=is_count))
        else:
            dots = {number: draw(st.integers(1, 1 if kind == "mentions" else 4)) for number in chosen}
            ballots.append(Ballot(body, dots, is_count=is_count))
    return profile(kind, ballots, draw(st.sampled_from([None, 1, 2, 3])))


def figures(one: Profile) -> list[tuple[str, object]]:
    told = [*measures(one, WORDS), *appendix(one, WORDS)]
    return [(found.code, found.figures) for found in told] + [(t.code, t.figures) for t in tensions([one], WORDS)]


@given(profiles())
def test_names_change_no_figure(one: Profile) -> None:
    renamed = replace(one, title="Other", items={number: f"«{{x}}» {number}" for number in ITEMS})
    assert figures(renamed) == figures(one)


@given(profiles(), st.randoms(use_true_random=False))
def test_the_order_in_which_ballots_come_changes_no_figure(one: Profile, random: object) -> None:
    voters = list(one.ballots)
    random.shuffle(voters)  # type: ignore[attr-defined]
    assert figures(replace(one, ballots={voter: one.ballots[voter] for voter in voters})) == figures(one)


@given(profiles())
def test_a_silent_table_changes_no_figure(one: Profile) -> None:
    silent = replace(one, bodies={**one.bodies, 99: Body("Table 99", 30)}, asked=99)
    assert figures(silent) == figures(one)


@given(profiles(), st.permutations(NUMBERS))
def test_items_keep_their_figures_whatever_their_numbers(one: Profile, order: Sequence[int]) -> None:
    into = dict(zip(NUMBERS, order, strict=True))
    moved = replace(one, ballots={voter: _moved(ballot, into) for voter, ballot in one.ballots.items()})
    before, after = scores(one), scores(moved)
    assert {into[number]: value for number, value in before.items()} == after


@given(profiles())
def test_there_are_at_most_five_tensions_and_each_asks(one: Profile) -> None:
    found = tensions([one] * 6, WORDS)
    assert len(found) <= 5
    assert all("?" in tension.text and 0 < tension.strength <= 1 for tension in found)


@given(profiles())
def test_no_percentage_and_no_empty_place_is_told_of_few(one: Profile) -> None:
    for language in ("sv", "en"):
        words = Words(language)
        texts = [found.text for found in [*measures(one, words), *appendix(one, words)]]
        for text in [*texts, *(found.text for found in tensions([one], words))]:
            assert "%" not in text
            assert "()" not in text
            assert "{" not in text


@st.composite
def forums(draw: st.DrawFn) -> Profile:
    kind = draw(st.sampled_from(KINDS))
    parts = {}
    for name in "abcd"[: draw(st.integers(2, 4))]:
        into = {number: draw(st.integers(1, 7)) for number in NUMBERS}
        parts[name] = renumbered(draw(profiles(kind)), into, {})
    return combined(parts, {name: f"Forum {name}" for name in parts})


@given(forums())
def test_a_series_is_told_with_true_bases(one: Profile) -> None:
    for language in ("sv", "en"):
        words = Words(language)
        told = blocks(analysis([one], words), words, with_appendix=True)
        assert "{" not in plain(told, Look(PLAIN, 80, words))
    texts = [found.text for found in (*measures(one, WORDS), *appendix(one, WORDS))]
    for text in [*texts, *(found.text for found in tensions([one], WORDS))]:
        for count, base in re.findall(r"(\d+) of (\d+) (?:tables|forums|people)", text):
            assert int(count) <= int(base)


@given(forums())
def test_a_series_adds_up_to_the_sum_of_its_forums(one: Profile) -> None:
    if one.kind not in ("mentions", "dots"):
        return
    parts = [scores(replace(one, ballots={v: b for v, b in one.ballots.items() if b.body == body}))
             for body in one.bodies]  # fmt: skip
    whole = {number: sum(part[number] or 0 for part in parts) for number in one.items}
    assert whole == scores(one)


def _moved(ballot: Ballot, into: Mapping[int, int]) -> Ballot:
    dots = {into[number]: count for number, count in ballot.dots.items()}
    grades = {into[number]: counts for number, counts in ballot.grades.items()}
    return replace(ballot, dots=dots, grades=grades, order=[[into[number] for number in tied] for tied in ballot.order])
