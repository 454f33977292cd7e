"""Every interview, filled by invented people from its data: no gap, no doubled mark, courts and sums that fit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.filing_people import SNAPSHOTS, TODAY, answered, complaints, middling, pleaded
from tongban.courts.law import cause_on, competent_courts
from tongban.courts.vocabulary import Cause, VenueAnswer
from tongban.filing.rules.answers import findings, warnings
from tongban.filing.rules.diagnosis import leads_somewhere
from tongban.filing.rules.dispute import dispute_of
from tongban.filing.rules.expressions import parsed
from tongban.filing.rules.interview import interviews, materials_named
from tongban.filing.rules.reading import LANGUAGES
from tongban.filing.rules.told import as_asked
from tongban.filing.vocabulary import Answers, Interview, Kind, Pleading
from tongban.filing.wording import REFUSALS
from tongban.kernel.provision import in_chinese, in_english, provisions
from tongban.kernel.refusal import Refusal

ANSWERS_LIMIT = 40
"""From a story to a filed case; further rows come on top."""
ALL = sorted(interviews())
GAPS = re.compile(r"[{}\[\]]|None|，，|。。|；。|，。|（）|《》|“”|、、|于，|自起|自至|至，|(?<!\d)元|(?<!\d)%")
PAPER = re.compile(r"\bpaper copy\b|纸质|原件|paper original", re.IGNORECASE)


def files_of(interview: Interview, answers: Answers) -> set[str]:
    pages = as_asked(interview, answers, TODAY).pages
    return {q.id for page in pages for q in page.questions if q.kind is Kind.FILES}


def test_there_is_one_for_each_common_dispute() -> None:
    assert len(ALL) == 16
    groups = {interview.guide.group for interview in interviews().values()}
    assert groups == {"money", "contract", "work", "family", "harm", "digital", "other"}


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_whatever_is_answered_makes_a_complaint_without_gaps(name: str, data: st.DataObject) -> None:
    interview = interviews()[name]
    answers = answered(interview, lambda many: data.draw(st.integers(0, many - 1)), full=data.draw(st.booleans()))
    found = findings(interview, answers, files=files_of(interview, answers), today=TODAY)
    stops = {f"filing.rule.{name}.{rule.id}" for rule in interview.findings if rule.stops}
    stops |= {rule.reason for rule in interview.findings if rule.reason} | {
        "filing.nothing_left_to_claim",
        "filing.nothing_asked",
    }
    assert {refusal.reason for refusal in found} <= stops
    assert all(refusal.reason in REFUSALS for refusal in (*found, *warnings(interview, answers, today=TODAY)))
    pleading = pleaded(interview, answers)
    if isinstance(pleading, Refusal):
        assert found, pleading
        return
    text = "\n".join((*pleading.claims, pleading.facts))
    assert GAPS.search(text) is None, text
    assert len(pleading.claims) > 1, text
    assert pleading.claim.minor == sum(line.amount.minor for line in pleading.schedule if line.counts)
    assert all(line.amount.minor > 0 and provisions(line.law) for line in pleading.schedule)
    assert isinstance(cause_on(pleading.cause, TODAY), Cause)


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_a_court_is_found_for_people_with_known_addresses(name: str, data: st.DataObject) -> None:
    interview = interviews()[name]
    answers = answered(interview, lambda many: data.draw(st.integers(0, many - 1)))
    answers |= {key: "here" for key in answers if key.startswith("defendant") and key.endswith("where")}
    answers |= {"plaintiff.division": "510107", "defendant.division": "500103", "agreement.kind": "none"}
    answers |= {f"defendant.{row}.division": "500103" for row in (2, 3)}
    answer = competent_courts(dispute_of(interview, answers, TODAY), on=TODAY)
    assert isinstance(answer, VenueAnswer), answer
    assert answer.courts, (answers, [lost.why for lost in answer.lost])


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_a_story_is_filed_with_at_most_forty_answers(name: str, data: st.DataObject) -> None:
    interview = interviews()[name]
    once = {f"{page.repeat}.more": "no" for page in interview.pages if page.repeat}
    answers = answered(interview, lambda many: data.draw(st.integers(0, many - 1)), full=False) | once
    asked = [q for page in as_asked(interview, answers, TODAY).pages for q in page.questions if q.required]
    assert len(asked) <= ANSWERS_LIMIT, [q.id for q in asked]


@pytest.mark.parametrize("name", ALL)
def test_the_complaint_reads_as_it_was_looked_over(name: str) -> None:
    assert complaints(interviews()[name]) == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ALL)
def test_every_text_is_there_in_both_languages_and_none_asks_for_paper(name: str) -> None:
    interview = interviews()[name]
    questions = [q for page in interview.pages for q in page.questions]
    texts = [interview.title, interview.guide.can, interview.guide.where, *(line.label for line in interview.lines)]
    texts += [page.title for page in interview.pages] + [q.label for q in questions]
    texts += [text for q in questions for text in q.choices.values()]
    assert all(text.get(language, "").strip() for text in texts for language in LANGUAGES)
    asked = [text for q in questions if q.kind is Kind.FILES for text in (*q.label.values(), *q.hint.values())]
    assert [text for text in asked if PAPER.search(text)] == []


@pytest.mark.parametrize("name", ALL)
def test_every_article_can_be_cited_in_both_languages(name: str) -> None:
    interview = interviews()[name]
    laws = {q.law for page in interview.pages for q in page.questions}
    laws |= {one.law for one in (*interview.lines, *interview.findings)}
    for law in laws:
        assert all(provision.article for provision in provisions(law)), law
        assert "第" in in_chinese(law), law
        assert re.search(r"[A-Za-z]", in_english(law)), law


@pytest.mark.parametrize("name", ALL)
def test_what_stops_somebody_names_who_helps(name: str) -> None:
    for rule in interviews()[name].findings:
        if rule.reason:
            assert rule.reason in REFUSALS
        elif rule.stops:
            assert set(LANGUAGES) <= set(rule.contact), rule.id


@pytest.mark.parametrize("name", ALL)
def test_what_a_remedy_quotes_stands_on_the_pages(name: str) -> None:
    interview = interviews()[name]
    shown = [one.title for one in interviews().values()] + [page.title for page in interview.pages]
    shown += [text for page in interview.pages for q in page.questions for text in q.choices.values()]
    for language in LANGUAGES:
        said = "\n".join(text[language].lower() for text in shown)
        for rule in interview.findings:
            quoted = re.findall("“([^”]+)”", rule.remedy.get(language, ""))
            assert [one for one in quoted if one.lower() not in said] == [], rule.id


@pytest.mark.parametrize("name", ALL)
def test_files_have_a_name_in_the_complaint_and_one_meaning_only(name: str) -> None:
    files = [q for page in interviews()[name].pages for q in page.questions if q.kind is Kind.FILES]
    assert [q.id for q in files if materials_named()[q.id] != (q.paper, q.proves)] == []
    assert {"files.identity", "files.messages"} <= {q.id for q in files}


@pytest.mark.parametrize("name", ALL)
def test_what_a_page_asks_hangs_on_earlier_pages(name: str) -> None:
    """Without scripts a question that hangs on another of its page comes only after the page was sent."""
    leaning = {
        question.id
        for page in interviews()[name].pages
        if page.id not in {"plaintiff", "defendant", "court"}
        for question in page.questions
        if question.show_if and {one.id for one in page.questions} & parsed(question.show_if).names
    }
    assert leaning <= {"marriage.necessary"}


def test_nothing_of_a_loan_is_asked_before_somebody_says_that_it_is_one() -> None:
    def asked(**told: str) -> set[str]:
        pages = as_asked(interviews()["bank"], {f"bank.{key}": value for key, value in told.items()}, TODAY).pages
        return {question.id for page in pages for question in page.questions if question.id.startswith("bank.")}

    assert asked() == {"bank.kind", "bank.number", "bank.happened"}
    assert "bank.stolen" in asked(kind="stolen") - asked(kind="loan")
    assert "bank.principal" in asked(kind="loan") - asked(kind="stolen")


@pytest.mark.parametrize(
    ("kind", "place"),
    [("estate", "estate.division"), ("home", "home.division"), ("body", "harm.division"), ("gift", "")],
)
def test_the_place_that_decides_the_court_must_be_named(kind: str, place: str) -> None:
    pages = as_asked(interviews()["general"], {"matter.kind": kind}, TODAY).pages
    asked = {q.id: q.required for page in pages if page.id == "when" for q in page.questions}
    assert asked == {"matter.happened": True} | ({place: True} if place else {})


@pytest.mark.parametrize(("interest", "asked"), [("agreed", "按年利率10%"), ("overdue", "从本案起诉之日起")])
def test_interest_runs_until_it_is_paid_where_no_day_was_agreed(interest: str, asked: str) -> None:
    interview = interviews()["private_lending"]
    told = {"loan.interest": interest, "loan.rate": "10", "loan.happened": "2024-09-10"}
    found = pleaded(interview, answered(interview, middling, full=False, fixed=told))
    assert isinstance(found, Pleading)
    assert [claim for claim in found.claims if asked in claim and "计算至实际清偿之日止" in claim]
    assert "前归还" not in found.facts


@pytest.mark.parametrize("name", ALL)
def test_the_causes_of_action_stand_in_the_list(name: str) -> None:
    assert leads_somewhere(interviews()[name], TODAY) == ()
