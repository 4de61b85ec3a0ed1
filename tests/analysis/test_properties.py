"""What must not change what is said: names, order, who comes last, a table that is silent."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.analysis.appendix import appendix
from facilitator.analysis.measures import measures
from facilitator.analysis.profile import Ballot, Body, Profile
from facilitator.analysis.scores import scores
from facilitator.analysis.tensions import tensions
from facilitator.words import Words

WORDS = Words("en")
ITEMS = {number: f"Item {number}" for number in range(1, 6)}
NUMBERS = list(ITEMS)


def profile(kind: str, ballots: Sequence[Ballot], cut: int | None) -> Profile:
    assert kind in ("dots", "ranking")
    return Profile(
        step="s",
        kind="dots" if kind == "dots" else "ranking",
        title="Step",
        items=ITEMS,
        ballots={f"group:{number}": ballot for number, ballot in enumerate(ballots, 1)},
        bodies={number: Body(f"Table {number}", number) for number in range(1, len(ballots) + 1)},
        cut=cut,
        choose=5,
        max_per_item=5,
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    kind = draw(st.sampled_from(["dots", "ranking"]))
    ballots = []
    for body in range(1, draw(st.integers(1, 7)) + 1):
        chosen = draw(st.permutations(NUMBERS))[: draw(st.integers(0, 5))]
        if kind == "dots":
            ballots.append(Ballot(body, {number: draw(st.integers(1, 4)) for number in chosen}))
        else:
            ballots.append(Ballot(body, order=[[number] for number in chosen]))
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


def _moved(ballot: Ballot, into: Mapping[int, int]) -> Ballot:
    dots = {into[number]: count for number, count in ballot.dots.items()}
    return replace(ballot, dots=dots, order=[[into[number] for number in tied] for tied in ballot.order])
