"""The measures of one profile for the main view: each one plain sentence, with its figures and what shows it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from facilitator.analysis.phrases import Phrases
from facilitator.analysis.profile import BodyKey, Profile
from facilitator.analysis.scores import (
    bodies_asked,
    bodies_behind,
    by_body,
    first,
    graded,
    leaders,
    line,
    ordered,
    scores,
    voters_asked,
    voters_behind,
    votes_cast,
)
from facilitator.blocks import Block
from facilitator.counting.places import margin
from facilitator.counting.spread import effective_number
from facilitator.counting.stability import Moved, leave_one_out
from facilitator.words import Words

_LEAST_BODIES = 3
_MOST_CHANGES = 3
_LEAST_APART = 2


class Measure(Struct, frozen=True):
    """Something the ballots say: a code for programs, a sentence for the room, its figures, and what shows it."""

    code: str
    text: str
    figures: dict[str, Any]
    shown: Sequence[Block] = ()


def measures(profile: Profile, words: Words) -> list[Measure]:
    """Return what a profile's ballots say; what they do not carry is left out.

    Args:
        profile: What was gathered.
        words: The language of the sentences.
    """
    if profile.kind == "actions" or not any(scores(profile).values()):
        return []
    phrases = Phrases(profile, words)
    tried: list[Callable[[Phrases], Measure | None]] = [lead, breadth, spread, at_the_line, without_one, apart]
    return [found for measure in tried if (found := measure(phrases)) is not None]


def lead(phrases: Phrases) -> Measure | None:
    """Tell what leads, with how much and from how many: each figure with its base."""
    profile, words = phrases.profile, phrases.words
    values = scores(profile)
    if profile.kind == "grades":
        counted = {number: value for number, value in values.items() if value is not None}
        best = [number for number, value in counted.items() if value == max(counted.values())]
    else:
        best = leaders(values)
    value = values[best[0]] if best else None
    if value is None or len(best) == len(profile.items):
        return None
    names = phrases.names(best)
    whom = {_behind(phrases, number) for number in best}
    # Where not everybody was asked of each of them they have no base in common.
    behind, figures = whom.pop() if len(whom) == 1 else "", {"items": best, "value": value, "place": 1}
    match profile.kind:
        case "mentions":
            text = words("Named most often: {names} ({whom}).", names=names, whom=behind or phrases.amount(value))
        case "grades":
            text = words("Highest mean: {names} ({amount}).", names=names, amount=phrases.amount(value))
        case "dots" if behind and is_one_each(profile):
            text = words("Most: {names} ({whom}).", names=names, whom=behind)
        case _ if behind and len(best) == 1:
            text = words("Most: {names} ({amount} from {whom}).", names=names, amount=phrases.amount(value),
                         whom=behind)  # fmt: skip
        case _ if len(best) == 1:
            text = words("Most: {names} ({amount}).", names=names, amount=phrases.amount(value))
        case _:
            text = words("Most: {names} ({amount} each).", names=names, amount=phrases.amount(value))
    return Measure("lead", text, figures)


def breadth(phrases: Phrases) -> Measure | None:
    """Tell from how many the dots of the leader came, where one voter may give several, or tables were counted."""
    profile = phrases.profile
    values, behind = scores(profile), voters_behind(profile) or bodies_behind(profile)
    if profile.kind not in ("dots", "ranking") or behind is None:
        return None
    widest = max(behind.values())
    most = [number for number, count in behind.items() if count == widest]
    best = leaders(values)
    if not best or set(best) & set(most) or len(most) > 1:
        return None
    text = phrases.words(
        "Most: {leader}; from the most: {widest} ({whom}, against {fewer}).",
        leader=phrases.names(best),
        widest=phrases.names(most),
        whom=_behind(phrases, most[0]),
        fewer=behind[best[0]],
    )
    return Measure("breadth", text, {"leaders": best, "widest": most, "from": {str(n): behind[n] for n in behind}})


def spread(phrases: Phrases) -> Measure | None:
    """Tell how spread the dots are, as the effective number of options; to be shown with the bars it describes.

    Source: see `facilitator.counting.spread.effective_number`.
    """
    profile = phrases.profile
    if profile.kind != "dots" or votes_cast(profile) < len(profile.items):
        return None
    values = [int(value or 0) for value in scores(profile).values()]
    number = effective_number(values)
    if number is None:
        return None
    text = phrases.words(
        "{dots} are as spread as if {number} of {options} options shared them equally.",
        dots=phrases.dots(sum(values)),
        number=phrases.words.number(number, 1),
        options=len(values),
    )
    return Measure("spread", text, {"effective": number, "options": len(values), "cast": sum(values)})


def at_the_line(phrases: Phrases) -> Measure | None:
    """Tell what parts the last item above the line from the first below it.

    Source: see `facilitator.counting.places.margin`.
    """
    profile, values = phrases.profile, scores(phrases.profile)
    apart = margin(list(values.values()), profile.cut)
    if line(profile) is None or apart is None or profile.kind == "grades":
        return None
    above = first(profile, values)
    if not _is_alike(profile, above):
        return None
    least = min(values[number] or 0 for number in above)
    most = max(value or 0 for number, value in values.items() if number not in above)
    last = [number for number in above if values[number] == least]
    next_ones = [number for number, value in values.items() if number not in above and (value or 0) == most]
    told = {"above": phrases.names(last), "below": phrases.names(next_ones), "amount": phrases.amount(apart)}
    if profile.cut == 1:
        text = phrases.words(
            "At the line after the first: just above {above}, just below {below}, {amount} apart.", **told)  # fmt: skip
    else:
        text = phrases.words(
            "At the line after the first {cut}: just above {above}, just below {below}, {amount} apart.",
            cut=profile.cut, **told)  # fmt: skip
    return Measure("margin", text, {"cut": profile.cut, "margin": apart, "above": last, "below": next_ones})


def without_one(phrases: Phrases) -> Measure | None:
    """Tell what would be otherwise without one of the tables, or of the forums.

    Source: see `facilitator.counting.stability.leave_one_out`.
    """
    profile, words = phrases.profile, phrases.words
    ballots, cut = by_body(profile), line(profile)
    if len(ballots) < _LEAST_BODIES or profile.kind == "mentions":
        return None
    if cut is None and (profile.kind == "grades" or profile.part or len(leaders(scores(profile))) > 1):
        # Where nothing is to be chosen nothing hangs on a table.
        return None
    low = min(profile.scale, default=0)

    def count(kept: Sequence[BodyKey]) -> dict[int, float | None]:
        found = scores(profile, [ballot for body in kept for ballot in ballots[body]])
        # A grade of 0 is something: what is graded at all can be above the line.
        return {n: None if value is None else value - low + 1 if profile.scale else value
                for n, value in found.items()}  # fmt: skip

    stability = leave_one_out(list(ballots), count, cut or 1)
    if not stability.above or not _is_alike(profile, stability.above):
        return None
    moved = [(body, stability.without[body]) for body in stability.decisive]
    alike: dict[Moved, list[str]] = {}
    for body, one in sorted(moved, key=lambda pair: -len(pair[1].leave)):
        alike.setdefault(one, []).append(profile.bodies[body].name)
    said = [_without(phrases, cut, phrases.either(names), one, stability.above)
            for one, names in list(alike.items())[:_MOST_CHANGES]]  # fmt: skip
    if len(alike) > _MOST_CHANGES:
        said.append(words("Something changes without any of {whom}.", whom=phrases.bodies(len(moved), len(ballots))))
    if not said:
        said = [_same_without(phrases, cut)]
    figures = {
        "above": list(stability.above),
        "without": [{"name": profile.bodies[b].name, "enter": list(m.enter), "leave": list(m.leave)} for b, m in moved],
    }
    return Measure("without", " ".join(said), figures)


def apart(phrases: Phrases) -> Measure | None:
    """Tell on which item the grades part: several on the low half of the scale and several on the high half."""
    profile = phrases.profile
    if profile.kind != "grades" or len(profile.scale) < _LEAST_BODIES:
        return None
    halves = {number: _halves(counts) for number, counts in graded(profile).items()}
    number = max(halves, key=lambda n: (min(halves[n]), -abs(halves[n][0] - halves[n][1])))
    low, high = halves[number]
    counts = graded(profile)[number]
    if min(low, high) < _LEAST_APART or 3 * min(low, high) < sum(counts):
        return None
    text = phrases.words(
        "Opinions part most on {name}: {low} in the lower half of the scale, {high} in the upper.",
        name=phrases.names([number]),
        low=low,
        high=high,
    )
    return Measure("apart", text, {"item": number, "low": low, "high": high, "counts": counts})


def is_one_each(profile: Profile) -> bool:
    """Tell whether every dot on an item is another voter's, so that dots and voters are the same number."""
    return profile.kind == "dots" and not profile.is_counted and all(
        dots <= 1 for ballot in profile.ballots.values() for dots in ballot.dots.values()
    )


def rows(phrases: Phrases) -> Iterator[tuple[int, float, int | None, str]]:
    """Return each item with its figure, place and what stands beside it: who is behind it, how many first places."""
    profile, words = phrases.profile, phrases.words
    for number, value, place in ordered(profile):
        has_more = profile.kind == "ranking" or (profile.kind == "dots" and not is_one_each(profile))
        beside = [_behind(phrases, number)] if has_more and value else []
        firsts = sum(number in (one.order[0] if one.order else ()) for one in profile.ballots.values())
        if firsts:
            beside.append(words.n("{count} first place", "{count} first places", firsts))
        yield number, value or 0.0, place, ", ".join(filter(None, beside))


def _behind(phrases: Phrases, number: int) -> str:
    """Return how many chose an item, in words; nothing where it was one facilitator, or nobody knows."""
    if phrases.profile.unit == "facilitator":
        return ""
    voters, bodies = voters_behind(phrases.profile), bodies_behind(phrases.profile)
    if voters is not None:
        return phrases.voters(voters[number], voters_asked(phrases.profile, number))
    return phrases.bodies(bodies[number], bodies_asked(phrases.profile, number)) if bodies is not None else ""


def _without(phrases: Phrases, cut: int | None, name: str, moved: Moved, above: Sequence[int]) -> str:
    words = phrases.words
    if cut is None or cut == 1:
        left = [number for number in above if number not in moved.leave]
        return words("Without {body} in the lead: {names}.", body=name, names=phrases.names([*left, *moved.enter]))
    if not moved.enter:
        return words("Without {body} the first {cut} lose {names}.", body=name, names=phrases.names(moved.leave),
                     cut=cut)  # fmt: skip
    if not moved.leave:
        return words("Without {body} the first {cut} gain {names}.", body=name, names=phrases.names(moved.enter),
                     cut=cut)  # fmt: skip
    return words("Without {body} the first {cut} lose {leaving} and gain {entering}.", body=name,
                 leaving=phrases.names(moved.leave), entering=phrases.names(moved.enter),
                 cut=cut)  # fmt: skip


def _same_without(phrases: Phrases, cut: int | None) -> str:
    words, several = phrases.words, cut is not None and cut > 1
    if phrases.profile.level == "table":
        return (words("The first {cut} are the same without any one table.", cut=cut) if several
                else words("The lead is the same without any one table."))  # fmt: skip
    return (words("The first {cut} are the same without any one forum.", cut=cut) if several
            else words("The lead is the same without any one forum."))  # fmt: skip


def _is_alike(profile: Profile, above: Sequence[int]) -> bool:
    """Tell whether most could choose what is above the line: sums of what only single forums offered say little."""
    return all(2 * bodies_asked(profile, number) > len(profile.heard) for number in above if profile.offered)


def _halves(counts: Sequence[int]) -> tuple[int, int]:
    half = len(counts) // 2
    return sum(counts[:half]), sum(counts[len(counts) - half :])
