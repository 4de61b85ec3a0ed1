"""What is printed before the day as one HTML file: the browser breaks the pages, with the letters it has."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

import htpy as h
from markupsafe import Markup

from facilitator.blocks import Heading, Para, Table
from facilitator.report.paper.model import Card, Checks, Entry, Lines, Listing, Paper, Piece, Sheet, Slips, Stage
from facilitator.report.writers.html import head_of_file
from facilitator.report.writers.html.prose import lines, paragraphs
from facilitator.words import Words

# More boxes than this, or many fields, need the width of the page.
_MOST_NARROW, _MOST_COLUMNS = 6, 3


def write(paper: Paper, words: Words) -> str:
    """Return a document to print as one HTML document.

    Args:
        paper: What to write.
        words: The language of the few words the writer adds itself.

    Returns:
        The document.
    """
    # The only text that is not escaped: the project's own style sheet.
    style = Markup(files(__package__).joinpath("paper.css").read_text(encoding="utf-8"))
    headed = paper.what in ("agenda", "runsheet")
    page = h.html(lang=paper.language)[
        head_of_file(f"{paper.title} · {paper.subtitle}", style),
        h.body(class_=paper.what)[
            h.header(class_=None if headed else "heard")[
                h.h1[paper.title],
                h.p(".subtitle")[paper.subtitle],
                (h.p(".fact")[f"{what}: ", h.strong[value]] for what, value in paper.facts),
            ],
            h.main[(_piece(piece, words) for piece in paper.pieces)],
        ],
    ]
    return f"{page}\n"


def _piece(piece: Piece, words: Words) -> h.Node:
    match piece:
        case Heading():
            return h.h2[piece.text]
        case Para():
            return paragraphs(piece.text)
        case Table():
            return h.table(".times")[h.tbody[(h.tr[(h.td[cell] for cell in row)] for row in piece.rows)]]
        case Checks():
            return h.ul(".checks")[(h.li[item] for item in piece.items)]
        case Stage():
            return _stage(piece)
        case Slips():
            boxes = max((len(row.cells) for row in piece.rows), default=0)
            narrow = max(boxes, len(piece.order)) <= _MOST_NARROW
            slips = (_slip(piece, who, address, words) for who, address in piece.whose)
            return h.section(class_=["slips", {"wide": not narrow}])[slips]
        case Sheet():
            ruled = (_ruled(one) for one in piece.lines)
            asked = piece.prompt and h.div(".prompt")[paragraphs(piece.prompt)]
            return h.section(".sheet")[_headed(piece, piece.who, words), asked, h.p(".soft")[piece.lead], ruled]
        case Listing():
            rows = ((_number(row), row.text, "", "") for row in piece.rows)
            return h.section(".sheet")[_headed(piece, "", words), h.p(".soft")[piece.lead],
                                       _table("listing", piece.heads, rows)]  # fmt: skip
        case Card():
            face = [h.p(".large")[piece.number], h.p(".name")[piece.name or piece.label]]
            return h.section(".card")[h.div(".turned", aria_hidden="true")[face], h.div[face]]


def _stage(piece: Stage) -> h.Node:
    real = (h.p(".by-hand")[word, " ", h.span(".rule")] for word in piece.real)
    return h.section(".stage")[
        h.div[h.p(".start")[piece.start], h.p(".soft")[f"–{piece.end} · {piece.minutes}"], real],
        h.div[
            h.h3[f"{piece.number}  {piece.title}"],
            h.p(".soft")[piece.told],
            piece.prompt and h.p(".prompt")[lines(piece.prompt)],
            bool(piece.notes) and h.ul[(h.li[note] for note in piece.notes)],
            bool(piece.typed) and h.dl[((h.dt[line], h.dd[means]) for line, means in piece.typed)],
            (h.p(".rule") for _ in range(piece.noted)),
        ],
    ]


def _slip(piece: Slips, who: str, address: str, words: Words) -> h.Node:
    whose: h.Node = h.strong[who] if who else [words("slip"), " ", h.span(".rule")]
    legend = (h.li[h.strong[entry.number], " ", entry.text or h.span(".rule")] for entry in piece.legend)
    heads = h.thead[h.tr[h.td, h.td, (h.th(scope="col")[name] for name in piece.heads)]]
    rows = (h.tr[h.td[_number(row.item)], h.td[_text(row.item)], map(_cell, row.cells)] for row in piece.rows)
    order = ((h.span(".place")[place, h.span(".box")]) for place in piece.order)
    return h.article[
        h.p(".slip-head")[h.strong[f"{piece.number}  {piece.title}"], h.span[whose]],
        h.p(".soft")[piece.lead],
        bool(piece.legend) and h.ul(".legend")[legend],
        bool(piece.rows) and h.table(".items")[bool(piece.heads) and heads, h.tbody[rows]],
        bool(piece.order) and h.p[order],
        h.p(".soft")[address],
    ]


def _cell(sign: str) -> h.Node:
    return h.td(".cell")[h.span(".ring")[sign] if sign else h.span(".box")]


def _number(entry: Entry) -> h.Node:
    return h.strong(".number")[entry.number] if entry.number else h.span(".box")


def _text(entry: Entry) -> h.Node:
    return entry.text or h.span(".rule")


def _headed(piece: Sheet | Listing, who: str, words: Words) -> h.Node:
    step = words("Step {number}", number=piece.number)
    return [h.p(".slip-head")[h.strong(".who")[who], h.span[step]], h.h2[piece.title]]


def _ruled(ruled: Lines) -> h.Node:
    part = ruled.part
    named = h.h3[h.strong(".number")[part.number], " ", _text(part)] if part else None
    head = h.div(".part")[h.div[named], h.span(".soft")[ruled.address]]
    if len(ruled.heads) > _MOST_COLUMNS:
        fields = [h.p(".by-hand")[name, " ", h.span(".rule")] for name in (*ruled.heads, ruled.number)]
        return [head, (h.div(".stacked")[fields] for _ in range(ruled.rows))]
    columns = [*(ruled.heads or [""]), ruled.number]
    return [head, _table("answers", columns, ([""] * len(columns) for _ in range(ruled.rows)))]


def _table(kind: str, heads: Sequence[str], rows: Iterable[Sequence[h.Node]]) -> h.Node:
    return h.table(class_=kind)[
        h.thead[h.tr[(h.th(scope="col")[name] for name in heads)]],
        h.tbody[(h.tr[(h.td[cell] for cell in row)] for row in rows)],
    ]
