"""Many filings of one plaintiff are registered by one order, in the background, each once, also after a kill."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from tests.builders import OPERATOR, House, party, refused, step
from tongban.cases.models import Case
from tongban.filing.actions import series
from tongban.filing.actions.decide import accept, ask_correction
from tongban.filing.actions.series import advance_registration, order_registration, stop_registration
from tongban.filing.models import Filing, RegistrationOrder
from tongban.filing.queries.series import orders_at, series_at
from tongban.filing.vocabulary import OrderStage, Stage
from tongban.frame.guard import lifted
from tongban.people.actions.register import end_appointment
from tongban.people.vocabulary import Role
from tongban.register.models import Entry
from tongban.register.queries import entry_view
from tongban.register.vocabulary import DueWork

KIND = "private_lending"


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two filings a piece of work, so that a few make several pieces."""
    monkeypatch.setattr(series, "CHUNK", 2)


def filings(house: House, number: int) -> list[UUID]:
    """So many filings of Lin, in which the machine has no doubt."""
    found = [house.filing(loan__amount=str(1000 + n)) for n in range(number)]
    with lifted("test: the machine has no doubt"):
        Filing.objects.update(doubts=[])
    return found


def ordered(house: House) -> RegistrationOrder:
    order_registration(house.lin.uid, KIND, by=house.clerk, at=house.at)
    return RegistrationOrder.objects.get()


def test_one_order_registers_them_all_each_by_an_act_of_its_own(house: House) -> None:
    uids = filings(house, 5)
    order = ordered(house)
    assert Case.objects.count() == 0
    assert house.work() == []
    assert Case.objects.count() == 5
    assert set(Filing.objects.filter(stage=Stage.ACCEPTED).values_list("uid", flat=True)) == set(uids)
    [seen] = orders_at(house.viewer(house.clerk.person), order.court)  # type: ignore[arg-type]
    assert (seen.stage, seen.meant, seen.registered, seen.left) == (OrderStage.DONE, 5, 5, ())
    assert orders_at(house.viewer(house.judge.person), order.court) == [seen]  # type: ignore[arg-type]
    accepted = Entry.objects.filter(event="filing_accepted")
    assert {json.loads(entry.actor)["person"] for entry in accepted} == {str(house.clerk.person)}
    assert set(Case.objects.values_list("clerk", flat=True)) == {house.clerk.person}
    assert Entry.objects.filter(event="registration_advanced").count() == 2


def test_what_has_a_doubt_what_is_with_the_plaintiff_and_what_came_later_stays(house: House) -> None:
    uids = filings(house, 4)
    with lifted("test: the machine doubts one"):
        Filing.objects.filter(uid=uids[0]).update(doubts=["scrutiny.alike"])
    ask_correction(uids[1], ["借条"], by=house.clerk, at=house.at)
    order = ordered(house)
    assert order.meant == 2
    house.clock.forward(minutes=1)
    late = house.filing(loan__amount="9000")
    with lifted("test: the machine has no doubt"):
        Filing.objects.filter(uid=late).update(doubts=[])
    house.work()
    stages = {uid: Filing.objects.get(uid=uid).stage for uid in [*uids, late]}
    assert stages == {
        uids[0]: Stage.UNDER_REVIEW,
        uids[1]: Stage.CORRECTION,
        uids[2]: Stage.ACCEPTED,
        uids[3]: Stage.ACCEPTED,
        late: Stage.UNDER_REVIEW,
    }


def test_after_a_kill_in_the_middle_the_next_process_goes_on_and_registers_nothing_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    filings(house, 5)
    ordered(house)
    calls: list[UUID] = []

    def dies(filing: UUID, **told: object) -> object:
        if len(calls) == 3:
            calls.append(filing)
            raise KeyboardInterrupt
        calls.append(filing)
        return accept(filing, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(series, "accept", dies)
    with pytest.raises(KeyboardInterrupt):
        house.work()
    assert Case.objects.count() == 3
    monkeypatch.setattr(series, "accept", accept)
    house.clock.forward(hours=1)
    house.work()
    assert Case.objects.count() == 5
    assert RegistrationOrder.objects.get().stage == OrderStage.DONE
    assert Case.objects.values("number").distinct().count() == 5


def test_what_somebody_else_decides_meanwhile_is_left_and_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    uids = sorted(filings(house, 3))
    ordered(house)

    def raced(filing: UUID, **told: object) -> object:
        if filing == uids[1]:
            ask_correction(filing, ["借条"], by=house.judge, at=house.at)
        return accept(filing, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(series, "accept", raced)
    house.work()
    order = RegistrationOrder.objects.get()
    assert order.stage == OrderStage.DONE
    assert order.left == [[str(uids[1]), [["scrutiny.not_at_this_stage", "CPL 126"]]]]
    assert Case.objects.count() == 2


def test_an_order_is_stopped_and_the_rest_waits(house: House) -> None:
    filings(house, 3)
    order = ordered(house)
    with refused("scrutiny.no_such_order"):
        stop_registration(order.uid, by=house.wuhou_clerk, at=house.at)
    stop_registration(order.uid, by=house.judge, at=house.at)
    house.work()
    assert Case.objects.count() == 0
    with refused("scrutiny.no_such_order"):
        stop_registration(order.uid, by=house.clerk, at=house.at)
    # And a new one may be given.
    ordered_again = order_registration(house.lin.uid, KIND, by=house.judge, at=house.at)
    house.work()
    assert Case.objects.count() == 3
    assert ordered_again != order.uid


def test_who_serves_no_more_registers_nothing(house: House) -> None:
    filings(house, 2)
    ordered(house)
    person = house.clerk.person
    assert person
    step(
        OPERATOR,
        house.at,
        lambda record: end_appointment(record, person=person, role=Role.CLERK, court=house.clerk.court),
    )
    house.clock.forward(seconds=1)
    house.work()
    assert Case.objects.count() == 0
    assert RegistrationOrder.objects.get().stage == OrderStage.STOPPED


def test_nobody_orders_twice_nothing_or_in_another_function(house: House) -> None:
    with refused("scrutiny.series_empty"):
        order_registration(house.lin.uid, KIND, by=house.clerk, at=house.at)
    filings(house, 2)
    with refused("scrutiny.series_empty"):
        order_registration(house.lin.uid, KIND, by=house.wuhou_clerk, at=house.at)
    with refused("scrutiny.not_your_act"):
        order_registration(house.lin.uid, KIND, by=party(house.lin.uid), at=house.at)
    ordered(house)
    with refused("scrutiny.series_running"):
        order_registration(house.lin.uid, KIND, by=house.judge, at=house.at)


def test_work_that_comes_twice_finds_nothing_to_do(house: House) -> None:
    filings(house, 2)
    ordered(house)
    house.work()
    entry = Entry.objects.get(event="registration_ordered")
    again = DueWork(id=0, entry_id=entry.id, reaction="advance_registration", entry=entry_view(entry), now=house.at)
    advance_registration(again)
    assert Case.objects.count() == 2


def test_the_list_shows_series_to_the_court_and_to_nobody_else(house: House) -> None:
    filings(house, 5)
    viewer = house.viewer(house.clerk.person)  # type: ignore[arg-type]
    [one] = series_at(viewer, house.clerk.court)
    assert (one.name, one.filings, one.clean) == ("林晓梅", 5, 5)
    assert series_at(house.viewer(house.wuhou_clerk.person), house.clerk.court) == []  # type: ignore[arg-type]
    ordered(house)
    assert orders_at(house.viewer(house.wuhou_clerk.person), house.clerk.court) == []  # type: ignore[arg-type]
    assert orders_at(house.viewer(house.lin.uid), house.clerk.court) == []
