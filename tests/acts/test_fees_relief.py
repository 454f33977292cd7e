"""A payer asks for relief and names the account for a refund, itself and with proof; the court answers in writing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.acts.agents import accepted
from tests.acts.mediations import president
from tests.acts.money import ACCOUNT, FEE, books, owing, paid
from tests.acts.service import NONE, quick_papers
from tests.builders import House, material, party, person, refused
from tests.entrances.desk import signed_in
from tongban.cases.actions.outages import record_outage
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import CaseView, ClockView, Stage
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.documents.models import Document
from tongban.documents.queries import documents_of
from tongban.fees.actions.lapse import lapse_unpaid
from tongban.fees.actions.refunds import approve_refund, propose_refund
from tongban.fees.actions.relief import grant_relief, refuse_relief
from tongban.fees.models import Charge, Refund, ReliefApplication
from tongban.fees.queries import is_unpaid_over, open_applications
from tongban.fees.queries.charges import charge_view
from tongban.fees.rules.relief import Application
from tongban.fees.vocabulary import Account, RefundEvent
from tongban.frame.guard import lifted
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
WHY = "靠低保生活，抚养两个孩子，没有存款。"
WAIVED = Application("minimum_living", natural_person=True, written=True, hardship_proof=True, livelihood_proof=True)


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def apply(house: House, case: CaseView, fee: Charge, *proofs: str, who: UUID | None = None, **told: str) -> None:
    said = {"charge": str(fee.uid), "ground": "minimum_living", "written": WHY, "state_secret": "no"} | told
    act_as_party(
        "apply_relief",
        case=case.uid,
        by=party(who or house.lin.uid),
        at=house.at,
        arguments=said,
        materials=tuple(material(proof) for proof in proofs),
    )


def both() -> tuple[str, str]:
    return "hardship_proof", "livelihood_proof"


def test_an_application_is_taken_with_its_proof_and_nothing_lapses_until_it_is_decided(house: House) -> None:
    case, charge = owing(house)
    with lifted("test: the notice was served long ago"):
        Charge.objects.update(due=date(2026, 11, 20))
    charge.refresh_from_db()
    assert is_unpaid_over(charge_view(charge), house.at.date())
    apply(house, case, charge, *both())
    assert not is_unpaid_over(charge_view(charge), house.at.date())
    with refused("procedure.fee_period_over"):
        lapse_unpaid(case.uid, by=house.judge, at=house.at)
    (asked,) = open_applications(house.viewer(house.judge.person))
    assert (asked.reasons, asked.livelihood) == (WHY, True)
    kept = documents_of(house.viewer(house.judge.person), subjects=[asked.uid])
    assert len(kept) == 2
    assert len(documents_of(house.viewer(house.lin.uid), subjects=[asked.uid])) == 2
    assert documents_of(house.viewer(house.zhou.uid), subjects=[asked.uid]) == []
    assert open_applications(house.viewer(house.wuhou_judge.person)) == []
    assert WHY not in "".join(Entry.objects.values_list("body", flat=True))
    with refused("fees.relief_applied"):
        apply(house, case, charge, *both())
    with pytest.raises(IntegrityError), transaction.atomic(), lifted("test"):
        ReliefApplication.objects.create(charge=charge, applied_at=house.at, livelihood=False, reasons="", layer="own")


def test_all_that_an_application_lacks_is_said_at_once(house: House) -> None:
    case, charge = owing(house)
    with refused("fees.relief_in_writing", "fees.hardship_proof_missing", "fees.livelihood_proof_missing"):
        apply(house, case, charge, written=" ")
    with refused("fees.relief_ground_unknown"):
        apply(house, case, charge, "hardship_proof", ground="poverty")
    with refused("fees.reasons_long"):
        apply(house, case, charge, *both(), written="穷" * 2001)
    with refused("fees.no_such_charge"):
        apply(house, case, charge, *both(), charge="none")
    with refused("documents.state_secret"):
        apply(house, case, charge, *both(), state_secret="yes")
    with refused("cases.no_such_case"):
        apply(house, case, charge, *both(), who=house.zhou.uid)
    assert not ReliefApplication.objects.exists()


def test_who_is_granted_relief_reads_so_and_the_case_goes_on(house: House) -> None:
    case, charge = owing(house)
    apply(house, case, charge, *both())
    grant_relief(charge.uid, WAIVED, reasons="符合免交条件", by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    assert ReliefApplication.objects.get().decision is not None
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert books() == {Account.RELIEF: FEE, Account.PREPAID: -FEE}
    decision = Document.objects.get(kind="relief_decision")
    assert (decision.holder, decision.layer) == (house.lin.uid, "handed_in")
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert "Granted." in page
    with refused("fees.nothing_owed_by_you"):
        apply(house, case, charge, *both())


def test_who_asks_about_a_fee_that_was_paid_meanwhile_is_told_why_nothing_comes_of_it(house: House) -> None:
    case, charge = owing(house)
    lin, ask = signed_in(house, house.lin.uid), f"/cases/{case.uid}/fees/{charge.uid}/relief/"
    assert lin.get(ask).status_code == 200
    paid(house, case)
    answer = lin.post(ask, {"ground": "injured", "written": WHY, "state_secret": "no", "hardship_proof": file()})
    assert answer.status_code == 422, "nothing was asked for, and no page says that it was"
    assert "You owe nothing under this fee." in answer.content.decode()
    assert not ReliefApplication.objects.exists()


def test_a_refusal_is_in_writing_with_reasons_a_new_day_and_a_remedy(house: House) -> None:
    case, charge = owing(house)
    apply(house, case, charge, *both())
    day = house.at.date() + timedelta(days=7)
    refuse_relief(charge.uid, "minimum_living", reasons="未提交低保证明", new_day=day, by=house.judge, at=house.at)
    assert Document.objects.filter(kind="relief_decision").count() == 1
    charge.refresh_from_db()
    assert not is_unpaid_over(charge_view(charge), day)
    assert is_unpaid_over(charge_view(charge), day + timedelta(days=1))
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert "未提交低保证明" in page
    assert "review" in page
    with refused("fees.relief_decided"):
        apply(house, case, charge, *both())


def clock_of(case: CaseView, charge: Charge) -> ClockView:
    """The period to pay, as the case shows it."""
    [found] = [one for one in clocks_of(case.uid) if one.rule == charge.period and one.met_at is None]
    return found


def test_after_a_refusal_the_case_shows_the_new_day_and_what_befalls_it_counts_from_there(house: House) -> None:
    case, charge = owing(house)
    apply(house, case, charge, *both())
    sunday = date(2026, 12, 6)
    refuse_relief(charge.uid, "minimum_living", reasons="未提交低保证明", new_day=sunday, by=house.judge, at=house.at)
    house.work()
    charge.refresh_from_db()
    clock = clock_of(case, charge)
    # A day of rest: the next working day is the last one (CPL 85(3)), for the case and for the charge.
    assert (clock.due, charge.due) == (date(2026, 12, 7), date(2026, 12, 7))
    assert clock.article == "SI 213"
    began = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
    told = {"court": case.court, "began_at": began, "ended_at": began + timedelta(hours=9), "record_number": "故障1"}
    house.clock.at = began + timedelta(hours=10)
    record_outage(by=president(house), at=house.at, **told)  # type: ignore[arg-type]
    house.work()
    charge.refresh_from_db()
    assert clock_of(case, charge).due == charge.due
    assert charge.due is not None
    assert charge.due > date(2026, 12, 7)


def test_a_refusal_before_the_notice_is_served_lets_the_time_to_pay_begin(house: House) -> None:
    case = house.case()
    house.work()
    charge = Charge.objects.get(case=case.uid)
    assert charge.due is None
    assert not [one for one in clocks_of(case.uid) if one.rule == charge.period]
    apply(house, case, charge, *both())
    day = date(2026, 12, 3)
    refuse_relief(charge.uid, "minimum_living", reasons="未提交低保证明", new_day=day, by=house.judge, at=house.at)
    charge.refresh_from_db()
    assert (clock_of(case, charge).due, charge.due) == (day, day)


def test_the_page_keeps_what_was_typed_and_leads_to_the_judge(house: House) -> None:
    case, charge = owing(house)
    lin, page = signed_in(house, house.lin.uid), f"/cases/{case.uid}/fees/"
    ask = f"{page}{charge.uid}/relief/"
    assert ask in lin.get(page).content.decode()
    assert lin.get(ask).status_code == 200
    bad = lin.post(ask, {"ground": "minimum_living", "written": WHY, "state_secret": "no"})
    assert bad.status_code == 422
    assert WHY in bad.content.decode()
    assert signed_in(house, house.zhou.uid).get(ask).status_code == 404
    said = {"ground": "injured", "written": WHY, "state_secret": "no", "hardship_proof": file()}
    assert lin.post(ask, said).status_code == 302
    twice = lin.post(ask, said | {"hardship_proof": file()})
    assert (twice.status_code, twice["Location"]) == (302, page), "who presses twice is not told that there is no page"
    told = lin.get(page).content.decode()
    assert "The court has not decided yet." in told
    assert lin.get(ask).status_code == 404
    judge = signed_in(house, house.judge.person)
    decide = f"/desk/charges/{charge.uid}/relief"
    assert decide in judge.get("/desk/").content.decode()
    shown = judge.get(decide).content.decode()
    assert WHY in shown
    given = {"ground": "injured", "proofs": ["written", "hardship"], "decision": "yes", "reasons": "工伤，准予缓交"}
    assert judge.post(decide, given).status_code == 302
    assert decide not in judge.get("/desk/").content.decode()


def file() -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.builders import picture

    return SimpleUploadedFile("proof.png", picture().read(), "image/png")


def test_the_payer_names_the_account_for_a_refund_and_approvals_given_before_fall(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid).uid
    today = house.at.date()
    uid = propose_refund(charge, RefundEvent.DISMISSED, effective=today, by=house.clerk, at=house.at)
    lin = signed_in(house, house.lin.uid)
    page = f"/cases/{case.uid}/refunds/{uid}/account/"
    assert page in lin.get(f"/cases/{case.uid}/fees/").content.decode()
    assert signed_in(house, house.zhou.uid).get(page).status_code == 404
    wrong = lin.post(page, {"bank": "", "account": "12"})
    assert wrong.status_code == 422
    assert lin.post(page, {"bank": "示例银行渝中支行", "account": "6222 0000 0000 1234"}).status_code == 302
    row = Refund.objects.get()
    assert (row.payee, row.account) == ("林晓梅", ACCOUNT)
    told = lin.get(f"/cases/{case.uid}/fees/").content.decode()
    assert "1234" in told
    assert ACCOUNT not in told
    approve_refund(uid, by=house.clerk, at=house.at)
    assert lin.post(page, {"bank": "示例银行", "account": "6222000000009999"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.first_by) == ("proposed", None)
    approve_refund(uid, by=house.clerk, at=house.at)
    approve_refund(uid, by=house.judge, at=house.at)
    assert lin.get(page).status_code == 404
    with refused("refund.not_at_this_stage"):
        act_as_party(
            "name_account",
            case=case.uid,
            by=party(house.lin.uid),
            at=house.at,
            arguments={"refund": str(uid), "bank": "示例银行", "account": ACCOUNT},
        )


@pytest.mark.parametrize("powers", ["admit settle", "admit receive"])
def test_an_agent_names_the_account_with_the_power_to_receive_money_alone(house: House, powers: str) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid).uid
    uid = propose_refund(charge, RefundEvent.DISMISSED, effective=house.at.date(), by=house.clerk, at=house.at)
    chen = person("陈律师", 31)
    accepted(house, case, house.lin, scope="special", powers=powers)
    said = {"refund": str(uid), "bank": "示例银行渝中支行", "account": ACCOUNT}

    def name() -> None:
        act_as_party("name_account", case=case.uid, by=party(chen.uid), at=house.at, arguments=said)

    if "receive" not in powers:
        with refused("cases.beyond_authority"):
            name()
        return
    name()
    assert (Refund.objects.get().payee, Refund.objects.get().account) == ("林晓梅", ACCOUNT)
