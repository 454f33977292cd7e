"""Texts of the sign-in library that it does not have in every language of parties' pages: these come before its own."""

from django.utils.translation import gettext_lazy as _

LIBRARY = (
    _("Username"),
    _("Forgot your password?"),
    _("The username and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
)
