"""Tensions in votes and grades: broad or narrow, heads or tables, everything chosen, a whole and its parts."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from facilitator.analysis.measures import is_one_each
from facilitator.analysis.phrases import Phrases
from facilitator.analysis.profile import BodyKey, Profile, common
from facilitator.analysis.scores import bodies_behind, by_body, first, leaders, scores, voters_asked, voters_behind
from facilitator.analysis.tension import Tension
from facilitator.counting.ostrogorski import verdicts
from facilitator.words import Words

_LEAST_BODIES = 3
_LEAST_MORE = 2
_LEAST_OPTIONS = 4
_LEAST_VOTERS = 5
_NEARLY_ALL = Fraction(4, 5)

Weighed = dict[int, Fraction]


def narrow(profile: Profile, words: Words) -> Iterator[Tension]:
    """Give the tension where the most dots or points come from few, and another item was chosen by clearly more."""
    profile = common(profile)
    behind = bodies_behind(profile) if profile.is_counted or profile.level == "forum" else voters_behind(profile)
    best = leaders(scores(profile))
    if profile.kind not in ("dots", "ranking") or behind is None or is_one_each(profile) or len(best) != 1:
        return
    values, phrases = scores(profile), Phrases(profile, words)
    whole = len(profile.heard) if profile.is_counted or profile.level == "forum" else len(profile.ballots)
    leader, widest = best[0], max(behind, key=lambda n: (behind[n], values[n] or 0))
    if 2 * behind[leader] > whole or behind[widest] - behind[leader] < _LEAST_MORE:
        return
    of = phrases.bodies if profile.is_counted or profile.level == "forum" else phrases.voters
    text = words(
        "«{title}»: {leader} got most ({amount}), but from {few}; {widest} was chosen by {many}. Is it strong support "
        "from a few or broad support we are after?",
        title=profile.name, leader=phrases.names([leader]), amount=phrases.amount(values[leader] or 0),
        few=of(behind[leader], whole), widest=phrases.names([widest]), many=of(behind[widest], whole),
    )  # fmt: skip
    figures = {"leader": leader, "value": values[leader], "from": behind[leader], "widest": widest,
               "reach": behind[widest], "of": whole}  # fmt: skip
    yield Tension("narrow", text, (behind[widest] - behind[leader]) / whole, (profile.step,), figures)


def everything(profile: Profile, words: Words) -> Iterator[Tension]:
    """Give the tension where more than four of five chose more than half of the options: no choice was made."""
    given = {voter: one for voter, one in profile.ballots.items() if any(one.dots.values())}
    profile = replace(profile, ballots=given)
    behind, voters = voters_behind(profile), len(given)
    if profile.kind != "dots" or behind is None or voters < _LEAST_BODIES or len(behind) < _LEAST_OPTIONS:
        return
    chosen = [number for number, count in behind.items() if count > _NEARLY_ALL * voters_asked(profile, number)]
    if 2 * len(chosen) <= len(behind):
        return
    phrases = Phrases(profile, words)
    fewest = min(behind[number] for number in chosen)
    whom = phrases.voters(fewest, voters)
    text = words(
        "«{title}»: {count} of {options} options were each chosen by {whom}. Almost everything is put first: "
        "what would we leave out?",
        title=profile.name, count=len(chosen), options=len(behind),
        whom=whom if fewest == voters else words("at least {whom}", whom=whom),
    )  # fmt: skip
    figures = {"chosen": chosen, "options": len(behind), "voters": voters}
    yield Tension("everything", text, len(chosen) / len(behind), (profile.step,), figures)


def heads(profile: Profile, words: Words) -> Iterator[Tension]:
    """Give the tension where heads and tables, or heads and forums, put different items above the line."""
    profile = common(profile)
    found = _two_weights(profile)
    if found is None:
        return
    alike, by_heads, people, each = found
    turned = _turned(profile, alike, by_heads)
    if turned is None:
        return
    one, other, strength = turned
    phrases = Phrases(profile, words)
    names = {"title": profile.name, "one": phrases.names([one]), "other": phrases.names([other])}
    if people is not None:
        text = words(
            "«{title}»: counted by tables {one} is ahead of {other}; counted by how many sit at them ({people} and "
            "{other_people} of {whole}) it is the other way. Who is a vote here: a table or a person?",
            **names, people=people[one], other_people=people[other], whole=each,
        )  # fmt: skip
    elif profile.level == "forum":
        text = words("«{title}»: counting heads, {other} is ahead of {one}; counting each forum alike it is the other "
                     "way. Should a large forum weigh more?", **names)  # fmt: skip
    else:
        text = words("«{title}»: counting heads, {other} is ahead of {one}; counting each table alike it is the other "
                     "way. Should a large table weigh more?", **names)  # fmt: skip
    figures = {"alike": one, "heads": other, "values": {str(n): float(v) for n, v in alike.items()},
               "weighed": {str(n): float(v) for n, v in by_heads.items()}}  # fmt: skip
    yield Tension("heads", text, strength, (profile.step,), figures)


def whole_and_parts(parts: Sequence[Profile], words: Words) -> Iterator[Tension]:
    """Give the tension where most accept an item on most criteria, yet most reject it on every one (Ostrogorski).

    A grade above the middle of the scale accepts; who grades not every criterion is left out.
    """
    if len(parts) < _LEAST_BODIES or any(part.kind != "grades" or part.is_counted for part in parts):
        return
    middle = sum(parts[0].scale) / max(len(parts[0].scale), 1)
    for number in parts[0].items:
        graded = [{voter: _grade(part, number, voter) for voter in part.ballots} for part in parts]
        voters = [voter for voter in graded[0] if all(row.get(voter) is not None for row in graded)]
        accepts = [[(row[voter] or 0) > middle for row in graded] for voter in voters]
        found = verdicts(accepts)
        if found.voters < _LEAST_VOTERS or not found.is_paradox:
            continue
        phrases = Phrases(parts[0], words)
        text = words(
            "«{title}»: {count} of {voters} are for {item} on most of the criteria, yet on each criterion by itself "
            "they are {counts}. Is it the whole we judge, or its parts?",
            title=parts[0].title, count=found.whole, voters=found.voters, item=phrases.names([number]),
            counts=words.listed(map(str, found.parts)),
        )  # fmt: skip
        figures = {"item": number, "voters": found.voters, "whole": found.whole, "parts": list(found.parts)}
        yield Tension("whole", text, 0.8, (parts[0].step,), figures)


def _grade(part: Profile, number: int, voter: object) -> int | None:
    counts = part.ballots[voter].grades.get(number, ()) if voter in part.ballots else ()
    return next((grade for grade, count in zip(part.scale, counts, strict=False) if count), None)


def _two_weights(profile: Profile) -> tuple[Weighed, Weighed, Mapping[int, int] | None, int] | None:
    """Return the figures with each table, or forum, alike and by heads; with people per item where tables voted."""
    bodies = by_body(profile)
    if profile.kind != "dots" or len(bodies) < _LEAST_BODIES:
        return None
    sums = {body: {n: sum(one.dots.get(n, 0) for one in ballots) for n in profile.items}
            for body, ballots in bodies.items()}  # fmt: skip
    if profile.level == "table" and profile.unit == "group":
        sizes = {body: profile.bodies[body].people for body in bodies}
        if None in sizes.values():
            return None
        people = {n: sum(size or 0 for body, size in sizes.items() if sums[body][n]) for n in profile.items}
        alike = {n: Fraction(sum(row[n] for row in sums.values())) for n in profile.items}
        by_heads = {n: Fraction(sum((sizes[body] or 0) * row[n] for body, row in sums.items())) for n in profile.items}
        return alike, by_heads, people, sum(size or 0 for size in sizes.values())
    return _shares(sums, profile), {n: Fraction(sum(row[n] for row in sums.values())) for n in profile.items}, None, 0


def _shares(sums: Mapping[BodyKey, Mapping[int, int]], profile: Profile) -> Weighed:
    whole = {body: sum(row.values()) for body, row in sums.items()}
    return {n: sum((Fraction(row[n], whole[body]) for body, row in sums.items() if whole[body]), Fraction(0))
            for n in profile.items}  # fmt: skip


def _turned(profile: Profile, alike: Weighed, by_heads: Weighed) -> tuple[int, int, float] | None:
    """Return the two items that the weights turn around most over the line, and by how much; ties do not turn."""
    above, above_heads = (first(profile, {n: float(v) for n, v in values.items()}) for values in (alike, by_heads))
    pairs = [
        (min((alike[one] - alike[other]) / alike[one], (by_heads[other] - by_heads[one]) / by_heads[other]), one, other)
        for one in above
        for other in above_heads
        if one not in above_heads and other not in above and alike[one] > alike[other]
        and by_heads[other] > by_heads[one]
    ]  # fmt: skip
    if not pairs:
        return None
    strength, one, other = max(pairs)
    return one, other, float(strength)
