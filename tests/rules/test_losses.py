"""What the court can note of a party, who succeeds, and when a case ends with it, as plain rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tongban.cases.law import TRACKS, At, Do, drafted, drafted_end, likely_end
from tongban.cases.rules.losses import LossTold, check_end, check_loss, elsewhere, predecessors
from tongban.cases.vocabulary import CaseView, PartyView, Side, Stage, Track
from tongban.cases.vocabulary.losses import EndGround, Loss
from tongban.cases.wording import REFUSALS

TODAY, FILED = date(2026, 11, 30), date(2026, 11, 23)
LIN = PartyView(UUID(int=1), Side.PLAINTIFF, "林晓梅", "natural", None, "", "", "", "", "", joined=True)
ZHOU = replace(LIN, uid=UUID(int=2), side=Side.DEFENDANT, name="周志强")
CASE = CaseView(
    uid=UUID(int=9),
    number="（2026）渝0103民初1号",
    court="渝0103",
    cause="103",
    cause_name="民间借贷纠纷",
    track=Track.ORDINARY,
    stage=Stage.PREPARATION,
    claim_minor=1,
    currency="CNY",
    fee_kind="property",
    filed_at=datetime(2026, 11, 23, tzinfo=UTC),
    docketed_at=datetime(2026, 11, 24, tzinfo=UTC),
    judge=None,
    clerk=None,
    through_court="",
    parties=(LIN, ZHOU),
)


def dead(party: PartyView) -> PartyView:
    return replace(party, loss=Loss.DEATH, lost_on=date(2026, 11, 25))


def of(*parties: PartyView, cause: str = "103") -> CaseView:
    return replace(CASE, parties=parties, cause=cause)


def test_an_organisation_neither_dies_nor_loses_capacity() -> None:
    told = LossTold("death", date(2026, 11, 25), "", 1)
    firm = replace(LIN, kind="legal")
    assert [no.reason for no in check_loss(told, firm, filed=FILED, today=TODAY)] == ["losses.no_person"]


def test_capacity_can_have_been_lost_before_the_case_was_filed() -> None:
    told = LossTold("capacity", date(2020, 1, 1), "", 1)
    assert check_loss(told, LIN, filed=FILED, today=TODAY) == []
    [no] = check_loss(replace(told, loss="death"), LIN, filed=FILED, today=TODAY)
    assert (no.reason, no.law) == ("losses.died_before_filing", "CPL 122; SI 208(3)")


@pytest.mark.parametrize(
    ("case", "ground"),
    [
        (of(LIN, ZHOU), None),
        (of(dead(LIN), ZHOU), EndGround.PLAINTIFF_WITHOUT_HEIRS),
        (of(LIN, dead(ZHOU)), EndGround.DEFENDANT_WITHOUT_ESTATE),
        (of(LIN, dead(ZHOU), cause="14"), EndGround.DIVORCE),
        (of(dead(LIN), ZHOU, cause="24(1)"), EndGround.PERSONAL),
        (of(dead(LIN), replace(LIN, uid=UUID(int=3), name="何欢"), ZHOU), None),
    ],
)
def test_the_ground_follows_from_what_was_noted(case: CaseView, ground: EndGround | None) -> None:
    assert likely_end(case) is ground
    if ground:
        assert drafted_end(ground, case).endswith("裁定如下：\n本案终结诉讼。")


def test_a_case_goes_on_for_who_stands_beside_the_dead() -> None:
    beside = replace(LIN, uid=UUID(int=3), name="何欢")
    [no] = check_end(EndGround.PLAINTIFF_WITHOUT_HEIRS, of(dead(LIN), beside, ZHOU))
    assert (no.reason, dict(no.facts)["names"]) == ("losses.others_stand", "何欢")


def test_the_ruling_names_the_item_of_the_article() -> None:
    assert "第一百五十三条第一款第一项" in drafted(Do.SUSPEND, of(dead(LIN), ZHOU), TODAY)
    lost = replace(LIN, loss=Loss.CAPACITY)
    assert "第一百五十三条第一款第二项" in drafted(Do.SUSPEND, of(lost, ZHOU), TODAY)
    assert drafted(Do.SUSPEND, CASE, TODAY) == "", "for other grounds the judge finds the words"
    assert "第一百五十四条第三项" in drafted_end(EndGround.DIVORCE, of(LIN, dead(ZHOU), cause="14"))


@pytest.mark.parametrize("track", [track for track in Track if track.first_instance])
def test_a_loss_is_noted_at_every_stage_before_the_end(track: Track) -> None:
    table = TRACKS[track]
    for stage in (Stage.DOCKETED, Stage.HEARING, Stage.DELIBERATION, Stage.DECIDED, At.SUSPENDED):
        assert table.allows(stage, Do.NOTE_LOSS), stage
    assert not table.allows(Stage.EFFECTIVE, Do.NOTE_LOSS), "what comes then is enforcement's matter"


def test_nobody_acts_in_the_name_of_the_dead() -> None:
    who = UUID(int=7)
    case = of(replace(dead(LIN), person=who), ZHOU)
    assert case.party_of(who) is None
    assert case.party(LIN.uid) is not None


def test_who_stands_in_a_place_holds_what_all_before_it_held() -> None:
    first, second, beside = (UUID(int=n) for n in (11, 12, 13))
    found = predecessors({LIN.uid: (), first: (LIN.uid,), second: (first, ZHOU.uid), beside: (LIN.uid,)})
    assert found == {LIN.uid: set(), first: {LIN.uid}, second: {first, LIN.uid, ZHOU.uid}, beside: {LIN.uid}}
    heirs = [replace(LIN, uid=uid, predecessors=found[uid]) for uid in (second, beside)]
    case = replace(CASE, parties=(*heirs, ZHOU), former=(replace(dead(LIN), left=True),))
    assert {one.uid for one in case.stand_for(LIN.uid)} == {second, beside}
    assert [one.uid for one in case.stand_for(first)] == [second]
    assert case.stand_for(ZHOU.uid) == (heirs[0], ZHOU), "one heir may follow several"


def test_in_an_appeal_the_ground_looks_at_who_sued_at_first() -> None:
    case = replace(of(dead(LIN), ZHOU), track=Track.SECOND_INSTANCE, stage=At.UNDER_TRIAL)
    stood = {LIN.uid: Side.DEFENDANT, ZHOU.uid: Side.PLAINTIFF}
    assert likely_end(case, stood) is EndGround.DEFENDANT_WITHOUT_ESTATE
    assert likely_end(case) is EndGround.PLAINTIFF_WITHOUT_HEIRS
    assert "第三百二十条第二款" in drafted_end(EndGround.DEFENDANT_WITHOUT_ESTATE, case)
    assert "上诉人林晓梅已经死亡" in drafted(Do.SUSPEND, of(replace(dead(LIN), position="上诉人"), ZHOU), TODAY)


@pytest.mark.parametrize("stage", [At.UNDER_TRIAL, Stage.HEARING, Stage.DELIBERATION, At.SUSPENDED])
def test_a_second_instance_follows_the_first(stage: Stage | At) -> None:
    """CPL 181."""
    for do in (Do.TELL_LOSS, Do.NOTE_LOSS, Do.CALL_SUCCESSOR, Do.NOTE_WAIVER, Do.END):
        assert TRACKS[Track.SECOND_INSTANCE].allows(stage, do), do


@pytest.mark.parametrize("track", list(Track))
def test_a_procedure_notes_a_loss_or_says_what_the_court_does_instead(track: Track) -> None:
    found = elsewhere(track)
    noted = track.first_instance or track is Track.SECOND_INSTANCE
    assert (found is None) is noted
    assert found is None or found.reason in REFUSALS
    assert (found is not None and found.reason == "losses.in_enforcement") is (track is Track.ENFORCEMENT)
