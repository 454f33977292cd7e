"""A filing is taken back before the court has registered it (撤回起诉; CPL 13(2))."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.acts.conduct import prepared
from tests.acts.early import early_of, mediating, sent
from tests.acts.for_client import POWERS, filed, lawyer, told_of
from tests.acts.further import DEBT, OFF
from tests.acts.further import filed as filed_as
from tests.acts.test_appeals import appealed
from tests.acts.test_cooperation_at_the_competent_court import deliver, errand, scans, sichuan
from tests.acts.third_claims import claimed, somebody
from tests.builders import YUZHONG, FakePeer, House, id_number, material, party, refused
from tests.entrances.portal_people import account_of
from tongban.cooperation.actions.correct import begin_correction
from tongban.cooperation.queries import asked_of
from tongban.documents.vocabulary import Material
from tongban.dossier.actions.custody import take_papers
from tongban.dossier.vocabulary import Handed
from tongban.fees.models import Charge
from tongban.filing.actions.decide import accept, accept_each, ask_correction, refuse
from tongban.filing.actions.draft import add_file
from tongban.filing.actions.mediate import go_to_mediation
from tongban.filing.actions.taking_back import take_back_filing
from tongban.filing.models import Draft, Filing
from tongban.filing.queries import filing_by_uid
from tongban.filing.queries.repeated import own_alike
from tongban.filing.queries.scrutiny import queue_page
from tongban.filing.queries.taking_back import may_take_back, to_give_back
from tongban.filing.rules.answers import GONE, without_words
from tongban.filing.rules.interview import forms
from tongban.filing.rules.taking_back import LONGEST
from tongban.filing.vocabulary import TAKEN_BACK_WHY, DraftView, Queue, Stage, Wanted
from tongban.helpline.queries import news_of
from tongban.helpline.vocabulary import News
from tongban.kernel.actor import IdentityLevel
from tongban.mediation.queries.early import early_entrusted_to
from tongban.mediation.vocabulary import Outcome
from tongban.register.models import Entry

__all__ = ["scans", "sichuan"]
TOGETHER = {
    "plaintiff__more": "yes",
    "plaintiff__2__name": "黄立新",
    "plaintiff__2__id_number": id_number(40),
    "plaintiff__2__phone": "13800000040",
    "plaintiff__2__division": "500103",
    "plaintiff__2__address": "重庆市渝中区示例街40号",
    "plaintiff__2__more": "no",
}


def listed(house: House, queue: Queue) -> list[Any]:
    assert house.clerk.person
    page = queue_page(house.viewer(house.clerk.person), Wanted(YUZHONG, queue), today=house.at.date())
    return [one.uid for one in page.filings]


def test_nothing_waits_or_falls_due_any_more(house: House) -> None:
    uid = house.filing()
    take_back_filing(uid, "  对方已还款。 ", by=party(house.lin.uid), at=house.at)
    row = Filing.objects.get(uid=uid)
    assert (row.stage, row.decided_at, row.answers[TAKEN_BACK_WHY]) == (Stage.TAKEN_BACK, house.at, "对方已还款。")
    assert (listed(house, Queue.TO_DECIDE), listed(house, Queue.TAKEN_BACK)) == ([], [uid])
    entry = Entry.objects.get(event="filing_taken_back")
    body = json.loads(entry.body)
    assert (entry.basis, body["filing"], body["stage"]) == ("CPL 13(2)", str(uid), "under_review")
    assert body["plaintiffs"] == 1
    assert "还款" not in entry.body, "the words stay with the filing"
    house.clock.forward(days=30)
    assert house.work() == []
    assert not Entry.objects.filter(event__in=["registration_proposed", "case_docketed"]).exists()
    assert not Charge.objects.exists(), "交纳办法 22"


def test_pressed_twice_it_is_taken_back_once(house: House) -> None:
    uid = house.filing()
    take_back_filing(uid, "对方已还款。", by=party(house.lin.uid), at=house.at)
    house.clock.forward(hours=1)
    take_back_filing(uid, "另一个理由。", by=party(house.lin.uid), at=house.at)
    row = Filing.objects.get(uid=uid)
    assert (row.decided_at, row.answers[TAKEN_BACK_WHY]) == (house.at - timedelta(hours=1), "对方已还款。")
    assert Entry.objects.filter(event="filing_taken_back").count() == 1


def the_same(house: House, *files: Material) -> DraftView:
    """A draft that is the same to the last sign each time it is made with these files."""
    draft = house.draft(files=False, again__why="")
    for one in files:
        add_file(house.viewer(draft.holder), draft.uid, one)
    return draft


def test_the_very_same_may_be_filed_again_and_repeats_nothing(house: House) -> None:
    """CPL 127(5): nothing is pending."""
    files = material("files.identity"), material("files.iou")
    first = house.hand_in(the_same(house, *files)).filing
    same = the_same(house, *files)
    assert [one.filing for one in own_alike(house.viewer(house.lin.uid), same, house.at.date())] == [first]
    with refused("filing.handed_in_before"):
        house.hand_in(same)
    assert first
    take_back_filing(first, by=party(house.lin.uid), at=house.at)
    assert own_alike(house.viewer(house.lin.uid), same, house.at.date()) == []
    second = house.hand_in(same).filing
    assert second not in (None, first)
    row = Filing.objects.get(uid=second)
    assert (row.again, row.doubts) == (first, [])


def test_the_correction_that_was_asked_for_ends_with_it(house: House) -> None:
    uid, viewer = house.filing(), house.viewer(house.lin.uid)
    ask_correction(uid, ["请写明借款的交付方式。"], by=house.clerk, at=house.at)
    mended = begin_correction(viewer, uid)
    take_back_filing(uid, by=party(house.lin.uid), at=house.at)
    assert asked_of(viewer, uid) is None
    assert not Draft.objects.filter(uid=mended.uid).exists()
    assert TAKEN_BACK_WHY not in Filing.objects.get(uid=uid).answers
    assert listed(house, Queue.WITH_APPLICANT) == []


def test_the_court_does_nothing_with_it_any_more(house: House) -> None:
    uid = house.filing()
    take_back_filing(uid, by=party(house.lin.uid), at=house.at)
    with refused("scrutiny.not_at_this_stage"):
        accept(uid, by=house.clerk, at=house.at)
    with refused("scrutiny.not_at_this_stage"):
        refuse(uid, "CPL 127(1)", by=house.judge, at=house.at)
    [(_uid, case, no)] = accept_each([uid], by=house.clerk, at=house.at)
    assert (case, [one.reason for one in no]) == (None, ["scrutiny.not_at_this_stage"])


def test_what_is_registered_is_withdrawn_in_the_case(house: House) -> None:
    uid = house.filing()
    accept(uid, by=house.clerk, at=house.at)
    with refused("filing.withdrawn_in_the_case") as no:
        take_back_filing(uid, by=party(house.lin.uid), at=house.at)
    assert no[0].law == "CPL 148(1)"
    assert not may_take_back(house.viewer(house.lin.uid), filing_by_uid(uid))


def test_what_is_refused_is_not_taken_back(house: House) -> None:
    uid = house.filing()
    refuse(uid, "CPL 127(1)", by=house.judge, at=house.at)
    with refused("filing.refused_already"):
        take_back_filing(uid, by=party(house.lin.uid), at=house.at)
    assert Filing.objects.get(uid=uid).stage == Stage.REFUSED


def test_nobody_else_takes_it_back(house: House) -> None:
    uid = house.filing()
    for by in (party(house.zhou.uid), house.clerk, house.judge, house.wuhou_clerk):
        with refused("filing.no_such_filing"):
            take_back_filing(uid, by=by, at=house.at)
    assert may_take_back(house.viewer(house.lin.uid), filing_by_uid(uid))
    assert not may_take_back(house.viewer(house.zhou.uid), filing_by_uid(uid))


def test_who_takes_it_back_is_known_as_surely_as_who_filed(house: House) -> None:
    """在线诉讼规则 7(1)."""
    uid = house.filing()
    with refused("people.needs_document"):
        take_back_filing(uid, by=replace(party(house.lin.uid), level=IdentityLevel.ACCOUNT), at=house.at)


def test_a_reason_is_not_needed_but_has_a_length(house: House) -> None:
    uid = house.filing()
    with refused("filing.take_back_reason_long"):
        take_back_filing(uid, "长" * (LONGEST + 1), by=party(house.lin.uid), at=house.at)
    take_back_filing(uid, "长" * LONGEST, by=party(house.lin.uid), at=house.at)


def test_with_a_state_secret_the_reason_goes_like_the_persons_other_words(house: House) -> None:
    uid = house.filing()
    take_back_filing(uid, "内有密件。", by=party(house.lin.uid), at=house.at)
    row = Filing.objects.get(uid=uid)
    assert without_words(forms()[row.interview], row.answers)[TAKEN_BACK_WHY] == GONE


def test_several_take_back_together_what_they_filed_together(house: House) -> None:
    """CPL 55(2)."""
    uid = house.filing(**TOGETHER)
    with refused("filing.others_must_agree"):
        take_back_filing(uid, by=party(house.lin.uid), at=house.at)
    take_back_filing(uid, agreed=True, by=party(house.lin.uid), at=house.at)
    assert json.loads(Entry.objects.get(event="filing_taken_back").body)["plaintiffs"] == 2


def test_an_agent_takes_it_back_under_a_power_that_names_it(house: House) -> None:
    """CPL 62(2), 148."""
    chen = lawyer(house)
    uid = filed(house, chen)
    with refused("cases.beyond_authority"):
        take_back_filing(uid, by=party(chen.uid), at=house.at)
    other = filed(house, chen, agent_told=told_of(chen, special=f"{POWERS} withdraw"), loan__amount="555")
    take_back_filing(other, by=party(chen.uid), at=house.at)
    assert Filing.objects.get(uid=other).stage == Stage.TAKEN_BACK
    take_back_filing(uid, by=party(house.lin.uid), at=house.at)
    assert Filing.objects.get(uid=uid).stage == Stage.TAKEN_BACK, "the client needs no power"


def test_who_filed_and_the_client_are_told_whoever_took_it_back(house: House) -> None:
    chen = lawyer(house)
    uid = filed(house, chen)
    for who in (chen, house.lin):
        account_of(house, who.uid)
    take_back_filing(uid, by=party(house.lin.uid), at=house.at)
    assert house.work() == []
    for who in (chen, house.lin):
        told = news_of(house.viewer(who.uid))
        assert [(one.kind, one.concerns) for one in told] == [(News.TAKEN_BACK, uid)]


def test_what_came_through_another_court_is_not_taken_back_here(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    assert deliver(house, sichuan, errand(sichuan, scans), scans) == []
    row = Filing.objects.get()
    by = party(row.applicant, platform="sichuan")
    with refused("filing.not_taken_back_by_errand"):
        take_back_filing(row.uid, by=by, at=house.at)


def test_an_appeal_is_withdrawn_at_the_court_above(house: House) -> None:
    """CPL 180."""
    _case, filing = appealed(house)
    with refused("filing.appeal_not_taken_back"):
        take_back_filing(filing.uid, by=party(house.zhou.uid), at=house.at)


def test_an_application_and_a_third_partys_claim_are_taken_back_like_a_complaint(house: House) -> None:
    order = filed_as(house, house.lin, "payment_order", DEBT, "files.identity", "files.debt")
    take_back_filing(order.uid, by=party(house.lin.uid), at=house.at)
    case, who = prepared(house), somebody()
    claim = claimed(house, case, who)
    take_back_filing(claim.uid, by=party(who.uid), at=house.at)
    assert set(Filing.objects.filter(uid__in=[order.uid, claim.uid]).values_list("stage", flat=True)) == {"taken_back"}
    again = claimed(house, case, who)
    assert again.stage == Stage.UNDER_REVIEW
    assert house.work(without=OFF) == []


def test_a_mediation_before_registration_ends_with_it(house: House) -> None:
    filing, one, who = mediating(house)
    assert who.person
    take_back_filing(filing.uid, by=party(house.lin.uid), at=house.at)
    assert house.work() == []
    one = early_of(filing.uid)
    assert (one.outcome, one.ended_at) == (Outcome.OTHER, house.at)
    assert early_entrusted_to(house.viewer(who.person)) == []
    house.clock.forward(days=60)
    assert house.work() == []
    assert filing_by_uid(filing.uid).stage is Stage.TAKEN_BACK


def test_a_filing_that_is_taken_back_on_its_way_into_mediation_does_not_get_there(house: House) -> None:
    uid = house.filing()
    go_to_mediation(uid, by=party(house.lin.uid), at=house.at)
    take_back_filing(uid, by=party(house.lin.uid), at=house.at)
    assert house.work() == []
    assert not Entry.objects.filter(event="early_mediation_opened").exists()
    assert sent(house).stage is Stage.IN_MEDIATION, "another one does"


def kept(house: House, title: str) -> None:
    things = (Handed(title, "original", 1, 1),)
    take_papers(things, person=house.lin.uid, case=None, place="窗口", by=house.clerk, at=house.at)
    house.clock.forward(hours=1)


def to_go_back(house: House) -> list[str]:
    assert house.clerk.person
    return [one.title for one in to_give_back(house.viewer(house.clerk.person), YUZHONG)]


def test_papers_go_back_when_nothing_else_of_that_person_waits_at_the_court(house: House) -> None:
    kept(house, "借条")
    first, second = house.filing(), house.filing(loan__amount="555")
    take_back_filing(first, by=party(house.lin.uid), at=house.at)
    assert to_go_back(house) == []
    take_back_filing(second, by=party(house.lin.uid), at=house.at)
    assert to_go_back(house) == ["借条"]
    house.clock.forward(hours=1)
    kept(house, "收条")
    assert to_go_back(house) == ["借条"], "what came later is for another filing"


def test_papers_that_may_belong_to_a_case_are_not_given_back(house: House) -> None:
    kept(house, "借条")
    house.case()
    house.clock.forward(hours=1)
    kept(house, "收条")
    take_back_filing(house.filing(loan__amount="555"), by=party(house.lin.uid), at=house.at)
    assert to_go_back(house) == ["收条"]
