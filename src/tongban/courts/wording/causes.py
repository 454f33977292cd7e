"""Texts about causes of action."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "causes.no_list": Words(
        _("On %(day)s the list of %(list)s applied; this platform does not hold it."),
        _("Look the cause up in that list. The list held here, 法〔2025〕227号, begins on 1 January 2026."),
    ),
    "causes.unknown": Words(_("The list holds no cause “%(cause)s”."), _("Search for it by words or pinyin initials.")),
    "causes.lower_fits": Words(
        _("“%(cause)s” is too general: causes below it are to be used."),
        _("Choose the one that fits, for example: %(lower)s; or say that none of them does."),
    ),
    "causes.nothing_asked": Words(_("There is nothing to search for."), _("Write a word or the pinyin initials.")),
    "causes.nothing_found": Words(
        _("No cause is found for “%(typed)s”."),
        _("Try a shorter word or another one, the pinyin, or the suggestion from the facts."),
    ),
    "causes.no_such_fact": Words(
        _("There is no fact called “%(fact)s” to choose."),
        _("Choose from the list: tongban law cause suggest shows it."),
    ),
    "causes.none_chosen": Words(_("No cause was chosen."), _("Choose at least one, in the order of the claims.")),
    "causes.twice": Words(_("“%(cause)s” stands there twice."), _("Name each cause once.")),
    "causes.one_above_another": Words(
        _("“%(cause)s” stands above “%(lower)s”, so both name the same relation."),
        _("Leave out the one that stands above."),
    ),
    "causes.no_suggestion": Words(
        _("These facts suggest no cause."),
        _("Search the list, or leave the choice to the court: it may name the cause when it takes the case."),
    ),
}
STEPS = {
    "causes.by_code": _("%(number)s is its code."),
    "causes.by_name": _("“%(typed)s” stands in the name."),
    "causes.by_pinyin": _("“%(typed)s” is the pinyin of the name or of a part of it."),
    "causes.by_initials": _("“%(typed)s” are pinyin initials of the name."),
    "causes.by_word": _("People say “%(word)s” for it."),
    "causes.by_topic": _("“%(word)s” is often a matter of it."),
    "causes.near": _("The name is written nearly as “%(typed)s”."),
    "causes.lower_to_choose": _(
        "Below “%(cause)s” there are lower entries; one of them is to be used if it fits: %(lower)s."
    ),
    "causes.facts_used": _("You said: %(facts)s. That is what the cause “%(cause)s” is about."),
    "causes.facts_absent": _("It would be another cause if this were so: %(facts)s."),
    "causes.lowest_level": _("“%(cause)s” is the lowest entry of the list that fits; it stands below %(above)s."),
}
