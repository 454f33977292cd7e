"""Which addresses of the internet everybody reaches alike, and which lead into somebody's own network."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_CARRIERS = tuple(ip_network(n) for n in ("64:ff9b::/96", "::ffff:0:0/96"))
"""Forms of IPv6 behind which an address of IPv4 stands, and is judged."""
_LEFT_OUT = tuple(
    ip_network(n)
    for n in (
        *("192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24"),
        *(
            "::/96",
            "::ffff:0:0:0/96",
            "64:ff9b:1::/48",
            "2001::/23",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fec0::/10",
        ),
    )
)
"""Special purposes (RFC 6890 and the lists of IANA) that Python's own table, depending on its age, takes for public."""


def is_public(address: Address, allowed: Iterable[Network] = ()) -> bool:
    """Whether anybody on the internet reaches the same machine at `address`; one carrying another is judged by it."""
    if any(address.version == network.version and address in network for network in allowed):
        return True
    if any(address.version == network.version and address in network for network in _LEFT_OUT):
        return False
    if isinstance(address, IPv6Address):
        if address.scope_id:
            return False
        if any(address in network for network in _CARRIERS):
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
