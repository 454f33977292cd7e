"""Whether a disputed act holds a session: what was shown in it, put before the rule (people/rules/disputes.py)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from tongban.people.queries import person_of_account
from tongban.people.queries.disputes import did_it, held_through, named_since, open_disputes
from tongban.people.vocabulary import DisputeView
from tongban.portal.held import LOOKED


def held_by(request: HttpRequest) -> UUID | None:
    """The open dispute on account of which this session sees nothing of a case; None: there is none, or it sees on.

    Asked once for each account: a program's token comes in later than the cookie.
    """
    account: Any = request.user
    if not account.is_authenticated:
        return None
    known: tuple[int, UUID | None] | None = getattr(request, "known_held", None)
    if known is None or known[0] != account.pk:
        disputes = open_disputes(person_of_account(account).uid)
        known = account.pk, _first(request, account, disputes)
        request.known_held = known  # type: ignore[attr-defined]
    return known[1]


def may_stand_beside(request: HttpRequest, person: UUID, at: datetime) -> bool:
    """Whether somebody without an office stands at the person's side while acts in her name are disputed.

    Not who was named since the disputed act, nor who did it: whoever sits there may be the one who did.
    """
    disputes, account = open_disputes(person), request.user
    own = person_of_account(account).uid  # type: ignore[arg-type]
    if any(named_since(person, own, one.done_at, at=at) for one in disputes):
        return False
    return _first(request, account, [one for one in disputes if did_it(one, own)]) is None


def _first(request: HttpRequest, account: Any, disputes: list[DisputeView]) -> UUID | None:  # noqa: ANN401 - Django's user model
    if not disputes:
        return None
    records, looked = get_authentication_records(request, account), request.session.get(LOOKED)
    strong = {one.slug for one in settings.TONGBAN.providers if one.second_factor}
    return held_through(
        disputes,
        account,
        factors={one["id"] for one in records if one.get("method") == "mfa" and "id" in one},
        providers=strong & {one.get("provider") for one in records if one.get("method") == "outside"},
        looked=datetime.fromisoformat(looked) if looked else None,
    )
