"""A party of another platform: papers arrive there when that platform gives its receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.acts.service import NONE, quick_papers
from tests.builders import FakePeer, House
from tongban.cases.models import Party
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import Side
from tongban.delivery.models import Attempt, Dispatch
from tongban.federation.models import Outbound
from tongban.federation.rules.envelope import digest_of
from tongban.frame.guard import lifted

pytestmark = pytest.mark.django_db


def test_papers_arrive_with_the_receipt_of_the_partys_platform(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)
    peer = FakePeer(slug="sichuan", tree=("川",)).admit()
    case = house.case()
    with lifted("test: the plaintiff acts through another platform"):
        Party.objects.filter(case=case.uid, side=Side.PLAINTIFF).update(platform="sichuan")
    away = house.work(without=NONE)
    assert {line.partition(":")[0] for line in away} == {"deliver_envelope"}
    made = {(row.channel, row.state, row.address) for row in Attempt.objects.filter(case=case.uid)}
    assert made == {("portal", "sent", "sichuan")}
    assert set(Dispatch.objects.filter(case=case.uid).values_list("state", flat=True)) == {"under_way"}
    assert "fee_plaintiff" not in {clock.rule for clock in clocks_of(case.uid)}

    arrived_at = house.clock.forward(hours=30)

    def carry(_url: str, token: str, **_: Any) -> str:
        return peer.receipt(token, Outbound.objects.get(digest=digest_of(token)).uid, at=arrived_at)

    monkeypatch.setattr("tongban.federation.actions.send.carry", carry)
    house.clock.forward(minutes=20)
    assert house.work(without=NONE) == []
    dispatches = Dispatch.objects.filter(case=case.uid)
    assert set(dispatches.values_list("state", "served_by", "served_at")) == {("served", "portal", arrived_at)}
    assert all(len(a.evidence) == 64 for a in Attempt.objects.filter(case=case.uid, channel="portal"))
    fee = next(clock for clock in clocks_of(case.uid) if clock.rule == "fee_plaintiff")
    assert fee.started == (arrived_at + timedelta(hours=8)).date()
