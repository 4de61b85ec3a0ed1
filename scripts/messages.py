"""Gathers the interface's messages from the code and keeps the catalogues in `facilitator/locale/`.

    python scripts/messages.py                    merge new messages, drop unused ones, compile
    python scripts/messages.py --check            list what is missing, stale or not compiled; exit code 1 if anything
    python scripts/messages.py --missing sv       print the untranslated messages as JSON, {message: ""}
    python scripts/messages.py --fill sv FILE     take the filled JSON ("-" reads standard input), then merge
    python scripts/messages.py --begin fi         begin another language: a folder, to be filled

A plural message stands in the JSON as {"one|many": ["", ""]}, with as many texts as the language has forms. The English
texts are the messages themselves. Swedish has to be complete; what another language lacks is shown in English.
"""

import argparse
import ast
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "facilitator"
LOCALE = CODE / "locale"
DOMAIN = "facilitator"
# Nothing may be missing in these.
COMPLETE = ("sv", "en")

# A message is its texts: one, or the singular and the plural. A translation has one, or as many as its language has.
Forms = tuple[str, ...]
Translations = dict[Forms, Forms]

_CALLED = ("words", "_words")
_WAYS = """\
# How this language does what is no sentence. A line that begins with # counts for nothing: take the # away and write
# what this language has. What is left out is as in English.
name = "{language}"  # what the language calls itself
# locale = "en_GB"  # whose names of days and months it writes, and the language tag of its documents
# decimal = "."  # the sign before the decimals
# separator = ","  # the sign between the cells of a CSV file
# last = ""  # the letters that are sorted after z, in their order
# alike = {{}}  # letters that are sorted as others, such as {{ ü = "y" }}

# The words of the entry line. The English and the Swedish ones go on being read."""
_FIELD = re.compile(r"\{[^{}]*\}")


@dataclass(slots=True)
class Found:
    """What the code holds.

    Attributes:
        messages: Every message, by its (singular) text.
        problems: Calls that cannot be gathered as they stand, each with its place.
        broken: Files that cannot be read; nothing may be dropped from the catalogues then.
    """

    messages: dict[str, Forms] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def add(self, forms: Forms, place: str) -> None:
        """Take a message; a plural takes the place of the singular alone."""
        known = self.messages.get(forms[0], forms[:1])
        if len(forms) == len(known) == 2 and forms != known:
            self.problems.append(f"{place}: «{forms[0]}» has two plurals, «{known[1]}» and «{forms[1]}»")
        self.messages[forms[0]] = max(known, forms, key=len)


class _Catalog(Catalog):
    """A catalogue whose head holds only what gettext needs, so that nothing in it changes by itself."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the head's lines."""
        return [
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]

    @mime_headers.setter
    def mime_headers(self, value: Iterable[tuple[str, str]]) -> None:
        """Take no head from a file: it is always the one above."""


def gather(code: Path = CODE) -> Found:
    """Return every message in the Python files under a folder."""
    found = Found()
    for path in sorted(code.rglob("*.py")):
        name = path.relative_to(code.parent).as_posix()
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, SyntaxError) as error:
            found.broken.append(f"{name}: {error}")
            continue
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and (texts := _texts(call.func)):
                _take(found, call, texts, f"{name}:{call.lineno}")
    return found


def _texts(function: ast.expr) -> int:
    """Return how many of a call's first arguments are texts to translate: 0 where it is no call for words."""
    if isinstance(function, ast.Attribute) and function.attr == "n":
        return 2 if _is_words(function.value) else 0
    return 1 if _is_words(function) or (isinstance(function, ast.Name) and function.id == "_") else 0


def _is_words(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return function.attr in _CALLED
    # `Words` calls itself as `self`.
    return isinstance(function, ast.Name) and function.id in (*_CALLED, "self")


def _take(found: Found, call: ast.Call, texts: int, place: str) -> None:
    arguments = call.args[:texts]
    values = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
    forms = tuple(value for value in values if isinstance(value, str))
    if len(forms) < texts:
        # A variable holds a message marked by `_()` where it was made.
        if not (len(arguments) == texts == 1 and isinstance(arguments[0], ast.Name | ast.Attribute)):
            found.problems.append(f"{place}: the message must be a literal text, or a name of one marked by _()")
        return
    if not all(forms):
        found.problems.append(f"{place}: the message is empty")
        return
    found.add(forms, place)
    given = {keyword.arg for keyword in call.keywords} | ({"count"} if texts == 2 else set())
    # Without any value a text is taken as it stands; its places are filled elsewhere.
    if given and None not in given:
        wanted = {re.split("[.!:[]", name[1:-1])[0] for form in forms for name in _FIELD.findall(form)}
        found.problems += [f"{place}: «{forms[0]}» is not given {{{name}}}" for name in sorted(wanted - given)]


def fields(text: str) -> list[str]:
    """Return a text's format fields as they stand, sorted."""
    return sorted(_FIELD.findall(text))


def same_fields(forms: Forms, translated: Forms) -> bool:
    """Return whether a translation has its message's format fields, form by form."""
    if len(forms) == len(translated):
        return list(map(fields, forms)) == list(map(fields, translated))
    return all(fields(text) in list(map(fields, forms)) for text in translated)


def languages() -> tuple[str, ...]:
    """Return the languages there are: Swedish, English, then every other folder."""
    others = {path.parents[1].name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")} - set(COMPLETE)
    return (*COMPLETE, *sorted(others))


def plurals(language: str) -> int:
    """Return how many forms a language has of what is counted."""
    return Catalog(locale=language).num_plurals


def _blank(forms: Forms, language: str) -> Forms:
    return ("",) * (1 if len(forms) == 1 else plurals(language))


def po_path(language: str) -> Path:
    """Return where a language's texts lie."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def load(language: str) -> Translations:
    """Return a language's translations as its file has them; none where there is no file."""
    path = po_path(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = read_po(file, locale=language, domain=DOMAIN)
    return {_forms(message.id): _forms(message.string) for message in catalog if message.id}


def _forms(text: object) -> Forms:
    return tuple(map(str, text)) if isinstance(text, list | tuple) else (str(text or ""),)


def merged(language: str, messages: Mapping[str, Forms], known: Mapping[Forms, Forms]) -> Translations:
    """Return every message with its translation, empty where it has none."""
    if language == "en":
        return {forms: forms for forms in messages.values()}
    return {forms: known.get(forms, _blank(forms, language)) for forms in messages.values()}


def written(language: str, translations: Mapping[Forms, Forms]) -> tuple[bytes, bytes]:
    """Return the bytes of a language's `.po` and `.mo` files."""
    catalog = _Catalog(
        locale=language,
        domain=DOMAIN,
        header_comment="# The interface's words; scripts/messages.py keeps this file.",
        charset="utf-8",
        fuzzy=False,
    )
    for forms, translated in sorted(translations.items()):
        single = len(forms) == 1
        message = catalog.add(forms[0] if single else forms, translated[0] if single else translated)
        message.flags.clear()
    texts, compiled = io.BytesIO(), io.BytesIO()
    write_po(texts, catalog, width=0, no_location=True)
    write_mo(compiled, catalog)
    return texts.getvalue(), compiled.getvalue()


def untranslated(translations: Mapping[Forms, Forms]) -> list[Forms]:
    """Return the messages without a whole translation, sorted."""
    return sorted(forms for forms, translated in translations.items() if not all(translated))


def key(forms: Forms) -> str:
    """Return a message's key in the JSON that `--missing` prints and `--fill` takes."""
    return "|".join(forms)


def write(found: Found) -> None:
    """Bring every language's files up to date with the code."""
    for language in languages():
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        texts, compiled = written(language, merged(language, found.messages, load(language)))
        path.write_bytes(texts)
        path.with_suffix(".mo").write_bytes(compiled)


def complaints(found: Found) -> Iterator[str]:
    """Yield what is wrong with the code's messages and with the catalogues, a line each."""
    yield from found.broken
    yield from found.problems
    for language in languages():
        path = po_path(language)
        known, name = load(language), path.relative_to(ROOT).as_posix()
        wanted = merged(language, found.messages, known)
        yield from (f"{name}: not used any more: {key(forms)}" for forms in sorted(known.keys() - wanted.keys()))
        yield from (f"{name}: not in the file: {key(forms)}" for forms in sorted(wanted.keys() - known.keys()))
        if language in COMPLETE:
            yield from (f"{name}: not translated: {key(forms)}" for forms in untranslated(known))
        for forms, translated in sorted(known.items()):
            if all(translated) and not same_fields(forms, translated):
                yield f"{name}: other fields than in the message: {key(forms)}"
        texts, compiled = written(language, wanted)
        if not path.exists() or path.read_bytes() != texts:
            yield f"{name}: not up to date"
        if not path.with_suffix(".mo").exists() or path.with_suffix(".mo").read_bytes() != compiled:
            yield f"{name}: not compiled"


def fill(language: str, given: Mapping[str, object], found: Found) -> list[str]:
    """Put translations into a language's file; returns what could not be taken."""
    by_key = {key(forms): forms for forms in found.messages.values()}
    translations, refused = load(language), []
    for name, value in given.items():
        forms, translated = by_key.get(name), _forms(value)
        if forms is None:
            refused.append(f"no such message: {name}")
        elif len(translated) != len(_blank(forms, language)):
            refused.append(f"{len(_blank(forms, language))} texts are needed: {name}")
        elif all(translated) and not same_fields(forms, translated):
            refused.append(f"other fields than in the message: {name}")
        elif all(translated):
            translations[forms] = translated
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(language, translations)[0])
    return refused


def begin(language: str) -> bool:
    """Make the folder of another language, with nothing translated; returns whether it could be made."""
    path = po_path(language)
    if not re.fullmatch("[a-z]{2,3}", language) or path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(language, {})[0])
    (LOCALE / language / "language.toml").write_text(own_ways(language), encoding="utf-8")
    return True


def own_ways(language: str) -> str:
    """Return what a new language's `language.toml` holds: every key with what English has, to be changed."""
    from facilitator.agenda.fields import known_fields
    from facilitator.entry.vocabulary import COMMANDS
    from facilitator.languages import language as spoken

    tables = {
        "commands": {command.en: command.en for command in COMMANDS},
        "typed": {word: word for word in spoken("sv").typed},
        "fields": known_fields("en"),
    }
    lines = [_WAYS.format(language=language)]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"# {one} = {json.dumps(other)}" for one, other in table.items())]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the script; returns its exit code."""
    parser = argparse.ArgumentParser(description="Keep the catalogues of the interface's messages.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--check", action="store_true", help="list what is missing, stale or not compiled")
    which.add_argument("--missing", metavar="LANGUAGE", choices=languages(), help="print untranslated messages as JSON")
    which.add_argument("--fill", nargs=2, metavar=("LANGUAGE", "FILE"), help="take translations from such JSON")
    which.add_argument("--begin", metavar="LANGUAGE", help="make the folder of another language")
    chosen = parser.parse_args(arguments)
    found = gather()
    if chosen.check:
        wrong = list(complaints(found))
        print(*wrong, sep="\n", end="\n" if wrong else "")
        return 1 if wrong else 0
    if chosen.missing:
        blank = untranslated(merged(chosen.missing, found.messages, load(chosen.missing)))
        empty = {key(forms): "" if len(forms) == 1 else list(_blank(forms, chosen.missing)) for forms in blank}
        print(json.dumps(empty, ensure_ascii=False, indent=1))
        return 0
    if found.broken:
        print(*found.broken, "Nothing was written.", sep="\n", file=sys.stderr)
        return 1
    wrong = []
    if chosen.fill:
        language, source = chosen.fill
        if language not in languages():
            parser.error(f"--fill takes one of the languages {', '.join(languages())}")
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        wrong = fill(language, json.loads(text), found)
    if chosen.begin and not begin(chosen.begin):
        parser.error("--begin takes the two or three small letters of a language that is not there yet")
    write(found)
    wrong += found.problems
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    for language in languages():
        print(f"{language}: {len(found.messages)} messages, {len(untranslated(load(language)))} not translated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
