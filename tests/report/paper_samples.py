"""An agenda with every form of ballot and worksheet and list, and days that are made of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from facilitator.agenda.load import read_agenda
from facilitator.agenda.model import Agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.recorder import Recorder
from facilitator.report.paper.planned import Planned, of_agenda
from facilitator.session.live import Surroundings
from facilitator.session.state import Group
from facilitator.storage.folder import Folder
from facilitator.words import Words

LONG = [f"{number} {'A very long wording from one of the big tables'[:43]}" for number in range(1, 9)]
HOSTILE = (
    "[/] [@click=app.quit]x",
    '#set page(width: 1pt); #read("look.typ")',
    "<script>alert(1)</script> & <b>",
    "مكتبة للجميع",
    "Bibliotek 🎉 \U000f0123",
    "*b* _u_ `r` | $x$ ~ \\ = head",
    "x" * 120,
    "ord " * 60,
)
SOURCES = (
    {"id": "first", "kind": "collect", "title": "First"},
    {"id": "second", "kind": "collect", "title": "Second"},
    {"id": "list", "kind": "merge", "title": "List", "from": "first"},
    {"id": "both", "kind": "merge", "title": "Both", "from": ["first", "second"]},
)
FORMS = ("plain", "parts", "dots", "named", "many")


def agenda(
    words: Words, *, items: Sequence[str] = ("One", "Two", "Three"), title: str = "Café", form: str = "plain",
    pin: str = "",
) -> Agenda:  # fmt: skip
    """Return an agenda whose texts and items are given; `form` is how its last vote and grades are asked."""
    parts = {"for_each": ["Today", "Tomorrow"]} if form == "parts" else {}
    parts = {"for_each": [f"Criterion number {n} in words" for n in range(1, 8)]} if form == "many" else parts
    scale = ["bad", "so so", "good"] if form == "named" else [0, 9] if form == "many" else [1, 5]
    dots = {"dots": 5, "max_per_item": 3} if form == "dots" else {"dots": 2}
    pinned = {"pin": pin} if pin else {}
    step = [
        {"id": "talk", "kind": "talk", "title": title, "prompt": title, "notes": title, "minutes": 5},
        {"id": "ideas", "kind": "collect", "title": title, "prompt": title, "minutes": 10, **pinned},
        {"id": "best", "kind": "vote", "title": title, "from": "ideas", "dots": 3, "minutes": 5},
        {"id": "slips", "kind": "vote", "title": title, "items": list(items), "by": "person", **dots, **parts},
        {"id": "order", "kind": "rank", "title": title, "items": list(items), "choose": min(2, len(items))},
        {"id": "first", "kind": "rank", "title": title, "from": "best:3"},
        {"id": "grades", "kind": "rate", "title": title, "items": list(items), "scale": scale, "by": "person", **parts},
        {"id": "who", "kind": "act", "title": title, "fields": ["what", "who", "when", "place", "help"]},
    ]  # fmt: skip
    whole = {"title": title, "purpose": title, "language": words.language, "step": step}
    return read_agenda(whole, "paper.toml", words)


def morning(
    words: Words, *, items: Sequence[str] = ("One", "Two", "Three"), title: str = "Café", form: str = "plain",
    groups: int = 2, name: str = "",
) -> Planned:  # fmt: skip
    """Return the day of that agenda, each table called by a name."""
    planned = of_agenda(agenda(words, items=items, title=title, form=form), words, groups=groups, people=groups * 6)
    if name:
        planned.book.state.groups.update({n: Group(n, name) for n in planned.book.state.groups})
        planned = Planned(planned.book, planned.slots, tuple(planned.book.state.active_groups), planned.people)
    return planned


def opened(folder: Path, *lines: str, steps: Sequence[Mapping[str, object]] = ()) -> Desk:
    """Return a session of that agenda, or of other steps, with two tables, in which lines were recorded."""
    from datetime import datetime, timedelta, timezone

    words, ids = Words("en"), iter(range(1, 1_000_000))
    now = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    surroundings = Surroundings(lambda: now, lambda: f"id{next(ids)}")
    document = {"title": "Evening", "language": "en", "step": list(steps)}
    plan = read_agenda(document, "paper.toml", words) if steps else agenda(words)
    asked = NewSession(name="Evening", groups=2, language="en")
    desk = Desk(create(Folder(folder, words), plan, asked, words, surroundings), words, surroundings)
    recorder = Recorder(desk)
    for line in lines:
        assert not recorder.take(line).problem, line
    return desk
