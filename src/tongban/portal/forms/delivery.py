"""Words of the pages about papers that were served."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READ = _("Read the papers served on you: %(what)s")
READ_SEVERAL = _("Read the papers served on you: %(n)s deliveries")
READ_HINT = _("They count as served on the day they arrived, whether you open them or not.")
CONFIRM_HINT = _("They are on their way by post. Confirm here if you want to take them now.")
PURPOSES = {
    "acceptance": _("notice that your case is registered"),
    "payment": _("notice to pay the court fee"),
    "evidence": _("notice about evidence"),
    "defence": _("copy of the complaint, and how to answer"),
    "summons": _("summons"),
    "procedure": _("notice that the procedure was converted"),
    "judgment": _("judgment"),
    "other": _("papers of the court"),
}
STATES = {
    "under_way": _("on the way"),
    "served": _("served"),
    "undelivered": _("could not be served"),
}
WAYS = {"portal": _("on this portal"), "email": _("by e-mail"), "letter": _("by letter")}
