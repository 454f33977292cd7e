"""The platform was out of order on the last day of a correction for a court of another platform: the last day moves
where it is handed in, and the competent court counts it by the record that comes with the correction.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.acts.test_cooperation_at_the_competent_court import LATER, deliver, errand, events, outgoing
from tests.acts.test_cooperation_at_the_counter import sent_matter
from tests.acts.test_cooperation_corrections import answered, begun, corrected, correction, request
from tests.builders import FakePeer, House, host, material, refused
from tests.entrances.portal_people import account_of
from tongban.cases.actions.outages import record_outage
from tongban.cooperation.models import Matter
from tongban.cooperation.rules.outages import MOST, moved
from tongban.courts.queries import calendar
from tongban.filing.actions.decide import ask_correction
from tongban.filing.models import Filing
from tongban.helpline.queries import news_of
from tongban.helpline.vocabulary import News
from tongban.kernel.actor import Actor
from tongban.kernel.incidents import Outage
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
DOWN = datetime(2026, 12, 8, 9, tzinfo=UTC)
"""The last day of the correction, in the afternoon."""


# --- where it is handed in ---


@pytest.fixture
def asked(house: House) -> UUID:
    """An errand whose competent court, of another platform, asks for a correction until 8 December."""
    host("川")
    peer = FakePeer().admit()
    matter = sent_matter(house)
    peer.send("filing-answer", request(matter))
    assert house.work(without=LATER) == []
    return matter


def down(house: House, number: str, began: datetime, *, court: str = "") -> None:
    operator = Actor.office("", "the operator's record of an outage")
    hours = {"began_at": began, "ended_at": began + timedelta(hours=2)}
    record_outage(court=court, record_number=number, **hours, by=operator, at=house.at)
    assert house.work(without=LATER) == []


def test_the_last_day_moves_where_it_is_handed_in_and_the_record_travels(house: House, asked: UUID) -> None:
    account_of(house, house.lin.uid)
    house.clock.forward(days=16)
    down(house, "OUT-1", DOWN - timedelta(days=1))
    down(house, "OUT-2", DOWN, court="渝0103")
    assert Matter.objects.get().correct_until == date(2026, 12, 8)
    with refused("cooperating.in_time"):
        corrected(house, asked)
    down(house, "OUT-3", DOWN)
    assert Matter.objects.get().correct_until == date(2026, 12, 9)
    assert events("matter_period_moved") == 1
    told = news_of(house.viewer(house.lin.uid))[0]
    assert (told.kind, told.concerns) == (News.PERIOD_MOVED, asked)
    corrected(house, asked)
    [envelope] = outgoing("filing-correction")
    assert [(one["court"], one["record"]) for one in envelope.body["outages"]] == [("川0107", "OUT-3")]
    assert datetime.fromisoformat(envelope.body["outages"][0]["began_at"]) == DOWN


def test_the_day_after_the_day_to_which_it_moved_is_too_late(house: House, asked: UUID) -> None:
    house.clock.forward(days=16)
    down(house, "OUT-1", DOWN)
    draft = begun(house, asked)
    house.clock.forward(days=1)
    with refused("cooperating.in_time"):
        house.hand_in(draft, helper=house.wuhou_clerk)
    assert outgoing("filing-correction") == []


def test_what_was_in_time_tells_of_no_outage(house: House, asked: UUID) -> None:
    corrected(house, asked)
    assert outgoing("filing-correction")[0].body["outages"] == []


def test_an_outage_on_the_day_to_which_another_moved_it_moves_it_on() -> None:
    """Friday 11 December 2026; the next working day is a Monday."""

    def on(day: int, number: str) -> Outage:
        return Outage(datetime(2026, 12, day, 9, tzinfo=UTC), datetime(2026, 12, day, 11, tzinfo=UTC), number)

    friday, monday, sunday = on(11, "a"), on(14, "b"), on(13, "c")
    until, used = moved(date(2026, 12, 11), [monday, sunday, friday], calendar())
    assert (until, used) == (date(2026, 12, 15), (friday, monday))
    assert moved(date(2026, 12, 11), [monday], calendar()) == (date(2026, 12, 11), ())


# --- at the competent court ---


@pytest.fixture
def sichuan(house: House) -> FakePeer:
    host("渝")
    return FakePeer(slug="sichuan", tree=("川",)).admit()


@pytest.fixture
def open_request(house: House, sichuan: FakePeer) -> dict[str, Any]:
    """An errand for which a correction was asked until 8 December; it is 10 December."""
    scans = material("files.identity"), material("files.iou")
    body = errand(sichuan, scans)
    assert deliver(house, sichuan, body, scans) == []
    ask_correction(Filing.objects.get().uid, ["金额与借条不符"], by=house.clerk, at=house.at)
    assert house.work(without=LATER) == []
    house.clock.forward(days=17)
    return body


def outage(**changed: Any) -> dict[str, Any]:
    told = {"court": "川0107", "began_at": DOWN, "ended_at": DOWN + timedelta(hours=2), "record": "故障〔2026〕3号"}
    return told | changed


NEXT = "2026-12-09T02:00:00+00:00"
"""The morning after the last day."""


def test_the_competent_court_counts_the_outage_where_it_was_handed_in(
    house: House, sichuan: FakePeer, open_request: dict[str, Any]
) -> None:
    sichuan.send("filing-correction", correction(open_request, handed_in_at=NEXT))
    assert house.work(without=LATER) == []
    assert answered() == [["scrutiny.in_time"]]
    sichuan.send("filing-correction", correction(open_request, handed_in_at=NEXT, outages=[outage()]))
    assert house.work(without=LATER) == []
    assert answered()[1] == []
    row = Filing.objects.get()
    assert (row.stage, row.correct_until) == ("under_review", date(2026, 12, 9))
    assert Matter.objects.get().correct_until == date(2026, 12, 9)
    entry = Entry.objects.get(event="peer_outage_counted")
    assert "故障〔2026〕3号" in entry.body
    assert '"peer":"sichuan"' in entry.body
    assert entry.basis.startswith("house rule")


@pytest.mark.parametrize(
    ("outages", "reason"),
    [
        ([outage(began_at=DOWN - timedelta(days=1), ended_at=DOWN - timedelta(hours=20))], "scrutiny.in_time"),
        ([outage(began_at=DOWN - timedelta(days=32))], "cases.outage_too_long"),
        ([outage(ended_at=DOWN - timedelta(hours=1))], "cases.outage_backwards"),
        ([outage(ended_at="2026-12-09T03:00:00+00:00")], "cases.outage_not_over"),
        ([outage(record=" ")], "period.outage_without_record"),
        ([outage(record="x" * 81)], "cooperation.correction_unreadable"),
        ([outage(court="渝0103")], "cooperation.correction_unreadable"),
        ([outage(began_at="yesterday")], "cooperation.correction_unreadable"),
        ([outage()] * (MOST + 1), "cooperation.correction_unreadable"),
        ("none", "cooperation.correction_unreadable"),
    ],
)
def test_an_outage_that_cannot_be_counted_moves_nothing(
    house: House, sichuan: FakePeer, open_request: dict[str, Any], outages: object, reason: str
) -> None:
    sichuan.send("filing-correction", correction(open_request, handed_in_at=NEXT, outages=outages))
    assert house.work(without=LATER) == []
    assert answered() == [[reason]]
    assert (Filing.objects.get().stage, Filing.objects.get().correct_until) == ("correction", date(2026, 12, 8))
    assert events("peer_outage_counted") == 0


def test_a_correction_after_the_day_to_which_the_outage_moved_it_is_late(
    house: House, sichuan: FakePeer, open_request: dict[str, Any]
) -> None:
    late = correction(open_request, handed_in_at="2026-12-09T16:01:00+00:00", outages=[outage()])
    sichuan.send("filing-correction", late)
    assert house.work(without=LATER) == []
    assert answered() == [["scrutiny.in_time"]]


def test_what_was_handed_in_in_time_needs_no_outage_and_counts_from_its_receipt_there(
    house: House, sichuan: FakePeer, open_request: dict[str, Any]
) -> None:
    told = correction(open_request, handed_in_at="2026-12-08T15:59:00+00:00", outages=[outage(record="")])
    sichuan.send("filing-correction", told)
    assert house.work(without=LATER) == []
    assert answered() == [[]]
    assert Filing.objects.get().correct_until == date(2026, 12, 8)
    assert events("peer_outage_counted") == 0
