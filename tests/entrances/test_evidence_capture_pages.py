"""A party has a web page taken; both sides and the judge read what files say of themselves."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acts.conduct import prepared
from tests.builders import House
from tests.entrances.portal_people import browser
from tests.links import linked
from tests.rules.test_evidence_mail import KEYS, LETTER, MESSAGE
from tongban.cases.vocabulary import CaseView
from tongban.evidence.actions import files, webpages
from tongban.evidence.adapters.capturing import Captured
from tongban.evidence.models import Exhibit, WebCapture
from tongban.evidence.rules.webpages import HOUSE
from tongban.evidence.vocabulary import FindingKind
from tongban.evidence.wording import finding_text
from tongban.kernel.refusal import Refusal
from tongban.wiring.platform import Platform, PlatformMisconfigured

pytestmark = pytest.mark.django_db
FOUND = {
    "final_url": "https://shop.example.com/cup",
    "address": "https://shop.example.com/",
    "title": "红色水杯",
    "status": "200 OK",
    "server": "203.0.113.7",
    "redirects": "1",
    "at": "2026-06-01T09:00:00+08:00",
    "machine_at": "2026-06-01T09:00:00+08:00",
    "tls": "invalid",
    "tls_why": "certificate has expired",
    "requests": "9",
    "left_out": "2",
    "complete": "no",
    "browser": "Chromium 1",
    "digest": "d" * 64,
}
MAIL = {"title": "邮件", "proves": "已还", "state_secret": "no"}


@pytest.fixture
def case(house: House, monkeypatch: pytest.MonkeyPatch) -> CaseView:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)
    monkeypatch.setattr(files, "asking_dns", lambda _servers: KEYS.get)
    return prepared(house)


def desk(house: House) -> Client:
    assert house.judge.person is not None
    return browser(house, house.judge.person)


def test_the_form_says_everything_at_once_and_orders_the_page(house: House, case: CaseView) -> None:
    client, address = browser(house, house.zhou.uid), f"/cases/{case.uid}/evidence/page/"
    assert address in client.get(f"/cases/{case.uid}/evidence/").content.decode()
    wrong = client.post(address, {"address": "http://192.168.1.1/"})
    assert wrong.status_code == 422
    body = wrong.content.decode()
    assert all(f'href="#id_{field}"' in body for field in ("address", "title", "proves"))
    assert "192.168.1.1 不在公共互联网上" in body
    good = {"address": "https://shop.example.com/", "title": "商品页", "proves": "仍在销售", "state_secret": "no"}
    assert client.post(address, good).status_code == 302
    shown = client.get(f"/cases/{case.uid}/evidence/").content.decode()
    assert "https://shop.example.com/" in shown
    assert "法院正在打开该网页" in shown
    assert (
        "https://shop.example.com/"
        not in browser(house, house.lin.uid).get(f"/cases/{case.uid}/evidence/").content.decode()
    )
    assert browser(house, house.clerk.person).get(address).status_code == 404
    assert browser(house).get(address).status_code == 302


def test_a_page_that_was_not_taken_is_told_with_its_reason_and_remedy(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    no = Refusal("evidence.page_unresolved", HOUSE, ("address",), (("host", "shop.example.com"),))
    monkeypatch.setattr(webpages, "capture", lambda *_, **__: no)
    client = browser(house, house.zhou.uid)
    good = {"address": "https://shop.example.com/", "title": "商品页", "proves": "仍在销售", "state_secret": "no"}
    client.post(f"/cases/{case.uid}/evidence/page/", good)
    assert house.work() == []
    body = client.get(f"/cases/{case.uid}/evidence/").content.decode()
    assert "找不到网站：shop.example.com 不存在" in body
    assert "请核对网址是否有误" in body


def test_both_sides_and_the_judge_read_how_the_page_was_taken(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webpages, "capture", lambda *_, **__: Captured(b"PK", b"\x89PNG", FOUND))
    good = {"address": "https://shop.example.com/", "title": "商品页", "proves": "仍在销售", "state_secret": "no"}
    browser(house, house.zhou.uid).post(f"/cases/{case.uid}/evidence/page/", good)
    assert house.work() == []
    uid = Exhibit.objects.get(side="defendant").uid
    pages = [browser(house, who).get(f"/cases/{case.uid}/evidence/{uid}/") for who in (house.lin.uid, house.zhou.uid)]
    pages.append(desk(house).get(f"/desk/cases/{case.uid}/evidence"))
    for page in pages:
        body = page.content.decode()
        assert "网站证书无效" in body
        assert "固定时网页仍在加载" in body
        assert "https://shop.example.com/cup" in body
        assert "不能证明网页所述内容属实" in body
    assert WebCapture.objects.get().state == "taken"


def test_what_the_court_noted_is_filled_in_until_the_party_has_shown_where_the_page_comes_from(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webpages, "capture", lambda *_, **__: Captured(b"PK", b"\x89PNG", FOUND))
    client = browser(house, house.zhou.uid)
    good = {"address": "https://shop.example.com/", "title": "商品页", "proves": "仍在销售", "state_secret": "no"}
    client.post(f"/cases/{case.uid}/evidence/page/", good)
    assert house.work() == []
    origin = f"/cases/{case.uid}/evidence/{Exhibit.objects.get(side='defendant').uid}/origin/"
    first = client.get(origin).content.decode()
    assert "公开网页 https://shop.example.com/cup（服务器地址 203.0.113.7）" in first
    assert "d" * 64 in first
    assert client.post(origin, {"source": "网店首页", "state_secret": "no"}).status_code == 302
    again = client.get(origin).content.decode()
    assert "网店首页" in again
    assert "公开网页" not in again


def test_an_email_is_shown_as_words_that_load_and_run_nothing(house: House, case: CaseView) -> None:
    client = browser(house, house.zhou.uid)
    sent = SimpleUploadedFile("往来.eml", LETTER)
    answer = client.post(f"/cases/{case.uid}/evidence/new/", MAIL | {"files": sent})
    assert answer.status_code == 302
    assert house.work() == []
    uid = Exhibit.objects.get(side="defendant").uid
    for page in (
        browser(house, house.lin.uid).get(f"/cases/{case.uid}/evidence/{uid}/"),
        desk(house).get(f"/desk/cases/{case.uid}/evidence"),
    ):
        body = page.content.decode()
        assert "张三 &lt;zhang@example.com&gt;" in body
        assert "没有签名（DKIM）" in body
        assert "198.51.100.7" not in body
        assert "steal()" not in body


def test_an_email_is_served_as_a_download_to_staff_too(house: House, case: CaseView) -> None:
    sent = SimpleUploadedFile("往来.eml", MESSAGE)
    browser(house, house.zhou.uid).post(f"/cases/{case.uid}/evidence/new/", MAIL | {"files": sent})
    house.work()
    document = Exhibit.objects.get(side="defendant").files.get().document
    client = desk(house)
    answer = client.get(linked(client, f"/desk/documents/{document}/files/1", "show"))
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()


@pytest.mark.parametrize("kind", list(FindingKind))
def test_a_finding_from_another_platform_never_breaks_a_page(kind: FindingKind) -> None:
    for body in ({}, {"state": "?", "tls": "?", "dkim": [{}], "attachments": []}, {"at": None, "broken": "x"}):
        assert finding_text(kind, body).verdicts


def test_a_production_platform_opens_no_network_that_is_not_public(tmp_path: Path) -> None:
    file = tmp_path / "platform.toml"
    written = 'slug = "x"\ntree = ["渝"]\ncapture_networks = ["127.0.0.0/8"]\n'
    file.write_text(written, encoding="utf-8")
    assert Platform.load(tmp_path).capture_networks == (ip_network("127.0.0.0/8"),)
    file.write_text(written + 'profile = "production"\n', encoding="utf-8")
    with pytest.raises(PlatformMisconfigured, match="public web pages only"):
        Platform.load(tmp_path)
    file.write_text(written.replace("127.0.0.0/8", "somewhere"), encoding="utf-8")
    with pytest.raises(PlatformMisconfigured, match="must list networks"):
        Platform.load(tmp_path)
    assert settings.TONGBAN.capture_networks == ()
