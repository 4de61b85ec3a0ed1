"""What pulls in two directions: at most five questions, the strongest first, each with its counts.

Random ballots give such findings too (one profile of six has a majority cycle or rules that disagree), so each has a
least number of ballots and a least difference, and none is a verdict.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from facilitator.analysis import answers, rankings, votes
from facilitator.analysis.profile import Profile
from facilitator.analysis.tension import Tension
from facilitator.words import Words

_MOST = 5
_MOST_OF_A_KIND = 2


def tensions(profiles: Sequence[Profile], words: Words) -> list[Tension]:
    """Return the tensions of a session or a series, the strongest first: at most five, and at most two of a kind.

    Args:
        profiles: All its profiles, in the order of the agenda.
        words: The language of the questions.
    """
    found = sorted(_all(profiles, words), key=lambda one: -one.strength)
    kept: list[Tension] = []
    for one in found:
        if sum(other.code == one.code for other in kept) < _MOST_OF_A_KIND:
            kept.append(one)
    return kept[:_MOST]


def _all(profiles: Sequence[Profile], words: Words) -> Iterator[Tension]:
    for _, group in groupby(profiles, key=lambda one: one.step):
        parts = list(group)
        yield from votes.whole_and_parts(parts, words)
        if parts[0].each_of and parts[0].kind == "mentions":
            yield from answers.without_ideas(parts, profiles, words)
        for profile in parts:
            yield from votes.narrow(profile, words)
            yield from votes.everything(profile, words)
            yield from votes.heads(profile, words)
            yield from rankings.of_ranking(profile, words)
            yield from rankings.forums_apart(profile, words)
            yield from answers.without_trace(profile, profiles, words)
