"""What the court above decided is recorded where the case was decided first, and what follows (CPL 41, 177-182)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.acts.further import APPEAL, OFF, hand_in_from, owed, serve
from tests.acts.test_appeals import above
from tests.acts.test_appeals_rulings import dismissal_appealed, uid_of
from tests.builders import YUZHONG, House, material, party, refused, staff
from tongban.access.vocabulary import Layer
from tongban.cases.law import ENDED, At, Do
from tongban.cases.models import Case
from tongban.cases.queries import case_by_uid, cases_at
from tongban.cases.vocabulary import CaseView, Stage, Track
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.filing.actions.decide import send_copy
from tongban.filing.actions.hand_in import send_up
from tongban.filing.models import Filing
from tongban.filing.queries.further import further_offered
from tongban.frame.guard import lifted
from tongban.judgments.actions import record_result, sign_judgment
from tongban.judgments.actions import start_draft as start_judgment
from tongban.judgments.models import Judgment, JudgmentDraft
from tongban.judgments.queries import sheet_section
from tongban.judgments.queries.reading import judgment_view
from tongban.judgments.vocabulary import State
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role
from tongban.privacy.queries import holdings_of
from tongban.publication.models import Publication
from tongban.register.models import Entry

NUMBER = "（2026）渝05民终1号"


def recorded(house: House, case: CaseView, result: str, *, by: Actor | None = None, **changed: Any) -> CaseView:
    today = house.at.date()
    told: dict[str, Any] = {
        "number": NUMBER,
        "dated": today - timedelta(days=3),
        "effective": today,
        "materials": [material("paper")],
    }
    record_result(case.uid, result, **told | changed, by=by or house.clerk, at=house.at)
    assert house.work(without=OFF) == []
    return case_by_uid(case.uid)


@pytest.mark.parametrize("result", [Do.UPHOLD, Do.ALLOW_APPEAL_WITHDRAWAL])
def test_a_judgment_that_is_upheld_binds_since_the_service_above(house: House, result: Do) -> None:
    case, _filing = above(house)
    after = recorded(house, case, result)
    row = Judgment.objects.get()
    assert after.stage is Stage.EFFECTIVE
    assert (row.effective_on, row.quashed_on) == (house.at.date(), None)
    assert Entry.objects.filter(event="judgment_effective").count() == 1
    assert Publication.objects.get().case == case.uid
    offered = {one.id for one in further_offered(house.viewer(house.lin.uid), after)}
    assert "enforcement" in offered
    assert ("retrial" in offered) is (result is Do.ALLOW_APPEAL_WITHDRAWAL), "the court that decided last (CPL 210)"


def test_every_party_gets_the_paper_of_the_court_above(house: House) -> None:
    case, _filing = above(house)
    recorded(house, case, Do.UPHOLD)
    paper = Document.objects.get(kind="result_above")
    assert (paper.subject, NUMBER in paper.title) == (case.uid, True)
    sent = Dispatch.objects.filter(case=case.uid, purpose="decision")
    assert {one.party for one in sent} == {one.uid for one in case.parties}
    mine = next(one for one in case.parties if one.name == "周志强")
    with lifted("test: the judgment was signed and sealed"):
        Judgment.objects.update(layer=Layer.CASE)
    told = sheet_section(house.viewer(house.zhou.uid), case, mine)
    assert told is not None
    assert told["above"]["number"] == NUMBER
    assert told["above"]["document"] == str(paper.uid)


def test_a_judgment_that_is_changed_is_replaced_and_the_new_one_is_enforced(house: House) -> None:
    case, _filing = above(house)
    after = recorded(house, case, Do.CHANGE)
    row = Judgment.objects.get()
    assert after.stage is At.CHANGED
    assert (row.effective_on, row.quashed_on) == (None, house.at.date())
    assert judgment_view(row).state is State.QUASHED
    assert not Publication.objects.exists(), "what fell is not published as in force"
    assert "enforcement" in {one.id for one in further_offered(house.viewer(house.lin.uid), after)}


@pytest.mark.parametrize(
    ("result", "stage"),
    [
        (Do.SETTLE, At.SETTLED),
        (Do.QUASH_AND_DISMISS, At.DISMISSED),
        (Do.QUASH_AND_TRANSFER, Stage.TRANSFERRED),
        (Do.ALLOW_WITHDRAWAL, Stage.WITHDRAWN),
    ],
)
def test_the_first_judgment_falls_with_what_ends_the_case_above(house: House, result: Do, stage: At) -> None:
    case, _filing = above(house)
    assert recorded(house, case, result).stage is stage
    assert Judgment.objects.get().quashed_on == house.at.date()


def remanded(house: House) -> tuple[CaseView, Actor]:
    case, _filing = above(house)
    other = staff(YUZHONG, Role.JUDGE, "何静", at=house.at)
    return recorded(house, case, Do.REMAND), other


def test_a_remanded_case_goes_on_in_the_ordinary_procedure_with_another_judge(house: House) -> None:
    """CPL 41(3), 177; SI 257."""
    case, other = remanded(house)
    assert (case.stage, case.track) == (Stage.PREPARATION, Track.ORDINARY)
    assert case.judge == other.person
    assert owed(case) == {"trial_ordinary": {"court"}}
    assert not JudgmentDraft.objects.exists(), "the first judge's draft is no draft of the second"
    assert case.uid not in house.viewer(house.judge.person).panels  # type: ignore[arg-type]


def test_who_tried_a_case_does_not_try_it_again(house: House) -> None:
    case, _filing = above(house)
    with refused("turns.nobody_else"):
        recorded(house, case, Do.REMAND)
    assert case_by_uid(case.uid).stage is At.SENT_UP


def judged_again(house: House) -> CaseView:
    """The remanded case has a second judgment, which reached both sides today."""
    case, other = remanded(house)
    assert other.person is not None
    house.put_at(case, Stage.DELIBERATION)
    start_judgment(house.viewer(other.person), case.uid)
    sign_judgment(case.uid, by=other, at=house.at)
    for one in case.parties:
        serve(house, case, one.uid)
    return case_by_uid(case.uid)


def test_a_second_judgment_is_appealed_in_times_of_its_own(house: House) -> None:
    case = judged_again(house)
    assert Judgment.objects.count() == 2
    assert owed(case)["appeal_judgment"] == {str(one.uid) for one in case.parties}
    # The other side appeals now: who appealed before counts no more.
    filing = hand_in_from(house, house.lin, case, "appeal", APPEAL)
    assert house.work(without=OFF) == []
    assert Charge.objects.filter(period="fee_appeal_notice").count() == 2
    send_copy(filing.uid, by=house.clerk, at=house.at)
    with refused("filing.answer_awaited", "filing.others_may_appeal"):
        send_up(filing.uid, by=house.clerk, at=house.at)
    petition = Document.objects.get(subject=filing.uid, kind="complaint").uid
    serve(house, case, uid_of(case, "周志强"), petition, purpose="appeal")
    assert owed(case)["appeal_defence"] == {str(uid_of(case, "周志强"))}
    house.clock.forward(days=20)
    house.work(without=OFF)
    assert send_up(filing.uid, by=house.clerk, at=house.at) is not None
    after = recorded(house, case_by_uid(case.uid), Do.UPHOLD)
    assert after.stage is Stage.EFFECTIVE
    first, second = Judgment.objects.order_by("id")
    assert (first.effective_on, bool(first.quashed_on)) == (None, True)
    assert (second.effective_on, second.quashed_on) == (house.at.date(), None)


def dismissal_gone_up(house: House) -> CaseView:
    case, filing = dismissal_appealed(house)
    send_copy(filing.uid, by=house.clerk, at=house.at)
    petition = Document.objects.get(subject=filing.uid, kind="complaint").uid
    serve(house, case, uid_of(case, "周志强"), petition, purpose="appeal")
    house.clock.forward(days=20)
    house.work(without=OFF)
    send_up(filing.uid, by=house.clerk, at=house.at)
    return case_by_uid(case.uid)


@pytest.mark.parametrize(
    ("result", "stage"),
    [
        (Do.UPHOLD, At.DISMISSED),
        (Do.ALLOW_APPEAL_WITHDRAWAL, At.DISMISSED),
        (Do.ORDER_DOCKETING, Stage.PREPARATION),
    ],
)
def test_a_dismissal_is_upheld_or_the_case_is_tried_after_all(house: House, result: Do, stage: At) -> None:
    case = dismissal_gone_up(house)
    after = recorded(house, case, result)
    assert after.stage is stage
    if stage is Stage.PREPARATION:
        assert after.judge == house.judge.person, "SI 330: the same court tries it, no other formation is asked for"
        assert owed(after) == {"trial_simplified": {"court"}}
    else:
        assert owed(after) == {}


def test_who_was_never_served_is_served_when_the_case_is_tried_after_all(house: House) -> None:
    """SI 330; CPL 128: the case was dismissed before its complaint went out."""
    case = dismissal_gone_up(house)
    copies = Dispatch.objects.filter(case=case.uid, purpose="defence")
    assert not copies.exists()
    recorded(house, case, Do.ORDER_DOCKETING)
    assert [one.party for one in copies] == [uid_of(case, "周志强")]


def test_a_case_that_is_with_the_court_above_is_not_over(house: House) -> None:
    """It may come back: the court keeps it among its open cases, and its parties keep their accounts."""
    case, _filing = above(house)
    assert case.stage not in ENDED
    assert [one.uid for one in cases_at(house.viewer(house.clerk.person), YUZHONG)] == [case.uid]  # type: ignore[arg-type]
    assert holdings_of(house.zhou.uid, house.viewer(house.zhou.uid), at=house.at).under_way > 1, "case and appeal"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"materials": []}, "turns.result_paper_missing"),
        ({"number": "（2026）渝0103民初1号"}, "turns.result_number"),
        ({"number": ""}, "turns.result_number"),
        ({"dated": None}, "turns.result_day_missing"),
        ({"effective": date(2030, 1, 1)}, "turns.result_day_ahead"),
        ({"effective": date(2026, 11, 1)}, "turns.result_before_itself"),
    ],
)
def test_nothing_is_recorded_without_paper_number_and_days(house: House, changed: dict[str, Any], reason: str) -> None:
    case, _filing = above(house)
    with refused(reason):
        recorded(house, case, Do.UPHOLD, **changed)
    assert case_by_uid(case.uid).stage is At.SENT_UP
    assert Judgment.objects.get().effective_on is None


def test_a_result_is_recorded_once_and_only_of_a_case_that_went_up(house: House) -> None:
    case, _filing = above(house)
    recorded(house, case, Do.UPHOLD)
    with refused("turns.no_such_turn"):
        recorded(house, case, Do.CHANGE)
    with refused("turns.no_such_turn"):
        recorded(house, case, "nonsense")


def test_neither_a_party_nor_another_court_records_a_result(house: House) -> None:
    case, _filing = above(house)
    with refused("procedure.not_your_act"):
        recorded(house, case, Do.UPHOLD, by=party(house.zhou.uid))
    with refused("cases.no_such_case"):
        recorded(house, case, Do.UPHOLD, by=house.wuhou_clerk)
    assert Case.objects.get(uid=case.uid).stage == At.SENT_UP
    assert Filing.objects.filter(interview="appeal").count() == 2
