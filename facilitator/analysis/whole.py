"""The analysis of a session or a series: its tensions, and what each part of each step says; and its JSON."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct, to_builtins

from facilitator.analysis.appendix import appendix
from facilitator.analysis.between import between_parts
from facilitator.analysis.measures import Measure, measures
from facilitator.analysis.profile import Profile
from facilitator.analysis.since import Change
from facilitator.analysis.tension import Tension
from facilitator.analysis.tensions import tensions
from facilitator.words import Words

SCHEMA = 1


class Part(Struct, frozen=True):
    """One part of a step: what was gathered, what it says, and what other ways of counting say."""

    profile: Profile
    measures: Sequence[Measure]
    appendix: Sequence[Measure]


class Section(Struct, frozen=True):
    """One step: its parts, and what they say together."""

    step: str
    number: int
    title: str
    parts: Sequence[Part]
    together: Sequence[Measure]


class Analysis(Struct, frozen=True):
    """A session or a series, analysed."""

    tensions: Sequence[Tension]
    sections: Sequence[Section]


def analysis(profiles: Sequence[Profile], words: Words, step: str | None = None) -> Analysis:
    """Analyse a session or a series.

    Args:
        profiles: All its profiles, in the order of the agenda.
        words: The language of the sentences.
        step: Keep only this step, and the tensions it has a part in; see `shown` where None.
    """
    wanted = groupby(shown(profiles, step), key=lambda one: one.step)
    sections = [_section(list(group), words) for _, group in wanted]
    found = [one for one in tensions(profiles, words) if step is None or step in one.steps]
    return Analysis(found, [one for one in sections if one.together or any(part.measures for part in one.parts)])


def shown(profiles: Sequence[Profile], step: str | None = None) -> list[Profile]:
    """Return the profiles that are told of one by one.

    Answers that a later step joined stand there alone, and parts of answers are left to the tally: a few answers each
    say little by themselves.

    Args:
        profiles: All profiles.
        step: All those of this step instead.
    """
    if step is not None:
        return [one for one in profiles if one.step == step]
    joined = set[str]().union(*(one.lineage for one in profiles if one.kind == "mentions"))
    told = [one for one in profiles if one.kind != "mentions" or (one.step not in joined and not one.part)]
    return [one for one in told if one.kind != "actions"]


def document(found: Analysis, with_appendix: bool) -> dict[str, Any]:
    """Return an analysis as JSON-ready data, in the shape of docs/json.md.

    Args:
        found: The analysis.
        with_appendix: Give what other ways of counting say too.
    """
    return {
        "tensions": [to_builtins(one) for one in found.tensions],
        "steps": [
            {
                "number": section.number,
                "id": section.step,
                "title": section.title,
                "together": _measures(section.together),
                "parts": [_part(part, with_appendix) for part in section.parts],
            }
            for section in found.sections
        ],
    }


def change_document(found: Sequence[Change]) -> list[dict[str, Any]]:
    """Return what changed between two sessions as JSON-ready data, in the shape of docs/json.md."""
    return [
        {
            "number": one.now.number,
            "id": one.now.step,
            "title": one.now.title,
            "part": one.now.facet or None,
            "kind": one.now.kind,
            "items": [to_builtins(row) for row in one.rows],
        }
        for one in found
    ]


def _section(profiles: Sequence[Profile], words: Words) -> Section:
    parts = [Part(one, measures(one, words), appendix(one, words)) for one in profiles]
    first = profiles[0]
    return Section(first.step, first.number, first.title, parts, between_parts(profiles, words))


def _part(part: Part, with_appendix: bool) -> dict[str, Any]:
    profile = part.profile
    out: dict[str, Any] = {
        "part": profile.facet or None,
        "kind": profile.kind,
        "unit": profile.unit,
        "asked": profile.asked,
        "answered": profile.answered,
        "items": {str(number): name for number, name in profile.items.items()},
        "measures": _measures(part.measures),
    }
    return out | ({"appendix": _measures(part.appendix)} if with_appendix else {})


def _measures(found: Sequence[Measure]) -> list[dict[str, Any]]:
    return [{"code": one.code, "text": one.text, "figures": to_builtins(one.figures)} for one in found]
