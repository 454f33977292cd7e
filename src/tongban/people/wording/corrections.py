"""Texts about corrections of a name or an identity number."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.frame.words import Words
from tongban.people.vocabulary.corrections import CorrectionStage

FIELDS = {"name": _("name"), "id_kind": _("kind of identity paper"), "id_number": _("identity number")}
STAGES = {
    CorrectionStage.ASKED: _("waits for a second person"),
    CorrectionStage.DONE: _("corrected"),
    CorrectionStage.REFUSED: _("not corrected"),
}
_BETWEEN = pgettext_lazy("between the items of a list", ", ")
_NOTE = _("Corrected on %(day)s at the counter of %(court)s: %(fields)s. What was handed in stays as it was.")


def named(fields: Iterable[str]) -> str:
    """Which fields, as a list in words."""
    return str(_BETWEEN).join(str(FIELDS[field]) for field in fields)


def note(fields: Iterable[str], *, court: str, day: str) -> str:
    """For the file of a case: that a record was corrected, where and when, and not what it says."""
    return str(_NOTE) % {"day": day, "court": court, "fields": named(fields)}


REFUSALS = {
    "correction.not_your_act": Words(
        _("A name or number on record is corrected by a clerk, and confirmed by another clerk or the president."),
        _("Bring the identity paper to the counter of a court."),
    ),
    "correction.not_at_this_stage": Words(
        _("This correction was decided already."), _("Reload the page to see the decision.")
    ),
    "correction.other_person": Words(
        _("Whoever asked for the correction, or whose record it is, does not decide it."),
        _("Ask another clerk, or the president, to compare it with the copy of the paper."),
    ),
    "people.staff_record": Words(
        _("The record of somebody who works at a court, or one's own, is not corrected at a counter."),
        _("Ask the operator of the platform."),
    ),
    "people.correction_evidence": Words(
        _("It is not said which paper shows it, or in too many words."),
        _("Name the paper, its number and who issued it, in no more than so many signs: %(most)s."),
    ),
    "people.correction_reason": Words(
        _("It is not said how the mistake came about, or in too many words."),
        _("Write down the reason, in no more than so many signs: %(most)s."),
    ),
    "people.nothing_to_correct": Words(
        _("The record says already what the paper says."), _("Compare name and number once more, sign by sign.")
    ),
    "people.number_of_another": Words(
        _("Another person is on record with this number."),
        _("Compare the number with the paper. If both are right, one person is on record twice: tell the operator."),
    ),
    "people.correction_waits": Words(
        _("A correction of this record waits already."), _("Have it decided first, on the page of corrections.")
    ),
    "people.no_such_correction": Words(
        _("There is no such correction at this court."), _("Open it from the list of corrections.")
    ),
}
