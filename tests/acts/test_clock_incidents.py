"""What befalls a running period: days left out and extensions, counted by the one engine and recorded."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.acts.periods import JAN, TRIAL, asked, body, clock, excluded, running
from tests.acts.service import quick_papers
from tests.builders import OPERATOR, WUHOU, YUZHONG, House, refused, staff, step
from tongban.access.vocabulary import Layer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.incidents import decide_extension, end_exclusion, exclude_days, extend_clock
from tongban.cases.actions.move import step_case
from tongban.cases.models import ClockIncident
from tongban.cases.queries import clocks_of, extensions_asked, incidents_of, next_clocks
from tongban.cases.vocabulary import Act, CaseView, IncidentState, Stage
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.fixture
def president(house: House) -> Actor:
    return staff(YUZHONG, Role.PRESIDENT, "院长甲")


@pytest.fixture
def case(house: House) -> CaseView:
    return house.put_at(house.case(), Stage.PREPARATION)


# The trial limit runs in every case


def test_the_trial_limit_runs_from_docketing_and_says_why(house: House) -> None:
    found = clock(house.case())
    assert (found.started, found.due, found.owed_by) == (date(2026, 11, 23), date(2027, 2, 23), "court")
    assert [one.code for one in found.steps][:2] == ["period.first_day_left_out", "period.months_counted"]
    assert found.steps[1].law == "CPL 164; SI 258"


def test_the_trial_limit_is_met_when_the_case_is_decided(house: House) -> None:
    case = house.put_at(house.case(), Stage.DELIBERATION)
    step(house.judge, house.at, lambda record: step_case(record, case.uid, Act.SIGN_JUDGMENT))
    assert clock(case).met_at == house.at


def test_every_period_ends_with_the_case(house: House) -> None:
    case = house.case()
    running(house, case, "fee_plaintiff", house.at, str(case.parties[0].uid))
    step(
        house.judge,
        house.at,
        lambda record: step_case(record, case.uid, Act.LAPSE_UNPAID, holds=["fee_period_over"]),
    )
    assert all(one.met_at for one in clocks_of(case.uid))


# Days that do not count


def test_days_of_an_appraisal_do_not_count(house: House, case: CaseView) -> None:
    excluded(house, case, JAN, date(2027, 1, 13))
    found = clock(case)
    assert found.due == date(2027, 3, 5)
    left_out = next(one for one in found.steps if one.code == "period.days_left_out")
    assert (left_out.law, dict(left_out.facts)["days"]) == ("SI 243; 审限规定 9(6)", "10")
    told = body("days_excluded")
    assert (told["ground"], told["first"], told["last"]) == ("appraisal", "2027-01-04", "2027-01-13")
    renewed = body("clock_renewed")
    assert (renewed["before"], renewed["due"]) == ("2027-02-23", "2027-03-05")
    entry = Entry.objects.get(event="days_excluded")
    assert (entry.case, entry.basis) == (case.uid, "SI 243; 审限规定 9(6)")


def test_each_day_counts_once_whatever_covers_it(house: House, case: CaseView) -> None:
    excluded(house, case, JAN, date(2027, 1, 13))
    excluded(house, case, date(2027, 1, 10), date(2027, 1, 15), ground="jurisdiction_objection")
    assert clock(case).due == date(2027, 3, 7)


def test_an_open_span_stands_still_until_it_is_closed(house: House, case: CaseView) -> None:
    house.clock.at = datetime(2027, 1, 4, 2, tzinfo=UTC)
    incident = excluded(house, case, JAN, None)
    found = clock(case)
    assert (found.stands_since, found.ground, found.due) == (JAN, "appraisal", date(2027, 2, 23))
    assert case.uid not in {uid for uid, (rule, _due, _who) in next_clocks([case.uid]).items() if rule == TRIAL}
    assert not Entry.objects.filter(event="clock_renewed").exists()
    house.clock.forward(days=60)
    end_exclusion(incident, last=date(2027, 3, 1), by=house.judge, at=house.at)
    found = clock(case)
    assert (found.stands_since, found.due) == (None, date(2027, 4, 21))
    assert body("exclusion_ended")["last"] == "2027-03-01"
    with refused("cases.span_closed_before"):
        end_exclusion(incident, last=date(2027, 3, 2), by=house.judge, at=house.at)


def test_two_grounds_may_stand_open_but_not_one_twice(house: House, case: CaseView) -> None:
    today = date(2026, 11, 25)
    house.clock.forward(days=3)
    first = excluded(house, case, today, None)
    excluded(house, case, today, None, ground="settlement")
    with refused("cases.span_open_already"):
        excluded(house, case, today, None)
    end_exclusion(first, last=today, by=house.judge, at=house.at)
    assert clock(case).stands_since == today


@pytest.mark.parametrize(
    ("ground", "first", "last", "why"),
    [
        ("auction", JAN, JAN, "period.ground_unknown"),
        ("", JAN, JAN, "period.ground_unknown"),
        ("x" * 500, JAN, None, "cases.span_not_begun"),
        ("x" * 500, JAN, JAN, "period.ground_unknown"),
        ("appraisal", JAN, date(2027, 1, 3), "period.span_backwards"),
        ("appraisal", date(2027, 3, 1), date(2027, 3, 9), "period.span_outside"),
        ("appraisal", JAN, None, "cases.span_not_begun"),
    ],
)
def test_days_that_the_law_does_not_leave_out_are_refused_and_change_nothing(
    house: House, case: CaseView, ground: str, first: date, last: date | None, why: str
) -> None:
    with refused(why) as found:
        excluded(house, case, first, last, ground=ground)
    assert found[0].law
    assert clock(case).due == date(2027, 2, 23)
    assert not ClockIncident.objects.exists()


def test_a_span_is_not_closed_before_its_end_or_ahead_of_time(house: House, case: CaseView) -> None:
    house.clock.forward(days=3)
    incident = excluded(house, case, date(2026, 11, 25), None)
    with refused("cases.span_not_over"):
        end_exclusion(incident, last=date(2026, 12, 24), by=house.judge, at=house.at)
    with refused("period.span_backwards"):
        end_exclusion(incident, last=date(2026, 11, 24), by=house.judge, at=house.at)


def test_only_the_judge_of_the_case_leaves_days_out(house: House, case: CaseView, president: Actor) -> None:
    for by, why in (
        (house.clerk, "procedure.not_your_act"),
        (president, "procedure.not_your_act"),
        (house.wuhou_judge, "cases.no_such_case"),
        (staff(YUZHONG, Role.JUDGE, "他人"), "cases.not_the_judge_of_this_case"),
    ):
        with refused(why):
            excluded(house, case, JAN, JAN, by=by)


def test_a_ground_that_starts_a_period_anew_does_so(house: House, case: CaseView) -> None:
    row = running(house, case, "evidence_simplified", house.at)
    told = {"ground": "evidence_new_party", "first": date(2026, 12, 1), "last": date(2026, 12, 4)}
    exclude_days(case.uid, row.uid, by=house.judge, at=house.at, **told)  # type: ignore[arg-type]
    assert clock(case, "evidence_simplified").due == date(2026, 12, 16)
    assert ClockIncident.objects.get().last is None
    assert clock(case, "evidence_simplified").stands_since is None, "a new start is no open span"


def test_an_objection_to_jurisdiction_suspends_the_time_for_evidence(house: House, case: CaseView) -> None:
    row = running(house, case, "evidence_simplified", house.at)
    told = {"ground": "evidence_jurisdiction", "first": date(2026, 12, 1), "last": date(2026, 12, 5)}
    exclude_days(case.uid, row.uid, by=house.judge, at=house.at, **told)  # type: ignore[arg-type]
    assert clock(case, "evidence_simplified").due == date(2026, 12, 14), "13 December is a Sunday"


def test_a_fixed_period_and_one_of_hours_refuse_with_the_article(house: House, case: CaseView) -> None:
    fixed = running(house, case, "third_party_revocation", house.at)
    hours = running(house, case, "preservation_urgent", house.at)
    days = {"ground": "appraisal", "first": JAN, "last": JAN, "by": house.judge, "at": house.at}
    more = {"approver": "president", "amount": 1, "unit": "month", "reason": "x", "by": house.judge, "at": house.at}
    for row, why in ((fixed, "period.fixed_stays"), (hours, "period.incident_unfit")):
        with refused(why) as found:
            exclude_days(case.uid, row.uid, **days)  # type: ignore[arg-type]
        assert found[0].law
        with refused(why):
            extend_clock(case.uid, row.uid, **more)  # type: ignore[arg-type]


def test_a_period_that_is_over_or_of_another_case_is_left_alone(house: House, case: CaseView) -> None:
    other = house.case(who=house.lin)
    with refused("cases.no_such_clock"):
        exclude_days(other.uid, clock(case).uid, ground="appraisal", first=JAN, last=JAN, by=house.judge, at=house.at)
    step(OPERATOR, house.at, lambda record: meet_clock(record, case.uid, TRIAL))
    with refused("cases.clock_over"):
        excluded(house, case, JAN, JAN)


# Extensions


def test_an_extension_counts_once_the_president_has_approved_it(house: House, case: CaseView, president: Actor) -> None:
    incident = asked(house, case)
    assert clock(case).due == date(2027, 2, 23)
    assert president.person is not None
    waiting = extensions_asked(house.viewer(president.person), YUZHONG)
    assert [(one.uid, one.reason) for one in waiting] == [(incident, "案情复杂，需要补充鉴定。")]
    assert incidents_of(house.viewer(house.lin.uid), case.uid) == [], "what only waits is the court's own"
    house.clock.forward(days=1)
    decide_extension(incident, approve=True, reference="", by=president, at=house.at)
    found = clock(case)
    assert found.due == date(2027, 3, 23)
    prolonged = dict(next(one for one in found.steps if one.code == "period.prolonged").facts)
    assert (prolonged["by"], prolonged["on"]) == ("本院院长", "2026-11-24")
    row = ClockIncident.objects.get()
    assert (row.decided_by, row.decided_at, row.layer) == (president.person, house.at, Layer.PROCESS)
    assert [one.uid for one in incidents_of(house.viewer(house.lin.uid), case.uid)] == [incident]
    entry = Entry.objects.get(event="extension_approved")
    assert (json.loads(entry.actor)["person"], entry.basis) == (str(president.person), "CPL 164; SI 258")
    with refused("cases.extension_decided_before"):
        decide_extension(incident, approve=False, reference="", by=president, at=house.at)


def test_an_extension_that_is_not_approved_changes_nothing(house: House, case: CaseView, president: Actor) -> None:
    incident = asked(house, case)
    decide_extension(incident, approve=False, reference="", by=president, at=house.at)
    assert clock(case).due == date(2027, 2, 23)
    assert ClockIncident.objects.get().state == IncidentState.REFUSED
    assert Entry.objects.filter(event="extension_refused", case=case.uid).exists()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"amount": 2}, ["period.extension_too_long"]),
        ({"approver": "higher_court"}, ["period.extension_unknown"]),
        ({"approver": "parties"}, ["period.extension_unknown"]),
        ({"amount": 0}, ["period.extension_empty"]),
        ({"amount": 10**12}, ["period.beyond_the_calendar"]),
        ({"unit": "hour"}, ["period.extension_empty"]),
        ({"unit": "fortnight"}, ["period.extension_empty"]),
        ({"approver": "mayor"}, ["period.extension_empty"]),
        ({"reason": "  "}, ["cases.extension_reason_missing"]),
        ({"reason": "", "amount": 9}, ["period.extension_too_long", "cases.extension_reason_missing"]),
    ],
)
def test_an_extension_that_the_law_does_not_know_is_refused(
    house: House, case: CaseView, changed: dict[str, object], why: list[str]
) -> None:
    with refused(*why) as found:
        asked(house, case, **changed)
    assert all(one.law for one in found)
    assert not ClockIncident.objects.exists()


def test_one_extension_waits_at_a_time_and_each_is_used_once(house: House, case: CaseView, president: Actor) -> None:
    incident = asked(house, case)
    with refused("cases.extension_waits"):
        asked(house, case)
    decide_extension(incident, approve=True, reference="", by=president, at=house.at)
    with refused("period.extension_used_up"):
        asked(house, case)


def test_the_court_above_decides_with_the_number_of_its_paper(house: House, case: CaseView, president: Actor) -> None:
    row = running(house, case, "trial_ordinary", house.at)
    with refused("period.extension_order"):
        asked(house, case, "trial_ordinary", approver="higher_court", amount=3)
    first = asked(house, case, "trial_ordinary", amount=6)
    decide_extension(first, approve=True, reference="", by=president, at=house.at)
    second = asked(house, case, "trial_ordinary", approver="higher_court", amount=3)
    with refused("cases.reference_missing"):
        decide_extension(second, approve=True, reference=" ", by=president, at=house.at)
    with refused("cases.number_too_long"):
        decide_extension(second, approve=True, reference="1" * 81, by=president, at=house.at)
    decide_extension(second, approve=True, reference="（2027）渝01审延1号", by=president, at=house.at)
    row.refresh_from_db()
    assert row.due == date(2028, 2, 23), "six months, six and three more"
    assert ClockIncident.objects.get(uid=second).reference == "（2027）渝01审延1号"


def test_what_the_court_itself_may_prolong_holds_at_once(house: House, case: CaseView) -> None:
    row = running(house, case, "evidence_simplified", house.at)
    asked(house, case, "evidence_simplified", approver="court", amount=10, unit="day")
    row.refresh_from_db()
    assert row.due == date(2026, 12, 18)
    assert Entry.objects.get(event="extension_approved").basis == "证据规定 54"
    assert not Entry.objects.filter(event="extension_asked").exists()


def test_an_extension_comes_too_late_when_the_period_has_ended(house: House, case: CaseView, president: Actor) -> None:
    incident = asked(house, case)
    house.clock.at = datetime(2027, 3, 1, 2, tzinfo=UTC)
    with refused("period.extension_untimely"):
        decide_extension(incident, approve=True, reference="", by=president, at=house.at)
    assert clock(case).due == date(2027, 2, 23)


def test_only_a_president_of_the_court_decides(house: House, case: CaseView) -> None:
    incident = asked(house, case)
    for by, why in (
        (house.judge, "procedure.not_your_act"),
        (staff(WUHOU, Role.PRESIDENT, "院长乙"), "cases.no_such_case"),
    ):
        with refused(why):
            decide_extension(incident, approve=True, reference="", by=by, at=house.at)
    with refused("cases.no_such_incident"):
        decide_extension(case.uid, approve=True, reference="", by=house.judge, at=house.at)


# While a period stands still, it is not over


@pytest.fixture
def standing(house: House, case: CaseView) -> UUID:
    """The appraisal began on 1 February and is still going on, three weeks after the day on which the limit was due."""
    house.clock.at = datetime(2027, 2, 1, 2, tzinfo=UTC)
    incident = excluded(house, case, date(2027, 2, 1), None)
    house.clock.at = datetime(2027, 3, 15, 2, tzinfo=UTC)
    return incident


def test_a_period_that_stands_still_is_extended_though_its_old_end_has_passed(
    house: House, case: CaseView, president: Actor, standing: UUID
) -> None:
    decide_extension(asked(house, case), approve=True, reference="", by=president, at=house.at)
    house.clock.forward(days=10)
    end_exclusion(standing, last=date(2027, 3, 20), by=house.judge, at=house.at)
    assert clock(case).due == date(2027, 5, 10)  # 23 February, a month, and 48 days left out


def test_a_second_ground_begins_while_the_period_stands_still_on_the_first(
    house: House, case: CaseView, standing: UUID
) -> None:
    second = excluded(house, case, date(2027, 3, 10), None, ground="settlement")
    house.clock.forward(days=10)
    end_exclusion(standing, last=date(2027, 3, 12), by=house.judge, at=house.at)
    end_exclusion(second, last=date(2027, 3, 20), by=house.judge, at=house.at)
    assert clock(case).due == date(2027, 4, 12)  # 48 days left out, each once


def test_a_ground_that_began_on_the_day_of_docketing_and_goes_on_is_noted(house: House, case: CaseView) -> None:
    house.clock.forward(days=2)
    incident = excluded(house, case, date(2026, 11, 23), None, ground="settlement")
    end_exclusion(incident, last=date(2026, 11, 25), by=house.judge, at=house.at)
    assert clock(case).due == date(2027, 2, 25)  # two days left out: the day of docketing is no part of the period


@pytest.mark.only_on("postgresql")
def test_what_changes_an_incident_holds_its_case_first_as_every_act_does(
    house: House, case: CaseView, president: Actor, standing: UUID
) -> None:
    extension = asked(house, case)
    for do in (
        lambda: decide_extension(extension, approve=True, reference="", by=president, at=house.at),
        lambda: end_exclusion(standing, last=date(2027, 3, 1), by=house.judge, at=house.at),
    ):
        with CaptureQueriesContext(connection) as told:
            do()
        held = [re.search('FROM "(\\w+)"', one["sql"])[1] for one in told if "FOR UPDATE" in one["sql"]]  # type: ignore[index]
        assert held[:3] == ["cases_case", "cases_clock", "cases_clockincident"]
