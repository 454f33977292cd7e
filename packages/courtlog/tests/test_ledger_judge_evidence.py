"""The second reader and courtlog agree on member proofs, changes of keys and evidence, sound, changed and strange."""

import base64
import os
import random

import pytest
from judge_evidence import check_change, check_member, judge_conflict
from judge_notes import Altered, Conflict, NotProven, Unreadable, Vkey
from ledger_people import History
from ledger_samples import LOG_KEY, key
from mutants_bytes import BYTES
from test_ledger_batch import batch, member

from courtlog import errors
from courtlog.batch import MemberProof
from courtlog.conflict import Evidence
from courtlog.keychange import KeyChange
from courtlog.note import COSIGNATURE, ML_DSA_44
from courtlog.signing import cosign

COUNT = 20_000 if os.environ.get("TONGBAN_TIER") == "all" else 600
WORDS = {
    errors.Conflict: "CONFLICT", errors.Contradiction: "ALTERED", errors.Missing: "NOT PROVEN",
    errors.Malformed: "UNREADABLE", Conflict: "CONFLICT", Altered: "ALTERED", NotProven: "NOT PROVEN",
    Unreadable: "UNREADABLE",
}  # fmt: skip


def word(check, *arguments):
    try:
        check(*arguments)
    except tuple(WORDS) as error:
        return next(word for kind, word in WORDS.items() if isinstance(error, kind))
    return "MATCH"


def agree(samples, ours, theirs, count=COUNT):
    """Give each sample and `count` changed ones to both; gives the words that were met."""
    rng = random.Random(os.environ.get("TONGBAN_SEED") or 1)
    met, differing = set(), []
    for number in range(len(samples) + count):
        data = samples[number % len(samples)]
        for _ in range(number >= len(samples) and rng.choice((1, 1, 2))):
            data = rng.choice(BYTES)(rng, data)
        words = word(ours, data), word(theirs, data)
        met.add(words[0])
        if words[0] != words[1]:
            differing.append((words, data))
    assert differing == []
    return met


def test_member_proofs():
    records, _, signed = batch(5)
    samples = [MemberProof.of(records, number).encode() for number in range(5)]
    ours = lambda data: MemberProof.parse(data).verify(member(2), signed)  # noqa: E731
    met = agree(samples, ours, lambda data: check_member(data, records[128:192], signed.members))
    assert met == {"MATCH", "ALTERED", "UNREADABLE"}


OLD = {kind: key("w.example", kind) for kind in (COSIGNATURE, ML_DSA_44)}
AUTHORITY, STRANGER = key("example/log"), key("ample/log")


def changes():
    for kind, old in OLD.items():
        new = type(old)(old.name, kind, bytes(32))
        yield KeyChange(old.verifier, new.verifier, 1_800_000_000).sign(old, new)
        yield KeyChange(old.verifier, new.verifier, 1_800_000_000).sign(old)
        for signer in (old, AUTHORITY, STRANGER):
            yield KeyChange(old.verifier, None, 5).sign(signer)
    yield KeyChange(old.verifier, key("v.example", ML_DSA_44).verifier, 5).sign(old, key("v.example", ML_DSA_44))


def test_changes_of_keys():
    authorities = [AUTHORITY.verifier, STRANGER.verifier]
    ours = lambda data: KeyChange.open(data, authorities)  # noqa: E731
    theirs = [Vkey(str(one)) for one in authorities]
    met = agree(list(changes()), ours, lambda data: check_change(data, theirs), COUNT // 2)
    assert met == {"MATCH", "ALTERED", "NOT PROVEN", "UNREADABLE"}


@pytest.fixture(scope="module")
def evidence():
    honest, forked = History(40), History(40, branch=1, same=10)
    witness = key("w.example", COSIGNATURE)
    keys = [LOG_KEY.verifier, witness.verifier]
    made = [
        Evidence(honest.head(20).encode(), forked.head(20).encode(), tuple(keys)),
        Evidence(honest.head(20).encode(), honest.head(20).encode(), tuple(keys)),
        Evidence(honest.head(30).encode(), honest.head(20).encode(), tuple(keys)),
    ]
    for small in (honest, forked):
        first, second = small.head(16).encode(), forked.head(33).encode()
        root = forked.head(16).text.split("\n")[2]
        path = tuple(forked.proof(16, 33))
        made.append(Evidence(first, second, tuple(keys), base64.b64decode(root), path))
    for before, after in ((9, 5), (5, 9), (5, 5)):
        heads = (cosign(honest.head(20), witness, before), cosign(honest.head(30), witness, after))
        made.append(Evidence(*(one.encode() for one in heads), tuple(keys)))
    return [one.encode() for one in made], keys


def test_evidence_of_conflicts(evidence):
    samples, keys = evidence
    theirs = [Vkey(str(one)) for one in keys]
    met = agree(samples, lambda data: Evidence.parse(data).judge(keys), lambda data: judge_conflict(data, theirs))
    assert {"CONFLICT", "NOT PROVEN", "UNREADABLE"} <= met
