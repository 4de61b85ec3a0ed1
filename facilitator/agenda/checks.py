"""What must fit together in a step, beyond each value by itself: required keys, pairs of keys, earlier steps."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from facilitator.agenda.model import Item, Kind, Source
from facilitator.agenda.values import nearest
from facilitator.words import Words

_SOURCES: tuple[Kind, ...] = ("collect", "merge", "vote", "rank", "rate", "act")
_CHOICES: tuple[Kind, ...] = ("vote", "rank", "rate")
_NAMED = 12


class Draft(Struct):
    """A step while it is checked.

    `given` are the keys that stand in the file, `values` those that could be read. `id` is empty and `kind` None when
    they are missing or refused.
    """

    number: int
    id: str
    kind: Kind | None
    given: frozenset[str]
    values: dict[str, Any]


class Others(Struct):
    """The other steps of the agenda: those before the checked one by id, and the ids of all."""

    earlier: Mapping[str, Draft]
    every: frozenset[str]


Problem = tuple[str, str]


def problems_of(draft: Draft, others: Others, words: Words) -> Iterator[Problem]:
    """Yield what does not fit in a step, as a key and a sentence without its place.

    Args:
        draft: The step.
        others: The other steps.
        words: The language of the sentences.
    """
    for check in _CHECKS:
        yield from check(draft, words)
    yield from _references(draft, others, words)


def _required(draft: Draft, words: Words) -> Iterator[Problem]:
    if "id" not in draft.given:
        yield "id", words('The id is missing. Each step needs one of its own, such as id = "proposals".')
    if "kind" not in draft.given:
        yield "kind", words("The kind is missing. Say what kind of step it is.")
    if "title" not in draft.given:
        yield "title", words("The title is missing. The room sees it.")
    if draft.kind == "rate" and "scale" not in draft.given:
        yield "scale", words("The scale is missing. A rate step needs one, such as scale = [1, 5].")
    if draft.kind == "merge" and "from" not in draft.given:
        yield "from", words("A merge step needs from, the id of the earlier step whose answers are joined.")


def _items(draft: Draft, words: Words) -> Iterator[Problem]:
    if draft.kind not in _CHOICES:
        return
    given = {"items", "from"} & draft.given
    if not given:
        yield "items", words("There is nothing to choose among. Give items (a list) or from (an earlier step).")
    if len(given) == 2:
        yield "items", words("Give items or from, not both.")


def _costs(draft: Draft, words: Words) -> Iterator[Problem]:
    if draft.kind != "vote":
        return
    items: tuple[Item, ...] = draft.values.get("items", ())
    with_cost = [item for item in items if item.cost is not None]
    if with_cost and "costs" in draft.given:
        yield "costs", words("Give the costs with the items or by costs, not both.")
    if "funds" not in draft.given or "costs" in draft.given:
        return
    if "from" in draft.given or (items and not with_cost):
        yield "funds", words("Funds need costs. Give each item a cost, or name the step that holds them in costs.")
    elif len(with_cost) < len(items):
        missing = next(number for number, item in enumerate(items, 1) if item.cost is None)
        yield "funds", words("Funds need a cost of every item. Item {number} has none.", number=missing)


def _weights(draft: Draft, words: Words) -> Iterator[Problem]:
    if draft.kind != "rate":
        return
    if "for_each" not in draft.given:
        for key in ("weights", "combine"):
            if key in draft.given:
                yield key, words("There are no parts to put together. Add for_each, or leave {key} out.", key=key)
        return
    weights, parts = draft.values.get("weights"), draft.values.get("for_each")
    if weights and isinstance(parts, tuple) and len(weights) != len(parts):
        yield (
            "weights",
            words(
                "There are {weights} weights and {parts} parts. Give one weight for each part, in their order.",
                weights=len(weights),
                parts=len(parts),
            ),
        )
    if weights and min(weights) < 0 and draft.values.get("combine") != "sum":
        yield "weights", words('A weight below 0 tells against; that works only with combine = "sum".')
    if weights and not any(weights):
        yield "weights", words("Every weight is 0. At least one part must count.")


def _choose(draft: Draft, words: Words) -> Iterator[Problem]:
    choose, items = draft.values.get("choose"), draft.values.get("items")
    if draft.kind == "rank" and choose and items and choose > len(items):
        yield "choose", words("There are only {items} items. Give a number from 1 to {items}.", items=len(items))


_CHECKS: tuple[Callable[[Draft, Words], Iterator[Problem]], ...] = (_required, _items, _costs, _weights, _choose)


def _references(draft: Draft, others: Others, words: Words) -> Iterator[Problem]:
    for key, name, kinds in _named(draft):
        fitting = [step.id for step in others.earlier.values() if step.kind in kinds and _holds(key, step)]
        found = others.earlier.get(name)
        if found and (found.kind is None or name in fitting):
            continue
        yield key, f"{_reason(name, draft, found, others, words)} {_fitting(key, name, fitting, words)}"


def _named(draft: Draft) -> Iterator[tuple[str, str, tuple[Kind, ...]]]:
    values = draft.values
    for source in values.get("from", ()):
        yield "from", source.step, _SOURCES
    if isinstance(values.get("for_each"), Source):
        yield "for_each", values["for_each"].step, _SOURCES
    if "costs" in values:
        yield "costs", values["costs"], ("collect",)
    if "again" in values and draft.kind:
        yield "again", values["again"], (draft.kind,)


def _holds(key: str, step: Draft) -> bool:
    return key != "costs" or "cost" in step.values.get("fields", ())


def _reason(name: str, draft: Draft, found: Draft | None, others: Others, words: Words) -> str:
    if name == draft.id:
        return words("A step cannot name itself.")
    if found:
        return words('Step {number} ("{name}") is of a kind that does not fit here.', number=found.number, name=name)
    if name in others.every:
        return words('The step "{name}" comes later.', name=name)
    return words('There is no step "{name}".', name=name)


def _fitting(key: str, name: str, fitting: list[str], words: Words) -> str:
    if not fitting and key == "costs":
        return words('Name an earlier collect step that has "cost" among its fields; there is none.')
    if not fitting:
        return words("Name an earlier step that fits; there is none.")
    named = ", ".join(fitting[:_NAMED]) + (" …" if len(fitting) > _NAMED else "")
    return words("Earlier steps that fit: {steps}.", steps=named) + nearest(name, fitting, words)
