"""Web pages as evidence: ordered by a party, taken by the court's browser from a server of ours, kept and sealed."""

from __future__ import annotations

import io
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

import pytest
from django.conf import settings
from warcio.archiveiterator import ArchiveIterator

from tests.acts.conduct import does, prepared
from tests.builders import House, party, refused
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.blobs import open_content
from tongban.evidence.actions import webpages
from tongban.evidence.adapters import capturing, chromium
from tongban.evidence.adapters.capturing import Captured, capture
from tongban.evidence.models import Exhibit, FileFinding, WebCapture
from tongban.evidence.queries import exhibits_of
from tongban.evidence.rules.webpages import Place, screen_address
from tongban.face.refusals import problem
from tongban.kernel.refusal import Refusal
from tongban.register.models import Entry, Seal

NOON = "2026-11-02T12:00:00+08:00"
GOOD = {"title": "商品页", "proves": "被告仍在销售"}
LOCAL = (ip_network("127.0.0.1/32"),)
PAGE = """<!doctype html><meta charset="utf-8"><title>示例店铺</title><h1>红色水杯 ¥20</h1><img src="/cup.svg">
<script src="/app.js"></script><iframe src="http://10.0.0.1/inside"></iframe><div style="height:2500px"></div>"""
ATTACK = """<!doctype html><title>x</title><p>页面</p><script>
new WebSocket("ws://127.0.0.2:TRAP/"); navigator.sendBeacon("http://127.0.0.2:TRAP/b", "x");
new EventSource("http://127.0.0.2:TRAP/e"); fetch("http://localhost:TRAP/f").catch(() => {});
fetch("/post", {method: "POST", body: "x"}).catch(() => {}); document.cookie = "a=b";
new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.2:TRAP"}]}).createDataChannel("x");
for (const rel of ["preconnect", "prefetch", "dns-prefetch"]) {
  const link = document.createElement("link"); link.rel = rel;
  link.href = "http://127.0.0.2:TRAP/"; document.head.append(link);
}
alert("x"); window.open("http://127.0.0.2:TRAP/w"); fetch("file:///etc/passwd").catch(() => {});
</script><img src="file:///etc/passwd"><iframe src="file:///etc/passwd"></iframe><embed src="http://127.0.0.2:TRAP/p">"""

LIAR = """<!doctype html><meta charset="utf-8"><title>真</title><p>真</p><script>
JSON.stringify = () => '["http://bank.example/","假","假"]';
Object.defineProperty(document, "title", {get: () => "假"});
Object.defineProperty(Element.prototype, "outerHTML", {get: () => "假"});
</script>"""


class Site(BaseHTTPRequestHandler):
    """A little shop, with every kind of trap a visitor could be led into."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - one list for the test that reads it
    trap = 0

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Cookie", "")))
        hop = self.path.removeprefix("/hop/")
        sent = {
            "/page": (200, "text/html", PAGE),
            "/attack": (200, "text/html", ATTACK.replace("TRAP", str(self.trap))),
            "/liar": (200, "text/html", LIAR),
            "/cup.svg": (200, "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
            "/app.js": (200, "text/javascript", 'document.title += " 已加载"'),
            "/file": (200, "application/zip", "PK"),
            "/hangs": (200, "text/html", "<script>for (;;) {}</script>"),
            "/restless": (200, "text/html", "<script>setInterval(() => fetch('/cup.svg'), 200)</script>"),
            "/gone": (404, "text/html", "<title>没有了</title>没有了"),
            "/leave": (302, "http://10.0.0.1/admin", ""),
            "/file-url": (302, "file:///etc/passwd", ""),
            "/js": (200, "text/html", "<script>location.href = 'http://169.254.169.254/latest/meta-data/'</script>"),
            "/": (302, "/page", ""),
        }
        status, kind, body = sent.get(self.path, (302, f"/hop/{int(hop) + 1 if hop.isdigit() else 1}", ""))
        content = body.encode()
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.send_header("Set-Cookie", "seen=1")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def case(house: House, monkeypatch: pytest.MonkeyPatch) -> CaseView:
    monkeypatch.setattr("django.conf.settings.TONGBAN", replace(settings.TONGBAN, capture_networks=LOCAL))
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)
    return prepared(house)


def _body(event: str) -> dict[str, str]:
    return dict(json.loads(Entry.objects.get(event=event).body))


def taken(house: House, url: str, **ways: object) -> Captured | Refusal:
    place = screen_address(url, LOCAL)
    assert isinstance(place, Place)
    at = house.at
    return capture(place, at=at, wall=at + timedelta(days=3), **({"allowed": LOCAL} | ways))  # type: ignore[arg-type]


def reason(found: Captured | Refusal) -> str:
    assert isinstance(found, Refusal)
    return found.reason.removeprefix("evidence.")


def opened(found: Captured) -> tuple[zipfile.ZipFile, dict[str, object]]:
    container = zipfile.ZipFile(io.BytesIO(found.container))
    return container, json.loads(container.read("capture.json"))


def test_a_party_orders_a_page_and_it_becomes_a_sealed_exhibit(house: House, case: CaseView, site: str) -> None:
    does(house, house.zhou, "order_capture", case, address=f"{site}/#top", **GOOD)
    assert _body("capture_ordered")["address"] == sha256(f"{site}/#top".encode()).hexdigest()
    assert sheet_of(house.viewer(house.zhou.uid), case.uid)["evidence"]["captures"][0]["state"] == "ordered"
    assert sheet_of(house.viewer(house.lin.uid), case.uid)["evidence"]["captures"] == []
    assert house.work() == []
    row = WebCapture.objects.get()
    assert (row.state, row.ended_at) == ("taken", house.at)
    exhibit = next(e for e in exhibits_of(case.uid) if e.uid == row.exhibit)
    assert (exhibit.number, exhibit.title) == ("被告证据1", "商品页")
    assert f"{site}/page#top" in exhibit.source
    (finding,) = exhibit.findings
    assert finding.document == exhibit.documents[1]
    assert (finding.body["final_url"], finding.body["tls"]) == (f"{site}/page#top", "none")
    version, stream = open_content(house.viewer(house.lin.uid), exhibit.documents[1]) or pytest.fail("hidden")
    with stream:
        assert sha256(stream.read()).hexdigest() == finding.body["digest"] == version.sha256
    assert version.media_type == "application/zip"
    assert Seal.objects.filter(subject=version.uid).exists()
    ended = _body("capture_ended")
    assert (ended["exhibit"], ended["digest"]) == (str(exhibit.uid), finding.body["digest"])
    for who in (house.lin, house.zhou):
        section = sheet_of(house.viewer(who.uid), case.uid)["evidence"]
        assert section["captures"] == []
        assert section["exhibits"][-1]["findings"][0]["kind"] == "webpage"


def test_the_container_holds_all_that_the_page_was_made_of(house: House, site: str) -> None:
    found = taken(house, f"{site}/")
    assert isinstance(found, Captured)
    container, told = opened(found)
    assert container.namelist() == ["capture.json", "page.png", "page.pdf", "page.html", "page.warc.gz"]
    for name, digest in told["files"].items():  # type: ignore[attr-defined]
        assert sha256(container.read(name)).hexdigest() == digest
    assert container.read("page.png").startswith(b"\x89PNG")
    assert container.read("page.pdf").startswith(b"%PDF-")
    assert "红色水杯" in container.read("page.html").decode()
    assert [(hop["status"], hop["url"]) for hop in told["hops"]] == [("302", f"{site}/"), ("200", f"{site}/page")]  # type: ignore[attr-defined]
    assert told["title"] == "示例店铺 已加载"
    assert told["time"]["business"] != told["time"]["machine"]  # type: ignore[index]
    assert "Chromium" in told["environment"]["browser"]  # type: ignore[index]
    assert [one["why"] for one in told["left_out"]] == ["evidence.address_not_public"]  # type: ignore[attr-defined]
    records = {}
    for record in ArchiveIterator(io.BytesIO(container.read("page.warc.gz"))):
        if record.rec_type == "response":
            records[record.rec_headers["WARC-Target-URI"]] = record.content_stream().read()
    assert {f"{site}/", f"{site}/page", f"{site}/cup.svg", f"{site}/app.js"} <= set(records)
    assert records[f"{site}/page"] == PAGE.encode()


def test_a_page_reaches_nothing_but_what_may_be_fetched_for_it(house: House, site: str) -> None:
    with socket.create_server(("127.0.0.2", 0)) as trap, socket.socket(type=socket.SOCK_DGRAM) as calls:
        Site.trap = trap.getsockname()[1]
        calls.bind(("127.0.0.2", Site.trap))
        trap.settimeout(0.2)
        calls.settimeout(0.2)
        found = taken(house, f"{site}/attack")
        assert isinstance(found, Captured)
        with pytest.raises(TimeoutError):
            trap.accept()
        with pytest.raises(TimeoutError):
            calls.recv(1)
    container, told = opened(found)
    assert "evidence.page_would_send" in {one["why"] for one in told["left_out"]}  # type: ignore[attr-defined]
    assert {cookie for _, cookie in Site.asked} == {""}
    assert all(b"root:" not in container.read(name) for name in container.namelist())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/leave", "address_not_public"),
        ("/js", "address_not_public"),
        ("/file-url", "address_scheme"),
        ("/hop/1", "page_redirects"),
        ("/file", "page_is_a_download"),
    ],
)
def test_where_a_page_leads_is_judged_again_each_time(house: House, site: str, path: str, expected: str) -> None:
    assert reason(taken(house, site + path)) == expected


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (chromium.PageDidNotOpen("net::ERR_INVALID_RESPONSE"), "page_unreachable"),
        (chromium.BrowserTooFull("x"), "page_too_large"),
    ],
)
def test_what_the_browser_says_of_a_page_is_told_and_not_tried_for_ever(
    house: House, site: str, monkeypatch: pytest.MonkeyPatch, failure: Exception, expected: str
) -> None:
    def fails(running: chromium.Chromium, *_: object, **__: object) -> None:
        del running
        raise failure

    monkeypatch.setattr(chromium.Chromium, "_take", fails)
    assert reason(taken(house, f"{site}/page")) == expected


def test_a_page_that_hangs_is_refused_and_one_that_never_rests_says_so(house: House, site: str) -> None:
    assert reason(taken(house, f"{site}/hangs", seconds=8)) == "page_too_slow"
    restless = taken(house, f"{site}/restless", seconds=20)
    assert isinstance(restless, Captured)
    assert restless.finding["complete"] == "no"


def test_a_page_that_lies_to_the_browsers_questions_is_taken_as_it_stands(house: House, site: str) -> None:
    found = taken(house, f"{site}/liar")
    assert isinstance(found, Captured)
    assert (found.finding["final_url"], found.finding["title"]) == (f"{site}/liar", "真")
    assert "<p>真</p>" in opened(found)[0].read("page.html").decode()


def test_a_page_that_is_gone_is_taken_as_it_answers(house: House, site: str) -> None:
    found = taken(house, f"{site}/gone")
    assert isinstance(found, Captured)
    assert found.finding["status"] == "404 Not Found"


def test_a_name_that_changes_its_mind_is_refused_at_the_second_look(house: House, site: str) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    port = site.rpartition(":")[2]
    place = Place("http", "shop.example.com", int(port), "/page")
    found = capture(
        place, at=house.at, wall=house.at, allowed=LOCAL, resolve=lambda _: next(answers, ["169.254.169.254"])
    )
    assert isinstance(found, Captured)
    _, told = opened(found)
    assert told["server"] == "127.0.0.1"
    assert [path for path, _ in Site.asked] == ["/page"]
    assert len(told["left_out"]) >= 2  # type: ignore[arg-type]


def test_a_slow_site_ends_in_a_refusal(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        found = taken(house, f"http://127.0.0.1:{mute.getsockname()[1]}/", seconds=4)
    assert reason(found) == "page_too_slow"


def test_a_closed_port_is_told_as_unreachable(house: House, case: CaseView) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    does(house, house.zhou, "order_capture", case, address=f"http://127.0.0.1:{port}/", **GOOD)
    assert house.work() == []
    row = WebCapture.objects.get()
    assert (row.state, row.reason, row.law) == (
        "refused",
        "evidence.page_unreachable",
        "house rule: capture of web pages",
    )
    (line,) = sheet_of(house.viewer(house.zhou.uid), case.uid)["evidence"]["captures"]
    assert line["facts"]["host"] == "127.0.0.1"
    assert _body("capture_ended")["refusal"] == "evidence.page_unreachable"
    assert not Exhibit.objects.filter(side="defendant").exists()


def test_a_browser_that_does_not_work_says_nothing_about_the_page(
    house: House, case: CaseView, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium.shutil, "which", lambda _: None)
    does(house, house.zhou, "order_capture", case, address=f"{site}/page", **GOOD)
    (failed,) = house.work()
    assert "Chromium is not installed" in str(failed)
    assert WebCapture.objects.get().state == "ordered"


def test_everything_wrong_in_an_order_is_told_at_once(house: House, case: CaseView) -> None:
    with refused("evidence.title_missing", "evidence.proves_missing", "evidence.address_scheme"):
        does(house, house.zhou, "order_capture", case, address="file:///etc/passwd")
    assert not WebCapture.objects.exists()


def test_a_page_is_ordered_once_and_not_by_strangers_or_too_late(
    house: House, case: CaseView, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    does(house, house.zhou, "order_capture", case, address=f"{site}/page", **GOOD)
    with refused("evidence.capture_runs"):
        does(house, house.zhou, "order_capture", case, address=f"{site}/page", **GOOD)
    with refused("procedure.not_your_act"):
        does(house, house.clerk, "order_capture", case, address=f"{site}/page", **GOOD)
    for number in (2, 3):
        does(house, house.zhou, "order_capture", case, address=f"{site}/{number}", **GOOD)
    with refused("evidence.captures_wait"):
        does(house, house.zhou, "order_capture", case, address=f"{site}/4", **GOOD)
    house.put_at(case, Stage.EFFECTIVE)
    with refused("procedure.not_at_this_stage"):
        does(house, party(house.lin.uid), "order_capture", case, address=f"{site}/page", **GOOD)


def test_a_page_that_is_taken_after_the_judgment_is_no_exhibit_any_more(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = dict.fromkeys(("final_url", "server", "browser", "digest"), "x") | {"at": NOON}
    monkeypatch.setattr(webpages, "capture", lambda *_, **__: Captured(b"PK", b"\x89PNG", finding))
    does(house, house.zhou, "order_capture", case, address="https://shop.example.com/", **GOOD)
    house.put_at(case, Stage.EFFECTIVE)
    assert house.work() == []
    row = WebCapture.objects.get()
    assert (row.state, row.reason) == ("refused", "procedure.not_at_this_stage")
    assert not Exhibit.objects.filter(side="defendant").exists()
    (line,) = sheet_of(house.viewer(house.zhou.uid), case.uid)["evidence"]["captures"]
    shown = problem(Refusal(line["reason"], line["law"], facts=tuple(line["facts"].items())))
    assert shown.what


def test_what_a_page_says_of_itself_is_freed_of_what_no_database_takes(
    house: House, case: CaseView, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = chromium.Looked("https://a.example/\x00", "t\ud800\x00", "<p>\ud800", b"\x89PNG", b"%PDF", 9, settled=True)
    told = capturing.storable({"title": looked.title, "left": [looked.url]})
    assert told == {"title": "t?", "left": ["https://a.example/"]}
    monkeypatch.setattr(
        webpages,
        "capture",
        lambda *_, **__: Captured(
            b"PK", b"\x89PNG", dict.fromkeys(("final_url", "server", "browser", "digest"), "x") | {"at": NOON}
        ),
    )
    does(house, house.zhou, "order_capture", case, address="https://shop.example.com/", **GOOD)
    assert house.work() == []
    assert FileFinding.objects.get(kind="webpage").body["digest"] == "x"
