"""Service in the cases that go wrong in life: the wrong hand signs, an address changes under way, a recipient dies, a
consent is taken back, another court hears the case.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from tests.acts.agents import accepted
from tests.acts.conduct import does
from tests.acts.further import OFF
from tests.acts.losses import dies, heir_called, of
from tests.acts.periods import running
from tests.acts.service import NONE, letter_of, paid, quick_papers
from tests.acts.test_appeals import ABOVE
from tests.acts.test_appeals import above as sent_up
from tests.acts.test_delivery_by_hand import FORM, VISIT, certificate_of, defence_of, open_tasks
from tests.acts.test_delivery_carriers import told
from tests.builders import OPERATOR, YUZHONG, FakePeer, House, id_number, person, refused, staff, step
from tests.entrances.portal_people import account_of
from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.online import review_withdrawal
from tongban.cases.actions.outages import record_outage
from tongban.cases.models import Party, StepChange
from tongban.cases.queries import case_by_uid, outages_at
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.delivery.actions.addresses import note_address
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.inbox import Carriers
from tongban.delivery.actions.letters import hand_to_post, note_return, note_slip
from tongban.delivery.actions.post import import_post_file, make_batch
from tongban.delivery.actions.reconcile import reconcile_services
from tongban.delivery.actions.visits import note_visit
from tongban.delivery.models import Attempt, Dispatch, PostFinding
from tongban.delivery.queries.addresses import acts_by_law, address_of
from tongban.delivery.vocabulary import AddressGround, Purpose
from tongban.delivery.vocabulary.visits import Taker
from tongban.documents.models import Document
from tongban.filing.actions.decide import accept
from tongban.frame.guard import lifted
from tongban.hearings.actions.schedule import set_hearing
from tongban.helpline.queries import news_of
from tongban.helpline.vocabulary import News
from tongban.people.vocabulary import Role
from tongban.portal.delivery import line_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def posted(house: House, case: CaseView) -> Attempt:
    """The letter to the defendant, handed to the post on 23 November."""
    hand_to_post(letter_of(case).uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    return letter_of(case)


def confirmed(house: House, case: CaseView, **other: str) -> None:
    """The defendant fills in the form on paper."""
    note_address(
        case.uid,
        case.of_side(Side.DEFENDANT)[0].uid,
        withheld=False,
        choice="",
        told=True,
        by=house.clerk,
        at=house.at,
        **(FORM | other),
    )


def changed(case: CaseView, **told: str) -> None:
    """The defendant, as if the case had named it so."""
    with lifted("test: the defendant is another person"):
        row = Party.objects.get(case=case.uid, side=Side.DEFENDANT)
        for name, value in told.items():
            setattr(row, name, value)
        row.save()


# Whose hand


def test_a_slip_that_the_plaintiff_signed_serves_nobody(house: House) -> None:
    """邮寄送达 7(2): spouses who are in court with each other live together, and one signs for the other."""
    case = paid(house)
    letter = posted(house, case)
    house.clock.forward(days=3)
    for signer in ("林晓梅", "林晓梅（妻子）"):
        with refused("delivery.signer_is_opponent"):
            note_slip(letter.uid, day=date(2026, 11, 25), signer=signer, by=house.clerk, at=house.at)
    done = import_post_file(told(letter, "signed,2026-11-25,,林晓梅 配偶"), "a.csv", at=house.at)
    assert (done.taken, done.refused) == (0, 1)
    assert PostFinding.objects.get().flaws == ["opponent"]
    assert defence_of(case).state == "under_way"
    note_slip(letter.uid, day=date(2026, 11, 25), signer="周志强", by=house.clerk, at=house.at)
    assert defence_of(case).state == "served"


def test_only_an_agent_whose_authority_stands_takes_papers(house: House) -> None:
    """CPL 88(1); SI 132."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    house.clock.forward(days=2)
    by_agent = replace(VISIT, taker=Taker.AGENT, taker_name="陈律师")
    told_by = {"by": house.clerk, "at": house.at}
    with refused("delivery.taker_unknown"):
        note_visit(defence_of(case).uid, by_agent, **told_by)
    receiver = replace(VISIT, taker=Taker.RECEIVER, taker_name="周小妹")
    with refused("delivery.taker_unknown"):
        note_visit(defence_of(case).uid, receiver, **told_by)
    person("陈律师", 31)
    accepted(house, case, house.zhou)
    note_visit(defence_of(case).uid, by_agent, **told_by)
    assert defence_of(case).served_by == "direct"


def test_a_minor_signs_for_nothing(house: House) -> None:
    """CPL 60; 邮寄送达 9(2)."""
    case = paid(house)
    changed(case, guardian="周母", id_kind="resident", id_number=id_number(44, "20150101"))
    house.clock.forward(days=2)
    with refused("delivery.taker_is_ward"):
        own = replace(VISIT, taker=Taker.RECIPIENT, taker_name="周志强")
        note_visit(defence_of(case).uid, own, by=house.clerk, at=house.at)
    by_law = replace(VISIT, taker=Taker.GUARDIAN)
    note_visit(defence_of(case).uid, by_law, by=house.clerk, at=house.at)
    assert defence_of(case).state == "served"


def test_a_file_that_the_post_still_writes_is_left_alone(house: House, tmp_path: Path) -> None:
    case = paid(house)
    letter = posted(house, case)
    house.clock.forward(days=3)
    file, now = tmp_path / "in" / "a.csv", settings.TONGBAN_CLOCK.wall().timestamp()
    file.parent.mkdir()
    file.write_bytes(told(letter, "signed,2026-11-25,,周志强"))
    carriers = Carriers(tmp_path / "out", file.parent, tmp_path / "mail", None, house.clock, silent=10.0)
    for age, taken in ((2, False), (11, True)):
        os.utime(file, (now - age, now - age))
        assert carriers() is taken
    assert defence_of(case).state == "served"


def test_letters_to_who_lost_capacity_go_to_the_guardian_and_to_who_came_of_age_no_more(house: House) -> None:
    """CPL 60; 邮寄送达 9(2)."""
    case = paid(house)
    changed(case, guardian="周母", id_kind="", id_number="")
    on = house.at.date()
    assert acts_by_law(case_by_uid(case.uid), of(case, "周志强"), on) == "周母", "of age since nobody knows when"
    changed(case, id_kind="resident", id_number=id_number(44, "20081201"))
    for day, name in ((date(2026, 11, 30), "周母"), (date(2026, 12, 1), "")):
        assert acts_by_law(case_by_uid(case.uid), of(case, "周志强"), day) == name
    dies(house, case, "周志强", loss="capacity")
    assert acts_by_law(case_by_uid(case.uid), of(case, "周志强"), date(2026, 12, 1)) == "周母"


# Which address


def test_a_letter_to_the_address_that_the_other_side_named_is_no_doing_of_who_confirmed_another(house: House) -> None:
    """邮寄送达 11(1): the fiction is for the address that the recipient gave."""
    case = paid(house)
    letter = posted(house, case)
    house.clock.forward(days=1)
    confirmed(house, case)
    house.clock.forward(days=3)
    note_return(letter.uid, reason="moved", day=date(2026, 11, 26), by=house.clerk, at=house.at)
    assert (defence_of(case).state, open_tasks(defence_of(case))) == ("undelivered", {"next_way"})


def test_who_tells_of_a_move_while_the_letter_is_under_way_has_told_in_time(house: House) -> None:
    """邮寄送达 4(3), 11(1)."""
    case = paid(house)
    confirmed(house, case)
    letter = posted(house, case)
    house.clock.forward(days=2)
    confirmed(house, case, address="重庆市江北区示例路1号")
    assert letter_of(case).address == letter.address, "what left goes where it goes"
    house.clock.forward(days=2)
    note_return(letter.uid, reason="moved", day=date(2026, 11, 26), by=house.clerk, at=house.at)
    assert defence_of(case).state == "undelivered"


def test_a_move_told_after_the_letter_was_back_comes_too_late(house: House) -> None:
    case = paid(house)
    confirmed(house, case)
    letter = posted(house, case)
    house.clock.forward(days=5)
    confirmed(house, case, address="重庆市江北区示例路1号")
    note_return(letter.uid, reason="moved", day=date(2026, 11, 26), by=house.clerk, at=house.at)
    assert (defence_of(case).state, defence_of(case).law) == ("served", "邮寄送达 11(1)")


def test_the_address_confirmed_below_counts_above(house: House) -> None:
    """SI 137."""
    below, filing = sent_up(house)
    lin = next(one for one in below.parties if one.name == "林晓梅")
    note_address(below.uid, lin.uid, withheld=False, choice="", told=True, by=house.clerk, at=house.at, **FORM)
    clerk, _judge = staff(ABOVE, Role.CLERK, "郑岚", at=house.at), staff(ABOVE, Role.JUDGE, "吴越", at=house.at)
    second = accept(filing.uid, by=clerk, at=house.at)
    assert house.work(without=OFF) == []
    own, other = (next(one for one in second.parties if one.name == name) for name in ("林晓梅", "周志强"))
    assert address_of(second.uid, own.uid).postal == f"{FORM['postcode']} {FORM['address']}"
    assert address_of(second.uid, own.uid).ground is AddressGround.CONFIRMED
    assert address_of(second.uid, other.uid).ground is AddressGround.NAMED


def test_the_certificate_on_the_file_keeps_the_confirmed_address_from_the_other_side(house: House) -> None:
    """邮寄送达 4(2): who fled from the other side is not found through the proof of service."""
    case = paid(house)
    confirmed(house, case, address="重庆市江北区示例路1号")
    letter = posted(house, case)
    house.clock.forward(days=3)
    note_slip(letter.uid, day=date(2026, 11, 25), signer="周志强", by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    assert Document.objects.get(kind="certificate", subject=defence_of(case).uid).layer == Layer.CASE
    assert "江北区" not in json.dumps(certificate_of(defence_of(case)), ensure_ascii=False)


# Death


def test_what_was_signed_after_the_death_waits_for_the_heirs(house: House) -> None:
    """SI 55."""
    case = paid(house)
    letter = posted(house, case)
    house.clock.forward(days=3)
    dies(house, case, "周志强", day="2026-11-24")
    note_slip(letter.uid, day=date(2026, 11, 25), signer="周母", by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    assert (defence_of(case).state, open_tasks(defence_of(case))) == ("undelivered", {"addressee_dead"})
    assert letter_of(case).why == "addressee_dead"


def test_what_was_signed_before_the_death_was_served(house: House) -> None:
    case = paid(house)
    letter = posted(house, case)
    house.clock.forward(days=3)
    dies(house, case, "周志强", day="2026-11-25")
    note_slip(letter.uid, day=date(2026, 11, 24), signer="周志强", by=house.clerk, at=house.at)
    assert defence_of(case).state == "served"


def test_a_letter_that_waits_is_not_posted_to_the_dead(house: House) -> None:
    case = paid(house)
    assert house.clerk.person
    dies(house, case, "周志强")
    assert house.work(without=NONE) == []
    with refused("delivery.no_letters_wait"):
        make_batch(house.viewer(house.clerk.person), by=house.clerk, at=house.at)
    assert open_tasks(defence_of(case)) == {"addressee_dead"}


def test_the_post_telling_of_a_letter_to_the_dead_holds_up_nothing_behind_it(house: House) -> None:
    """A row about a service that passed to the heirs goes to a person; the rows after it are taken."""
    case = paid(house)
    letter = posted(house, case)
    dispatch = letter.dispatch
    dies(house, case, "周志强")
    heir_called(house, case, "周志强", name="周小河", id_number=id_number(42))
    assert house.work(without=NONE) == []
    assert Dispatch.objects.get(id=dispatch.id).state == "left"
    heir = of(case, "周小河").uid
    heirs = Attempt.objects.filter(case=case.uid, channel="letter", dispatch__party=heir).earliest("id")
    house.clock.forward(days=3)
    rows = told(letter, "signed,2026-11-25,,周母") + told(heirs, "taken,2026-11-25,,").split(b"\n", 1)[1]
    done = import_post_file(rows, "a.csv", at=house.at)
    assert (done.taken, done.refused) == (1, 1)
    assert PostFinding.objects.get().flaws == ["over"]


# Electronic


def test_mail_that_waited_is_not_sent_once_the_party_was_let_out_of_its_consent(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """在线诉讼规则 5(2), 29: what was done stays, what is not done yet is not done."""
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, mail="127.0.0.1:9"))
    case = house.case()
    house.work(without=NONE)
    assert set(Attempt.objects.filter(channel="email").values_list("state", flat=True)) == {"queued"}
    does(house, house.lin, "withdraw_consent", case, step="service", reasons="不再使用该邮箱，请邮寄。")
    change = StepChange.objects.latest("id").uid
    review_withdrawal(case.uid, change, allow=True, reasons="理由正当，准许。", by=house.judge, at=house.at)
    monkeypatch.setattr("tongban.delivery.actions.mail.send_mail", lambda _letter: pytest.fail("it was sent"))
    house.clock.forward(days=1)
    assert house.work(without=NONE) == []
    assert set(Attempt.objects.filter(channel="email").values_list("state", "why")) == {("failed", "consent_over")}
    assert set(Dispatch.objects.filter(case=case.uid).values_list("state", flat=True)) == {"served"}, "by the portal"


def test_a_message_without_one_of_the_papers_serves_none_of_them(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is half served: a sealed paper goes by no mail."""
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, mail="127.0.0.1:9"))
    monkeypatch.setattr("tongban.delivery.actions.mail.send_mail", lambda _letter: "0" * 64)
    FakePeer(slug="sichuan", tree=("川",)).admit()
    case = house.case()
    house.work(without=NONE)
    plaintiff = case.of_side(Side.PLAINTIFF)[0]
    two = list(Document.objects.filter(case=case.uid, layer=Layer.CASE, kind__in=["complaint", "acceptance_notice"]))
    assert len(two) == 2
    with lifted("test: one of the papers is sealed, and the plaintiff acts through another platform"):
        Document.objects.filter(id=two[1].id).update(layer=Layer.SEALED, holder=house.lin.uid)
        Party.objects.filter(uid=plaintiff.uid).update(platform="sichuan")
    uid = step(house.clerk, house.at, lambda r: order(r, case.uid, [one.uid for one in two], plaintiff.uid, "other"))
    house.work(without=NONE)
    mail = Attempt.objects.get(dispatch__uid=uid, channel="email")
    assert (mail.state, mail.counts) == ("sent", False)
    assert Dispatch.objects.get(uid=uid).state == "under_way"


# Replaced


def test_the_summons_to_a_hearing_that_was_set_anew_is_served_no_more(house: House) -> None:
    """CPL 139: who is called to two days does not know which one holds."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    told_by = {"place": "第三法庭", "by": house.clerk}
    for day in (14, 21):
        house.put_at(case, Stage.PREPARATION)
        set_hearing(case.uid, starts_at=datetime(2026, 12, day, 2, tzinfo=UTC), at=house.at, **told_by)
        assert house.work(without=NONE) == []
    zhou = case.of_side(Side.DEFENDANT)[0].uid
    old, new = Dispatch.objects.filter(case=case.uid, party=zhou, purpose="summons").order_by("id")
    assert (old.state, new.state) == ("taken_back", "under_way")
    letters = {one.dispatch_id: (one.state, one.why) for one in Attempt.objects.filter(dispatch__in=[old, new])}
    assert letters == {old.id: ("failed", "overtaken"), new.id: ("queued", "")}
    house.clock.forward(days=3)
    reconcile_services(at=house.at)
    assert open_tasks(old) == set()
    served = Dispatch.objects.filter(case=case.uid, purpose="summons", served_by="portal")
    assert served.count() == 2, "what the plaintiff has read stays served"


# Clocks and news


@pytest.mark.parametrize("purpose", Purpose)
def test_a_party_reads_in_words_what_papers_are_for(purpose: Purpose) -> None:
    row = {"purpose": purpose.value, "state": "served", "served_by": "portal"}
    line = line_of(row | dict.fromkeys(("sent_at", "served_at", "read_at")))
    with override("zh-hans"):
        assert not str(line["what"]).isascii()


def test_a_period_that_ran_out_before_the_outage_was_recorded_is_shown_to_a_person(house: House) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    lapsed, kept = (running(house, case, "defence", house.at, str(one.uid)) for one in case.parties)
    house.clock.at = datetime(2026, 12, 8, 1, tzinfo=UTC)
    step(OPERATOR, house.at, lambda r: meet_clock(r, case.uid, "defence", owed_by=kept.owed_by))
    house.clock.at = datetime(2026, 12, 9, 1, tzinfo=UTC)
    step(OPERATOR, house.at, lambda r: meet_clock(r, case.uid, "defence", owed_by=lapsed.owed_by))
    record_outage(
        court=YUZHONG,
        began_at=datetime(2026, 12, 8, 6, tzinfo=UTC),
        ended_at=datetime(2026, 12, 8, 9, tzinfo=UTC),
        record_number="故障〔2026〕1号",
        by=staff(YUZHONG, Role.PRESIDENT, "院长甲"),
        at=house.at,
    )
    [outage] = outages_at(YUZHONG)
    assert {one["clock"]: (one["due"], one["reason"]) for one in outage.found} == {
        str(lapsed.uid): ("", "cases.outage_after_the_end")
    }
    assert house.work(without=NONE) == []
    lapsed.refresh_from_db()
    assert lapsed.due == date(2026, 12, 8)


def test_an_agent_is_told_of_the_hearing_like_the_party(house: House) -> None:
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    chen = person("陈律师", 31)
    account_of(house, chen.uid)
    accepted(house, case, house.zhou)
    starts = datetime(2026, 12, 14, 2, tzinfo=UTC)
    set_hearing(case.uid, place="第三法庭", starts_at=starts, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    told_of = {one.concerns for one in news_of(house.viewer(chen.uid)) if one.kind is News.HEARING}
    assert told_of == {case.uid}
