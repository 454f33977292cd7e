"""Signing in by way of an outside provider: a person links it to the account, and may end that again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.adapters import openid
from tongban.people.events import OutsideLoginEnded, OutsideLoginLinked
from tongban.people.models import Account, OutsideLogin
from tongban.people.queries import person_by_uid
from tongban.people.rules.identity_papers import plain_number
from tongban.people.vocabulary import Departure, OutsideIdentity, Provider

_LAW = "在线诉讼规则 7"


def way_out(provider: Provider, back: str) -> Departure:
    """Where to send the browser; refused when the provider does not answer."""
    return openid.way_out(provider, back)


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
