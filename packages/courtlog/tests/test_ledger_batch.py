import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import PARTY_KEY, START, statement

from courtlog import Commitments, Contradiction, Malformed, Missing, SignedStatement, check_log
from courtlog.batch import (
    MAX_MEMBERS,
    RECORD,
    Batches,
    MemberProof,
    check_batch,
    encode_records,
    issue_batch,
    members_of,
)


def member(number):
    return Commitments(*(hashlib.sha256(f"{number} {which}".encode()).digest() for which in ("sha256", "sm3")))


def batch(count):
    records = encode_records(member(number) for number in range(count))
    issued = issue_batch(records, name="batch.bin", subject="b1", key=PARTY_KEY, at=START)
    return records, issued, SignedStatement.parse(issued.statement).statement


@pytest.mark.parametrize("count", [1, 2, 3, 255, 256, 1000])
def test_each_member_of_a_batch_is_proven_alone(count):
    records, _, signed = batch(count)
    assert signed.members == members_of(records)
    for number in {0, 1, count // 2, count - 1} & set(range(count)):
        proof = MemberProof.parse(MemberProof.of(records, number).encode())
        assert proof.verify(member(number), signed) is None
        with pytest.raises(Contradiction):
            proof.verify(member(count), signed)
        with pytest.raises((Contradiction, Malformed)):
            MemberProof(number + 1, proof.path).verify(member(number), signed)


def test_a_batch_is_an_ordinary_entry_about_a_file_and_deposits_once(log):
    _, issued, _ = batch(300)
    issued.opening.check_statement(SignedStatement.parse(issued.statement).statement)
    first = log.deposit([issued.statement])
    assert log.deposit([issued.statement])[0].index == first[0].index == 0
    assert list(check_log(log.directory)) == []


def test_records_that_are_not_the_batchs_are_refused():
    records, _, signed = batch(5)
    assert check_batch(signed, records) == members_of(records)[1]
    for wrong, error in (
        (records[:-RECORD], Contradiction),
        (records[RECORD:] + records[:RECORD], Contradiction),
        (records[:-1], Malformed),
        (b"", Malformed),
        (bytes((MAX_MEMBERS + 1) * RECORD), Malformed),
    ):
        with pytest.raises(error):
            check_batch(signed, wrong)
    with pytest.raises(Malformed, match="not about a batch"):
        check_batch(SignedStatement.parse(statement(1)).statement, records)


def test_kept_records_prove_members_until_they_are_damaged(tmp_path):
    records, _, signed = batch(7)
    kept = Batches(tmp_path)
    root = members_of(records)[1]
    for _ in range(2):
        kept.keep(root, records)
    kept.prove(root.hex(), 6).verify(member(6), signed)
    with pytest.raises(Malformed):
        kept.prove(root.hex(), 7)
    for unknown in ("ab" * 32, "../log.json", ""):
        with pytest.raises(Missing):
            kept.prove(unknown, 0)
    (tmp_path / "batches" / root.hex()).write_bytes(records[:-RECORD])
    with pytest.raises(Contradiction, match="damaged"):
        kept.prove(root.hex(), 0)
    assert list(kept.faults()) == [f"The records of batch {root.hex()} are damaged."]


@given(st.binary(max_size=300) | st.just(MemberProof.of(bytes(RECORD * 9), 3).encode()), st.data())
def test_a_strange_member_proof_is_malformed_or_reads_back_the_same(data, draw):
    at = draw.draw(st.integers(0, len(data)))
    changed = data[:at] + draw.draw(st.binary(max_size=3)) + data[at + 1 :]
    try:
        assert MemberProof.parse(changed).encode() == changed
    except Malformed:
        pass
