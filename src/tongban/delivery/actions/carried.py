"""The address that a party confirmed goes on counting above, in retrials and in enforcement (SI 137; 邮寄送达 4(3))."""

from __future__ import annotations

from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.carried import case_numbered
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.delivery.actions.addresses import counts_now
from tongban.delivery.models import ServiceAddress
from tongban.delivery.queries.addresses import denied_at
from tongban.delivery.rules.addresses import CARRIED, CARRY_LAW
from tongban.delivery.vocabulary import AddressGround
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

_SAID = ("address", "postcode", "phone", "email", "account", "receiver", "on_paper", "at")


def carry_addresses(work: DueWork) -> None:
    """Reaction to `NumbersLinked`: what a party confirmed in the case before, here, counts in the one that follows it.

    That it gave no address then does not: it is told anew what follows from that (邮寄送达 3).
    """
    body = work.entry.body
    before, case = case_numbered(body["earlier"]), case_by_uid(UUID(body["case"]))
    if body["relation"] not in CARRIED or before is None or case.number != body["later"]:
        return
    said = ServiceAddress.objects.filter(case=case.uid).values_list("party", flat=True)
    found = [(one, row) for one in case.parties if one.uid not in said and (row := _confirmed(before, one))]
    if not found:
        return
    with act(by=Actor.office(case.court, CARRY_LAW), at=work.now, fulfils=work) as record:
        for party, row in found:
            kept = ServiceAddress.objects.create(
                layer=Layer.STAFF,
                court=case.court,
                case=case.uid,
                holder=party.person,
                party=party.uid,
                ground=row.ground,
                **{name: getattr(row, name) for name in _SAID},
            )
            counts_now(record, case, party, kept, under=CARRY_LAW)


def _confirmed(before: CaseView, party: PartyView) -> ServiceAddress | None:
    """What this party confirmed last in the case before; None where that was no confirmation."""
    same = [one.uid for one in before.everybody if _is_one(one, party)]
    rows = ServiceAddress.objects.filter(case=before.uid, party__in=same).order_by("-id")
    row = next((one for one in rows if one.at not in denied_at(before.uid, one.party)), None)
    return row if row is not None and row.ground == AddressGround.CONFIRMED else None


def _is_one(one: PartyView, other: PartyView) -> bool:
    if one.person and other.person:
        return one.person == other.person
    return bool(one.id_number) and (one.name, one.id_number) == (other.name, other.id_number)
