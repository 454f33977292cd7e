"""An appeal: handed in where it was decided, its copy served, answered, sent up, registered above (CPL 171-176)."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.acts.further import APPEAL, OFF, copies_crossed, decided, hand_in_from, handed_in, serve, served, unpaid
from tests.builders import OPERATOR, House, party, person, refused, staff, step
from tongban.cases.actions.offices import replace_in_case
from tongban.cases.actions.turns import take_own_turn, take_turn
from tongban.cases.law import At, Do
from tongban.cases.models import Case, Turn
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.queries.numbers import linked_numbers
from tongban.cases.vocabulary import CaseView, Stage, Track
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.fees.actions.lapse import lapse_appeal
from tongban.fees.models import Charge
from tongban.fees.vocabulary import FeeKind
from tongban.filing.actions import further
from tongban.filing.actions.decide import accept, ask_correction, refuse, send_copy
from tongban.filing.actions.draft import start_draft
from tongban.filing.actions.hand_in import send_up
from tongban.filing.models import Filing
from tongban.filing.queries.costs import charged_on, fee_kind_of
from tongban.filing.queries.further import further_offered, known_from
from tongban.filing.vocabulary import Stage as FilingStage
from tongban.frame.guard import lifted
from tongban.judgments.models import Judgment
from tongban.kernel.money import Money
from tongban.people.actions.register import appoint
from tongban.people.vocabulary import Role
from tongban.register.models import Due, Entry

ABOVE = "渝05"


def running(case: CaseView) -> dict[str, set[str]]:
    """Who owes what in the case, of what nobody has met yet."""
    found: dict[str, set[str]] = {}
    for clock in clocks_of(case.uid):
        if clock.met_at is None:
            found.setdefault(clock.rule, set()).add(clock.owed_by)
    return found


def appealed(house: House) -> tuple[CaseView, Filing]:
    case = served(house)
    filing = hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    assert house.work(without=OFF) == []
    return case_by_uid(case.uid), filing


def test_an_appeal_keeps_the_judgment_from_taking_effect(house: House) -> None:
    case, filing = appealed(house)
    assert case.stage is At.APPEALED
    assert (filing.court, filing.stage, filing.about) == ("渝0103", FilingStage.UNDER_REVIEW, case.uid)
    assert filing.claim_minor == 10_000_000
    house.clock.forward(days=60)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.APPEALED
    assert Judgment.objects.get().effective_on is None


def test_nothing_that_the_court_knows_is_asked_again(house: House) -> None:
    case, filing = appealed(house)
    told = filing.answers
    assert (told["earlier.number"], told["plaintiff.name"], told["defendant.name"]) == (case.number, "周志强", "林晓梅")
    assert told["defendant.division"] == "510107"
    assert not {"defendant.phone", "defendant.email"} & set(told), "how the other side is reached stays with the court"


def test_the_petition_calls_the_sides_as_the_law_does(house: House) -> None:
    _case, filing = appealed(house)
    paper = Document.objects.get(subject=filing.uid, kind="complaint")
    assert paper.title == "民事上诉状"
    assert '"role":"上诉人"' in paper.data
    assert "上诉请求" in paper.data


def test_the_periods_of_an_appeal_are_there_for_both_sides_to_see(house: House) -> None:
    case, filing = appealed(house)
    assert running(case)["appeal_copy_to_opponent"] == {"court"}
    assert filing.decide_by.isoformat() == "2026-11-28"
    own = next(p for p in case.parties if p.name == "周志强")
    assert str(own.uid) not in running(case).get("appeal_judgment", set()), "whoever appealed owes it no more"


def test_the_fee_is_worked_out_on_what_is_contested(house: House) -> None:
    """交纳办法 13, 17: 100,000 yuan contested."""
    case, _filing = appealed(house)
    charge = Charge.objects.get(period="fee_appeal_notice")
    own = next(p for p in case.parties if p.name == "周志强")
    assert (charge.payer, charge.amount_minor, charge.state) == (own.uid, 230_000, "open")
    assert "交纳办法 17" in charge.article


def test_nobody_appeals_after_the_own_period_is_over(house: House) -> None:
    case = served(house)
    house.clock.forward(days=16)
    assert [one.id for one in further_offered(house.viewer(house.zhou.uid), case)] == []
    with refused("procedure.within_period"):
        hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    assert not Filing.objects.filter(interview="appeal").exists()


def test_a_party_that_was_served_appeals_before_the_other_one_is(house: House) -> None:
    """SI 244: each period is the party's own."""
    case = decided(house)
    zhou = next(p for p in case.parties if p.name == "周志强")
    serve(house, case, zhou.uid)
    hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    assert case_by_uid(case.uid).stage is At.APPEALED


def test_a_stranger_finds_no_case_to_appeal_in(house: House) -> None:
    case, stranger = served(house), person("孙丽", 9)
    assert further_offered(house.viewer(stranger.uid), case) == ()
    draft = start_draft(person=stranger.uid, interview="appeal", answers=APPEAL | known(house, case), at=house.at)
    with refused("filing.no_earlier_case"):
        handed_in(house, stranger, draft.uid)


def known(house: House, case: CaseView) -> dict[str, str]:
    return known_from(house.viewer(house.zhou.uid), case)


def test_in_small_claims_no_appeal_is_offered(house: House) -> None:
    case = decided(house, loan__amount="20000")
    assert case.track is Track.SMALL_CLAIMS
    assert [one.id for one in further_offered(house.viewer(house.zhou.uid), case)] == []


def test_the_court_below_neither_registers_nor_refuses_an_appeal(house: House) -> None:
    _case, filing = appealed(house)
    with refused("filing.goes_up_first"):
        accept(filing.uid, by=house.clerk, at=house.at)
    with refused("filing.goes_up_first"):
        refuse(filing.uid, "超过上诉期", by=house.judge, at=house.at)


def copied(house: House) -> tuple[CaseView, Filing]:
    case, filing = appealed(house)
    return copy_reached(house, case, filing), filing


def copy_reached(house: House, case: CaseView, filing: Filing) -> CaseView:
    """The copy of the appeal was sent to the other side, and served."""
    send_copy(filing.uid, by=house.clerk, at=house.at)
    turn = Turn.objects.get(act=Do.SEND_COPY)
    lin = next(p for p in case.parties if p.name == "林晓梅")
    assert [d.party for d in Dispatch.objects.filter(purpose="appeal")] == [lin.uid]
    serve(house, case, lin.uid, *map(UUID, turn.papers), purpose="appeal")
    return case_by_uid(case.uid)


def test_the_time_to_answer_runs_from_the_service_of_the_copy(house: House) -> None:
    case, _filing = copied(house)
    lin = next(p for p in case.parties if p.name == "林晓梅")
    assert running(case)["appeal_defence"] == {str(lin.uid)}
    assert "appeal_copy_to_opponent" not in running(case)


def test_the_other_side_answers_and_the_appellant_does_not(house: House) -> None:
    case, _filing = copied(house)
    with refused("procedure.not_your_act"):
        step(
            party(house.zhou.uid),
            house.at,
            lambda record: take_own_turn(record, case=case.uid, act="answer_appeal", words="我方……"),
        )
    step(
        party(house.lin.uid),
        house.at,
        lambda record: take_own_turn(record, case=case.uid, act="answer_appeal", words="原判正确。"),
    )
    assert "appeal_defence" not in running(case)
    assert running(case)["appeal_file_transfer"] == {"court"}


def test_the_file_stays_while_the_other_side_may_answer_or_appeal(house: House) -> None:
    _case, filing = copied(house)
    with refused("filing.answer_awaited", "filing.others_may_appeal"):
        send_up(filing.uid, by=house.clerk, at=house.at)


def above(house: House) -> tuple[CaseView, Filing]:
    case, filing = copied(house)
    house.clock.forward(days=20)
    house.work(without=OFF)
    made = send_up(filing.uid, by=house.clerk, at=house.at)
    assert made is not None
    return case_by_uid(case.uid), Filing.objects.get(uid=made.uid)


def test_the_appeal_goes_up_with_the_file(house: House) -> None:
    case, filing = above(house)
    assert case.stage is At.SENT_UP
    assert (filing.court, filing.stage, filing.interview) == (ABOVE, FilingStage.UNDER_REVIEW, "appeal")
    assert filing.decide_by.isoformat() == "2026-12-18"
    assert running(case) == {}
    assert Filing.objects.filter(interview="appeal", stage=FilingStage.MOVED).count() == 1


def test_the_court_above_registers_it_under_a_number_of_its_own(house: House) -> None:
    """案号规定: 民终, and the chain of numbers leads to it."""
    case, filing = above(house)
    clerk, _judge = staff(ABOVE, Role.CLERK, "郑岚", at=house.at), staff(ABOVE, Role.JUDGE, "吴越", at=house.at)
    second = accept(filing.uid, by=clerk, at=house.at)
    assert second.number == "（2026）渝05民终1号"
    assert (second.track, second.stage, second.fee_kind) == (Track.SECOND_INSTANCE, At.UNDER_TRIAL, case.fee_kind)
    assert [(p.name, p.side.value) for p in second.parties] == [("周志强", "plaintiff"), ("林晓梅", "defendant")]
    assert all(p.person for p in second.parties)
    links = linked_numbers(house.viewer(house.zhou.uid), case.number)
    assert [(one.earlier, one.later) for one in links] == [(case.number, second.number)]
    assert running(second) == {"trial_appeal_judgment": {"court"}}
    assert house.work(without=OFF) == []
    assert not Charge.objects.filter(case=second.uid).exists()


def test_who_tried_the_case_below_tries_no_appeal_in_it(house: House) -> None:
    """回避规定 3: the judge has gone to the court above since."""
    _case, filing = above(house)
    clerk, chief = staff(ABOVE, Role.CLERK, "郑岚", at=house.at), staff(ABOVE, Role.PRESIDENT, "钱立", at=house.at)
    assert house.judge.person
    gone = house.judge.person
    step(OPERATOR, house.at, lambda record: appoint(record, person=gone, role=Role.JUDGE, court=ABOVE))
    second = accept(filing.uid, by=clerk, at=house.at)
    assert second.judge is None
    with refused("offices.barred"):
        replace_in_case(second.uid, "judge", "", "", named=gone, by=chief, at=house.at)


def test_two_appeals_against_one_judgment_become_one_case(house: House) -> None:
    """SI 315: both are appellants."""
    case = served(house)
    first = hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    second = hand_in_from(house, house.lin, case_by_uid(case.uid), "appeal", APPEAL | {"appeal.amount": "5000"})
    assert case_by_uid(case.uid).stage is At.APPEALED
    assert Charge.objects.filter(period="fee_appeal_notice").count() == 0
    house.work(without=OFF)
    assert Charge.objects.filter(period="fee_appeal_notice").count() == 2
    assert {first.brought_by, second.brought_by} == {p.uid for p in case.parties}
    with refused("turns.others_appealed"):
        step(
            house.judge,
            house.at,
            lambda record: take_turn(record, case.uid, Do.LAPSE_APPEAL, words="未交纳。", found=["fee_unpaid"]),
        )
    copies_crossed(house, case, first, second)
    house.clock.forward(days=20)
    house.work(without=OFF)
    moved = [send_up(one.uid, by=house.clerk, at=house.at) for one in (first, second)]
    clerk = staff(ABOVE, Role.CLERK, "郑岚", at=house.at)
    staff(ABOVE, Role.JUDGE, "吴越", at=house.at)
    made = {accept(one.uid, by=clerk, at=house.at).number for one in moved if one}
    assert made == {"（2026）渝05民终1号"}, "one case has both"
    assert house.work(without=OFF) == []


def test_an_appeal_whose_fee_is_not_paid_lapses_and_the_judgment_binds(house: House) -> None:
    case, _filing = appealed(house)
    unpaid(house, case, next(p.uid for p in case.parties if p.name == "周志强"))
    lapse_appeal(case.uid, words="未交纳上诉费。", by=house.judge, at=house.at)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE
    assert Judgment.objects.get().effective_on is not None
    assert Filing.objects.get(interview="appeal").stage == FilingStage.REFUSED, "nobody waits for it in the queue"
    assert Charge.objects.get(period="fee_appeal_notice").state == "closed"


def test_an_appeal_does_not_lapse_while_its_fee_may_still_be_paid(house: House) -> None:
    """SI 318; 交纳办法 22(2): the time to pay runs from the notice, which did not reach the appellant."""
    case, _filing = appealed(house)
    house.clock.forward(days=20)
    house.work(without=OFF)
    with refused("procedure.fee_unpaid"):
        lapse_appeal(case.uid, words="未交纳上诉费。", by=house.judge, at=house.at)
    assert case_by_uid(case.uid).stage is At.APPEALED


def test_an_appeal_does_not_lapse_while_another_party_was_not_served_with_the_judgment(house: House) -> None:
    """SI 244: the judgment would bind a party that can still appeal."""
    case = decided(house)
    zhou = next(p.uid for p in case.parties if p.name == "周志强")
    serve(house, case, zhou)
    hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    assert house.work(without=OFF) == []
    unpaid(house, case, zhou)
    with refused("turns.others_may_appeal"):
        lapse_appeal(case.uid, words="未交纳上诉费。", by=house.judge, at=house.at)


def test_an_appeal_that_nobody_corrected_goes_up_when_the_time_for_it_is_over(house: House) -> None:
    """CPL 174: the court above decides what follows."""
    case, filing = appealed(house)
    ask_correction(filing.uid, ["请写明上诉请求所依据的事实。"], by=house.clerk, at=house.at)
    for too_early in (send_copy, send_up):
        with refused("scrutiny.period_over"):
            too_early(filing.uid, by=house.clerk, at=house.at)
    house.clock.forward(days=20)
    house.work(without=OFF)
    copy_reached(house, case, filing)
    house.clock.forward(days=20)
    house.work(without=OFF)
    assert send_up(filing.uid, by=house.clerk, at=house.at) is not None
    assert case_by_uid(case.uid).stage is At.SENT_UP


def test_corrections_of_an_appeal_are_asked_for_before_its_copy_goes_out(house: House) -> None:
    _case, filing = copied(house)
    with refused("filing.copy_sent_before"):
        ask_correction(filing.uid, ["请写明上诉请求所依据的事实。"], by=house.clerk, at=house.at)


def test_no_appeal_stays_behind_when_another_goes_up(house: House) -> None:
    """SI 315: the file goes once, with all appeals and their copies."""
    case = served(house)
    first = hand_in_from(house, house.zhou, case, "appeal", APPEAL)
    hand_in_from(house, house.lin, case_by_uid(case.uid), "appeal", APPEAL | {"appeal.amount": "5000"})
    send_copy(first.uid, by=house.clerk, at=house.at)
    with refused("filing.copy_first", "filing.answer_awaited"):
        send_up(first.uid, by=house.clerk, at=house.at)


def test_an_appeal_that_asks_for_much_is_cut_short_beside_the_petition_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(further, "LONGEST_WORDS", 100)
    long = "驳回原告的诉讼请求。" * 20
    filing = hand_in_from(house, house.zhou, served(house), "appeal", APPEAL | {"appeal.request": long})
    assert filing.answers["appeal.request"] == long
    assert len(Turn.objects.get(act=Do.APPEAL).words) == 100


def test_the_tariff_of_a_case_is_told_to_its_own_parties_alone(house: House) -> None:
    """交纳办法 17; a number that somebody typed tells a stranger nothing."""
    case, stranger = served(house), person("孙丽", 9)
    with lifted("test: a case of another tariff"):
        Case.objects.filter(uid=case.uid).update(fee_kind=FeeKind.LABOUR)
    for who, kind in ((house.zhou, FeeKind.LABOUR), (stranger, FeeKind.PROPERTY)):
        answers = APPEAL | {"earlier.number": case.number}
        draft = start_draft(person=who.uid, interview="appeal", answers=answers, at=house.at)
        assert fee_kind_of(house.viewer(who.uid), draft, house.at.date()) is kind


def test_an_appeal_that_names_no_sum_is_told_the_fee_that_it_will_be_asked_for(house: House) -> None:
    """交纳办法 13, 17: it contests the whole, 186,500 yuan."""
    case, stranger = served(house), person("孙丽", 9)
    answers = {key: value for key, value in APPEAL.items() if key != "appeal.amount"}
    for who, sum_told in ((house.zhou, 18_650_000), (stranger, 0)):
        numbered = answers | {"earlier.number": case.number}
        draft = start_draft(person=who.uid, interview="appeal", answers=numbered, at=house.at)
        told = charged_on(house.viewer(who.uid), draft, house.at.date())
        assert isinstance(told, Money)
        assert told.minor == sum_told
    hand_in_from(house, house.zhou, case, "appeal", answers)
    house.work(without=OFF)
    assert Charge.objects.get(period="fee_appeal_notice").amount_minor == 403_000


def test_a_turn_stands_in_the_register_without_a_word_of_it(house: House) -> None:
    case, _filing = appealed(house)
    entry = Entry.objects.get(event="turn_taken")
    assert "驳回" not in str(entry.body)
    assert entry.basis == "CPL 171-173; SI 244, 315"
    assert Case.objects.get(uid=case.uid).stage == "appealed"
    assert Due.objects.exclude(last_error="").count() == 0


@pytest.mark.parametrize("act", ["appeal", "send_copy", "issue_order", "nonsense"])
def test_a_party_takes_no_turn_that_is_not_its_own(house: House, act: str) -> None:
    case = served(house)
    with refused("turns.no_such_turn"):
        step(party(house.zhou.uid), house.at, lambda record: take_own_turn(record, case=case.uid, act=act))


def test_the_office_of_another_court_takes_no_turn_here(house: House) -> None:
    case, _filing = appealed(house)
    with refused("cases.no_such_case"):
        step(house.wuhou_judge, house.at, lambda record: take_turn(record, case.uid, Do.LAPSE_APPEAL, words="x"))
