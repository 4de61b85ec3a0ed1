"""A session → its profiles: every part of every step that gathered something, with what each voter gave."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facilitator.agenda.model import Act, Collect, Merge, Rank, Rate, Source, Step, Vote, facets_of, sources_of
from facilitator.analysis.profile import Ballot, Body, Gathered, Profile, Voter
from facilitator.session.events import group_number
from facilitator.session.state import people_at
from facilitator.steps import common, rank, rate, vote
from facilitator.steps.book import Book
from facilitator.tally import ActItem, CollectItem, Facet, Item, Tally

_MENTIONS: dict[str, Gathered] = {"collect": "mentions", "merge": "mentions", "act": "actions"}


def profiles(book: Book) -> list[Profile]:
    """Return a session's profiles in the order of the agenda; nothing of a step that is hidden.

    Args:
        book: The session; titles and names are in its language.
    """
    found: list[Profile] = []
    for step in book.state.agenda.steps:
        if common.is_hidden(book, step):
            continue
        match step:
            case Collect() | Merge() | Act():
                found += _mentions(book, step)
            case Vote():
                found += _votes(book, step)
            case Rank():
                found += _rankings(book, step)
            case Rate():
                found += _grades(book, step)
            case _:
                pass
    return found


def _mentions(book: Book, step: Collect | Merge | Act) -> Iterator[Profile]:
    tally = book.tally(step)
    parts = [part for part, _ in common.ordered_parts(book, step)]
    for part, facet in zip(parts, tally.facets, strict=True):
        by_voter: dict[str, dict[int, int]] = {voter: {} for voter in facet.came}
        for item in facet.items:
            for voter in item.by:
                by_voter.setdefault(voter, {})[item.number] = _times(item, voter)
        in_all = step.kind == "collect" and tally.unit == "person"
        ballots: dict[Voter, Ballot] = {
            voter: Ballot(group_number(voter), dots, is_count=in_all or voter == "room")
            for voter, dots in sorted(by_voter.items())
        }
        yield _profile(book, step, tally, facet, part, _MENTIONS[step.kind], ballots)


def _times(item: Item, voter: str) -> int:
    """Return how often a voter said an item: a table once, the room as often as it is on record."""
    if voter != "room" or not isinstance(item, CollectItem):
        return 1
    return max(item.answers - len(item.by) + 1, 1)


def _votes(book: Book, step: Vote) -> Iterator[Profile]:
    tally = book.tally(step)
    parts = [part for part, _ in common.ordered_parts(book, step)]
    for part, facet in zip(parts, tally.facets, strict=True):
        in_all = facet.source in ("room", "tables")
        ballots: dict[Voter, Ballot] = {
            voter: Ballot(group_number(voter), dots, is_count=in_all)
            for voter, dots in vote.ballots(book, step, part).items()
        }
        yield _profile(book, step, tally, facet, part, "dots", ballots, dots=step.dots, max_per_item=step.max_per_item)


def _rankings(book: Book, step: Rank) -> Iterator[Profile]:
    tally = book.tally(step)
    ballots: dict[Voter, Ballot] = {
        voter: Ballot(group_number(voter), order=order) for voter, order in rank.ballots(book, step).items()
    }
    choose = step.choose or max(len(tally.facets[0].items), 1)
    yield _profile(book, step, tally, tally.facets[0], 0, "ranking", ballots, choose=choose)


def _grades(book: Book, step: Rate) -> Iterator[Profile]:
    tally = book.tally(step)
    parts = common.ordered_parts(book, step)
    has_total = bool(step.weights or step.combine)
    names = [step.scale.label(grade, book.language) for grade in step.scale.grades]
    for index, (part, _) in enumerate(parts):
        ballots: dict[Voter, Ballot] = {
            voter: Ballot(group_number(voter), grades=grades, is_count=_is_several(grades))
            for voter, grades in rate.ballots(book, step, index).items()
        }
        weight = (step.weights[index] if index < len(step.weights) else 1.0) if has_total else None
        yield _profile(
            book, step, tally, tally.facets[index], part, "grades", ballots, weight=weight,
            combine=(step.combine or "mean") if has_total else None, scale=tuple(step.scale.grades), grade_names=names,
        )  # fmt: skip


def _is_several(grades: Mapping[int, Sequence[int]]) -> bool:
    return any(sum(counts) > 1 for counts in grades.values())


def _profile(
    book: Book, step: Step, tally: Tally, facet: Facet, part: int, kind: Gathered, ballots: Mapping[Voter, Ballot],
    **more: Any,
) -> Profile:  # fmt: skip
    each = facets_of(step)
    items: list[Item] = [*facet.items]
    groups = common.columns(book, step, (voter for voter in ballots if isinstance(voter, str)))
    lineage = _lineage(book, step)
    return Profile(
        step=step.id,
        number=book.state.agenda.number(step.id),
        kind=kind,
        title=step.title.of(book.language),
        part=part,
        facet=facet.facet,
        items={item.number: item.item for item in sorted(items, key=lambda item: item.number)},
        ballots=ballots,
        bodies={group.number: Body(book.group_name(group), group.people) for group in groups},
        unit=tally.unit,
        asked=tally.present,
        answered=facet.units,
        people=book.state.people if tally.unit == "person" else people_at(groups),
        cut=tally.cut,
        lineage=frozenset(one.id for one in lineage),
        each_of=each.step if isinstance(each, Source) else "",
        field=next((one.fields[0] for one in (step, *lineage) if isinstance(one, Collect) and one.fields), ""),
        language=book.state.language,
        wordings={item.number: _wordings(item) for item in items},
        said={item.number: _said(item) for item in items},
        **more,
    )


def _wordings(item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys([item.item, *item.aliases, *(item.texts if isinstance(item, CollectItem) else [])]))


def _said(item: Item) -> tuple[str, ...]:
    """Return what was said in an answer's further fields; the field `values` only names words chosen elsewhere."""
    if isinstance(item, CollectItem):
        further = [dict(list(fields.items())[1:]) for fields in item.fields]
    else:
        further = [item.fields] if isinstance(item, ActItem) else []
    return tuple(text for fields in further for name, text in fields.items() if name != "values" and text)


def _lineage(book: Book, step: Step) -> list[Step]:
    """Return the earlier steps that a step's items come from, all the way back."""
    found: list[Step] = []
    for source in sources_of(step):
        earlier = book.state.agenda.step(source.step)
        found += [one for one in (earlier, *_lineage(book, earlier)) if one not in found]
    return found


