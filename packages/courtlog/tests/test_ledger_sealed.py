"""What the first version sealed is read by every later one, and what this one makes is read by the first verifier."""

import shutil
import subprocess
import sys

from ledger_samples import LOG_KEY, PARTY_KEY, VECTORS
from test_ledger_standalone import agreed, members

from courtlog import Promise

SEALED = VECTORS / "sealed"


def test_a_bundle_of_the_first_version_matches_under_its_policy_and_key():
    trusted = ("--policy", SEALED / "first.tlog-policy", "--issuer-key", PARTY_KEY.verifier)
    assert agreed(SEALED / "first.zip", *trusted) == ("MATCH", 0)


def test_the_tampered_twin_of_an_old_bundle_is_altered(tmp_path):
    data = (SEALED / "first.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(data.replace(b"10,000 yuan", b"90,000 yuan"))
    assert agreed(tmp_path / "b.zip")[0] == "ALTERED"


def test_a_promise_of_the_first_version_is_kept_to():
    entry = members((SEALED / "first.zip").read_bytes())["statement.cose"]
    assert Promise.open((SEALED / "first.promise").read_bytes(), LOG_KEY.verifier, entry).index == 3


def test_the_first_verifier_reads_todays_bundles(sample, tmp_path):
    (tmp_path / "verify.py").write_bytes(members((SEALED / "first.zip").read_bytes())["verify.py"])
    (tmp_path / "b.zip").write_bytes(sample.bundle)
    python = shutil.which("python3") or sys.executable
    done = subprocess.run([python, "verify.py", "b.zip"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split("\n")[0]) == (0, "MATCH")
    assert "NOT CHECKED: receipt.cose" in done.stdout
