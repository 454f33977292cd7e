"""Words for what a command line cannot mean."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "command.unclear": Words(
        _("This command line cannot be understood: %(problem)s."),
        _("%(command)s --help shows how it is written."),
    ),
    "command.no_such_task": Words(
        _("There is nothing called “%(typed)s” to do here."),
        _("Choose one of: %(tasks)s."),
    ),
    "command.not_a_count": Words(
        _("“%(typed)s” is no whole number from %(least)s to %(most)s."),
        _("Write it in digits, for example 1."),
    ),
    "command.word_idle": Words(
        _("“%(typed)s” plays no part in “%(task)s”."),
        _("Leave it out, or choose the task that it belongs to."),
    ),
}
