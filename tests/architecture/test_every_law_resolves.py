"""Every article that the code cites is one of an instrument that the house knows, and is told in both languages."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest
from django.utils.translation import override

from tests.architecture import laws
from tongban.face.articles import cited
from tongban.face.wording import RULES
from tongban.kernel.provision import CITED_AS, CITED_IN_ENGLISH, SHORT_NAMES, provisions

pytestmark = pytest.mark.once

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_ROMAN = re.compile(r"[（(][ivx]+[）)]")

NOTICES = "calendar_years.csv"
"""Names the yearly notice about holidays by its title; no person is told it as a reason."""


def instruments() -> set[str]:
    """The instruments of law by every name by which the house cites them."""
    table = (resources.files("tongban.filing") / "data" / "instruments.csv").read_text(encoding="utf-8")
    listed = {row["name"] for row in csv.DictReader(table.splitlines())}
    return {*SHORT_NAMES, *CITED_AS, *CITED_IN_ENGLISH, *listed}


def flaws(law: str, known: set[str]) -> list[str]:
    """What a reader cannot find or read in a citation."""
    head, _colon, rule = law.partition(": ")
    sources = [part for part in head.split("; ") if part not in RULES]
    found = [] if law.strip() else ["empty"]
    found += [f"no source: {one}" for part in sources for one in provisions(part) if one.instrument not in known]
    if rule and rule not in RULES and rule.partition(": ")[0] not in RULES:
        found.append(f"no words: {rule}")
    with override("en"):
        found += [f"not English: {told}" for told in [cited(law)] if _CHINESE.search(told)]
    with override("zh-hans"):
        found += [f"not Chinese: {told}" for told in [cited(head)] if _LATIN.search(_ROMAN.sub("", told))]
        found += [f"not Chinese: {told}" for told in [cited(law)] if rule and not _CHINESE.search(told)]
    return found


def test_every_law_in_the_code_is_of_a_known_source_and_told_in_both_languages() -> None:
    known, places = instruments(), dict[str, str]()
    for law, place in laws.cited():
        places.setdefault(law, place)
    assert {place: found for law, place in places.items() if (found := flaws(law, known))} == {}
    assert len(places) > 500, "there are laws to look at"


@pytest.mark.parametrize(
    "law", ["", " ", "CPL", "民法总则 3", "20(1)", "house rule: nobody knows", "CPL 87: nobody knows"]
)
def test_a_law_that_leads_nowhere_is_caught(law: str) -> None:
    assert bool(flaws(law, instruments())) is (law != "CPL")


def test_an_article_beside_a_house_rule_is_told_in_both_languages() -> None:
    law = "民诉法解释 88; house rule: the register of licences"
    with override("en"):
        assert cited(law) == "SI 88; house rule: the register of licences"
    with override("zh-hans"):
        assert cited(law) == f"民诉法解释第88条；{RULES['house rule']}：{RULES['the register of licences']}"
