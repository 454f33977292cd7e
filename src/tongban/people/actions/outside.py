"""Signing in by way of an outside provider: a person links it to the account, and may end that again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from tongban.frame.acts import act
from tongban.kernel.actor import Actor, ActorKind, IdentityLevel
from tongban.kernel.lookup_forms import name_form
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.actions.counter import login_findings
from tongban.people.actions.register import open_account, owner_of_paper, prove_identity, register_person
from tongban.people.adapters import openid
from tongban.people.events import OutsideLoginEnded, OutsideLoginLinked
from tongban.people.models import Account, OutsideLogin
from tongban.people.queries import person_by_uid
from tongban.people.queries.access import login_of
from tongban.people.rules.identity_papers import check_paper, plain_number
from tongban.people.vocabulary import (
    Departure,
    IdKind,
    OutsideIdentity,
    PersonKind,
    PersonView,
    ProofMethod,
    Provider,
    Role,
)

_LAW = "在线诉讼规则 7"


def way_out(provider: Provider, back: str, *, since: float = 0.0) -> Departure:
    """Where to send the browser; with `since` the person is looked at anew. Refused when the provider is silent."""
    return openid.way_out(provider, back, since=since)


def came_back(provider: Provider, departure: Departure, code: str, back: str, *, now: datetime) -> OutsideIdentity:
    """Whom the provider vouches for; refused when its token leaves any doubt. `now` is the machine's time."""
    return openid.came_back(provider, departure, code, back, now=now)


def link_outside(identity: OutsideIdentity, *, by: Actor, at: datetime) -> None:
    """From now on the acting person may sign in as `identity`.

    Refused: the provider's person is linked to another account, another one of this provider is linked to this
    account, or the provider states another identity number than the court has.
    """
    person = _own(by)
    with act(by=by, at=at) as record:
        _same_number(identity, person)
        account = Account.objects.get(person__uid=person)
        try:
            with transaction.atomic():
                OutsideLogin.objects.create(
                    account=account, provider=identity.provider, subject=identity.subject, at=at
                )
        except IntegrityError as taken:
            raise Refused(Refusal("people.outside_taken", _LAW)) from taken
        record(OutsideLoginLinked(person=person, provider=identity.provider), under=_LAW)


def open_by_platform(identity: OutsideIdentity, login: str, *, at: datetime, platform: str) -> PersonView:
    """Real-name registration by an identity platform: its name and number make a person known, with an account.

    The account has no password: it opens by way of the platform, later by a passkey. Refused: claims that are no
    resident's name and number, a login that cannot be used, a person who has an account here or another name.
    """
    number, name = plain_number(identity.id_number), identity.name.strip()
    wrong = check_paper(PersonKind.NATURAL, IdKind.RESIDENT, number, today=timezone.localtime(at).date())
    nameless = [] if name else [Refusal("people.name_missing", _LAW)]
    require([*nameless, *([wrong] if wrong else []), *login_findings(login)])
    by = Actor(kind=ActorKind.PERSON, role=Role.PARTY, platform=platform)
    with act(by=by, at=at) as record:
        known = owner_of_paper(record, IdKind.RESIDENT, number)
        if known is not None and (name_form(known.name) != name_form(name) or login_of(known.uid) is not None):
            raise Refused(Refusal("people.known_sign_in", _LAW))
        person = known or register_person(
            record, name=name, kind=PersonKind.NATURAL, platform=platform, id_kind=IdKind.RESIDENT, id_number=number
        )
        record.by = replace(by, person=person.uid, level=IdentityLevel.DOCUMENT)
        account = open_account(record, person=person.uid, login=login, password=None)
        OutsideLogin.objects.create(account=account, provider=identity.provider, subject=identity.subject, at=at)
        record(OutsideLoginLinked(person=person.uid, provider=identity.provider), under=_LAW)
        prove_identity(
            record,
            person=person.uid,
            method=ProofMethod.PLATFORM,
            level=IdentityLevel.DOCUMENT,
            evidence=evidence_of(identity),
        )
    return person


def evidence_of(identity: OutsideIdentity) -> str:
    """How a proof refers to what a provider vouched for."""
    return f"{identity.provider}:{identity.subject}"[:200]


def unlink_outside(provider: str, *, by: Actor, at: datetime) -> None:
    """The acting person no longer signs in by way of `provider`. Refused when nothing is linked."""
    person = _own(by)
    with act(by=by, at=at) as record:
        ended, _ = OutsideLogin.objects.filter(account__person__uid=person, provider=provider).delete()
        if not ended:
            raise Refused(Refusal("people.outside_unknown", _LAW))
        record(OutsideLoginEnded(person=person, provider=provider), under=_LAW)


def _own(by: Actor) -> UUID:
    """The person whose account it is: nobody links anything for another, not even a helper at a counter."""
    if by.person is None or by.helper is not None:
        raise Refused(Refusal("people.sign_in_first", _LAW))
    return by.person


def _same_number(identity: OutsideIdentity, person: UUID) -> None:
    view = person_by_uid(person)
    number = plain_number(identity.id_number)
    if number and view is not None and view.id_number and number != view.id_number:
        raise Refused(Refusal("people.outside_of_another", _LAW))
