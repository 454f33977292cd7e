"""Evidence platforms and proofs of theirs: entered by a president, handed in by parties, checked by the program."""

from __future__ import annotations

import hashlib
import io
import json
import random
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import tsp

import courtlog
from courtlog.log import load_key
from courtlog.operations import keygen
from tests.acts.conduct import does, prepared
from tests.builders import MONDAY, YUZHONG, House, refused, staff
from tongban.cases.vocabulary import CaseView, Stage
from tongban.documents.actions.blobs import keep_blob, read_blob
from tongban.documents.adapters.demo_authority import DemoAuthority
from tongban.documents.models import Document
from tongban.documents.queries import newest_versions
from tongban.documents.vocabulary import Material
from tongban.evidence.actions.chain_report import report_on_chain
from tongban.evidence.actions.chain_rulings import rule_on_chain
from tongban.evidence.actions.exhibits import examine_exhibit
from tongban.evidence.actions.platforms import decide_platform, enter_platform
from tongban.evidence.adapters.nodes import asking
from tongban.evidence.adapters.outside import Trusted, check_outside
from tongban.evidence.models import OutsideProof, Platform, Ruling
from tongban.evidence.queries import exhibits_of, platforms, proof_digest
from tongban.evidence.vocabulary import PlatformKind, ProofForm, ProofView
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import Role
from tongban.register.models import Entry, Seal


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def president(house: House) -> Actor:
    return staff(YUZHONG, Role.PRESIDENT, "陈院")


PEM_OF_NOTHING = "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"


class Elsewhere:
    """A ledger of somebody else, with one file in it."""

    def __init__(self, folder: Path) -> None:
        keys = folder / "ledger" / "keys"
        keys.mkdir(parents=True)
        for name, file, witness in (("", "log.key", False), ("/w", "witness.key", True), ("/d", "d.key", False)):
            keygen(f"notary.example/log{name}", keys / file, witness=witness)
        self.folder, self.key = folder, load_key(keys / "d.key")
        courtlog.Log.create(folder / "ledger", load_key(keys / "log.key"), load_key(keys / "witness.key")).close()

    def prove(self, content: bytes) -> bytes:
        """A bundle about `content`, without it."""
        at = int(MONDAY.timestamp())
        issued = courtlog.issue(
            io.BytesIO(content), name="x.png", kind=courtlog.Kind.EVIDENCE, subject="s", key=self.key, at=at
        )
        with courtlog.Log(self.folder / "ledger") as log:
            (deposited,) = log.deposit([issued.statement])
        reader = courtlog.LogReader(self.folder / "ledger")
        proof = reader.proof(deposited.index).encode()
        return courtlog.build_bundle(courtlog.Parts(issued.statement, issued.opening, proof, reader.policy()))

    def policy(self) -> str:
        return courtlog.LogReader(self.folder / "ledger").policy().decode()


def content_of(case: CaseView) -> bytes:
    (document,) = exhibits_of(case.uid)[0].documents
    return read_blob(newest_versions([document])[document].sha256)


def as_material(content: bytes, name: str = "proof.zip") -> Material:
    kept = keep_blob(content)
    return Material("proof", name, kept.sha256, kept.sm3, kept.size, "application/octet-stream", 0)


def hand_in(house: House, case: CaseView, content: bytes) -> ProofView:
    uid = str(exhibits_of(case.uid)[0].uid)
    does(house, house.lin, "import_proof", case, (as_material(content),), exhibit=uid)
    assert house.work() == []
    return exhibits_of(case.uid)[0].proofs[-1]


def enter(house: House, president: Actor, **changed: str) -> None:
    told = {"name": "示例公证存证平台", "kind": "ledger", "operator": "示例公证处"} | changed
    enter_platform(**told, by=president, at=house.at)


def test_a_platform_is_entered_under_review_and_decided_about_with_reasons_that_everybody_reads(
    house: House, president: Actor, tmp_path: Path
) -> None:
    enter(house, president, trust=Elsewhere(tmp_path).policy())
    uid = Platform.objects.get().uid
    with refused("evidence.platform_decision_missing"):
        decide_platform(uid, "approve", reason="x", by=president, at=house.at)
    with refused("platform.reason_given"):
        decide_platform(uid, "admit", reason=" ", by=president, at=house.at)
    with refused("platform.not_at_this_stage"):
        decide_platform(uid, "suspend", reason="x", by=president, at=house.at)
    decide_platform(uid, "admit", reason="核验通过", by=president, at=house.at)
    decide_platform(uid, "suspend", reason="停机", by=president, at=house.at)
    (found,) = platforms(house.viewer(house.lin.uid))
    assert [(step.status, step.reason) for step in found.steps] == [
        ("under_review", ""), ("admitted", "核验通过"), ("suspended", "停机"),
    ]  # fmt: skip
    assert set(Entry.objects.filter(event="platform_decided").values_list("basis", flat=True)) == {"在线诉讼规则 17"}


def test_only_the_president_of_the_court_keeps_its_register(house: House, president: Actor, tmp_path: Path) -> None:
    with refused("evidence.president_alone"):
        enter(house, house.judge)
    enter(house, president, trust=Elsewhere(tmp_path).policy())
    uid = Platform.objects.get().uid
    with refused("platform.not_your_act"):
        decide_platform(uid, "admit", reason="x", by=house.judge, at=house.at)
    with refused("evidence.no_such_platform"):
        decide_platform(uid, "admit", reason="x", by=house.wuhou_judge, at=house.at)
    with refused("evidence.platform_entered_before"):
        enter(house, president, trust=Platform.objects.get().trust)


def test_an_entry_says_all_that_is_missing(house: House, president: Actor) -> None:
    with refused("evidence.platform_name_missing", "evidence.platform_operator_missing"):
        enter(house, president, name="", operator=" ", kind="chain")
    with refused("evidence.platform_kind_missing"):
        enter(house, president, kind="paper")
    for kind, trust in (
        ("ledger", "not a policy"),
        ("stamp", "not a certificate"),
        ("stamp", ""),
        ("stamp", PEM_OF_NOTHING),
    ):
        with refused("evidence.platform_keys_unreadable"):
            enter(house, president, kind=kind, trust=trust)


def test_a_bundle_of_a_known_ledger_matches_and_names_its_platform(
    house: House, case: CaseView, president: Actor, tmp_path: Path
) -> None:
    other = Elsewhere(tmp_path)
    enter(house, president, trust=other.policy())
    proof = hand_in(house, case, other.prove(content_of(case)))
    assert (proof.verdict, proof.platform, proof.status) == ("MATCH", "示例公证存证平台", "under_review")
    assert proof.origin == "notary.example/log"
    assert proof.since is not None
    assert "policy.caveat" not in proof.lacks
    row = OutsideProof.objects.get()
    assert Seal.objects.get(subject=row.uid).sha256 == row.sha256 == proof_digest(row.uid)
    assert Entry.objects.get(event="proof_checked").basis == "在线诉讼规则 16"


def test_of_an_unknown_platform_nothing_is_said(house: House, case: CaseView, tmp_path: Path) -> None:
    proof = hand_in(house, case, Elsewhere(tmp_path).prove(content_of(case)))
    assert (proof.verdict, proof.platform, proof.status) == ("NOT PROVEN", "", "")
    assert "policy.caveat" in proof.lacks


def test_a_proof_of_another_file_does_not_match_this_exhibit(house: House, case: CaseView, tmp_path: Path) -> None:
    proof = hand_in(house, case, Elsewhere(tmp_path).prove(content_of(case) + b"x"))
    assert (proof.verdict, proof.lacks) == ("ALTERED", ("proof.no_file_matches",))


def test_a_proof_that_contradicts_bars_the_finding_that_the_record_is_unaltered(
    house: House, case: CaseView, tmp_path: Path
) -> None:
    hand_in(house, case, Elsewhere(tmp_path).prove(content_of(case) + b"x"))
    house.put_at(case, Stage.HEARING)
    uid = exhibits_of(case.uid)[0].uid
    examine_exhibit(case.uid, uid, by=house.judge, at=house.at)
    with refused("evidence.check_without_match"):
        rule_on_chain(case.uid, uid, "unaltered", by=house.judge, at=house.at)
    rule_on_chain(case.uid, uid, "rebutted", reasons="与存证不一致", by=house.judge, at=house.at)
    assert Ruling.objects.get().checks[-1]["verdict"] == "ALTERED"
    report = report_on_chain(case.uid, uid, by=house.clerk, at=house.at)
    (told,) = json.loads(Document.objects.get(uid=report).data)["outside"]
    assert (told["verdict"], told["platform"]) == ("ALTERED", "")


def test_a_forged_log_under_a_known_name_is_not_taken_for_it(
    house: House, case: CaseView, president: Actor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    enter(house, president, trust=Elsewhere(tmp_path_factory.mktemp("true")).policy())
    proof = hand_in(house, case, Elsewhere(tmp_path_factory.mktemp("false")).prove(content_of(case)))
    assert proof.verdict == "NOT PROVEN"
    assert "head.missing" in proof.lacks


def stamped(home: Path, content: bytes, algorithm: str = "sha256") -> tuple[bytes, str]:
    """An RFC 3161 response over `content` asked for by openssl, and the authority's root."""
    authority = DemoAuthority.initialise(home, "示例", lambda: datetime(2026, 11, 20, tzinfo=UTC))
    (home / "x").write_bytes(content)
    asked = ["openssl", "ts", "-query", "-data", "x", f"-{algorithm}", "-cert", "-out", "x.tsq"]
    subprocess.run(asked, cwd=home, check=True, capture_output=True)
    return authority.stamp_authority().respond((home / "x.tsq").read_bytes()), b"".join(authority.roots()).decode()


def test_a_time_stamp_of_a_known_authority_matches_and_of_an_unknown_one_is_not_proven(
    house: House, case: CaseView, president: Actor, tmp_path: Path
) -> None:
    answer, root = stamped(tmp_path, content_of(case))
    proof = hand_in(house, case, answer)
    assert (proof.verdict, proof.platform) == ("NOT PROVEN", "")
    assert "stamp.authority_unknown" in proof.lacks
    enter(house, president, kind="stamp", name="示例时间戳", trust=root)
    token = tsp.TimeStampResp.load(answer)["time_stamp_token"].dump()
    proof = hand_in(house, case, token)
    assert (proof.verdict, proof.platform) == ("MATCH", "示例时间戳")
    assert proof.since == datetime(2026, 11, 20, tzinfo=UTC)


def test_a_flipped_bit_in_a_time_stamp_never_matches(
    house: House, case: CaseView, president: Actor, tmp_path: Path
) -> None:
    answer, root = stamped(tmp_path, content_of(case), "sha512")
    enter(house, president, kind="stamp", trust=root)
    assert hand_in(house, case, answer).verdict == "MATCH"
    place = answer.index(b"20261120000000Z")
    for at in (place + 9, len(answer) - 3):
        forged = bytearray(answer)
        forged[at] ^= 1
        assert hand_in(house, case, bytes(forged)).verdict != "MATCH"


@pytest.mark.heavy(keep=12)
@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_time_stamp_or_bundle_is_judged_and_never_breaks_the_check(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    files = {hashlib.sha256(b"content").hexdigest(): lambda: io.BytesIO(b"content")}
    (tmp_path / "tsa").mkdir()
    answer, root = stamped(tmp_path / "tsa", b"content")
    known = [Trusted(new_id(), PlatformKind.STAMP, root)]
    assert check_outside(ProofForm.STAMP, answer, files, known, asking({})).verdict == "MATCH"
    for _ in range(20):
        damaged = bytearray(answer)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        end = chance.choice((len(damaged), chance.randrange(len(damaged))))
        for form in (ProofForm.STAMP, ProofForm.LEDGER):
            found = check_outside(form, bytes(damaged[:end]), files, known, asking({}))
            # Bits outside the signature may differ: then the time that was signed is still the one that is told.
            assert found.verdict in {"ALTERED", "NOT PROVEN"} or found.since == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"\0" * 40, b"0\x82\x01\x00" + b"\0" * 40], ids=["zip", "der"])
def test_what_only_looks_like_a_proof_is_not_proven(house: House, case: CaseView, content: bytes) -> None:
    proof = hand_in(house, case, content)
    assert (proof.verdict, proof.lacks) == ("NOT PROVEN", ("proof.unreadable",))


def test_what_is_no_proof_twice_the_same_and_from_the_other_side_is_refused(
    house: House, case: CaseView, president: Actor, tmp_path: Path
) -> None:
    uid = str(exhibits_of(case.uid)[0].uid)
    with refused("evidence.proof_form_unknown"):
        does(house, house.lin, "import_proof", case, (as_material(b"%PDF-1.7"),), exhibit=uid)
    with refused("evidence.proof_missing"):
        does(house, house.lin, "import_proof", case, exhibit=uid)
    with refused("evidence.proof_too_large"):
        does(house, house.lin, "import_proof", case, (as_material(b"PK\x03\x04" + b"\0" * 5_000_000),), exhibit=uid)
    other = Elsewhere(tmp_path)
    made = other.prove(content_of(case))
    assert hand_in(house, case, made).verdict == "NOT PROVEN"
    enter(house, president, trust=other.policy())
    assert hand_in(house, case, made).verdict == "MATCH"
    with refused("evidence.proof_handed_in_before"):
        does(house, house.lin, "import_proof", case, (as_material(made),), exhibit=uid)
    with refused("evidence.not_your_exhibit"):
        does(house, house.zhou, "import_proof", case, (as_material(made),), exhibit=uid)
