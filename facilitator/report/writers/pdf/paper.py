"""What is printed before the day as a PDF: ballots to cut apart, worksheets, table cards to fold."""

from collections.abc import Sequence

from facilitator.blocks import Heading, Para, Table
from facilitator.report.paper.model import Card, Checks, Lines, Listing, Paper, Piece, Sheet, Slips, Stage
from facilitator.report.writers.pdf.data import Data, head_of
from facilitator.report.writers.pdf.setting import set_pages
from facilitator.report.writers.style import Style, checked
from facilitator.report.writers.written import Written
from facilitator.words import Words

_TEMPLATE = "paper.typ"
# A ballot with more boxes than this has the whole width of the page.
_MOST_NARROW = 6
# More fields than this stand below each other, not side by side.
_MOST_COLUMNS = 3
# A step with more text than this may be parted over two pages.
_LONGEST_WHOLE = 1800
# How high a line to write on is, in millimetres, by how many there are; the last also where there are several parts.
_HEIGHTS = ((3, 26), (5, 22), (8, 18), (10, 15))
_LOW = 11


def write(paper: Paper, words: Words, style: Style | None = None) -> Written:
    """Return a document to print as a PDF. The same document and style give the same bytes.

    Args:
        paper: What to write.
        words: The language of the few words the writer adds itself.
        style: The look; the product's own where None.

    Returns:
        The document, and the signs that could not be shown in it.

    Raises:
        FacilitatorError: the style cannot be used, or the program that sets the pages is not installed.
    """
    chosen = checked(style or Style(), words)
    data = {
        **head_of(paper.title, paper.subtitle, paper.day, words, chosen),
        "facts": paper.facts,
        "what": paper.what,
        "pieces": [_piece(piece, words) for piece in paper.pieces],
        "slip": words("slip"),
    }
    return set_pages(data, paper.day, chosen.font, words, _TEMPLATE)


def _piece(piece: Piece, words: Words) -> Data:
    match piece:
        case Heading():
            return {"kind": "heading", "text": piece.text}
        case Para():
            return {"kind": "para", "text": piece.text}
        case Table():
            return {"kind": "times", "rows": piece.rows}
        case Checks():
            return {"kind": "checks", "items": piece.items}
        case Stage():
            return _stage(piece, words)
        case Slips():
            return _slips(piece)
        case Sheet():
            lines = [_lines(lines, len(piece.lines)) for lines in piece.lines]
            return {"kind": "sheet", **_headed(piece, words), "who": piece.who, "prompt": piece.prompt, "lines": lines}
        case Listing():
            rows = [[row.number, row.text] for row in piece.rows]
            return {"kind": "listing", **_headed(piece, words), "heads": piece.heads, "rows": rows}
        case Card():
            return {"kind": "card", "number": piece.number, "name": piece.name or piece.label}


def _headed(piece: Sheet | Listing, words: Words) -> Data:
    step = words("Step {number}", number=piece.number)
    return {"step": step, "title": piece.title, "lead": piece.lead}


def _stage(piece: Stage, words: Words) -> Data:
    texts = (piece.title, piece.prompt, *piece.notes, *(text for line in piece.typed for text in line))
    return {
        "kind": "stage",
        "number": str(piece.number),
        "title": piece.title,
        "start": piece.start,
        "end": piece.end,
        "minutes": piece.minutes,
        "told": piece.told,
        "prompt": piece.prompt,
        "notes": piece.notes,
        "typed": piece.typed,
        "real": piece.real,
        "noted": piece.noted,
        "whole": sum(map(len, texts)) <= _LONGEST_WHOLE,
    }


def _slips(piece: Slips) -> Data:
    boxes = max((len(row.cells) for row in piece.rows), default=0)
    return {
        "kind": "slips",
        "number": str(piece.number),
        "title": piece.title,
        "lead": piece.lead,
        "legend": [[entry.number, entry.text] for entry in piece.legend],
        "heads": piece.heads,
        "boxes": boxes,
        "rows": [[row.item.number, row.item.text, list(row.cells)] for row in piece.rows],
        "order": piece.order,
        "whose": piece.whose,
        "narrow": max(boxes, len(piece.order)) <= _MOST_NARROW,
    }


def _lines(lines: Lines, parts: int) -> Data:
    height = next((high for most, high in _HEIGHTS if lines.rows <= most), _LOW) if parts == 1 else _LOW
    stacked = len(lines.heads) > _MOST_COLUMNS
    part: Sequence[str] | None = None if lines.part is None else [lines.part.number, lines.part.text]
    return {
        "part": part,
        "address": lines.address,
        "number": lines.number,
        "heads": lines.heads,
        "rows": lines.rows,
        "height": height,
        "stacked": stacked,
    }
