"""Whoever stepped in holds what the dead held: exhibits, originals, rounds, records, motions, periods (SI 55)."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest

from tests.acts.conduct import consent, does, opinion, prepared
from tests.acts.further import OFF, owed, served
from tests.acts.losses import dies, goes_on, heir_called, joined, of, stops
from tests.acts.motions import asked, decided, of_party
from tests.acts.test_dossier_originals import ask
from tests.acts.test_hearings_session import closed, confirms, opened, scheduled  # noqa: F401 - fixtures
from tests.acts.test_motions import objection
from tests.acts.test_motions_secured import preservation
from tests.builders import House, id_number, refused
from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.queries import sheet_seen_by
from tongban.delivery.actions.dispatch import order, papers_of
from tongban.delivery.models import Dispatch
from tongban.delivery.queries import all_served
from tongban.documents.models import Document
from tongban.evidence.actions.rounds import open_exchange, open_inquiry
from tongban.evidence.models import Answer, Exhibit
from tongban.evidence.queries import exhibits_of
from tongban.frame.acts import act
from tongban.frame.guard import lifted
from tongban.hearings.models import Hearing
from tongban.judgments.models import Judgment
from tongban.kernel.actor import Actor
from tongban.motions.models import Motion
from tongban.motions.queries import motions_seen_by
from tongban.people.vocabulary import PersonView

pytestmark = pytest.mark.django_db
RIVER = {"name": "周小河", "id_number": id_number(42)}
STONE = {"name": "周小石", "id_number": id_number(43)}


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def succeeded(house: House, case: CaseView, gone: str = "林晓梅") -> PersonView:
    """`gone` died, and its heir has taken its place in the case, which goes on."""
    dies(house, case, gone)
    stops(house, case)
    told = RIVER if gone == "周志强" else {}
    uid = heir_called(house, case, gone, **told)
    assert house.work() == []
    goes_on(house, case)
    return joined(uid, "周小河", 42) if told else joined(uid)


# Evidence


def test_the_heir_answers_for_an_original_that_was_asked_of_the_dead(house: House, case: CaseView) -> None:
    [exhibit] = exhibits_of(case.uid)
    ask(house, case, exhibit.uid)
    heir = succeeded(house, case)
    sheet = sheet_seen_by(house.viewer(heir.uid), case.uid)
    [line] = sheet["originals"]
    does(house, heir, "answer_original", case, request=line["uid"], reply="bring")
    assert sheet["evidence"]["exhibits"][0]["mine"] is True
    with refused("dossier.no_such_request"):
        does(house, house.zhou, "answer_original", case, request=line["uid"], reply="bring")


def test_the_heir_shows_where_a_record_of_the_dead_comes_from(house: House, case: CaseView) -> None:
    with lifted("test: the exhibit was stored on a chain"):
        Exhibit.objects.filter(case=case.uid).update(chained=True)
    heir, uid = succeeded(house, case), str(exhibits_of(case.uid)[0].uid)
    with refused("evidence.not_your_exhibit"):
        does(house, house.zhou, "show_capture", case, exhibit=uid, source="手机")
    does(house, heir, "show_capture", case, exhibit=uid, source="林晓梅的手机")
    [exhibit] = exhibits_of(case.uid)
    assert exhibit.manifest is not None


def test_what_the_dead_said_about_an_exhibit_stands_for_every_heir(house: House, case: CaseView) -> None:
    consent(house, case, "exchange")
    open_exchange(case.uid, days=20, by=house.clerk, at=house.at)
    uid = exhibits_of(case.uid)[0].uid
    does(house, house.zhou, "comment_exhibit", case, **opinion(uid))
    heir = succeeded(house, case, "周志强")
    heir_called(house, case, "周志强", **STONE)
    consent(house, case, "exchange", who=(heir,))
    sheet = sheet_seen_by(house.viewer(heir.uid), case.uid)
    assert sheet["evidence"]["exhibits"][0]["to_comment"] is False
    with refused("evidence.commented_before"):
        does(house, heir, "comment_exhibit", case, **opinion(uid))


def test_the_heir_says_what_the_dead_had_not_said(house: House, case: CaseView) -> None:
    consent(house, case, "exchange", "inquiry")
    open_exchange(case.uid, days=20, by=house.clerk, at=house.at)
    open_inquiry(case.uid, ["何时交付？"], days=20, by=house.judge, at=house.at)
    uid = exhibits_of(case.uid)[0].uid
    heir = succeeded(house, case, "周志强")
    consent(house, case, "exchange", "inquiry", who=(heir,))
    sheet = sheet_seen_by(house.viewer(heir.uid), case.uid)
    assert sheet["evidence"]["exhibits"][0]["to_comment"] is True
    does(house, heir, "comment_exhibit", case, **opinion(uid))
    assert exhibits_of(case.uid)[0].examined_at, "all whom it faces have spoken"
    [question] = next(one for one in sheet["evidence"]["rounds"] if one["kind"] == "inquiry")["questions"]
    does(house, heir, "answer_inquiry", case, question=question["uid"], text="不清楚。")
    assert Answer.objects.get().party == of(case, "周小河").uid


def test_the_heir_of_an_heir_holds_what_both_held(house: House, case: CaseView) -> None:
    first = succeeded(house, case)
    dies(house, case, "林小树")
    second = heir_called(house, case, "林小树", name="林小石", id_number=id_number(43))
    one = joined(second, "林小石", 43)
    assert of(case, "林小石").line == {second, of(case, "林小树").uid, of(case, "林晓梅").uid}
    assert {(case.uid, house.lin.uid), (case.uid, first.uid)} <= house.viewer(one.uid).acting
    assert sheet_seen_by(house.viewer(one.uid), case.uid)["evidence"]["exhibits"][0]["mine"] is True


# Hearings


def test_the_heir_reads_the_record_for_who_was_there(house: House, closed: CaseView) -> None:  # noqa: F811
    dies(house, closed, "周志强")
    heir = joined(heir_called(house, closed, "周志强", **RIVER), "周小河", 42)
    consent(house, closed, "record", who=(house.lin, heir))
    assert sheet_seen_by(house.viewer(heir.uid), closed.uid)["hearing"]["hearings"][0]["to_confirm"] is True
    confirms(house, house.lin, closed)
    assert Hearing.objects.get(case=closed.uid).paper is None
    confirms(house, heir, closed)
    assert Hearing.objects.get(case=closed.uid).paper, "nobody waits for the dead"
    paper = Document.objects.get(uid=Hearing.objects.get(case=closed.uid).paper)
    told = json.loads(paper.data)
    assert [one["name"] for one in told["present"]] == ["林晓梅", "周志强"], "the heir was not in the room"
    assert [one["name"] for one in told["confirmations"]] == ["林晓梅", "周小河"]


# What is asked for within the case


def test_a_motion_of_the_dead_is_the_heirs(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.lin, "preservation", file="yes", **preservation(case))
    heir = succeeded(house, case)
    [seen] = motions_seen_by(house.viewer(heir.uid), case.uid)
    assert (seen.uid, seen.told) == (motion, False)
    assert motions_seen_by(house.viewer(house.zhou.uid), case.uid) == []
    decided(house, case, motion, "ask_security", security_amount="1000", security_until="2026-12-01")
    house.work()
    ruling = Motion.objects.get(uid=motion).ruling
    reached = {d.party for d in Dispatch.objects.filter(case=case.uid, purpose="ruling") if ruling in papers_of(d)}
    assert reached == {of(case, "林小树").uid}, "what concerns the applicant alone goes to the heir"
    of_party(house, case, heir, motion, "withdraw_application")
    with refused("motions.no_such_motion"):
        of_party(house, case, house.zhou, motion, "withdraw_application")


def test_who_asked_before_it_died_is_not_asked_again_for_the_same(house: House, case: CaseView) -> None:
    motion = asked(house, case, house.zhou, "jurisdiction", **objection())
    heir = succeeded(house, case, "周志强")
    with refused("motions.asked_already"):
        asked(house, case, heir, "jurisdiction", **objection())
    decided(house, case, motion, "reject_objection", ground="competent")
    house.work()
    reached = {d.party for d in Dispatch.objects.filter(case=case.uid, purpose="ruling")}
    assert reached == {of(case, "周小河").uid, of(case, "林晓梅").uid}


# Service and periods


def test_each_heir_may_appeal_and_the_judgment_binds_when_all_are_over(house: House) -> None:
    case = served(house)
    house.clock.forward(days=2)
    dies(house, case, "周志强")
    first = heir_called(house, case, "周志强", **RIVER)
    second = heir_called(house, case, "周志强", **STONE)
    assert owed(case)["appeal_judgment"] == {str(first), str(second), str(of(case, "林晓梅").uid)}
    house.work(without=OFF)
    house.clock.forward(days=20)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE
    assert Judgment.objects.get().effective_on is not None


def test_papers_that_had_reached_the_dead_have_reached_the_heirs(house: House, case: CaseView) -> None:
    paper = Document.objects.filter(case=case.uid, kind="complaint").latest("id")
    with act(by=Actor.office(case.court, "test: the office"), at=house.at) as record:
        sent = [order(record, case.uid, paper.uid, one.uid, "judgment") for one in case.parties]
    before = house.at - timedelta(days=1)
    with lifted("test: it reached both while both lived"):
        Dispatch.objects.filter(uid__in=sent).update(state="served", served_at=before, served_by="portal")
    heir = succeeded(house, case)
    assert all_served(case.uid, "judgment")
    lines = sheet_seen_by(house.viewer(heir.uid), case.uid)["delivery"]
    [line] = [one for one in lines if one["dispatch"] == str(sent[0])]
    does(house, heir, "confirm_receipt", case, dispatch=line["dispatch"])
    assert Dispatch.objects.get(uid=sent[0]).read_at == house.at
    with refused("delivery.no_such_dispatch"):
        does(house, heir, "confirm_receipt", case, dispatch=str(sent[1]))


def test_what_had_not_reached_the_dead_goes_to_every_heir(house: House, case: CaseView) -> None:
    dies(house, case, "周志强")
    paper = Document.objects.filter(case=case.uid, kind="complaint").latest("id")
    with act(by=house.clerk, at=house.at) as record:
        order(record, case.uid, paper.uid, of(case, "周志强").uid, "decision")
    heirs: set[UUID] = set()
    for told in (RIVER, STONE):
        heirs.add(heir_called(house, case, "周志强", **told))
        assert house.work() == []
    sent = Dispatch.objects.filter(case=case.uid, purpose="decision", party__in=heirs)
    assert {one.party for one in sent if paper.uid in papers_of(one)} == heirs
    assert paper.layer == Layer.CASE
