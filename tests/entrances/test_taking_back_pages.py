"""Taking a filing back through the pages: by whoever filed, at the counter, and what the court's desk sees of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.acts.test_cooperation_at_the_counter import matter_of, peer
from tests.acts.test_filing_taken_back import TOGETHER
from tests.builders import FakePeer, House
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cooperation.actions.forward import check_matter, send_matter
from tongban.dossier.actions.custody import move_item, take_papers
from tongban.dossier.models import Item
from tongban.dossier.vocabulary import Handed
from tongban.filing.actions.decide import accept
from tongban.filing.models import Filing
from tongban.filing.vocabulary import Stage
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
__all__ = ["peer"]
WHY = "对方已经还款。"


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def page_of(filing: UUID) -> str:
    return f"/filed/{filing}/take-back/"


def test_whoever_filed_takes_it_back_from_its_page_and_reads_so_there(house: House) -> None:
    uid, client = house.filing(), browser(house, house.lin.uid)
    assert page_of(uid) in client.get(f"/filings/{uid}/").content.decode()
    asked = client.get(page_of(uid)).content.decode()
    assert "不产生诉讼费用" in asked
    assert 'name="agreed"' not in asked
    done = client.post(page_of(uid), {"reason": WHY}, follow=True)
    assert done.redirect_chain == [(f"/filings/{uid}/", 302)]
    page = done.content.decode()
    assert "立案前已撤回" in page
    assert WHY in page
    assert page_of(uid) not in page
    assert 'class="clock' not in page
    assert "已完成" in client.get("/").content.decode()
    assert client.get(page_of(uid)).status_code == 302, "pressed twice"
    assert client.post(page_of(uid), {"reason": "再来一次"}).status_code == 302
    assert Entry.objects.filter(event="filing_taken_back").count() == 1


def test_for_others_there_is_no_such_page(house: House) -> None:
    uid = house.filing()
    for client in (browser(house, house.zhou.uid), browser(house, house.clerk.person)):
        assert client.get(page_of(uid)).status_code == 404
        assert client.post(page_of(uid), {"reason": WHY}).status_code == 404
    assert browser(house).get(page_of(uid)).status_code == 302
    assert Filing.objects.get(uid=uid).stage == Stage.UNDER_REVIEW


def test_what_was_registered_meanwhile_leads_to_the_case(house: House) -> None:
    uid, client = house.filing(), browser(house, house.lin.uid)
    case = accept(uid, by=house.clerk, at=house.at)
    assert page_of(uid) not in client.get(f"/filings/{uid}/").content.decode()
    for answer in (client.get(page_of(uid)), client.post(page_of(uid), {"reason": WHY})):
        page = answer.content.decode()
        assert "filing.withdrawn_in_the_case" in page
        assert f"/cases/{case.uid}/" in page
        assert "<textarea" not in page


def test_several_say_that_all_of_them_want_it(house: House) -> None:
    uid, client = house.filing(**TOGETHER), browser(house, house.lin.uid)
    page = client.get(page_of(uid)).content.decode()
    assert 'name="agreed"' in page
    assert "黄立新" in page
    no = client.post(page_of(uid), {"reason": WHY})
    assert no.status_code == 422
    assert "filing.others_must_agree" in no.content.decode()
    assert WHY in no.content.decode(), "what was typed is kept"
    assert client.post(page_of(uid), {"reason": "", "agreed": "on"}).status_code == 302
    assert Filing.objects.get(uid=uid).stage == Stage.TAKEN_BACK


def test_the_clerk_works_beside_who_comes_to_the_counter_to_take_it_back(house: House) -> None:
    uid, client = house.filing(), signed_in(house, house.clerk.person)
    beside = reverse("desk:counter_person", args=[house.lin.uid])
    assert beside in client.get(reverse("desk:filing", args=[uid])).content.decode()
    assert client.post(reverse("desk:assist_start", args=[house.lin.uid])).status_code == 302
    assert client.post(page_of(uid), {"reason": WHY}).status_code == 302
    entry = Entry.objects.get(event="filing_taken_back")
    assert entry.person == house.lin.uid
    assert str(house.clerk.person) in entry.actor


def test_the_desk_says_that_it_is_taken_back_and_lists_it_apart(house: House) -> None:
    uid, client = house.filing(), signed_in(house, house.clerk.person)
    browser(house, house.lin.uid).post(page_of(uid), {"reason": WHY})
    page = client.get(reverse("desk:filing", args=[uid])).content.decode()
    assert "Taken back by the plaintiff before registration" in page
    assert WHY in page
    for gone in ("filing_accept", "filing_correct", "filing_refuse", "filing_point"):
        assert reverse(f"desk:{gone}", args=[uid]) not in page
    assert reverse("desk:counter_person", args=[house.lin.uid]) not in page
    address = reverse("desk:filing", args=[uid])
    assert address not in client.get(reverse("desk:filings")).content.decode()
    assert address not in client.get(reverse("desk:inbox")).content.decode()
    assert address in client.get(reverse("desk:filings"), {"queue": "taken_back"}).content.decode()


def test_what_was_handed_over_for_it_is_listed_until_it_is_given_back(house: House) -> None:
    """登记立案 7: the complaint goes back; CPL 69."""
    things = (Handed("借条原件", "original", 1, 1),)
    take_papers(things, person=house.lin.uid, case=None, place="二楼卷柜3", by=house.clerk, at=house.at)
    item, uid = Item.objects.get(), house.filing()
    desk, own = signed_in(house, house.clerk.person), browser(house, house.lin.uid)
    lies = reverse("desk:paper_item", args=[item.uid])
    assert lies not in desk.get(reverse("desk:inbox")).content.decode()
    own.post(page_of(uid), {"reason": ""})
    for address in (reverse("desk:inbox"), reverse("desk:filing", args=[uid])):
        assert lies in desk.get(address).content.decode()
    assert "借条原件" in own.get(f"/filings/{uid}/").content.decode()
    house.clock.forward(hours=1)
    take_papers(
        (Handed("新证据", "copy", 1, 1),), person=house.lin.uid, case=None, place="窗口", by=house.clerk, at=house.at
    )
    move_item(item.uid, "return", who="林晓梅", signed="当面签名", by=house.clerk, at=house.at)
    assert lies not in desk.get(reverse("desk:inbox")).content.decode()
    assert "新证据" not in desk.get(reverse("desk:inbox")).content.decode(), "it came for another filing"
    assert "借条原件" not in own.get(f"/filings/{uid}/").content.decode()


def test_at_the_counter_near_by_it_is_taken_back_until_it_is_sent(house: House, peer: FakePeer) -> None:
    matter, other = matter_of(house), sent_matter_of(house)
    client, here = browser(house, house.lin.uid), f"/errands/{matter}/"
    assert f"{here}take-back/" in client.get(here).content.decode()
    assert "不产生诉讼费用" in client.get(f"{here}take-back/").content.decode()
    done = client.post(f"{here}take-back/", {"reason": WHY}, follow=True)
    assert done.redirect_chain == [(here, 302)]
    assert WHY in done.content.decode()
    assert f"{here}take-back/" not in done.content.decode()
    assert client.get(f"{here}log/").status_code == 286
    assert client.get(f"{here}take-back/").status_code == 302
    assert "不能再从这里撤回" in client.get(f"/errands/{other}/").content.decode()
    no = client.post(f"/errands/{other}/take-back/", {"reason": WHY})
    assert (no.status_code, "cooperation.on_its_way" in no.content.decode()) == (422, True)
    assert browser(house, house.zhou.uid).get(f"{here}take-back/").status_code == 404
    desk = signed_in(house, house.wuhou_clerk.person)
    assert (
        reverse("desk:errand_send", args=[matter])
        not in desk.get(reverse("desk:errand", args=[matter])).content.decode()
    )
    assert reverse("desk:errand", args=[matter]) not in desk.get(reverse("desk:inbox")).content.decode()


def sent_matter_of(house: House) -> UUID:
    """Another errand, which has left."""
    found = house.hand_in(house.draft(loan__amount="555"), helper=house.wuhou_clerk).matter
    assert found
    check_matter(found, by=house.wuhou_clerk, at=house.at)
    send_matter(found, by=house.wuhou_clerk, at=house.at)
    return found
