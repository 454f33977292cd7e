"""The pages on which courts serve and print papers for each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.acts.service import letter_of, paid, picture, quick_papers
from tests.builders import WUHOU, YUZHONG, House, staff
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.models import LogEntry, ServiceErrand
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.evidence.actions.removal import ask_removal
from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db

LATER = frozenset({"deliver_envelope"})
VISIT = {
    "day": "2026-11-24",
    "place": "home",
    "end": "signed",
    "taker": "recipient",
    "taker_name": "周志强",
    "officers": "陈静",
    "state_secret": "no",
}


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.fixture
def case(house: House) -> CaseView:
    """A case whose defendant waits for the papers."""
    found = paid(house)
    house.clock.forward(days=1)
    return found


def defence_of(case: CaseView) -> Dispatch:
    return Dispatch.objects.filter(case=case.uid, purpose="defence").latest("id")


def entrusted(house: House, case: CaseView) -> tuple[Client, ServiceErrand]:
    """The clerk at Yuzhong asks Wuhou on the page; gives the browser of Wuhou's clerk and its row."""
    ours = signed_in(house, house.clerk.person)
    page = reverse("desk:service_entrust", args=[case.uid, defence_of(case).uid])
    assert ours.post(page, {"court": WUHOU}).status_code == 302
    assert house.work(without=LATER) == []
    return signed_in(house, house.wuhou_clerk.person), ServiceErrand.objects.get(outgoing=False)


def text(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"desk:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_asked_court_prints_all_that_waits_and_notes_it(house: House, case: CaseView) -> None:
    theirs, row = entrusted(house, case)
    page = text(theirs, "entrusted")
    assert "周志强" in page
    assert "1 errand was not printed yet." in page
    answer = theirs.get(linked(theirs, reverse("desk:entrusted_print")))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert theirs.post(reverse("desk:entrusted_printed"), {"errand": [str(row.uid)]}).status_code == 302
    page = text(theirs, "entrusted")
    assert "Nothing waits to be printed." in page
    assert theirs.get(linked(theirs, reverse("desk:entrusted_print"))).status_code == 404
    assert "Papers printed: " in text(theirs, "errand_service", row.uid)
    again = theirs.post(reverse("desk:entrusted_printed"), {"errand": ["nothing"]})
    assert again.status_code == 422


def test_a_visit_is_noted_and_both_courts_read_one_log(house: House, case: CaseView) -> None:
    theirs, row = entrusted(house, case)
    page = reverse("desk:errand_visit", args=[row.uid])
    assert theirs.get(page).status_code == 200
    wrong = theirs.post(page, VISIT | {"taker_name": "林晓梅"})
    assert wrong.status_code == 422
    assert "The other side cannot take papers" in wrong.content.decode()
    assert theirs.post(page, VISIT | {"files": picture()}).status_code == 302
    assert house.work(without=LATER) == []
    ours = signed_in(house, house.clerk.person)
    asked = ServiceErrand.objects.get(outgoing=True)
    for client, uid in ((theirs, row.uid), (ours, asked.uid)):
        shown = text(client, "errand_service", uid)
        assert "Served on 2026-11-24" in shown
        assert "The answer counts in the case of the court that asked" in shown
        assert "送达回证" in shown
    assert defence_of(case).state == "served"
    assert reverse("desk:errand_service", args=[asked.uid]) in text(ours, "service_one", case.uid, defence_of(case).uid)
    row.refresh_from_db()
    for file in row.result["files"]:
        href = reverse("desk:errand_service_file", args=[row.uid, file["sha256"]])
        assert b"".join(theirs.get(linked(theirs, href)).streaming_content)
        other = reverse("desk:errand_service_file", args=[row.uid, "0" * 64])
        assert theirs.get(linked(theirs, other)).status_code == 404


def test_a_line_of_another_platform_that_tells_too_little_is_shown(house: House, case: CaseView) -> None:
    theirs, row = entrusted(house, case)
    with lifted("test: what another platform wrote"):
        for what in ("posted", "served", "letters_printed", "checked"):
            LogEntry.objects.create(
                matter=row.errand, at=house.at, court=YUZHONG, what=what, facts={"until": "2026-13-45"}
            )
    assert "Served on " in text(theirs, "errand_service", row.uid)


def test_what_is_owed_stays_on_the_list_however_much_was_answered(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs, row = entrusted(house, case)
    with lifted("test: what was answered later"):
        for day in (1, 2):
            ServiceErrand.objects.create(
                errand=new_id(),
                attempt=new_id(),
                outgoing=False,
                layer=row.layer,
                court=row.court,
                kind="service",
                stage="answered",
                from_court=row.from_court,
                to_court=row.to_court,
                package=row.package,
                asked_at=house.at + timedelta(days=day),
                answered_at=house.at + timedelta(days=day),
            )
    monkeypatch.setattr("tongban.cooperation.queries.service.PAGE", 1)
    page = text(theirs, "entrusted")
    assert reverse("desk:errand_service", args=[row.uid]) in page
    assert "Answered (1)" in page


def test_what_may_be_a_state_secret_is_handed_out_by_no_errand(house: House, case: CaseView) -> None:
    theirs, row = entrusted(house, case)
    assert theirs.post(reverse("desk:errand_visit", args=[row.uid]), VISIT | {"files": picture()}).status_code == 302
    assert house.work(without=LATER) == []
    row.refresh_from_db()
    digest = next(file["sha256"] for file in row.result["files"] if file["question"] == "files")
    href = reverse("desk:errand_service_file", args=[row.uid, digest])
    assert href in text(theirs, "errand_service", row.uid)
    record = Document.objects.get(kind="visit_record", title="送达过程记录")
    ask_removal(record.uid, reason="封面标有密级标志。", by=house.clerk, at=house.at)
    assert href not in text(theirs, "errand_service", row.uid)
    assert theirs.get(linked(theirs, href)).status_code == 404


def test_posted_and_signed_for_on_the_pages(house: House, case: CaseView) -> None:
    theirs, row = entrusted(house, case)
    posted = reverse("desk:errand_posted", args=[row.uid])
    assert theirs.post(posted, {"day": "", "number": ""}).status_code == 422
    assert theirs.post(posted, {"day": "2026-11-29", "number": "EMS7"}).status_code == 422
    assert theirs.post(posted, {"day": "2026-11-24", "number": "EMS7"}).status_code == 302
    page = reverse("desk:errand_letter", args=[row.uid])
    assert theirs.post(page, {"outcome": "signed", "day": "2026-11-24"}).status_code == 422
    told = {"outcome": "signed", "day": "2026-11-24", "signer": "周志强", "state_secret": "no", "reason": "moved"}
    assert theirs.post(page, told).status_code == 302
    row.refresh_from_db()
    assert row.result["told"]["reason"] is None, "what was signed for did not come back"
    assert house.work(without=LATER) == []
    assert defence_of(case).served_by == "entrusted"


def test_a_letter_is_printed_elsewhere_from_its_page_and_sent_back(house: House, case: CaseView) -> None:
    ours, letter = signed_in(house, house.clerk.person), letter_of(case).uid
    page = reverse("desk:letter_elsewhere", args=[letter])
    assert ours.post(page, {"court": "川9999"}).status_code == 422
    assert ours.post(page, {"court": WUHOU}).status_code == 302
    assert house.work(without=LATER) == []
    shown = text(ours, "letter", letter)
    assert "Another court prints and posts this letter." in shown
    assert "Handed to the post</" not in shown
    assert reverse("desk:letter", args=[letter]) not in text(ours, "letters")
    theirs, row = signed_in(house, house.wuhou_clerk.person), ServiceErrand.objects.get(outgoing=False)
    assert "Handed over at the counter" in text(theirs, "errand_service", row.uid)
    back = reverse("desk:errand_sent_back", args=[row.uid])
    assert theirs.post(back, {"why": "no reason"}).status_code == 422
    assert theirs.post(back, {"why": "not_fetched"}).status_code == 302
    assert house.work(without=LATER) == []
    assert "Handed to the post" in text(ours, "letter", letter)


def test_who_does_no_errands_and_other_courts_find_no_page(house: House, case: CaseView) -> None:
    theirs, row = entrusted(house, case)
    president = signed_in(house, staff(WUHOU, Role.PRESIDENT, "卫国").person)
    liaison = signed_in(house, staff(WUHOU, Role.LIAISON, "蒋欣").person)
    assert "周志强" in text(liaison, "errand_service", row.uid)
    for client in (
        president,
        signed_in(house, house.wuhou_judge.person),
        signed_in(house, house.clerk.person),
        signed_in(house, house.lin.uid),
    ):
        for name in ("errand_service", "errand_visit", "errand_letter", "errand_print"):
            href = reverse(f"desk:{name}", args=[row.uid])
            assert client.get(linked(client, href)).status_code == 404
        assert client.post(reverse("desk:errand_sent_back", args=[row.uid]), {"why": "not_here"}).status_code == 404
    asked = ServiceErrand.objects.get(outgoing=True)
    judge = signed_in(house, house.judge.person)
    assert f'href="{reverse("desk:errands")}"' not in text(judge, "entrusted"), "errands are no page of a judge"
    assert theirs.get(reverse("desk:errand_service", args=[asked.uid])).status_code == 404
    ours = signed_in(house, house.clerk.person)
    assert ours.get(reverse("desk:errand_visit", args=[asked.uid])).status_code == 404
    assert row.due == date(2026, 12, 4)


def test_papers_are_called_back_by_a_button_of_their_page(house: House, case: CaseView) -> None:
    theirs, row = entrusted(house, case)
    own = ServiceErrand.objects.get(outgoing=True)
    ours, address = signed_in(house, house.clerk.person), reverse("desk:errand_call_back", args=[own.uid])
    assert address in text(ours, "errand_service", own.uid)
    assert theirs.post(reverse("desk:errand_call_back", args=[row.uid])).status_code == 404
    assert ours.post(address).status_code == 302
    assert address not in text(ours, "errand_service", own.uid)
    assert house.work(without=LATER) == []
    for client, uid in ((ours, own.uid), (theirs, row.uid)):
        page = text(client, "errand_service", uid)
        assert "Called back by the court that had asked" in page
        assert "Given back: nothing was served" in page
    assert ours.post(address).status_code == 422
