"""What the machine doubts in a filing, and what stands in the way at a list: read by the court's staff."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

DOUBTS = {
    "scrutiny.ruled": Words(
        _("There is no ruling that could be appealed."), _("Ask the court at the number below what was decided.")
    ),
    "scrutiny.not_served": Words(
        _("The service of this ruling is noted already."), _("Reload the page: it shows until when one may appeal.")
    ),
    "scrutiny.not_served_then": Words(
        _("The ruling cannot have been served on this day."),
        _("Take the day from the proof of service: not before the ruling, not after today."),
    ),
    "scrutiny.appeal_runs": Words(
        _("The time to appeal against the refusal is over, or the court above has ruled."),
        _("If something that nobody could help kept you, ask the court to restore the period and say why."),
    ),
    "scrutiny.appeal_reasons": Words(
        _("Say why the refusal is wrong, in at most %(most)s signs."), _("Write the reasons, then send it once more.")
    ),
    "scrutiny.not_forwarded": Words(
        _("The appeal went to the court above already."), _("Wait for its ruling, and record it with the paper.")
    ),
    "scrutiny.forwarded": Words(
        _("The appeal has not gone to the court above, or its ruling is recorded."),
        _("Reload the page to see where it stands."),
    ),
    "scrutiny.not_ordered": Words(
        _("The court above has ordered that this complaint be registered."),
        _("Register it; it cannot be refused again."),
    ),
    "scrutiny.last_day": Words(
        _("There is still time to judge this filing."),
        _("Decide within the period; only on its last day may what cannot be judged be registered first."),
    ),
    "scrutiny.needs_a_look": Words(
        _("There is a doubt in this filing: it is not registered together with others."),
        _("Open it, look at what is marked, and decide."),
    ),
    "scrutiny.no_paper": Words(
        _("This asks for paper. What was handed in electronically counts, and no paper copy may be asked for."),
        _("Ask for a better picture or file instead; the original only on a ground of the online rules, article 12."),
    ),
    "scrutiny.handed_in_here": Words(
        _("This filing came through another court, which answers the plaintiff."),
        _("Ask for a correction, or let a judge rule; both go back the same way."),
    ),
    "scrutiny.pointed_elsewhere": Words(
        _("The court has not said that another court is competent."),
        _("Wait for the court's decision, or ask at the number below."),
    ),
    "scrutiny.an_action": Words(
        _("Mediation comes before the registration of an action, not of an appeal or an application."),
        _("Decide about the filing; where the law wants mediation, it is open in the case."),
    ),
    "scrutiny.not_spoken_of": Words(
        _("Mediation was spoken of in this filing already."),
        _("Decide about the filing; mediation is open later, too."),
    ),
    "scrutiny.not_tried_before": Words(
        _("Mediation of this dispute was tried before registration."),
        _("The court registers the complaint now; in the case mediation is open again."),
    ),
    "scrutiny.mediation_proposed": Words(
        _("The court has not proposed mediation."), _("Nothing has to be declined: the court decides about the filing.")
    ),
    "scrutiny.series_empty": Words(
        _("No filing of this series waits without doubt."), _("Open what is marked, and decide about each.")
    ),
    "scrutiny.series_running": Words(
        _("These filings are being registered already."), _("Look at how far it has come, or stop it.")
    ),
    "scrutiny.no_such_order": Words(_("No such order runs."), _("Reload the page to see where it stands.")),
    "scrutiny.no_other_court": Words(
        _("This is no other court."), _("Write the name or the code of the competent court.")
    ),
    "scrutiny.reasons_missing": Words(
        _("The reasons are missing."), _("Say in a sentence why the other court is competent.")
    ),
    "scrutiny.defendant_unclear": Words(
        _("Of a defendant only the name is told."),
        _("Judge whether it can be told apart from others (SI 209); if not, ask for the address or a number."),
    ),
    "scrutiny.not_competent": Words(
        _("The answers do not lead to this court."),
        _("Look at the places. The plaintiff is told of the competent court; if it insists, a judge rules (SI 211)."),
    ),
    "scrutiny.alike": Words(
        _("The same people have a suit of this kind about the same sum already."),
        _("Compare the two, and read the plaintiff's reason: the same claim twice is not taken."),
    ),
    "filing.no_such_place": Words(_("The list does not go on there."), _("Begin with the first page of the list.")),
}
