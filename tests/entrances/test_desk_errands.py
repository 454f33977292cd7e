"""Errands at the desk: check, send, one log with its clock, the answer, remote printing."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from tests.builders import WUHOU, FakePeer, House, furnish, staff
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.access.vocabulary import Layer
from tongban.cooperation.models import CaseSheet, LogEntry, Matter
from tongban.desk import files
from tongban.documents.actions.blobs import keep_blob
from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

PAPER = b"%PDF-1.4 invented"


@pytest.fixture
def sichuan(db: None) -> House:
    """Sichuan alone; Chongqing is a peer."""
    house = furnish("川")
    FakePeer().admit()
    return house


def errand(house: House) -> UUID:
    found = house.hand_in(house.draft(), helper=house.wuhou_clerk).matter
    assert found
    return found


def answered(matter: UUID) -> str:
    """The errand as if Chongqing had taken the case and shown the applicant a paper and a file of the other side."""
    kept, other, case = keep_blob(PAPER), keep_blob(PAPER + b"!"), new_id()
    row = Matter.objects.get(uid=matter)

    def paper(code: str, sha256: str) -> dict[str, object]:
        file = {"sha256": sha256, "size": 17, "media_type": "application/pdf", "name": "受理案件通知书.pdf"}
        return {"title": "受理案件通知书", "code": code, "files": [file]}

    with lifted("test: an answer that came by envelope"):
        Matter.objects.filter(uid=matter).update(
            stage="answered", answer={"answer": "accepted", "number": "（2026）渝0103民初1号", "case": str(case)}
        )
        CaseSheet.objects.create(
            of_case=case,
            holder=row.applicant,
            layer=Layer.OWN,
            case=case,
            peer=row.peer,
            number="（2026）渝0103民初1号",
            content={"papers": [paper("TB-1", kept.sha256), paper("", other.sha256)]},
            edition=1,
            sent_at=row.handed_in_at,
        )
    return kept.sha256


def test_the_counter_checks_then_sends_and_the_clock_of_fifteen_minutes_is_shown(sichuan: House) -> None:
    matter = errand(sichuan)
    client = signed_in(sichuan, sichuan.wuhou_clerk.person)
    page = client.get(reverse("desk:errand", args=[matter])).content.decode()
    assert "Identity and papers checked" in page
    assert "Send to the competent court" not in page
    page = client.post(reverse("desk:errand_check", args=[matter]), follow=True).content.decode()
    assert "Send to the competent court" in page
    page = client.post(reverse("desk:errand_send", args=[matter]), follow=True).content.decode()
    assert "15 minutes left" in page
    sichuan.clock.forward(minutes=20)
    assert "overdue by 5 minutes" in client.get(reverse("desk:inbox")).content.decode()


def test_an_act_pressed_twice_happens_once(sichuan: House) -> None:
    matter = errand(sichuan)
    client = signed_in(sichuan, sichuan.wuhou_clerk.person)
    address = reverse("desk:errand_check", args=[matter])
    assert [client.post(address).status_code for _ in range(2)] == [302, 422]
    assert Entry.objects.filter(event="matter_checked").count() == 1
    assert client.post(reverse("desk:errand_send", args=[new_id()])).status_code == 404


def test_the_papers_of_the_competent_court_are_printed_at_the_counter(sichuan: House) -> None:
    matter = errand(sichuan)
    sha256 = answered(matter)
    client = signed_in(sichuan, sichuan.wuhou_clerk.person)
    page = client.get(reverse("desk:errand", args=[matter])).content.decode()
    assert "（2026）渝0103民初1号" in page
    assert page.count("受理案件通知书</label>") == 1
    file = client.get(linked(client, reverse("desk:errand_file", args=[matter, sha256])))
    assert b"".join(file.streaming_content) == PAPER
    printed = reverse("desk:errand_printed", args=[matter])
    assert client.post(printed, {"paper": [sha256, "0" * 64]}).status_code == 302
    assert client.post(printed, {"paper": [sha256]}).status_code == 422
    assert client.post(printed, {}).status_code == 422
    assert Entry.objects.filter(event="papers_printed").count() == 1
    assert LogEntry.objects.filter(matter=matter, what="printed").count() == 1


def test_what_the_parties_hand_in_to_each_other_is_not_the_helpers_to_read(sichuan: House) -> None:
    matter = errand(sichuan)
    answered(matter)
    other = CaseSheet.objects.get().content["papers"][1]["files"][0]["sha256"]
    client = signed_in(sichuan, sichuan.wuhou_clerk.person)
    assert client.get(linked(client, reverse("desk:errand_file", args=[matter, other]))).status_code == 404


def test_staff_of_another_court_and_the_applicant_find_no_errand_here(sichuan: House) -> None:
    matter = errand(sichuan)
    sha256 = answered(matter)
    addresses = [reverse("desk:errand", args=[matter]), reverse("desk:errand_file", args=[matter, sha256])]
    for person in (staff("川0104", Role.CLERK, "某人").person, sichuan.lin.uid):
        client = signed_in(sichuan, person)
        assert [client.get(linked(client, address)).status_code for address in addresses] == [404, 404]
        assert client.post(reverse("desk:errand_printed", args=[matter]), {"paper": [sha256]}).status_code == 404


def test_a_president_sees_the_errand_but_cannot_move_it_and_a_judge_has_no_errands(sichuan: House) -> None:
    matter = errand(sichuan)
    client = signed_in(sichuan, staff(WUHOU, Role.PRESIDENT, "某人").person)
    assert client.get(reverse("desk:errand", args=[matter])).status_code == 200
    assert client.post(reverse("desk:errand_check", args=[matter])).status_code == 422
    assert not Entry.objects.filter(event="matter_checked").exists()
    judge = signed_in(sichuan, staff(WUHOU, Role.JUDGE, "另一人").person)
    assert judge.get(reverse("desk:errand", args=[matter])).status_code == 404


@pytest.mark.parametrize(("media_type", "apart"), [("text/html", True), ("application/pdf", False)])
def test_a_file_of_an_errand_that_may_carry_scripts_is_downloaded(
    house: House, monkeypatch: pytest.MonkeyPatch, media_type: str, apart: bool
) -> None:
    kept = keep_blob(b"<script>alert(1)</script>")
    monkeypatch.setattr(files, "file_at_counter", lambda *_: {"name": "x.html", "media_type": media_type})
    page = reverse("desk:errand_file", args=[uuid4(), kept.sha256])
    client = signed_in(house, house.clerk.person)
    answer = client.get(linked(client, page, "show"))
    assert answer.headers["Content-Disposition"].startswith("attachment") is apart
    answer.close()
