"""Reading what a dispute puts in doubt: the acts of its time, and whoever sits in the person's account."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from tongban.people.events import AccessRenewed
from tongban.people.models import Account, Dispute, IdentityProof, OutsideLogin
from tongban.people.queries import companions, dispute_view
from tongban.people.rules.disputes import Shown, is_held
from tongban.people.vocabulary import BY_LAW, DisputeState, DisputeView, ProofMethod
from tongban.register.queries import entries_naming, entry_by_uid
from tongban.register.vocabulary import EntryView

_IN_A_SESSION = (ProofMethod.PLATFORM, ProofMethod.FACE)
"""Checks that the person passes in a browser of her own."""


def open_disputes(person: UUID) -> list[DisputeView]:
    """For the doors: the disputes of the person's acts that no court has decided, the oldest first."""
    return [dispute_view(row) for row in Dispute.objects.filter(holder=person, state=DisputeState.OPEN).order_by("id")]


def told_in_doubt(person: UUID, at: datetime) -> bool:
    """For acts: whether what was told in the person's account at `at` may be somebody else's word.

    So it is from an act that is disputed, or was so with success, until the person said so (在线诉讼规则 7(2)).
    """
    return _standing([person]).filter(done_at__lte=at, at__gte=at).exists()


def in_doubt(entries: Iterable[EntryView]) -> set[UUID]:
    """For acts: which of these entries are disputed, or were so with success, or were made in the time of such an act.

    What a clerk did at the party's side is in doubt only when it is disputed itself; what staff did alone never.
    """
    own = [one for one in entries if one.actor.get("role") == "party" and one.actor.get("person")]
    disputes = list(_standing({UUID(one.actor["person"]) for one in own}))
    return {
        one.uid
        for one in own
        for it in disputes
        if one.actor["person"] == str(it.holder)
        and (one.uid == it.entry or (not one.actor.get("helper_court") and it.done_at <= one.at <= it.at))
    }


def _standing(persons: Collection[UUID]) -> QuerySet[Dispute]:
    return Dispute.objects.filter(holder__in=persons).exclude(state=DisputeState.REJECTED)


def held_through(
    disputes: Sequence[DisputeView],
    account: Account,
    *,
    factors: Collection[int],
    providers: Collection[str],
    looked: datetime | None,
) -> UUID | None:
    """For the doors: the first of these open disputes that holds a session of `account`, or None.

    Shown in the session were the second factors of these rows and, by a second factor there, these providers; `looked`
    is when the session disputed, or a check found in it that it is the person.
    """
    made = Authenticator.objects.filter(user_id=account.pk, pk__in=factors).values_list("created_at", flat=True)
    linked = OutsideLogin.objects.filter(account=account, provider__in=providers).values_list("at", flat=True)
    checks = IdentityProof.objects.filter(person=account.person, passed=True, method__in=_IN_A_SESSION)
    shown = Shown(
        factors=(*made, *linked),
        looked=looked,
        renewed=renewed_at(account.person.uid),
        proven=checks.order_by("-at").values_list("at", flat=True).first(),
    )
    return next((one.uid for one in disputes if is_held(one.done_at, one.at, shown)), None)


def renewed_at(person: UUID) -> datetime | None:
    """When a counter last gave the person a new password, paper in hand; every older way in ended then."""
    return max((one.at for one in entries_naming(AccessRenewed.NAME, person)), default=None)


def older_factors(account: Account, done_at: datetime) -> frozenset[str]:
    """The kinds of second factor of the account that were set up before `done_at`."""
    rows = Authenticator.objects.filter(user_id=account.pk, created_at__lt=done_at)
    return frozenset(rows.values_list("type", flat=True))


def did_it(dispute: DisputeView, companion: UUID) -> bool:
    """Whether the disputed act was done from the account of this one, who stands beside the person."""
    found = entry_by_uid(dispute.entry)
    return found is not None and found[0].actor.get("helper") == str(companion)


def named_since(person: UUID, companion: UUID, since: datetime, *, at: datetime) -> bool:
    """Whether who stands beside the person was named in the account, and not before `since`."""
    beside, _ = companions(person, at=at)
    return any(one.companion == companion and one.kind not in BY_LAW and one.since >= since for one in beside)
