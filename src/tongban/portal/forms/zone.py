"""Words of the pages in the internet zone."""

from django.utils.translation import gettext_lazy as _

TITLES = {"matters": _("My matters at the court")}
