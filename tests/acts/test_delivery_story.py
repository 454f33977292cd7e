"""From registration to the service of the defendant: fee, notices, bank, letter, consent, certificate."""

from __future__ import annotations

import email
import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from django.conf import settings

from tests.acts.service import NONE, letter_of, paid, quick_papers
from tests.builders import YUZHONG, House, party, refused, staff, step
from tongban.access.vocabulary import Layer
from tongban.cases.actions.conduct import note_consent
from tongban.cases.actions.join import Joiner, join
from tongban.cases.actions.outages import record_outage
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import CaseView, ClockView, Side, Stage
from tongban.cooperation.queries import sheet_of
from tongban.delivery.actions.confirm import confirm_receipt
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.letters import hand_to_post, note_return, note_slip, send_again
from tongban.delivery.models import Attempt, Dispatch
from tongban.delivery.queries import all_served, letters
from tongban.delivery.vocabulary import AttemptState
from tongban.documents.models import Document
from tongban.frame.acts import Recording
from tongban.kernel.refusal import Refused
from tongban.people.vocabulary import Role
from tongban.register.models import Entry, Seal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def consent(house: House, case: CaseView, side: Side, choice: str) -> None:
    view = case_by_uid(case.uid)
    who = view.of_side(side)[0]
    step(
        party(who.person or UUID(int=0)),
        house.at,
        lambda r: note_consent(r, view, who, step="service", choice=choice, notice_version="1", law="在线诉讼规则 4"),
    )
    assert house.work(without=NONE) == []


def serve_letter(house: House, case: CaseView) -> Attempt:
    letter = letter_of(case)
    hand_to_post(letter.uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    house.clock.forward(days=3)
    note_slip(letter.uid, day=date(2026, 11, 25), signer="周志强", by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    return Attempt.objects.get(id=letter.id)


def test_who_agreed_is_served_on_the_portal_at_once_and_the_seven_days_run(house: House) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    sheet = sheet_of(house.viewer(house.lin.uid), case.uid)
    assert {line["purpose"] for line in sheet["delivery"]} == {"acceptance", "payment", "evidence"}
    assert {line["state"] for line in sheet["delivery"]} == {"served"}
    assert sheet["fees"][0]["due"] == "2026-11-30"
    assert sheet["fees"][0]["state"] == "open"
    rules = {clock.rule: clock for clock in clocks_of(case.uid)}
    assert rules["fee_plaintiff"].due == date(2026, 11, 30)
    assert rules["complaint_copy_to_defendant"].met_at is None
    assert rules["evidence_simplified"].owed_by == str(case.of_side(Side.PLAINTIFF)[0].uid)


def test_who_said_no_gets_letters(house: House) -> None:
    case = house.case(consent__service="offline")
    assert house.work(without=NONE) == []
    assert set(Attempt.objects.filter(case=case.uid).values_list("channel", "state")) == {("letter", "queued")}
    assert "fee_plaintiff" not in {clock.rule for clock in clocks_of(case.uid)}


def test_the_paid_case_goes_on_and_the_defendant_gets_a_letter_that_only_the_court_sees(house: House) -> None:
    case = paid(house)
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert {c.rule for c in clocks_of(case.uid) if c.met_at} == {"fee_plaintiff"}
    letter = Document.objects.get(case=case.uid, kind="join_letter")
    assert letter.layer == Layer.STAFF
    seen = sheet_of(house.viewer(house.lin.uid), case.uid)
    assert "join_letter" not in {paper["kind"] for paper in seen["papers"]}
    assert "defence" not in {line["purpose"] for line in seen["delivery"]}
    view = letters(house.viewer(house.clerk.person), [AttemptState.QUEUED])[0]
    assert view.papers[0][1] == "参加诉讼告知函"
    assert {"民事起诉状", "应诉通知书", "举证通知书"} <= {title for _, title in view.papers}


def test_the_letter_serves_on_the_day_of_its_slip(house: House) -> None:
    case = paid(house)
    serve_letter(house, case)
    dispatch = Dispatch.objects.get(case=case.uid, purpose="defence")
    assert (dispatch.state, dispatch.served_by, dispatch.whole_day) == ("served", "letter", True)
    rules = {(c.rule, c.owed_by): c for c in clocks_of(case.uid)}
    defence = rules[("defence", str(dispatch.party))]
    assert (defence.started, defence.due) == (date(2026, 11, 25), date(2026, 12, 10))
    assert rules[("complaint_copy_to_defendant", "court")].met_at is not None
    assert Seal.objects.filter(kind="service-receipt", subject=dispatch.uid).count() == 1
    certificate = Document.objects.get(kind="certificate", subject=dispatch.uid)
    assert certificate.title == "送达回证"
    assert '"served":"2026-11-25"' in certificate.data


@pytest.mark.parametrize(
    ("day", "signer", "reasons"),
    [
        (date(2026, 11, 22), "周", ["delivery.slip_before_posting"]),
        (date(2027, 1, 1), "周", ["delivery.slip_ahead"]),
        (date(2027, 1, 1), " ", ["delivery.signer_missing", "delivery.slip_ahead"]),
    ],
)
def test_an_impossible_slip_is_refused_with_all_reasons(
    house: House, day: date, signer: str, reasons: list[str]
) -> None:
    letter = letter_of(paid(house))
    hand_to_post(letter.uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    with refused(*reasons):
        note_slip(letter.uid, day=day, signer=signer, by=house.clerk, at=house.at)
    assert Attempt.objects.get(id=letter.id).state == "sent"


def test_a_letter_is_handed_over_once_and_by_its_own_court(house: House) -> None:
    letter = letter_of(paid(house))
    post = {"day": date(2026, 11, 23), "tracking": "EMS1", "at": house.at}
    with refused("delivery.no_such_letter"):
        hand_to_post(letter.uid, by=house.wuhou_clerk, **post)
    with refused("delivery.not_your_act"):
        hand_to_post(letter.uid, by=replace(house.clerk, role="liaison"), **post)
    with refused("delivery.tracking_missing", "delivery.posted_ahead"):
        hand_to_post(letter.uid, by=house.clerk, day=date(2026, 12, 1), tracking="", at=house.at)
    with refused("delivery.letter_not_at_this_state"):
        note_slip(letter.uid, day=date(2026, 11, 23), signer="周志强", by=house.clerk, at=house.at)
    hand_to_post(letter.uid, by=house.clerk, **post)
    with refused("delivery.letter_not_at_this_state"):
        hand_to_post(letter.uid, by=house.clerk, **post)


def test_a_returned_letter_waits_for_a_person_and_goes_out_again(house: House) -> None:
    case = paid(house)
    letter = letter_of(case)
    hand_to_post(letter.uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    with refused("delivery.reason_missing"):
        note_return(letter.uid, reason="bored", by=house.clerk, at=house.at)
    note_return(letter.uid, reason="moved", by=house.clerk, at=house.at)
    dispatch = Dispatch.objects.get(case=case.uid, purpose="defence")
    assert dispatch.state == "undelivered"
    with refused("delivery.no_such_dispatch"):
        send_again(dispatch.uid, by=house.wuhou_clerk, at=house.at)
    send_again(dispatch.uid, by=house.clerk, at=house.at)
    states = set(Attempt.objects.filter(dispatch=dispatch).values_list("state", flat=True))
    assert states == {"failed", "queued"}
    with refused("service.not_at_this_stage"):
        send_again(dispatch.uid, by=house.clerk, at=house.at)


def joined(house: House, case: CaseView) -> UUID:
    """The defendant reads the letter and joins by its code."""
    letter = json.loads(Document.objects.get(case=case.uid, kind="join_letter").data)
    assert f"?code={letter['code']}" not in letter["url"]
    who = house.zhou
    join(
        Joiner(code=letter["code"], name="周志强", id_number=who.id_number, login="zhou", password="a-long-password"),
        at=house.at,
        platform="test",
        by=party(who.uid),
    )
    assert house.work(without=NONE) == []
    return who.uid


def test_consent_after_joining_serves_on_the_portal_before_the_letter_comes_back(house: House) -> None:
    case = paid(house)
    letter = letter_of(case)
    hand_to_post(letter.uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    house.clock.forward(days=1)
    joined(house, case)
    consent(house, case, Side.DEFENDANT, "online")
    dispatch = Dispatch.objects.get(case=case.uid, purpose="defence")
    assert (dispatch.state, dispatch.served_by, dispatch.served_at) == ("served", "portal", house.at)
    house.clock.forward(days=2)
    note_slip(letter.uid, day=date(2026, 11, 23), signer="周志强", by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    dispatch.refresh_from_db()
    assert dispatch.served_by == "portal"
    assert dispatch.earlier == date(2026, 11, 23)
    assert Entry.objects.filter(event="party_served", case=case.uid, body__contains=str(dispatch.uid)).count() == 1


def test_confirming_receipt_serves_who_has_not_said_no(house: House) -> None:
    case = paid(house)
    who = joined(house, case)
    dispatch = Dispatch.objects.get(case=case.uid, purpose="defence")
    for _ in range(2):
        step(party(who), house.at, lambda r: confirm_receipt(r, case=case.uid, dispatch=str(dispatch.uid)))
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.served_by, dispatch.law) == ("served", "portal", "在线诉讼规则 31(2)(1)")
    assert dispatch.read_at == house.at


def test_confirming_against_a_clear_no_is_noted_and_serves_nothing(house: House) -> None:
    case = paid(house)
    who = joined(house, case)
    consent(house, case, Side.DEFENDANT, "offline")
    dispatch = Dispatch.objects.get(case=case.uid, purpose="defence")
    step(party(who), house.at, lambda r: confirm_receipt(r, case=case.uid, dispatch=str(dispatch.uid)))
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.read_at) == ("under_way", house.at)


@pytest.mark.parametrize("dispatch", ["x", str(UUID(int=7))])
def test_papers_of_somebody_else_do_not_exist(house: House, dispatch: str) -> None:
    case = paid(house)
    with refused("delivery.no_such_dispatch"):
        step(party(house.lin.uid), house.at, lambda r: confirm_receipt(r, case=case.uid, dispatch=dispatch))
    theirs = Dispatch.objects.get(case=case.uid, purpose="defence")
    with refused("delivery.no_such_dispatch"):
        step(party(house.lin.uid), house.at, lambda r: confirm_receipt(r, case=case.uid, dispatch=str(theirs.uid)))
    with refused("cases.no_such_case"):
        step(party(house.zhou.uid), house.at, lambda r: confirm_receipt(r, case=case.uid, dispatch=str(theirs.uid)))


def test_the_same_papers_ordered_twice_are_one_service(house: House) -> None:
    case = paid(house)
    paper = Document.objects.get(case=case.uid, kind="complaint").uid
    uid = case.of_side(Side.PLAINTIFF)[0].uid
    first = step(house.clerk, house.at, lambda r: order(r, case.uid, paper, uid, "other"))
    again = []

    def twice(record: Recording) -> None:
        again.append(order(record, case.uid, [paper], uid, "other"))
        order(record, case.uid, paper, case.of_side(Side.DEFENDANT)[0].uid, "other")

    step(house.clerk, house.at, twice)
    assert again == [first]
    with pytest.raises(Refused, match=r"delivery\.no_papers"):
        step(house.clerk, house.at, lambda r: order(r, case.uid, [], uid, "other"))
    with pytest.raises(Refused, match=r"delivery\.no_such_party"):
        step(house.clerk, house.at, lambda r: order(r, case.uid, paper, UUID(int=1), "other"))


def test_a_judgment_that_reached_both_sides_moves_the_case(house: House) -> None:
    case = house.put_at(paid(house), Stage.DECIDED, defendant=house.zhou)
    consent(house, case, Side.DEFENDANT, "online")
    paper = Document.objects.get(case=case.uid, kind="complaint").uid
    sides = [case.of_side(side)[0].uid for side in (Side.PLAINTIFF, Side.DEFENDANT)]
    step(house.judge, house.at, lambda r: order(r, case.uid, paper, sides[0], "judgment"))
    house.work(without=NONE)
    assert not all_served(case.uid, "judgment")
    assert case_by_uid(case.uid).stage is Stage.DECIDED
    step(house.judge, house.at, lambda r: order(r, case.uid, paper, sides[1], "judgment"))
    house.work(without=NONE)
    assert all_served(case.uid, "judgment")
    assert case_by_uid(case.uid).stage is Stage.APPEAL_PERIOD


class _Box:
    """A mail server's handler that keeps what it gets, or refuses an address for good."""

    def __init__(self, refuse: str = "") -> None:
        self.refuse = refuse
        self.got: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802 - the mail server's name for it
        self, server: object, session: object, envelope: Envelope, address: str, options: object
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:  # noqa: N802
        self.got.append(envelope)
        return "250 OK"


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[_Box]:
    box = _Box(getattr(request, "param", ""))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, mail=f"127.0.0.1:{port}"))
    yield box
    server.stop()


def test_an_email_with_the_papers_goes_out_through_smtp(house: House, mail_server: _Box) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    messages: list[Message] = [email.message_from_bytes(envelope.content) for envelope in mail_server.got]
    assert len(messages) == 3
    assert {m["To"] for m in messages} == {"p1@example.com"}
    assert all(m["Message-ID"].endswith("@test.tongban.example>") for m in messages)
    assert all(any(part.get_content_type() == "application/pdf" for part in m.walk()) for m in messages)
    mailed = Attempt.objects.filter(case=case.uid, channel="email")
    assert {(a.state, bool(a.evidence)) for a in mailed} == {("arrived", True)}


@pytest.mark.parametrize("mail_server", ["550 no such person"], indirect=True)
def test_a_refused_address_fails_that_way_and_the_portal_still_serves(house: House, mail_server: _Box) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    assert set(Attempt.objects.filter(case=case.uid, channel="email").values_list("state", "why")) == {
        ("failed", "smtp_550")
    }
    assert set(Dispatch.objects.filter(case=case.uid).values_list("state", flat=True)) == {"served"}


def test_a_mail_server_that_is_away_is_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, mail="127.0.0.1:9"))
    case = house.case()
    failing = house.work(without=NONE)
    assert {line.partition(":")[0] for line in failing} == {"send_email"}
    assert set(Attempt.objects.filter(case=case.uid, channel="email").values_list("state", flat=True)) == {"queued"}
    assert set(Dispatch.objects.filter(case=case.uid).values_list("state", flat=True)) == {"served"}


def test_who_is_silent_for_three_days_goes_on_offline_by_a_named_act_and_may_still_join(house: House) -> None:
    case = paid(house)
    serve_letter(house, case)
    zhou = case.of_side(Side.DEFENDANT)[0]
    asked = link_clock(case)
    # Served on Wednesday; the third day is a Saturday, so the time ends on Monday (CPL 85(3)).
    assert (asked.owed_by, asked.started, asked.due) == (str(zhou.uid), date(2026, 11, 25), date(2026, 11, 30))
    assert '"until":"2026-11-30"' in Entry.objects.get(event="join_awaited").body
    house.clock.forward(days=4)
    assert house.work() == []
    assert not Entry.objects.filter(event="silence_noted").exists()
    house.clock.forward(days=1)
    assert house.work() == []
    noted = Entry.objects.get(event="silence_noted")
    assert str(zhou.uid) in noted.body
    assert "10(2)" in noted.basis
    assert "office" in noted.actor
    assert "silence_noted" in [e["event"] for e in sheet_of(house.viewer(house.lin.uid), case.uid)["timeline"]]
    assert link_clock(case).met_at is not None
    # The defence is not over, and the code of the letter still opens the case.
    assert next(c for c in clocks_of(case.uid) if c.rule == "defence").due == date(2026, 12, 10)
    joined(house, case)
    consent(house, case, Side.DEFENDANT, "online")
    assert case_by_uid(case.uid).of_side(Side.DEFENDANT)[0].joined


def test_silence_is_noted_after_the_day_to_which_an_outage_moved_the_time(house: House) -> None:
    case, president = paid(house), staff(YUZHONG, Role.PRESIDENT, "院长甲")
    serve_letter(house, case)
    began = datetime(2026, 11, 30, 6, tzinfo=UTC)
    house.clock.at = began + timedelta(hours=3)
    told = {"began_at": began, "ended_at": began + timedelta(hours=2), "record_number": "故障〔2026〕1号"}
    record_outage(court=YUZHONG, **told, by=president, at=house.at)
    assert house.work() == []
    assert link_clock(case).due == date(2026, 12, 1)
    for days, noted in ((1, False), (1, True)):
        house.clock.forward(days=days)
        assert house.work() == []
        assert Entry.objects.filter(event="silence_noted").exists() is noted


def test_who_joins_on_the_last_day_is_in_time(house: House) -> None:
    case = paid(house)
    serve_letter(house, case)
    house.clock.forward(days=4)
    joined(house, case)
    assert link_clock(case).met_at == house.at
    house.clock.forward(days=17)
    assert house.work() == []
    assert not Entry.objects.filter(event="silence_noted").exists()


def link_clock(case: CaseView) -> ClockView:
    (found,) = [clock for clock in clocks_of(case.uid) if clock.rule == "online_consent_link"]
    return found
