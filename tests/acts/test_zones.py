"""The acts between the two zones of a platform, seen from the internet zone: filing, asking, reading."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.acts.zones import COURT_SECRET, LIST, failures, outgoing, secret
from tests.builders import (
    MONDAY,
    FakePeer,
    House,
    host,
    keep_rest_key,
    material,
    party,
    refused,
)
from tongban.cooperation.actions.zone_asking import AGAIN, SESSION, ask_for, page_shown
from tongban.cooperation.models import AskedPage, HandedOver
from tongban.cooperation.queries import handed_over_by
from tongban.cooperation.vocabulary import Page, PageKind
from tongban.documents.actions.blobs import keep_blob, read_blob
from tongban.documents.queries import has_blob
from tongban.federation.actions.opened import received
from tongban.federation.law import own_reader, public_of, reader_of, sealed_for, unsealed
from tongban.federation.models import Held, Inbound, Outbound
from tongban.federation.vocabulary import Attachment, Zone
from tongban.filing.actions.draft import add_file
from tongban.filing.models import Draft, DraftFile, Filing
from tongban.frame.guard import lifted
from tongban.kernel.facts import canonical, plain
from tongban.kernel.ids import new_id
from tongban.privacy.queries import everything_about, holdings_of


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


def test_what_was_handed_over_counts_as_under_way_when_a_person_asks_for_erasure(house: House, court: FakePeer) -> None:
    house.hand_in(house.draft())
    lin, viewer = house.lin.uid, house.viewer(house.lin.uid)
    held = holdings_of(lin, viewer, at=house.at)
    assert (held.files, held.under_way, held.drafts) == (1, 1, 0)
    assert len(everything_about(lin, viewer, at=house.at)["handed_over"]) == 1


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


def answer(
    court: FakePeer, secret_key: str, content: dict[str, Any], *, file: bytes = b"", ask: str = "", until: str = ""
) -> None:
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
    body |= {"until": until} if until else {}
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


def test_what_the_court_lends_is_gone_when_its_time_is_over(house: House, court: FakePeer) -> None:
    mine = secret()
    ask_for(LIST, mine, by=party(house.lin.uid), at=house.at)
    answer(court, mine, {"n": 1}, until=(house.at + timedelta(seconds=60)).isoformat())
    assert failures(house) == []
    assert page_shown(house.viewer(house.lin.uid), LIST, mine).content == {"n": 1}
    house.clock.forward(seconds=60)
    assert page_shown(house.viewer(house.lin.uid), LIST, mine) is None
    ask_for(LIST, mine, by=party(house.lin.uid), at=house.at)
    answer(court, mine, {"n": 2})
    assert failures(house) == []
    assert page_shown(house.viewer(house.lin.uid), LIST, mine).content == {"n": 2}


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


def test_a_sealed_file_lies_here_only_as_long_as_a_page_names_it(house: House, court: FakePeer) -> None:
    mine, by = secret(), party(house.lin.uid)
    files = []
    for content in (b"first", b"second"):
        ask_for(LIST, mine, by=by, at=house.at)
        answer(court, mine, {"n": 1}, file=content)
        assert failures(house) == []
        files.append(AskedPage.objects.get().file)
    assert [has_blob(one) for one in files] == [False, True]
    answer(court, mine, {"n": 1}, file=b"nobody asked")
    assert failures(house) == []
    stray = received(Inbound.objects.latest("id").uid, court.slug).attachments[0].sha256
    assert not has_blob(stray)
    ask_for(LIST, secret(), by=by, at=house.clock.forward(seconds=SESSION.total_seconds() + 1))
    assert not has_blob(files[1])


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
