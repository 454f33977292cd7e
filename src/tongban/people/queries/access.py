"""Who can sign in, how, and to whom an account belongs."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q

from tongban.people.models import Account, Companion, IdentityProof, OutsideLogin
from tongban.people.vocabulary import AccessView, OutsideIdentity


def login_of(person: UUID) -> str | None:
    """The login name of the person's account, or None."""
    return Account.objects.filter(person__uid=person).values_list("login", flat=True).first()


def has_open_account(person: UUID) -> bool:
    """Whether the person can sign in: who never could, or whose ways to sign in were closed, cannot."""
    return Account.objects.filter(person__uid=person, is_active=True).exists()


def nobody_looks(person: UUID, *, at: datetime) -> bool:
    """For acts: whether nobody can look on the portal for a person of this platform: neither it nor anybody beside it.

    So it is with who was seen at a counter and left without an account, and with whom an account was closed.
    """
    beside = Companion.objects.filter(person__uid=person, since__lte=at, until__gt=at).values("companion__uid")
    accounts = Account.objects.filter(Q(person__uid=person) | Q(person__uid__in=beside))
    if accounts.filter(is_active=True).exists():
        return False
    seen = IdentityProof.objects.filter(person__uid=person, passed=True).exclude(court="")
    return accounts.exists() or seen.exists()


def access_of(person: UUID) -> AccessView | None:
    """What is held of the person's account, for the person; None without one."""
    account = Account.objects.filter(person__uid=person).first()
    if account is None:
        return None
    ways = Authenticator.objects.filter(user_id=account.pk).order_by("pk").values_list("type", "created_at")
    devices = UserSession.objects.filter(user_id=account.pk).order_by("pk")
    return AccessView(
        login=account.login,
        language=account.language,
        last_login=account.last_login,
        ways=tuple(ways),
        providers=tuple(sorted(outside_logins_of(person))),
        devices=tuple(devices.values_list("ip", "user_agent", "created_at")),
    )


def account_of_login(login: str) -> Account:
    """The open account with this login name, which must exist."""
    return Account.objects.get(login__iexact=login, is_active=True)


def account_behind(identity: OutsideIdentity) -> Account | None:
    """The open account to which a provider's person is linked, or None."""
    row = OutsideLogin.objects.filter(provider=identity.provider, subject=identity.subject, account__is_active=True)
    found = row.select_related("account").first()
    return found.account if found else None


def outside_logins_of(person: UUID) -> frozenset[str]:
    """The providers by way of which the person may sign in."""
    return frozenset(OutsideLogin.objects.filter(account__person__uid=person).values_list("provider", flat=True))
