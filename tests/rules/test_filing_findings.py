"""What the answers show: preconditions that stop, warnings, parties who are minors, dead, abroad or nowhere."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.filing_people import answered, credit_code, id_number, middling, pleaded
from tongban.cases.vocabulary import Circumstance
from tongban.filing.rules.answers import findings, question_findings, warnings
from tongban.filing.rules.dispute import circumstances_of
from tongban.filing.rules.interview import forms, interviews
from tongban.filing.vocabulary import Answers, Pleading
from tongban.kernel.refusal import Refusal

TODAY = date(2026, 3, 2)


def stopped(name: str, **told: str) -> set[str]:
    """The rules of the interview that stand in the way."""
    answers = {key.replace("__", "."): value for key, value in told.items()}
    found = findings(interviews()[name], answers, files=(), today=TODAY)
    prefix = f"filing.rule.{name}."
    return {refusal.reason.removeprefix(prefix) for refusal in found if refusal.reason.startswith(prefix)}


def warned(name: str, **told: str) -> set[str]:
    """The rules of the interview that warn."""
    answers = {key.replace("__", "."): value for key, value in told.items()}
    return {
        one.reason.removeprefix(f"filing.rule.{name}.") for one in warnings(interviews()[name], answers, today=TODAY)
    }


def test_labour_arbitration_comes_first() -> None:
    assert "arbitration_first" in stopped("labour", arbitration__state="none")
    assert stopped("labour", arbitration__state="decided", arbitration__received="2026-02-20") == set()


def test_a_note_of_unpaid_wages_opens_the_court_for_those_wages_alone() -> None:
    told = {"work__side": "worker", "arbitration__state": "wage_note"}
    assert stopped("labour", **told, claim__what="wages") == set()
    assert "only_wages_by_note" in stopped("labour", **told, claim__what="wages,severance")


def test_rent_is_claimed_for_a_time_with_both_its_ends() -> None:
    told = {"lease__side": "landlord"}
    assert "rent_without_end" not in stopped("lease", **told)
    assert "rent_without_end" in stopped("lease", **told, lease__since="2025-06-01")
    assert "rent_without_end" in stopped("lease", **told, lease__until="2025-12-31")
    assert "rent_without_end" not in stopped("lease", **told, lease__since="2025-06-01", lease__until="2025-12-31")


def test_who_sues_somebody_on_foot_without_fault_names_the_part() -> None:
    told = {"accident__vehicle": "none", "accident__fault": "none"}
    assert "part_needed" in stopped("traffic_accident", **told)
    assert "part_needed" not in stopped("traffic_accident", **told, accident__share="20")
    assert "part_needed" not in stopped("traffic_accident", **told | {"accident__vehicle": "motor"})


def test_fifteen_days_after_the_award_a_warning_is_given() -> None:
    told = {"arbitration__state": "decided"}
    assert "fifteen_days" in warned("labour", **told, arbitration__received="2026-02-14")
    assert "fifteen_days" not in warned("labour", **told, arbitration__received="2026-02-15")


@pytest.mark.parametrize("state", ["pregnant", "birth", "ended"])
def test_a_husband_waits_while_article_1082_protects_his_wife(state: str) -> None:
    told = {"marriage__role": "husband", "marriage__pregnancy": state}
    assert "pregnancy" in stopped("divorce", **told)
    assert "pregnancy" not in stopped("divorce", **told, marriage__necessary="yes")
    assert "pregnancy" not in stopped("divorce", marriage__role="wife", marriage__pregnancy=state)


@pytest.mark.parametrize(("day", "stops"), [("2025-09-03", True), ("2025-09-02", False)])
def test_six_months_pass_before_a_second_suit_for_divorce(day: str, *, stops: bool) -> None:
    told = {"earlier__any": "yes", "earlier__end": "refused", "earlier__day": day}
    assert ("six_months" in stopped("divorce", **told)) is stops
    assert "six_months" not in stopped("divorce", **told, earlier__new="再次实施家庭暴力")


@pytest.mark.parametrize(("due", "warns"), [("2023-03-02", True), ("2023-03-03", False)])
def test_the_three_years_of_limitation_warn_and_do_not_stop(due: str, *, warns: bool) -> None:
    told = {"loan__due": due, "loan__happened": "2020-01-01", "loan__amount": "100"}
    assert ("limitation" in warned("private_lending", **told)) is warns
    assert stopped("private_lending", **told) == set()


def test_who_asks_for_no_money_says_what_else() -> None:
    assert ("wish.text",) in {one.fields for one in general(sum__any="no")}
    assert ("wish.text",) not in {one.fields for one in general(sum__any="no", wish__text="判令被告道歉。")}
    assert ("wish.text",) not in {one.fields for one in general(sum__any="yes", sums__amount="5000")}


def general(**told: str) -> tuple[Refusal, ...]:
    answers = {key.replace("__", "."): value for key, value in told.items()}
    return findings(interviews()["general"], answers, files=(), today=TODAY)


def test_money_and_something_else_are_claimed_together_and_are_no_small_claim() -> None:
    """CPL 165: small claims are about money alone."""
    interview = interviews()["general"]
    told = answered(interview, middling) | {"sums.amount": "5000", "wish.text": "判令被告赔礼道歉。"}
    made = pleaded(interview, told)
    assert isinstance(made, Pleading)
    assert made.claims[0] == "判令被告赔礼道歉。"
    assert "5,000.00元" in made.claims[1]
    assert Circumstance.NOT_MONEY in circumstances_of(interview, told, TODAY)
    assert Circumstance.NOT_MONEY not in circumstances_of(interview, told | {"wish.text": ""}, TODAY)


def test_rent_of_more_than_three_years_ago_warns_the_landlord() -> None:
    told = {"lease__side": "landlord", "lease__until": "2026-01-31"}
    assert "limitation" in warned("lease", **told, lease__since="2023-03-02")
    assert "limitation" not in warned("lease", **told, lease__since="2023-03-03")


def test_an_arbitration_clause_sends_people_elsewhere() -> None:
    for name in ("private_lending", "sale", "lease", "online_purchase"):
        assert "arbitration_agreed" in stopped(name, agreement__kind="arbitration")


def test_nobody_sues_the_dead_and_each_of_several_defendants_is_looked_at() -> None:
    told = {"defendant__where": "here", "defendant__more": "yes", "defendant__2__where": "dead"}
    answers = {key.replace("__", "."): value for key, value in told.items()}
    found = findings(interviews()["sale"], answers, files=(), today=TODAY)
    assert [one.fields for one in found if one.reason == "filing.rule.sale.defendant_dead"] == [("defendant.2.where",)]


def test_a_person_of_whom_only_the_name_is_known_cannot_be_told_apart() -> None:
    assert "nobody_named" in warned("sale", defendant__kind="natural", defendant__where="unknown")
    known = {"defendant__kind": "natural", "defendant__where": "unknown", "defendant__phone": "13800000000"}
    assert "nobody_named" not in warned("sale", **known)
    assert "address_unknown" in warned("sale", **known)
    assert "abroad" in warned("sale", defendant__where="abroad")


def test_a_child_is_asked_for_the_parent_who_acts() -> None:
    child = "510107201501010019"
    asked = {
        one.fields
        for one in findings(interviews()["maintenance"], {"plaintiff.id_number": child}, files=(), today=TODAY)
    }
    assert ("plaintiff.guardian",) in asked
    grown = {"plaintiff.id_number": id_number(1)}
    asked = {one.fields for one in findings(interviews()["maintenance"], grown, files=(), today=TODAY)}
    assert ("plaintiff.guardian",) not in asked


CHILD = "510107201501010019"


@pytest.mark.parametrize(
    "typed", ["５１０１０７２０１５０１０１００１９", "510107 20150101 0019", "510107201501010019\u200b"]
)
def test_the_age_is_read_from_the_number_however_it_is_typed(typed: str) -> None:
    asked = {
        one.fields
        for one in findings(interviews()["maintenance"], {"plaintiff.id_number": typed}, files=(), today=TODAY)
    }
    assert ("plaintiff.guardian",) in asked
    assert "minor_defendant" in warned("sale", defendant__kind="natural", defendant__id_number=typed)


def test_a_child_that_is_sued_may_be_named_with_the_parent_and_need_not() -> None:
    sale = interviews()["sale"]
    assert "minor_defendant" in warned("sale", defendant__kind="natural", defendant__id_number=CHILD)
    assert "minor_defendant" not in warned("sale", defendant__id_number=CHILD, defendant__guardian="周大山")
    assert "minor_defendant" not in warned("sale", defendant__id_number=id_number(2))
    assert "minor_defendant" not in warned("sale", defendant__kind="natural"), "nobody knows the age"
    found = findings(sale, {"defendant.id_number": CHILD}, files=(), today=TODAY)
    assert ("defendant.guardian",) not in {one.fields for one in found}, "who does not know it may leave it empty"


def test_nobody_acts_for_the_child_of_the_other_side() -> None:
    told = {"plaintiff.name": "林晓梅", "defendant.id_number": CHILD, "defendant.guardian": "林晓梅"}
    found = {one.reason for one in findings(interviews()["sale"], told, files=(), today=TODAY)}
    assert "filing.rule.sale.guardian_sues" in found
    told = {"plaintiff.id_number": CHILD, "plaintiff.guardian": "周志强", "defendant.name": "周志强"}
    found = {one.reason for one in findings(interviews()["maintenance"], told, files=(), today=TODAY)}
    assert "filing.rule.maintenance.guardian_sued" in found


def test_nobody_stands_on_both_sides_in_whatever_row() -> None:
    interview = interviews()["sale"]
    answers = answered(interview, middling) | {"defendant.more": "yes", "defendant.2.id_number": id_number(2)}
    answers |= {"plaintiff.more": "yes", "plaintiff.2.id_number": id_number(2)}
    found = findings(interview, answers, files=(), today=TODAY)
    assert ("defendant.2.id_number",) in {one.fields for one in found if one.reason == "filing.suing_oneself"}


def test_the_answer_to_a_question_that_is_no_longer_asked_counts_for_nothing() -> None:
    told = {"marriage__role": "wife", "marriage__pregnancy": "pregnant", "marriage__children": "no"}
    assert stopped("divorce", **told) == set()


@pytest.mark.parametrize(
    ("paper", "number", "reason"),
    [
        ("", id_number(1), ""),
        ("", "E12345678", "filing.id_number_wrong"),
        ("resident", "E12345678", "filing.id_number_wrong"),
        ("passport", "e12 345678", ""),
        ("passport", "E1234567890123456789X", "filing.paper_number_wrong"),
        ("hk_macao_permit", "H01234567", ""),
        ("hk_macao_permit", "01234567", "filing.paper_number_wrong"),
        ("taiwan_permit", "01234567", ""),
        ("taiwan_permit", "H01234567", "filing.paper_number_wrong"),
        ("foreign_residence", "KGZ500090051701", ""),
        ("foreign_residence", id_number(1), "filing.paper_number_wrong"),
    ],
)
@pytest.mark.parametrize("row", ["plaintiff", "defendant", "defendant.2"])
def test_the_number_is_judged_by_the_paper_that_the_person_has(row: str, paper: str, number: str, reason: str) -> None:
    told = {f"{row}.id_kind": paper, f"{row}.id_number": number, "defendant.more": "yes"}
    about = {f"{row}.id_kind", f"{row}.id_number"}
    for one in ("sale", "divorce") if row != "defendant.2" else ("sale",):
        found = findings(interviews()[one], told, files=(), today=TODAY)
        assert [no.reason for no in found if about.intersection(no.fields)] == ([reason] if reason else [])


def test_a_child_with_a_passport_is_asked_for_the_day_of_birth_and_the_parent_who_acts() -> None:
    told = {"plaintiff.id_kind": "passport", "plaintiff.id_number": "E12345678"}

    def asked(**more: str) -> set[tuple[str, ...]]:
        answers = told | {key.replace("__", "."): value for key, value in more.items()}
        return {one.fields for one in findings(interviews()["sale"], answers, files=(), today=TODAY)}

    assert ("plaintiff.born",) in asked()
    assert ("plaintiff.guardian",) in asked(plaintiff__born="2015-01-01")
    assert ("plaintiff.guardian",) not in asked(plaintiff__born="1990-01-01")
    assert ("plaintiff.born",) not in asked(plaintiff__id_kind="resident")
    # The older card of a foreigner tells no day of birth, and while there is no number nobody knows which it is.
    card = {"plaintiff__id_kind": "foreign_residence"}
    assert ("plaintiff.born",) in asked(**card, plaintiff__id_number="KGZ500090051701")
    assert ("plaintiff.born",) not in asked(**card, plaintiff__id_number="")


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("care.kind", "dog", "filing.not_a_choice"),
        ("plaintiff.id_number", "510107199001010010", "filing.id_number_wrong"),
        ("care.monthly", "many", "amount.not_digits"),
        ("care.since", "2026-03-03", "filing.date_ahead"),
        ("care.since", "2026-13-03", "filing.not_a_date"),
    ],
)
def test_each_kind_of_answer_is_judged_in_its_own_words(name: str, typed: str, reason: str) -> None:
    question = interviews()["maintenance"].question(name)
    assert question is not None
    answers: Answers = {name: typed}
    assert [one.reason for one in question_findings(question, answers, today=TODAY)] == [reason]


@pytest.mark.parametrize(
    ("interview", "name", "typed", "reason"),
    [
        ("divorce", "marriage.why", "violence,boredom", "filing.not_a_choice"),
        ("bank", "bank.rate", "12,5", "filing.not_a_number"),
        ("bank", "plaintiff.credit_code", "91500103MA0000001Z", "filing.credit_code_wrong"),
        ("divorce", "marriage.children", "perhaps", "filing.not_a_choice"),
    ],
)
def test_several_choices_numbers_and_codes_are_judged_too(interview: str, name: str, typed: str, reason: str) -> None:
    question = interviews()[interview].question(name)
    assert question is not None
    assert [one.reason for one in question_findings(question, {name: typed}, today=TODAY)] == [reason]


@pytest.mark.parametrize("typed", ["{} {}", "{}　{}"])
def test_a_credit_code_is_taken_as_it_is_copied_from_a_licence(typed: str) -> None:
    code = credit_code(1)
    question = interviews()["bank"].question("plaintiff.credit_code")
    assert question is not None
    told = {"plaintiff.credit_code": typed.format(code[:8], code[8:]).lower()}
    assert list(question_findings(question, told, today=TODAY)) == []


def test_who_is_named_twice_on_a_side_is_told_and_hinders_nothing() -> None:
    told = {"defendant.more": "yes", "defendant.2.more": "yes", "defendant.id_number": id_number(2)}
    told |= {"defendant.2.id_number": id_number(3), "defendant.3.id_number": f" {id_number(2).lower()}"}
    found = [one for one in warnings(interviews()["sale"], told, today=TODAY) if one.reason == "filing.named_twice"]
    assert [(one.fields, dict(one.facts)) for one in found] == [
        (("defendant.3.id_number",), {"row": "3", "before": "1"})
    ]
    assert "filing.named_twice" not in {
        one.reason for one in findings(interviews()["sale"], told, files=(), today=TODAY)
    }
    others = told | {"defendant.3.id_number": id_number(4), "plaintiff.id_number": id_number(2)}
    assert "filing.named_twice" not in {one.reason for one in warnings(interviews()["sale"], others, today=TODAY)}


@pytest.mark.parametrize(
    ("happened", "rate", "found"),
    [
        ("2020-08-20", "15.5", {"over_the_cap"}),
        ("2020-08-20", "15.4", set()),
        ("2020-08-19", "12.1", {"old_contract"}),
        ("2018-01-01", "12", set()),
        ("2018-01-01", "24", {"old_contract"}),
    ],
)
def test_a_rate_above_the_limit_is_told_by_the_limit_that_counts(happened: str, rate: str, found: set[str]) -> None:
    """法释〔2020〕17号 25, 31: 3.85% on 2020-08-20, and 3% on the day of the suit."""
    told = warned("private_lending", loan__interest="agreed", loan__happened=happened, loan__rate=rate)
    assert told & {"over_the_cap", "old_contract"} == found


@pytest.mark.parametrize(
    ("effective", "knew", "late"),
    [("2025-12-01", "2025-06-01", False), ("2025-06-01", "2025-12-01", False), ("2025-06-01", "2025-07-01", True)],
)
def test_the_time_for_a_retrial_never_begins_before_the_judgment_binds(
    effective: str, knew: str, *, late: bool
) -> None:
    """CPL 216: six months from its effect; by the grounds of 211(1), (3), (12), (13) from when they were known."""
    told = {"retrial.effective": effective, "retrial.grounds": "evidence,law", "retrial.knew": knew}
    found = {one.reason for one in findings(forms()["retrial"], told, files=(), today=TODAY)}
    assert ("filing.period_over" in found) is late
