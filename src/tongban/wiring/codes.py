"""Codes of a generator, asked for at sign-in and again later: each counts once, as long as it could count at all."""

from __future__ import annotations

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.cache import cache


class _Once(BaseAuthenticateForm):
    """The library forgets a code that was used after one period, and takes codes of the periods beside it, too."""

    def clean_code(self) -> str:
        """The code, when it is right and was not used before."""
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            key = f"second-code:{self.authenticator.pk}:{normalize_user_code(code)}"
            counts_for = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            if not cache.add(key, 1, counts_for):
                raise get_adapter().validation_error("incorrect_code")
        return code


class SecondCode(_Once, AuthenticateForm):
    """After the password."""


class CodeAgain(_Once, ReauthenticateForm):
    """Before the account is changed."""
