"""A third world that the canary walks: cases on their further way, and what people ask of accounts and courts.

Money that came in and goes back, relief asked for, papers on every way to a party, rounds of evidence, a hearing and
its record, a judgment and its public text, mediators who decline, corrections and disputes of accounts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from tests.acts.conduct import consent, does, prepared
from tests.acts.licences import licence_line
from tests.acts.mediations import chosen, enlisted, referred
from tests.acts.money import ACCOUNT, handed_over, owing
from tests.acts.money_world import world_of
from tests.acts.periods import excluded
from tests.acts.service import NONE, letter_of, paid, quick_papers, take
from tests.acts.test_convert_procedure import WHY, small, to
from tests.acts.test_corrections_of_identity import RIGHT
from tests.acts.test_delivery_by_hand import FORM, NOBODY, TEXT, VISIT, defence_of, failed_letter, ordinary
from tests.acts.test_delivery_carriers import told as told_by_post
from tests.acts.test_evidence_outside import Elsewhere, content_of
from tests.acts.test_evidence_outside import enter as enter_platform
from tests.acts.test_evidence_outside import hand_in as hand_in_proof
from tests.acts.test_evidence_webpages import GOOD as PAGE_TOLD
from tests.acts.test_fees_relief import apply, both
from tests.acts.test_filing_defence import told as answered
from tests.acts.test_hearings_asynchronous import ASKED, exchanged
from tests.acts.test_hearings_asynchronous import answered as agreed_facts
from tests.acts.test_hearings_session import LINE, confirms
from tests.acts.test_licences import firm_of, write
from tests.acts.test_licences import take as take_licences
from tests.acts.test_publication import propose
from tests.builders import WUHOU, YUZHONG, House, furnish, material, party, person, staff, step
from tests.entrances.canary import Flock
from tests.entrances.canary_chambers import chambers
from tests.entrances.canary_motions import motions
from tests.entrances.canary_reading import own_papers_and_oral_complaints
from tests.entrances.canary_remote import served_elsewhere
from tests.entrances.portal_people import account_of
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Stage, Track
from tongban.cooperation.actions.service_ask import entrust_service
from tongban.delivery.actions.addresses import confirm_address
from tongban.delivery.actions.notices import publish
from tongban.delivery.actions.post import import_post_file
from tongban.delivery.actions.reconcile import reconcile_services
from tongban.delivery.actions.visits import note_visit
from tongban.evidence.actions.chain_rulings import rule_on_chain
from tongban.evidence.actions.exhibits import examine_exhibit
from tongban.evidence.actions.rounds import open_inquiry
from tongban.evidence.queries import exhibits_of
from tongban.evidence.queries.rounds import rounds_seen_by
from tongban.fees.actions.paying_out import write_orders
from tongban.fees.actions.reconcile import reconcile_day
from tongban.fees.actions.refunds import approve_refund, name_payee, propose_refund
from tongban.fees.actions.relief import refuse_relief
from tongban.fees.models import Charge
from tongban.fees.vocabulary import RefundEvent
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.session import close_hearing, open_hearing, save_draft, write_line
from tongban.mediation.actions.referral import decline
from tongban.people.actions.companions import name_helper
from tongban.people.actions.corrections import ask_correction
from tongban.people.actions.dispute import dispute_act
from tongban.people.actions.emergency import take_function
from tongban.people.actions.prove import prove_again
from tongban.people.vocabulary import Role
from tongban.register.models import Entry


def onward(folder: Path, patch: pytest.MonkeyPatch) -> tuple[House, Flock]:
    """The world; `folder` is for the files of its bank, `patch` for papers that are empty and a gateway."""
    quick_papers(patch)
    house, flock = furnish(), Flock()
    _money(house, folder, patch)
    motions(house, flock)
    served_elsewhere(house)
    _papers_on_their_way(house)
    _evidence(house, folder)
    _facts_agreed(house)
    _another_procedure(house)
    _mediators(house)
    _hearing(house)
    propose(house, house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou))
    _people(house)
    own_papers_and_oral_complaints(house)
    chambers(house)
    return house, flock


def _money(house: House, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """A fee that goes back by the bank; one that a loser did not pay and the judge hands over; one for which relief is
    asked, one for which it was refused and is reviewed; money of nobody known, a row that nobody can read, an order at
    the gateway, a receipt of the treasury, a day that does not agree.
    """
    world = world_of(house, folder, patch)
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    day = house.at.date()
    uid = propose_refund(charge.uid, RefundEvent.DISMISSED, effective=day, by=house.judge, at=house.at)
    name_payee(uid, payee="林晓梅", bank="示例银行（虚构）", account=ACCOUNT, by=house.clerk, at=house.at)
    for by in (house.clerk, house.judge):
        approve_refund(uid, by=by, at=house.at)
    assert write_orders(folder / "bank-out", house.clock)
    take(house, "EB-1,2026-11-23,100.00,CNY,,黄盖,不知何案", "EB-2,昨天,1.00,CNY,,黄盖,借条", name="odd.csv")
    case, charge = owing(house)
    apply(house, case, charge, *both())
    case, charge = owing(house)
    apply(house, case, charge, *both())
    later = day + timedelta(days=7)
    refuse_relief(charge.uid, "minimum_living", reasons="未提交低保证明", new_day=later, by=house.judge, at=house.at)
    said = {"charge": str(charge.uid), "about": "relief", "written": "低保证已补办。"}
    does(house, house.lin, "ask_fee_review", case, **said)
    handed_over(house)
    _case, charge = owing(house)
    world.order(charge)
    case = paid(house)
    patch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, fiscal_receipts="asked"))
    charge = Charge.objects.get(case=case.uid)
    does(house, house.lin, "ask_receipt", case, charge=str(charge.uid), whose="party", kind="person")
    reconcile_day(day, folder / "bank" / "taken", at=house.at)


def _papers_on_their_way(house: House) -> None:
    """One party confirmed an address, one is looked for by public notice, one by another court, one was not found."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    step(party(house.zhou.uid), house.at, lambda r: confirm_address(r, case=case.uid, **FORM, told="yes"))
    sought = paid(house)
    ordinary(sought)
    publish(defence_of(sought).uid, TEXT, by=house.judge, at=house.at)
    handed_on = paid(house)
    entrust_service(defence_of(handed_on).uid, WUHOU, by=house.clerk, at=house.at)
    lost, visited = paid(house), paid(house)
    rows = told_by_post(letter_of(visited), "taken,2026-11-23,,", "flown,2026-11-23,,某人")
    import_post_file(rows, "post.csv", at=house.at)
    _days_pass(house, 2)
    note_visit(defence_of(lost).uid, NOBODY, by=house.clerk, at=house.at, files=[material("files")])
    failed_letter(house, lost)
    refusal = replace(VISIT, taker_name="周父")
    note_visit(defence_of(visited).uid, refusal, by=house.clerk, at=house.at)
    reconcile_services(at=house.at)
    house.work(without=NONE)


def _days_pass(house: House, days: int) -> None:
    """The clock moves on; the parties show anew who they are."""
    house.clock.forward(days=days)
    for who in (house.lin, house.zhou):
        prove_again(by=party(who.uid), at=house.at)


def _evidence(house: House, folder: Path) -> None:
    """A web page ordered, what is said of a capture, a proof from elsewhere and the ruling on it, an inquiry."""
    case = prepared(house)
    does(house, house.lin, "order_capture", case, address="https://shop.example/", **PAGE_TOLD)
    told = {"title": "截图", "proves": "承诺还款", "chained": "yes"}
    does(house, house.lin, "submit_exhibit", case, (material("exhibit"),), **told)
    chained = str(exhibits_of(case.uid)[-1].uid)
    does(house, house.lin, "show_capture", case, (material("notary"),), exhibit=chained, source="原告手机", storage="")
    president = staff(YUZHONG, Role.PRESIDENT, "陈院")
    outside = Elsewhere(folder)
    enter_platform(house, president, trust=outside.policy())
    hand_in_proof(house, case, outside.prove(content_of(case) + b"x"))
    consent(house, case, "inquiry")
    open_inquiry(case.uid, ["款项如何交付？"], days=3, by=house.judge, at=house.at)
    (asked,) = rounds_seen_by(house.viewer(house.zhou.uid), case.uid)
    does(house, house.zhou, "answer_inquiry", case, question=str(asked.questions[0].uid), text="银行转账。")
    house.put_at(case, Stage.HEARING)
    exhibit = exhibits_of(case.uid)[0].uid
    examine_exhibit(case.uid, exhibit, by=house.judge, at=house.at)
    rule_on_chain(case.uid, exhibit, "rebutted", reasons="与存证不一致", by=house.judge, at=house.at)


def _facts_agreed(house: House) -> None:
    """Both sides agree on all facts, and one asks for an asynchronous hearing."""
    case = prepared(house)
    consent(house, case, "hearing")
    exchanged(house, case)
    agreed_facts(house, case)
    does(house, house.lin, "ask_async_hearing", case, **ASKED)
    other = prepared(house)
    does(house, house.zhou, "answer_claim", other, **answered(other, claim_1="deny", why_1="没有借款"))


def _another_procedure(house: House) -> None:
    case = small(house)
    to(house, case, Track.ORDINARY, reasons=WHY)
    longer = house.case()
    _days_pass(house, 1)
    excluded(house, longer, timezone.localtime(house.at).date(), None)


def _mediators(house: House) -> None:
    """One declines; the relation that another one disclosed is agreed to."""
    first = enlisted(house, "何调解", 51)
    case = referred(house)
    chosen(house, case, first)
    decline(case.uid, "超出擅长领域。", by=first, at=house.at)


def _people(house: House) -> None:
    """A helper, a wrong name, an act that somebody disputes, a function in need, a firm's letter."""
    helper = person("周小妹", 61)
    name_helper(account_of(house, helper.uid).login, 30, by=party(house.zhou.uid), at=house.at)  # type: ignore[attr-defined]
    ask_correction(house.lin.uid, **RIGHT, by=house.clerk, at=house.at)
    victim = person("吴刚", 62)
    account_of(house, victim.uid)
    house.filing(victim, plaintiff__name="吴刚")
    entry = Entry.objects.filter(event="filing_handed_in").latest("id").uid
    dispute_act(entry, "我从未提交过这份起诉状。", court=YUZHONG, by=party(victim.uid), at=house.at)
    on_duty = staff(YUZHONG, Role.CLERK, "孙乾")
    take_function("judge", 24, "值班审判员突发疾病。", by=on_duty, at=house.at)
    take_licences(house, licence_line())
    _firm, head = firm_of(house)
    write(house, head)


def _hearing(house: House) -> None:
    """A hearing whose record one party confirmed and the other found wrong; another one is being written."""
    for ends in (True, False):
        case = prepared(house)
        set_hearing(case.uid, place="第三法庭", starts_at=house.at + timedelta(days=1), by=house.clerk, at=house.at)
        _days_pass(house, 1)
        open_hearing(case.uid, present=[p.uid for p in case.parties], by=house.judge, at=house.at)
        write_line(case.uid, **LINE, by=house.clerk, at=house.at)
        if ends:
            close_hearing(case.uid, by=house.judge, at=house.at)
            consent(house, case, "record")
            confirms(house, house.lin, case_by_uid(case.uid), objections="我没有说过分期。")
        else:
            assert house.clerk.person
            save_draft(case.uid, "被告陈述……", person=house.clerk.person)
