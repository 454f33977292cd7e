"""Texts about turns."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "turns.no_such_turn": Words(
        _("This step is not taken in this way in this procedure: %(act)s."),
        _("Open the case again and choose one of the steps that it offers, or ask the court."),
    ),
    "turns.words_missing": Words(
        _("Nothing is said: what the court decides, and why, is missing."), _("Write it down, then send it once more.")
    ),
    "turns.words_too_long": Words(
        _("The text is too long."),
        _("Shorten it to so many signs: %(most)s. What is longer can be handed in as a file of the case."),
    ),
}
