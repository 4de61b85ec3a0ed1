"""A compiled catalogue says what gettext's own reader says of it, whatever language it is in."""

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from facilitator.catalogue import Catalogue

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\x04"), min_size=1, max_size=20)


def compiled(locale: str, messages: dict[str, list[str]]) -> bytes:
    catalog = Catalog(locale=locale)
    for message, forms in messages.items():
        several = len(forms) > 1
        catalog.add((message, f"{message}s") if several else message, tuple(forms) if several else forms[0])
    made = io.BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


@given(
    st.sampled_from(["sv", "pl", "ja", "ar"]).flatmap(lambda locale: st.tuples(
        st.just(locale),
        st.dictionaries(TEXTS, st.one_of(
            st.lists(TEXTS, min_size=1, max_size=1),
            st.lists(TEXTS, min_size=(forms := Catalog(locale=locale).num_plurals), max_size=forms),
        ), max_size=6),
    )),
    TEXTS,
)
def test_it_says_what_gettext_says(
    tmp_path_factory: pytest.TempPathFactory, made: tuple[str, dict[str, list[str]]], unknown: str
) -> None:
    locale, messages = made
    content = compiled(locale, messages)
    path = tmp_path_factory.getbasetemp() / "made.mo"
    path.write_bytes(content)
    ours = Catalogue(path)
    theirs = gettext.GNUTranslations(io.BytesIO(content))
    for message in [*messages, unknown]:
        if len(messages.get(message, [])) == 1 or message not in messages:
            assert ours.gettext(message) == theirs.gettext(message)
        for count in (0, 1, 2, 3, 5, 11, 22, 100):
            if len(messages.get(message, [])) != 1:
                many = f"{message}s"
                assert ours.ngettext(message, many, count) == theirs.ngettext(message, many, count)


@pytest.mark.parametrize("kept", [0, 3, 4, 19, 30, 60, -3])
def test_half_a_catalogue_is_none(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "half.mo"
    path.write_bytes(compiled("sv", {"Table": ["Bord"], "Answer": ["Svar"]})[:kept])
    with pytest.raises(ValueError, match=r"catalogue|missing|buffer"):
        Catalogue(path)
