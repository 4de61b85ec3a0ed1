"""Sample blocks of every kind, and foreign texts that try to be markup, for the tests of the writers."""

from facilitator.blocks import (
    ActionRow,
    Actions,
    Bar,
    Bars,
    Base,
    Block,
    Bullets,
    Figures,
    GradeRow,
    Grades,
    Heading,
    Lead,
    Mention,
    Mentions,
    Note,
    Para,
    Quotes,
    Shift,
    ShiftRow,
    Table,
)

LONG = "Samarbete " + "mellan biblioteken i länet " * 18 + "slut."
HOSTILE = (
    "[/]",
    "[@click=app.quit]x",
    "=1+1",
    "<script>alert(1)</script>",
    "👩‍👩‍👧 familj ❤️",
    "مكتبة للجميع",
    "| pipe",
    "`code` *star* _under_ ~~strike~~ **bold**",
    "# heading",
    "1. one",
    "1) one",
    "- dash",
    "+ plus",
    "> quote",
    "=== under",
    "[link](http://example.org) ![pic](x.png)",
    "https://example.org www.example.org",
    "&lt;b&gt; &amp; <b>bold</b>",
    r"back\slash \| end\\",
    "日本語の図書館",
    "</style><img src=x onerror=alert(1)>",
    "$x$ :smile: <!-- gone -->",
    LONG,
)

BARS = Bars(
    rows=(
        Bar(3, "Den identitetssökande tonåringen", 9, "9", 1, kept=True),
        Bar(7, "Den kommunplacerade flyktingen", 9, "9", 1, kept=True),
        Bar(2, "Det nyfikna förskolebarnet", 9, "9", 1, kept=True),
        Bar(6, "Daisy- och storstilsläsaren", 8, "8", 4),
        Bar(5, "Den digitala analfabeten", 8, "8", 4),
        Bar(1, "Den oerfarne", 8, "8", 4),
        Bar(8, "Bokälskaren", 7, "7", 7),
        Bar(4, "Den stressade småbarnsföräldern", 7, "7", 7),
        Bar(11, "Den vuxenstuderande med barn, jobb och heltidsplugg", 7, "7", 7),
        Bar(9, "Släktforskaren", 0, "0", 10, above=False),
        Bar(10, "Den sommarboende", 0, "0", 10, above=False),
    ),
    unit="röster av 9 bord",
    cut="snitt 8: nian delar plats 7 och följer med",
)
NOTED = Bars(
    rows=(
        Bar(1, "Öppet", 21.5, "21,5", 1, "3 första platser"),
        Bar(2, "Nyfiket", 17, "17", 2, "1 första plats"),
        Bar(3, "Nära", 4, "4", 3, "ingen första plats"),
    ),
    unit="poäng",
    note_head="förstaplatser",
    scale=30,
)
_SAID = (
    ("Tillgång till alla medier", "111110101", 7, ("Alla medier", "Tillgång till medier")),
    ("Gratis", "110110100", 5, ("Att det är gratis",)),
    ("Datorer med internet", "011100100", 4, ()),
    ("Alla är välkomna", "111010000", 4, ()),
    ("Upplevelser, kulturupplevelser, evenemang och utställningar", "000010100", 2, ()),
    ("Andrum", "000010000", 1, ()),
    ("Caféverksamhet", "000000100", 1, ()),
)
MENTIONS = Mentions(
    names=tuple("123456789"),
    rows=tuple(
        Mention(number, label, tuple(mark == "1" for mark in marks), count, count + (number == 1), texts)
        for number, (label, marks, count, texts) in enumerate(_SAID, 1)
    ),
    unit="bord",
)
CROWD = Mentions(
    names=tuple(str(number) for number in range(1, 41)),
    rows=(
        Mention(1, "Fler kvällsöppet", tuple(n % 2 == 0 for n in range(1, 41)), 20, 20, fields=("Styrka: 4",)),
        Mention(2, "Meröppet", tuple(n % 8 == 0 for n in range(1, 41)), 5, 5),
        Mention(3, "Ingen", (False,) * 40, 0, 0, above=False),
    ),
    unit="grupper",
    cut="de två första går vidare",
)
SHIFT = Shift(
    moments=("i dag", "i morgon"),
    rows=(
        ShiftRow(1, "Kulturcentrum", (10, 14), (0.25, 0.35), 10.0),
        ShiftRow(2, "Informationscentrum", (14, 6), (0.35, 0.15), -20.0),
        ShiftRow(3, "Kunskapscentrum", (12, 8), (0.30, 0.30), 0.0),
        ShiftRow(4, "Socialt centrum", (0, 12), (None, 0.30), None),
    ),
    unit="prickar",
)
GRADES = Grades(
    scale=("1", "2", "3", "4", "5"),
    rows=(
        GradeRow(2, "Lovar något som går att hålla", 1, (0, 0, 1, 4, 6), 4.45, "4,5", 11, "+0,6", True),
        GradeRow(1, "Går att minnas", 2, (0, 1, 3, 5, 2), 3.73, "3,7", 11, "−0,2"),
        GradeRow(3, "Skiljer oss från andra", 3, (2, 4, 3, 1, 0), 2.3, "2,3", 10, above=False),
    ),
    head="medel",
    cut="två löften prövas vidare",
)
WORDY = Grades(
    scale=tuple(f"{word} med att det här är rätt väg för oss alla" for word in ("Helt oense", "Tveksam", "Helt ense")),
    rows=(GradeRow(1, "Kort", None, (3, 17, 29), 2.5, "2,5", 49),),
    head="medel",
)
ACTIONS = Actions(
    rows=(
        ActionRow(1, "Boka lokal för höstens forum", "Maria", "7 juni", "klart"),
        ActionRow(2, "Skicka minnesanteckningar till alla bord", "", "14 juni", "sent", True),
        ActionRow(3, "Pröva meröppet i tre månader", "Per", "", "öppet", fields=(("Klart när", "utvärdering finns"),)),
    ),
    head=("vad", "vem", "när", "läge"),
)
TABLE = Table(
    head=("Forum", "Datum", "Bord"),
    rows=(("Kalmar", "27 maj", "9"), ("Växjö", "1 juni", "12")),
    align=("left", "left", "right"),
)
PROSE: tuple[Block, ...] = (
    Heading("Vilka vill vi nå?"),
    Lead("Varje bord väljer åtta målgrupper. En röst är ett bord."),
    Para("Sedan samtal om varför.\nEn rad till."),
    Bullets(("Först var för sig", "Sedan vid bordet")),
    Figures((("51", "personer"), ("9", "bord"))),
    Base("7 av 9 bord", "40 av 51 personer", "saknas bord 8 och 9"),
    Quotes((("Vi är det sista rummet utan köptvång.", "Bord 3"), ("Låna dig rik.", ""))),
    Note("Två bord röstade om.", "remark"),
    Note("Rösterna är färre än borden.", "warning"),
    Heading("Mindre rubrik", 3),
)
EVERY: tuple[Block, ...] = (*PROSE, BARS, NOTED, MENTIONS, CROWD, SHIFT, GRADES, WORDY, ACTIONS, TABLE)


def carrying(text: str) -> tuple[Block, ...]:
    """Return a block of every kind with `text` wherever a person's words can stand."""
    return (
        Heading(text),
        Lead(text),
        Para(text),
        Bullets((text,)),
        Figures(((text, text),)),
        Base(text, text, text),
        Bars((Bar(1, text, 3, "3", 1, text), Bar(2, text, 1, "1", 2, above=False)), text, cut=text, note_head=text),
        Mentions((text, "2"), (Mention(1, text, (True, False), 1, 2, (text,), (text,)),), text),
        Shift((text, text), (ShiftRow(1, text, (1, 2), (0.5, 1.0), 50.0),), text),
        Grades((text, "2"), (GradeRow(1, text, 1, (1, 0), 1.0, "1", 1, text),), text),
        Table((text, text), ((text, text),), ("left", "right")),
        Quotes(((text, text),)),
        Actions((ActionRow(1, text, text, text, text, True, ((text, text),)),), (text, text, text, text)),
        Note(text, "warning"),
    )


def figures_and_labels(block: Block) -> list[str]:
    """Return every number and label that a writer must show of a block."""
    match block:
        case Bars():
            return [part for row in block.rows for part in (row.label, row.shown, row.note) if part]
        case Mentions():
            rows = block.rows
            return [part for row in rows for part in (row.label, str(row.count), str(row.answers), *row.texts)]
        case Shift():
            numbers = [str(count) for row in block.rows for count in row.counts]
            shares = [f"{share * 100:.0f}" for row in block.rows for share in row.shares if share is not None]
            return [*numbers, *shares, *block.moments, *(row.label for row in block.rows), "+10", "−20"]
        case Grades():
            counts = [str(count) for row in block.rows for count in row.counts if count]
            rest = [part for row in block.rows for part in (row.label, row.shown, str(row.n), row.change) if part]
            return [*counts, *rest, *block.scale]
        case Actions():
            said = [(row.what, row.who, row.when, row.status) for row in block.rows]
            return [part for parts in said for part in parts if part]
        case Table():
            return [*block.head, *(cell for row in block.rows for cell in row)]
        case Figures():
            return [part for pair in block.pairs for part in pair]
        case Quotes():
            return [part for pair in block.rows for part in pair if part]
        case Bullets():
            return list(block.items)
        case Base():
            return [block.main, block.detail, block.missing]
        case Heading() | Lead() | Para() | Note():
            return block.text.split("\n")
