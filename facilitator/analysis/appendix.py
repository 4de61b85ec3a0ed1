"""What other ways of counting say of one profile: for an appendix, beside the figures they rest on."""

from collections.abc import Callable
from typing import Any

from facilitator.analysis.measures import Measure
from facilitator.analysis.phrases import Phrases
from facilitator.analysis.profile import Profile, common
from facilitator.analysis.scores import graded, leaders
from facilitator.blocks import Align, Table
from facilitator.counting.agreement import agreement
from facilitator.counting.borda import Rule, borda_by_rule
from facilitator.counting.copeland import copeland
from facilitator.counting.pairwise import preferences
from facilitator.counting.rank_agreement import chance_w, kendall_w, mean_tau_b, ranks
from facilitator.counting.schulze import schulze
from facilitator.words import Words

_RULES: tuple[Rule, ...] = ("average", "zero", "modified")
_LEAST_RANKED = 2
_LEAST_GRADES = 3


def appendix(profile: Profile, words: Words) -> list[Measure]:
    """Return what other ways of counting say of a profile's ballots; what they do not carry is left out.

    Args:
        profile: What was gathered.
        words: The language of the sentences.
    """
    profile = common(profile) if profile.kind == "ranking" else profile
    phrases = Phrases(profile, words)
    tried: list[Callable[[Phrases], Measure | None]] = []
    if profile.kind == "ranking" and len(profile.items) >= _LEAST_RANKED and any(_orders(profile)):
        tried = [by_borda, by_copeland, by_schulze, by_tau, by_w]
    elif profile.kind == "grades":
        tried = [by_agreement]
    return [found for measure in tried if (found := measure(phrases)) is not None]


def by_borda(phrases: Phrases) -> Measure | None:
    """Tell what the three rules for what a ballot leaves out put first.

    Source: see `facilitator.counting.borda.borda_by_rule`.
    """
    profile, words = phrases.profile, phrases.words
    points = {rule: borda_by_rule(_orders(profile), list(profile.items), rule) for rule in _RULES}
    best = {rule: leaders({**found}) for rule, found in points.items()}
    names = {rule: phrases.names(found) for rule, found in best.items()}
    figures: dict[str, Any] = {rule: {str(n): value for n, value in found.items()} for rule, found in points.items()}
    if len(set(map(tuple, best.values()))) == 1:
        text = words(
            "First with points for every place (Borda), by each of three rules for what a ballot leaves out: {names}.",
            names=names["average"],
        )
    else:
        text = words(
            "First with points for every place (Borda): {average} where what a ballot leaves out shares the points "
            "left, {zero} where it gets none, {modified} where a short ballot gives fewer.",
            **names,
        )
    return Measure("borda", text, figures)


def by_copeland(phrases: Phrases) -> Measure | None:
    """Tell which item beats the most others, one against one.

    Source: see `facilitator.counting.copeland.copeland`.
    """
    points = copeland(preferences(_orders(phrases.profile), list(phrases.profile.items)))
    best = leaders({**points})
    text = phrases.words(
        "Wins most often one against one (Copeland), over {wins} of {others} others, a tie as a half: {names}.",
        names=phrases.names(best),
        wins=phrases.figure(max(points.values())),
        others=len(points) - 1,
    )
    return Measure("copeland", text, {str(number): value for number, value in points.items()}) if best else None


def by_schulze(phrases: Phrases) -> Measure | None:
    """Tell which item the strongest paths of majorities put first.

    Source: see `facilitator.counting.schulze.schulze`.
    """
    found = schulze(preferences(_orders(phrases.profile), list(phrases.profile.items)))
    best = [number for number, place in found.items() if place == 1]
    text = phrases.words("First by the strongest chains of majorities (Schulze): {names}.",
                         names=phrases.names(best))  # fmt: skip
    return Measure("schulze", text, {str(number): place for number, place in found.items()})


def by_tau(phrases: Phrases) -> Measure | None:
    """Tell how alike two ballots order the items on average.

    Source: see `facilitator.counting.rank_agreement.mean_tau_b`.
    """
    tau = mean_tau_b(_ranks(phrases.profile))
    if tau is None:
        return None
    text = phrases.words(
        "Two ballots order alike by {tau} on average (Kendall's τ): 1 is the same order, 0 what chance gives, "
        "−1 the reverse.",
        tau=phrases.words.number(tau, 2),
    )
    return Measure("tau", text, {"tau": tau, "ballots": len(_orders(phrases.profile))})


def by_w(phrases: Phrases) -> Measure | None:
    """Tell Kendall's W beside what chance gives.

    Source: see `facilitator.counting.rank_agreement.kendall_w` and `chance_w`.
    """
    rankings = _ranks(phrases.profile)
    w = kendall_w(rankings)
    if w is None:
        return None
    text = phrases.words(
        "Kendall's W is {w}; chance alone gives about {chance} with {ballots} ballots.",
        w=phrases.words.number(w, 2),
        chance=phrases.words.number(chance_w(len(rankings)), 2),
        ballots=len(rankings),
    )
    return Measure("w", text, {"w": w, "chance": chance_w(len(rankings)), "ballots": len(rankings)})


def by_agreement(phrases: Phrases) -> Measure | None:
    """Tell van der Eijk's A of each item, beside how many gave each grade.

    Source: see `facilitator.counting.agreement.agreement`.
    """
    profile, words = phrases.profile, phrases.words
    counts = {number: row for number, row in graded(profile).items() if sum(row) >= _LEAST_GRADES}
    found = {number: agreement(row) for number, row in counts.items()}
    if not any(value is not None for value in found.values()):
        return None
    text = words("Agreement (van der Eijk's A): 1 is all on one grade, 0 the same number on every grade, −1 half at "
                 "each end. With few answers it leaps: read it beside the counts.")  # fmt: skip
    rows = [
        [profile.items[n], *map(str, counts[n]), "–" if value is None else words.number(value, 2)]
        for n, value in found.items()
    ]
    right: list[Align] = ["right"] * (len(profile.scale) + 1)
    table = Table([words("item"), *profile.grade_names, "A"], rows, ["left", *right])
    figures = {str(n): {"a": value, "counts": counts[n]} for n, value in found.items()}
    return Measure("agreement", text, figures, (table,))


def _orders(profile: Profile) -> list[list[list[int]]]:
    return [[list(tied) for tied in one.order] for one in profile.ballots.values() if any(one.order)]


def _ranks(profile: Profile) -> list[list[float]]:
    return [ranks(order, list(profile.items)) for order in _orders(profile)]
