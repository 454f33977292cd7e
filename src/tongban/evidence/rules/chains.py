"""What the register of evidence platforms trusts of a chain, and what its proofs are worth (在线诉讼规则 16, 17)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tongban.evidence.rules.evm import Contradicts, Inclusion, Lacks

CONFIRMATIONS = 12
"""Blocks from the proof's own on that a node must have, when the register does not say how many."""
_LINE = re.compile(r"(chain|confirmations) (\d{1,9})|contract 0x([0-9a-fA-F]{40})|block (\d{1,15}) 0x([0-9a-fA-F]{64})")


@dataclass(frozen=True, slots=True)
class Stands:
    """What a node says about a height of its chain: the hash of the block there, b"" when it has none, and its top."""

    hash: bytes
    newest: int


@dataclass(frozen=True, slots=True)
class ChainTrust:
    """What a platform's entry says: its chain, its contracts, blocks that the court holds for true, by number."""

    chain: int
    contracts: frozenset[bytes]
    blocks: Mapping[int, bytes]
    confirmations: int

    @classmethod
    def parse(cls, text: str) -> ChainTrust:
        """Read lines `chain N`, `contract 0x…`, `block N 0x…`, `confirmations N`; `#` begins a remark.

        Raises `ValueError` for any other line, without one chain and a contract, or for two blocks of one number.
        """
        lines = [line for raw in text.splitlines() if (line := raw.partition("#")[0].strip())]
        found = [_LINE.fullmatch(line) for line in lines]
        if None in found:
            raise ValueError("a line says nothing about a chain")
        said = [match.groups() for match in found if match]
        chains, least = ([int(n) for word, n, *_ in said if word == wanted] for wanted in ("chain", "confirmations"))
        contracts = frozenset(bytes.fromhex(contract) for _, _, contract, _, _ in said if contract)
        listed = [(int(number), bytes.fromhex(digest)) for _, _, _, number, digest in said if number]
        if len(chains) != 1 or not contracts or len(least) > 1 or len(dict(listed)) != len(listed):
            raise ValueError("one chain and at least one contract are needed")
        return cls(chains[0], contracts, dict(listed), least[0] if least else CONFIRMATIONS)

    def keeps(self, found: Inclusion) -> bool:
        """Whether the transaction went to a contract of this platform, or one of them told something in it."""
        told = {address for address, _ in found.events}
        return found.chain == self.chain and not self.contracts.isdisjoint({found.receiver, *told})


def covered(found: Inclusion, trust: ChainTrust | None, digests: Collection[str]) -> str:
    """Which of the SHA-256 digests (hexadecimal) was written on the chain, as bytes or spelled out; "" when none was.

    Of a known platform only what its own contracts took or told counts.
    """
    told = [data for address, data in found.events if trust is None or address in trust.contracts]
    if trust is None or found.receiver in trust.contracts:
        told.append(found.data)
    text = b"\0".join(told)
    return next((one for one in digests if bytes.fromhex(one) in text or one.encode() in text.lower()), "")


def listed(found: Inclusion, trust: ChainTrust) -> bool:
    """Whether the platform's entry names the block or one after it: then no node need be asked."""
    return any(block.number in trust.blocks for block in (found.block, *found.descendants))


def vouched(found: Inclusion, trust: ChainTrust | None, stands: Stands | None) -> None:
    """Return when the court holds the block for true: by its own list, or by what its own node says (`stands`).

    Raises `Contradicts` when one of them has another block there, `Lacks` when neither says enough.
    """
    if trust is None:
        raise Lacks("chain.platform_unknown")
    own = {block.number: block.hash for block in (found.block, *found.descendants)}
    known = [number for number in own if number in trust.blocks]
    if any(own[number] != trust.blocks[number] for number in known):
        raise Contradicts("chain.another_block")
    if known:
        return
    if stands is None:
        raise Lacks("chain.block_unvouched")
    if stands.hash and stands.hash != found.block.hash:
        raise Contradicts("chain.another_block")
    if not stands.hash or stands.newest - found.block.number + 1 < trust.confirmations:
        raise Lacks("chain.block_too_young")
