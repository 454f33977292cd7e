// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Heads of court ledgers, by the SHA-256 of the ledger's origin. A head may only grow, and only the writer whom the
/// owner has named for an origin may enter it; a writer once named is never replaced, so nobody can take over an origin.
contract CourtHeads {
    struct Head {
        uint64 size;
        uint64 time;
        bytes32 root;
    }

    address public immutable owner = msg.sender;
    mapping(bytes32 => address) public writerOf;
    mapping(bytes32 => Head) public headOf;

    event Named(bytes32 indexed origin, address writer);
    event Anchored(bytes32 indexed origin, uint64 size, bytes32 root);

    error NotOwner();
    error AlreadyNamed(address writer);
    error NotWriter(address writer);
    error NotLarger(uint64 size);

    function name(bytes32 origin, address writer) external {
        if (msg.sender != owner) revert NotOwner();
        if (writerOf[origin] != address(0)) revert AlreadyNamed(writerOf[origin]);
        writerOf[origin] = writer;
        emit Named(origin, writer);
    }

    function anchor(bytes32 origin, uint64 size, bytes32 root) external {
        if (writerOf[origin] != msg.sender) revert NotWriter(writerOf[origin]);
        if (size <= headOf[origin].size) revert NotLarger(headOf[origin].size);
        headOf[origin] = Head(size, uint64(block.timestamp), root);
        emit Anchored(origin, size, root);
    }
}
