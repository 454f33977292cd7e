"""Texts about what is asked for within a case."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.frame.words import Words
from tongban.motions.vocabulary import (
    Aim,
    Challenged,
    Change,
    Exempt,
    Ground,
    Haste,
    Hindrance,
    Inquiry,
    Kind,
    Known,
    Link,
    Manner,
    Measure,
    Nature,
    Necessity,
    Place,
    Risk,
    Security,
    Tie,
    VenueGround,
)

KINDS = {
    Kind.WITHDRAWAL: _("Withdraw the action"),
    Kind.AMENDMENT: _("Change the claims"),
    Kind.JURISDICTION: _("Object to the court's jurisdiction"),
    Kind.JOINDER: _("Bring somebody else into the case"),
    Kind.COUNTERCLAIM: _("Bring a counterclaim"),
    Kind.PRESERVATION: _("Have property or conduct secured"),
    Kind.EVIDENCE: _("Have evidence preserved"),
    Kind.RECUSAL: _("Ask somebody of the court to withdraw"),
    Kind.RESTORATION: _("Ask that a missed period be restored"),
}
CHOICES: dict[type, dict[str, Promise | str]] = {
    Change: {
        Change.ADD: _("I claim more, or something else besides"),
        Change.CHANGE: _("I claim something else instead"),
        Change.REDUCE: _("I claim less"),
    },
    Inquiry: {
        Inquiry.OPEN: _("before the court's inquiry ended: what was paid too much goes back"),
        Inquiry.OVER: _("after the court's inquiry: the fee stays, and the plaintiff bears the difference"),
    },
    VenueGround: {
        VenueGround.TERRITORY: _("By the place, another court is competent"),
        VenueGround.AGREED: _("The parties agreed on another court"),
        VenueGround.LEVEL: _("A court of another level is competent"),
        VenueGround.EXCLUSIVE: _("Another court alone is competent by law"),
    },
    Place: {
        Place.PLAINTIFF: _("As a plaintiff, too"),
        Place.DEFENDANT: _("As a defendant, too"),
        Place.THIRD_PARTY: _("As a third party, who claims nothing in the case"),
    },
    Nature: {
        Nature.NATURAL: _("A person"),
        Nature.LEGAL: _("A company or another legal person"),
        Nature.OTHER: _("Another organisation"),
    },
    Necessity: {
        Necessity.SURETY: _("The debtor, when a surety is sued who stands in only after the debtor"),
        Necessity.HEIR: _("Another heir"),
        Necessity.CO_OWNER: _("Another owner of the same thing"),
        Necessity.PARTNER: _("Another partner of a partnership without a licence"),
        Necessity.GUARDIAN: _("The guardian of who did the harm"),
        Necessity.AFFILIATE: _("Who lent the name for the business, or used it"),
        Necessity.LENDER: _("Who lent a seal, a blank contract or an account"),
        Necessity.AGENT: _("Principal or agent who are liable together"),
        Necessity.OTHER: _("The case cannot be heard without them for another reason"),
        Necessity.INTEREST: _("A third party: the outcome touches their rights"),
    },
    Link: {
        Link.RELATION: _("It rests on the same legal relation"),
        Link.CAUSE: _("One of the claims follows from the other"),
        Link.FACTS: _("It rests on the same facts"),
    },
    Aim: {
        Aim.PROPERTY: _("Property of the other side"),
        Aim.DO: _("The other side is to do something"),
        Aim.FORBID: _("The other side is not to do something"),
    },
    Haste: {
        Haste.NO: pgettext_lazy("urgency", "It can wait for the ordinary time"),
        Haste.YES: pgettext_lazy("urgency", "It is urgent: the court must rule within hours"),
    },
    Security: {
        Security.CASH: _("Money paid in"),
        Security.PROPERTY: _("Property given as security"),
        Security.GUARANTEE: _("Somebody stands surety"),
        Security.INSURANCE: _("A letter of an insurer"),
        Security.BANK: _("A guarantee of a bank"),
    },
    Exempt: {
        Exempt.SECURED: _("Security was given"),
        Exempt.LIVELIHOOD: _("No security: maintenance, wages, medical costs, injury"),
        Exempt.VIOLENCE: _("No security: domestic violence and hardship"),
        Exempt.PUBLIC: _("No security: action of a procuratorate in the public interest"),
        Exempt.BRAVE: _("No security: harmed by a brave deed"),
        Exempt.CLEAR: _("No security: the facts are clear and a mistake is unlikely"),
        Exempt.BANK: _("No security: a bank or insurer applies"),
    },
    Risk: {
        Risk.LOST: _("It may be lost or destroyed"),
        Risk.HARD: _("It will be hard to get later"),
    },
    Measure: {
        Measure.COPY: _("Copy it"),
        Measure.RECORD: _("Record sound or pictures"),
        Measure.INSPECT: _("Inspect the place or the thing"),
        Measure.APPRAISE: _("Have an expert look at it"),
        Measure.SEAL: _("Seal it where it is"),
        Measure.SEIZE: _("Take it into custody"),
    },
    Challenged: {
        Challenged.JUDGE: _("The judge of this case"),
        Challenged.CLERK: _("The clerk of this case"),
        Challenged.ASSISTANT: _("A judge's assistant"),
        Challenged.TECHNICIAN: _("A judicial technician"),
        Challenged.INTERPRETER: _("An interpreter"),
        Challenged.APPRAISER: _("An expert who appraises something"),
        Challenged.INSPECTOR: _("Who inspects a place or a thing"),
    },
    Tie: {
        Tie.KIN: _("Is a party, or near kin of a party or an agent"),
        Tie.INTEREST: _("Has an interest in the case, or near kin has"),
        Tie.TIE: _("Has another tie to a party or an agent that may touch a fair trial"),
        Tie.OTHER_PART: _("Was a witness, expert, agent or interpreter in the case"),
        Tie.SHARES: _("Holds shares of a party that is not listed, or near kin does"),
        Tie.GIFTS: _("Took meals or gifts from a party or an agent"),
        Tie.MET: _("Met a party or an agent against the rules"),
        Tie.MISCONDUCT: _("Acted wrongly in another way that may touch a fair trial"),
        Tie.TRIED_BEFORE: _("Took part in the trial of this case in another procedure"),
    },
    Known: {
        Known.BEFORE: _("Known when the trial began"),
        Known.LATER: _("Learned of after the trial had begun"),
    },
    Hindrance: {
        Hindrance.FORCE_MAJEURE: _("Something that nobody could foresee, avoid or overcome, such as a flood"),
        Hindrance.GOOD_CAUSE: _("Another good reason, such as a sudden stay in hospital"),
    },
    Manner: {
        Manner.WRITTEN: pgettext_lazy("a decision", "In writing"),
        Manner.SPOKEN: pgettext_lazy("a decision", "By word, on the spot; the paper records it"),
    },
    Ground: {
        Ground.LAW_BROKEN: _("a party broke the law, which must be dealt with"),
        Ground.DEFENDANT_OBJECTS: _("asked after the debate, and the defendant does not agree"),
        Ground.NOT_TO_BE_JOINED: _("cannot be heard together with this case; it may be sued for apart"),
        Ground.OTHER_COURT: _("another court alone is competent for the counterclaim"),
        Ground.UNRELATED: _("the counterclaim has nothing to do with the claim"),
        Ground.OTHER_PARTIES: _("the counterclaim names others than the parties of the case"),
        Ground.NOT_NECESSARY: _("the case can be heard without them"),
        Ground.NO_INTEREST: _("the outcome does not touch their rights"),
        Ground.RIGHTS_WAIVED: _("who would be a plaintiff has waived the right"),
        Ground.COMPETENT: _("this court is competent"),
        Ground.NO_TIE: _("what is said is no ground to withdraw"),
        Ground.UNPROVEN_TIE: _("nothing shows that it is so"),
        Ground.NO_HINDRANCE: _("what is said is neither force majeure nor another good reason"),
        Ground.UNPROVEN_HINDRANCE: _("nothing shows that it was so"),
        Ground.NOT_BY_IT: _("the party could have acted in the period all the same"),
        Ground.ASKED_LATE: _("not asked for in the time that the law gives after the obstacle ended"),
        Ground.NO_DANGER: _("no danger that a judgment could not be enforced"),
        Ground.NO_SECURITY: _("the security asked for was not given"),
        Ground.NOTHING_NAMED: _("neither property nor a trace of it is named"),
        Ground.NO_RISK: _("the evidence is in no danger"),
        Ground.NOT_RELEVANT: _("the evidence proves nothing that matters here"),
        Ground.WRONG: _("the measure was wrong"),
        Ground.TAKEN_BACK: _("the applicant took it back"),
        Ground.CLAIM_LOST: _("the applicant's claim was finally dismissed"),
        Ground.SECURED: _("the other side gave security"),
    },
}
"""By the words among which one chooses."""

_ANSWER_IT = _("Answer it and send the form again; what you have typed is kept.")
_ASK_THE_CLERK = _("Ask the clerk of the case, or ring the hotline.")
REFUSALS = {
    "motions.no_such_kind": Words(
        _("The court knows no such application."), _("Choose one from the list of the case.")
    ),
    "motions.no_such_motion": Words(
        _("There is no such application, or it is not yours to see."), _("Open it from the list of the case.")
    ),
    "motions.no_such_decision": Words(
        _("This cannot be done here about this application."), _("Choose one of the buttons of its page.")
    ),
    "motions.answer_missing": Words(_("This answer is missing."), _ANSWER_IT),
    "motions.answer_too_long": Words(
        _("This answer is longer than %(most)s characters."), _("Say it in short and add a file with the rest.")
    ),
    "motions.no_such_choice": Words(
        _("“%(typed)s” is none of the possible answers."), _("Choose one that the form offers.")
    ),
    "motions.day_unreadable": Words(
        _("“%(typed)s” is no day."), _("Write year, month and day, for instance 2026-12-01.")
    ),
    "motions.asked_already": Words(
        _("You have asked for this, and the court has not decided yet."),
        _("Wait for the decision, or take the first application back and hand in another one."),
    ),
    "motions.other_plaintiffs_go_on": Words(
        _("The action is not withdrawn by all plaintiffs; these have not asked: %(who)s."),
        _("Wait until each of them has asked, or go on with the case: what one does binds no other."),
    ),
    "motions.counterclaim_goes_on": Words(
        _("A counterclaim was accepted in this case, and must be heard although the claim is withdrawn."),
        _("Go on with the case and say in the judgment that the claim was withdrawn."),
    ),
    "motions.counterclaim_waits": Words(
        _("A counterclaim in this case waits for a decision."),
        _("Decide about the counterclaim first: it is heard even when the claim is withdrawn."),
    ),
    "motions.counterclaim_before": Words(
        _("Your counterclaim was accepted in this case already."),
        _("Ask to change its claims at the hearing, or sue apart."),
    ),
    "motions.debate_not_over": Words(
        _("The other side's disagreement counts only after the debate at the hearing."),
        _("Allow the withdrawal, or name the other ground."),
    ),
    "motions.amount_not_more": Words(
        _("You claim more, but the new amount is less than the old one of %(before)s yuan."),
        _("Write all that you claim now, the old amount included."),
    ),
    "motions.amount_not_less": Words(
        _("You claim less, but the new amount is not less than the old one of %(before)s yuan."),
        _("Write all that you still claim, or choose another kind of change."),
    ),
    "motions.convert_first": Words(
        _("With this the case no longer fits the small claims procedure."),
        _("Convert the case to the simplified procedure first, then decide."),
    ),
    "motions.inquiry_was_over": Words(
        _("When less was claimed, the parties were debating already: the court's inquiry was over."),
        _("Choose that it was over. The fee stays, and the plaintiff bears the difference."),
    ),
    "motions.inquiry_not_begun": Words(
        _("When less was claimed, the court's inquiry had not begun."),
        _("Choose that it was not over. What was paid too much goes back."),
    ),
    "motions.objection_late": Words(
        _("The time to object ended on %(until)s."),
        _(
            "The case stays here. If a court of another level, or another court alone, is competent by law, choose that"
            " ground: the court looks at it at any time. If you could not act in time for a good reason, ask the court"
            " to restore the time."
        ),
    ),
    "motions.recusal_late": Words(
        _("The trial has begun. What was known then had to be said at its beginning."),
        _("If you learned of it only later, choose that, and write how."),
    ),
    "motions.obstacle_backwards": Words(
        _("The last day of the obstacle lies before its first."), _("Check both days.")
    ),
    "motions.obstacle_lasts": Words(
        _("%(last)s has not come yet: what keeps you from acting is not over."),
        _("Ask when it is over; the time to ask begins then. If somebody can act for you now, let them."),
    ),
    "motions.last_day_needed": Words(
        _("With the days lost the period would have ended on %(day)s, which is behind us."),
        _("Name a later last day, so that the party has time to act."),
    ),
    "motions.less_than_lost": Words(
        _("The days lost alone lead to %(day)s."), _("Name that day or a later one, or leave the day open.")
    ),
    "motions.debate_over": Words(
        _("The debate is over; until then somebody could be asked to withdraw."),
        _("If it becomes known that somebody had to withdraw, appeal: the court above looks at it."),
    ),
    "motions.nobody_in_office": Words(
        _("Nobody holds that office in the case yet."), _("Wait until the court tells you who conducts the case.")
    ),
    "motions.own_recusal": Words(
        _("Nobody decides whether to withdraw oneself."),
        _("Leave it to somebody else who holds the president's function."),
    ),
    "motions.others_decide": Words(
        _("Whoever decided first decides about the review."),
        _("About judges that is the president, about all others the judge of the case."),
    ),
    "motions.party_unknown": Words(_("The case has no such party."), _("Choose from the list.")),
    "motions.party_already": Words(
        _("%(name)s is a party of this case already."), _("Name somebody else, or take the application back.")
    ),
    "motions.place_and_reason_differ": Words(
        _("A third party joins because the outcome touches its rights; a plaintiff or defendant for another reason."),
        _("Choose the place that fits the reason, or the reason that fits the place."),
    ),
    "motions.same_court": Words(_("This is the court that has the case."), _("Name the other court.")),
    "motions.final_at_once": Words(
        _("In small claims the ruling about jurisdiction is final at once."),
        _("Use the buttons with immediate effect."),
    ),
    "motions.no_transfer_in_effect": Words(
        _("No ruling in effect says that the case is transferred."),
        _("Wait until the time to appeal against the ruling is over."),
    ),
    "motions.more_than_claimed": Words(
        _("More would be secured than the case is about: %(claim)s yuan."),
        _("Ask for no more than that, or change the claims first."),
    ),
    "motions.more_than_asked": Words(
        _("More would be secured than was asked for: %(claim)s yuan."), _("Rule on no more than that.")
    ),
    "motions.security_too_high": Words(
        _("No more than %(most)s yuan may be asked as security here."), _("Ask for that much or less.")
    ),
    "motions.security_not_given": Words(
        _("No security was offered or given."),
        _("Ask for security first, or name the ground on which none is needed."),
    ),
    "motions.security_time_runs": Words(
        _("The applicant has until %(until)s to give security."), _("Decide when that day is over.")
    ),
    "motions.measure_too_long": Words(
        _("No measure that begins today lasts beyond %(until)s."), _("Name that day or an earlier one.")
    ),
    "motions.day_over": Words(_("%(day)s lies before today."), _("Name today or a later day.")),
    "motions.security_first": Words(
        _("This measure keeps the thing from being used or sold, so security is due first."), _("Ask for security.")
    ),
    "motions.case_over": Words(
        _("The case has ended, and with it what was asked for in it."), _("Nothing is left to decide here.")
    ),
    "motions.judgment_given": Words(
        _("The judgment was given: what the case is about, and who is in it, does not change any more."),
        _("Turn the application down."),
    ),
    "motions.reviewed_before": Words(
        _("You have asked for a review of this decision already."), _("Wait for the answer; the law gives one review.")
    ),
    "motions.no_review_asked": Words(
        _("Nobody has asked for a review of this decision."),
        _("Wait for an application. Of its own accord the court lifts a measure on a ground of the law."),
    ),
    "motions.evidence_period_over": Words(
        _("The time to hand in evidence ended on %(until)s, and with it the time for this."),
        _("Tell the court why it became necessary only now; it can act of its own accord."),
    ),
    "motions.paper_removed": Words(
        _("The application was taken out of the file because it may hold a state secret."), _ASK_THE_CLERK
    ),
}
