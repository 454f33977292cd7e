"""The page on which a clerk registers a series of filings by one order and sees how far it is."""

from __future__ import annotations

from django.urls import reverse

from tests.builders import House
from tests.entrances.desk import signed_in
from tongban.cases.models import Case
from tongban.face.articles import cited
from tongban.filing.models import Filing, RegistrationOrder
from tongban.frame.guard import lifted


def test_a_clerk_orders_sees_the_progress_and_stops(house: House) -> None:
    for n in range(5):
        house.filing(loan__amount=str(1000 + n))
    with lifted("test: the machine has no doubt"):
        Filing.objects.update(doubts=[])
    clerk = signed_in(house, house.clerk.person)
    page = reverse("desk:filings_series")
    assert page in clerk.get(reverse("desk:filings")).content.decode()
    shown = clerk.get(page).content.decode()
    assert "林晓梅" in shown
    assert "Register those without doubt (5)" in shown
    order = reverse("desk:filings_series_order", args=[house.lin.uid, "private_lending"])
    assert clerk.post(order).status_code == 302
    assert "0 of 5 registered" in clerk.get(page).content.decode()
    twice = clerk.post(order)
    assert twice.status_code == 422
    assert "These filings are being registered already." in twice.content.decode()
    stop = reverse("desk:filings_series_stop", args=[RegistrationOrder.objects.get().uid])
    assert clerk.post(stop).status_code == 302
    assert clerk.post(order).status_code == 302
    house.work()
    assert Case.objects.count() == 5
    assert "5 of 5 registered" in clerk.get(page).content.decode()
    assert "No plaintiff has many filings" in clerk.get(page).content.decode()


def test_the_page_is_for_those_who_take_filings_in(house: House) -> None:
    assert signed_in(house, house.lin.uid).get(reverse("desk:filings_series")).status_code in {302, 404}
    assert (
        "林晓梅" not in signed_in(house, house.wuhou_clerk.person).get(reverse("desk:filings_series")).content.decode()
    )


def test_what_was_not_registered_names_the_article_of_its_own_reason(house: House) -> None:
    uids = [house.filing(loan__amount=str(1000 + n)) for n in range(5)]
    with lifted("test: the machine has no doubt"):
        Filing.objects.update(doubts=[])
    clerk = signed_in(house, house.clerk.person)
    clerk.post(reverse("desk:filings_series_order", args=[house.lin.uid, "private_lending"]))
    with lifted("test: one was left, on another article than that of the registration"):
        RegistrationOrder.objects.update(left=[[str(uids[0]), [["cases.no_such_case", "在线诉讼规则 38"]]]])
    shown = clerk.get(reverse("desk:filings_series")).content.decode()
    told = shown[shown.index("Not registered:") :][:600]
    assert cited("在线诉讼规则 38") in told
    assert cited("CPL 126") not in told
