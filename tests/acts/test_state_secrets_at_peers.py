"""Copies of a state secret at other platforms: asked for by a signed message, erased there, and the answer is shown."""

from __future__ import annotations

from typing import Any

import pytest

from tests.acts.conduct import does, prepared
from tests.acts.test_cooperation_at_the_competent_court import outgoing, shown
from tests.acts.test_state_secrets_everywhere import LATER, sings, take_out
from tests.builders import OPERATOR, YUZHONG, FakePeer, House, host, material, picture, step
from tests.entrances.canary import Flock
from tests.entrances.portal_people import browser
from tongban.access.vocabulary import Layer
from tongban.cooperation.models import CaseSheet, RemovalAtPeer
from tongban.cooperation.vocabulary import LOG, AtPeer
from tongban.documents.models import Document, RemovedContent
from tongban.documents.queries import has_blob
from tongban.federation.actions.send import send
from tongban.federation.models import Outbound
from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id


@pytest.fixture
def peer(house: House) -> FakePeer:
    host("渝")
    return FakePeer(slug="sichuan", tree=("川",)).admit()


def test_a_peer_that_holds_a_copy_is_asked_and_its_answer_is_shown(house: House, peer: FakePeer) -> None:
    case = prepared(house)
    scan = material("files", picture())
    does(house, house.lin, "submit_exhibit", case, (scan,), title="图纸", proves="结构")
    shown(peer, scan)
    removal = take_out(house, Document.objects.get(title__contains="图纸").uid)
    (asked,) = outgoing("removal")
    assert asked.body["digests"] == [scan.sha256]
    assert "图纸" not in str(asked.body), "nothing of the content travels"
    row = RemovalAtPeer.objects.get(outgoing=True)
    assert (row.peer, row.state, row.court) == ("sichuan", AtPeer.ASKED, YUZHONG)
    peer.send("removal-answer", {"removal": str(removal), "state": "on_file"})
    assert house.work(without=LATER) == []
    peer.send("removal-answer", {"removal": str(removal), "state": "erased"})
    peer.send("removal-answer", {"removal": str(removal), "state": "asked"})
    assert house.work(without=LATER) == []
    row.refresh_from_db()
    assert (row.state, row.answered_at) == (AtPeer.ERASED, house.at)
    page = browser(house, house.clerk.person).get("/desk/removals", headers={"accept-language": "en"}).content.decode()
    assert "sichuan: has confirmed that its copies are erased" in page


def test_only_who_was_asked_can_confirm(house: House, peer: FakePeer) -> None:
    case = prepared(house)
    removal = take_out(house, Document.objects.filter(case=case.uid, kind="files.iou").first().uid)  # type: ignore[union-attr]
    peer.send("removal-answer", {"removal": str(removal), "state": "erased"})
    assert [one.split(":")[0] for one in house.work(without=LATER)] == ["open_envelope"]


def test_copies_go_on_a_peers_word_and_what_is_on_file_waits_for_our_own_people(house: House, peer: FakePeer) -> None:
    copy, ours, bird = material("x", picture()), material("exhibit", picture()), Flock().hatch("a sheet")
    case = prepared(house)
    does(house, house.lin, "submit_exhibit", case, (ours,), title="图纸", proves="结构")
    shown(peer, copy, ours)
    with lifted("test: a sheet that names the copy"):
        CaseSheet.objects.create(
            layer=Layer.OWN,
            holder=house.lin.uid,
            of_case=case.uid,
            peer="sichuan",
            number="（2026）川0107民初1号",
            content={"papers": [{"title": bird, "files": [{"sha256": copy.sha256}]}]},
            edition=1,
            sent_at=house.at,
        )
    first, second = removal_body(copy.sha256), removal_body(ours.sha256)
    peer.send("removal", first)
    peer.send("removal", second)
    assert house.work(without=LATER) == []
    assert [one.body["state"] for one in outgoing("removal-answer")] == ["erased", "on_file"]
    assert (has_blob(copy.sha256), has_blob(ours.sha256)) == (False, True)
    assert sings(bird) == []
    assert not RemovedContent.objects.exists(), "a peer's word bans nothing from this court"
    take_out(house, Document.objects.get(title__contains="图纸").uid)
    assert [one.body["state"] for one in outgoing("removal-answer")] == ["erased", "on_file", "erased"]
    assert outgoing("removal-answer")[-1].body["removal"] == second["removal"]


def test_a_peer_cannot_have_erased_what_it_never_held(house: House, peer: FakePeer) -> None:
    kept = material("x", picture())
    peer.send("removal", removal_body(kept.sha256))
    assert house.work(without=LATER) == []
    assert has_blob(kept.sha256)


def test_what_another_platform_sent_us_too_is_not_a_peers_to_erase(house: House, peer: FakePeer) -> None:
    other, kept = FakePeer(slug="hainan", tree=("琼",)).admit(), material("x", picture())
    shown(peer, kept)
    shown(other, kept)
    peer.send("removal", removal_body(kept.sha256))
    assert house.work(without=LATER) == []
    assert has_blob(kept.sha256)
    assert RemovalAtPeer.objects.get(outgoing=False).state == AtPeer.ON_FILE


@pytest.mark.parametrize("wrong", [{"digests": ["x"]}, {"digests": None}, {"removal": "y"}, {"cases": ["z"]}])
def test_a_malformed_request_changes_nothing(house: House, peer: FakePeer, wrong: dict[str, Any]) -> None:
    peer.send("removal", removal_body("0" * 64) | wrong)
    assert [one.split(":")[0] for one in house.work(without=LATER)] == ["open_envelope"]
    assert not RemovalAtPeer.objects.exists()


def test_an_envelope_that_names_it_never_leaves(house: House, peer: FakePeer) -> None:

    case, scan = prepared(house), material("files", picture())
    does(house, house.lin, "submit_exhibit", case, (scan,), title="图纸", proves="结构")
    uid = step(OPERATOR, house.at, lambda record: send(record, peer="sichuan", kind=LOG, body={"names": scan.sha256}))
    take_out(house, Document.objects.get(title__contains="图纸").uid)
    row = Outbound.objects.get(uid=uid)
    assert (row.token, row.erased) == ("", True)
    assert house.work(without=frozenset({"render_paper"})) == [], "delivering it does nothing"


def removal_body(*digests: str) -> dict[str, Any]:
    return {"removal": str(new_id()), "digests": list(digests), "documents": [], "cases": [], "errands": []}
