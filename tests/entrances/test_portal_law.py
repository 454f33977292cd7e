"""The law for people on the portal: every question, in both languages, and words for whatever cannot be answered."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from tongban.cases.law import PROCEDURES
from tongban.courts.law import case_types, causes_on, period_rules
from tongban.courts.vocabulary import Cause, ClauseKind, Matter
from tongban.fees.law import tariff
from tongban.fees.vocabulary import FeeKind, Halving
from tongban.kernel.periods import RuleState
from tongban.portal.forms.law_courts import VenueForm
from tongban.portal.forms.law_fees import FeeForm
from tongban.portal.forms.sections import SectionedForm

pytestmark = pytest.mark.django_db
GARBAGE = ("", " ", "\x00", "☃" * 50, "../../etc", "%s%n%(x)s", "-1", "9" * 400, "<script>", "2026-02-30", "\ud7ff")
LIVE = sorted(rule.id for rule in period_rules().values() if rule.state is RuleState.LIVE)
LOAN = {"matter": "private_lending", "plaintiff": "510107", "defendant": "500103", "amount": "186500"}
LANGUAGES = ("zh-hans", "en")


@pytest.fixture
def law(client: Client) -> Law:
    """Somebody without an account."""
    return Law(client)


class Law:
    """Opens pages of the law."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, page: str = "", language: str = "zh-hans", **asked: object) -> HttpResponse:
        return self.client.get(f"/law/{page}", asked, headers={"Accept-Language": language})

    def text(self, page: str, language: str = "zh-hans", **asked: object) -> str:
        answer = self.get(page, language, **asked)
        assert answer.status_code == 200, answer.content.decode()[:4000]
        return answer.content.decode()


def test_all_six_questions_stand_on_the_first_page(law: Law) -> None:
    for language in LANGUAGES:
        page = law.text("", language)
        for name in ("periods", "fees", "courts", "numbers", "causes", "procedures"):
            assert f'href="/law/{name}/"' in page


def test_every_live_period_says_in_both_languages_what_starts_it() -> None:
    rules = [rule for rule in period_rules().values() if rule.state is RuleState.LIVE]
    assert [rule.id for rule in rules if not (rule.start_event and rule.start_event_zh)] == []
    assert [rule.id for rule in rules if bool(rule.effect) != bool(rule.effect_zh)] == []


@pytest.mark.parametrize(("language", "statute"), [("zh-hans", "民事诉讼法"), ("en", "Court Fee Measures")])
def test_periods_lie_folded_under_their_law_until_somebody_searches(law: Law, language: str, statute: str) -> None:
    page = law.text("periods/", language)
    assert f'<details class="fold"><summary>{statute} (' in page
    assert [rule for rule in LIVE if page.count(f'/law/periods/{rule}/"') != 1] == []
    found = law.text("periods/", language, words="appeal")
    assert "/law/periods/appeal_judgment/" in found
    assert '<details class="fold">' not in found


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.heavy(keep=12)) for rule in LIVE])
def test_every_live_period_is_shown_and_counted(law: Law, rule: str) -> None:
    assert period_rules()[rule].start_event_zh in law.text(f"periods/{rule}/")
    answer = law.get(f"periods/{rule}/", "en", on="2026-03-02", hour="10:20")
    assert answer.status_code in {200, 422}
    assert ("explain__steps" if answer.status_code == 200 else "error__remedy") in answer.content.decode()


def test_the_last_day_of_an_appeal_is_told_with_its_steps(law: Law) -> None:
    page = law.text("periods/appeal_judgment/", on="2026-02-01")
    assert "2026年2月24日" in page
    assert "判决书送达该当事人之日" in page
    assert "24 February 2026" in law.text("periods/appeal_judgment/", "en", on="2026-02-01")


def test_days_that_do_not_count_and_an_extension_move_the_end(law: Law) -> None:
    plain = law.text("periods/trial_ordinary/", "en", on="2026-01-05")
    asked = {"ground": "appraisal", "first": "2026-02-01", "last": "2026-03-01"}
    longer = law.text("periods/trial_ordinary/", "en", on="2026-01-05", **asked)
    assert "expert appraisal" in longer
    assert plain.split("<h2")[1] != longer.split("<h2")[1]
    prolonged = {"by": "president", "longer": "6", "longer_unit": "month", "approved": "2026-06-01"}
    assert "president" in law.text("periods/trial_ordinary/", "en", on="2026-01-05", **prolonged)
    assert law.get("periods/trial_ordinary/", on="2026-01-05", ground="appraisal").status_code == 422


def test_an_unknown_period_cause_or_procedure_is_not_found(law: Law) -> None:
    for page in ("periods/nothing/", "causes/nothing/", "procedures/nothing/"):
        assert law.get(page).status_code == 404


def test_a_fee_is_told_line_by_line(law: Law) -> None:
    page = law.text("fees/", "en", kind="property", amount="186500", halve="simplified", asked="yes")
    assert "CNY 2,015.00" in page
    assert "over 100,000, up to 200,000" in page
    assert "适用简易程序" not in page
    chinese = law.text("fees/", kind="property", amount="186500", halve="simplified", asked="yes")
    assert "2,015.00 元" in chinese


def test_without_a_local_figure_the_range_is_shown_and_with_it_the_fee(law: Law) -> None:
    assert "CNY 50.00 – CNY 300.00" in law.text("fees/", "en", kind="divorce", asked="yes")
    assert "CNY 200.00" in law.text("fees/", "en", kind="divorce", local="200", asked="yes")


def test_a_missing_or_unreadable_amount_is_said_beside_its_field(law: Law) -> None:
    for amount in ("", "viele", "-5"):
        answer = law.get("fees/", kind="property", amount=amount, asked="yes")
        assert answer.status_code == 422
        assert 'id="id_amount_error"' in answer.content.decode()


@pytest.mark.parametrize("kind", list(FeeKind))
def test_every_kind_of_fee_is_answered(law: Law, kind: FeeKind) -> None:
    amount = {"amount": "186500"} if tariff().items[kind].bands.bands else {}
    for language in LANGUAGES:
        assert f"?kind={kind.value}" in law.text("fees/", language)
        page = law.text("fees/", language, kind=kind.value, asked="yes", **amount)
        assert "explain__steps" in page


@pytest.mark.parametrize("why", list(Halving))
def test_every_reason_to_halve_is_told_in_the_reader_s_language(law: Law, why: Halving) -> None:
    page = law.text("fees/", "en", kind="property", amount="186500", halve=why.value, asked="yes")
    assert why.term not in page


def test_the_courts_of_a_loan_are_told_with_reasons_and_lost_grounds(law: Law) -> None:
    page = law.text("courts/", "en", **LOAN)
    assert page.index("成都市武侯区人民法院") < page.index("重庆市渝中区人民法院")
    assert "Other grounds that were looked at" in page
    agreed = law.text("courts/", **LOAN, clause=ClauseKind.DEFENDANT.value)
    assert "重庆市渝中区人民法院" in agreed


def test_a_clause_that_names_an_unknown_court_is_refused_beside_its_field(law: Law) -> None:
    answer = law.get("courts/", **LOAN, clause="court", clause_court="月球人民法院")
    assert answer.status_code == 422
    assert 'id="id_clause_court_error"' in answer.content.decode()


@pytest.mark.parametrize("matter", list(Matter))
def test_every_matter_has_its_questions_and_an_answer_or_reasons(law: Law, matter: Matter) -> None:
    for language in LANGUAGES:
        assert 'name="plaintiff"' in law.text("courts/", language, matter=matter.value)
    answer = law.get("courts/", "en", **{**LOAN, "matter": matter.value})
    assert answer.status_code in {200, 422}
    page = answer.content.decode()
    assert ("explain__steps" if answer.status_code == 200 else "errors__list") in page


def test_a_matter_that_is_none_is_refused(law: Law) -> None:
    for matter in ("", "xyzzy"):
        assert law.get("courts/", matter=matter).status_code == 422
        assert law.get("courts/", words=matter).status_code == 422


@pytest.mark.parametrize(("words", "matter"), [("借钱不还", "private_lending"), ("car accident", "traffic_accident")])
def test_own_words_lead_to_the_matters_that_may_be_meant(law: Law, words: str, matter: str) -> None:
    for asked in ({"words": words, "matter": ""}, {"matter": words}):
        page = law.text("courts/", **asked)
        assert f'href="/law/courts/?matter={matter}"' in page
        assert 'name="plaintiff"' not in page, "nothing is taken for the reader"


def test_a_case_number_is_read(law: Law) -> None:
    page = law.text("numbers/", text="(2026)渝0103民初1号")
    assert "重庆市渝中区人民法院" in page
    assert "2026" in page
    assert law.get("numbers/", text="no number").status_code == 422


def test_every_type_of_case_is_listed(law: Law) -> None:
    page = law.text("numbers/types/")
    assert all(row.name in page for row in case_types())
    assert "民事一审" in law.text("numbers/types/", "en", words="民初")


def test_a_cause_is_found_by_everyday_words_and_by_initials(law: Law) -> None:
    for words in ("借钱不还", "minjianjiedai"):
        assert "民间借贷纠纷" in law.text("causes/", q=words)
    assert law.get("causes/", q="☃☃☃").status_code == 422


def test_every_head_of_the_list_of_causes_leads_downwards(law: Law) -> None:
    listed = causes_on(date(2026, 3, 2))
    assert not isinstance(listed, tuple) or all(isinstance(cause, Cause) for cause in listed)
    page = law.text("causes/")
    heads = [cause for cause in listed if not cause.parent]  # type: ignore[union-attr]
    assert heads
    for cause in heads:
        assert f"/law/causes/{cause.code}/" in page
        assert cause.name in law.text(f"causes/{cause.code}/")


@pytest.mark.parametrize("name", sorted(PROCEDURES))
def test_every_procedure_shows_its_stages_acts_and_articles(law: Law, name: str) -> None:
    for language in LANGUAGES:
        assert f"/law/procedures/{name}/" in law.text("procedures/", language)
        page = law.text(f"procedures/{name}/", language)
        assert page.count('class="table-frame"') >= 1
        assert page.count('<details class="fold"') == len(PROCEDURES[name].stages)
        assert page.count('<details class="fold" open>') == 1
        assert 'class="law' in page


@pytest.mark.parametrize("text", GARBAGE)
def test_no_garbage_brings_a_page_down(law: Law, text: str) -> None:
    asked = [
        ("periods/", ("words",)),
        ("periods/trial_ordinary/", ("on", "travel", "ground", "first", "by", "longer", "longer_unit", "approved")),
        ("periods/appeal_judgment/", ("handed_in", "posted", "kept_from", "kept_to", "applied", "reading_rest_day")),
        ("fees/", ("kind", "amount", "local", "halve", "changed_from", "appealed_amount", "currency", "rate", "on")),
        ("fees/", ("reading_rounding", "claim_1_kind", "claim_1_amount", "claim_1_claimant", "claimant")),
        ("courts/", (*LOAN, "claim", "facts", "more", "clause", "clause_place", "clause_court", "clause_facts")),
        ("courts/", ("performance", "defendant_states", "defendant_confined_at", "plaintiff_states", "plaintiff_2")),
        ("courts/", ("weight", "weight_abroad", "specialty", "court", "on", "foreign", "performer")),
        ("numbers/", ("text",)),
        ("numbers/types/", ("words",)),
        ("causes/", ("q",)),
    ]
    sound = {"on": "2026-02-01", "kind": "divorce", **LOAN}
    for page, names in asked:
        for name in names:
            own = sound if page != "courts/" else LOAN
            assert law.get(page, **{**own, name: text}).status_code in {200, 404, 422}, (page, name)


def test_own_words_lead_to_the_kinds_of_fees_that_may_be_meant(law: Law) -> None:
    page = law.text("fees/", kind="借钱不还")
    assert '<h2 id="near">' in page
    assert page.index('?kind=property"') < page.index('?kind=divorce"')
    assert 'id="id_kind_error"' in law.get("fees/", kind="xyzzy").content.decode()


def test_a_case_of_weight_goes_to_the_court_above(law: Law) -> None:
    page = law.text("courts/", **LOAN, weight="major_in_area")
    assert "重庆市第五中级人民法院" in page
    assert "重庆市渝中区人民法院</strong>" not in page


def test_many_parties_count_only_with_something_abroad(law: Law) -> None:
    assert "中级人民法院</strong>" not in law.text("courts/", **LOAN, weight_abroad="many_parties")
    assert "中级人民法院</strong>" in law.text("courts/", **LOAN, weight_abroad="many_parties", foreign="on")


def test_the_prison_of_the_one_who_is_sued_leads_to_its_court(law: Law) -> None:
    confined = {"defendant_states": "confined_a_year", "plaintiff_states": "confined", "claim": "other"}
    page = law.text("courts/", **LOAN, **confined, defendant_confined_at="重庆市渝北区")
    assert "重庆市渝北区人民法院" in page
    answer = law.get("courts/", **LOAN, defendant_confined_at="重庆市渝北区")
    assert answer.status_code == 422, "a prison of somebody who is in none"


def test_a_place_is_typed_by_name_and_an_unknown_one_is_refused_beside_it(law: Law) -> None:
    asked = {**LOAN, "plaintiff": "成都市武侯区", "defendant": "渝中区"}
    assert "四川省成都市武侯区人民法院" in law.text("courts/", **asked)
    answer = law.get("courts/", **{**asked, "defendant": "月球"})
    assert answer.status_code == 422
    assert 'id="id_defendant_error"' in answer.content.decode()


def test_a_clause_that_is_not_in_writing_does_not_count(law: Law) -> None:
    agreed = {**LOAN, "clause": ClauseKind.DEFENDANT.value}
    assert "渝中区人民法院</strong>" in law.text("courts/", **agreed)
    oral = law.text("courts/", "en", **agreed, clause_facts="written=no")
    assert "counts only in writing" in oral


def test_a_court_that_somebody_thinks_of_is_checked(law: Law) -> None:
    assert "渝中区人民法院</strong>" in law.text("courts/", **LOAN, court="渝0103")
    answer = law.get("courts/", **LOAN, court="渝0112")
    assert answer.status_code == 422
    assert 'id="id_court_error"' in answer.content.decode()


@pytest.mark.parametrize("matter", list(Matter))
def test_every_question_that_waits_waits_for_one_that_is_asked(matter: Matter) -> None:
    form = VenueForm(matter, None, on=date(2026, 3, 2))
    _every_wait_is_asked(form)


@pytest.mark.parametrize("kind", list(FeeKind))
def test_every_question_about_a_fee_that_waits_waits_for_one_that_is_asked(kind: FeeKind) -> None:
    _every_wait_is_asked(FeeForm(kind, None))


def _every_wait_is_asked(form: SectionedForm) -> None:
    rows = [row for section in form.sections for row in section.rows]
    assert [row.bound.name for row in rows] == list(form.fields)
    for row in rows:
        name, _sign, words = row.when.partition("=")
        if name:
            choices = {str(value) for value, _label in getattr(form.fields[name], "choices", ())}
            assert set(words.split()) <= choices, row.when


def test_the_first_section_of_a_loan_is_short(law: Law) -> None:
    first = VenueForm(Matter.PRIVATE_LENDING, None, on=date(2026, 3, 2)).sections[0]
    shown = [row.bound.name for row in first.rows if not row.when]
    assert shown == ["plaintiff", "defendant", "claim", "performance", "amount", "clause"]
    assert law.text("courts/", matter="private_lending").count("<details") >= 5


def test_an_amount_in_another_currency_needs_its_rate(law: Law) -> None:
    dollars = {"kind": "property", "amount": "10000", "currency": "USD"}
    answer = law.get("fees/", **dollars)
    assert answer.status_code == 422
    assert 'id="id_rate_error"' in answer.content.decode()
    assert "1,550.00 元" in law.text("fees/", **dollars, rate="7")


def test_several_claims_are_added_and_each_plaintiff_pays_alone(law: Law) -> None:
    two = {"kind": "property", "amount": "100000", "claim_1_kind": "property", "claim_1_amount": "86500"}
    assert "4,030.00 元" in law.text("fees/", **two)
    apart = law.text("fees/", **two, claimant="甲", claim_1_claimant="乙")
    assert "甲 · 2,300.00 元" in apart
    assert "乙 · 1,962.50 元" in apart
    together = law.text("fees/", **two, claimant="甲", claim_1_claimant="乙", reading_joinder="joinder_sum")
    assert "4,030.00 元" in together


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"claim_1_amount": "5"}, "claim_1_kind"),
        ({"claim_1_kind": "property", "claim_1_amount": "三万五"}, "claim_1_amount"),
        ({"claim_1_kind": "divorce", "changed_from": "5"}, "changed_from"),
        ({"claim_1_kind": "labour"}, "claim_1_kind"),
        ({"halve": "nothing"}, "halve"),
        ({"reading_rounding": "nothing"}, "reading_rounding"),
        ({"on": "2026-02-29"}, "on"),
        ({"on": "9999-12-31"}, "on"),
    ],
)
def test_what_is_wrong_with_a_question_about_fees_is_said_beside_it(
    law: Law, wrong: dict[str, str], field: str
) -> None:
    answer = law.get("fees/", kind="property", amount="100", **wrong)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_a_court_s_own_way_to_round_is_followed(law: Law) -> None:
    thirds = {"kind": "payment_order", "amount": "186500"}
    usual = law.text("fees/", **thirds)
    assert "1,343.33 元" in usual
    assert "4030÷3 = 1343.33…" in usual
    assert "1,343.00 元" in law.text("fees/", **thirds, reading_rounding="round_to_yuan")


def test_realising_security_is_charged_as_the_court_reads_it(law: Law) -> None:
    asked = {"kind": "security_realisation", "reading_security": "security_as_payment_order", "amount": "186500"}
    assert "1,343.33 元" in law.text("fees/", **asked)


def test_a_fee_that_hangs_on_nothing_is_told_at_once(law: Law) -> None:
    assert "50.00 元 – 300.00 元" in law.text("fees/", kind="divorce")
    assert "explain__steps" not in law.text("fees/", kind="property")


def test_what_came_late_is_said_and_an_obstacle_gives_the_days_back(law: Law) -> None:
    appeal = {"on": "2026-02-01", "handed_in": "2026-02-25"}
    assert "The last day was" in law.text("periods/appeal_judgment/", "en", **appeal)
    assert "came in time" in law.text("periods/appeal_judgment/", "en", **{**appeal, "handed_in": "2026-02-24"})
    lost = {"kept_from": "2026-02-10", "kept_to": "2026-02-24", "applied": "2026-02-26"}
    assert "came in time" in law.text("periods/appeal_judgment/", "en", **appeal, **lost)
    assert law.get("periods/appeal_judgment/", **appeal, kept_from="2026-02-10").status_code == 422


def test_a_court_s_own_way_to_count_back_is_followed(law: Law) -> None:
    page = law.text("periods/hearing_notice/", on="2026-03-12", reading_backward="plain")
    assert "2026年3月9日" in page
    assert law.get("periods/hearing_notice/", on="2026-03-12", reading_backward="nothing").status_code == 422
