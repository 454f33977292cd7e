"""Pages of outside evidence: the public list, the president's register, a proof handed in on the exhibit's page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.acts.conduct import prepared
from tests.acts.test_evidence_outside import Elsewhere, content_of, enter
from tests.builders import YUZHONG, House, staff
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cases.vocabulary import CaseView
from tongban.evidence.models import OutsideProof, Platform
from tongban.evidence.queries import exhibits_of
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def president(house: House) -> Actor:
    return staff(YUZHONG, Role.PRESIDENT, "陈院")


def test_the_president_enters_and_decides_and_everybody_reads_it(
    house: House, president: Actor, tmp_path: Path
) -> None:
    client = signed_in(house, president.person)
    empty = client.post("/desk/platforms", {})
    assert empty.status_code == 422
    assert all(f'href="#id_{field}' in empty.content.decode() for field in ("name", "operator", "kind"))
    pasted = Elsewhere(tmp_path).policy().replace("\n", "\r\n")
    told = {"name": "示例存证", "operator": "示例公证处", "kind": "ledger", "trust": pasted}
    assert client.post("/desk/platforms", told).status_code == 302
    address = f"/desk/platforms/{Platform.objects.get().uid}"
    assert 'value="suspend"' not in client.get(address).content.decode()
    assert client.post(address, {"decision": "suspend", "reason": "停机"}).status_code == 422
    assert client.post(address, {"decision": "admit", "reason": "审查通过"}).status_code == 302
    public = browser(house).get("/evidence-platforms/").content.decode()
    assert "示例公证处" in public
    assert "已准入" in public
    assert "审查通过" in public


def test_the_register_is_kept_by_the_president_alone(house: House, president: Actor) -> None:
    enter(house, president, kind="chain")
    address = f"/desk/platforms/{Platform.objects.get().uid}"
    for person in (house.judge.person, house.clerk.person, house.wuhou_judge.person, house.lin.uid):
        assert signed_in(house, person).get("/desk/platforms").status_code == 404
        assert signed_in(house, person).get(address).status_code == 404
    other = staff("川0107", Role.PRESIDENT, "刘院")
    assert signed_in(house, other.person).get(address).status_code == 404


def test_a_party_hands_in_a_proof_and_both_sides_and_the_judge_see_what_it_shows(
    house: House, case: CaseView, president: Actor, tmp_path: Path
) -> None:
    other = Elsewhere(tmp_path)
    enter(house, president, trust=other.policy())
    uid = exhibits_of(case.uid)[0].uid
    address = f"/cases/{case.uid}/evidence/{uid}/proof/"
    client = browser(house, house.lin.uid)
    assert browser(house, house.zhou.uid).get(address).status_code == 404
    assert client.post(address, {}).status_code == 422
    for bad in (b"%PDF-1.7", b"", b"PK\x03\x04" + b"\0" * 5_000_000):
        answer = client.post(address, {"proof": SimpleUploadedFile("p.zip", bad), "state_secret": "no"})
        assert answer.status_code == 422
        assert 'href="#id_proof"' in answer.content.decode()
    proof = SimpleUploadedFile("p.zip", other.prove(content_of(case)))
    assert client.post(address, {"proof": proof, "state_secret": "no"}).status_code == 302
    assert OutsideProof.objects.get().verdict == ""
    page = f"/cases/{case.uid}/evidence/{uid}/"
    assert "核验中" in browser(house, house.zhou.uid).get(page).content.decode()
    assert house.work() == []
    body = browser(house, house.zhou.uid).get(page).content.decode()
    assert "示例公证存证平台" in body
    assert "审查中" in body
    desk = signed_in(house, house.judge.person).get(f"/desk/cases/{case.uid}/evidence/{uid}/chain").content.decode()
    assert "proof bundle of a ledger" in desk
    assert "under review" in desk


def test_of_an_unlisted_platform_the_page_says_that_nothing_is_said(
    house: House, case: CaseView, tmp_path: Path
) -> None:
    uid = exhibits_of(case.uid)[0].uid
    proof = SimpleUploadedFile("p.zip", Elsewhere(tmp_path).prove(content_of(case)))
    client = browser(house, house.lin.uid)
    assert (
        client.post(f"/cases/{case.uid}/evidence/{uid}/proof/", {"proof": proof, "state_secret": "no"}).status_code
        == 302
    )
    assert house.work() == []
    body = client.get(f"/cases/{case.uid}/evidence/{uid}/").content.decode()
    assert "该平台未列入名册，对该平台不作表述。" in body
    assert "尚不能证明" in body
    assert "自2026" not in body
