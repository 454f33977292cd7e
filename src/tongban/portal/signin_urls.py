"""Addresses for signing in and out and for a new password; the library's other pages stay closed.

The library asks for some of the closed ones by name, so the names lead to pages of ours.
"""

from allauth.account import views
from django.urls import path

from tongban.access.audience import Audience, open_to
from tongban.portal import signin

urlpatterns = [
    path("login/", open_to(Audience.PUBLIC)(views.login), name="account_login"),
    path("logout/", open_to(Audience.PUBLIC)(views.logout), name="account_logout"),
    path("inactive/", open_to(Audience.PUBLIC)(views.account_inactive), name="account_inactive"),
    path("password/change/", open_to(Audience.PERSON)(views.password_change), name="account_change_password"),
    path("password/forgotten/", signin.forgotten, name="account_reset_password"),
    path("closed/", signin.closed, name="account_signup"),
]
