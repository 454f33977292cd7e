"""Time stamps: openssl ts and rfc3161-client judge ours, and ours judges one that openssl made."""

import subprocess
import time
from datetime import UTC, datetime

import pytest
from cryptography import x509
from ledger_samples import LOG_KEY
from ledger_servers import serving

from courtlog.errors import CourtlogError
from courtlog.stamp import check_stamp, read_roots, stamped
from courtlog.tsa import CA, Authority, ask, create_authority
from courtlog.web import Answer, read_body


@pytest.fixture(scope="module")
def place(scene, tmp_path_factory):
    """A folder with our stamp on a head, the head, its tampered twin and the root certificate."""
    folder = tmp_path_factory.mktemp("stamp")
    create_authority(folder, "Exampleville Time Stamps", datetime.now(UTC))
    data = stamped(scene.head.encode(), LOG_KEY.verifier)
    with serving(Authority.load(folder)) as address:
        (folder / "tsa.tsr").write_bytes(ask(address, data))
    (folder / "head").write_bytes(data)
    (folder / "twin").write_bytes(data.replace(b"\n300\n", b"\n301\n"))
    return folder


def openssl(place, *words):
    return subprocess.run(["openssl", *words], cwd=place, capture_output=True, text=True, check=False)


def test_openssl(judge, place):
    judge("command:openssl", "time stamps (openssl ts)")
    for name, status in (("head", 0), ("twin", 1)):
        done = openssl(place, "ts", "-verify", "-in", "tsa.tsr", "-data", name, "-CAfile", CA)
        assert done.returncode == status, done.stderr


def test_rfc3161_client(judge, place):
    judge("rfc3161-client", "time stamps")
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    root = x509.load_pem_x509_certificate((place / CA).read_bytes())
    response = decode_timestamp_response((place / "tsa.tsr").read_bytes())
    verifier = VerifierBuilder().add_root_certificate(root).build()
    assert verifier.verify_message(response, (place / "head").read_bytes())
    with pytest.raises(VerificationError):
        verifier.verify_message(response, (place / "twin").read_bytes())


CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:2
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def test_a_foreign_authority(judge, place):
    judge("command:openssl", "an authority of its own, asked and believed by ours")
    (place / "tsa.cnf").write_text(CONFIGURATION)
    (place / "serial").write_text("01\n")

    def foreign(environ, start):
        (place / "query").write_bytes(read_body(environ, 10_000))
        words = (
            "-config",
            "tsa.cnf",
            "-queryfile",
            "query",
            "-signer",
            "tsa.pem",
            "-inkey",
            "tsa.key",
            "-out",
            "reply",
        )
        done = openssl(place, "ts", "-reply", *words)
        assert done.returncode == 0, done.stderr
        return Answer(200, (place / "reply").read_bytes(), "application/timestamp-reply").send(start)

    data, roots = (place / "head").read_bytes(), read_roots((place / CA).read_bytes())
    with serving(foreign) as address:
        response = ask(address, data)
    found = check_stamp(response, data, roots)
    assert abs(found.time - time.time()) < 600
    with pytest.raises(CourtlogError):
        check_stamp(response, (place / "twin").read_bytes(), roots)
