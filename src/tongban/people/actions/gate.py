"""At the gate of every act: a party or witness is known as surely, and as lately, as the act needs (在线诉讼规则 7)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.frame.acts import Recording
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.facts import Fact
from tongban.kernel.refusal import Refusal, require
from tongban.people.queries import checked_since, companion_of, companions, person_by_uid, rights_used, stands_still
from tongban.people.rules.companions import capacity, check_minor
from tongban.people.rules.disputes import LAW as DISPUTES
from tongban.people.rules.disputes import STILL
from tongban.people.rules.levels import Requirement, judge_freshness, judge_level, judge_member, required
from tongban.people.vocabulary import FACES, Beside, Capacity, Role

_SENT_ELSEWHERE = "remote_act_sent"
"""The fact that an act travels to the platform of its case; `name` says which act. Its freshness is judged here."""


def check_actor(recording: Recording, fact: Fact, case: UUID | None) -> None:
    """Refuse what a party does without the proof it needs. Staff and office clocks are known by their appointment."""
    del case  # which case it is the floor of cases judges
    by = recording.by
    if by.kind is not ActorKind.PERSON or by.role not in (Role.PARTY, Role.WITNESS) or by.person is None:
        return
    name = str(fact.body().get("name", "")) if fact.NAME == _SENT_ELSEWHERE else fact.NAME
    need = required(name, timezone.localtime(recording.at).date())
    if need is None:
        require(_frozen(by) if name in STILL else None)
        return
    found = [_member(recording, need)]
    if need.level is not IdentityLevel.NONE:
        found += [judge_level(need, by.level), _stale(recording, need), _frozen(by), _minor(recording)]
    require([no for no in found if no])


def _member(record: Recording, need: Requirement) -> Refusal | None:
    """A member does for the organisation what its head gave it the right to; a clerk beside it changes nothing."""
    rights = rights_used(record.by, at=record.at)
    return None if rights is None else judge_member(need, rights)


def _frozen(by: Actor) -> Refusal | None:
    """While somebody else may sit in the person's account, she acts with a clerk at her side only."""
    assert by.person is not None  # noqa: S101 - the gate lets nobody else come this far
    still = not by.helper_court and any(stands_still(one) for one in (by.person, by.helper) if one)
    return Refusal("people.account_frozen", DISPUTES) if still else None


def _minor(record: Recording) -> Refusal | None:
    """A minor acts by the guardian: beside the child, or at a counter where a clerk has noted who the guardian is."""
    by, at = record.by, record.at
    assert by.person is not None  # noqa: S101 - the gate lets nobody else come this far
    if by.role == Role.WITNESS:
        return None  # what a child saw, the child tells (证据规定 67(2))
    person = person_by_uid(by.person)
    if person is None or person.platform != settings.TONGBAN.slug:
        return None
    capable = capacity(person.born, timezone.localtime(at).date())
    if capable is Capacity.FULL:
        return None
    beside, _ = companions(by.person, at=at)
    guardians = {one.companion for one in beside if one.kind is Beside.GUARDIAN}
    return check_minor(capable, guardian=by.helper in guardians or bool(by.helper_court and guardians))


def _stale(record: Recording, need: Requirement) -> Refusal | None:
    """A clerk beside the person sees who it is; for a person of a peer, the peer has judged before it sent the act.

    For a minor the guardian is looked at, for an organisation who acts for it; a helper's face is not the person's.
    """
    by = record.by
    assert by.person is not None  # noqa: S101 - the gate lets nobody else come this far
    if need.again is IdentityLevel.NONE or by.helper_court or by.platform != settings.TONGBAN.slug:
        return None
    beside = companion_of(by.person, by.helper, at=record.at) if by.helper else None
    looked_at = by.helper if by.helper and beside in FACES else by.person
    return judge_freshness(need, checked=checked_since(looked_at, need.again, since=need.since(record.at)))
