"""No agenda file, however broken, is too much: wherever it is read it is right, or it is told what is wrong where."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.agenda.document import document_of
from facilitator.agenda.keys import KEYS, TOP
from facilitator.agenda.library import load_template, template_names, template_text, templates
from facilitator.agenda.load import AgendaError, load_agenda, parse_agenda
from facilitator.agenda.model import Agenda
from facilitator.agendas import prepare
from facilitator.cli import main
from facilitator.desk import Desk, NewSession, create
from facilitator.planning import form, whole
from facilitator.planning.day import times
from facilitator.planning.preview import amiss, preview
from facilitator.report.document import document
from facilitator.storage.folder import Folder
from facilitator.theme import palette_of
from facilitator.widgets import agenda_preview, plan_rows
from facilitator.words import Words

WORDS = {language: Words(language) for language in ("sv", "en")}
PALETTE = palette_of("dark")
TEMPLATES = [template_text(name, WORDS["sv"]) for name in template_names()]
_SCRAPS = st.sampled_from([
    b"[[step]]", b"[", b"]]", b"{", b"}", b'"""', b"'''", b'"', b"#", b"=", b"\x00", b"\xff", b"\x1b[2J", b"\r",
    b"\n", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"nan", b"-1", b"1e999", b"99999999999999999999", b"true", b"10:30:00",
    b"2000-01-01", b"[step]\n", b"step = 1\n", b"[title]\n", b"kind = 'vote'\n", b"from = 'prio'\n", b"id = 'prio'\n",
    b"[/red]", b"{0}",
])  # fmt: skip


@st.composite
def torn(draw: st.DrawFn) -> bytes:
    """A template of which bytes are gone, doubled, moved or other ones."""
    content = draw(st.sampled_from(TEMPLATES)).encode("utf-8")
    for _ in range(draw(st.integers(1, 5))):
        one, other = sorted(draw(st.tuples(*(st.integers(0, len(content)),) * 2)))
        scrap = draw(_SCRAPS | st.binary(max_size=4))
        content = draw(st.sampled_from([
            content[:one] + scrap + content[one:], content[:one] + content[other:], content[:other] + content[one:],
            content[:one] + scrap + content[other:], content[other:] + content[one:other], content[:one],
        ]))  # fmt: skip
    return content


_LEAVES = [
    st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=12), st.times(), st.dates(),
    st.datetimes(),
    st.sampled_from(["prio", "prio:3", "vote", "person", "10:30", "x" * 2000, "[/]", "\x1b[2J", "{name}"]),
]  # fmt: skip
_NAMES = st.text(max_size=6) | st.sampled_from(["sv", "name"])
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(_LEAVES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=8,
)
_KEYS = st.sampled_from([*KEYS, *TOP]) | st.text(max_size=8)


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """A template in which values, keys and steps are other ones."""
    found: dict[str, Any] = document_of(load_template(draw(st.sampled_from(template_names())), WORDS["sv"]))
    steps = [dict(step) for step in found["step"]]
    found["step"] = steps
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(steps) - 1)) if steps else 0
        match draw(st.sampled_from(["value", "gone", "top", "again", "swap", "out"])):
            case "value" if steps:
                steps[at][draw(_KEYS)] = draw(_VALUES)
            case "gone" if steps and steps[at]:
                del steps[at][draw(st.sampled_from(sorted(steps[at])))]
            case "top":
                found[draw(_KEYS)] = draw(_VALUES)
            case "again" if steps:
                steps.append(dict(steps[at]))
            case "swap" if steps:
                steps[0], steps[at] = steps[at], steps[0]
            case "out" if steps:
                del steps[at]
    return _written(found)


def _written(found: dict[str, Any]) -> bytes:
    try:
        return tomlkit.dumps(found).encode("utf-8", "surrogatepass")
    except (ValueError, TypeError):
        # What the editing library cannot write is broken enough.
        return repr(found).encode("utf-8", "surrogatepass")


_DOCUMENTS = st.dictionaries(_KEYS, _VALUES, max_size=6).map(_written)


def told(error: AgendaError, path: Path) -> None:
    """Every sentence of an error says of which file, and more than that."""
    assert error.problems
    for problem in error.problems:
        assert problem.startswith(path.name)
        assert len(problem) > len(path.name) + 10
        assert "\x1b" not in problem


def taken_everywhere(path: Path, words: Words) -> None:
    """Read a file in every way there is."""
    agenda: Agenda | None = None
    try:
        agenda = load_agenda(path, words)
    except AgendaError as error:
        told(error, path)
    out, wrong = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(wrong):
        status = main(["--language", words.language, "--sessions", str(path.parent), "check", str(path)])
    assert status == (0 if agenda else 1)
    assert bool(out.getvalue()) == bool(agenda)
    assert bool(wrong.getvalue()) == (agenda is None)
    listed = [one for one in templates(words, path.parent) if one.own]
    assert [one.agenda for one in listed] == [agenda]
    for width, height in ((24, 4), (70, 40)):
        agenda_preview.row(listed[0], width, words, PALETTE)
        agenda_preview.rows(listed[0], width, height, words, PALETTE)
        agenda_preview.column(listed[0], width, height, words, PALETTE)
    planned(path, words)
    if agenda is not None:
        with TemporaryDirectory() as folder:
            session = create(Folder(Path(folder), words), agenda, NewSession(groups=2), words)
            document(Desk(session, words, read_only=True).book)


def planned(path: Path, words: Words) -> None:
    """Open a file in the planner, and show all of it that a screen shows."""
    try:
        draft = prepare(str(path), Folder(path.parent, words), words).draft
    except AgendaError as error:
        told(error, path)
        return
    preview(draft, words)
    day = times(draft.steps)
    marked = plan_rows.marks(amiss(draft, day, words), PALETTE)
    plan_rows.whole_row(draft, day, 60, words, PALETTE)
    for field in whole.FIELDS:
        whole.text_of(field, draft, day, draft.language or words.language)
    for at, step in enumerate(draft.steps):
        plan_rows.step_row(at, draft, day, marked, 60, words, PALETTE)
        for one in form.fields_of(step):
            if one.how == "choice":
                assert form.chosen(one, step) in [choice.value for choice in form.choices(one, draft.steps, at, words)]
            else:
                form.typed(one, form.text_of(one, step, draft.language or words.language), step, "sv")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200) | torn() | bent() | _DOCUMENTS, st.sampled_from(["sv", "en"]))
def test_whatever_the_file_holds_it_is_right_or_it_is_told_what_is_wrong(content: bytes, language: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "templates", "day.toml")
        path.parent.mkdir()
        path.write_bytes(content)
        taken_everywhere(path, WORDS[language])


def _nasty() -> Iterator[tuple[str, bytes]]:
    yield "empty", b""
    yield "null", b"\x00"
    yield "deep", b"a = " + b"[" * 100_000
    yield "deep in a table", b"[[step]]\nitems = " + b"{a = " * 2000
    yield "dotted", b"a" + b".b" * 5000 + b" = 1"
    yield "one long line", b"title = '" + b"x" * 900_000 + b"'"
    yield "many steps", b"title = 'x'\n" + b"[[step]]\n" * 5000
    yield "a large number", b"title = 'x'\n[[step]]\nminutes = " + b"9" * 5000
    yield "half a letter", "title = 'å".encode()[:-1]
    yield "another encoding", "title = 'åäö'".encode("utf-16")
    yield "a step that is a text", b"title = 'x'\nstep = 'y'"
    yield "steps twice", b"step = []\n[[step]]\nid = 'a'"
    yield "only comments", b"# nothing\n" * 50
    yield "itself as a list", b"title='x'\n[[step]]\nid='a'\nkind='vote'\ntitle='t'\nfrom='a'"


@pytest.mark.parametrize(("name", "content"), list(_nasty()), ids=[name for name, _ in _nasty()])
def test_what_is_made_to_hurt_is_told_too(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "templates" / "day.toml"
    path.parent.mkdir()
    path.write_bytes(content)
    for words in WORDS.values():
        taken_everywhere(path, words)
        with pytest.raises(AgendaError):
            load_agenda(path, words)


def test_no_template_is_too_much() -> None:
    for text in TEMPLATES:
        assert parse_agenda(text, "day.toml", WORDS["sv"]).steps
