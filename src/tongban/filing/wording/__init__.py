"""Texts of filing. What the findings of an interview say stands in the interview's own data."""

from django.utils.functional import lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tongban.filing.rules.interview import forms
from tongban.filing.rules.translations import translations
from tongban.filing.vocabulary import Act, OrderStage, Stage, Stand
from tongban.filing.vocabulary.interviews import Finding, Texts
from tongban.filing.wording.bulk import BULK
from tongban.filing.wording.flaws import FLAWS
from tongban.filing.wording.for_client import FOR_CLIENT
from tongban.filing.wording.further import FURTHER
from tongban.filing.wording.own_paper import OWN_PAPER
from tongban.filing.wording.scrutiny import DOUBTS
from tongban.filing.wording.taking_back import TAKING_BACK
from tongban.frame.words import Words

STAGES = {
    Stage.UNDER_REVIEW: _("under review"),
    Stage.CORRECTION: _("waiting for your correction"),
    Stage.ACCEPTED: _("registered as a case"),
    Stage.REFUSED: _("refused by a ruling"),
    Stage.MOVED: _("now at another court"),
    Stage.IN_MEDIATION: _("in mediation before registration"),
    Stage.SETTLED: _("settled by mediation; the complaint is withdrawn"),
    Stage.APPEALED: _("the refusal is appealed"),
    Stage.TAKEN_BACK: _("taken back before registration"),
}
ORDER_STAGES = {
    OrderStage.RUNNING: pgettext_lazy("order", "running"),
    OrderStage.DONE: pgettext_lazy("order", "done"),
    OrderStage.STOPPED: pgettext_lazy("order", "stopped"),
}
ACTS = {
    Act.ACCEPT: _("Register the case"),
    Act.REGISTER_FIRST: _("Register first, judged later"),
    Act.ASK_CORRECTION: _("Ask for a correction"),
    Act.HAND_IN_CORRECTION: _("Hand in the correction"),
    Act.REFUSE: _("Refuse by a ruling"),
    Act.POINT: _("Name the competent court"),
    Act.PROPOSE_MEDIATION: _("Propose mediation first"),
    Act.GO_TO_MEDIATION: _("Try mediation first"),
    Act.DECLINE_MEDIATION: _("Decline mediation"),
    Act.COME_BACK: _("Back from mediation"),
    Act.SETTLE: _("Settled by mediation"),
    Act.MOVE: _("Take it to the competent court"),
    Act.LAPSE: _("Treat the appeal as withdrawn: fee not paid"),
    Act.SEND_UP: _("Send it to the court above with the file"),
    Act.NOTE_SERVED: _("Note the service of the ruling"),
    Act.APPEAL: _("Appeal against the refusal"),
    Act.FORWARD: _("Send the appeal to the court above"),
    Act.NOTE_UPHELD: _("Decided above: the refusal of the complaint stands"),
    Act.NOTE_ORDERED: _("Decided above: the complaint is to be registered"),
    Act.TAKE_UP: _("Find what an agent filed in one's name"),
    Act.DISMISS_AGENT: _("Go on without the agent"),
    Act.TAKE_BACK: _("Take the filing back"),
}
STANDS = {
    Stand.ACCEPT: _("I accept it"),
    Stand.PARTLY: _("I accept a part"),
    Stand.DENY: _("I contest it"),
}


def in_reader_language(*texts: Texts) -> str:
    """Texts of data one after the other, in the reader's language, else Chinese for its readers, else English."""
    language = (get_language() or "en").lower()
    other = "zh-hans" if language.startswith("zh") else "en"
    translated = translations(language)
    return ("" if other == "zh-hans" else " ").join(
        one.get(language) or translated.get(one.get(other, "")) or one.get(other, "") for one in texts if one
    )


_told = lazy(in_reader_language, str)


def _words_of(finding: Finding) -> Words:
    contact = {"en": "Ask: {en}.", "zh-hans": "可以咨询：{zh-hans}。"} if finding.contact else {}
    asked = {language: text.format_map(finding.contact) for language, text in contact.items()}
    return Words(_told(finding.says), _told(finding.remedy, asked))


_MEND = _("Go back to this question and answer it anew; what you typed is kept.")
REFUSALS = {
    "amount.not_digits": Words(
        _("“%(typed)s” is not an amount in digits."), _("Write digits only, for example 186500 or 186500.50.")
    ),
    "amount.too_fine": Words(
        _("“%(typed)s” has more than two digits after the point."),
        _("Give the amount to the fen, for example 186500.50."),
    ),
    "amount.not_positive": Words(_("The amount must be more than zero."), _("Write the amount that you ask for.")),
    "amount.too_large": Words(
        _("“%(typed)s” is larger than any claim that can be filed here."), _("Check the number of zeros.")
    ),
    "filing.answer_missing": Words(_("This answer is needed."), _("Answer the question; the law asks for it.")),
    "filing.file_missing": Words(_("A file is needed here."), _("Photograph the paper with your phone and add it.")),
    "filing.unreadable_characters": Words(_("The answer contains signs that cannot be read."), _MEND),
    "filing.not_a_choice": Words(_("This is none of the offered answers."), _("Choose one of the answers.")),
    "filing.not_a_place": Words(_("This is not a district or county."), _("Choose the place from the list.")),
    "filing.id_number_wrong": Words(
        _("This identity number has a slip: its check digit does not fit."),
        _("Compare all 18 signs with the card; the last one may be X. If you have another paper, choose it above."),
    ),
    "filing.paper_number_wrong": Words(
        _("This is no number of the paper that you chose."),
        _("Copy it from the paper, without blanks. If it is another paper, choose that one above."),
    ),
    "filing.phone_wrong": Words(_("This is not a telephone number."), _("Write digits, for example 13800000000.")),
    "filing.email_wrong": Words(
        _("This is not an e-mail address."), _("Write it like name@example.com, or leave it empty.")
    ),
    "filing.too_long": Words(
        _("The answer is longer than %(limit)s signs."), _("Shorten it; you can add a file with more.")
    ),
    "filing.not_a_date": Words(_("“%(typed)s” is not a date."), _("Write year, month and day.")),
    "filing.date_ahead": Words(_("This day lies in the future."), _("Give the day on which it happened.")),
    "filing.due_before_loan": Words(
        _("The day of repayment lies before the day of the loan."), _("Correct one of the dates.")
    ),
    "filing.nothing_left_to_claim": Words(
        _("By the amounts that you filled in, nothing is left to claim."),
        _("Check the amounts: what you ask for must be more than what was paid back already."),
    ),
    "filing.filer_dead": Words(
        _("The court has noted that this person has died: nothing is filed in the name of the dead."),
        _("The heirs sue in their own names, each as a plaintiff. If the note is wrong, tell the court."),
    ),
    "filing.nothing_asked": Words(
        _("Your answers ask nothing of the court."),
        _("Go back to what you ask for, and choose or fill in at least one."),
    ),
    "filing.suing_oneself": Words(
        _("Both sides have the same identity number."), _("Correct the number of the other side, or leave it empty.")
    ),
    "filing.no_such_interview": Words(
        _("This form does not exist."), _("Choose your problem from the list on the first page.")
    ),
    "filing.no_such_filing": Words(
        _("There is no such filing, or it is not yours to see."), _("Open it from your list of filings.")
    ),
    "filing.no_such_draft": Words(
        _("There is no such draft, or it is not yours to see."), _("Open it from your list of drafts.")
    ),
    "filing.list_waits": Words(
        _("Lines of your list that are not among the people yet: %(lines)s."),
        _(
            "Open this page and press “Save and continue”: each line becomes a person. A line that stays in the box"
            " finds no room any more; the filing counter of the court takes complaints with more parties."
        ),
    ),
    "filing.too_many_files": Words(
        _("At most %(limit)s files fit into one filing."),
        _("Join pages into one PDF, or bring the rest to the counter."),
    ),
    "filing.already_handed_in": Words(
        _("This filing has been handed in and cannot be changed."),
        _("Look at it in your list; ask the court if something must be corrected."),
    ),
    "filing.file_handed_in": Words(
        _("The court has this file already; it stays."), _("Add the right file beside it, and say so in your answers.")
    ),
    "filing.nothing_to_correct": Words(
        _("The court asks for no correction of this."), _("Look at where it stands in your list.")
    ),
    "filing.handed_in_before": Words(
        _("The same filing has been handed in before."), _("Look at it in your list of filings; it is in hand.")
    ),
    "filing.alike_without_reason": Words(
        _("You have filed a suit like this one already, or you are sued in one."),
        _("Look at it. If this is another matter, say why you file again; if not, go on with the first one."),
    ),
    "filing.oral_at_counter": Words(
        _("An oral complaint is taken down by a clerk at the counter of a court."),
        _("Go to the counter of any court with your identity paper, or hand in your answers as a written complaint."),
    ),
    "filing.oral_not_shown": Words(
        _("The record was not shown as it stands now, so nobody can have signed it."),
        _("Show the record, read it aloud, print it if it is signed on paper; then say how it was signed."),
    ),
    "filing.oral_medium_missing": Words(
        _("It is not said on what the record was signed."), _("Choose: on paper, or on a pad or screen.")
    ),
    "filing.oral_signer_missing": Words(
        _("It is not said who signed the record."), _("Write the name of the person who signed.")
    ),
    "filing.oral_way_unknown": Words(
        _("It is not said how the record was confirmed."), _("Choose signed, or marked with a finger.")
    ),
    "filing.not_a_defendant": Words(
        _("Only a defendant answers the complaint."), _("Read the answer in the case once it is there.")
    ),
    "filing.defence_before": Words(
        _("You have answered the complaint already."), _("You can add to it at the hearing, or hand in an exhibit.")
    ),
    "filing.stand_missing": Words(
        _("This is not answered."), _("Say whether you accept it, a part of it, or contest it.")
    ),
    "filing.why_missing": Words(_("The reason is missing."), _("Say briefly why you do not accept it.")),
    "filing.not_a_number": Words(_("“%(typed)s” is not a number."), _("Write digits, for example 3 or 12.5.")),
    "filing.credit_code_wrong": Words(
        _("This unified social credit code has a slip: its check sign does not fit."),
        _("Compare all 18 signs with the business licence, or leave it empty where it is not asked for."),
    ),
    "filing.rates_not_compared": Words(
        _("The table of rates “%(table)s” was last compared on %(day)s; for later days its last row counts."),
        _("Compare the rate with the published one. If it has changed, say so; the court works it out."),
    ),
    "filing.rates_begin_later": Words(
        _("The table of rates “%(table)s” begins on %(day)s: for the time before, no interest is worked out."),
        _("If you claim interest for that time, say in your own words at what rate and how much; the court decides."),
    ),
    "filing.named_twice": Words(
        _("Number %(row)s on this side has the same identity number as number %(before)s."),
        _("Nobody needs to be named twice. Write somebody else there, or correct the number."),
    ),
    "scrutiny.not_at_this_stage": Words(
        _("This filing is at the stage “%(stage)s”: this cannot be done now."),
        _("Reload the page to see where it stands."),
    ),
    "scrutiny.not_your_act": Words(
        _("This is done by: %(by)s."), _("Hand the filing to a colleague with that function.")
    ),
    "scrutiny.findings_named": Words(
        _("Nothing was named that needs correction."), _("List, once and completely, what is missing.")
    ),
    "scrutiny.not_asked_before": Words(
        _("Corrections were asked for before; the court may ask only once."),
        _("Decide on what is there: register the case, or let a judge refuse by a ruling."),
    ),
    "scrutiny.in_time": Words(
        _("The time for the correction is over."),
        _("File the complaint anew, or ask the court at the number below; if something kept you, say so."),
    ),
    "scrutiny.period_over": Words(
        _("The applicant still has time to correct the filing."),
        _("Wait until the period has ended or the correction is here."),
    ),
    "scrutiny.ground_named": Words(_("The ruling has no ground."), _("State the ground and its article.")),
}
REFUSALS |= FLAWS | BULK | OWN_PAPER | DOUBTS | FURTHER | FOR_CLIENT | TAKING_BACK
REFUSALS |= {
    f"filing.rule.{interview.id}.{finding.id}": _words_of(finding)
    for interview in forms().values()
    for finding in interview.findings
    if not finding.reason
}
