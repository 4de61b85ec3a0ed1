"""A session run line by line, for a screen reader or a terminal that shows no pictures."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from facilitator.agenda.model import Step
from facilitator.cli import DONE
from facilitator.desk import Desk
from facilitator.entry.vocabulary import typed
from facilitator.languages import in_language, typed_as
from facilitator.recorder import Recorder
from facilitator.session.day import day_shown
from facilitator.showing import plain_step
from facilitator.steps.common import place_words
from facilitator.storage.folder import Folder, sessions_folder
from facilitator.widgets import times
from facilitator.words import Words


def run_plainly(options: Namespace, words: Words) -> int:
    """Run a session in plain lines: each says what it recorded, an empty one where the step stands."""
    folder = Folder(sessions_folder(options.sessions, os.environ, Path.cwd()), words)
    desk = Desk(folder.find(options.session), words)
    if not options.language:
        words = Words(desk.state.language)
        desk.speak(words)
    try:
        for notice in desk.notices:
            print(notice)
        print(words("An empty line tells where the step stands; {end} ends. Everything is saved as it comes.",
                    end="/" + in_language("quit", words.language)))  # fmt: skip
        recorder = Recorder(desk, asks=True)
        looked_at = None
        for line in _lines():
            if line is not None and not line.strip():
                _tell_step(desk, recorder.step, whole=True)
            elif line is not None:
                outcome = recorder.take(line)
                said = words("✓ Saved: {what}", what=outcome.said) if outcome.is_recorded else outcome.said
                print("! " + outcome.problem if outcome.problem else said, flush=True)
            if recorder.step.id != looked_at:
                looked_at = recorder.step.id
                _tell_step(desk, recorder.step, whole=False)
        print(words("Everything is saved."))
    finally:
        desk.close()
    return DONE


def _lines() -> Iterator[str | None]:
    """Give nothing first, so that where we are is told before anything is typed; then line after line to the end."""
    yield None
    ends = [f"/{word}" for word in typed_as("quit")]
    for line in sys.stdin:
        if line.strip().casefold() in ends:
            return
        yield line.rstrip("\r\n")


def _tell_step(desk: Desk, step: Step, whole: bool) -> None:
    """Say where we are: the step, its prompt, how it stands; with the tally where that is asked for."""
    words = desk.words
    print()
    print(f"{place_words(desk.book, step)}: {step.title.of(words.language)}")
    if prompt := step.prompt.of(words.language):
        print(prompt)
    start = typed("start", "", words.language)
    waiting = words("not started; {start} starts it", start=start)
    status = {
        "not started": f"{words('left out')}, {waiting}" if desk.state.is_out(step.id) else waiting,
        "running": words("running"),
        "done": words("done"),
    }[desk.state.status(step.id)]
    day = day_shown(desk.state, desk.session.surroundings.now(), still=False)
    time = day.steps[desk.agenda.position(step.id)]
    if time.left is not None and step.minutes:
        status += ", " + words("{minutes} min left", minutes=words.number(time.left.total_seconds() / 60))
    print(status)
    print(("! " if times.is_over(day) else "") + times.stands(day, words))
    if whole:
        print(plain_step(desk.book, step))
    sys.stdout.flush()
