import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.counting.ostrogorski import Verdicts, verdicts

VOTERS = st.integers(1, 4).flatmap(lambda parts: st.lists(st.lists(st.booleans(), min_size=parts, max_size=parts)))


@pytest.mark.parametrize(
    ("found", "paradox"),
    [
        (Verdicts(5, 3, (2, 2, 2)), True),
        (Verdicts(5, 2, (3, 3, 3)), True),
        (Verdicts(5, 3, (2, 3, 2)), False),
        (Verdicts(4, 3, (2, 2, 2)), False),
        (Verdicts(4, 2, (1, 1, 1)), False),
        (Verdicts(4, 1, (2, 2, 2)), False),
        (Verdicts(4, 2, (3, 3, 3)), False),
        (Verdicts(0, 0, ()), False),
        (Verdicts(3, 2, ()), False),
    ],
)
def test_a_paradox_is_a_majority_against_majorities_on_every_part(found: Verdicts, paradox: bool) -> None:
    assert found.is_paradox == paradox


def test_who_accepts_half_does_not_accept_the_whole() -> None:
    assert verdicts([[True, False], [True, True]]) == Verdicts(2, 1, (2, 1))
    assert verdicts([]) == Verdicts(0, 0, ())


def test_other_numbers_of_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        verdicts([[True, False], [True]])


@given(VOTERS)
def test_with_an_odd_number_of_parts_turning_every_answer_keeps_the_paradox(voters: list[list[bool]]) -> None:
    if voters and len(voters[0]) % 2:
        turned = verdicts([[not answer for answer in voter] for voter in voters])
        assert turned.is_paradox == verdicts(voters).is_paradox
        assert turned.whole == len(voters) - verdicts(voters).whole


@given(VOTERS)
def test_one_part_is_the_whole(voters: list[list[bool]]) -> None:
    found = verdicts([voter[:1] for voter in voters])
    assert found.parts in ((), (found.whole,))
    assert not found.is_paradox
