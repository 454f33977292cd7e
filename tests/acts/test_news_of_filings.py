"""Nobody waits in silence: what the court did with a filing, and what became of money, is told to whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.acts.service import paid, quick_papers
from tests.builders import WUHOU, House, party
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of
from tongban.fees.actions.refunds import propose_refund
from tongban.fees.models import Charge
from tongban.fees.vocabulary import RefundEvent
from tongban.filing.actions.decide import accept, ask_correction, point_elsewhere, refuse
from tongban.filing.actions.mediate import propose_mediation
from tongban.filing.actions.taking_back import take_back_filing
from tongban.helpline.models import Notice
from tongban.helpline.queries import news_of
from tongban.helpline.vocabulary import News
from tongban.kernel.money import Money

pytestmark = pytest.mark.django_db


def _accept(house: House, uid: UUID) -> None:
    accept(uid, by=house.clerk, at=house.at)


def _correct(house: House, uid: UUID) -> None:
    ask_correction(uid, ["请写明借款的交付方式。"], by=house.clerk, at=house.at)


def _refuse(house: House, uid: UUID) -> None:
    refuse(uid, "CPL 127(1)", by=house.judge, at=house.at)


def _elsewhere(house: House, uid: UUID) -> None:
    point_elsewhere(uid, WUHOU, "被告住所地在该院辖区。", by=house.clerk, at=house.at)


def _mediate(house: House, uid: UUID) -> None:
    propose_mediation(uid, by=house.clerk, at=house.at)


def _take_back(house: House, uid: UUID) -> None:
    take_back_filing(uid, by=party(house.lin.uid), at=house.at)


@pytest.mark.parametrize(
    ("decide", "kind"),
    [
        (_accept, News.REGISTERED),
        (_correct, News.CORRECTION),
        (_refuse, News.REFUSED),
        (_elsewhere, News.OTHER_COURT),
        (_mediate, News.MEDIATION),
        (_take_back, News.TAKEN_BACK),
    ],
)
def test_the_applicant_is_told_what_became_of_a_filing(
    house: House, decide: Callable[[House, UUID], None], kind: News
) -> None:
    account_of(house, house.lin.uid)
    uid = house.filing()
    assert house.work() == []
    assert news_of(house.viewer(house.lin.uid)) == []
    decide(house, uid)
    assert house.work() == []
    assert [(one.kind, one.concerns) for one in news_of(house.viewer(house.lin.uid))] == [(kind, uid)]
    page = signed_in(house, house.lin.uid).get("/account/news/").content.decode()
    assert f"/filings/{uid}/" in page
    assert not Notice.objects.exclude(holder=house.lin.uid).exists()


def test_many_at_once_are_one_message_now_and_one_in_the_morning(house: House) -> None:
    account_of(house, house.lin.uid)
    for number in range(3):
        _accept(house, house.filing(again__why=f"第{number}笔借款"))
    assert house.work() == []
    times = sorted(Notice.objects.filter(kind=News.REGISTERED).values_list("send_at", flat=True))
    assert times[0] == house.at
    assert times[1] == times[2] > house.at
    house.clock.forward(hours=2)
    _accept(house, house.filing(again__why="又一笔借款"))
    assert house.work() == []
    assert Notice.objects.filter(send_at=house.at).count() == 1


def test_who_owes_a_fee_and_whose_money_goes_back_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)
    account_of(house, house.lin.uid)
    account_of(house, house.zhou.uid)
    case = paid(house)
    charge = Charge.objects.get(case=case.uid).uid
    kinds = [one.kind for one in news_of(house.viewer(house.lin.uid))]
    assert kinds.count(News.FEE) == 1
    house.clock.forward(hours=1)
    half = Money(1000)
    day = date(2026, 11, 23)
    propose_refund(charge, RefundEvent.LESS_IS_DUE, effective=day, by=house.clerk, at=house.at, still_due=half)
    assert house.work() == []
    told = news_of(house.viewer(house.lin.uid))[0]
    assert (told.kind, told.concerns) == (News.REFUND, case.uid)
    assert News.FEE not in {one.kind for one in news_of(house.viewer(house.zhou.uid))}
    assert timedelta(0) <= house.at - told.made_at < timedelta(minutes=1)
