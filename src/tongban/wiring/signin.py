"""How people sign in: accounts are opened at a counter or by joining a case, never by a free sign-up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url


class SignIn(DefaultAccountAdapter):
    """Closes the library's own sign-up; sends staff to the desk and parties to the portal."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library's signature
        """No: real-name registration is an act of the court (在线诉讼规则 7)."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk for staff, the portal for everybody else."""
        viewer = getattr(request, "viewer", None)
        return resolve_url("desk:inbox" if viewer and viewer.courts else "portal:home")
