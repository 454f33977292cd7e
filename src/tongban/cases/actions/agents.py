"""Authority to act for a party: named, checked by the court, revoked (CPL 60-63; SI 83-89)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.move import lock_case, lock_own_case
from tongban.cases.actions.standing import able, authority_used, own_party
from tongban.cases.events import AuthorityAccepted, AuthorityHandedIn, AuthorityReturned, AuthorityRevoked
from tongban.cases.models import Case, Representation
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.agents import authorities_in, authorities_of_agent, authority_view
from tongban.cases.queries.mediators import mediators_of
from tongban.cases.queries.witnesses import witnesses_in
from tongban.cases.rules.authority import PROOFS, Grant, check_grant, clashes
from tongban.cases.rules.losses import ENDS
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.agents import OPEN_STATES, AgentKind, AuthorityState, AuthorityView, Proof, Source
from tongban.documents.actions.labels import file_under, hand_over
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.vocabulary import Material
from tongban.frame.acts import NothingToDo, Recording, act, locked
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.law import born_by_number, capacity, of_age_on
from tongban.people.queries import id_numbers_of, identity_level, number_as_kept, paper_problem, person_by_identity
from tongban.people.vocabulary import Capacity, IdKind, PersonKind
from tongban.register.queries import entry_by_uid
from tongban.register.vocabulary import DueWork

_HIDDEN = Refusal("cases.no_such_authority", "在线诉讼规则 38")
PROOF_KIND = "authority_proof"
"""Kind of the papers that show who the agent is: they stay between the party and the court."""


def hand_in_authority(record: Recording, *, case: UUID, materials: tuple[Material, ...] = (), **told: str) -> UUID:
    """A party, or who acts for it by law, names an agent with the papers that prove it; returns the authority.

    `told` as `rules.authority.Grant.read` takes it. It counts when the court has checked the papers. Refused for an
    entrusted agent, who cannot entrust others, and with all that is missing.
    """
    view = lock_own_case(record, case)
    party = own_party(record, view)
    _for_itself_or_by_law(record, view)
    return _hand_in(record, view, party, told, materials)


def hand_in_at_counter(
    case: UUID, *, party: UUID, told: dict[str, str], materials: tuple[Material, ...], by: Actor, at: datetime
) -> UUID:
    """Staff take in the papers of an agent of `party` on paper; the check is another act."""
    with act(by=by, at=at) as record:
        view = _staff_case(record, case)
        of = view.party(party)
        if of is None:
            raise Refused(Refusal("cases.no_such_case", "在线诉讼规则 38"))
        return _hand_in(record, view, of, told, materials)


def _for_itself_or_by_law(record: Recording, case: CaseView) -> None:
    if record.by.represents is not None and not authority_used(record, case).kind.by_law:
        raise Refused(Refusal("cases.agents_do_not_entrust", "CPL 61(1), 62(1)"))


def _staff_case(record: Recording, case: UUID) -> CaseView:
    """The case for its court's clerk or judge: who checks an agent's papers."""
    view = lock_own_case(record, case)
    if record.by.role not in ("clerk", "judge"):
        raise Refused(Refusal("cases.authority_is_checked_by_the_court", "CPL 62(1); SI 88"))
    return view


def appoint_in_court(record: Recording, case: CaseView, party: PartyView, told: Mapping[str, str]) -> AuthorityView:
    """A step: `party` names an agent by word in court (SI 89(2)); it counts from this day, for this case.

    `told` as for papers; without powers it is a general authority. The clerk has seen the agent's identity paper. The
    caller has judged whether the law lets it happen now, and writes it into the record. Refused with all that is wrong.
    """
    today = timezone.localtime(record.at).date()
    row = _keep(record, case, party, dict(told) | {"since": today.isoformat(), "until": ""}, (), Source.ORAL)
    accept_row(record, case, row)
    return authority_view(row)


def _hand_in(
    record: Recording, case: CaseView, party: PartyView, told: dict[str, str], materials: Sequence[Material]
) -> UUID:
    secret = told_of_secrets(told.get("state_secret", ""), "state_secret")
    row = _keep(record, case, party, told, materials, Source.PAPER, [secret] if secret else [])
    for material in materials:
        file = recall_upload(material.sha256, material.name, field=material.question)
        kind = PROOF_KIND if material.question == "proofs" else "authority"
        title = f"{AgentKind(row.kind).term} {row.name}"
        label = Label(Layer.HANDED_IN, court=case.court, case=case.uid, holder=party.person)
        keep_upload(record, file, kind=kind, title=title, label=label, subject=row.uid)
    return row.uid


def _keep(
    record: Recording,
    case: CaseView,
    party: PartyView,
    told: Mapping[str, str],
    materials: Sequence[Material],
    source: Source,
    wrong: Sequence[Refusal] = (),
) -> Representation:
    """The authority as it was handed in; refused with all that is wrong, what is `wrong` already with it."""
    today = timezone.localtime(record.at).date()
    id_kind, number = paper_told(told)
    grant = Grant.read(dict(told) | {"id_number": number}, files=sum(m.question != "proofs" for m in materials))
    of_age = capacity(born_by_number(id_kind, number), today) is Capacity.FULL
    paper = paper_problem(PersonKind.NATURAL, id_kind, number, today=today)
    judged = check_grant(grant, party_kind=party.kind, today=today, of_age=of_age, source=source)
    found = [*judged, *wrong, *([paper] if paper else [])]
    require(found or _clashes(record, case, party, AgentKind(grant.kind), number, grant.firm))
    return _write(record, case, party, grant, id_kind, source)


def _write(
    record: Recording, case: CaseView, party: PartyView, grant: Grant, id_kind: IdKind, source: Source
) -> Representation:
    row = Representation.objects.create(
        layer=Layer.HANDED_IN,
        court=case.court,
        case=case.uid,
        holder=party.person,
        of_case=Case.objects.get(uid=case.uid),
        party=party.uid,
        id_kind=id_kind,
        id_number=grant.id_number,
        state=AuthorityState.HANDED_IN,
        source=source,
        handed_in_at=record.at,
        **as_granted(grant) | {"last": _last_day(party, grant, timezone.localtime(record.at).date())},
    )
    note_handed_in(record, row)
    return row


def _last_day(party: PartyView, grant: Grant, today: date) -> date | None:
    """The last day of an authority; the guardian of a child acts until it is of age (Civil Code 17, 175(i))."""
    of_age = of_age_on(born_by_number(party.id_kind, party.id_number))
    if grant.kind != AgentKind.STATUTORY or of_age is None or of_age <= today:
        return grant.until
    last = date.fromordinal(of_age.toordinal() - 1)
    return last if grant.until is None else min(last, grant.until)


def as_granted(grant: Grant) -> dict[str, Any]:
    """How far an authority reaches, as its row keeps it."""
    assert grant.since is not None  # noqa: S101 - the rule has seen to it
    return {
        "kind": grant.kind,
        "name": grant.name,
        "firm": grant.firm,
        "powers": sorted(grant.powers),
        "first": grant.since,
        "last": grant.until,
    }


def note_handed_in(record: Recording, row: Representation) -> None:
    """A step: the authority lies with the court, in its case."""
    assert row.case is not None  # noqa: S101 - the callers have put it into its case
    source = Source(row.source)
    fact = AuthorityHandedIn(
        case=row.case,
        party=row.party,
        authority=row.uid,
        kind=row.kind,
        powers=tuple(row.powers),
        since=row.first,
        until=row.last,
        source=source,
    )
    record(fact, under=source.law if source is Source.ORAL else AgentKind(row.kind).law, case=row.case)


def take_over_authority(
    record: Recording,
    case: CaseView,
    party: PartyView,
    told: Mapping[str, str],
    *,
    filing: UUID,
    papers: tuple[str, str],
) -> None:
    """A step: whom the plaintiff named with the complaint waits for the court's check like any agent (CPL 62; SI 88).

    `told` was judged when it was filed; what speaks against the agent in this case is asked at the check. `papers`: as
    what kinds of documents of `filing` the power of attorney and the proofs were handed in.
    """
    id_kind, number = paper_told(told)
    grant = Grant.read({**told, "id_number": number}, files=1)
    row = _write(record, case, party, grant, id_kind, Source.PAPER)
    for kind, own in zip(papers, ("authority", PROOF_KIND), strict=True):
        file_under(record, subject=filing, kind=kind, new=row.uid, new_kind=own, case=case.uid)


def paper_told(told: Mapping[str, str]) -> tuple[IdKind, str]:
    """Which identity paper was told, and its number as it is kept."""
    kind = IdKind.PASSPORT if told.get("id_kind") == IdKind.PASSPORT else IdKind.RESIDENT
    return kind, number_as_kept(told.get("id_number", ""))


def accept_authority(case: UUID, authority: UUID, *, by: Actor, at: datetime) -> None:
    """Staff found the papers complete: the agent may act. Done again, it links an account opened meanwhile.

    Refused: papers that were returned or revoked, a name that is not that of the identity number, who judges or keeps
    the record of this case or has served at this court, a lawyer here whose licence does not count.
    """
    with act(by=by, at=at) as record:
        view = _staff_case(record, case)
        row = _locked(view, authority)
        if row.state not in OPEN_STATES:
            raise Refused(Refusal("cases.authority_not_open", "CPL 62(1)"))
        accept_row(record, view, row)


def accept_row(record: Recording, case: CaseView, row: Representation) -> None:
    """A step: the court found the papers complete; who filed with an own account is the agent already.

    Raises `NothingToDo` when it was accepted before and no account was opened since.
    """
    party = case.party(row.party)
    assert party is not None  # noqa: S101 - parties stay
    require(_clashes(record, case, party, AgentKind(row.kind), row.id_number, row.firm, without=row.uid))
    known = _account(row, case)
    agent = row.agent or known
    if agent is not None and agent == record.by.person:
        raise Refused(Refusal("people.own_hand", "CPL 47"))
    _one_party_each(record, row, agent)
    able(AgentKind(row.kind), agent, case.court, timezone.localtime(record.at).date())
    if row.state == AuthorityState.ACCEPTED and agent == row.agent:
        raise NothingToDo
    row.state, row.agent, row.checked_by = AuthorityState.ACCEPTED, agent, record.by.person
    row.layer = Layer.CASE
    row.save(update_fields=["state", "agent", "checked_by", "layer"])
    if row.source == Source.PAPER:
        hand_over(record, subject=row.uid, case=case.uid, private=frozenset({PROOF_KIND}))
    fact = AuthorityAccepted(
        case=case.uid,
        party=row.party,
        authority=row.uid,
        kind=row.kind,
        powers=tuple(row.powers),
        agent=agent,
    )
    record(fact, under=Source(row.source).law, case=case.uid)


def _clashes(
    record: Recording,
    case: CaseView,
    party: PartyView,
    kind: AgentKind,
    number: str,
    firm: str,
    *,
    without: UUID | None = None,
) -> list[Refusal]:
    known = [one for one in authorities_in(case.uid) if one.uid != without]
    today = timezone.localtime(record.at).date()
    return clashes(
        kind,
        number,
        firm,
        party=party,
        parties=case.parties,
        known=known,
        mediators=id_numbers_of(mediators_of(case.uid)),
        today=today,
    )


def _account(row: Representation, case: CaseView) -> UUID | None:
    """The person with the agent's identity paper, surely known; None while there is none."""
    known = person_by_identity(row.id_kind, row.id_number)
    if known is None or identity_level(known.uid).rank < IdentityLevel.DOCUMENT.rank:
        return None
    if name_form(known.name) != name_form(row.name):
        raise Refused(Refusal("cases.agent_name_differs", "在线诉讼规则 7(1)", ("name",), (("agent", row.name),)))
    if known.uid in (case.judge, case.clerk):
        raise Refused(Refusal("cases.agent_in_this_court", "CPL 47; 法官法 24", (), (("agent", row.name),)))
    if any(known.uid == one.person for one in witnesses_in(case.uid)):
        raise Refused(Refusal("cases.agent_is_witness", "CPL 61, 75", (), (("agent", row.name),)))
    return known.uid


def _one_party_each(record: Recording, row: Representation, agent: UUID | None) -> None:
    """Each act is for one party, and nobody is asked for which: an account acts for one party of a case."""
    today = timezone.localtime(record.at).date()
    held = authorities_of_agent(agent, row.of_case.uid) if agent and row.of_case else []
    if any(one.party != row.party and one.may_hold(today) for one in held):
        raise Refused(Refusal("cases.agent_of_another_party", "CPL 61(1)", facts=(("agent", row.name),)))


def return_authority(case: UUID, authority: UUID, *, missing: Collection[str], by: Actor, at: datetime) -> None:
    """Staff name the papers that are wanted; they can be handed in anew (SI 88). Refused without any, or when done."""
    with act(by=by, at=at) as record:
        view = _staff_case(record, case)
        row = _locked(view, authority)
        if row.state != AuthorityState.HANDED_IN:
            raise Refused(Refusal("cases.authority_not_open", "CPL 62(1)"))
        wanted = tuple(proof for proof in PROOFS[AgentKind(row.kind)] if proof in set(missing))
        if not wanted or not set(missing) <= set(Proof):
            raise Refused(Refusal("cases.missing_papers_unnamed", "SI 88", ("missing",)))
        row.state, row.missing, row.checked_by = AuthorityState.RETURNED, list(wanted), by.person
        row.save(update_fields=["state", "missing", "checked_by"])
        fact = AuthorityReturned(case=view.uid, party=row.party, authority=row.uid, missing=wanted)
        record(fact, under="CPL 62(1); SI 88", case=view.uid)


def revoke_authority(record: Recording, *, case: UUID, authority: str) -> None:
    """A party takes an authority back; it ends at this moment, and the other side is told (CPL 63).

    Refused for an entrusted agent, and for an authority of another party, which does not exist; what is over stays so.
    """
    view = lock_own_case(record, case)
    party = own_party(record, view)
    _for_itself_or_by_law(record, view)
    try:
        row = _locked(view, UUID(authority))
    except ValueError:
        raise Refused(_HIDDEN) from None
    if row.party != party.uid:
        raise Refused(_HIDDEN)
    if AgentKind(row.kind).by_law:
        raise Refused(Refusal("cases.authority_by_law_stands", "CPL 60"))
    _revoke(record, view, row)


def note_revocation(case: UUID, authority: UUID, *, by: Actor, at: datetime) -> None:
    """Staff note that the party told the court in writing that an authority is over (CPL 63)."""
    with act(by=by, at=at) as record:
        view = _staff_case(record, case)
        _revoke(record, view, _locked(view, authority))


def end_denied_authority(work: DueWork) -> None:
    """Reaction to `DisputeUpheld`: an authority ends that the party did not hand in itself (在线诉讼规则 7(2))."""
    found = entry_by_uid(UUID(work.entry.body["entry"]))
    if found is None or found[0].event != AuthorityHandedIn.NAME:
        return
    case, authority = UUID(found[0].body["case"]), UUID(found[0].body["authority"])
    office = Actor.office(case_by_uid(case).court, "在线诉讼规则 7(2)")
    with act(by=office, at=work.now, fulfils=work) as record:
        view = lock_case(record, case)
        row = _locked(view, authority)
        if row.state not in OPEN_STATES:
            raise NothingToDo
        _revoke(record, view, row)


def end_with_party(record: Recording, case: CaseView, party: PartyView, lasting: Collection[UUID]) -> None:
    """A step: the party died, and whoever acted for it acts no more (Civil Code 173(iv), 175(iii)).

    `lasting`: authorities that by their own words last until the matter is done; who holds one goes on for the heirs
    (Civil Code 174(1)(iii)). An authority by law never lasts.
    """
    for row in _open_of(case, party):
        if row.uid not in lasting or AgentKind(row.kind).by_law:
            _revoke(record, case, row, under=ENDS)


def carry_to_heir(record: Recording, case: CaseView, gone: PartyView, heir: PartyView) -> None:
    """A step: agents who went on for the heirs act for the one who stepped in (Civil Code 174)."""
    del record  # proves that an act is open
    _open_of(case, gone).update(party=heir.uid, holder=heir.person)


def _open_of(case: CaseView, party: PartyView) -> QuerySet[Representation]:
    return Representation.objects.filter(case=case.uid, party=party.uid, state__in=OPEN_STATES).order_by("id")


def _revoke(record: Recording, case: CaseView, row: Representation, *, under: str = "CPL 63") -> None:
    if row.state not in OPEN_STATES:
        raise Refused(Refusal("cases.authority_not_open", "CPL 63"))
    row.state, row.ended_at = AuthorityState.REVOKED, record.at
    row.save(update_fields=["state", "ended_at"])
    fact = AuthorityRevoked(case=case.uid, party=row.party, authority=row.uid, kind=row.kind)
    record(fact, under=under, case=case.uid)


def _locked(case: CaseView, authority: UUID) -> Representation:
    row = locked(Representation.objects.filter(uid=authority, case=case.uid)).first()
    if row is None:
        raise Refused(_HIDDEN)
    return row
