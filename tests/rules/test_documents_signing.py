"""Signatures: what is signed verifies, what was changed does not, and the stamps stand before other people's tools."""

from __future__ import annotations

import json
import stat
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import core, tsp
from cryptography import x509
from rfc3161_client import TimestampRequestBuilder, VerifierBuilder, decode_timestamp_response

from tongban.documents.adapters.demo_authority import DEMO, DemoAuthority
from tongban.documents.adapters.signing import CannotSign, Intent, LocalSigner
from tongban.documents.adapters.typesetting import typeset
from tongban.documents.adapters.verifying import verify_pdf

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
EXAMPLE = Path(__file__).parent / "documents_examples" / "judgments__judgment.json"
COURT = "重庆市渝中区人民法院"


def wall() -> datetime:
    return NOW


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> DemoAuthority:
    return DemoAuthority.initialise(tmp_path_factory.mktemp("home"), "test", wall)


@pytest.fixture(scope="module")
def judgment() -> bytes:
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return typeset("judgments/judgment", data, language="zh-Hans", demo=True, dated=date(2026, 3, 5)).pdf


def signer(authority: DemoAuthority, slug: str, name: str) -> LocalSigner:
    credential = authority.credential(slug, name, COURT)
    return LocalSigner(credential, authority.stamp_authority(), authority.roots(), authority.revocation_lists, wall)


@pytest.fixture(scope="module")
def sealed(authority: DemoAuthority, judgment: bytes) -> bytes:
    return signer(authority, "seal-0103", "电子印章").sign(judgment, Intent("签发", "重庆")).pdf


def test_a_sealed_judgment_verifies(authority: DemoAuthority, sealed: bytes) -> None:
    verdict = verify_pdf(sealed, authority.roots(), at=NOW)
    assert verdict.sound
    (seal,) = verdict.signatures
    assert seal.signer == f"电子印章 {DEMO}"
    assert seal.organisation == COURT
    assert seal.stamped_at == NOW
    assert seal.covers_whole_file
    assert not seal.changed_after


def test_it_still_verifies_when_the_certificates_have_expired(authority: DemoAuthority, sealed: bytes) -> None:
    assert verify_pdf(sealed, authority.roots(), at=NOW + timedelta(days=20 * 365)).sound


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.9])
def test_one_flipped_bit_is_noticed(authority: DemoAuthority, sealed: bytes, judgment: bytes, place: float) -> None:
    forged = bytearray(sealed)
    forged[int(len(judgment) * place)] ^= 1
    assert not verify_pdf(bytes(forged), authority.roots(), at=NOW).sound


def test_bytes_added_at_the_end_are_noticed(authority: DemoAuthority, sealed: bytes) -> None:
    assert not verify_pdf(sealed + b"\n% added", authority.roots(), at=NOW).sound


def test_a_seal_of_another_platform_is_not_trusted(sealed: bytes, tmp_path: Path) -> None:
    stranger = DemoAuthority.initialise(tmp_path, "stranger", wall)
    verdict = verify_pdf(sealed, stranger.roots(), at=NOW)
    assert not verdict.sound
    assert verdict.signatures[0].intact
    assert not verdict.signatures[0].trusted


def test_judge_and_court_sign_one_after_the_other(authority: DemoAuthority, judgment: bytes) -> None:
    by_judge = signer(authority, "judge-1", "陈立").sign(judgment, Intent("审判员签名", closes=False))
    assert verify_pdf(by_judge.pdf, authority.roots(), at=NOW).sound
    by_court = signer(authority, "seal-0103", "电子印章").sign(by_judge.pdf, Intent("加盖院印"))
    verdict = verify_pdf(by_court.pdf, authority.roots(), at=NOW)
    assert verdict.sound
    assert [s.signer.split(" ")[0] for s in verdict.signatures] == ["陈立", "电子印章"]


@pytest.mark.parametrize("first", [True, False])
def test_a_closed_paper_takes_no_further_signature(authority: DemoAuthority, judgment: bytes, first: bool) -> None:
    court = signer(authority, "seal-0103", "电子印章")
    pdf = judgment if first else court.sign(judgment, Intent("签名", closes=False)).pdf
    closed = court.sign(pdf, Intent("加盖院印")).pdf
    with pytest.raises(CannotSign, match="closed"):
        court.sign(closed, Intent("再签"))


def test_a_paper_without_signatures_is_not_sound(authority: DemoAuthority, judgment: bytes) -> None:
    verdict = verify_pdf(judgment, authority.roots(), at=NOW)
    assert not verdict.sound
    assert verdict.signatures == ()
    assert not verdict.unreadable


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\ngarbage"])
def test_what_is_no_pdf_gets_an_answer_too(authority: DemoAuthority, content: bytes) -> None:
    assert verify_pdf(content, authority.roots(), at=NOW).unreadable
    with pytest.raises(CannotSign):
        signer(authority, "seal-0103", "电子印章").sign(content, Intent("签发"))


def test_keys_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    authority = DemoAuthority.initialise(tmp_path, "test", wall)
    authority.credential("seal-0103", "电子印章", COURT)
    folder = tmp_path / "demo-authority"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == dict.fromkeys(
        ("root.pem", "issuing.pem", "time.pem", "signer-seal-0103.pem"), 0o600
    )


def test_making_the_authority_twice_keeps_its_keys(tmp_path: Path) -> None:
    first = DemoAuthority.initialise(tmp_path, "test", wall)
    key = first.credential("seal-0103", "电子印章", COURT).certificate
    again = DemoAuthority.initialise(tmp_path, "test", wall)
    assert again.roots() == first.roots()
    assert again.credential("seal-0103", "电子印章", COURT).certificate == key


def test_every_certificate_says_that_it_is_a_demonstration(authority: DemoAuthority) -> None:
    seal = authority.credential("seal-0103", "一个名字非常非常长" * 8, COURT)
    for certificate in (seal.certificate, *seal.chain, x509.load_pem_x509_certificate(authority.roots()[0])):
        assert DEMO in certificate.subject.rfc4514_string().replace("\\", "")


@pytest.mark.parametrize("slug", ["", "../root", "Seal", "a/b", "x" * 65])
def test_a_signers_slug_never_becomes_a_path(authority: DemoAuthority, slug: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        authority.credential(slug, "x", "y")


def test_another_library_accepts_the_time_stamp(authority: DemoAuthority) -> None:
    request = TimestampRequestBuilder().data(b"hello").build()
    reply = decode_timestamp_response(authority.stamp_authority().respond(request.as_bytes()))
    root = x509.load_pem_x509_certificate(authority.roots()[0])
    assert VerifierBuilder.from_request(request).add_root_certificate(root).build().verify_message(reply, b"hello")
    assert reply.tst_info.gen_time == NOW


def test_openssl_accepts_the_time_stamp(authority: DemoAuthority, tmp_path: Path) -> None:
    data, query, reply, root = (tmp_path / name for name in ("data", "query", "reply", "root.pem"))
    data.write_bytes(b"hello")
    root.write_bytes(authority.roots()[0])
    subprocess.run(["openssl", "ts", "-query", "-data", data, "-sha256", "-cert", "-out", query], check=True)
    reply.write_bytes(authority.stamp_authority().respond(query.read_bytes()))
    command = ["openssl", "ts", "-verify", "-queryfile", query, "-in", reply, "-CAfile", root]
    command += ["-attime", str(int(NOW.timestamp()))]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Verification: OK" in checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("request_bytes", "fault"),
    [
        (b"nonsense", "bad_data_format"),
        (
            tsp.TimeStampReq(
                {
                    "version": 1,
                    "message_imprint": {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": b"\x00" * 20},
                }
            ).dump(),
            "bad_alg",
        ),
    ],
    ids=["nonsense", "sha1"],
)
def test_a_bad_request_is_rejected_with_its_fault(authority: DemoAuthority, request_bytes: bytes, fault: str) -> None:
    reply = core.Sequence.load(authority.stamp_authority().respond(request_bytes))
    status = tsp.PKIStatusInfo.load(reply.contents)
    assert status["status"].native == "rejection"
    assert status["fail_info"].native == {fault}


def test_lengths_that_end_like_the_indefinite_mark_are_written_once_and_right() -> None:
    inner = b"".join(core.OctetString(b"x" * 100).dump() for _ in range(3)) + core.OctetString(b"y" * 76).dump()
    der = b"\x30\x82\x01\x80" + inner
    assert len(inner) == 0x180
    value = core.SequenceOf.load(der, spec=core.OctetString)
    assert value.dump() == der
    assert value.copy().dump() == der
