"""What may be the same in other words: for an answer as it is typed, and for a whole list that is read back.

Nothing is joined here. One key writes the line that would join, which can still be edited; another records that two
are not the same, and they are not suggested again.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from facilitator.agenda.model import Collect, Merge, Step
from facilitator.counting.similar import Reason, Similar
from facilitator.session.events import AnswerRecorded, Event, HeldApart
from facilitator.steps.book import Book
from facilitator.steps.collect import collected
from facilitator.steps.line import Reading, pieces, quoted
from facilitator.tally import CollectItem
from facilitator.text import key

# Longer lists take too long to compare pair by pair while a room waits.
_LONGEST_LIST = 300


class Suggestion(Struct, frozen=True):
    """An answer on the line that may be one said before: its text, the item's number and name, and who said that."""

    text: str
    number: int
    name: str
    who: Sequence[str]


class Proposal(Struct, frozen=True):
    """Items of a list that may be one: the items, and what they have in common."""

    items: tuple[CollectItem, ...]
    reason: Reason

    @property
    def name(self) -> str:
        """The commonest wording, which is the name to begin with."""
        return max(self.items, key=lambda item: (item.groups, item.answers, -item.number)).item

    @property
    def line(self) -> str:
        """The line that joins them."""
        return " ".join(str(item.number) for item in self.items) + f" = {quoted(self.name)}"


def suggestion(book: Book, step: Step, reading: Reading) -> Suggestion | None:
    """Return what the last new answer on the line may be the same as; None where nothing comes near.

    Args:
        book: The session.
        step: The step that the line is for.
        reading: What the line means.
    """
    if not isinstance(step, Collect) or reading.problem:
        return None
    answers = [event for event in reading.events if isinstance(event, AnswerRecorded)]
    known = {item.number: item for facet in book.tally(step).facets for item in collected(facet)}
    new = [answer for answer in answers if answer.item not in known]
    if not new or not known:
        return None
    items = list(known.values())
    similar = Similar(book.state.language, [item.item for item in items])
    apart = book.happened(step).apart
    for answer in reversed(new):
        texts = [item.item for item in items]
        for at, _ in similar.nearest(answer.text, texts):
            if not _is_apart([answer.text, texts[at]], apart):
                who = [book.voter_name(voter) for voter in items[at].by]
                return Suggestion(answer.text, items[at].number, items[at].item, who)
    return None


def taken(line: str, one: Suggestion) -> str:
    """Return the line with a suggestion taken: the answer keeps its words and counts as the item, as `=7 words`.

    Args:
        line: What is typed.
        one: The suggestion for it.
    """
    for answer in reversed(pieces(line)):
        piece = answer[0]
        # A colon may end the address or be part of the answer: what is left must be the answer as it was read.
        for start in (piece.start, piece.start + line[piece.start : piece.end].find(": ") + 2):
            words = line[start : piece.end].strip()
            if key(words.strip('"')) == key(one.text):
                return f"{line[:start]}={one.number} {words}{line[piece.end :]}"
    return line


def held_apart(step: Step, texts: Iterable[str]) -> Event:
    """Return what remembers that texts are not the same."""
    return HeldApart(step=step.id, texts=list(dict.fromkeys(key(text) for text in texts)))


def proposals(book: Book, step: Step) -> list[Proposal]:
    """Return what may be joined in a merge step, the surest first; nothing for lists too long to compare."""
    if not isinstance(step, Merge):
        return []
    items = collected(book.tally(step).facets[0])
    if len(items) > _LONGEST_LIST:
        return []
    texts = [item.item for item in items]
    apart = set(book.happened(step).apart).union(
        *(book.happened(book.state.agenda.step(source.step)).apart for source in step.sources)
    )
    similar = Similar(book.state.language, [text for item in items for text in (item.item, *item.texts)])
    kept_apart = {
        (left, right)
        for left in range(len(texts))
        for right in range(left + 1, len(texts))
        if _is_apart([texts[left], texts[right]], apart)
    } if apart else set()  # fmt: skip
    return [
        Proposal(tuple(items[at] for at in sorted(pile, key=lambda at: items[at].number)),
                 similar.reason(texts[pile[0]], texts[pile[1]]))
        for pile in similar.piles(texts, kept_apart)
    ]  # fmt: skip


def _is_apart(texts: Sequence[str], apart: Iterable[frozenset[str]]) -> bool:
    keys = {key(text) for text in texts}
    return any(keys <= held for held in apart)
