"""The cooperating court (协作法院) is here, the competent one on a peer that the test plays (跨域立案)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.builders import MONDAY, FakePeer, House, host, material, party, person, refused
from tongban.cooperation.actions.forward import check_matter, note_printed, send_matter
from tongban.cooperation.actions.hand_in import hand_in_draft
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.cooperation.models import CaseSheet, LogEntry, Matter, RemoteAct
from tongban.cooperation.queries import cases_of, file_in_sheets, matter_seen_by, matters_seen_by, sheet_seen_by
from tongban.federation.actions.opened import sent
from tongban.federation.models import Outbound
from tongban.federation.vocabulary import Envelope
from tongban.filing.models import Filing
from tongban.kernel.ids import new_id
from tongban.people.actions.counter import prove_at_counter
from tongban.register.models import Entry

LATER = frozenset({"render_paper", "deliver_envelope"})
"""The peer's web server is not there in these tests: what would be delivered is read from the table."""


def outgoing(kind: str) -> list[Envelope]:
    return [sent(row.uid)[1] for row in Outbound.objects.filter(kind=kind).order_by("id")]


def events(name: str) -> int:
    return Entry.objects.filter(event=name).count()


@pytest.fixture
def peer(house: House) -> FakePeer:
    host("川")
    return FakePeer().admit()


def matter_of(house: House) -> UUID:
    found = house.hand_in(house.draft(), helper=house.wuhou_clerk).matter
    assert found is not None
    return found


def sent_matter(house: House) -> UUID:
    matter = matter_of(house)
    check_matter(matter, by=house.wuhou_clerk, at=house.at)
    send_matter(matter, by=house.wuhou_clerk, at=house.at)
    return matter


def answer(matter: UUID, kind: str = "accepted", **more: Any) -> dict[str, Any]:
    said = {"answer": kind, "number": "（2026）渝0103民初7号", "case": str(new_id()), "findings": [], "at": "x"} | more
    return {"matter": str(matter), "from_court": "川0107", "answer": said, "log": []}


def line(court: str = "渝0103", what: str = "received") -> dict[str, Any]:
    return {"uid": str(new_id()), "at": MONDAY.isoformat(), "court": court, "what": what, "facts": {}}


def test_what_is_handed_in_for_another_region_becomes_an_errand_and_no_filing(house: House, peer: FakePeer) -> None:
    row = Matter.objects.get(uid=matter_of(house))
    assert (row.from_court, row.to_court, row.peer, row.stage) == ("川0107", "渝0103", "chongqing", "handed_in")
    assert Filing.objects.count() == Outbound.objects.count() == 0


def test_pressing_twice_makes_one_errand(house: House, peer: FakePeer) -> None:
    draft = house.draft()
    assert house.hand_in(draft) == house.hand_in(draft)
    assert Matter.objects.count() == 1


def test_a_court_that_no_peer_hosts_cannot_be_reached(house: House) -> None:
    host("川")
    with refused("cooperation.court_not_reachable"):
        house.hand_in(house.draft())
    assert Matter.objects.count() == 0


def test_who_has_no_account_asks_a_court_elsewhere_for_paper(house: House, peer: FakePeer) -> None:
    """The court there cannot know that nobody looks at this portal (CPL 90)."""
    prove_at_counter(house.lin.uid, by=house.wuhou_clerk, at=house.at)
    with refused("cooperation.online_without_account"):
        house.hand_in(house.draft(), helper=house.wuhou_clerk)
    assert house.hand_in(house.draft(consent__service="offline"), helper=house.wuhou_clerk).matter


def test_the_errand_leaves_only_after_the_counter_checked_it(house: House, peer: FakePeer) -> None:
    matter = matter_of(house)
    with refused("cooperating.not_at_this_stage"):
        send_matter(matter, by=house.wuhou_clerk, at=house.at)
    with refused("cooperation.no_such_matter"):
        check_matter(matter, by=house.clerk, at=house.at)
    with refused("cooperating.not_your_act"):
        check_matter(matter, by=house.wuhou_judge, at=house.at)
    check_matter(matter, by=house.wuhou_clerk, at=house.at)
    with refused("cooperating.not_at_this_stage"):
        check_matter(matter, by=house.wuhou_clerk, at=house.at)
    send_matter(matter, by=house.wuhou_clerk, at=house.at)
    with refused("cooperating.not_at_this_stage"):
        send_matter(matter, by=house.wuhou_clerk, at=house.at)
    [envelope] = outgoing("filing")
    assert len(envelope.attachments) == 2
    assert envelope.body["answer_due"] == "2026-11-23T02:15:00+00:00"
    assert [told["what"] for told in envelope.body["log"]] == ["handed_in", "checked", "sent"]


def test_the_answer_of_the_competent_court_is_kept_once(house: House, peer: FakePeer) -> None:
    matter = sent_matter(house)
    peer.send("filing-answer", answer(matter) | {"log": [line(what="accepted")]})
    assert house.work(without=LATER) == []
    seen = matter_seen_by(house.viewer(house.lin.uid), matter)
    assert (seen.stage, seen.answer["number"]) == ("answered", "（2026）渝0103民初7号")
    assert [told.what for told in seen.log] == ["handed_in", "checked", "sent", "accepted"]
    peer.send("filing-answer", answer(matter))
    assert "cooperating.not_at_this_stage" in house.work(without=LATER)[0]
    assert events("answer_taken") == 1


def test_only_the_peer_that_was_asked_can_answer_or_write_the_log(house: House, peer: FakePeer) -> None:
    matter = sent_matter(house)
    third = FakePeer(slug="guizhou", tree=("黔",)).admit()
    third.send("filing-answer", answer(matter))
    third.send("log", {"matter": str(matter), "lines": [line()]})
    failed = house.work(without=LATER)
    assert len(failed) == 2
    assert all("cooperation.no_such_matter" in each for each in failed)
    assert Matter.objects.get(uid=matter).stage == "sent"


@pytest.mark.parametrize(
    "bad", [line(court="川0107"), line(what="林晓梅 called"), line() | {"at": "2026-01-01"}, line() | {"uid": "1"}]
)
def test_a_court_writes_the_log_in_its_own_name_and_in_known_words(
    house: House, peer: FakePeer, bad: dict[str, Any]
) -> None:
    matter = sent_matter(house)
    peer.send("log", {"matter": str(matter), "lines": [line(), bad]})
    assert len(house.work(without=LATER)) == 1
    assert LogEntry.objects.filter(matter=matter).count() == 3
    assert events("log_line_taken") == 0


def test_an_answer_with_made_up_words_is_not_taken(house: House, peer: FakePeer) -> None:
    matter = sent_matter(house)
    peer.send("filing-answer", answer(matter, kind="won"))
    peer.send("filing-answer", answer(matter, number="call me at 13800000000"))
    assert len(house.work(without=LATER)) == 2
    assert Matter.objects.get(uid=matter).stage == "sent"


def test_the_log_the_answer_and_the_sheet_may_come_in_any_order(house: House, peer: FakePeer) -> None:
    matter, case = sent_matter(house), new_id()
    peer.send("sheet", sheet(house, case, 2))
    peer.send("sheet", sheet(house, case, 1, stage="docketed"))
    peer.send("filing-answer", answer(matter, case=str(case)))
    peer.send("log", {"matter": str(matter), "lines": [line()]})
    assert house.work(without=LATER) == []
    assert sheet_seen_by(house.viewer(house.lin.uid), case)["stage"] == "preparation"
    assert {told.what for told in matter_seen_by(house.viewer(house.lin.uid), matter).log} >= {"received"}


def test_papers_are_printed_at_the_counter_that_helped(house: House, peer: FakePeer) -> None:
    matter = sent_matter(house)
    with refused("cooperation.nothing_to_print"):
        note_printed(matter, (), by=house.wuhou_clerk, at=house.at)
    with refused("cooperation.no_such_matter"):
        note_printed(matter, ("x",), by=house.clerk, at=house.at)
    note_printed(matter, (str(new_id()),), by=house.wuhou_clerk, at=house.at)
    assert [told["what"] for told in outgoing("log")[0].body["lines"]] == ["printed"]


def test_an_errand_is_seen_by_the_person_and_the_counter_alone(house: House, peer: FakePeer) -> None:
    matter = matter_of(house)
    for who in (house.lin.uid, house.wuhou_clerk.person):
        assert matter_seen_by(house.viewer(who), matter).uid == matter  # type: ignore[arg-type]
    for who in (house.zhou.uid, house.clerk.person):
        assert matters_seen_by(house.viewer(who)) == []  # type: ignore[arg-type]


def sheet(house: House, case: UUID, edition: int, *, stage: str = "preparation", **more: Any) -> dict[str, Any]:
    content = {
        "number": "（2026）渝0103民初7号",
        "cause": "民间借贷纠纷",
        "stage": stage,
        "docketed_at": MONDAY.isoformat(),
        "papers": [],
    }
    return {"person": str(house.lin.uid), "case": str(case), "edition": edition, "sheet": content | more}


def test_a_sheet_is_for_its_person_alone_and_the_newest_edition_stays(house: House, peer: FakePeer) -> None:
    case = new_id()
    for edition in (1, 3, 2, 3):
        peer.send("sheet", sheet(house, case, edition, cause=f"edition {edition}"))
        assert house.work(without=LATER) == []
    assert sheet_seen_by(house.viewer(house.lin.uid), case)["cause"] == "edition 3"
    assert [row["case"] for row in cases_of(house.viewer(house.lin.uid))] == [str(case)]
    for stranger in (house.zhou.uid, house.wuhou_clerk.person):
        with refused("cases.no_such_case"):
            sheet_seen_by(house.viewer(stranger), case)  # type: ignore[arg-type]


def test_a_sheet_opens_no_file_that_did_not_travel_with_it(house: House, peer: FakePeer) -> None:
    """A peer and one of our people could otherwise fetch any file of this platform whose digest they know."""
    other = material("files.iou")
    file = {"sha256": other.sha256, "size": 1, "media_type": "image/png", "name": "x"}
    peer.send("sheet", sheet(house, new_id(), 1, papers=[{"files": [file]}]))
    assert "sheet_unreadable" in house.work(without=LATER)[0]
    assert file_in_sheets(house.viewer(house.lin.uid), other.sha256) is None


def test_no_other_peer_and_no_case_of_ours_can_be_shown_over(house: House, peer: FakePeer) -> None:
    case, third = new_id(), FakePeer(slug="guizhou", tree=("黔",)).admit()
    peer.send("sheet", sheet(house, case, 1))
    third.send("sheet", sheet(house, case, 9, cause="forged"))
    third.send("sheet", sheet(house, new_id(), 1) | {"person": str(new_id())})
    failed = house.work(without=LATER)
    assert "cooperation.not_this_peers_case" in failed[0]
    assert "cooperation.no_such_person" in failed[1]
    assert sheet_seen_by(house.viewer(house.lin.uid), case)["cause"] == "民间借贷纠纷"


def remote_act(house: House, peer: FakePeer) -> UUID:
    case = new_id()
    peer.send("sheet", sheet(house, case, 1))
    house.work(without=LATER)
    done = act_as_party(
        "decline_mediation", case=case, by=party(house.lin.uid), at=house.at, arguments={"reason": "tried_before"}
    )
    assert done.remote is not None
    return done.remote


def test_an_act_in_a_case_elsewhere_travels_with_its_actor_and_waits_for_the_answer(
    house: House, peer: FakePeer
) -> None:
    uid = remote_act(house, peer)
    [envelope] = outgoing("act")
    assert envelope.body["actor"]["person"] == str(house.lin.uid)
    assert envelope.body["arguments"] == {"reason": "tried_before"}
    third = FakePeer(slug="guizhou", tree=("黔",)).admit()
    third.send("act-answer", {"act": str(uid), "refusals": []})
    peer.send("act-answer", {"act": str(uid), "refusals": [{"reason": "call 13800000000", "law": "", "facts": []}]})
    assert len(house.work(without=LATER)) == 2
    assert RemoteAct.objects.get().state == "sent"
    peer.send("act-answer", {"act": str(uid), "refusals": []})
    house.work(without=LATER)
    assert RemoteAct.objects.get().state == "done"
    assert events("remote_act_answered") == 1


def test_nobody_acts_in_a_case_that_was_never_shown_to_him(house: House, peer: FakePeer) -> None:
    remote_act(house, peer)
    case = CaseSheet.objects.get().of_case
    for name, who, reason in (
        ("decline_mediation", house.zhou.uid, "cases.no_such_case"),
        ("sign_judgment", house.lin.uid, "cooperation.no_such_act"),
    ):
        with refused(reason):
            act_as_party(name, case=case, by=party(who), at=house.at, arguments={})


def test_a_draft_of_somebody_else_cannot_be_handed_in_for_another_region(house: House, peer: FakePeer) -> None:
    draft, other = house.draft(), person("孙丽", 9)
    with refused("filing.no_such_draft"):
        hand_in_draft(draft.uid, viewer=house.viewer(other.uid), by=party(other.uid), at=house.at, platform="test")
