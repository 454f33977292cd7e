"""Service that depends on who is served: nobody looks online, no domicile in the country, in a unit, dead by then."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.acts.further import OFF, serve, served, signed
from tests.acts.losses import dies, heir_called, of
from tests.acts.service import NONE, letter_of, paid, quick_papers
from tests.acts.test_delivery_by_hand import FORM, certificate_of, defence_of, open_tasks
from tests.builders import House, id_number, refused, step
from tests.entrances.portal_people import account_of
from tongban.cases.actions.move import step_case
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import Act, CaseView, ClockView, Side, Stage
from tongban.delivery.actions.addresses import note_address
from tongban.delivery.actions.dispatch import order, papers_of
from tongban.delivery.actions.letters import hand_to_post, note_slip
from tongban.delivery.actions.units import hand_on, note_unit_slip
from tongban.delivery.models import Attempt, Dispatch, DispatchPaper
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.judgments.models import Judgment
from tongban.judgments.rules.text import paragraphs
from tongban.kernel.actor import Actor
from tongban.people.actions.counter import prove_at_counter

pytestmark = pytest.mark.django_db
PRISON = {"unit": "prison", "name": "示例监狱", "address": "重庆市示例区示例路9号"}
HEIR = {"name": "周小河", "id_number": id_number(42)}


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def clock_of(case: CaseView, rule: str, name: str = "周志强") -> ClockView:
    return next(c for c in clocks_of(case.uid) if (c.rule, c.owed_by) == (rule, str(of(case, name).uid)))


def signed_on(house: House, case: CaseView, day: date) -> None:
    """The letter with the complaint reached the defendant on this day."""
    hand_to_post(letter_of(case).uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    house.clock.forward(days=4)
    note_slip(letter_of(case).uid, day=day, signer="周志强", by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []


def says(house: House, case: CaseView, domicile: str) -> None:
    """The defendant's form on paper, with what it says of the domicile."""
    told = {"withheld": False, "choice": "", "told": True, "by": house.clerk, "at": house.at, **FORM}
    note_address(case.uid, of(case, "周志强").uid, **told, domicile=domicile)  # type: ignore[arg-type]


# Nobody looks online


def test_who_filed_at_the_counter_without_an_account_gets_paper(house: House) -> None:
    """CPL 90: what lies where nobody can look is not received with certainty, whatever was ticked."""
    prove_at_counter(house.lin.uid, by=house.clerk, at=house.at)
    case = paid(house)
    lin = of(case, "林晓梅").uid
    assert set(Attempt.objects.filter(dispatch__party=lin).values_list("channel", flat=True)) == {"letter"}
    account_of(house, house.lin.uid)
    paper = papers_of(Dispatch.objects.filter(party=lin).earliest("id"))
    office = Actor.office(case.court, "test: the office")
    step(office, house.at, lambda record: order(record, case.uid, paper, lin, "other"))
    assert house.work(without=NONE) == []
    assert Dispatch.objects.filter(party=lin).latest("id").served_by == "portal"


# No domicile in the country


def test_who_is_sued_abroad_answers_within_thirty_days_and_every_paper_says_so(house: House) -> None:
    """CPL 285."""
    abroad = {"defendant__where": "abroad", "defendant__address": "新加坡示例路1号"}
    case = paid(house, house.case(**abroad, plaintiff__division="500103"))
    assert of(case, "周志强").abroad
    assert not of(case, "林晓梅").abroad
    assert json.loads(Document.objects.get(kind="defence_notice").data)["defence_days"] == 30
    assert json.loads(Document.objects.get(kind="join_letter").data)["until"] == "2026-12-23"
    signed_on(house, case, date(2026, 11, 25))
    clock = clock_of(case, "defence")
    assert (clock.due, clock.article, clock.counted_as) == (date(2026, 12, 25), "CPL 285", "defence_foreign")


def test_a_domicile_abroad_told_later_lengthens_what_runs_and_no_other_period(house: House) -> None:
    case = paid(house)
    signed_on(house, case, date(2026, 11, 25))
    before = clock_of(case, "defence")
    assert (before.due, before.article) == (date(2026, 12, 10), "CPL 128")
    says(house, case, "abroad")
    after = clock_of(case, "defence")
    assert (after.uid, after.due, after.article) == (before.uid, date(2026, 12, 25), "CPL 285")
    says(house, case, "")
    assert of(case, "周志强").abroad, "a form that says nothing of it changes nothing"
    says(house, case, "here")
    assert not of(case, "周志强").abroad
    assert clock_of(case, "defence").due == after.due, "what was told stays"


def test_each_party_appeals_in_its_own_time_and_the_judgment_waits_for_the_last(house: House) -> None:
    """CPL 286; SI 536."""
    case = house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou)
    says(house, case, "abroad")
    case = signed(house, case)
    content = Judgment.objects.get().content
    assert content["appeal"] == {"days": 15, "days_abroad": 30, "court": "重庆市第五中级人民法院"}
    assert any("（在中华人民共和国领域内没有住所的当事人为三十日内）" in one.text for one in paragraphs(content))
    for one in case.parties:
        serve(house, case, one.uid)
    office = Actor.office(case.court, "test: the office")
    step(office, house.at, lambda record: step_case(record, case.uid, Act.NOTE_ALL_SERVED))
    assert house.work(without=OFF) == []
    assert clock_of(case, "appeal_judgment", "林晓梅").due == date(2026, 12, 8)
    abroad = clock_of(case, "appeal_judgment")
    assert (abroad.due, abroad.article) == (date(2026, 12, 23), "CPL 286")
    assert Judgment.objects.get().appeal_until == date(2026, 12, 23)


# Through a unit


def test_what_the_unit_hands_on_is_served_on_the_day_of_the_recipients_signature(house: House) -> None:
    """CPL 93, 94."""
    case = paid(house)
    house.clock.forward(days=2)
    dispatch = defence_of(case)
    with refused("delivery.unit_kind_missing", "delivery.unit_unnamed", "delivery.unit_unnamed"):
        hand_on(dispatch.uid, unit="school", name=" ", address="", by=house.clerk, at=house.at)
    hand_on(dispatch.uid, **PRISON, by=house.clerk, at=house.at)
    letter = json.loads(Document.objects.get(kind="handing_on").data)
    assert (letter["to"], letter["recipient"], letter["article"]) == ("示例监狱", "周志强", "第九十三条")
    way = Attempt.objects.get(dispatch=dispatch, channel="unit")
    house.clock.forward(days=6)
    for day, reason in (
        (date(2026, 11, 24), "delivery.slip_before_posting"),
        (date(2026, 12, 2), "delivery.slip_ahead"),
    ):
        with refused(reason):
            note_unit_slip(way.uid, end="signed", day=day, by=house.clerk, at=house.at)
    note_unit_slip(way.uid, end="signed", day=date(2026, 11, 27), by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    one = defence_of(case)
    assert (one.state, one.served_by, one.law) == ("served", "unit", "CPL 94")
    assert clock_of(case, "defence").started == date(2026, 11, 27)
    assert "示例监狱" not in json.dumps(certificate_of(one), ensure_ascii=False), "the other side reads it, too"
    with refused("delivery.letter_not_at_this_state"):
        note_unit_slip(way.uid, end="signed", day=date(2026, 11, 28), by=house.clerk, at=house.at)


def test_what_the_unit_could_not_hand_on_is_a_task(house: House) -> None:
    case = paid(house)
    hand_on(defence_of(case).uid, **PRISON, by=house.clerk, at=house.at)
    with lifted("test: no letter is under way"):
        Attempt.objects.filter(dispatch=defence_of(case), channel="letter").update(state="failed")
    way = Attempt.objects.get(channel="unit")
    note_unit_slip(way.uid, end="unit_not_there", day=date(2026, 11, 23), by=house.clerk, at=house.at)
    assert (defence_of(case).state, open_tasks(defence_of(case))) == ("undelivered", {"next_way"})


def test_an_organisation_is_served_through_no_unit(house: House) -> None:
    case = paid(house)
    with lifted("test: a company is sued"):
        Party.objects.filter(case=case.uid, side=Side.DEFENDANT).update(kind="legal")
    with refused("delivery.unit_of_nobody"):
        hand_on(defence_of(case).uid, **PRISON, by=house.clerk, at=house.at)


# Dead by then


def test_what_counted_as_served_after_the_death_is_a_task_and_its_periods_never_ran(house: House) -> None:
    """SI 55: the death was noted after the slip."""
    case = paid(house)
    signed_on(house, case, date(2026, 11, 25))
    assert clock_of(case, "defence").met_at is None
    dies(house, case, "周志强", day="2026-11-25")
    assert house.work(without=NONE) == []
    one = defence_of(case)
    assert (one.state, one.served_at, open_tasks(one)) == ("undelivered", None, {"addressee_dead"})
    assert letter_of(case).why == "addressee_dead"
    dead = str(of(case, "周志强").uid)
    assert not [
        c.rule for c in clocks_of(case.uid) if c.owed_by == dead and c.rule in ("defence", "evidence_simplified")
    ]
    heir = heir_called(house, case, "周志强", **HEIR)
    assert house.work(without=NONE) == []
    assert Dispatch.objects.get(uid=one.uid).state == "left"
    assert Dispatch.objects.filter(party=heir, purpose="defence").exists()
    assert not [c.rule for c in clocks_of(case.uid) if c.owed_by == str(heir)], "until the heir is served"


def test_what_arrived_before_the_death_stays_served(house: House) -> None:
    case = paid(house)
    signed_on(house, case, date(2026, 11, 25))
    dies(house, case, "周志强", day="2026-11-26")
    assert house.work(without=NONE) == []
    assert defence_of(case).state == "served"
    assert clock_of(case, "defence").due == date(2026, 12, 10)


def test_a_judgment_that_came_after_the_death_binds_nobody_before_the_heirs_could_appeal(house: House) -> None:
    case = served(house)
    zhou, paper = of(case, "周志强"), Judgment.objects.get().document
    assert paper is not None
    with lifted("test: the service of which the fact tells"):
        at = {"layer": "case", "court": case.court, "case": case.uid}
        row = Dispatch.objects.create(
            **at, party=zhou.uid, purpose="judgment", state="served", ordered_at=house.at, served_at=house.at
        )
        DispatchPaper.objects.create(dispatch=row, document=paper, order=1)
        Attempt.objects.create(
            **at, dispatch=row, channel="portal", state="arrived", queued_at=house.at, arrived_at=house.at
        )
    dies(house, case, "周志强", day="2026-11-23")
    assert house.work(without=OFF) == []
    assert open_tasks(row) == {"addressee_dead"}
    house.clock.forward(days=20)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is Stage.APPEAL_PERIOD
    heir = heir_called(house, case, "周志强", **HEIR)
    serve(house, case, heir, paper)
    due = next(c.due for c in clocks_of(case.uid) if (c.rule, c.owed_by) == ("appeal_judgment", str(heir)))
    assert due == Judgment.objects.get().appeal_until == date(2026, 12, 28)
    house.clock.forward(days=16)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is Stage.EFFECTIVE
