"""What parties read about originals and about what they handed over."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.dossier.vocabulary import Cure, ItemForm, ItemStage, Reply, RequestStage, Trigger
from tongban.frame.words import Words

FORMS = {
    ItemForm.ORIGINAL: pgettext_lazy("paper", "original"),
    ItemForm.COPY: pgettext_lazy("paper", "copy"),
    ItemForm.OBJECT: pgettext_lazy("paper", "object"),
}
COUNTED = _("%(form)s, pages: %(pages)s, copies: %(copies)s")
COUNTED_OBJECT = _("%(form)s, pieces: %(copies)s")
ITEM_STAGES = {
    ItemStage.HELD: _("kept at the court"),
    ItemStage.LENT: _("lent"),
    ItemStage.RETURNED: _("returned"),
}
TRIGGERS = {
    Trigger.DIFFERS: _("the other side says, with reasons, that it differs from the original"),
    Trigger.UNCLEAR: _("it is incomplete, unclear or in the wrong format"),
    Trigger.FILE_RULES: _("the rules on court files ask for the original"),
    Trigger.COURT: _("the court holds it necessary"),
}
CURES = {
    Cure.NOT_OBJECTED: _("the other side did not object"),
    Cure.NOTARISED: _("a notary certified how it was made"),
    Cure.CONFIRMED_BEFORE: _("a court confirmed it in an earlier case"),
    Cure.COMPARED: _("it was compared with the original"),
    Cure.CORROBORATED: _("other evidence proves that it agrees"),
}
REQUEST_STAGES = {
    RequestStage.ASKED: _("not answered yet"),
    RequestStage.ANSWERED: _("answered"),
    RequestStage.BROUGHT: _("the court has the original"),
    RequestStage.CURED: _("the file counts as the original"),
}
REPLIES = {
    Reply.BRING: _("I bring it to the court"),
    Reply.POST: _("I send it by post"),
    Reply.HANDED_OVER: _("I have handed it over already"),
    Reply.CANNOT: _("I cannot bring it"),
}
_RELOAD = _("Reload the page to see where it stands.")
ORIGINALS = {
    "dossier.no_such_request": Words(_("The court has not asked you for this original."), _RELOAD),
    "dossier.reply_missing": Words(_("It is not said what you will do."), _("Choose one of the four answers.")),
    "dossier.hardship_missing": Words(
        _("It is not said why the original cannot be brought."),
        _("Say where it is: lost, with the other side, with somebody who need not give it, or too large to bring."),
    ),
    "dossier.too_long": Words(_("This is longer than %(most)s characters."), _("Say it more briefly.")),
    "request.not_at_this_stage": Words(_("This request for an original is settled."), _RELOAD),
    "request.not_your_act": Words(
        pgettext_lazy(
            "original", "This is not yours to do: the party answers, the clerk or judge receives, the judge decides."
        ),
        _("Ask the judge or the clerk of the case."),
    ),
}


def counted(form: ItemForm, pages: int, copies: int) -> str:
    """What a thing is, with pages and copies, as on the receipt."""
    return str(COUNTED if pages else COUNTED_OBJECT) % {"form": FORMS[form], "pages": pages, "copies": copies}
