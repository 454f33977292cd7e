"""The judge converts a running case; what was done stays done, both sides are told, the limit counts from docketing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import pytest

from tests.acts.conduct import consent, does, prepared
from tests.acts.service import quick_papers, take
from tests.builders import House, material, refused, staff, step
from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.convert import convert_procedure
from tongban.cases.actions.incidents import decide_extension, exclude_days, extend_clock
from tongban.cases.law import CONVERSIONS, TRACKS, trial_limit
from tongban.cases.models import Case, Clock, ClockIncident, TrackConversion
from tongban.cases.queries import case_by_uid, circumstances_of, clocks_of, consents_of, conversions_of, open_acts
from tongban.cases.vocabulary import CaseView, Circumstance, Side, Stage, Track
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.documents.queries import data_of
from tongban.evidence.queries import exhibits_of
from tongban.fees.models import Charge
from tongban.frame.guard import lifted
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.session import open_hearing, write_line
from tongban.hearings.models import Hearing
from tongban.hearings.queries import hearing_of
from tongban.people.vocabulary import Role
from tongban.register.models import Due, Entry

WHY = "本案需要鉴定，事实较为复杂。"
TABLES = [table for track, table in TRACKS.items() if track.first_instance]
LIMITS = {trial_limit(track) for track in Track if track.first_instance}
HARD = [Circumstance.NOT_SIMPLE]
BARRED = [Circumstance.APPRAISAL]


def small(house: House, stage: Stage = Stage.PREPARATION) -> CaseView:
    """A case in small claims at `stage`, both parties joined."""
    case = house.case(loan__amount="20000")
    assert case.track is Track.SMALL_CLAIMS
    assert house.work() == []
    return house.put_at(case, stage, defendant=house.zhou)


def to(
    house: House, case: CaseView, track: Track, found: Collection[Circumstance] = HARD, **changed: object
) -> CaseView:
    told = {"reasons": WHY, "by": house.judge, "at": house.at} | changed
    return convert_procedure(case.uid, to=track, found=found, **told)  # type: ignore[arg-type]


def limit_of(case: CaseView) -> tuple[str, date | None, date]:
    """The running trial limit: its rule, its last day, its day 0."""
    (found,) = [c for c in clocks_of(case.uid) if c.rule in LIMITS and c.met_at is None]
    return found.rule, found.due, found.started


@pytest.mark.parametrize(
    ("amount", "found", "rule", "until"),
    [
        ("20000", [], "trial_small_claims", date(2027, 1, 23)),
        ("186500", [], "trial_simplified", date(2027, 2, 23)),
        ("186500", HARD, "trial_ordinary", date(2027, 5, 23)),
    ],
)
def test_the_trial_limit_of_the_track_runs_from_docketing(
    house: House, amount: str, found: list[Circumstance], rule: str, until: date
) -> None:
    from tongban.filing.actions.decide import accept

    case = accept(house.filing(loan__amount=amount), by=house.clerk, at=house.at, found=found)
    assert limit_of(case) == (rule, until, date(2026, 11, 23))
    assert circumstances_of(case.uid) == set(found)


def test_a_simplified_case_becomes_ordinary_and_keeps_its_day_of_docketing(house: House) -> None:
    case = prepared(house)
    house.clock.forward(days=30)
    after = to(house, case, Track.ORDINARY)
    assert (after.track, after.stage) == (Track.ORDINARY, Stage.PREPARATION)
    assert limit_of(after) == ("trial_ordinary", date(2027, 5, 23), date(2026, 11, 23))
    entry = Entry.objects.get(event="procedure_converted")
    assert entry.basis == "CPL 170; SI 258(2), 269"
    assert Due.objects.filter(entry=entry, reaction="refresh_sheets").exists(), "parties elsewhere see it"
    assert TrackConversion.objects.get().reasons == WHY


def test_both_sides_are_told_in_writing_with_the_reasons(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)
    case = prepared(house)
    to(house, case, Track.ORDINARY)
    assert house.work(without=frozenset()) == []
    notices = Document.objects.filter(kind="conversion_notice")
    served = Dispatch.objects.filter(case=case.uid, purpose="procedure")
    assert {d.party for d in served} == {p.uid for p in case.parties}
    assert len(notices) == 2
    data = data_of(house.viewer(house.judge.person), notices[0].uid)  # type: ignore[arg-type]
    assert data is not None
    told = {key: data[key] for key in ("before", "after", "ruled", "reasons", "limit_until", "top_up", "docketed")}
    assert told == {
        "before": "简易程序",
        "after": "普通程序",
        "ruled": True,
        "reasons": [WHY],
        "limit_until": "2027-05-23",
        "top_up": True,
        "docketed": "2026-11-23",
    }


def test_the_plaintiff_is_asked_once_for_the_other_half_of_the_fee(house: House) -> None:
    case = prepared(house)
    to(house, case, Track.ORDINARY)
    assert house.work() == []
    asked = list(Charge.objects.filter(case=case.uid).order_by("id").values_list("amount_minor", "period"))
    assert asked == [(201_500, "fee_plaintiff"), (201_500, "fee_convert_ordinary")]
    back = to(house, case, Track.SIMPLIFIED, [Circumstance.SIMPLIFIED_AGREED])
    to(house, back, Track.ORDINARY)
    assert house.work() == []
    assert Charge.objects.filter(case=case.uid).count() == 2


def test_the_other_half_is_paid_under_its_own_code_and_moves_no_stage(house: House) -> None:
    case = house.put_at(prepared(house), Stage.DOCKETED)
    to(house, case, Track.ORDINARY)
    assert house.work() == []
    charge = Charge.objects.get(case=case.uid, period="fee_convert_ordinary")
    step(
        house.judge, house.at, lambda r: start_clock(r, case, charge.period, start=house.at, owed_by=str(charge.payer))
    )
    take(house, f"EB-1,2026-11-24,2015.00,CNY,{charge.code},林晓梅,补交")
    assert house.work() == []
    charge.refresh_from_db()
    assert charge.state == "paid"
    assert [c.met_at for c in clocks_of(case.uid) if c.rule == charge.period] == [house.at]
    assert case_by_uid(case.uid).stage is Stage.DOCKETED, "the first half is still owed"


def test_a_fee_assessed_after_a_conversion_is_that_of_the_docketing(house: House) -> None:
    """Else who is converted before the worker comes by would pay one half too much."""
    case = house.case()
    to(house, case, Track.ORDINARY)
    assert house.work() == []
    asked = Charge.objects.filter(case=case.uid).order_by("period").values_list("amount_minor", "period")
    assert list(asked) == [(201_500, "fee_convert_ordinary"), (201_500, "fee_plaintiff")]


def test_a_hearing_under_way_is_lifted_and_its_lines_stay(house: House) -> None:
    case = prepared(house)
    set_hearing(case.uid, place="一庭", starts_at=house.at + timedelta(days=2), by=house.clerk, at=house.at)
    house.clock.forward(days=2)
    open_hearing(case.uid, present=[p.uid for p in case.parties], by=house.judge, at=house.at)
    write_line(case.uid, part="opening", speaker="judge", name="李明", text="现在开庭。", by=house.clerk, at=house.at)
    assert to(house, case, Track.ORDINARY).stage is Stage.PREPARATION
    assert house.work() == []
    assert Hearing.objects.get().state == "lifted"
    assert [line.text for line in hearing_of(case.uid).lines] == ["现在开庭。"]


def test_between_small_claims_and_simplified_no_fee_and_no_day_changes(house: House) -> None:
    case = small(house)
    set_hearing(case.uid, place="一庭", starts_at=house.at + timedelta(days=2), by=house.clerk, at=house.at)
    after = to(house, case, Track.SIMPLIFIED, BARRED)
    assert (after.track, after.stage) == (Track.SIMPLIFIED, Stage.HEARING_SET)
    assert limit_of(after) == ("trial_simplified", date(2027, 2, 23), date(2026, 11, 23))
    assert house.work() == []
    assert Charge.objects.filter(case=case.uid).count() == 1
    assert Hearing.objects.get().state == "set"


def test_a_day_of_hearing_falls_away_in_the_ordinary_procedure_and_is_set_anew(house: House) -> None:
    case = prepared(house)
    set_hearing(case.uid, place="一庭", starts_at=house.at + timedelta(days=2), by=house.clerk, at=house.at)
    assert to(house, case, Track.ORDINARY).stage is Stage.PREPARATION
    assert house.work() == []
    assert Hearing.objects.get().state == "lifted"
    set_hearing(case.uid, place="一庭", starts_at=house.at + timedelta(days=4), by=house.clerk, at=house.at)
    assert list(Hearing.objects.order_by("id").values_list("state", flat=True)) == ["lifted", "set"]


def test_a_new_day_does_not_wait_for_the_old_one_to_be_lifted(house: House) -> None:
    case = prepared(house)
    set_hearing(case.uid, place="一庭", starts_at=house.at + timedelta(days=2), by=house.clerk, at=house.at)
    to(house, case, Track.ORDINARY)
    set_hearing(case.uid, place="一庭", starts_at=house.at + timedelta(days=4), by=house.clerk, at=house.at)
    assert house.work() == []
    assert list(Hearing.objects.order_by("id").values_list("state", flat=True)) == ["lifted", "set"]


def test_an_upheld_objection_is_kept_with_the_party(house: House) -> None:
    case = small(house)
    zhou = case.of_side(Side.DEFENDANT)[0].uid
    to(house, case, Track.SIMPLIFIED, BARRED, objected=zhou)
    assert TrackConversion.objects.get().objected == zhou


def test_an_objection_to_small_claims_comes_before_the_hearing(house: House) -> None:
    case = small(house, Stage.HEARING)
    zhou = case.of_side(Side.DEFENDANT)[0].uid
    with refused("procedure.not_at_this_stage"):
        to(house, case, Track.SIMPLIFIED, BARRED, objected=zhou)
    assert to(house, case, Track.SIMPLIFIED, BARRED).track is Track.SIMPLIFIED, "the court may find it itself"


@pytest.mark.parametrize(
    ("stage", "track", "found", "changed", "why"),
    [
        (Stage.PREPARATION, Track.ORDINARY, [], {}, "procedure.unfit_for_simplified"),
        (Stage.PREPARATION, Track.ORDINARY, BARRED, {}, "procedure.unfit_for_simplified"),
        (Stage.PREPARATION, Track.SMALL_CLAIMS, [], {}, "procedure.small_amount"),
        (Stage.PREPARATION, Track.SMALL_CLAIMS, BARRED, {}, "procedure.not_barred_from_small_claims"),
        (Stage.PREPARATION, Track.SIMPLIFIED, HARD, {}, "cases.no_conversion"),
        (Stage.HEARING, Track.SMALL_CLAIMS, [], {}, "cases.no_conversion"),
        (Stage.DECIDED, Track.ORDINARY, HARD, {}, "cases.no_conversion"),
        (Stage.PREPARATION, Track.ORDINARY, HARD, {"reasons": " "}, "cases.conversion_reasons_missing"),
        (Stage.PREPARATION, Track.ORDINARY, HARD, {"reasons": "长" * 2001}, "cases.too_long"),
    ],
)
def test_a_conversion_that_may_not_be_is_refused_and_changes_nothing(
    house: House, stage: Stage, track: Track, found: list[Circumstance], changed: dict[str, object], why: str
) -> None:
    case = house.put_at(house.case(), stage)
    before = limit_of(case)
    with refused(why):
        to(house, case, track, found, **changed)
    assert case_by_uid(case.uid) == case
    assert limit_of(case) == before
    assert not Entry.objects.filter(event="procedure_converted").exists()


def test_everything_that_stands_against_a_conversion_is_told_at_once(house: House) -> None:
    with refused("procedure.unfit_for_simplified", "cases.conversion_reasons_missing"):
        to(house, prepared(house), Track.ORDINARY, [], reasons="")


def test_on_the_last_day_of_the_trial_limit_a_case_is_still_converted(house: House) -> None:
    case = prepared(house)
    house.clock.at += timedelta(days=92)
    assert to(house, case, Track.ORDINARY).track is Track.ORDINARY


def test_a_day_after_the_trial_limit_it_is_too_late_for_the_ordinary_procedure(house: House) -> None:
    case = prepared(house)
    house.clock.at += timedelta(days=93)
    with refused("procedure.within_limit"):
        to(house, case, Track.ORDINARY)


def test_only_the_judge_of_the_case_converts_it(house: House) -> None:
    case = prepared(house)
    for by, why in (
        (house.clerk, "procedure.not_your_act"),
        (house.wuhou_judge, "cases.no_such_case"),
        (staff("渝0103", Role.JUDGE, "钱进"), "cases.not_the_judge_of_this_case"),
    ):
        with refused(why):
            to(house, case, Track.ORDINARY, by=by)


def test_a_case_older_than_the_watch_over_limits_is_converted_all_the_same(house: House) -> None:
    case = prepared(house)
    with lifted("test: no limit was ever started"):
        Clock.objects.filter(case=case.uid, rule="trial_simplified").delete()
    assert limit_of(to(house, case, Track.ORDINARY)) == ("trial_ordinary", date(2027, 5, 23), date(2026, 11, 23))


def test_days_left_out_stay_left_out_and_an_extension_lapses_with_the_old_limit(house: House) -> None:
    case, president = prepared(house), staff("渝0103", Role.PRESIDENT, "院长甲")
    (limit,) = [c.uid for c in clocks_of(case.uid) if c.rule == "trial_simplified"]
    first, last = date(2026, 12, 7), date(2026, 12, 16)
    exclude_days(case.uid, limit, ground="appraisal", first=first, last=last, by=house.judge, at=house.at)
    told = {"approver": "president", "amount": 1, "unit": "month", "reason": "案情复杂。"}
    incident = extend_clock(case.uid, limit, by=house.judge, at=house.at, **told)  # type: ignore[arg-type]
    decide_extension(incident, approve=True, reference="", by=president, at=house.at)
    assert limit_of(case)[1] == date(2027, 4, 2), "three months, one more, and ten days"
    after = to(house, case, Track.ORDINARY)
    assert limit_of(after) == ("trial_ordinary", date(2027, 6, 2), date(2026, 11, 23))
    assert TrackConversion.objects.get().limit_until == date(2027, 6, 2)
    assert ClockIncident.objects.get(uid=incident).state == "lapsed"


def test_a_limit_that_stands_still_is_not_over(house: House) -> None:
    case = prepared(house)
    (limit,) = [c.uid for c in clocks_of(case.uid) if c.rule == "trial_simplified"]
    house.clock.forward(days=1)
    exclude_days(case.uid, limit, ground="appraisal", first=house.at.date(), last=None, by=house.judge, at=house.at)
    house.clock.at += timedelta(days=120)
    assert to(house, case, Track.ORDINARY).track is Track.ORDINARY


WAYS = [
    (c, stage, target) for c in CONVERSIONS if c.source in TABLES and c.target in TABLES for stage, target in c.stages
]


@pytest.mark.parametrize(
    ("way", "stage", "target"), WAYS, ids=[f"{c.source.name}-{c.target.name}-{a}" for c, a, _ in WAYS]
)
def test_a_conversion_keeps_what_was_done(house: House, way: object, stage: Stage, target: Stage) -> None:
    """Exhibits, consents, the register and every period but the trial limit are the same before and after."""
    source, into = Track(way.source.name), Track(way.target.name)  # type: ignore[attr-defined]
    case = prepared(house)
    consent(house, case, "service", "hearing")
    does(house, house.zhou, "submit_exhibit", case, (material("exhibit"),), title="收条", proves="已还款")
    with lifted("test: a case of another track"):
        Case.objects.filter(uid=case.uid).update(track=source, claim_minor=2_000_000)
        Clock.objects.filter(case=case.uid, rule="trial_simplified").update(rule=trial_limit(source))
    case = house.put_at(case, stage)

    def kept() -> tuple[object, ...]:
        others = [c for c in clocks_of(case.uid) if c.rule not in LIMITS]
        return exhibits_of(case.uid), consents_of(case.uid), others, case_by_uid(case.uid).parties

    before, told = kept(), list(Entry.objects.filter(case=case.uid).order_by("id").values_list("uid", flat=True))
    found = {
        Track.ORDINARY: [Circumstance.NOT_SIMPLE],
        Track.SIMPLIFIED: [Circumstance.SIMPLIFIED_AGREED, *([] if source is Track.ORDINARY else BARRED)],
        Track.SMALL_CLAIMS: [],
    }[into]
    after = to(house, case, into, found)
    assert (after.track, after.stage) == (into, target)
    assert kept() == before
    assert list(Entry.objects.filter(case=case.uid).order_by("id").values_list("uid", flat=True))[: len(told)] == told
    assert limit_of(after)[0] == trial_limit(into)
    assert limit_of(after)[2] == date(2026, 11, 23)


def test_what_a_case_may_do_follows_from_its_track(house: House) -> None:
    case = prepared(house)
    assert "ask_async_hearing" in open_acts(case, "party")
    assert [way.target.name for way in conversions_of(case)] == ["ordinary", "small_claims"]
    after = to(house, case, Track.ORDINARY)
    assert "ask_async_hearing" not in open_acts(after, "party")
    assert [way.target.name for way in conversions_of(after)] == ["simplified"]
