"""What Tab makes of a line that is begun: commands, tables, parts, what was said before, and items by their names."""

from collections.abc import Iterable

from facilitator.agenda.model import Act, Collect, Merge, Rank, Rate, Step, Vote
from facilitator.entry import vocabulary
from facilitator.steps.book import Book
from facilitator.steps.common import is_hidden
from facilitator.steps.line import pieces, quoted
from facilitator.text import key


def completions(book: Book, step: Step, line: str) -> list[str]:
    """Return what the line could become, the likeliest first; nothing where nothing begins as it does.

    Args:
        book: The session.
        step: The step that the line is for.
        line: What is typed.
    """
    if not line.strip():
        return []
    if line.startswith("/") and " " not in line:
        return _commands(book, line)
    found = [] if ":" in line else _addresses(book, step, line)
    if isinstance(step, Collect | Act):
        found += _said(book, step, line)
    elif isinstance(step, Vote | Rank | Rate | Merge):
        found += _items(book, step, line)
    return list(dict.fromkeys(one for one in found if one.rstrip() != line.rstrip()))


def _commands(book: Book, line: str) -> list[str]:
    """Return commands in the interface's language, and those of others only where none of its own begins so."""
    begun = line[1:].casefold()
    own = [command.name(book.language) for command in vocabulary.COMMANDS]
    others = [name for command in vocabulary.COMMANDS for name in (command.sv, command.en)]
    found = [name for name in own if name.startswith(begun)] or [name for name in others if name.startswith(begun)]
    return [f"/{name} " for name in dict.fromkeys(found)]


def _addresses(book: Book, step: Step, line: str) -> list[str]:
    head, arrow, part = line.partition(">")
    if arrow:
        return [f"{head}>{name}: " for name in book.parts(step) if _begins(name, part)]
    return [f"{name}: " for name in map(book.group_name, book.state.active_groups) if _begins(name, line)]


def _said(book: Book, step: Collect | Act, line: str) -> list[str]:
    """Return the line with the field that is being typed as it was said before: of names, the commonest first."""
    at = max(line.rfind(sign) + len(sign) if sign in line else 0 for sign in ("; ", "|", ": "))
    lead = line[:at] + " " * (len(line[at:]) - len(line[at:].lstrip()))
    begun = line[at:].strip()
    answers = pieces(line)
    field = len(answers[-1]) - 1 if answers else 0
    if not begun or begun.startswith(("=", '"')) or field >= max(len(step.fields), 1):
        return []
    return [lead + quoted(text) for text in _texts(book, step, field) if _begins(text, begun)]


def _texts(book: Book, step: Collect | Act, field: int) -> Iterable[str]:
    happened = book.happened(step)
    if field == 0 and isinstance(step, Collect):
        return dict.fromkeys(answer.text for answer in happened.standing)
    name = step.fields[field]
    told = [answer.fields.get(name, "") for answer in happened.standing]
    told += [action.fields.get(name, "") for action in happened.actions.values()]
    counted = {text: told.count(text) for text in told if text}
    return sorted(counted, key=lambda text: -counted[text])


def _items(book: Book, step: Vote | Rank | Rate | Merge, line: str) -> list[str]:
    """Return the line with the word that is being typed as the number of the item it begins, or stands in."""
    head, colon, content = line.rpartition(":")
    words = content.split(" ")
    begun = words[-1].lstrip("+")
    if not begun or begun[0].isdigit() or "=" in content or is_hidden(book, step):
        return []
    lead = head + colon + content[: len(content) - len(begun)]
    named = [(item.number, item.item) for item in book.tally(step).items] if isinstance(step, Merge) else [
        (choice.number, choice.name) for choice in book.choices(step)
    ]  # fmt: skip
    first = [number for number, name in named if _begins(name, begun)]
    within = [number for number, name in named if key(begun) in key(name) and number not in first]
    return [f"{lead}{number} " for number in (*first, *within)]


def _begins(text: str, begun: str) -> bool:
    return key(text).startswith(key(begun)) and key(text) != key(begun)
