"""Parties read in seven languages; how much each says is measured and may not fall."""

from __future__ import annotations

import gettext
import re
from functools import cache
from pathlib import Path

import catalogues
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import override

from tongban.courts.law import period_names
from tongban.courts.wording import period_name
from tongban.courts.wording.periods import NAMES
from tongban.filing.rules.translations import translations
from tongban.filing.wording import in_reader_language

pytestmark = pytest.mark.once

FLOORS = catalogues.settings()["floors"]
LOCALE = catalogues.SOURCE / "locale"
PLACE = re.compile(r"%\(\w+\)[sd]|%%")
HOLE = re.compile(r"\{[^}]*\}")


@cache
def compiled(language: str) -> gettext.GNUTranslations:
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def in_traditional(texts: list[str]) -> list[str]:
    """Simplified Chinese as the catalogue's own tool writes it."""
    return catalogues.in_traditional("\n".join(texts)).split("\n") if texts else []


def test_every_language_that_is_offered_has_a_catalogue_and_a_floor() -> None:
    codes = {code for code, _name in settings.LANGUAGES}
    assert codes == {*FLOORS, "zh-hans", "zh-hant", "en"}
    assert {po.parts[-3] for po in catalogues.partial()} == set(FLOORS)


@pytest.mark.parametrize("language", FLOORS)
def test_no_language_says_less_than_before(language: str) -> None:
    found, floor = catalogues.coverage(catalogue(language)), FLOORS[language]
    assert all(getattr(found, share) >= least for share, least in floor.items()), found.missing


@pytest.mark.parametrize("language", FLOORS)
def test_a_translation_keeps_the_places_of_names_and_amounts(language: str) -> None:
    wrong = []
    with catalogue(language).open("rb") as file:
        for message in read_po(file):
            said = message.string if isinstance(message.string, tuple | list) else (message.string,)
            asked = message.id[-1] if isinstance(message.id, tuple | list) else message.id
            wrong += [
                text for text in said if message.id and sorted(PLACE.findall(text)) != sorted(PLACE.findall(asked))
            ]
    assert wrong == []


@pytest.mark.parametrize("language", [*FLOORS, "zh-hant"])
def test_a_guided_form_says_the_same_in_every_language(language: str) -> None:
    said, source = translations(language), "zh-hans" if language == "zh-hant" else "en"
    texts = {text[source] for text in catalogues.form_texts()}
    assert set(said) - texts == set(), "the form no longer says this"
    assert [one for one, other in said.items() if sorted(HOLE.findall(one)) != sorted(HOLE.findall(other))] == []
    with override(language):
        asked = next(text for text in catalogues.form_texts() if language not in text and text[source] in said)
        assert in_reader_language(asked) == said[asked[source]]


def test_traditional_forms_are_made_from_the_simplified() -> None:
    signs = [text["zh-hans"] for text in catalogues.form_texts() if "zh-hant" not in text]
    said = translations("zh-hant")
    assert [said.get(one) for one in signs] == in_traditional(signs), "tools/catalogues.py extract writes them"


@pytest.mark.parametrize(
    "pattern", [*catalogues.settings()["texts"]["first"], *catalogues.settings()["texts"]["parties"]]
)
def test_every_pattern_of_pages_matches_texts(pattern: str) -> None:
    assert catalogues.texts_of([pattern])


@pytest.mark.parametrize("language", FLOORS)
def test_what_is_not_translated_yet_is_english_and_never_chinese(language: str) -> None:
    lacking = next(
        text
        for context, text in catalogues.texts_of(["desk/*"])
        if context is None and f'msgid "{text}"\n' not in catalogue(language).read_text(encoding="utf-8")
    )
    assert compiled(language).gettext(lacking) == lacking


def test_traditional_chinese_is_complete_and_has_no_simplified_sign() -> None:
    said = compiled("zh_Hant")
    assert said.gettext("Sign in") != "Sign in"
    with catalogue("zh_Hans").open("rb") as file:
        texts = [said.gettext(m.id) for m in read_po(file) if isinstance(m.id, str) and m.id and m.context is None]
    assert [text for text in texts if re.search("[证诉讼时间问许说请为这对]", text)] == []
    wrong = [word for word in catalogues.settings()["traditional"] if any(word in text for text in texts)]
    assert wrong == []


def test_a_period_is_named_as_in_the_table_and_else_in_the_readers_language() -> None:
    for place, language in enumerate(("zh-hans", "en")):
        with override(language):
            assert {rule: period_name(rule) for rule in NAMES} == {rule: period_names(rule)[place] for rule in NAMES}
    for language in FLOORS:
        with override(language):
            named = {rule: period_name(rule) for rule in NAMES}
            assert [name for rule, name in named.items() if name == period_names(rule)[1]] == []
            assert period_name("payment_order_issue") == "Issue payment order", "no name yet: English"


def test_a_foreign_count_follows_its_own_plural() -> None:
    days = ("%(days)d day left", "%(days)d days left")
    assert [compiled("ru").ngettext(*days, number).split()[-1] for number in (1, 3, 7)] == ["день", "дня", "дней"]
    assert compiled("vi").ngettext(*days, 1) == compiled("vi").ngettext(*days, 7)


def test_extraction_drops_what_the_source_no_longer_says(tmp_path: Path) -> None:
    for language in ("en", "vi"):
        place = tmp_path / "locale" / language / "LC_MESSAGES"
        place.mkdir(parents=True)
        text = catalogue(language).read_text(encoding="utf-8")
        stale = '\nmsgid "Gone"\nmsgstr "Mất"\n' if language == "vi" else ""
        (place / "django.po").write_text(text + stale, encoding="utf-8")
    catalogues.renew(tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.po")
    after = (tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    assert "Gone" not in after
    assert "Đăng nhập" in after
