"""Texts of the API's own refusals."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "api.upload_unknown": Words(
        _("An upload is unknown, too old, or another person's."), _("Send the file again and use the new handle.")
    ),
    "api.key_unknown": Words(_("This question has no key “%(key)s”."), _("Use one of: %(keys)s.")),
    "api.value_malformed": Words(
        _("The value of “%(key)s” has not the described form."), _("/api/v1/openapi.json describes it.")
    ),
}
