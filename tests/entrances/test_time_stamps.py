"""The court's time stamp authority over HTTP: openssl asks it and believes it; bad questions get a proper no."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

import pytest
from asn1crypto import core, tsp
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.acts.ledgers import Sealing, sealing_at
from tests.builders import House, staff
from tests.entrances.desk import signed_in
from tongban.documents.adapters.in_place import in_place, install
from tongban.people.vocabulary import Role

ENGLISH = {"accept-language": "en"}
QUERY = "application/timestamp-query"


@pytest.fixture
def sealing(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sealing:
    """The platform with a ledger and an authority."""
    return sealing_at(tmp_path, house, monkeypatch)


def _openssl(place: Path, *words: str) -> str:
    done = subprocess.run(["openssl", "ts", *words], cwd=place, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def _status(answer: bytes) -> tsp.PKIStatusInfo:
    return tsp.PKIStatusInfo.load(core.Sequence.load(answer).contents)


@pytest.mark.parametrize("digest", ["-sha256", "-sha384", "-sha512"])
def test_openssl_asks_the_court_and_believes_its_stamp(
    sealing: Sealing, client: Client, tmp_path: Path, digest: str
) -> None:
    (tmp_path / "data").write_bytes(b"whatever")
    _openssl(tmp_path, "-query", "-data", "data", digest, "-cert", "-out", "query.tsq")
    answer = client.post(reverse("portal:time_stamps"), (tmp_path / "query.tsq").read_bytes(), content_type=QUERY)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/timestamp-reply"
    (tmp_path / "reply.tsr").write_bytes(answer.content)
    (tmp_path / "ca.pem").write_bytes(client.get(reverse("portal:time_stamp_roots")).content)
    check = ("-verify", "-in", "reply.tsr", "-CAfile", "ca.pem")
    assert "Verification: OK" in _openssl(tmp_path, *check, "-queryfile", "query.tsq")
    assert "Verification: OK" in _openssl(tmp_path, *check, "-data", "data")
    (tmp_path / "data").write_bytes(b"whateveR")
    assert "Verification: FAILED" in _openssl(tmp_path, *check, "-data", "data")


def test_the_president_and_everybody_see_when_a_stamp_fails_and_when_it_is_made_good(
    sealing: Sealing, client: Client
) -> None:
    president = signed_in(sealing.house, staff("渝0103", Role.PRESIDENT, "陈院长").person)
    sealing.seal()

    def shown() -> tuple[str, str]:
        pages = president.get(reverse("desk:register")), client.get(reverse("portal:ledger"), headers=ENGLISH)
        return pages[0].content.decode(), pages[1].content.decode()

    assert not sealing.stamp("http://127.0.0.1:9/")
    desk, ledger = shown()
    assert "failed; it is repeated every minute" in desk
    assert "cannot be reached" in desk
    assert "the last attempt failed" in ledger
    assert sealing.stamp()
    desk, ledger = shown()
    assert "repeated every minute" not in desk
    assert "the last attempt failed" not in ledger
    assert f"covers {sealing.log.size} entries, 0 came later" in ledger
    (path,) = (sealing.home / "ledger" / "stamps").glob("*.tsr")
    path.write_bytes(b"0")
    assert "damaged where it lies" in shown()[0]


def _asked(**changed: object) -> bytes:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)}
    return bytes(tsp.TimeStampReq({"version": 1, "message_imprint": imprint} | changed).dump())


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (b"", "bad_data_format"),
        (b"GET / HTTP/1.1", "bad_data_format"),
        (_asked()[:-1], "bad_data_format"),
        (_asked() + b"0", "bad_data_format"),
        (
            _asked(message_imprint={"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": bytes(20)}),
            "bad_alg",
        ),
        (
            _asked(message_imprint={"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(31)}),
            "bad_data_format",
        ),
        (_asked(req_policy="1.2.3.4"), "unaccepted_policy"),
        (_asked(version=2), "bad_data_format"),
    ],
)
def test_a_bad_question_gets_a_rejection_with_its_reason(
    sealing: Sealing, client: Client, query: bytes, reason: str
) -> None:
    answer = client.post(reverse("portal:time_stamps"), query, content_type=QUERY)
    assert answer.status_code == 200
    said = _status(answer.content)
    assert (said["status"].native, said["fail_info"].native) == ("rejection", {reason})


def test_the_authority_takes_no_long_questions_and_only_posted_ones(sealing: Sealing, client: Client) -> None:
    address = reverse("portal:time_stamps")
    assert client.post(address, b"0" * 16_385, content_type=QUERY).status_code == 413
    assert client.post(address, b"0" * 6_000_000, content_type=QUERY).status_code == 413
    assert client.get(address).status_code == 405
    assert client.put(address, _asked(), content_type=QUERY).status_code == 405


def test_a_platform_without_an_authority_of_its_own_has_no_such_address(
    sealing: Sealing, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = in_place()
    install(dataclasses.replace(before, stamps=None))
    try:
        assert client.post(reverse("portal:time_stamps"), _asked(), content_type=QUERY).status_code == 404
    finally:
        install(before)
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, home=tmp_path / "elsewhere"))
    assert client.get(reverse("portal:time_stamp_roots")).status_code == 404
