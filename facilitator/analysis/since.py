"""What became of each item between two sessions of the same agenda: computed from both, never typed."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from facilitator.analysis.profile import Profile
from facilitator.analysis.scores import ordered
from facilitator.text import key

Fate = Literal["stayed", "new", "gone", "joined", "split"]


class Side(Struct, frozen=True):
    """An item in one of the sessions: its number, name, place and figure (None where nothing orders it)."""

    number: int
    name: str
    place: int | None
    value: float | None


class Became(Struct, frozen=True):
    """What became of items, `then` in the earlier session and `now` in the later: one is empty where new or gone."""

    fate: Fate
    then: tuple[Side, ...]
    now: tuple[Side, ...]


class Change(Struct, frozen=True):
    """What became of the items of one part of one step."""

    then: Profile
    now: Profile
    rows: tuple[Became, ...]


def changes(earlier: Sequence[Profile], later: Sequence[Profile]) -> list[Change]:
    """Compare the parts of steps that both sessions have, in the order of the later one.

    An item is the same where it is called the same, or was said in a same wording: so joins and new names are
    followed. What had one item then and several now was split, the other way joined. Parts are found by name.

    Args:
        earlier: The profiles of the earlier session.
        later: The profiles of the later session.
    """
    then = {(one.step, one.kind, key(one.facet)): one for one in earlier}
    pairs = [(then.get((one.step, one.kind, key(one.facet))), one) for one in later if one.kind != "actions"]
    return [
        Change(before, now, tuple(_rows(before, now)))
        for before, now in pairs
        if before is not None and (before.ballots or now.ballots)
    ]


def _rows(then: Profile, now: Profile) -> list[Became]:
    before, after = _sides(then), _sides(now)
    forward = _links(then, now)
    backward: dict[int, list[int]] = {number: [] for number in now.items}
    for start, ends in forward.items():
        for end in ends:
            backward[end].append(start)
    rows: list[Became] = []
    told: set[int] = set()
    for number in after:
        starts = backward[number]
        if not starts:
            rows.append(Became("new", (), (after[number],)))
        elif len(starts) == 1 and len(forward[starts[0]]) > 1:
            if starts[0] not in told:
                rows.append(Became("split", (before[starts[0]],), _of(after, forward[starts[0]])))
        else:
            fate: Fate = "joined" if len(starts) > 1 else "stayed"
            rows.append(Became(fate, _of(before, starts), (after[number],)))
        told.update(starts)
    return rows + [Became("gone", (side,), ()) for number, side in before.items() if not forward[number]]


def _links(then: Profile, now: Profile) -> dict[int, list[int]]:
    """Return for each earlier item the later ones that share a name or another wording with it."""
    names: dict[str, list[int]] = {}
    for number in now.items:
        for text in _words(now, number):
            names.setdefault(text, []).append(number)
    return {
        number: sorted({end for text in _words(then, number) for end in names.get(text, ())}) for number in then.items
    }


def _words(profile: Profile, number: int) -> set[str]:
    return {key(text) for text in (profile.items[number], *profile.wordings.get(number, ()))}


def _sides(profile: Profile) -> dict[int, Side]:
    return {number: Side(number, profile.items[number], place, value) for number, value, place in ordered(profile)}


def _of(sides: Mapping[int, Side], numbers: Sequence[int]) -> tuple[Side, ...]:
    return tuple(side for number, side in sides.items() if number in numbers)
