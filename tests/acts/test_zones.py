"""The acts between the two zones of a platform: filing, asking and showing, each seen from one of the nodes."""

from __future__ import annotations

import dataclasses
import json
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from tests.builders import (
    MONDAY,
    YUZHONG,
    FakePeer,
    House,
    answers,
    host,
    id_number,
    keep_rest_key,
    material,
    party,
    refused,
)
from tongban.cooperation.actions.zone_asking import AGAIN, ask_for, page_shown
from tongban.cooperation.models import AskedPage, HandedOver, TakenOver
from tongban.cooperation.queries import handed_over_by
from tongban.cooperation.vocabulary import Page, PageKind
from tongban.documents.actions.blobs import keep_blob, read_blob
from tongban.documents.queries import has_blob
from tongban.documents.vocabulary import Material
from tongban.federation.actions.opened import sent
from tongban.federation.adapters.keys import make_sealing_key, sealing_text
from tongban.federation.law import own_reader, public_of, reader_of, sealed_for, unsealed
from tongban.federation.models import Held, Outbound
from tongban.federation.vocabulary import Attachment, Envelope, Zone
from tongban.filing.actions.decide import accept
from tongban.filing.actions.draft import add_file
from tongban.filing.models import Draft, DraftFile, Filing
from tongban.frame.guard import lifted
from tongban.kernel.facts import canonical, plain
from tongban.kernel.ids import new_id
from tongban.register.models import Entry

LATER = frozenset({"render_paper", "deliver_envelope"})
COURT_SECRET = "C" * 42 + "E"
LIST = Page(PageKind.LIST)
LIN = UUID(int=7)
"""The person who files, as the internet zone names her."""


def secret() -> str:
    """A key as a browser gets one."""
    return urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")


def outgoing(kind: str) -> list[Envelope]:
    return [sent(row.uid)[1] for row in Outbound.objects.filter(kind=kind).order_by("id")]


def failures(house: House) -> list[str]:
    return house.work(without=LATER)


@pytest.fixture
def court(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePeer:
    """This node is the internet zone; the test plays the court zone, which is returned."""
    host()
    keep_rest_key(tmp_path, monkeypatch)
    zone = Zone(
        internet=True, peer="chongqing", sealing_key=public_of(COURT_SECRET), confirm_within=timedelta(hours=24)
    )
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, zone=zone))
    return FakePeer().admit()


@pytest.fixture
def net(house: House, monkeypatch: pytest.MonkeyPatch) -> FakePeer:
    """This node is the court zone; the test plays the internet zone, which is returned."""
    host("渝")
    make_sealing_key(settings.TONGBAN.home / "keys")
    zone = Zone(internet=False, peer="net")
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, zone=zone))
    return FakePeer(slug="net", tree=()).admit()


# In the internet zone


def test_a_filing_is_sealed_for_the_court_and_leaves_the_draft(house: House, court: FakePeer) -> None:
    draft = house.draft()
    digests = list(DraftFile.objects.values_list("sha256", flat=True))
    house.hand_in(draft)
    house.hand_in(draft)
    (envelope,) = outgoing("hand-over")
    assert set(envelope.body) == {"sealed"}
    told = json.loads(unsealed(envelope.body["sealed"], own_reader(COURT_SECRET)))
    assert told["package"]["answers"] == draft.answers
    assert told["person"]["name"] == "林晓梅"
    assert told["received_at"] == plain(house.at)
    assert sorted(told["files"]) == sorted(digests)
    assert {a.name for a in envelope.attachments} == {"sealed"}
    assert not any(has_blob(digest) for digest in digests)
    assert (Draft.objects.get().answers, DraftFile.objects.count(), HandedOver.objects.count()) == ({}, 0, 1)
    assert not Filing.objects.exists()


def test_a_filing_for_a_court_that_is_not_behind_the_link_is_refused_and_stays_a_draft(
    house: House, court: FakePeer
) -> None:
    draft = house.draft(agreement__kind="plaintiff_domicile")
    with refused("cooperation.court_not_reachable"):
        house.hand_in(draft)
    assert Draft.objects.get().answers == draft.answers
    assert not HandedOver.objects.exists()


def test_the_court_opens_each_file_as_it_was(house: House, court: FakePeer) -> None:
    draft = house.draft()
    before = {sha256: read_blob(sha256) for sha256 in DraftFile.objects.values_list("sha256", flat=True)}
    house.hand_in(draft)
    (envelope,) = outgoing("hand-over")
    told = json.loads(unsealed(envelope.body["sealed"], own_reader(COURT_SECRET)))
    for sha256, content in before.items():
        assert unsealed(read_blob(told["files"][sha256]).decode(), own_reader(COURT_SECRET)) == content


def test_a_file_that_another_draft_names_stays(house: House, court: FakePeer) -> None:
    same = material("files.iou")
    first, second = house.draft(), house.draft(story__text="anders")
    for draft in (first, second):
        add_file(house.viewer(house.lin.uid), draft.uid, same)
    house.hand_in(first)
    assert has_blob(same.sha256)
    house.hand_in(second)
    assert not has_blob(same.sha256)


def test_the_person_reads_since_when_the_filing_is_kept_and_when_the_court_confirmed(
    house: House, court: FakePeer
) -> None:
    house.hand_in(house.draft())
    (one,) = handed_over_by(house.viewer(house.lin.uid))
    assert (one.at, one.confirmed_at, one.confirm_by) == (house.at, None, house.at + timedelta(hours=24))
    assert handed_over_by(house.viewer(house.zhou.uid)) == []
    with lifted("test: as if the receipt had come"):
        Outbound.objects.update(receipt="x", receipted_at=house.at)
    assert handed_over_by(house.viewer(house.lin.uid))[0].confirmed_at == house.at


def answer(court: FakePeer, secret_key: str, content: dict[str, Any], *, file: bytes = b"", ask: str = "") -> None:
    """The court zone answers the newest ask."""
    asked = json.loads(unsealed(outgoing("ask")[-1].body["sealed"], own_reader(COURT_SECRET)))
    assert asked["reader"] == public_of(secret_key)
    reader = reader_of(asked["reader"])
    told = {"page": "x", "content": content, "refusals": []} | content.pop("_", {})
    attachments: tuple[Attachment, ...] = ()
    if file:
        kept = keep_blob(sealed_for(reader, file).encode())
        Held.objects.create(peer=court.slug, sha256=kept.sha256)
        attachments = (Attachment(kept.sha256, kept.size, "application/jose", "sealed"),)
    body = {"ask": ask or asked["ask"], "sealed": sealed_for(reader, canonical(told))}
    court.send("view", body, attachments=attachments)


def test_a_page_is_asked_for_kept_sealed_and_opened_by_the_browsers_key_alone(house: House, court: FakePeer) -> None:
    mine, lin = secret(), house.viewer(house.lin.uid)
    assert page_shown(lin, LIST, mine) is None
    ask_for(LIST, mine, by=party(house.lin.uid), at=house.at)
    assert page_shown(lin, LIST, mine).waits
    answer(court, mine, {"filings": ["QZshownZQ"]}, file=b"paper")
    assert failures(house) == []
    shown = page_shown(lin, LIST, mine)
    assert (shown.waits, shown.made_at, shown.file) == (False, MONDAY, b"paper")
    assert shown.content == {"filings": ["QZshownZQ"]}
    assert "QZshownZQ" not in AskedPage.objects.get().sealed
    for viewer, key in ((lin, secret()), (lin, ""), (house.viewer(house.zhou.uid), mine)):
        assert page_shown(viewer, LIST, key) is None


def test_asking_again_while_the_answer_is_on_its_way_sends_nothing(house: House, court: FakePeer) -> None:
    mine, by = secret(), party(house.lin.uid)
    ask_for(LIST, mine, by=by, at=house.at)
    ask_for(LIST, mine, by=by, at=house.at)
    assert len(outgoing("ask")) == 1
    ask_for(LIST, mine, by=by, at=house.clock.forward(seconds=AGAIN))
    assert len(outgoing("ask")) == 2
    answer(court, mine, {"n": 1})
    failures(house)
    ask_for(LIST, mine, by=by, at=house.at)
    assert len(outgoing("ask")) == 3
    assert page_shown(house.viewer(house.lin.uid), LIST, mine).content == {"n": 1}


def test_an_answer_that_comes_twice_or_to_no_question_changes_nothing(house: House, court: FakePeer) -> None:
    mine = secret()
    ask_for(LIST, mine, by=party(house.lin.uid), at=house.at)
    answer(court, mine, {"n": 1}, ask=str(new_id()))
    answer(court, mine, {"n": 2})
    answer(court, mine, {"n": 3})
    assert failures(house) == []
    assert page_shown(house.viewer(house.lin.uid), LIST, mine).content == {"n": 2}


def test_the_courts_no_is_read_as_its_reasons(house: House, court: FakePeer) -> None:
    mine, page = secret(), Page(PageKind.CASE, new_id())
    ask_for(page, mine, by=party(house.lin.uid), at=house.at)
    no = {"reason": "cases.no_such_case", "law": "在线诉讼规则 38", "fields": [], "facts": []}
    answer(court, mine, {"_": {"refusals": [no]}})
    failures(house)
    with refused("cases.no_such_case"):
        page_shown(house.viewer(house.lin.uid), page, mine)


def test_only_the_own_court_zone_shows_pages(house: House, court: FakePeer) -> None:
    other = FakePeer(slug="sichuan", tree=("川",)).admit()
    other.send("view", {"ask": str(new_id()), "sealed": "x"})
    assert any("cooperation.not_our_zone" in failure for failure in failures(house))


# In the court zone


def hand_over(net: FakePeer, *scans: Material, **changed: Any) -> UUID:
    """The internet zone hands a complaint over; returns the number of the hand-over."""
    uid = changed.pop("handover", new_id())
    reader = reader_of(changed.pop("reader", sealing_text(settings.TONGBAN.home / "keys")))
    applicant = changed.pop("applicant", LIN)
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
    net.send("hand-over", {"sealed": sealed_for(reader, canonical(content))}, attachments=tuple(attachments))
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


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"package": {"court": "川0107"}}, "cooperation.not_our_court"),
        ({"package": {"interview": "nothing"}}, "filing.no_such_interview"),
        ({"package": {"answers": [1]}}, "cooperation.handover_unreadable"),
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
