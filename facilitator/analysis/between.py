"""What the parts of one step say together: what moves from the first to the last, and whether weights decide."""

from collections.abc import Sequence

from facilitator.analysis.measures import Measure
from facilitator.analysis.phrases import Phrases
from facilitator.analysis.profile import Profile
from facilitator.analysis.scores import by_body, scores
from facilitator.blocks import Align, Table
from facilitator.counting.change import flow_table, flows, total_shift
from facilitator.counting.shares import shift
from facilitator.counting.weights import OtherLead, check_weights
from facilitator.words import Words

_LEAST_FOR_PERCENT = 10
_LEAST_PAIRED = 2
_LEAST_BODIES = 3


def between_parts(parts: Sequence[Profile], words: Words) -> list[Measure]:
    """Return what the parts of one step say together; nothing of a step with a single part.

    Args:
        parts: The profiles of one step, in the order of its parts.
        words: The language of the sentences.
    """
    if len(parts) < 2:
        return []
    if all(part.kind == "dots" for part in parts):
        first, last = parts[0], parts[-1]
        tried = [moved(first, last, words), bodies_moved(first, last, words), flowed(first, last, words)]
    else:
        tried = [weighed(parts, words)]
    return [found for found in tried if found is not None]


def moved(first: Profile, last: Profile, words: Words) -> Measure | None:
    """Tell what grows and shrinks most from the first part to the last, relative to the others.

    Source: see `facilitator.counting.shares.shift` and `facilitator.counting.change.total_shift`.
    """
    numbers = [number for number in first.items if number in last.items]
    then, now = _counts(first, numbers), _counts(last, numbers)
    total, points = total_shift(then, now), shift(then, now)
    if total is None:
        return None
    phrases = Phrases(last, words)
    known = {number: point for number, point in zip(numbers, points, strict=True) if point is not None}
    up = [number for number, point in known.items() if point > 0 and point == max(known.values())]
    down = [number for number, point in known.items() if point < 0 and point == min(known.values())]
    if not total:
        text = words("From «{first}» to «{last}» nothing moves.", first=first.facet, last=last.facet)
    else:
        text = words(
            "From «{first}» to «{last}», relative to the others: {up} grows most, {down} shrinks most. {least}",
            first=first.facet,
            last=last.facet,
            up=_moves(phrases, up, numbers, then, now),
            down=_moves(phrases, down, numbers, then, now),
            least=_at_least(phrases, total, then, now),
        )
    points_by_item = {str(number): point for number, point in known.items()}
    return Measure("shift", text.strip(), {"total": total, "points": points_by_item})


def bodies_moved(first: Profile, last: Profile, words: Words) -> Measure | None:
    """Tell at how many tables, or forums, the item that grows most in all grows too: counts carry that much."""
    before, after = by_body(first), by_body(last)
    paired = [body for body in before if body in after and before[body] and after[body]]
    numbers = [number for number in first.items if number in last.items]
    points = shift(_counts(first, numbers), _counts(last, numbers))
    known = [(point or 0.0, number) for number, point in zip(numbers, points, strict=True)]
    most = max(known, default=(0.0, 0))
    if len(paired) < _LEAST_BODIES or most[0] <= 0 or sum(one[0] == most[0] for one in known) > 1:
        return None
    number, signs = most[1], []
    for body in paired:
        then = [sum(one.dots.get(n, 0) for one in before[body]) for n in numbers]
        now = [sum(one.dots.get(n, 0) for one in after[body]) for n in numbers]
        signs.append(shift(then, now)[numbers.index(number)] or 0.0)
    grows, shrinks = sum(sign > 0 for sign in signs), sum(sign < 0 for sign in signs)
    phrases = Phrases(last, words)
    text = words("{name} grows at {whom} and shrinks at {shrinks}.", name=phrases.names([number]),
                 whom=phrases.bodies(grows, len(paired)), shrinks=shrinks or words("none"))  # fmt: skip
    figures = {"item": number, "grows": grows, "shrinks": shrinks, "of": len(paired)}
    return Measure("bodies", text, figures)


def flowed(first: Profile, last: Profile, words: Words) -> Measure | None:
    """Tell where the dots of the same voters went; nothing where voters are not known, for that would be guessing.

    Source: see `facilitator.counting.change.flows`.
    """
    if first.is_counted or last.is_counted:
        return None
    found = flows({v: b.dots for v, b in first.ballots.items()}, {v: b.dots for v, b in last.ballots.items()})
    if found.voters < _LEAST_PAIRED:
        return None
    phrases = Phrases(last, words)
    stayed, gone = sum(found.stayed.values()), sum(found.moved.values()) + found.unclear
    text = words("Of {whom} who answered both times {stayed} stayed and {moved} moved.",
                 whom=phrases.voters(found.voters, found.voters + found.left_out),
                 stayed=phrases.dots(stayed), moved=gone)  # fmt: skip
    if found.moved:
        (start, end), count = max(found.moved.items(), key=lambda pair: pair[1])
        text += " " + words("Most from {start} to {end}: {count}.", start=phrases.names([start]),
                            end=phrases.names([end]), count=count)  # fmt: skip
    if found.unclear:
        text += " " + words("Of {count} nobody can tell from where to where.", count=found.unclear)
    numbers = list(first.items)
    figures_right: list[Align] = ["right"] * len(numbers)
    body = flow_table(found, numbers)
    rows = [[first.items[n], *map(str, row)] for n, row in zip(numbers, body, strict=True)]
    table = Table([words("from, across to"), *(last.items.get(n, "") for n in numbers)], rows,
                  ["left", *figures_right])  # fmt: skip
    figures = {"voters": found.voters, "left_out": found.left_out, "stayed": stayed, "moved": gone - found.unclear,
               "unclear": found.unclear, "items": numbers, "table": body}  # fmt: skip
    return Measure("flows", text, figures, (table,))


def weighed(parts: Sequence[Profile], words: Words) -> Measure | None:
    """Tell whether what leads over all criteria hangs on their weights; nothing where no total is asked for.

    Source: see `facilitator.counting.weights.check_weights`.
    """
    weights = [part.weight for part in parts if part.weight is not None]
    how = parts[0].combine
    if how is None or len(weights) != len(parts):
        return None
    means = [scores(part) for part in parts]
    check = check_weights({n: [one.get(n) for one in means] for n in parts[0].items}, weights, how)
    if not check.leaders:
        return None
    phrases = Phrases(parts[0], words)
    said = [words("{how}, in the lead: {names}.", how=_how(parts, one, words), names=phrases.names(one.leaders))
            for one in check.changes if one.leaders]  # fmt: skip
    if not said:
        said = [words("It does with equal weights too, and with any one weight halved or half as large again.")]
    text = words("In the lead over all: {names}.", names=phrases.names(check.leaders))
    changes = [{"part": None if one.part is None else parts[one.part].part, "factor": one.factor,
                "leaders": list(one.leaders)} for one in check.changes]  # fmt: skip
    figures = {"leaders": list(check.leaders), "weights": weights, "changes": changes}
    return Measure("weights", " ".join([text, *said]), figures)


def _how(parts: Sequence[Profile], one: OtherLead, words: Words) -> str:
    if one.part is None:
        return words("With equal weights")
    name = f"«{parts[one.part].facet}»"
    return words("With {name} halved", name=name) if one.factor == 0.5 else words("With {name} half as heavy again",
                                                                                    name=name)  # fmt: skip


def _counts(profile: Profile, numbers: Sequence[int]) -> list[int]:
    values = scores(profile)
    return [int(values[number] or 0) for number in numbers]


def _moves(
    phrases: Phrases, which: Sequence[int], numbers: Sequence[int], then: Sequence[int], now: Sequence[int]
) -> str:
    """Return items with their counts both times: dots, which nobody can take for a part of something else."""
    said = []
    for number in which:
        at = numbers.index(number)
        if sum(then) == sum(now):
            change = phrases.words("from {before} to {after}", before=then[at], after=now[at])
        else:
            change = phrases.words("from {before} of {all} to {after} of {all_after}", before=then[at], all=sum(then),
                                   after=now[at], all_after=sum(now))  # fmt: skip
        said.append(f"{phrases.names([number])} ({change})")
    return phrases.some(said)


def _at_least(phrases: Phrases, total: float, then: Sequence[int], now: Sequence[int]) -> str:
    cast = sum(then)
    if cast == sum(now):
        return phrases.words("At least {count} of {all} lie elsewhere.", count=round(total * cast),
                             all=phrases.dots(cast))  # fmt: skip
    if min(cast, sum(now)) < _LEAST_FOR_PERCENT:
        return ""
    return phrases.words("At least {percent} % lie elsewhere.", percent=phrases.words.number(100 * total))

