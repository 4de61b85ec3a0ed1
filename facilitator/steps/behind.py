"""What stands behind an item of a tally: who gave what, or said it in which words."""

from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct

from facilitator.agenda.model import Act, Collect, Merge, Rank, Rate, Step, Talk, Vote
from facilitator.session.events import group_number, slip_number
from facilitator.session.state import Answer
from facilitator.steps import common, merge, rank, rate, vote, vote_blocks
from facilitator.steps.book import Book
from facilitator.tally import ActItem, CollectItem, Item


class Behind(Struct, frozen=True):
    """One entry: who it is from (may be empty), what they said or gave, and what belongs to it."""

    who: str
    text: str
    beside: str = ""


def behind(book: Book, step: Step, part: int, item: Item) -> list[Behind]:
    """Return the entries behind an item, those of tables first; none in a hidden step.

    Args:
        book: The session.
        step: The step.
        part: The part, from 0 in the order of the tally.
        item: The item of that part.
    """
    if common.is_hidden(book, step):
        return []
    match step:
        case Talk():
            return []
        case Collect():
            at = part + 1 if book.parts(step) else 0
            return [_said(book, one) for one in book.happened(step).standing
                    if one.part == at and one.item == item.number]  # fmt: skip
        case Merge():
            answers = merge.answers_in(book, step, item) if isinstance(item, CollectItem) else []
            return [_said(book, one) for one in answers]
        case Vote():
            dots = vote.ballots(book, step, part + 1 if book.parts(step) else 0)
            return _listed(book, ((voter, vote_blocks.given_words(book, step, given[item.number]))
                                  for voter, given in dots.items() if item.number in given))  # fmt: skip
        case Rank():
            return _listed(book, _places(book, step, item.number))
        case Rate():
            return _listed(book, _grades(book, step, part, item.number))
        case Act():
            return [_agreed(book, item)] if isinstance(item, ActItem) else []
        case _:
            assert_never(step)


def _said(book: Book, answer: Answer) -> Behind:
    return Behind(book.voter_name(answer.voter), answer.text, " · ".join(list(answer.fields.values())[1:]))


def _agreed(book: Book, item: ActItem) -> Behind:
    who = book.voter_name(item.by[0]) if item.by else ""
    return Behind(who, item.what, " · ".join(filter(None, (item.who, item.when))))


def _listed(book: Book, given: Iterable[tuple[str, str]]) -> list[Behind]:
    ordered = sorted(given, key=lambda one: (group_number(one[0]) is None, group_number(one[0]) or 0,
                                             slip_number(one[0]) or 0))  # fmt: skip
    return [Behind(book.voter_name(voter), text) for voter, text in ordered]


def _places(book: Book, step: Rank, item: int) -> Iterable[tuple[str, str]]:
    """Give who ranked an item and at which place of their own, from 1."""
    for voter, ballot in rank.ballots(book, step).items():
        ahead = 0
        for tied in ballot:
            if item in tied:
                yield voter, book.words("place {place}", place=ahead + 1)
            ahead += len(tied)


def _grades(book: Book, step: Rate, part: int, item: int) -> Iterable[tuple[str, str]]:
    """Give who graded an item and how; of a total, which has no grades of its own, those of every part."""
    names = book.parts(step) or [""]
    for at in [part] if part < len(names) else range(len(names)):
        for voter, given in rate.ballots(book, step, at).items():
            if item not in given:
                continue
            labels = [step.scale.label(grade, book.language) for grade in step.scale.grades]
            told = ", ".join(label if count == 1 else f"{count} × {label}"
                             for label, count in zip(labels, given[item], strict=True) if count)  # fmt: skip
            yield voter, told if part < len(names) else f"{names[at]}: {told}"
