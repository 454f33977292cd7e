"""Texts about causes of action."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "causes.no_list": Words(
        _("No list of causes is known here for %(day)s."),
        _("Check the day; the list of this platform begins on 1 January 2026."),
    ),
    "causes.unknown": Words(_("The list holds no cause “%(cause)s”."), _("Search for it by words or pinyin initials.")),
    "causes.lower_fits": Words(
        _("“%(cause)s” is too general: causes below it are to be used."),
        _("Choose the one that fits, for example: %(lower)s."),
    ),
    "causes.nothing_asked": Words(_("There is nothing to search for."), _("Write a word or the pinyin initials.")),
    "causes.no_suggestion": Words(
        _("These facts suggest no cause."),
        _("Search the list, or leave the choice to the court: it may name the cause when it takes the case."),
    ),
}
STEPS = {
    "causes.facts_used": _("You said: %(facts)s. That is what the cause “%(cause)s” is about."),
    "causes.facts_absent": _("It would be another cause if this were so: %(facts)s."),
    "causes.lowest_level": _("“%(cause)s” is the lowest entry of the list that fits; it stands below %(above)s."),
}
