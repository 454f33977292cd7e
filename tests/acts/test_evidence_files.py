"""What files say of themselves, noted once they are handed in: signatures of e-mails, credentials of photographs."""

from __future__ import annotations

import io
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import c2pa
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from PIL import Image

from tests.acts.conduct import does, prepared
from tests.builders import House, refused
from tests.rules.test_evidence_mail import KEYS, MESSAGE
from tongban.cases.vocabulary import CaseView
from tongban.documents.actions.upload import receive_upload
from tongban.documents.vocabulary import MEDIA_TYPES, Material
from tongban.evidence.actions import files
from tongban.evidence.adapters.credentials import TRUST_LIST, read_credentials
from tongban.evidence.models import FileFinding
from tongban.evidence.queries import exhibits_of
from tongban.evidence.vocabulary import ALSO_TAKEN, FindingKind
from tongban.register.models import Entry, Seal

GOOD = {"title": "往来邮件", "proves": "被告承认借款"}


@pytest.fixture
def case(house: House, monkeypatch: pytest.MonkeyPatch) -> CaseView:
    monkeypatch.setattr(files, "asking_dns", lambda _servers: KEYS.get)
    return prepared(house)


def evidence(content: bytes, name: str) -> Material:
    got = receive_upload(io.BytesIO(content), name, secret="no", also=ALSO_TAKEN)
    kept = got.kept
    return Material("exhibit", got.name, kept.sha256, kept.sm3, kept.size, MEDIA_TYPES[got.kind], got.pages)


def photograph() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(made, "JPEG")
    return made.getvalue()


def _name(text: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, text), x509.NameAttribute(NameOID.ORGANIZATION_NAME, text)]
    )


def _certificate(
    holder: str, issuer: str, key: ec.EllipticCurvePrivateKey, signer: ec.EllipticCurvePrivateKey, *, authority: bool
) -> bytes:
    now = datetime.now(UTC)
    usage = x509.KeyUsage(not authority, False, False, False, False, authority, authority, False, False)
    made = (
        x509.CertificateBuilder(_name(issuer), _name(holder), key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if not authority:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return made.sign(signer, hashes.SHA256()).public_bytes(Encoding.PEM)


@pytest.fixture(scope="module")
def signed() -> tuple[bytes, bytes]:
    """A photograph with content credentials of an invented camera, and the certificate of its authority."""
    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _certificate("示例根证书", "示例根证书", root, root, authority=True)
    chain = _certificate("示例相机公司", "示例根证书", own, root, authority=False) + authority
    key = own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    action = {
        "action": "c2pa.created",
        "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    }
    manifest = {
        "claim_generator_info": [{"name": "示例相机", "version": "1"}],
        "format": "image/jpeg",
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [action]}}],
    }
    made = io.BytesIO()
    told = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=key, ta_url=None)
    with c2pa.Signer.from_info(told) as signer, c2pa.Builder(json.dumps(manifest)) as builder:
        builder.sign(signer, "image/jpeg", io.BytesIO(photograph()), made)
    return made.getvalue(), authority


def test_an_email_is_kept_as_it_is_with_what_its_signatures_prove(house: House, case: CaseView) -> None:
    handed = evidence(MESSAGE, "晚饭.eml")
    assert handed.media_type == "message/rfc822"
    does(house, house.zhou, "submit_exhibit", case, (handed,), **GOOD)
    assert house.work() == []
    exhibit = exhibits_of(case.uid)[-1]
    (finding,) = exhibit.findings
    assert (finding.kind, finding.document) == (FindingKind.MAIL, exhibit.documents[0])
    assert finding.body["from"] == "Joe SixPack <joe@football.example.com>"
    assert [one["result"] for one in finding.body["dkim"]] == ["valid", "valid"]
    assert finding.body["text"].startswith("Hi.")
    assert Seal.objects.filter(sha256=handed.sha256).exists()
    noted = json.loads(Entry.objects.filter(event="files_read").latest("id").body)
    assert noted["documents"] == [str(finding.document)]


def test_what_was_noted_is_noted_once(house: House, case: CaseView) -> None:
    does(
        house, house.zhou, "submit_exhibit", case, (evidence(MESSAGE, "a.eml"), evidence(photograph(), "b.jpg")), **GOOD
    )
    house.work()
    before = FileFinding.objects.count()
    house.work()
    assert FileFinding.objects.count() == before
    kinds = {f.kind for f in exhibits_of(case.uid)[-1].findings}
    assert kinds == {FindingKind.MAIL, FindingKind.CREDENTIALS}


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"Subject: x\n\nno sender", "a.eml", "documents.damaged"),
        (b"From: a@b.example\n\nno date", "a.eml", "documents.damaged"),
        (MESSAGE, "a.pdf", "documents.name_and_content_differ"),
        (b"just words", "a.eml", "documents.kind_not_accepted"),
        (b"From: a@b.example\nDate: x\n\0\n", "a.eml", "documents.kind_not_accepted"),
        (b"\x00\x00\x00\x18ftypM4A " + b"\x00" * 40, "a.m4a", "documents.kind_not_accepted"),
    ],
)
def test_what_is_no_email_is_refused_at_the_door(content: bytes, name: str, expected: str) -> None:
    with refused(expected):
        receive_upload(io.BytesIO(content), name, secret="no", also=ALSO_TAKEN)


def test_other_forms_take_neither_emails_nor_films(db: None) -> None:
    for content, name in ((MESSAGE, "a.eml"), (b"\x00\x00\x00\x18ftypisom" + b"\x00" * 40, "a.mp4")):
        with refused("documents.kind_not_accepted"):
            receive_upload(io.BytesIO(content), name, secret="no")
        assert receive_upload(io.BytesIO(content), name, secret="no", also=ALSO_TAKEN).kept.size == len(content)


def test_credentials_are_none_valid_trusted_or_broken(signed: tuple[bytes, bytes]) -> None:
    content, authority = signed
    assert read_credentials(photograph(), "image/jpeg") == {"state": "none"}
    found = read_credentials(content, "image/jpeg")
    assert (found["state"], found["signer"], found["made_with"]) == ("valid", "示例相机公司", "示例相机 1")
    changed = bytearray(content)
    changed[-20] ^= 1
    broken = read_credentials(bytes(changed), "image/jpeg")
    assert (broken["state"], broken["broken"]) == ("broken", "assertion.dataHash.mismatch")
    trust = Path(settings.TONGBAN.home) / TRUST_LIST
    trust.write_bytes(authority)
    try:
        assert read_credentials(content, "image/jpeg")["state"] == "trusted"
    finally:
        trust.unlink()


def test_credentials_that_lie_elsewhere_are_not_fetched() -> None:
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' dcterms:provenance="http://127.0.0.1:1/x.c2pa"/></rdf:RDF></x:xmpmeta>'
    )
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG", xmp=xmp.encode())
    assert read_credentials(made.getvalue(), "image/jpeg")["state"] == "elsewhere"


def test_broken_credentials_never_break_the_upload(house: House, case: CaseView, signed: tuple[bytes, bytes]) -> None:
    draw, content = random.Random(7), signed[0]
    for cut in (400, 3000):
        assert read_credentials(content[:cut], "image/jpeg")["state"] in {"unreadable", "broken", "none"}
    noise = bytearray(content)
    for _ in range(60):
        noise[draw.randrange(200, 4000)] = draw.randrange(256)
    assert read_credentials(bytes(noise), "image/jpeg")["state"] in {"unreadable", "broken"}
    assert read_credentials(b"c2pa" * 9, "video/mp4")["state"] == "unreadable"
    does(house, house.zhou, "submit_exhibit", case, (evidence(content, "照片.jpg"),), **GOOD)
    assert house.work() == []
    assert exhibits_of(case.uid)[-1].findings[0].body["state"] == "valid"
