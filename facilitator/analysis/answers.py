"""Tensions between what was chosen and what was said: a priority without ideas, a word without a trace."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median, quantiles

from facilitator.analysis.phrases import Phrases
from facilitator.analysis.profile import Profile
from facilitator.analysis.scores import first, ordered, scores, voters_behind
from facilitator.analysis.tension import Tension
from facilitator.counting.similar import Similar
from facilitator.text import key
from facilitator.words import Words

_LEAST_PARTS = 4
_LEAST_IDEAS = 3
_LEAST_TEXTS = 10
_WORD_FIELDS = ("word", "value")
_SHORTEST = 3
_LONG_ENOUGH = 4


def without_ideas(parts: Sequence[Profile], every: Sequence[Profile], words: Words) -> Iterator[Tension]:
    """Give the tension where something chosen among the first got hardly an idea when ideas were asked for.

    Among the first is a place in the upper half; hardly an idea is at most the lower quartile of the parts, and at most
    half of their median, which is to be three or more.

    Args:
        parts: The profiles of one step that asks for each item of an earlier step.
        every: All profiles.
        words: The language of the sentence.
    """
    chosen = next((one for one in every if one.step == parts[0].each_of and one.kind in ("dots", "ranking")), None)
    ideas = {part.facet: len(part.items) for part in parts}
    if chosen is None or len(ideas) < _LEAST_PARTS or 2 * sum(map(bool, ideas.values())) < len(ideas):
        return
    usual, low = median(ideas.values()), quantiles(ideas.values(), n=4, method="inclusive")[0]
    if usual < _LEAST_IDEAS:
        return
    numbers = {key(name): number for number, name in chosen.items.items()}
    places = {number: (place, value) for number, value, place in ordered(chosen)}
    poor = []
    for name, count in ideas.items():
        number = numbers.get(key(name), 0)
        place, value = places.get(number, (None, None))
        if place is not None and value and 2 * place <= len(ideas) and count <= low and 2 * count <= usual:
            poor.append(((1 - count / usual) * (1 - (place - 1) / len(ideas)), number, value, count))
    if poor:
        yield _few_ideas(chosen, parts[0], sorted(poor, key=lambda one: -one[0]), usual, words)


def _few_ideas(
    chosen: Profile, asked: Profile, poor: Sequence[tuple[float, int, float, int]], usual: float, words: Words
) -> Tension:
    phrases = Phrases(chosen, words)
    strength, number, value, count = poor[0]
    text = words(
        "{name} was put among the first («{title}»: {amount}) but got {ideas} under «{step}»; {usual} is usual there. "
        "Have we nothing to offer, or did nobody get that far?",
        name=phrases.names([number]), title=chosen.name, amount=phrases.amount(value), step=asked.title,
        ideas=words.n("{count} idea", "{count} ideas", count), usual=phrases.figure(usual),
    )  # fmt: skip
    if len(poor) > 1:
        text += " " + words("The same goes for {names}.", names=phrases.names([one[1] for one in poor[1:]]))
    items = [{"item": number, "value": value, "ideas": count} for _, number, value, count in poor]
    return Tension("ideas", text, strength, (chosen.step, asked.step), {"items": items, "usual": usual})


def without_trace(profile: Profile, every: Sequence[Profile], words: Words) -> Iterator[Tension]:
    """Give the tension where a word that was chosen stands in no answer to another question.

    Stems are compared, roughly: what is said in quite other words is not found, so it is a question and no verdict.
    """
    if profile.field not in _WORD_FIELDS or profile.kind not in ("dots", "ranking") or not profile.cut:
        return
    roots = profile.lineage | {profile.step}
    other = [one for one in every if one.kind in ("mentions", "actions") and not roots & (one.lineage | {one.step})]
    texts = [text for one in other for said in (*one.wordings.values(), *one.said.values()) for text in said]
    if len(set(texts)) < _LEAST_TEXTS:
        return
    similar = Similar(profile.language, texts)
    stems = {stem for text in set(texts) for stem in similar.stems(text)}
    chosen, behind = first(profile, scores(profile)), voters_behind(profile)
    missing = [n for n in chosen if not _is_said(profile.wordings.get(n, (profile.items[n],)), similar, stems)]
    if not missing:
        return
    phrases = Phrases(profile, words)
    amount = phrases.voters(behind[missing[0]]) if behind else phrases.amount(scores(profile)[missing[0]] or 0)
    text = words(
        "{names} is among the words we chose ({amount}), but in none of the {count} other answers does the word occur. "
        "Where can one see it in what we do?",
        names=phrases.names(missing[:1]), amount=amount, count=len(set(texts)),
    )  # fmt: skip
    if len(missing) > 1:
        text += " " + words("The same goes for {names}.", names=phrases.names(missing[1:]))
    figures = {"items": missing, "texts": len(set(texts))}
    yield Tension("trace", text, 0.5 * len(missing) / len(chosen), (profile.step,), figures)


def _is_said(wordings: Iterable[str], similar: Similar, stems: set[str]) -> bool:
    own = {stem for wording in wordings for stem in similar.stems(wording)}
    return any(_alike(one, other) for one in own for other in stems)


def _alike(one: str, other: str) -> bool:
    """Tell whether two stems may be of one word: they begin alike but for one sign, or the one is in the other."""
    short, long = sorted((one, other), key=len)
    if len(short) >= _LONG_ENOUGH and short in long:
        return True
    return one == other or long.startswith(short[: max(len(short) - 1, _SHORTEST)])
