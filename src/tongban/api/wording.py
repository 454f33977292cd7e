"""Texts of the API's own refusals."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "api.upload_unknown": Words(
        _("An upload is unknown, too old, or another person's."), _("Send the file again and use the new handle.")
    ),
}
