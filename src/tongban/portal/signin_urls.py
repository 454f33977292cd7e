"""Addresses for signing in and out, for a person's ways to sign in and devices; the library's other pages stay closed.

The library asks for its pages by name, so the names lead to its own views, or to pages of ours.
"""

from allauth.account import views
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from tongban.access.audience import Audience, open_to, while_held
from tongban.portal import outside, signin
from tongban.portal.signin import asked_again, own_account

anybody = open_to(Audience.PUBLIC)

urlpatterns = [
    path("login/", anybody(views.login), name="account_login"),
    path("logout/", anybody(views.logout), name="account_logout"),
    path("inactive/", anybody(views.account_inactive), name="account_inactive"),
    path("again/", while_held(own_account(views.reauthenticate)), name="account_reauthenticate"),
    path("password/change/", own_account(views.password_change), name="account_change_password"),
    path("password/set/", own_account(asked_again(views.password_set)), name="account_set_password"),
    path("password/forgotten/", signin.forgotten, name="account_reset_password"),
    path("closed/", signin.closed, name="account_signup"),
    path("devices/", signin.devices, name="usersessions_list"),
    path("devices/end/", signin.end_others, name="sessions_end"),
    path("ways/", signin.ways, name="mfa_index"),
    path("second/", anybody(second.authenticate), name="mfa_authenticate"),
    path("again/code/", while_held(own_account(second.reauthenticate)), name="mfa_reauthenticate"),
    path(
        "again/passkey/", while_held(own_account(passkeys.reauthenticate_webauthn)), name="mfa_reauthenticate_webauthn"
    ),
    path("generator/", own_account(asked_again(totp.activate_totp)), name="mfa_activate_totp"),
    path("generator/end/", own_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", own_account(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", own_account(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("passkeys/", signin.ways, name="mfa_list_webauthn"),
    path("passkeys/new/", own_account(asked_again(passkeys.add_webauthn)), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/end/", own_account(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/use/", anybody(signin.PasskeySignIn.as_view()), name="mfa_login_webauthn"),
    *outside.urls,
]
