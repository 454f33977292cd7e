"""Words of the page about who opened the file of a case."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WHO, CAPACITY, LAST, TIMES = _("Who"), _("In which capacity"), _("When last"), _("Times")
BY_LETTER = _("Somebody with the code of a letter from the court")
CAPTION, EMPTY = _("Who opened the file"), _("Nobody has opened the file yet.")
