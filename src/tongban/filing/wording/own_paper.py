"""What is said about a person's own paper: what could not be read, what contradicts itself, where to go on."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

_TYPE_IT = _("Look at your paper and answer the question yourself.")
_ANSWER_ALL = _("Answer the questions of this part yourself; nothing was filled in.")
_LOST_NOTHING = _("Answer the questions yourself; nothing that you typed is lost. You can add the file as evidence.")
OWN_PAPER = {
    "filing.no_own_paper": Words(
        _("No paper of your own was read for this draft."), _("Have one read, or go on with the questions.")
    ),
    "filing.own_paper_chosen": Words(
        _("You have chosen what kind of dispute this is already."),
        _("To file another kind, have the paper read again."),
    ),
    "filing.own_paper_pictures": Words(
        _("Nothing was read on these pages, which are pictures or empty: %(pages)s."),
        _("What stands there has to be answered by yourself. You can add the pages as evidence."),
    ),
    "filing.own_paper_long": Words(
        _("The first %(read)s pages were read, of %(pages)s or more."),
        _("A complaint is shorter as a rule; send the complaint alone, and add the rest as evidence."),
    ),
    "filing.own_papers_waiting": Words(
        _("%(most)s of your documents are waiting to be recognised; no more can wait at one time."),
        _("Wait until one of them is done, or answer the questions yourself."),
    ),
    "filing.own_paper_no_reader": Words(
        _("The words on the pictures in %(name)s cannot be recognised at this court at present."), _LOST_NOTHING
    ),
    "filing.own_paper_not_recognised": Words(_("The pictures in %(name)s could not be recognised."), _LOST_NOTHING),
    "filing.own_paper_nothing_found": Words(
        _("No words that can be read were found in %(name)s."),
        _(
            "Answer the questions yourself; nothing that you typed is lost. A photograph is read best when the page"
            " lies flat, in even light, and fills the picture."
        ),
    ),
    "filing.own_paper_no_plaintiff": Words(_("It was not found who sues (原告)."), _ANSWER_ALL),
    "filing.own_paper_no_defendant": Words(_("It was not found who is sued (被告)."), _ANSWER_ALL),
    "filing.own_paper_no_claims": Words(_("No heading of the claims was found, so none were read."), _ANSWER_ALL),
    "filing.own_paper_no_facts": Words(_("No heading of the facts was found, so none were read."), _ANSWER_ALL),
    "filing.own_paper_amounts_differ": Words(
        _("On page %(page)s one amount is written in two ways that differ: %(one)s and %(two)s."),
        _("Decide which one is right, and answer with it."),
    ),
    "filing.own_paper_total_differs": Words(
        _("On page %(page)s the total is %(one)s, but the amounts of the claims add up to %(two)s."),
        _("Work it out again. The platform adds up your answers itself."),
    ),
    "filing.own_paper_differs": Words(
        _("The paper says two things: “%(one)s” (page %(page)s) and “%(two)s” (page %(other)s)."), _TYPE_IT
    ),
    "filing.own_paper_unfit": Words(
        _("“%(read)s” on page %(page)s cannot be right: it has a slip, or another form than such an answer has."),
        _TYPE_IT,
    ),
    "filing.own_paper_agent": Words(
        _("%(name)s (page %(page)s) stands in it as your representative; that was not taken over."),
        _("Name your representative on the page “Who acts for you?”, with the letter of authority."),
    ),
    "filing.own_paper_third": Words(
        _("%(name)s (page %(page)s) stands in it as third party; that was not taken over."),
        _("Say in your own words why the case concerns them; the court lets them join."),
    ),
    "filing.own_paper_too_many": Words(
        _("%(name)s (page %(page)s) is one more than the %(most)s that this form takes."),
        _("The filing counter of the court takes complaints with more parties; the help line tells you how."),
    ),
    "filing.own_paper_sum_left": Words(
        _("The claim on page %(page)s asks for %(amount)s, which was not put into an answer: “%(claim)s”"),
        _("Look where it belongs in the questions. Interest is worked out by the form itself."),
    ),
    "filing.own_paper_claim_left": Words(
        _("The claim on page %(page)s was not put into an answer: “%(claim)s”"),
        _("Look where it belongs in the questions, or say it in your own words."),
    ),
}
