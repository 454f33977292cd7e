"""Texts of tracks: their names, what decides about them, and the steps of the rule."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tongban.cases.vocabulary import Circumstance, Track
from tongban.cases.wording.stages import PROCEDURE_NAMES
from tongban.frame.words import Words

TRACKS = {
    Track.SMALL_CLAIMS: _("small claims procedure"),
    Track.SIMPLIFIED: _("simplified procedure"),
    Track.ORDINARY: _("ordinary procedure"),
    **{track: PROCEDURE_NAMES[track.value] for track in Track if not track.first_instance},
}
CIRCUMSTANCES = {
    Circumstance.NOT_SIMPLE: _("The facts, the rights and duties are not clear, or much is in dispute"),
    Circumstance.SIMPLIFIED_AGREED: _("Both sides agreed on the simplified procedure"),
    Circumstance.DEFENDANT_MISSING: _("The whereabouts of the defendant were unknown when the complaint was filed"),
    Circumstance.REMANDED: _("The case was remanded for retrial"),
    Circumstance.MANY_PARTIES: _("One side consists of many people"),
    Circumstance.SUPERVISED: _("The case is tried under adjudication supervision"),
    Circumstance.PUBLIC_INTEREST: _("The interest of the state or the public is touched"),
    Circumstance.THIRD_PARTY_REVOCATION: _("A third party sues to change or revoke a decision in force"),
    Circumstance.NOT_FOR_SIMPLIFIED: _("The case is unfit for the simplified procedure for another reason"),
    Circumstance.SMALL_CLAIMS_AGREED: _("Both sides agreed on small claims"),
    Circumstance.NOT_MONEY: _("It is not about the payment of money"),
    Circumstance.STATUS_OR_TITLE: _("It is about personal relations or title to property"),
    Circumstance.FOREIGN: _("The case is foreign-related"),
    Circumstance.APPRAISAL: _("An appraisal is needed, or its result before the suit is contested"),
    Circumstance.PARTY_MISSING: _("The whereabouts of a party are unknown"),
    Circumstance.COUNTERCLAIM: _("A counterclaim was brought"),
    Circumstance.NOT_FOR_SMALL_CLAIMS: _("The case is unfit for small claims for another reason"),
}
STEPS = {
    "tracks.simple": _("The facts, the rights and duties are clear and little is in dispute."),
    "tracks.agreed": _("The case is not simple, but: %(circumstance)s."),
    "tracks.not_basic": _("%(court)s is no basic court: it tries cases in the ordinary procedure."),
    "tracks.not_simplified": _("The simplified procedure is barred: %(circumstance)s."),
    "tracks.not_small": _("Small claims are barred: %(circumstance)s."),
    "tracks.no_line": _("No average wage to measure the amount by is known here: small claims are left out."),
    "tracks.wage": _("The newest average wage known here is that of %(year)s: %(wage)s yuan."),
    "tracks.small_amount": _("%(amount)s yuan is not more than half of it (%(half)s): small claims."),
    "tracks.small_by_agreement": _(
        "%(amount)s yuan is more than half of it (%(half)s), up to twice (%(twice)s), and both sides agreed: "
        "small claims."
    ),
    "tracks.above_half": _(
        "%(amount)s yuan is more than half of it (%(half)s), up to twice (%(twice)s): small claims only if both sides "
        "agree."
    ),
    "tracks.above_twice": _("%(amount)s yuan is more than twice of it (%(twice)s): no small claims."),
}
REFUSALS = {
    "cases.no_conversion": Words(
        _("From here the case cannot pass from the %(before)s into the %(after)s."),
        _("Choose one of the procedures that the page offers."),
    ),
    "cases.conversion_reasons_missing": Words(
        _("It is not said why the procedure is converted."),
        _("Write the reasons in a few sentences: the parties read them."),
    ),
    "cases.too_long": Words(_("That is longer than %(limit)s characters."), _("Say it shorter.")),
}
UNFIT = {
    "procedure.unfit_for_small_claims": Words(
        _("By what is ticked small claims still fit: the case stays there."),
        _("Tick what has come up since, or leave the procedure as it is."),
    ),
    "procedure.unfit_for_simplified": Words(
        _("By what is ticked the simplified procedure still fits: the ordinary one is not open."),
        _("Tick what has come up since, or leave the procedure as it is."),
    ),
}
"""What is said better than "this is still needed"."""
LABELS: dict[str, dict[str, object]] = {
    "circumstance": {c.term: words for c, words in CIRCUMSTANCES.items()},
    "before": {track.term: words for track, words in TRACKS.items()},
    "after": {track.term: words for track, words in TRACKS.items()},
}
