"""Heads of a log on a chain of the EVM family (FISCO BCOS, Besu and others): the contract, its client, receipts.

`CourtHeads.json` is compiled from `CourtHeads.sol` by `npm ci && npm run build` in the repository's `tools/evm`.
"""
