"""Corrections as people see them: the list, the same pages again, one hand-in; here, and for a court elsewhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.acts.test_cooperation_at_the_counter import answer, sent_matter
from tests.acts.test_cooperation_corrections import LATER
from tests.builders import FakePeer, House, host, picture
from tests.entrances.desk import signed_in
from tongban.cooperation.models import Matter
from tongban.federation.models import Outbound
from tongban.filing.actions.decide import ask_correction
from tongban.filing.models import Draft, Filing
from tongban.register.models import Entry

LIST = "金额与借条不符"


def lin(house: House) -> Client:
    return signed_in(house, house.lin.uid)


def page(client: Client, address: str, **sent: Any) -> str:
    answered = client.post(address, sent, follow=True) if sent else client.get(address)
    assert answered.status_code == 200, address
    return answered.content.decode()


@pytest.fixture
def asked(house: House) -> UUID:
    """A filing here for which corrections are asked."""
    uid = house.filing()
    ask_correction(uid, [LIST], by=house.clerk, at=house.at)
    return uid


@pytest.fixture
def elsewhere(house: House) -> UUID:
    """An errand whose competent court asks for corrections."""
    host("川")
    peer = FakePeer().admit()
    matter = sent_matter(house)
    body = answer(matter, "correction", number="", case=None, findings=[LIST], until="2026-12-08")
    peer.send("filing-answer", body)
    assert house.work(without=LATER) == []
    return matter


def mend(client: Client, subject: UUID) -> str:
    """Mend the amount, add a transfer, and look at all answers; the address of the draft."""
    opened = client.post(reverse("portal:correct", args=[subject]))
    assert opened.status_code == 302
    draft = opened.headers["Location"]
    assert LIST in page(client, draft)
    assert "Which court, and what will it cost?" not in page(client, draft)
    loan = draft + "pages/loan/"
    assert LIST in page(client, loan)
    told = {"loan.amount": "200000", "loan.happened": "2025-03-12", "loan.due": "2025-12-31"}
    page(client, loan, **told, **{"loan.paid_how": "transfer"})
    files = draft + "pages/evidence/"
    before = page(client, files)
    assert "The court has this file." in before
    assert "remove-" not in before
    picture_file = picture()
    picture_file.name = "transfer.png"
    after = page(client, files, **{"files.payment": picture_file, "add": "yes"})
    assert after.count('id="remove-') == 1
    return draft


def test_the_person_mends_the_same_pages_and_hands_in_once(house: House, asked: UUID) -> None:
    client = lin(house)
    assert LIST in page(client, reverse("portal:filing", args=[asked]))
    assert "8 December 2026" in page(client, reverse("portal:filing", args=[asked]))
    assert reverse("portal:filing", args=[asked]) in page(client, reverse("portal:home"))
    draft = mend(client, asked)
    assert "hand in your correction, once" in page(client, draft + "check/")
    assert client.get(draft + "court/").headers["Location"] == draft + "check/"
    for _ in range(2):
        handed = client.post(draft + "hand-in/", {"confirmed": "yes"})
        assert handed.headers["Location"] == draft + "handed-in/"
    assert client.get(draft + "handed-in/").headers["Location"] == reverse("portal:filing", args=[asked])
    row = Filing.objects.get()
    assert (row.stage, row.claim_minor) == ("under_review", 20000000)
    assert Entry.objects.filter(event="filing_corrected").count() == 1
    assert "Corrected; the time to decide runs anew" in page(
        signed_in(house, house.clerk.person), reverse("desk:filing", args=[asked])
    )


def test_a_late_correction_is_refused_with_words_and_what_was_typed_stays(house: House, asked: UUID) -> None:
    client = lin(house)
    draft = mend(client, asked)
    house.clock.forward(days=16)
    late = client.post(draft + "hand-in/", {"confirmed": "yes"})
    assert late.status_code == 422
    assert "The time for the correction is over." in late.content.decode()
    assert Draft.objects.get(corrects=asked).answers["loan.amount"] == "200000"
    assert Filing.objects.get().stage == "correction"


def test_a_correction_that_nobody_asked_for_or_of_somebody_else_cannot_be_begun(house: House, asked: UUID) -> None:
    other = house.filing(loan__amount="7")
    refused = lin(house).post(reverse("portal:correct", args=[other]))
    assert refused.status_code == 422
    assert "The court asks for no correction of this." in refused.content.decode()
    for stranger in (house.zhou.uid, house.clerk.person):
        assert signed_in(house, stranger).post(reverse("portal:correct", args=[asked])).status_code == 404
    assert lin(house).get(reverse("portal:correct", args=[asked])).status_code == 405


def test_at_the_cooperating_court_the_person_reads_mends_and_hands_in_once(house: House, elsewhere: UUID) -> None:
    client = lin(house)
    shown = page(client, reverse("portal:errand", args=[elsewhere]))
    assert LIST in shown
    assert "8 December 2026" in shown
    assert client.get(reverse("portal:errand_log", args=[elsewhere])).status_code == 286
    assert reverse("portal:errand", args=[elsewhere]) in page(client, reverse("portal:home"))
    draft = mend(client, elsewhere)
    assert "重庆市渝中区人民法院" in page(client, draft + "check/")
    for _ in range(2):
        client.post(draft + "hand-in/", {"confirmed": "yes"})
    assert client.get(draft + "handed-in/").headers["Location"] == reverse("portal:errand", args=[elsewhere])
    assert Outbound.objects.filter(kind="filing-correction").count() == 1
    after = page(client, reverse("portal:errand", args=[elsewhere]))
    assert "Correction handed in and sent to the competent court" in after
    assert LIST not in after


def test_the_clerk_at_the_counter_sees_the_list_and_helps_the_person_to_mend(house: House, elsewhere: UUID) -> None:
    clerk = signed_in(house, house.wuhou_clerk.person)
    shown = page(clerk, reverse("desk:errand", args=[elsewhere]))
    assert LIST in shown
    assert "8 December 2026" in shown
    assert "15 days left" in page(clerk, reverse("desk:inbox"))
    clerk.post(reverse("desk:assist_start", args=[house.lin.uid]))
    draft = mend(clerk, elsewhere)
    clerk.post(draft + "hand-in/", {"confirmed": "yes"})
    entry = Entry.objects.get(event="correction_sent")
    assert str(house.lin.uid) in entry.actor
    assert str(house.wuhou_clerk.person) in entry.actor
    assert settings.TONGBAN.slug in entry.actor
    assert Matter.objects.get().stage == "sent"
