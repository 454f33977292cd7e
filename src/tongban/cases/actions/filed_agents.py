"""The authority of an agent who files with the own account: kept with the filing, then with its case (CPL 61-63)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Layer
from tongban.cases.actions.agents import PROOF_KIND, accept_row, as_granted, note_handed_in, paper_told
from tongban.cases.actions.standing import able
from tongban.cases.models import Case, Representation
from tongban.cases.queries.agents import authority_by_uid
from tongban.cases.rules.authority import Grant
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.agents import AgentKind, AuthorityState, Power, Source
from tongban.documents.actions.labels import file_under
from tongban.frame.acts import Recording, locked
from tongban.kernel.refusal import Refusal, Refused


def entrust_filing(
    record: Recording,
    *,
    authority: UUID,
    filing: UUID,
    court: str,
    agent: UUID,
    client: UUID | None,
    told: Mapping[str, str],
) -> None:
    """A step: the authority under which `agent` files for a client; `told` was judged when it was handed in.

    `client`: the person, where known here. Refused: an agent who serves or served at that court, or may not practise.
    """
    id_kind, number = paper_told(told)
    grant = Grant.read({**told, "id_number": number}, files=1)
    able(AgentKind(grant.kind), agent, court, timezone.localtime(record.at).date())
    Representation.objects.create(
        uid=authority,
        layer=Layer.HANDED_IN,
        court=court,
        holder=client,
        party=filing,
        agent=agent,
        id_kind=id_kind,
        id_number=grant.id_number,
        state=AuthorityState.HANDED_IN,
        source=Source.PAPER,
        handed_in_at=record.at,
        **as_granted(grant),
    )


def speaks_under(record: Recording, authority: UUID | None, court: str, power: Power | None = None) -> None:
    """A step: refuse whoever is not the agent of this authority, under which something lies at `court` that is no case
    yet, and an agent whose authority is over or does not name `power` (CPL 62, 63).
    """
    held, today = authority_by_uid(authority) if authority else None, timezone.localtime(record.at).date()
    if held is None or held.agent != record.by.person or held.state is not AuthorityState.HANDED_IN:
        raise Refused(Refusal("cases.no_such_authority", "在线诉讼规则 38"))
    facts = (("agent", held.name),)
    if held.until is not None and held.until < today:
        raise Refused(Refusal("cases.authority_over", "CPL 62, 63", facts=facts))
    able(held.kind, held.agent, court, today)
    if power is not None and power not in held.powers:
        raise Refused(Refusal("cases.beyond_authority", power.law, facts=(("power", power.value), *facts)))


def renew_filed_authority(record: Recording, authority: UUID, told: Mapping[str, str], *, client: UUID | None) -> None:
    """A step: a correction says anew how far the authority reaches and until when, and whose it is.

    `client`: the person, where known here, who may be another than it was: nobody keeps what was filed for others.
    """
    del record  # proves that an act is open
    grant = Grant.read(told, files=1)
    Representation.objects.filter(uid=authority, case=None).update(holder=client, **as_granted(grant))


def docket_authority(
    record: Recording, case: CaseView, party: PartyView, authority: UUID, *, filing: UUID, papers: tuple[str, str]
) -> None:
    """A step: with the filing the court has found the authority in order under which it was brought; it counts in the
    case from now on.

    `papers`: as what kinds of documents of `filing` the power of attorney and the proofs were handed in. Refused: what
    speaks against the agent in this case.
    """
    row = _before_case(authority)
    row.case, row.court, row.party, row.holder = case.uid, case.court, party.uid, party.person
    row.of_case = Case.objects.get(uid=case.uid)
    row.save(update_fields=["case", "court", "party", "holder", "of_case"])
    for kind, own in zip(papers, ("authority", PROOF_KIND), strict=True):
        file_under(record, subject=filing, kind=kind, new=row.uid, new_kind=own, case=case.uid)
    note_handed_in(record, row)
    accept_row(record, case, row)


def name_client(record: Recording, authority: UUID, client: UUID) -> None:
    """A step: the client for whom an agent filed is this person, who sees from now on what was filed."""
    del record  # proves that an act is open
    Representation.objects.filter(uid=authority, holder=None).update(holder=client)


def end_filed_authority(record: Recording, authority: UUID) -> None:
    """A step: the client takes the authority back before there is a case; the act records it (CPL 63)."""
    row = _before_case(authority)
    row.state, row.ended_at = AuthorityState.REVOKED, record.at
    row.save(update_fields=["state", "ended_at"])


def _before_case(authority: UUID) -> Representation:
    """Refused: an authority that is over."""
    row = locked(Representation.objects.filter(uid=authority, case=None)).get()
    if row.state != AuthorityState.HANDED_IN:
        raise Refused(Refusal("cases.authority_not_open", "CPL 63"))
    return row
