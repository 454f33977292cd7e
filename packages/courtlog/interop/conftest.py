"""Interoperability: programs of other people judge this ledger's bytes, and this ledger theirs.

Each must accept ours and refuse the tampered twin. A tool that is absent fails its tests, in words that say how to get
it: a check that did not take place proves nothing. The last lines of a run say which tool judged what.
"""

import importlib.metadata
import importlib.util
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from ledger_samples import CONTENT, LOG_KEY, PARTY_KEY, START, WITNESS_KEY, create, key, statement

from courtlog import ML_DSA_44, Kind, Parts, build_bundle, issue
from courtlog.note import Note
from courtlog.proofs import consistency_path
from courtlog.signing import cosign, sign_receipt
from courtlog.tiles import TileTree

QUANTUM_KEY = key("w.example/pq", ML_DSA_44)


@pytest.fixture
def judge(record_property):
    """Name the foreign tool that a test is about; gives it, or fails in words when it is absent."""

    def named(tool, what):
        if tool.startswith("command:"):
            tool = tool.removeprefix("command:")
            found = shutil.which(tool)
            version = subprocess.check_output([found, "version"], text=True).split()[1] if found else ""
        else:
            found = importlib.util.find_spec(tool.replace("-", "_").removesuffix("_bin"))
            version = importlib.metadata.version(tool) if found else ""
        if not found:
            record_property("judge", f"{tool}: ABSENT, {what} was not judged")
            pytest.fail(f"absent: {tool}. Install it (a package of this name) and run again.")
        record_property("judge", f"{tool} {version}: {what}: accepts ours, refuses the tampered twin")
        return found

    return named


class Scene:
    """A log of 300 entries with Ed25519 and ML-DSA-44 cosignatures, an older head, and the proof of entry 270."""

    def __init__(self, directory):
        """Deposit, and keep what judges need."""
        with create(directory) as log:
            log.deposit([statement(number) for number in range(5)])
            self.older = log.head().note.decode()
            issued = issue(
                io.BytesIO(CONTENT), name="a.txt", kind=Kind.EVIDENCE, subject="0198c2f0", key=PARTY_KEY, at=START
            )
            log.deposit([*(statement(number) for number in range(5, 270)), issued.statement])
            log.deposit([statement(number) for number in range(271, 300)])
            head = log.head()
            self.log, self.folder, self.index = log, directory / "public", 270
            self.entry, self.size, self.root = log.entry(270), head.checkpoint.size, head.checkpoint.root
            self.head = cosign(Note.parse(head.note), QUANTUM_KEY, START + 9).encode().decode()
            self.proof = log.proof(270, head)
            self.consistency = consistency_path(5, self.size, TileTree(self.size, log.read_public).node)
            self.receipt = sign_receipt(self.entry, self.proof, LOG_KEY)
            parts = Parts(self.entry, issued.opening, self.proof.encode(), log.policy(), receipt=self.receipt)
            self.parts, self.bundle = parts, build_bundle(parts, CONTENT)
        self.key, self.witness, self.quantum = (str(one.verifier) for one in (LOG_KEY, WITNESS_KEY, QUANTUM_KEY))


@pytest.fixture(scope="session")
def scene(tmp_path_factory):
    return Scene(tmp_path_factory.mktemp("scene") / "log")


def pytest_terminal_summary(terminalreporter):
    lines = [
        (outcome, value)
        for outcome in ("passed", "failed", "error")
        for report in terminalreporter.stats.get(outcome, [])
        if report.when == "call" or outcome == "error"
        for name, value in report.user_properties
        if name == "judge"
    ]
    if lines:
        terminalreporter.section("who judged what")
    for outcome, text in sorted(lines, key=lambda line: line[1]):
        terminalreporter.write_line(text if outcome == "passed" or "ABSENT" in text else f"NOT SO: {text}")
