"""Who conducts a case: drawn by chance and provable, replaced with reasons, seen by whoever has it and by no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone

from tests.builders import OPERATOR, WUHOU, YUZHONG, House, party, refused, staff, step
from tests.entrances.desk import signed_in
from tongban.cases.actions.offices import ask_change, decide_change, replace_in_case
from tongban.cases.actions.openness import close_to_public
from tongban.cases.actions.postings import end_absence, end_posting, note_absence, post
from tongban.cases.models import Assignment, Case, OfficeChange
from tongban.cases.queries import case_by_uid, case_seen_by
from tongban.cases.queries.offices import assignments_seen_by, changes_seen_by, held_by, work_at
from tongban.cases.rules.offices import OFFICE
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cases.vocabulary.offices import Checked, LeftOut, Office, Way
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refused
from tongban.people.actions.emergency import take_function
from tongban.people.actions.register import appoint, end_appointment
from tongban.people.vocabulary import Role
from tongban.register.queries import entries_of_case

WHY = "本人与被告系近亲属。"


def president(court: str = YUZHONG) -> Actor:
    return staff(court, Role.PRESIDENT, "钱立")


def asked(house: House, case: CaseView, office: str = "judge", ground: str = "recusal") -> UUID:
    return ask_change(case.uid, office, ground, WHY, by=house.judge, at=house.at)


def seen(house: House, uid: UUID | None, case: CaseView) -> bool:
    """Whether the person sees the case's file now."""
    assert uid
    try:
        return case_seen_by(house.viewer(uid), case.uid).number == case.number
    except Refused:
        return False


def in_function(actor: Actor, **told: object) -> dict[str, object]:
    return {"person": actor.person, "office": "judge", "division": "civil-2"} | told


# The draw


def test_a_case_is_drawn_among_the_judges_and_the_parties_can_check_it(house: House) -> None:
    second = staff(YUZHONG, Role.JUDGE, "赵敏")
    cases = [house.case(loan__amount=str(1000 + n)) for n in range(6)]
    viewer = house.viewer(house.lin.uid)
    drawn = [assignments_seen_by(viewer, case.uid)[0] for case in cases]
    assert {one.office for one in drawn} == {Office.JUDGE}
    assert [one.checked for one in drawn] == [Checked.NOT_PROMISED, *[Checked.RIGHT] * 5]
    assert [one.draw.turn for one in drawn if one.draw] == list(range(1, 7))
    assert {one.person for one in drawn} <= {house.judge.person, second.person}
    # Who has more open work than the tolerance above the other is left out: six cases never go to one judge.
    assert {one.person for one in drawn} == {house.judge.person, second.person}
    assert [case.judge for case in cases] == [one.person for one in drawn]


def test_each_draw_keeps_the_promise_of_the_one_before_in_the_register(house: House) -> None:
    staff(YUZHONG, Role.JUDGE, "赵敏")
    facts = [
        entry.body
        for case in (house.case(), house.case(loan__amount="1001"))
        for entry in entries_of_case(case.uid, ("office_drawn",))
    ]
    assert facts[1]["promise"] == facts[0]["following"]
    assert facts[0]["promise"] == ""
    assert facts[0]["secret"] != facts[1]["secret"]


def test_after_another_key_of_the_installation_one_draw_stands_without_a_promise(
    house: House, settings: object
) -> None:
    house.case()
    settings.SECRET_KEY = "another key of this test, long enough for anybody"  # type: ignore[attr-defined]
    found = [house.case(loan__amount=str(1000 + n)) for n in range(2)]
    viewer = house.viewer(house.lin.uid)
    told = [assignments_seen_by(viewer, case.uid)[0].checked for case in found]
    assert told == [Checked.NOT_PROMISED, Checked.RIGHT]


def test_a_tampered_assignment_is_shown_as_wrong(house: House) -> None:
    other = staff(YUZHONG, Role.JUDGE, "赵敏")
    case = house.case()
    with lifted("test: somebody wrote into the database"):
        Assignment.objects.filter(case=case.uid, office="judge").update(
            draw=Assignment.objects.get(case=case.uid, office="judge").draw
            | {"person": str(next(one for one in (house.judge.person, other.person) if one != case.judge))}
        )
    [shown, *_] = assignments_seen_by(house.viewer(house.lin.uid), case.uid)
    assert shown.checked is Checked.WRONG


def test_the_division_of_the_cause_gets_the_case_and_its_clerk_too(house: House) -> None:
    chief, second = president(), staff(YUZHONG, Role.JUDGE, "赵敏")
    keeper = staff(YUZHONG, Role.CLERK, "何平")
    for told in (
        in_function(second),
        in_function(keeper, office="clerk"),
        in_function(house.judge, division="civil-1"),
    ):
        post(**told, by=chief, at=house.at)  # type: ignore[arg-type]
    case = house.case()
    assert (case.judge, case.clerk) == (second.person, keeper.person)
    assert Case.objects.get(uid=case.uid).division == "civil-2"
    [judge, clerk] = assignments_seen_by(house.viewer(house.lin.uid), case.uid)
    assert (judge.way, clerk.way) == (Way.DRAWN, Way.DRAWN)
    assert dict(judge.left_out) == {house.judge.person: LeftOut.OTHER_DIVISION}
    # Whoever registered it hands it over with that act.
    assert seen(house, keeper.person, case)
    assert not seen(house, house.clerk.person, case)


def test_without_a_clerk_in_the_division_whoever_registers_a_case_keeps_it(house: House) -> None:
    case = house.case()
    assert case.clerk == house.clerk.person
    assert [one.way for one in assignments_seen_by(house.viewer(house.lin.uid), case.uid)] == [Way.DRAWN, Way.TAKEN]


def test_nobody_on_loan_for_an_emergency_gets_a_case(house: House) -> None:
    take_function("judge", 4, "唯一的审判员突发急病。", by=house.clerk, at=house.at)
    assert house.case().judge == house.judge.person


def test_who_is_away_gets_no_case_until_back(house: House) -> None:
    chief, second = president(), staff(YUZHONG, Role.JUDGE, "赵敏")
    today = timezone.localtime(house.at).date()
    uid = note_absence(house.judge.person, "illness", today, None, by=chief, at=house.at)
    assert {house.case(loan__amount=str(1000 + n)).judge for n in range(3)} == {second.person}
    end_absence(uid, by=chief, at=house.at)
    assert house.case(loan__amount="2000").judge == house.judge.person
    with refused("offices.no_such_absence"):
        end_absence(uid, by=chief, at=house.at)


def test_a_court_without_a_judge_registers_all_the_same_and_the_president_sees_it(house: House) -> None:
    chief = president()
    today = timezone.localtime(house.at).date()
    note_absence(house.judge.person, "leave", today, today, by=chief, at=house.at)
    case = house.case()
    assert case.judge is None
    assert [one.number for one in held_by(YUZHONG, Office.JUDGE, None)] == [case.number]
    with refused("offices.nobody_left"):
        replace_in_case(case.uid, "judge", "", "", by=chief, at=house.at)
    house.clock.forward(days=1)
    assert replace_in_case(case.uid, "judge", "", "", by=chief, at=house.at) == house.judge.person
    assert case_by_uid(case.uid).judge == house.judge.person


# The president's list


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"person": None}, "offices.not_in_function"),
        ({"office": "clerk"}, "offices.not_in_function"),
        ({"office": "cook"}, "offices.office_unknown"),
        ({"division": "civil-9"}, "offices.division_unknown"),
        ({"causes": ["999(9)"]}, "offices.cause_unknown"),
        ({"share": 101}, "offices.share_out_of_range"),
        ({"share": -1}, "offices.share_out_of_range"),
    ],
)
def test_a_posting_that_cannot_be_is_refused(house: House, changed: dict[str, object], reason: str) -> None:
    with refused(reason):
        post(**in_function(house.judge, **changed), by=president(), at=house.at)  # type: ignore[arg-type]


def test_the_list_is_the_presidents(house: House) -> None:
    uid = post(**in_function(house.judge), by=president(), at=house.at)  # type: ignore[arg-type]
    for by in (house.clerk, house.judge):
        with refused("offices.presidents_list"):
            post(**in_function(house.judge), by=by, at=house.at)  # type: ignore[arg-type]
        with refused("offices.presidents_list"):
            end_posting(uid, by=by, at=house.at)
    with refused("offices.no_such_posting"):
        end_posting(uid, by=president(WUHOU), at=house.at)
    end_posting(uid, by=president(), at=house.at)
    with refused("offices.no_such_posting"):
        end_posting(uid, by=president(), at=house.at)


def test_an_absence_needs_a_ground_and_days_in_order(house: House) -> None:
    first, last = date(2026, 12, 2), date(2026, 12, 1)
    with refused("offices.away_ground_missing", "offices.ends_before_first"):
        note_absence(house.judge.person, "", first, last, by=president(), at=house.at)
    with refused("offices.not_in_function"):
        note_absence(house.wuhou_judge.person, "leave", last, first, by=president(), at=house.at)


# Somebody else gets the case


def test_the_table_of_the_change_has_no_problem() -> None:
    assert OFFICE.problems() == []


def test_the_judge_who_left_the_case_sees_nothing_and_the_new_one_sees_it_and_acts(house: House) -> None:
    second, chief, case = staff(YUZHONG, Role.JUDGE, "赵敏"), president(), None
    while case is None or case.judge != house.judge.person:
        case = house.case(loan__amount=str(1000 + Case.objects.count()))
    assert seen(house, house.judge.person, case)
    assert not seen(house, second.person, case)
    decide_change(asked(house, case), grant=True, by=chief, at=house.at)
    assert case_by_uid(case.uid).judge == second.person
    assert not seen(house, house.judge.person, case)
    assert seen(house, second.person, case)
    address = f"/desk/cases/{case.uid}"
    assert signed_in(house, house.judge.person).get(address).status_code == 404
    assert signed_in(house, second.person).get(address).status_code == 200
    told = {"asked_by": None, "reasons": "涉及个人隐私。", "at": house.at}
    with refused("cases.not_the_judge_of_this_case"):
        close_to_public(case.uid, "privacy", by=house.judge, **told)  # type: ignore[arg-type]
    close_to_public(case.uid, "privacy", by=second, **told)  # type: ignore[arg-type]


def test_the_clerk_who_left_the_case_sees_nothing_either(house: House) -> None:
    case, second, chief = house.case(), staff(YUZHONG, Role.CLERK, "何平"), president()
    uid = ask_change(case.uid, "clerk", "moved", "调至执行局。", by=house.clerk, at=house.at)
    decide_change(uid, grant=True, by=chief, at=house.at)
    assert case_by_uid(case.uid).clerk == second.person
    assert (seen(house, house.clerk.person, case), seen(house, second.person, case)) == (False, True)


def test_both_sides_are_told_in_writing_and_not_why_somebody_is_ill(house: House) -> None:
    staff(YUZHONG, Role.JUDGE, "赵敏")
    case, reasons = house.case(), "突发心肌梗死，住院治疗。"
    replace_in_case(case.uid, "judge", "illness", reasons, by=president(), at=house.at)
    house.work()
    notices = list(Document.objects.filter(kind="bench_notice", case=case.uid))
    assert len(notices) == 2
    for one in notices:
        assert one.title == "变更审判人员通知书"
        assert "身体健康原因" in one.data
        assert reasons not in one.data
    lin = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/bench/", headers={"accept-language": "en"})
    page = lin.content.decode()
    assert "is ill" in page
    assert reasons not in page
    told = entries_of_case(case.uid, ("office_changed",))[-1]
    assert reasons not in str(told.body)


def test_the_judge_decides_that_a_clerk_must_withdraw_and_no_other_change(house: House) -> None:
    second, case = staff(YUZHONG, Role.CLERK, "何平"), house.case()
    with refused("offices.may_decide"):
        replace_in_case(case.uid, "clerk", "overload", WHY, by=house.judge, at=house.at)
    with refused("offices.may_decide"):
        replace_in_case(case.uid, "judge", "recusal", WHY, by=house.judge, at=house.at)
    other = staff(YUZHONG, Role.JUDGE, "赵敏")
    with refused("offices.may_decide"):
        replace_in_case(case.uid, "clerk", "recusal", WHY, by=other, at=house.at)
    assert replace_in_case(case.uid, "clerk", "recusal", WHY, by=house.judge, at=house.at) == second.person


def test_about_a_president_who_tries_the_case_the_committee_decides(house: House) -> None:
    staff(YUZHONG, Role.JUDGE, "赵敏")
    case, chief = house.case(), president()
    judge = case_by_uid(case.uid).judge
    assert judge
    step(house.clerk, house.at, lambda record: appoint(record, person=judge, role=Role.PRESIDENT, court=YUZHONG))
    with refused("offices.committee_decided"):
        replace_in_case(case.uid, "judge", "recusal", WHY, by=chief, at=house.at)
    replace_in_case(case.uid, "judge", "recusal", WHY, reference="审委会〔2026〕3号", by=chief, at=house.at)
    assert case_by_uid(case.uid).judge != judge


@pytest.mark.parametrize(
    ("office", "ground", "reasons", "reason"),
    [
        ("judge", "", WHY, "offices.ground_named"),
        ("judge", "boredom", WHY, "offices.ground_named"),
        ("judge", "recusal", " ", "offices.reasons_given"),
        ("judge", "recusal", "长" * 401, "offices.reasons_given"),
        ("cook", "recusal", WHY, "offices.office_unknown"),
    ],
)
def test_a_request_without_ground_or_reasons_is_refused(
    house: House, office: str, ground: str, reasons: str, reason: str
) -> None:
    case = house.case()
    with refused(reason):
        ask_change(case.uid, office, ground, reasons, by=house.judge, at=house.at)
    with refused(reason):
        replace_in_case(case.uid, office, ground, reasons, by=president(), at=house.at)


def test_who_has_no_part_in_the_case_asks_for_nothing(house: House) -> None:
    case, told = house.case(), ("recusal", WHY)
    for by, reason in (
        (house.clerk, "offices.own_office"),
        (party(house.lin.uid), "offices.not_your_act"),
        (house.wuhou_judge, "cases.no_such_case"),
        (staff(YUZHONG, Role.JUDGE, "他人"), "cases.not_the_judge_of_this_case"),
        (staff(YUZHONG, Role.LIAISON, "冯敏"), "offices.not_your_act"),
    ):
        with refused(reason):
            ask_change(case.uid, "judge", *told, by=by, at=house.at)
    assert not OfficeChange.objects.exists()


def test_one_request_at_a_time_and_the_president_alone_decides_it_once(house: House) -> None:
    staff(YUZHONG, Role.JUDGE, "赵敏")
    case, chief = house.case(), president()
    judge = replace(house.judge, person=case.judge)
    uid = ask_change(case.uid, "judge", "recusal", WHY, by=judge, at=house.at)
    with refused("offices.not_at_this_stage"):
        ask_change(case.uid, "judge", "illness", WHY, by=judge, at=house.at)
    with refused("offices.not_at_this_stage"):
        replace_in_case(case.uid, "judge", "illness", WHY, by=chief, at=house.at)
    with refused("offices.not_your_act"):
        decide_change(uid, grant=True, by=judge, at=house.at)
    with refused("offices.no_such_request"):
        decide_change(uid, grant=True, by=president(WUHOU), at=house.at)
    decide_change(uid, grant=False, by=chief, at=house.at)
    assert case_by_uid(case.uid).judge == judge.person
    with refused("offices.decided_before"):
        decide_change(uid, grant=True, by=chief, at=house.at)
    assert [one.event for one in entries_of_case(case.uid, ("office_change_refused",))] == ["office_change_refused"]


def test_the_president_reads_the_request_and_the_file_while_it_waits(house: House) -> None:
    case, chief = house.case(), president()
    assert chief.person
    assert not seen(house, chief.person, case)
    asked(house, case)
    [waits] = changes_seen_by(house.viewer(chief.person), court=YUZHONG)
    assert (waits.number, waits.reasons) == (case.number, WHY)
    assert seen(house, chief.person, case)
    assert changes_seen_by(house.viewer(house.lin.uid), case=case.uid) == []
    assert changes_seen_by(house.viewer(house.wuhou_judge.person), court=YUZHONG) == []  # type: ignore[arg-type]


def test_nobody_gets_a_case_twice_or_one_that_the_person_is_tied_to(house: House) -> None:
    second, chief = staff(YUZHONG, Role.JUDGE, "赵敏"), president()
    case = house.case()
    first = case.judge
    follower = replace_in_case(case.uid, "judge", "overload", WHY, by=chief, at=house.at)
    assert {first, follower} == {house.judge.person, second.person}
    for named, reason in (
        (follower, "offices.same_person"),
        (first, "offices.barred"),
        (house.clerk.person, "offices.not_in_function"),
        (house.wuhou_judge.person, "offices.not_in_function"),
    ):
        with refused(reason):
            replace_in_case(case.uid, "judge", "overload", WHY, named=named, by=chief, at=house.at)
    with refused("offices.nobody_left"):
        replace_in_case(case.uid, "judge", "overload", WHY, by=chief, at=house.at)
    third = staff(YUZHONG, Role.JUDGE, "周正")
    replace_in_case(case.uid, "judge", "overload", WHY, named=third.person, by=chief, at=house.at)
    [*_, last] = [
        one for one in assignments_seen_by(house.viewer(house.lin.uid), case.uid) if one.office is Office.JUDGE
    ]
    assert (last.person, last.way, last.checked) == (third.person, Way.NAMED, None)


def test_a_case_that_is_over_is_handed_to_nobody(house: House) -> None:
    case = house.put_at(house.case(), Stage.EFFECTIVE)
    with refused("offices.case_runs"):
        asked(house, case)


def test_whoever_left_the_court_leaves_cases_that_the_president_sees_first(house: House) -> None:
    second, chief = staff(YUZHONG, Role.JUDGE, "赵敏"), president()
    case = house.case()
    leaver = house.judge if case.judge == house.judge.person else second
    step(
        OPERATOR,
        house.at,
        lambda record: end_appointment(record, person=leaver.person, role=Role.JUDGE, court=YUZHONG),  # type: ignore[arg-type]
    )
    house.clock.forward(seconds=1)
    first = work_at(YUZHONG, house.at)[0]
    assert (first.person, first.serves, first.cases) == (leaver.person, False, 1)
    assert replace_in_case(case.uid, "judge", "moved", "已调离本院。", by=chief, at=house.at) != leaver.person


def test_another_court_hands_out_no_case_of_this_one(house: House) -> None:
    case = house.case()
    with refused("cases.no_such_case"):
        replace_in_case(case.uid, "judge", "moved", WHY, by=president(WUHOU), at=house.at)
