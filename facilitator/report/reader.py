"""What a reader of the summary is shown of a step: the figures the room saw, without what only the room needs."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from facilitator.blocks import Bars, Base, Block, Mentions, Note, Para, Table
from facilitator.text import sentence
from facilitator.words import Words

_SENTENCE_END = re.compile(r"(?<=[.?!…])[\s\n]+(?=[^\w\s]*\w)")


def question(prompt: str) -> str:
    """Return a prompt's first sentence: what was asked. What follows tells the room how to go about it."""
    for match in _SENTENCE_END.finditer(prompt):
        following = prompt[match.end() :].lstrip("«»“”\"'(")
        if following[:1].isupper():
            return prompt[: match.start()].strip()
    return prompt.strip()


def for_reader(blocks: Sequence[Block], words: Words) -> list[Block]:
    """Return a step's blocks for somebody who reads them afterwards.

    Left out: "all in", remarks for who sits at the keyboard, and rows of nothing, which are named in one sentence.
    What most said stands first; the room saw answers as they came.

    Args:
        blocks: The blocks as the room saw them.
        words: The report's language.
    """
    return [shown for block in blocks for shown in _shown(block, words)]


def _shown(block: Block, words: Words) -> Iterator[Block]:
    match block:
        case Base():
            yield replace(block, missing="" if block.complete else block.silent or block.missing)
        case Note():
            if not block.keyboard:
                yield block
        case Bars():
            yield from _without_empty(block, words)
        case Mentions():
            yield replace(block, rows=sorted(block.rows, key=lambda row: (not row.above, -row.count, -row.answers)))
        case Table() if not any(block.head):
            # On a screen the list of what a hidden step chooses among needs no heads.
            yield replace(block, head=[words("no."), words("item")])
        case _:
            yield block


def _without_empty(block: Bars, words: Words) -> Iterator[Block]:
    """Give bars without the rows that nobody chose, and a sentence that names those."""
    empty = [row for row in block.rows if row.place is None and not row.value and not row.note and not row.kept]
    filled = [row for row in block.rows if row not in empty]
    if not filled:
        yield block
        return
    yield replace(block, rows=filled)
    if empty:
        yield Para(sentence(words("Chosen by nobody: {names}.", names=words.listed([row.label for row in empty]))))
