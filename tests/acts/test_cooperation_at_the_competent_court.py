"""The competent court (管辖法院) is here, the cooperating one on a peer that the test plays (跨域立案)."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from tests.acts.for_client import told_of
from tests.acts.losses import dies
from tests.builders import MONDAY, FakePeer, House, answers, attachments, host, material, party, person
from tongban.cases.models import Party, Representation
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.models import Matter
from tongban.documents.actions.blobs import keep_blob, read_blob
from tongban.documents.models import Document
from tongban.documents.vocabulary import Material
from tongban.federation.actions.opened import sent
from tongban.federation.actions.receive import take_file
from tongban.federation.models import Outbound
from tongban.federation.rules.envelope import file_grant
from tongban.federation.vocabulary import Envelope
from tongban.filing.actions.decide import accept, ask_correction, refuse
from tongban.filing.actions.refusals import note_refusal_served
from tongban.filing.models import Filing
from tongban.filing.vocabulary.agent import AGENT_PAPER, AGENT_PROOFS
from tongban.frame.guard import lifted
from tongban.kernel.facts import plain
from tongban.kernel.ids import new_id
from tongban.people.models import IdentityProof, Person
from tongban.register.models import Due, Entry

LATER = frozenset({"render_paper", "deliver_envelope"})
"""The peer's web server is not there in these tests: what would be delivered is read from the table."""
ORAL = {"oral__way": "signed", "oral__clerk": "陈静", "oral__court": "川0107", "oral__at": "2026-11-23"}
"""What a peer says of a clerk who took a complaint down."""


def outgoing(kind: str) -> list[Envelope]:
    return [sent(row.uid)[1] for row in Outbound.objects.filter(kind=kind).order_by("id")]


def events(name: str) -> int:
    return Entry.objects.filter(event=name).count()


def line(court: str = "渝0103", what: str = "received") -> dict[str, Any]:
    return {"uid": str(new_id()), "at": MONDAY.isoformat(), "court": court, "what": what, "facts": {}}


@pytest.fixture
def sichuan(house: House) -> FakePeer:
    host("渝")
    return FakePeer(slug="sichuan", tree=("川",)).admit()


def shown(peer: FakePeer, *scans: Material) -> None:
    """The peer shows that it holds these files."""
    for scan in scans:
        allowed = file_grant(scan.sha256, sender=peer.slug, recipient=settings.TONGBAN.slug, key=peer.key)
        take_file(scan.sha256, read_blob(scan.sha256), allowed)


def errand(peer: FakePeer, scans: tuple[Material, ...], **changed: Any) -> dict[str, Any]:
    shown(peer, *scans)
    applicant = changed.pop("applicant", new_id())
    package = {
        "interview": "private_lending",
        "version": "2026-01",
        "answers": answers(),
        "applicant": applicant,
        "court": "渝0103",
        "venue": {"courts": []},
        "materials": [plain(scan) for scan in scans],
        "platform": peer.slug,
        "through_court": "川0107",
        "matter": None,
    } | changed.pop("package", {})
    told = {"name": "林晓梅", "kind": "natural", "id_kind": "", "id_number": "", "phone": "", "email": ""}
    body = {
        "matter": new_id(),
        "from_court": "川0107",
        "to_court": "渝0103",
        "handed_in_at": MONDAY,
        "answer_due": MONDAY,
        "package": package,
        "person": told | {"address": "", "division": ""},
        "log": [],
    }
    return plain(body | changed)


@pytest.fixture
def scans(house: House) -> tuple[Material, ...]:
    return material("files.identity"), material("files.iou")


def deliver(house: House, peer: FakePeer, body: dict[str, Any], scans: tuple[Material, ...]) -> list[str]:
    peer.send("filing", body, attachments=attachments(scans))
    return house.work(without=LATER)


def test_an_errand_becomes_a_filing_a_case_and_an_answer(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    body = errand(sichuan, scans)
    assert deliver(house, sichuan, body, scans) == []
    filing = Filing.objects.get()
    assert (filing.platform, filing.through_court, str(filing.applicant)) == (
        "sichuan",
        "川0107",
        body["package"]["applicant"],
    )
    assert IdentityProof.objects.get(method="peer").person.platform == "sichuan"
    case = accept(filing.uid, by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    [said] = outgoing("filing-answer")
    assert (said.body["answer"]["answer"], said.body["answer"]["number"]) == ("accepted", case.number)
    assert [told["what"] for told in said.body["log"]] == ["received", "accepted"]
    assert outgoing("sheet")[-1].body["sheet"]["number"] == case.number


def test_an_oral_complaint_that_a_clerk_of_the_peer_took_down_is_a_record_here(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    assert deliver(house, sichuan, errand(sichuan, scans, package={"answers": answers(**ORAL)}), scans) == []
    paper = Document.objects.get(subject=Filing.objects.get().uid, kind="complaint")
    told = json.loads(paper.data)
    assert (paper.title, told["clerk"], told["at"]) == ("口头起诉笔录", "陈静", "2026-11-23T00:00:00")


def test_the_same_errand_in_a_second_envelope_changes_nothing(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    body = errand(sichuan, scans)
    assert deliver(house, sichuan, body, scans) == []
    assert deliver(house, sichuan, body, scans) == []
    assert Filing.objects.count() == Matter.objects.count() == 1
    assert outgoing("filing-answer") == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"package": {"court": "川0107"}}, "cooperation.not_our_court"),
        ({"package": {"answers": answers(loan__amount="-1")}}, "amount.not_digits"),
        ({"package": {"answers": "none"}}, "cooperation.errand_unreadable"),
        ({"package": {"answers": answers(**ORAL | {"oral__court": "渝0103"})}}, "cooperation.errand_unreadable"),
        ({"package": {"version": "林晓梅 13800000000"}}, "cooperation.errand_unreadable"),
        ({"package": {"interview": "poem"}}, "filing.no_such_interview"),
        ({"from_court": "渝0104"}, "cooperation.errand_unreadable"),
        ({"person": {}}, "cooperation.errand_unreadable"),
        ({"handed_in_at": "yesterday"}, "cooperation.errand_unreadable"),
        ({"log": [line(court="渝0103")]}, "cooperation.errand_unreadable"),
    ],
)
def test_an_errand_that_cannot_be_taken_in_is_sent_back_with_its_reasons(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...], changed: dict[str, Any], reason: str
) -> None:
    assert deliver(house, sichuan, errand(sichuan, scans, **changed), scans) == []
    [said] = outgoing("filing-answer")
    assert said.body["answer"]["answer"] == "returned"
    assert [r["reason"] for r in said.body["answer"]["refusals"]] == [reason]
    assert Filing.objects.count() == Matter.objects.count() == 0
    assert not Due.objects.filter(reaction="open_envelope", done_at__isnull=True).exists()


def test_a_peer_cannot_speak_for_our_people_or_change_what_we_know_of_them(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    before = Person.objects.filter(uid=house.lin.uid).values().get()
    assert deliver(house, sichuan, errand(sichuan, scans, applicant=house.lin.uid), scans) == []
    assert outgoing("filing-answer")[0].body["answer"]["refusals"][0]["reason"] == "people.of_another_platform"
    assert Person.objects.filter(uid=house.lin.uid).values().get() == before


def test_nobody_of_a_peer_files_for_others(house: House, sichuan: FakePeer) -> None:
    """Who may act for others is proven here (SI 88): a peer vouches for who somebody is, and for no licence."""
    chen = replace(person("陈律师", 31), uid=new_id())
    scans = tuple(material(kind) for kind in ("files.identity", "files.iou", AGENT_PAPER, AGENT_PROOFS))
    told = errand(sichuan, scans, applicant=chen.uid, package={"answers": answers() | told_of(chen)})
    assert deliver(house, sichuan, told, scans) == []
    assert outgoing("filing-answer")[0].body["answer"]["refusals"][0]["reason"] == "filing.agent_files_there"
    assert not Filing.objects.exists()
    assert not Representation.objects.exists()


def test_after_a_death_the_other_side_is_shown_the_case_as_before(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    assert deliver(house, sichuan, errand(sichuan, scans), scans) == []
    case = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    zhou = person("周志强", 7, platform="sichuan")
    with lifted("test: the defendant acts through the same platform"):
        Party.objects.filter(case=case.uid, side="defendant").update(person=zhou.uid, platform="sichuan")
    assert house.work(without=LATER) == []
    before = len(outgoing("sheet"))
    dies(house, case, "林晓梅")
    assert house.work(without=LATER) == []
    assert {told.body["person"] for told in outgoing("sheet")[before:]} == {str(zhou.uid)}


def test_a_file_that_does_not_travel_with_the_errand_is_not_taken_from_our_store(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    body = errand(sichuan, scans)
    body["package"]["materials"][0]["sha256"] = keep_blob(b"somebody else's secret").sha256
    assert deliver(house, sichuan, body, scans) == []
    assert outgoing("filing-answer")[0].body["answer"]["answer"] == "returned"


def test_what_was_refused_for_good_is_taken_in_again_and_what_is_pending_is_not(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    """SI 212; CPL 127(5)."""
    told = {"applicant": new_id(), "package": {"answers": answers(consent__service="offline")}}
    assert deliver(house, sichuan, errand(sichuan, scans, **told), scans) == []
    first = Filing.objects.get()
    refuse(first.uid, "没有明确的被告。", by=house.judge, at=house.at)
    note_refusal_served(first.uid, house.at.date(), by=house.clerk, at=house.at)
    for later, filed in ((0, 1), (11, 2), (0, 2)):
        house.clock.forward(days=later)
        assert deliver(house, sichuan, errand(sichuan, scans, **told), scans) == []
        assert Filing.objects.count() == Matter.objects.count() == filed
    assert Filing.objects.latest("id").again == first.uid
    said = [one.body["answer"]["answer"] for one in outgoing("filing-answer")]
    assert said == ["refused", "returned", "returned"]


def test_a_correction_is_told_to_the_cooperating_court(
    house: House, sichuan: FakePeer, scans: tuple[Material, ...]
) -> None:
    deliver(house, sichuan, errand(sichuan, scans), scans)
    ask_correction(Filing.objects.get().uid, ["金额"], by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    assert outgoing("filing-answer")[0].body["answer"]["findings"] == ["金额"]


@pytest.fixture
def case(house: House, sichuan: FakePeer, scans: tuple[Material, ...]) -> CaseView:
    """A case whose plaintiff acts through Sichuan and whose defendant acts here."""
    deliver(house, sichuan, errand(sichuan, scans), scans)
    opened = accept(Filing.objects.get().uid, by=house.clerk, at=house.at)
    house.work(without=LATER)
    return case_by_uid(opened.uid)


def act_body(case: CaseView, who: UUID | None, /, **changed: Any) -> dict[str, Any]:
    body = {
        "act": new_id(),
        "name": "decline_mediation",
        "case": case.uid,
        "arguments": {"reason": "tried_before"},
        "materials": [],
        "actor": plain(party(who or new_id(), platform="sichuan")),
    }
    return plain(body | changed)


def reasons(envelope: Envelope) -> list[str]:
    return [refusal["reason"] for refusal in envelope.body["refusals"]]


def test_a_party_of_the_peer_acts_here_once_though_the_envelope_comes_twice(
    house: House, sichuan: FakePeer, case: CaseView
) -> None:
    token = sichuan.seal("act", act_body(case, case.parties[0].person))
    from tongban.federation.actions.receive import receive

    receive(token, at=MONDAY)
    receive(token, at=MONDAY)
    assert house.work(without=LATER) == []
    assert [reasons(said) for said in outgoing("act-answer")] == [[]]
    assert events("mediation_declined") == 1
    entry = Entry.objects.get(event="mediation_declined")
    assert '"platform":"sichuan"' in entry.actor
    assert outgoing("sheet")[-1].body["edition"] > 1


def test_a_peer_cannot_act_for_a_party_of_ours(house: House, sichuan: FakePeer, case: CaseView) -> None:
    linked = house.put_at(case, case.stage, defendant=house.zhou)
    for who in (linked.parties[1].person, house.clerk.person, None):
        sichuan.send("act", act_body(case, who))
    house.work(without=LATER)
    assert [reasons(said) for said in outgoing("act-answer")] == [["cases.no_such_case"]] * 3
    assert events("mediation_declined") == 0


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"name": "sign_judgment"}, "cooperation.no_such_act"),
        ({"arguments": {}}, "cooperation.act_unreadable"),
        ({"arguments": {"reason": "x", "more": "y"}}, "cooperation.act_unreadable"),
        ({"arguments": {"reason": "x", "case": str(new_id())}}, "cooperation.act_unreadable"),
        ({"arguments": {"reason": "x", "record": "y"}}, "cooperation.act_unreadable"),
        ({"arguments": {"reason": ["x"]}}, "cooperation.act_unreadable"),
        ({"case": str(new_id())}, "cases.no_such_case"),
        ({"case": "1"}, "cooperation.act_unreadable"),
        ({"actor": {}}, "cooperation.act_unreadable"),
        ({"arguments": {"reason": "because"}}, "cases.reason_missing"),
        ({"materials": [{"sha256": "0" * 64}]}, "cooperation.act_unreadable"),
    ],
)
def test_an_act_that_cannot_be_done_is_answered_with_its_reason(
    house: House, sichuan: FakePeer, case: CaseView, changed: dict[str, Any], reason: str
) -> None:
    sichuan.send("act", act_body(case, case.parties[0].person, **changed))
    assert house.work(without=LATER) == []
    assert [reasons(said) for said in outgoing("act-answer")] == [[reason]]
    assert events("mediation_declined") == 0


def test_declining_twice_is_refused_the_second_time(house: House, sichuan: FakePeer, case: CaseView) -> None:
    for _ in range(2):
        sichuan.send("act", act_body(case, case.parties[0].person))
    house.work(without=LATER)
    assert [reasons(said) for said in outgoing("act-answer")] == [[], ["cases.mediation_declined_before"]]


def test_a_sheet_goes_only_to_the_platform_of_its_person_and_never_twice_unchanged(
    house: House, sichuan: FakePeer, case: CaseView
) -> None:
    sheets = [envelope.body for envelope in outgoing("sheet")]
    assert {body["person"] for body in sheets} == {str(case.parties[0].person)}
    assert [body["edition"] for body in sheets] == list(range(1, len(sheets) + 1))
    contents = [body["sheet"] for body in sheets]
    assert all(one != two for one, two in pairwise(contents))
