"""The keys of an agenda file: which kinds of step take each, and what reads its value."""

from collections.abc import Mapping

from facilitator.agenda import texts, values
from facilitator.agenda.model import KINDS, Kind
from facilitator.agenda.values import Reader, refuse
from facilitator.words import Words

MOST_STEPS = 200
_MOST = texts.MOST_ITEMS


def _steps(value: object, words: Words) -> list[object]:
    if isinstance(value, list | tuple) and 1 <= len(value) <= MOST_STEPS:
        return list(value)
    allowed = words("Begin each step with [[step]]; from 1 to {most} steps are taken.", most=MOST_STEPS)
    raise refuse(value, allowed, words)


def _in(kinds: tuple[Kind, ...], reader: Reader) -> dict[Kind, Reader]:
    return dict.fromkeys(kinds, reader)


_CHOICES: tuple[Kind, ...] = ("vote", "rank", "rate")
_COUNTED: tuple[Kind, ...] = ("collect", *_CHOICES)
_ASKED: tuple[Kind, ...] = (*_COUNTED, "act")
_COUNT = values.whole(1, _MOST)
_DOTS = values.whole(1, 1000)

TOP: Mapping[str, Reader] = {
    "title": texts.line,
    "language": values.language,
    "purpose": texts.lines,
    "people": values.people,
    "start": values.clock,
    "end": values.clock,
    "checklist": values.listed(texts.line, 1, 50),
    "step": _steps,
}

KEYS: Mapping[str, Mapping[Kind, Reader]] = {
    "id": _in(KINDS, values.step_id),
    "kind": _in(KINDS, values.choice(*KINDS)),
    "title": _in(KINDS, texts.line),
    "prompt": _in(KINDS, texts.lines),
    "notes": _in(KINDS, texts.lines),
    "minutes": _in(KINDS, values.whole(0, 1440)),
    "flex": _in(KINDS, values.choice("fixed", "shrink", "drop")),
    "pin": _in(KINDS, values.clock),
    "form": {"talk": values.choice("break", "round"), "collect": values.choice("parking")},
    "by": _in(_ASKED, values.choice("group", "person", "facilitator")),
    "for_each": _in(("collect", "vote", "rate"), texts.parts),
    "items": _in(_CHOICES, texts.items),
    "from": _in(("merge", *_CHOICES), texts.sources),
    "fields": {"collect": texts.fields, "act": texts.act_fields},
    "max_answers": _in(("collect", "act"), _COUNT),
    "dots": _in(("vote",), _DOTS),
    "max_per_item": _in(("vote",), _DOTS),
    "funds": _in(("vote",), values.number(0, texts.MOST_MONEY)),
    "costs": _in(("vote",), values.step_id),
    "choose": _in(("rank",), _COUNT),
    "scale": _in(("rate",), texts.scale),
    "weights": _in(("rate",), values.listed(values.number(-1000, 1000), 1, texts.MOST_PARTS)),
    "combine": _in(("rate",), values.choice("mean", "sum", "product")),
    "cut": _in(("collect", "merge", *_CHOICES), _COUNT),
    "hidden": _in(_CHOICES, values.flag),
    "again": _in(_CHOICES, values.step_id),
    "carry_over": _in(("act", "collect"), values.flag),
    "adds": _in(_COUNTED, values.choice("votes", "forums", "points")),
}

# The few keys whose name in a file is not their name in the model.
ATTRIBUTES: Mapping[str, str] = {"from": "sources"}


def readers_of(kind: Kind | None) -> dict[str, Reader]:
    """Return the keys that a kind of step takes; all there are when the kind is not known."""
    if kind is None:
        return {key: next(iter(readers.values())) for key, readers in KEYS.items()}
    return {key: readers[kind] for key, readers in KEYS.items() if kind in readers}
