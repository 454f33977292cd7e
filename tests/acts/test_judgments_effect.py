"""Appeal periods run from each party's own service; the judgment takes effect the day after the last one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.acts.money import FEE, books
from tests.builders import OPERATOR, YUZHONG, House, step
from tests.rules.test_courts_calendars import FICTIONAL_2027
from tongban.cases.actions.move import step_case
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import Act, CaseView, Stage
from tongban.courts.actions.announcing import announce_year
from tongban.delivery.events import PartyServed
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.fees.vocabulary import RECOVERY, Account
from tongban.judgments.actions import sign_judgment, start_draft
from tongban.judgments.models import Judgment
from tongban.judgments.queries import judgment_seen_by, sheet_section
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.publication.models import Publication
from tongban.register.models import Due, Entry

OFFICE = Actor.office(YUZHONG, "test: the office")
OFF = frozenset({"render_paper", "refresh_sheets", "issue_certificate", "start_periods", "send_dispatch"})


@pytest.fixture
def decided(house: House) -> CaseView:
    case = house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou)
    assert house.judge.person is not None
    start_draft(house.viewer(house.judge.person), case.uid)
    sign_judgment(case.uid, by=house.judge, at=house.at)
    return case_by_uid(case.uid)


def served(house: House, case: CaseView, party: UUID, at: datetime) -> None:
    fact = PartyServed(
        case=case.uid,
        dispatch=new_id(),
        party=party,
        purpose="judgment",
        papers=(),
        channel="portal",
        served_at=at,
        whole_day=False,
    )
    step(OFFICE, house.at, lambda record: record(fact, under="CPL 87", case=case.uid))


def both_served(house: House, case: CaseView) -> None:
    first, second = case.parties
    served(house, case, first.uid, house.at)
    house.clock.forward(days=3)
    served(house, case, second.uid, house.at)
    house.work(without=OFF)
    step(OFFICE, house.at, lambda record: step_case(record, case.uid, Act.NOTE_ALL_SERVED))
    assert house.work(without=OFF) == []


def test_each_party_has_a_period_of_its_own(house: House, decided: CaseView) -> None:
    both_served(house, decided)
    due = {clock.owed_by: clock.due for clock in clocks_of(decided.uid) if clock.rule == "appeal_judgment"}
    first, second = decided.parties
    assert due == {str(first.uid): date(2026, 12, 8), str(second.uid): date(2026, 12, 11)}
    assert Judgment.objects.get().appeal_until == date(2026, 12, 11)


def test_the_judgment_takes_effect_at_midnight_after_the_last_day(house: House, decided: CaseView) -> None:
    both_served(house, decided)
    due = Due.objects.get(reaction="take_effect")
    assert due.not_before == datetime(2026, 12, 11, 16, 0, tzinfo=UTC)
    house.clock.at = due.not_before - timedelta(seconds=1)
    house.work(without=OFF)
    assert case_by_uid(decided.uid).stage is Stage.APPEAL_PERIOD
    house.clock.forward(seconds=1)
    assert house.work(without=OFF) == []
    assert case_by_uid(decided.uid).stage is Stage.EFFECTIVE
    assert Judgment.objects.get().effective_on == date(2026, 12, 12)


def test_a_clock_that_jumps_far_ahead_changes_no_day(house: House, decided: CaseView) -> None:
    both_served(house, decided)
    house.clock.forward(days=60)
    assert house.work(without=OFF) == []
    assert Judgment.objects.get().effective_on == date(2026, 12, 12)
    assert Entry.objects.filter(event="judgment_effective").count() == 1
    assert all(c.met_at for c in clocks_of(decided.uid) if c.rule == "appeal_judgment")
    assert Publication.objects.get().publish_by == date(2026, 12, 22)


def test_an_announced_holiday_moves_the_last_day_and_the_effect(house: House, decided: CaseView) -> None:
    house.clock.at = datetime(2027, 1, 22, 2, tzinfo=UTC)
    both_served(house, decided)
    assert Judgment.objects.get().appeal_until == date(2027, 2, 9)
    announce_year(FICTIONAL_2027.encode(), year=2027, notice="invented", by=OPERATOR, at=house.at)
    assert house.work(without=OFF) == []
    assert Judgment.objects.get().appeal_until == date(2027, 2, 12)
    house.clock.at = datetime(2027, 2, 11, 2, tzinfo=UTC)
    assert house.work(without=OFF) == []
    assert case_by_uid(decided.uid).stage is Stage.APPEAL_PERIOD
    house.clock.at = datetime(2027, 2, 13, 2, tzinfo=UTC)
    assert house.work(without=OFF) == []
    assert Judgment.objects.get().effective_on == date(2027, 2, 13)
    assert Entry.objects.filter(event="judgment_effective").count() == 1


def test_in_small_claims_the_first_judgment_binds_when_all_are_served(house: House) -> None:
    """CPL 165: no appeal is told of, no appeal period runs, and nothing is waited for."""
    case = house.put_at(house.case(loan__amount="20000"), Stage.DELIBERATION, defendant=house.zhou)
    assert house.judge.person is not None
    start_draft(house.viewer(house.judge.person), case.uid)
    sign_judgment(case.uid, by=house.judge, at=house.at)
    assert "appeal" not in Judgment.objects.get().content
    both_served(house, case)
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE
    assert Judgment.objects.get().effective_on == date(2026, 11, 26)
    assert Entry.objects.get(event="judgment_effective").basis == "CPL 158, 165"
    clocks = clocks_of(case.uid)
    assert "appeal_judgment" not in {c.rule for c in clocks}
    assert {c.rule for c in clocks if c.met_at is None} == {"publication_judgment"}
    assert not Due.objects.filter(reaction="take_effect").exists()


def test_the_trial_limit_is_kept_when_the_court_decides(house: House, decided: CaseView) -> None:
    """Not when the judgment takes effect."""
    assert [c.met_at for c in clocks_of(decided.uid) if c.rule == "trial_simplified"] == [house.at]


def test_without_every_service_no_last_day_is_fixed(house: House, decided: CaseView) -> None:
    served(house, decided, decided.parties[0].uid, house.at)
    house.work(without=OFF)
    step(OFFICE, house.at, lambda record: step_case(record, decided.uid, Act.NOTE_ALL_SERVED))
    failed = house.work(without=OFF)
    assert any("judgments.periods_not_running" in line for line in failed)
    assert not Due.objects.filter(reaction="take_effect").exists()


def test_the_sheet_tells_a_party_its_own_last_day(house: House, decided: CaseView) -> None:
    both_served(house, decided)
    judgment = Judgment.objects.get()
    step(OPERATOR, house.at, lambda record: (_pronounce(judgment), record(_served_fact(decided), under="test")))
    viewer, mine = house.viewer(house.lin.uid), decided.parties[0]
    section = sheet_section(viewer, case_by_uid(decided.uid), mine)
    assert section is not None
    assert section["state"] == "pronounced"
    assert section["appeal_until"] == "2026-12-08"
    assert section["appeal_court"] == "重庆市第五中级人民法院"
    assert judgment_seen_by(house.viewer(new_id()), decided.uid) is None


def _pronounce(row: Judgment) -> None:
    Judgment.objects.filter(uid=row.uid).update(layer="case", pronounced_at=row.made_at)


def _served_fact(case: CaseView) -> PartyServed:
    return PartyServed(
        case=case.uid,
        dispatch=new_id(),
        party=case.parties[0].uid,
        purpose="other",
        papers=(),
        channel="portal",
        served_at=case.docketed_at,
        whole_day=False,
    )


def test_a_judgment_in_effect_asks_the_loser_for_the_fee(house: House, decided: CaseView) -> None:
    """交纳办法 29, 53; SI 207: what was asked of the winner in advance is asked of nobody but the loser."""
    both_served(house, decided)
    house.clock.forward(days=60)
    assert house.work(without=OFF) == []
    charges = {charge.period: (charge.payer, charge.state) for charge in Charge.objects.all()}
    plaintiff, defendant = (party.uid for party in decided.parties)
    assert charges == {"fee_plaintiff": (plaintiff, "closed"), RECOVERY: (defendant, "open")}
    assert books() == {Account.DUE: FEE, Account.PREPAID: -FEE}
    assert Entry.objects.filter(event__in=["fee_borne", "fee_recovered"]).count() == 2
    papers = Document.objects.filter(paper="fees/fee_statement").order_by("id")
    told = [json.loads(paper.data) for paper in papers]
    assert [(one["to"], one.get("owed", {}).get("amount")) for one in told] == [("林晓梅", None), ("周志强", "2015.00")]
