"""Where a party is served: the newest confirmation, or what the other side named."""

from __future__ import annotations

from uuid import UUID

from tongban.delivery.models import Attempt, ServiceAddress
from tongban.delivery.vocabulary import AddressGround, AddressView, Channel

BOUNCED = "bounced_"
"""Begins the code of an e-mail that came back; the server's own code follows."""


def address_of(case: UUID, party: UUID) -> AddressView:
    """For acts: what the party said last about where it is served; that nothing was said is an answer, too."""
    row = ServiceAddress.objects.filter(case=case, party=party).order_by("-id").first()
    if row is None:
        return AddressView(AddressGround.NAMED)
    return AddressView(
        ground=AddressGround(row.ground),
        address=row.address,
        postcode=row.postcode,
        phone=row.phone,
        email=row.email,
        account=row.account,
        receiver=row.receiver,
        on_paper=row.on_paper,
        at=row.at,
    )


def bounced_addresses(case: UUID, party: UUID) -> frozenset[str]:
    """For acts: e-mail addresses of the party from which a message came back."""
    rows = Attempt.objects.filter(case=case, dispatch__party=party, channel=Channel.EMAIL, why__startswith=BOUNCED)
    return frozenset(row.address for row in rows)
