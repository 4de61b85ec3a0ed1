"""One day in words that are no language, and which words beside them nobody translated.

`xx` is a language made for this: every letter of every message is exchanged for one of another alphabet. What still
has Latin letters on a screen, and is no data, never came from the catalogue.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import util
from pathlib import Path
from shutil import copytree
from types import ModuleType
from typing import Any

import pytest
from babel.dates import get_day_names, get_month_names

from facilitator import languages, words
from facilitator.agenda.document import document_of
from facilitator.agenda.fields import known_fields
from facilitator.agenda.library import load_template, template_names
from facilitator.agenda.load import parse_agenda
from facilitator.desk import Desk, NewSession, create
from facilitator.entry import vocabulary
from facilitator.keys import KEYS
from facilitator.recorder import Recorder
from facilitator.storage.folder import Folder
from facilitator.words import Words

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("sv", "en", "xx")
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_OTHER = "абцдефгхийклмнопярстувшхыз"
_EXCHANGED = str.maketrans(_LATIN + _LATIN.upper(), _OTHER + _OTHER.upper())
_TOKEN = re.compile(r"[^\W\d_]{2,}…?")
# Words of no language, which the day's data is made of.
_DATA = re.compile(r"zq\w*", re.IGNORECASE)
FIELD = re.compile(r"\{[^{}]*\}")
_OPTION = re.compile(r"--[a-z-]+")

# The same in every language.
SAME = frozenset((
    # The program itself, a command that a screen names, and what its files are called.
    "facilitator", "demo", "json", "toml", "html", "md", "pdf", "pptx", "docx", "xlsx", "csv", "svg", "png", "tmp",
    "repaired", "summary", "public", "organisers",
    # What stands on the keys.
    "enter", "esc", "tab", "del", "ins", "home", "end", "pgdn", "pgup", "ctrl", "shift",
    # The names of languages, each in itself.
    "svenska", "english",
))  # fmt: skip

AGENDA = """
title = "Zqdag"
purpose = "Zqsyfte zqett"
language = "LANGUAGE"
[[step]]
id = "zqhej"
kind = "talk"
title = "Zqhej"
prompt = "Zqfraga?"
notes = "Zqnot"
minutes = 5
[[step]]
id = "zqpaus"
kind = "talk"
form = "break"
title = "Zqpaus"
minutes = 15
flex = "fixed"
pin = "10:30"
[[step]]
id = "zqide"
kind = "collect"
title = "Zqide"
prompt = "Zqvad?"
minutes = 20
cut = 2
[[step]]
id = "zqdel"
kind = "collect"
title = "Zqdel"
for_each = ["Zqnu", "Zqsen"]
fields = ["zqfalt", "zqmer"]
minutes = 10
[[step]]
id = "zqlista"
kind = "merge"
title = "Zqlista"
from = "zqide"
minutes = 10
[[step]]
id = "zqrost"
kind = "vote"
title = "Zqrost"
from = "zqlista"
dots = 3
cut = 2
minutes = 10
[[step]]
id = "zqmynt"
kind = "vote"
title = "Zqmynt"
by = "person"
items = [{ name = "Zqbank", cost = 300 }, { name = "Zqlampa", cost = 200 }, { name = "Zqtrad", cost = 50 }]
funds = 400
dots = 2
max_per_item = 2
for_each = ["Zqnu", "Zqsen"]
[[step]]
id = "zqgomd"
kind = "vote"
title = "Zqgomd"
items = ["Zqja", "Zqnej"]
hidden = true
dots = 1
[[step]]
id = "zqrang"
kind = "rank"
title = "Zqrang"
from = "zqlista"
choose = 2
[[step]]
id = "zqbetyg"
kind = "rate"
title = "Zqbetyg"
from = "zqlista:2"
scale = ["zqlag", "zqmitt", "zqhog"]
for_each = ["Zqnu", "Zqsen"]
weights = [1, 2]
[[step]]
id = "zqsiffra"
kind = "rate"
title = "Zqsiffra"
by = "person"
items = ["Zqbank", "Zqlampa"]
scale = [1, 5]
[[step]]
id = "zqigen"
kind = "vote"
title = "Zqigen"
from = "zqlista"
again = "zqrost"
dots = 3
[[step]]
id = "zqgor"
kind = "act"
title = "Zqgor"
[[step]]
id = "zqpark"
kind = "collect"
form = "parking"
title = "Zqpark"
"""
LINES = (
    "/people 12", "/group 1 people 5", "/group 2 = Zqnorra", "/start", "Zqnotis", "/quote 1: Zqcitat",
    "/decide Zqbeslut", "@zqide", "1: Zqlanga zqkvallar; Zqtyst zqrum; Zqsoppa",
    "2: Zqlanga zqkvall; Zqsoppa; Zqcykel", "3: Zqkaffe zqmaskin; =1", "/keep 1 3 = Zqskal", "/park Zqvem?", "@zqdel",
    "1>1: Zqett | Zqtva", "2>2: Zqtre | Zqfyra", "3: -", "@zqlista", "1 4 = Zqkvallar", "@zqrost", "1: 1 2 3",
    "2: 1 3 5", "3: 2", "@zqmynt", "1: 1=3 2=2 / 1=1 3=4", "+: 1 2 / 3", "+: x", "@zqgomd", "1: 1", "2: 2", "@zqrang",
    "1: 1 2", "2: 2 1", "3: 3+2", "@zqbetyg", "1: 32 11", "2: 12 33", "3: 22 --", "@zqsiffra", "+: 4 5", "+: 1 2",
    "*: 0 1 2 3 4 / 4 3 2 1 0", "@zqigen", "1: 2 3 5", "2: 1 3 5", "3: 2", "@zqgor", "Zqboka | Zqanna | 2020-01-01",
    "3: Zqkop | Zqbo", "/done 1",
)  # fmt: skip
# What may be typed that is no data of the day: wrong in every way a line can be wrong.
SLIPS = (
    "99: 1", "3:Zqgratis", "1 2 77", "/zqord", "/fix 99 = Zqny", "/withdraw 77", "/move 1 = 9", "/go 99", "/time zq",
    "/time +9999", "/group 3", "/group zq", "/groups 0", "/people zq", "/keep 77", "/split 77", "/in 99 1: zq",
    "/done 88", "/reveal", "/hide", "/finding 77 strike", "/finding zq", "/place", "/undo", "/redo", "/redo", "= =",
    "1 =", "1=", "x", "-", "+: 77", "+99: 1", "*: 1 2", "*: 1 2 3 4 5 6 7 8 9", "1: 1=9 2=9", "zq: zq", "1>9: zq",
    ">: zq", '"zq', "|", "; ;", "3 = Zqnamn", "1 2", "1: 6 7", "/export zq", "/pause", "/pause", "/next", "/back",
    "/start", "/read", "/blank", "/plan", "/note Zqnot", "/park 9: Zq", "/decide Zq", "/quote Zq", "/invited 40",
    "/came 31", "/closing Zq", "/finding", "/finding add Zq", "/fix 1 = Zqny", "/withdraw 2", "/move 3 = 2",
    "/fix 2: 1 = Zqannan", "/withdraw 1:", "/drop 1", "/import zq.xlsx", "/group 3 left",
)  # fmt: skip


@cache
def messages() -> ModuleType:
    """Return the script that keeps the catalogues."""
    spec = util.spec_from_file_location("messages_script", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules.setdefault(spec.name, module)
    spec.loader.exec_module(module)
    return module


@cache
def found() -> Any:
    """Return every message in the code."""
    return messages().gather()


def exchanged(text: str) -> str:
    """Return a message in the language that is none; its fields stay."""
    return re.sub(r"\{[^{}]*\}|[^{]+", lambda one: one[0] if one[0][0] == "{" else one[0].translate(_EXCHANGED), text)


def add_language(folder: Path) -> None:
    """Make the language that is none, as a translator does: one folder."""
    script = messages()
    translated = {forms: tuple(map(exchanged, forms)) for forms in found().messages.values()}
    path = folder / "xx" / "LC_MESSAGES" / "facilitator.po"
    path.parent.mkdir(parents=True)
    texts, compiled = script.written("xx", translated)
    path.write_bytes(texts)
    path.with_suffix(".mo").write_bytes(compiled)
    (folder / "xx" / "language.toml").write_text('name = "Zqiska"\n[commands]\nstart = "zqborja"\n', "utf-8")


def forget() -> None:
    """Let the program look anew which languages there are."""
    for known in (languages.languages, languages.language, words._catalogue, words._order, vocabulary._by_word):
        known.cache_clear()


@pytest.fixture(scope="module")
def with_a_third_language(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A program that has the language that is none."""
    folder = tmp_path_factory.mktemp("program") / "locale"
    copytree(languages.FOLDER, folder)
    add_language(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "FOLDER", folder)
        forget()
        yield
    forget()


def make(folder: Path, language: str, *lines: str, day: str = "2026-03-01") -> Path:
    """Make a session of the day in a language, and record lines in it."""
    words = Words(language)
    text = AGENDA.replace("LANGUAGE", language)
    new = NewSession(name="Zqkafe " + day[-2:], groups=3, series="zqserie", language=language)
    path = create(Folder(folder, words), parse_agenda(text, "zqdag.toml", words), new, words)
    desk = Desk(path, words)
    recorder = Recorder(desk)
    with desk.session.batch():
        for line in lines:
            outcome = recorder.take(line)
            assert not outcome.problem, (line, outcome.problem)
    desk.close()
    return path


def texts_of(value: Any, language: str) -> Iterator[str]:
    """Give every text of an agenda as the room gets it in a language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one, language)
    elif isinstance(value, dict):
        inner = [value[language]] if language in value else list(value.values())
        for one in inner:
            yield from texts_of(one, language)


def tokens(text: str) -> list[str]:
    """Return the words of a text, small letters, without options of the command line."""
    return [token.casefold() for token in _TOKEN.findall(_OPTION.sub(" ", text))]


def _all(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(token for text in texts for token in tokens(text))


@cache
def known(language: str, templates: bool) -> frozenset[str]:
    """Return every word that may be shown in a language, its templates' words too where they are shown."""
    spoken = Words(language)
    built_in = "en" if language == "xx" else language
    found = [command.line(language) for command in vocabulary.COMMANDS]
    found += [languages.in_language(word, language) for word in languages.language("sv").typed]
    found += known_fields(language).values()
    locale = spoken.writing.locale
    found += [*get_month_names("abbreviated", locale=locale).values(), *get_month_names(locale=locale).values()]
    found += [*get_day_names("abbreviated", locale=locale).values(), *get_day_names(locale=locale).values()]
    found += template_names()
    if templates:
        for name in template_names():
            found += texts_of(document_of(load_template(name, spoken)), built_in)
    if language != "xx":
        found += [FIELD.sub(" ", text) for forms in messages().load(language).values() for text in forms]
    found += [key.face for key in KEYS]
    return SAME | _all(found)


def foreign(text: str, language: str, *paths: Path, templates: bool = False, also: Iterable[str] = ()) -> list[str]:
    """Return the words of a text that are neither data nor words of a language, each once.

    Args:
        text: What is shown.
        language: The language it should be in.
        paths: Folders whose names may be in it.
        templates: Whether texts of the program's templates may be in it.
        also: Further words that may be in it.
    """
    for path in paths:
        text = text.replace(str(path), " ")
    text = _DATA.sub(" ", text)
    right = known(language, templates) | set(also)
    wrong = []
    for token in tokens(text):
        if token in right:
            continue
        if language == "xx" and not re.search("[a-zåäö]", token):
            continue
        # What had no room ends in the middle of a word.
        if token.endswith("…") and any(one.startswith(token[:-1]) for one in right):
            continue
        wrong.append(token)
    return sorted(set(wrong))
