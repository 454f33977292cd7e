"""Enforcement, preservation before a suit, retrial, administrative claims: filed, scrutinised, numbered, linked."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest

from tests.acts.further import (
    AGAINST,
    ENFORCEMENT,
    OFF,
    RETRIAL,
    SECURE,
    SHOWN,
    decided,
    draft_from,
    filed,
    hand_in_from,
    handed_in,
    owed,
    serve,
    served,
)
from tests.builders import House, party, refused, step
from tongban.cases.actions.move import step_case
from tongban.cases.actions.turns import take_own_turn, take_turn
from tongban.cases.law import At, Do
from tongban.cases.models import Turn
from tongban.cases.queries import case_by_uid, clocks_of, open_acts
from tongban.cases.queries.numbers import linked_numbers
from tongban.cases.queries.turns import turns_open_to
from tongban.cases.vocabulary import Act, CaseView, Stage, Track
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.filing.actions.decide import accept, accept_each, ask_correction, propose_registration, refuse
from tongban.filing.actions.further import send_petition
from tongban.filing.models import Filing
from tongban.filing.queries import draft_of, filing_by_uid
from tongban.filing.queries.further import further_offered
from tongban.filing.queries.scrutiny import queue_page
from tongban.filing.rules.answers import warnings
from tongban.filing.rules.interview import forms
from tongban.filing.vocabulary import AGAIN_WHY, Wanted
from tongban.filing.vocabulary import Stage as FilingStage
from tongban.register.models import Due, Entry


def effective(house: House) -> CaseView:
    case = served(house)
    house.clock.forward(days=30)
    assert house.work(without=OFF) == []
    case = case_by_uid(case.uid)
    assert case.stage is Stage.EFFECTIVE
    return case


def test_enforcement_is_offered_once_the_judgment_binds(house: House) -> None:
    case = served(house)
    assert [one.id for one in further_offered(house.viewer(house.lin.uid), case)] == ["appeal"]
    house.clock.forward(days=30)
    house.work(without=OFF)
    found = further_offered(house.viewer(house.lin.uid), case_by_uid(case.uid))
    assert "enforcement" in {one.id for one in found}
    assert "appeal" not in {one.id for one in found}


def test_enforcement_is_numbered_linked_and_its_limit_runs(house: House) -> None:
    case = effective(house)
    filing = hand_in_from(house, house.lin, case, "enforcement", ENFORCEMENT)
    assert (filing.court, filing.about, filing.stage) == (case.court, case.uid, FilingStage.UNDER_REVIEW)
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE
    made = accept(filing.uid, by=house.clerk, at=house.at)
    assert made.number == "（2026）渝0103执1号"
    assert (made.track, made.stage) == (Track.ENFORCEMENT, At.ACCEPTED)
    assert [(p.name, p.side.value) for p in made.parties] == [("林晓梅", "plaintiff"), ("周志强", "defendant")]
    assert owed(made)["enforcement_limit"] == {"court"}
    assert owed(made)["enforcement_notice"] == {"court"}
    links = linked_numbers(house.viewer(house.lin.uid), case.number)
    assert [(one.earlier, one.later) for one in links] == [(case.number, made.number)]
    assert house.work(without=OFF) == []
    assert not Charge.objects.filter(case=made.uid).exists(), "交纳办法 20(2): paid for after it is done"


def test_an_application_after_two_years_is_taken_with_a_warning(house: House) -> None:
    """CPL 250; SI 481: the court takes it, the debtor may object."""
    case = effective(house)
    late = ENFORCEMENT | {"enforce.due": "2024-01-10"}
    found = warnings(forms()["enforcement"], late | {"earlier.number": case.number}, today=house.at.date())
    assert "filing.period_over_warned" in {one.reason for one in found}
    filing = hand_in_from(house, house.lin, case, "enforcement", late)
    assert "filing.period_over_warned" in filing.doubts


def test_an_application_that_asks_for_nothing_is_refused_with_a_remedy(house: House) -> None:
    case = effective(house)
    nothing = {key: value for key, value in ENFORCEMENT.items() if key != "enforce.amount"}
    with refused("filing.rule.enforcement.nothing_named"):
        hand_in_from(house, house.lin, case, "enforcement", nothing)


def test_a_case_that_is_still_open_is_not_enforced(house: House) -> None:
    case = decided(house)
    draft = draft_from(house, house.lin, case, "enforcement", ENFORCEMENT)
    with refused("filing.not_from_this_case"):
        handed_in(house, house.lin, draft)


def test_a_number_that_belongs_to_no_case_here_is_refused(house: House) -> None:
    case = effective(house)
    from tests.acts.further import handed_in

    draft = draft_from(
        house, house.lin, case, "enforcement", ENFORCEMENT | {"earlier.number": "（2026）渝0103民初99号"}
    )
    with refused("filing.no_earlier_case"):
        handed_in(house, house.lin, draft)


def test_who_the_parties_are_is_that_of_the_case_whatever_is_typed(house: House) -> None:
    case = effective(house)
    typed = ENFORCEMENT | {"defendant.name": "王五", "plaintiff.phone": "13711112222"}
    filing = hand_in_from(house, house.lin, case, "enforcement", typed)
    assert filing.answers["defendant.name"] == "周志强"
    assert filing.answers["plaintiff.phone"] == "13711112222"


def test_an_application_stands_in_the_same_queue_and_is_corrected_like_a_complaint(house: House) -> None:
    case = effective(house)
    filing = hand_in_from(house, house.lin, case, "enforcement", ENFORCEMENT)
    page = queue_page(house.viewer(house.clerk.person), Wanted(case.court), today=house.at.date())  # type: ignore[arg-type]
    assert filing.uid in {one.uid for one in page.filings}
    ask_correction(filing.uid, ["请写明利息的起算日。"], by=house.clerk, at=house.at)
    assert filing_by_uid(filing.uid).stage is FilingStage.CORRECTION


def test_what_is_no_action_is_never_put_forward_to_be_registered_first(house: House) -> None:
    """登记立案 8 is about actions."""
    case = effective(house)
    hand_in_from(house, house.lin, case, "enforcement", ENFORCEMENT)
    house.clock.forward(days=8)
    assert house.work(without=OFF) == []
    assert not Due.objects.filter(reaction=propose_registration.__name__).exclude(last_error="").exists()
    filing = Filing.objects.get(interview="enforcement")
    with refused("scrutiny.last_day"):
        accept(filing.uid, by=house.clerk, at=house.at, undecided=True)


def test_an_application_is_not_registered_together_with_others(house: House) -> None:
    """By accepting it the court states that the judgment can be enforced: a person looks first (SI 461)."""
    case = effective(house)
    filing = hand_in_from(house, house.lin, case, "enforcement", ENFORCEMENT)
    ((uid, made, why),) = accept_each([filing.uid], by=house.clerk, at=house.at)
    assert (uid, made, [one.reason for one in why]) == (filing.uid, None, ["scrutiny.needs_a_look"])
    assert filing_by_uid(filing.uid).stage is FilingStage.UNDER_REVIEW


def test_a_judge_refuses_an_application_by_a_ruling(house: House) -> None:
    case = effective(house)
    filing = hand_in_from(house, house.lin, case, "enforcement", ENFORCEMENT)
    refuse(filing.uid, "生效法律文书给付内容不明确（解释461）。", by=house.judge, at=house.at)
    assert filing_by_uid(filing.uid).stage is FilingStage.REFUSED


def test_a_draft_that_starts_from_a_case_knows_it(house: House) -> None:
    case = effective(house)
    draft = draft_from(house, house.lin, case, "enforcement", {})
    told = draft_of(house.viewer(house.lin.uid), draft).answers
    assert told["earlier.number"] == case.number
    assert told["defendant.where"] == "here"


# Preservation before a suit


def test_preservation_is_refused_before_it_is_asked_for_without_security(house: House) -> None:
    """CPL 104(1)."""
    with refused("filing.rule.preservation.no_security"):
        filed(house, house.lin, "preservation", SECURE | {"security.kind": "none"}, "files.identity", "files.claim")


def secured(house: House) -> CaseView:
    filing = filed(house, house.lin, "preservation", SECURE, *SHOWN)
    house.clock.forward(hours=3)
    case = accept(filing.uid, by=house.clerk, at=house.at)
    assert house.work(without=OFF) == []
    return case


def test_the_hours_of_an_urgent_ruling_run_from_the_application(house: House) -> None:
    """CPL 104(2): they count from the next hour after it was handed in, whenever it is registered."""
    case = secured(house)
    assert case.number == "（2026）渝0103财保1号"
    assert (case.track, case.stage) == (Track.PRE_ACTION_PRESERVATION, At.APPLIED)
    (clock,) = [one for one in clocks_of(case.uid) if one.met_at is None]
    assert (clock.rule, clock.owed_by) == ("preservation_urgent", "court")
    assert clock.due_at is not None
    assert (clock.due_at - case.filed_at).total_seconds() / 3600 == pytest.approx(48, abs=1)


def rules(house: House, case: CaseView, do: Do, words: str = "准予。", *found: str) -> None:
    step(house.judge, house.at, lambda record: take_turn(record, case.uid, do, words=words, found=found))


def says(house: House, case: CaseView, who: UUID, act: str, words: str) -> None:
    step(party(who), house.at, lambda record: take_own_turn(record, case=case.uid, act=act, words=words))


def in_force(house: House) -> CaseView:
    case = secured(house)
    rules(house, case, Do.ASK_SECURITY, "请提供担保。")
    says(house, case, house.lin.uid, "give_security", "保险公司保函一份。")
    rules(house, case, Do.RULE_PRESERVATION, "查封房屋。", "urgent", "property_named")
    rules(house, case, Do.EXECUTE_RULING, "已查封。")
    rules(house, case, Do.NOTE_MEASURES, "查封期限三年。")
    assert house.work(without=OFF) == []
    return case_by_uid(case.uid)


def test_the_other_side_is_told_only_after_the_measures(house: House) -> None:
    case = secured(house)
    rules(house, case, Do.ASK_SECURITY, "请提供担保。")
    says(house, case, house.lin.uid, "give_security", "保险公司保函一份。")
    rules(house, case, Do.RULE_PRESERVATION, "查封房屋。", "urgent", "property_named")
    told = {d.title: json.loads(d.data)["to"] for d in Document.objects.filter(kind="decision", case=case.uid)}
    assert told == {"受理通知书": "林晓梅", "提供担保通知书": "林晓梅", "民事裁定书": "林晓梅"}
    rules(house, case, Do.EXECUTE_RULING, "已查封。")
    assert json.loads(Document.objects.get(title="保全告知书").data)["to"] == "林晓梅、周志强"


def test_preservation_lapses_when_nobody_sues_in_time(house: House) -> None:
    """CPL 104(3)."""
    case = in_force(house)
    applicant = next(p for p in case.parties if p.name == "林晓梅")
    assert owed(case)["pre_action_sue"] == {str(applicant.uid)}
    with refused("procedure.period_over"):
        rules(house, case, Do.LIFT_WITHOUT_SUIT, "解除。", "not_sued")
    house.clock.forward(days=32)
    with refused("procedure.not_sued"):
        rules(house, case, Do.LIFT_WITHOUT_SUIT, "解除。")
    rules(house, case, Do.LIFT_WITHOUT_SUIT, "逾期未起诉，解除保全。", "not_sued")
    assert case_by_uid(case.uid).stage is At.LIFTED


def test_who_was_refused_preservation_asks_for_a_review_that_the_court_then_owes(house: House) -> None:
    """CPL 111; 财产保全规定 25."""
    case = secured(house)
    lin = next(p for p in case.parties if p.name == "林晓梅")
    rules(house, case, Do.REJECT, "不符合诉前保全的条件，驳回申请。")
    assert owed(case) == {}
    assert turns_open_to(case_by_uid(case.uid), "party", lin) == (), "the ruling did not reach anybody yet"
    serve(house, case, lin.uid, *map(UUID, Turn.objects.get(act=Do.REJECT).papers), purpose="decision")
    assert owed(case) == {"preservation_review": {str(lin.uid)}}
    assert [move.act for move in turns_open_to(case_by_uid(case.uid), "party", lin)] == [Do.ASK_REVIEW]
    says(house, case, house.lin.uid, "ask_review", "已补充保函，请求复议。")
    assert owed(case) == {"preservation_review_decide": {"court"}}
    assert turns_open_to(case_by_uid(case.uid), "party", lin) == ()


# Retrial


def test_a_retrial_is_asked_of_the_court_above_or_between_persons_of_the_same_court(house: House) -> None:
    """CPL 210."""
    case = effective(house)
    filing = hand_in_from(house, house.zhou, case, "retrial", RETRIAL)
    assert filing.court == "渝05"
    again = {"court.chosen": "渝0103", AGAIN_WHY: "改向原审法院申请。"}
    same = hand_in_from(house, house.zhou, case, "retrial", RETRIAL | again)
    assert same.court == "渝0103"
    made = accept(same.uid, by=house.clerk, at=house.at)
    assert made.number == "（2026）渝0103民申1号"
    assert (made.track, made.stage) == (Track.RETRIAL_REVIEW, At.UNDER_REVIEW)
    assert owed(made) == {"retrial_copy": {"court"}, "retrial_review": {"court"}}
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE, "CPL 210: nothing stops the judgment"


def test_a_retrial_is_not_asked_after_its_period_but_for_what_became_known_later(house: House) -> None:
    """CPL 216: six months, a period that nothing stops."""
    case = effective(house)
    house.clock.forward(days=250)
    with refused("filing.period_over"):
        hand_in_from(house, house.zhou, case, "retrial", RETRIAL)
    later = RETRIAL | {"retrial.grounds": "evidence", "retrial.knew": house.at.date().isoformat()}
    assert hand_in_from(house, house.zhou, case, "retrial", later).interview == "retrial"


def test_the_other_side_gives_its_opinion_after_the_copy(house: House) -> None:
    """CPL 214."""
    case = effective(house)
    filing = hand_in_from(house, house.zhou, case, "retrial", RETRIAL | {"court.chosen": "渝0103"})
    made = accept(filing.uid, by=house.clerk, at=house.at)
    send_petition(made.uid, by=house.clerk, at=house.at)
    assert "retrial_copy" not in owed(made)
    with refused("filing.copy_sent_before"):
        send_petition(made.uid, by=house.clerk, at=house.at)
    lin = next(p for p in made.parties if p.name == "林晓梅")
    serve(house, made, lin.uid, *map(UUID, Turn.objects.get(case=made.uid, act=Do.SEND_COPY).papers), purpose="appeal")
    assert owed(made)["retrial_opinion"] == {str(lin.uid)}
    says(house, made, house.lin.uid, "give_opinion", "原判正确。")
    assert "retrial_opinion" not in owed(made)
    rules(house, made, Do.REJECT, "不符合再审条件，驳回申请。")
    assert case_by_uid(made.uid).stage is At.REJECTED


# Administrative claims


def test_an_administrative_claim_goes_to_the_court_of_the_authority(house: House) -> None:
    """行政诉讼法 14, 18, 49; 交纳办法 13(5)."""
    filing = filed(house, house.lin, "administrative", AGAINST, "files.identity")
    assert (filing.court, filing.decide_by.isoformat()) == ("渝0103", "2026-11-30")
    case = accept(filing.uid, by=house.clerk, at=house.at)
    assert case.number == "（2026）渝0103行初1号"
    assert (case.track, case.stage) == (Track.ADMINISTRATIVE, Stage.PREPARATION)
    assert open_acts(case, "judge") == (), "its trial is not conducted here"
    with refused("procedure.not_in_this_procedure"):
        step(house.judge, house.at, lambda record: step_case(record, case.uid, Act.SET_HEARING))
    assert house.work(without=OFF) == []
    assert Charge.objects.get(case=case.uid).amount_minor == 5_000


def test_an_administrative_claim_that_nobody_can_judge_in_time_is_registered_first(house: House) -> None:
    """登记立案 8(1): civil and administrative actions alike."""
    filing = filed(house, house.lin, "administrative", AGAINST, "files.identity")
    with refused("scrutiny.last_day"):
        accept(filing.uid, by=house.clerk, at=house.at, undecided=True)
    house.clock.forward(days=7)
    assert house.work(without=OFF) == []
    assert Entry.objects.filter(event="registration_proposed").count() == 1
    accept(filing.uid, by=house.clerk, at=house.at, undecided=True)
    assert Entry.objects.get(event="filing_accepted").basis == "登记立案 8"


def test_against_a_government_the_intermediate_court_is_competent(house: House) -> None:
    """行政诉讼法 15."""
    filing = filed(house, house.lin, "administrative", AGAINST | {"act.level": "government"}, "files.identity")
    assert filing.court == "渝05"


@pytest.mark.parametrize(
    ("changed", "late"),
    [
        ({"act.knew": "2026-06-01"}, False),
        ({"act.knew": "2026-05-01"}, True),
        ({"act.review": "decided", "act.review_received": "2026-11-10"}, False),
        ({"act.review": "decided", "act.review_received": "2026-11-02"}, True),
        ({"act.kind": "inaction", "act.knew": "2026-05-01"}, False),
    ],
)
def test_the_time_to_sue_an_authority_is_watched(changed: dict[str, str], *, late: bool) -> None:
    """行政诉讼法 45, 46: from public knowledge; the court takes the case and looks at the reasons."""
    found = {one.reason for one in warnings(forms()["administrative"], AGAINST | changed, today=date(2026, 11, 23))}
    assert ("filing.period_over_warned" in found) is late
