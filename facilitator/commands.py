"""What each command does. The app is imported only by those that open it."""

import gc
import json
import os
import queue
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from facilitator.agenda.library import find_agenda
from facilitator.agenda.model import Agenda
from facilitator.cli import DONE, REFUSED
from facilitator.desk import Desk, NewSession, copied, create
from facilitator.errors import FacilitatorError
from facilitator.recorder import Outcome, Recorder
from facilitator.storage.folder import Folder, samples_folder, sessions_folder, slug, templates_folder
from facilitator.usage import WRONG_USE
from facilitator.words import Words

_WAITING_AT_MOST = 500
_SWITCH = 0.0005


def new(options: Namespace, words: Words) -> int:
    """Make a session and print where it is; of what an earlier one hands on too, where one is named."""
    if options.earlier is None and (options.agenda is None or options.carry):
        lacking = words("Name the session that it comes from with {option}.", option="--from")
        if options.agenda is None:
            lacking = words("Name a template or an agenda file, or a session with {option}.", option="--from")
        print(lacking, file=sys.stderr)
        return WRONG_USE
    folder = _folder(options, words)
    old = Desk(folder.find(options.earlier), words, read_only=True) if options.earlier else None
    from facilitator.carrying import agenda_of, begin, named

    takes = old is not None and options.agenda is None
    agenda = agenda_of(old) if old is not None and takes else _agenda(options.agenda, options, words)
    series = slug(options.series) if options.series else ""
    asked = NewSession(
        name=_clean(options.name),
        groups=options.groups,
        people=options.people,
        series=series or (old.state.series if old is not None else ""),
        language=options.language or (old.state.language if old is not None else ""),
    )
    if old is None:
        print(create(folder, agenda, asked, words))
        return DONE
    print(begin(folder, agenda, asked, old, named(old.book, agenda, options.carry, words), words))
    return DONE


def record(options: Namespace, words: Words) -> int:
    """Record lines as they come; what waits together is one batch."""
    desk = _open(options, words)
    refused = False
    for notice in desk.notices:
        print(notice, file=sys.stderr)
    try:
        recorder = Recorder(desk)
        for batch in _batches(options.file, words):
            refused = _record_batch(desk, recorder, batch) or refused
    finally:
        desk.close()
    return REFUSED if refused else DONE


def show(options: Namespace, words: Words) -> int:
    """Show what a session adds up to, as tables, as plain lines or as JSON."""
    from facilitator.agenda.naming import step_called
    from facilitator.report.document import document
    from facilitator.showing import print_blocks

    desk = _open(options, words, read_only=True)
    words = desk.words
    if options.step:
        options.step = step_called(options.step, desk.agenda, [step.id for step in desk.agenda.steps], words)
    steps = [step for step in desk.agenda.steps if options.step in (None, step.id)]
    if options.json:
        whole = document(desk.book, reveal=options.reveal)
        if options.step:
            whole["steps"] = [step for step in whole["steps"] if step["id"] == options.step]
        _print_json(whole)
    else:
        print_blocks(desk.book, steps, plain=options.plain or not sys.stdout.isatty(), reveal=options.reveal)
    return DONE


def list_sessions(options: Namespace, words: Words) -> int:
    """List the sessions of the folder, and those that cannot be read."""
    from facilitator.overview import overviews

    found = overviews(_folder(options, words), words)
    if options.json:
        _print_json([entry.document() for entry in found])
        return DONE
    if not found:
        print(words("There are no sessions yet. {example} makes one.", example="facilitator new dialogforum"))
    for entry in found:
        print(entry.line(words))
    return DONE


def library(options: Namespace, words: Words) -> int:
    """Open the library; without a terminal, list the sessions."""
    if not _has_terminal():
        options.json = False
        return list_sessions(options, words)
    return _open_app(options, _folder(options, words), words)


def run(options: Namespace, words: Words) -> int:
    """Run a session in the app, or in plain lines."""
    if options.plain:
        from facilitator.plainly import run_plainly

        return run_plainly(options, words)
    folder = _folder(options, words)
    path = folder.find(options.session)
    if not _has_terminal():
        raise FacilitatorError(words("A session is run in a terminal; {example} works without.",
                                     example="facilitator record"))  # fmt: skip
    return _open_app(options, folder, words, path, desk=_opened(path, words))


def present(options: Namespace, words: Words) -> int:
    """Show a session to the room: the one named, else the one that was recorded in last, as soon as there is one."""
    from facilitator.overview import going_on

    folder = _folder(options, words)
    path = going_on(folder, words) if options.session is None else folder.find(options.session)
    if not _has_terminal():
        raise FacilitatorError(words("A session is shown in a terminal; {example} works without.",
                                     example="facilitator show"))  # fmt: skip
    if path is None:
        return _open_app(options, folder, words, present=True)
    desk = Desk(path, words, read_only=True)
    return _open_app(options, folder, words if options.language else Words(desk.state.language), path, present=True)


def rehearse(options: Namespace, words: Words) -> int:
    """Run an agenda, or go on with a session, on a scratch copy that is thrown away."""
    import tempfile

    if not _has_terminal():
        raise FacilitatorError(words("A session is run in a terminal; {example} works without.",
                                     example="facilitator record"))  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="facilitator-", ignore_cleanup_errors=True) as scratch:
        folder = Folder(Path(scratch) / "sessions", words)
        path = _scratch_copy(options, folder, words)
        status = _open_app(options, folder, words, path, scratch=words("Rehearsal: nothing is kept"))
    print(words("That was a rehearsal: nothing of it is kept."))
    return status


def demo(options: Namespace, words: Words) -> int:
    """Open the sample series in a scratch copy; without a terminal, print what it would show."""
    import shutil
    import tempfile

    samples = samples_folder()
    if samples is None:
        raise FacilitatorError(words("The sample series is not installed with the program."))
    with tempfile.TemporaryDirectory(prefix="facilitator-") as scratch:
        # In a folder of its own, as that of somebody's templates lies beside it.
        folder = Folder(Path(scratch) / "sessions", words)
        copy = folder.path / samples.name
        shutil.copytree(samples, copy)
        if _has_terminal():
            return _open_app(options, folder, words, demo=True)
        options.sessions = str(folder.path)
        options.json = False
        list_sessions(options, words)
        last = max(copy.glob("*.json"))
        options.session, options.step, options.plain, options.reveal = str(last), None, True, False
        print()
        return show(options, words)


def plan(options: Namespace, words: Words) -> int:
    """Prepare an agenda in the app, which asks for one where none is named; without a terminal print its times."""
    from facilitator.agendas import prepare
    from facilitator.planning.preview import preview

    folder = _folder(options, words)
    if options.agenda is None:
        if _has_terminal():
            return _open_app(options, folder, words, plans=True)
        raise FacilitatorError(words("Say which agenda: a template, a file or a session."))
    prepared = prepare(options.agenda, folder, words)
    if _has_terminal():
        return _open_app(options, folder, words, plan=prepared)
    lines, amiss = preview(prepared.draft, words)
    print(*lines, sep="\n")
    print(*amiss, sep="\n", end="\n" * bool(amiss), file=sys.stderr)
    return REFUSED if prepared.draft.mistakes(words) else DONE


def _scratch_copy(options: Namespace, folder: Folder, words: Words) -> Path:
    """Make a copy to rehearse on: a new session from an agenda, or a session as it stands."""
    try:
        agenda = _agenda(options.session, options, words)
    except FacilitatorError as no_agenda:
        try:
            desk = Desk(_folder(options, words).find(options.session), words, read_only=True)
        except FacilitatorError as no_session:
            # What looks like an agenda file is told of as one.
            raise (no_agenda if options.session.endswith(".toml") else no_session) from no_session
        return copied(desk, folder, words)
    return create(folder, agenda, NewSession(groups=options.groups, language=options.language or ""), words)


def _record_batch(desk: Desk, recorder: Recorder, batch: list[tuple[int, str]]) -> bool:
    """Record lines as one write; say each once it is on disk. Returns whether any was refused."""
    outcomes: list[tuple[int, Outcome]] = []
    with desk.session.batch():
        outcomes = [(number, recorder.take(line)) for number, line in batch]
    refused = False
    for number, outcome in outcomes:
        if outcome.problem:
            refused = True
            sentence = desk.words("line {number}: {problem}", number=number, problem=outcome.problem)
            print(sentence, file=sys.stderr, flush=True)
        elif outcome.said:
            print(outcome.said, flush=True)
    return refused


def _batches(name: str, words: Words) -> Iterator[list[tuple[int, str]]]:
    """Return numbered lines in batches: always what waits, never waiting for more."""
    if name == "-":
        yield from _waiting(sys.stdin)
        return
    try:
        with open(name, encoding="utf-8-sig", errors="replace") as lines:
            yield from _waiting(lines)
    except OSError as error:
        raise FacilitatorError(words("{name} cannot be read: {cause}.", name=name, cause=error.strerror)) from error


def _waiting(lines: TextIO) -> Iterator[list[tuple[int, str]]]:
    """Read lines in a thread, so that those that come while the disk works become the next batch."""
    line_queue: queue.Queue[tuple[int, str] | None] = queue.Queue(maxsize=_WAITING_AT_MOST)

    def read() -> None:
        for number, line in enumerate(lines, 1):
            line_queue.put((number, line.rstrip("\r\n")))
        line_queue.put(None)

    threading.Thread(target=read, daemon=True).start()
    while (first := line_queue.get()) is not None:
        batch = [first]
        ended = False
        while len(batch) < _WAITING_AT_MOST and not line_queue.empty():
            line = line_queue.get()
            if line is None:
                ended = True
                break
            batch.append(line)
        yield batch
        if ended:
            return


def _opened(path: Path, words: Words) -> Desk | None:
    """Open a session for recording; None where it can only be read, which the app has more to say about."""
    try:
        return Desk(path, words)
    except FacilitatorError:
        Desk(path, words, read_only=True)
        return None


def _open(options: Namespace, words: Words, read_only: bool = False) -> Desk:
    """Open a session; it speaks its own language where none was asked for."""
    desk = Desk(_folder(options, words).find(options.session), words, read_only=read_only)
    if not options.language:
        desk.speak(Words(desk.state.language))
    for notice in desk.notices:
        print(notice, file=sys.stderr)
    return desk


def _agenda(name: str, options: Namespace, words: Words) -> Agenda:
    return find_agenda(name, words, templates_folder(_folder(options, words).path))


def _folder(options: Namespace, words: Words) -> Folder:
    return Folder(sessions_folder(options.sessions, os.environ, Path.cwd()), words)


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def _clean(text: str) -> str:
    from facilitator.text import clean

    return clean(text)


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _open_app(options: Namespace, folder: Folder, words: Words, path: Path | None = None, **how: Any) -> int:
    gc.disable()
    # What is painted is written by a thread of its own, which should not wait for what comes after the painting.
    sys.setswitchinterval(_SWITCH)
    from facilitator.app import FacilitatorApp

    app = FacilitatorApp(folder, words, session=path, settings=options.settings, **how)
    app.run()
    for sentence in app.parting_words:
        print(sentence, file=sys.stderr)
    return app.return_code or DONE
