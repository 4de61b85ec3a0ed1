"""Answers that may be the same thing in other words: suggested, never joined without a person.

The score is the mean of two comparisons of word stems, as rapidfuzz's `token_sort_ratio` and `token_set_ratio` count
them (0 to 100): the first sees word order and every word, the second lets one wording say more than the other. Stop
words are left out, words are stemmed (Snowball), Swedish compounds are split where both halves were said by somebody.
Over 100 phrases from real forums a score of 60 found 80 to 92 % of the pairs that people called the same, and 73 to
89 % of what it suggested was the same: good enough to ask, not to decide.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Literal

from msgspec import Struct

from facilitator.text import key

SUGGESTED = 60.0
_ALIKE = 65.0
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SHORTEST_HALF = 3
_LONGEST = 200
_SWEDISH = (
    "och att det i på en ett av för med till den de är som om vi man har kan vid från inte eller mer fler flera "
    "mycket bra där här alla"
)
_ENGLISH = (
    "and the a an of for with to in on at is are that we you have can from not or more very good there here all"
)
_STOP = {"sv": frozenset(_SWEDISH.split()), "en": frozenset(_ENGLISH.split())}
_STEMMERS = {"sv": "swedish", "en": "english"}

# What rounding may take from a score.
_SLACK = 0.001

Reason = Literal["same words", "same stem", "word in word", "alike"]


class Pair(Struct, frozen=True):
    """Two texts by their places in a list, lower first, how alike they are (0 to 100), and in what way."""

    left: int
    right: int
    score: float
    reason: Reason


class Similar:
    """Compares texts of one language, remembering how each was taken apart.

    Args:
        language: `sv` or `en`.
        texts: All texts of the list: a compound is split where both its halves occur in them.
    """

    def __init__(self, language: str, texts: Iterable[str] = ()) -> None:
        self._language = language if language in _STEMMERS else "en"
        self._known = frozenset(
            stem for text in texts for word in _words(text) for stem in [_stem(word, self._language)]
            if len(stem) >= _SHORTEST_HALF
        )  # fmt: skip

    def stems(self, text: str) -> tuple[str, ...]:
        """Return the stems of a text's words in alphabetical order, without stop words, compounds split."""
        return self._stems(text)

    def score(self, one: str, other: str) -> float:
        """Return how alike two texts are, 0 to 100."""
        return _score(self._stems(one), self._stems(other))

    def reason(self, one: str, other: str) -> Reason:
        """Return in what way two texts are alike."""
        return _reason(self._stems(one), self._stems(other))

    def nearest(self, text: str, others: Sequence[str], least: float = SUGGESTED) -> list[tuple[int, float]]:
        """Return the places of the texts most like `text`, best first, with their scores; the same text is none.

        Args:
            text: What is being said.
            others: What was said before.
            least: The lowest score that counts.
        """
        stems, same = self._stems(text), key(text)
        if not stems:
            return []
        scored = [(at, _score(stems, self._stems(other))) for at, other in enumerate(others) if key(other) != same]
        return sorted(((at, score) for at, score in scored if score >= least), key=lambda one: (-one[1], one[0]))

    def pairs(self, texts: Sequence[str], least: float = SUGGESTED) -> list[Pair]:
        """Return every pair that may be the same, the most alike first."""
        stems = [self._stems(text) for text in texts]
        found = [
            Pair(left, right, score, _reason(stems[left], stems[right]))
            for left, right, score in _near(stems, least)
        ]
        return sorted(found, key=lambda pair: (-pair.score, pair.left, pair.right))

    def piles(self, texts: Sequence[str], apart: Iterable[tuple[int, int]] = ()) -> list[list[int]]:
        """Return piles of texts that may be one thing, in which every two are alike (complete link, at 65).

        Args:
            texts: The texts.
            apart: Pairs of places, lower first, that somebody said are not the same.

        Returns:
            The places in each pile of two or more, the pile with the surest pair first.
        """
        alike = {(pair.left, pair.right): pair.score for pair in self.pairs(texts)}
        for pair in apart:
            alike.pop(pair, None)
        of: dict[int, list[int]] = {}
        order: list[list[int]] = []
        for left, right in alike:
            mine, theirs = of.get(left, [left]), of.get(right, [right])
            if mine is theirs or not _all_alike(mine, theirs, alike):
                continue
            joined = sorted({*mine, *theirs})
            order = [pile for pile in order if pile is not mine and pile is not theirs]
            order.append(joined)
            of.update(dict.fromkeys(joined, joined))
        return sorted(order, key=lambda pile: -max(alike.get(pair, 0.0) for pair in _pairs_in(pile)))

    def _stems(self, text: str) -> tuple[str, ...]:
        return _taken_apart(text[:_LONGEST], self._language, self._known)


def _near(stems: Sequence[tuple[str, ...]], least: float) -> Iterator[tuple[int, int, float]]:
    """Give the pairs that score enough, with their scores.

    Where two texts share no stem, both halves of the score are the plain ratio of their stems, which is found quickly
    in a whole list; only those that come near by it, and those that share a stem, are scored in full.
    """
    from rapidfuzz import fuzz, process

    joined = [" ".join(one) for one in stems]
    having: dict[str, list[int]] = {}
    for right in range(len(stems) - 1, -1, -1):
        if not stems[right]:
            continue
        worth = {at for stem in stems[right] for at in having.get(stem, ())}
        found = process.extract_iter(joined[right], joined[right + 1 :], scorer=fuzz.ratio, score_cutoff=least - _SLACK)
        worth |= {right + 1 + at for _, _, at in found}
        for at in worth:
            if stems[at] and (score := _ratio(joined[right], joined[at])) >= least:
                yield right, at, score
        for stem in stems[right]:
            having.setdefault(stem, []).append(right)


def _all_alike(mine: Sequence[int], theirs: Sequence[int], alike: dict[tuple[int, int], float]) -> bool:
    whole = len(mine) + len(theirs)
    least = SUGGESTED if whole == 2 else _ALIKE
    return all(alike.get((min(a, b), max(a, b)), 0.0) >= least for a in mine for b in theirs)


def _pairs_in(pile: Sequence[int]) -> Iterable[tuple[int, int]]:
    return ((a, b) for at, a in enumerate(pile) for b in pile[at + 1 :])


def _words(text: str) -> list[str]:
    return _WORD.findall(key(text))


@lru_cache(maxsize=20_000)
def _taken_apart(text: str, language: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the stems of a text's words without stop words, compounds split, in alphabetical order."""
    words = [word for word in _words(text) if word not in _STOP[language]] or _words(text)
    stems: list[str] = []
    for word in words:
        for part in word.split("-"):
            stem = _stem(part, language)
            stems += _halves(stem, known) if language == "sv" else [stem]
    return tuple(sorted(set(stems)))


def _halves(stem: str, known: frozenset[str]) -> list[str]:
    """Return both halves of a compound where somebody said each of them alone, maybe with an s between; else it."""
    for at in range(_SHORTEST_HALF, len(stem) - _SHORTEST_HALF + 1):
        first, second = stem[:at], stem[at:]
        if second in known and (first in known or (first.endswith("s") and first[:-1] in known)):
            return [first if first in known else first[:-1], second]
    return [stem]


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> Any:
    from snowballstemmer import stemmer

    return stemmer(_STEMMERS[language])


def _score(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    if not one or not other:
        return 0.0
    return _ratio(" ".join(one), " ".join(other))


def _ratio(left: str, right: str) -> float:
    """Return the mean of how alike two texts' stems are as they stand, in alphabetical order, and as sets."""
    from rapidfuzz import fuzz

    return (float(fuzz.token_sort_ratio(left, right)) + float(fuzz.token_set_ratio(left, right))) / 2


def _reason(one: tuple[str, ...], other: tuple[str, ...]) -> Reason:
    if one == other:
        return "same words"
    if set(one) <= set(other) or set(other) <= set(one):
        return "word in word"
    if set(one) & set(other):
        return "same stem"
    return "alike"
