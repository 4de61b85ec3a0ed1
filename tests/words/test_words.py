import json
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from facilitator.words import Words, system_language

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "messages.py"


def _script() -> ModuleType:
    spec = util.spec_from_file_location("messages_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


messages = _script()
LANGUAGES = ("sv", "en")
FOUND = messages.gather()
# Words that no Swedish sentence has.
ENGLISH = re.compile(
    r"\b(?:an|and|are|by|cannot|for|has|is|it|its|not|of|on|or|the|there|this|to|was|with|you)\b", re.I
)

# Words that a message and its translation may share, each line for a reason of its own.
SAME_IN_BOTH = {
    *("agenda", "blank", "cell", "events", "forum", "full", "hand", "in", "journal", "just", "lunch", "median", "min"),
    *("per", "person", "plan", "program", "session", "still", "terminal", "text", "under", "version"),  # Swedish too
    *("alt", "ctrl", "enter", "esc", "home", "pgdn", "pgup", "shift", "tab"),  # keys
    # The program, its commands, their options and their values.
    *("facilitator", "export", "import", "join", "repair", "sheet", "run", "show", "compare", "analyse", "no", "plain"),
    *("black", "white"),
    *("windows", "docx", "pptx", "md"),
    *("csv", "excel", "html", "json", "kb", "mb", "pdf", "toml", "typst", "utf", "word", "xlsx"),  # files and programs
    *("anna", "bo", "borda", "copeland", "der", "schulze", "van"),  # people
    # What stands in an agenda or a session file, whatever language is spoken.
    *("collect", "combine", "cost", "costs", "each", "en", "false", "for", "forums", "from", "funds", "id", "items"),
    *("kind", "merge", "name", "prio", "rate", "scale", "seq", "step", "sum", "sv", "title", "true"),
    *("what", "when", "who"),
}


def _gathered(source: str, tmp_path: Path) -> tuple[Mapping[str, tuple[str, ...]], list[str]]:
    code = tmp_path / "code"
    code.mkdir()
    (code / "module.py").write_text(source, encoding="utf-8")
    found = messages.gather(code)
    return found.messages, [problem.partition(": ")[2] for problem in found.problems]


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project of its own for the script to keep."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    return tmp_path / "locale"


class TestCatalogues:
    def test_every_message_in_the_code_can_be_gathered(self) -> None:
        assert FOUND.broken == []
        assert FOUND.problems == []
        assert len(FOUND.messages) > 400

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_message_is_translated(self, language: str) -> None:
        known = messages.load(language)
        missing = [forms for forms in FOUND.messages.values() if not all(known.get(forms, ("",)))]
        assert missing == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_nothing_is_kept_that_the_code_does_not_say(self, language: str) -> None:
        assert set(messages.load(language)) - set(FOUND.messages.values()) == set()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_translation_has_the_fields_of_its_message(self, language: str) -> None:
        whole = [(forms, said) for forms, said in messages.load(language).items() if all(said)]
        assert [forms for forms, said in whole if not messages.same_fields(forms, said)] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_compiled_catalogue_says_what_the_text_says(self, language: str) -> None:
        with messages.po_path(language).with_suffix(".mo").open("rb") as file:
            compiled: Catalog = read_mo(file)
        said = {messages._forms(one.id): messages._forms(one.string) for one in compiled if one.id}
        # What is not translated yet is not compiled.
        assert said == {forms: texts for forms, texts in messages.load(language).items() if all(texts)}

    def test_the_files_are_as_the_script_leaves_them(self) -> None:
        assert list(messages.complaints(FOUND)) == []

    def test_the_script_says_the_same(self) -> None:
        done = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")

    def test_english_is_the_messages_themselves(self) -> None:
        assert all(forms == said for forms, said in messages.load("en").items())

    def test_swedish_marks_quotes_in_its_own_way(self) -> None:
        # Straight quotation marks stay where they are part of what is typed in an agenda.
        assert [said for forms in messages.load("sv").values() for said in forms if set(said) & set("“”’‘")] == []

    def test_no_english_word_is_left(self) -> None:
        for said in messages.load("sv").values():
            assert ENGLISH.findall(re.sub(r"\{\w+\}", "", " ".join(said))) == []

    def test_no_word_is_the_same_in_both_languages_but_these(self) -> None:
        field = re.compile(r"\{[^{}]*\}")
        kept: set[str] = set()
        for forms, said in messages.load("sv").items():
            for message, translated in zip(forms, said, strict=True):
                words = (re.findall(r"[^\W\d_]{2,}", field.sub(" ", text).casefold()) for text in (message, translated))
                kept |= set.intersection(*map(set, words))
        assert kept - SAME_IN_BOTH == set()

    def test_swedish_ends_as_the_message_ends(self) -> None:
        for forms, said in messages.load("sv").items():
            for message, translated in zip(forms, filter(None, said), strict=False):
                ends = [text[-1] if text[-1] in ".:?!…" else "" for text in (message, translated)]
                assert ends[0] == ends[1] or " " not in message, message

    def test_swedish_begins_as_the_message_begins(self) -> None:
        for forms, said in messages.load("sv").items():
            for message, translated in zip(forms, filter(None, said), strict=False):
                if message[0].isalpha() and translated[0].isalpha():
                    assert message[0].isupper() == translated[0].isupper(), message


class TestGathering:
    def test_every_way_of_calling_is_found(self, tmp_path: Path) -> None:
        found, problems = _gathered(
            'words("a"); _words("b"); book.words("c"); call.book.words("d"); _("e"); words.n("f", "g", 2)\n'
            'self.words.n("h", "i", 3); look._words("j" "k"); self("l")\n',
            tmp_path,
        )
        assert problems == []
        assert set(found.values()) == {("a",), ("b",), ("c",), ("d",), ("e",), ("f", "g"), ("h", "i"), ("jk",), ("l",)}

    def test_other_calls_are_left_alone(self, tmp_path: Path) -> None:
        found, problems = _gathered('cut_words("a"); n("b", "c", 1); wording("d"); self.other("e")\n', tmp_path)
        assert (dict(found), problems) == ({}, [])

    def test_a_name_holds_a_message_marked_elsewhere(self, tmp_path: Path) -> None:
        found, problems = _gathered("words(text); book.words(command.does)\n", tmp_path)
        assert (dict(found), problems) == ({}, [])

    @pytest.mark.parametrize("call", ['words(f"a {b}")', 'words("a" + b)', "words(said(1))", 'words.n(one, "b", 2)'])
    def test_a_made_up_message_is_a_problem(self, call: str, tmp_path: Path) -> None:
        found, problems = _gathered(call, tmp_path)
        assert dict(found) == {}
        assert problems == ["the message must be a literal text, or a name of one marked by _()"]

    def test_an_empty_message_is_a_problem(self, tmp_path: Path) -> None:
        assert _gathered('words("")', tmp_path)[1] == ["the message is empty"]

    def test_a_value_that_is_not_given_is_a_problem(self, tmp_path: Path) -> None:
        source = 'words("{a} and {b:>3}", a=1)\nwords.n("{count} {x}", "{count} {x}", 2)\nwords("{c}", **given)\n'
        assert _gathered(source, tmp_path)[1] == [
            "«{a} and {b:>3}» is not given {b}",
            "«{count} {x}» is not given {x}",
        ]

    def test_one_singular_with_two_plurals_is_a_problem(self, tmp_path: Path) -> None:
        problems = _gathered('words.n("a", "b", 1)\nwords.n("a", "c", 1)\n', tmp_path)[1]
        assert problems == ["«a» has two plurals, «b» and «c»"]

    def test_a_message_with_a_plural_serves_alone_too(self, tmp_path: Path) -> None:
        found, problems = _gathered('words("a"); words.n("a", "b", 1); words("a")\n', tmp_path)
        assert (dict(found), problems) == ({"a": ("a", "b")}, [])

    def test_a_broken_file_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "half.py").write_text("words(", encoding="utf-8")
        assert len(messages.gather(tmp_path).broken) == 1


class TestKeeping:
    def _found(self, *forms: tuple[str, ...]) -> object:
        found = messages.Found()
        for one in forms:
            found.add(one, "here")
        return found

    def test_translations_stay_new_ones_come_and_unused_ones_go(self, catalogues: Path) -> None:
        messages.write(self._found(("one",), ("two",)))
        assert messages.fill("sv", {"one": "ett", "two": "två"}, self._found(("one",), ("two",))) == []
        messages.write(self._found(("two",), ("three",)))
        assert messages.load("sv") == {("two",): ("två",), ("three",): ("",)}
        assert messages.load("en") == {("two",): ("two",), ("three",): ("three",)}

    def test_the_files_are_the_same_in_any_order(self, catalogues: Path) -> None:
        written = []
        for forms in ((("b",), ("a",), ("c", "d")), (("c", "d"), ("a",), ("b",))):
            messages.write(self._found(*forms))
            written.append([path.read_bytes() for path in sorted(catalogues.rglob("*.?o"))])
        assert written[0] == written[1]
        assert len(written[0]) == 4

    def test_plurals_are_filled_as_lists(self, catalogues: Path) -> None:
        found = self._found(("{count} dot", "{count} dots"))
        filled = {"{count} dot|{count} dots": ["{count} prick", "{count} prickar"]}
        assert messages.fill("sv", filled, found) == []
        assert messages.load("sv") == {("{count} dot", "{count} dots"): ("{count} prick", "{count} prickar")}

    def test_what_does_not_fit_is_refused(self, catalogues: Path) -> None:
        found = self._found(("a {x}",), ("b", "c"))
        refused = messages.fill("sv", {"a {x}": "å {y}", "b|c": "b", "d": "d"}, found)
        assert refused == [
            "other fields than in the message: a {x}",
            "2 texts are needed: b|c",
            "no such message: d",
        ]

    def test_what_is_wrong_is_told(self, catalogues: Path) -> None:
        messages.write(self._found(("a",), ("b",)))
        po = messages.po_path("sv")
        told = list(messages.complaints(self._found(("a",), ("b",))))
        assert told == [f"locale/sv/LC_MESSAGES/facilitator.po: not translated: {name}" for name in "ab"]
        po.with_suffix(".mo").unlink()
        told = list(messages.complaints(self._found(("a",), ("c",))))
        assert [line.partition(": ")[2] for line in told if "/sv/" in line] == [
            "not used any more: b",
            "not in the file: c",
            "not translated: a",
            "not translated: b",
            "not up to date",
            "not compiled",
        ]

    def test_untranslated_messages_are_printed_to_be_filled(
        self, catalogues: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        monkeypatch.setattr(messages, "gather", lambda: self._found(("å |",), ("{count} a", "{count} b")))
        assert messages.main(["--missing", "sv"]) == 0
        asked = json.loads(capsys.readouterr().out)
        assert asked == {"{count} a|{count} b": ["", ""], "å |": ""}
        filled = tmp_path / "filled.json"
        filled.write_text(json.dumps({**asked, "å |": "ä"}), encoding="utf-8")
        assert messages.main(["--fill", "sv", str(filled)]) == 0
        assert capsys.readouterr().out.splitlines()[0] == "sv: 2 messages, 1 not translated"
        assert messages.load("sv")[("å |",)] == ("ä",)

    def test_nothing_is_dropped_while_a_file_is_broken(
        self, catalogues: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        messages.write(self._found(("a",)))
        monkeypatch.setattr(messages, "gather", lambda: messages.Found(broken=["half.py: broken"]))
        assert messages.main([]) == 1
        assert messages.load("en") == {("a",): ("a",)}
        assert "half.py: broken" in capsys.readouterr().err


class TestWords:
    def test_messages_are_translated_and_filled(self) -> None:
        assert Words("sv")("Table {number}", number=3) == "Bord 3"
        assert Words("en")("Table {number}", number=3) == "Table 3"

    def test_what_is_not_in_the_catalogue_stays(self) -> None:
        assert Words("sv")("{brackets} nobody has translated") == "{brackets} nobody has translated"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_an_empty_message_is_empty(self, language: str) -> None:
        assert Words(language)("") == ""

    def test_another_language_is_english(self) -> None:
        assert Words("fi").language == "en"

    @pytest.mark.parametrize(
        ("language", "count", "said"),
        [
            ("sv", 0, "0 prickar"),
            ("sv", 1, "1 prick"),
            ("sv", 2, "2 prickar"),
            ("en", 0, "0 dots"),
            ("en", 1, "1 dot"),
            ("en", 2, "2 dots"),
        ],
    )
    def test_plural_forms(self, language: str, count: int, said: str) -> None:
        assert Words(language).n("{count} dot", "{count} dots", count) == said

    def test_a_plural_takes_values(self) -> None:
        words = Words("sv")
        assert words.n("{count} dot per {who}", "{count} dots per {who}", 3, who="bord") == "3 prickar per bord"

    @pytest.mark.parametrize(
        ("names", "sv", "en"),
        [
            ([], "", ""),
            (["8"], "8", "8"),
            (["8", "9"], "8 och 9", "8 and 9"),
            (["7", "8", "9"], "7, 8 och 9", "7, 8 and 9"),
            (["{a}", "b"], "{a} och b", "{a} and b"),
        ],
    )
    def test_lists(self, names: list[str], sv: str, en: str) -> None:
        assert (Words("sv").listed(names), Words("en").listed(names)) == (sv, en)


class TestNumbers:
    @pytest.mark.parametrize(
        ("value", "decimals", "sv", "en"),
        [
            (3.75, 2, "3,75", "3.75"),
            (4, 1, "4,0", "4.0"),
            (-2.5, 1, "−2,5", "−2.5"),
            (12, 0, "12", "12"),
            (-7, 0, "−7", "−7"),
            (-0.2, 0, "0", "0"),
            (-0.04, 1, "0,0", "0.0"),
            (-0.0, 0, "0", "0"),
        ],
    )
    def test_numbers(self, value: float, decimals: int, sv: str, en: str) -> None:
        assert (Words("sv").number(value, decimals), Words("en").number(value, decimals)) == (sv, en)

    @pytest.mark.parametrize(
        ("value", "decimals", "sv", "en"),
        [
            (10, 0, "+10", "+10"),
            (-20, 0, "−20", "−20"),
            (0, 0, "0", "0"),
            (0.3, 1, "+0,3", "+0.3"),
            (-0.3, 1, "−0,3", "−0.3"),
            (0.3, 0, "0", "0"),
            (-0.3, 0, "0", "0"),
            (0.04, 1, "0,0", "0.0"),
            (-0.04, 1, "0,0", "0.0"),
            (100, 0, "+100", "+100"),
        ],
    )
    def test_signs(self, value: float, decimals: int, sv: str, en: str) -> None:
        assert (Words("sv").signed(value, decimals), Words("en").signed(value, decimals)) == (sv, en)


class TestDates:
    @pytest.mark.parametrize(
        ("day", "sv", "en"),
        [
            (date(2010, 6, 7), "7 juni 2010", "7 June 2010"),
            (date(2010, 11, 23), "23 november 2010", "23 November 2010"),
        ],
    )
    def test_long_dates(self, day: date, sv: str, en: str) -> None:
        assert (Words("sv").long_date(day), Words("en").long_date(day)) == (sv, en)

    @pytest.mark.parametrize(
        ("day", "sv", "en"),
        [
            (date(2010, 6, 7), "7 juni", "7 Jun"),
            (date(2010, 11, 23), "23 nov", "23 Nov"),
        ],
    )
    def test_short_dates(self, day: date, sv: str, en: str) -> None:
        assert (Words("sv").short_date(day), Words("en").short_date(day)) == (sv, en)


class TestSorting:
    def test_swedish_has_its_own_letters_last(self) -> None:
        names = ["Öster", "zoo", "Äng", "åker", "Aska", "ö", "ä", "å", "zz", "bok"]
        told = ["Aska", "bok", "zoo", "zz", "å", "åker", "ä", "Äng", "ö", "Öster"]
        assert sorted(names, key=Words("sv").sort_key) == told

    def test_english_sorts_them_as_a_and_o(self) -> None:
        names = ["zoo", "Öster", "bok", "Äng", "åker", "pil"]
        assert sorted(names, key=Words("en").sort_key) == ["åker", "Äng", "bok", "Öster", "pil", "zoo"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_other_accents_count_for_nothing(self, language: str) -> None:
        assert sorted(["idol", "idéer", "ide"], key=Words(language).sort_key) == ["ide", "idéer", "idol"]

    def test_a_letter_in_two_parts_is_the_same_letter(self) -> None:
        words = Words("sv")
        assert words.sort_key("a\u030angra") == words.sort_key("Ångra")

    def test_swedish_has_u_umlaut_as_y(self) -> None:
        assert sorted(["zoo", "Müller", "Mäster", "Myra"], key=Words("sv").sort_key)[:2] == ["Müller", "Myra"]


class TestSystemLanguage:
    @pytest.mark.parametrize(
        ("found", "language"),
        [("sv_SE.UTF-8", "sv"), ("en_GB.UTF-8", "en"), ("SV", "sv"), ("C.UTF-8", "en"), ("fi_FI", "en")],
    )
    def test_it_follows_the_environment(self, found: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("LC_ALL", raising=False)
        monkeypatch.delenv("LC_MESSAGES", raising=False)
        monkeypatch.setenv("LANG", found)
        assert system_language() == language

    def test_the_strongest_setting_wins(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        assert system_language() == "sv"
