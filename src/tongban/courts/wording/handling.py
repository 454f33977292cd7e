"""Texts about what becomes of a case whose jurisdiction is in question."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

REFUSALS = {
    "venue.no_court_above": Words(
        _("There is no court above %(court)s that could act here."),
        _("Ask that court itself."),
    ),
    "venue.not_among_courts": Words(
        _("%(court)s is not among the courts with which the suit was filed."),
        _("Name the court among the filings."),
    ),
    "venue.nobody_registered": Words(
        _("None of the courts has registered the case yet."),
        _("Each of them may still register it; ask again when one has."),
    ),
    "venue.registered_same_day": Words(
        _("Two courts registered the case on the same day, %(day)s."),
        _("The courts negotiate; failing that, their common superior decides."),
    ),
    "venue.one_or_two_courts": Words(
        _("A designation concerns one court that cannot act, or two that dispute a case."),
        _("Name one court, or two different ones."),
    ),
    "venue.not_below": Words(
        _("%(court)s does not stand directly under the court that has the case."),
        _("Choose a court directly under it."),
    ),
    "venue.not_handed_down": Words(
        _(
            "Only suits about a debtor in bankruptcy, cases with many parties, and kinds fixed by the supreme "
            "court may be handed down."
        ),
        _("The court hears the case itself."),
    ),
    "venue.already_heard": Words(
        _("The case has been opened for hearing; it can no longer be handed down."),
        _("The court hears the case itself."),
    ),
    "venue.leave_missing": Words(
        _("%(above)s has not yet given leave to hand the case down."),
        _("Ask that court for leave first."),
    ),
    "venue.plaintiff_objects": Words(
        _("Whoever chose the court cannot object to it."),
        _("You may withdraw the suit and file it with another competent court."),
    ),
    "venue.third_party_objects": Words(
        _("A third party cannot object to the court of a suit between others."),
        _("Whoever has a claim of his own may sue separately at a competent court."),
    ),
    "venue.raised_before_served": Words(
        _("The objection of %(raised)s lies before the complaint was served."),
        _("Check both days."),
    ),
    "venue.objection_late": Words(
        _("The last day for objecting was %(day)s."),
        _("The court still looks by itself, before the first hearing, whether it is competent."),
    ),
}
STEPS = {
    "venue.competent_already": _("%(court)s is competent by law."),
    "venue.objected": _(
        "The defendant objected to jurisdiction; also answering on the merits does not take that back."
    ),
    "venue.did_not_answer": _(
        "The defendant neither answered on the merits nor counterclaimed; silence is no submission."
    ),
    "venue.submission_against_exclusive": _(
        "The law names the only courts for this dispute: %(courts)s; submission does not help."
    ),
    "venue.submission_against_special": _(
        "Special courts and ordinary ones do not take each other's cases: %(courts)s; submission does not help."
    ),
    "venue.submission_against_level": _("This case belongs to another level: %(level)s; submission does not help."),
    "venue.submitted": _(
        "The defendant did not object and answered on the merits or counterclaimed, so %(court)s has jurisdiction."
    ),
    "venue.moves_to": _("The case goes to one of these courts: %(courts)s."),
    "venue.first_registered": _("%(court)s registered the case first, on %(day)s."),
    "venue.first_keeps": _("It keeps the case and may not pass it on to another competent court."),
    "venue.not_again": _("Another court has registered the case: it is not registered again."),
    "venue.to_first": _("Another court registered it before: the case is transferred there by a ruling."),
    "venue.change_does_not_matter": _("What changed after the case was taken: %(change)s."),
    "venue.change_breaks": _(
        "By this change (%(change)s) the case belongs to another level or to an exclusive court: %(level)s."
    ),
    "venue.stays": _("%(court)s stays competent."),
    "venue.not_competent": _("%(court)s is not competent."),
    "venue.not_twice": _(
        "A case that came by transfer is not transferred again: it is reported to %(above)s, which designates a court."
    ),
    "venue.stayed": _("Until then the case rests."),
    "venue.courts_agreed": _("The two courts settled it between them."),
    "venue.negotiate": _("The two courts negotiate first: %(courts)s."),
    "venue.high_courts_negotiate": _(
        "The courts lie in different provinces: their high courts negotiate before the supreme court decides."
    ),
    "venue.designates": _("%(court)s designates the court by a ruling; the request goes up step by step."),
    "venue.cannot_act": _("%(court)s cannot act for special reasons."),
    "venue.asks_up": _("%(court)s may ask %(above)s to hear the case."),
    "venue.takes_up": _("%(above)s may hear cases of %(court)s at first instance."),
    "venue.handed_down": _(
        "With leave, and before the hearing, %(court)s hands the case down to %(below)s by a ruling."
    ),
    "venue.not_examined": _(
        "After a remand, or when the case is heard again at first instance, an objection is not examined."
    ),
    "venue.objection_in_time": _("The objection came in time (last day %(day)s); %(court)s examines it."),
    "venue.inconvenient": _("A foreign court is clearly more convenient: the suit may be dismissed."),
    "venue.objection_unfounded": _("%(court)s is competent: the objection is dismissed by a ruling."),
    "venue.objection_founded": _("The objection is right: by a ruling the case goes to one of %(courts)s."),
    "venue.effective_at_once": _("In a small claim the ruling takes effect at once; there is no appeal."),
    "venue.no_appeal": _("There is no appeal against a ruling of the supreme court."),
    "venue.appeal_open": _("Either side may appeal to %(court)s."),
    "venue.appeal_until": _("Either side may appeal to %(court)s until %(day)s."),
}
