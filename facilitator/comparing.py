"""The commands for a series: adding sessions up, and the list of wordings that are the same in them."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from facilitator.agenda.naming import step_called
from facilitator.blocks import Block, Heading, Note
from facilitator.cli import DONE
from facilitator.errors import FacilitatorError
from facilitator.series import wordings
from facilitator.series.gather import Gathered, named
from facilitator.series.opening import list_path, opened
from facilitator.series.whole import Series
from facilitator.storage.folder import Folder, sessions_folder
from facilitator.text import clean, key
from facilitator.words import Words


def compare(options: Namespace, words: Words) -> int:
    """Print several sessions added up, step by step."""
    series = _series(options, words)
    if options.step:
        agenda = series.forums[0].book.state.agenda
        options.step = step_called(options.step, agenda, list(series.steps), series.words)
    wanted = [series.steps[step] for step in series.steps if options.step in (None, step)]
    if options.json:
        from facilitator.series.document import document

        found = document(series)
        found["steps"] = [step for step in found["steps"] if options.step in (None, step["id"])]
        print(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False))
        return DONE
    from facilitator.series.blocks import blocks
    from facilitator.showing import print_shown

    shown: list[Block] = [Heading(series.title, 1), *(Note(notice) for notice in series.notices)]
    for step in wanted:
        whole = series.whole(step.id)
        if inner := blocks(series, whole, options.by):
            shown += [Heading(f"{whole.number}. {step.title.of(series.words.language)}", 2), *inner]
    print_shown(shown, options.plain, series.words)
    return DONE


def same_wordings(options: Namespace, words: Words) -> int:
    """Change the list of wordings that are the same in a series, or print it with what may be the same."""
    series = _series(options, words)
    path, words = list_path(options.wordings, series.forums[0].path), series.words
    listed = series.wordings
    if options.join:
        name, *texts = map(clean, options.join)
        if not texts:
            raise FacilitatorError(words("--join takes a name and the wordings that mean it."))
        listed = listed.joined(name, texts)
        for text in _unsaid(series, texts):
            print(words("! Nobody in the series said «{text}».", text=text), file=sys.stderr)
    for text in map(clean, options.split or ()):
        if listed.name_of(text) is None:
            raise FacilitatorError(words("«{text}» is joined with nothing.", text=text))
        listed = listed.split(text)
    if options.apart:
        listed = listed.held_apart([clean(text) for text in options.apart])
    if listed != series.wordings:
        wordings.save(path, listed, words)
        print(words("Saved in {file}.", file=clean(str(path))))
    for one in listed.same:
        print(f"{one.name} = {'; '.join(one.texts)}")
    if listed != series.wordings:
        # What was done is not to be looked for above all that could be done.
        return DONE
    from facilitator.series.proposing import proposals

    for proposal in proposals(Series(Gathered(tuple(series.forums)), words, listed)):
        print(f"{words('The same?')} {'; '.join(proposal.texts)}")
    return DONE


def _unsaid(series: Series, texts: Sequence[str]) -> list[str]:
    """Return wordings that no item of the series has."""
    said = {
        key(text)
        for step in series.steps
        for part in series.whole(step).parts
        for row in part.rows
        for text in (row.name, *row.aliases)
    }
    return [text for text in texts if key(text) not in said]


def _series(options: Namespace, words: Words) -> Series:
    folder = Folder(sessions_folder(options.sessions, os.environ, Path.cwd()), words)
    paths = named(options.session, folder, words)
    series = opened(paths, words, options.language, options.wordings, getattr(options, "reveal", False))
    for notice in series.notices:
        print(notice, file=sys.stderr)
    return series
