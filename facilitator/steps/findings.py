"""What came out of a session, first: a sentence for each step that something was chosen, ranked or graded in.

The sentences only name what the step's own figures show; nothing is counted here. What fewer than half of those who
were there answered is no finding: it stands in its section alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facilitator.agenda.model import Rank, Rate, Step, Vote
from facilitator.blocks import Bars, Base, Block, Grades, Heading, Shift
from facilitator.steps.book import Book
from facilitator.steps.kinds import blocks
from facilitator.steps.rate import facet_name, rated
from facilitator.tally import Tally
from facilitator.words import Words

_MOST = 8
_LEAST_SHARE = 0.5
_MOST_NAMES = 5
_LAST_PLACE = 3
_DIGITS = r"\d+"


class Finding(Struct, frozen=True):
    """A sentence on what came out.

    Attributes:
        key: What it is about, whatever its figures are: the step, the rule, and the part from 1 (0: all of it).
        text: The sentence.
        figures: What it rests on, in no language, so that a change can be seen.
    """

    key: str
    text: str
    figures: str


class _Said(Struct, frozen=True):
    """A sentence of one rule on one part, before the step is named in it."""

    rule: str
    unit: str
    text: str
    figures: str


def found(book: Book) -> list[Finding]:
    """Return at most eight sentences, in the order of the agenda.

    Args:
        book: The session, in the report's language.
    """
    listed: list[Finding] = []
    for step in book.state.agenda.steps:
        if isinstance(step, Vote | Rank | Rate) and not book.tally(step).hidden and is_answered(book, step):
            title = step.title.of(book.language)
            listed += [
                Finding(f"{step.id}/{said.rule}", f"{title} ({said.unit}): {said.text}", said.figures)
                for said in _said(book, step)
            ]
    return listed[:_MOST]


def step_of(key: str) -> str:
    """Return the id of the step that a finding is about; its key as it stands where it is about none."""
    return key.partition("/")[0]


def is_answered(book: Book, step: Step) -> bool:
    """Tell whether at least half of those who were there answered a step; where nobody knows how many, whether any.

    Args:
        book: The session.
        step: A step whose answers are counted.
    """
    return is_half(book.tally(step)) and (not isinstance(step, Vote | Rank | Rate) or bool(book.happened(step).given))


def is_half(tally: Tally) -> bool:
    """Tell whether at least half of those who were there took part in a tally; where nobody knows, whether any."""
    answered = max((facet.units or 0 for facet in tally.facets), default=0)
    return not tally.present or not answered or answered >= _LEAST_SHARE * tally.present


def _said(book: Book, step: Step) -> Iterator[_Said]:
    """Give a sentence for each counted block of a step, with what it rests on."""
    if isinstance(step, Rate) and book.tally(step).parted and not any(
        isinstance(block, Grades) for block in blocks(book, step)
    ):
        yield from _best_of_each_part(book, step)
        return
    parts = [facet.facet for facet in book.tally(step).facets]
    base, part = "", 0
    for block in blocks(book, step):
        match block:
            case Heading():
                part = parts.index(block.text) + 1 if block.text in parts else part
            case Base():
                base = block.main
            case Bars():
                rows = [(row.label, row.shown, row.place, row.above) for row in block.rows]
                figures = _figures([(row.number, row.value) for row in block.rows if row.value], base)
                yield from (_Said(f"best/{part}", block.unit, said, figures)
                            for said in best(rows, bool(block.cut), base, book.words))  # fmt: skip
            case Grades():
                grades = [(row.label, row.shown, row.place, row.above) for row in block.rows]
                figures = _figures([(row.number, row.mean) for row in block.rows if row.n], base)
                yield from (_Said(f"best/{part}", block.head, said, figures)
                            for said in best(grades, bool(block.cut), base, book.words))  # fmt: skip
            case Shift():
                figures = _figures([(row.number, count) for row in block.rows for count in row.counts if count], base)
                yield from (_Said("moved/0", block.unit, said, figures) for said in _moved(block, base, book.words))
            case _:
                pass


def _figures(rows: Iterable[tuple[int | None, float | None]], base: str) -> str:
    """Return the figures of rows by their numbers, and the numbers of what they rest on."""
    pairs = [f"{number}={value:.4g}" for number, value in sorted(rows, key=lambda row: row[0] or 0)
             if value is not None]  # fmt: skip
    return " ".join([*pairs, "of", *re.findall(_DIGITS, base)])


def sentences(shown: Sequence[Block], words: Words) -> Iterator[tuple[str, str]]:
    """Give the unit and a sentence for each counted block, with what it rests on.

    Args:
        shown: The blocks of a step.
        words: The language of the sentences.
    """
    base = ""
    for block in shown:
        match block:
            case Base():
                base = block.main
            case Bars():
                rows = [(row.label, row.shown, row.place, row.above) for row in block.rows]
                yield from ((block.unit, said) for said in best(rows, bool(block.cut), base, words))
            case Grades():
                grades = [(row.label, row.shown, row.place, row.above) for row in block.rows]
                yield from ((block.head, said) for said in best(grades, bool(block.cut), base, words))
            case Shift():
                yield from ((block.unit, said) for said in _moved(block, base, words))
            case _:
                pass


def best(rows: Sequence[tuple[str, str, int | None, bool]], cut: bool, base: str, words: Words) -> Iterator[str]:
    """Give what stands above the cut, or on the first three places; no more names than a sentence holds.

    Args:
        rows: Items as (name, figure, place, whether above the cut), best first.
        cut: Whether there is a cut.
        base: What the figures rest on.
        words: The language of the sentence.
    """
    found = [row for row in rows if row[2] is not None and (row[3] if cut else row[2] <= _LAST_PLACE)]
    if not found:
        return
    sharing = [row for row in found if row[2] == found[0][2]]
    if len(sharing) > _MOST_NAMES:
        shared = words("{count} share first place with {shown} each", count=len(sharing), shown=sharing[0][1])
        yield words("{names}. {base}.", names=shared, base=base)
        return
    names = [f"{label} {shown}" for label, shown, _, _ in found[:_MOST_NAMES]]
    if len(found) > _MOST_NAMES:
        names.append(words.n("{count} more", "{count} more", len(found) - _MOST_NAMES))
    yield words("{names}. {base}.", names=words.listed(names), base=base)


def _best_of_each_part(book: Book, step: Rate) -> Iterator[_Said]:
    """Give what has the highest mean in each part, where no total orders the items."""
    words = book.words
    said, figures = [], []
    for facet in book.tally(step).facets:
        figures += [(item.number, item.mean) for item in rated(facet)]
        first = [item for item in rated(facet) if item.place == 1 and item.mean is not None]
        if first:
            names = words.listed([item.item for item in first])
            said.append(f"{facet_name(book, facet)}: {names} {words.number(first[0].mean or 0.0, 1)}")
    bases = [block.main for block in blocks(book, step) if isinstance(block, Base)]
    if said:
        base = bases[0] if bases else ""
        text = words("{names}. {base}.", names="; ".join(said), base=base)
        yield _Said("parts/0", words("mean"), text, _figures(figures, base))


def _moved(block: Shift, base: str, words: Words) -> Iterator[str]:
    """Give what rose most and what fell most between two moments."""
    moved = sorted((row for row in block.rows if row.points), key=lambda row: row.points or 0)
    if not moved:
        return
    said = []
    up, down = moved[-1], moved[0]
    if (up.points or 0) > 0:
        said.append(words("{name} rises most, from {before} to {after}", name=up.label, before=up.counts[0],
                          after=up.counts[1]))  # fmt: skip
    if (down.points or 0) < 0:
        said.append(words("{name} falls most, from {before} to {after}", name=down.label, before=down.counts[0],
                          after=down.counts[1]))  # fmt: skip
    moments = words("from {before} to {after}", before=f"«{block.moments[0]}»", after=f"«{block.moments[1]}»")
    yield f"{'; '.join(said)} ({moments}). {base}."
