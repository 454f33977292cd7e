"""Texts about filings that open no civil action: appeals, enforcement, payment orders."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

FURTHER = {
    "filing.case_number_wrong": Words(
        _("This is no case number."), _("Copy it sign by sign from the judgment or from the court's notice.")
    ),
    "filing.no_earlier_case": Words(
        _("No case of this number lives on this platform."),
        _("Begin from the page of your case. For a decision that was made elsewhere, go to the court that made it."),
    ),
    "filing.not_from_this_case": Words(
        _("From %(number)s, as it stands now, this cannot be begun: %(form)s."),
        _("Open the case: it says what can be done now and until when. Ask the court at the number below if in doubt."),
    ),
    "filing.not_in_favour": Words(
        _("The judgment in %(number)s orders nothing in your favour that could be enforced."),
        _(
            "The other side can ask for enforcement of what you are to do: do it in time and keep what shows it. If "
            "you think that the judgment gives you something, too, bring it to the enforcement counter of the court."
        ),
    ),
    "filing.period_over": Words(
        _("The time for this ended on %(until)s."),
        _(
            "If something that nobody could help kept you, ask the court, once it is gone, to restore the period and "
            "say why. The counter of the court takes such requests."
        ),
    ),
    "filing.period_over_warned": Words(
        _("The time for this ended on %(until)s."),
        _(
            "The court takes it all the same; the other side may object to the delay. If the time stood still or began "
            "anew, for instance because you asked for the money or some was paid, say so and add what shows it."
        ),
    ),
    "filing.goes_up_first": Words(
        _("This court does not decide about an appeal against its own judgment."),
        _("Send the copy to the other side, wait for the answer, then send it up with the file."),
    ),
    "filing.which_ruling": Words(
        _("It is not clear against which ruling you appeal: rulings of this kind that you may appeal are of %(days)s."),
        _("Write the day that stands at the end of the ruling that you mean. Each ruling is appealed by itself."),
    ),
    "filing.no_case_between": Words(
        _("No pending case of this number between these people is known to this platform."),
        _(
            "Look at the number once more, and name a plaintiff and a defendant as they are called in the case. Ask "
            "one of them, or the court's service line 12368."
        ),
    ),
    "filing.is_a_side": Words(
        _("You are plaintiff or defendant in this case yourself."),
        _("On the page of your case you can change your claims or bring a counterclaim."),
    ),
    "filing.third_claim_before": Words(
        _("You already claim in this case as a third party."),
        _("Say at the hearing what else you ask for, or ask to withdraw this claim on the page of the case."),
    ),
    "filing.third_claim_late": Words(
        _("At this stage no claim is added to the case any more: the debate is over, or the case has ended."),
        _(
            "Sue for it in a case of your own. Who was kept away without a fault can later sue for the judgment to be "
            "set aside (CPL 59(3))."
        ),
    ),
    "filing.convert_first": Words(
        _("The case is heard in small claims, which take no further claim."),
        _("Convert it into the simplified or the ordinary procedure first, then take up the claim."),
    ),
    "filing.which_claimant": Words(
        _("It is not clear whose claim the ruling is about."),
        _("Name the third party in the ruling, one alone; make a ruling of its own for each."),
    ),
    "filing.goes_nowhere": Words(
        _("Only an appeal goes to the court above, from the court that it is against."),
        _("Take one of the exits of scrutiny."),
    ),
    "filing.copy_sent_before": Words(
        _("The copy of this appeal was sent already."), _("Wait for the answer; the page of the case shows the period.")
    ),
    "filing.copy_first": Words(
        _("The other side has not been sent the copy of the appeal."), _("Send the copy first; the answer follows.")
    ),
    "filing.answer_awaited": Words(
        _("The other side has not answered the appeal, and its time is not over or has not begun."),
        _("Wait for the answer or for the end of the period; the page of the case shows it."),
    ),
    "filing.others_may_appeal": Words(
        _("Somebody else can still appeal: the judgment was not served on everybody, or a period still runs."),
        _("Wait until the last period to appeal is over; what is sent up before would cut that party off."),
    ),
    "scrutiny.goes_up": Words(
        _("This filing starts from no case of this court."), _("Take one of the other exits of scrutiny.")
    ),
}
