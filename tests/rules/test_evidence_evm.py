"""Proofs from a chain of the EVM family: made by a real node (`tools/chain_record.py`), tampered with part by part."""

from __future__ import annotations

import copy
import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tongban.evidence.rules.chains import ChainTrust, Stands, covered, vouched
from tongban.evidence.rules.evm import Contradicts, Inclusion, Lacks, Malformed, decode, keccak, read_inclusion

RECORDED = json.loads((Path(__file__).parent / "chain_proofs.json").read_text())
DIGEST = hashlib.sha256(RECORDED["file"].encode()).hexdigest()
CONTRACT = bytes.fromhex(RECORDED["contract"][2:])
PROOFS: dict[str, dict[str, Any]] = RECORDED["proofs"]
TRUST = f"chain 31337\ncontract {RECORDED['contract']}\n"


def proof(name: str = "by fee", **changed: object) -> bytes:
    return json.dumps(PROOFS[name] | changed).encode()


def trust(more: str = "") -> ChainTrust:
    return ChainTrust.parse(TRUST + more)


def last_block(found: Inclusion) -> str:
    newest = found.descendants[-1]
    return f"block {newest.number} 0x{newest.hash.hex()}"


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
        (b"Anchored(bytes32,uint64,bytes32)", ""),
    ],
)
def test_keccak_is_what_the_chains_use(data: bytes, digest: str) -> None:
    eth_utils = pytest.importorskip("eth_utils.crypto", reason="eth-utils is among the development packages")
    assert keccak(data) == eth_utils.keccak(data)
    assert not digest or keccak(data).hex() == digest
    for size in (1, 134, 135, 136, 137, 272, 1000):
        assert keccak(b"x" * size) == eth_utils.keccak(b"x" * size)


@pytest.mark.parametrize("name", PROOFS)
def test_what_a_real_node_gave_is_read_down_to_the_call(name: str) -> None:
    found = read_inclusion(proof(name))
    assert found.block.hash.hex() == RECORDED["blocks"][str(found.block.number)][2:]
    assert found.done is (name != "undone")
    digests = {DIGEST, "00" * 32}
    assert covered(found, None, digests) == ("" if name == "another file" else DIGEST)
    kept = name not in {"undone", "no contract"}
    assert trust().keeps(found) is kept
    assert covered(found, trust(), digests) == (DIGEST if kept and name != "another file" else "")


def other(text: str, at: int = -1) -> str:
    """The same bytes with one bit turned."""
    data = bytearray.fromhex(text[2:])
    data[at] ^= 1
    return "0x" + data.hex()


Tamper = Callable[[dict[str, Any]], None]
TWINS: dict[str, tuple[Tamper, str]] = {
    "time of the header": (lambda p: p.update(header=other(p["header"], 460)), ""),
    "leaf of the transaction": (lambda p: p["transaction"].append(other(p["transaction"].pop())), "chain.path_altered"),
    "root of the transactions": (
        lambda p: p["transaction"].insert(0, other(p["transaction"].pop(0))),
        "chain.path_altered",
    ),
    "leaf of the receipt": (lambda p: p["receipt"].append(other(p["receipt"].pop())), "chain.path_altered"),
    "root of the receipts": (lambda p: p["receipt"].insert(0, other(p["receipt"].pop(0))), "chain.path_altered"),
    "paths exchanged": (
        lambda p: p.update(transaction=p["receipt"], receipt=p["transaction"]),
        "chain.path_altered",
    ),
    "another place": (lambda p: p.update(index=p["index"] + 1), "chain.path_altered"),
    "a place beyond the end": (lambda p: p.update(index=99), "chain.not_in_block"),
    "another chain": (lambda p: p.update(chain=1), "chain.another_chain"),
    "a header left out": (lambda p: p["descendants"].pop(0), "chain.descendants_do_not_follow"),
    "a header altered": (
        lambda p: p["descendants"].insert(0, other(p["descendants"].pop(0))),
        "chain.descendants_do_not_follow",
    ),
}


@pytest.mark.parametrize("twin", TWINS)
def test_each_part_tampered_with_is_told_apart(twin: str) -> None:
    tamper, code = TWINS[twin]
    made = copy.deepcopy(PROOFS["by fee"])
    tamper(made)
    with pytest.raises((Contradicts, Malformed)) as found:
        read_inclusion(json.dumps(made).encode())
    assert not code or str(found.value) == code


@pytest.mark.parametrize("name", ["transaction", "receipt"])
def test_a_path_that_ends_early_lacks_something_and_contradicts_nothing(name: str) -> None:
    for kept in range(len(PROOFS["deep"][name])):
        with pytest.raises(Lacks, match=r"chain\.path_ends"):
            read_inclusion(proof("deep", **{name: PROOFS["deep"][name][:kept]}))


def test_a_receipt_alone_brings_no_path() -> None:
    for given in ({"transactionHash": "0x00"}, {"format": 1, "kind": "court-evm-anchor"}, {"format": "evm/v2"}):
        with pytest.raises(Lacks, match=r"chain\.paths_missing"):
            read_inclusion(json.dumps(given).encode())


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"{",
        b"[]",
        b'"x"',
        b"\xff",
        b"{" * 100_000,
        proof(header="0x"),
        proof(header="zz"),
        proof(header=None),
        proof(index="x"),
        proof(index=-1),
        proof(chain=-1),
        proof(transaction=None),
        proof(transaction=[1]),
        proof(descendants=["0xc0"]),
        proof(header="0x" + "c1" * 1000),
        proof(header="0xf8ff"),
        proof(header="0xbfffffffffffffffff"),
    ],
)
def test_what_cannot_be_read_is_malformed(given: bytes) -> None:
    with pytest.raises(Malformed):
        read_inclusion(given)


@pytest.mark.parametrize("raw", ["8100", "b800", "b90000", "f800", "c0c0", "8180ff", "bf", "ff"])
def test_bytes_not_in_their_only_right_form_are_malformed(raw: str) -> None:
    with pytest.raises(Malformed):
        decode(bytes.fromhex(raw))


@pytest.mark.heavy(keep=20)
@pytest.mark.parametrize("seed", range(80))
def test_a_damaged_proof_is_never_read_as_something_else(seed: int) -> None:
    chance = random.Random(seed)
    name = chance.choice(list(PROOFS))
    sound = read_inclusion(proof(name))
    for _ in range(25):
        data = bytearray(proof(name))
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(data))] = chance.choice(b'0123456789abcdef"[],')
        try:
            found = read_inclusion(bytes(data))
        except (Malformed, Contradicts, Lacks):
            continue
        assert (found.data, found.events, found.done) == (sound.data, sound.events, sound.done)
        if found.block != sound.block:  # the header of another block, which nobody vouches for
            with pytest.raises(Contradicts, match=r"chain\.another_block"):
                vouched(found, trust(f"block {sound.block.number} 0x{sound.block.hash.hex()}"), None)


def test_a_block_is_vouched_for_by_the_list_by_what_follows_it_or_by_a_node() -> None:
    found = read_inclusion(proof())
    block, newest = found.block, found.descendants[-1].number
    vouched(found, trust(f"block {block.number} 0x{block.hash.hex()}"), None)
    vouched(found, trust(last_block(found)), None)
    vouched(found, trust("confirmations 4"), Stands(block.hash, newest))
    for more, stands, code in (
        ("", None, "chain.block_unvouched"),
        (f"block 1 0x{'11' * 32}", None, "chain.block_unvouched"),
        ("", Stands(block.hash, newest), "chain.block_too_young"),
        ("", Stands(b"", newest), "chain.block_too_young"),
    ):
        with pytest.raises(Lacks, match=code):
            vouched(found, trust(more), stands)
    for more, stands in (
        (f"block {block.number} 0x{'11' * 32}", None),
        (f"block {block.number} 0x{'11' * 32}\n{last_block(found)}", Stands(block.hash, 10**6)),
        ("", Stands(bytes(32), 10**6)),
    ):
        with pytest.raises(Contradicts, match=r"chain\.another_block"):
            vouched(found, trust(more), stands)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "chain 1",
        f"contract {RECORDED['contract']}",
        TRUST + "chain 2",
        TRUST + "block 5",
        TRUST + "block five 0x" + "11" * 32,
        TRUST + f"block 5 0x{'11' * 32}\nblock 5 0x{'22' * 32}",
        TRUST + "confirmations many",
        TRUST + "<script>",
        "chain 1\ncontract 0x1234",
    ],
)
def test_an_entry_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"a line says|one chain"):
        ChainTrust.parse(text)


def test_an_entry_may_hold_remarks() -> None:
    found = ChainTrust.parse(f"# the platform's own\n\nchain 31337 # test\ncontract {RECORDED['contract']}")
    assert (found.chain, found.contracts, found.confirmations) == (31337, frozenset({CONTRACT}), 12)
