"""Shared makers of keys, statements, logs and bundles; time is a counter, so that every run is the same."""

import hashlib
import itertools
from pathlib import Path
from typing import NamedTuple

from courtlog import COSIGNATURE, Commitments, Kind, Log, Parts, SignerKey, Statement
from courtlog import sign_statement as sign

VECTORS = Path(__file__).parent / "vectors"
ORIGIN = "court.example/log"
START = 1_800_000_000


def key(name, algorithm=1):
    return SignerKey(name, algorithm, hashlib.sha256(name.encode()).digest())


LOG_KEY = key(ORIGIN)
WITNESS_KEY = key(f"{ORIGIN}/witness", COSIGNATURE)
PARTY_KEY = key("party.example")


class Clock:
    """Advances one minute at each look."""

    def __init__(self, start=START):
        self.times = itertools.count(start, 60)

    def __call__(self):
        return next(self.times)


def statement(number, signer=PARTY_KEY):
    """Sign a small statement, as unlike every other number's as two depositors' would be."""
    sha256, sm3 = (hashlib.sha256(f"{number} {which}".encode()).digest() for which in ("sha256", "sm3"))
    return sign(Statement(Kind.EVIDENCE, Commitments(sha256, sm3), 12, signer.name, f"s{number}", START), signer)


def create(directory, **options):
    options.setdefault("clock", Clock())
    return Log.create(directory, LOG_KEY, WITNESS_KEY, **options)


def reopen(directory, **options):
    options.setdefault("clock", Clock(START + 10**6))
    return Log(directory, LOG_KEY, WITNESS_KEY, **options)


class Sample(NamedTuple):
    content: bytes
    parts: Parts
    bundle: bytes
    policy: bytes
    log: Path


CONTENT = "借款合同: Zhang lends Li 10,000 yuan.\n".encode()
