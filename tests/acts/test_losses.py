"""A party dies or can no longer act itself: noted, suspended, succeeded, resumed, ended (CPL 60, 153, 154; SI 55)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.acts.agents import accepted
from tests.acts.conduct import does, prepared
from tests.acts.losses import DIED, HEIR, dies, goes_on, heir_called, joined, of, of_cause, stops, waives
from tests.builders import House, id_number, material, party, person, refused
from tongban.access.vocabulary import Layer
from tongban.cases.actions.agents import accept_authority, hand_in_at_counter
from tongban.cases.actions.losses import call_successor, end_case, note_loss
from tongban.cases.actions.stays import suspend
from tongban.cases.actions.turns import take_turn
from tongban.cases.law import At, Do
from tongban.cases.models import Clock, Representation
from tongban.cases.queries import case_by_uid, clocks_of, consent_notice
from tongban.cases.queries.turns import turns_in
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.cases.vocabulary.agents import AuthorityState
from tongban.cooperation.actions.party_acts import act_as_party
from tongban.cooperation.queries import sheet_seen_by
from tongban.delivery.actions.dispatch import order, papers_of
from tongban.delivery.actions.letters import send_again
from tongban.delivery.actions.reconcile import reconcile_services
from tongban.delivery.models import Dispatch, ServiceTask
from tongban.documents.models import Document
from tongban.fees.models import Charge, Refund
from tongban.fees.queries import standing_of
from tongban.frame.acts import act
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
YES = {"step": "exchange", "choice": "online", "notice_version": consent_notice()}


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


# Noted


def test_a_death_is_noted_with_its_proof_and_the_account_of_the_dead_acts_no_more(house: House, case: CaseView) -> None:
    dies(house, case, "林晓梅")
    one = of(case, "林晓梅")
    assert (one.dead, one.lost_on.isoformat() if one.lost_on else "", one.left) == (True, "2026-11-23", False)
    assert [t.words for t in turns_in(case.uid, (Do.NOTE_LOSS,))] == ["原告林晓梅于2026年11月23日死亡。\n有子女一人。"]
    assert Document.objects.get(kind="loss_proof").layer == Layer.CASE
    assert Entry.objects.get(event="party_lost").basis == "CPL 153(1)(i)"
    assert case.uid not in house.viewer(house.lin.uid).cases
    with refused("cases.no_such_case"):
        sheet_seen_by(house.viewer(house.lin.uid), case.uid)
    with refused("cases.no_such_case"):
        does(house, house.lin, "give_consent", case, **YES)
    with refused("filing.filer_dead"):
        house.filing(house.lin, again__why="另案")


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        ({"loss": ""}, ["losses.kind_missing"]),
        ({"loss": "robbed"}, ["losses.kind_missing"]),
        ({"day": ""}, ["losses.day_unreadable"]),
        ({"day": "gestern"}, ["losses.day_unreadable"]),
        ({"day": "2026-12-24"}, ["losses.day_ahead"]),
        ({"day": "2026-11-22"}, ["losses.died_before_filing"]),
        ({"state_secret": ""}, ["documents.state_secret_not_said"]),
    ],
)
def test_what_cannot_be_is_not_noted(house: House, case: CaseView, told: dict[str, str], reasons: list[str]) -> None:
    with refused(*reasons):
        dies(house, case, "林晓梅", **told)
    assert not of(case, "林晓梅").dead


def test_a_death_without_a_proof_is_not_noted_nor_twice(house: House, case: CaseView) -> None:
    with refused("losses.proof_missing"):
        note_loss(case.uid, of(case, "林晓梅").uid, told=DIED, materials=(), by=house.clerk, at=house.at)
    dies(house, case, "林晓梅")
    with refused("losses.noted_before"):
        dies(house, case, "林晓梅")


def test_a_party_tells_the_court_which_notes_it_itself(house: House, case: CaseView) -> None:
    told = DIED | {"party": str(of(case, "林晓梅").uid)}
    by, files = party(house.zhou.uid), (material("files"),)
    with refused("losses.proof_missing"):
        act_as_party("tell_loss", case=case.uid, by=by, at=house.at, arguments=told)
    with refused("losses.party_missing"):
        nobody = told | {"party": "nobody"}
        act_as_party("tell_loss", case=case.uid, by=by, at=house.at, arguments=nobody, materials=files)
    with refused("turns.no_such_turn"):
        does(house, house.zhou, "take_turn", case, act="tell_loss", words="原告死亡。")
    act_as_party("tell_loss", case=case.uid, by=by, at=house.at, arguments=told, materials=files)
    assert not of(case, "林晓梅").dead, "the court looks at the proof first"
    [turn] = turns_in(case.uid, (Do.TELL_LOSS,))
    assert turn.party == of(case, "周志强").uid
    assert Document.objects.filter(kind="loss_proof", subject=of(case, "林晓梅").uid).exists()


def test_only_the_court_notes_and_only_the_judge_calls_suspends_and_ends(house: House, case: CaseView) -> None:
    files = (material("files"),)
    with refused("procedure.not_your_act"):
        uid = of(case, "林晓梅").uid
        note_loss(case.uid, uid, told=DIED, materials=files, by=party(house.zhou.uid), at=house.at)
    dies(house, case, "林晓梅")
    gone = of(case, "林晓梅").uid
    with refused("procedure.not_your_act"):
        call_successor(case.uid, gone, told=HEIR, materials=files, by=house.clerk, at=house.at)
    with refused("procedure.not_your_act"):
        suspend(case.uid, words="中止。", by=house.clerk, at=house.at)
    with refused("procedure.not_your_act"):
        end_case(case.uid, ground="plaintiff_without_heirs", words="终结。", by=house.clerk, at=house.at)
    with refused("cases.no_such_case"):
        suspend(case.uid, words="中止。", by=house.wuhou_judge, at=house.at)


# Agents


def test_authority_ends_with_the_party_unless_it_says_that_it_lasts(house: House, case: CaseView) -> None:
    ends = accepted(house, case, house.lin)
    lasts = accepted(house, case, house.lin, name="何律师", id_number=id_number(32))
    dies(house, case, "林晓梅", lasting=(lasts,))
    states = dict(Representation.objects.values_list("uid", "state"))
    assert states == {ends: AuthorityState.REVOKED, lasts: AuthorityState.ACCEPTED}
    assert Entry.objects.get(event="authority_revoked").basis == "Civil Code 173(iv), 175(iii)"
    heir = heir_called(house, case, "林晓梅")
    assert Representation.objects.get(uid=lasts).party == heir, "who goes on acts for the heir (Civil Code 174)"


# Suspended and resumed


def test_a_suspended_case_stands_still_with_its_periods_and_goes_on_with_the_heir(house: House, case: CaseView) -> None:
    dies(house, case, "林晓梅")
    house.clock.forward(days=3)
    before = next(c for c in clocks_of(case.uid) if c.rule.startswith("trial_"))
    stops(house, case)
    assert case_by_uid(case.uid).stage is At.SUSPENDED
    still = next(c for c in clocks_of(case.uid) if c.uid == before.uid)
    assert (still.ground, still.stands_since) == ("stay_of_proceedings", house.at.date())
    house.clock.forward(days=20)
    with refused("losses.successor_missing"):
        goes_on(house, case)
    with refused("procedure.ground_gone"):
        goes_on(house, case, found=[])
    heir_called(house, case, "林晓梅")
    goes_on(house, case)
    after = next(c for c in clocks_of(case.uid) if c.uid == before.uid)
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    assert after.stands_since is None
    assert before.due
    assert after.due
    assert timedelta(days=19) <= after.due - before.due <= timedelta(days=24), "twenty days do not count"
    assert {d.title for d in Document.objects.filter(kind="decision")} == {
        "民事裁定书",
        "参加诉讼通知书",
        "恢复审理通知书",
    }


def test_the_heir_stands_where_the_dead_stood_and_sees_what_was_done(house: House, case: CaseView) -> None:
    house.work()
    charge = Charge.objects.get(case=case.uid)
    dies(house, case, "林晓梅")
    stops(house, case)
    heir = heir_called(house, case, "林晓梅")
    assert house.work() == []
    after = case_by_uid(case.uid)
    assert [p.name for p in after.of_side(Side.PLAINTIFF)] == ["林小树"]
    assert [p.name for p in after.former] == ["林晓梅"]
    assert of(case, "林小树").heir_of == of(case, "林晓梅").uid
    charge.refresh_from_db()
    assert charge.payer == heir, "what was asked of the dead is asked of the heir"
    assert Entry.objects.get(event="party_succeeded").basis == "SI 55"
    kinds = {Document.objects.get(uid=p).kind for d in Dispatch.objects.filter(party=heir) for p in papers_of(d)}
    assert {"complaint", "join_letter", "evidence_notice"} <= kinds
    one = joined(heir)
    viewer = house.viewer(one.uid)
    assert (case.uid, house.lin.uid) in viewer.acting, "what the dead had handed in"
    sheet = sheet_seen_by(viewer, case.uid)
    assert sheet["side"] == "plaintiff"
    goes_on(house, case)
    does(house, one, "give_consent", case, **YES)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"name": ""}, "losses.name_missing"),
        ({"kinship": ""}, "losses.kinship_missing"),
        ({"address": ""}, "losses.address_missing"),
        ({"name": "树" * 121}, "cases.too_long"),
        ({"name": "周志强", "id_number": id_number(2)}, "losses.heir_is_opponent"),
        ({"name": "林晓梅", "id_number": ""}, "losses.heir_is_the_dead"),
        ({"id_number": id_number(44, "20150101")}, "losses.heir_is_a_minor"),
    ],
)
def test_who_cannot_succeed_is_not_called(house: House, case: CaseView, told: dict[str, str], reason: str) -> None:
    dies(house, case, "林晓梅")
    with refused(reason):
        heir_called(house, case, "林晓梅", **told)
    assert of(case, "林晓梅").left is False


def test_a_minor_heir_is_called_with_the_guardian_who_is_written_to(house: House, case: CaseView) -> None:
    dies(house, case, "林晓梅")
    heir_called(house, case, "林晓梅", id_number=id_number(44, "20150101"), guardian="林大海")
    assert of(case, "林小树").guardian == "林大海"


def test_nobody_succeeds_the_living(house: House, case: CaseView) -> None:
    with refused("losses.nobody_died"):
        heir_called(house, case, "林晓梅")
    with refused("losses.nobody_died"):
        waives(house, case, "林晓梅")


# Capacity


def test_who_lost_capacity_acts_by_a_guardian_and_the_case_waits_for_one(house: House, case: CaseView) -> None:
    dies(house, case, "周志强", loss="capacity")
    with refused("losses.acts_by_guardian"):
        does(house, house.zhou, "give_consent", case, **YES)
    stops(house, case)
    with refused("losses.guardian_missing"):
        goes_on(house, case)
    told = {
        "kind": "statutory",
        "name": "周大山",
        "id_number": id_number(51),
        "since": "2026-11-01",
        "state_secret": "no",
    }
    uid = hand_in_at_counter(
        case.uid,
        party=of(case, "周志强").uid,
        told=told,
        materials=(material("files"),),
        by=house.clerk,
        at=house.at,
    )
    accept_authority(case.uid, uid, by=house.clerk, at=house.at)
    goes_on(house, case)
    assert case_by_uid(case.uid).stage is Stage.PREPARATION
    dies(house, case, "周志强")
    assert of(case, "周志强").dead, "who could not act any more can die"
    assert Representation.objects.get(uid=uid).state == AuthorityState.REVOKED


# Papers


def test_papers_for_the_dead_wait_as_tasks_and_go_to_the_heir(house: House, case: CaseView) -> None:
    gone = of(case, "周志强")
    dies(house, case, "周志强")
    paper = Document.objects.filter(case=case.uid, kind="complaint").latest("id")
    with act(by=house.clerk, at=house.at) as record:
        sent = order(record, case.uid, paper.uid, gone.uid, "decision")
    house.work()
    reconcile_services(at=house.at)
    tasks = ServiceTask.objects.filter(kind="addressee_dead", dispatch__party=gone.uid, closed_at=None)
    assert tasks.filter(dispatch__uid=sent).exists()
    with refused("delivery.addressee_dead"):
        send_again(sent, by=house.clerk, at=house.at)
    heir = heir_called(house, case, "周志强", name="周小河", id_number=id_number(42))
    assert house.work() == []
    assert Dispatch.objects.get(uid=sent).state == "left"
    assert not tasks.exists(), "the heir is served: nobody has to see to it any more"
    assert Dispatch.objects.filter(party=heir, purpose="decision").exists()
    assert Dispatch.objects.filter(party=heir, purpose="defence").exists()


def test_a_ruling_names_only_the_living_as_those_whom_it_reaches(house: House, case: CaseView) -> None:
    dies(house, case, "林晓梅")
    stops(house, case)
    assert house.work() == []
    ruled = Document.objects.get(kind="decision", title="民事裁定书")
    reached = {d.party for d in Dispatch.objects.filter(case=case.uid, purpose="decision")}
    assert of(case, "林晓梅").uid not in reached
    assert ruled.subject == of(case, "周志强").uid


# Ended


def test_a_divorce_ends_with_the_death_of_a_spouse_and_its_fee_is_kept(house: House, case: CaseView) -> None:
    case = of_cause(case, "14")
    charge = Charge.objects.get(case=case.uid)
    with refused("losses.nobody_died"):
        end_case(case.uid, ground="divorce", words="终结。", by=house.judge, at=house.at)
    dies(house, case, "周志强")
    with refused("losses.not_inherited"):
        heir_called(house, case, "周志强")
    with refused("losses.ground_of_another_cause"):
        end_case(case.uid, ground="personal", words="终结。", by=house.judge, at=house.at)
    with refused("losses.ground_missing"):
        end_case(case.uid, ground="", words="终结。", by=house.judge, at=house.at)
    end_case(case.uid, ground="divorce", words="裁定如下：\n本案终结诉讼。", by=house.judge, at=house.at)
    assert case_by_uid(case.uid).stage is At.ENDED
    assert house.work() == []
    assert not Clock.objects.filter(case=case.uid, met_at=None).exists()
    assert standing_of(charge.uid).due == 0, "nobody is asked for more"
    assert not Refund.objects.exists(), "what was paid is kept (交纳办法 28)"
    assert Entry.objects.filter(event="fee_borne").latest("id").basis == "交纳办法 28"


@pytest.mark.parametrize("cause", ["22(1)", "23(1)", "24(1)", "25(2)"])
def test_a_claim_to_maintenance_ends_with_a_party(house: House, case: CaseView, cause: str) -> None:
    case = of_cause(case, cause)
    dies(house, case, "林晓梅")
    end_case(case.uid, ground="personal", words="裁定如下：\n本案终结诉讼。", by=house.judge, at=house.at)
    assert case_by_uid(case.uid).stage is At.ENDED


def test_the_case_ends_when_the_only_heir_waives(house: House, case: CaseView) -> None:
    dies(house, case, "林晓梅")
    stops(house, case)
    waives(house, case, "林晓梅")
    with refused("losses.nobody_died"):
        end_case(case.uid, ground="defendant_without_estate", words="终结。", by=house.judge, at=house.at)
    end_case(case.uid, ground="plaintiff_without_heirs", words="本案终结诉讼。", by=house.judge, at=house.at)
    assert case_by_uid(case.uid).stage is At.ENDED


def test_heirs_who_disagree_go_their_own_ways(house: House, case: CaseView) -> None:
    """One waives, one goes on: the case does not end, and the other may not waive for the one who stands in it."""
    dies(house, case, "林晓梅")
    stops(house, case)
    waives(house, case, "林晓梅", name="林小草")
    heir_called(house, case, "林晓梅")
    heir_called(house, case, "林晓梅", name="林小石", id_number=id_number(43))
    assert [p.name for p in case_by_uid(case.uid).of_side(Side.PLAINTIFF)] == ["林小树", "林小石"]
    with refused("losses.heir_called_before"):
        heir_called(house, case, "林晓梅")
    with refused("losses.heir_called_before"):
        waives(house, case, "林晓梅", name="林小树")
    with refused("losses.nobody_died"):
        end_case(case.uid, ground="plaintiff_without_heirs", words="终结。", by=house.judge, at=house.at)
    goes_on(house, case)


def test_both_parties_die_and_both_need_heirs(house: House, case: CaseView) -> None:
    dies(house, case, "林晓梅")
    dies(house, case, "周志强")
    stops(house, case)
    heir_called(house, case, "林晓梅")
    with refused("losses.successor_missing"):
        goes_on(house, case)
    heir_called(house, case, "周志强", name="周小河", id_number=id_number(42))
    goes_on(house, case)
    assert {p.name for p in case_by_uid(case.uid).parties} == {"林小树", "周小河"}


def test_an_heir_can_die_too(house: House, case: CaseView) -> None:
    dies(house, case, "林晓梅")
    first = heir_called(house, case, "林晓梅")
    joined(first)
    dies(house, case, "林小树")
    second = heir_called(house, case, "林小树", name="林小石", id_number=id_number(43))
    assert [p.uid for p in case_by_uid(case.uid).of_side(Side.PLAINTIFF)] == [second]


def test_a_turn_cannot_note_what_needs_a_proof_behind_its_page(house: House, case: CaseView) -> None:
    she = person("何欢", 9)
    with refused("cases.no_such_case"), act(by=party(she.uid), at=house.at) as record:
        take_turn(record, case.uid, Do.TELL_LOSS, words="原告死亡。")
