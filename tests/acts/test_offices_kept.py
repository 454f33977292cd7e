"""What several postings make together, and what the court keeps of a change of judge or clerk."""

from __future__ import annotations

import hashlib
import json

from tests.acts.test_offices import WHY, asked, in_function, president, seen
from tests.builders import YUZHONG, House, refused, staff, step
from tongban.cases.actions.offices import decide_change, replace_in_case
from tongban.cases.actions.postings import post
from tongban.cases.models import OfficeChange
from tongban.cases.queries.offices import candidates_at
from tongban.cases.vocabulary.offices import ChangeState, Office
from tongban.cooperation.queries import sheet_of
from tongban.people.actions.register import appoint
from tongban.people.vocabulary import Role


def test_two_postings_make_one_load_and_one_without_a_share_keeps_from_its_division_alone(house: House) -> None:
    chief, second = president(), staff(YUZHONG, Role.JUDGE, "赵敏")
    for told in (
        in_function(house.judge, division="civil-1", share=50),
        in_function(house.judge, share=30),
        in_function(second, division="civil-1"),
        in_function(second, share=0),
    ):
        post(**told, by=chief, at=house.at)  # type: ignore[arg-type]
    found = {one.person: one for one in candidates_at(YUZHONG, Office.JUDGE, house.at)}
    assert found[house.judge.person].share == 80  # type: ignore[index]
    assert found[house.judge.person].divisions == {"civil-1", "civil-2"}  # type: ignore[index]
    assert (found[second.person].share, found[second.person].divisions) == (100, {"civil-1"})  # type: ignore[index]


def test_a_decision_of_the_committee_is_kept_by_its_number_and_a_number_is_short(house: House) -> None:
    staff(YUZHONG, Role.JUDGE, "赵敏")
    case, chief = house.case(), president()
    judge = case.judge
    step(house.clerk, house.at, lambda record: appoint(record, person=judge, role=Role.PRESIDENT, court=YUZHONG))  # type: ignore[arg-type]
    with refused("offices.committee_decided"):
        replace_in_case(case.uid, "judge", "recusal", WHY, reference="长" * 81, by=chief, at=house.at)
    replace_in_case(case.uid, "judge", "recusal", WHY, reference="审委会〔2026〕3号", by=chief, at=house.at)
    assert OfficeChange.objects.get().reference == "审委会〔2026〕3号"


def test_the_committee_decides_as_well_that_a_president_need_not_withdraw(house: House) -> None:
    case, chief = house.case(), president()
    step(
        house.clerk,
        house.at,
        lambda record: appoint(record, person=house.judge.person, role=Role.PRESIDENT, court=YUZHONG),  # type: ignore[arg-type]
    )
    uid = asked(house, case)
    with refused("offices.committee_decided"):
        decide_change(uid, grant=False, by=chief, at=house.at)
    decide_change(uid, grant=False, reference="审委会〔2026〕4号", by=chief, at=house.at)
    assert OfficeChange.objects.get().reference == "审委会〔2026〕4号"


def test_what_the_president_decides_unasked_is_kept_with_its_reasons_and_opens_no_file(house: House) -> None:
    staff(YUZHONG, Role.JUDGE, "赵敏")
    case, chief = house.case(), president()
    assert chief.person
    replace_in_case(case.uid, "judge", "overload", f" {WHY} ", by=chief, at=house.at)
    kept = OfficeChange.objects.get()
    assert (kept.before, kept.reasons, kept.state) == (case.judge, WHY, ChangeState.GRANTED)
    assert (kept.asked_by, kept.decided_by) == (None, chief.person)
    assert not seen(house, chief.person, case)


def test_the_sheet_that_travels_to_a_party_holds_no_digest_of_the_reasons(house: House) -> None:
    staff(YUZHONG, Role.JUDGE, "赵敏")
    case, reasons = house.case(), "住院治疗。"
    replace_in_case(case.uid, "judge", "illness", reasons, by=president(), at=house.at)
    sheet = sheet_of(house.viewer(house.lin.uid), case.uid)
    [changed] = [line for line in sheet["timeline"] if line["event"] == "office_changed"]
    assert changed["facts"]["ground"] == "illness"
    told = json.dumps(sheet, ensure_ascii=False)
    assert reasons not in told
    assert hashlib.sha256(reasons.encode()).hexdigest() not in told
