"""What stands in the way of taking a filing back before it is registered."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

TAKING_BACK = {
    "filing.withdrawn_in_the_case": Words(
        _("The court has registered this filing: it is a case now."),
        _("Open the case and ask there that you may withdraw; the judge rules on it."),
    ),
    "filing.refused_already": Words(
        _("The court has refused this filing by a ruling already."),
        _("Nothing is left to take back. You need not appeal; the ruling then takes effect by itself."),
    ),
    "filing.not_taken_back_by_errand": Words(
        _("This filing came through the court of another region, and the answer goes back the same way."),
        _("No message between the courts takes it back. Once it is registered, ask in the case to withdraw."),
    ),
    "filing.appeal_not_taken_back": Words(
        _("This is an appeal: whether it may be withdrawn is for the court above to rule on."),
        _("Wait until the file is there, then ask that court to withdraw it; ask at the number below if it is urgent."),
    ),
    "filing.goes_on_by_law": Words(
        _("The court goes on with this suit by law, from a case that ended; it is pending already."),
        _("Once it is registered, open the case and ask there that you may withdraw."),
    ),
    "filing.others_must_agree": Words(
        _("Others file together with you: %(names)s. What you do alone does not bind them."),
        _(
            "Ask them. If all want to take it back, say so here; if you alone want to leave, ask the court in the case"
            " once it is registered."
        ),
    ),
    "filing.take_back_reason_long": Words(
        _("The reason is longer than %(most)s signs."), _("Shorten it, or leave it out: you need not give one.")
    ),
}
