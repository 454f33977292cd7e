"""Whoever is refused can go on: a code to quote, the article, a way forward and a human being, in both languages.

Walks every reason that the source gives and every reason that has words.
"""

from __future__ import annotations

import ast
import json
import re

import pytest
from django.template import Context, Template
from django.utils.translation import override

from tests.architecture.house import SOURCE, dotted, python_files
from tests.architecture.test_every_refusal_has_words import words
from tongban.api.problems import problem
from tongban.face.articles import cited
from tongban.face.contacts import hotline
from tongban.face.sayings import refusal_words
from tongban.helpline.vocabulary import HOTLINE
from tongban.kernel.refusal import Refusal, Refused

pytestmark = pytest.mark.once

LAW = "CPL 126"
_QUOTED = re.compile(r"%\((\w+)\)s")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PAGE = Template("{% load face %}{% refusals refusals %}")
LANGUAGES = ("zh-hans", "en")


def refusal(reason: str) -> Refusal:
    """A refusal for this reason with everything that its words quote."""
    told = words()[reason]
    names = sorted({*_QUOTED.findall(str(told.says)), *_QUOTED.findall(str(told.remedy))})
    return Refusal(reason, LAW, (), tuple((name, "7") for name in names))


def test_every_refusal_in_the_source_names_its_law() -> None:
    lawless = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path, tree in python_files()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "Refusal"
        if not any(_tells(each) for each in (*node.args[1:2], *(k.value for k in node.keywords if k.arg == "law")))
    ]
    assert lawless == []


def _tells(law: ast.expr) -> bool:
    return not (isinstance(law, ast.Constant) and not str(law.value or "").strip())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_refusal_has_code_article_remedy_and_a_human_contact(language: str) -> None:
    poor = []
    with override(language):
        context = {"face": {"contact": hotline()}}
        for reason in words():
            one = refusal(reason)
            page = _PAGE.render(Context(context | {"refusals": [one]}, autoescape=False))
            wanted = (reason, cited(LAW), *refusal_words(one), f'href="tel:{HOTLINE}"')
            poor += [f"{reason}: {part}" for part in wanted if part not in page]
    assert poor == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_for_programs_has_code_article_remedy_and_a_human_contact(language: str) -> None:
    with override(language):
        for reason in words():
            body = json.loads(problem(Refused(refusal(reason)), status=422).content)
            told = body["reasons"][0]
            assert (told["reason"], told["law"]) == (reason, LAW)
            assert told["says"].strip(), reason
            assert told["remedy"].strip(), reason
            assert body["contact"]["phone"] == HOTLINE
            assert body["contact"]["name"]


def test_every_refusal_is_told_in_chinese_and_in_english() -> None:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = {reason: refusal_words(refusal(reason)) for reason in words()}
    chinese, english = (found[language] for language in LANGUAGES)
    assert [r for r, told in chinese.items() if not all(_CHINESE.search(part) for part in told)] == []
    same = [reason for reason, told in english.items() if set(told) & set(chinese[reason])]
    assert same == [], "an English text may quote a Chinese one, never be it"
