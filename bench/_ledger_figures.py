"""Keys and statements for the measures of the ledger, the same in every process; how it measures is in courtlog."""

import hashlib
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from courtlog import bench
from courtlog.intake import Checkers
from courtlog.note import COSIGNATURE
from courtlog.signing import SignerKey
from courtlog.statement import thumbprint

ISSUER = SignerKey("party.example", 1, hashlib.sha256(b"party").digest())
LOG = SignerKey("court.example/bench", 1, hashlib.sha256(b"log").digest())
WITNESS = SignerKey("court.example/bench/witness", COSIGNATURE, hashlib.sha256(b"witness").digest())


def statement(number: int) -> bytes:
    """Sign the statement with this number."""
    return bench.statement(number, ISSUER)


def statements(count: int) -> list[bytes]:
    """Sign many statements on all cores, before anything is measured."""
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(statement, range(count), chunksize=2_000))


def checkers(processes: int) -> Checkers:
    """Start processes that check the signatures of the samples."""
    return Checkers({thumbprint(ISSUER.verifier.public): ISSUER.verifier.public}, processes)
