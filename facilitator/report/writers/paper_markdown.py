"""What is printed before the day as Markdown: each ballot once, with how many there are of it."""

from collections.abc import Iterator, Sequence
from itertools import chain

from facilitator.blocks import Heading, Para, Table
from facilitator.report.paper.model import Card, Checks, Entry, Listing, Paper, Piece, Sheet, Slips, Stage
from facilitator.report.writers.markdown import escape
from facilitator.words import Words

_LINE, _BOX = "\\_" * 24, "☐"
_SHORT = "\\_" * 4


def write(paper: Paper, words: Words) -> str:
    """Return a document to print as Markdown.

    Args:
        paper: What to write.
        words: The language of the few words the writer adds itself.

    Returns:
        The document, ending in a line break.
    """
    parts = [f"# {escape(paper.title)}", escape(paper.subtitle)]
    parts.append("\n".join(f"- **{escape(what)}:** {escape(value)}" for what, value in paper.facts))
    parts += chain.from_iterable(_piece(piece, words) for piece in paper.pieces)
    return "\n\n".join(part for part in parts if part) + "\n"


def _piece(piece: Piece, words: Words) -> Iterator[str]:
    match piece:
        case Heading():
            yield f"## {escape(piece.text)}"
        case Para():
            yield _lines(piece.text)
        case Table():
            yield "\n".join(f"- **{escape(start)}** {escape(' '.join(rest).strip())}" for start, *rest in piece.rows)
        case Checks():
            yield "\n".join(f"- [ ] {escape(item)}" for item in piece.items)
        case Stage():
            yield from _stage(piece)
        case Slips():
            yield from _slips(piece, words)
        case Sheet():
            yield from _sheet(piece, words)
        case Listing():
            yield _headed(piece, "", words)
            yield escape(piece.lead)
            yield _table(piece.heads, [[_number(row), _text(row), "", ""] for row in piece.rows])
        case Card():
            yield f"## {escape(piece.number)} · {escape(piece.name or piece.label)}"


def _stage(piece: Stage) -> Iterator[str]:
    yield f"## {escape(piece.start)}–{escape(piece.end)} · {piece.number} {escape(piece.title)}"
    began, ended = piece.real
    yield f"{escape(piece.minutes)} · {escape(piece.told)} · {escape(began)} {_SHORT} {escape(ended)} {_SHORT}"
    yield f"**{_lines(piece.prompt)}**" if piece.prompt else ""
    yield "\n".join(f"- {escape(note)}" for note in piece.notes)
    yield "\n".join(f"- {_code(line)} {escape(means)}" for line, means in piece.typed)


def _slips(piece: Slips, words: Words) -> Iterator[str]:
    yield f"## {piece.number} {escape(piece.title)}"
    names = [who for who, _ in piece.whose if who]
    count = words.n("{count} ballot", "{count} ballots", len(piece.whose))
    yield f"{count}: {', '.join(map(escape, names))}" if names else count
    yield escape(piece.lead)
    yield "\n".join(f"- {_entry(entry)}" for entry in piece.legend)
    cells = max((len(row.cells) for row in piece.rows), default=0)
    heads = [escape(name) for name in piece.heads] if piece.heads else [""] * cells
    rows = [[_number(row.item), _text(row.item), *(escape(sign) or _BOX for sign in row.cells)] for row in piece.rows]
    yield _table([words("no."), "", *heads], rows)
    yield " ".join(f"{place}. {_SHORT}" for place in piece.order)
    yield " ".join(dict.fromkeys(_code(address) for _, address in piece.whose))


def _sheet(piece: Sheet, words: Words) -> Iterator[str]:
    yield _headed(piece, piece.who, words)
    yield _lines(piece.prompt)
    yield escape(piece.lead)
    for lines in piece.lines:
        if lines.part is not None:
            yield f"### {_entry(lines.part)}"
        yield _code(lines.address) if lines.address else ""
        heads = [escape(name) for name in lines.heads] or [""]
        yield _table([*heads, lines.number], [[*([_LINE] * len(heads)), ""]] * lines.rows)


def _headed(piece: Sheet | Listing, who: str, words: Words) -> str:
    step = words("Step {number}", number=piece.number)
    return f"## {' · '.join(filter(None, (escape(who), step, escape(piece.title))))}"


def _entry(entry: Entry) -> str:
    return f"{_number(entry)} {_text(entry)}"


def _number(entry: Entry) -> str:
    return f"**{escape(entry.number)}**" if entry.number else _SHORT


def _text(entry: Entry) -> str:
    return escape(entry.text) or _LINE


def _code(text: str) -> str:
    """Return a line to type as it is; what would end it is told otherwise."""
    return escape(text) if "`" in text else f"`{text}`"


def _lines(text: str) -> str:
    return "\\\n".join(escape(line) for line in text.split("\n") if line.strip())


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [list(heads), [":---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
