"""A real node of the EVM family (anvil) judges the contract, its client, and the receipts; the compiler, the bytecode.

Both come from `tools/prepare interop`. Where npm is absent these tests say so: nothing was judged then.
"""

import importlib.util
import json
import socket
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from ledger_people import History
from ledger_samples import ORIGIN
from ledger_servers import serving

from courtlog.cli import main
from courtlog.errors import Contradiction, CourtlogError, LogError, Malformed, Missing
from courtlog.web import Answer

TOOLS = Path(__file__).resolve().parents[3] / "tools" / "evm"
SOURCE = Path(__file__).resolve().parents[1] / "src" / "courtlog" / "evm"
ANVIL = next(TOOLS.glob("node_modules/@foundry-rs/anvil-*/bin/anvil"), None)
ABSENT = "only on a machine with npm (tools/prepare interop): no {} judged the anchor"
# The first two accounts of every anvil: known to all, worth nothing.
OWNER = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
STRANGER = bytes.fromhex("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d")
LOG = History()


def head(size, log=LOG):
    from courtlog.conflict import head_of

    return head_of(log.head(size).encode())


@pytest.fixture(scope="module")
def chain():
    """Give the client's module; fails in words without the extra."""
    if importlib.util.find_spec("eth_account") is None:
        pytest.fail("absent: eth-account. Install courtlog[evm] and run again.")
    from courtlog.evm import chain

    return chain


@pytest.fixture(scope="module")
def node(chain):
    if ANVIL is None:
        pytest.skip(ABSENT.format("anvil"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([ANVIL, "--port", str(port), "--silent"])
    node = chain.Node(f"http://127.0.0.1:{port}")
    try:
        for _ in range(100):
            try:
                node.number("eth_chainId")
                break
            except CourtlogError:
                time.sleep(0.1)
        yield node
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def anchor(chain, node):
    """A fresh contract in which the owner may enter heads of the log."""
    contract = chain.EvmAnchor.deploy(node, OWNER)
    one = chain.EvmAnchor(node, contract, OWNER)
    one.name(ORIGIN, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")
    return one


def test_the_committed_bytecode_is_what_the_compiler_makes_of_the_committed_source(tmp_path, record_property):
    record_property("judge", "solc 0.8.37: bytecode and ABI of the anchor's contract: makes the committed ones")
    if not (TOOLS / "node_modules/solc").is_dir():
        pytest.skip(ABSENT.format("solc"))
    subprocess.run(["node", "build.mjs", tmp_path / "made.json"], cwd=TOOLS, check=True)
    assert (tmp_path / "made.json").read_bytes() == (SOURCE / "CourtHeads.json").read_bytes()


def test_a_head_is_entered_and_its_receipt_is_found_on_the_chain(anchor):
    before = time.time()
    receipt = anchor.publish(head(5))
    found = anchor.check(receipt, head(5))
    assert found.writer == "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
    assert abs(found.time - before) < 600
    assert anchor.size_of(ORIGIN) == 5
    assert anchor.size_of("other.example/log") == 0


def test_heads_in_the_contract_only_grow(anchor):
    anchor.publish(head(7))
    for size in (7, 3):
        with pytest.raises(LogError, match="adds nothing"):
            anchor.publish(head(size))
    other = History(branch=1)
    with pytest.raises(LogError):
        anchor.publish(head(7, other))
    anchor.publish(head(8))


def test_the_contract_itself_refuses_what_the_client_would_not_ask(chain, node, anchor):
    anchor.publish(head(7))
    for key, size in ((OWNER, 7), (OWNER, 6), (STRANGER, 9)):
        account = chain.Account.from_key(key)
        with pytest.raises(LogError, match="refuses"):
            chain.send(node, account, anchor.contract, chain.anchor_call(head(size)))
    stranger = chain.EvmAnchor(node, anchor.contract, STRANGER)
    with pytest.raises(LogError, match="refuses"):
        stranger.name("third.example/log", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
    with pytest.raises(LogError, match="refuses"):
        anchor.name(ORIGIN, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
    assert anchor.size_of(ORIGIN) == 7


def test_a_receipt_is_for_one_head_one_contract_and_one_chain(chain, node, anchor, record_property):
    record_property("judge", "anvil 1.7.1: a head in the contract: accepts ours, refuses the tampered twin")
    receipt = anchor.publish(head(5))
    own = chain.EvmReceipt.parse(receipt)
    for other in (head(6), head(5, History(branch=1))):
        with pytest.raises(Contradiction, match="another head"):
            anchor.check(receipt, other)
    elsewhere = chain.EvmAnchor(node, "0x" + "11" * 20)
    with pytest.raises(Contradiction, match="another chain or contract"):
        elsewhere.check(receipt, head(5))
    for changed, error in (
        (chain.EvmReceipt(own.chain + 1, own.transaction, own.block, own.block_hash), Contradiction),
        (chain.EvmReceipt(own.chain, own.transaction, own.block + 1, own.block_hash), Contradiction),
        (chain.EvmReceipt(own.chain, own.transaction, own.block, bytes(32)), Contradiction),
        (chain.EvmReceipt(own.chain, own.transaction[:-1], own.block, own.block_hash), Malformed),
        (chain.EvmReceipt(own.chain, own.transaction[:-1] + b"\1", own.block, own.block_hash), Missing),
    ):
        with pytest.raises(error):
            anchor.check(changed.encode(), head(5))


def test_a_block_that_is_not_deep_enough_proves_nothing_yet(chain, node, anchor):
    receipt = anchor.publish(head(5))
    deep = chain.EvmAnchor(node, anchor.contract, confirmations=4)
    with pytest.raises(Missing, match="confirmations"):
        deep.check(receipt, head(5))
    node.ask("anvil_mine", "0x3")
    assert deep.check(receipt, head(5))


def test_a_block_that_the_chain_gave_up_proves_nothing(node, anchor):
    state = node.ask("evm_snapshot")
    receipt = anchor.publish(head(5))
    node.ask("evm_revert", state)
    node.ask("anvil_mine", "0x3")
    with pytest.raises((Missing, Contradiction)):
        anchor.check(receipt, head(5))


def test_a_node_that_answers_nonsense_breaks_nothing(chain, anchor):
    receipt = anchor.publish(head(5))
    answers = [b"", b"[]", b'{"result": null}', b'{"result": "zz"}', b'{"error": {}}', b'{"result": {}}', b"\xff"]
    for body in answers:
        with serving(lambda _, start, body=body: Answer(200, body).send(start)) as url:
            lying = chain.EvmAnchor(chain.Node(url), anchor.contract)
            with pytest.raises(CourtlogError):
                lying.check(receipt, head(5))
    with pytest.raises(CourtlogError):
        chain.EvmAnchor(chain.Node("http://127.0.0.1:9"), anchor.contract).check(receipt, head(5))


@pytest.mark.parametrize("data", [b"", b"{}", b"null", b"\xff", b"[" * 10**5, b'{"format": 1, "kind": "x"}'])
def test_a_receipt_that_cannot_be_read_is_malformed(chain, data):
    with pytest.raises(Malformed):
        chain.EvmReceipt.parse(data)


def test_the_commands_deploy_name_enter_and_check(node, tmp_path, capsys):
    (tmp_path / "key").write_text(OWNER.hex())
    (tmp_path / "head").write_bytes(LOG.head(5).encode())
    where = ["--node", node.url]

    def run(*arguments):
        status = main([str(one) for one in ("chain", *arguments)])
        return status, capsys.readouterr().out.strip()

    assert run("key", "--out", tmp_path / "own")[0] == 0
    status, contract = run("deploy", *where, "--key", tmp_path / "key")
    where += ["--contract", contract]
    writer = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
    assert (status, run("name", ORIGIN, writer, *where, "--key", tmp_path / "key")[0]) == (0, 0)
    assert run("enter", tmp_path / "head", *where, "--key", tmp_path / "key", "--out", tmp_path / "r")[0] == 0
    status, out = run("check", tmp_path / "r", tmp_path / "head", *where)
    assert (status, out.startswith(f"{ORIGIN} 5 entries, ")) == (0, True)
    (tmp_path / "head").write_bytes(LOG.head(6).encode())
    assert run("check", tmp_path / "r", tmp_path / "head", *where)[0] == 66


def test_hostile_json_is_still_refused_after_the_libraries_of_the_chain_are_loaded(chain):
    assert (chain, sys.getrecursionlimit() < 10_000) == (chain, True)
    with pytest.raises(RecursionError):
        json.loads("[" * 10**5)


def test_the_source_in_the_package_is_the_one_that_was_compiled():
    made = json.loads((SOURCE / "CourtHeads.json").read_text())
    assert made["source"] == sha256((SOURCE / "CourtHeads.sol").read_bytes()).hexdigest()
