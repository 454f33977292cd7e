"""CBOR, statements, commitments and openings."""

import dataclasses
import io
import json

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import CONTENT, PARTY_KEY, START, statement

from courtlog import cbor
from courtlog.commitment import (
    CHUNK,
    Commitments,
    FileDigests,
    Salt,
    commit,
    measure,
    size_class,
    sm3,
)
from courtlog.errors import Contradiction, CourtlogError, Malformed
from courtlog.issue import issue, prove_chunk, sign_statement
from courtlog.opening import Opening
from courtlog.standalone import verify as alone
from courtlog.statement import Kind, SignedStatement, Statement, thumbprint

SCALARS = st.integers(-(2**64), 2**64 - 1) | st.binary() | st.text() | st.booleans() | st.none()
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.integers(-(2**64), 2**64 - 1) | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_values_come_back_and_another_library_reads_the_same(value):
    try:
        decoded = cbor.decode(cbor.encode(value))
    except Malformed as error:
        assert "deeply" in str(error)  # noqa: PT017  # the only permitted refusal
        return
    assert decoded == value
    assert cbor2.loads(cbor.encode(value)) == value


@given(st.binary(max_size=60))
def test_whatever_decodes_is_spelt_in_the_only_way(data):
    try:
        value = cbor.decode(data)
    except Malformed:
        return
    assert cbor.encode(value) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1800",
        "19000a",
        "5f4100ff",
        "a2010201",
        "a20201010a",
        "a2616101616102",
        "fb3ff0000000000000",
        "c0",
        "0000",
        "61ff",
        "9bffffffffffffffff00",
        "81" * 50 + "00",
        "a1f500",
        "a1410000",
    ],
)
def test_other_spellings_of_cbor_are_refused(data):
    with pytest.raises(Malformed):
        cbor.decode(bytes.fromhex(data))


def test_a_statement_is_a_cose_sign1_that_another_library_reads():
    data = statement(1)
    tagged = cbor2.loads(data)
    assert tagged.tag == 18
    protected, payload = cbor2.loads(tagged.value[0]), cbor2.loads(tagged.value[2])
    assert (protected[1], protected[4]) == (-8, thumbprint(PARTY_KEY.verifier.public))
    assert set(payload) == {"type", "commitment-sha256", "commitment-sm3", "size-class", "manifest", "chunks"}
    SignedStatement.parse(data).verify(PARTY_KEY.verifier.public)


def test_a_statement_under_another_key_or_with_another_byte_is_not_what_was_signed():
    data = statement(1)
    with pytest.raises(Contradiction):
        SignedStatement.parse(data).verify(bytes(32))
    with pytest.raises(Contradiction):
        SignedStatement.parse(data[:-1] + bytes([data[-1] ^ 1])).verify(PARTY_KEY.verifier.public)


@given(st.binary(max_size=100))
def test_no_bytes_make_the_statement_parser_fail_in_an_unforeseen_way(data):
    with pytest.raises(CourtlogError):
        SignedStatement.parse(data)


def test_a_statement_over_the_limit_of_an_entry_is_refused():
    made = SignedStatement.parse(statement(1)).statement
    with pytest.raises(Malformed, match="65535"):
        SignedStatement.parse(sign_statement(dataclasses.replace(made, subject="x" * 65_536), PARTY_KEY))


def test_later_versions_may_add_keys_that_this_one_ignores():
    signed = SignedStatement.parse(statement(1))
    payload = cbor.encode(cbor.decode(signed.payload) | {"later": 1})
    longer = cbor.encode(cbor.Tag(18, [signed.protected, {}, payload, signed.signature]))
    assert SignedStatement.parse(longer).statement == signed.statement


def test_unsalted_hashes_are_refused_by_type():
    digests = measure(io.BytesIO(CONTENT), Salt.new())
    for no_salt in (b"", bytes(32), "salt", None):
        with pytest.raises(TypeError):
            commit(digests, no_salt)
    for weak in (b"", bytes(32), b"\x01" * 32, bytes(31), bytes(33)):
        with pytest.raises(Malformed):
            Salt(weak)
    with pytest.raises(TypeError):
        sign_statement(Statement(Kind.EVIDENCE, digests.sha256, 10, "x", "y", START), PARTY_KEY)


def test_sm3_gives_the_digests_of_its_standard_in_both_implementations():
    for data, digest in (
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ):
        assert sm3(data).hex() == alone.sm3(data).hex() == digest


@given(st.binary(max_size=200))
def test_both_implementations_of_sm3_agree(data):
    assert sm3(data) == alone.sm3(data)


@pytest.mark.parametrize("size", [CHUNK + 1, 3 * CHUNK, 5 * CHUNK + 17])
def test_one_chunk_of_a_large_file_is_proven_alone(size):
    content = bytes(size % 251 + number % 3 for number in range(997)) * (size // 997 + 1)
    content = content[:size]
    issued = issue(io.BytesIO(content), name="a.mp4", kind=Kind.EVIDENCE, subject="s", key=PARTY_KEY, at=START)
    made = SignedStatement.parse(issued.statement).statement
    digests = measure(io.BytesIO(content), issued.opening.salt)
    for index in range(len(digests.chunk_leaves)):
        proof = prove_chunk(digests, issued.opening.salt, index)
        chunk = content[index * CHUNK : (index + 1) * CHUNK]
        proof.verify(chunk, made.chunks)
        with pytest.raises(CourtlogError):
            proof.verify(chunk[:-1], made.chunks)


def test_a_file_of_one_chunk_has_no_chunk_root_and_sizes_are_told_by_class_only():
    assert measure(io.BytesIO(bytes(CHUNK)), Salt.new()).chunks is None
    assert [size_class(size) for size in (0, 1, 1024, 1025, 2**20, 2**20 + 1)] == [10, 10, 10, 11, 20, 21]


def test_the_commitment_is_the_pinned_formula():
    import hashlib  # noqa: PLC0415

    salt = Salt(bytes(range(32)))
    digests = measure(io.BytesIO(CONTENT), salt)
    tag = b"court-evidence/v1\x00"
    expected = hashlib.sha256(tag + bytes(range(32)) + hashlib.sha256(CONTENT).digest()).digest()
    assert commit(digests, salt) == Commitments(expected, sm3(tag + salt.value + sm3(CONTENT)))


def opening():
    digests = FileDigests(3, bytes(32), bytes(range(32)))
    return Opening.of("a.pdf", digests, Salt(bytes(range(32))), ("party.example", PARTY_KEY.verifier.public))


def test_an_opening_comes_back_as_it_went():
    assert Opening.parse(opening().encode()) == opening()


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"domain": "x"},
        {"salt": "00"},
        {"salt": "00" * 32},
        {"name": "../a"},
        {"name": "a\\b"},
        {"name": ""},
        {"size": -1},
        {"size": 1.5},
        {"size": True},
        {"sha256": 7},
        {"sm3": "Z" * 64},
        {"issuer": "x"},
        {"issuer": {"name": "x", "key": "rsa:00"}},
        {"name": "x" * 300},
        {"name": "\ud800"},
    ],
)
def test_an_opening_that_is_not_well_formed_is_refused(change):
    with pytest.raises(Malformed):
        Opening.parse(json.dumps(json.loads(opening().encode()) | change).encode())


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"\xff", b"[" * 60_000, b" " * 70_000, opening().encode().replace(b'"size"', b'"salt"')]
)
def test_what_is_no_opening_is_refused(data):
    with pytest.raises(Malformed):
        Opening.parse(data)
