"""The pages in docs/ledger are true: their commands run as they stand, and the tests that they name exist."""

import ast
import dataclasses
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ledger_samples import CONTENT, LOG_KEY
from test_ledger_standalone import flip, members, pack

from courtlog import TlogProof, build_bundle
from courtlog.stamp import stamped
from courtlog.tsa import CA, Authority, create_authority

TESTS = Path(__file__).resolve().parent
REPOSITORY = TESTS.parents[2]
PAGES = REPOSITORY / "docs" / "ledger"
BASH = shutil.which("bash")


def commands(page):
    """All shell blocks of a page as one script, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", (PAGES / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return blocks, "\n".join(blocks)


@pytest.fixture(scope="module")
def scene(sample, tmp_path_factory):
    """A complete bundle (receipt, time stamp) and the root of its time stamp authority."""
    place = tmp_path_factory.mktemp("tsa")
    create_authority(place, "Exampleville Time Stamps", datetime.now(UTC))
    data = stamped(TlogProof.parse(sample.parts.proof).head, LOG_KEY.verifier)
    from rfc3161_client import TimestampRequestBuilder  # noqa: PLC0415

    query = TimestampRequestBuilder().data(data).build().as_bytes()
    stamp = Authority.load(place).respond(query)
    bundle = build_bundle(dataclasses.replace(sample.parts, stamp=stamp), CONTENT)
    return bundle, (place / CA).read_bytes()


def by_hand(place, bundle, policy, roots):
    place.mkdir()
    (place / "bundle.zip").write_bytes(bundle)
    (place / "court.tlog-policy").write_bytes(policy)
    (place / "tsa-ca.pem").write_bytes(roots)
    _, script = commands("verify-by-hand.md")
    return subprocess.run([BASH], input=script, cwd=place, capture_output=True, text=True, check=False)


def test_the_commands_of_the_page_verify_a_bundle(scene, sample, tmp_path):
    done = by_hand(tmp_path / "sound", scene[0], sample.policy, scene[1])
    assert done.returncode == 0, done.stderr
    blocks, _ = commands("verify-by-hand.md")
    said = [line for line in done.stdout.splitlines() if line.startswith("OK")]
    assert len(said) == len(blocks) == 8, done.stdout
    assert "court.example/log/witness cosigned at 2027-01-15" in done.stdout


TWINS = {
    "the file": ("file/合同.txt", lambda data: data + b"!"),
    "the SHA-256 digest": ("opening.json", lambda data: re.sub(rb'"sha256":"..', b'"sha256":"00', data)),
    "the salt": ("opening.json", lambda data: re.sub(rb'"salt":"..', b'"salt":"00', data)),
    "the issuer's signature": ("statement.cose", flip),
    "the path": ("proof.tlog-proof", lambda data: re.sub(rb"(index \d+\n).", rb"\1A", data)),
    "the size": ("proof.tlog-proof", lambda data: data.replace(b"court.example/log\n4\n", b"court.example/log\n5\n")),
    "the time stamp": ("tsa.tsr", flip),
    "the receipt": ("receipt.cose", flip),
}


@pytest.mark.parametrize("what", [*TWINS, "the log's signature", "the cosignature"])
def test_the_commands_of_the_page_refuse_a_tampered_twin(scene, sample, tmp_path, what):
    parts, proof = members(scene[0]), sample.parts.proof
    if what in TWINS:
        name, change = TWINS[what]
        changed = change(parts[name], len(parts[name]) - 1) if change is flip else change(parts[name])
    else:
        name, key = "proof.tlog-proof", "court.example/log" + ("/witness" if "co" in what else "") + " "
        at = proof.index(f"\u2014 {key}".encode()) + 60
        changed = proof[:at] + (b"A" if proof[at : at + 1] != b"A" else b"B") + proof[at + 1 :]
    assert changed != parts[name]
    done = by_hand(tmp_path / "twin", pack((parts | {name: changed}).items()), sample.policy, scene[1])
    assert done.returncode != 0, done.stdout


def test_the_time_stamp_commands_in_the_bundles_own_instructions_work(scene, tmp_path):
    (tmp_path / "tsa-ca.pem").write_bytes(scene[1])
    parts = members(scene[0])
    for name in ("proof.tlog-proof", "tsa.tsr"):
        (tmp_path / name).write_bytes(parts[name])
    lines = [line.strip() for line in parts["VERIFY.txt"].decode().splitlines()]
    script = "\n".join(line for line in lines if line.startswith(("(sed", "openssl ts")))
    done = subprocess.run([BASH, "-e"], input=script, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Verification: OK" in done.stdout + done.stderr


def names_of_tests():
    """All tests of the repository, as file::function."""
    files = [*TESTS.glob("test_*.py"), *(TESTS.parent / "interop").glob("test_*.py")]
    for path in [*files, *(REPOSITORY / "tests").rglob("test_*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield f"{path.name}::{node.name}"


def test_every_test_that_a_page_names_exists():
    there = set(names_of_tests())
    named = {
        (page.name, name)
        for page in PAGES.glob("*.md")
        for name in re.findall(r"`(test_\w+\.py::test_\w+)`", page.read_text(encoding="utf-8"))
    }
    assert named
    assert {one for one in named if one[1] not in there} == set()


def test_every_row_of_the_threat_table_names_a_test_or_says_why_there_is_none():
    text = (PAGES / "threats.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| threat", "|---"))]
    assert len(rows) > 20
    bare = [row for row in rows if "::test_" not in row and "no test" not in row]
    assert bare == []
