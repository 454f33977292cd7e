"""Texts of the API's own refusals."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "api.upload_unknown": Words(
        _("An upload is unknown, too old, or another person's."), _("Send the file again and use the new handle.")
    ),
    "api.key_unknown": Words(_("This question has no key “%(key)s”."), _("Use one of: %(keys)s.")),
    "api.token_missing": Words(
        _("A valid token is needed."),
        _("Get one with your login at /api/v1/token and send it as “Authorization: Bearer …”."),
    ),
    "api.nothing_here": Words(
        _("There is no such thing, or it is not yours to see."),
        _("Check the address; /api/v1/openapi.json lists all of them."),
    ),
    "api.not_taken": Words(
        _("The request cannot be taken so: %(why)s."), _("/api/v1/openapi.json describes every request and its bounds.")
    ),
    "api.value_malformed": Words(
        _("The value of “%(key)s” has not the described form."), _("/api/v1/openapi.json describes it.")
    ),
}
