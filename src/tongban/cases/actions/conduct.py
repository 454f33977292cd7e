"""What belongs to the stages of a case and to no other domain: consent, offers of mediation."""

from __future__ import annotations

from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party
from tongban.cases.events import ConsentGiven, MediationDeclined, MediationOffered
from tongban.cases.models import Case, Consent
from tongban.cases.queries import case_by_uid, consents_of
from tongban.cases.queries.online import moved_offline
from tongban.cases.rules.consent import NOTICE_VERSIONS, check_choice, may_answer
from tongban.cases.rules.procedures.tracks import TRACKS
from tongban.cases.vocabulary import Act, CaseView, PartyView
from tongban.frame.acts import Recording, act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.register.queries import entries_of_case
from tongban.register.vocabulary import DueWork

DECLINE_REASONS = frozenset({"wants_judgment", "no_trust", "tried_before", "other"})


def give_consent(record: Recording, *, case: UUID, step: str, choice: str, notice_version: str = "") -> None:
    """A party answers whether one step may be online; nothing is inherited from another step (在线诉讼规则 4).

    `notice_version`: of the notice that the party has seen; nobody answers without one (规则 2(3)).
    Refused: a no after a yes, which the judge reviews; an agent's answer after the party's own; a step moved offline.
    """
    view, law = step_case(record, case, Act.CONSENT)
    party = own_party(record, view)
    found = check_choice(step, choice)
    if isinstance(found, Refusal):
        raise Refused(found)
    if notice_version not in NOTICE_VERSIONS:
        raise Refused(Refusal("cases.notice_outdated", "在线诉讼规则 2(3)"))
    before = consents_of(case).get((party.uid, found[0]))
    moved = found[0] in moved_offline(case)
    require(may_answer(before, found[1], moved=moved, by_agent=record.by.represents is not None))
    note_consent(record, view, party, step=found[0], choice=found[1], notice_version=notice_version, law=law)


def note_consent(
    record: Recording, case: CaseView, party: PartyView, *, step: str, choice: str, notice_version: str, law: str
) -> None:
    """A step: keep a party's answer with the notice seen, the channel and the identity level."""
    Consent.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        of_case=Case.objects.get(uid=case.uid),
        party=party.uid,
        step=step,
        choice=choice,
        notice_version=notice_version,
        channel=record.by.helper_court or record.by.platform or "portal",
        level=record.by.level,
        by_agent=record.by.represents is not None,
        at=record.at,
    )
    fact = ConsentGiven(
        case=case.uid,
        party=party.uid,
        step=step,
        choice=choice,
        notice_version=notice_version,
        level=record.by.level,
    )
    record(fact, under=law, case=case.uid)


def offer_mediation(work: DueWork) -> None:
    """Reaction to `CaseDocketed`: propose mediation, as the law asks for disputes that suit it (CPL 125).

    A case that has moved on in the meantime, because its fee was paid at once, is left alone.
    """
    body = work.entry.body
    case = case_by_uid(UUID(body["case"]))
    if not TRACKS[case.track].allows(case.stage, Act.OFFER_MEDIATION):
        return
    with act(
        by=Actor.office(body["court"], "CPL 125: mediation is offered first"), at=work.now, fulfils=work
    ) as record:
        _, law = step_case(record, UUID(body["case"]), Act.OFFER_MEDIATION)
        record(MediationOffered(case=UUID(body["case"])), under=law, case=UUID(body["case"]))


def decline_mediation(record: Recording, *, case: UUID, reason: str) -> None:
    """A party declines mediation; it is voluntary, and declining has no disadvantage (CPL 96, 125)."""
    view, law = step_case(record, case, Act.DECLINE_MEDIATION)
    party = own_party(record, view)
    if reason not in DECLINE_REASONS:
        raise Refused(Refusal("cases.reason_missing", law, ("reason",)))
    if any(UUID(e.body["party"]) in party.line for e in entries_of_case(case, (MediationDeclined.NAME,))):
        raise Refused(Refusal("cases.mediation_declined_before", law))
    record(MediationDeclined(case=case, party=party.uid, reason=reason), under=law, case=case)
