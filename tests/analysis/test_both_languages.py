"""Every sentence of the analysis is there in Swedish and English, and says no more in one than in the other."""

import re
import sys
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

from facilitator.words import Words

ROOT = Path(__file__).resolve().parents[2]
_FIELD = re.compile(r"\{[^{}]*\}")


def _messages() -> ModuleType:
    spec = util.spec_from_file_location("messages_of_the_analysis", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


FORMS = sorted(_messages().gather(ROOT / "facilitator" / "analysis").messages.values())


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms[0][:60])
def test_a_sentence_is_there_in_both_languages(forms: tuple[str, ...]) -> None:
    swedish = Words("sv")._catalogue
    for count, message in zip((1, 2), forms, strict=False):
        told = swedish.gettext(message) if len(forms) == 1 else swedish.ngettext(forms[0], forms[-1], count)
        assert told != message
        assert set(_FIELD.findall(told)) == set(_FIELD.findall(message))


def test_there_are_sentences() -> None:
    assert len(FORMS) > 60
