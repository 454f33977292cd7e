"""Whoever is refused can go on: a code to quote, the article, a way forward and a human being, in both languages.

Walks every reason that the source gives and every reason that has words, with the articles with which it is given; and
every outlet: pages, the error pages among them, the API, results of a table, the terminal.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from tests.architecture.house import ENTRANCES, SOURCE, dotted, python_files
from tests.architecture.laws import laws_of
from tests.architecture.test_every_refusal_has_words import words
from tongban.api.problems import problem
from tongban.cli.legal.telling import print_refusals
from tongban.face import errors
from tongban.face.articles import cited
from tongban.face.bulk import rows_csv
from tongban.face.hotlines import hotline
from tongban.face.refusals import problem as worded
from tongban.face.sayings import refusal_data, refusal_words
from tongban.filing.vocabulary.bulk import RowState, RowView
from tongban.helpline.vocabulary import HOTLINE
from tongban.kernel.refusal import Refusal, Refused

pytestmark = pytest.mark.once

HANDED_IN = "CPL 126"
"""Stands for the article of a reason whose article is handed to whoever gives it: a field's, a step's, a service's."""
_QUOTED = re.compile(r"%\((\w+)\)s")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PAGE = Template("{% load face %}{% refusals refusals %}")
_TOLD = Template("{% load face %}{% told problem %}")
LANGUAGES = ("zh-hans", "en")


def refusal(reason: str, law: str = HANDED_IN) -> Refusal:
    """A refusal for this reason with everything that its words quote."""
    told = words()[reason]
    names = sorted({*_QUOTED.findall(str(told.says)), *_QUOTED.findall(str(told.remedy))})
    return Refusal(reason, law, (), tuple((name, "7") for name in names))


def given() -> Iterator[Refusal]:
    """Every reason that has words, with each article with which the source gives it."""
    for reason in words():
        yield from (refusal(reason, law) for law in sorted(laws_of(reason)) or [HANDED_IN])


def test_most_reasons_are_looked_at_with_their_own_articles() -> None:
    assert sum(1 for reason in words() if laws_of(reason)) * 4 > len(words()) * 3


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
        for one in given():
            page = unescape(_PAGE.render(Context(context | {"refusals": [one]})))
            within = unescape(_TOLD.render(Context({"problem": worded(one)})))
            wanted = (one.reason, cited(one.law), *refusal_words(one))
            poor += [f"{one}: {part}" for part in (*wanted, f'href="tel:{HOTLINE}"') if part not in page]
            poor += [f"{one} within a text: {part}" for part in wanted if part not in within]
    assert poor == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_for_programs_has_code_article_remedy_and_a_human_contact(language: str) -> None:
    with override(language):
        for one in given():
            body = json.loads(problem(Refused(one), status=422).content)
            alone = refusal_data(one)
            for told, contact in ((body["reasons"][0], body["contact"]), (alone, alone["contact"])):
                assert (told["reason"], told["law"]) == (one.reason, one.law)
                assert told["says"].strip(), one
                assert told["remedy"].strip(), one
                assert contact["phone"] == HOTLINE
                assert contact["name"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_in_the_results_of_a_table_has_code_article_remedy_and_a_human_contact(language: str) -> None:
    with override(language):
        found = tuple(given())
        rows = csv.DictReader(
            io.StringIO(rows_csv([(RowView(2, "A-1", RowState.FAULTY, found, None), None, "")]).decode())
        )
        for told, one in zip(rows, found, strict=True):
            assert (told["reason"], told["law"]) == (one.reason, one.law)
            assert [told["says"].lstrip("'"), told["remedy"].lstrip("'")] == [*refusal_words(one)]
            assert HOTLINE in told["contact"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_at_a_terminal_has_code_article_remedy_and_a_human_contact(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with override(language):
        for one in given():
            print_refusals([one], as_json=False)
            shown = capsys.readouterr().out
            for part in (one.reason, cited(one.law), *refusal_words(one), HOTLINE):
                assert part in shown, one


ERROR_PAGES = {
    "400.html": errors.bad_request,
    "403.html": errors.denied,
    "403_csrf.html": errors.csrf,
    "404.html": errors.not_found,
}
SHOWN_ELSEWHERE = {
    "410.html": Refusal("requests.link_over", "house rule: a link to a file ends", (), (("minutes", "7"),)),
    "429.html": Refusal("requests.too_often", "house rule: how often one may try", (), (("minutes", "7"),)),
}
"""Pages of the doors and of the limits, and with what."""
OUR_FAILURE = "500.html"
"""No refusal: it has a reference to quote, which stands in the log, and a human contact."""


def test_every_error_page_is_looked_at() -> None:
    pages = {path.name for path in SOURCE.glob("*/templates/*.html") if re.match(r"[45]\d\d", path.name)}
    assert pages == {*ERROR_PAGES, *SHOWN_ELSEWHERE, OUR_FAILURE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_page_has_code_article_remedy_and_a_human_contact(language: str) -> None:
    request = RequestFactory().get("/")
    with override(language):
        answers = {name: page(request) for name, page in ERROR_PAGES.items()}
        for name, one in SHOWN_ELSEWHERE.items():
            context = {"problem": worded(one), "minutes": 7, "face": {"contact": hotline()}}
            answers[name] = HttpResponse(render_to_string(name, context))
        for name, answer in answers.items():
            page = unescape(answer.content.decode())
            code = re.search(r'<code translate="no">(requests\.\w+)</code>', page)
            assert code, name
            told = words()[code[1]]
            assert str(told.remedy).split("%")[0].strip()[:20] in page, name
            assert 'class="law' in page, name
            assert f'href="tel:{HOTLINE}"' in page, name


_TELLS = re.compile(r"\b([\w.]+)\.(what|remedy)\b")
_MARKED = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
PARTS = SOURCE / "face" / "templates" / "face" / "parts"
WHOLE = frozenset({PARTS / "told.html", PARTS / "error_summary.html"})
"""The only parts that put a refusal into words on a page; both are looked at above."""
BESIDE = PARTS / "field.html"
"""Says beside its field what the summary above says whole."""
NO_REFUSAL = {
    "timeline_step.html": {"step"},
    "service_one.html": {"way"},
    "delivery_served.html": {"line"},
    "delivery_receipt.html": {"line"},
    "delivery_contest.html": {"line"},
    "notices.html": {"row"},
    "fees_slip.html": {"one"},
    "filing.html": {"item"},
    "filing_court.html": {"item"},
    "law_courts.html": {"item"},
}
"""What is called `what` in these templates: a step, a way of service, papers; and grounds of venue that fell away."""


def test_no_template_tells_half_of_a_refusal() -> None:
    half = set()
    for path in set(SOURCE.rglob("*.html")) - WHOLE - {BESIDE}:
        text = path.read_text(encoding="utf-8")
        if path.name in {*ERROR_PAGES, *SHOWN_ELSEWHERE}:
            continue
        for mark in _MARKED.findall(text):
            half |= {f"{path.name}: {name}" for name, _part in _TELLS.findall(mark)}
    assert half == {f"{page}: {name}" for page, names in NO_REFUSAL.items() for name in names}


def test_every_page_with_a_form_that_can_be_refused_has_the_summary() -> None:
    texts = {str(path).split("/templates/")[1]: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.html")}
    lacking = {
        name
        for name, text in texts.items()
        if 'method="post"' in text and "{% field " in text and not _summed_up(name, texts)
    }
    assert lacking == {"face/parts/feed.html"}, "one tick, which nothing refuses"


def _summed_up(name: str, texts: dict[str, str]) -> bool:
    """Whether a page, what it extends, or every page that includes it shows the summary."""
    text = texts.get(name, "")
    if "error_summary" in text or "{% refusals " in text:
        return True
    above = re.search(r'{% extends "([^"]+)" %}', text)
    if above:
        return _summed_up(above[1], texts)
    around = [other for other, its in texts.items() if f'{{% include "{name}"' in its]
    return bool(around) and all(_summed_up(other, texts) for other in around)


def test_the_foot_of_every_page_names_a_human_being() -> None:
    feet = [path for path in SOURCE.rglob("*.html") if "{% block footer %}" in path.read_text(encoding="utf-8")]
    assert feet == [SOURCE / "face" / "templates" / "face" / "base.html"], "no page has another foot"
    assert 'href="tel:{{ face.hotline.phone }}"' in feet[0].read_text(encoding="utf-8")


def test_words_of_refusals_are_put_together_in_the_face_alone() -> None:
    apart = {
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path, tree in python_files()
        if path.relative_to(SOURCE).parts[0] in {*ENTRANCES, "wiring"}
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "refusal_words")
        or (isinstance(node, ast.Attribute) and node.attr == "remedy")
        or (isinstance(node, ast.FormattedValue) and dotted(node.value) in {"no", "refusal"})
    }
    # The API tells each reason with its article, and whom to ask once, as RFC 9457 wants it: looked at above.
    assert {place.partition(":")[0] for place in apart} == {"api/problems.py"}


def test_every_refusal_is_told_in_chinese_and_in_english() -> None:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = {reason: refusal_words(refusal(reason)) for reason in words()}
    chinese, english = (found[language] for language in LANGUAGES)
    assert [r for r, told in chinese.items() if not all(_CHINESE.search(part) for part in told)] == []
    same = [reason for reason, told in english.items() if set(told) & set(chinese[reason])]
    assert same == [], "an English text may quote a Chinese one, never be it"
