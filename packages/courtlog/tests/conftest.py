"""Fixtures of the ledger's tests; the makers behind them are in ledger_samples.py."""

import io
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from courtlog import Kind, Parts, build_bundle, issue
from courtlog.signing import sign_receipt

sys.path.insert(0, str(Path(__file__).parent))  # whatever import mode and root directory pytest runs with

# The tests of the PostgreSQL sequencer and of the pages need the repository's throw-away cluster and docs, which a copy
# of this package does not have.
TOOLS = Path(__file__).parents[3] / "tools"
NEED_REPOSITORY = ["test_ledger_postgres.py", "test_ledger_docs.py", "test_ledger_operating.py"]
collect_ignore = [] if (TOOLS / "pgcluster.py").exists() else NEED_REPOSITORY
sys.path.append(str(TOOLS))

from ledger_samples import CONTENT, LOG_KEY, PARTY_KEY, START, Sample, create, statement

EXAMPLES = 600 if os.environ.get("TONGBAN_TIER") == "all" else 60
settings.register_profile("ledger", deadline=None, max_examples=EXAMPLES, print_blob=True)
settings.load_profile("ledger")


@pytest.fixture(scope="session")
def statements():
    return [statement(number) for number in range(300)]


@pytest.fixture
def log(tmp_path):
    with create(tmp_path / "log") as log:
        yield log


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """A bundle of entry 3 of 5, with its file."""
    directory = tmp_path_factory.mktemp("sample") / "log"
    issued = issue(
        io.BytesIO(CONTENT), name="合同.txt", kind=Kind.AGREEMENT, subject="0198c2f0", key=PARTY_KEY, at=START
    )
    with create(directory) as log:
        log.deposit([statement(number) for number in range(3)])
        (deposited,) = log.deposit([issued.statement])
        log.deposit([statement(4)])
        entry, proof = log.entry(deposited.index), log.proof(deposited.index)
        before, receipt = log.head_before(deposited.index).note, sign_receipt(entry, proof, LOG_KEY)
        parts = Parts(entry, issued.opening, proof.encode(), log.policy(), before, receipt)
        return Sample(CONTENT, parts, build_bundle(parts, CONTENT), log.policy(), directory)
