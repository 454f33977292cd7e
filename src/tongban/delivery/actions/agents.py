"""The other side is told in writing when the authority of an agent was changed or is over (CPL 63)."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.events import AuthorityAccepted, AuthorityRevoked
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import Side
from tongban.courts.queries import court_name
from tongban.delivery.rules.papers import authority_notice
from tongban.documents.actions.paper import issue_paper
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.queries import entries_of_case
from tongban.register.vocabulary import DueWork, EntryView

_LAW = "CPL 63"


def tell_of_authority(work: DueWork) -> None:
    """Reaction to `AuthorityRevoked` and `AuthorityAccepted`: a notice to each party of the other side is ordered.

    The first agent of a party is no change, and an authority that the court never accepted was known to nobody.
    """
    entry = work.entry
    if not _changes(entry):
        return
    case = case_by_uid(UUID(entry.body["case"]))
    one = next(a for a in authorities_in(case.uid) if a.uid == UUID(entry.body["authority"]))
    party = case.party(one.party)
    assert party is not None  # noqa: S101 - parties stay
    told = timezone.localtime(entry.at).date()
    with act(by=Actor.office(case.court, _LAW), at=work.now, fulfils=work) as record:
        for other in (p for p in case.parties if p.side is not party.side):
            data = authority_notice(
                one,
                court_name=court_name(case.court, told),
                number=case.number,
                to=other.name,
                party=f"{party.side.term}{party.name}",
                plaintiffs="、".join(p.name for p in case.of_side(Side.PLAINTIFF)),
                defendants="、".join(p.name for p in case.of_side(Side.DEFENDANT)),
                cause=case.cause_name,
                told=told,
                over=entry.event == AuthorityRevoked.NAME,
            )
            issue_paper(
                record,
                "delivery/authority_notice",
                data,
                kind="authority_notice",
                title="诉讼代理人变更通知书",
                label=Label(Layer.CASE, court=case.court, case=case.uid),
                dated=told,
                subject=other.uid,
            )


def _changes(entry: EntryView) -> bool:
    """Whether the other side knew an authority that is over now, or one that this one follows."""
    told = entries_of_case(UUID(entry.body["case"]), (AuthorityAccepted.NAME, AuthorityRevoked.NAME))
    before = [one for one in told if one.id < entry.id and one.body["party"] == entry.body["party"]]
    known = {one.body["authority"] for one in before if one.event == AuthorityAccepted.NAME}
    if entry.event == AuthorityRevoked.NAME:
        return entry.body["authority"] in known
    over = {one.body["authority"] for one in before if one.event == AuthorityRevoked.NAME}
    return entry.body["authority"] not in known and bool(known & over)
