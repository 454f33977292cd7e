"""Nodes of chains that the court runs or trusts: asked which block stands at a height, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from tongban.evidence.rules.chains import Stands
from tongban.frame.outbound import line

AskNode = Callable[[int, int], Stands | None]
"""What a node of a chain says about a height; None when the platform knows no node of this chain."""
_SECONDS = 10


class NodeSilent(ConnectionError):  # noqa: N818 - it names what happened
    """The node did not answer, or answered for another chain: nothing is known, the question is put again later."""


def asking(nodes: Mapping[int, str]) -> AskNode:
    """Ask by JSON-RPC; `nodes` are the addresses in platform.toml, by the number of the chain."""

    def ask(chain: int, number: int) -> Stands | None:
        if chain not in nodes:
            return None
        try:
            with line(timeout=_SECONDS) as client:
                if int(_result(client, nodes[chain], "eth_chainId"), 16) != chain:
                    raise NodeSilent(f"{nodes[chain]} is no node of chain {chain}")
                newest = int(_result(client, nodes[chain], "eth_blockNumber"), 16)
                block = _result(client, nodes[chain], "eth_getBlockByNumber", hex(number), False)
            return Stands(bytes.fromhex(block["hash"].removeprefix("0x")) if block is not None else b"", newest)
        except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise NodeSilent(f"{nodes[chain]}: {type(error).__name__}: {error}") from error

    return ask


def _result(client: httpx.Client, url: str, method: str, *parameters: object) -> Any:  # noqa: ANN401 - JSON
    asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
    return client.post(url, json=asked).raise_for_status().json()["result"]
