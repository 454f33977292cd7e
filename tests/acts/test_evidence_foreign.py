"""Proofs by programs of others: a log of another project, and a time stamp authority made with openssl alone."""

from __future__ import annotations

import hashlib
import io
import subprocess
from pathlib import Path

import pytest

import courtlog
from courtlog.log import load_key
from courtlog.operations import keygen
from courtlog.proofs import inclusion_path
from courtlog.reader import RemoteTree, read_head
from courtlog.signing import cosign
from courtlog.tiles import decode_bundle
from courtlog.web import source_of
from tongban.evidence.adapters.nodes import asking
from tongban.evidence.adapters.outside import Found, Trusted, check_outside, readable_trust
from tongban.evidence.rules.platforms import form_of
from tongban.evidence.vocabulary import PlatformKind, ProofForm
from tongban.kernel.ids import new_id

VECTORS = Path(courtlog.__file__).parents[2] / "tests" / "vectors"
FOREIGN = VECTORS / "tessera" / "testdata" / "log"
FOREIGN_KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"


def checked(proof: bytes, content: bytes, folder: Path, *known: Trusted) -> Found:
    form = form_of(proof[:64])
    assert form is not None
    files = {hashlib.sha256(content).hexdigest(): lambda: io.BytesIO(content)}
    return check_outside(form, proof, files, known, asking({}))


def ledger(policy: str) -> Trusted:
    assert readable_trust(PlatformKind.LEDGER, policy)
    return Trusted(new_id(), PlatformKind.LEDGER, policy)


@pytest.fixture(scope="module")
def foreign() -> tuple[bytes, bytes, bytes]:
    """Entry 7 of the foreign log, its proof, and the log's head."""
    source = source_of(str(FOREIGN))
    head = read_head(source, [courtlog.VerifierKey.parse(FOREIGN_KEY)])
    tree = RemoteTree(head.checkpoint, source)
    path = tuple(inclusion_path(7, tree.size, tree.node))
    return decode_bundle(tree.data("entries", 0))[7], courtlog.TlogProof(7, path, head.note).encode(), head.note


def test_an_entry_of_a_foreign_log_matches_without_a_time_when_no_witness_gave_one(
    foreign: tuple[bytes, bytes, bytes], tmp_path: Path
) -> None:
    entry, proof, _ = foreign
    keeper = ledger(f"log {FOREIGN_KEY}\nquorum none\n")
    found = checked(proof, entry, tmp_path, keeper)
    assert (found.verdict, found.origin, found.platform) == ("MATCH", "example.com/log/testdata", keeper.uid)
    assert (found.since, found.lacks) == (None, ("time.caveat", "content.caveat"))


def test_a_witness_that_the_register_names_gives_a_foreign_log_its_time(
    foreign: tuple[bytes, bytes, bytes], tmp_path: Path
) -> None:
    entry, proof, note = foreign
    keygen("w.example/w", tmp_path / "w.key", witness=True)
    witness = load_key(tmp_path / "w.key")
    policy = f"log {FOREIGN_KEY}\nwitness w {witness.verifier}\nquorum w\n"
    assert checked(proof, entry, tmp_path, ledger(policy)).lacks[0] == "head.missing"
    head = cosign(courtlog.note.Note.parse(note), witness, 1_800_000_000).encode()
    told = courtlog.TlogProof.parse(proof)
    found = checked(courtlog.TlogProof(told.index, told.path, head).encode(), entry, tmp_path, ledger(policy))
    assert found.since is not None
    assert (found.verdict, found.since.timestamp()) == ("MATCH", 1_800_000_000)


def test_a_foreign_proof_for_another_file_another_key_or_an_unknown_log_does_not_match(
    foreign: tuple[bytes, bytes, bytes], tmp_path: Path
) -> None:
    entry, proof, _ = foreign
    keeper = ledger(f"log {FOREIGN_KEY}\nquorum none\n")
    assert checked(proof, entry + b"!", tmp_path, keeper).verdict == "ALTERED"
    assert checked(proof.replace(b"index 7", b"index 8"), entry, tmp_path, keeper).verdict == "ALTERED"
    unknown = checked(proof, entry, tmp_path)
    assert (unknown.verdict, unknown.platform, unknown.lacks[0]) == ("NOT PROVEN", None, "policy.caveat")
    keygen("example.com/log/testdata", tmp_path / "forged.key", witness=False)
    forged = ledger(f"log {load_key(tmp_path / 'forged.key').verifier}\nquorum none\n")
    assert checked(proof, entry, tmp_path, forged).lacks[0] == "head.missing"
    place = proof.rindex(b"M9e0l") + 20
    altered = proof[:place] + (b"A" if proof[place : place + 1] != b"A" else b"B") + proof[place + 1 :]
    assert checked(altered, entry, tmp_path, keeper).verdict != "MATCH"
    assert checked(proof[:60], entry, tmp_path, keeper).lacks == ("proof.unreadable",)


class Openssl:
    """A time stamp authority that nobody but openssl made: its root, its signer, and what it stamps."""

    def __init__(self, folder: Path, purpose: str = "critical,timeStamping") -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "serial").write_text("01")
        (folder / "ts.cnf").write_text(
            "[tsa]\ndefault_tsa = own\n[own]\nserial = serial\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\n"
            "digests = sha1, sha256, sha512\nordering = yes\ness_cert_id_chain = no\ness_cert_id_alg = sha256\n"
        )
        usage = f"keyUsage=critical,digitalSignature\nextendedKeyUsage={purpose}\n"
        (folder / "ext").write_text(f"basicConstraints=CA:FALSE\n{usage}")
        fresh = ("req", "-newkey", "rsa:2048", "-nodes")
        self.run(*fresh, "-x509", "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=other root")
        self.run(*fresh, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=other tsa")
        self.sign("20200101000000Z", "20400101000000Z")

    def sign(self, begins: str, ends: str) -> None:
        """Give the signer a certificate for this period."""
        (self.folder / "index").write_text("")
        (self.folder / "ca.cnf").write_text(
            "[ca]\ndefault_ca = own\n[own]\ndatabase = index\nserial = serial2\nnew_certs_dir = .\n"
            "default_md = sha256\npolicy = any\nunique_subject = no\n[any]\ncommonName = supplied\n"
        )
        (self.folder / "serial2").write_text("10")
        self.run("ca", "-batch", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", "tsa.csr", "-out",
                 "tsa.pem", "-startdate", begins, "-enddate", ends, "-extfile", "ext", "-notext")  # fmt: skip

    def run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def stamp(self, content: bytes, algorithm: str = "sha256", *, with_chain: bool = True) -> bytes:
        """The response to a query about `content`."""
        (self.folder / "x").write_bytes(content)
        asked = ["-cert"] if with_chain else []
        self.run("ts", "-query", "-data", "x", f"-{algorithm}", *asked, "-out", "x.tsq")
        self.run("ts", "-reply", "-config", "ts.cnf", "-section", "own", "-queryfile", "x.tsq", "-signer", "tsa.pem",
                 "-inkey", "tsa.key", "-out", "x.tsr")  # fmt: skip
        return (self.folder / "x.tsr").read_bytes()

    def known(self) -> Trusted:
        return Trusted(new_id(), PlatformKind.STAMP, (self.folder / "ca.pem").read_text())


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Openssl:
    return Openssl(tmp_path_factory.mktemp("openssl") / "tsa")


def test_a_stamp_of_an_authority_that_openssl_made_matches_for_its_own_file_alone(
    authority: Openssl, tmp_path: Path
) -> None:
    keeper = authority.known()
    for algorithm in ("sha256", "sha512"):
        found = checked(authority.stamp(b"contract", algorithm), b"contract", tmp_path, keeper)
        assert (found.verdict, found.platform, found.origin) == ("MATCH", keeper.uid, "other tsa")
    other = checked(authority.stamp(b"contract"), b"contract!", tmp_path, keeper)
    assert (other.verdict, other.lacks) == ("ALTERED", ("proof.no_file_matches",))
    assert checked(authority.stamp(b"contract", "sha1"), b"contract", tmp_path, keeper).lacks == ("stamp.weak_digest",)


def test_an_authority_that_the_register_does_not_know_proves_nothing(
    authority: Openssl, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = Openssl(tmp_path_factory.mktemp("openssl") / "tsa")
    for known in ((), (stranger.known(),)):
        found = checked(authority.stamp(b"contract"), b"contract", tmp_path, *known)
        assert (found.verdict, found.platform, found.lacks[0]) == ("NOT PROVEN", None, "stamp.authority_unknown")


@pytest.mark.parametrize("days", [("20200101000000Z", "20210101000000Z"), ("20390101000000Z", "20400101000000Z")])
def test_an_authority_whose_certificate_did_not_hold_at_the_time_of_the_stamp_proves_nothing(
    days: tuple[str, str], tmp_path: Path
) -> None:
    lapsed = Openssl(tmp_path / "tsa")
    sound = lapsed.stamp(b"contract")
    assert checked(sound, b"contract", tmp_path, lapsed.known()).verdict == "MATCH"
    lapsed.sign(*days)
    found = checked(lapsed.stamp(b"contract"), b"contract", tmp_path, lapsed.known())
    assert (found.verdict, found.platform) == ("NOT PROVEN", None)


def test_a_certificate_for_another_purpose_makes_no_time_stamp(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        Openssl(tmp_path / "tsa", "serverAuth").stamp(b"contract")


def test_a_key_in_the_name_of_a_known_authority_is_not_taken_for_it(authority: Openssl, tmp_path: Path) -> None:
    forger = Openssl(tmp_path / "tsa")
    found = checked(forger.stamp(b"contract"), b"contract", tmp_path, authority.known())
    assert (found.verdict, found.origin) == ("NOT PROVEN", "other tsa")


def test_a_refusal_of_an_authority_is_no_stamp(authority: Openssl, tmp_path: Path) -> None:
    refused = bytes.fromhex("30073005020102")[:2] + bytes.fromhex("3005020102")
    assert checked(b"\x30\x05\x30\x03\x02\x01\x02", b"contract", tmp_path, authority.known()).lacks == (
        "proof.unreadable",
    )
    assert checked(refused, b"contract", tmp_path, authority.known()).verdict == "NOT PROVEN"
    assert form_of(refused) is ProofForm.STAMP
