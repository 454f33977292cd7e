"""E-mails as evidence: the DKIM examples of RFC 8463, everything that breaks them, and messages that break readers."""

from __future__ import annotations

import random

import pytest

from tongban.evidence.adapters.mail import NoAnswer, check_signatures, read_mail

# RFC 8463, appendix A: one message, signed with both algorithms, and the two keys.
MESSAGE = b"""DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""
KEYS = {
    "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "test._domainkey.football.example.com": "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRi"
    "Gs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4h"
    "stT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
}


def results(message: bytes, keys: dict[str, str] | None = None) -> list[str]:
    known = KEYS if keys is None else keys
    return [one["result"] for one in check_signatures(message, look_up=known.get)]


def test_both_examples_of_the_standard_hold_whatever_the_line_ends() -> None:
    assert results(MESSAGE) == ["valid", "valid"]
    assert results(MESSAGE.replace(b"\n", b"\r\n")) == ["valid", "valid"]
    told = check_signatures(MESSAGE, look_up=KEYS.get)
    assert [(one["signs_from"], one["whole"]) for one in told] == [("yes", "yes")] * 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"hungry", b"thirsty"),
        (b"Is dinner ready?", b"Is lunch ready?"),
        (b"From: Joe SixPack <joe@", b"From: Joe SixPack <jim@"),
        (b"Joe.\n", b"Joe.\n\nPay at once.\n"),
        (b"Subject:", b"Subject: Pay\nSubject:"),
        (b"11 Jul 2003", b"12 Jul 2003"),
    ],
    ids=["text", "subject", "sender", "added below", "second subject", "date"],
)
def test_any_change_of_what_was_signed_breaks_both(old: bytes, new: bytes) -> None:
    assert results(MESSAGE.replace(old, new, 1)) == ["broken", "broken"]


def test_what_is_not_signed_may_change_on_the_way() -> None:
    assert results(b"Received: from a by b; Fri, 11 Jul 2003\n" + MESSAGE) == ["valid", "valid"]
    assert results(MESSAGE + b"\n\n\n") == ["valid", "valid"]


def test_without_a_key_or_an_answer_nothing_is_claimed() -> None:
    def silent(name: str) -> str | None:
        raise NoAnswer(name)

    assert results(MESSAGE, {}) == ["no_key", "no_key"]
    revoked = dict.fromkeys(KEYS, "v=DKIM1; p=")
    assert results(MESSAGE, revoked) == ["revoked", "revoked"]
    swapped = dict(zip(KEYS, reversed(KEYS.values()), strict=True))
    assert results(MESSAGE, swapped) == ["no_key", "no_key"]
    assert [one["result"] for one in check_signatures(MESSAGE, look_up=silent)] == ["not_checked"] * 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"a=ed25519-sha256", b"a=rsa-sha1"),
        (b"v=1; a=ed", b"v=2; a=ed"),
        (b"h=from : to :\n subject : date : message-id : from : subject", b"h=to : subject"),
        (b"b=/gCrin", b"b=!!!"),
        (b"s=brisbane", b"s=../../etc"),
        (b"v=1; a=ed", b"a=ed"),
        (b"c=relaxed/relaxed;", b"c=relaxed/relaxed; l=-1;"),
        (b"c=relaxed/relaxed;", b"c=relaxed/relaxed; l=1_0;"),
    ],
    ids=[
        *("old algorithm", "version", "sender not signed", "no base64", "strange name", "no version"),
        *("negative length", "strange length"),
    ],
)
def test_a_signature_that_says_nothing_is_unreadable_and_the_other_still_holds(old: bytes, new: bytes) -> None:
    changed = MESSAGE.replace(old, new, 1)
    assert results(changed)[0] == "unreadable"
    assert "valid" in results(changed)


def test_a_part_that_is_signed_is_told_apart_from_the_whole() -> None:
    shortened = MESSAGE.replace(b"c=relaxed/relaxed;", b"c=relaxed/relaxed; l=2;")
    assert {one["whole"] for one in check_signatures(shortened, look_up=KEYS.get)} == {"no"}


@pytest.mark.timeout(20)
def test_a_letter_that_is_all_empty_lines_is_read_at_once() -> None:
    assert results(MESSAGE + b"\r\n" * 500_000) == ["valid", "valid"]
    assert results(MESSAGE.replace(b"relaxed/relaxed", b"relaxed/simple") + b"\r\n" * 500_000) == ["broken", "broken"]


LETTER = """From: =?utf-8?b?5byg5LiJ?= <zhang@example.com>
To: li@example.com
Date: Mon, 1 Jun 2026 09:00:00 +0800
Subject: =?utf-8?b?5YCf5qy+?=
Received: from a.example by b.example; Mon, 1 Jun 2026 09:00:01 +0800
Received: from c.example by a.example; Mon, 1 Jun 2026 09:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/html; charset=utf-8

<html><head><title>t</title><style>p{}</style></head><body><p>已收到<b>借款</b></p><script>steal()</script>
<img src="http://198.51.100.7/pixel.png"></body></html>
--x
Content-Type: application/pdf; name="../../合同.pdf"
Content-Disposition: attachment; filename="../../合同.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--x--
""".encode()


def test_headers_text_and_attachments_are_told_without_loading_anything() -> None:
    told = read_mail(LETTER, look_up={}.get)
    assert (told["from"], told["subject"]) == ("张三 <zhang@example.com>", "借款")
    assert [hop[:14] for hop in told["received"]] == ["from a.example", "from c.example"]
    assert told["from_html"]
    assert told["text"] == "已收到借款"
    (hung,) = told["attachments"]
    assert "/" not in hung["name"]
    assert (hung["kind"], hung["size"]) == ("application/pdf", "5")
    assert told["dkim"] == []


def test_parts_within_parts_without_end_leave_the_headers_readable() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    told = read_mail(b"From: a@example.com\nDate: x\n" + nested, look_up={}.get)
    assert told["from"] == "a@example.com"
    assert told["attachments"] == []


def test_broken_messages_never_break_the_reader() -> None:
    draw = random.Random(20261126)
    for number in range(300):
        content = bytearray(LETTER if number % 2 else MESSAGE)
        for _ in range(draw.randint(1, 40)):
            content[draw.randrange(len(content))] = draw.randrange(256)
        told = read_mail(bytes(content[: draw.randint(1, len(content))]), look_up=KEYS.get)
        assert set(told) >= {"from", "text", "dkim", "attachments"}
