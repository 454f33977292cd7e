"""The acts between the two zones of a platform, seen from the court zone: taking filings in, showing pages."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

import pytest
from django.conf import settings

from tests.acts.for_client import UNKNOWN, told_of
from tests.acts.zones import COURT_SECRET, LIN, failures, outgoing, secret
from tests.builders import (
    MONDAY,
    YUZHONG,
    FakePeer,
    House,
    answers,
    host,
    id_number,
    material,
    party,
)
from tongban.access.log import reads_of
from tongban.access.vocabulary import Layer
from tongban.cases.models import Case, Representation
from tongban.cooperation.actions.zone_showing import BORROWED
from tongban.cooperation.models import TakenOver
from tongban.documents.actions.blobs import keep_blob, read_blob
from tongban.documents.adapters import in_place as places
from tongban.documents.adapters.scanning import ScannerSilent
from tongban.documents.queries import has_blob
from tongban.documents.vocabulary import Material
from tongban.federation.actions.opened import received
from tongban.federation.actions.receive import receive
from tongban.federation.actions.send import keep_receipt
from tongban.federation.adapters.keys import make_sealing_key, sealing_text
from tongban.federation.law import own_reader, public_of, reader_of, sealed_for, unsealed
from tongban.federation.models import Held, Inbound, Outbound, Peer
from tongban.federation.vocabulary import Attachment, Zone
from tongban.filing.actions.decide import accept
from tongban.filing.models import Filing
from tongban.filing.vocabulary.agent import AGENT_PAPER, AGENT_PROOFS
from tongban.frame.guard import lifted
from tongban.kernel.facts import canonical, plain
from tongban.kernel.ids import new_id
from tongban.register.models import Entry


@pytest.fixture
def net(house: House, monkeypatch: pytest.MonkeyPatch) -> FakePeer:
    """This node is the court zone; the test plays the internet zone, which is returned."""
    host("渝")
    make_sealing_key(settings.TONGBAN.home / "keys")
    zone = Zone(internet=False, peer="net")
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, zone=zone))
    return FakePeer(slug="net", tree=()).admit()


def hand_over(net: FakePeer, *scans: Material, **changed: Any) -> UUID:
    """The internet zone hands a complaint over; returns the number of the hand-over."""
    uid = changed.pop("handover", new_id())
    reader = reader_of(changed.pop("reader", sealing_text(settings.TONGBAN.home / "keys")))
    applicant, sealed_at = changed.pop("applicant", LIN), changed.pop("sealed_at", MONDAY)
    files, attachments = {}, []
    for scan in scans:
        kept = keep_blob(sealed_for(reader, read_blob(scan.sha256)).encode())
        Held.objects.create(peer=net.slug, sha256=kept.sha256)
        files[scan.sha256] = kept.sha256
        attachments.append(Attachment(kept.sha256, kept.size, "application/jose", "sealed"))
    package = {
        "interview": "private_lending",
        "version": "2026-01",
        "answers": answers(),
        "applicant": applicant,
        "court": YUZHONG,
        "venue": {"courts": []},
        "materials": [plain(scan) for scan in scans],
    } | changed.pop("package", {})
    told = {"name": "林晓梅", "kind": "natural", "id_kind": "resident", "id_number": id_number(1), "phone": ""}
    told |= {"email": "", "address": "", "division": "510107"}
    content = {
        "handover": uid,
        "received_at": MONDAY - timedelta(days=2),
        "package": package,
        "files": files,
        "person": told,
        "actor": party(applicant),
    } | changed
    body = {"sealed": sealed_for(reader, canonical(content))}
    receive(net.seal("hand-over", body, at=sealed_at, attachments=tuple(attachments)), at=MONDAY)
    return uid


def scans() -> tuple[Material, ...]:
    return material("files.identity"), material("files.iou")


def test_a_hand_over_becomes_a_filing_whose_time_runs_from_the_receipt_in_the_internet_zone(
    house: House, net: FakePeer
) -> None:
    uid = hand_over(net, *scans())
    assert failures(house) == []
    filing = Filing.objects.get()
    assert filing.handed_in_at == MONDAY - timedelta(days=2)
    assert filing.decide_by == (MONDAY + timedelta(days=5)).date()
    taken = TakenOver.objects.get()
    assert (taken.uid, taken.filing, taken.at, taken.refusals) == (uid, filing.uid, MONDAY, [])
    assert filing.applicant == LIN
    assert filing.platform == "net"


def test_what_an_agent_hands_over_for_a_client_makes_no_plaintiff_of_the_agent(house: House, net: FakePeer) -> None:
    chen = dataclasses.replace(house.lin, uid=LIN, name="陈律师", id_number=id_number(31))
    papers = (*scans(), material(AGENT_PAPER), material(AGENT_PROOFS))
    who = {"name": chen.name, "kind": "natural", "id_kind": "resident", "id_number": chen.id_number}
    who |= {"phone": "", "email": "", "address": "", "division": "510107"}
    hand_over(net, *papers, package={"answers": answers(**UNKNOWN) | told_of(chen)}, person=who)
    assert failures(house) == []
    case = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    assert [(one.name, one.person) for one in case.parties] == [("黄立新", None), ("周志强", None)]
    authority = Representation.objects.get(case=case.uid)
    assert (authority.agent, authority.party, authority.state) == (LIN, case.parties[0].uid, "accepted")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"package": {"court": "川0107"}}, "cooperation.not_our_court"),
        ({"package": {"interview": "nothing"}}, "filing.no_such_interview"),
        ({"package": {"answers": [1]}}, "cooperation.handover_unreadable"),
        ({"package": {"answers": answers(oral__court=YUZHONG)}}, "cooperation.handover_unreadable"),
        ({"package": {"materials": [{"question": "x"}]}}, "cooperation.handover_unreadable"),
        ({"person": {}}, "cooperation.handover_unreadable"),
        ({"actor": {"level": "emperor"}}, "cooperation.handover_unreadable"),
        ({"received_at": MONDAY + timedelta(days=1)}, "cooperation.received_later"),
    ],
)
def test_what_cannot_be_taken_in_is_kept_with_its_reasons(
    house: House, net: FakePeer, changed: dict[str, Any], reason: str
) -> None:
    hand_over(net, *scans(), **changed)
    assert failures(house) == []
    assert not Filing.objects.exists()
    assert [one["reason"] for one in TakenOver.objects.get().refusals] == [reason]


def test_a_file_that_did_not_travel_with_it_is_not_opened(house: House, net: FakePeer) -> None:
    (scan, other) = scans()
    hand_over(net, scan, package={"materials": [plain(scan), plain(other)]}, files={scan.sha256: "a" * 64})
    failures(house)
    assert [one["reason"] for one in TakenOver.objects.get().refusals] == ["cooperation.handover_unreadable"]


class SilentScanner:
    """A scanner that does not answer."""

    def scan(self, content: BinaryIO) -> str:
        raise ScannerSilent

    def answers(self) -> bool:
        return False


def test_a_silent_scanner_keeps_a_filing_waiting_and_sends_none_back(
    house: House, net: FakePeer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over(net, *scans())
    before = places.in_place()
    monkeypatch.setitem(places._chosen, "here", dataclasses.replace(before, scanner=SilentScanner()))
    assert any("documents.not_looked_through" in one for one in failures(house))
    assert not TakenOver.objects.exists()
    monkeypatch.setitem(places._chosen, "here", before)
    house.clock.forward(hours=1)
    assert failures(house) == []
    assert Filing.objects.count() == 1


def test_of_a_filing_that_was_taken_in_no_sealed_copy_lies_in_the_court_zone(house: House, net: FakePeer) -> None:
    hand_over(net, *scans())
    row = Inbound.objects.get(kind="hand-over")
    sealed = [one.sha256 for one in received(row.uid, net.slug).attachments]
    assert sealed
    assert all(has_blob(one) for one in sealed)
    assert failures(house) == []
    assert not any(has_blob(one) for one in sealed)


def test_the_same_complaint_twice_is_one_filing_and_the_second_is_answered(house: House, net: FakePeer) -> None:
    pair = scans()
    first, second = hand_over(net, *pair), hand_over(net, *pair, handover=new_id())
    assert first != second
    assert failures(house) == []
    assert Filing.objects.count() == 1
    assert [one["reason"] for one in TakenOver.objects.get(filing=None).refusals] == ["filing.handed_in_before"]


def test_what_was_sealed_for_another_key_or_comes_from_another_peer_is_not_taken(house: House, net: FakePeer) -> None:
    hand_over(net, reader=public_of(COURT_SECRET))
    hand_over(FakePeer(slug="sichuan", tree=("川",)).admit())
    found = failures(house)
    assert any("federation.not_sealed_for_us" in one for one in found)
    assert any("cooperation.not_our_zone" in one for one in found)
    assert not Filing.objects.exists()
    assert not TakenOver.objects.exists()


def shown(house: House, net: FakePeer, kind: str, subject: UUID | None = None, who: UUID = LIN) -> Any:  # noqa: ANN401 - content or reasons
    """What the court zone answers: the content, or the reasons."""
    mine = secret()
    ask = {"ask": new_id(), "person": who, "kind": kind, "subject": subject, "reader": public_of(mine)}
    net.send("ask", {"sealed": sealed_for(reader_of(sealing_text(settings.TONGBAN.home / "keys")), canonical(ask))})
    assert failures(house) == []
    view = outgoing("view")[-1]
    told = json.loads(unsealed(view.body["sealed"], own_reader(mine)))
    if view.attachments:
        told["content"]["file"] = unsealed(read_blob(view.attachments[0].sha256).decode(), own_reader(mine))
    return told["content"] or [one["reason"] for one in told["refusals"]]


def test_a_person_is_shown_her_list_her_case_and_her_papers(house: House, net: FakePeer) -> None:
    uid = hand_over(net, *scans())
    failures(house)
    listed = shown(house, net, "list")
    assert [(one["handover"], one["stage"], one["case"]) for one in listed["filings"]] == [
        (str(uid), "under_review", None)
    ]
    case = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    assert [one["number"] for one in shown(house, net, "list")["cases"]] == [case.number]
    sheet = shown(house, net, "case", case.uid)
    assert (sheet["number"], sheet["side"]) == (case.number, "plaintiff")
    scan = next(paper for paper in sheet["papers"] if paper["kind"] == "files.iou")
    paper = shown(house, net, "paper", UUID(scan["uid"]))
    assert paper["file"].startswith(b"\x89PNG")
    assert paper["sha256"] == scan["files"][0]["sha256"]
    assert outgoing("view")[-1].body["services"] == []
    told = Entry.objects.filter(event="page_shown").order_by("id").values_list("body", flat=True)
    assert [json.loads(one)["page"].split()[0] for one in told] == ["list", "list", "case", "paper"]


def test_what_was_shown_in_the_other_zone_is_a_read_like_any_other(house: House, net: FakePeer) -> None:
    hand_over(net, *scans())
    failures(house)
    case = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    scan = next(one for one in shown(house, net, "case", case.uid)["papers"] if one["kind"] == "files.iou")
    shown(house, net, "paper", UUID(scan["uid"]))
    shown(house, net, "case", case.uid, who=UUID(int=8))
    found = list(reads_of(settings.TONGBAN.home, case.uid))
    assert [(one.person, one.roles, one.task, one.tied) for one in found] == [
        (str(LIN), ("party",), "zone:case", True),
        (str(LIN), ("party",), "zone:paper", True),
    ]


def test_a_page_that_has_reached_the_internet_zone_lies_sealed_here_no_longer(house: House, net: FakePeer) -> None:
    hand_over(net, *scans())
    failures(house)
    scan = shown(house, net, "list")["filings"][0]["papers"][0]
    shown(house, net, "paper", UUID(scan["uid"]))
    row = Outbound.objects.filter(kind="view").latest("id")
    (sealed,) = outgoing("view")[-1].attachments
    assert has_blob(sealed.sha256)
    assert keep_receipt(row, net.receipt(row.token, row.uid), Peer.objects.get(slug=net.slug), at=house.at) is None
    assert failures(house) == []
    assert not has_blob(sealed.sha256)


def test_a_clock_that_goes_ahead_in_the_internet_zone_files_nothing_in_the_future(house: House, net: FakePeer) -> None:
    ahead = MONDAY + timedelta(days=3)
    hand_over(net, *scans(), received_at=ahead, sealed_at=ahead)
    assert failures(house) == []
    filing = Filing.objects.get()
    assert (filing.handed_in_at, filing.decide_by) == (MONDAY, (MONDAY + timedelta(days=7)).date())


def test_nothing_goes_to_the_internet_zone_unasked(house: House, net: FakePeer) -> None:
    hand_over(net, *scans())
    failures(house)
    accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    failures(house)
    assert list(Outbound.objects.values_list("kind", flat=True)) == []


def test_another_persons_matters_do_not_exist(house: House, net: FakePeer) -> None:
    hand_over(net, *scans())
    failures(house)
    case = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    paper = UUID(shown(house, net, "case", case.uid)["papers"][0]["uid"])
    stranger = UUID(int=8)
    assert shown(house, net, "list", who=stranger) == {"filings": [], "returned": [], "cases": []}
    assert shown(house, net, "case", case.uid, who=stranger) == ["cases.no_such_case"]
    assert shown(house, net, "paper", paper, who=stranger) == ["cooperation.no_such_paper"]


def test_the_internet_zone_speaks_for_its_own_persons_only(house: House, net: FakePeer) -> None:
    for who in (house.lin.uid, house.clerk.person, house.judge.person):
        assert shown(house, net, "list", who=who) == ["cooperation.no_such_person"]


def test_an_ask_that_is_none_is_refused(house: House, net: FakePeer) -> None:
    reader = reader_of(sealing_text(settings.TONGBAN.home / "keys"))
    odd = {"ask": str(new_id()), "person": str(new_id()), "kind": "secrets", "subject": None, "reader": "x"}
    for content in ({}, odd):
        net.send("ask", {"sealed": sealed_for(reader, canonical(content))})
    assert sum("cooperation.ask_unreadable" in one for one in failures(house)) == 2
    assert outgoing("view") == []


def test_what_an_agent_is_shown_lapses_soon_because_the_power_may_end(house: House, net: FakePeer) -> None:
    hand_over(net, *scans())
    failures(house)
    case = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    shown(house, net, "case", case.uid)
    assert "until" not in outgoing("view")[-1].body
    agent = UUID(int=21)
    with lifted("test: an agent of the party"):
        Representation.objects.create(
            layer=Layer.CASE,
            court=case.court,
            case=case.uid,
            of_case=Case.objects.get(uid=case.uid),
            party=case.parties[0].uid,
            kind="lawyer",
            agent=agent,
            name="陈律师",
            id_kind="resident",
            id_number="",
            first=house.at.date(),
            state="accepted",
            handed_in_at=house.at,
        )
    assert shown(house, net, "case", case.uid, who=agent)["number"] == case.number
    until = datetime.fromisoformat(outgoing("view")[-1].body["until"])
    assert until - house.at == timedelta(seconds=BORROWED)
