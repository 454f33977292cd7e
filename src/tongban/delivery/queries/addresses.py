"""Where a party is served: the newest confirmation, or what the other side named."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tongban.delivery.events import AddressConfirmed
from tongban.delivery.models import Attempt, ServiceAddress
from tongban.delivery.vocabulary import AddressGround, AddressView, Channel
from tongban.people.queries import disputed_entries
from tongban.register.queries import entry_by_uid

BOUNCED = "bounced_"
"""Begins the code of an e-mail that came back; the server's own code follows."""


def address_of(case: UUID, party: UUID) -> AddressView:
    """For acts: what the party said last about where it is served; that nothing was said is an answer, too.

    A confirmation that the party denies to have made, or that a court found not to be its own, is none: whoever took
    the account would get its papers, and its periods would run (在线诉讼规则 7(2)).
    """
    denied = _denied(case, party)
    rows = ServiceAddress.objects.filter(case=case, party=party).order_by("-id")
    row = next((one for one in rows if one.at not in denied), None)
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


def _denied(case: UUID, party: UUID) -> set[datetime]:
    """When a confirmation was made that is disputed, or was so with success."""
    told = (found[0] for found in map(entry_by_uid, disputed_entries(case)) if found)
    return {one.at for one in told if one.event == AddressConfirmed.NAME and one.body["party"] == str(party)}


def bounced_addresses(case: UUID, party: UUID) -> frozenset[str]:
    """For acts: e-mail addresses of the party from which a message came back."""
    rows = Attempt.objects.filter(case=case, dispatch__party=party, channel=Channel.EMAIL, why__startswith=BOUNCED)
    return frozenset(row.address for row in rows)
