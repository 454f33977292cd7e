"""No envelope to another platform, and no page for the other zone, holds a word that is not for its readers there.

Canaries are planted before each act and each reaction, so that what is sealed carries them. Every kind of message is
sent by somebody here; a kind that nobody sends fails.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from outlets import messages

from tests.acts.bulk import lines, packed
from tests.acts.service import paid, quick_papers
from tests.acts.test_cooperation_at_the_competent_court import deliver, errand, shown
from tests.acts.test_cooperation_at_the_counter import matter_of
from tests.acts.test_cooperation_corrections import correction, request
from tests.acts.test_disputes_elsewhere import acted
from tests.acts.test_service_for_other_courts import SIGNED, asked_of_us, defence_of, visited
from tests.acts.test_state_secrets_at_peers import removal_body
from tests.acts.test_zones_court import hand_over, scans
from tests.acts.test_zones_court import shown as shown_there
from tests.acts.test_zones_paying import awaiting, carried, message
from tests.acts.zones import COURT_SECRET, LIN
from tests.builders import (
    WUHOU,
    YUZHONG,
    FakePeer,
    House,
    furnish,
    host,
    id_number,
    material,
    party,
    staff,
)
from tests.entrances.canary import BIRD, Flock, everything_in, picture_with, planted
from tests.entrances.canary_walk import NAMES
from tests.entrances.canary_worlds import shown_over
from tests.entrances.canary_zones import as_court_zone, as_internet_zone
from tongban.access.audience import Audience
from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.cases.queries import viewer_for
from tongban.cooperation.actions.bulk import file_table, send_table
from tongban.cooperation.actions.correct import begin_correction
from tongban.cooperation.actions.disputes import dispute_for_visitor
from tongban.cooperation.actions.forward import check_matter, note_printed, send_matter
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.cooperation.actions.service_ask import entrust_service
from tongban.cooperation.actions.service_do import note_result
from tongban.cooperation.actions.service_recall import call_back
from tongban.cooperation.models import ServiceErrand
from tongban.documents.actions.blobs import read_blob
from tongban.documents.models import Document, Removal
from tongban.documents.queries import has_blob
from tongban.documents.vocabulary import RemovalAct
from tongban.evidence.actions.removal import ask_removal, decide_removal
from tongban.federation.actions.opened import sent
from tongban.federation.law import own_reader, unsealed
from tongban.federation.models import Outbound
from tongban.federation.vocabulary import Envelope
from tongban.filing.actions.decide import accept, ask_correction
from tongban.filing.models import Filing
from tongban.frame.guard import lifted
from tongban.people.actions.dispute import uphold
from tongban.people.models import Person
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

LATER = frozenset({"deliver_envelope"})
"""The peer's web server is not there: what would be delivered is read from the table."""
OF_THE_CASE = {"service", "service-answer", "service-called-back", "dispute", "dispute-answer", "act-answer"}
"""Kinds that staff of the case's own court seal out of its file."""


@dataclass
class Sender:
    """A platform that seals envelopes, and what was said to whom."""

    house: House
    flock: Flock = field(default_factory=Flock)

    def work(self) -> None:
        """The worker does what is due, with canaries in all that it reads."""
        planted(self.flock)
        self.house.work(without=LATER)
        planted(self.flock)


def _at_the_competent_court(sender: Sender, _folder: Path, _patch: pytest.MonkeyPatch) -> None:
    """Yuzhong has a case of a plaintiff who acts through Sichuan."""
    house = sender.house
    host("渝")
    sichuan = FakePeer(slug="sichuan", tree=("川",)).admit()
    body = _errand(house, sichuan)
    filing = Filing.objects.get().uid
    ask_correction(filing, ["金额与借条不符"], by=house.clerk, at=house.at)
    sender.work()
    house.clock.forward(days=2)
    sichuan.send("filing-correction", correction(body), at=house.at)
    sender.work()
    _disputed(sender, sichuan, filing)
    _removed(sender, sichuan)
    _served(sender, sichuan)


def _errand(house: House, peer: FakePeer) -> dict[str, Any]:
    """Somebody files at Yuzhong from a counter in Sichuan."""
    files = (material("files.identity"), material("files.iou"))
    body = errand(peer, files)
    assert deliver(house, peer, body, files) == []
    return body


def _disputed(sender: Sender, peer: FakePeer, filing: UUID) -> None:
    """One act is disputed at the person's own platform, that of another person at the counter of the court."""
    house = sender.house
    case = accept(filing, by=house.clerk, at=house.at)
    sender.work()
    body = acted(house, peer, case)
    peer.send("dispute", body, at=house.at)
    sender.work()
    uphold(UUID(body["dispute"]), "登录记录来自他人设备。", by=house.clerk, at=house.at)
    sender.work()

    _errand(house, peer)
    other = accept(Filing.objects.latest("id").uid, by=house.clerk, at=house.at)
    sender.work()
    person = UUID(acted(house, peer, other)["person"])
    with lifted("test: the paper that the other court saw"):
        row = Person.objects.get(uid=person)
        row.id_number, row.id_kind = id_number(1), "resident"
        row.save()
    entry = Entry.objects.filter(event="mediation_declined", case=other.uid).get().uid
    dispute_for_visitor(entry, id_number(1), "我没有提交过。", by=house.clerk, at=house.at)
    sender.work()


def _removed(sender: Sender, peer: FakePeer) -> None:
    """The court takes out what the peer has a copy of; the peer asks for what this platform has one of."""
    house = sender.house
    document = Document.objects.filter(kind="files.iou").latest("id").uid
    ask_removal(document, reason="有密级标志。", by=house.clerk, at=house.at)
    president = staff(YUZHONG, Role.PRESIDENT, "郑强", at=house.at)
    decide_removal(Removal.objects.latest("id").uid, RemovalAct.CONFIRM, by=president, at=house.at)
    copy = material("x")
    shown(peer, copy)
    peer.send("removal", removal_body(copy.sha256), at=house.at)
    sender.work()


def _served(sender: Sender, peer: FakePeer) -> None:
    """Each court serves papers for the other."""
    house = sender.house
    case = paid(house)
    house.clock.forward(days=1)
    planted(sender.flock)
    entrust_service(defence_of(case).uid, WUHOU, by=house.clerk, at=house.at)
    sender.work()
    told = asked_of_us(peer)
    peer.send(
        "service", {k: v for k, v in told.items() if k != "attachments"}, at=house.at, attachments=told["attachments"]
    )
    sender.work()
    row = ServiceErrand.objects.get(outgoing=False)
    note_result(row.uid, visited(SIGNED), by=house.clerk, at=house.at, files=[material("files")])
    call_back(ServiceErrand.objects.get(outgoing=True).uid, by=house.clerk, at=house.at)
    sender.work()


def _at_the_counter(sender: Sender, _folder: Path, _patch: pytest.MonkeyPatch) -> None:
    """Wuhou takes in what is for Yuzhong, and its persons act there."""
    house, lin = sender.house, sender.house.lin
    host("川")
    chongqing = FakePeer().admit()
    matter = matter_of(house)
    check_matter(matter, by=house.wuhou_clerk, at=house.at)
    planted(sender.flock)
    send_matter(matter, by=house.wuhou_clerk, at=house.at)
    chongqing.send("filing-answer", request(matter))
    sender.work()
    draft = begin_correction(house.viewer(lin.uid), matter)
    planted(sender.flock)
    house.hand_in(draft, helper=house.wuhou_clerk)
    note_printed(matter, ("0" * 64,), by=house.wuhou_clerk, at=house.at)
    case = shown_over(house, chongqing)
    planted(sender.flock)
    bird = sender.flock.hatch("an exhibit for the other court", Label(Layer.OWN, holder=lin.uid))
    told = {"title": f"截图{bird}", "proves": "承诺还款", "source": "本人保存"}
    file = material("files", picture_with(bird))
    act_as_party("submit_exhibit", case=case, by=party(lin.uid), at=house.at, arguments=told, materials=(file,))
    sender.work()


def _in_the_internet_zone(sender: Sender, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Lin files a complaint and a table, asks for a page, and pays."""
    house, lin = sender.house, party(sender.house.lin.uid)
    court = as_internet_zone(folder, patch)
    draft = house.draft()
    planted(sender.flock)
    house.hand_in(draft)
    data = io.BytesIO(packed(lines(1)))
    table = send_table(data, "claims.zip", interview="private_lending", key="k1", secret="no", by=lin, at=house.at)
    file_table(table.uid, by=lin, at=house.at)
    awaiting(house, court)
    assert carried(house, message()) is None


def _in_the_court_zone(sender: Sender, _folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Of two cases, the person of the internet zone asks for one of her own and for one of others."""
    house = sender.house
    net = as_court_zone(patch)
    hand_over(net, *scans())
    house.work(without=LATER)
    others = house.case(house.zhou, plaintiff__name="周志强", defendant__name="吴刚", loan__amount="5000")
    case = accept(Filing.objects.get(applicant=LIN).uid, by=house.clerk, at=house.at)
    sender.work()
    own = Document.objects.filter(case=case.uid, layer=Layer.CASE).values_list("uid", flat=True)
    foreign = Document.objects.filter(case=others.uid).values_list("uid", flat=True)
    asked = [
        ("list", None),
        *(("case", one.uid) for one in (case, others)),
        *(("paper", one) for one in (*own, *foreign)),
    ]
    heard = 0
    for kind, subject in asked:
        told = shown_there(house, net, kind, subject)
        file = told.pop("file", b"") if isinstance(told, dict) else b""
        parts = [json.dumps(told, ensure_ascii=False).encode(), *everything_in(file)]
        leaked = sender.flock.leaks(viewer_for(LIN, at=house.at, staff=False), parts)
        assert {bird: place for bird, place in leaked.items() if place not in NAMES} == {}, (kind, subject)
        heard += sum(len(BIRD.findall(part)) for part in parts)
    assert heard, "what she was shown sings"


SENDERS: dict[str, tuple[Callable[[Sender, Path, pytest.MonkeyPatch], None], set[str]]] = {
    "the competent court": (
        _at_the_competent_court,
        {"filing-answer", "correction-answer", "sheet", "act-answer", "dispute", "dispute-answer", "removal"}
        | {"removal-answer", "service", "service-answer", "service-called-back", "log"},
    ),
    "the counter": (_at_the_counter, {"filing", "filing-correction", "log", "act"}),
    "the internet zone": (
        _in_the_internet_zone,
        {"hand-over", "ask", "gateway-message", "table", "table-filing"},
    ),
    "the court zone": (_in_the_court_zone, {"view"}),
}
"""Who says something to another platform, and by which kinds of messages."""
SILENT = {"ask", "table", "table-filing", "gateway-message", "log", "removal", "removal-answer", "view"}
SILENT |= {"correction-answer", "act-answer", "service-called-back"}
"""Kinds in which no word of a row travels, but uids, digests, days and what was just sent; a view is opened where it is
asked for.
"""


def test_every_kind_of_message_is_said_by_somebody() -> None:
    assert {kind for _say, kinds in SENDERS.values() for kind in kinds} == {kind.name for kind in messages()}


@pytest.mark.parametrize("name", SENDERS)
def test_what_other_platforms_get_is_for_its_readers(
    db: None, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say, kinds = SENDERS[name]
    quick_papers(monkeypatch)
    sender = Sender(furnish())
    say(sender, tmp_path, monkeypatch)
    wrong, sung, said = [], set[str](), set[str]()
    for row in Outbound.objects.filter(erased=False).order_by("id"):
        envelope = sent(row.uid)[1]
        parts = [part for one in _carried(envelope) for part in everything_in(one)]
        birds = {bird.decode() for part in parts for bird in BIRD.findall(part)} & set(sender.flock.places)
        readers = list(_readers(sender.house, envelope))
        lost = [
            sender.flock.places[bird] for bird in birds if not any(sender.flock.open_to(one, bird) for one in readers)
        ]
        wrong += [f"{envelope.kind} carries {place}" for place in lost if place not in NAMES]
        said.add(envelope.kind)
        sung |= {envelope.kind} if birds else set()
    assert wrong == []
    assert kinds - said == set()
    assert kinds - SILENT - sung == set(), "a message that carries words carried no canary"


def _carried(envelope: Envelope) -> Iterator[bytes]:
    """What an envelope carries, opened where it is sealed for the court zone."""
    yield json.dumps(envelope.body, ensure_ascii=False).encode()
    yield "\n".join(attachment.name for attachment in envelope.attachments).encode()
    contents = [read_blob(one.sha256) for one in envelope.attachments if has_blob(one.sha256)]
    yield from contents
    if envelope.kind != "view" and "sealed" in envelope.body:
        for text in (envelope.body["sealed"], *(one.decode() for one in contents)):
            opened = unsealed(text, own_reader(COURT_SECRET))
            assert isinstance(opened, bytes), opened
            yield opened


def _readers(house: House, envelope: Envelope) -> Iterator[Viewer]:
    """For whom an envelope is: the person whose matter it is, and where staff read it, what staff of the courts that
    deal with it may read here: of a case only where the kind is sealed out of its file.
    """
    (kind,) = (one for one in messages() if one.name == envelope.kind)
    text = json.dumps(envelope.body)
    named = {str(uid): uid for uid in Person.objects.values_list("uid", flat=True)}
    told = envelope.body
    whose = [told["person"]] if isinstance(told.get("person"), str) else [uid for uid in named if uid in text]
    whose += [str(house.lin.uid)] if "sealed" in told else []
    for uid in whose:
        yield viewer_for(UUID(uid), at=house.at, staff=False)
    if Audience.STAFF in kind.readers or kind.name in OF_THE_CASE:
        cases = frozenset(case for case in Filing.objects.exclude(of_case=None).values_list("of_case", flat=True))
        for court in (YUZHONG, WUHOU):
            roles = frozenset({("clerk", court), ("liaison", court)})
            kept = cases if kind.name in OF_THE_CASE else frozenset()
            yield Viewer(now=house.at, courts=frozenset({court}), kept=kept, roles=roles)
