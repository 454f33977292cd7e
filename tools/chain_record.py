"""Record proofs from a real node for the tests: starts anvil (tools/prepare interop), writes `chain_proofs.json`.

One block holds transactions of three types, with and without events, and one that is undone; a second holds 200, so
that the trie is deep. `tools/chain_record.py tests/rules/chain_proofs.json` makes it anew.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
from chain_prove import Ask, asking, prove

ANVIL = next(Path(__file__).parent.glob("evm/node_modules/@foundry-rs/anvil-*/bin/anvil"), None)
TELLS = "0x600b600c600039600b6000f3" + "366000600037366000a000"
"""A contract that tells what it is called with as an event without topics."""
UNDOES = "0x6005600c60003960056000f3" + "60006000fd"
"""A contract that undoes whatever it is called with."""
FILE = (
    b"Date: Mon, 1 Dec 2025 09:00:00 +0800\nFrom: lender@example.com\nTo: borrower@example.com\nSubject: loan\n\n"
    b"Agreed: 30,000 yuan.\n"
)
DIGEST = sha256(FILE).hexdigest()


def main(target: Path) -> None:
    """Play on a fresh chain and write what was proven."""
    if ANVIL is None:
        raise SystemExit("anvil is missing: tools/prepare interop")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([ANVIL, "--port", str(port), "--silent", "--no-mining"])
    try:
        ask = asking(f"http://127.0.0.1:{port}")
        _wait(ask)
        target.write_text(json.dumps(_play(ask), indent=1) + "\n")
    finally:
        process.terminate()
        process.wait(10)


def _wait(ask: Ask) -> None:
    for _ in range(100):
        try:
            ask("eth_chainId")
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return


def _play(ask: Ask) -> dict[str, Any]:
    one = ask("eth_accounts")[0]

    def send(to: str | None, data: str, **more: Any) -> str:
        asked = {"from": one, "data": data, "gas": "0x30000"} | ({"to": to} if to else {}) | more
        return str(ask("eth_sendTransaction", asked))

    def mine() -> None:
        ask("evm_mine")

    made = [send(None, code) for code in (TELLS, UNDOES)]
    mine()
    tells, undoes = (ask("eth_getTransactionReceipt", each)["contractAddress"] for each in made)
    price, store = {"gasPrice": "0x77359400"}, "0x12345678"
    sent = {
        "oldest form": send(tells, store + DIGEST, **price),
        "access list": send(tells, store + DIGEST, accessList=[], **price),
        "by fee": send(tells, store + DIGEST),
        "spelled out": send(tells, store + DIGEST.encode().hex()),
        "undone": send(undoes, store + DIGEST),
        "no contract": send(one, "0x" + DIGEST),
        "another file": send(tells, store + sha256(b"other").hexdigest()),
    }
    mine()
    many = [send(tells, store + sha256(str(n).encode()).hexdigest()) for n in range(149)]
    sent["deep"] = send(tells, store + DIGEST)
    many += [send(tells, store) for _ in range(50)]
    mine()
    for _ in range(3):
        mine()
    newest = int(ask("eth_blockNumber"), 16)
    hashes = {n: ask("eth_getBlockByNumber", hex(n), False)["hash"] for n in range(newest + 1)}
    proofs = {name: prove(ask, transaction, newest) for name, transaction in sent.items()}
    client = ask("web3_clientVersion")
    return {"client": client, "contract": tells, "undoes": undoes, "file": FILE.decode(), "blocks": hashes} | {
        "proofs": proofs
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
