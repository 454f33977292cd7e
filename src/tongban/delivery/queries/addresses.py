"""Where a party is served: the newest confirmation, or what the other side named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from tongban.cases.law import guardian_on
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.losses import Loss
from tongban.delivery.events import AddressConfirmed
from tongban.delivery.models import Attempt, ServiceAddress
from tongban.delivery.vocabulary import AddressGround, AddressView, Channel
from tongban.people.queries.disputes import in_doubt
from tongban.register.queries import entries_of_case

BOUNCED = "bounced_"
"""Begins the code of an e-mail that came back; the server's own code follows."""


def address_of(case: UUID, party: UUID) -> AddressView:
    """For acts: what the party said last about where it is served; that nothing was said is an answer, too."""
    row = next(_told(case, party), None)
    return AddressView(AddressGround.NAMED) if row is None else _view(row)


def ground_of(case: UUID, party: UUID, sent_to: str, day: date) -> AddressGround:
    """For acts: how the court came to the address to which a letter went that was back on `day`.

    What the party said of another address says nothing of this one: a letter to where it is known not to live any more,
    or never said to, does not come back through its own doing (邮寄送达 4(3), 11(1)).
    """
    by_then = (row for row in _told(case, party) if timezone.localtime(row.at).date() <= day)
    newest = next((_view(row) for row in by_then), None)
    if newest is None or sent_to not in (newest.postal, newest.address):
        return AddressGround.NAMED
    return newest.ground


def _told(case: UUID, party: UUID) -> Iterator[ServiceAddress]:
    """What the party said, the newest first.

    A confirmation that the party denies to have made, or that a court found not to be its own, is none, nor is one from
    the time of such an act: whoever took the account would get the papers, and periods would run (在线诉讼规则 7(2)).
    """
    denied = denied_at(case, party)
    rows = ServiceAddress.objects.filter(case=case, party=party).order_by("-id")
    return (row for row in rows if row.at not in denied)


def _view(row: ServiceAddress) -> AddressView:
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


def denied_at(case: UUID, party: UUID) -> set[datetime]:
    """For acts: when a confirmation was made that is in doubt, or was found not to be the party's own."""
    told = [one for one in entries_of_case(case, (AddressConfirmed.NAME,)) if one.body["party"] == str(party)]
    denied = in_doubt(told)
    return {one.at for one in told if one.uid in denied}


def acts_by_law(case: CaseView, party: PartyView, on: date) -> str:
    """For acts: who acts for this party by law on that day and takes its papers (CPL 60; 邮寄送达 9(2)); "" when it
    acts itself, because it is of age and lost no capacity, or when nobody was accepted for it yet.
    """
    if party.loss is Loss.CAPACITY:
        held = (one for one in authorities_in(case.uid) if one.party in party.line and one.holds(on))
        return next((one.name for one in held if one.kind.by_law), party.guardian)
    return guardian_on(case, party, on)


def bounced_addresses(case: UUID, party: UUID) -> frozenset[str]:
    """For acts: e-mail addresses of the party from which a message came back."""
    rows = Attempt.objects.filter(case=case, dispatch__party=party, channel=Channel.EMAIL, why__startswith=BOUNCED)
    return frozenset(row.address for row in rows)
