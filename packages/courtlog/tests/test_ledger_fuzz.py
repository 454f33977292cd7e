"""Whatever bytes are given to a parser: an answer or a `CourtlogError`, in bounded time and memory.

Real samples are truncated, stretched, reordered, duplicated, spliced and bit-flipped by a seed (TONGBAN_SEED); the
number of rounds follows TONGBAN_TIER. Nothing else may come out, and a changed sample may prove nothing new.
"""

import io
import os
import random
import struct
import time
import tracemalloc
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import CONTENT, LOG_KEY, ORIGIN, PARTY_KEY, START, WITNESS_KEY, create, key, statement
from rfc3161_client import TimestampRequestBuilder
from test_ledger_standalone import both

from courtlog import ML_DSA_44, Bundle, Given, SignerKey, Verdict, VerifierKey, cbor
from courtlog.batch import MemberProof, encode_records
from courtlog.checkpoint import Checkpoint
from courtlog.commitment import Commitments
from courtlog.conflict import Evidence
from courtlog.deposit import Promise
from courtlog.errors import Conflict, CourtlogError
from courtlog.intake import parse_issuers
from courtlog.keychange import KeyChange
from courtlog.note import Note
from courtlog.opening import Opening
from courtlog.policy import Policy
from courtlog.receipt import check_receipt
from courtlog.report import to_json, to_text
from courtlog.signing import cosign, sign_note
from courtlog.sm2 import TYPE, parse_sm2_key
from courtlog.stamp import check_stamp, read_roots, stamped
from courtlog.statement import SignedStatement
from courtlog.tiles import decode_bundle, encode_bundle
from courtlog.tlogproof import TlogProof
from courtlog.tsa import CA, Authority, Response, create_authority
from courtlog.verification import verify_bundle
from courtlog.witness import Request

SEED = int(os.environ.get("TONGBAN_SEED", "0"))
ROUNDS = 6_000 if os.environ.get("TONGBAN_TIER") == "all" else 250
SLOWEST = 5.0
"""Seconds for one input, on a busy machine; the usual is below a hundredth."""
LARGEST = 64 << 20
"""Bytes of memory for one input, itself included."""
SPICE = (
    b"", b"\n", b"\n\n", b"\0", b"+", b" ", b"\xff" * 9, b"\xe2\x80\x94 ", b"A" * 300, b"[" * 4_000, b"9" * 5_000,
    b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff", b"\xed\xa0\x80", b"==", b"{}",
)  # fmt: skip


def text(parse):
    """A parser of text, given bytes as a file or a terminal would give them."""
    return lambda data: parse(data.decode(errors="surrogateescape"))


@pytest.fixture(scope="module")
def parsers(sample, tmp_path_factory):
    """Each parser with real samples of what it reads."""
    parts, place = sample.parts, tmp_path_factory.mktemp("fuzz")
    proof = TlogProof.parse(parts.proof)
    quantum = key("w.example/pq", ML_DSA_44)
    head = cosign(Note.parse(proof.head), quantum, START).encode()
    policy = f"log {LOG_KEY.verifier}\nwitness w {WITNESS_KEY.verifier}\nwitness q {quantum.verifier}\n"
    policy = f"{policy}group g any w q\nquorum g\n".encode()
    create_authority(place, "Fuzz", datetime.fromtimestamp(START, UTC))
    authority, roots = Authority.load(place, lambda: START), read_roots((place / CA).read_bytes())
    data = stamped(proof.head, LOG_KEY.verifier)
    with create(place / "log") as log:
        (deposited,) = log.deposit([statement(1)])
    other = cosign(sign_note(Checkpoint(ORIGIN, proof.checkpoint.size, bytes(32)).text, LOG_KEY), WITNESS_KEY, START)
    evidence = Evidence.of(proof.head, other.encode(), [LOG_KEY.verifier])
    successor = SignerKey(ORIGIN, 1, bytes(range(32)))
    change = KeyChange(LOG_KEY.verifier, successor.verifier, START)
    records = encode_records([Commitments(bytes([n]) * 32, bytes([n]) * 32) for n in range(5)])
    query = TimestampRequestBuilder().data(data).build().as_bytes()
    national = SignerKey(ORIGIN, TYPE, bytes(31) + b"\7")
    request = f"old 0\n\n{proof.head.decode()}".encode()
    trusted, keys = Policy.parse(policy), (LOG_KEY, WITNESS_KEY, quantum)
    return {
        "note": (Note.parse, [head, parts.before, deposited.promise]),
        "head": (text(Checkpoint.parse), [Note.parse(head).text.encode()]),
        "head under a policy": (trusted.check, [head, parts.before]),
        "policy": (Policy.parse, [policy, parts.policy]),
        "proof": (lambda raw: TlogProof.parse(raw).verify(parts.statement), [parts.proof]),
        "statement": (SignedStatement.parse, [parts.statement, statement(5)]),
        "cbor": (cbor.decode, [parts.statement, parts.receipt]),
        "opening": (Opening.parse, [parts.opening.encode()]),
        "promise": (lambda raw: Promise.open(raw, LOG_KEY.verifier, statement(1)), [deposited.promise]),
        "receipt": (lambda raw: check_receipt(raw, proof, trusted.logs), [parts.receipt]),
        "public key": (text(VerifierKey.parse), [str(one.verifier).encode() for one in keys]),
        "secret key": (text(SignerKey.parse), [str(one).encode() for one in keys]),
        "public SM2 key": (text(parse_sm2_key), [str(national.verifier).encode()]),
        "entry bundle": (decode_bundle, [encode_bundle([statement(n) for n in range(3)])]),
        "time stamp": (lambda raw: check_stamp(raw, data, roots), [authority.respond(query)]),
        "time stamp query": (lambda raw: Response.load(authority.respond(raw)).native, [query]),
        "evidence": (lambda raw: Evidence.parse(raw).judge(None), [evidence.encode()]),
        "change of a key": (KeyChange.open, [change.sign(LOG_KEY, successor)]),
        "witness request": (Request.parse, [request]),
        "member proof": (MemberProof.parse, [MemberProof.of(records, 3).encode()]),
        "list of issuers": (text(parse_issuers), [f"{PARTY_KEY.verifier}\n".encode()]),
    }  # fmt: skip


NAMES = (
    "note", "head", "head under a policy", "policy", "proof", "statement", "cbor", "opening", "promise", "receipt",
    "public key", "secret key", "public SM2 key", "entry bundle", "time stamp", "time stamp query", "evidence",
    "change of a key", "witness request", "member proof", "list of issuers",
)  # fmt: skip


def mutated(random, samples):
    """One sample, changed in one to four places."""
    data = random.choice(samples)
    for _ in range(random.randint(1, 4)):
        at, end = sorted(random.randint(0, len(data)) for _ in range(2))
        match random.randrange(8):
            case 0:
                data = data[:at]
            case 1:
                data = data[:at] + data[end:]
            case 2:
                data = data[:end] + data[at:end] * random.choice((1, 3, 200)) + data[end:]
            case 3:
                data = data[:at] + random.choice(SPICE) + data[at:]
            case 4 if data:
                at = random.randrange(len(data))
                data = data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]
            case 5:
                lines = data.split(b"\n")
                random.shuffle(lines)
                data = b"\n".join(lines)
            case 6:
                other = random.choice(samples)
                data = data[:at] + other[random.randint(0, len(other)) :]
            case 7:
                data = data[:at] + random.randbytes(end - at) + data[end:]
        data = data[:200_000]
    return data


def judged(parse, data):
    """Run one input; only `CourtlogError`s may come out, and soon."""
    begin = time.thread_time()
    try:
        parse(data)
    except CourtlogError:
        pass
    assert time.thread_time() - begin < SLOWEST


def test_every_parser_has_its_samples(parsers):
    assert tuple(parsers) == NAMES
    for name, (parse, samples) in parsers.items():
        for one in samples:
            if name == "evidence":
                with pytest.raises(Conflict):
                    parse(one)
            else:
                parse(one)


@pytest.mark.parametrize("name", NAMES)
def test_changed_samples_give_an_answer_or_an_error_of_ours(parsers, name):
    parse, samples = parsers[name]
    draw = random.Random(f"{SEED}:{name}")
    for number in range(ROUNDS):
        data = mutated(draw, samples)
        try:
            judged(parse, data)
        except Exception as error:
            raise AssertionError(f"round {number} of seed {SEED}: {data!r}") from error


@pytest.mark.parametrize("name", NAMES)
def test_any_bytes_give_an_answer_or_an_error_of_ours(parsers, name):
    parse, _ = parsers[name]

    @given(st.binary(max_size=400))
    def check(data):
        judged(parse, data)

    check()


def bundle_report(data):
    with Bundle.open(io.BytesIO(data)) as bundle:
        report = verify_bundle(bundle, Given())
    assert to_text(report)
    assert to_json(report)
    return report


def test_changed_bundles_give_a_verdict_or_an_error_of_ours_and_never_a_match_for_another_file(sample):
    draw = random.Random(f"{SEED}:bundle")
    for number in range(ROUNDS // 3):
        data = mutated(draw, [sample.bundle])
        begin = time.thread_time()
        try:
            if bundle_report(data).verdict is Verdict.MATCH:
                with Bundle.open(io.BytesIO(data)) as bundle, bundle.open_file() as file:
                    assert file.read() == CONTENT, number
        except CourtlogError:
            pass
        assert time.thread_time() - begin < SLOWEST, number


def test_both_verifiers_judge_changed_bundles_alike(sample, tmp_path):
    draw = random.Random(f"{SEED}:alike")
    path = tmp_path / "b.zip"
    for number in range(ROUNDS // 10):
        data = mutated(draw, [sample.bundle])
        path.write_bytes(data)
        package, alone = both(path)
        assert package == alone, (number, SEED)


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def lying(data, declared):
    """The archive with the declared size of its first member changed in both headers."""
    made = bytearray(data)
    central = made.index(b"PK\x01\x02")
    struct.pack_into("<I", made, 22, declared)
    struct.pack_into("<I", made, central + 24, declared)
    return bytes(made)


def bombs(sample):
    """Inputs that are small and ask for much."""
    with zipfile.ZipFile(io.BytesIO(sample.bundle)) as archive:
        sound = [(info.filename, archive.read(info)) for info in archive.infolist()]
    yield "zeroes beside a sound bundle", zipped([*sound, ("capture/a", bytes(80 << 20))])
    for name in ("statement.cose", "capture/a", "file/a"):
        yield f"zeroes as {name}", zipped([(name, bytes(80 << 20))])
    yield "declared small", lying(zipped([("statement.cose", bytes(80 << 20))]), 100)
    yield "declared huge", lying(zipped([("file/a", bytes(1_000))]), 0xFFFFFFF0)
    yield "many members", zipped([(f"capture/{number}", b"") for number in range(20_000)])
    for name in ("../a", "/a", "file/../a", "file//a", "C:\\a", "capture/../../a", "file/" + "a" * 300, "\u202ea"):
        yield f"the name {name!r}", zipped([(name, b"x")])


@pytest.fixture(scope="module")
def made(sample):
    return dict(bombs(sample))


def test_bombs_are_refused_in_little_memory(made):
    for name, data in made.items():
        tracemalloc.start()
        try:
            assert bundle_report(data).verdict is not Verdict.MATCH, name
        except CourtlogError:
            pass
        finally:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert peak < LARGEST, (name, peak)


def test_both_verifiers_refuse_every_bomb(made, tmp_path):
    for name, data in made.items():
        (tmp_path / "b.zip").write_bytes(data)
        package, alone = both(tmp_path / "b.zip")
        assert package == alone, name
        assert package[0] != "MATCH", name


@pytest.mark.parametrize(
    "data",
    [
        b"\x9b" + b"\xff" * 8,
        b"\xbb" + b"\xff" * 8,
        b"\x5b" + b"\xff" * 8,
        b"\x81" * 100_000,
        b"\xc0" * 100_000,
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"9" * 65_000,
        b"\n" * 900_000 + b"\n",
        b"\xe2\x80\x94 a AAAAAAA=\n" * 60_000,
        b"c2sp.org/tlog-proof@v1\nindex 0\n" + b"AAAA\n" * 200_000 + b"\n",
        b"group g any " + b"a " * 120_000,
        b"\x30\x84\xff\xff\xff\xff" + b"\x30\x80" * 60_000,
    ],
    ids=range(13),
)  # fmt: skip
def test_inputs_that_ask_for_much_get_little(parsers, data):
    for name, (parse, _) in parsers.items():
        tracemalloc.start()
        try:
            judged(parse, data)
        finally:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert peak < LARGEST, (name, peak)
