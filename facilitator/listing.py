"""The command that tells which agendas there are to begin from."""

import json
import os
from argparse import Namespace
from itertools import count
from pathlib import Path
from typing import Any

from facilitator.agenda.library import Template, template_text, templates
from facilitator.agenda.model import Agenda
from facilitator.cli import DONE
from facilitator.storage import disk
from facilitator.storage.folder import sessions_folder, templates_folder
from facilitator.text import clean
from facilitator.words import Words


def list_templates(options: Namespace, words: Words) -> int:
    """List the templates, the facilitator's own last, and say where those are kept; or make one of them her own."""
    folder = templates_folder(sessions_folder(options.sessions, os.environ, Path.cwd()))
    if options.copy is not None:
        print(_copy(options.copy, folder, words))
        return DONE
    found = templates(words, folder)
    if options.json:
        listed = [_document(template, words) for template in found]
        document = {"folder": str(folder), "templates": listed}
        print(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False))
        return DONE
    for template in found:
        print(*_lines(template, words), sep="\n")
    print(words("Your own agendas lie in {folder}.", folder=clean(str(folder))))
    return DONE


def _copy(name: str, folder: Path, words: Words) -> Path:
    """Copy a template of the program into the facilitator's folder under a name that is free; return the file."""
    text = template_text(name, words)
    path = next(path for path in (folder / f"{name}-{number}.toml" for number in count(2)) if not path.exists())
    disk.make_folder(folder, words)
    disk.write_atomic(path, text.encode(), words)
    return path


def _lines(template: Template, words: Words) -> list[str]:
    agenda = template.agenda
    if agenda is None:
        first = words("{name}: your own; it cannot be used.", name=template.name)
        return [first, *(f"  ! {problem}" for problem in template.problems)]
    mark = ""
    if template.own:
        day = template.saved.date().isoformat() if template.saved else "–"
        mark = f" {words('Your own, saved {day}.', day=day)}"
    if template.held:
        mark = f" {words('As it was held in {year}.', year=template.held)}"
    title, people = template.title(words.language), agenda.meant_for or "–"
    said = words("{name}: {title}. {people} people, {minutes} minutes.", name=template.name, title=title,
                 people=people, minutes=agenda.minutes)  # fmt: skip
    purpose = _purpose(agenda, words)
    return [said + mark, *([f"  {purpose}"] if purpose else [])]


def _purpose(agenda: Agenda, words: Words) -> str:
    """Return the first line of the purpose, which says it in a sentence."""
    return agenda.purpose.of(words.language).strip().partition("\n")[0]


def _document(template: Template, words: Words) -> dict[str, Any]:
    agenda, language = template.agenda, words.language
    return {
        "name": template.name,
        "title": agenda.title.of(language) if agenda else None,
        "purpose": agenda.purpose.of(language) if agenda else None,
        "people": list(agenda.people) if agenda and agenda.people else None,
        "minutes": agenda.minutes if agenda else None,
        "steps": [
            {"id": step.id, "kind": step.kind, "title": step.title.of(language), "minutes": step.minutes}
            for step in (agenda.steps if agenda else ())
        ],
        "file": str(template.own) if template.own else None,
        "problems": list(template.problems),
    }
