"""Which addresses the court's browser opens: public web pages, and none of the tricks that lead elsewhere."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.evidence.rules.webpages import (
    Place,
    screen_address,
    screen_answer,
    screen_route,
    screen_waiting,
    shown_by,
)
from tongban.kernel.networks import is_public
from tongban.kernel.refusal import Refusal

_NOT_PUBLIC = """
127.0.0.1 127.255.255.254 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 0.1.2.3
192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1
2002:7f00:1:: 2002:a00:1:: 2001:0:7f00:1:: 2001:db8::1 fc00::1 fd12::1 fe80::1 fec0::1 ff02::1 100::1 5f00::1 3fff::1
"""
NOT_PUBLIC = _NOT_PUBLIC.split()
PUBLIC = ["8.8.8.8", "1.1.1.1", "223.5.5.5", "2400:3200::1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]


def reason(typed: str) -> str:
    found = screen_address(typed)
    return found.reason.removeprefix("evidence.") if isinstance(found, Refusal) else found.url


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused_in_a_url_and_after_a_name(text: str) -> None:
    assert not is_public(ip_address(text))
    literal = f"[{text}]" if ":" in text else text
    assert reason(f"https://{literal}/") == "address_not_public"
    found = screen_route("shop.example.com", [text])
    assert isinstance(found, Refusal)
    assert (found.reason, found.fields) == ("evidence.address_not_public", ("address",))


@pytest.mark.parametrize("text", PUBLIC)
def test_a_public_address_is_opened(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "address_missing"),
        ("   ", "address_missing"),
        ("file:///etc/passwd", "address_scheme"),
        ("ftp://example.com/", "address_scheme"),
        ("javascript:alert(1)", "address_scheme"),
        ("data:text/html,x", "address_scheme"),
        ("view-source:https://example.com", "address_scheme"),
        ("chrome://settings", "address_scheme"),
        ("example.com", "address_scheme"),
        ("//example.com/", "address_scheme"),
        ("http:///nowhere", "address_malformed"),
        ("http://", "address_malformed"),
        ("https://user:secret@example.com/", "address_credentials"),
        ("https://example.com@10.0.0.1/", "address_credentials"),
        ("https://example.com\\@10.0.0.1/", "address_malformed"),
        ("https://exa mple.com/", "address_malformed"),
        ("https://example.com/a\r\nHost: x", "address_malformed"),
        ("https://example.com:99999/", "address_malformed"),
        ("https://example.com:22/", "address_port"),
        ("https://example.com:25/", "address_port"),
        ("https://example.com:0/", "address_port"),
        ("https://[::1", "address_malformed"),
        ("https://[fe80::1%25eth0]/", "address_not_public"),
        ("https://-a.example.com/", "address_malformed"),
        ("https://a..example.com/", "address_malformed"),
        ("https://" + "a" * 64 + ".com/", "address_malformed"),
        ("https://localhost/", "address_not_public"),
        ("https://LOCALHOST./", "address_not_public"),
        ("https://a.localhost/", "address_not_public"),
        ("https://metadata/", "address_not_public"),
        ("https://metadata.google.internal/", "address_not_public"),
        ("https://printer.local/", "address_not_public"),
        ("https://router.home.arpa/", "address_not_public"),
        ("https://x.onion/", "address_not_public"),
        # Numbers in disguise: browsers read all of these as 127.0.0.1 or 10.0.0.1.
        ("http://2130706433/", "address_malformed"),
        ("http://0x7f000001/", "address_malformed"),
        ("http://0x7f.0.0.1/", "address_malformed"),
        ("http://0177.0.0.1/", "address_malformed"),
        ("http://017700000001/", "address_malformed"),
        ("http://127.1/", "address_malformed"),
        ("http://127.0.0.1./", "address_not_public"),
        ("http://example.0x7f/", "address_malformed"),
        ("http://example.1/", "address_malformed"),
        ("http://１２７.0.0.1/", "address_malformed"),
        ("http://①②⑦.⓪.⓪.①/", "address_malformed"),
        ("http://127。0。0。1/", "address_malformed"),
        ("http://1%32%37.0.0.1/", "address_malformed"),
        ("https://example.com/" + "a" * 2000, "too_long"),
        ("https://example.com/" + "长" * 300, "too_long"),
    ],
)
def test_what_is_no_public_web_page_is_refused_by_its_code(typed: str, expected: str) -> None:
    assert reason(typed) == expected


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("HTTPS://Example.COM", "https://example.com/"),
        (" https://example.com:443/a?b=c#d ", "https://example.com/a?b=c"),
        ("http://例子.测试/商品?名=一", "http://xn--fsqu00a.xn--0zwm56d/%E5%95%86%E5%93%81?%E5%90%8D=%E4%B8%80"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
    ],
)
def test_a_public_page_has_one_plain_form(typed: str, url: str) -> None:
    found = screen_address(typed)
    assert isinstance(found, Place)
    assert found.url == url
    again = screen_address(found.opened)
    assert isinstance(again, Place)
    assert again == found


@given(st.text(max_size=60))
def test_whatever_is_typed_gets_a_place_or_a_refusal(text: str) -> None:
    for typed in (text, f"http://{text}", f"https://{text}/", f"http://[{text}]/"):
        found = screen_address(typed)
        assert isinstance(found, Place | Refusal)
        if isinstance(found, Place):
            assert found.url.isascii()
            assert not any(c.isspace() for c in found.opened)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    assert isinstance(screen_route("a.example.com", ["8.8.8.8", "10.0.0.1"]), Refusal)
    assert isinstance(screen_route("a.example.com", ["8.8.8.8", "no address"]), Refusal)
    nobody = screen_route("a.example.com", [])
    assert isinstance(nobody, Refusal)
    assert nobody.reason == "evidence.page_unresolved"
    assert screen_route("a.example.com", ["2606:4700::1111", "8.8.8.8"]) == ip_address("8.8.8.8")


def test_an_operator_may_open_a_network_and_only_that_one() -> None:
    allowed = (ip_network("127.0.0.0/8"),)
    assert isinstance(screen_address("http://127.0.0.1:8000/", allowed), Place)
    assert isinstance(screen_address("http://10.0.0.1/", allowed), Refusal)
    assert isinstance(screen_address("http://[::ffff:127.0.0.1]/", allowed), Refusal)


@pytest.mark.parametrize(
    ("kind", "disposition", "page"),
    [
        ("text/html; charset=utf-8", "", True),
        ("TEXT/PLAIN", "inline", True),
        ("image/png", "", True),
        ("application/pdf", "", False),
        ("application/octet-stream", "", False),
        ("text/html", "attachment; filename=a.html", False),
        ("", "", False),
    ],
)
def test_a_download_is_no_page(kind: str, disposition: str, page: bool) -> None:
    assert (screen_answer(kind, disposition) is None) is page


def test_a_party_orders_a_page_once_and_three_at_a_time() -> None:
    assert screen_waiting([], "https://a.example/") is None
    again, many = screen_waiting(["https://a.example/"], "https://a.example/"), screen_waiting("abc", "d")
    assert again is not None
    assert many is not None
    assert (again.reason, many.reason) == ("evidence.capture_runs", "evidence.captures_wait")


def test_a_capture_can_say_source_making_and_keeping() -> None:
    told = {
        "final_url": "https://a.example/",
        "server": "8.8.8.8",
        "at": "2026-06-01T09:05:00+08:00",
        "browser": "B",
        "digest": "d" * 64,
    }
    shown = shown_by(told)
    assert "https://a.example/" in shown.source
    assert "2026年06月01日09时05分00秒" in shown.generation
    assert "d" * 64 in shown.storage
