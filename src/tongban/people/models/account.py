"""The account a person signs in with."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from tongban.frame.models import Record
from tongban.people.models.person import Person


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their login name; making one is the act `open_account`."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this login name, whatever its letter case."""
        return self.get(login__iexact=username)


class Account(Record, AbstractBaseUser, PermissionsMixin):
    """A login of one person, who alone has an address of e-mail: the sign-in library needs none."""

    outside_acts: ClassVar[str] = "passwords, last sign-in and sessions; opening an account is an act of its own"

    login = models.CharField(max_length=64, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    language = models.CharField(max_length=12, default="zh-hans")
    generation = models.PositiveIntegerField(default=0, help_text="Goes up when all sessions and tokens end.")

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("login"), name="login_once")]

    def __str__(self) -> str:
        return self.login

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What sessions and tokens hold of the account: they die with the password and with the generation."""
        salt = "tongban.people.Account.session"
        return salted_hmac(salt, f"{self.generation}:{self.password}", secret=secret, algorithm="sha256").hexdigest()


class OutsideLogin(Record):
    """A provider's name for the person of an account: who signs in there as `subject` signs in here."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=32)
    subject = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "subject"], name="outside_login_of_one_account"),
            models.UniqueConstraint(fields=["account", "provider"], name="one_outside_login_per_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.subject}"
