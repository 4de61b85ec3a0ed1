"""The commands that look after files: what state one is in, what can be saved of it, and removing it."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from facilitator.agenda.library import find_agenda, own_templates, template_names
from facilitator.agenda.load import load_agenda
from facilitator.cli import DONE, REFUSED
from facilitator.desk import Desk, current_tallies
from facilitator.errors import FacilitatorError
from facilitator.session.forget import people, without_people
from facilitator.steps.kinds import open_book
from facilitator.storage import condition as conditions
from facilitator.storage import erase as erasing
from facilitator.storage import repair as repairing
from facilitator.storage.folder import Folder, sessions_folder, templates_folder
from facilitator.storage.problems import shown
from facilitator.words import Words


def check(options: Namespace, words: Words) -> int:
    """Say whether an agenda file is right, or what state a session is in."""
    path = Path(options.file)
    own = templates_folder(sessions_folder(options.sessions, os.environ, Path.cwd()))
    named = not path.exists() and options.file in (*template_names(), *own_templates(own))
    if path.suffix == ".toml" or named:
        agenda = load_agenda(path, words) if path.suffix == ".toml" else find_agenda(options.file, words, own)
        steps = words.n("{count} step", "{count} steps", len(agenda.steps))
        title = agenda.title.of(words.language)
        print(words("{title}: {steps}, {minutes} minutes. All right.", title=title, steps=steps,
                    minutes=agenda.minutes))  # fmt: skip
        return DONE
    path = _find(options.file, options, words)
    condition = conditions.condition(path, words)
    if condition.problem:
        raise FacilitatorError(" ".join(condition.sentences(path, words)))
    desk = Desk(path, words, read_only=True)
    print(words("{name}: {count} entries. All right.", name=desk.state.name, count=len(desk.state.history)))
    for sentence in condition.sentences(path, words):
        print(sentence)
    return DONE


def repair(options: Namespace, words: Words) -> int:
    """Write a new file from all that can be read of a damaged session, and list what cannot."""
    path = _find(options.session, options, words)
    done = repairing.repair(path, words)
    for sentence in done.lost:
        print(sentence, file=sys.stderr)
    # What a repair gives must open; otherwise the user shall hear it now.
    Desk(done.path, words, read_only=True)
    print(words.n("{count} entry is in the new file; the old one is left as it is.",
                  "{count} entries are in the new file; the old one is left as it is.", done.kept))  # fmt: skip
    print(done.path)
    return REFUSED if done.lost else DONE


def erase(options: Namespace, words: Words) -> int:
    """Remove a session, or the names of people in it, for good; only after a question."""
    path = _find(options.session, options, words)
    if options.people:
        return _erase_people(path, options, words)
    files = [shown(place) for place in erasing.pieces(path, words)]
    question = words("Remove {files}? It cannot be undone.", files=words.listed(files))
    if not _agreed(question, options, words):
        return REFUSED
    erasing.erase(path, words)
    print(words("Removed. Copies that you made elsewhere, and summaries, are still there."))
    return DONE


def _erase_people(path: Path, options: Namespace, words: Words) -> int:
    names = people(Desk(path, words, read_only=True).documents())
    question = words(
        "Take who does what out of the actions of {file}, and these names out of its actions and notes: {names}? "
        "It cannot be undone.",
        file=shown(path),
        names=words.listed(sorted(names, key=words.sort_key)) or "–",
    )
    if not _agreed(question, options, words):
        return REFUSED

    def current() -> erasing.Current:
        state = Desk(path, words, read_only=True).state
        return current_tallies(open_book(state, Words(state.language)))

    erasing.rewrite(path, words, lambda documents: without_people(documents, names), current)
    print(words("The names are gone from the file and from all beside it; answers are as they were. "
                "Copies that you made elsewhere, and summaries, still have them."))  # fmt: skip
    return DONE


def _agreed(question: str, options: Namespace, words: Words) -> bool:
    if options.yes:
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise FacilitatorError(words("Nothing was removed: without a terminal to ask in, add {option}.",
                                     option="--yes"))  # fmt: skip
    answer = input(f"{question} [{words('yes')}/{words('no')}] ").strip().casefold()
    return answer in {words("yes").casefold(), words("yes").casefold()[0]}


def _find(name: str, options: Namespace, words: Words) -> Path:
    path = Path(name)
    folder = path.parent if path.is_file() else sessions_folder(options.sessions, os.environ, Path.cwd())
    return Folder(folder, words).find(name)
