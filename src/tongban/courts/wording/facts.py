"""Texts about a facts file that cannot be read as a dispute."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

_MEND = _("Mend this in the facts file and ask again; --schema lists every key.")
REFUSALS = {
    "venue.fact_unknown": Words(_("“%(field)s” is no key of a facts file."), _MEND),
    "venue.fact_misspelt": Words(
        _("“%(field)s” is no key of a facts file."),
        _("Perhaps “%(meant)s” is meant; --schema lists every key."),
    ),
    "venue.fact_wrong_type": Words(
        _("“%(field)s” cannot be “%(typed)s”: %(wanted)s is wanted."),
        _MEND,
    ),
    "venue.fact_missing": Words(
        _("“%(field)s” is missing."),
        _("Give one of: %(words)s."),
    ),
    "venue.fact_needed": Words(_("“%(field)s” is missing."), _("Give it and ask again.")),
    "venue.word_unknown": Words(
        _("“%(typed)s” is no word for “%(field)s”."),
        _("Choose one of: %(words)s."),
    ),
    "venue.matter_loose": Words(
        _("“%(typed)s” is no kind of dispute that the table knows by that name."),
        _("Perhaps one of these is meant: %(matters)s. Choose one yourself; nothing is taken for you."),
    ),
    "venue.place_name_unknown": Words(
        _("No place called “%(typed)s” is known here."),
        _("Write the six digits of its division code, or its full name with province and city."),
    ),
    "venue.place_name_ambiguous": Words(
        _("“%(typed)s” may mean several places: %(places)s."),
        _("Write the name with its city or province."),
    ),
    "venue.amount_unreadable": Words(
        _("“%(amount)s” is not an amount of yuan."),
        _("Write digits above zero with at most two decimals, such as 186500.00."),
    ),
    "venue.facts_contradict": Words(
        _("These facts cannot all be so: %(fields)s."),
        _MEND,
    ),
    "venue.no_facts": Words(
        _("No facts are given."),
        _("Name a file with --facts; --example prints one to begin with."),
    ),
    "venue.no_such_file": Words(
        _("The file %(file)s cannot be read: %(problem)s."),
        _("Check the name of the file."),
    ),
    "venue.not_text": Words(
        _("The file %(file)s is not text in UTF-8."),
        _("Save it as UTF-8."),
    ),
    "venue.empty_or_huge": Words(
        _("The file %(file)s is empty, or far too large for facts."),
        _("--example prints a facts file to begin with."),
    ),
    "venue.not_json": Words(
        _("The file %(file)s is not JSON, or names a key twice: %(problem)s."),
        _("--example prints a facts file to begin with."),
    ),
    "venue.not_an_object": Words(
        _("The file %(file)s holds no object of keys and values."),
        _("--example prints a facts file to begin with."),
    ),
}
STEPS = {"venue.fact_unused": _("Nothing in this case asks for %(fields)s.")}
